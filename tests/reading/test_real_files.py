"""Every BLS file that holds figures is read, and each value is that of the cell it came from.

The cells are looked up by openpyxl and xlrd, which share nothing with the reader.
"""

import re

import openpyxl
import pytest
import xlrd

from hitdata import read
from hitdata.reading import wide

#: A file of each layout, the largest of each product among them, and the period it lacks.
FILES = {
    "national_2000_dl.xls": None,
    "national_2002_dl.xls": None,
    "national_may2004_dl.xls": None,
    "national_dl.xls": "2009-05",
    "national_M2011_dl.xls": None,
    "national_M2018_dl.xlsx": None,
    "national_M2019_dl.xlsx": None,
    "national_M2025_dl.xlsx": None,
    "natsector_M2011_dl.xls": None,
    "occupation_2014-24.xlsx": None,
    "occupation_2024-34.xlsx": None,
}


def cell_reader(path):
    """Return a function from sheet, letter and row to the cell's value."""
    if path.suffix == ".xls":
        book = xlrd.open_workbook(path)
        return lambda sheet, column, row: book[sheet].cell_value(row - 1, column - 1)
    book = openpyxl.load_workbook(path, read_only=False, data_only=True)
    return lambda sheet, column, row: book[sheet].cell(row, column).value


def column_number(letters: str) -> int:
    """Return 28 for AB, as a spreadsheet counts."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


@pytest.mark.parametrize("name", FILES)
def test_each_value_is_that_of_its_cell(downloads, name):
    """Every figure's locator leads to a cell that prints its number or mark."""
    path = next(downloads.rglob(name))
    cell = cell_reader(path)
    figures = read(path, period=FILES[name])
    thousands = figures["unit"].eq("jobs") & figures["source"].eq("EP")
    for place, value, many, printed in zip(
        figures["locator"], figures["value"], thousands, figures["printed"], strict=True
    ):
        sheet, letters, row = re.fullmatch(r"(.+)!([A-Z]+)(\d+)", place).groups()
        held = cell(sheet, column_number(letters), int(row))
        if value == value:  # a number  # noqa: PLR0124
            number = float(str(held).replace(",", ""))
            assert value == pytest.approx(number * 1000 if many else number, abs=0.01), place
        else:
            assert str(held).strip() == printed.strip(), place


def test_every_workbook_is_read(downloads):
    """All national, sector and projections files, by their wide or tidy tables."""
    national = [p for p in downloads.rglob("national_*.xls*") if p.name != "national_dl.xls"]
    assert len(national) >= 25
    for path in national:
        table = wide(path)
        assert len(table) >= 733, path.name
        assert table["release"].nunique() == 1
    rounds = [p for p in downloads.rglob("*") if p.parent.name == "ep"]
    assert read(rounds)["release"].nunique() == 10


def test_a_sector_file_read_by_occupation_is_the_whole_one(downloads, tmp_path, monkeypatch):
    """From the kept table come the same figures as from the file, places included."""
    monkeypatch.setenv("HITDATA_CACHE", str(tmp_path))
    path = next(downloads.rglob("natsector_M2024_dl.xlsx"))
    whole = read(path)
    first = read(path, soc="29-9021")
    again = read(path, soc="29-9021")
    expected = whole[whole["soc"].eq("29-9021")].sort_values("figure_id").reset_index(drop=True)
    for found in (first, again):
        assert found.sort_values("figure_id").reset_index(drop=True).equals(expected)
    assert list(tmp_path.rglob("*.parquet"))
    assert "NAICS 31-33" in set(whole["industry"])


def test_a_sector_file_saved_again_keeps_its_sectors(downloads):
    """A user's copy of 2023 prints 31 for 31-33: the sector is known all the same."""
    path = next(downloads.rglob("natsector_M2023_dl.xlsx"))
    industries = set(read(path, soc="11-0000")["industry"])
    assert {"NAICS 31-33", "NAICS 44-45", "NAICS 48-49", "NAICS 62"} <= industries
    assert "NAICS 31" not in industries
