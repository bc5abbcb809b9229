"""Labels: text on the axes of a chart, and ticks that say their unit.

Text on the axes is placed by its baseline and shifted in points. A label is centered in height on
its point by the height of digits and capitals, not by the box that matplotlib draws around
descenders, so that names and numbers of a row share one line. Axes say their unit at their ticks,
few and round, so that they need no titles.

How much room labels have differs from page to page. `settle` looks at the finished chart: a label
that covers another moves by less than a line or two, and is taken away if there is no room; names
of rows and the numbers at the right edge stay where they are. What is taken away stands in the
data and the alt text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, MaxNLocator

from hitdata.charts.page import Line, broken, current, height, width
from hitdata.charts.style import INK, LABEL, LEADING, MARGIN, NOTE, PAPER, QUIET
from hitdata.charts.words import dollars, percent, thousands

__all__ = ["End", "across", "beyond_view", "ends_height", "in_dollars", "in_percent",
           "inches_per_unit", "inside", "label", "name_ends", "note", "settle", "spread",
           "stacked", "ticked", "wage_axis"]  # fmt: skip


class End(NamedTuple):
    """The last point of a line, and what is written beside it."""

    x: float
    y: float
    number: str
    name: str
    ink: str = INK


#: Masks the gridlines behind a label. An outline around the letters would turn them into shapes.
MASK = {"boxstyle": "square,pad=0.1", "facecolor": PAPER, "edgecolor": "none"}

#: What marks a label that may move.
MOVES = "moves"

#: Dots per inch at which places of labels are found.
FINE = 300

#: Where a label may go that covers another: parts of its height up, and of its width across.
NUDGES = ((0, 0), (0, 0.6), (0, -0.6), (0, 1.1), (0, -1.1), (0.6, 0), (-0.6, 0), (0.6, 0.9),
          (-0.6, 0.9), (0.6, -0.9), (-0.6, -0.9))  # fmt: skip


def wage_axis(axes: Axes, wages: pd.Series, *, room: float) -> None:
    """Let the y axis show wages in dollars, with a share of their range free above and below."""
    beyond = (wages.max() - wages.min()) * room
    axes.set_ylim(wages.min() - beyond, wages.max() + beyond)
    axes.grid(axis="y")
    in_dollars(axes.yaxis)


def in_dollars(axis: Axis, *, ticks: int = 6) -> None:
    """Tick an axis at round thousands of dollars."""
    axis.set_major_locator(_round_places(axis, ticks, whole=False))
    axis.set_major_formatter(FuncFormatter(_dollars))


def in_percent(axis: Axis, *, ticks: int = 6) -> None:
    """Tick an axis at round percentages."""
    axis.set_major_locator(_round_places(axis, ticks, whole=True))
    axis.set_major_formatter(FuncFormatter(_percent))


def ticked(axes: Axes, at: Sequence[float], names: Sequence[str], *, size: float = LABEL) -> None:
    """Name places of the x axis, from the last on every one, or every second, third, ... that fits.

    Names of several lines are as wide as their widest.
    """
    unit = inches_per_unit(axes.xaxis)
    wide = max(width(line, size) for name in names for line in name.split("\n")) + 0.12
    every = 1
    while every < len(at) and min(np.diff(sorted(at)[::-1][::every][::-1])) * unit < wide:
        every += 1
    order = np.argsort(at)[::-1][::every]
    named = [names[i] for i in order]
    axes.set_xticks([at[i] for i in order], named, fontsize=size * current().zoom)


def inches_per_unit(axis: Axis) -> float:
    """Return how many inches of the page one unit of a linear axis takes."""
    box = axis.axes.bbox
    length = box.width if axis is axis.axes.xaxis else box.height
    first, last = axis.get_view_interval()
    return float(length / axis.axes.figure.dpi / current().zoom / abs(last - first))


def spread(
    wanted: Sequence[float],
    sizes: Sequence[float],
    *,
    within: tuple[float, float] = (-np.inf, np.inf),
) -> list[float]:
    """Move labels of some sizes apart until none touch, each as little as that takes.

    They stay ``within`` two ends where these have room for all of them.

    Labels at the ends of lines stand where their line ends unless another stands there too.

    >>> spread([10, 1, 2], [2, 2, 2])
    [10.0, 0.5, 2.5]
    """
    order = np.argsort(wanted, kind="stable")
    # where each label stands above the lowest when all of them touch
    touching = np.cumsum(np.take(sizes, order)) - np.take(sizes, order) / 2
    # less that, their positions must not fall: those that do are pooled at their mean
    pools: list[list[float]] = []
    for free in np.take(wanted, order) - touching:
        pools.append([free])
        while len(pools) > 1 and np.mean(pools[-1]) < np.mean(pools[-2]):
            pools[-2:] = [pools[-2] + pools[-1]]
    means = np.clip([np.mean(pool) for pool in pools], within[0], within[1] - sum(sizes))
    placed = np.repeat(means, [len(pool) for pool in pools]) + touching
    return placed[np.argsort(order)].tolist()


def label(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    *,
    size: float = LABEL,
    color: str = INK,
    weight: str = "normal",
    ha: str = "left",
    shift: tuple[float, float] = (0, 0),
    masked: bool = False,
    inches: bool = False,
    keep: bool = False,
    zorder: float | None = None,
) -> None:
    """Write one line of text, centered in height on a point of the axes.

    ``shift`` moves it, in points; with ``inches``, ``x`` counts from the left edge of the page, a
    negative one from the right. Such a label stays where it is, as does one to ``keep``.
    """
    sheet = current()
    across: Any = axes.figure.dpi_scale_trans if inches else "data"
    at = x * sheet.zoom if x >= 0 or not inches else (sheet.width + x) * sheet.zoom
    found = axes.annotate(
        text,
        (at if inches else x, y),
        xycoords=(across, "data"),
        # digits and capitals are two thirds of the size high: half of that below the middle
        xytext=(shift[0] * sheet.zoom, (shift[1] - size / 3) * sheet.zoom),
        textcoords="offset points",
        fontsize=size * sheet.zoom,
        color=color,
        fontweight=weight,
        ha=ha,
        va="baseline",
        annotation_clip=False,
        bbox=MASK if masked else None,
        # a mask hides gridlines and no marks
        zorder=zorder or (1.8 if masked else 5),
    )
    if not (inches or keep):
        found.set_label(MOVES)


def note(axes: Axes, x: float, y: float, text: str, **options: Any) -> None:
    """Write a small and quiet label."""
    label(axes, x, y, text, **{"size": NOTE, "color": QUIET, **options})


def stacked(
    axes: Axes,
    x: float,
    y: float,
    stack: list[Line],
    *,
    shift: tuple[float, float] = (0, 0),
    **options: Any,
) -> None:
    """Write lines one above the other, together centered on a point of the axes."""
    top = shift[1] + height(stack) * 72 / 2
    for text, size, color, weight in stack:
        step = LEADING[size] * 72
        look: dict[str, Any] = {"size": size, "color": color, "weight": weight, **options}
        label(axes, x, y, text, shift=(shift[0], top - step / 2), **look)
        top -= step


def across(axes: Axes) -> float:
    """Return the width of axes in inches, as laid out."""
    return float(axes.bbox.width / axes.figure.dpi / current().zoom)


def inside(axes: Axes, x: float, y: float, text: str, **options: Any) -> None:
    """Write a small label right of a point, or where the page ends left of it."""
    left = axes.get_position().x0 * current().width
    start = left + (x - axes.get_xlim()[0]) * inches_per_unit(axes.xaxis)
    wide = width(text, NOTE)
    end = current().width - MARGIN
    most = max(end - start - wide, MARGIN - start) * 72
    note(axes, x, y, text, shift=(min(-2.0, most), 0), masked=True, **options)


def name_ends(axes: Axes, points: Sequence[End], *, inches: float) -> None:
    """Write number and name right of the last points.

    Labels that would touch move apart; they stay in the order of their lines.
    """
    stacks = [_end(point, inches) for point in points]
    sizes = [(height(stack) + 0.05) / inches_per_unit(axes.yaxis) for stack in stacks]
    low, high = sorted(axes.get_ylim())
    placed = spread([point.y for point in points], sizes, within=(low, high))
    for point, y, stack in zip(points, placed, stacks, strict=True):
        stacked(axes, point.x, y, stack, shift=(11, 0), keep=True)


def ends_height(points: Sequence[End], *, inches: float) -> float:
    """Return the height in inches that axes need for the names of `name_ends`."""
    return sum(height(_end(point, inches)) + 0.05 for point in points)


def settle(chart: Figure) -> None:
    """Move labels of marks off other text, and take away those for which there is no room."""
    # fine enough that small text is as wide as it was measured
    shown = chart.dpi
    chart.set_dpi(FINE)
    chart.draw_without_rendering()
    renderer, page = chart.canvas.get_renderer(), chart.bbox  # type: ignore[attr-defined]
    texts = [text for text in chart.findobj(Text) if text.get_visible() and text.get_text().strip()]
    moving = [text for text in texts if text.get_label() == MOVES]
    unseen = {id(label) for axes in chart.axes for label in beyond_view(axes)}
    # an annotation's own extent holds its mask, too: ask for that of a plain text
    taken = [Text.get_window_extent(text, renderer) for text in texts
             if text.get_label() != MOVES and id(text) not in unseen]  # fmt: skip
    for text in sorted(moving, key=lambda text: text.get_fontweight() != "bold"):
        own = Text.get_window_extent(text, renderer)
        aside = max(-own.x0, 0) + min(page.x1 - own.x1, 0)
        places = [own.translated(aside + x * own.width, y * own.height) for x, y in NUDGES]
        free = [box for box in places if page.x0 <= box.x0 and box.x1 <= page.x1 + 1e-6
                and page.y0 <= box.y0 and box.y1 <= page.y1
                and not any(box.expanded(1.05, 1).overlaps(other) for other in taken)]  # fmt: skip
        text.set_visible(bool(free))
        for box in free[:1]:
            moved = np.subtract(box.p0, own.p0) * 72 / chart.dpi
            text.set_position(tuple(np.add(text.get_position(), moved)))
            taken.append(box)
    chart.set_dpi(shown)


def beyond_view(axes: Axes) -> Iterator[Text]:
    """Return the labels of ticks outside the view, which matplotlib keeps but does not draw."""
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        room = (high - low) * 1e-9
        yield from (tick.label1 for tick in axis.get_major_ticks()
                    if not low - room <= tick.get_loc() <= high + room)  # fmt: skip


# functions with names, so that a chart can be pickled
def _dollars(value: float, _: object) -> str:
    return thousands(value) if value % 1000 == 0 else dollars(value)


def _percent(value: float, _: object) -> str:
    return percent(value, digits=0)


def _end(point: End, inches: float) -> list[Line]:
    return [Line(point.number, LABEL, point.ink, "bold"), *broken(point.name, inches)]


def _round_places(axis: Axis, ticks: int, *, whole: bool) -> MaxNLocator:
    """Return as many round places of an axis as have room for their names, at most so many."""
    axes = axis.axes
    long, each = (axes.bbox.width, 0.62) if axis is axes.xaxis else (axes.bbox.height, 0.3)
    few = max(min(ticks, int(long / axes.figure.dpi / current().zoom / each)), 1)
    steps = [1, 2, 5, 10]
    # two names may be one too many
    return MaxNLocator(few, steps=steps, integer=whole, min_n_ticks=1 if few < 3 else 2)
