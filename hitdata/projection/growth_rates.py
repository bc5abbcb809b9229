"""Growth: the figures of each projection in one line, and the compound annual rate they give.

The tidy table has a row per figure; base employment, projected employment, the change in jobs and
in percent, and openings of one occupation in one round are six rows. A guide states fewer: often
a percent alone. Here they become one line again, still knowing where each was printed and how
finely.

A projection states its growth up to twice: as a percent, and as jobs in two years. Each leaves an
interval of rates (`hitdata.normalize.rates`); the rate lies in both. Where the two intervals
have nothing in common, a figure was misread or misprinted, and that is an error. A percent
without a base year or a horizon has no rate: "10.7 percent by 2028" is 1.0 percent a year from
2018 and 2.1 from 2023.
"""

from __future__ import annotations

import re
import warnings

import numpy as np
import pandas as pd

from hitdata.data.bundled import NothingFound
from hitdata.errors import InvalidFigure, UnknownValue
from hitdata.normalize.rates import (
    equivalent,
    intersection,
    jobs_interval,
    percent_interval,
    rate_of_jobs,
    rate_of_percent,
    step_of,
)

__all__ = ["COLUMNS", "ROLES", "equivalents", "growth", "lines"]

#: Columns of `growth`, which says what each means.
COLUMNS = [
    "publisher", "source", "release", "origin", "quoted_by", "place", "occupation", "soc",
    "soc_system", "soc_match", "base_year", "projected_year", "years", "base_employment",
    "projected_employment", "employment_change", "employment_change_percent",
    "compound_annual_rate", "rate_low", "rate_high", "reason", "window", "equivalent",
    "equivalent_low", "equivalent_high", "openings", "openings_ten_years", "openings_per_1000",
    "wage_year", "note", "file", "figure_ids",
]  # fmt: skip

#: What the figures of one line have in common; a guide may say the same on several lines.
KEY = (
    "publisher", "source", "release", "origin", "quoted_by", "place", "occupation", "soc",
    "soc_system", "level", "area", "base_year", "projected_year", "file",
)  # fmt: skip

#: Parts that figures play in a line; each is a column of `COLUMNS`.
ROLES = ("base_employment", "projected_employment", "employment_change",
         "employment_change_percent", "openings", "openings_ten_years")  # fmt: skip

#: What EP prints its figures to. The text alone misleads: a workbook stores 29 for 29.0, and a
#: download saved again in a spreadsheet has 1,579.80 for 1,579.8.
EP_STEPS = {"jobs": 100.0, "percent": 0.1}


def growth(figures: pd.DataFrame, *, window: float | str | None = None) -> pd.DataFrame:
    """Return a row per projection in ``figures``: its rate, and what it amounts to in ``window``.

    ``window`` is in years (5, "5y"); None takes each projection's own horizon.

    Columns: publisher, source, release (the round), origin, quoted_by, occupation, soc, soc_system,
    soc_match, base_year, projected_year, note and file as in the tidy table; place, the line of the
    guide; years, projected less base year; base_employment, projected_employment and
    employment_change, in jobs; employment_change_percent, as printed, of base employment;
    compound_annual_rate, with rate_low and rate_high, the least and the most that rounding leaves,
    in percent a year; reason, why there is no rate (missing where there is one); window, in years;
    equivalent, equivalent_low and equivalent_high, the change over the window at these rates, in
    percent; openings, annual average, in jobs (rounds from 2016-26 on), and openings_ten_years, an
    older concept (until 2014-24); openings_per_1000, annual openings per 1,000 base jobs;
    wage_year, the year of the wage printed beside the projection; figure_ids, identifiers of the
    figures used, separated by blanks.

    The interval is what rounding leaves and nothing more; how far earlier ones missed is
    for `hitdata.projection.fan` to say.

    Raises `InvalidFigure` where the printed percent and the printed jobs of one projection
    leave no rate in common, naming the row. Source of the rates: the figures given; nothing else.

    >>> import hitdata
    >>> table = growth(hitdata.load(soc="29-9021", release="2022-32", quoted=False), window=5)
    >>> table[["employment_change_percent", "compound_annual_rate", "equivalent"]].round(2).values
    array([[16.5 ,  1.54,  7.94]])
    """
    table, window = lines(figures), _years(window)
    if table.empty and len(figures):
        told = (
            f"none of these {len(figures):,} figures is of a projection; load(source='EP') has some"
        )
        warnings.warn(told, NothingFound, stacklevel=2)
    table["years"] = (table["projected_year"] - table["base_year"]).astype("Int64")
    table = table.assign(**_rates(table))
    spans = table["years"] if window is None else pd.Series(window, index=table.index)
    base, change = table["base_employment"], table["employment_change"]
    table = table.assign(
        reason=_reasons(table),
        window=spans.astype("Float64"),
        **equivalents(table, spans),
        employment_change=change.fillna(table["projected_employment"] - base),
        openings_per_1000=table["openings"] / base.where(base > 0) * 1000,
    )
    return table[COLUMNS]


