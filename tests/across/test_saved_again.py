"""Files not seen before: real ones saved again, and real ones that somebody changed.

What a spreadsheet or a script does to a file in good faith must not change a figure, or the file is
refused with what is wrong. What changes a figure must be refused. All are made from downloads, with
openpyxl, the csv module and pandas' own reader, none of which the readers use.
"""

import csv
import io
import random
import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from hitdata import read
from hitdata.data.reading import Skipped
from hitdata.errors import SourceError
from hitdata.files import Repaired, Reported
from tests.made_up import table, workbook, zipped
from tests.published import find, original_sheets

NATIONAL, SECTOR = "national_M2024_dl", "natsector_may2004_dl"

#: Columns that say where a figure was found, not what it is.
PLACE = ["file", "sha256", "locator"]

Rows = list[list[object]]


class Original:
    """A real file: its path, the rows of its table and the figures read from it."""

    def __init__(self, folder: Path, name: str, sheet: str = "") -> None:
        self.path = find(folder, name)
        self.figures = read(self.path)
        self.rows: Rows = []
        if self.path.suffix == ".csv":
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                self.rows = list(csv.reader(file))
        else:
            rows = original_sheets(self.path)[sheet].values()
            self.rows = [["" if cell is None else cell for cell in row] for row in rows]

    def assert_same(self, found: pd.DataFrame, *, but: tuple[str, ...] = ()) -> None:
        """Compare figures in every column but the place and those named."""
        here, there = (
            frame.drop(columns=[*PLACE, *but]).sort_values("figure_id", ignore_index=True)
            for frame in (found, self.figures)
        )
        differs = [name for name in there if not here[name].equals(there[name])]
        assert not differs, (differs, len(here), len(there))


@pytest.fixture(scope="module")
def national(downloads):
    """The national table of May 2024."""
    return Original(downloads, f"{NATIONAL}.xlsx", NATIONAL)


@pytest.fixture(scope="module")
def sector(downloads):
    """The sectors of May 2004, all of whose cells are text."""
    return Original(downloads, f"{SECTOR}.xls", "natsector_dl")


@pytest.fixture(scope="module")
def projections(downloads):
    """The tables of the round 2024-34."""
    return Original(downloads, "occupation_2024-34.xlsx", "Table 1.2")


@pytest.fixture(scope="module")
def download(downloads):
    """The CSV of the round 2021-31."""
    return Original(downloads, "Employment Projections 2021-31.csv")


def column(rows: Rows, name: str) -> int:
    """Return the number of the column with a heading."""
    return [str(cell).lower() for cell in rows[0]].index(name.lower())


def without(rows: Rows, name: str) -> Rows:
    """Return rows without one column."""
    at = column(rows, name)
    return [row[:at] + row[at + 1 :] for row in rows]


def grouped(cell: object) -> object:
    """Return a number as a spreadsheet shows it: 155,030."""
    return f"{cell:,}" if isinstance(cell, int) and cell >= 1000 else cell


def as_numbers(rows: Rows) -> Rows:
    """Return rows whose codes of digits became numbers: 000000 is 0, 99 is no text."""
    return [[int(c) if isinstance(c, str) and c.isdigit() else c for c in row] for row in rows]


def moved(rows: Rows) -> Rows:
    """Return rows with the columns of codes and of a wage at other places."""
    order = list(range(len(rows[0])))
    for name in ("a_median", "occ_code"):
        order.insert(2, order.pop(order.index(column(rows, name))))
    return [[row[j] for j in order] for row in rows]


def shuffled(rows: Rows) -> Rows:
    """Return rows in another order, below their headings."""
    return [rows[0], *random.Random(3).sample(rows[1:], len(rows) - 1)]  # noqa: S311


