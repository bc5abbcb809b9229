"""Panels: projections of several occupations side by side on one axis, each with its fan.

Sizes differ, so jobs are drawn as their change from base employment, in percent; the labels at the
ends give jobs, and those of the fan in thousands, as an interval of past errors is no finer.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from hitdata.charts.labels import Line, label, note, stacked
from hitdata.charts.measured import lines
from hitdata.charts.scales import in_percent, inches_per_unit
from hitdata.charts.style import INK, NOTE, PAPER, QUIET, SOFT, Look, color
from hitdata.charts.words import percent
from hitdata.projection import fan

__all__ = ["Panel", "about", "draw", "jobs", "panels", "scale"]

#: Years between the panels, for the labels at the ends of a fan.
GAP = 7.0

FILL = "#E9E9E9"


class Panel(NamedTuple):
    """One code: its projection, its fan, base employment of all rounds, and years to the left."""

    row: pd.Series
    fan: pd.DataFrame
    past: pd.DataFrame
    shift: float

    def at(self, years: Any) -> Any:
        """Return where years stand on the axis that the panels share."""
        return years + self.shift

    def change(self, jobs: Any) -> Any:
        """Return jobs as their change from base employment, in percent."""
        return (jobs / self.row["base_employment"] - 1) * 100


def panels(table: pd.DataFrame, past: pd.DataFrame) -> list[Panel]:
    """Return a panel for each row of ``table``, with base employment of ``past`` rounds."""
    span = int(table["projected_year"].max()) - int(past["base_year"].min()) + GAP
    fans = fan(table)
    return [
        Panel(
            row,
            fans[fans["soc"].eq(row["soc"])].astype({"year": float}),
            past[past["soc"].eq(row["soc"])].sort_values("base_year"),
            place * span,
        )
        for place, (_, row) in enumerate(table.iterrows())
    ]


def jobs(value: float) -> str:
    """Return jobs as they are published."""
    return f"{value:,.0f}"


def about(value: float) -> str:
    """Return jobs in thousands: the fan is no finer."""
    return f"{round(value, -3):,.0f}"


def scale(axes: Axes, panels: list[Panel]) -> None:
    """Tick both axes: percent, and in every panel the years that are named."""
    changes = [panel.change(panel.fan[name]) for panel in panels for name in ("low", "high")]
    ends = pd.concat([*changes, *(panel.change(panel.past["value"]) for panel in panels)])
    # below the lowest ring, room for its name
    room = (ends.max() - ends.min()) * 0.16
    rings = min(panels[0].change(panels[0].past["value"]).min() - room, 0)
    axes.set_ylim(min(ends.min() - room / 4, rings), ends.max() * 1.06)
    first = min(panel.past["base_year"].min() for panel in panels)
    axes.set_xlim(first - 0.7, panels[-1].at(panels[-1].row["projected_year"]) + GAP)
    axes.grid(axis="y")
    in_percent(axes.yaxis)
    axes.axhline(0, color=QUIET, linewidth=1)
    years = [(panel, year) for panel in panels for year in _marked(panel)]
    axes.set_xticks([panel.at(year) for panel, year in years], [str(year) for _, year in years])


def _marked(panel: Panel) -> list[int]:
    """Return the years that are named: the ends, and of rounds before it the first."""
    years = {panel.past["base_year"].min(), panel.row["base_year"], panel.row["projected_year"]}
    return sorted(int(year) for year in years)


def draw(axes: Axes, panel: Panel) -> None:
    """Draw fan, projection and the base employment of earlier rounds, with their labels."""
    row, shape = panel.row, panel.fan
    x = panel.at(shape["year"])
    low, middle, high = (panel.change(shape[name]) for name in ("low", "expected", "high"))
    axes.fill_between(x, low, high, color=FILL, linewidth=0)
    for edge in (low, high):
        axes.plot(x, edge, color=SOFT, linewidth=0.8)
    axes.plot(x, middle, color=color("BLS"), linewidth=1.8)
    ends: Look = {"color": color("BLS"), "markersize": 6, "linestyle": "none", "zorder": 4}
    axes.plot([x.iloc[0], x.iloc[-1]], [0, middle.iloc[-1]], marker="o", **ends)
    before = panel.past[panel.past["base_year"].lt(row["base_year"])]
    rings = panel.at(before["base_year"].astype(float)), panel.change(before["value"])
    axes.plot(*rings, marker="o", **{**ends, "color": PAPER}, markeredgecolor=color("BLS"))
    _words(axes, panel, before)


def _words(axes: Axes, panel: Panel, before: pd.DataFrame) -> None:
    """Name the panel, and write jobs at the first ring, at the base and at the ends of the fan."""
    row, end = panel.row, panel.fan.iloc[-1]
    top, left = axes.get_ylim()[1], panel.at(float(panel.past["base_year"].min())) - 0.5
    span = row["projected_year"] - panel.past["base_year"].min() + GAP
    inches = span * inches_per_unit(axes.xaxis) - 0.1
    title = lines(f"{row['occupation']} {row['soc']}", inches, NOTE)
    for up, text in enumerate(reversed(title)):
        note(axes, left, top, text, color=INK, shift=(0, 12 + 12 * up))
    # left of the fan, over the rings
    base, beside = jobs(row["base_employment"]), (-1, 14)
    label(axes, panel.at(row["base_year"]), 0, base, weight="bold", ha="right", shift=beside)
    if len(before) and not panel.shift:
        lowest = min(panel.change(before["value"]).min(), 0)
        stacked(axes, left + 0.3, lowest, [Line("earlier"), Line("rounds")], shift=(0, -20))
    x = panel.at(row["projected_year"])
    for name in ("low", "high"):
        y = panel.change(end[name])
        note(axes, x, y, about(end[name]), shift=(8, 0), masked=True)
    y, ends = panel.change(end["expected"]), jobs(row["projected_employment"])
    label(axes, x, y, ends, weight="bold", shift=(8, 6), masked=True)
    change = percent(row["employment_change_percent"], signed=True)
    note(axes, x, y, change, shift=(8, -8), masked=True)
