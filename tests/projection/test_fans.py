"""Fans: what they are fitted on, what they were checked on, and that they hold there."""

import numpy as np
import pandas as pd
import pytest

from hitdata.errors import InvalidFigure
from hitdata.projection import SPREAD, Spread, coverage, fan, fit, growth
from hitdata.projection.fans import SHARE, covered


def test_a_fan_by_hand(projection):
    """100,000 jobs at no growth, half-width 0.1: after four years exp(0.2) up and down."""
    figures = growth(projection(base=50_000, projected=50_000, percent=0.0))
    drawn = fan(figures, years=4, spread=Spread((0.3, 0.2, 0.1, 0.05)))
    assert drawn["year"].tolist() == [2022, 2023, 2024, 2025, 2026]
    last = drawn.iloc[-1]
    assert last[["low", "expected", "high"]].tolist() == pytest.approx(
        [50_000 / np.exp(0.2), 50_000, 50_000 * np.exp(0.2)]
    )


def test_a_fan_opens_from_the_base_and_around_the_projection(figures):
    """No width in the base year, the projected level in the middle of the last, ever wider."""
    own = figures[figures["soc"].eq("29-2072") & figures["release"].eq("2024-34")]
    drawn = fan(growth(own))
    assert len(drawn) == 11
    assert drawn["low"].iloc[0] == drawn["high"].iloc[0] == 194_800
    assert drawn["expected"].iloc[-1] == pytest.approx(208_600, abs=100)
    assert (drawn["high"] / drawn["low"]).is_monotonic_increasing


def test_a_fan_says_what_it_rests_on(figures):
    """The sentence to print with it names past errors, the fit and the widening."""
    own = figures[figures["soc"].eq("29-9021") & figures["release"].eq("2024-34")]
    sentence = fan(growth(own))["basis"].iloc[0]
    assert "revision plus projection error" in sentence
    assert "until 2018 and widened by 1.32" in sentence


def test_what_has_no_rate_has_no_fan(figures):
    """Quoted percents without years or base employment draw nothing."""
    quoted = fan(growth(figures[figures["quoted_by"].notna()]))
    assert len(quoted) == 0
    assert "expected" in quoted


def test_small_occupations_are_missed_by_more():
    """Each class of size is narrower than the one below it."""
    widths = SPREAD.at(pd.Series([1_000.0, 10_000, 50_000, 500_000]), 1.0)
    assert (np.diff(widths) < 0).all()


def test_fit_finds_widths_and_widening():
    """Errors of known size give their own width back, and doubled later errors a factor of 2."""
    jobs = np.tile([1_000.0, 10_000, 50_000, 500_000], 101)
    sizes = np.repeat(np.linspace(0, 1, 101), 4)
    early = pd.DataFrame(
        {"base_employment": jobs, "years": 4, "log_error": sizes, "base_year": 2012,
         "outcome_year": 2016, "round": "2012-22"}
    )  # fmt: skip
    later = early.assign(base_year=2019, outcome_year=2023, log_error=-2 * sizes, round="2019-29")
    spread = fit(pd.concat([early, later], ignore_index=True))
    assert spread.half_widths == pytest.approx([0.4] * 4)  # 0.8 over sqrt(4)
    assert spread.widening == pytest.approx(2)


def test_fit_refuses_what_it_cannot_know(two_rounds):
    """Without outcomes of every size there is no width to fit."""
    from hitdata.projection import revisions

    with pytest.raises(InvalidFigure, match="whole rounds, with occupations of every size"):
        fit(revisions(two_rounds))


def test_the_published_fan_is_the_fitted_one(past):
    """The constants in the module are what the rule gives on the ten rounds."""
    spread = fit(past)
    assert spread.half_widths == pytest.approx(SPREAD.half_widths, abs=6e-5)
    assert spread.widening == pytest.approx(SPREAD.widening, abs=6e-3)


def test_the_fan_holds_on_every_later_round(past):
    """80 percent +- 5 of each checked round, with and without that round's say in the factor."""
    checked = coverage(past).query("part == 'checked'")
    assert checked["round"].tolist() == [
        "2018-28", "2019-29", "2020-30", "2021-31", "2022-32", "2023-33",
    ]  # fmt: skip
    assert checked["widened"].between(75, 85).all()
    assert checked["by_others"].between(75, 85).all()


def test_not_widened_it_would_not_hold(past):
    """The reason for widening: fitted on early outcomes alone it covers about 70 percent."""
    checked = coverage(past).query("part == 'checked'")
    bare = np.average(checked["not_widened"], weights=checked["n"])
    assert bare == pytest.approx(70, abs=1)


def test_the_fan_holds_at_every_distance(past):
    """One to six years ahead on later rounds, seven to ten on later outcomes of the first ones."""
    unseen = past[past["outcome_year"] > 2018]
    inside = covered(unseen).groupby(unseen["years"]).mean()
    assert len(inside) == 10
    assert inside.between(SHARE - 0.05, SHARE + 0.05).all()
