"""Wage ranges: how far pay is spread inside occupations, and between them.

A median alone hides that the best-paid tenth of one occupation earns more than the median of the
next. Each row shows all that OEWS publishes about a distribution: five percentiles and
the mean, as one row of points.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hitdata.charts.files import Caption
from hitdata.charts.layout import coded_name, in_dollars, inches_per_unit, label, note, rows, spread
from hitdata.charts.selection import ALL, OCCUPATIONS, chosen, needed
from hitdata.charts.style import FAINT, INK, PAPER, QUIET, RIGHT, SOFT, Look, color, drawing
from hitdata.charts.words import area_name, bounded, counted, dated, dollars, listed, thousands
from hitdata.soc import group_of

__all__ = ["POINTS", "draw_ranges", "key", "ranked", "told", "wage_ranges"]

#: Percentile -> what the first row calls it.
POINTS = {"p10": "10th", "p25": "25th", "p50": "median", "p75": "75th", "p90": "90th"}


def ranked(figures: pd.DataFrame, *, by: Sequence[str] = ("soc", "occupation")) -> pd.DataFrame:
    """Return a row per occupation, the best paid first: its points, and whether its top is open.

    A top-coded percentile stands at its threshold. Rows are told apart ``by`` these columns.
    """
    drawn = figures.assign(at=figures["value"].fillna(figures["threshold"]))
    at = drawn.pivot(index=list(by), columns="statistic", values="at")
    table = at.reindex(columns=[*POINTS, "mean"]).sort_values("p50", ascending=False).reset_index()
    coded = figures[figures["value"].isna() & figures["threshold"].notna()]
    return table.assign(open=table[by[0]].isin(coded[by[0]]))


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
    xs = spread(at, [0.4 / inches_per_unit(axes.xaxis)] * len(at))
    for x, text in zip(xs, POINTS.values(), strict=True):
        note(axes, x, y, text, ha="center", masked=True)
    return xs


WANTED = {"measure": "wage", "unit": "USD/year", "statistic": (*POINTS, "mean")}

DEFAULT = {"source": "OEWS", "soc": (*OCCUPATIONS, ALL)}


@drawing()
def wage_ranges(
    figures: pd.DataFrame, *, highlight: Collection[str] = ("29-2072", "29-9021")
) -> Figure:
    """Draw 10th to 90th percentile, middle half, median and mean of annual wages, a row per code.

    Needs annual wages (p10, p25, p50, p75, p90, mean) of one release, area and industry, with the
    median of all occupations (00-0000) for comparison. A frame that holds more, such as the whole
    table, is narrowed to what OEWS publishes of the United States and all industries, to the
    twelve codes of health information technology if it has them all, and to the newest release.

    ``highlight`` names the codes that stand out. A top-coded percentile is drawn as an open end at
    its threshold.

    >>> from hitdata.data.bundled import load
    >>> wage_ranges(load()).hitdata.title
    'Five of 12 occupations pay more than twice the overall median'
    """
    found = chosen(figures, "wage_ranges", WANTED, DEFAULT)
    overall = needed(found, "wage_ranges", {"soc": ALL, "statistic": "p50"}).iloc[0]
    table = ranked(needed(found, "wage_ranges", {"soc": set(found["soc"]) - {ALL}}))
    table["strong"] = table["soc"].isin(list(highlight))
    caption = _caption(found, table, overall)
    lines = [(row["occupation"], row["soc"]) for _, row in table.iterrows()]
    said = f"median of all occupations: {dollars(overall['value'])}"
    return draw_ranges(caption, table, lines, overall["value"], said)


def draw_ranges(
    caption: Caption, table: pd.DataFrame, names: list[tuple[str, str]], overall: float, said: str
) -> Figure:
    """Draw a row for each of ``table`` (as `ranked`, with ``strong``), under names and codes.

    ``overall`` is the wage of the dashed line behind the rows, and ``said`` what it is.
    """
    chart, axes = rows(caption, len(table), pitch=0.42, left=2.72, right=1.0, head=0.62)
    low, high = min(table["p10"].min(), overall), max(table["p90"].max(), overall)
    # room for the labels at both ends
    room = (high - low) * 0.13
    axes.set_xlim(low - room, high + room)
    in_dollars(axes.xaxis)
    for (y, row), name in zip(table.iterrows(), names, strict=True):
        _row(axes, y, row, *name)
    means: Look = {"marker": "D", "s": 20, "color": PAPER, "edgecolor": INK, "linewidth": 0.9}
    axes.scatter(table["mean"], table.index, zorder=4, **means)
    # behind every row
    bottom, top = axes.get_ylim()
    dashed = (0, (3, 2))
    axes.plot(
        [overall] * 2, [bottom, top + 0.5], color=QUIET, linewidth=1, linestyle=dashed, zorder=0.8
    )
    note(axes, overall, top + 0.3, said, shift=(-2, 0), masked=True)
    _key(axes, table.iloc[0])
    return chart


def _caption(found: pd.DataFrame, table: pd.DataFrame, overall: pd.Series) -> Caption:
    when, where = dated(overall["release"]), area_name(overall["area"])
    double = counted(int((table["p50"] > 2 * overall["value"]).sum()))
    below = counted(int((table["p50"] < overall["value"]).sum()))
    dark = [group_of(code) or code for code in table["soc"][table["strong"]]]
    return Caption.of(
        found,
        title=f"{double.capitalize()} of {counted(len(table))} occupations pay more than twice "
        "the overall median",
        deck="Annual wages in occupations that carry health information technology work, "
        f"all industries, {where}, {when}, nominal dollars",
        alt=f"Range chart of annual wages in {len(table)} occupations, {where}, {when}. The "
        f"medians of {double} are more than twice that of all occupations, "
        f"{dollars(overall['value'])}; {below} are below it. "
        + " ".join(f"{row['occupation']}: {told(row)}." for _, row in table.iterrows()),
        notes=(
            f"Dark rows: {listed(dark)}." if dark else "",
            "Straight-time gross pay of employees; the self-employed are not counted.",
        ),
    )


def _row(axes: Axes, y: float, row: pd.Series, name: str, code: str) -> None:
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
    coded_name(axes, y, name, code, inches=2.42, weight=weight)
    label(axes, RIGHT, y, dollars(row["p50"]), weight=weight, ha="right", inches=True)


def _key(axes: Axes, row: pd.Series) -> None:
    """Name the points over the first row and the mean under it."""
    for point, x in zip(POINTS, key(axes, row, -0.84), strict=True):
        axes.plot([row[point], x], [-0.32, -0.62], color=SOFT, linewidth=0.8)
    axes.plot([row["mean"]] * 2, [0.14, 0.34], color=SOFT, linewidth=0.8)
    note(axes, row["mean"], 0.52, "mean", ha="center", masked=True)
    note(axes, RIGHT, -0.84, "median", ha="right", inches=True)
