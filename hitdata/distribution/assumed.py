"""Where a wage lies when no curve says it: what is proved, what is assumed, what a number rests on.

*Proved.* Wages rise with the share below them, so a percentile between two published ones lies
between them, and one above a top-coded one is at or above its threshold. A published mean also
bounds percentiles from above: were the 95th percentile higher than a certain wage, the twentieth
of the workers above it would alone lift the mean beyond what was published.

*Assumed.* One percentile or a mean fixes where wages lie but not how far they spread. A printed
range fixes two wages but not which share of the workers lies between them. What is missing is
taken from OEWS, and from what salary sites say of their ranges. A row that rests on such an
assumption is not a curve, unless the caller states what is missing: the standard deviation of log
wage (``spread``) or the share of the workers inside the range (``covers``). It is an interval that
ends where usual wages end: those of nine in ten occupations of OEWS, each percentile for itself
(national, May 2024 and 2025; among occupations by sector, eight in ten).
"""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri  # type: ignore[import-untyped]

from hitdata.distribution.construction import MEAN
from hitdata.distribution.published import Floats, Published

__all__ = ["RANGE_COVERS", "SPREAD", "Basis", "basis", "interval", "rests_on", "share_interval",
           "shown", "status", "with_ranges"]  # fmt: skip

#: Standard deviation of log wage, measured as log(p90 / p10) / 2.56: the median of the 1,394
#: national wages of OEWS May 2025 (all levels).
SPREAD = 0.33

#: Share of the workers inside a printed range: between the half of p25 to p75 (Glassdoor) and
#: the four fifths of p10 to p90 (Payscale).
RANGE_COVERS = 2 / 3

#: Standard deviations of log wage below and above the median: narrow and wide occupations, and
#: those that are skewed to either side.
_SPREADS = ((0.1, 0.1), (0.6, 0.6), (0.2, 0.45), (0.45, 0.2))

#: Shares of the workers inside a printed range: p25 to p75, and p10 to p90.
_COVERS = (0.5, 0.8)

#: Slope of a tail, in slopes of the line between the ends of the range.
_TAILS = (0.5, 1.8)

#: Steps of the share above a wage, and rows worked on at a time.
_GRID, _ROWS = 1000, 1000


class Basis(IntEnum):
    """What a curve rests on, from nothing to three percentiles and more."""

    NO_FIGURES = 0
    BOUND_ONLY = 1
    SPREAD_ASSUMED = 2
    RANGE_ASSUMED = 3
    TWO_POINTS = 4
    PERCENTILES = 5


#: Each basis as a frame shows it.
_WORDS = [basis.name.lower().replace("_", " ") for basis in Basis]


def basis(published: Published) -> NDArray[np.int8]:
    """Return the `Basis` of each row."""
    points = published.known.sum(axis=1)
    cases = {
        Basis.RANGE_ASSUMED: _has_range(published),
        Basis.PERCENTILES: points >= 3,
        Basis.TWO_POINTS: points == 2,
        Basis.SPREAD_ASSUMED: (points == 1) | ~np.isnan(published.mean),
        Basis.BOUND_ONLY: published.coded,
    }
    return np.select(list(cases.values()), list(cases), Basis.NO_FIGURES).astype(np.int8)


def with_ranges(published: Published, covers: float) -> Published:
    """Return the figures with printed ranges as percentiles that hold ``covers`` between them.

    A range that holds 80 % of the workers runs from p10 to p90.
    """
    rows = _has_range(published)
    if not rows.any():
        return published
    ends = np.round([(1 - covers) / 2, (1 + covers) / 2], 9)
    shares = np.union1d(published.shares, ends)
    quantiles, floors = (np.full((len(rows), len(shares)), np.nan) for _ in range(2))
    old = np.searchsorted(shares, published.shares)
    quantiles[:, old], floors[:, old] = published.quantiles, published.floors
    for end, wages in zip(ends, (published.low, published.high), strict=True):
        quantiles[rows, np.searchsorted(shares, end)] = wages[rows]
    return replace(published, shares=shares, quantiles=quantiles, floors=floors)


