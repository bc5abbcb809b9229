"""Curves over normal scores, many at a time: how they are drawn, asked and smoothed.

A curve gives log wage as an increasing function H of the normal score z of the share below. Row i
of a `Spline` is one: between two knots the cubic that has the given heights and slopes at both
(Hermite form), beyond the outer knots a straight line. Every knot has two slopes, one ``before``
and one ``after`` it, so that a tail may leave the last published point at an angle of its own. All
rows share their knots, so the heights of every row at one z are one and the same weighting of the
three arrays: a matrix product. Large frames are worked through a batch of rows at a time.

`monotone` draws a spline through heights without overshoot. Its slopes inside are the weighted
harmonic means of the neighboring secants (F. N. Fritsch and J. Butland, SIAM J. Sci. Stat.
Comput. 5 (1984) 300-304), at the ends a three-point slope, limited so that the cubic stays
monotone.

`smoothed` is for a `density`: a curve through five percentiles bends at each of them, and its
density shows every bend as a bump; three in four curves would have a second peak that no worker
need have caused. The knots are therefore smoothed first, by the natural cubic smoothing spline (C.
H. Reinsch, Numerische Mathematik 10 (1967) 177-183), the more the smoother, up to a lognormal. How
much? Enough to look smooth, and then no more than leaves one peak. But a second peak may be real:
no smoothing moves a published percentile by more than ``tolerance``, and peaks that can only be
removed by more stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri  # type: ignore[import-untyped]

from hitdata.distribution.published import Floats

__all__ = ["TOLERANCE", "Spline", "density", "monotone", "pdf", "peaks", "quantiles", "scores",
           "smoothed"]  # fmt: skip

#: Most that smoothing may move a published percentile to remove a peak, in log wage: two standard
#: errors of the mean wage of an occupation in a sector (median 2.3 %, OEWS May 2024).
TOLERANCE = 0.05

#: Numbers worked out at a time, so that the arrays in between stay in the processor's cache.
_BATCH = 2**14

#: Multiplications of a matrix product: a larger one is shared with other processors, and waits for
#: them if they are busy.
_PRODUCT = 2**18

#: Curves smoothed at a time.
_SMOOTHED = 800

#: Newton steps taken at most to invert a cubic; a step that leaves the bracket halves it instead.
_STEPS = 60

#: How far the slope of a tail is drawn from the outer secant to that of the whole curve, on the
#: scale of ratios. Hidden means and outer percentiles of OEWS by sector come out best at 0.2 to
#: 0.4, by a few hundredths of their error.
_WHOLE = 0.2

#: Strengths of smoothing, from hardly any to one that leaves a straight line, a lognormal.
_STRENGTHS = (3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 1e6)

#: A curve with one peak is smoothed this much: found smooth to the eye, and off the published
#: percentiles by less than their sampling error (0.6 % in the median, OEWS May 2024).
_ENOUGH = 0.03

#: Where peaks are looked for: the middle 96 % of the workers.
_SCORES = np.linspace(-2.05, 2.05, 83)


@dataclass(frozen=True, eq=False)
class Spline:
    """n increasing functions of z on k common knots.

    ``knots`` has shape (k,); ``heights`` and the slopes ``before`` and ``after`` have (n, k).
    """

    knots: Floats
    heights: Floats
    before: Floats
    after: Floats

    def at(self, z: Floats) -> Floats:
        """Return H of every row at the same scores ``z`` (m,); shape (n, m)."""
        # what each height and slope counts for is H of a spline that has only that one
        unit = Spline(self.knots, *np.split(np.eye(3 * len(self.knots)), 3, axis=1))
        finite = np.isfinite(z)
        weights, _ = unit.at_own(np.tile(np.where(finite, z, 0.0), (len(unit.heights), 1)))
        step = max(1, _PRODUCT // max(1, weights.size))
        found = _by_rows(lambda rows, _: np.hstack(rows.parts) @ weights, self, z[None, :], step)
        return found if finite.all() else np.where(finite, found, z + 0 * found)

    def at_own(self, z: Floats) -> tuple[Floats, Floats]:
        """Return H and its slope where each row has scores of its own; all shapes (n, m)."""
        cubic = self._cubics(np.searchsorted(self.knots, z))
        finite = np.isfinite(z)
        u = np.where(finite, z, 0.0) - cubic.anchor
        heights = cubic.height + cubic.rise(u)
        return np.where(finite, heights, z + 0 * heights), cubic.slope_at(u)

    def inverse(self, heights: Floats) -> Floats:
        """Return the score at which each row reaches finite ``heights`` of its own (n, m)."""
        cubic = self._cubics((heights[:, None, :] > self.heights[:, :, None]).sum(axis=1))
        return cubic.anchor + _solve(cubic, heights - cubic.height)

    def onto(self, knots: Floats) -> Spline:
        """Return the same functions on ``knots``, which hold the present ones and more."""
        heights, slopes = self.at_own(np.tile(knots, (len(self.heights), 1)))
        finer, old = (heights, slopes, slopes.copy()), np.searchsorted(knots, self.knots)
        for part, own in zip(finer, self.parts, strict=True):
            part[:, old] = own
        return Spline(knots, *finer)

    @property
    def parts(self) -> tuple[Floats, Floats, Floats]:
        """The heights and both slopes."""
        return self.heights, self.before, self.after

    def rows(self, which: slice | NDArray[np.intp] | NDArray[np.bool_]) -> Spline:
        """Return the spline of some of the rows."""
        return Spline(self.knots, *(part[which] for part in self.parts))

    def put(self, rows: NDArray[np.intp], drawn: Spline) -> None:
        """Make ``rows`` those of a spline ``drawn`` on the same knots."""
        for part, new in zip(self.parts, drawn.parts, strict=True):
            part[rows] = new

    def _cubics(self, segment: NDArray[np.intp]) -> _Cubic:
        """Return the polynomial on each ``segment`` (n, m): 0 the lower tail, k the upper one."""
        h = np.diff(self.knots)
        secant = np.diff(self.heights, axis=1) / h
        a, b = self.after[:, :-1], self.before[:, 1:]
        none = np.zeros((len(secant), 1))
        coefficients = (
            np.hstack([self.heights[:, :1], self.heights]),
            np.hstack([self.before[:, :1], self.after]),
            np.hstack([none, (3 * secant - 2 * a - b) / h, none]),
            np.hstack([none, (a + b - 2 * secant) / h**2, none]),
        )
        anchor = np.append(self.knots[0], self.knots)[segment]
        width = np.concatenate([[-np.inf], h, [np.inf]])[segment]
        return _Cubic(anchor, width, *(np.take_along_axis(c, segment, 1) for c in coefficients))


def monotone(knots: Floats, heights: Floats) -> Spline:
    """Return the monotone splines through increasing ``heights`` (n, k), k at least 2.

    A tail goes on with the secant of the outer segment, drawn a little to that of the whole curve,
    since a single pair of published figures is noisy.

    >>> line = monotone(np.array([-1.0, 0.0, 1.0]), np.array([[10.0, 11.0, 12.0]]))
    >>> line.at(np.array([-2.0, 0.5, 3.0])).round(9)
    array([[ 9. , 11.5, 14. ]])
    """
    h = np.diff(knots)
    secant = np.diff(heights, axis=1) / h
    slopes = np.empty_like(heights)
    slopes[:, 0], slopes[:, -1] = _end(h, secant), _end(h[::-1], secant[:, ::-1])
    w1, w2 = 2 * h[1:] + h[:-1], h[1:] + 2 * h[:-1]
    slopes[:, 1:-1] = (w1 + w2) / (w1 / secant[:, :-1] + w2 / secant[:, 1:])
    before, after = slopes, slopes.copy()
    whole = (heights[:, -1] - heights[:, 0]) / (knots[-1] - knots[0])
    before[:, 0] = secant[:, 0] * (whole / secant[:, 0]) ** _WHOLE
    after[:, -1] = secant[:, -1] * (whole / secant[:, -1]) ** _WHOLE
    return Spline(knots, heights, before, after)


def quantiles(curves: Spline, shares: Floats) -> Floats:
    """Return the wages (n, m) at ``shares`` (1, m) of all rows, or (n, m) of each."""
    z = ndtri(shares)
    if len(z) == 1:
        return np.asarray(np.exp(curves.at(z[0])))
    return np.exp(_by_rows(lambda rows, own: rows.at_own(own)[0], curves, z))


def scores(curves: Spline, wages: Floats) -> Floats:
    """Return the normal scores (n, m) of ``wages`` (1, m) or (n, m), from 0 to infinity."""
    with np.errstate(divide="ignore"):
        logs = np.log(wages)
    finite = np.isfinite(logs)
    z = _by_rows(Spline.inverse, curves, np.where(finite, logs, 0.0))
    return z if finite.all() else np.where(finite | np.isnan(z), z, logs)


def density(curves: Spline, wages: Floats, tolerance: float) -> Floats:
    """Return the share of the workers per unit of wage at ``wages`` (1, m) or (n, m)."""

    def of_rows(rows: Spline, wages: Floats) -> Floats:
        drawn = smoothed(rows, tolerance)
        z = scores(drawn, wages)
        _, slope = drawn.at_own(z)
        with np.errstate(invalid="ignore"):
            return np.where(np.isinf(z), 0.0, pdf(z) / (slope * wages))

    return _by_rows(of_rows, curves, wages, _SMOOTHED)


def smoothed(curves: Spline, tolerance: float) -> Spline:
    """Return the curves whose density may be drawn: with one peak, or with peaks that are real."""
    rows = np.arange(len(curves.heights))
    drawn = curves.rows(rows)
    for strength in _STRENGTHS:
        trial = _smooth(curves.rows(rows), strength)
        near = np.abs(trial.heights - curves.heights[rows]).max(axis=1) <= tolerance
        found = peaks(trial)
        better = near & (found > 0)
        drawn.put(rows[better], trial.rows(better))
        rows = rows[near & ~((found == 1) & (strength >= _ENOUGH))]
    return drawn


def peaks(curves: Spline) -> NDArray[np.int_]:
    """Return how many peaks the density of each row has; 0 where it is not a density: H falls.

    Peaks are counted in the middle 96 % of the workers.
    """
    z = np.tile(_SCORES, (len(curves.heights), 1))
    height, slope = curves.at_own(z)
    with np.errstate(invalid="ignore", divide="ignore"):
        rises = np.diff(-z * z / 2 - height - np.log(slope), axis=1) > 0
    valleys = (~rises[:, :-1] & rises[:, 1:]).sum(axis=1)
    return np.where((slope > 0).all(axis=1), 1 + valleys, 0)


def pdf(z: Floats) -> Floats:
    """Return the normal density at ``z``."""
    return np.asarray(np.exp(-0.5 * z * z) / np.sqrt(2 * np.pi))


class _Cubic(NamedTuple):
    """Polynomials in u = z - anchor for u between 0 and ``width``, all of shape (n, m)."""

    anchor: Floats
    width: Floats
    height: Floats
    slope: Floats
    square: Floats
    cube: Floats

    def rise(self, u: Floats) -> Floats:
        return u * (self.slope + u * (self.square + u * self.cube))

    def slope_at(self, u: Floats) -> Floats:
        return self.slope + u * (2 * self.square + 3 * u * self.cube)


def _end(h: Floats, secant: Floats) -> Floats:
    """Return the three-point slope at the first knot, between 0 and 3 times the first secant."""
    if len(h) == 1:
        return secant[:, 0]
    slope = ((2 * h[0] + h[1]) * secant[:, 0] - h[0] * secant[:, 1]) / (h[0] + h[1])
    return np.clip(slope, 0, 3 * secant[:, 0])


def _solve(cubic: _Cubic, rise: Floats) -> Floats:
    """Return u at which the cubic has risen by ``rise``: Newton steps inside a bracket."""
    low, high = np.minimum(cubic.width, 0.0), np.maximum(cubic.width, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        u = np.where(np.isinf(cubic.width), rise / cubic.slope, 0.5 * cubic.width)
        for _ in range(_STEPS):
            error = cubic.rise(u) - rise
            low, high = np.where(error < 0, u, low), np.where(error > 0, u, high)
            step = u - error / cubic.slope_at(u)
            step = np.where((step >= low) & (step <= high), step, 0.5 * (low + high))
            moved = np.abs(step - u) > 1e-15
            u = np.where(moved, step, u)
            if not moved.any():
                break
    return u


def _smooth(curves: Spline, strength: float) -> Spline:
    """Return natural cubic smoothing splines: heights and slopes are linear in the heights."""
    h, unit = np.diff(curves.knots), np.eye(len(curves.knots))
    secant = np.diff(unit, axis=0) / h[:, None]
    bend = np.diff(secant, axis=0)
    band = np.diag((h[:-1] + h[1:]) / 3) + np.diag(h[1:-1] / 6, 1) + np.diag(h[1:-1] / 6, -1)
    curvature = np.linalg.solve(band, bend)
    second = np.pad(curvature, ((1, 1), (0, 0)))
    slope = secant - h[:, None] * (2 * second[:-1] + second[1:]) / 6
    slope = np.vstack([slope, secant[-1] + h[-1] * second[-2] / 6])
    heights = curves.heights @ np.linalg.inv(unit + strength * bend.T @ curvature).T
    slopes = heights @ slope.T
    return Spline(curves.knots, heights, slopes, slopes.copy())


def _by_rows(
    function: Callable[[Spline, Floats], Floats], curves: Spline, values: Floats, step: int = 0
) -> Floats:
    """Return ``function`` of the curves and ``values`` (1, m) or (n, m), which works row by row.

    ``step`` is how many rows are taken at a time.
    """
    shape = len(curves.heights), values.shape[1]
    values, found = np.broadcast_to(values, shape), np.empty(shape)
    step = step or max(1, _BATCH // max(1, shape[1]))
    for start in range(0, shape[0], step):
        rows = slice(start, start + step)
        found[rows] = function(curves.rows(rows), values[rows])
    return found
