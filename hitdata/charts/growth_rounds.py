"""Growth by round: what each round of projections said about the ten years after its base year.

A round is a projection made once, never revised; the next one starts from another base, which may
be measured anew: where a base jumps, a note says so. Rounds since 2018-28 are yearly. Few files of
a round hold a line for all occupations: where one does, a bar marks what all of them together were
projected to do over the same years.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import (
    ends_height,
    in_percent,
    inches_per_unit,
    name_ends,
    note,
    stacked,
    ticked,
)
from hitdata.charts.page import broken, canvas, current
from hitdata.charts.selection import ALL, TECHNICIANS, chosen, having, needed, published
from hitdata.charts.style import NOTE, QUIET, SOFT
from hitdata.charts.wage_history import draw_codes, ended, hybrids, last
from hitdata.charts.words import counted, dated, listed, outlook, percent
from hitdata.projection import base_revisions, growth
from hitdata.projection.by_round import FAR

__all__ = ["growth_rounds", "revised"]

#: What is drawn: see `growth_rounds`.
WANTED = {"source": "EP", "measure": "employment change", "statistic": "percent"}


@chart
def growth_rounds(figures: pd.DataFrame) -> Figure:
    """Draw projected employment change by round of Employment Projections, a line per code.

    Needs percent employment change of up to eight codes in some rounds, a figure for each code and
    round. The change of all occupations (00-0000) is marked in those rounds that have it. A frame
    that holds more, such as the whole table, is narrowed to what EP publishes itself, and to the
    codes that health information technicians have carried if it has them all.

    >>> from hitdata.data.bundled import load
    >>> growth_rounds(load(source="EP")).hitdata.title
    'By 2034: technologists +14.7%, records specialists +7.1%'
    """
    found = chosen(
        figures, "growth_rounds", WANTED, {"soc": (*TECHNICIANS, ALL)},
        lines=("soc",), each=("soc", "release"), most=8,
    )  # fmt: skip
    table = found.assign(at=found["base_year"].astype("float64")).sort_values(["soc", "at"])
    own = needed(table, "growth_rounds", {"soc": set(table["soc"]) - {ALL}})
    overall = having(table, {"soc": ALL})
    each = {name: set(own[name]) for name in ("source", "soc", "release")}
    bases = having(published(figures), {**each, "measure": ("employment", "employment change")})
    told = revised(bases)
    if told:
        found = pd.concat([found, bases.sort_values("figure_id")]).drop_duplicates("figure_id")
    caption = _caption(found, own, overall, told)
    right = 1.35 if current().narrow else 1.68
    points = last(table[table["at"].eq(own["at"].max())], _signed)
    tall = ends_height(points, inches=right - 0.2)
    made, axes = canvas(
        caption, body=max(3.5, tall), least=max(2.2, tall), left=0.55, right=right, above=0.26,
        below=0.45,
    )  # fmt: skip
    _scale(axes, table)
    bars = {"xmin": overall["at"] - 0.25, "xmax": overall["at"] + 0.25}
    axes.hlines(overall["value"], **bars, color=SOFT, linewidth=3)
    draw_codes(axes, own.assign(line=own["soc"]), table)
    _values(axes, own, overall)
    for run in ended(own):
        _name(axes, run)
    name_ends(axes, points, inches=right - 0.2)
    return made


def revised(rounds: pd.DataFrame) -> str:
    """Name each base of several rounds that moved too far to have grown alone."""
    said = [text for text in base_revisions(growth(rounds))["base_revised"] if text]
    return f"{FAR[0].upper()}{FAR[1:]}: {'; '.join(said)}." if said else ""


def _signed(change: float) -> str:
    return percent(change, signed=True)


def _caption(found: pd.DataFrame, own: pd.DataFrame, overall: pd.DataFrame, told: str) -> Caption:
    runs = [run for _, run in own.groupby("soc")]
    rounds, without = own["release"].nunique(), set(own["release"]) - set(overall["release"])
    bars = (
        f"Gray bars: all occupations, for which {counted(len(without))} of {counted(rounds)} "
        "files have no line."
    )
    final = own[own["at"].eq(own["at"].max())].sort_values("value", ascending=False)
    return Caption.of(
        found,
        title=outlook(final, "value"),
        deck="Projected employment change over ten years, in percent, by round of projections, "
        "United States. A line breaks where the occupation code changes.",
        alt="Line chart of projected employment change over ten years by round of projections, "
        f"United States, under {counted(len(runs))} codes, broken where the code changes. "
        + " ".join(_spoken(run) for run in [*runs, overall] if len(run)),
        notes=(
            *(f"{soc}: {title}." for soc, title in hybrids(own).items()),
            told,
            "All jobs, including the self-employed.",
            bars if len(overall) else "",
        ),
    )


def _spoken(run: pd.DataFrame) -> str:
    each = [
        f"{percent(row.value, signed=True)} in round {dated(row.release)}"
        for row in run.itertuples()
    ]
    return f"{run['occupation'].iloc[-1]} ({run['soc'].iloc[-1]}): {listed(each)}."


def _scale(axes: Axes, table: pd.DataFrame) -> None:
    axes.set_ylim(min(table["value"].min() * 1.2, 0), table["value"].max() * 1.2)
    axes.set_xlim(table["at"].min() - 0.7, table["at"].max() + 0.5)
    axes.grid(axis="y")
    in_percent(axes.yaxis)
    axes.axhline(0, color=QUIET, linewidth=1)
    rounds = table.drop_duplicates("release")
    years = [f"{row.base_year}–\n{row.projected_year}" for row in rounds.itertuples()]
    ticked(axes, list(rounds["at"]), years, size=NOTE)


def _values(axes: Axes, own: pd.DataFrame, overall: pd.DataFrame) -> None:
    """Write the change at every point but the last ones, which have their names beside them."""
    # a line bulges above or below its neighbors at a point: that side is free
    values = own.groupby("soc")["value"]
    beside = pd.concat([values.shift(), values.shift(-1)], axis=1).mean(axis=1)
    side = (own["value"] >= beside).map({True: 1, False: -1})
    # of codes that are close in one round, the outer sides are
    for _, close in own.sort_values("value").groupby("at")["value"]:
        if len(close) > 1 and close.diff().min() * inches_per_unit(axes.yaxis) < 0.5:
            side[close.index] = [-1, *[1] * (len(close) - 1)]
    shown = pd.concat([own.assign(side=side), overall.assign(side=-1)])
    for row in shown[shown["at"].lt(own["at"].max())].itertuples():
        # a mask would leave a hole in the shade of a hybrid
        masked = "hybrid" not in row.soc_system
        shift = (0, 11 * row.side)
        note(axes, row.at, row.value, percent(row.value), ha="center", shift=shift, masked=masked)


def _name(axes: Axes, run: pd.DataFrame) -> None:
    """Name a code that has ended beside its first point; a hybrid by its code along its line."""
    first, soc = run.iloc[0], run["soc"].iloc[0]
    if soc in hybrids(run):
        # over or under its line, where a reader finds no other number
        side = 13 if run["value"].max() > run["value"].min() else -13
        note(axes, run["at"].mean(), run["value"].max(), soc, ha="center", shift=(0, side))
        return
    name = broken(f"{first['occupation']} {soc}", 1.9)
    stacked(axes, first["at"], first["value"], name, shift=(26, 0))
