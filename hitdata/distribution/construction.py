"""From published figures to wage curves, for whole frames at a time.

The curve of a wage gives log wage as a function of the normal score of the share below it:

1. the published percentiles are the knots of a monotone cubic, `hitdata.distribution.spline`;
2. below the lowest and above the highest it goes on as a lognormal, and the upper tail is as
   heavy as the published mean says, `hitdata.distribution.tails`;
3. a percentile missing between others is drawn to where the mean suggests it,
   `hitdata.distribution.gaps`;
4. a top-coded percentile is no knot: it only keeps the tail at or above its threshold.

Of the ways to do this that were compared on hidden OEWS figures, this one lost least at both
ends, is increasing for every input, and costs a matrix product. Two percentiles give a
lognormal. With fewer there is no curve but a family of them: the spread is then assumed, and
the curves say so.

Rows with the same percentiles present are fitted together; nothing loops over rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hitdata.distribution import normal
from hitdata.distribution.figures import Figures
from hitdata.distribution.gaps import bent, widest_gap
from hitdata.distribution.normal import Floats
from hitdata.distribution.spline import Spline, monotone
from hitdata.distribution.tails import FLATTEST, with_mean

__all__ = ["Fitted", "splines"]

#: Least distance of two knots in log wage. Percentiles published as equal are drawn apart by
#: this much: 0.001 %, less than the rounding of any of them.
_APART = 1e-5

#: Rows worked on at a time, so that the arrays stay in the processor's cache.
_ROWS = 2**13


class Fitted(NamedTuple):
    """Curves on the knots of all percentiles of a frame; rows that cannot have one are NaN."""

    curves: Spline
    mean: Floats
    outcome: NDArray[np.int8]


def splines(figures: Figures, spread: float) -> Fitted:
    """Return a curve per row of ``figures``; ``spread`` is taken where one figure stands alone."""
    n, k = figures.quantiles.shape
    heights, before, after = (np.full((n, k), np.nan) for _ in range(3))
    mean, outcome = np.full(n, np.nan), np.zeros(n, dtype=np.int8)
    for rows, known in _alike(figures):
        part = _fit(figures.rows(rows), known, spread)
        fine = part.curves
        heights[rows], before[rows], after[rows] = fine.heights, fine.before, fine.after
        mean[rows], outcome[rows] = part.mean, part.outcome
    return Fitted(Spline(normal.ppf(figures.shares), heights, before, after), mean, outcome)


def _alike(figures: Figures) -> Iterator[tuple[NDArray[np.intp], NDArray[np.bool_]]]:
    """Yield batches of rows with the same percentiles, all with a mean or all without.

    With each batch comes which percentiles its rows have.
    """
    known = figures.known
    has = np.column_stack([known, ~np.isnan(figures.mean)])
    pattern = has @ (1 << np.arange(has.shape[1]))
    for code in np.unique(pattern):
        rows = np.flatnonzero(pattern == code)
        for start in range(0, len(rows), _ROWS):
            yield rows[start : start + _ROWS], known[rows[0]]


def _fit(figures: Figures, known: NDArray[np.bool_], spread: float) -> Fitted:
    z = normal.ppf(figures.shares)
    if not known.any():
        return _by_mean(figures, z, spread)
    curves = _through(figures, known, z, spread)
    last = np.flatnonzero(known)[-1]
    top, rise = curves.heights[:, -1], z[last + 1 :] - z[last]
    least = _least_slope(figures.floors[:, last + 1 :], top, rise)
    curves, mean, outcome = with_mean(curves, figures.mean, least)
    whole = len(curves.knots) == len(z)
    return Fitted(curves if whole else curves.onto(z), mean, outcome)


def _through(figures: Figures, known: NDArray[np.bool_], z: Floats, spread: float) -> Spline:
    """Return curves through the percentiles, bent in the widest gap if there is a mean."""
    heights = _apart(np.log(figures.quantiles[:, known]))
    if known.sum() == 1:
        slope = np.full_like(heights, spread)
        return Spline(z[known], heights, slope, slope)
    curves, missing = monotone(z[known], heights), widest_gap(z, known)
    if missing is None or np.isnan(figures.mean[0]):
        return curves
    return bent(curves, float(z[missing]), figures.mean)


def _by_mean(figures: Figures, z: Floats, spread: float) -> Fitted:
    """Return lognormals with the published mean; top-coded percentiles narrow their spread."""
    log_mean = np.log(figures.mean)
    # log quantile = log mean - s^2/2 + s z is at or above a floor for s between two roots
    with np.errstate(invalid="ignore"):
        reach = np.sqrt(z * z - 2 * (np.log(figures.floors) - log_mean[:, None]))
    low, high = (np.nan_to_num(z + sign * reach, nan=sign * np.inf) for sign in (-1, 1))
    spreads = np.maximum(np.clip(spread, low.max(axis=1), high.min(axis=1)), FLATTEST)[:, None]
    heights = log_mean[:, None] - spreads**2 / 2 + spreads * z
    short = np.fmax.reduce(np.log(figures.floors) - heights, axis=1, initial=0.0)
    slopes = np.repeat(spreads + 0 * log_mean[:, None], len(z), axis=1)
    curves = Spline(z, heights + short[:, None], slopes, slopes)
    outcome = np.select([np.isnan(log_mean), short > _APART], [0, 2], 1).astype(np.int8)
    return Fitted(curves, figures.mean * np.exp(short), outcome)


def _apart(heights: Floats) -> Floats:
    """Return ``heights`` (n, k) rising by at least `_APART`; only those that do not are moved.

    Tied heights are spread evenly around their common value.
    """
    steps = _APART * np.arange(heights.shape[1])
    if not (np.diff(heights, axis=1) < _APART).any():
        return heights
    up = np.maximum.accumulate(heights - steps, axis=1) + steps
    down = np.minimum.accumulate((heights - steps)[:, ::-1], axis=1)[:, ::-1] + steps
    return np.asarray((up + down) / 2)


def _least_slope(floors: Floats, last: Floats, distance: Floats) -> Floats:
    """Return the flattest upper tail that is at or above every floor (n, m)."""
    slopes = (np.log(floors) - last[:, None]) / distance
    return np.asarray(np.fmax.reduce(slopes, axis=1, initial=FLATTEST))
