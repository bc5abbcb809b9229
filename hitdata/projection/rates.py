"""Growth: the compound annual rate of every projection, and what it amounts to.

A projection states its growth up to twice: as a percent, and as two levels. Each leaves an
interval of rates (`hitdata.normalize.horizon`); the rate lies in both. Where the two intervals
have nothing in common, a figure was misread or misprinted, and that is an error. A percent
without a base year or a horizon has no rate: "10.7 percent by 2028" is 1.0 percent a year from
2018 and 2.1 from 2023.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from hitdata.errors import InvalidFigure
from hitdata.normalize.horizon import (
    equivalent,
    intersection,
    levels_interval,
    percent_interval,
    rate_of_levels,
    rate_of_percent,
)
from hitdata.projection.lines import lines

__all__ = ["COLUMNS", "growth"]

#: Column -> meaning and unit.
COLUMNS = {
    "publisher": "the body that published the projection, or the guide that states it",
    "source": "the product",
    "release": "the round, such as 2022-32",
    "origin": "whose projection it is when the publisher restates another's",
    "quoted_by": "the guide that prints it; missing for the publisher's own figures",
    "place": "line of the guide",
    "occupation": "occupation as printed",
    "soc": "Standard Occupational Classification code",
    "soc_system": "edition of the classification",
    "soc_match": "how the printed occupation relates to the code",
    "base_year": "first year",
    "projected_year": "last year",
    "years": "projected less base year",
    "base_employment": "jobs",
    "projected_employment": "jobs",
    "employment_change": "projected less base employment, jobs",
    "employment_change_percent": "the same as printed, percent of base employment",
    "compound_annual_rate": "percent a year",
    "rate_low": "lowest rate that rounding leaves, percent a year",
    "rate_high": "highest rate that rounding leaves, percent a year",
    "reason": "why there is no rate; missing where there is one",
    "window": "years of the equivalent",
    "equivalent": "change over the window at the rate, percent",
    "equivalent_low": "the same at rate_low, percent",
    "equivalent_high": "the same at rate_high, percent",
    "openings": "occupational openings, annual average, jobs; rounds from 2016-26 on",
    "openings_ten_years": "openings over ten years, an older concept, jobs; rounds until 2014-24",
    "openings_per_1000": "annual openings per 1,000 base jobs",
    "wage_year": "year of the wage printed beside the projection",
    "note": "what a reader must know of the figure",
    "file": "the original",
    "figure_ids": "identifiers of the figures used, separated by blanks",
}

#: A difference between interval ends that arithmetic alone can cause, percent a year.
_TOLERANCE = 1e-9


def growth(figures: pd.DataFrame, window: float | None = None) -> pd.DataFrame:
    """Return a row per projection in ``figures``: its rate, and what it amounts to in ``window``.

    ``window`` is in years; None takes each projection's own horizon. The columns are those of
    `COLUMNS`. The interval is what rounding leaves and nothing more; how far past projections
    were from what came is `hitdata.projection.fan`'s to say.

    Raises `InvalidFigure` where the printed percent and the printed levels of one projection
    leave no rate in common, naming the row. Source of the rates: the figures given; nothing else.

    >>> import hitdata
    >>> table = growth(hitdata.load(soc="29-9021", release="2022-32", quoted=False), window=5)
    >>> table[["employment_change_percent", "compound_annual_rate", "equivalent"]].round(2).values
    array([[16.5 ,  1.54,  7.94]])
    """
    table = lines(figures)
    years = (table["projected_year"] - table["base_year"]).astype("Int64")
    table = table.assign(years=years, **_rates(table, years))
    table["reason"] = _reasons(table)
    spans = years if window is None else pd.Series(window, index=table.index)
    table["window"] = spans.astype("Float64")
    for name, rate in {
        "equivalent": "compound_annual_rate",
        "equivalent_low": "rate_low",
        "equivalent_high": "rate_high",
    }.items():
        table[name] = equivalent(table[rate], table["window"])
    table["employment_change"] = table["employment_change"].fillna(
        table["projected_employment"] - table["base_employment"]
    )
    table["openings_per_1000"] = _ratio(table["openings"], table["base_employment"]) * 1000
    return table[list(COLUMNS)]


def _rates(table: pd.DataFrame, years: pd.Series) -> dict[str, pd.Series]:
    """Return the rate and its interval; the point is that of the tighter statement."""
    # a percent printed as "more than" bounds the rate on one side and is no statement of it
    stated = table["employment_change_percent_bound"].isin(["=", "~"])
    percent = table["employment_change_percent"].where(stated)
    base, projected = table["base_employment"], table["projected_employment"]
    steps = table[["base_employment_step", "projected_employment_step"]].max(axis=1)
    by_percent = percent_interval(percent, years, step=table["employment_change_percent_step"])
    by_levels = levels_interval(base, projected, years, step=steps)
    low, high = intersection(by_percent, by_levels)
    _refuse_empty(table, by_percent, by_levels)
    tighter = ~((by_levels[1] - by_levels[0]) < (by_percent[1] - by_percent[0]))
    points = rate_of_percent(percent, years), rate_of_levels(base, projected, years)
    point = points[0].where(tighter & points[0].notna(), points[1]).fillna(points[0])
    return {
        "compound_annual_rate": point.clip(low, high),
        "rate_low": low.where(point.notna()),
        "rate_high": high.where(point.notna()),
    }


def _refuse_empty(
    table: pd.DataFrame,
    by_percent: tuple[pd.Series, pd.Series],
    by_levels: tuple[pd.Series, pd.Series],
) -> None:
    low, high = intersection(by_percent, by_levels)
    empty = low > high + _TOLERANCE
    if empty.any():
        at = empty.idxmax()
        row = table.loc[at]
        ends = [f"{part[0][at]:.3f} to {part[1][at]:.3f}" for part in (by_percent, by_levels)]
        raise InvalidFigure(
            f"{empty.sum()} projections contradict themselves, the first {row['figure_ids']} "
            f"({row['file']}, {row['soc']} {row['occupation']}): "
            f"{row['employment_change_percent']:g} percent means {ends[0]} percent a year, "
            f"{row['base_employment']:,.0f} and {row['projected_employment']:,.0f} jobs mean "
            f"{ends[1]}; expected intervals that overlap"
        )


def _reasons(table: pd.DataFrame) -> pd.Series:
    """Return why a row has no rate, the first reason that holds."""
    base, projected = table["base_year"].isna(), table["projected_year"].isna()
    bounded = table["employment_change_percent_bound"].isin([">=", "<="])
    reasons = np.select(
        [
            table["compound_annual_rate"].notna(),
            base & projected,
            base,
            projected,
            table["base_employment"].eq(0),
            bounded,
        ],
        [
            "",
            "neither base nor projected year is stated",
            "the base year is not stated",
            "the projected year is not stated",
            "base employment is zero",
            "the percent is printed as a bound",
        ],
        default="neither a percent nor two levels are stated",
    )
    return pd.Series(reasons, index=table.index, dtype="str").replace("", None)


def _ratio(part: pd.Series, whole: pd.Series) -> pd.Series:
    return part / whole.where(whole > 0)
