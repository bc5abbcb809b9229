"""The table against the cells that the repository holds, by code that shares nothing with readers.

Cuts are opened with the csv module. The originals themselves are compared with the table in
`test_real_files.py` beside, guides here; both need a folder of downloads.
"""

import csv
import re

import pytest

from hitdata.soc import CODES
from tests.published import (
    ROOT,
    SOURCES,
    as_number,
    ep_columns,
    ep_rows,
    find,
    oews_column,
    oews_heading,
    split_locator,
    spreadsheet_letters,
)

WORKBOOKS = [row for row in SOURCES if row["source"] in ("oews", "ep")]


@pytest.mark.parametrize("original", WORKBOOKS, ids=lambda row: row["cut"])
def test_no_cell_of_a_cut_is_left_out(original, figures):
    """The table holds every number of the family's rows, and gives each its meaning."""
    with (ROOT / "data/raw" / original["cut"]).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        rows = {int(row[3]): row[4:] for row in reader}
    expected = oews_cells(rows) if original["source"] == "oews" else ep_cells(rows, original)
    assert len(expected) > 100
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
    top, heading = oews_heading(rows)
    code = heading.index("occ_code")
    expected = {}
    for i, row in rows.items():
        if i <= top or str(row[code]).strip() not in CODES:
            continue
        for j, name in enumerate(heading):
            if (says := oews_column(name)) and (number := as_number(row[j])) is not None:
                expected[i, spreadsheet_letters(j)] = (number, says)
    return expected


def ep_cells(rows: dict[int, list], original: dict) -> dict:
    """Return (row, letters) -> (number, what it is) for the family's rows of an EP table."""
    columns = ep_columns(original["release"], original["sheet"])
    expected = {}
    for i, (soc, _, first) in ep_rows(rows).items():
        for j, (*says, _) in enumerate(columns if soc in CODES else (), start=first):
            if (number := as_number(rows[i][j])) is not None:
                factor = 1000 if says[2] == "jobs" else 1
                expected[i, spreadsheet_letters(j)] = (round(number * factor, 6), tuple(says))
    return expected


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