def shown(published: Published, spread: float | None, covers: float | None) -> Floats:
    """Return the lowest and highest share (n, 2) at which a row is a curve; NaN if nowhere.

    A row with a top code is a curve up to its last percentile; one that rests on an assumption,
    only at the percentile that was published.
    """
    ends, coded = _reach(published), published.coded
    limits = np.tile([0.0, 1.0], (len(ends), 1))
    limits[coded, 1] = ends[coded, 1]
    none = (Basis.NO_FIGURES, Basis.BOUND_ONLY, *_unstated(spread, covers))
    rows = np.isin(basis(published), none)
    limits[rows] = ends[rows]
    return limits


def interval(
    published: Published, shares: Floats, spread: float | None, covers: float | None
) -> tuple[Floats, Floats]:
    """Return the lower and upper end of each percentile (n, m); ``shares`` has shape (m,)."""
    low, high = _proved(with_ranges(published, covers) if covers else published, shares)
    rests = basis(published)
    usual = {Basis.SPREAD_ASSUMED: _around_one, Basis.RANGE_ASSUMED: _beyond_range}
    for assumed in _unstated(spread, covers):
        rows = np.flatnonzero(rests == assumed)
        least, most = usual[assumed](published.rows(rows), shares)
        low[rows] = np.fmax(low[rows], least)
        high[rows] = np.fmax(low[rows], np.fmin(high[rows], most))
    return low, high


def share_interval(
    published: Published, wages: Floats, spread: float | None, covers: float | None
) -> tuple[Floats, Floats]:
    """Return the least and greatest share (n, m) above each of the ``wages`` (m,).

    Read off the intervals of the percentiles, to a tenth of a percent and on the safe side.
    """
    least, most = (np.empty((len(published.index), len(wages))) for _ in range(2))
    shares, above = np.arange(1, _GRID) / _GRID, np.arange(_GRID, -1, -1) / _GRID
    for start in range(0, len(least), _ROWS):
        rows = np.arange(start, min(start + _ROWS, len(least)))
        low, high = interval(published.rows(rows), shares, spread, covers)
        for column, wage in enumerate(wages):
            least[rows, column] = above[1 + (low < wage).sum(axis=1)]
            most[rows, column] = above[(high <= wage).sum(axis=1)]
    return least, most


def rests_on(published: Published, shares: Floats) -> NDArray[np.str_]:
    """Return what the wage at each share (m,) rests on, in words (n, m)."""
    rests, ends = basis(published)[:, None], _reach(published)
    first, last = ends[:, :1], ends[:, 1:]
    curve, coded = rests >= Basis.TWO_POINTS, published.coded[:, None]
    known = [(published.known & (published.shares == share)).any(axis=1) for share in shares]
    words = {
        "published": np.stack(known, axis=1),
        "top-coded": coded & (rests > Basis.BOUND_ONLY) & ~(shares <= last),
        "interpolated": curve & (shares > first) & (shares < last),
        "extrapolated": curve,
    }
    return np.select(list(words.values()), list(words), np.array(_WORDS)[rests])


def status(published: Published, outcome: NDArray[np.int8]) -> pd.DataFrame:
    """Return what each curve rests on, as the columns of `WageCurves.status`."""
    first, last = _reach(published).T
    coded = np.where(np.isnan(published.floors), np.nan, published.shares)
    wages = np.where(published.known, published.quantiles, -np.inf)
    tied = wages[:, 1:] == np.maximum.accumulate(wages, axis=1)[:, :-1]
    return pd.DataFrame(
        {
            "basis": pd.Categorical.from_codes(basis(published), _WORDS),
            "percentiles": published.known.sum(axis=1),
            "from_share": first,
            "to_share": last,
            "top_coded_from": np.fmin.reduce(coded, axis=1),
            "mean": pd.Categorical.from_codes(outcome, MEAN),
            "range_used": _has_range(published),
            "tied": (published.known[:, 1:] & tied).any(axis=1),
        },
        index=published.index,
    )


def _has_range(published: Published) -> NDArray[np.bool_]:
    """Return the rows whose range is used: both ends given, and no percentile but a median."""
    others = (published.known & (published.shares != 0.5)).any(axis=1) | published.coded
    return np.asarray(~np.isnan(published.low + published.high) & ~others)