def equivalents(table: pd.DataFrame, window: pd.Series | float) -> dict[str, pd.Series]:
    """Return what the rates of ``table`` amount to over a window, and what rounding leaves."""
    rates = {"equivalent": "compound_annual_rate", "equivalent_low": "rate_low",
             "equivalent_high": "rate_high"}  # fmt: skip
    return {name: equivalent(table[rate], window) for name, rate in rates.items()}


def lines(figures: pd.DataFrame) -> pd.DataFrame:
    """Return a row per projection: its key, its figures, their steps and their identifiers.

    Figures that are not part of a projection (wages, the employment of other products) are left
    out. For each of `ROLES` there is a column with the value, one with ``_step`` (the unit of the
    last printed digit) and one with ``_bound``; ``wage_year`` is the year of the wage printed
    beside the projection; ``figure_ids`` holds the identifiers, separated by blanks.
    """
    # the line of the guide; a publisher's own cells are told apart by the other keys
    place = figures["locator"].where(figures["quoted_by"].notna())
    parts = figures.assign(role=_roles(figures), place=place)
    wages = parts["projected_year"].notna() & parts["measure"].eq("wage")
    parts = parts[parts["role"].notna() | wages].assign(step=_steps)
    # the wage beside a projection is OEWS's, the line it stands in is not
    parts["origin"] = parts["origin"].where(parts["role"].notna())
    parts["line"] = parts.groupby(list(KEY), dropna=False, sort=False).ngroup()
    stated = parts[parts["role"].notna()]
    _refuse_twins(stated)
    table = stated.drop_duplicates("line").set_index("line")[[*KEY, "soc_match", "note"]]
    for role in ROLES:
        one = stated[stated["role"] == role].set_index("line")
        table[role] = one["value"]
        table[f"{role}_step"] = one["step"]
        table[f"{role}_bound"] = one["bound"]
    beside = parts[parts["role"].isna()]
    table["wage_year"] = beside.set_index("line")["period"].str[:4].astype("Int64")
    table["figure_ids"] = stated.groupby("line")["figure_id"].agg(" ".join)
    return table.reset_index(drop=True)


def _years(window: float | str | None) -> float | None:
    """Return a window as a number of years."""
    said = re.fullmatch(r"\s*([\d.]+)\s*(y|yr|yrs|years?)?\s*", str(window))
    if window is not None and said is None:
        raise UnknownValue(f"window={window!r} is not a number of years; expected one such as 5")
    return float(said[1]) if said else None


