"""Means and medians: the percentages are those of the published wages."""

import pytest

from hitdata.charts import medians_and_means


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


def test_a_code_without_a_median_is_left_out(drawn):
    """A mean alone cannot be compared: its code is drawn nowhere and not among the data."""
    frame = drawn["medians_and_means"].hitdata.data
    lacking = frame[~(frame["soc"].eq("15-1212") & frame["statistic"].eq("p50"))]
    data = medians_and_means(lacking).hitdata.data
    assert "15-1212" not in set(data["soc"])
    assert len(data) == 24


def test_an_earlier_release_is_drawn_when_it_is_the_newest(figures):
    """By hand: in May 2019 all occupations had a mean of 53,490 and a median of 39,810, 34 %."""
    chart = medians_and_means(figures[figures["release"].eq("2019-05")])
    assert "All Occupations: 34.4% (mean $53,490, median $39,810)." in chart.hitdata.alt
