"""The canvas that every chart stands on: head, body and foot, stacked in inches.

Titles and notes are measured first and the page grows with them; the plot gets the height that it
asks for. Nothing is fitted or trimmed afterwards, so text keeps its size and its place whatever it
says.
"""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from hitdata.charts import style
from hitdata.charts.caption import Caption, attach
from hitdata.charts.measured import lines
from hitdata.charts.style import DECK, HEADLINE, LEADING, MARGIN, NOTE, WIDTH
from hitdata.charts.words import unbroken

__all__ = ["canvas", "rows"]


class _Block(NamedTuple):
    """Lines of text of one look, from the head or the foot of a page."""

    lines: list[str]
    size: float
    color: str
    weight: str = "normal"

    @property
    def height(self) -> float:
        return len(self.lines) * LEADING[self.size]


def canvas(
    caption: Caption,
    *,
    body: float,
    left: float = MARGIN,
    right: float = MARGIN,
    above: float = 0.0,
    below: float = 0.3,
) -> tuple[Figure, Axes]:
    """Return a figure that carries ``caption``, and axes ``body`` inches high between the margins.

    ``above`` and ``below`` are kept free for what stands on and under the axes, as tick labels do.
    """
    title, deck, small = _blocks(caption)
    foot = 0.17 + small.height + 0.1
    height = 0.2 + title.height + 0.04 + deck.height + 0.16 + above + body + below + foot
    figure = Figure(figsize=(WIDTH, height))
    FigureCanvasAgg(figure)
    _rules(figure, foot)
    _write(figure, title, height - 0.2)
    _write(figure, deck, height - 0.24 - title.height)
    _write(figure, small, foot - 0.1)
    inside = (left / WIDTH, (foot + below) / height, (WIDTH - left - right) / WIDTH, body / height)
    return attach(figure, caption), figure.add_axes(inside)


def rows(
    caption: Caption, count: float, *, pitch: float, left: float, right: float, head: float = 0.0
) -> tuple[Figure, Axes]:
    """Return a figure whose axes have a row at each of 0, 1, ... ``count`` - 1, downward.

    ``pitch`` is the height of a row, ``head`` what is kept above the first, both in inches.
    """
    figure, axes = canvas(caption, body=count * pitch + head, left=left, right=right)
    axes.set_ylim(count - 0.5, -0.5 - head / pitch)
    axes.set_yticks([])
    axes.grid(axis="x")
    return figure, axes


def _blocks(caption: Caption) -> tuple[_Block, _Block, _Block]:
    """Return title, deck, and notes with the source line, broken to the width of the page."""

    def broken(text: str, size: float, weight: str = "normal") -> list[str]:
        return lines(unbroken(text), WIDTH - 2 * MARGIN, size, weight)

    notes = broken(" ".join(caption.notes), NOTE) if caption.notes else []
    source = broken(f"Source: {caption.source}", NOTE)
    return (
        _Block(broken(caption.title, HEADLINE, "bold"), HEADLINE, style.INK, "bold"),
        _Block(broken(caption.deck, DECK), DECK, style.QUIET),
        _Block(notes + source, NOTE, style.FAINT),
    )


def _rules(figure: Figure, foot: float) -> None:
    """Draw the colored rule on top with its tag, and the hairline above the notes."""
    width, height = figure.get_size_inches()
    edge = MARGIN / width
    for ends, inches, thickness, color in (
        ((0, 1), height, 6, style.ACCENT),
        ((edge, edge + 0.42 / width), height - 0.045, 6.5, style.ACCENT),
        ((edge, 1 - edge), foot - 0.03, 0.8, style.RULE),
    ):
        y = inches / height
        rule = Line2D(ends, (y, y), color=color, linewidth=thickness, solid_capstyle="butt")
        figure.add_artist(rule)


def _write(figure: Figure, block: _Block, top: float) -> None:
    """Write a block from ``top`` (inches) down at the left edge."""
    width, height = figure.get_size_inches()
    look: style.Look = {"fontsize": block.size, "color": block.color, "fontweight": block.weight}
    for line, text in enumerate(block.lines):
        y = (top - line * LEADING[block.size]) / height
        figure.text(MARGIN / width, y, text, va="top", **look)
