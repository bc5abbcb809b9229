"""Other ways to draw a wage curve from published figures, to compare ours with.

Each is a family of curves with few parameters: log wage as a function of the normal score z of
the share below. Its parameters are those with the least squared misfit of log wages, at the
published percentiles and, where one is given, at the mean:

- lognormal: two parameters, the benchmark of the field;
- three-parameter lognormal: shifted by a constant;
- Dagum: three parameters, a heavy upper tail (C. Dagum, Economie appliquée 30 (1977) 413-436);
- metalog with 3 or 4 terms, of log wage (T. W. Keelin, Decision Analysis 13 (2016) 243-277).

All rows are fitted at once, by Levenberg-Marquardt steps with numerical derivatives, each row with
a step of its own. SciPy's least_squares fits one row at a time, a million of which take half an
hour, or all as one sparse problem with one step for all: of 4,000 rows that took 20 to 170 times as
long for the families of three parameters, and left 7 in 100 Dagum curves off their minimum. None of
this is used by `hitdata.distribution`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtr, ndtri

__all__ = ["PEERS", "Floats", "Peer", "log_mean"]

Floats = NDArray[np.float64]

#: Scores and weights with which the mean of a curve is taken; exact for a lognormal to 1e-9.
_SCORES, _WEIGHTS = hermegauss(24)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()

#: Steps taken at most; a row rests when a step moves it by less than this, or none helps.
_STEPS, _NEAR, _STUCK = 60, 1e-5, 1e5

#: Height and slope, in z, of the straight line that a fit starts from -> parameters (n, k).
Start = Callable[[Floats, Floats], Floats]

#: Parameters (n, k) of some rows, and which rows these are -> misfit of each figure (n, m).
Misfit = Callable[[Floats, NDArray[np.intp]], Floats]


@dataclass(frozen=True)
class Peer:
    """A family of curves: ``curve`` of parameters (n, k) at scores (m,) is log wage (n, m)."""

    name: str
    curve: Callable[[Floats, Floats], Floats]
    start: Start

    def fit(self, shares: Floats, logs: Floats, mean: Floats | None = None) -> Floats:
        """Return the parameters (n, k) that lie nearest to ``logs`` (n, m) at ``shares`` (m,).

        ``mean`` is the log of the published mean (n,), which counts as one figure more.
        """
        z = ndtri(shares)
        wanted = logs if mean is None else np.column_stack([logs, mean])

        def misfit(parameters: Floats, rows: NDArray[np.intp]) -> Floats:
            heights = self.curve(parameters, z)
            if mean is not None:
                heights = np.column_stack([heights, log_mean(self, parameters)])
            return np.nan_to_num(heights - wanted[rows], nan=1e3, posinf=1e3, neginf=-1e3)

        slope, height = np.polyfit(z, logs.T, 1)
        with np.errstate(all="ignore"):
            return _least_squares(misfit, self.start(height, np.maximum(slope, 0.02)))


def log_mean(peer: Peer, parameters: Floats) -> Floats:
    """Return the log of the mean (n,) of each curve."""
    # by hand: SciPy's logsumexp takes twice as long, and every step of a fit asks for it
    heights = peer.curve(parameters, _SCORES)
    highest = heights.max(axis=1, keepdims=True)
    return np.asarray(highest[:, 0] + np.log(np.exp(heights - highest) @ _WEIGHTS))


def _least_squares(misfit: Misfit, start: Floats) -> Floats:
    """Return the parameters (n, k) with the least sum of squares, each row for itself."""
    best, rows = start.copy(), np.arange(len(start))
    off, damping = misfit(best, rows), np.full(len(start), 1e-3)
    for _ in range(_STEPS):
        fall = _step(misfit, best[rows], off[rows], rows, damping[rows])
        trial = best[rows] - fall
        tried = misfit(trial, rows)
        better = (tried**2).sum(axis=1) < (off[rows] ** 2).sum(axis=1)
        best[rows[better]], off[rows[better]] = trial[better], tried[better]
        damping[rows] = np.where(better, damping[rows] / 8, damping[rows] * 5)
        resting = (np.abs(fall) < _NEAR).all(axis=1) | (damping[rows] > _STUCK)
        rows = rows[~resting]
        if not len(rows):
            break
    return best


def _step(
    misfit: Misfit, at: Floats, off: Floats, rows: NDArray[np.intp], damping: Floats
) -> Floats:
    """Return how far (n, k) the parameters ``at`` go down, by a damped Gauss-Newton step."""
    unit = np.eye(at.shape[1])
    slopes = np.stack([(misfit(at + 1e-6 * e, rows) - off) / 1e-6 for e in unit], axis=2)
    square = slopes.transpose(0, 2, 1) @ slopes
    square = square + damping[:, None, None] * (square * unit) + 1e-12 * unit
    fall = np.linalg.solve(square, slopes.transpose(0, 2, 1) @ off[:, :, None])
    return np.asarray(fall[:, :, 0], dtype=float)


def _lognormal(parameters: Floats, z: Floats) -> Floats:
    height, slope = parameters.T[:, :, None]
    return height + np.exp(slope) * z


def _shifted(parameters: Floats, z: Floats) -> Floats:
    """Wages less a constant are lognormal; their skew is positive."""
    height, slope, skew = parameters.T[:, :, None]
    inner = 1 + np.exp(slope) * np.expm1(np.exp(skew) * z) / np.exp(skew)
    return np.asarray(height + np.log(np.maximum(inner, 1e-6)))


def _dagum(parameters: Floats, z: Floats) -> Floats:
    """Q(p) = b (p^(-1/q) - 1)^(-1/a)."""
    height, slope, shape = parameters.T[:, :, None]
    power = -log_ndtr(z) * np.exp(-shape)
    return np.asarray(height - np.exp(slope) * (power + np.log(-np.expm1(-power))))


def _metalog(parameters: Floats, z: Floats) -> Floats:
    middle, logit = ndtr(z) - 0.5, log_ndtr(z) - log_ndtr(-z)
    terms = np.stack([np.ones_like(z), logit, middle * logit, middle])
    return np.asarray(parameters @ terms[: parameters.shape[1]])


def _from_line(height: Floats, slope: Floats) -> Floats:
    return np.column_stack([height, np.log(slope)])


def _from_lognormal(height: Floats, slope: Floats) -> Floats:
    return np.column_stack([height, np.log(slope), np.log(slope)])


def _from_logistic(height: Floats, slope: Floats) -> Floats:
    """With the third parameter 0 log wages are logistic; a logit is about 1.8 scores."""
    return np.column_stack([height, np.log(slope / 1.8), 0 * height])


def _from_logit(terms: int) -> Start:
    return lambda height, slope: np.column_stack([height, slope / 1.8, *[0 * height] * (terms - 2)])


#: The methods that are compared with ours.
PEERS = (
    Peer("lognormal", _lognormal, _from_line),
    Peer("three-parameter lognormal", _shifted, _from_lognormal),
    Peer("Dagum", _dagum, _from_logistic),
    Peer("metalog, 3 terms", _metalog, _from_logit(3)),
    Peer("metalog, 4 terms", _metalog, _from_logit(4)),
)
