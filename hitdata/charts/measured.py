"""Text measured before it is drawn: how wide it is, where its lines break, what must move apart.

A chart whose text comes from data cannot be laid out by eye. Everything here is in inches and is
measured with the renderer that draws, so that head, labels and notes can be stacked without
overlap, however long a name is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from hitdata.charts.style import drawing

__all__ = ["lines", "spread", "width"]


@cache
def width(text: str, size: float, weight: str = "normal") -> float:
    """Return the width of a line of text in inches.

    >>> width("median", 11) < width("median", 11, "bold")
    True
    """
    with drawing():
        page = _page()
        artist = Text(0, 0, text, fontsize=size, fontweight=weight, figure=page)
        return float(artist.get_window_extent().width) / page.dpi


@cache
def _page() -> Figure:
    """Return a page to measure on; nothing is ever drawn on it."""
    return FigureCanvasAgg(Figure((1, 1), dpi=100)).figure


def lines(text: str, inches: float, size: float, weight: str = "normal") -> list[str]:
    """Break text into as few lines as fit, then make them as even as they get.

    Even lines leave no single word on the last one.

    >>> lines("Health Information Technologists and Medical Registrars", 2.2, 11)
    ['Health Information Technologists', 'and Medical Registrars']
    """
    least, most = 0.0, inches
    count = len(_filled(text, inches, size, weight))
    while most - least > 0.02:
        middle = (least + most) / 2
        if len(_filled(text, middle, size, weight)) <= count:
            most = middle
        else:
            least = middle
    return _filled(text, most, size, weight)


def spread(wanted: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Move labels of some sizes apart until none touch, each as little as that takes.

    Labels at the ends of lines stand where their line ends unless another stands there too.

    >>> spread([10, 1, 2], [2, 2, 2])
    [10.0, 0.5, 2.5]
    """

    def base(pool: list[int]) -> float:
        return sum(wanted[i] - offset[i] for i in pool) / len(pool)

    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    # where each label stands above the lowest when all of them touch
    offset: dict[int, float] = {}
    above = 0.0
    for i in order:
        offset[i] = above + sizes[i] / 2
        above += sizes[i]
    # without offsets the places must not fall: those that do are pooled at their mean
    pools: list[list[int]] = []
    for i in order:
        pools.append([i])
        while len(pools) > 1 and base(pools[-1]) < base(pools[-2]):
            pools[-2:] = [pools[-2] + pools[-1]]
    placed = {i: base(pool) + offset[i] for pool in pools for i in pool}
    return [placed[i] for i in range(len(wanted))]


def _filled(text: str, inches: float, size: float, weight: str) -> list[str]:
    """Return the lines that greedy filling gives; a word wider than a line keeps its own."""
    space = width("n n", size, weight) - width("nn", size, weight)
    filled: list[list[str]] = []
    room = 0.0
    # not split(): a space that must not break stays inside its word
    for word in text.split(" "):
        room -= space + width(word, size, weight)
        if not filled or room < 0:
            filled.append([])
            room = inches - width(word, size, weight)
        filled[-1].append(word)
    return [" ".join(words) for words in filled]
