"""What a curve rests on, and what is assumed where too little was published to draw one.

One percentile or a mean fixes where wages lie but not how far they spread. A printed range fixes
two wages but not which share of the workers lies between them. What is missing is taken from
OEWS, and from what salary sites say of their ranges. A row that rests on such an assumption is an
interval over all that is usual rather than a curve.
"""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from hitdata.distribution.figures import Figures
from hitdata.distribution.normal import Floats

__all__ = ["RANGE_COVERS", "SPREAD", "Basis", "basis", "has_range", "reach", "shown", "with_ranges"]

#: Standard deviation of log wage, measured as log(p90 / p10) / 2.56: the median of the 1,394
#: national wages of OEWS May 2025 (all levels).
SPREAD = 0.33

#: Share of the workers inside a printed range: between the half of p25 to p75 (Glassdoor) and
#: the four fifths of p10 to p90 (Payscale).
RANGE_COVERS = 2 / 3


class Basis(IntEnum):
    """What a curve rests on, from nothing to three percentiles and more."""

    NO_FIGURES = 0
    BOUND_ONLY = 1
    SPREAD_ASSUMED = 2
    RANGE_ASSUMED = 3
    TWO_POINTS = 4
    PERCENTILES = 5

    @property
    def words(self) -> str:
        """The name as a frame shows it."""
        return self.name.lower().replace("_", " ")


def basis(figures: Figures) -> NDArray[np.int8]:
    """Return the `Basis` of each row."""
    points = figures.known.sum(axis=1)
    cases = {
        Basis.RANGE_ASSUMED: has_range(figures),
        Basis.PERCENTILES: points >= 3,
        Basis.TWO_POINTS: points == 2,
        Basis.SPREAD_ASSUMED: (points == 1) | ~np.isnan(figures.mean),
        Basis.BOUND_ONLY: figures.coded,
    }
    return np.select(list(cases.values()), list(cases), Basis.NO_FIGURES).astype(np.int8)


def has_range(figures: Figures) -> NDArray[np.bool_]:
    """Return the rows whose range is used: both ends given, and no percentile but a median."""
    others = (figures.known & (figures.shares != 0.5)).any(axis=1) | figures.coded
    return np.asarray(~np.isnan(figures.low + figures.high) & ~others)


def with_ranges(figures: Figures, covers: float) -> Figures:
    """Return ``figures`` with printed ranges as percentiles that hold ``covers`` between them.

    A range that holds 80 % of the workers runs from p10 to p90.
    """
    rows = has_range(figures)
    if not rows.any():
        return figures
    ends = np.round([(1 - covers) / 2, (1 + covers) / 2], 9)
    shares = np.union1d(figures.shares, ends)
    quantiles, floors = (np.full((len(rows), len(shares)), np.nan) for _ in range(2))
    old = np.searchsorted(shares, figures.shares)
    quantiles[:, old], floors[:, old] = figures.quantiles, figures.floors
    for end, wages in zip(ends, (figures.low, figures.high), strict=True):
        quantiles[rows, np.searchsorted(shares, end)] = wages[rows]
    return replace(figures, shares=shares, quantiles=quantiles, floors=floors)


def reach(figures: Figures) -> Floats:
    """Return the lowest and highest published share of each row (n, 2); NaN where none is."""
    places = np.where(figures.known, figures.shares, np.nan)
    return np.stack([np.fmin.reduce(places, axis=1), np.fmax.reduce(places, axis=1)], axis=1)


def shown(figures: Figures, *, spread: bool, covers: bool) -> Floats:
    """Return the lowest and highest share (n, 2) at which a row is a curve; NaN if nowhere.

    A row with a top code is a curve up to its last percentile; one that rests on an assumption,
    only at the percentile that was published. ``spread`` and ``covers`` say whether the caller
    stated what would otherwise be assumed.
    """
    rests, ends = basis(figures), reach(figures)
    limits = np.tile([0.0, 1.0], (len(rests), 1))
    limits[figures.coded, 1] = ends[figures.coded, 1]
    none = [Basis.NO_FIGURES, Basis.BOUND_ONLY]
    none += [] if spread else [Basis.SPREAD_ASSUMED]
    none += [] if covers else [Basis.RANGE_ASSUMED]
    assumed = np.isin(rests, none)
    limits[assumed] = ends[assumed]
    return limits
