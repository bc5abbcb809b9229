"""Each vintage's real rows, put back into a file, read as they are known.

The repository holds a few rows of every original, under their letters and row numbers. In a file of
the original's name again they must give the figures that `hitdata.load` has of it; that those are
the ones that the cells print is shown in `test_originals_agree.py` beside, with the csv module
alone. A cut is no whole table, so all are read with ``partial``.

One file of each era becomes a workbook, .xls or .xlsx as the original is, its rows where they were.
Opening one takes a process of its own, so the others become lines of text without the rows between,
which a user's saved copy may be just as well.
"""

import csv
import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from hitdata import read
from hitdata.files import hash_of
from tests.across.old_workbook import write_xls

ROOT = Path(__file__).parents[2]
SOURCES = list(csv.DictReader((ROOT / "data/raw/SOURCES.csv").open(encoding="utf-8")))

#: Cuts of documents that users bring; of the matrix the repository keeps fewer columns than any
#: file has, and what is neither OEWS nor EP is not read from users' files.
CUTS = [row for row in SOURCES if row["source"] in ("oews", "ep")]

#: An original of each era, kind and product that is put back into a workbook.
WORKBOOKS = {
    "national_2000_dl.xls", "national_may2003_dl.xls", "national_M2010_dl.xls",
    "national_M2014_dl.xlsx", "national_M2025_dl.xlsx", "natsector_may2004_dl.xls",
    "natsector_M2020_dl.xlsx", "occupation_2014-24.xlsx", "occupation_2022-32.xlsx",
    "occupation_2024-34.xlsx",
}  # fmt: skip

#: What the file does not say itself.
PERIODS = {"national_dl.xls": "2009-05"}

#: Headings under which originals hold digits as text: 62, 99, 1235.
TEXTS = {"naics", "area", "area_type", "own_code", "year"}

#: Files in which every cell is text, wages too.
ALL_TEXT = re.compile(r"natsector_(may200[4-7]|M200[89])_dl.xls")


def rows_of(cut: str) -> dict[int, list[str]]:
    """Return the cells of a cut by the row of the original, as the csv module has them."""
    with (ROOT / "data/raw" / cut).open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        return {int(line[3]): line[4:] for line in lines}


def headings_of(rows: dict[int, list[str]]) -> list[str]:
    """Return the headings of a cut, in lower case and without a round's years."""
    first = next(row for row in rows.values() if sum(map(bool, row)) > 2)
    return [re.sub(r"[\d–-]+|\s+", " ", text).strip().lower() for text in first]


def as_stored(rows: dict[int, list[str]], file: str) -> dict[int, list[object]]:
    """Return the cells as the original holds them: a number where it has one, not its digits."""
    if ALL_TEXT.fullmatch(file) or file.endswith(".csv"):
        return dict(rows)
    texts = [name in TEXTS for name in headings_of(rows)]
    return {
        number: [cell if text else _number(cell) for cell, text in zip(row, texts, strict=True)]
        for number, row in rows.items()
    }


def _number(cell: str) -> object:
    # a padded or grouped number is text in the original too
    return float(cell) if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", cell) else cell


def write_xlsx(path: Path, sheet: str, rows: dict[int, list[object]]) -> None:
    """Write rows at their row numbers."""
    book = Workbook()
    book.active.title = sheet
    for number, cells in rows.items():
        for column, cell in enumerate(cells, start=1):
            if cell != "":
                book.active.cell(number, column, cell)
    book.save(path)


def write_lines(path: Path, rows: dict[int, list[str]]) -> dict[str, str]:
    """Write rows as a CSV, closed up as a filter leaves them; return row -> line of the new file.

    A cell may hold line breaks: the line is that on which the row begins.
    """
    lines, line = {}, 1
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for number, cells in rows.items():
            lines[str(number)] = str(line)
            writer.writerow(cells)
            line += 1 + sum(cell.count("\n") for cell in cells)
    return lines


@pytest.mark.parametrize("source", CUTS, ids=lambda source: source["file"])
def test_real_rows_are_read_as_the_table_has_them(source, figures, tmp_path):
    """Every column of every figure is the table's, the locator too; the hash is the new file's."""
    rows = rows_of(source["cut"])
    path, lines = tmp_path / source["file"], {}
    if source["file"] in WORKBOOKS:
        write = write_xls if path.suffix == ".xls" else write_xlsx
        write(path, source["sheet"], as_stored(rows, source["file"]))
    else:
        lines = write_lines(path, rows)
    found = read(path, partial=True, period=PERIODS.get(source["file"]))
    assert set(found["sha256"]) == {hash_of(path)}
    # a cut lacks rows, and its figures say so after what else their note says
    lacks = r"(?:; )?Source table is incomplete$"
    assert found["note"].isna().all() or found["note"].str.contains(lacks).all()
    note = found["note"].str.replace(lacks, "", regex=True)
    found["note"] = note.where(note.ne(""))
    expected = figures[figures["file"].eq(source["file"])]
    if lines:
        row = expected["locator"].str.extract(r"(\d+)(?: column [A-Z]+)?$", expand=False)
        letters = expected["locator"].str.extract(r"([A-Z]+)\d*$", expand=False)
        expected = expected.assign(locator="line " + row.map(lines) + " column " + letters)
    assert len(expected) > 100
    for table in (found, expected):
        assert table["figure_id"].is_unique
    found, expected = (
        table.drop(columns="sha256").sort_values("figure_id", ignore_index=True)
        for table in (found, expected)
    )
    differs = [name for name in expected if not found[name].equals(expected[name])]
    assert not differs, found[differs].compare(expected[differs])
    assert found.equals(expected)


def test_a_written_workbook_holds_what_was_put_in(tmp_path):
    """The old format is written by these tests: xlrd, which shares nothing with them, reads it."""
    import xlrd

    rows = {1: ["occ_code", "a_mean"], 3: ["29-2072", 53690.5], 900: ["é – 20", "#"]}
    sheet = xlrd.open_workbook(write_xls(tmp_path / "x.xls", "national", rows))["national"]
    assert {n: sheet.row_values(n - 1) for n in rows} == rows
    assert sheet.row_values(1) == ["", ""]
