"""Growth fan: what a round projects, and how far earlier projections missed.

A projection is one number for one year. Beside it stands the fan: the interval in which 80 percent
of the outcomes of past rounds lay, for occupations of that size and as many years ahead. Part of
that distance is not foresight but re-measurement, as each round's base employment is itself an
estimate: it is revision plus projection error. The note says how many outcomes the fan holds.

Two occupations of very different size share an axis when each is drawn in percent of its own base
employment, in a panel of its own; the ends of the line give jobs, and those of the fan in
thousands, as an interval of past errors is not finer.
"""

from __future__ import annotations

from functools import cache
from math import ceil
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.growth_rounds import revised
from hitdata.charts.labels import (
    in_percent,
    inches_per_unit,
    label,
    note,
    stacked,
    ticked,
)
from hitdata.charts.page import broken, canvas
from hitdata.charts.selection import chosen, having, newest
from hitdata.charts.style import FILL, INK, MARGIN, PAPER, QUIET, SOFT, Look, color
from hitdata.charts.words import counted, dated, listed, outlook, percent
from hitdata.data.bundled import national_matrix
from hitdata.errors import UnknownValue
from hitdata.projection import KIND, fan, growth, hit_rates, revisions

__all__ = ["growth_fan"]

#: What is drawn: see `growth_fan`.
WANTED = {"source": "EP", "measure": ("employment", "employment change"),
          "statistic": ("total", "percent")}  # fmt: skip

#: Codes of the default choice: the two occupations of health information in the 2018 SOC.
DEFAULT = {"soc": ("29-2072", "29-9021")}

#: Years between the panels, for the labels at the ends of a fan.
GAP = 7.0


class Panel(NamedTuple):
    """One code: its projection, its fan, base employment of all rounds, and years to the left."""

    row: pd.Series
    fan: pd.DataFrame
    past: pd.DataFrame
    shift: float

    @property
    def earlier(self) -> pd.DataFrame:
        """Base employment of the rounds before the one that is drawn."""
        return self.past[self.past["base_year"].lt(self.row["base_year"])]

    def at(self, years: Any) -> Any:
        """Return where years stand on the axis that the panels share."""
        return years + self.shift

    def change(self, jobs: Any) -> Any:
        """Return jobs as their change from base employment, in percent."""
        return (jobs / self.row["base_employment"] - 1) * 100


@chart
def growth_fan(figures: pd.DataFrame) -> Figure:
    """Draw the newest round from base to projected employment with its fan, a panel per code.

    Needs base and projected employment of one or two codes in a round of Employment Projections;
    base employment of earlier rounds of the same codes is drawn as rings. A frame of more codes,
    such as the whole table, is narrowed to what EP publishes itself of the two codes of health
    information, if it has both. The fan is that of `hitdata.projection.fan`: 80 percent of past
    outcomes lay inside.

    >>> from hitdata.data.bundled import load
    >>> growth_fan(load(source="EP")).hitdata.title
    'Past errors span over six times the projected change by 2034'
    """
    each = ("soc", "release", "measure", "statistic", "period")
    found = chosen(figures, "growth_fan", WANTED, DEFAULT, lines=("soc",), each=each, most=2)
    final = newest(found)
    table = _projected(final)
    rows = having(found, {"soc": set(table["soc"])})
    # base employment is jobs in the first year of a round
    jobs = rows["measure"].eq("employment") & rows["statistic"].eq("total")
    base = jobs & rows["period"].eq(rows["base_year"].astype("string"))
    panels = _panels(table, rows[base])
    caption = _caption(rows, table, panels)
    made, axes = canvas(caption, body=3.1, left=0.58, right=MARGIN, above=0.44)
    _scale(axes, panels)
    for panel in panels:
        _draw(axes, panel)
        _words(axes, panel)
    return made


def _projected(final: pd.DataFrame) -> pd.DataFrame:
    """Return the projections of a round that have both ends, the largest occupation first."""
    table = growth(final).dropna(subset=["base_employment", "projected_employment"])
    table = table[table["base_employment"].gt(0)]
    if len(table) not in (1, 2):
        raise UnknownValue(
            "growth_fan draws base and projected employment of one or two codes; round "
            f"{final['release'].iloc[0]} of this frame has both for {len(table)}"
        )
    return table.sort_values("base_employment", ascending=False)


def _panels(table: pd.DataFrame, past: pd.DataFrame) -> list[Panel]:
    """Return a panel for each row of ``table``, with base employment of ``past`` rounds."""
    span = int(table["projected_year"].max()) - int(past["base_year"].min()) + GAP
    fans = fan(table)
    return [
        Panel(
            row,
            fans[fans["soc"].eq(row["soc"])].astype({"year": float}),
            past[past["soc"].eq(row["soc"])].sort_values("base_year"),
            number * span,
        )
        for number, (_, row) in enumerate(table.iterrows())
    ]


def _caption(shown: pd.DataFrame, table: pd.DataFrame, panels: list[Panel]) -> Caption:
    when, title = dated(table["release"].iloc[0]), _title(table, panels)
    names = listed([f"{row['occupation']} ({row['soc']})" for _, row in table.iterrows()])
    return Caption.of(
        shown,
        title=title,
        deck="Base and projected employment, United States, change from "
        f"{table['base_year'].iloc[0]} in percent, round {when}; labels in jobs. "
        "Gray: the fan, which holds 80% of past outcomes",
        alt=f"Line chart of projected employment with its fan, United States, round {when}, "
        f"{names}. {title}. " + " ".join(map(_spoken, panels)),
        notes=(
            f"Fan: 80% of past outcomes lay inside, by size and year ahead ({KIND}).",
            *_held(panels),
            "Rings: base employment of earlier rounds, each an estimate.",
            revised(shown),
            "All jobs, including the self-employed.",
        ),
    )


