"""Means, surveys and the map of releases: the numbers that they compute and count."""

import pytest

from hitdata.charts import census_and_bls, holdings, means, medians_and_means, releases, surveys
from hitdata.errors import UnknownValue


def test_a_mean_is_above_the_median_in_percent_of_it(drawn):
    """By hand: 69,770 over 50,980 is 36.9 % more, and 46,800 over 45,930 is 1.9 %."""
    assert pytest.approx(36.86, abs=0.01) == (69_770 / 50_980 - 1) * 100
    alt = drawn["medians_and_means"].hitdata.alt
    assert "All Occupations: 36.9% (mean $69,770, median $50,980)." in alt
    assert "Assistants: 1.9% (mean $46,800, median $45,930)." in alt


def test_bars_start_at_zero(drawn):
    """A bar's length is its number: every bar starts at zero, and the axis shows zero."""
    axes = drawn["medians_and_means"].axes[0]
    assert {bar.get_x() for bar in axes.patches} == {0}
    assert axes.get_xlim()[0] == 0
    assert len(axes.patches) == 13


def test_a_code_without_a_median_is_left_out(figures):
    """A mean alone cannot be compared: its code is drawn nowhere and not among the data."""
    frame = means.select(figures)
    lacking = frame[~(frame["soc"].eq("15-1212") & frame["statistic"].eq("p50"))]
    data = medians_and_means(lacking).hitdata.data
    assert "15-1212" not in set(data["soc"])
    assert len(data) == 24


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


def test_surveys_of_different_years_are_not_compared(figures):
    """Without one year that both have, there is nothing to compare."""
    frame = surveys.select(figures)
    acs = frame["source"].eq("ACS")
    apart = frame[(acs & frame["release"].eq("2009")) | (~acs & frame["release"].eq("2012-05"))]
    with pytest.raises(UnknownValue, match="in the same year"):
        census_and_bls(apart)


def test_a_survey_without_margins_is_drawn_without_bars(figures):
    """Margins are shown where they are printed; a median without one stands alone."""
    frame = surveys.select(figures)
    figure = census_and_bls(frame[frame["statistic"].eq("p50")])
    assert figure.hitdata.title.startswith("Census median: 12% below")


def test_codes_that_run_through_are_counted(figures):
    """Six codes of the chart have all 26 releases, counted another way."""
    frame = holdings.select(figures)
    runs = frame[frame["source"].eq("OEWS")].groupby("soc")["release"].nunique()
    assert (runs == 26).sum() == 6
    assert releases(frame).hitdata.title.startswith(f"Only six of {len(runs)} codes run")


def test_a_cell_is_filled_where_a_release_has_the_code(drawn):
    """29-2071 fills 2000 to 2018, and 29-2098 the two years of the hybrid after it."""
    axes = drawn["releases"].axes[0]
    cells = axes.collections[0].get_array()
    assert cells.shape == (30, 26)
    filled = [[2000 + i for i, gap in enumerate(row.mask) if not gap] for row in cells[:2]]
    assert filled == [list(range(2000, 2019)), [2019, 2020]]


def test_projections_and_surveys_are_marked_in_their_years(drawn, figures):
    """Each code and year of EP and ACS has one mark, EP at the base year of its round."""
    axes = drawn["releases"].axes[0]
    dots = [line for line in axes.lines if line.get_marker() == "o" and len(line.get_xdata()) > 1]
    frame = holdings.select(figures)
    ep = frame[frame["source"].eq("EP")]
    assert len(dots[0].get_xdata()) == len(ep)
    years = {int(x - 0.5) + 2000 for x in dots[0].get_xdata()}
    assert years == set(ep["base_year"].astype(int))
