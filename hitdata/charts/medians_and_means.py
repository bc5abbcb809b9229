"""Means and medians: how far the average wage lies above the middle one.

High wages pull a mean up and leave a median where it is. How much they do so differs between
occupations, and so does the error of taking one for the other, as an unnamed average invites.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from seaborn import barplot

from hitdata.charts.files import Caption
from hitdata.charts.layout import coded_name, in_percent, label, note, rows
from hitdata.charts.selection import ALL, OCCUPATIONS, chosen, needed
from hitdata.charts.style import INK, QUIET, RIGHT, SOFT, color, drawing
from hitdata.charts.words import area_name, counted, dated, dollars, percent

__all__ = ["medians_and_means"]

WANTED = {"measure": "wage", "unit": "USD/year", "statistic": ("p50", "mean")}

DEFAULT = {"source": "OEWS", "soc": (*OCCUPATIONS, ALL)}

#: Column of wages at the right edge -> its x in inches.
COLUMNS = {"p50": RIGHT - 0.8, "mean": RIGHT}


@drawing()
def medians_and_means(figures: pd.DataFrame) -> Figure:
    """Draw by how many percent the mean annual wage exceeds the median, a row per occupation.

    Needs the mean and the median of annual wages of one release, area and industry, all
    occupations (00-0000) among them for comparison. A code that lacks either is left out. A frame
    that holds more, such as the whole table, is narrowed to what OEWS publishes of the United
    States and all industries, to the twelve codes of health information technology if it has them
    all, and to the newest release.

    >>> from hitdata.data.bundled import load
    >>> medians_and_means(load()).hitdata.title
    'Means top medians by 2% to 14%; for all occupations by 37%'
    """
    found = chosen(figures, "medians_and_means", WANTED, DEFAULT)
    needed(found, "medians_and_means", {"soc": ALL})
    table = _table(found)
    caption = _caption(found[found["soc"].isin(table["soc"])], table)
    chart, axes = rows(caption, len(table), pitch=0.38, left=2.72, right=1.75, head=0.3)
    fills = [SOFT if code == ALL else color("BLS") for code in table["soc"]]
    bars = {"x": table["above"], "y": table.index, "hue": table.index, "palette": fills}
    look = {"orient": "h", "width": 0.5, "saturation": 1, "legend": False}
    barplot(**bars, **look, native_scale=True, ax=axes)
    axes.set(xlabel="", ylabel="")
    axes.set_xlim(min(table["above"].min() * 1.1, 0), table["above"].max() * 1.18)
    in_percent(axes.xaxis, ticks=5)
    axes.plot([0, 0], [-0.5, len(table) - 0.5], color=INK, linewidth=1)
    for y, row in table.iterrows():
        _row(axes, y, row)
    for column, text in (("p50", "median"), ("mean", "mean")):
        note(axes, COLUMNS[column], -0.85, text, ha="right", inches=True)
    return chart


def _table(found: pd.DataFrame) -> pd.DataFrame:
    """Return a row per occupation: median, mean, and how far the mean is above, in percent."""
    wide = found.pivot(index=["soc", "occupation"], columns="statistic", values="value")
    table = wide.reindex(columns=["p50", "mean"]).dropna().reset_index()
    table["above"] = (table["mean"] / table["p50"] - 1) * 100
    return table.sort_values("above", ascending=False, ignore_index=True)


def _caption(shown: pd.DataFrame, table: pd.DataFrame) -> Caption:
    where, when = area_name(shown["area"].iloc[0]), dated(shown["release"].iloc[0])
    own = table[table["soc"].ne(ALL)]["above"]
    overall = table[table["soc"].eq(ALL)]["above"].iloc[0]
    least, most, all_ = (percent(value, digits=0) for value in (own.min(), own.max(), overall))
    return Caption.of(
        shown,
        title=f"Means top medians by {least} to {most}; for all occupations by {all_}",
        deck="How far the mean annual wage is above the median, in percent of the median, "
        f"{where}, {when}. An “average” may be either.",
        alt=f"Bar chart: how far the mean annual wage is above the median in {counted(len(own))} "
        f"occupations, {where}, {when}: {least} to {most}, and {all_} for all occupations. "
        + " ".join(_spoken(row) for _, row in table.iterrows()),
        notes=("Percentages are computed from the published mean and median.",),
    )


def _spoken(row: pd.Series) -> str:
    wages = f"mean {dollars(row['mean'])}, median {dollars(row['p50'])}"
    return f"{row['occupation']}: {percent(row['above'])} ({wages})."


def _row(axes: Axes, y: float, row: pd.Series) -> None:
    code, weight = ("", "bold") if row["soc"] == ALL else (row["soc"], "normal")
    coded_name(axes, y, row["occupation"], code, inches=2.42, weight=weight)
    tip = max(row["above"], 0)
    label(axes, tip, y, percent(row["above"]), weight="bold", shift=(5, 0), masked=True)
    for column, x in COLUMNS.items():
        label(axes, x, y, dollars(row[column]), color=QUIET, ha="right", inches=True)
