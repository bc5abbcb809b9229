"""The page of a chart: head, axes and foot stacked in inches, around text that was measured first.

A chart whose text comes from data cannot be laid out by eye. Lines are broken and labels moved
apart by the widths that the renderer gives; titles and notes are measured first, the page
grows with them, and the axes get the height that they ask for. Nothing is fitted or trimmed
afterwards, so text keeps its size and its position whatever it says. Axes say their unit at their
ticks, few and round, so that they need no titles.

Text on the axes is placed by its baseline and shifted in points. A label is centered in height on
its point by the height of digits and capitals, not by the box that matplotlib draws around
descenders, so that names and numbers of a row share one line.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, MaxNLocator

from hitdata.charts import style
from hitdata.charts.files import Caption, attach
from hitdata.charts.style import INK, LABEL, LEADING, MARGIN, NOTE, PAPER, QUIET, RIGHT, WIDTH
from hitdata.charts.words import percent, thousands, unbroken

__all__ = ["End", "Line", "broken", "canvas", "coded_name", "height", "in_dollars", "in_percent",
           "inches_per_unit", "label", "name_ends", "note", "rows", "spread", "stacked",
           "wage_axis", "width"]  # fmt: skip


class End(NamedTuple):
    """The last point of a line, and what is written beside it."""

    x: float
    y: float
    number: str
    name: str
    ink: str = INK


class Line(NamedTuple):
    """One line of text; small and quiet unless it says otherwise."""

    text: str
    size: float = NOTE
    color: str = QUIET
    weight: str = "normal"


#: The look of a small and quiet line.
SMALL = Line("")


def canvas(
    caption: Caption,
    *,
    body: float,
    left: float = MARGIN,
    right: float = MARGIN,
    above: float = 0.0,
    below: float = 0.3,
) -> tuple[Figure, Axes]:
    """Return a chart that carries ``caption``, and axes ``body`` inches high between the margins.

    ``above`` and ``below`` are kept free for what stands on and under the axes, as tick labels do.
    """
    title = _wide(caption.title, Line("", style.HEADLINE, style.INK, "bold"))
    deck = _wide(caption.deck, Line("", style.DECK))
    foot_texts = filter(None, (" ".join(caption.notes), f"Source: {caption.source}"))
    notes = [line for text in foot_texts for line in _wide(text, Line("", color=style.FAINT))]
    foot = 0.17 + height(notes) + 0.1
    page = 0.2 + height(title) + 0.04 + height(deck) + 0.16 + above + body + below + foot
    chart = Figure(figsize=(WIDTH, page))
    FigureCanvasAgg(chart)
    _rules(chart, foot)
    below_title = page - 0.24 - height(title)
    for stack, top in ((title, page - 0.2), (deck, below_title), (notes, foot - 0.1)):
        for number, (text, size, color, weight) in enumerate(stack):
            y = (top - number * LEADING[size]) / page
            look: style.Look = {"fontsize": size, "color": color, "fontweight": weight}
            chart.text(MARGIN / WIDTH, y, text, va="top", **look)
    inside = (left / WIDTH, (foot + below) / page, (WIDTH - left - right) / WIDTH, body / page)
    return attach(chart, caption), chart.add_axes(inside)


def rows(
    caption: Caption, count: float, *, pitch: float, left: float, right: float, head: float = 0.0
) -> tuple[Figure, Axes]:
    """Return a chart whose axes have a row at each of 0, 1, ... ``count`` - 1, downward.

    ``pitch`` is the height of a row, ``head`` what is kept above the first, both in inches.
    """
    chart, axes = canvas(caption, body=count * pitch + head, left=left, right=right)
    axes.set_ylim(count - 0.5, -0.5 - head / pitch)
    axes.set_yticks([])
    axes.grid(axis="x")
    return chart, axes


def wage_axis(axes: Axes, wages: pd.Series, *, room: float) -> None:
    """Let the y axis show wages in dollars, with a share of their range free above and below."""
    beyond = (wages.max() - wages.min()) * room
    axes.set_ylim(wages.min() - beyond, wages.max() + beyond)
    axes.grid(axis="y")
    in_dollars(axes.yaxis)


def in_dollars(axis: Axis, *, ticks: int = 6) -> None:
    """Tick an axis at round thousands of dollars."""
    axis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 5, 10]))
    axis.set_major_formatter(FuncFormatter(_dollars))


def in_percent(axis: Axis, *, ticks: int = 6) -> None:
    """Tick an axis at round percentages."""
    axis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 5, 10], integer=True))
    axis.set_major_formatter(FuncFormatter(_percent))


def inches_per_unit(axis: Axis) -> float:
    """Return how many inches of the page one unit of a linear axis takes."""
    box = axis.axes.bbox
    length = box.width if axis is axis.axes.xaxis else box.height
    first, last = axis.get_view_interval()
    return float(length / axis.axes.figure.dpi / abs(last - first))


@cache
def width(text: str, size: float, *, weight: str = "normal") -> float:
    """Return the width of a line of text in inches.

    >>> width("median", 11) < width("median", 11, weight="bold")
    True
    """
    with style.drawing():
        page = _page()
        artist = Text(0, 0, text, fontsize=size, fontweight=weight, figure=page)
        return float(artist.get_window_extent().width) / page.dpi


def height(stack: Sequence[Line]) -> float:
    """Return the height of lines one above the other in inches.

    >>> round(height([Line("$51,140", 11), Line("Records Specialists")]), 3)
    0.335
    """
    return sum(LEADING[line.size] for line in stack)


def broken(text: str, inches: float, *, look: Line = SMALL) -> list[Line]:
    """Break text into as few lines of a look as fit, then make them as even as they get.

    Even lines leave no single word on the last one.

    >>> long = "Health Information Technologists and Medical Registrars"
    >>> [line.text for line in broken(long, 2.2, look=Line("", 11))]
    ['Health Information Technologists', 'and Medical Registrars']
    """
    least, most = 0.0, inches
    count = len(_filled(text, inches, look))
    while most - least > 0.02:
        middle = (least + most) / 2
        if len(_filled(text, middle, look)) <= count:
            most = middle
        else:
            least = middle
    return _filled(text, most, look)


def spread(wanted: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Move labels of some sizes apart until none touch, each as little as that takes.

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
    placed = np.repeat([np.mean(pool) for pool in pools], [len(pool) for pool in pools]) + touching
    return placed[np.argsort(order)].tolist()


def _rules(chart: Figure, foot: float) -> None:
    """Draw the colored rule on top with its tag, and the hairline above the notes."""
    page = chart.get_figheight()
    for ends, inches, thickness, color in (
        ((0, WIDTH), page, 6, style.ACCENT),
        ((MARGIN, MARGIN + 0.42), page - 0.045, 6.5, style.ACCENT),
        ((MARGIN, RIGHT), foot - 0.03, 0.8, style.RULE),
    ):
        look: style.Look = {"color": color, "linewidth": thickness, "solid_capstyle": "butt"}
        chart.add_artist(Line2D([x / WIDTH for x in ends], [inches / page] * 2, **look))


def _wide(text: str, look: Line) -> list[Line]:
    return broken(unbroken(text), RIGHT - MARGIN, look=look)


def _filled(text: str, inches: float, look: Line) -> list[Line]:
    """Return the lines that greedy filling gives; a word wider than a line keeps its own."""
    _, size, _, weight = look
    filled: list[str] = []
    # not split(): a space that must not break stays inside its word
    for word in text.split(" "):
        longer = f"{filled[-1]} {word}" if filled else ""
        # measured whole: words apart are each rounded up to a pixel
        if longer and width(longer, size, weight=weight) <= inches:
            filled[-1] = longer
        else:
            filled.append(word)
    return [look._replace(text=line) for line in filled]


@cache
def _page() -> Figure:
    """Return a page to measure on; nothing is ever drawn on it."""
    return FigureCanvasAgg(Figure((1, 1), dpi=100)).figure


# functions with names, so that a chart can be pickled
def _dollars(value: float, _: object) -> str:
    return thousands(value)


def _percent(value: float, _: object) -> str:
    return percent(value, digits=0)


#: Masks the gridlines behind a label. An outline around the letters would turn them into shapes.
MASK = {"boxstyle": "square,pad=0.1", "facecolor": PAPER, "edgecolor": "none"}


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
) -> None:
    """Write one line of text, centered in height on a point of the axes.

    ``shift`` moves it, in points; with ``inches``, ``x`` counts from the left edge of the page.
    """
    across: Any = axes.figure.dpi_scale_trans if inches else "data"
    axes.annotate(
        text,
        (x, y),
        xycoords=(across, "data"),
        # digits and capitals are two thirds of the size high: half of that below the middle
        xytext=(shift[0], shift[1] - size / 3),
        textcoords="offset points",
        fontsize=size,
        color=color,
        fontweight=weight,
        ha=ha,
        va="baseline",
        annotation_clip=False,
        bbox=MASK if masked else None,
        # a mask hides gridlines and no marks
        zorder=1.8 if masked else 5,
    )


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


def name_ends(axes: Axes, points: Sequence[End], *, inches: float) -> None:
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


def coded_name(
    axes: Axes,
    y: float,
    title: str,
    code: str,
    *,
    inches: float,
    weight: str = "normal",
    under: str = "",
) -> None:
    """Write an occupation and its code at the left edge, over as many lines as that takes.

    The title is what people read and the code what tells two apart, so it always follows, smaller
    and lighter. ``under`` is a small line below both.
    """
    # the code counts at full size when lines are broken, so it always has its room
    look = Line("", LABEL, weight=weight)
    *before, last = (line.text for line in broken(f"{title} {code}".strip(), inches, look=look))
    last = last.removesuffix(code).rstrip()
    step = LEADING[LABEL] * 72
    top = (len(before) * step + (LEADING[NOTE] * 72 if under else 0)) / 2
    for number, text in enumerate((*before, last)):
        label(axes, MARGIN, y, text, weight=weight, shift=(0, top - number * step), inches=True)
    bottom = top - len(before) * step
    if code:
        beside = width(last, LABEL, weight=weight) * 72 + 5 if last else 0
        note(axes, MARGIN, y, code, color=style.FAINT, shift=(beside, bottom), inches=True)
    if under:
        note(axes, MARGIN, y, under, shift=(0, bottom - step), inches=True)
