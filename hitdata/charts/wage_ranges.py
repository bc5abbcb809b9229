"""Wage ranges: how far pay is spread inside occupations, and between them.

A median alone hides that the best-paid tenth of one occupation earns more than the median of the
next. Each row shows all that OEWS publishes about a distribution: five percentiles and
the mean, as one row of points.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import across, in_dollars, inches_per_unit, inside, label, note, spread
from hitdata.charts.page import width
from hitdata.charts.rows import Name, rows
from hitdata.charts.selection import ALL, KEYS, OCCUPATIONS, chosen, differing, having, needed
from hitdata.charts.style import FAINT, INK, NOTE, PAPER, QUIET, RIGHT, SOFT, Look, color
from hitdata.charts.words import (
    bounded,
    counted,
    dollars,
    listed,
    row_name,
    terms,
    thousands,
)
from hitdata.errors import unknown
from hitdata.soc import group_of

__all__ = ["POINTS", "by_what", "draw_ranges", "key", "ranked", "told", "wage_ranges"]

#: Percentile -> what the first row calls it.
POINTS = {"p10": "10th", "p25": "25th", "p50": "median", "p75": "75th", "p90": "90th"}

#: Inches over the first row: names of the points, the upper and lower end of the lines to them.
NAMES_OVER, UPPER, LOWER = 0.335, 0.26, 0.135

#: What is drawn: see `wage_ranges`.
WANTED = {"measure": "wage", "unit": "USD/year", "statistic": (*POINTS, "mean")}

#: Codes of the default choice.
DEFAULT = {"source": "OEWS", "soc": (*OCCUPATIONS, ALL)}

#: Codes that stand out unless the caller names others.
DARK = ("29-2072", "29-9021")

#: Column that tells rows apart -> what one of them is.
KINDS = {"soc": "occupations", "area": "areas", "industry": "industries", "release": "releases"}

#: Several of a kind -> one of it.
ONE = {"occupations": "occupation", "areas": "area", "industries": "industry",
       "releases": "release", "rows": "occupation and area"}  # fmt: skip


@chart
def wage_ranges(figures: pd.DataFrame, *, highlight: Collection[str] | None = None) -> Figure:
    """Draw 10th to 90th percentile, middle half, median and mean of annual wages, a row for each.

    Needs annual wages (p10, p25, p50, p75, p90; the mean where there is one) of OEWS: of up to 40
    occupations, areas, industries or releases. The median of all occupations (00-0000) is drawn
    for comparison where the frame has it. Of several releases of several occupations the newest is
    drawn. A frame that holds more, such as the whole table, is narrowed to the United States and
    all industries, and to the twelve codes of health information technology if it has them all.

    ``highlight`` names the codes that stand out. A top-coded percentile is drawn as an open end at
    its threshold.

    >>> from hitdata.data.bundled import load
    >>> wage_ranges(load(area="US", industry="cross-industry")).hitdata.title
    'Five of 12 occupations pay more than twice the overall median'
    """
    found = chosen(figures, "wage_ranges", WANTED, DEFAULT)
    others = {"soc": set(found["soc"]) - {ALL}}
    own = needed(found, "wage_ranges", others) if others["soc"] else found
    overall = having(found, {"soc": ALL, "statistic": "p50"})
    one = overall["value"].item() if len(overall) == 1 and others["soc"] else None
    table = ranked(own)
    dark = (
        [highlight]
        if isinstance(highlight, str)
        else list(DARK if highlight is None else highlight)
    )
    for code in dark if highlight else ():
        if code not in set(table["soc"]):
            raise unknown("highlight", code, table["soc"])
    table["strong"] = table["soc"].isin(dark) | (len(table) == 1)
    said = f"median of all occupations: {dollars(one)}" if one else ""
    caption = _caption(found if one else own, own, table, one)
    return draw_ranges(caption, table, one, said)


def ranked(figures: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each occupation, area, industry and release, the best paid first.

    Columns: those that tell rows apart, the points, ``open`` (whether the top is coded), ``name``
    and ``code``. A top-coded percentile stands at its threshold; rows that lack a percentile are
    left out.
    """
    drawn = figures.assign(at=figures["value"].fillna(figures["threshold"]))
    keys = list(KEYS)
    at = drawn.pivot(index=keys, columns="statistic", values="at")
    table = at.reindex(columns=[*POINTS, "mean"]).dropna(subset=list(POINTS)).reset_index()
    table = table.merge(figures.drop_duplicates(keys)[[*keys, "occupation"]], on=keys)
    coded = figures[figures["value"].isna() & figures["threshold"].notna()]
    which = pd.MultiIndex.from_frame(coded[keys])
    table["open"] = pd.MultiIndex.from_frame(table[keys]).isin(which)
    names = [row_name(row, table) for _, row in table.iterrows()]
    table[["name", "code"]] = pd.DataFrame(names, columns=["name", "code"], index=table.index)
    order = ["release", "name"] if differing(table, ["release"]) else ["p50", "name"]
    down = [False, True] if order[0] == "p50" else [True, True]
    return table.sort_values(order, ascending=down, ignore_index=True, kind="stable")


