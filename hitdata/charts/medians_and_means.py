"""Means and medians: how far the average wage lies above the middle one.

High wages pull a mean up and leave a median where it is. How much they do so differs between
occupations, and so does the error of taking one for the other, as an unnamed average invites.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from seaborn import barplot

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import in_percent, label
from hitdata.charts.rows import Name, column, rows
from hitdata.charts.selection import ALL, KEYS, OCCUPATIONS, chosen
from hitdata.charts.style import INK, QUIET, RIGHT, SOFT, color
from hitdata.charts.words import counted, dollars, percent, row_name, terms
from hitdata.errors import UnknownValue

__all__ = ["medians_and_means"]

#: What is drawn: see `medians_and_means`.
WANTED = {"measure": "wage", "unit": "USD/year", "statistic": ("p50", "mean")}

#: Codes of the default choice.
DEFAULT = {"source": "OEWS", "soc": (*OCCUPATIONS, ALL)}


@chart
def medians_and_means(figures: pd.DataFrame) -> Figure:
    """Draw by how many percent the mean annual wage exceeds the median, a row per occupation.

    Needs the mean and the median of annual wages of up to 40 occupations, areas, industries or
    releases; what lacks either is left out, and all occupations (00-0000) stand for comparison.
    A frame that holds more, such as the whole table, is narrowed to what OEWS publishes of the
    United States and all industries, to the twelve codes of health information technology if it has
    them all, and to the newest release.

    >>> from hitdata.data.bundled import load
    >>> medians_and_means(load(area="US", industry="cross-industry")).hitdata.title
    'Means top medians by 2% to 14%; for all occupations by 37%'
    """
    found = chosen(figures, "medians_and_means", WANTED, DEFAULT)
    table = _table(found)
    if table.empty:
        raise UnknownValue("medians_and_means needs a mean and a median of one occupation")
    shown = found[pd.MultiIndex.from_frame(found[list(KEYS)]).isin(
        pd.MultiIndex.from_frame(table[list(KEYS)]))]  # fmt: skip
    weights = table["soc"].eq(ALL).map({True: "bold", False: "normal"})
    names = [Name(row["name"], row["code"], weight=weights[i]) for i, row in table.iterrows()]
    made, axes, ys = rows(_caption(shown, table), names, pitch=0.38, right=1.75, head=0.3)
    table = table.set_axis(ys)
    fills = [SOFT if code == ALL else color("BLS") for code in table["soc"]]
    bars = {"x": table["above"], "y": table.index, "hue": table.index, "palette": fills}
    look = {"orient": "h", "width": 0.5, "saturation": 1, "legend": False}
    barplot(**bars, **look, native_scale=True, ax=axes)
    axes.set(xlabel="", ylabel="")
    axes.set_xlim(min(table["above"].min() * 1.1, 0), table["above"].max() * 1.18)
    in_percent(axes.xaxis, ticks=5)
    axes.plot([0, 0], [ys[0] - 0.5, ys[-1] + 0.5], color=INK, linewidth=1)
    for y, row in table.iterrows():
        text = percent(row["above"])
        label(axes, max(row["above"], 0), float(y), text, weight="bold", shift=(5, 0), masked=True)
    for name, text, x in (("p50", "median", RIGHT - 0.8), ("mean", "mean", RIGHT)):
        column(axes, ys, text, map(dollars, table[name]), x=x, color=QUIET)
    return made


def _table(found: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each that has both: median, mean, how far the mean is above in percent."""
    keys = list(KEYS)
    wide = found.pivot(index=keys, columns="statistic", values="value")
    table = wide.reindex(columns=["p50", "mean"]).dropna().reset_index()
    table = table.merge(found.drop_duplicates(keys)[[*keys, "occupation"]], on=keys)
    table["above"] = (table["mean"] / table["p50"] - 1) * 100
    names = [row_name(row, table) for _, row in table.iterrows()]
    table[["name", "code"]] = pd.DataFrame(names, columns=["name", "code"], index=table.index)
    table["code"] = table["code"].where(table["soc"].ne(ALL), "")
    return table.sort_values(["above", "name"], ascending=[False, True], ignore_index=True)


def _caption(shown: pd.DataFrame, table: pd.DataFrame) -> Caption:
    where = terms(shown)
    own = table[table["soc"].ne(ALL)] if len(table) > 1 else table
    overall = table[table["soc"].eq(ALL)]["above"]
    least, most = (percent(value, digits=0) for value in (own["above"].min(), own["above"].max()))
    ends = f"{least} to {most}" if least != most else least
    all_ = f"for all occupations by {percent(overall.iloc[0], digits=0)}" if len(overall) else ""
    return Caption.of(
        shown,
        title=f"Means top medians by {ends}" + f"; {all_}" * bool(all_ and len(table) > 1),
        deck="How far the mean annual wage is above the median, in percent of the median, "
        f"{where}. An “average” may be either.",
        alt=f"Bar chart: how far the mean annual wage is above the median in {counted(len(own))} "
        f"rows, {where}: {ends}{', ' * bool(all_)}{all_}. "
        + " ".join(_spoken(row) for _, row in table.iterrows()),
        notes=("Percentages are computed from the published mean and median.",),
    )


def _spoken(row: pd.Series) -> str:
    wages = f"mean {dollars(row['mean'])}, median {dollars(row['p50'])}"
    return f"{row['name']}: {percent(row['above'])} ({wages})."
