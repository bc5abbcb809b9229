"""The page of a chart: head, axes and foot stacked around text that was measured first.

A chart whose text comes from data cannot be laid out by eye. Lines are broken by the widths that
the font gives; title and notes are measured first, and the axes get what is left, or on a page
that may grow, what they ask for. Nothing is fitted or trimmed afterwards.

Charts are laid out in inches of a page at which text has the sizes of `hitdata.charts.style`. A
printed column is narrower than that at smaller text, a card for a screen has its own shape; so a
`Page` knows how much smaller than laid out it is shown. Where a page of fixed height is too small
for its rows, all of it is shown smaller: rows are neither cut nor left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from PIL import Image, UnidentifiedImageError

from hitdata.charts import style
from hitdata.charts.files import DPI, Caption, attach
from hitdata.charts.style import LABEL, LEADING, MARGIN, NOTE, QUIET
from hitdata.charts.themes import Theme
from hitdata.charts.words import unbroken
from hitdata.errors import HitdataError

__all__ = ["PAGE", "SIZES", "Line", "Page", "Room", "broken", "canvas", "current", "fitted",
           "height", "page", "using", "width"]  # fmt: skip

#: Name -> size in print (a width in mm; the height follows from the chart) or on a screen (pixels).
SIZES = {"column": "85mm", "page": "178mm", "card": "1200x675", "square": "1080x1080"}

#: Inches to lay out: the width of a printed page, at which text is as large as in a paper, and of
#: a column; a page less wide than `NARROW` has names over its rows, not beside them.
PAGE, COLUMN, NARROW = 7.2, 4.7, 5.8

#: Pixels of a card that are laid out as an inch: its text is as large as a phone needs.
PIXELS = 140.0

#: By which factor a page is shown smaller, again and again until its rows fit.
STEP = 1.05

#: Inches: the height of a logo, and the free space from page to title, title to deck and so on.
LOGO, TOP, BETWEEN, AFTER = 0.3, 0.14, 0.04, 0.16


@dataclass
class Page:
    """What a chart is laid out on: inches wide and high (None: as high as it needs)."""

    width: float = PAGE
    height: float | None = None
    #: Inches shown for an inch that is laid out.
    zoom: float = 178 / 25.4 / PAGE
    #: The user's title in place of the computed one.
    headline: str = ""
    theme: Theme = field(default_factory=Theme)

    @property
    def narrow(self) -> bool:
        """Whether names stand over their rows."""
        return self.width < NARROW

    def shrink(self, by: float = STEP) -> None:
        """Lay out more inches on the same paper."""
        self.width, self.zoom = self.width * by, self.zoom / by
        self.height = self.height * by if self.height else None


class Line(NamedTuple):
    """One line of text; small and quiet unless it says otherwise."""

    text: str
    size: float = NOTE
    color: str = QUIET
    weight: str = "normal"


class Room(NamedTuple):
    """Inches that axes want on a page: height, and the least; margins on the four sides."""

    body: float
    least: float
    left: float = MARGIN
    right: float = MARGIN
    above: float = 0.0
    below: float = 0.3


#: The look of a small and quiet line.
SMALL = Line("")

#: The page of the chart that is being drawn.
_page: ContextVar[Page | None] = ContextVar("page", default=None)


def page(size: str, *, headline: str = "", theme: Theme | None = None) -> Page:
    """Return a page of a named size, of pixels or of millimeters.

    >>> page("column").narrow, page("1600x900").narrow
    (True, False)
    """
    found = re.fullmatch(r"(\d+)(?:x(\d+))?(mm)?", SIZES.get(size, size))
    if found is None or not (found[2] or found[3]) or int(found[1]) * int(found[2] or 1) == 0:
        raise HitdataError(
            f"size {size!r}: name {', '.join(SIZES)}, pixels such as 1600x900, or millimeters such "
            "as 120mm or 120x80mm"
        )
    wide, high, unit = int(found[1]), int(found[2] or 0), found[3]
    if unit:
        # text grows with paper, less than the paper does
        shown, laid = wide / 25.4, float(np.interp(wide, (85, 178), (COLUMN, PAGE)))
        laid *= max(1.0, wide / 178)
    else:
        shown, laid = wide / DPI, max(wide / PIXELS, COLUMN)
    zoom = shown / laid
    tall = high / (25.4 if unit else DPI) / zoom
    return Page(laid, tall or None, zoom, headline, theme or Theme())


def current() -> Page:
    """Return the page of the chart that is being drawn, outside of one a page of paper."""
    return _page.get() or Page()


@contextmanager
def using(sheet: Page) -> Iterator[Page]:
    """Draw on a page."""
    before = _page.set(sheet)
    try:
        yield sheet
    finally:
        _page.reset(before)


def canvas(
    caption: Caption,
    *,
    body: float,
    least: float = 2.0,
    left: float = MARGIN,
    right: float = MARGIN,
    above: float = 0.0,
    below: float = 0.3,
) -> tuple[Figure, Axes]:
    """Return a chart that carries ``caption``, and axes ``body`` inches high between the margins.

    ``above`` and ``below`` are kept free for what stands on and under the axes, as tick labels do.
    On a page of fixed height the axes are as high as it leaves, at ``least`` so many inches.
    """
    return fitted(caption, lambda _: Room(body, least, left, right, above, below))


def fitted(caption: Caption, wants: Callable[[Page], Room]) -> tuple[Figure, Axes]:
    """Return chart and axes on the current page, shown smaller until what it wants fits."""
    sheet = current()
    while True:
        room = wants(sheet)
        head, foot = _head(caption, sheet), _foot(caption, sheet)
        above = TOP + sum(height(stack) for stack in head) + BETWEEN + AFTER + room.above
        below = 0.17 + height(foot) + 0.1 + room.below
        body = (sheet.height or above + room.body + below) - above - below
        if not sheet.height or body >= room.least:
            break
        sheet.shrink()
    zoom, tall = sheet.zoom, above + body + below
    chart = Figure(figsize=(sheet.width * zoom, tall * zoom), dpi=DPI / 2)
    FigureCanvasAgg(chart)
    foot_top = below - room.below
    _hairline(chart, sheet, (foot_top - 0.03) / tall)
    title, deck = head
    starts = (
        (title, tall - TOP),
        (deck, tall - TOP - BETWEEN - height(title)),
        (foot, foot_top - 0.1),
    )
    for stack, top in starts:
        for number, (text, size, color, weight) in enumerate(stack):
            y = (top - number * LEADING[size]) / tall
            look: style.Look = {"fontsize": size * zoom, "color": color, "fontweight": weight}
            chart.text(MARGIN / sheet.width, y, text, va="top", **look)
    mpl.rcParams.update(dict.fromkeys(("font.size", "xtick.labelsize", "ytick.labelsize"),
                                      LABEL * zoom))  # fmt: skip
    mpl.rcParams.update(dict.fromkeys(("xtick.major.pad", "ytick.major.pad"), 5 * zoom))
    inside = (room.left / sheet.width, below / tall,
              (sheet.width - room.left - room.right) / sheet.width, body / tall)  # fmt: skip
    axes = chart.add_axes(inside)
    _logo(chart, sheet, tall)
    return attach(chart, caption.on(sheet.headline, sheet.theme)), axes


def width(text: str, size: float, *, weight: str = "normal") -> float:
    """Return the width of a line of text in inches, as laid out.

    >>> width("median", 11) < width("median", 11, weight="bold")
    True
    """
    family = current().theme.font or style.font()
    each = [_measured(word, weight, family) for word in text.split(" ")]
    return (sum(each) + (len(each) - 1) * _measured(" ", weight, family)) * size


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
    # not split(): a space that must not break stays inside its word
    words = [(word, width(word, look.size, weight=look.weight)) for word in text.split(" ")]
    space = width(" ", look.size, weight=look.weight)
    least, most = 0.0, inches
    count = len(_filled(words, inches, space))
    while most - least > 0.02:
        middle = (least + most) / 2
        if len(_filled(words, middle, space)) <= count:
            most = middle
        else:
            least = middle
    return [look._replace(text=line) for line in _filled(words, most, space)]


def _head(caption: Caption, sheet: Page) -> tuple[list[Line], list[Line]]:
    """Return title and deck in lines; a logo takes its width off the title's."""
    logo = _logo_size(sheet)[0]
    title = Line("", style.HEADLINE, style.INK, "bold")
    wide = sheet.width - 2 * MARGIN
    return (
        broken(unbroken(sheet.headline or caption.title), wide - logo, look=title),
        broken(unbroken(caption.deck), wide, look=Line("", style.DECK)),
    )


