"""What was published about each wage, as arrays: the input of every curve, checked once.

A frame of figures has a row per occupation (or per occupation, area and industry: whatever one
curve stands for) and a column per statistic:

- ``p10``, ``p25``, ``p50``, ``p75``, ``p90`` or any other percentile such as ``p95``;
- ``p90_threshold`` beside a percentile: that percentile is top-coded, its wage is at or above
  the threshold, and ``p90`` itself is missing;
- ``mean``; ``low`` and ``high``, the ends of a printed range.

Missing figures are NaN. All of a row are in one unit, dollars or cents, a year or an hour; rows
may differ. Other columns are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hitdata.distribution.normal import Floats
from hitdata.errors import InvalidFigure

__all__ = ["THRESHOLD", "Figures", "percentiles", "read"]

#: Ending of the column that bounds a top-coded percentile.
THRESHOLD = "_threshold"

#: Percentiles that every curve is drawn on, published or not.
_USUAL = ("p10", "p25", "p50", "p75", "p90")

_PERCENTILE = re.compile(r"p(?:[1-9]\d?|0(?=\.\d*[1-9]))(?:\.\d+)?")


@dataclass(frozen=True, eq=False)
class Figures:
    """Published figures of n wages at k percentiles; NaN where a figure is missing.

    ``shares`` has shape (k,), strictly between 0 and 1; ``quantiles`` and ``floors`` (the
    thresholds of top-coded percentiles) have (n, k); ``mean``, ``low`` and ``high`` have (n,).
    """

    index: pd.Index
    shares: Floats
    quantiles: Floats
    floors: Floats
    mean: Floats
    low: Floats
    high: Floats

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which percentiles are numbers; shape (n, k)."""
        return ~np.isnan(self.quantiles)

    @property
    def coded(self) -> NDArray[np.bool_]:
        """Which rows have a top-coded percentile; shape (n,)."""
        return np.asarray(~np.isnan(self.floors).all(axis=1))

    def rows(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> Figures:
        """Return the figures of some of the rows."""
        parts = (self.quantiles, self.floors, self.mean, self.low, self.high)
        return Figures(self.index[which], self.shares, *(part[which] for part in parts))


def read(frame: pd.DataFrame) -> Figures:
    """Return the figures of ``frame``, or raise `InvalidFigure` for the first that cannot be.

    Refused are wages that are zero, negative or infinite, percentiles that fall, a percentile
    that is both a number and top-coded, and a number above a top-coded percentile.
    """
    if not percentiles(frame.columns) and not {"mean", "low", "high"} & set(frame.columns):
        raise InvalidFigure(
            f"no column holds a figure; expected some of {', '.join(_USUAL)}, p90{THRESHOLD}, "
            f"mean, low, high; found {', '.join(map(str, frame.columns))}"
        )
    shares = percentiles([*frame.columns, *_USUAL])
    names = list(shares)
    figures = Figures(
        index=frame.index,
        shares=np.array(list(shares.values())),
        quantiles=_columns(frame, names),
        floors=_columns(frame, [name + THRESHOLD for name in names]),
        **{name: _columns(frame, [name])[:, 0] for name in ("mean", "low", "high")},
    )
    _check_order(figures, names)
    return figures


def percentiles(columns: Iterable[object]) -> dict[str, float]:
    """Return the percentiles that ``columns`` name, alone or by a threshold, with their shares.

    >>> percentiles(["soc", "p90_threshold", "p10", "mean"])
    {'p10': 0.1, 'p90': 0.9}
    """
    stems = {str(column).removesuffix(THRESHOLD) for column in columns}
    shares = {stem: float(stem[1:]) / 100 for stem in stems if _PERCENTILE.fullmatch(stem)}
    return dict(sorted(shares.items(), key=lambda item: item[1]))


def _columns(frame: pd.DataFrame, names: list[str]) -> Floats:
    """Return columns as floats (n, len(names)), NaN where the frame lacks one; wages above 0."""
    array = np.full((len(frame), len(names)), np.nan)
    for place, name in enumerate(names):
        if name in frame:
            array[:, place] = _numbers(frame[name])
    if (wrong := ~np.isnan(array) & ~((array > 0) & np.isfinite(array))).any():
        row, place = np.argwhere(wrong)[0]
        raise InvalidFigure(
            f"row {frame.index[row]!r}: {names[place]} is {array[row, place]:,g}; expected a wage "
            "above zero, or NaN if there is none"
        )
    return array


def _numbers(column: pd.Series) -> Floats:
    try:
        return column.to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise InvalidFigure(
            f"column {column.name}: {error}; expected numbers, with NaN for a missing figure "
            f"and a top code in {column.name}{THRESHOLD}"
        ) from error


def _check_order(figures: Figures, names: list[str]) -> None:
    filled = np.where(figures.known, figures.quantiles, -np.inf)
    highest = np.maximum.accumulate(filled, axis=1)
    _refuse(figures, figures.known & (figures.quantiles < highest), names, "a percentile below it")
    both = figures.known & ~np.isnan(figures.floors)
    _refuse(figures, both, names, f"a {THRESHOLD[1:]} as well, which is for a missing value")
    coded = np.logical_or.accumulate(~np.isnan(figures.floors), axis=1)
    _refuse(figures, figures.known & coded, names, "a lower percentile that is top-coded")
    median = figures.quantiles[:, figures.shares == 0.5][:, 0]
    wrong = (figures.low > np.fmin(median, figures.high)) | (median > figures.high)
    if wrong.any():
        row = int(np.argmax(wrong))
        raise InvalidFigure(
            f"row {figures.index[row]!r}: low is {figures.low[row]:,g}, high "
            f"{figures.high[row]:,g}, p50 {median[row]:,g}; expected a range that rises and holds "
            "the median"
        )


def _refuse(figures: Figures, wrong: NDArray[np.bool_], names: list[str], beside: str) -> None:
    if wrong.any():
        row, place = np.argwhere(wrong)[0]
        shown = ", ".join(
            f"{name} {value:,g}"
            for name, value in zip(names, figures.quantiles[row], strict=True)
            if not np.isnan(value)
        )
        raise InvalidFigure(
            f"row {figures.index[row]!r}: {names[place]} stands beside {beside}; percentiles must "
            f"not fall and only the highest may be top-coded; found {shown}"
        )
