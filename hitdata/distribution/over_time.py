"""Wages over the years, in segments: where a line may be drawn, and where it must break.

A line may join published wages of two releases only if both mean the same. It breaks

- where the code changes: the occupation was split, merged or counted anew (`relation`);
- where BLS changed how it estimates wages (`new_method`);
- before and after a release whose percentiles heap, as those of May 2021 do; means go on;
- at a top code: bounds have no value and stand in segments of their own, one for each top code;
- where releases are missing in between.

A break gives all of its reasons, a line that begins late as well. A change of the top code breaks
nothing that lies below it: a wage that is printed as a number was not cut off. OEWS is not made as
a time series: neighboring releases share samples.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import pandas as pd

from hitdata.normalize import deflate, relation, translate
from hitdata.soc import edition_of, group_of
from hitdata.surveys import HEAPED, new_method

__all__ = ["real_wages", "segmented"]

#: What one series has in common; codes may follow one another within it.
_SERIES = ["group", "area", "industry", "unit", "statistic"]

#: Columns of the result, in this order.
_COLUMNS = ["group", "soc", "soc_system", "occupation", "level", "area", "industry", "unit",
            "statistic", "release", "period", "status", "value", "threshold", "real",
            "real_threshold", "dollars_of", "segment", "break_why", "figure_id"]  # fmt: skip

#: Statistics that a line may follow.
_STATISTICS = ("p10", "p25", "p50", "p75", "p90", "mean")


def real_wages(
    figures: pd.DataFrame, *, of: str, prices: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return wages of OEWS over the releases, in dollars ``of`` a month or year, in segments.

    ``figures`` are rows of the tidy table; the result has a row for each published percentile and
    mean. Figures of one series (group, area, industry, unit, statistic) with the same ``segment``
    may be joined. Survey years to 2002 are deflated by the average of the year. ``prices`` is a
    table as `hitdata.prices` returns it.

    Columns: group (of the occupation, as `group_of` has it); soc to threshold as published, in
    dollars of the day; real and real_threshold, the value and the bound of a top-coded figure in
    dollars of one period; dollars_of, that period; segment, the number of the line in its series
    that the figure stands on; break_why, all reasons why it does not go on from the release before,
    empty where it does and in the first release of ``figures``; figure_id, the published figure.

    Raises `NotComparable` for a period without a price index.

    >>> from hitdata import load
    >>> wages = load(source="OEWS", soc=["29-2071", "29-2098", "29-2072"], statistic="p50",
    ...     unit="USD/year", area="US", industry="cross-industry")
    >>> table = real_wages(wages, of="2025-05")
    >>> table.groupby("segment")["release"].agg(["first", "last"]).to_numpy().tolist()
    [['2000', '2018-05'], ['2019-05', '2020-05'], ['2021-05', '2021-05'], ['2022-05', '2025-05']]
    """
    rows = segmented(figures).assign(dollars_of=of)
    for name, nominal in (("real", "value"), ("real_threshold", "threshold")):
        rows[name] = deflate(rows[nominal], rows["period"], of=of, mixed=True, prices=prices)
    return rows[_COLUMNS].reset_index(drop=True)


