"""Dollars of one period: wages of different years, in the prices of one month or year.

A wage of 2015 and one of 2024 are counted in different dollars. Dividing by a price index of the
first period and multiplying by that of the second says what the first buys in the second. The
index is CPI-U, all items, US city average, not seasonally adjusted (CUUR0000SA0, 1982-84 = 100).

A month is converted with the months' indexes, a year with the years' averages. An index that was
never published is not filled in: there is none for October 2025. Prices say nothing about how
wages moved; where a figure is wanted for another year, look for one published for it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from hitdata.errors import NotComparable
from hitdata.normalize.record import Refused, Step, opened, settled, take
from hitdata.tables import prices as bundled_prices

__all__ = ["deflate", "dollars", "price_ratio"]


def dollars(
    figures: pd.DataFrame,
    *,
    of: str,
    mixed: bool = False,
    refused: Refused = "raise",
    prices: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return wages in dollars ``of`` a month (2024-05) or a year (2024).

    The result has the columns of `hitdata.normalize.record`; the step names index, periods and the
    last month that the price table holds. ``mixed=True`` allows a month against a year, an
    assumption that the step records. ``prices`` is a table as `hitdata.prices` returns it.

    Raises `NotComparable` for a figure that is no wage, has no value, no reference period, or a
    period without an index; with ``refused="keep"`` it is kept, missing, with the reason.

    >>> from hitdata import load
    >>> wage = load(figure_id="bls.oews.2023-05.us.29-9021.wage.p50.usd-year")
    >>> real = dollars(wage, of="2024-05")
    >>> round(float(real["normalized"].item()), 2)
    65049.16
    >>> print(real["steps"].item()[0])
    dollars: CPI-U 314.069 (2024-05) / 304.127 (2023-05), prices to 2026-08
    """
    frame = opened(figures)
    table = bundled_prices() if prices is None else prices
    index = _index(table)
    periods = frame["dollars_of"].where(frame["dollars_of"].notna(), "")
    numbers, unique = pd.factorize(periods.to_numpy(dtype=object))
    refusals = [_refusal(str(period), of, index, mixed) for period in unique]
    taken = [
        None if refusals[k] or period == of else _step(str(period), of, index, _vintage(table))
        for k, period in enumerate(unique)
    ]
    reasons = np.array([*refusals, ""], dtype=object)[numbers]
    reasons = np.where(_unpriced(frame) != "", _unpriced(frame), reasons)
    steps: list[Step | None] = [
        None if reason else taken[number] for reason, number in zip(reasons, numbers, strict=True)
    ]
    return settled(take(frame, steps) if any(steps) else frame, list(reasons), refused)


def deflate(
    values: ArrayLike,
    periods: Sequence[str] | pd.Series | NDArray[np.object_],
    *,
    of: str,
    mixed: bool = False,
    prices: pd.DataFrame | None = None,
) -> NDArray[np.float64]:
    """Return an array of dollar ``values`` of ``periods`` in dollars ``of`` one period.

    The bare arithmetic of `dollars`, for numbers that are no published figures: shape as
    ``values``. Raises `NotComparable` for a period without an index.

    >>> deflate([100.0, 100.0], ["2010", "2020"], of="2020").round(2).tolist()
    [118.69, 100.0]
    """
    index = _index(bundled_prices() if prices is None else prices)
    numbers, unique = pd.factorize(np.asarray(periods, dtype=object))
    for period in unique:
        if reason := _refusal(str(period), of, index, mixed):
            raise NotComparable(reason)
    factors = np.array([index[of] / index[str(period)] for period in unique])
    return np.asarray(values, dtype=float) * factors[numbers]


def price_ratio(
    before: str, after: str, *, prices: pd.DataFrame | None = None
) -> tuple[float, Step]:
    """Return index(after) / index(before) and the step that says so; months and years may mix.

    >>> round(price_ratio("2018-05", "2024-05")[0], 4)
    1.2483
    """
    table = bundled_prices() if prices is None else prices
    index = _index(table)
    if reason := _refusal(before, after, index, mixed=True):
        raise NotComparable(reason)
    step = _step(before, after, index, _vintage(table))
    return step.factor, step


def _index(prices: pd.DataFrame) -> dict[str, float]:
    return dict(zip(prices["period"], prices["value"], strict=True))


def _vintage(prices: pd.DataFrame) -> str:
    """Return the last month that a price table holds: the vintage of the index."""
    months = prices["period"][prices["period"].str.len().eq(7)]
    return str(months.max()) if len(months) else str(prices["period"].max())


def _step(before: str, after: str, index: dict[str, float], vintage: str) -> Step:
    mixed = len(before) != len(after)
    return Step(
        kind="dollars",
        says=f"CPI-U {index[after]:.3f} ({after}) / {index[before]:.3f} ({before}), "
        f"prices to {vintage}",
        factor=index[after] / index[before],
        column="dollars_of",
        before=before,
        after=after,
        figure_ids=(f"CUUR0000SA0:{before}", f"CUUR0000SA0:{after}"),
        assumptions=("the average of a year stands against a month",) if mixed else (),
    )


def _refusal(period: str, of: str, index: dict[str, float], mixed: bool) -> str:
    """Return why ``period`` cannot be converted, with the ways out; empty if it can."""
    if not period:
        return (
            "has no reference period, so its dollars are of no known year; show it as printed, "
            "or give it a period of your own in the column `dollars_of`"
        )
    for wanted in (period, of):
        if wanted not in index:
            return _missing(wanted, index)
    if len(period) != len(of) and not mixed:
        return (
            f"is of {period}, and {of} is not of the same kind: convert months to a month and "
            f"years to a year (of='{of[:4] if len(period) == 4 else period[:4] + '-05'}'), or "
            "allow it with mixed=True"
        )
    return ""


def _missing(period: str, index: dict[str, float]) -> str:
    known = sorted(p for p in index if len(p) == len(period))
    before = max((p for p in known if p < period), default=None)
    after = min((p for p in known if p > period), default=None)
    near = " or ".join(p for p in (before, after) if p)
    year = f", or the year {period[:4]}" if period[:4] in index and len(period) == 7 else ""
    never = "; that month was never collected" if period == "2025-10" else ""
    return f"CPI-U has no index for {period!r}{never}; published nearest: {near}{year}"


def _unpriced(frame: pd.DataFrame) -> NDArray[np.object_]:
    """Return why rows hold nothing that prices apply to; empty where they do."""
    wage = frame["measure"].eq("wage") & frame["normalized_unit"].str.startswith("USD")
    reasons = pd.Series("", index=frame.index, dtype="object")
    valued = frame["status"].eq("normal") & frame["normalized"].notna()
    reasons = reasons.mask(~valued, "has no value (" + frame["status"] + "), so nothing to convert")
    other = frame["measure"] + " in " + frame["unit"]
    return reasons.mask(~wage, "is " + other + "; only wages are counted in dollars").to_numpy()
