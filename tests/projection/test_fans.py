"""Fans: as wide as past outcomes lay from their projections."""

import numpy as np
import pandas as pd
import pytest

from hitdata.errors import InvalidFigure
from hitdata.projection import FAN, FanWidths, fan, fit_fan, growth, hit_rates, revisions
from hitdata.projection.fans import CLASSES, SIZES


def test_a_fan_by_hand(projection):
    """50,000 jobs at no growth, half-width 0.2 after four years: exp(0.2) up and down."""
    figures = growth(projection(base=50_000, projected=50_000, percent=0.0))
    widths = FanWidths(((0.4, 0.5, 0.6, 0.7), (0.3,), (0.05, 0.1, 0.15, 0.2), (0.1,)))
    drawn = fan(figures, years=4, widths=widths)
    assert drawn["year"].tolist() == [2022, 2023, 2024, 2025, 2026]
    last = drawn.iloc[-1]
    assert last[["low", "expected", "high"]].tolist() == pytest.approx(
        [50_000 / np.exp(0.2), 50_000, 50_000 * np.exp(0.2)]
    )


def test_a_fan_opens_from_the_base_and_around_the_projection(figures):
    """No width in the base year, the projected jobs in the middle of the last, ever wider."""
    own = figures[figures["soc"].eq("29-2072") & figures["release"].eq("2024-34")]
    drawn = fan(growth(own))
    assert len(drawn) == 11
    assert drawn["low"].iloc[0] == drawn["high"].iloc[0] == 194_800
    assert drawn["expected"].iloc[-1] == pytest.approx(208_600, abs=100)
    assert (drawn["high"] / drawn["low"]).is_monotonic_increasing


def test_a_fan_says_what_it_rests_on(figures):
    """The sentence to print with it names past errors and the class that they are of."""
    own = figures[figures["soc"].eq("29-9021") & figures["release"].eq("2024-34")]
    sentence = fan(growth(own))["basis"].iloc[0]
    assert "revision plus projection error" in sentence
    assert "80% of past outcomes for occupations of 25,000 to 100,000 jobs" in sentence


def test_the_fan_of_records_specialists(figures):
    """Ten years ahead, for 100,000 jobs and more: 0.341 in logs, about 148,000 to 293,000."""
    own = figures[figures["soc"].eq("29-2072") & figures["release"].eq("2024-34")]
    last = fan(growth(own)).iloc[-1]
    assert FAN.at(pd.Series([194_800]), 10.0).item() == pytest.approx(0.341, abs=5e-4)
    assert last[["low", "high"]].astype(float).round(-3).tolist() == [148_000, 293_000]


def test_beyond_the_years_that_were_judged_there_is_no_width():
    """Parts of a year lie between two; eleven years ahead no round has been compared."""
    jobs = pd.Series([194_800.0] * 4)
    widths = FAN.at(jobs, pd.Series([0, 9.5, 10, 11]))
    assert widths[:3] == pytest.approx([0, (0.314 + 0.341) / 2, 0.341])
    assert np.isnan(widths[3])


def test_each_projection_has_its_own_fan(projection):
    """Tables put together have labels twice; each projection is still drawn once, on its own."""
    small, large = (growth(projection(base=jobs, projected=jobs)) for jobs in (1_000, 200_000))
    drawn = fan(pd.concat([small, large]), years=2)
    assert drawn["years"].tolist() == [0, 1, 2, 0, 1, 2]
    assert drawn["expected"].tolist() == pytest.approx([1_000] * 3 + [200_000] * 3)


def test_what_has_no_rate_has_no_fan(figures):
    """Quoted percents without years or base employment draw nothing."""
    quoted = fan(growth(figures[figures["quoted_by"].notna()]))
    assert len(quoted) == 0
    assert "expected" in quoted


def test_small_occupations_are_missed_by_more():
    """Each class of size is narrower than the one below it."""
    widths = FAN.at(pd.Series([1_000.0, 10_000, 50_000, 500_000]), 1.0)
    assert (np.diff(widths) < 0).all()


def test_fit_fan_finds_widths():
    """Errors from 0 to 1 after one year and twice that after two: 0.8 and 1.6 hold 80 percent."""
    jobs = np.tile([1_000.0, 10_000, 50_000, 500_000], 101)
    sizes = np.repeat(np.linspace(0, 1, 101), 4)
    one = pd.DataFrame({"base_employment": jobs, "years": 1, "log_error": sizes})
    both = pd.concat([one, one.assign(years=2, log_error=-2 * sizes)], ignore_index=True)
    fitted = fit_fan(both).half_widths
    assert np.array(fitted) == pytest.approx(np.tile([0.8, 1.6], (4, 1)))


def test_fit_fan_refuses_what_it_cannot_know(two_rounds):
    """Without outcomes of every size there is no width to fit."""
    with pytest.raises(InvalidFigure, match="whole rounds, with occupations of every size"):
        fit_fan(revisions(two_rounds))


def test_the_published_fan_is_the_fitted_one(past):
    """The constants in the module are what the rule gives on the ten rounds."""
    assert np.array(fit_fan(past).half_widths) == pytest.approx(
        np.array(FAN.half_widths), abs=5.01e-4
    )


def test_the_fan_holds_in_every_class_and_year_ahead(past):
    """80 percent +- 5, as fitted and with what the other rounds alone would have given."""
    rates = hit_rates(past)
    assert len(rates) == len(CLASSES) * 10
    assert rates["n"].sum() == len(past)
    assert rates["held"].between(75, 85).all()
    assert rates["held_unseen"].between(75, 85).all()


@pytest.mark.parametrize("least", [0, 25_000, 100_000])
def test_the_fan_holds_in_three_classes_counted_by_hand(past, least):
    """Under 25,000 jobs, to 100,000 and above, for each year ahead: counted without the package."""
    most = {0: 25_000, 25_000: 100_000, 100_000: np.inf}[least]
    own = past[past["base_employment"].ge(least) & past["base_employment"].lt(most)]
    place = np.digitize(own["base_employment"], SIZES)
    width = [FAN.half_widths[p][y - 1] for p, y in zip(place, own["years"], strict=True)]
    inside = own["log_error"].abs().le(width).groupby(own["years"]).mean()
    assert len(inside) == 10
    assert inside.between(0.75, 0.85).all()


def test_rounds_are_judged_by_the_others(past):
    """By round 73 to 89 percent are held unseen; 2019-29, before the recession, fares worst."""
    rates = hit_rates(past, by=["round"]).set_index("round")["held_unseen"]
    assert rates.idxmin() == "2019-29"
    assert rates.between(73, 89).all()