def _roles(figures: pd.DataFrame) -> pd.Series:
    """Return the part that each figure plays in its projection, missing where it plays none."""
    what = figures["measure"] + ", " + figures["statistic"]
    roles = what.map({
        "employment change, total": "employment_change",
        "employment change, percent": "employment_change_percent",
        "openings, total": "openings",
        "openings, ten-year total, total": "openings_ten_years",
    }).astype("str")  # fmt: skip
    jobs = figures["measure"].eq("employment") & figures["projected_year"].notna()
    year = pd.to_numeric(figures["period"].str[:4]).astype("Int64")
    for when in ("projected", "base"):
        told = year.eq(figures[f"{when}_year"]).fillna(False)
        roles = roles.mask(jobs & told, f"{when}_employment")
    return roles


def _steps(parts: pd.DataFrame) -> pd.Series:
    percent = parts["unit"].eq("percent")
    text = step_of(parts["printed"]).where(percent, step_of(parts["printed"], zeros_count=False))
    own = parts["source"].eq("EP") & parts["quoted_by"].isna()
    return text.mask(own, parts["unit"].map(EP_STEPS))


def _refuse_twins(stated: pd.DataFrame) -> None:
    twins = stated[stated.duplicated(["line", "role"], keep=False)]
    if len(twins):
        first = twins.iloc[0]
        raise InvalidFigure(
            f"{first['figure_id']!r} ({first['file']}, {first['locator']}): {first['role']} is "
            "stated twice for one projection; expected once"
        )


def _rates(table: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the rate and its interval; the point is that of the tighter statement."""
    # a percent printed as "more than" bounds the rate on one side and is not a statement of it
    stated = table["employment_change_percent_bound"].isin(["=", "~"])
    percent = table["employment_change_percent"].where(stated)
    base, projected = table["base_employment"], table["projected_employment"]
    years = table["years"]
    steps = table[["base_employment_step", "projected_employment_step"]].max(axis=1)
    by_percent = percent_interval(percent, years, step=table["employment_change_percent_step"])
    by_jobs = jobs_interval(base, projected, years, step=steps)
    low, high = intersection(by_percent, by_jobs)
    if (empty := low > high + 1e-9).any():  # less than that, arithmetic alone can cause
        ends = [[end[empty].iloc[0] for end in interval] for interval in (by_percent, by_jobs)]
        raise InvalidFigure(_contradiction(table[empty], *ends))
    tighter = ~((by_jobs[1] - by_jobs[0]) < (by_percent[1] - by_percent[0]))
    points = rate_of_percent(percent, years), rate_of_jobs(base, projected, years)
    point = points[0].where(tighter & points[0].notna(), points[1]).fillna(points[0])
    return {
        "compound_annual_rate": point.clip(low, high),
        "rate_low": low.where(point.notna()),
        "rate_high": high.where(point.notna()),
    }


def _contradiction(table: pd.DataFrame, by_percent: list[float], by_jobs: list[float]) -> str:
    row = table.iloc[0]
    return (
        f"{len(table)} projections contradict themselves, the first {row['figure_ids']} "
        f"({row['file']}, {row['soc']} {row['occupation']}): "
        f"{row['employment_change_percent']:g} percent means {by_percent[0]:.3f} to "
        f"{by_percent[1]:.3f} percent a year, {row['base_employment']:,.0f} and "
        f"{row['projected_employment']:,.0f} jobs mean {by_jobs[0]:.3f} to {by_jobs[1]:.3f}; "
        "expected intervals that overlap"
    )


def _reasons(table: pd.DataFrame) -> pd.Series:
    """Return why a row has no rate, the first reason that holds."""
    base, projected = table["base_year"].isna(), table["projected_year"].isna()
    reasons = {
        "": table["compound_annual_rate"].notna(),
        "neither base nor projected year is stated": base & projected,
        "the base year is not stated": base,
        "the projected year is not stated": projected,
        "base employment is zero": table["base_employment"].eq(0),
        "the percent is printed as a bound":
            table["employment_change_percent_bound"].isin([">=", "<="]),
    }  # fmt: skip
    others = "neither a percent nor jobs in both years are stated"
    found = np.select(list(reasons.values()), list(reasons), default=others)
    return pd.Series(found, index=table.index, dtype="str").replace("", None)
