"""Which hidden figures tell how far off a curve may be at a share of the workers.

A share between published percentiles is judged by a hidden figure whose own neighbours were at
least as far apart: the errors in a wider gap are no smaller. Above the highest percentile and
below the lowest it is a hidden figure at least as far out, from a percentile no nearer. The curve
must know as many percentiles as were known there, and the mean if that was known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hitdata.distribution import normal
from hitdata.distribution.assumptions import Basis, basis
from hitdata.distribution.calibration import CASES, Case
from hitdata.distribution.figures import Figures, percentiles
from hitdata.distribution.normal import Floats

__all__ = ["PUBLISHED", "REASONS", "match", "match_mean"]

#: Why there is no band, by code.
REASONS = {
    -1: "Published.",
    -2: "No band: these figures alone draw no curve.",
    -3: "No band: above a top code only the threshold is known.",
    -4: "No band: no published figure was hidden this far from others.",
    -5: "No band: hidden figures of OEWS say nothing of this publisher.",
}

PUBLISHED, _NO_CURVE, _CODED, _TOO_FAR = -1, -2, -3, -4


class _Known(NamedTuple):
    """What rows of one kind know: shares published, whether a mean is, and a top code."""

    shares: tuple[float, ...]
    mean: bool
    coded: bool
    draws: bool


def match(figures: Figures, shares: Floats) -> NDArray[np.intp]:
    """Return the case for each share (n, m), as an index into `CASES`, or a code of `REASONS`.

    Shares that are not published are taken to the middle of their percent; a share that a curve
    does not tell is NaN.
    """
    codes = np.full(shares.shape, _NO_CURVE)
    for rows, known in _kinds(figures):
        own = shares[rows]
        middle = np.floor(own * 100 + 1e-9) / 100 + 0.005
        exact = np.isclose(own[..., None], np.array([*known.shares, -1.0])).any(axis=-1)
        asked, place = np.unique(np.where(np.isnan(own), -1.0, middle), return_inverse=True)
        found = np.array([_nearest(known, float(share)) for share in asked])
        codes[rows] = np.where(exact, PUBLISHED, found[place].reshape(own.shape))
    return codes


def match_mean(figures: Figures) -> NDArray[np.intp]:
    """Return the case for the mean of each row (n,), as `match` does."""
    codes = np.full(len(figures.index), _NO_CURVE)
    for rows, known in _kinds(figures):
        fitting = [
            k for k, case in enumerate(CASES)
            if case.hidden == "mean" and set(_shares(case)) <= set(known.shares)
        ]  # fmt: skip
        if known.mean or not known.draws:
            codes[rows] = PUBLISHED if known.mean else _NO_CURVE
        elif known.coded or not fitting:
            codes[rows] = _CODED if known.coded else _TOO_FAR
        else:
            codes[rows] = max(fitting, key=lambda k: len(CASES[k].known))
    return codes


def _kinds(figures: Figures) -> Iterator[tuple[NDArray[np.bool_], _Known]]:
    """Yield which rows know the same, and what."""
    rests = basis(figures)
    draws = (rests == Basis.PERCENTILES) | (rests == Basis.TWO_POINTS)
    table = np.column_stack([figures.known, ~np.isnan(figures.mean), figures.coded, draws])
    kinds, of = np.unique(table, axis=0, return_inverse=True)
    for number, kind in enumerate(kinds):
        shares = tuple(figures.shares[kind[:-3]].tolist())
        yield of.ravel() == number, _Known(shares, *map(bool, kind[-3:]))


def _nearest(known: _Known, share: float) -> int:
    """Return the case for a share, -1 if that is not known, or why there is none."""
    if not known.draws:
        return _NO_CURVE
    if known.coded and (share < 0 or share > known.shares[-1]):
        return _CODED
    below = max((s for s in known.shares if s < share), default=0.0)
    above = min((s for s in known.shares if s > share), default=1.0)
    fitting = [k for k, case in enumerate(CASES) if _fits(case, known, share, below, above)]
    return min(fitting, key=lambda k: _distance(CASES[k], share), default=_TOO_FAR)


def _fits(case: Case, known: _Known, share: float, below: float, above: float) -> bool:
    if case.hidden == "mean" or ("mean" in case.known and not known.mean):
        return False
    if len(case.percentiles) > len(known.shares):
        return False
    low, hidden, high = _gap(case)
    if above == 1.0 or below == 0.0:
        out = share <= hidden if above == 1.0 else share >= hidden
        return out and (low, high) != (0.0, 1.0) and low <= below and above <= high
    return 0.0 < low <= below and above <= high < 1.0


def _distance(case: Case, share: float) -> tuple[float, ...]:
    """Order cases that fit: with the mean first, then the narrowest gap, most figures, nearest."""
    low, hidden, high = np.clip(_gap(case), 1e-9, 1 - 1e-9)
    width, away = np.diff(normal.ppf(np.array([low, high]))), normal.ppf(np.array([hidden, share]))
    order = ("mean" not in case.known, round(float(width[0]), 3), -len(case.known))
    return (*order, abs(float(away[0] - away[1])))


def _gap(case: Case) -> tuple[float, float, float]:
    """Return the hidden share and the known ones on either side; 0 and 1 stand for none."""
    hidden, shares = _share(case.hidden), _shares(case)
    low = max((s for s in shares if s < hidden), default=0.0)
    return low, hidden, min((s for s in shares if s > hidden), default=1.0)


def _shares(case: Case) -> tuple[float, ...]:
    return tuple(map(_share, case.percentiles))


def _share(name: str) -> float:
    return percentiles([name])[name]
