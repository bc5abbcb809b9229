"""Series of figures under codes that come and go: drawn per code, broken where a code ends.

A code of the SOC lives in some editions. Two codes never share a line here, however close their
titles, and a strip on top of the axes names the edition that every figure belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from seaborn import lineplot

from hitdata.charts.layout import Line, broken, height, inches_per_unit, note, spread, stacked
from hitdata.charts.selection import ALL
from hitdata.charts.style import FAINT, INK, LABEL, PAPER, RULE, color

__all__ = ["End", "draw", "ended", "ends", "hybrids", "last"]

#: Fill of a stretch in which two editions are mixed.
SHADE = "#F3F3F3"

#: What ends the name of all occupations, which nobody knows by its code.
TOTAL = f" {ALL}"


class End(NamedTuple):
    """The last point of a line, and what is written beside it."""

    x: float
    y: float
    number: str
    name: str
    ink: str = INK


def draw(axes: Axes, own: pd.DataFrame, table: pd.DataFrame) -> None:
    """Draw a line for each code of ``own``, by columns soc, ``at`` (x) and value (y).

    A strip on top names the SOC edition of each stretch of ``table``, and dotted lines stand where
    one set of codes gives way to another.
    """
    look = {"color": color("BLS"), "linewidth": 1.8, "marker": "o", "markersize": 5.5}
    data = {"x": "at", "y": "value", "units": "soc", "estimator": None}
    lineplot(own, **data, **look, markeredgecolor=PAPER, legend=False, ax=axes)
    axes.set(xlabel="", ylabel="")
    _editions(axes, table)
    codes = own.groupby("at")["soc"].agg(frozenset)
    for before, after in pairwise(codes.index):
        if codes[before] != codes[after]:
            x, dotted = (before + after) / 2, (0, (1, 2))
            axes.axvline(x, color=FAINT, linewidth=1, linestyle=dotted, zorder=1)


def hybrids(table: pd.DataFrame) -> dict[str, str]:
    """Return the codes that live in a hybrid edition only, with their titles: long, for notes."""
    mixed = table["soc_system"].str.contains("hybrid").groupby(table["soc"]).all()
    rows = table[table["soc"].isin(mixed.index[mixed])].drop_duplicates("soc")
    return dict(zip(rows["soc"], rows["occupation"], strict=True))


def ended(table: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the rows of each code that ends before the x axis does."""
    last = table["at"].max()
    return [run for _, run in table.groupby("soc") if run["at"].max() < last]


def last(table: pd.DataFrame, write: Callable[[float], str]) -> list[End]:
    """Return the ends of the lines of ``table`` at ``at``, with their codes but for the total's."""
    return [
        End(
            row.at,
            row.value,
            write(row.value),
            f"{row.occupation} {row.soc}".removesuffix(f" {ALL}"),
        )
        for row in table.itertuples()
    ]


def ends(axes: Axes, points: Sequence[End], *, inches: float) -> None:
    """Write number and name right of the last points.

    Labels that would touch move apart; they stay in the order of their lines.
    """
    stacks = [
        [Line(point.number, LABEL, point.ink, "bold"), *broken(point.name, inches)]
        for point in points
    ]
    sizes = [(height(stack) + 0.05) / inches_per_unit(axes.yaxis) for stack in stacks]
    placed = spread([point.y for point in points], sizes)
    for point, y, stack in zip(points, placed, stacks, strict=True):
        stacked(axes, point.x, y, stack, shift=(11, 0))


def _editions(axes: Axes, table: pd.DataFrame) -> None:
    """Name the SOC edition over each stretch of the x axis; the hybrids between two are shaded."""
    top = axes.get_ylim()[1]
    first = table.groupby("soc_system")["at"].min().sort_values()
    final = table.groupby("soc_system")["at"].max()[first.index]
    # an edition begins and ends halfway to its neighbors
    middle = [(end + start) / 2 for end, start in zip(final[:-1], first[1:], strict=True)]
    left, right = axes.get_xlim()
    for edition, (start, end) in zip(first.index, pairwise([left, *middle, right]), strict=True):
        # a hybrid is told by standing between the two editions that it mixes
        name = "hybrid" if "hybrid" in edition else edition
        note(axes, (start + end) / 2, top, name, color=FAINT, ha="center", shift=(0, 9))
        if name == "hybrid":
            axes.axvspan(start, end, color=SHADE, linewidth=0, zorder=0.1)
    axes.axhline(top, color=RULE, linewidth=0.8, clip_on=False)
