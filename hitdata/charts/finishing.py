"""Finishing: what makes a function that draws into a chart that a user can call.

Each chart is a function of figures that draws with the page, the labels and the colors of ours.
`chart` gives it the options that all charts have, and looks after the rest once it is drawn:
marks become as small as the page is shown, labels that would cover each other make room, and a
theme's colors take the place of ours.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from os import PathLike
from typing import Any, Protocol

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.collections import Collection, PathCollection, QuadMesh
from matplotlib.colors import ListedColormap, to_hex, to_rgba
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from hitdata.charts.labels import settle
from hitdata.charts.page import page, using
from hitdata.charts.style import PAPER, QUIET, RULE, TONES, drawing
from hitdata.charts.themes import Theme, theme

__all__ = ["Chart", "chart"]

#: Colors of an artist, by the names of what gets and sets them.
LINE, AREA = ("color", "markerfacecolor", "markeredgecolor"), ("facecolor", "edgecolor")


class Chart(Protocol):
    """A chart: figures in, a picture out, with the options that all charts have."""

    __name__: str

    def __call__(
        self,
        figures: pd.DataFrame,
        *,
        title: str | None = None,
        size: str = "page",
        theme: str | PathLike[str] | Theme | None = None,
        **options: Any,
    ) -> Figure:
        """Draw figures; options beyond those of all charts are the chart's own."""


def chart(draw: Callable[..., Figure]) -> Chart:
    """Return a function that draws on a page of a size, under a title and in a theme.

    ``title`` replaces the computed one, which stays in the caption. ``size`` is a name (column,
    page, card, square), pixels such as 1600x900, or millimeters such as 120mm. ``theme`` is a name
    (light, dark, grayscale) or a theme file, see `hitdata.charts.themes`.
    """

    @wraps(draw)
    def drawn(
        figures: pd.DataFrame,
        *,
        title: str | None = None,
        size: str = "page",
        theme: str | PathLike[str] | Theme | None = None,
        **options: Any,
    ) -> Figure:
        look = _theme(theme)
        with using(page(size, headline=title or "", theme=look)) as sheet, drawing(look.font):
            made = draw(figures, **options)
            _scale(made, sheet.zoom)
            settle(made)
            _recolor(made, look)
        return made

    own = inspect.signature(draw)
    shared = inspect.signature(drawn, follow_wrapped=False)
    common = [shared.parameters[name] for name in ("title", "size", "theme")]
    every = [*own.parameters.values(), *common]
    drawn.__signature__ = own.replace(parameters=every)  # type: ignore[attr-defined]
    return drawn


#: Under another name, as charts have an option ``theme``.
_theme = theme


def _scale(made: Figure, zoom: float) -> None:
    """Make lines and marks as small as the page is shown; text is already."""
    for artist in made.findobj():
        if isinstance(artist, Line2D | Patch | Collection):
            artist.set_linewidth(_times(artist.get_linewidth(), zoom))
        if isinstance(artist, Line2D):
            artist.set_markersize(artist.get_markersize() * zoom)
            artist.set_markeredgewidth(artist.get_markeredgewidth() * zoom)
        if isinstance(artist, PathCollection):
            artist.set_sizes(_times(artist.get_sizes(), zoom**2))


def _times(value: Any, zoom: float) -> Any:
    return value * zoom if isinstance(value, float | int) else [each * zoom for each in value]


def _recolor(made: Figure, look: Theme) -> None:
    """Replace each color of ours by that of the theme for the same tone."""
    if not look.colors:
        return
    # BLS is nearly ink: tones of one color are told apart by no eye, so the first name is asked
    new = {to_hex(TONES[name]): look[name] for name in reversed(TONES)}

    def mapped(color: Any) -> Any:
        if isinstance(color, str) and color in {"none", "auto"}:
            return color
        red, green, blue, alpha = to_rgba(color)
        return to_rgba(new.get(to_hex((red, green, blue)), color), alpha)

    for artist in made.findobj():
        if isinstance(artist, Text):
            artist.set_color(mapped(artist.get_color()))
            if (mask := artist.get_bbox_patch()) is not None:
                mask.set_facecolor(mapped(PAPER))
        elif isinstance(artist, QuadMesh):
            own = artist.get_cmap()
            artist.set_cmap(ListedColormap([mapped(own(step)) for step in range(own.N)]))
            artist.set_edgecolor(mapped(PAPER))
        elif isinstance(artist, Line2D | Patch | Collection):
            _replace(artist, mapped)
    for axes in made.axes:
        axes.tick_params(labelcolor=mapped(QUIET), grid_color=mapped(RULE))


def _replace(artist: Artist, mapped: Callable[[Any], Any]) -> None:
    """Replace the colors of a line or an area."""
    names = LINE if isinstance(artist, Line2D) else AREA
    # all are read before one is set: some stand for another
    for name, value in {name: getattr(artist, f"get_{name}")() for name in names}.items():
        several = isinstance(value, np.ndarray) and value.ndim == 2
        color = [mapped(each) for each in value] if several else mapped(value)
        getattr(artist, f"set_{name}")(color)
