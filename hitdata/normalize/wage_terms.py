"""Terms of a wage: per hour or per year, as mean or as median, and what turns one into the other.

BLS computes an annual wage as the hourly wage times 2,080 hours, and back; for occupations that
do not work the whole year (teachers, pilots) it publishes the annual wage only, because nobody
knows their hours. Other publishers' hourly and annual figures come from different people, so one
is never derived from the other unless the hours are stated, which the step then records.

Mean and median are two numbers about one distribution, never exchanged. Wages are skewed: most
means lie above their medians, in the family's national OEWS figures by up to 22 percent. Which
factor holds for an occupation, only a source that publishes both can say. OEWS does; its ratio is
offered here as a conversion that cites both figures. For OEWS's own figure that is nothing but the
other figure BLS published; for another publisher's figure it is an assumption, and is recorded.
"""

from __future__ import annotations

import warnings

import pandas as pd

from hitdata.data.bundled import NothingFound, load
from hitdata.errors import UnknownValue
from hitdata.normalize.record import Refusal, Step, opened, take
from hitdata.surveys import HOURS

__all__ = ["EXCHANGED", "statistic", "wage_interval"]

#: Units of the two intervals.
INTERVALS = ("USD/hour", "USD/year")

#: Statistics that a ratio of published figures can turn into one another.
EXCHANGED = ("mean", "p10", "p25", "p50", "p75", "p90")

#: What the hourly and the annual pay of one occupation share.
OCCUPATION = ["publisher", "source", "release", "soc", "area", "industry"]

#: What two statistics of one distribution of pay share.
DISTRIBUTION = ["source", "release", "soc", "area", "industry", "coverage", "unit"]


def wage_interval(
    figures: pd.DataFrame,
    *,
    to: str = "USD/year",
    hours: float | None = None,
    among: pd.DataFrame | None = None,
    errors: Refusal = "raise",
) -> pd.DataFrame:
    """Return wages per year or per hour, with the step and the hours it took.

    BLS's wages are converted with 2,080 hours. For any other publisher ``hours`` a year must be
    given, which becomes an assumption. ``among`` holds the figures in which annual-only and
    hourly-only occupations are recognized; None stands for the bundled table.

    Raises `NotComparable` for a figure that is not a wage or has no value, for an annual-only
    occupation per hour, an hourly-only one per year, and for another publisher's wage without
    ``hours``. With ``errors="warn"`` such figures are kept, missing, each with its reason in
    ``refused``, and one warning counts them; with ``"ignore"`` without the warning.

    >>> wage = load(figure_id="bls.oews.2024-05.us.29-2072.wage.p50.usd-hour")
    >>> wage_interval(wage)[["value", "normalized", "normalized_unit"]].values.tolist()
    [[24.16, 50252.8, 'USD/year']]
    """
    if to not in INTERVALS:
        raise UnknownValue(f"wage interval {to!r}: expected one of {', '.join(INTERVALS)}")
    frame = opened(figures)
    unpaid: set[tuple] = set()
    if among is None:
        with warnings.catch_warnings(action="ignore", category=NothingFound):
            among = load(status="not applicable")
    for known in (among, frame):
        never = known[known["status"].eq("not applicable") & known["unit"].eq(to)]
        unpaid.update(never[OCCUPATION].itertuples(index=False, name=None))
    columns = [*OCCUPATION, "quoted_by", "unit", "status", "normalized", "normalized_unit"]
    rows = frame[columns].to_dict("records")
    return take(frame, [_turned(row, to, hours, unpaid) for row in rows], errors=errors)


