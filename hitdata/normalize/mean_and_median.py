"""Statistic: mean and median are two numbers about one distribution, never exchanged.

Wages are skewed: most means lie above their medians, in the family's national OEWS figures by up to
22 percent. Which factor holds for an occupation, only a source that publishes both can say. OEWS
does; its ratio is offered here as a conversion that cites both figures. For OEWS's own figure that
is nothing but the other figure BLS published; for another publisher's figure it is an assumption,
and is recorded.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from hitdata.errors import UnknownValue
from hitdata.normalize.record import Refused, Step, opened, settled, take
from hitdata.tables import load

__all__ = ["EXCHANGED", "statistic"]

#: Statistics that a ratio of published figures can turn into one another.
EXCHANGED = ("mean", "p10", "p25", "p50", "p75", "p90")

#: What two figures share when they are two statistics of one distribution of pay.
SAME = ["source", "release", "soc", "area", "industry", "coverage", "unit"]


def statistic(
    figures: pd.DataFrame,
    *,
    to: str,
    by: str | None = None,
    among: pd.DataFrame | None = None,
    refused: Refused = "raise",
) -> pd.DataFrame:
    """Return wages as another statistic, where BLS publishes both for the occupation.

    OEWS figures take the ratio of their own occupation and release. Any other figure needs
    ``by``, the OEWS release whose national ratio for its SOC code is assumed to hold for it.

    Raises `NotComparable` where that ratio is not published, where a figure has no value, and for
    a statistic that is not known to be a mean or a median (an "average", the end of a range).

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
    answers = list(_answers(frame, oews, to, by))
    taken = [answer if isinstance(answer, Step) else None for answer in answers]
    reasons = [answer if isinstance(answer, str) else "" for answer in answers]
    return settled(take(frame, taken), reasons, refused)


def _answers(
    frame: pd.DataFrame, oews: pd.DataFrame, to: str, by: str | None
) -> Iterator[Step | str | None]:
    """Yield a step, a reason against it, or None where nothing is to be done, row by row."""
    for row in frame.to_dict("records"):
        own = row["source"] == "OEWS" and pd.isna(row["quoted_by"])
        if row["normalized_statistic"] == to:
            yield None
        elif row["status"] != "normal":
            yield f"has no value ({row['status']}), so nothing to convert"
        elif row["normalized_statistic"] not in EXCHANGED:
            yield (
                f"is printed as {row['normalized_statistic']!r}, which is not known to be a mean "
                f"or a median; compare it beside the published {to}, without arithmetic"
            )
        elif not own and by is None:
            yield (
                f"is {row['publisher']}'s {row['normalized_statistic']}; it publishes no {to} "
                "of the same people. Take the other side's published "
                f"{row['normalized_statistic']} instead, or assume BLS's ratio with by='2024-05'"
            )
        else:
            yield _ratio(row, oews, to, None if own else by)


def _ratio(row: dict, oews: pd.DataFrame, to: str, by: str | None) -> Step | str:
    start = str(row["normalized_statistic"])
    key = {name: row[name] for name in SAME}
    if by is not None:
        key = {"release": by, "soc": row["soc"], "area": "US", "industry": "cross-industry",
               "unit": "USD/year"}  # fmt: skip
    rows = oews
    for name, wanted in key.items():
        rows = rows[rows[name].eq(wanted)]
    pair = {name: rows[rows["statistic"].eq(name)].head(1) for name in (start, to)}
    for name, found in pair.items():
        if found.empty:
            return f"OEWS {key['release']} has no {name} of {row['soc']}, so no ratio is known"
    (first, second) = (pair[name].iloc[0] for name in (start, to))
    assumed = f"the ratio of BLS in {by} holds for {row['publisher']}" if by else ""
    return Step(
        kind="statistic",
        says=f"{to} {second['value']:,g} / {start} {first['value']:,g} of {row['soc']}, "
        f"OEWS {key['release']}",
        factor=float(second["value"] / first["value"]),
        column="normalized_statistic",
        before=start,
        after=to,
        figure_ids=(str(first["figure_id"]), str(second["figure_id"])),
        assumptions=(assumed,) if assumed else (),
    )
