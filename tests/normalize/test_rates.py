"""Growth over different horizons on one scale: rates, equivalents, and what rounding leaves."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hitdata.errors import InvalidFigure
from hitdata.normalize.rates import (
    equivalent,
    intersection,
    jobs_interval,
    percent_interval,
    rate_of_jobs,
    rate_of_percent,
    step_of,
)

percents = st.floats(-95, 400)
horizons = st.integers(1, 30)
steps = st.sampled_from([0.1, 1.0])
jobs = st.integers(1, 50_000).map(lambda hundreds: hundreds * 100)

#: Percent, step, years -> rate, its interval, equivalent over 5 and 10 years. By logarithms:
#: ln 1.16 = 0.148420, a tenth of it 0.0148420, exp(0.0148420) - 1 = 0.014953.
BY_HAND = {
    "16 in ten years": (16, 1, 10, 1.495, 1.451, 1.539, 7.7, 16.0),
    "10.7 in ten years": (10.7, 0.1, 10, 1.022, 1.017, 1.026, 5.2, 10.7),
    "10.7 in five years": (10.7, 0.1, 5, 2.054, 2.045, 2.063, 10.7, 22.5),
    "7 in ten years": (7, 1, 10, 0.679, 0.632, 0.726, 3.4, 7.0),
    "29 in ten years": (29, 1, 10, 2.579, 2.539, 2.619, 13.6, 29.0),
}


@pytest.mark.parametrize("case", BY_HAND.values(), ids=BY_HAND)
def test_quoted_percents_have_the_rates_computed_by_hand(case):
    """A percent and a horizon give one rate, an interval around it, and every equivalent."""
    percent, step, years, rate, low, high, five, ten = case
    assert rate_of_percent(percent, years) == pytest.approx(rate, abs=5e-4)
    ends = percent_interval(percent, years, step=step)
    assert ends == pytest.approx((low, high), abs=5e-4)
    over = [equivalent(rate_of_percent(percent, years), window) for window in (5, 10)]
    assert over == pytest.approx([five, ten], abs=0.05)


@pytest.mark.parametrize(
    ("base", "projected", "low", "high"),
    [
        (1_500, 1_700, 0.63, 1.90),
        (5_000, 5_500, 0.77, 1.15),
        (50_000, 55_000, 0.938, 0.977),
        (500_000, 550_000, 0.956, 0.960),
    ],
)
def test_the_smaller_the_base_the_wider_what_thousands_leave(base, projected, low, high):
    """Ten percent in ten years, printed in thousands with one decimal, on four bases."""
    # 500,000: (549.95 / 500.05)^(1/10) - 1 = 0.956 percent, (550.05 / 499.95)^(1/10) - 1 = 0.960;
    # 1,500 and ten percent are printed 1.5 and 1.7
    ends = jobs_interval(base, projected, 10, step=100)
    assert ends == pytest.approx((low, high), abs=6e-3)


@given(percents, horizons)
def test_the_equivalent_over_its_own_horizon_is_the_percent(percent, years):
    """`equivalent` undoes `rate_of_percent`: nothing is lost on the way to a rate and back."""
    back = equivalent(rate_of_percent(percent, years), years)
    assert back == pytest.approx(percent, abs=1e-9 * 500)


@given(percents, horizons, horizons)
def test_equivalents_chain(percent, years, window):
    """A rate taken over a window and from there back to a rate is the same rate."""
    rate = rate_of_percent(percent, years)
    # near -100 % little is left to take the rate from: an error of a bit grows window-fold
    left = (1 + rate / 100) ** window
    slack = max(1e-7, 1e-15 / left)
    assert rate_of_percent(equivalent(rate, window), window) == pytest.approx(rate, abs=slack)


@given(percents, horizons, steps)
def test_a_percents_interval_holds_its_point(percent, years, step):
    """Rounding leaves an interval around the rate, never beside it."""
    low, high = percent_interval(percent, years, step=step)
    assert low <= rate_of_percent(percent, years) <= high


@given(jobs, jobs, horizons)
def test_jobs_in_two_years_and_their_percent_give_one_rate(base, projected, years):
    """The rate does not depend on which of the two statements it is taken from."""
    percent = (projected / base - 1) * 100
    by_jobs = rate_of_jobs(base, projected, years)
    assert by_jobs == pytest.approx(rate_of_percent(percent, years), abs=1e-9)
    low, high = jobs_interval(base, projected, years, step=100)
    assert low <= by_jobs <= high


@given(jobs, jobs, horizons, st.floats(0, 49.9), st.floats(0, 49.9))
def test_the_interval_holds_every_truth_that_rounds_to_the_print(base, projected, years, a, b):
    """Whatever the jobs were before rounding to 100 jobs, their rate lies in the interval."""
    low, high = jobs_interval(base, projected, years, step=100)
    assert low - 1e-9 <= rate_of_jobs(base + a, projected - b, years) <= high + 1e-9
    assert low - 1e-9 <= rate_of_jobs(base - a, projected + b, years) <= high + 1e-9


@given(jobs, st.floats(-49, 49), st.floats(-60, 300), horizons)
def test_what_one_truth_prints_never_contradicts_itself(base, shift, percent, years):
    """Jobs and percent, each rounded from one unrounded projection, have a rate in common."""
    projected = (base + shift) * (1 + percent / 100)
    low, high = intersection(
        percent_interval(round(percent, 1), years, step=0.1),
        jobs_interval(base, round(projected, -2), years, step=100),
    )
    assert low - 1e-9 <= rate_of_percent(percent, years) <= high + 1e-9


intervals = st.tuples(st.floats(-50, 50), st.floats(-50, 50)).map(sorted).map(tuple)


@given(st.lists(intervals, min_size=1, max_size=4), intervals)
def test_another_statement_never_widens(known, further):
    """The intersection is monotone: one more interval leaves the same rates or fewer."""
    before, after = intersection(*known), intersection(*known, further)
    assert after[0] >= before[0]
    assert after[1] <= before[1]


@given(st.lists(intervals, min_size=2, max_size=4))
def test_the_order_of_statements_does_not_matter(known):
    """An intersection is the same from either end."""
    assert intersection(*known) == intersection(*reversed(known))


def test_a_missing_interval_allows_every_rate():
    """What was not stated takes nothing away."""
    missing = (float("nan"), float("nan"))
    assert intersection((1.0, 2.0), missing) == (1.0, 2.0)
    assert np.isnan(intersection(missing, missing)).all()


def test_zero_change_has_rate_zero_and_an_interval_of_both_signs():
    """ "0 percent" may be a small loss or a small gain."""
    assert rate_of_percent(0, 10) == 0
    low, high = percent_interval(0, 10, step=0.1)
    assert low < 0 < high
    assert low == pytest.approx(-0.005, abs=1e-4)


def test_negative_growth_compounds_downward():
    """A loss of 36 percent in ten years is 20 percent in five, not 18."""
    rate = rate_of_percent(-36, 10)
    assert rate == pytest.approx(-4.365, abs=1e-3)
    assert equivalent(rate, 5) == pytest.approx(-20.0)  # 0.64 is 0.8 squared


def test_a_tiny_base_may_be_zero_and_its_rate_then_has_no_upper_end():
    """50 jobs round to 0.1 thousand, and so does nothing above 0.05: growth from there is open."""
    low, high = jobs_interval(0, 1_000, 10, step=100)
    assert np.isfinite(low)
    assert high == np.inf
    assert np.isnan(rate_of_jobs(0, 1_000, 10))
    assert jobs_interval(100, 100, 10, step=100) == pytest.approx((-10.40, 11.61), abs=0.01)


def test_everything_lost_is_minus_one_hundred_percent():
    """A projection of zero jobs is the end of the scale, not an error."""
    assert rate_of_jobs(1_000, 0, 10) == -100
    assert percent_interval(-100, 10, step=0.1)[0] == -100


@pytest.mark.parametrize("years", [0, -10])
def test_a_horizon_that_is_no_time_is_refused(years):
    """Growth over no years has no rate."""
    with pytest.raises(InvalidFigure, match="years must be more than zero"):
        rate_of_percent(16, years)


def test_what_cannot_be_lost_is_refused():
    """Less than nothing cannot be left, and no base is negative."""
    with pytest.raises(InvalidFigure, match=r"cannot be less than -100; found -101"):
        rate_of_percent(-101, 10)
    with pytest.raises(InvalidFigure, match="base employment cannot be negative"):
        rate_of_jobs(-1, 10, 10)


def test_missing_years_give_a_missing_rate_in_a_series_of_the_same_index():
    """What comes back lines up with what went in; a missing year costs its own row only."""
    percent = pd.Series([16.0, 10.7], index=["a", "b"])
    years = pd.Series([10, pd.NA], index=["a", "b"], dtype="Int64")
    rate = rate_of_percent(percent, years)
    assert list(rate.index) == ["a", "b"]
    assert rate["a"] == pytest.approx(1.495, abs=5e-4)
    assert np.isnan(rate["b"])


def test_rows_are_never_mixed_up():
    """Series of different indices are refused rather than paired by position."""
    with pytest.raises(InvalidFigure, match="share one index"):
        rate_of_percent(pd.Series([1.0], index=["a"]), pd.Series([10], index=["b"]))


def test_the_print_tells_how_finely_it_was_rounded():
    """Decimals count as printed; zeros that end a whole number count where they are digits."""
    printed = pd.Series(["16%", "10.7%", "10%", "N/A", "188.6", "an estimated 239,000"])
    assert step_of(printed).fillna(0).tolist() == [1, 0.1, 1, 0, 0.1, 1]
    assert step_of(printed, zeros_count=False).fillna(0).tolist() == [1, 0.1, 10, 0, 0.1, 1000]
