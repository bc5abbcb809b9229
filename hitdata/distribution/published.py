"""What was published about each wage: from rows of the tidy table to arrays, checked once.

The tidy table has a row per published number. `points` gathers those of one wage, which the rest
of the key tells apart: who published it, when, for which occupation, area, industry, in which
unit. Its frame has a row per wage (or whatever one curve stands for) and a column per statistic:

- ``p10``, ``p25``, ``p50``, ``p75``, ``p90`` or any other percentile such as ``p95``;
- ``p90_threshold`` beside a percentile: that percentile is top-coded, its wage is at or above
  the threshold, and ``p90`` itself is missing;
- ``mean``; ``low`` and ``high``, the ends of a printed range.

`read` takes such a frame, from `points` or from anywhere else, into arrays. Missing figures are
NaN. All of a row are in one unit, dollars or cents, a year or an hour; rows may differ. Other
columns are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hitdata.errors import InvalidFigure
from hitdata.table.schema import KEY

__all__ = ["THRESHOLD", "Floats", "Published", "percentiles", "points", "precision", "read"]

#: An array of numbers.
Floats: TypeAlias = NDArray[np.float64]

#: Ending of the column that bounds a top-coded percentile.
THRESHOLD = "_threshold"

#: Percentiles that every curve is drawn on, published or not.
_USUAL = ("p10", "p25", "p50", "p75", "p90")

#: Columns that are no percentile.
_OTHERS = ("mean", "low", "high")

#: Statistics that say something about the curve. ``average`` may be a mean or a median: it does
#: not.
_STATISTICS = (*_USUAL, *_OTHERS)

#: Ranges of a whole occupation; a range for beginners or seniors is a wage of its own.
_WHOLE = ("typical", "most")

#: Columns of the key that tell the figures of one wage apart.
_WITHIN = ("statistic", "error_of", "measure")

#: Name of a percentile: p10, p99.5, but not p0.
_PERCENTILE = re.compile(r"p(?:[1-9]\d?|0(?=\.\d*[1-9]))(?:\.\d+)?")


def points(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the wages of the tidy table, a row per wage, as `hitdata.distribution.fit` takes them.

    The index has those columns of the key that the table has. A percentile that is top-coded, or
    printed as "or more", becomes its threshold, ``p90_threshold``. What is not released, not
    applicable or only a bound of something else is NaN; a wage of which nothing is known keeps
    its row. What a guide prints twice counts once.

    Raises `InvalidFigure` where one statistic of a wage has two values.

    >>> table = pd.DataFrame({
    ...     "soc": ["29-1141"] * 3, "unit": ["USD/year"] * 3, "measure": ["wage"] * 3,
    ...     "statistic": ["p50", "p90", "mean"], "value": [93_600, np.nan, 98_430],
    ...     "status": ["normal", "top-coded", "normal"], "threshold": [np.nan, 135_320, np.nan]})
    >>> points(table).loc[("29-1141", "USD/year")].to_dict()
    {'p50': 93600.0, 'mean': 98430.0, 'p90_threshold': 135320.0}
    """
    wages = figures[figures["measure"].eq("wage") & figures["statistic"].isin(_STATISTICS)]
    key = wages[[c for c in KEY if c in wages and c not in _WITHIN]].copy()
    if "range_kind" in key:
        key["range_kind"] = key["range_kind"].mask(key["range_kind"].isin(_WHOLE))
    key = key.dropna(axis="columns", how="all") if len(key) else key
    number = key.groupby(list(key), dropna=False, sort=False).ngroup()
    cells = _cells(wages).assign(wage=number).drop_duplicates()
    if (twins := cells.duplicated(["wage", "statistic"])).any():
        row = int(np.argmax(twins))
        what = key.loc[cells.index[row]].dropna().to_dict()
        raise InvalidFigure(f"{cells['statistic'].iloc[row]} is given twice for {what}")
    columns = [s + end for end in ("", THRESHOLD) for s in _STATISTICS]
    rows = pd.MultiIndex.from_frame(key[~number.duplicated()])
    table = cells.pivot(index="wage", columns="statistic", values="value")
    table = table.reindex(index=range(len(rows)), columns=[c for c in columns if c in table])
    return table.set_axis(rows)


def precision(figures: pd.DataFrame) -> pd.Series:
    """Return the relative standard error of the mean, in percent, of each wage in `points`.

    The index and order are those of `points`; NaN where none is published. The same error belongs
    to pay per hour and per year.

    >>> from hitdata import load
    >>> rows = load(source="OEWS", release="2024-05", soc="29-2072", area="US",
    ...             industry="cross-industry")
    >>> precision(rows).droplevel([name for name in points(rows).index.names if name != "unit"])
    unit
    USD/hour    0.6
    USD/year    0.6
    Name: rse, dtype: float64
    """
    wages = points(figures).index.to_frame(index=False)
    keys = [name for name in wages if name != "unit"]
    rse = figures["statistic"].eq("rse") & figures["measure"].eq("wage")
    if "error_of" in figures:
        rse &= figures["error_of"].eq("mean")
    errors = figures.loc[rse, [*keys, "value"]].drop_duplicates()
    found = wages.merge(errors, on=keys, how="left", validate="many_to_one")["value"]
    return found.set_axis(pd.MultiIndex.from_frame(wages)).rename("rse")


