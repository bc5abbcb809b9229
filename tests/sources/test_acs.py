import pytest

from hitdata.cells import read_cut
from hitdata.errors import SourceError
from hitdata.originals import read_originals
from hitdata.sources import acs


@pytest.fixture
def listed(raw):
    """The ACS file as SOURCES.csv lists it."""
    return next(o for o in read_originals(raw / "SOURCES.csv") if o.reader == "acs")


@pytest.fixture
def cells(raw, listed):
    """Its cells."""
    return read_cut(raw / listed.cut)


def test_a_line_gives_an_estimate_and_its_margin(cells, listed):
    """Line 3 prints 91720 and 988 for computer and information systems managers in 2008."""
    frame = acs.read(cells, listed)
    line = frame[frame["locator"].str.startswith("line 3,")].set_index("statistic")
    assert line["value"].to_dict() == {"p50": 91_720, "moe90": 988}
    assert line.loc["moe90", "error_of"] == "p50"
    assert set(line["unit"]) == {"USD/year"}
    assert set(line["coverage"]) == {"full-time year-round workers"}


def test_the_code_changes_with_the_edition(cells, listed):
    """Records technicians are 29-2071 to 2017; the records specialists of 2018 are 29-2072."""
    frame = acs.read(cells, listed)
    technicians = frame[frame["soc"].isin(["29-2071", "29-2072"])]
    assert technicians.groupby("soc")["release"].agg(["min", "max"]).to_numpy().tolist() == [
        ["2008", "2017"], ["2018", "2018"]]  # fmt: skip
    assert set(frame["soc_match"]) == {"exact"}
    assert frame["soc_match_why"].notna().all()


def test_counts_are_persons(cells, listed):
    """The ACS counts persons, so its employment is not BLS's jobs."""
    frame = acs.read(cells, listed)
    assert set(frame.loc[frame["measure"].eq("employment"), "unit"]) == {"persons"}


@pytest.mark.parametrize(
    ("place", "text", "message"),
    [
        ((1, "E"), "value", "expected the columns"),
        ((3, "B"), "B99999", "table 'B99999' is none of"),
    ],
)
def test_another_table_is_refused(cells, listed, place, text, message):
    """A file or table that is not known is named, not guessed at."""
    cells.loc[place] = text
    with pytest.raises(SourceError, match=message):
        acs.read(cells, listed)


def test_a_title_in_the_wrong_year_is_refused(cells, listed):
    """A title that an edition does not have cannot get that edition's code."""
    specialists = cells["D"].str.endswith("Medical records specialists")
    cells.loc[specialists, "A"] = "2009"
    with pytest.raises(SourceError, match="2009: 'Medical records specialists' is not"):
        acs.read(cells, listed)
