"""Real wages over the years, in segments: where a line may be drawn, and where it must break.

Published percentiles of successive releases are put into dollars of one period, and a line may
join two of them only if both mean the same. It breaks

- where the code changes: the occupation was split, merged or counted anew (`relation`);
- with May 2021, when BLS went over to estimating wages by a model;
- at a top code: bounds have no value and stand in segments of their own, one for each top code;
- where releases are missing in between.

A change of the top code breaks nothing that lies below it: a wage that is printed as a number was
not cut off. OEWS is not made as a time series: neighbouring releases share samples.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import pandas as pd

from hitdata.family import group_of
from hitdata.normalize import deflate, relation

__all__ = ["COLUMNS", "METHODS", "history"]

#: Columns of a history, a row per published figure.
COLUMNS = {
    "group": "group of the occupation in `hitdata.family`",
    "soc": "code in its release",
    "soc_system": "edition of the code",
    "occupation": "title in its release",
    "level": "level of the code",
    "area": "as published",
    "industry": "as published",
    "unit": "as published",
    "statistic": "percentile or mean",
    "release": "edition of OEWS",
    "period": "month of the figure; to 2002 the year",
    "status": "normal, or why there is no value",
    "value": "published wage, nominal",
    "threshold": "bound of a top-coded figure, nominal",
    "real": "the value in dollars of one period",
    "real_threshold": "the bound in dollars of one period",
    "dollars_of": "the period whose dollars they are",
    "segment": "number of the line in its series that the figure stands on",
    "break_why": "why the figure does not go on from the release before; empty where it does",
    "figure_id": "the published figure",
}

#: First release of a method -> what changed.
METHODS = {"2021-05": "BLS estimates wages by a model since May 2021"}

#: What one series has in common; codes may follow one another within it.
_SERIES = ["group", "area", "industry", "unit", "statistic"]

_STATISTICS = ("p10", "p25", "p50", "p75", "p90", "mean")


def history(figures: pd.DataFrame, *, of: str, prices: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return wages of OEWS over the releases, in dollars ``of`` a month or year, in segments.

    ``figures`` are rows of the tidy table; the result has the columns of `COLUMNS`. Figures of
    one series (group, area, industry, unit, statistic) with the same ``segment`` may be joined.
    Survey years to 2002 are deflated by the average of the year.

    >>> from hitdata import load
    >>> wages = load(source="OEWS", soc=["29-2071", "29-2098", "29-2072"], statistic="p50",
    ...     unit="USD/year", area="US", industry="cross-industry")
    >>> table = history(wages, of="2025-05")
    >>> table.groupby("segment")["release"].agg(["first", "last"]).to_numpy().tolist()
    [['2000', '2018-05'], ['2019-05', '2020-05'], ['2021-05', '2025-05']]
    """
    rows = _rows(figures)
    for name, nominal in (("real", "value"), ("real_threshold", "threshold")):
        rows[name] = deflate(rows[nominal], rows["period"], of=of, mixed=True, prices=prices)
    rows["dollars_of"] = of
    parts = [_broken(part) for _, part in rows.groupby(_SERIES, sort=False)]
    joined = pd.concat(parts) if parts else rows.assign(segment=0, break_why="")
    return joined[list(COLUMNS)].reset_index(drop=True)


def _rows(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the published wages of OEWS, oldest first; a code under two levels counts once."""
    own = figures["source"].eq("OEWS") & figures["quoted_by"].isna()
    wages = figures["measure"].eq("wage") & figures["statistic"].isin(_STATISTICS)
    rows = figures[own & wages].copy()
    rows["group"] = rows["soc"].map(group_of).fillna(rows["soc"])
    rows = rows.sort_values(["period_start", "soc", "level"], kind="stable")
    # "broad" sorts before "detailed": where both carry one code, the detailed line stays
    return rows.drop_duplicates([*_SERIES, "release", "soc"], keep="last")


def _broken(series: pd.DataFrame) -> pd.DataFrame:
    """Return one series with the segment of each figure and why it begins one."""
    before: list[dict] = []
    segments: list[int] = []
    reasons: list[str] = []
    for _, release in groupby(series.to_dict("records"), key=itemgetter("release")):
        now = list(release)
        for figure in now:
            earlier, reason = _joined(figure, before)
            figure["segment"] = earlier or 1 + max(segments, default=0)
            segments.append(figure["segment"])
            reasons.append(reason)
        before = now
    return series.assign(segment=segments, break_why=reasons)


def _joined(figure: dict, before: list[dict]) -> tuple[int | None, str]:
    """Return the segment that ``figure`` goes on, or None and why it goes on none."""
    code = figure["soc"], figure["soc_system"]
    kinds = [(old, relation(old["soc"], old["soc_system"], *code)) for old in before]
    for old, found in kinds:
        if found.same:
            reasons = list(_breaks(old, figure))
            return (None, "; ".join(reasons)) if reasons else (old["segment"], "")
    related = [
        f"{old['soc']} to {figure['soc']} is {found.kind}"
        for old, found in kinds
        if found.kind != "none"
    ]
    gone = f"{figure['soc']} has no figure in {before[0]['release']}" if before else ""
    return None, "; ".join(related) or gone


def _breaks(old: dict, new: dict) -> Iterator[str]:
    """Yield why two figures of the same occupation are not to be joined."""
    years = int(new["release"][:4]) - int(old["release"][:4])
    if years > 1:
        yield f"no release between {old['release']} and {new['release']}"
    for first, change in METHODS.items():
        if old["release"] < first <= new["release"]:
            yield change
    codes = [_top_code(figure) for figure in (old, new)]
    if codes[0] != codes[1]:
        yield f"{codes[0]} in {old['release']}, {codes[1]} in {new['release']}"


def _top_code(figure: dict) -> str:
    if pd.notna(figure["value"]):
        return "a value"
    if pd.isna(figure["threshold"]):
        return str(figure["status"])
    return f"{figure['status']} at ${figure['threshold']:,.0f}"
