"""The usual wages around a figure that stands alone, and beyond the ends of a printed range.

Wages of nine in ten occupations of OEWS lie within these bounds, each percentile for itself
(national, May 2024 and 2025; among occupations by sector, eight in ten).
"""

from __future__ import annotations

from itertools import product

import numpy as np

from hitdata.distribution import normal
from hitdata.distribution.figures import Figures
from hitdata.distribution.normal import Floats

__all__ = ["around_one", "beyond_range"]

#: Standard deviations of log wage below and above the median: narrow and wide occupations, and
#: those that are skewed to either side.
_SPREADS = ((0.1, 0.1), (0.6, 0.6), (0.2, 0.45), (0.45, 0.2))

#: Shares of the workers inside a printed range: p25 to p75, and p10 to p90.
_COVERS = (0.5, 0.8)

#: Slope of a tail, in slopes of the line between the ends of the range.
_TAILS = (0.5, 1.8)


def around_one(figures: Figures, shares: Floats) -> tuple[Floats, Floats]:
    """Return the least and greatest usual wages at ``shares`` (m,), given one percentile.

    Where none is given, the mean stands for it. Both are (n, m).
    """
    with np.errstate(divide="ignore"):
        z, knots = normal.ppf(shares), normal.ppf(figures.shares)
    family = []
    for below, above in _SPREADS:
        at_knots = np.where(knots < 0, below, above) * knots
        median = np.fmax.reduce(np.log(figures.quantiles) - at_knots, axis=1)
        by_mean = np.log(figures.mean) - _log_mean(below, above)
        median = np.where(np.isnan(median), by_mean, median)
        family.append(median[:, None] + np.where(z < 0, below, above) * z)
    return np.exp(np.min(family, axis=0)), np.exp(np.max(family, axis=0))


def beyond_range(figures: Figures, shares: Floats) -> tuple[Floats, Floats]:
    """Return the least and greatest usual wages (n, m) beyond a range; between its ends, these."""
    z = normal.ppf(shares)
    low, high = np.log(figures.low)[:, None], np.log(figures.high)[:, None]
    least, most = [], []
    for covers, tail in product(_COVERS, _TAILS):
        end = float(normal.ppf((1 + covers) / 2))
        slope = tail * (high - low) / (2 * end)
        below, above = low + slope * (z + end), high + slope * (z - end)
        # between its ends a range says nothing but that wages lie there
        least.append(np.select([z <= -end, z >= end], [below, above], low))
        most.append(np.select([z <= -end, z >= end], [below, above], high))
    return np.exp(np.min(least, axis=0)), np.exp(np.max(most, axis=0))


def _log_mean(below: float, above: float) -> Floats:
    """Return the log mean of two half lognormals with median 1."""
    halves = (np.exp(s * s / 2) * normal.cdf(sign * s) for sign, s in ((-1, below), (1, above)))
    return np.asarray(np.log(sum(halves)))
