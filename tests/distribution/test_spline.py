"""Splines that never fall, against scipy's PCHIP, and against themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.interpolate import PchipInterpolator
from scipy.special import ndtri

from hitdata.distribution.spline import Spline, monotone

KNOTS = ndtri([0.1, 0.25, 0.5, 0.75, 0.9])

#: Log wages rising by steps between 0.01 % and a factor of 400.
HEIGHTS = arrays(float, (3, 5), elements=st.floats(1e-4, 6.0)).map(lambda a: 9 + a.cumsum(axis=1))


@given(HEIGHTS)
def test_between_the_knots_it_is_pchip(heights):
    """Values and slopes between the knots are those of scipy's PCHIP interpolator."""
    z = np.linspace(KNOTS[0], KNOTS[-1], 41)
    oracle = PchipInterpolator(KNOTS, heights, axis=1)
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
