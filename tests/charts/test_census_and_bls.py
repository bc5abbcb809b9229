"""Two surveys of one occupation: their medians, year by year, and the margin of one."""

import pytest

from hitdata.charts import census_and_bls
from hitdata.errors import UnknownValue


@pytest.fixture(scope="module")
def data(drawn):
    """What the chart chooses of the whole table."""
    return drawn["census_and_bls"].hitdata.data


def test_the_surveys_are_apart_by_what_their_medians_say(drawn):
    """By hand: 27,667 is 11.6 % below 31,290 in 2009, and 40,152 is 2.5 % above 39,180 in 2017."""
    assert pytest.approx(-11.58, abs=0.01) == (27_667 / 31_290 - 1) * 100
    assert pytest.approx(2.48, abs=0.01) == (40_152 / 39_180 - 1) * 100
    title = drawn["census_and_bls"].hitdata.title
    assert title == "Census median: 12% below that of BLS in 2009, 2% above in 2017"


def test_margins_are_drawn_around_the_census_median(drawn):
    """The bar of 2008 spans 28,921 less and more its margin of 1,347."""
    bars = drawn["census_and_bls"].axes[0].collections[0].get_segments()
    assert bars[0].tolist() == [[2008, 28_921 - 1_347], [2008, 28_921 + 1_347]]


def test_only_years_of_both_are_drawn(figures, data):
    """OEWS has 29-2071 from 2000 on, ACS from 2008: no earlier year is among the data."""
    assert set(data["release"].str[:4]) == {str(year) for year in range(2008, 2018)}
    own = figures[figures["soc"].eq("29-2071") & figures["area"].eq("US")]
    assert own[own["source"].eq("OEWS")]["release"].min() == "2000"
    again = census_and_bls(own).hitdata.data
    assert again["figure_id"].tolist() == data["figure_id"].tolist()


def test_surveys_of_different_years_are_not_compared(data):
    """Without one year that both have, there is nothing to compare."""
    acs = data["source"].eq("ACS")
    apart = data[(acs & data["release"].eq("2009")) | (~acs & data["release"].eq("2012-05"))]
    with pytest.raises(UnknownValue, match="in the same year"):
        census_and_bls(apart)


def test_two_occupations_are_refused(figures):
    """Without 29-2071 nothing tells which of two codes is meant."""
    with pytest.raises(UnknownValue, match="census_and_bls shows one soc at a time"):
        census_and_bls(figures[figures["soc"].isin(["15-1212", "11-3021"])])


def test_a_survey_without_margins_is_drawn_without_bars(data):
    """Margins are shown where they are printed; a median without one stands alone."""
    chart = census_and_bls(data[data["statistic"].eq("p50")])
    assert chart.hitdata.title.startswith("Census median: 12% below")
    bars = chart.axes[0].collections[0].get_segments()
    assert not [bar for bar in bars if len(bar)]
