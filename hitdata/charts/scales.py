"""Axes that say their unit: ticks in dollars or percent, few, and inside the plot.

The deck names the measure and the unit, so that axes need no titles; ticks repeat the unit.
"""

from __future__ import annotations

from matplotlib.axis import Axis
from matplotlib.ticker import FuncFormatter, MaxNLocator

from hitdata.charts.words import percent, thousands

__all__ = ["in_dollars", "in_percent", "inches_per_unit"]


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


# functions with names, so that a figure can be pickled
def _dollars(value: float, _: object) -> str:
    return thousands(value)


def _percent(value: float, _: object) -> str:
    return percent(value, digits=0)
