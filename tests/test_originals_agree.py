"""The table against the files themselves, by code that shares nothing with the readers.

Originals are opened with openpyxl, xlrd and the csv module, cuts with the csv module. The tests
on cuts run everywhere; those on originals need a folder of downloads.
"""

import csv
import re
from pathlib import Path

import openpyxl
import pytest
import xlrd

from hitdata.family import CODES

ROOT = Path(__file__).parents[1]
SOURCES = list(csv.DictReader((ROOT / "data/raw/SOURCES.csv").open(encoding="utf-8")))
WORKBOOKS = [row for row in SOURCES if row["reader"] in ("oews", "ep")]
NUMBER = re.compile(r"-?[\d,]+(\.\d+)?")

#: Last part of an OEWS heading -> statistic, written down from BLS's field descriptions.
STATISTICS = {
    "mean": "mean", "pct10": "p10", "wpct10": "p10", "pct25": "p25", "wpct25": "p25",
    "median": "p50", "pct75": "p75", "wpct75": "p75", "pct90": "p90", "wpct90": "p90",
}  # fmt: skip


def as_number(text: str) -> float | None:
    """Return the number that a printed cell is, without its separators and padding."""
    text = str(text).strip()
    return float(text.replace(",", "")) if NUMBER.fullmatch(text) else None


def column_number(letters: str) -> int:
    """Return 0 for A, 26 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def original_rows(path: Path, sheet: str) -> dict[int, list]:
    """Return the rows of an original by number, opened with another library than the readers'."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return dict(enumerate(csv.reader(file), start=1))
    if path.suffix == ".xls":
        cells = xlrd.open_workbook(path).sheet_by_name(sheet)
        return {i + 1: cells.row_values(i) for i in range(cells.nrows)}
    book = openpyxl.load_workbook(path, read_only=True)
    return {i: list(row) for i, row in enumerate(book[sheet].values, start=1)}


def find(folder: Path, name: str) -> Path:
    """Return where a file of that name lies below a folder."""
    return next(path for path in folder.rglob(name))


def same_text(cell: object, printed: str) -> bool:
    """Tell whether a cell holds the printed text, a number being the same in any spelling."""
    if cell is None:
        return printed == ""
    if isinstance(cell, int | float):
        return as_number(printed) == float(cell)
    return str(cell) == printed


def split_locator(locator: str) -> tuple[int, str]:
    """Return row and letters of "Table 1.7!J458" or "line 458 column J"."""
    cell = re.fullmatch(r".*!([A-Z]+)(\d+)", locator)
    line = re.fullmatch(r"line (\d+) column ([A-Z]+)", locator)
    return (int(cell[2]), cell[1]) if cell else (int(line[1]), line[2])


@pytest.mark.parametrize("original", WORKBOOKS, ids=lambda row: row["file"])
def test_an_original_and_the_table_agree_both_ways(original, figures, downloads):
    """Each figure's cell holds the text it prints, and no number of the family is left out."""
    rows = original_rows(find(downloads, original["file"]), original["sheet"])
    here = figures[figures["file"].eq(original["file"])]
    assert len(here) > 100
    for figure in here.itertuples():
        row, letters = split_locator(figure.locator)
        assert same_text(rows[row][column_number(letters)], figure.printed), figure.figure_id
    check_rows(rows, original, figures)


@pytest.mark.parametrize("original", WORKBOOKS, ids=lambda row: row["cut"])
def test_no_cell_of_a_cut_is_left_out(original, figures):
    """The same, for the cuts that the repository holds: nothing is lost on the way to the table."""
    with (ROOT / "data/raw" / original["cut"]).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        rows = {int(row[3]): row[4:] for row in reader}
    check_rows(rows, original, figures)


def check_rows(rows: dict[int, list], original: dict, figures) -> None:
    """Compare every cell of the family's rows with the table: value for value, none missing."""
    expected = oews_cells(rows) if original["reader"] == "oews" else ep_cells(rows)
    assert expected
    here = figures[figures["file"].eq(original["file"])]
    found = {split_locator(row.locator): row for row in here.itertuples()}
    for place, (number, says) in expected.items():
        figure = found.pop(place)
        assert (figure.measure, figure.statistic, figure.unit) == says, figure.figure_id
        assert figure.value == pytest.approx(number, rel=1e-12), figure.figure_id
    # what is left in the table has no number in its cell, and says why
    assert all(row.status != "normal" for row in found.values())


def oews_cells(rows: dict[int, list]) -> dict:
    """Return (row, letters) -> (number, what it is) for the family's rows of an OEWS sheet."""
    top = next(i for i, row in rows.items() if "occ_code" in [str(c).lower() for c in row])
    heading = [str(cell).strip().lower() for cell in rows[top]]
    code = heading.index("occ_code")
    naics = heading.index("naics") if "naics" in heading else None
    expected = {}
    for i, row in rows.items():
        if i <= top or str(row[code]).strip() not in CODES:
            continue
        if naics is not None and str(row[naics]) not in ("000000", "62"):
            continue
        for j, name in enumerate(heading):
            if (says := oews_column(name)) and (number := as_number(row[j])) is not None:
                expected[i, spreadsheet_letters(j)] = (number, says)
    return expected


