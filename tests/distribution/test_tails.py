"""The mean of a curve and the tail that gives it, against integration and closed forms."""

import numpy as np
import pytest
from scipy import integrate, special, stats

from hitdata.distribution.spline import monotone
from hitdata.distribution.tails import FLATTEST, MEAN, STEEPEST, mean, with_mean

SHARES = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
KNOTS = special.ndtri(SHARES)

#: Published percentiles of wages that lean to either side (OEWS May 2023 and two made up).
WAGES = np.array(
    [
        [35_080, 39_620, 48_780, 61_960, 77_810],
        [20_000, 21_000, 60_000, 61_000, 200_000],
        [15_080, 15_090, 15_100, 15_200, 30_000],
    ]
)


def integrated(curves, row):
    """Mean wage of a row, by adaptive integration of the wage over the normal density."""

    def earned(z):
        return np.exp(curves.at(np.array([z]))[row, 0]) * stats.norm.pdf(z)

    return integrate.quad(earned, -12, 12, points=[*KNOTS], limit=400)[0]


@pytest.mark.parametrize("row", range(3))
def test_mean_is_the_integral_of_the_curve(row):
    """The mean is what adaptive integration of the same curve finds."""
    curves = monotone(KNOTS, np.log(WAGES))
    assert mean(curves)[row] == pytest.approx(integrated(curves, row), rel=1e-6)


def test_mean_of_a_lognormal():
    """A straight line with height mu and slope s is a lognormal, whose mean is exp(mu + s^2/2)."""
    curves = monotone(KNOTS, 10.8 + 0.4 * KNOTS[None, :])
    assert mean(curves).item() == pytest.approx(np.exp(10.8 + 0.08), rel=1e-9)


def test_a_lognormal_is_recognised_by_its_mean():
    """The tail that gives a lognormal its own mean is its own tail."""
    spreads = np.array([[0.1], [0.4], [0.9]])
    line = monotone(KNOTS, 10.8 + spreads * KNOTS)
    curves, _, outcome = with_mean(
        line, np.exp(10.8 + spreads[:, 0] ** 2 / 2), np.full(3, FLATTEST)
    )
    assert curves.after[:, -1] == pytest.approx(spreads[:, 0], abs=1e-7)
    assert [MEAN[code] for code in outcome] == ["used"] * 3


@pytest.mark.parametrize("published", [52_500, 56_000, 70_000])
def test_the_tail_takes_up_the_mean(published):
    """The new curve has the published mean, by integration, and the old percentiles."""
    start = monotone(KNOTS, np.log(WAGES[:1]))
    curves, _, outcome = with_mean(start, np.array([published]), np.array([FLATTEST]))
    assert MEAN[outcome.item()] == "used"
    assert integrated(curves, 0) == pytest.approx(published, rel=1e-6)
    assert np.exp(curves.at(KNOTS)) == pytest.approx(WAGES[:1], rel=1e-12)


@pytest.mark.parametrize(
    ("published", "word", "slope"), [(40_000, "too low", FLATTEST), (900_000, "too high", STEEPEST)]
)
def test_a_mean_out_of_reach_is_said_to_be(published, word, slope):
    """A mean below or above every tail is reported, and the nearest tail is taken."""
    start = monotone(KNOTS, np.log(WAGES[:1]))
    curves, reached, outcome = with_mean(start, np.array([published]), np.array([FLATTEST]))
    assert MEAN[outcome.item()] == word
    assert curves.after[0, -1] == slope
    assert reached.item() == pytest.approx(integrated(curves, 0), rel=1e-6)


def test_a_top_code_wins_over_the_mean():
    """The tail is never flatter than the top code allows, however low the mean is."""
    start = monotone(KNOTS, np.log(WAGES[:1]))
    curves, _, outcome = with_mean(start, np.array([53_690.0]), np.array([1.5]))
    assert curves.after[0, -1] == 1.5
    assert MEAN[outcome.item()] == "too low"


def test_without_a_mean_the_last_secant_goes_on():
    """A row without a mean keeps its tail: the last secant, drawn by a fifth to the whole."""
    start = monotone(KNOTS, np.log(WAGES[[0, 0]]))
    curves, _, outcome = with_mean(start, np.array([np.nan, 60_000]), np.full(2, FLATTEST))
    last = np.log(77_810 / 61_960) / (KNOTS[4] - KNOTS[3])
    whole = np.log(77_810 / 35_080) / (KNOTS[4] - KNOTS[0])
    assert curves.after[0, -1] == pytest.approx(last**0.8 * whole**0.2)
    assert [MEAN[code] for code in outcome] == ["not given", "used"]