def by_what(table: pd.DataFrame) -> str:
    """Say what the rows of a table are: occupations, areas, industries, releases or several."""
    differ = differing(table, KINDS)
    return KINDS[differ[0]] if len(differ) == 1 else "rows" if differ else "occupations"


def told(points: pd.Series) -> str:
    """Say median and range of a row.

    >>> told(pd.Series({"p10": 35080, "p50": 48780, "p90": 77810, "open": True}))
    'median $48,780, 10th to 90th percentile $35,080 to $77,810 or more'
    """
    low, middle, high = (dollars(points[point]) for point in ("p10", "p50", "p90"))
    more = " or more" if points.get("open") else ""
    return f"median {middle}, 10th to 90th percentile {low} to {high}{more}"


def key(axes: Axes, row: pd.Series, y: float) -> list[float]:
    """Name the points of a row at ``y``; return where, as names of close points move apart."""
    at = [row[point] for point in POINTS]
    unit = inches_per_unit(axes.xaxis)
    xs = spread(at, [(width(text, NOTE) + 0.09) / unit for text in POINTS.values()])
    for x, text in zip(xs, POINTS.values(), strict=True):
        note(axes, x, y, text, ha="center", masked=True)
    return xs


def draw_ranges(
    caption: Caption,
    table: pd.DataFrame,
    behind: float | None,
    said: str,
) -> Figure:
    """Draw a row for each of ``table`` (as `ranked`, with ``strong``), under names and codes.

    ``behind`` is the wage of the dashed line behind the rows, and ``said`` what it is.
    """
    weights = table["strong"].map({True: "bold", False: "normal"})
    names = [Name(row["name"], row["code"], weight=weights[i]) for i, row in table.iterrows()]
    head = 0.62 if said else 0.46
    made, axes, ys = rows(caption, names, pitch=0.42, right=0.98, head=head)
    table = table.set_axis(ys)
    ends = [table["p10"].min(), table["p90"].max(), *([behind] if behind else [])]
    low, high = min(ends), max(ends)
    # room for the labels at both ends
    wide = across(axes)
    room = max(high - low, 1.0) * 0.62 / (wide - 2 * 0.62)
    axes.set_xlim(low - room, high + room)
    in_dollars(axes.xaxis)
    for y, row in table.iterrows():
        _row(axes, float(y), row)
    means: Look = {"marker": "D", "s": 20, "color": PAPER, "edgecolor": INK, "linewidth": 0.9}
    axes.scatter(table["mean"], table.index, zorder=4, **means)
    first, inch = ys[0], 1 / inches_per_unit(axes.yaxis)
    if behind:
        # behind every row
        top = first - 0.48 * inch
        look: Look = {"color": QUIET, "linewidth": 1, "linestyle": (0, (3, 2)), "zorder": 0.8}
        axes.plot([behind] * 2, [ys[-1] + 0.5, top], **look)
        inside(axes, behind, first - 0.54 * inch, said)
    _key(axes, table.iloc[0], first, inch)
    note(axes, RIGHT, first - NAMES_OVER * inch, "median", ha="right", inches=True)
    return made


