"""Made-up workbooks for the tests of stores."""

from tests.made_up import headings, row, workbook

LAYOUT = "national 2021"


def book(folder, year, *, codes=("29-2072", "29-9021"), **changes):
    """Write a made-up national workbook of a year: all occupations, and a row for each code."""
    rows = [headings(LAYOUT), row(LAYOUT, occ_code="00-0000", o_group="total")]
    rows += [row(LAYOUT, occ_code=code, **changes) for code in codes]
    return workbook(folder / f"national_M{year}_dl.xlsx", {f"national_M{year}_dl": rows})