@cache
def _rates() -> pd.DataFrame:
    """Return the hit rates of the fan on all rounds that are bundled."""
    return hit_rates(revisions(national_matrix())).astype({"size": "str"})


def _held(panels: list[Panel]) -> list[str]:
    """Say for each class of size how many outcomes the fan held as far ahead as it is drawn."""
    ends = pd.DataFrame([panel.fan.iloc[-1] for panel in panels])[["size", "years"]]
    return [
        f"{row.size.capitalize()}, {counted(row.years)} years ahead: it holds {row.held:.0f}% of "
        f"{row.n} outcomes of {counted(row.rounds)} rounds, and {row.held_unseen:.0f}% when fitted "
        "on other rounds alone."
        for row in ends.drop_duplicates().merge(_rates(), on=["size", "years"]).itertuples()
    ]


def _title(table: pd.DataFrame, panels: list[Panel]) -> str:
    """Say how wide the fan is beside the change; of changes that outrun it, what they are."""
    widths = [panel.fan["high"].iloc[-1] - panel.fan["low"].iloc[-1] for panel in panels]
    # the most times that all fans exceed; no change counts as one job
    times = ceil((widths / table["employment_change"].abs().clip(lower=1)).min()) - 1
    if times <= 1:
        return outlook(table, "employment_change_percent")
    many = "twice" if times == 2 else f"{counted(times)} times"
    return f"Past errors span over {many} the projected change by {table['projected_year'].max()}"


def _spoken(panel: Panel) -> str:
    row, end = panel.row, panel.fan.iloc[-1]
    earlier = [f"{_jobs(each.value)} in {each.base_year}" for each in panel.earlier.itertuples()]
    rings = f"; base employment of earlier rounds {listed(earlier)}" if earlier else ""
    return (
        f"{row['occupation']}: {_jobs(row['base_employment'])} jobs in {row['base_year']}, "
        f"{_jobs(row['projected_employment'])} projected for {row['projected_year']} "
        f"({percent(row['employment_change_percent'], signed=True)}), fan {_about(end['low'])} "
        f"to {_about(end['high'])}{rings}."
    )


def _jobs(value: float) -> str:
    """Return jobs as they are published."""
    return f"{value:,.0f}"


def _about(value: float) -> str:
    """Return jobs in thousands: the fan is not finer."""
    return _jobs(round(value, -3))


def _scale(axes: Axes, panels: list[Panel]) -> None:
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
    axes.axhline(0, color=QUIET, linewidth=1, zorder=1.5)
    # named are the ends, and of earlier rounds the first
    ends_of = ["base_year", "projected_year"]
    years = {
        panel.at(year): str(year)
        for panel in panels
        for year in (panel.past["base_year"].min(), *panel.row[ends_of])
    }
    ticked(axes, list(years), list(years.values()))


def _draw(axes: Axes, panel: Panel) -> None:
    """Draw fan, projection and the base employment of earlier rounds."""
    x = panel.at(panel.fan["year"])
    low, middle, high = (panel.change(panel.fan[name]) for name in ("low", "expected", "high"))
    axes.fill_between(x, low, high, color=FILL, linewidth=0)
    for edge in (low, high):
        axes.plot(x, edge, color=SOFT, linewidth=0.8)
    axes.plot(x, middle, color=color("BLS"), linewidth=1.8)
    ends: Look = {"color": color("BLS"), "markersize": 6, "linestyle": "none", "zorder": 4}
    axes.plot([x.iloc[0], x.iloc[-1]], [0, middle.iloc[-1]], marker="o", **ends)
    before = panel.earlier
    rings = panel.at(before["base_year"].astype(float)), panel.change(before["value"])
    axes.plot(*rings, marker="o", **{**ends, "color": PAPER}, markeredgecolor=color("BLS"))


def _words(axes: Axes, panel: Panel) -> None:
    """Name the panel, and write jobs at the first ring, at the base and at the ends of the fan."""
    row, end, first = panel.row, panel.fan.iloc[-1], panel.past["base_year"].min()
    top, left = axes.get_ylim()[1], panel.at(float(first)) - 0.5
    inches = (row["projected_year"] - first + GAP) * inches_per_unit(axes.xaxis) - 0.1
    title = broken(f"{row['occupation']} {row['soc']}", inches)
    for up, line in enumerate(reversed(title)):
        note(axes, left, top, line.text, color=INK, shift=(0, 12 + 12 * up))
    # left of the fan, on the side of the base that the last rings leave free
    over = panel.change(panel.earlier["value"].tail(3)).mean() > 0
    base, beside = _jobs(row["base_employment"]), (-1, -14 if over else 14)
    label(axes, panel.at(row["base_year"]), 0, base, weight="bold", ha="right", shift=beside)
    if len(panel.earlier) and not panel.shift:
        lowest = min(panel.change(panel.earlier["value"]).min(), 0)
        stacked(axes, left + 0.3, lowest, broken("earlier rounds", 0.6), shift=(0, -20))
    x = panel.at(row["projected_year"])
    for name in ("low", "high"):
        note(axes, x, panel.change(end[name]), _about(end[name]), shift=(8, 0), masked=True)
    y, jobs = panel.change(end["expected"]), _jobs(row["projected_employment"])
    label(axes, x, y, jobs, weight="bold", shift=(8, 6), masked=True)
    change = percent(row["employment_change_percent"], signed=True)
    note(axes, x, y, change, shift=(8, -8), masked=True)
