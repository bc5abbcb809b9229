"""From published figures to curves, for whole frames at a time.

The curve of a wage gives log wage as a function of the normal score of the share below it:

1. the published percentiles are the knots of a monotone cubic, `hitdata.distribution.spline`;
2. below the lowest and above the highest it goes on as a lognormal, and the upper tail is as heavy
   as the published mean says, `with_mean`;
3. a percentile missing between others is drawn to where the mean suggests it, `bent`;
4. a top-coded percentile is not a knot: it only keeps the tail at or above its threshold.

Of the ways to do this that were tried on hidden OEWS figures, this one lost least at both
ends, is increasing for every input, and costs a matrix product. Two percentiles give a
lognormal. With fewer there is no curve but a family of them: the spread is then assumed, and
the curves say so.

*What the mean says of a tail.* What workers beyond the last percentile earn per worker of the
whole occupation has a closed form, since the curve is a straight line there:

    integral above z_k of exp(y_k + b (z - z_k)) phi(z) dz = exp(y_k - b z_k + b^2/2) Phi(b - z_k)

The percentiles leave the slope b open, and of all figures the mean says most about it: it is
published even where the upper percentiles are top-coded. So the slope is the one that makes the
mean of the curve the published mean; the published percentiles stay where they are.

*What it says of a gap.* A mean that is higher than that of the curve can mean two things: the upper
tail is heavier, or the curve lies higher where nothing was published, in the widest gap between
percentiles. The misfit is shared between them as least squares would: in proportion to how far each
usually is from its guess, and how much of the mean hangs on it. With p10, p90 and the mean alone,
nearly all of it goes to the median, whose error is halved by that (OEWS May 2024 by sector: from
5.0 % to 2.7 %, median). The tail takes up the rest.

Rows with the same percentiles present are fitted together; nothing loops over rows.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri  # type: ignore[import-untyped]

from hitdata.distribution.published import Floats, Published
from hitdata.distribution.spline import Spline, monotone, pdf

__all__ = ["FLATTEST", "MEAN", "STEEPEST", "Fitted", "bent", "mean", "splines", "widest_gap",
           "with_mean"]  # fmt: skip

#: What became of the published mean, by the code in `Fitted`.
MEAN = ("not given", "used", "too low", "too high")

#: Slopes a tail may have. The flattest is next to none; with the steepest, the 99th percentile
#: of a curve is eight times its 90th.
FLATTEST, STEEPEST = 1e-5, 2.0

#: How far guesses usually are from the truth, as standard deviations: a log wage in a gap, per
#: unit of normal score that the gap is wide, and the slope of a tail in parts of itself. Only
#: their ratio matters. OEWS by sector, May 2020, 2022 and 2024, bears out 0.01 to 0.02 in a gap.
_IN_GAP, _IN_TAIL = 0.015, 0.35

#: A bend goes this far at most towards the percentile on either side.
_FARTHEST = 0.6

#: Least distance of two knots in log wage. Percentiles published as equal are drawn apart by
#: this much: 0.001 %, less than the rounding of any of them.
_APART = 1e-5

#: Rows worked on at a time, so that the arrays stay in the processor's cache.
_ROWS = 2**13

#: Nodes and weights of Gauss-Legendre integration on [-1, 1], for the scores between two knots.
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(8)


class Fitted(NamedTuple):
    """Curves, their means (n,), and what became of the published ones: an index into `MEAN`."""

    curves: Spline
    mean: Floats
    outcome: NDArray[np.int8]


def splines(published: Published, spread: float) -> Fitted:
    """Return a curve per row, on the knots of all percentiles; NaN for rows that cannot have one.

    ``spread`` is taken where one figure stands alone.
    """
    shape = published.quantiles.shape
    curves = Spline(ndtri(published.shares), *(np.full(shape, np.nan) for _ in range(3)))
    fitted = Fitted(curves, np.full(shape[0], np.nan), np.zeros(shape[0], dtype=np.int8))
    for kind in published.kinds():
        for start in range(0, len(kind), _ROWS):
            rows = kind[start : start + _ROWS]
            part = _fit(published.rows(rows), spread)
            fitted.curves.put(rows, part.curves)
            fitted.mean[rows], fitted.outcome[rows] = part.mean, part.outcome
    return fitted


def mean(curves: Spline) -> Floats:
    """Return the mean of exp(H) of every row, tails included."""
    top, slope = np.exp(curves.heights[:, -1]), curves.after[:, -1]
    return _inner(curves) + top * _excess(slope, curves.knots[-1])


def with_mean(curves: Spline, published: Floats, least: Floats) -> Fitted:
    """Return the curves with the upper tail that gives the ``published`` mean (n,), NaN for none.

    ``least`` is the flattest slope that a top code allows. Where no allowed slope reaches the
    mean, the nearest is taken.
    """
    inner, top, z = _inner(curves), np.exp(curves.heights[:, -1]), float(curves.knots[-1])
    wanted = (published - inner) / top
    low, high = _excess(least, z), _excess(np.array(STEEPEST), z)
    outcome = np.select([np.isnan(wanted), wanted < low, wanted > high], [0, 2, 3], 1)
    after = curves.after.copy()
    after[:, -1] = np.select(
        [outcome == 0, outcome == 2, outcome == 3],
        [np.maximum(after[:, -1], least), least, np.maximum(least, STEEPEST)],
        _slope(wanted, z),
    )
    reached = np.where(outcome == 1, published, inner + top * _excess(after[:, -1], z))
    return Fitted(replace(curves, after=after), reached, outcome.astype(np.int8))


def widest_gap(z: Floats, known: NDArray[np.bool_]) -> int | None:
    """Return which missing percentile is nearest to the middle of the widest gap, if there is one.

    >>> widest_gap(np.array([-1.28, -0.67, 0.0, 0.67, 1.28]), np.array([1, 0, 0, 0, 1]) == 1)
    2
    """
    gaps = [(z[b] - z[a], a, b) for a, b in pairwise(np.flatnonzero(known)) if b - a > 1]
    if not gaps:
        return None
    _, a, b = max(gaps)
    return int(a + 1 + np.argmin(np.abs(z[a + 1 : b] - (z[a] + z[b]) / 2)))


def bent(curves: Spline, z: float, published: Floats) -> Spline:
    """Return the curves with a knot more, at ``z``, as high as the ``published`` mean suggests."""
    knot = int(np.searchsorted(curves.knots, z))
    low, high = curves.heights[:, knot - 1], curves.heights[:, knot]
    guess = curves.at(np.array([z]))[:, 0]

    def through(height: Floats) -> Spline:
        heights = np.insert(curves.heights, knot, height, axis=1)
        return monotone(np.insert(curves.knots, knot, z), heights)

    step = 0.1 * np.minimum(guess - low, high - guess)
    gain = (mean(through(guess + step)) - mean(through(guess - step))) / (2 * step)
    gap = _IN_GAP * (curves.knots[knot] - curves.knots[knot - 1]) * gain
    # by how much the mean usually differs because the upper tail does
    top, slope, last = np.exp(curves.heights[:, -1]), curves.after[:, -1], float(curves.knots[-1])
    more, less = (_excess(slope * (1 + sign * _IN_TAIL / 2), last) for sign in (1, -1))
    part = gap**2 / (gap**2 + (top * (more - less)) ** 2)
    bend = part * (published - mean(curves)) / gain
    return through(guess + np.clip(bend, _FARTHEST * (low - guess), _FARTHEST * (high - guess)))


def _fit(published: Published, spread: float) -> Fitted:
    """Return the curves of rows that have the same percentiles."""
    z, known = ndtri(published.shares), published.known[0]
    if not known.any():
        return _by_mean(published, z, spread)
    curves = _through(published, known, z, spread)
    last = np.flatnonzero(known)[-1]
    # the flattest upper tail that is at or above every top code
    rise = np.log(published.floors[:, last + 1 :]) - curves.heights[:, -1:]
    least = np.fmax.reduce(rise / (z[last + 1 :] - z[last]), axis=1, initial=FLATTEST)
    fitted = with_mean(curves, published.mean, least)
    whole = len(curves.knots) == len(z)
    return fitted if whole else fitted._replace(curves=fitted.curves.onto(z))


def _through(published: Published, known: NDArray[np.bool_], z: Floats, spread: float) -> Spline:
    """Return curves through the percentiles, bent in the widest gap if there is a mean."""
    heights = _apart(np.log(published.quantiles[:, known]))
    if known.sum() == 1:
        slope = np.full_like(heights, spread)
        return Spline(z[known], heights, slope, slope)
    curves, missing = monotone(z[known], heights), widest_gap(z, known)
    if missing is None or np.isnan(published.mean[0]):
        return curves
    return bent(curves, float(z[missing]), published.mean)


def _by_mean(published: Published, z: Floats, spread: float) -> Fitted:
    """Return lognormals with the published mean; top-coded percentiles narrow their spread."""
    log_mean, floors = np.log(published.mean)[:, None], np.log(published.floors)
    # log quantile = log mean - s^2/2 + s z is at or above a floor for s between two roots
    with np.errstate(invalid="ignore"):
        reach = np.sqrt(z * z - 2 * (floors - log_mean))
    low, high = (np.nan_to_num(z + sign * reach, nan=sign * np.inf) for sign in (-1, 1))
    spreads = np.maximum(np.clip(spread, low.max(axis=1), high.min(axis=1)), FLATTEST)[:, None]
    heights = log_mean - spreads**2 / 2 + spreads * z
    short = np.fmax.reduce(floors - heights, axis=1, initial=0.0)
    slopes = np.repeat(spreads + 0 * log_mean, len(z), axis=1)
    curves = Spline(z, heights + short[:, None], slopes, slopes)
    outcome = np.select([np.isnan(published.mean), short > _APART], [0, 2], 1).astype(np.int8)
    return Fitted(curves, published.mean * np.exp(short), outcome)


def _apart(heights: Floats) -> Floats:
    """Return ``heights`` (n, k) rising by at least `_APART`; only those that do not are moved.

    Tied heights are spread evenly around their common value.
    """
    if not (np.diff(heights, axis=1) < _APART).any():
        return heights
    steps = _APART * np.arange(heights.shape[1])
    up = np.maximum.accumulate(heights - steps, axis=1)
    down = np.minimum.accumulate((heights - steps)[:, ::-1], axis=1)[:, ::-1]
    return np.asarray((up + down) / 2 + steps)


def _excess(slope: Floats, z: float) -> Floats:
    """Return the mass of an upper tail that leaves wage 1 at score ``z`` with ``slope``."""
    return np.asarray(np.exp(slope * (slope / 2 - z)) * ndtr(slope - z))


def _inner(curves: Spline) -> Floats:
    """Return what all but the upper tail adds to the mean."""
    z, b = curves.knots[0], curves.before[:, 0]
    total = np.exp(curves.heights[:, 0] - b * z + b * b / 2) * ndtr(z - b)
    half = np.diff(curves.knots)[:, None] / 2
    if len(half):
        scores = curves.knots[:-1, None] + half * (1 + _NODES)
        weights = half * _WEIGHTS * pdf(scores)
        # einsum, not @, which would wait for other processors that may be busy
        total += np.einsum("ij,j", np.exp(curves.at(scores.ravel())), weights.ravel())
    return np.asarray(total)


def _slope(mass: Floats, z: float) -> Floats:
    """Return the slope of the tail with ``mass``: a table, then two Newton steps.

    The mass grows with the slope. What lies outside the range of the table is left to the caller.
    """
    slopes = np.linspace(0.0, STEEPEST, 513)
    wanted = np.log(np.where(mass > 0, mass, 1.0))
    b = np.interp(wanted, np.log(_excess(slopes, z)), slopes)
    for _ in range(2):
        below = ndtr(b - z)
        growth = b - z + pdf(b - z) / below
        b = b - (b * (b / 2 - z) + np.log(below) - wanted) / growth
    return np.asarray(b)
