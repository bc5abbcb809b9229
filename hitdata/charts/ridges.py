"""Ridges: curves in rows over one axis, and the marks that say what is published of them.

A curve shows more than was published, so what was stands under it: a tick for each percentile. The
ends of a quoted range are marks of their own and get no curve over them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from hitdata.charts.labels import Line, coded_name, label, note, stacked
from hitdata.charts.measured import spread
from hitdata.charts.prints import Print
from hitdata.charts.ranges import POINTS
from hitdata.charts.scales import in_dollars, inches_per_unit
from hitdata.charts.style import FAINT, INK, LABEL, MARGIN, PAPER, QUIET, SOFT, WIDTH, Look, color
from hitdata.charts.words import dollars, percent
from hitdata.distribution import WageCurves
from hitdata.distribution.normal import Floats

__all__ = ["Part", "curves", "height", "intervals", "key", "scale"]

#: Shares at which a curve is drawn: further out, no published figure bears on it.
SHARES = np.linspace(0.05, 0.95, 181)

#: In rows: where a curve stands, how high the highest rises, the heading and pitch of intervals.
FLOOR, PEAK, HEAD, STEP = 0.34, 0.84, 0.55, 0.68

FILL, DARK = "#E9E9E9", "#C4C4C4"


class Part(NamedTuple):
    """The share of one code, ``above``, that earns more than a wage: the p90 of ``below``."""

    above: str
    below: str
    wage: float
    share: float


def scale(axes: Axes, table: pd.DataFrame, quoted: list[Print]) -> None:
    """Tick the axis in dollars, wide enough for every curve and range."""
    lows = [each.low["value"] for each in quoted if each.low is not None]
    # a tail runs on by about as much again as from the 75th to the 90th percentile
    top = (table["p90"] + (table["p90"] - table["p75"]).clip(lower=0)).max()
    axes.set_xlim(min([table["p10"].min(), *lows]) * 0.72, top)
    in_dollars(axes.xaxis, ticks=8)


def height(curves: int, quoted: int) -> float:
    """Return how many rows a number of curves and of quoted ranges take."""
    return curves + (HEAD + STEP * quoted if quoted else 0.0)


def curves(axes: Axes, fitted: WageCurves, table: pd.DataFrame, part: Part | None) -> None:
    """Draw the density of each code over its row; all on one scale, the highest as high as fits."""
    # above a top code there is no curve: its last point is repeated
    wages = fitted.quantile(list(SHARES)).bfill(axis=1).ffill(axis=1)
    found = fitted.density(wages)
    heights = found / found.max(axis=None) * PEAK
    codes = wages.index.get_level_values("soc")
    for x, y, soc in zip(wages.to_numpy(), heights.to_numpy(), codes, strict=True):
        row = table[table["soc"].eq(soc)].iloc[0]
        floor = row["place"] + FLOOR
        axes.fill_between(x, floor - y, floor, color=FILL, linewidth=0)
        if part is not None and soc == part.above:
            _part(axes, table, part, x, floor - y)
        axes.plot(x, floor - y, color=color("BLS"), linewidth=1.6)
        _row(axes, row, floor)


def _part(axes: Axes, table: pd.DataFrame, part: Part, x: Floats, y: Floats) -> None:
    """Fill what the title speaks of, above the 90th percentile of the row that it names."""
    own, other = (table.loc[table["soc"].eq(soc), "place"].iloc[0] for soc in part[:2])
    right = np.linspace(part.wage, max(x[-1], part.wage), 60)
    edge = np.interp(right, x, y)
    axes.fill_between(right, edge, own + FLOOR, color=DARK, linewidth=0)
    look: Look = {"color": QUIET, "linewidth": 1, "linestyle": (0, (3, 2))}
    axes.plot([part.wage] * 2, [edge[0], other + FLOOR], **look)
    text = f"about {percent(100 * part.share, digits=0)} above {dollars(part.wage)}"
    label(axes, part.wage, edge[0], text, weight="bold", shift=(4, 9), masked=True)


def _row(axes: Axes, row: pd.Series, floor: float) -> None:
    """Name a code, and set its published percentiles as ticks under its curve."""
    axes.hlines(floor, *axes.get_xlim(), color=SOFT, linewidth=0.8)
    for point in POINTS:
        middle = point == "p50"
        ends = [floor - 0.1 * middle, floor + 0.1]
        if point == "p90" and row["open"]:
            axes.plot(row[point], floor, ">", markersize=7, color=PAPER, markeredgecolor=INK)
            continue
        axes.plot([row[point]] * 2, ends, color=INK, linewidth=2.4 if middle else 1.2)
    coded_name(axes, row["place"], row["occupation"], row["soc"], inches=2.2)
    wage = dollars(row["p50"])
    label(axes, WIDTH - MARGIN, row["place"], wage, weight="bold", ha="right", inches=True)


def key(axes: Axes, row: pd.Series) -> None:
    """Name the ticks under the first curve, and the column of medians."""
    at = [row[point] for point in POINTS]
    widths = [0.4 / inches_per_unit(axes.xaxis)] * len(at)
    for x, text in zip(spread(at, widths), POINTS.values(), strict=True):
        note(axes, x, row["place"] + FLOOR + 0.21, text, ha="center", masked=True)
    note(axes, WIDTH - MARGIN, -0.5, "median", ha="right", inches=True)


def intervals(axes: Axes, top: float, quoted: list[Print]) -> None:
    """Draw each quoted range as the interval that it is, with its median as a ring."""
    if not quoted:
        return
    heading = "As quoted: a median and a range, no curve"
    note(axes, MARGIN, top + HEAD * 0.6, heading, color=FAINT, inches=True)
    for step, each in enumerate(quoted):
        y, ink = top + HEAD + STEP * (step + 0.5), color(each.figure["publisher"])
        who = [Line(each.publisher, LABEL, ink, "bold"), Line(each.figure["occupation"])]
        stacked(axes, MARGIN, y, [*who, Line(each.terms, color=FAINT)], inches=True)
        low, middle, high = (part["value"] for part in _ordered(each))
        look: Look = {"color": ink, "markeredgewidth": 2, "zorder": 3}
        axes.plot([low, high], [y, y], "-|", linewidth=2, markersize=11, **look)
        axes.plot(middle, y, "o", markersize=5.5, **{**look, "color": PAPER}, markeredgecolor=ink)
        _amounts(axes, y, each, ink)


def _ordered(each: Print) -> list[pd.Series]:
    return sorted(each.parts, key=lambda part: float(part["value"]))


def _amounts(axes: Axes, y: float, each: Print, ink: str) -> None:
    middle, span = each.amounts[0], each.amounts[-1]
    end = max(float(part["value"]) for part in each.parts)
    note(axes, end, y, span, color=ink, shift=(7, 0), masked=True)
    label(axes, WIDTH - MARGIN, y, middle, color=ink, weight="bold", ha="right", inches=True)
