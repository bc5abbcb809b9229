"""Dollars of one period and prices of one place: what a wage buys, then and there.

A wage of 2015 and one of 2024 are counted in different dollars. Dividing by a price index of the
first period and multiplying by that of the second says what the first buys in the second. The
index is CPI-U, all items, US city average, not seasonally adjusted (CUUR0000SA0, 1982-84 = 100).

A month is converted with the months' indexes, a year with the years' averages. An index that was
never published is not filled in: there is none for October 2025. Prices say nothing about how
wages moved; where a figure is wanted for another year, look for one published for it.

A wage of California and one of Alabama buy at different prices. Dividing by BEA's regional price
parity of the state says what it buys at the nation's prices. Parities compare places within a year;
BEA prints them by calendar year, for states and the nation, from 2008 on.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from hitdata.data.bundled import price_parities
from hitdata.data.bundled import prices as bundled_prices
from hitdata.errors import NotComparable
from hitdata.normalize.record import Refusal, Step, opened, take

__all__ = ["deflate", "dollars", "national_prices", "price_ratio"]


def dollars(
    figures: pd.DataFrame,
    *,
    of: str | int,
    mixed: bool = False,
    errors: Refusal = "raise",
    prices: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return wages in dollars ``of`` a month (2024-05, "May 2024") or a year (2024).

    The result has the columns of `hitdata.normalize.record`; the step names index, periods and the
    last month that the price table holds. ``mixed=True`` allows a month against a year, an
    assumption that the step records. ``prices`` is a table as `hitdata.prices` returns it.

    Raises `NotComparable` for a figure that is not a wage, has no value, no reference period, or a
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
    index, of = _index(prices), _named(of)
    periods = frame["dollars_of"].where(frame["dollars_of"].notna(), "")
    steps = {period: _answer(period, of, index, mixed=mixed) for period in periods.unique()}
    unpriced = _unpriced(frame)
    answers = [why or steps[period] for why, period in zip(unpriced, periods, strict=True)]
    return take(frame, answers, errors=errors)


def national_prices(
    figures: pd.DataFrame,
    *,
    year: int | None = None,
    errors: Refusal = "raise",
    parities: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return wages of states at the nation's prices: divided by the state's price parity.

    The result has the columns of `hitdata.normalize.record`; the step names the parity and its
    year. That is the year of the wage or, where BEA has none for it yet, the newest before, which
    the step records as an assumption; ``year`` names another. A wage of the nation stays as it is.
    ``parities`` is a table as `hitdata.price_parities` returns it.

    Raises `NotComparable` for a figure that is not a wage, has no value or reference period, or an
    area without parities, such as a metropolitan one; ``errors`` as in `dollars`.

    >>> from hitdata import load
    >>> wage = load(figure_id="bls.oews.2024-05.ca.29-2072.wage.p50.usd-year")
    >>> at_home = national_prices(wage, year=2023)
    >>> round(float(at_home["normalized"].item()), -1)
    53030.0
    >>> print(at_home["steps"].item()[0])
    national prices: BEA price parity of CA 112.581 (2023), nation 100
    """
    frame = opened(figures)
    table = price_parities() if parities is None else parities
    index = table.set_index(["area", "year"])["value"].to_dict()
    columns = zip(_unpriced(frame), frame["prices_of"], frame["dollars_of"], strict=True)
    answers = [why or _parity(area, period, year, index) for why, area, period in columns]
    return take(frame, answers, errors=errors)


def deflate(
    values: ArrayLike,
    periods: Sequence[str] | pd.Series | NDArray[np.object_],
    *,
    of: str | int,
    mixed: bool = False,
    prices: pd.DataFrame | None = None,
) -> NDArray[np.float64]:
    """Return an array of dollar ``values`` of ``periods`` in dollars ``of`` one period.

    The bare arithmetic of `dollars`, for numbers that are not published figures: shape as
    ``values``. Raises `NotComparable` for a missing period and for one without an index.

    >>> deflate([100.0, 100.0], ["2010", "2020"], of="2020").round(2).tolist()
    [118.69, 100.0]
    """
    index, of = _index(prices), _named(of)
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


def _parity(
    area: str, period: object, year: int | None, index: dict[tuple[str, int], float]
) -> Step | str | None:
    """Return the step to the nation's prices, why there is none, or None in the nation."""
    if area == "US":
        return None
    years = sorted(y for place, y in index if place == area)
    if not years:
        return f"is of {area}; BEA prints price parities of states and the District of Columbia"
    if year is None and pd.isna(period):
        return "has no reference period; name the year of the parities with year="
    wanted = year if year is not None else int(str(period)[:4])
    if wanted < years[0] or (year is not None and wanted not in years):
        return f"wants the price parities of {wanted}; BEA's are of {years[0]} to {years[-1]}"
    of = min(wanted, years[-1])
    parity = index[area, of]
    return Step(
        kind="national prices",
        says=f"BEA price parity of {area} {parity:.3f} ({of}), nation 100",
        factor=100 / parity,
        column="prices_of",
        before=area,
        after="US",
        figure_ids=(f"SARPP:{area}:{of}",),
        assumptions=(f"prices differ between places in {wanted} as in {of}",)
        if of != wanted
        else (),
    )


def _index(prices: pd.DataFrame | None) -> dict[str, float]:
    table = bundled_prices() if prices is None else prices
    return dict(zip(table["period"], table["value"], strict=True))


def _named(period: str | int) -> str:
    """Return a period as the index names it: May 2024 is 2024-05."""
    month = pd.to_datetime(str(period), errors="coerce", format="%B %Y")
    return str(period).strip() if pd.isna(month) else f"{month:%Y-%m}"


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
