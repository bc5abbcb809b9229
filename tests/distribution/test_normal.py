"""The normal distribution, against scipy's."""

import numpy as np
import pytest
from scipy import special, stats

from hitdata.distribution import normal


def test_cdf_is_phi():
    """Phi is exact to rounding in absolute terms, and to 8 digits of its own size in the tail."""
    z = np.linspace(-37, 37, 20_001)
    assert np.abs(normal.cdf(z) - special.ndtr(z)).max() < 1e-15
    tail = z[z < 0]
    assert np.abs(normal.cdf(tail) / special.ndtr(tail) - 1).max() < 1e-8


def test_ppf_is_the_inverse_of_phi():
    """Phi^-1 is exact to rounding from the far tail to the middle."""
    p = np.concatenate([10.0 ** -np.arange(1, 300), np.linspace(0.001, 0.999, 999)])
    exact = special.ndtri(p)
    assert np.abs(normal.ppf(p) - exact).max() < 4e-14
    assert np.abs(normal.ppf(p) - exact)[np.abs(exact) < 4].max() < 5e-15


def test_ppf_ends_where_shares_end():
    """No share lies below minus infinity, all lie below infinity, and there are no others."""
    assert np.array_equal(
        normal.ppf([0, 1, -0.1, 1.1, np.nan]), [-np.inf, np.inf, *[np.nan] * 3], equal_nan=True
    )


def test_cdf_keeps_infinite_and_missing_scores():
    """Phi of minus infinity is 0, of infinity 1, of a missing score missing."""
    assert np.array_equal(normal.cdf([-np.inf, np.inf, np.nan]), [0, 1, np.nan], equal_nan=True)


@pytest.mark.parametrize("z", [0.0, 1.5, -8.0, 40.0])
def test_pdf_is_the_normal_density(z):
    """The density is scipy's."""
    assert normal.pdf(z) == pytest.approx(stats.norm.pdf(z), rel=1e-13)
