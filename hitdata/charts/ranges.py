"""Wage ranges: how far pay is spread inside occupations, and between them.

A median alone hides that the best-paid tenth of one occupation earns more than the median of the
next. Each row shows all that OEWS publishes about a distribution: five percentiles and the mean.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from seaborn import scatterplot

from hitdata.charts.caption import Caption
from hitdata.charts.footnotes import flags, source_line
from hitdata.charts.frame import rows
from hitdata.charts.labels import coded_name, label, note
from hitdata.charts.measured import spread
from hitdata.charts.scales import in_dollars, inches_per_unit
from hitdata.charts.selection import having, needed, newest, only, published, single
from hitdata.charts.style import FAINT, INK, MARGIN, PAPER, QUIET, SOFT, WIDTH, color, drawing
from hitdata.charts.words import (
    bounded,
    counted,
    dollars,
    edition,
    listed,
    place,
    thousands,
)
from hitdata.family import group_of

__all__ = ["ALL", "OCCUPATIONS", "select", "wage_ranges"]

#: Codes of the 2018 SOC that carry work in health information technology, in any industry.
OCCUPATIONS = ("11-3021", "11-9111", "13-1041", "15-1211", "15-1212", "15-1232", "15-1242",
               "29-2072", "29-9021", "31-9094", "43-3021", "43-6013")  # fmt: skip

#: Code of all occupations.
ALL = "00-0000"

#: Percentile -> what the first row calls it.
POINTS = {"p10": "10th", "p25": "25th", "p50": "median", "p75": "75th", "p90": "90th"}

WANTED = {"measure": "wage", "unit": "USD/year", "statistic": (*POINTS, "mean")}


def select(figures: pd.DataFrame) -> pd.DataFrame:
    """Return what `wage_ranges` shows of the whole table: the newest national OEWS release."""
    national = {"source": "OEWS", "area": "US", "industry": "cross-industry"}
    codes = {"soc": (*OCCUPATIONS, ALL), "level": ("detailed", "total")}
    return newest(having(published(figures), {**WANTED, **national, **codes}))


@drawing()
def wage_ranges(
    figures: pd.DataFrame, *, highlight: Collection[str] = ("29-2072", "29-9021")
) -> Figure:
    """Draw 10th to 90th percentile, middle half, median and mean of annual wages, a row per code.

    Needs annual wages (p10, p25, p50, p75, p90, mean) of one release and area, with the median of
    all occupations (00-0000) for comparison. ``highlight`` names the codes that stand out. A
    top-coded percentile is drawn as an open end at its threshold.

    >>> from hitdata.tables import load
    >>> wage_ranges(select(load())).hitdata.title
    'Five of 12 occupations pay more than twice the overall median'
    """
    found = needed(figures, "wage_ranges", WANTED)
    for column in ("release", "area", "industry"):
        only(found, column, "wage_ranges")
    single(found, ["soc", "statistic"], "wage_ranges")
    overall = needed(found, "wage_ranges", {"soc": ALL, "statistic": "p50"}).iloc[0]
    table = _table(needed(found, "wage_ranges", {"soc": set(found["soc"]) - {ALL}}))
    table["strong"] = table["soc"].isin(list(highlight))
    caption = _caption(found, table, overall)
    figure, axes = rows(caption, len(table), pitch=0.42, left=2.72, right=1.0, head=0.62)
    _scale(axes, table)
    for _, row in table.iterrows():
        _row(axes, row)
    _means(axes, table)
    _reference(axes, overall)
    _key(axes, table.iloc[0])
    return figure


def _table(found: pd.DataFrame) -> pd.DataFrame:
    """Return a row per occupation: where its points are drawn and whether its top is open."""
    drawn = found.assign(at=found["value"].fillna(found["threshold"]))
    at = drawn.pivot(index=["soc", "occupation"], columns="statistic", values="at")
    table = at.reindex(columns=[*POINTS, "mean"]).sort_values("p50", ascending=False).reset_index()
    coded = found[found["value"].isna() & found["threshold"].notna()]
    return table.assign(place=range(len(table)), open=table["soc"].isin(coded["soc"]))


def _caption(found: pd.DataFrame, table: pd.DataFrame, overall: pd.Series) -> Caption:
    when, where = edition(overall["release"]), place(overall["area"])
    double = counted(int((table["p50"] > 2 * overall["value"]).sum()))
    below = counted(int((table["p50"] < overall["value"]).sum()))
    dark = [group_of(row.soc) or row.soc for row in table[table["strong"]].itertuples()]
    return Caption(
        title=f"{double.capitalize()} of {counted(len(table))} occupations pay more than twice "
        "the overall median",
        deck="Annual wages in occupations that carry health information technology work, "
        f"all industries, {where}, {when}, nominal dollars",
        alt=f"Range chart of annual wages in {len(table)} occupations, {where}, {when}. The "
        f"medians of {double} are more than twice that of all occupations, "
        f"{dollars(overall['value'])}; {below} are below it. "
        + " ".join(_spoken(row) for _, row in table.iterrows()),
        source=source_line(found),
        notes=(
            *([f"Dark rows: {listed(dark)}."] if dark else []),
            "Straight-time gross pay of employees, the self-employed not counted.",
            *flags(found),
        ),
        data=found,
    )


def _spoken(row: pd.Series) -> str:
    ends = f"{dollars(row['p10'])} to {dollars(row['p90'])}{' or more' if row['open'] else ''}"
    return f"{row['occupation']}: median {dollars(row['p50'])}, 10th to 90th percentile {ends}."


def _scale(axes: Axes, table: pd.DataFrame) -> None:
    low, high = table["p10"].min(), table["p90"].max()
    # room for the labels at both ends
    room = (high - low) * 0.13
    axes.set_xlim(low - room, high + room)
    in_dollars(axes.xaxis)


def _row(axes: Axes, row: pd.Series) -> None:
    y, fill = row["place"], color("BLS") if row["strong"] else SOFT
    axes.hlines(y, row["p10"], row["p90"], color=fill, linewidth=2.5)
    axes.barh(y, row["p75"] - row["p25"], left=row["p25"], height=0.46, color=fill)
    axes.plot([row["p50"]] * 2, [y - 0.24, y + 0.24], color=PAPER, linewidth=3)
    if row["open"]:
        axes.plot(row["p90"], y, ">", markersize=7, color=PAPER, markeredgecolor=fill)
    low, high = thousands(row["p10"]), bounded(thousands(row["p90"]), ">=" if row["open"] else "=")
    gap = 8 if row["open"] else 5
    note(axes, row["p10"], y, low, color=FAINT, ha="right", shift=(-5, 0), masked=True)
    note(axes, row["p90"], y, high, color=FAINT, shift=(gap, 0), masked=True)
    weight = "bold" if row["strong"] else "normal"
    coded_name(axes, y, row["occupation"], row["soc"], inches=2.42, weight=weight)
    label(axes, WIDTH - MARGIN, y, dollars(row["p50"]), weight=weight, ha="right", inches=True)


def _means(axes: Axes, table: pd.DataFrame) -> None:
    look = {"marker": "D", "s": 20, "color": PAPER, "edgecolor": INK, "linewidth": 0.9}
    scatterplot(table, x="mean", y="place", ax=axes, zorder=4, legend=False, **look)
    axes.set(xlabel="", ylabel="")


def _reference(axes: Axes, overall: pd.Series) -> None:
    """Draw the median of all occupations behind every row."""
    bottom, top = axes.get_ylim()
    x, dashed = overall["value"], (0, (3, 2))
    axes.plot([x, x], [bottom, top + 0.5], color=QUIET, linewidth=1, linestyle=dashed, zorder=0.8)
    text = f"median of all occupations: {dollars(x)}"
    note(axes, x, top + 0.3, text, shift=(-2, 0), masked=True)


def _key(axes: Axes, row: pd.Series) -> None:
    """Name the points over the first row and the mean under it."""
    points = [row[point] for point in POINTS]
    widths = [0.4 / inches_per_unit(axes.xaxis)] * len(points)
    for point, x, text in zip(points, spread(points, widths), POINTS.values(), strict=True):
        axes.plot([point, x], [-0.32, -0.62], color=SOFT, linewidth=0.8)
        note(axes, x, -0.84, text, ha="center", masked=True)
    axes.plot([row["mean"]] * 2, [0.14, 0.34], color=SOFT, linewidth=0.8)
    note(axes, row["mean"], 0.52, "mean", ha="center", masked=True)
    note(axes, WIDTH - MARGIN, -0.84, "median", ha="right", inches=True)
