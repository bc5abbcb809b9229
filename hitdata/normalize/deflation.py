"""Dollars of one period: wages of different years, in the prices of one month or year.

A wage of 2015 and one of 2024 are counted in different dollars. Dividing by a price index of the
first period and multiplying by that of the second says what the first buys in the second. The
index is CPI-U, all items, US city average, not seasonally adjusted (CUUR0000SA0, 1982-84 = 100).

A month is converted with the months' indexes, a year with the years' averages. An index that was
never published is not filled in: there is none for October 2025. Prices say nothing about how
wages moved; where a figure is wanted for another year, look for one published for it.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from hitdata.data.bundled import prices as bundled_prices
from hitdata.errors import NotComparable
from hitdata.normalize.record import Refusal, Step, opened, take

__all__ = ["deflate", "dollars", "price_ratio"]


def dollars(
    figures: pd.DataFrame,
    *,
    of: str,
    mixed: bool = False,
    errors: Refusal = "raise",
    prices: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return wages in dollars ``of`` a month (2024-05) or a year (2024).

    The result has the columns of `hitdata.normalize.record`; the step names index, periods and the
    last month that the price table holds. ``mixed=True`` allows a month against a year, an
    assumption that the step records. ``prices`` is a table as `hitdata.prices` returns it.

    Raises `NotComparable` for a figure that is no wage, has no value, no reference period, or a
    period without an index. With ``errors="warn"`` such figures are kept, missing, each with its
    reason in ``refused``, and one warning counts them; with ``"ignore"`` without the warning.

    >>> from hitdata import load
    >>> wage = load(figure_id="bls.oews.2023-05.us.29-9021.wage.p50.usd-year")
    >>> real = dollars(wage, of="2024-05")
    >>> round(float(real["normalized"].item()), 2)
    65049.16
    >>> print(real["steps"].item()[0])
    dollars: CPI-U 314.069 (2024-05) / 304.127 (2023-05), prices to 2026-08
    """
    frame = opened(figures)
    index = _index(prices)
    periods = frame["dollars_of"].where(frame["dollars_of"].notna(), "")
    steps = {period: _answer(period, of, index, mixed=mixed) for period in periods.unique()}
    unpriced = _unpriced(frame)
    answers = [why or steps[period] for why, period in zip(unpriced, periods, strict=True)]
    return take(frame, answers, errors=errors)


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
    ``values``. Raises `NotComparable` for a missing period and for one without an index.

    >>> deflate([100.0, 100.0], ["2010", "2020"], of="2020").round(2).tolist()
    [118.69, 100.0]
    """
    index = _index(prices)
    numbers, unique = pd.factorize(np.asarray(periods, dtype=object), use_na_sentinel=False)
    ratios = [_ratio("" if pd.isna(p) else str(p), of, index, mixed=mixed) for p in unique]
    return np.asarray(values, dtype=float) * np.array(ratios, dtype=float)[numbers]


def price_ratio(
    before: str, after: str, *, prices: pd.DataFrame | None = None
) -> tuple[float, Step]:
    """Return index(after) / index(before) and the step that says so; months and years may mix.

    >>> round(price_ratio("2018-05", "2024-05")[0], 4)
    1.2483
    """
    step = _step(before, after, _index(prices), mixed=True)
    return step.factor, step


def _index(prices: pd.DataFrame | None) -> dict[str, float]:
    table = bundled_prices() if prices is None else prices
    return dict(zip(table["period"], table["value"], strict=True))


def _answer(period: str, of: str, index: dict[str, float], *, mixed: bool) -> Step | str | None:
    """Return the step from one period to another, why there is none, or None within one."""
    try:
        step = _step(period, of, index, mixed=mixed)
    except NotComparable as error:
        return str(error)
    return None if period == of else step


def _step(before: str, after: str, index: dict[str, float], *, mixed: bool) -> Step:
    factor = _ratio(before, after, index, mixed=mixed)
    # the index was published after its last month
    latest = max((period for period in index if len(period) == 7), default=max(index))
    return Step(
        kind="dollars",
        says=f"CPI-U {index[after]:.3f} ({after}) / {index[before]:.3f} ({before}), "
        f"prices to {latest}",
        factor=factor,
        column="dollars_of",
        before=before,
        after=after,
        figure_ids=(f"CUUR0000SA0:{before}", f"CUUR0000SA0:{after}"),
        assumptions=("the average of a year stands against a month",)
        if len(before) != len(after)
        else (),
    )


def _ratio(before: str, after: str, index: dict[str, float], *, mixed: bool) -> float:
    """Return how much dearer one period is than another; the error names the ways out."""
    if not before:
        raise NotComparable(
            "has no reference period, so its dollars are of no known year; show it as printed, "
            "or give it a period of your own in the column `dollars_of`"
        )
    for period in (before, after):
        if period not in index:
            raise NotComparable(_missing(period, index))
    if len(before) != len(after) and not mixed:
        raise NotComparable(
            f"is of {before}, and {after} is not of the same kind: convert months to a month and "
            f"years to a year (of='{after[:4] if len(before) == 4 else before[:4] + '-05'}'), or "
            "allow it with mixed=True"
        )
    return index[after] / index[before]


def _missing(period: str, index: dict[str, float]) -> str:
    known = sorted(p for p in index if len(p) == len(period))
    after = bisect(known, period)
    near = " or ".join(known[max(after - 1, 0) : after + 1])
    year = f", or the year {period[:4]}" if period[:4] in index and len(period) == 7 else ""
    never = "; that month was never collected" if period == "2025-10" else ""
    return f"CPI-U has no index for {period!r}{never}; published nearest: {near}{year}"


def _unpriced(frame: pd.DataFrame) -> pd.Series:
    """Return why rows hold nothing that prices apply to; empty where they do."""
    wage = frame["measure"].eq("wage") & frame["normalized_unit"].str.startswith("USD")
    valued = frame["status"].eq("normal") & frame["normalized"].notna()
    missing = "has no value (" + frame["status"] + "), so nothing to convert"
    others = frame["measure"] + " in " + frame["unit"] + "; only wages are counted in dollars"
    return missing.mask(valued, "").where(wage, "is " + others)
