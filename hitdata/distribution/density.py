"""How many workers earn about a wage: the density of a curve, smoothed before it is drawn.

A curve through five percentiles bends at each of them, and its density shows every bend as a
bump: three in four curves would have a second peak that no worker need have caused. The knots
are therefore smoothed first, by the natural cubic smoothing spline over the normal score (C. H.
Reinsch, Numerische Mathematik 10 (1967) 177-183), the more the smoother, up to a lognormal.

How much? Enough to look smooth, and then no more than leaves one peak. But a second peak may be
real: no smoothing moves a published percentile by more than ``tolerance``, and peaks that can
only be removed by more stay.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hitdata.distribution import normal
from hitdata.distribution.batches import by_rows, scores
from hitdata.distribution.normal import Floats
from hitdata.distribution.spline import Spline

__all__ = ["TOLERANCE", "density", "peaks", "smoothed"]

#: Most that smoothing may move a published percentile to remove a peak, in log wage: two standard
#: errors of the mean wage of an occupation in a sector (median 2.3 %, OEWS May 2024).
TOLERANCE = 0.05

#: Strengths of smoothing, from hardly any to one that leaves a straight line, a lognormal.
_STRENGTHS = (3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 1e6)

#: A curve with one peak is smoothed this much: found smooth to the eye, and off the published
#: percentiles by less than their sampling error (0.6 % in the median, OEWS May 2024).
_ENOUGH = 0.03

#: Where peaks are looked for: the middle 96 % of the workers.
_SCORES = np.linspace(-2.05, 2.05, 83)


def density(curves: Spline, wages: Floats, tolerance: float = TOLERANCE) -> Floats:
    """Return the share of the workers per unit of wage at ``wages`` (1, m) or (n, m)."""

    def of_rows(rows: Spline, wages: Floats) -> Floats:
        drawn = smoothed(rows, tolerance)
        z = scores(drawn, wages)
        _, slope = drawn.at_own(z)
        with np.errstate(invalid="ignore"):
            return np.where(np.isinf(z), 0.0, normal.pdf(z) / (slope * wages))

    return by_rows(of_rows, curves, wages, width=len(_SCORES))


def smoothed(curves: Spline, tolerance: float = TOLERANCE) -> Spline:
    """Return the curves whose density may be drawn: with one peak, or with peaks that are real."""
    drawn = Spline(curves.knots, *(part.copy() for part in _arrays(curves)))
    rows = np.arange(len(curves.heights))
    for strength in _STRENGTHS:
        trial = _smooth(curves.rows(rows), strength)
        near = np.abs(trial.heights - curves.heights[rows]).max(axis=1) <= tolerance
        found = peaks(trial)
        better = near & (found > 0)
        for part, new in zip(_arrays(drawn), _arrays(trial), strict=True):
            part[rows[better]] = new[better]
        rows = rows[near & ~((found == 1) & (strength >= _ENOUGH))]
    return drawn


def peaks(curves: Spline) -> NDArray[np.int_]:
    """Return how many peaks the density of each row has; 0 where it is no density: H falls.

    Peaks are counted in the middle 96 % of the workers.
    """
    z = np.tile(_SCORES, (len(curves.heights), 1))
    height, slope = curves.at_own(z)
    with np.errstate(invalid="ignore", divide="ignore"):
        rises = np.diff(-z * z / 2 - height - np.log(slope), axis=1) > 0
    valleys = (~rises[:, :-1] & rises[:, 1:]).sum(axis=1)
    return np.where((slope > 0).all(axis=1), 1 + valleys, 0)


def _arrays(curves: Spline) -> tuple[Floats, Floats, Floats]:
    return curves.heights, curves.before, curves.after


def _smooth(curves: Spline, strength: float) -> Spline:
    """Return natural cubic smoothing splines: heights and slopes are linear in the heights."""
    h, k = np.diff(curves.knots), len(curves.knots)
    bend = np.diff(np.diff(np.eye(k), axis=0) / h[:, None], axis=0)
    band = np.diag((h[:-1] + h[1:]) / 3) + np.diag(h[1:-1] / 6, 1) + np.diag(h[1:-1] / 6, -1)
    curvature = np.linalg.solve(band, bend)
    smoother = np.linalg.inv(np.eye(k) + strength * bend.T @ curvature)
    second = np.vstack([np.zeros(k), curvature, np.zeros(k)])
    secant = np.diff(np.eye(k), axis=0) / h[:, None]
    slope = np.empty((k, k))
    slope[:-1] = secant - h[:, None] * (2 * second[:-1] + second[1:]) / 6
    slope[-1] = secant[-1] + h[-1] * second[-2] / 6
    heights = curves.heights @ smoother.T
    slopes = heights @ slope.T
    return Spline(curves.knots, heights, slopes, slopes.copy())
