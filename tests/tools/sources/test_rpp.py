"""Regional price parities on their cut, held against what BEA prints."""

import pytest

from hitdata.errors import SourceError
from hitdata.files import File
from tests.sources.cuts import changed, cut_of
from tools.sources import source

parities = source("rpp").tables["parities"]


@pytest.fixture
def table():
    """The parities by state and year."""
    return parities(*cut_of("rpp")).set_index(["area", "year"])


def test_parities_are_read_as_bea_prints_them(table):
    """All items of Alabama 2008 and Alaska 2023, from the lines of BEA's file."""
    assert table.loc[("AL", 2008), ["printed", "value", "locator"]].to_list() == [
        "88.852", 88.852, "line 211 column I"]  # fmt: skip
    assert table.loc[("AK", 2023), "value"] == 101.715


def test_the_nation_is_100_and_every_state_is_there(table):
    """In each of 16 years, 50 states, the District of Columbia and the nation."""
    assert len(table) == 16 * 52
    assert table.loc["US", "value"].eq(100).all()
    by_year = table.groupby("year")["value"]
    assert by_year.min().lt(95).all()
    assert by_year.max().gt(105).all()


@pytest.mark.parametrize(
    ("cell", "text", "said"),
    [
        ("I211", "(NA)", "line 211 column I prints '(NA)' for AL in 2008; expected an index"),
        ("A211", '"99000"', "line 211 is of GeoFIPS '99000'; expected the nation or a state"),
        ("G210", "RPPs: Goods", "line code 5 is 'RPPs: Goods'; expected RPPs: All items"),
        ("I1", "2008 r", "expected the columns"),
    ],
)
def test_what_is_no_parity_is_refused(cell, text, said):
    """The place and what was found there are named."""
    file, options = cut_of("rpp")
    with pytest.raises(SourceError, match=said.replace("(", r"\(").replace(")", r"\)")):
        parities(changed(file, **{cell: text}), options)


def test_it_is_known_by_its_heading(tmp_path):
    """BEA's other tables begin alike; one of another kind is named."""
    path = tmp_path / "x.csv"
    path.write_text("GeoFIPS,GeoName,Region,TableName,LineCode,IndustryClassification,Description,"
                    "Unit,2008\n")  # fmt: skip
    assert not source("rpp").why_not(File(path))
    path.write_text("series_id,year,period,value\n")
    assert "does not begin with GeoFIPS" in source("rpp").why_not(File(path))
