import pytest

from hitdata.cells import read_cut
from hitdata.errors import SourceError
from hitdata.originals import read_originals
from hitdata.sources import cpi


@pytest.fixture
def listed(raw):
    """The CPI file as SOURCES.csv lists it."""
    return next(o for o in read_originals(raw / "SOURCES.csv") if o.reader == "cpi")


def test_months_and_years_are_read_as_bls_prints_them(raw, listed):
    """Annual averages and months that BLS's own tables print."""
    index = cpi.prices(read_cut(raw / listed.cut), listed).set_index("period")["value"]
    assert index[["2012", "2018", "2024", "2025"]].to_list() == [229.594, 251.107, 313.689, 321.943]
    assert index[["2025-09", "2025-11"]].to_list() == [324.8, 324.122]
    assert "2025-10" not in index.index
    assert index.index.is_unique


def test_the_annual_average_is_the_mean_of_its_months(raw, listed):
    """For 2007 to 2024, when months have three decimals, BLS's average is the mean rounded."""
    index = cpi.prices(read_cut(raw / listed.cut), listed).set_index("period")["value"]
    for year in range(2007, 2025):
        months = index[[f"{year}-{month:02}" for month in range(1, 13)]]
        assert index[str(year)] == pytest.approx(months.mean(), abs=0.00051)


def test_another_file_is_refused(raw, listed):
    """The headings of the file are checked before anything is read from it."""
    cells = read_cut(raw / listed.cut)
    cells.loc[1, "D"] = "index"
    with pytest.raises(SourceError, match="expected the columns"):
        cpi.prices(cells, listed)
