"""The CPI on its cut, held against what BLS's own tables print."""

import pytest

from hitdata.errors import SourceError
from hitdata.files import File
from tests.sources.cuts import changed, cut_of
from tools.sources import source

prices = source("cpi").tables["prices"]


@pytest.fixture
def index():
    """The index by period."""
    return prices(*cut_of("cpi")).set_index("period")["value"]


def test_months_and_years_are_read_as_bls_prints_them(index):
    """Annual averages and months that BLS's own tables print."""
    assert index[["2012", "2018", "2024", "2025"]].to_list() == [229.594, 251.107, 313.689, 321.943]
    assert index[["2025-09", "2025-11"]].to_list() == [324.8, 324.122]
    assert "2025-10" not in index.index
    assert index.index.is_unique


def test_the_annual_average_is_the_mean_of_its_months(index):
    """For 2007 to 2024, when months have three decimals, BLS's average is the mean rounded."""
    for year in range(2007, 2025):
        months = index[[f"{year}-{month:02}" for month in range(1, 13)]]
        assert index[str(year)] == pytest.approx(months.mean(), abs=0.00051)


def test_another_file_is_refused():
    """The headings of the file are checked before anything is read from it."""
    file, options = cut_of("cpi")
    with pytest.raises(SourceError, match="expected the columns"):
        prices(changed(file, D1="index"), options)


def test_it_is_known_by_its_heading(tmp_path):
    """A file of LABSTAT has a column more, and tabs."""
    path = tmp_path / "x.csv"
    path.write_text("series_id,year,period,value\nCUUR0000SA0,2024,M01,308.417\n")
    assert not source("cpi").why_not(File(path))
    path.write_text("series_id\tyear\tperiod\tvalue\tfootnote_codes\n")
    assert "first line is not" in source("cpi").why_not(File(path))
