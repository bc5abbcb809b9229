"""Tables in files: which sheets hold one, that none is cut short, its typed form and figures."""

import json
from pathlib import Path

import pandas as pd
import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.files import File
from hitdata.files.text import letters
from hitdata.sources import Options, source
from hitdata.sources.oews.tables import figures_in, frame_of, reports_of, wide_tables
from hitdata.table import tidy
from tests.made_up import headings, row, table, workbook

LAYOUT = "national 2021"


def national(tmp_path, *rows, name="national_M2024_dl.csv"):
    """Write rows (dicts of changes) under the headings of May 2024."""
    return table(tmp_path / name, [headings(LAYOUT), *(row(LAYOUT, **said) for said in rows)])


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([["fruit", "price"], ["apple", 1]], "no heading OCC_CODE in its first lines"),
        ([["occ_code", "title"], ["29-2072", "x"]], "no sheet has a cell OCC_CODE beside TOT_EMP"),
        ([["occupation", "tot_emp"], ["29-2072", 1]], "no sheet has a cell OCC_CODE beside"),
        ([["Occ Code", "Total", "A_MEAN"], ["29-2072", 1, 2]], ""),
        ([[f"note {n}", "occ"] for n in range(120)] + [["occ_code", "tot_emp"]], "no sheet has"),
        ([["a title above"]] * 50 + [["occ_code", "tot_emp"], ["29-2072", 1]], ""),
    ],
)
def test_a_table_is_known_by_its_headings(tmp_path, lines, reason):
    """One of the first hundred rows reads OCC_CODE, beside a heading of jobs or wages."""
    said = source("oews").why_not(File(table(tmp_path / "x.csv", lines)))
    assert said.startswith(reason)
    assert bool(said) is bool(reason)


def test_only_workbooks_and_text_hold_tables(tmp_path):
    """A page that speaks of OCC_CODE is none."""
    path = tmp_path / "page"
    path.write_text("<html><body>OCC_CODE TOT_EMP</body></html>")
    assert source("oews").why_not(File(path)) == "a html file; OEWS tables are workbooks or CSV"


def test_a_sheet_of_another_kind_is_refused(tmp_path):
    """A sheet without the headings of OEWS is not read as one."""
    path = table(tmp_path / "national_M2024_dl.csv", [row(LAYOUT), row(LAYOUT)])
    with pytest.raises(SourceError, match="cannot be read as oews: no sheet has a cell OCC_C"):
        read(path, as_="oews", period="2024-05")


def test_every_sheet_with_a_table_is_read(tmp_path):
    """A workbook may hold several, and sheets of notes and descriptions between them."""
    first = [headings(LAYOUT), row(LAYOUT, area="1", area_type="2", occ_code="00-0000")]
    other = [headings(LAYOUT), row(LAYOUT, area="2", area_type="2", occ_code="00-0000")]
    path = workbook(tmp_path / "oesm24st.xlsx", {
        "Alabama": first, "notes": [["of both"]], "Alaska": other, "empty": [],
    })  # fmt: skip
    figures = read(path, period="2024-05")
    places = figures["locator"].str.partition("!")[0]
    assert set(zip(figures["area"], places, strict=True)) == {("AL", "Alabama"), ("AK", "Alaska")}


def test_a_heading_without_rows_is_no_table(tmp_path):
    """Nothing below it is a code."""
    path = table(tmp_path / "national_M2024_dl.csv", [headings(LAYOUT)])
    with pytest.raises(SourceError, match="a heading OCC_CODE, but no row below it has a code"):
        read(path)


def test_a_line_that_breaks_off_is_no_line(tmp_path):
    """The last line of half a download has fewer fields than the heading."""
    path = national(tmp_path, {}, {"occ_code": "29-9021"})
    text = path.read_text()
    path.write_text(text[: len(text) - 40])
    with pytest.raises(SourceError, match=r"line 3 has .* fields, its heading 32; the line was"):
        read(path, partial=True)