def statistic(
    figures: pd.DataFrame,
    *,
    to: str,
    by: str | None = None,
    among: pd.DataFrame | None = None,
    errors: Refusal = "raise",
) -> pd.DataFrame:
    """Return wages as another statistic, where BLS publishes both for the occupation.

    OEWS figures take the ratio of their own occupation and release. Any other figure needs
    ``by``, the OEWS release whose national ratio for its SOC code is assumed to hold for it.
    ``among`` holds the figures in which ratios are looked up; None stands for the bundled table.

    Raises `NotComparable` where that ratio is not published, where a figure has no value, and for
    a statistic that is not known to be a mean or a median (an "average", the end of a range);
    ``errors`` as in `wage_interval`.

    >>> wage = load(figure_id="bls.oews.2024-05.us.29-2072.wage.mean.usd-year")
    >>> median = statistic(wage, to="p50")
    >>> float(median["normalized"].round(2).item()), median["steps"].item()[0].says
    (50250.0, 'p50 50,250 / mean 55,970 of 29-2072, OEWS 2024-05')
    """
    if to not in EXCHANGED:
        raise UnknownValue(f"statistic {to!r}: expected one of {', '.join(EXCHANGED)}")
    frame = opened(figures)
    among = load(source="OEWS", measure="wage") if among is None else among
    oews = among[among["source"].eq("OEWS") & among["quoted_by"].isna() & among["value"].notna()]
    return take(
        frame, [_exchanged(row, oews, to, by) for row in frame.to_dict("records")], errors=errors
    )


def _turned(row: dict, to: str, hours: float | None, unpaid: set[tuple]) -> Step | str | None:
    """Return the step from one interval to the other, a reason against it, or None within one."""
    unit = row["normalized_unit"]
    if unit == to:
        return None
    own = row["publisher"] == "BLS" and pd.isna(row["quoted_by"])
    if own and tuple(row[name] for name in OCCUPATION) in unpaid:
        where = "annual" if to == "USD/hour" else "hourly"
        return f"BLS publishes {where} pay only for this occupation: its hours a year are unknown"
    if unit not in INTERVALS:
        return f"is in {row['unit']}, which is not a wage"
    if pd.isna(row["normalized"]):
        return f"has no value ({row['status']}), so nothing to convert"
    if hours is None and not own:
        return (
            f"is in {row['unit']}, and its publisher's hours a year are not known ({HOURS:,} are "
            f"BLS's own); state them with hours=, or take a figure published in {to}"
        )
    year = HOURS if hours is None else hours
    return Step(
        kind="wage interval",
        says=f"{unit} {'x' if to == 'USD/year' else '/'} {year:,g} hours a year",
        factor=year if to == "USD/year" else 1 / year,
        column="normalized_unit",
        before=unit,
        after=to,
        assumptions=() if own and year == HOURS else (f"{year:,g} hours a year, not published",),
    )


def _exchanged(row: dict, oews: pd.DataFrame, to: str, by: str | None) -> Step | str | None:
    """Return the step from one statistic to another, a reason against it, or None."""
    start, publisher = str(row["normalized_statistic"]), row["publisher"]
    if start == to:
        return None
    if row["status"] != "normal":
        return f"has no value ({row['status']}), so nothing to convert"
    if start not in EXCHANGED:
        return (
            f"is printed as {start!r}, which is not known to be a mean or a median; compare it "
            f"beside the published {to}, without arithmetic"
        )
    key = {name: row[name] for name in DISTRIBUTION}
    own = row["source"] == "OEWS" and pd.isna(row["quoted_by"])
    if not own:
        if by is None:
            return (
                f"is {publisher}'s {start}; it publishes no {to} of the same people. Take the "
                f"other side's published {start} instead, or assume BLS's ratio with by='2024-05'"
            )
        key = {"release": by, "soc": row["soc"], "area": "US", "industry": "cross-industry",
               "unit": "USD/year"}  # fmt: skip
    found = oews[(oews[list(key)] == pd.Series(key)).all(axis=1)]
    found = found.drop_duplicates("statistic").set_index("statistic")
    for name in (start, to):
        if name not in found.index:
            return f"OEWS {key['release']} has no {name} of {row['soc']}, so no ratio is known"
    (first, second), ids = found.loc[[start, to], "value"], found.loc[[start, to], "figure_id"]
    return Step(
        kind="statistic",
        says=f"{to} {second:,g} / {start} {first:,g} of {row['soc']}, OEWS {key['release']}",
        factor=float(second / first),
        column="normalized_statistic",
        before=start,
        after=to,
        figure_ids=tuple(ids.astype("object")),
        assumptions=() if own else (f"the ratio of BLS in {by} holds for {publisher}",),
    )
