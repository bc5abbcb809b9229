"""The ACS on its cut, on changed cells of it, and on a user's copy of some lines."""

import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.sources import source
from tests.sources.cuts import changed, cut_of

figures_of = source("acs").read


@pytest.fixture
def cut():
    """The cut of the ACS, and its row of SOURCES.csv."""
    return cut_of("acs")


def test_a_line_gives_an_estimate_and_its_margin(cut):
    """Line 3 prints 91720 and 988 for computer and information systems managers in 2008."""
    frame = figures_of(*cut)
    line = frame[frame["locator"].str.startswith("line 3,")].set_index("statistic")
    assert line["value"].to_dict() == {"p50": 91_720, "moe90": 988}
    assert line.loc["moe90", "error_of"] == "p50"
    assert set(line["unit"]) == {"USD/year"}
    assert set(line["coverage"]) == {"full-time year-round workers"}


def test_the_code_changes_with_the_edition(cut):
    """Records technicians are 29-2071 to 2017; the records specialists of 2018 are 29-2072."""
    frame = figures_of(*cut)
    technicians = frame[frame["soc"].isin(["29-2071", "29-2072"])]
    assert technicians.groupby("soc")["release"].agg(["min", "max"]).to_numpy().tolist() == [
        ["2008", "2017"], ["2018", "2018"]]  # fmt: skip
    nurses = frame[frame["occupation"].eq("Registered nurses")].groupby("soc_system")["soc"]
    assert nurses.unique().map(list).to_dict() == {
        "SOC 2000": ["29-1111"], "SOC 2010": ["29-1141"], "SOC 2018": ["29-1141"]}  # fmt: skip
    assert set(frame["soc_match"]) == {"exact"}
    assert frame["soc_match_why"].notna().all()


def test_counts_are_persons(cut):
    """The ACS counts persons, so its employment is not BLS's jobs."""
    frame = figures_of(*cut)
    assert set(frame.loc[frame["measure"].eq("employment"), "unit"]) == {"persons"}


@pytest.mark.parametrize(
    ("cell", "text", "message"),
    [
        ("E1", "value", "expected the columns"),
        ("B3", "B99999", "table 'B99999' is not one of"),
        ("A3", "last", "line 3 prints 'last' under year; expected a number"),
        ("E3", "-555555555", "line 3 prints '-555555555' under estimate; expected a number"),
        ("F3", "", "line 3 prints '' under moe90; expected a number"),
        ("D3", "Estimate!!Total!!Astronauts", "2008: 'Astronauts' is not an occupation known"),
    ],
)
def test_another_table_is_refused(cut, cell, text, message):
    """A file, table, title or text that is not known is named, not guessed at."""
    file, options = cut
    with pytest.raises(SourceError, match=message):
        figures_of(changed(file, **{cell: text}), options)


def test_a_title_in_the_wrong_year_is_refused(cut):
    """A title that an edition does not have cannot get that edition's code."""
    file, options = cut
    cells = file.sheets[0].cells
    line = cells.index[cells["D"].str.endswith("Medical records specialists")][0]
    with pytest.raises(SourceError, match="2009: 'Medical records specialists' is not"):
        figures_of(changed(file, **{f"A{line}": "2009"}), options)


LINES = """year,table,variable,label,estimate,moe90
2018,B24121,B24121_001E,Estimate!!Total,48123,210
2018,B24124,B24124_200E,Estimate!!Total!!Made-up!!Medical records specialists,180000,5100
"""


def test_a_users_copy_is_recognized_by_its_heading(tmp_path):
    """Lines, not cells of a cut, say where a figure stands."""
    path = tmp_path / "mine.csv"
    path.write_text(LINES, encoding="utf-8")
    found = read(path).set_index(["occupation", "statistic"])
    assert found["value"].to_dict() == {
        ("All occupations", "p50"): 48_123, ("All occupations", "moe90"): 210,
        ("Medical records specialists", "total"): 180_000,
        ("Medical records specialists", "moe90"): 5_100,
    }  # fmt: skip
    assert found["locator"].iloc[1] == "line 3, B24124_200E, estimate"
    path.write_text(LINES[: LINES.index("\n") + 1], encoding="utf-8")
    with pytest.raises(SourceError, match="a heading without lines"):
        read(path)


DOCUMENTS = {"acs.csv": LINES}
