"""A mean speaks about the widest gap between percentiles."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from hitdata.distribution import curve
from hitdata.distribution.gaps import bent, widest_gap
from hitdata.distribution.spline import monotone

Z = special.ndtri([0.1, 0.25, 0.5, 0.75, 0.9])


@pytest.mark.parametrize(
    ("known", "place"),
    [
        ([1, 1, 1, 1, 1], None),
        ([0, 1, 1, 0, 0], None),
        ([1, 0, 0, 0, 1], 2),
        ([0, 1, 0, 1, 0], 2),
        ([1, 0, 1, 0, 1], 3),
        ([1, 1, 0, 0, 1], 2),
    ],
)
def test_the_widest_gap_is_between_percentiles(known, place):
    """What lies outside the percentiles is tail; inside, the middle of the widest gap counts."""
    assert widest_gap(Z, np.array(known, dtype=bool)) == place


def test_a_lognormal_needs_no_bend():
    """Two percentiles and the mean of a lognormal are a lognormal: the median is its own."""
    wage = stats.lognorm(0.5, scale=60_000)
    both = curve({"p10": wage.ppf(0.1), "p90": wage.ppf(0.9)}, mean=wage.mean())
    shares = [0.02, 0.3, 0.5, 0.8, 0.98]
    assert both.quantile(shares).iloc[0].to_list() == pytest.approx(list(wage.ppf(shares)))


@pytest.mark.parametrize(("mean", "higher"), [(63_000, False), (70_000, True)])
def test_the_median_follows_the_mean(mean, higher):
    """A mean above that of the plain curve lifts the median, one below it lowers it."""
    points = {"p10": 40_000.0, "p90": 100_000.0}
    plain, informed = curve(points), curve(points, mean=mean)
    assert plain.mean.item() == pytest.approx(67_419, rel=1e-4)  # exp(mu + s^2/2), s = 0.3575
    assert (informed.quantile(0.5).item() > plain.quantile(0.5).item()) is higher
    assert informed.mean.item() == pytest.approx(mean)


@given(st.floats(1.0, 1e7), st.floats(0.001, 3.0), st.floats(0.001, 3.0))
def test_a_bend_stays_between_its_neighbours(published, first, second):
    """However far off the mean is, the curve goes on rising through the gap."""
    heights = 10.0 + np.array([[0, first, first + second]])
    curves = bent(monotone(Z[[0, 1, 4]], heights), float(Z[2]), np.array([published]))
    assert (np.diff(curves.heights) > 0).all()
    assert curves.heights[:, [0, 1, 3]] == pytest.approx(heights)
