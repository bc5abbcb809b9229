"""Two surveys of one occupation: their medians, year by year, and the margin of one."""

import pytest

from hitdata.charts import census_and_bls
from hitdata.errors import UnknownValue


@pytest.fixture(scope="module")
def data(drawn):
    """What the chart chooses of the whole table."""
    return drawn["census_and_bls"].hitdata.data


def test_a_jump_is_a_break_and_not_convergence(drawn):
    """By hand: 31,530 to 35,805 is +13.6 %, and 90,186 to 128,111 workers +42.1 %, in one year."""
    assert pytest.approx(13.56, abs=0.01) == (35_805 / 31_530 - 1) * 100
    caption = drawn["census_and_bls"].hitdata
    assert caption.title == "Census median jumped 13.6% in 2014, where its series breaks"
    assert caption.notes[1] == (
        "Census line broken in 2014: median from $31,530 to $35,805 (+13.6%); workers from 90,186 "
        "to 128,111 (+42.1%); new rules of the Census Bureau for editing and assigning occupations."
    )
    assert caption.notes[0].startswith("Census line broken in 2010: SOC 2000 gives way to SOC 2010")


def test_no_line_of_the_census_crosses_a_break(drawn):
    """The medians of ACS are three lines, 2008-09, 2010-13 and 2014-17; those of OEWS are one."""
    lines = drawn["census_and_bls"].axes[0].lines
    ends = [line.get_xdata()[[0, -1]].tolist() for line in lines if line.get_marker() in ("o", "D")]
    assert ends == [[2008, 2017], [2008, 2009], [2010, 2013], [2014, 2017]]


def test_without_counts_the_median_alone_tells(data):
    """A frame without numbers of workers still shows that 13.6 percent is a jump."""
    chart = census_and_bls(data[data["measure"].eq("wage")])
    assert "2014: median from $31,530 to $35,805 (+13.6%)" in chart.hitdata.notes[1]


def test_a_steady_occupation_is_compared_within_its_last_stretch(figures):
    """Nurses have no jump since 2014, so the title compares both surveys after the last break."""
    chart = census_and_bls(figures[figures["soc"].eq("29-1141")])
    assert chart.hitdata.title.startswith("Census median: ")
    assert not any("median from" in note for note in chart.hitdata.notes)


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
    assert chart.hitdata.title.startswith("Census median jumped 13.6%")
    bars = chart.axes[0].collections[0].get_segments()
    assert not [bar for bar in bars if len(bar)]
