"""The tails of a wage curve, and how a published mean says how heavy the upper one is.

Beyond the last percentile a curve goes on as a straight line over the normal score, that is as a
lognormal. What workers there earn per worker of the whole occupation has a closed form:

    integral above z_k of exp(y_k + b (z - z_k)) phi(z) dz = exp(y_k - b z_k + b^2/2) Phi(b - z_k)

The percentiles leave the slope b of the upper tail open, and of all figures the mean says most
about it: it is published even where the upper percentiles are top-coded. So the slope is the one
that makes the mean of the curve the published mean. The tail alone takes up the mean; the
published percentiles stay where they are.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hitdata.distribution import normal
from hitdata.distribution.normal import Floats
from hitdata.distribution.spline import Spline

__all__ = ["FLATTEST", "MEAN", "STEEPEST", "excess", "mean", "with_mean"]

#: Slopes a tail may have. The flattest is next to none; with the steepest, the 99th percentile
#: of a curve is eight times its 90th.
FLATTEST, STEEPEST = 1e-5, 2.0

#: What became of the published mean, by the code that `with_mean` returns.
MEAN = ("not given", "used", "too low", "too high")

#: Nodes and weights of Gauss-Legendre integration on [-1, 1], for the scores between two knots.
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(8)


def mean(curves: Spline) -> Floats:
    """Return the mean of exp(H) of every row, tails included."""
    return _inner(curves) + np.exp(curves.heights[:, -1]) * excess(
        curves.after[:, -1], curves.knots[-1]
    )


def excess(slope: Floats, z: float) -> Floats:
    """Return the mass of an upper tail that leaves wage 1 at score ``z`` with ``slope``."""
    return np.asarray(np.exp(slope * (slope / 2 - z)) * normal.cdf(slope - z))


def with_mean(
    curves: Spline, published: Floats, least: Floats
) -> tuple[Spline, Floats, NDArray[np.int8]]:
    """Return the curves with the upper tail that gives the ``published`` mean (n,), NaN for none.

    ``least`` is the flattest slope that a top code allows. Also returns the mean of the new
    curves and an index into `MEAN`: where no allowed slope reaches the mean, the nearest is
    taken.
    """
    inner, top, z = _inner(curves), np.exp(curves.heights[:, -1]), float(curves.knots[-1])
    wanted = (published - inner) / top
    low, high = excess(least, z), excess(np.array(STEEPEST), z)
    outcome = np.select([np.isnan(wanted), wanted < low, wanted > high], [0, 2, 3], 1)
    after = curves.after.copy()
    after[:, -1] = np.select(
        [outcome == 0, outcome == 2, outcome == 3],
        [np.maximum(after[:, -1], least), least, np.maximum(least, STEEPEST)],
        _slope(wanted, z),
    )
    reached = np.where(outcome == 1, published, inner + top * excess(after[:, -1], z))
    return replace(curves, after=after), reached, outcome.astype(np.int8)


def _inner(curves: Spline) -> Floats:
    """Return what all but the upper tail adds to the mean."""
    z, b = curves.knots[0], curves.before[:, 0]
    total = np.exp(curves.heights[:, 0] - b * z + b * b / 2) * normal.cdf(z - b)
    half = np.diff(curves.knots)[:, None] / 2
    if len(half):
        scores = curves.knots[:-1, None] + half * (1 + _NODES)
        weights = half * _WEIGHTS * normal.pdf(scores)
        total += np.exp(curves.at(scores.ravel())) @ weights.ravel()
    return np.asarray(total)


def _slope(mass: Floats, z: float) -> Floats:
    """Return the slope of the tail with ``mass``: a table, then two Newton steps.

    The mass grows with the slope. Places outside the range of the table are left to the caller.
    """
    slopes = np.linspace(0.0, STEEPEST, 513)
    wanted = np.log(np.where(mass > 0, mass, 1.0))
    b = np.interp(wanted, np.log(excess(slopes, z)), slopes)
    for _ in range(2):
        below = normal.cdf(b - z)
        growth = b - z + normal.pdf(b - z) / below
        b = b - (b * (b / 2 - z) + np.log(below) - wanted) / growth
    return np.asarray(b)
