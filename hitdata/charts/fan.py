"""Growth fan: what a round projects, and how far past rounds were from what came.

A projection is one number for one year. Beside it stands the fan: the interval in which 80 percent
of the outcomes of past rounds lay. Part of that distance is not foresight but re-measurement, as
each round's base employment is itself an estimate: it is revision plus projection error.

Two occupations of very different size share an axis when each is drawn in percent of its own base
employment; the ends of line and fan say how many jobs that is.
"""

from __future__ import annotations

from math import ceil

import pandas as pd
from matplotlib.figure import Figure

from hitdata.charts import panels
from hitdata.charts.caption import Caption
from hitdata.charts.footnotes import flags, source_line
from hitdata.charts.frame import canvas
from hitdata.charts.panels import about, jobs
from hitdata.charts.rounds import NAMES
from hitdata.charts.selection import having, needed, newest, published, single
from hitdata.charts.style import MARGIN, drawing
from hitdata.charts.words import counted, edition, listed, percent
from hitdata.errors import UnknownValue
from hitdata.projection import KIND, fan, growth

__all__ = ["CODES", "growth_fan", "select"]

#: The two occupations of health information in the 2018 SOC.
CODES = ("29-2072", "29-9021")

WANTED = {
    "source": "EP",
    "measure": ("employment", "employment change"),
    "statistic": ("total", "percent"),
}


def select(figures: pd.DataFrame) -> pd.DataFrame:
    """Return what `growth_fan` shows of the whole table: jobs of `CODES` in every round."""
    rows = having(published(figures), {**WANTED, "soc": CODES})
    return rows[_is_base(rows) | rows["release"].eq(rows["release"].max())]


@drawing()
def growth_fan(figures: pd.DataFrame) -> Figure:
    """Draw the newest round from base to projected employment with its fan, a panel per code.

    Needs base and projected employment of one or two codes in a round of Employment Projections;
    base employment of earlier rounds of the same codes is drawn as dots. The fan is that of
    `hitdata.projection.fan`: 80 percent of past outcomes lay inside.

    >>> from hitdata.tables import load
    >>> growth_fan(select(load())).hitdata.title
    'Fans to 2034 are over six times as wide as the projected change'
    """
    found = needed(figures, "growth_fan", WANTED)
    final = newest(found)
    table = _projected(final)
    rows = having(found, {"soc": set(table["soc"])})
    shown = rows[_is_base(rows) | rows["release"].eq(final["release"].iloc[0])]
    single(shown, ["soc", "release", "measure", "statistic", "period"], "growth_fan")
    drawn = panels.panels(table, rows[_is_base(rows)])
    caption = _caption(shown, table, drawn)
    figure, axes = canvas(caption, body=3.1, left=0.58, right=MARGIN, above=0.44)
    panels.scale(axes, drawn)
    for panel in drawn:
        panels.draw(axes, panel)
    return figure


def _is_base(rows: pd.DataFrame) -> pd.Series:
    """Return which rows are base employment: jobs in the first year of their round."""
    total = rows["measure"].eq("employment") & rows["statistic"].eq("total")
    return total & rows["period"].eq(rows["base_year"].astype("string"))


def _projected(final: pd.DataFrame) -> pd.DataFrame:
    """Return the projections of a round that have both levels, the largest occupation first."""
    table = growth(final).dropna(subset=["base_employment", "projected_employment"])
    table = table[table["base_employment"].gt(0)]
    if len(table) not in (1, 2):
        raise UnknownValue(
            "growth_fan draws base and projected employment of one or two codes; round "
            f"{final['release'].iloc[0]} of this frame has both for {len(table)}"
        )
    return table.sort_values("base_employment", ascending=False)


def _caption(shown: pd.DataFrame, table: pd.DataFrame, drawn: list[panels.Panel]) -> Caption:
    ends = fan(table).groupby("soc").tail(1).set_index("soc")
    when = edition(table["release"].iloc[0])
    names = listed([f"{row['occupation']} ({row['soc']})" for _, row in table.iterrows()])
    return Caption(
        title=_title(table, ends),
        deck="Base and projected employment, United States, change from "
        f"{table['base_year'].iloc[0]} in percent, round {when}; labels in jobs. "
        "Gray: the fan that holds 80% of past outcomes",
        alt=f"Line chart of projected employment with its fan, United States, round {when}, "
        f"{names}. {_title(table, ends)}. "
        + " ".join(_spoken(panel.row, panel.fan.iloc[-1], panel.past) for panel in drawn),
        source=source_line(shown),
        notes=(
            f"Fan: {ends['basis'].iloc[0]}.",
            f"Rings: base employment of earlier rounds, an estimate; its error is part of {KIND}.",
            "All jobs, the self-employed counted.",
            *flags(shown),
        ),
        data=shown,
    )


def _title(table: pd.DataFrame, ends: pd.DataFrame) -> str:
    """Say how wide the fan is beside the change; of changes that outrun it, what they are."""
    change = table.set_index("soc")["employment_change"].abs()
    year = table["projected_year"].max()
    # the most times that all fans exceed; no change counts as one job
    times = ceil(((ends["high"] - ends["low"]) / change.clip(lower=1)).min()) - 1
    if times > 1:
        many = "twice" if times == 2 else f"{counted(times)} times"
        subject = "Fans" if len(table) > 1 else "The fan"
        verb = "are" if len(table) > 1 else "is"
        return f"{subject} to {year} {verb} over {many} as wide as the projected change"
    each = [
        f"{NAMES.get(row.soc, row.occupation)} "
        f"{percent(row.employment_change_percent, signed=True)}"
        for row in table.itertuples()
    ]
    return f"By {year}: {', '.join(each)}"


def _spoken(row: pd.Series, end: pd.Series, past: pd.DataFrame) -> str:
    earlier = [
        f"{jobs(each.value)} in {each.base_year}"
        for each in past[past["base_year"].lt(row["base_year"])].itertuples()
    ]
    return (
        f"{row['occupation']}: {jobs(row['base_employment'])} jobs in {row['base_year']}, "
        f"{jobs(row['projected_employment'])} projected for {row['projected_year']} "
        f"({percent(row['employment_change_percent'], signed=True)}), fan {about(end['low'])} "
        f"to {about(end['high'])}{'; base employment of earlier rounds ' * bool(earlier)}"
        f"{listed(earlier) if earlier else ''}."
    )