def oews_column(name: str) -> tuple[str, str, str] | None:
    """Return measure, statistic and unit of an OEWS heading; None for a key or a flag."""
    others = {
        "tot_emp": ("employment", "total", "jobs"),
        "emp_prse": ("employment", "rse", "percent"),
        "mean_prse": ("wage", "rse", "percent"),
        "pct_total": ("employment share", "percent", "percent"),
        "pct_rpt": ("reporting establishments", "percent", "percent"),
        "jobs_1000": ("jobs per 1,000", "ratio", "jobs per 1,000 jobs"),
        "loc_quotient": ("location quotient", "ratio", "ratio"),
    }
    interval, _, last = name.partition("_")
    if interval in ("h", "a") and last in STATISTICS:
        return ("wage", STATISTICS[last], {"h": "USD/hour", "a": "USD/year"}[interval])
    return others.get(name)


def ep_cells(rows: dict[int, list]) -> dict:
    """Return (row, letters) -> (number, what it is) for the family's rows of an EP table.

    The order of columns is written down from the files: employment twice, then change, then
    what each round adds.
    """
    coded = {i: [str(c).strip().strip('="') for c in row] for i, row in rows.items()}
    expected = {}
    for i, row in coded.items():
        if not (code := CODES & set(row)) or len(row) < 8:
            continue
        first = row.index(next(iter(code))) + 1
        if row[first] in ("Summary", "Line item"):
            first += 1
        for j, says, factor in ep_columns(coded, first):
            if (number := as_number(rows[i][j])) is not None:
                expected[i, spreadsheet_letters(j)] = (round(number * factor, 6), says)
    return expected


def ep_columns(rows: dict[int, list], first: int):
    """Yield column, what it holds, and the factor to jobs, by the shape of the table."""
    heading = " ".join(str(cell) for i in sorted(rows)[:3] for cell in rows[i])
    level = ("employment", "total", "jobs")
    change, percent = ("employment change", "total", "jobs"), (
        "employment change", "percent", "percent")  # fmt: skip
    share = ("employment share", "percent", "percent")
    alone = ("self-employed share", "percent", "percent")
    old = "replacement" in heading
    openings = ("openings, ten-year total" if old else "openings", "total", "jobs")
    wage = ("wage", "p50", "USD/year")
    shape = [level, level, change, percent]
    if "mployment distribution" in heading:
        shape = [level, level, share, share, change, percent]
    if "self employed" in heading:
        shape.append(alone)
    shape += [openings, wage]
    for j, says in enumerate(shape, start=first):
        yield j, says, 1000 if says[2] == "jobs" else 1


def spreadsheet_letters(number: int) -> str:
    """Return A for 0, AA for 26."""
    return (chr(64 + number // 26) if number >= 26 else "") + chr(65 + number % 26)


def test_acs_lines_are_in_the_table(figures, raw):
    """Every estimate and margin of the ACS file is in the table, as printed."""
    with (raw / "census/acs/acs1_detailed_occupation_2008_2018.csv").open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))[1:]
    acs = figures[figures["source"].eq("ACS")].set_index("locator")
    assert len(acs) == 2 * len(lines)
    for line in lines:
        for field, letter in (("estimate", "E"), ("moe90", "F")):
            figure = acs.loc[f"line {line['row']}, {line['C']}, {field}"]
            assert figure["value"] == float(line[letter])
            assert figure["release"] == line["A"]


def test_quoted_figures_stand_on_their_lines(figures, downloads):
    """Each text that a quoted figure prints is on the line of the guide that it names."""
    quoted = figures[figures["quoted_by"].notna()]
    for file, rows in quoted.groupby("file"):
        lines = find(downloads, file).read_text(encoding="utf-8").split("\n")
        for row in rows.itertuples():
            assert row.printed in lines[int(row.locator.removeprefix("line ")) - 1], row.figure_id


def test_no_dollar_or_percent_of_the_guides_is_left_out(figures, downloads):
    """Every amount and percentage that a guide prints is in the table, on its line."""
    quoted = figures[figures["quoted_by"].notna()]
    for file, rows in quoted.groupby("file"):
        lines = find(downloads, file).read_text(encoding="utf-8").split("\n")
        for number, line in enumerate(lines, start=1):
            here = rows.loc[rows["locator"].eq(f"line {number}"), "printed"]
            for text in re.findall(r"\$[\d,]+\d|\d[\d.]*%", line):
                assert here.str.contains(text, regex=False).any(), (file, number, text)