def through_pandas(rows: Rows, *, index: bool) -> Rows:
    """Return rows as pandas reads them as CSV and writes them again, with its own types."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    text.seek(0)
    again = io.StringIO(pd.read_csv(text, low_memory=False).to_csv(index=index))
    return list(csv.reader(again))


#: What is done in good faith to a table's rows -> columns in which its texts differ afterwards.
GOOD_FAITH = {
    "as it is": (lambda rows: rows, ()),
    "through pandas": (lambda rows: through_pandas(rows, index=False), ("printed",)),
    "through pandas with its index": (lambda rows: through_pandas(rows, index=True), ("printed",)),
    "thousands grouped": (lambda rows: [list(map(grouped, row)) for row in rows], ("printed",)),
    "codes as numbers": (as_numbers, ()),
    "one heading in lower case": (lambda rows: [["Occ_code" if c == "OCC_CODE" else c
                                                 for c in rows[0]], *rows[1:]], ()),
    "a title above": (lambda rows: [["May 2024 OEWS, saved in spring"], [], *rows], ()),
    "rows shuffled": (shuffled, ()),
    "columns moved": (moved, ()),
    "a note below": (lambda rows: [*rows, [], ["Source: BLS"]], ()),
    "a column beside": (lambda rows: [[*row, "mine" if i == 0 else i]
                                      for i, row in enumerate(rows)], ()),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD_FAITH)
def test_a_national_table_saved_again_is_the_same(name, national, tmp_path):
    """Order, spelling and types of the cells do not matter."""
    change, but = GOOD_FAITH[name]
    path = table(tmp_path / f"{NATIONAL}.csv", change(national.rows))
    national.assert_same(read(path), but=but)


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-16", "\t"), ("utf-8-sig", ";"), ("cp1252", ",")]
)
def test_every_way_to_write_text_is_read(encoding, delimiter, national, tmp_path):
    """A spreadsheet's Unicode text, a list with semicolons, a text of Windows."""
    path = table(tmp_path / f"{NATIONAL}.txt", national.rows, delimiter=delimiter)
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    national.assert_same(read(path))


def test_a_workbook_saved_again_is_the_same(national, tmp_path):
    """Formats are gone, the sheets have other names and another order; a sheet still says May 2024.

    A renamed file keeps its figures, and so does one in a folder of a zip, beside a note.
    """
    book = openpyxl.load_workbook(national.path)
    book.move_sheet(NATIONAL, len(book.sheetnames))
    book[NATIONAL].title = "Table (2)"
    path = tmp_path / "data.xlsx"
    book.save(path)
    found = read(path)
    national.assert_same(found)
    assert found["locator"].str.startswith("Table (2)!").all()
    members = {"oews/2024/data.xlsx": path.read_bytes(), "oews/readme.txt": b"from BLS"}
    with pytest.warns(Skipped, match="readme.txt"):
        national.assert_same(read(zipped(tmp_path / "oews.zip", members)))


def test_a_file_whose_name_said_the_year_is_known_by_its_figures(national, tmp_path):
    """A CSV has no sheets: what BLS printed in May 2024 alone says the year, whatever the name."""
    path = table(tmp_path / "data.csv", national.rows)
    national.assert_same(read(path))
    wrong = shutil.copy(path, tmp_path / "national_M2021_dl.csv")
    with pytest.warns(Repaired, match="named as 2021-05, but its figures are those of 2024-05"):
        national.assert_same(read(wrong))


def test_a_renamed_workbook_is_known_by_its_sheet(national, tmp_path):
    """The sheet's name says 2024 where the file's says nothing, or 2023."""
    national.assert_same(read(shutil.copy(national.path, tmp_path / "data.xlsx")))
    with pytest.warns(Repaired, match="named as 2023-05, but its figures are those of 2024-05"):
        national.assert_same(read(shutil.copy(national.path, tmp_path / "national_M2023.xlsx")))


def test_sectors_saved_again_are_the_same(sector, tmp_path):
    """Rows in another order, codes and numbers as numbers, 31-33 as 31."""
    ranges = {"31-33": 31, "44-45": 44, "48-49": 48}
    rows = [[ranges.get(row[0], row[0]), *row[1:]] for row in shuffled(as_numbers(sector.rows))]
    sector.assert_same(read(table(tmp_path / f"{SECTOR}.csv", rows)))


@pytest.mark.parametrize("index", [False, True])
def test_a_round_saved_again_is_the_same(index, projections, download, tmp_path):
    """Codes lose their wrapper and numbers their separators; a table of a workbook stands alone."""
    rows = [[str(c).removeprefix('="').removesuffix('"') for c in row] for row in download.rows]
    rows = shuffled(through_pandas(rows, index=index))
    download.assert_same(read(table(tmp_path / "data.csv", rows)), but=("printed",))
    alone = read(table(tmp_path / "Table 1.2.csv", projections.rows))
    projections.assert_same(alone)


def test_a_workbook_of_a_round_saved_again_is_the_same(projections, tmp_path):
    """Without formats and links, and with its tables in the opposite order."""
    sheets = reversed(original_sheets(projections.path).items())
    path = workbook(tmp_path / "data.xlsx", {name: rows.values() for name, rows in sheets})
    projections.assert_same(read(path))


def changed(rows: Rows, code: str, **cells: object) -> Rows:
    """Return rows with other cells in the first row of a code, named by their headings."""
    at = next(i for i, row in enumerate(rows) if code in row)
    row = list(rows[at])
    for name, cell in cells.items():
        row[column(rows, name)] = cell
    return [*rows[:at], row, *rows[at + 1 :]]


