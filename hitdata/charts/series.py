"""Series of figures under codes that come and go: drawn per code, broken where a code ends.

A code of the SOC lives in some editions. Two codes never share a line here, however close their
titles, and a strip on top of the plot names the edition that every figure belongs to.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from seaborn import lineplot

from hitdata.charts.labels import Line, note, stacked
from hitdata.charts.measured import lines, spread
from hitdata.charts.scales import inches_per_unit
from hitdata.charts.style import FAINT, INK, LABEL, LEADING, NOTE, PAPER, RULE, color

__all__ = ["End", "breaks", "draw", "editions", "ended", "ends", "hybrids"]

#: Fill of a stretch in which two editions are mixed.
SHADE = "#F3F3F3"


class End(NamedTuple):
    """The last point of a line, and what is written beside it."""

    x: float
    y: float
    number: str
    name: str
    ink: str = INK


def draw(axes: Axes, table: pd.DataFrame) -> None:
    """Draw a line for each code of ``table``, with columns soc, ``at`` (x) and value (y)."""
    look = {"color": color("BLS"), "linewidth": 1.8, "marker": "o", "markersize": 5.5}
    data = {"x": "at", "y": "value", "units": "soc", "estimator": None}
    lineplot(table, **data, **look, markeredgecolor=PAPER, legend=False, ax=axes)
    axes.set(xlabel="", ylabel="")


def editions(axes: Axes, table: pd.DataFrame) -> None:
    """Name the SOC edition over each stretch of the x axis; the hybrids between two are shaded."""
    top = axes.get_ylim()[1]
    for edition, (left, right) in _stretches(axes, table).items():
        # a hybrid is told by its place between the two editions that it mixes
        name = "hybrid" if "hybrid" in edition else edition
        note(axes, (left + right) / 2, top, name, color=FAINT, ha="center", shift=(0, 9))
        if name == "hybrid":
            axes.axvspan(left, right, color=SHADE, linewidth=0, zorder=0.1)
    axes.axhline(top, color=RULE, linewidth=0.8, clip_on=False)


def breaks(axes: Axes, table: pd.DataFrame) -> None:
    """Mark where one set of codes gives way to another."""
    codes = table.groupby("at")["soc"].agg(frozenset)
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
    """Return the rows of each code that the last place of the x axis no longer has."""
    last = table["at"].max()
    return [run for _, run in table.groupby("soc") if run["at"].max() < last]


def ends(axes: Axes, points: Sequence[End], *, inches: float) -> None:
    """Write number and name right of the last points.

    Labels that would touch move apart; they stay in the order of their lines.
    """
    stacks = [_stack(point, inches) for point in points]
    heights = [sum(LEADING[line.size] for line in stack) + 0.05 for stack in stacks]
    sizes = [height / inches_per_unit(axes.yaxis) for height in heights]
    placed = spread([point.y for point in points], sizes)
    for point, y, stack in zip(points, placed, stacks, strict=True):
        stacked(axes, point.x, y, stack, shift=(11, 0))


def _stack(point: End, inches: float) -> list[Line]:
    number = Line(point.number, LABEL, point.ink, "bold")
    return [number, *(Line(text) for text in lines(point.name, inches, NOTE))]


def _stretches(axes: Axes, table: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Return edition -> where it begins and ends, halfway to its neighbors."""
    first = table.groupby("soc_system")["at"].min().sort_values()
    last = table.groupby("soc_system")["at"].max()[first.index]
    middle = [(end + start) / 2 for end, start in zip(last[:-1], first[1:], strict=True)]
    left, right = axes.get_xlim()
    return dict(zip(first.index, pairwise([left, *middle, right]), strict=True))
