"""Rounds scored: how far each past round was from what later rounds report for its years.

Every later round reports the employment of its own base year, which an earlier round had projected.
The gray bar holds the middle 80 percent of the errors of all occupations that kept code and title;
the dots are the occupations of the frame. Much of an error is re-measurement, not foresight.
"""

from __future__ import annotations

from functools import cache

import pandas as pd
from matplotlib.figure import Figure

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import in_percent, inches_per_unit, note
from hitdata.charts.rows import HEADING, Name, column, rows
from hitdata.charts.selection import chosen
from hitdata.charts.style import FILL, INK, NOTE, PAPER, QUIET, SOFT, Look, color
from hitdata.charts.words import counted, dated, percent
from hitdata.data.bundled import national_matrix
from hitdata.errors import UnknownValue
from hitdata.projection import KIND, growth, revisions
from hitdata.soc import FAMILY

__all__ = ["rounds_scored"]

#: What is drawn: see `rounds_scored`.
WANTED = {"source": "EP", "area": "US", "measure": ("employment", "employment change"),
          "statistic": ("total", "percent")}  # fmt: skip

#: Codes of the default choice: the family.
DEFAULT = {"soc": {code for group in FAMILY.values() for code in group}}


@chart
def rounds_scored(figures: pd.DataFrame) -> Figure:
    """Draw how far projections were above or below the outcome, a row per round, a dot per code.

    Needs base and projected employment of up to 60 codes in two or more rounds of Employment
    Projections. Each round is set against the latest outcome within its ten years. A frame that
    holds more, such as the whole table, is narrowed to the codes of the health information
    technology family.

    >>> from hitdata.data.bundled import load
    >>> rounds_scored(load(source="EP", soc=["11-9111", "15-1212"])).hitdata.alt[:42]
    'Dot chart of how far nine rounds of projec'
    """
    found = chosen(
        figures, "rounds_scored", WANTED, DEFAULT, lines=("soc",), most=60,
        each=("soc", "release", "measure", "statistic", "period"),
    )  # fmt: skip
    own = _latest(
        revisions(growth(found).dropna(subset=["base_employment", "projected_employment"]))
    )
    if own.empty:
        raise UnknownValue(
            "rounds_scored needs base and projected employment of one code, under one title, in "
            "two rounds"
        )
    every = _all()
    spans = every.groupby("round")["pct_error"].quantile([0.1, 0.5, 0.9]).unstack()
    counts = every.groupby("round").size()
    table = own.groupby("round", as_index=False).agg(
        outcome_from=("outcome_from", "first"), years=("years", "first")
    )
    table = table[::-1].reset_index(drop=True)
    names = [Name(f"Round {dated(row.round)}", "", (_ahead(row),)) for row in table.itertuples()]
    shown = found[found["soc"].isin(own["soc"])]
    caption = _caption(shown, own, table, spans)
    made, axes, ys = rows(caption, names, pitch=0.46, least=0.36, right=1.3, head=0.3)
    drawn_spans = spans[spans.index.isin(table["round"])].to_numpy().ravel()
    ends = pd.Series([*own["pct_error"], *drawn_spans])
    room = max(ends.max() - ends.min(), 1.0) * 0.06
    axes.set_xlim(min(ends.min(), 0) - room, max(ends.max(), 0) + room)
    in_percent(axes.xaxis)
    axes.axvline(0, color=INK, linewidth=1, zorder=1.5)
    many = []
    for y, row in zip(ys, table.itertuples(), strict=True):
        if row.round in spans.index:
            low, middle, high = spans.loc[row.round]
            axes.barh(y, high - low, left=low, height=0.5, color=FILL)
            axes.plot([middle] * 2, [y - 0.25, y + 0.25], color=SOFT, linewidth=2)
        errors = own[own["round"].eq(row.round)]["pct_error"]
        look: Look = {"markeredgecolor": color("BLS"), "markersize": 6, "color": PAPER}
        axes.plot(errors, [y] * len(errors), "o", **look)
        many.append(f"{len(errors)} of {counts.get(row.round, len(errors)):,}")
    column(axes, ys, "occupations", many, size=NOTE, color=QUIET)
    top = ys[0] - HEADING / inches_per_unit(axes.yaxis)
    note(axes, 0, top, "too low ←  → too high", ha="center", masked=True)
    return made


def _latest(errors: pd.DataFrame) -> pd.DataFrame:
    """Return the errors of each round against its latest outcome."""
    last = errors.groupby("round")["years"].transform("max")
    return errors[errors["years"].eq(last)]


@cache
def _all() -> pd.DataFrame:
    """Return the errors of all occupations of the bundled rounds."""
    return _latest(revisions(national_matrix()))


def _ahead(row: object) -> str:
    years, outcome = getattr(row, "years", 0), dated(getattr(row, "outcome_from", ""))
    return f"{counted(years)} year{'s' * int(years != 1)} ahead, by {outcome}"


def _caption(
    shown: pd.DataFrame, own: pd.DataFrame, table: pd.DataFrame, spans: pd.DataFrame
) -> Caption:
    errors = own["pct_error"]
    far, within = int(errors.abs().gt(10).sum()), int(errors.abs().le(10).sum())
    spoken = []
    for row in table.itertuples():
        each = own[own["round"].eq(row.round)]["pct_error"]
        said = f"Round {dated(row.round)}, {_ahead(row)}: {percent(each.min(), signed=True)}"
        said += f" to {percent(each.max(), signed=True)}" if len(each) > 1 else ""
        if row.round in spans.index:
            low, high = spans.loc[row.round, 0.1], spans.loc[row.round, 0.9]
            said += f"; all occupations {percent(low, signed=True)} to {percent(high, signed=True)}"
        spoken.append(f"{said}.")
    many = f"{counted(far).capitalize() if far else 'None'} of {counted(far + within)} projections"
    many += " was" if far < 2 else " were"
    if far + within == 1:
        many = "One projection was" if far else "No projection was"
    return Caption.of(
        shown,
        title=f"{many} more than 10% off",
        deck="How far projected employment was above or below what later rounds report, in percent "
        "of the outcome, United States. Gray: the middle 80% of all occupations",
        alt=f"Dot chart of how far {counted(len(table))} rounds of projections were from the "
        "outcome. " + " ".join(spoken),
        notes=(
            f"Errors are {KIND}: later rounds measure the same year anew.",
            "Only occupations that kept code and title are scored.",
            "All jobs, including the self-employed.",
        ),
    )
