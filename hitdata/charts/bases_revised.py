"""Bases revised: how far the base of each round lies from the base of the round before.

A round starts from an estimate of jobs in its base year. The next round, a year or two later,
starts from another, and between them lies growth, but also re-measurement: new surveys, other
methods, other codes. Where the new base lies outside the fan of the round before, growth alone
does not explain it, and the row is dark.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import in_percent, label
from hitdata.charts.rows import Name, column, rows
from hitdata.charts.selection import chosen, having
from hitdata.charts.style import INK, NOTE, QUIET, SOFT, color
from hitdata.charts.words import counted, dated, percent
from hitdata.errors import UnknownValue
from hitdata.projection import base_revisions, growth
from hitdata.soc import FAMILY

__all__ = ["bases_revised"]

#: What is drawn: see `bases_revised`.
WANTED = {"source": "EP", "measure": ("employment", "employment change"), "area": "US",
          "statistic": ("total", "percent")}  # fmt: skip

#: Codes of the default choice: all that health information technicians have carried.
DEFAULT = {"soc": {code for group in ("health information technicians",
                                      "health information technologists")
                   for code in FAMILY[group]}}  # fmt: skip

#: Most moves that are drawn; of more, the largest.
MOST = 30


@chart
def bases_revised(figures: pd.DataFrame) -> Figure:
    """Draw by how many percent the base of each round differs from that of the round before.

    Needs base employment of up to 40 codes in two or more rounds of Employment Projections; of
    more than 30 moves the largest are drawn. A frame of more codes, such as the whole table, is
    narrowed to those of health information technicians and technologists.

    >>> from hitdata.data.bundled import load
    >>> bases_revised(load(soc="29-9098", source="EP")).hitdata.title
    'One base moved 37.0% from a round to the next'
    """
    found = chosen(
        figures, "bases_revised", WANTED, DEFAULT, lines=("soc",),
        each=("soc", "release", "measure", "statistic", "period"),
    )  # fmt: skip
    moves = base_revisions(growth(found))
    if moves.empty:
        raise UnknownValue("bases_revised needs base employment of one code in two rounds")
    titles = found.drop_duplicates(["soc", "release"]).set_index(["soc", "release"])["occupation"]
    moves["occupation"] = [titles[row.soc, row.release] for row in moves.itertuples()]
    far = moves["base_moved"].abs().rename("far")
    table = moves.assign(far=far).sort_values(
        ["far", "soc", "release"], ascending=[False, True, True]
    )
    left_out = max(len(table) - MOST, 0)
    table = table.head(MOST).reset_index(drop=True)
    table["jobs"] = (table["base_before"] * (1 + table["base_moved"] / 100)).round(-2)
    names = [
        Name(row.occupation, row.soc, (f"round {dated(row.release)}",))
        for row in table.itertuples()
    ]
    shown = having(found, {"soc": set(table["soc"])})
    caption = _caption(shown, table, left_out)
    made, axes, ys = rows(caption, names, pitch=0.46, least=0.36, right=1.75, head=0.3)
    table = table.set_axis(ys)
    ends = [*table["base_moved"], 0.0]
    room = (max(ends) - min(ends)) * 0.16 or 1.0
    axes.set_xlim(min(ends) - room * (min(ends) < 0), max(ends) + room * (max(ends) > 0))
    in_percent(axes.xaxis)
    axes.axvline(0, color=INK, linewidth=1)
    for y, row in table.iterrows():
        far = bool(row["base_revised"])
        fill, moved = color("BLS") if far else SOFT, row["base_moved"]
        axes.barh(y, moved, height=0.42, color=fill)
        text = percent(moved, signed=True)
        side, ha = (5, "left") if moved >= 0 else (-5, "right")
        weight = "bold" if far else "normal"
        label(axes, moved, float(y), text, weight=weight, ha=ha, shift=(side, 0), masked=True)
    jobs = [f"{row.base_before:,.0f} → {row.jobs:,.0f}" for row in table.itertuples()]
    column(axes, ys, "jobs, base to base", jobs, size=NOTE, color=QUIET)
    return made


def _caption(shown: pd.DataFrame, table: pd.DataFrame, left_out: int) -> Caption:
    dark = int(table["base_revised"].ne("").sum())
    many = f"{counted(dark).capitalize()} of {counted(len(table))} bases"
    title = f"{many} moved further than growth explains"
    if len(table) == 1:
        title = f"One base moved {percent(table['base_moved'].iloc[0])} from a round to the next"
    elif not dark:
        title = f"None of {counted(len(table))} bases moved further than growth may explain"
    spoken = [
        f"{row.occupation} ({row.soc}), round {dated(row.release)}: "
        f"{percent(row.base_moved, signed=True)}, from {row.base_before:,.0f} jobs."
        for row in table.itertuples()
    ]
    return Caption.of(
        shown,
        title=title,
        deck="Base employment of each round of Employment Projections, in percent of the base of "
        "the round before, United States",
        alt=f"Bar chart of {counted(len(table))} moves of base employment from round to round. "
        + " ".join(spoken),
        notes=(
            "Bold: outside the 80% fan that the round before had for that year.",
            f"Left out: {left_out} smaller moves." if left_out else "",
            "All jobs, including the self-employed.",
        ),
    )
