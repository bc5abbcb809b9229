"""Splines that never fall, against SciPy's PCHIP; densities without bumps that no figure shows."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import integrate, interpolate, optimize, stats
from scipy.special import ndtri

from hitdata.distribution import curve, fit
from hitdata.distribution.spline import (
    TOLERANCE,
    Spline,
    monotone,
    peaks,
    smoothed,
)

NAMES = ["p10", "p25", "p50", "p75", "p90"]
SHARES = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
KNOTS = ndtri(SHARES)

#: Log wages rising by steps between 0.01 % and a factor of 400.
HEIGHTS = arrays(float, (3, 5), elements=st.floats(1e-4, 6.0)).map(lambda a: 9 + a.cumsum(axis=1))


@given(HEIGHTS)
def test_between_the_knots_it_is_pchip(heights):
    """Values and slopes between the knots are those of scipy's PCHIP interpolator."""
    z = np.linspace(KNOTS[0], KNOTS[-1], 41)
    oracle = interpolate.PchipInterpolator(KNOTS, heights, axis=1)
    values, slopes = monotone(KNOTS, heights).at_own(np.tile(z, (3, 1)))
    assert values == pytest.approx(oracle(z), abs=1e-11)
    # at a knot, a tail has a slope of its own
    inner = slice(1, -1)
    assert slopes[:, inner] == pytest.approx(oracle.derivative()(z)[:, inner], abs=1e-9)


@given(HEIGHTS)
def test_it_rises_everywhere(heights):
    """No curve falls or stands still, tails included."""
    values = monotone(KNOTS, heights).at(np.linspace(-6, 6, 200))
    assert (np.diff(values, axis=1) > 0).all()


@given(HEIGHTS, arrays(float, (3, 7), elements=st.floats(-8, 8)))
def test_inverse_undoes_the_spline(heights, z):
    """The score found for a height has that height."""
    curves = monotone(KNOTS, heights)
    asked, _ = curves.at_own(z)
    assert curves.at_own(curves.inverse(asked))[0] == pytest.approx(asked, abs=1e-12)


@given(HEIGHTS, st.lists(st.integers(-30, 30), max_size=4))
def test_more_knots_leave_the_curve_as_it_is(heights, more):
    """A spline drawn on additional knots has the same values everywhere."""
    curves = monotone(KNOTS, heights)
    finer = curves.onto(np.union1d(KNOTS, np.array(more) / 10))
    z = np.linspace(-4, 4, 33)
    assert finer.at(z) == pytest.approx(curves.at(z), abs=1e-9)


def test_one_score_for_all_is_each_its_own():
    """Asking all rows at the same scores gives what asking each row gives, infinite ones too."""
    curves = monotone(KNOTS, np.array([[9.0, 9.5, 10, 10.2, 11], [8.0, 8.1, 8.2, 9, 9.1]]))
    z = np.array([-np.inf, -2, -1, 0.3, 1.2, 5, np.inf])
    own, _ = curves.at_own(np.tile(z, (2, 1)))
    assert curves.at(z) == pytest.approx(own, rel=1e-14)
    assert np.array_equal(own[:, [0, -1]], [[-np.inf, np.inf]] * 2)


def test_a_missing_curve_stays_missing():
    """A row without heights answers NaN and disturbs no other row."""
    heights = np.array([[9.0, 9.5, 10, 10.2, 11], [np.nan] * 5])
    values = monotone(KNOTS, heights).at(np.array([0.0, 2.0]))
    assert values[0, 0] == 10
    assert np.isnan(values[1]).all()


def test_tails_are_straight():
    """Beyond the outer knots every row goes on with the slope it was given there."""
    flat = np.zeros((1, 2))
    curves = Spline(np.array([-1.0, 1.0]), flat, np.array([[0.2, 1.0]]), np.array([[1.0, 0.7]]))
    assert curves.at(np.array([-3.0, 4.0])) == pytest.approx(np.array([[-0.4, 2.1]]))


def tops(values):
    """How many local maxima a series of values has."""
    rises = np.diff(values) > 0
    return int((rises[:-1] & ~rises[1:]).sum())


def test_the_density_of_a_lognormal():
    """Five percentiles of a lognormal have its density."""
    wage = stats.lognorm(0.4, scale=50_000)
    curves = curve(dict(zip(NAMES, wage.ppf(SHARES), strict=True)))
    grid = np.linspace(20_000, 150_000, 50)
    assert curves.density(grid).to_numpy()[0] == pytest.approx(wage.pdf(grid), rel=1e-6)


