"""Rounds scored: errors are projections over outcomes, as a later round reports them."""

import pytest

from hitdata.charts import rounds_scored
from hitdata.errors import UnknownValue


def test_after_ten_years_the_error_is_projected_over_reported(figures):
    """Round 2012-22 projected 2022 itself: its jobs over those that round 2022-32 starts from."""
    rows = figures[figures["source"].eq("EP") & figures["soc"].eq("11-9111")]
    jobs = rows[rows["measure"].eq("employment") & rows["statistic"].eq("total")]
    at = jobs.set_index(["release", "period"])["value"]
    projected, reported = at["2012-22", "2022"], at["2022-32", "2022"]
    chart = rounds_scored(rows)
    dots = [line.get_xdata() for line in chart.axes[0].lines if line.get_marker() == "o"]
    assert dots[-1] == pytest.approx([(projected / reported - 1) * 100])


def test_each_round_says_how_many_it_was_judged_on(drawn):
    """The right column has the frame's occupations of all that kept code and title."""
    said = {text.get_text() for text in drawn["rounds_scored"].axes[0].texts}
    assert "25 of 832" in said
    assert "one year ahead, by 2024–34" in said


def test_one_round_has_no_outcome(drawn):
    """A round alone cannot be judged."""
    data = drawn["rounds_scored"].hitdata.data
    with pytest.raises(UnknownValue, match="rounds_scored needs base and projected employment"):
        rounds_scored(data[data["release"].eq("2024-34")])