def segmented(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the published wages of OEWS with their group, ``segment`` and ``break_why``.

    Columns: those of ``figures``, and these as `real_wages` has them; nothing is deflated.

    >>> from hitdata import load
    >>> wages = load(source="OEWS", soc="00-0000", statistic="p50", unit="USD/year", area="US",
    ...     industry="cross-industry", release=["2020-05", "2021-05"])
    >>> segmented(wages)["break_why"].tolist()[1][:45]
    'BLS estimates wages by a model since May 2021'
    """
    rows = _rows(figures).assign(segment=0, break_why="")
    first = rows["release"].min()
    parts = [_broken(part, first) for _, part in rows.groupby(_SERIES, sort=False)]
    return pd.concat(parts or [rows])


def _rows(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the published wages of OEWS, oldest first; a code under two levels counts once."""
    own = figures["source"].eq("OEWS") & figures["quoted_by"].isna()
    wages = figures["measure"].eq("wage") & figures["statistic"].isin(_STATISTICS)
    rows = figures[own & wages].copy()
    rows["group"] = rows["soc"].map(group_of).fillna(rows["soc"])
    rows = rows.sort_values(["period_start", "soc", "level"], kind="stable")
    # "broad" sorts before "detailed": where both carry one code, the detailed line stays
    return rows.drop_duplicates([*_SERIES, "release", "soc"], keep="last")


def _broken(series: pd.DataFrame, first: str) -> pd.DataFrame:
    """Return one series with the segment of each figure and why it begins one."""
    before: list[dict] = []
    rows: list[dict] = []
    for release, each in groupby(series.to_dict("records"), key=itemgetter("release")):
        now = list(each)
        for figure in now:
            segment, figure["break_why"] = _joined(figure, before)
            if not before and release > first:
                figure["break_why"] = _begun(figure)
            figure["segment"] = segment or 1 + max((row["segment"] for row in rows), default=0)
            rows.append(figure)
        before = now
    return series.assign(**{name: [row[name] for row in rows] for name in ("segment", "break_why")})


def _joined(figure: dict, before: list[dict]) -> tuple[int, str]:
    """Return the segment that ``figure`` goes on, or 0 and all reasons why it goes on none."""
    code, changes = (figure["soc"], figure["soc_system"]), []
    for old in before:
        found = relation(old["soc"], old["soc_system"], *code)
        if found.same:
            reason = "; ".join(_breaks(old, figure))
            return 0 if reason else old["segment"], reason
        if found.kind != "none":
            changes.append(f"{old['soc']} to {figure['soc']} is {found.kind}")
    if not before:
        return 0, ""
    old = before[0]
    changes = changes or [f"{figure['soc']} has no figure in {old['release']}"]
    if old["soc_system"] != figure["soc_system"]:
        changes.append(f"{old['soc_system']} gives way to {figure['soc_system']}")
    return 0, "; ".join([*changes, *_breaks(old, figure)])


def _begun(figure: dict) -> str:
    """Return why a series begins after others do: its codes before, and a method that is new."""
    system, release = figure["soc_system"], figure["release"]
    year = f"{int(release[:4]) - 1}{release[4:]}"
    earlier = edition_of("OEWS", year)
    pairs = translate([figure["soc"]], start=system, end=earlier)
    codes = " and ".join(pairs["to"].dropna()) or "no code that is known"
    carried = f"{figure['soc']} of {system} was {codes} in {earlier}" if earlier != system else ""
    gone = f"no figure of {figure['soc']} before {release}"
    return "; ".join(filter(None, (carried or gone, *_method(year, figure))))


def _breaks(old: dict, new: dict) -> Iterator[str]:
    """Yield why two figures are not to be joined, whatever their codes."""
    if int(new["release"][:4]) - int(old["release"][:4]) > 1:
        yield f"no release between {old['release']} and {new['release']}"
    yield from _method(old["release"], new)
    codes = [_top_code(figure) for figure in (old, new)]
    if codes[0] != codes[1]:
        yield f"{codes[0]} in {old['release']}, {codes[1]} in {new['release']}"


def _method(before: str, new: dict) -> Iterator[str]:
    """Yield what changed in how the figures were estimated since the release ``before``."""
    if change := new_method(before, new["release"]):
        yield change
    if new["statistic"] != "mean":
        yield from (HEAPED[name] for name in (before, new["release"]) if name in HEAPED)


def _top_code(figure: dict) -> str:
    """Return what a figure is, as far as a top code goes."""
    if pd.notna(figure["value"]):
        return "a value"
    if pd.isna(figure["threshold"]):
        return str(figure["status"])
    return f"{figure['status']} at ${figure['threshold']:,.0f}"