@dataclass(frozen=True, eq=False)
class Published:
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

    def kinds(self) -> Iterator[NDArray[np.intp]]:
        """Yield rows that have the same percentiles, a mean or none, and a top code or none."""
        has = np.column_stack([self.known, ~np.isnan(self.mean), self.coded])
        pattern = has @ (1 << np.arange(has.shape[1]))
        for kind in np.unique(pattern):
            yield np.flatnonzero(pattern == kind)

    def rows(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> Published:
        """Return the figures of some of the rows."""
        parts = (self.quantiles, self.floors, self.mean, self.low, self.high)
        return Published(self.index[which], self.shares, *(part[which] for part in parts))


def read(frame: pd.DataFrame) -> Published:
    """Return the figures of ``frame``, or raise `InvalidFigure` for the first that cannot be.

    Refused are wages that are zero, negative or infinite, percentiles that fall, a percentile
    that is both a number and top-coded, and a number above a top-coded percentile.
    """
    if not percentiles(frame.columns) and not {*_OTHERS} & {*frame.columns}:
        raise InvalidFigure(
            f"no column holds a figure; expected some of {', '.join(_USUAL)}, p90{THRESHOLD}, "
            f"{', '.join(_OTHERS)}; found {', '.join(map(str, frame.columns))}"
        )
    shares = percentiles([*frame.columns, *_USUAL])
    names = list(shares)
    published = Published(
        frame.index,
        np.array(list(shares.values())),
        _columns(frame, names),
        _columns(frame, [name + THRESHOLD for name in names]),
        *_columns(frame, _OTHERS).T,
    )
    _check_order(published, names)
    return published


def percentiles(columns: Iterable[object]) -> dict[str, float]:
    """Return the percentiles that ``columns`` name, alone or by a threshold, with their shares.

    >>> percentiles(["soc", "p90_threshold", "p10", "mean"])
    {'p10': 0.1, 'p90': 0.9}
    """
    stems = {str(column).removesuffix(THRESHOLD) for column in columns}
    shares = {stem: float(stem[1:]) / 100 for stem in stems if _PERCENTILE.fullmatch(stem)}
    return dict(sorted(shares.items(), key=lambda item: item[1]))


def _cells(wages: pd.DataFrame) -> pd.DataFrame:
    """Return what is printed as a number, then what as a bound: columns statistic and value."""
    statistic, normal = wages["statistic"], wages["status"].eq("normal")
    bound = wages.get("bound", pd.Series("=", wages.index))
    threshold = wages.get("threshold", pd.Series(np.nan, wages.index))
    or_more = normal & bound.eq(">=")
    coded = (or_more | wages["status"].eq("top-coded")) & statistic.str.fullmatch(r"p\d+")
    numbers = pd.DataFrame({"statistic": statistic, "value": wages["value"]})
    bounds = pd.DataFrame(
        {"statistic": statistic + THRESHOLD, "value": threshold.mask(or_more, wages["value"])}
    )
    return pd.concat([numbers[normal & ~bound.isin([">=", "<="])], bounds[coded]])


def _columns(frame: pd.DataFrame, names: Iterable[str]) -> Floats:
    """Return columns as floats (n, k), NaN where the frame lacks one; wages are above zero."""
    missing = pd.Series(np.nan, frame.index)
    array = np.column_stack([_numbers(frame.get(name, missing)) for name in names])
    if (wrong := ~np.isnan(array) & ~((array > 0) & np.isfinite(array))).any():
        row, column = np.argwhere(wrong)[0]
        raise InvalidFigure(
            f"row {frame.index[row]!r}: {[*names][column]} is {array[row, column]:,g}; expected a "
            "wage above zero, or NaN if there is none"
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


def _check_order(published: Published, names: list[str]) -> None:
    """Refuse the first row whose percentiles, top codes or range contradict each other."""
    quantiles, known, coded = published.quantiles, published.known, ~np.isnan(published.floors)
    highest = np.maximum.accumulate(np.where(known, quantiles, -np.inf), axis=1)
    for wrong, beside in (
        (known & (quantiles < highest), "a percentile below it"),
        (known & coded, f"a {THRESHOLD[1:]} as well, which is for a missing value"),
        (known & np.logical_or.accumulate(coded, axis=1), "a lower percentile that is top-coded"),
    ):
        if wrong.any():
            row, column = np.argwhere(wrong)[0]
            wages = zip(names, quantiles[row], strict=True)
            found = ", ".join(f"{name} {wage:,g}" for name, wage in wages if not np.isnan(wage))
            raise InvalidFigure(
                f"row {published.index[row]!r}: {names[column]} stands beside {beside}; "
                f"percentiles must not fall and only the highest may be top-coded; found {found}"
            )
    low, high, median = published.low, published.high, quantiles[:, published.shares == 0.5][:, 0]
    if (wrong := (low > np.fmin(median, high)) | (median > high)).any():
        row = int(np.argmax(wrong))
        raise InvalidFigure(
            f"row {published.index[row]!r}: low is {low[row]:,g}, high {high[row]:,g}, p50 "
            f"{median[row]:,g}; expected a range that rises and holds the median"
        )