def _caption(
    found: pd.DataFrame, own: pd.DataFrame, table: pd.DataFrame, overall: float | None
) -> Caption:
    what, where = by_what(table), terms(own)
    dark = [group_of(code) or code for code in table["soc"][table["strong"]]]
    left_out = len(own.drop_duplicates(list(KEYS))) - len(table)
    family = set(table["soc"]) == set(OCCUPATIONS)
    who = (
        "in occupations that carry health information technology work"
        if family
        else f"by {ONE.get(what, what)}"
    )
    double = counted(int((table["p50"] > 2 * (overall or 0)).sum()))
    title = (
        f"{double.capitalize()} of {counted(len(table))} occupations pay more than twice "
        "the overall median"
    )
    compared = ""
    if overall and what == "occupations":
        below = counted(int((table["p50"] < overall).sum()))
        compared = (f"The medians of {double} are more than twice that of all occupations, "
                    f"{dollars(overall)}; {below} are below it. ")  # fmt: skip
    if not overall or double == "no" or what != "occupations" or len(table) == 1:
        title = _title(table)
    who = f"{who}, " if len(table) > 1 else "of "
    return Caption.of(
        found,
        title=title,
        deck=f"Annual wages {who}{where}, nominal dollars",
        alt=f"Range chart of annual wages of {counted(len(table))} {what}, {where}. {compared}"
        + " ".join(f"{row['name']}: {told(row)}." for _, row in table.iterrows()),
        notes=(
            f"Bold rows: {listed(dark)}." if dark and differing(table, ["soc"]) else "",
            f"Left out, as a percentile is missing: {left_out}." if left_out else "",
            "Straight-time gross pay of employees; the self-employed are not counted.",
        ),
    )


def _title(table: pd.DataFrame) -> str:
    """Say median and top of one row, else the lowest and the highest median and whose they are."""
    low, high = table.loc[table["p50"].idxmin()], table.loc[table["p50"].idxmax()]
    if len(table) == 1:
        more = "or more" if low["open"] else ""
        return (
            f"Median {dollars(low['p50'])}; a tenth earn over {dollars(low['p90'])} {more}".strip()
        )
    return (
        f"Medians from {dollars(low['p50'])} ({low['name']}) to {dollars(high['p50'])} "
        f"({high['name']})"
    )


def _row(axes: Axes, y: float, row: pd.Series) -> None:
    fill, weight = (color("BLS"), "bold") if row["strong"] else (SOFT, "normal")
    axes.hlines(y, row["p10"], row["p90"], color=fill, linewidth=2.5)
    axes.barh(y, row["p75"] - row["p25"], left=row["p25"], height=0.46, color=fill)
    axes.plot([row["p50"]] * 2, [y - 0.24, y + 0.24], color=PAPER, linewidth=3)
    if row["open"]:
        axes.plot(row["p90"], y, ">", markersize=7, color=PAPER, markeredgecolor=fill)
    low, high = thousands(row["p10"]), bounded(thousands(row["p90"]), ">=" if row["open"] else "=")
    gap = 8 if row["open"] else 5
    note(axes, row["p10"], y, low, color=FAINT, ha="right", shift=(-5, 0), masked=True)
    note(axes, row["p90"], y, high, color=FAINT, shift=(gap, 0), masked=True)
    label(axes, RIGHT, y, dollars(row["p50"]), weight=weight, ha="right", inches=True)


def _key(axes: Axes, row: pd.Series, y: float, inch: float) -> None:
    """Name the points over the first row."""
    for point, x in zip(POINTS, key(axes, row, y - NAMES_OVER * inch), strict=True):
        ends = [y - LOWER * inch, y - UPPER * inch]
        axes.plot([row[point], x], ends, color=SOFT, linewidth=0.8)
    if pd.notna(row["mean"]):
        axes.plot([row["mean"]] * 2, [y + 0.14, y + 0.34], color=SOFT, linewidth=0.8)
        note(axes, row["mean"], y + 0.52, "mean", ha="center", masked=True)