def _foot(caption: Caption, sheet: Page) -> list[Line]:
    """Return notes, credit and source in lines."""
    texts = (" ".join(caption.notes), sheet.theme.credit, f"Source: {caption.source}")
    wide, look = sheet.width - 2 * MARGIN, Line("", color=style.FAINT)
    return [line for text in texts if text for line in broken(unbroken(text), wide, look=look)]


def _hairline(chart: Figure, sheet: Page, y: float) -> None:
    """Draw the hairline above the notes."""
    ends = MARGIN / sheet.width, 1 - MARGIN / sheet.width
    chart.add_artist(Line2D(ends, [y, y], color=style.RULE, linewidth=0.8, solid_capstyle="butt"))


def _logo_size(sheet: Page) -> tuple[float, float]:
    """Return the inches that a logo takes, across with a gap and down."""
    if sheet.theme.logo is None:
        return 0.0, 0.0
    try:
        with Image.open(sheet.theme.logo) as picture:
            return LOGO * picture.width / picture.height + 0.15, LOGO
    except UnidentifiedImageError as error:
        raise HitdataError(f"logo {sheet.theme.logo}: not a PNG or JPEG picture") from error


def _logo(chart: Figure, sheet: Page, tall: float) -> None:
    """Draw the logo of a theme in the upper right corner."""
    across, down = _logo_size(sheet)
    if sheet.theme.logo is not None:
        wide = across - 0.15
        box = (sheet.width - MARGIN - wide, tall - TOP - down, wide, down)
        axes = chart.add_axes(
            (box[0] / sheet.width, box[1] / tall, wide / sheet.width, down / tall)
        )
        with Image.open(sheet.theme.logo) as picture:
            axes.imshow(np.asarray(picture.convert("RGBA")), aspect="auto")
        axes.set_axis_off()


def _filled(words: Sequence[tuple[str, float]], inches: float, space: float) -> list[str]:
    """Return the lines that greedy filling gives; a word wider than a line keeps its own."""
    lines: list[str] = []
    used = inches
    for word, wide in words:
        if lines and used + space + wide <= inches:
            lines[-1] += f" {word}"
            used += space + wide
        else:
            lines.append(word)
            used = wide
    return lines


@cache
def _measured(word: str, weight: str, family: style.Font) -> float:
    """Return the width of a word in inches for each point of its size; large, so precise."""
    with style.drawing(family):
        sheet = FigureCanvasAgg(Figure((1, 1), dpi=72)).figure
        # a space alone has no extent: it is what it adds between two letters
        if word == " ":
            return _measured("n n", weight, family) - _measured("nn", weight, family)
        artist = Text(0, 0, word, fontsize=500, fontweight=weight, figure=sheet)
        return float(artist.get_window_extent().width) / 72 / 500
