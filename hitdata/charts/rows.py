"""Rows: a row for each name, with what is drawn of it beside the name, or on a narrow page below.

Most charts are rows. How high they are follows from the page: what is drawn wants some inches, a
name of two lines needs its own, and thirty rows on a card get what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hitdata.charts.files import Caption
from hitdata.charts.labels import inches_per_unit, label, note
from hitdata.charts.page import Line, Page, Room, broken, current, fitted, height, width
from hitdata.charts.style import FAINT, INK, LABEL, LEADING, MARGIN, NOTE, RIGHT, Look
from hitdata.charts.words import unbroken

__all__ = ["HEADING", "Name", "column", "name_lines", "rows"]

#: Inches from the middle of the first row up to the heading of a column.
HEADING = 0.335

#: Inches that marks need on a narrow page, where names beside them would leave less.
MARKS = 2.3

#: Share of a page, and of one of fixed height, that names beside rows take at most.
SHARE, SHARE_OF_CARD = 0.34, 0.4


class Name(NamedTuple):
    """The name of a row, the code that follows it, and small texts below."""

    title: str
    code: str = ""
    under: tuple[str, ...] = ()
    weight: str = "normal"
    ink: str = INK


def rows(
    caption: Caption,
    names: Sequence[Name],
    *,
    pitch: float,
    right: float,
    least: float = 0.2,
    head: float = 0.0,
) -> tuple[Figure, Axes, list[float]]:
    """Return a chart with a row for each name, its axes, and the y of each row, downward.

    ``pitch`` is the height of a row, which is one unit, and ``least`` what it may shrink to;
    ``head`` is kept above the marks of the first row; all in inches. Names stand beside the rows,
    or over them where a narrow page has no room beside; a name that is higher than its row makes
    room for itself.
    """

    def room(sheet: Page) -> Room:
        found = _stack(names, sheet, right)
        left = MARGIN if found.over else MARGIN + found.wide + 0.12
        body, small = (head + sum(found.heights(row)) for row in (pitch, least))
        return Room(body, small, left, right)

    chart, axes = fitted(caption, room)
    sheet = current()
    stack = _stack(names, sheet, right)
    free = axes.bbox.height / chart.dpi / sheet.zoom - head
    # a few rows on a tall page stand apart and in its middle, not stretched over it
    row, most = least / 2, pitch * 1.6
    while most - row > 1e-7:
        middle = (row + most) / 2
        row, most = (middle, most) if sum(stack.heights(middle)) <= free + 1e-6 else (row, middle)
    heights = stack.heights(row)
    beyond = (free - sum(heights)) / 2
    down = np.cumsum(heights) - (row / 2 if stack.over else np.divide(heights, 2))
    ys = ((down - down[0]) / row).tolist()
    axes.set_ylim((free - beyond - down[0]) / row, -(head + beyond + down[0]) / row)
    axes.set_yticks([])
    axes.grid(axis="x")
    for number, (name, y) in enumerate(zip(names, ys, strict=True)):
        _write(axes, name, y, stack, over=row / 2 + (0 if number else head))
    return chart, axes, ys


def column(
    axes: Axes,
    ys: Sequence[float],
    heading: str,
    texts: Iterable[str],
    *,
    x: float = RIGHT,
    **look: Any,
) -> None:
    """Write a text for each row at the right edge, or at ``x`` inches, under a heading."""
    top = ys[0] - HEADING / inches_per_unit(axes.yaxis)
    note(axes, x, top, heading, ha="right", inches=True)
    for y, text in zip(ys, texts, strict=True):
        label(axes, x, y, text, ha="right", inches=True, **look)


def name_lines(name: Name, inches: float) -> list[Line]:
    """Return the lines of a title and its code, broken to fit; the code ends the last one.

    >>> [line.text for line in name_lines(Name("Medical Records Specialists", "29-2072"), 2.1)]
    ['Medical Records', 'Specialists 29-2072']
    """
    look = Line("", LABEL, name.ink, name.weight)
    # the code counts at full size when lines are broken, so it always has its room
    return broken(unbroken(f"{name.title} {name.code}".strip()), inches, look=look)


class _Stack(NamedTuple):
    """Names on a page: whether over their rows, how wide, and how high each is, in inches."""

    over: bool
    wide: float
    tall: list[float]

    def heights(self, row: float) -> list[float]:
        """Return the height of each row with its name, where marks take ``row``."""
        return [tall + row if self.over else max(row, tall + 0.04) for tall in self.tall]


def _stack(names: Sequence[Name], sheet: Page, right: float) -> _Stack:
    titles = [width(f"{name.title} {name.code}", LABEL, weight=name.weight) for name in names]
    widest = max([*titles, *(width(text, NOTE) for name in names for text in name.under)])
    # where height is short, names are rather wide than high
    share = (SHARE_OF_CARD if sheet.height else SHARE) * sheet.width
    over = sheet.narrow and sheet.width - MARGIN - widest - right < MARKS
    wide = sheet.width - 2 * MARGIN if over else min(widest, share)
    # a hair more, so that the widest name fits its own width
    tall = [height(name_lines(name, wide + 1e-6)) + height(_under(name, wide)) for name in names]
    return _Stack(over, wide + 1e-6, tall)


def _under(name: Name, inches: float) -> list[Line]:
    return [line for text in name.under for line in broken(unbroken(text), inches)]


def _write(axes: Axes, name: Name, y: float, stack: _Stack, *, over: float) -> None:
    """Write a name at the left edge, centered on its row, or ``over`` so many inches of it.

    The title is what people read and the code what tells two apart, so it always follows, smaller
    and lighter.
    """
    look: Look = {"inches": True}
    if stack.over:
        look |= {"masked": True, "zorder": 4}
    lines, small = name_lines(name, stack.wide), _under(name, stack.wide)
    full = (height(lines) + height(small)) * 72
    top = over * 72 + full if stack.over else full / 2
    for line in (*lines, *small):
        step = LEADING[line.size] * 72
        text, at = line.text, (0.0, top - step / 2)
        if name.code and line is lines[-1]:
            text = text.removesuffix(name.code).rstrip()
            beside = width(text, LABEL, weight=name.weight) * 72 + 5 if text else 0
            note(axes, MARGIN, y, name.code, color=FAINT, shift=(beside, at[1]), **look)
        inks: Look = {"size": line.size, "color": line.color, "weight": line.weight}
        label(axes, MARGIN, y, text, shift=at, **inks, **look)
        top -= step
