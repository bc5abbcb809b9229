"""Wage interval: pay per hour and pay per year, and the hours that lie between them.

BLS computes an annual wage as the hourly wage times 2,080 hours, and back; for occupations that
do not work the whole year (teachers, pilots) it publishes the annual wage only, because nobody
knows their hours. Other publishers' hourly and annual figures come from different people, so one
is never derived from the other unless the hours are stated, which the step then records.
"""

from __future__ import annotations

import pandas as pd

from hitdata.errors import UnknownValue
from hitdata.normalize.record import Refused, Step, opened, settled, take
from hitdata.tables import load

__all__ = ["HOURS", "wage_interval"]

#: Hours of work a year between the hourly and the annual wages of BLS: 52 weeks of 40 hours.
HOURS = 2080

#: Units of the two intervals.
INTERVALS = ("USD/hour", "USD/year")

#: What two rows share when one is the hourly and one the annual pay of the same occupation.
SAME = ["publisher", "source", "release", "soc", "area", "industry"]


def wage_interval(
    figures: pd.DataFrame,
    *,
    to: str = "USD/year",
    hours: float | None = None,
    among: pd.DataFrame | None = None,
    refused: Refused = "raise",
) -> pd.DataFrame:
    """Return wages per year or per hour, with the step and the hours it took.

    BLS's wages are converted with 2,080 hours. For any other publisher ``hours`` a year must be
    given, which becomes an assumption. ``among`` holds the figures in which annual-only and
    hourly-only occupations are recognized; None stands for the bundled table.

    Raises `NotComparable` for a figure that is no wage or has no value, for an annual-only
    occupation per hour, an hourly-only one per year, and for another publisher's wage without
    ``hours``; with ``refused="keep"`` such a figure is kept, missing, with the reason.

    >>> wage = load(figure_id="bls.oews.2024-05.us.29-2072.wage.p50.usd-hour")
    >>> wage_interval(wage)[["value", "normalized", "normalized_unit"]].values.tolist()
    [[24.16, 50252.8, 'USD/year']]
    """
    if to not in INTERVALS:
        raise UnknownValue(f"wage interval {to!r}: expected one of {', '.join(INTERVALS)}")
    frame = opened(figures)
    turned = frame["normalized_unit"].ne(to)
    bls = frame["publisher"].eq("BLS") & frame["quoted_by"].isna()
    reasons = _reasons(frame, to, bls, hours).where(turned, "")
    unpaid = turned & bls & _unpaid(frame, to, among)
    where = "annual" if to == "USD/hour" else "hourly"
    reasons = reasons.mask(
        unpaid, f"BLS publishes {where} pay only for this occupation: its hours a year are unknown"
    )
    taken = [
        _step(unit, to, HOURS if official and hours is None else hours, official) if go else None
        for unit, go, official in zip(
            frame["normalized_unit"], turned & reasons.eq(""), bls, strict=True
        )
    ]
    return settled(take(frame, taken), list(reasons), refused)


def _reasons(frame: pd.DataFrame, to: str, bls: pd.Series, hours: float | None) -> pd.Series:
    reasons = pd.Series("", index=frame.index, dtype="object")
    wage = frame["normalized_unit"].isin(INTERVALS)
    if hours is None:
        reasons = reasons.mask(
            ~bls,
            "is in "
            + frame["unit"]
            + f", and its publisher's hours a year are not known ({HOURS:,} "
            "are BLS's own); state them with hours=, or take a figure published in " + to,
        )
    reasons = reasons.mask(
        frame["normalized"].isna(), "has no value (" + frame["status"] + "), so nothing to convert"
    )
    return reasons.mask(~wage, "is in " + frame["unit"] + ", which is no wage")


def _unpaid(frame: pd.DataFrame, to: str, among: pd.DataFrame | None) -> pd.Series:
    """Tell which rows are of an occupation that BLS never pays by ``to``."""
    parts = [load() if among is None else among, frame]
    columns = [*SAME, "unit", "status"]
    never = pd.concat([p.loc[p["status"].eq("not applicable"), columns] for p in parts])
    never = never[never["unit"].eq(to)]
    keys = set(map(tuple, never[SAME].astype("object").to_numpy()))
    own = [tuple(row) in keys for row in frame[SAME].astype("object").to_numpy()]
    return pd.Series(own, index=frame.index, dtype="bool")


def _step(unit: str, to: str, hours: float | None, official: bool) -> Step:
    assert hours is not None  # noqa: S101 (refused above)
    factor = hours if to == "USD/year" else 1 / hours
    sign = "x" if to == "USD/year" else "/"
    return Step(
        kind="wage interval",
        says=f"{unit} {sign} {hours:,g} hours a year",
        factor=factor,
        column="normalized_unit",
        before=unit,
        after=to,
        assumptions=()
        if official and hours == HOURS
        else (f"{hours:,g} hours a year, not published",),
    )