def test_a_density_has_the_whole_of_the_workers():
    """The area under a density is one, over all wages."""
    records = curve(dict(zip(NAMES, [35_080, 39_620, 48_780, 61_960, 77_810], strict=True)))
    area, _ = integrate.quad(lambda w: records.density(w).item(), 0, 500_000, epsabs=1e-5)
    assert area == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize(
    "wages",
    [
        [35_080, 39_620, 48_780, 61_960, 77_810],
        [49_110, 60_520, 78_430, 98_550, 127_690],
        [27_000, 34_000, 38_000, 47_000, 52_000],
    ],
)
def test_five_percentiles_show_one_peak(wages):
    """Percentiles that a curve with one peak comes close to are drawn with one peak."""
    raw = monotone(KNOTS, np.log([wages]))
    assert peaks(raw).item() > 1  # the curve through the points has bumps of its own
    drawn = curve(dict(zip(NAMES, wages, strict=True)), mean=np.mean(wages))
    grid = np.linspace(0.4 * wages[0], 1.5 * wages[4], 500)
    assert tops(drawn.density(grid).to_numpy()[0]) == 1


def test_two_real_groups_show_two_peaks():
    """Aides and surgeons under one code, half and half: both peaks stay."""

    def below(wage):
        low, high = stats.lognorm(0.12, scale=30_000), stats.lognorm(0.12, scale=150_000)
        return (low.cdf(wage) + high.cdf(wage)) / 2

    wages = [
        optimize.brentq(lambda w, p=p: below(w) - p, 1e3, 1e6) for p in [0.1, 0.25, 0.49, 0.75, 0.9]
    ]
    curves = curve(dict(zip(["p10", "p25", "p49", "p75", "p90"], wages, strict=True)))
    assert tops(curves.density(np.linspace(15_000, 250_000, 500)).to_numpy()[0]) == 2


def test_smoothing_is_that_of_a_smoothing_spline():
    """Where light smoothing leaves one peak, the curve is scipy's smoothing spline."""
    z, heights = KNOTS, np.log([35_080, 39_620, 48_780, 61_960, 77_810])
    oracle = interpolate.make_smoothing_spline(z, heights, lam=0.03)
    drawn = smoothed(monotone(z, heights[None, :]), TOLERANCE)
    grid = np.linspace(z[0], z[-1], 21)
    value, slope = drawn.at_own(grid[None, :])
    assert value[0] == pytest.approx(oracle(grid), abs=1e-9)
    assert slope[0] == pytest.approx(oracle.derivative()(grid), abs=1e-9)
    assert drawn.before[0] == pytest.approx(oracle.derivative()(z), abs=1e-9)


def test_smoothing_stays_within_its_tolerance():
    """A peak is removed only if no published percentile moves by more than the tolerance."""
    rng = np.random.default_rng(3)
    heights = 10.5 + np.cumsum(rng.uniform(0.02, 0.5, (300, 5)), axis=1)
    raw = monotone(KNOTS, heights)
    light, strong = smoothed(raw, 0.01), smoothed(raw, 0.05)
    for drawn, tolerance in ((light, 0.01), (strong, 0.05)):
        assert np.abs(drawn.heights - heights).max() <= tolerance
    assert 10 < ((peaks(light) > 1) & (peaks(strong) == 1)).sum() < 300
    assert (peaks(strong) <= peaks(light)).all()


def test_no_density_where_there_is_no_curve():
    """Above a top code a density is missing; a wage of nothing has none."""
    curves = curve({"p10": 6e4, "p25": 9e4, "p50": 15e4}, mean=19e4, top_code={"p75": 239_200})
    density = curves.density([0, 100_000, 200_000]).iloc[0]
    assert density.isna().to_list() == [False, False, True]
    assert density.iloc[0] == 0


def test_each_row_has_a_density_of_its_own():
    """A frame of wages asks each curve on its own grid."""
    frame = pd.DataFrame([[30.0, 40.0], [300.0, 400.0]], columns=["p25", "p75"])
    grid = pd.DataFrame([[30.0, 35.0], [300.0, 350.0]])
    density = fit(frame).density(grid)
    np.testing.assert_allclose(density.iloc[0], 10 * density.iloc[1])
