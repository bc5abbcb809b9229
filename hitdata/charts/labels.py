"""Text on the axes: placed by its baseline, shifted in points, never by eye.

A label is centered in height on its point by the height of digits and capitals, not by the box
that matplotlib draws around descenders, so that names and numbers of a row share one line.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from matplotlib.axes import Axes

from hitdata.charts.measured import lines, width
from hitdata.charts.style import FAINT, INK, LABEL, LEADING, MARGIN, NOTE, PAPER, QUIET, Look

__all__ = ["Line", "coded_name", "label", "note", "stacked"]

#: Masks the gridlines behind a label. An outline around the letters would turn them into shapes.
MASK = {"boxstyle": "square,pad=0.1", "facecolor": PAPER, "edgecolor": "none"}


class Line(NamedTuple):
    """One line of a stacked label; small and quiet unless it says otherwise."""

    text: str
    size: float = NOTE
    color: str = QUIET
    weight: str = "normal"


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
    heights = [LEADING[line.size] * 72 for line in stack]
    top = shift[1] + sum(heights) / 2
    for line, height in zip(stack, heights, strict=True):
        look: Look = {"size": line.size, "color": line.color, "weight": line.weight}
        label(axes, x, y, line.text, shift=(shift[0], top - height / 2), **look, **options)
        top -= height


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
    *before, last = lines(f"{title} {code}".strip(), inches, LABEL, weight)
    last = last.removesuffix(code).rstrip()
    step = LEADING[LABEL] * 72
    top = (len(before) * step + (LEADING[NOTE] * 72 if under else 0)) / 2
    for place, text in enumerate((*before, last)):
        label(axes, MARGIN, y, text, weight=weight, shift=(0, top - place * step), inches=True)
    bottom = top - len(before) * step
    if code:
        beside = width(last, LABEL, weight) * 72 + 5 if last else 0
        note(axes, MARGIN, y, code, color=FAINT, shift=(beside, bottom), inches=True)
    if under:
        note(axes, MARGIN, y, under, shift=(0, bottom - step), inches=True)
