"""Monotone curves over normal scores: many cubic splines on one set of knots.

Row i of a `Spline` is an increasing function H of the normal score z. Between two knots it is the
cubic that has the given heights and slopes at both (Hermite form); beyond the outer knots it is a
straight line. Every knot has two slopes, one ``before`` and one ``after`` it, so that a tail may
leave the last published point at an angle of its own. All rows share their knots, so the heights
of every row at one z are one and the same weighting of the three arrays: a matrix product.

`monotone` draws a spline through heights without overshoot. Its slopes inside are the weighted
harmonic means of the neighbouring secants (F. N. Fritsch and J. Butland, SIAM J. Sci. Stat.
Comput. 5 (1984) 300-304), at the ends a three-point slope, limited so that the cubic stays
monotone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hitdata.distribution.normal import Floats

__all__ = ["Spline", "monotone"]

#: Newton steps taken at most to invert a cubic; a step that leaves the bracket halves it instead.
_STEPS = 60

#: How far the slope of a tail is drawn from the outer secant to that of the whole curve, on the
#: scale of ratios. Hidden means and outer percentiles of OEWS by sector come out best at 0.2 to
#: 0.4, by a few hundredths of their error.
_WHOLE = 0.2

#: Values worked out at a time: matrix products of this size run on one processor, where larger
#: ones wait for others that may be busy.
_BATCH = 2**17


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
        finite = np.isfinite(z)
        weights = np.split(_weights(self.knots, np.where(finite, z, 0.0)), 3)
        found, step = np.empty((len(self.heights), len(z))), max(1, _BATCH // max(1, len(z)))
        for start in range(0, len(found), step):
            part = self.rows(slice(start, start + step))
            heights = part.heights @ weights[0]
            heights += part.before @ weights[1]
            heights += part.after @ weights[2]
            found[start : start + step] = heights
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
        z = np.tile(knots, (len(self.heights), 1))
        heights, before = self.at_own(z)
        after = before.copy()
        old = np.searchsorted(knots, self.knots)
        heights[:, old], before[:, old], after[:, old] = self.heights, self.before, self.after
        return Spline(knots, heights, before, after)

    def rows(self, which: slice | NDArray[np.intp]) -> Spline:
        """Return the spline of some of the rows."""
        return Spline(self.knots, self.heights[which], self.before[which], self.after[which])

    def _cubics(self, segment: NDArray[np.intp]) -> _Cubic:
        """Return the polynomial that each place of ``segment`` (n, m) lies on.

        Segment 0 is the lower tail, segment k the upper one.
        """
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


def _weights(knots: Floats, z: Floats) -> Floats:
    """Return what each height and slope counts for in H(z); shape (3k, m)."""
    k = len(knots)
    unit = np.eye(3 * k)
    basis = Spline(knots, unit[:, :k], unit[:, k : 2 * k], unit[:, 2 * k :])
    return basis.at_own(np.tile(z, (3 * k, 1)))[0]


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