def _reach(published: Published) -> Floats:
    """Return the lowest and highest published share of each row (n, 2); NaN where none is."""
    shares = np.where(published.known, published.shares, np.nan)
    return np.stack([np.fmin.reduce(shares, axis=1), np.fmax.reduce(shares, axis=1)], axis=1)


def _unstated(spread: float | None, covers: float | None) -> list[Basis]:
    """Return the rows that rest on an assumption: the caller did not state what they lack."""
    stated = {Basis.SPREAD_ASSUMED: spread, Basis.RANGE_ASSUMED: covers}
    return [rests for rests, value in stated.items() if value is None]


def _proved(published: Published, shares: Floats) -> tuple[Floats, Floats]:
    """Return the least and the greatest wage that each percentile can be; both (n, m).

    Without a mean nothing bounds what lies above the highest percentile: the upper bound is
    infinite there.
    """
    least = np.fmax(published.quantiles, published.floors)
    least = np.fmax.accumulate(np.column_stack([np.zeros(len(least)), least]), axis=1)
    most = np.column_stack([published.quantiles, np.full(len(least), np.inf)])
    most = np.fmin.accumulate(most[:, ::-1], axis=1)[:, ::-1]
    low = least[:, np.searchsorted(published.shares, shares, side="right")]
    high = most[:, np.searchsorted(published.shares, shares, side="left")]
    by_mean = np.stack([_most_by_mean(published, least, share) for share in shares], axis=1)
    return low, np.maximum(low, np.fmin(high, by_mean))


def _most_by_mean(published: Published, least: Floats, share: float) -> Floats:
    """Return the greatest wage (n,) at ``share`` that the mean allows; NaN without a mean.

    Below the share everybody earns the least possible, ``least`` on the stretches between the
    percentiles. Above it the wage x is earned at least as far as the end of a stretch, whichever
    that is, so every end gives a bound on x.
    """
    starts, ends = np.append(0.0, published.shares), np.append(published.shares, 1.0)
    rest = published.mean - least @ np.clip(np.minimum(ends, share) - starts, 0, None)
    bound = np.full(len(rest), np.nan)
    for end in ends[ends > share]:
        above = least @ np.where(starts >= end, ends - starts, 0.0)
        bound = np.fmin(bound, (rest - above) / (end - share))
    return bound


def _around_one(published: Published, shares: Floats) -> tuple[Floats, Floats]:
    """Return the least and greatest usual wages at ``shares`` (m,), given one percentile.

    Where none is given, the mean stands for it. Both are (n, m).
    """
    z, knots = ndtri(shares), ndtri(published.shares)
    family = []
    for below, above in _SPREADS:
        at_knots = np.where(knots < 0, below, above) * knots
        median = np.fmax.reduce(np.log(published.quantiles) - at_knots, axis=1)
        # two half lognormals with median 1 have this mean
        halves = np.exp(below**2 / 2) * ndtr(-below) + np.exp(above**2 / 2) * ndtr(above)
        median = np.where(np.isnan(median), np.log(published.mean / halves), median)
        family.append(median[:, None] + np.where(z < 0, below, above) * z)
    return np.exp(np.min(family, axis=0)), np.exp(np.max(family, axis=0))


def _beyond_range(published: Published, shares: Floats) -> tuple[Floats, Floats]:
    """Return the least and greatest usual wages (n, m) beyond a range; between its ends, these."""
    z = ndtri(shares)
    low, high = np.log(published.low)[:, None], np.log(published.high)[:, None]
    least, most = [], []
    for covers, tail in product(_COVERS, _TAILS):
        end = float(ndtri((1 + covers) / 2))
        slope = tail * (high - low) / (2 * end)
        beyond = np.where(z < 0, low + slope * (z + end), high + slope * (z - end))
        # between its ends a range says nothing but that wages lie there
        least.append(np.where(np.abs(z) < end, low, beyond))
        most.append(np.where(np.abs(z) < end, high, beyond))
    return np.exp(np.min(least, axis=0)), np.exp(np.max(most, axis=0))
