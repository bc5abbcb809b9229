"""Densities: right for known distributions, without bumps that the figures do not show."""

import numpy as np
import pandas as pd
import pytest
from scipy import integrate, interpolate, optimize, special, stats

from hitdata.distribution import curve, fit
from hitdata.distribution.density import peaks, smoothed
from hitdata.distribution.spline import monotone

NAMES = ["p10", "p25", "p50", "p75", "p90"]
SHARES = np.array([0.1, 0.25, 0.5, 0.75, 0.9])


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
    raw = monotone(special.ndtri(SHARES), np.log([wages]))
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
    z, heights = special.ndtri(SHARES), np.log([35_080, 39_620, 48_780, 61_960, 77_810])
    oracle = interpolate.make_smoothing_spline(z, heights, lam=0.03)
    drawn = smoothed(monotone(z, heights[None, :]))
    grid = np.linspace(z[0], z[-1], 21)
    value, slope = drawn.at_own(grid[None, :])
    assert value[0] == pytest.approx(oracle(grid), abs=1e-9)
    assert slope[0] == pytest.approx(oracle.derivative()(grid), abs=1e-9)
    assert drawn.before[0] == pytest.approx(oracle.derivative()(z), abs=1e-9)


def test_smoothing_stays_within_its_tolerance():
    """A peak is removed only if no published percentile moves by more than the tolerance."""
    rng = np.random.default_rng(3)
    heights = 10.5 + np.cumsum(rng.uniform(0.02, 0.5, (300, 5)), axis=1)
    raw = monotone(special.ndtri(SHARES), heights)
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
