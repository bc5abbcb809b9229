"""Two surveys of one occupation: the median that employers report and the one that people report.

OEWS asks establishments for the wages of their jobs. ACS asks households, takes those who worked
full-time all year, and counts net income of the self-employed. Neither is the other's error; what
they measure together is how far a definition moves a median.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from seaborn import lineplot

from hitdata.charts import series
from hitdata.charts.files import Caption
from hitdata.charts.layout import canvas, label, wage_axis
from hitdata.charts.selection import chosen
from hitdata.charts.style import PAPER, PUBLISHERS, Look, color, drawing
from hitdata.charts.words import area_name, dollars, percent
from hitdata.errors import UnknownValue

__all__ = ["census_and_bls"]

WANTED = {"source": ("OEWS", "ACS"), "measure": "wage", "unit": "USD/year",
          "statistic": ("p50", "moe90")}  # fmt: skip

DEFAULT = {"soc": "29-2071", "coverage": ("wage and salary jobs", "full-time year-round workers")}

#: What is written beside the end of a line: which pay of whom.
TERMS = ["publisher", "pay_basis", "coverage"]


@drawing()
def census_and_bls(figures: pd.DataFrame) -> Figure:
    """Draw the OEWS and the ACS median of one occupation, a point per year that both have.

    Needs median annual pay of one code, area and industry from both, with one coverage each; the
    ``moe90`` of ACS is drawn where the frame has it, as a bar over the 90 % interval. A frame that
    holds more, such as the whole table, is narrowed to the United States and all industries, to
    29-2071 if it is there, and to wage and salary jobs and full-time year-round workers.

    >>> from hitdata.data.bundled import load
    >>> census_and_bls(load()).hitdata.title
    'Census median: 12% below that of BLS in 2009, 2% above in 2017'
    """
    found = chosen(
        figures, "census_and_bls", WANTED, DEFAULT,
        one=("soc", "area", "industry"), each=("source", "release", "statistic"),
    )  # fmt: skip
    years = found["release"].str[:4]
    both = [set(years[found["source"].eq(source)]) for source in WANTED["source"]]
    found = found[years.isin(set.intersection(*both))]
    table = _table(found)
    chart, axes = canvas(_caption(found, table), body=3.4, left=0.62, right=1.85)
    ends = table["Census"] - table["margin"], table["Census"] + table["margin"]
    axes.vlines(table.index, *ends, color=color("Census"), linewidth=5, alpha=0.28)
    look = {"dashes": False, "markers": ["o", "D"], "markersize": 6.5, "markeredgecolor": PAPER}
    medians = table[["BLS", "Census"]]
    lineplot(medians, palette=PUBLISHERS, linewidth=1.8, legend=False, ax=axes, **look)
    axes.set(xlabel="", ylabel="")
    wage_axis(axes, medians.melt()["value"], room=0.2)
    axes.set_xlim(table.index.min() - 0.4, table.index.max() + 0.4)
    axes.set_xticks(table.index, [str(year) for year in table.index])
    _widest_label(axes, table)
    points = []
    for name, pay, who in found.drop_duplicates("publisher")[TERMS].itertuples(index=False):
        y = table[name].iloc[-1]
        text = f"{name}: {pay}, {who}"
        points.append(series.End(table.index[-1], y, dollars(y), text, color(name)))
    series.ends(axes, points, inches=1.55)
    return chart


def _table(found: pd.DataFrame) -> pd.DataFrame:
    """Return a row per year in which both have a median: BLS, Census, and the margin of ACS."""
    rows = found.assign(year=found["release"].str[:4].astype(int))
    medians = rows[rows["statistic"].eq("p50")]
    table = medians.pivot(index="year", columns="publisher", values="value")
    table = table.reindex(columns=["BLS", "Census"]).dropna()
    if table.empty:
        raise UnknownValue("census_and_bls needs a median of OEWS and one of ACS in the same year")
    margins = rows[rows["statistic"].eq("moe90") & rows["error_of"].eq("p50")]
    return table.assign(margin=margins.set_index("year")["value"])


def _caption(found: pd.DataFrame, table: pd.DataFrame) -> Caption:
    first, title = found.iloc[-1], _title(_apart(table))
    occupation = first["occupation"][0].lower() + first["occupation"][1:]
    each = [
        f"{year}: BLS {dollars(row['BLS'])}, Census {dollars(row['Census'])}"
        for year, row in table.iterrows()
    ]
    return Caption.of(
        found,
        title=title,
        deck=f"Median annual pay of {occupation} ({first['soc']}), "
        f"{area_name(first['area'])}, nominal dollars of each year",
        alt=f"Line chart of two medians for {occupation}, {table.index.min()} to "
        f"{table.index.max()}. {title}. {'; '.join(each)}.",
        notes=("Bars: 90% interval of the Census median; OEWS publishes none for a median.",),
    )


def _title(apart: pd.Series) -> str:
    """Say where the two are furthest apart, and where they are in the last year."""
    widest, last = int(apart.abs().idxmax()), int(apart.index[-1])
    said = {
        year: f"{percent(abs(apart[year]), digits=0)} {'below' if apart[year] < 0 else 'above'}"
        for year in (widest, last)
    }
    then = f", {said[last]} in {last}" if last != widest else ""
    return f"Census median: {said[widest]} that of BLS in {widest}{then}"


def _apart(table: pd.DataFrame) -> pd.Series:
    """Return how far the Census median is above that of BLS, in percent of it."""
    return (table["Census"] / table["BLS"] - 1) * 100


def _widest_label(axes: Axes, table: pd.DataFrame) -> None:
    """Write both medians of the year in which they are furthest apart."""
    year = _apart(table).abs().idxmax()
    row = table.loc[year]
    margin = {"BLS": 0.0, "Census": 0.0 if pd.isna(row["margin"]) else row["margin"]}
    upper = "BLS" if row["BLS"] > row["Census"] else "Census"
    for name, beyond in margin.items():
        side = 1 if name == upper else -1
        look: Look = {"weight": "bold", "ha": "center", "shift": (-8, 12 * side), "masked": True}
        y, ink = row[name] + side * beyond, color(name)
        label(axes, float(year), y, dollars(row[name]), color=ink, **look)