def cell(rows: Rows, code: str, name: str) -> object:
    """Return a cell of the first row of a code."""
    return next(row for row in rows if code in row)[column(rows, name)]


def swapped(rows: Rows, code: str, one: str, other: str) -> Rows:
    """Return rows with two cells of a row exchanged."""
    return changed(rows, code, **{one: cell(rows, code, other), other: cell(rows, code, one)})


#: What somebody did to a national table -> what it is refused with.
TAMPERED = {
    "a # is 0": (lambda r: changed(r, "29-1141", a_pct90=0), r"A_PCT90 in row \d+ \(29-1141\)"),
    "a # is 0 for a manager": (lambda r: changed(r, "11-1011", h_median=0, a_median=0),
                               r"H_MEDIAN in row \d+ \(11-1011\) prints '0'"),
    "a percentile is gone": (lambda r: without(r, "a_pct25"), r"no column A_PCT25"),
    "all means are gone": (lambda r: without(r, "h_mean"), r"no column H_MEAN"),
    "the first row is gone": (lambda r: [r[0], *r[2:]], r"1,402 occupations, .* has 1,403"),
    "a row is gone": (lambda r: [*r[:700], *r[701:]], r"1,402 occupations, .* has 1,403"),
    "the last row is gone": (lambda r: r[:-1], r"1,402 occupations, .* has 1,403"),
    "half of the rows": (lambda r: r[:700], r"699 occupations, .* has 1,403"),
    "two percentiles swapped": (lambda r: swapped(r, "29-2072", "a_pct25", "a_pct75"),
                                r"A_MEDIAN in row \d+ \(29-2072\) prints '\d+'; expected no less"),
    "an hour beside a year": (lambda r: swapped(r, "29-2072", "h_median", "a_median"),
                              r"H_PCT75|H_MEDIAN"),
    "text for a number": (lambda r: changed(r, "29-2072", a_mean="about 55,000"),
                          r"A_MEAN|a_mean in row \d+ prints 'about 55,000'; expected a number"),
    "a negative wage": (lambda r: changed(r, "29-2072", a_mean=-55000), r"'-55000'; expected"),
    "a code that is none": (lambda r: changed(r, "29-2072", occ_code="29-2072-1"),
                            r"has figures but OCC_CODE prints '29-2072-1'"),
    "a row twice": (lambda r: [*r, r[700]], r"share a key|two rows"),
    "a line cut": (lambda r: [*r[:-1], r[-1][:20]], r"the line was cut"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERED)
def test_a_changed_national_table_is_refused(name, national, tmp_path):
    """The error names the file, and the row or the column that was changed."""
    change, message = TAMPERED[name]
    path = table(tmp_path / f"{NATIONAL}.csv", change(national.rows))
    with pytest.raises(SourceError, match=message) as caught:
        read(path, partial=False)
    assert path.name in str(caught.value)


def test_a_workbook_with_only_the_wrong_sheet_is_refused(national, tmp_path):
    """Field descriptions hold no figures, and are not a table without rows."""
    sheets = original_sheets(national.path)
    del sheets[NATIONAL]
    assert "Field Descriptions" in sheets
    path = workbook(tmp_path / f"{NATIONAL}.xlsx", {n: rows.values() for n, rows in sheets.items()})
    with pytest.raises(SourceError, match="oews: no sheet has a cell OCC_CODE beside TOT_EMP"):
        read(path)


def test_a_sector_without_its_total_is_refused(sector, tmp_path):
    """The row for all occupations of one sector is gone."""
    rows = [row for row in sector.rows if not (row[0] == "62" and row[2] == "00-0000")]
    assert len(rows) == len(sector.rows) - 1
    with pytest.raises(SourceError, match=r"\(62\) have no line for all occupations, 00-0000"):
        read(table(tmp_path / f"{SECTOR}.csv", rows), partial=False)


#: What somebody did to a national table that only its other cells can tell, and what is said.
SUBTLE = {
    "jobs to the person": (lambda r: changed(r, "29-2072", tot_emp=194803),
                           r"TOT_EMP in row \d+ \(29-2072\) prints '194803'; expected jobs"),
    "a # is a wage": (lambda r: changed(r, "11-1011", a_median=239_000),
                      r"H_MEDIAN in row \d+ .* prints '#'|A_MEDIAN in row \d+ .* prints '239000'"),
    "a wage is another": (
        lambda r: changed(r, "29-2072", a_median=cell(r, "29-2072", "a_pct75")),
        r"A_MEDIAN in row \d+ .*; expected 2,080 times H_MEDIAN beside it",
    ),
    "two means of an hour swapped": (lambda r: changed(
        changed(r, "29-2072", h_mean=cell(r, "29-9021", "h_mean")),
        "29-9021", h_mean=cell(r, "29-2072", "h_mean"),
    ), r"A_MEAN in row \d+ .*; expected 2,080 times H_MEAN beside it"),
}  # fmt: skip


@pytest.mark.parametrize("name", SUBTLE)
def test_a_subtle_change_is_reported(name, national, tmp_path):
    """Pay of a year is 2,080 times that of an hour, and its marks are the same."""
    change, message = SUBTLE[name]
    with pytest.warns(Reported, match=message):
        read(table(tmp_path / f"{NATIONAL}.csv", change(national.rows)))


@pytest.mark.parametrize(
    ("code", "column"), [("29-1141", "a_pct90"), ("29-2072", "h_median")], ids=str
)
def test_a_blank_wage_is_reported_and_stays_in_the_data(code, column, national, tmp_path):
    """No release leaves a wage blank: of one that was emptied nobody knows which mark it had."""
    path = table(tmp_path / f"{NATIONAL}.csv", changed(national.rows, code, **{column: ""}))
    with pytest.warns(Reported, match=f"1 wages are blank, .* {column.upper()} in row"):
        figures = read(path, soc=code)
    unit = "USD/year" if column.startswith("a_") else "USD/hour"
    blank = figures[figures["printed"].eq("") & figures["unit"].eq(unit)]
    assert blank["status"].to_list() == ["withheld or top-coded"]


@pytest.mark.parametrize("row", [7, 5000, -1])
def test_a_row_gone_from_a_sector_is_refused(row, sector, tmp_path):
    """Sums cannot tell, as many rows are not released; the number of rows can."""
    rows = list(sector.rows)
    del rows[row]
    with pytest.raises(SourceError, match="rows are missing"):
        read(table(tmp_path / f"{SECTOR}.csv", rows), partial=False)


#: What somebody did to a round -> what it is refused with.
ROUND = {
    "the total is gone": (lambda r: lacking(r, "00-0000"), r"nothing, as 00-0000 is missing"),
    "a row is gone": (lambda r: lacking(r, "29-2072"), r"the line items add up to"),
    "half of the rows": (lambda r: r[:500], r"the line items add up to .* rows are missing"),
    "text for a number": (lambda r: [*r[:20], [*r[20][:3], "many", *r[20][4:]], *r[21:]],
                          r"employment in row \d+ prints 'many'; expected a number"),
    "a wage is 0": (lambda r: [*r[:20], [*r[20][:11], 0, *r[20][12:]], *r[21:]],
                    r"wage in row \d+ prints '0'; expected a number from 1"),
    "a column is gone": (lambda r: [row[:4] + row[5:] for row in r],
                         r"expected 2 column\(s\) of employment, found 1|no source knows"),
}  # fmt: skip


def lacking(rows: Rows, code: str) -> Rows:
    """Return rows without those of a code."""
    return [row for row in rows if code not in row]


@pytest.mark.parametrize("name", ROUND)
def test_a_changed_round_is_refused(name, projections, tmp_path):
    """Line items add up to all jobs, and change follows from both levels."""
    change, message = ROUND[name]
    path = table(tmp_path / "Table 1.2.csv", change(projections.rows))
    with pytest.raises(SourceError, match=message):
        read(path, partial=False)


def test_years_swapped_in_a_round_are_reported(projections, tmp_path):
    """Change and percent follow from both levels, which stand in the wrong order here."""
    r = projections.rows
    rows = [*r[:20], [*r[20][:3], r[20][4], r[20][3], *r[20][5:]], *r[21:]]
    with pytest.warns(Reported, match="2 changes of employment are not what both levels give"):
        read(table(tmp_path / "Table 1.2.csv", rows))


@pytest.mark.parametrize("row", [1, 400, -1])
def test_a_row_gone_from_a_download_is_refused(row, download, tmp_path):
    """A download has no total, but a known number of occupations."""
    rows = list(download.rows)
    del rows[row]
    with pytest.raises(SourceError, match=r"831 occupations, where the download .* has 832"):
        read(table(tmp_path / "data.csv", rows), partial=False)


@pytest.mark.parametrize("code", ["11-0000", "53-7199"])
def test_a_small_row_or_a_summary_gone_from_a_round_is_refused(code, projections, tmp_path):
    """Line items add up to the total within 2,000 jobs; summaries are known by their number."""
    with pytest.raises(SourceError, match="rows are missing"):
        read(table(tmp_path / "Table 1.2.csv", lacking(projections.rows, code)), partial=False)
