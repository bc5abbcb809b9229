"""Where a wage lies when no curve says it, and what every number of a curve rests on.

An interval is first of all what the published figures prove, `hitdata.distribution.bounds`.
Where a row rests on an assumption it ends where usual wages end, `hitdata.distribution.usual`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hitdata.distribution.assumptions import Basis, basis, has_range, reach, with_ranges
from hitdata.distribution.bounds import quantile_bounds
from hitdata.distribution.figures import Figures
from hitdata.distribution.normal import Floats
from hitdata.distribution.tails import MEAN
from hitdata.distribution.usual import around_one, beyond_range

__all__ = ["interval", "rests_on", "share_interval", "status"]

#: Steps of the share above a wage, and rows worked on at a time.
_GRID, _ROWS = 1000, 1000


def interval(
    figures: Figures, shares: Floats, spread: float | None, covers: float | None
) -> tuple[Floats, Floats]:
    """Return the lower and upper end of each percentile (n, m); ``shares`` has shape (m,).

    ``spread`` and ``covers`` are None where the caller did not state them.
    """
    low, high = quantile_bounds(with_ranges(figures, covers) if covers else figures, shares)
    rests = basis(figures)
    if spread is None:
        rows = np.flatnonzero(rests == Basis.SPREAD_ASSUMED)
        least, most = around_one(figures.rows(rows), shares)
        low[rows] = np.fmax(low[rows], least)
        high[rows] = np.fmax(low[rows], np.fmin(high[rows], most))
    if covers is None:
        rows = np.flatnonzero(rests == Basis.RANGE_ASSUMED)
        least, most = beyond_range(figures.rows(rows), shares)
        low[rows] = np.fmax(low[rows], least)
        high[rows] = np.fmax(low[rows], np.fmin(high[rows], most))
    return low, high


def share_interval(
    figures: Figures, wages: Floats, spread: float | None, covers: float | None
) -> tuple[Floats, Floats]:
    """Return the least and greatest share (n, m) above each of the ``wages`` (m,).

    Read off the intervals of the percentiles, to a tenth of a percent and on the safe side.
    """
    least, most = (np.empty((len(figures.index), len(wages))) for _ in range(2))
    shares, above = np.arange(1, _GRID) / _GRID, np.arange(_GRID, -1, -1) / _GRID
    for start in range(0, len(least), _ROWS):
        rows = np.arange(start, min(start + _ROWS, len(least)))
        low, high = interval(figures.rows(rows), shares, spread, covers)
        for place, wage in enumerate(wages):
            least[rows, place] = above[1 + (low < wage).sum(axis=1)]
            most[rows, place] = above[(high <= wage).sum(axis=1)]
    return least, most


def rests_on(figures: Figures, shares: Floats) -> NDArray[np.str_]:
    """Return what the wage at each share rests on, in words (n, m)."""
    rests, ends = basis(figures)[:, None], reach(figures)
    first, last = ends[:, :1], ends[:, 1:]
    found = np.array([b.words for b in Basis])[rests]
    curve = rests >= Basis.TWO_POINTS
    found = np.where(curve, "extrapolated", found)
    found = np.where(curve & (shares > first) & (shares < last), "interpolated", found)
    above = figures.coded[:, None] & (rests > Basis.BOUND_ONLY) & ~(shares <= last)
    found = np.where(above, "top-coded", found)
    published = [(figures.known & (figures.shares == s)).any(axis=1) for s in shares]
    return np.where(np.stack(published, axis=1), "published", found)


def status(figures: Figures, outcome: NDArray[np.int8]) -> pd.DataFrame:
    """Return what each curve rests on, as the columns of `WageCurves.status`."""
    first, last = reach(figures).T
    coded = np.where(np.isnan(figures.floors), np.nan, figures.shares)
    return pd.DataFrame(
        {
            "basis": pd.Categorical.from_codes(basis(figures), pd.Index([b.words for b in Basis])),
            "percentiles": figures.known.sum(axis=1),
            "from_share": first,
            "to_share": last,
            "top_coded_from": np.fmin.reduce(coded, axis=1),
            "mean": pd.Categorical.from_codes(outcome, pd.Index(MEAN)),
            "range_used": has_range(figures),
            "tied": _tied(figures),
        },
        index=figures.index,
    )


def _tied(figures: Figures) -> NDArray[np.bool_]:
    """Return the rows in which two published percentiles are equal."""
    wages = np.where(figures.known, figures.quantiles, -np.inf)
    highest = np.maximum.accumulate(wages, axis=1)
    return (figures.known[:, 1:] & (wages[:, 1:] == highest[:, :-1])).any(axis=1)
