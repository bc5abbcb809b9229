"""Wages by area: what one occupation is paid from place to place, as paid and as it buys.

A high wage in an expensive state may buy less than a low one elsewhere. Each area has the published
median and, where BEA publishes a regional price parity for it, the same median at the nation's
prices (`hitdata.normalize.national_prices`). A metropolitan area has no parity in the table.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import in_dollars
from hitdata.charts.rows import Name, column, rows
from hitdata.charts.selection import chosen, needed
from hitdata.charts.style import PAPER, QUIET, RIGHT, SOFT, Look, color
from hitdata.charts.words import area_name, counted, dollars, listed, terms
from hitdata.errors import UnknownValue
from hitdata.normalize import national_prices

__all__ = ["at_home", "medians", "wages_by_area"]

#: What is drawn: see `wages_by_area`.
WANTED = {"source": "OEWS", "measure": "wage", "unit": "USD/year", "statistic": "p50"}


@chart
def wages_by_area(figures: pd.DataFrame) -> Figure:
    """Draw the median annual wage of one occupation by area, as paid and at the nation's prices.

    Needs OEWS medians of one code and industry in up to 60 areas: states, metropolitan areas, the
    nation. Of several releases the newest is drawn; of a frame that holds more, such as the whole
    table, 29-9021 in all industries, in the nation and the states. The best paid at the nation's
    prices comes first.

    >>> from hitdata.data.bundled import load
    >>> two = load(soc="29-9021", area=["CA", "TX"], release="2025-05", measure="wage")
    >>> wages_by_area(two).hitdata.title
    'California pays most, and its wage also buys most'
    """
    found = medians(figures, "wages_by_area", 60)
    table = at_home(found)
    table["first"] = table["home"].fillna(table["value"])
    table = table.sort_values(["first", "name"], ascending=[False, True], ignore_index=True)
    priced = bool(table["home"].notna().any())
    names = [
        Name(row.name, weight="bold" if row.area == "US" else "normal")
        for row in table.itertuples(index=False)
    ]
    right = 1.8 if priced else 1.0
    caption = _caption(found, table, priced=priced)
    made, axes, ys = rows(caption, names, pitch=0.3, right=right, head=0.3)
    table = table.set_axis(ys)
    ends = table[["value", "home"]]
    room = max(ends.max(axis=None) - ends.min(axis=None), 2000) * 0.08
    axes.set_xlim(ends.min(axis=None) - room, ends.max(axis=None) + room)
    in_dollars(axes.xaxis)
    axes.hlines(table.index, table["value"], table["home"], color=SOFT, linewidth=2)
    dots: Look = {"s": 44, "linewidth": 1.6, "edgecolor": color("BLS"), "zorder": 3}
    axes.scatter(table["value"], table.index, color=PAPER if priced else color("BLS"), **dots)
    axes.scatter(table["home"], table.index, color=color("BLS"), **dots)
    wages = map(dollars, table["value"])
    if priced:
        homes = [dollars(wage) if pd.notna(wage) else "" for wage in table["home"]]
        column(axes, ys, "as paid ○", wages, x=RIGHT - 0.85, color=QUIET)
        column(axes, ys, "as it buys ●", homes)
    else:
        column(axes, ys, "median", wages)
    return made


def medians(figures: pd.DataFrame, name: str, most: int) -> pd.DataFrame:
    """Return the medians of one occupation by area that a chart draws: those with a value."""
    found = needed(figures, name, WANTED)
    states = {area for area in found["area"].unique() if len(area) == 2}
    found = chosen(
        found, name, WANTED, {"area": states or "US", "soc": "29-9021"},
        one=("soc", "industry", "release"), lines=("area",), each=("area",), most=most,
    )  # fmt: skip
    valued = found[found["value"].notna()]
    if valued.empty:
        raise UnknownValue(f"{name}: no area of this frame has a published median")
    return valued


def at_home(found: pd.DataFrame) -> pd.DataFrame:
    """Return area, name, median and the median at the nation's prices, if it has a parity.

    The column ``step`` says which parity that was.
    """
    priced = national_prices(found, errors="ignore")
    home = (
        priced["normalized"]
        .round(-2)
        .where(priced["steps"].map(len).gt(0) | found["area"].eq("US"))
    )
    steps = [str(steps[-1]) if len(steps) else "" for steps in priced["steps"]]
    names = [area_name(area) for area in found["area"]]
    # a parity is an estimate, too: no finer than hundreds
    return found[["area", "value"]].assign(name=names, home=home, step=steps)


def _caption(found: pd.DataFrame, table: pd.DataFrame, *, priced: bool) -> Caption:
    what = terms(found, but=["area"])
    both = table.dropna(subset="home")
    both = both[both["area"].ne("US")]
    paid, buys = (
        both.sort_values(column).iloc[-1:]["name"].to_list() for column in ("value", "home")
    )
    low, high = dollars(table["value"].min()), dollars(table["value"].max())
    title = f"Medians from {low} to {high} in {counted(len(table))} areas"
    if priced and len(both) > 1:
        title = f"{paid[0]} pays most, and its wage also buys most"
        if paid != buys:
            title = f"{paid[0]} pays most, but the wage of {buys[0]} buys more"
    if len(table) == 1:
        title = f"{table['name'].iloc[0]}: median {low}"
    spoken = [
        f"{row.name}: {dollars(row.value)}"
        + (f", {dollars(row.home)} at the nation's prices." if pd.notna(row.home) else ".")
        for row in table.itertuples(index=False)
    ]
    years = sorted({step[step.find("(") + 1 :][:4] for step in table["step"] if "(" in step})
    without = [row.name for row in table[table["home"].isna()].itertuples(index=False)]
    return Caption.of(
        found,
        title=title,
        deck=f"Median annual wage by area, {what}" + (", as paid and at the nation's prices" if
        priced else ", nominal dollars"),
        alt=f"Dot chart of median annual wages in {counted(len(table))} areas, {what}. "
        + " ".join(spoken),
        notes=(
            f"As it buys: divided by the regional price parity of BEA, {years[-1]}; the nation is "
            "100." if years else "",
            f"No price parity: {listed(without) if len(without) < 5 else f'{len(without)} areas'}."
            if without and priced else "",
        ),
    )  # fmt: skip