def test_two_columns_of_one_name_are_refused(tmp_path):
    """Which of the two is meant is not guessed."""
    lines = [[*headings(LAYOUT), "A_MEAN"], [*row(LAYOUT), 1]]
    path = table(tmp_path / "national_M2024_dl.csv", lines)
    with pytest.raises(SourceError, match="two columns are headed A_MEAN"):
        read(path, partial=True)


@pytest.fixture
def wide(sheet):
    """A typed table of two occupations, of which one has a mark and a blank."""
    marks = {"occ_code": "29-9021", "h_mean": "*", "a_pct90": "#", "h_pct90": "#", "pct_rpt": ""}
    (found,) = wide_tables(*sheet(LAYOUT, {}, marks, release="2024-05"))
    return found


def test_a_typed_table_holds_the_cells_as_they_are_printed(wide):
    """Under the letters of the file, with the rows of the file, and what is known of it."""
    said = json.loads(wide.cells.schema.metadata[b"hitdata"])
    printed = wide.cells.to_pylist()[0]
    assert printed.pop("row") == 2
    assert list(printed) == letters(len(headings(LAYOUT)))
    assert list(printed.values()) == [str(cell) for cell in row(LAYOUT)]
    assert said["names"][said["soc"]] == "occ_code"
    assert said["of"]["release"] == "2024-05"


def test_its_figures_are_those_of_the_file(wide, sheet):
    """Made from the typed table, some rows of it too, they are what the source reads."""
    marks = {"occ_code": "29-9021", "h_mean": "*", "a_pct90": "#", "h_pct90": "#", "pct_rpt": ""}
    read_straight = source("oews").read(*sheet(LAYOUT, {}, marks, release="2024-05"))
    key = ["soc", "locator", "value", "status", "threshold", "printed"]
    pd.testing.assert_frame_equal(tidy(figures_in(wide))[key], read_straight[key])
    oews = source("oews")

    def made_of(table):
        return oews.tidied(oews.wide.figures([table]), File(Path(__file__)))

    pd.testing.assert_frame_equal(made_of(wide), read_straight)
    some = wide._replace(cells=wide.cells.slice(1))
    of_some = made_of(some)
    expected = read_straight[read_straight["soc"].eq("29-9021")].reset_index(drop=True)
    pd.testing.assert_frame_equal(of_some, expected)


def test_its_frame_has_a_status_beside_each_number(wide):
    """Missing where nothing is printed; keys are the texts of the cells, release is said."""
    frame = frame_of(wide).set_index("occ_code")
    marked = frame.loc["29-9021"]
    assert marked[["h_mean_status", "a_pct90_status", "a_mean_status"]].to_list() == [
        "not released", "top-coded", "normal",
    ]  # fmt: skip
    assert pd.isna(marked["h_mean"])
    assert pd.isna(marked["pct_rpt_status"])
    assert (marked["a_mean"], marked["row"], marked["release"]) == (53_690, 3, "2024-05")
    assert frame.loc["29-2072", "occ_title"] == "Made-up occupation"


def test_what_the_list_says_is_not_doubted(sheet):
    """A cut lacks rows by design: nothing is reported of it; of a user's table it would be."""
    file, options = sheet(LAYOUT, {}, release="2024-05")
    (cut,) = wide_tables(file, options)
    (users,) = wide_tables(file, Options(period="2024-05"))
    assert reports_of(cut) == []
    assert len(reports_of(users)) == 1
    assert "1 occupations, where the national table of 2024-05 has 1,403" in reports_of(users)[0]


def test_reports_are_those_of_every_table(tmp_path):
    """Each sheet is checked by itself."""
    rows = [headings(LAYOUT), row(LAYOUT)]
    path = workbook(tmp_path / "x_M2024.xlsx", {"one": rows, "two": rows})
    found = wide_tables(File(path), Options(partial=None))
    assert [len(reports_of(wide)) for wide in found] == [1, 1]
