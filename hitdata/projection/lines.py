"""A projection as one line: the figures that state it, side by side.

The tidy table has a row per figure; base employment, projected employment, the change in jobs and
in percent, and openings of one occupation in one round are six rows. A guide states fewer: often
a percent alone. Here they become one row again, still knowing where each was printed and how
finely.
"""

from __future__ import annotations

import pandas as pd

from hitdata.errors import InvalidFigure
from hitdata.normalize.horizon import step_of

__all__ = ["ROLES", "lines"]

#: What the figures of one line have in common; a guide may say the same on several lines.
KEY = (
    "publisher", "source", "release", "origin", "quoted_by", "place", "occupation", "soc",
    "soc_system", "level", "area", "base_year", "projected_year", "file",
)  # fmt: skip

#: Part that a figure plays in a line -> its meaning.
ROLES = {
    "base_employment": "jobs in the base year",
    "projected_employment": "jobs in the projected year",
    "employment_change": "projected less base employment, jobs",
    "employment_change_percent": "the same in percent of base employment",
    "openings": "annual average, growth and separations",
    "openings_ten_years": "ten-year total, growth and replacement needs",
}

#: What EP prints its figures to. The text alone misleads: a workbook stores 29 for 29.0, and a
#: download saved again in a spreadsheet has 1,579.80 for 1,579.8.
EP_STEPS = {"jobs": 100.0, "percent": 0.1}

_MEASURES = {
    ("employment change", "total"): "employment_change",
    ("employment change", "percent"): "employment_change_percent",
    ("openings", "total"): "openings",
    ("openings, ten-year total", "total"): "openings_ten_years",
}


def lines(figures: pd.DataFrame) -> pd.DataFrame:
    """Return a row per projection: its key, its figures, their steps and their identifiers.

    Figures that are no part of a projection (wages, the employment of other products) are left
    out. For each of `ROLES` there is a column with the value, one with ``_step`` (the unit of the
    last printed digit) and one with ``_bound``; ``wage_year`` is the year of the wage printed
    beside the projection; ``figure_ids`` holds the identifiers, separated by blanks.
    """
    parts = figures.assign(role=_roles(figures), place=_place(figures))
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


def _roles(figures: pd.DataFrame) -> pd.Series:
    pairs = pd.Series(
        list(zip(figures["measure"], figures["statistic"], strict=True)),
        index=figures.index,
        dtype="object",
    )
    role = pairs.map(_MEASURES).astype("str")
    level = figures["measure"].eq("employment") & figures["projected_year"].notna()
    year = pd.to_numeric(figures["period"].str[:4]).astype("Int64")
    role = role.mask(
        level & year.eq(figures["projected_year"]).fillna(False), "projected_employment"
    )
    return role.mask(level & year.eq(figures["base_year"]).fillna(False), "base_employment")


def _place(figures: pd.DataFrame) -> pd.Series:
    """Return the line of the guide; a publisher's own cells are told apart by the other keys."""
    return figures["locator"].where(figures["quoted_by"].notna())


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
