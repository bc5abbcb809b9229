"""Wages and normal scores of many curves, a batch of rows at a time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from hitdata.distribution import normal
from hitdata.distribution.normal import Floats
from hitdata.distribution.spline import Spline

__all__ = ["by_rows", "quantiles", "scores"]

#: Answers worked out at a time, so that the arrays in between stay small.
_BATCH = 2**16


def quantiles(curves: Spline, shares: Floats) -> Floats:
    """Return the wages (n, m) at ``shares`` (1, m) of all rows, or (n, m) of each."""
    z = normal.ppf(shares)
    if len(z) == 1:
        return np.asarray(np.exp(curves.at(z[0])))
    return np.exp(by_rows(lambda rows, own: rows.at_own(own)[0], curves, z))


def scores(curves: Spline, wages: Floats) -> Floats:
    """Return the normal scores (n, m) of ``wages`` (1, m) or (n, m), from 0 to infinity."""
    with np.errstate(divide="ignore"):
        logs = np.log(wages)
    finite = np.isfinite(logs)
    z = by_rows(Spline.inverse, curves, np.where(finite, logs, 0.0))
    return z if finite.all() else np.where(finite | np.isnan(z), z, logs)


def by_rows(
    function: Callable[[Spline, Floats], Floats], curves: Spline, values: Floats, width: int = 1
) -> Floats:
    """Return ``function`` of the curves and ``values`` (1, m) or (n, m), which works row by row.

    ``width`` is how many numbers the function makes of a row, if more than m.
    """
    shape = len(curves.heights), values.shape[1]
    values, found = np.broadcast_to(values, shape), np.empty(shape)
    step = max(1, _BATCH // max(width, shape[1]))
    for start in range(0, shape[0], step):
        rows = slice(start, start + step)
        found[rows] = function(curves.rows(rows), values[rows])
    return found
