"""A gap explained: the way from one figure to another, step by step, as a waterfall.

`hitdata.explain` divides the gap between two figures into steps, each quantified by cited figures
or marked as one that no figure can tell. The bars stand where each step leaves off.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from matplotlib.figure import Figure

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import in_dollars, in_percent, label, note
from hitdata.charts.rows import Name, rows
from hitdata.charts.selection import having, needed, published
from hitdata.charts.style import QUIET, RIGHT, SOFT, color
from hitdata.charts.words import area_name, counted, dated, dollars, percent
from hitdata.discrepancy import Explanation, explain
from hitdata.errors import UnknownValue

__all__ = ["gap_explained"]

#: What is drawn: see `gap_explained`.
WANTED = {"measure": ("wage", "employment", "employment change")}

#: The pair of a frame that holds more: the two occupations of health information.
DEFAULT = {"source": "OEWS", "soc": ("29-2072", "29-9021"), "statistic": "p50", "area": "US",
           "unit": "USD/year", "industry": "cross-industry", "measure": "wage"}  # fmt: skip


class Bar(NamedTuple):
    """A row of the waterfall: from where to where, what it says at the right, and how it looks."""

    name: Name
    start: float
    end: float
    text: str
    fill: str


@chart
def gap_explained(figures: pd.DataFrame, *, among: pd.DataFrame | None = None) -> Figure:
    """Draw the gap between two figures as steps that add up to it.

    Needs two figures that `hitdata.explain` can set against each other: the first row is where the
    gap starts, the second where it ends. Figures that steps cite are looked up ``among`` figures
    (None: the bundled table). Of a frame that holds more, such as the whole table, the median wage
    of records specialists in the release before the newest is set against that of technologists
    in the newest.

    >>> from hitdata.data.bundled import load
    >>> pair = load(soc=["29-2072", "29-9021"], release="2025-05", statistic="p50", area="US",
    ...             unit="USD/year", industry="cross-industry")
    >>> gap_explained(pair).hitdata.title
    '$51,140 to $68,020: no figure explains the gap of $16,880'
    """
    pair = figures
    if len(figures) > 2:
        own = published(needed(figures, "gap_explained", DEFAULT))
        *_, before, last = ["", *sorted(own["release"].unique())]
        start, end = DEFAULT["soc"]
        first = having(own, {"soc": start, "release": before or last})
        pair = pd.concat([first, having(own, {"soc": end, "release": last})])
    if len(having(pair, WANTED)) != 2:
        raise UnknownValue(
            "gap_explained needs two figures, where the gap starts and where it ends; this frame "
            f"has {len(pair)}"
        )
    story = explain(pair.iloc[[0]], pair.iloc[[1]], among=among)
    bars = list(_bars(story, pair))
    caption = _caption(story, pair, bars)
    made, axes, ys = rows(caption, [bar.name for bar in bars], pitch=0.5, least=0.3, right=1.25)
    ends = [end for bar in bars for end in (bar.start, bar.end)]
    room = max(max(ends) - min(ends), 1e-9) * 0.1
    low = min(ends) - room if min(ends) > 0.4 * max(ends) else min(0.0, min(ends) - room)
    axes.set_xlim(low, max(ends) + room)
    (in_percent if story.unit == "percent" else in_dollars)(axes.xaxis)
    for number, (y, bar) in enumerate(zip(ys, bars, strict=True)):
        if bar.text == UNKNOWN:
            note(axes, bar.end, y, "?", ha="center", keep=True, masked=True)
        elif bar.start == bar.end or bar.fill == color("BLS"):
            axes.plot([bar.end] * 2, [y - 0.3, y + 0.3], color=bar.fill, linewidth=4)
        else:
            axes.barh(y, bar.end - bar.start, left=bar.start, height=0.5, color=bar.fill)
        if number + 1 < len(bars):
            axes.plot([bar.end] * 2, [y + 0.3, ys[number + 1] - 0.3], color=SOFT, linewidth=0.8)
        weight = "bold" if bar.fill == color("BLS") else "normal"
        label(axes, RIGHT, y, bar.text, weight=weight, ha="right", inches=True)
    return made


#: What stands in the place of an amount that no published figure gives.
UNKNOWN = "not quantifiable"


def _bars(story: Explanation, pair: pd.DataFrame) -> list[Bar]:
    """Return both figures, and the steps from the first to the second."""
    at = story.value_a
    first = _written(at, story)
    bars = [Bar(_named(pair.iloc[0]), at, at, first, color("BLS"))]
    for part in story.parts:
        amount = part.amount if part.quantified else 0.0
        way = f"{part.start} → {part.end}" if part.start or part.end else ""
        text = _signed(amount, story) if part.quantified else UNKNOWN
        name = Name(part.step.capitalize(), "", (way,) if way else ())
        bars.append(Bar(name, at, at + amount, text, QUIET))
        at += amount
    if abs(story.unexplained) > story.rounding:
        end = at + story.unexplained
        text = _signed(story.unexplained, story)
        bars.append(Bar(Name(story.rest.capitalize()), at, end, text, SOFT))
    last = _written(story.value_b, story)
    bars.append(Bar(_named(pair.iloc[1]), story.value_b, story.value_b, last, color("BLS")))
    return bars


def _named(row: pd.Series) -> Name:
    """Return the name of a figure: its occupation, and below who publishes it of when and where."""
    who = row["quoted_by"] if isinstance(row["quoted_by"], str) else row["publisher"]
    when = row["release"] if isinstance(row["release"], str) else row["period"]
    code = row["soc"] if isinstance(row["soc"], str) else ""
    terms = f"{who}, {area_name(row['area'])}, {dated(when)}"
    return Name(str(row["occupation"]), code, (terms,), "bold")


def _written(amount: float, story: Explanation) -> str:
    if story.unit == "percent":
        return percent(amount)
    return dollars(amount) if story.unit.startswith("USD") else f"{amount:,.0f}"


def _signed(amount: float, story: Explanation) -> str:
    """Write a step no finer than the figures allow, with its sign."""
    shown = story.rounded(amount)
    about = "about " if abs(shown - amount) >= 1 else ""
    return f"{about}{'−' if shown < 0 else '+'}{_written(abs(shown), story)}"


def _spoken(bar: Bar) -> str:
    told = filter(None, (bar.name.title, bar.name.code, *bar.name.under))
    return f"{', '.join(told)}: {bar.text}."


def _caption(story: Explanation, pair: pd.DataFrame, bars: list[Bar]) -> Caption:
    first, last = (_written(value, story) for value in (story.value_a, story.value_b))
    gap = _written(abs(story.rounded(story.gap)), story)
    largest = max(story.quantified, key=lambda part: abs(part.amount), default=None)
    steps = len(story.parts)
    title = f"{first} to {last}: the gap of {gap} has {counted(steps)} steps"
    if largest is None:
        title = f"{first} to {last}: no figure explains the gap of {gap}"
    elif abs(largest.amount) * 2 > abs(story.gap):
        whole = "all" if steps == 1 and abs(story.unexplained) <= story.rounding else "mostly"
        title = f"{first} to {last}: the gap of {gap} is {whole} {largest.step}"
    unknown = [part.step for part in story.parts if not part.quantified]
    cited = [name for part in story.parts for name in part.figure_ids]
    own = Caption.of(
        pair,
        title=title,
        deck=f"What lies between {bars[0].name.title} and {bars[-1].name.title}, step by step"
        if bars[0].name.title != bars[-1].name.title
        else f"What lies between two figures of {bars[0].name.title}, step by step",
        alt="Bar chart, a waterfall. " + " ".join(map(_spoken, bars)),
        notes=(
            f"No published figure says how much: {', '.join(unknown)}." if unknown else "",
            *story.notes,
        ),
    )  # fmt: skip
    return own.resting_on(cited)
