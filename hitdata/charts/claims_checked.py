"""Claims checked: what a text says of pay or growth, against what the publisher published.

The frame is not one of figures but of claims, as ``hitdata.check(...).to_frame()`` returns it. Each
row sets the number of the text against the published one, in percent of that, so that dollars and
percent share a page.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import in_percent, inches_per_unit, note
from hitdata.charts.rows import HEADING, Name, column, rows
from hitdata.charts.style import INK, PAPER, QUIET, RIGHT, SOFT, color
from hitdata.charts.words import counted, dollars, percent
from hitdata.errors import InvalidFigure, UnknownValue

__all__ = ["claims_checked"]

#: Columns that the chart reads; a frame of claims has more.
COLUMNS = ("quote", "value", "unit", "publisher", "occupation", "verdict", "figure_id",
           "published_value")  # fmt: skip

#: Most claims of a chart.
MOST = 40

#: Verdicts that find nothing wrong.
RIGHT_ONES = ("confirmed", "confirmed-rounded", "derived")


@chart
def claims_checked(claims: pd.DataFrame) -> Figure:
    """Draw each claim of a text beside the published figure, a row for each, the furthest first.

    Needs the claims of ``hitdata.check(...).to_frame()``, up to 40: quote, value, unit, publisher,
    occupation, verdict, figure_id and published_value. A claim for which no figure is published is
    named without a mark. A frame of figures, such as the whole table, is refused.

    >>> claim = {"quote": "$70,000", "value": 70_000.0, "unit": "USD/year", "publisher": "BLS",
    ...          "occupation": "Compliance Officers", "verdict": "contradicted",
    ...          "figure_id": "bls.oews.2024-05.us.13-1041.wage.p50.usd-year",
    ...          "published_value": 78_420.0}
    >>> claims_checked(pd.DataFrame([claim])).hitdata.title
    'None of one claim agrees with what was published'
    """
    lacking = [column for column in COLUMNS if column not in claims]
    if lacking:
        raise InvalidFigure(
            f"claims_checked needs the column {', '.join(lacking)}: claims of "
            "hitdata.check(...).to_frame(), not figures"
        )
    if not 1 <= len(claims) <= MOST:
        raise UnknownValue(
            f"claims_checked draws 1 to {MOST} claims; this frame has {len(claims)}: choose some"
        )
    table = claims.assign(off=_off(claims))
    far = table["off"].abs().fillna(-1)
    table = table.assign(far=far).sort_values(["far", "quote"], ascending=[False, True])
    names = [Name(f"“{str(row.quote).strip()}”", "", (_about(row),)) for row in table.itertuples()]
    caption = _caption(claims, table)
    made, axes, ys = rows(caption, names, pitch=0.46, least=0.4, right=1.9, head=0.3)
    table = table.set_axis(ys)
    ends = pd.concat([table["off"].dropna(), pd.Series([-10.0, 10.0])])
    room = (ends.max() - ends.min()) * 0.1
    axes.set_xlim(ends.min() - room, ends.max() + room)
    in_percent(axes.xaxis)
    axes.axvline(0, color=INK, linewidth=1, zorder=1)
    for y, row in table.iterrows():
        _row(axes, float(y), row)
    top = ys[0] - HEADING / inches_per_unit(axes.yaxis)
    note(axes, 0, top, "published", ha="center", masked=True)
    said = [_written(row.published_value, row.unit) for row in table.itertuples()]
    column(axes, ys, "published and verdict", said, weight="bold", shift=(0, 6))
    return made


def _off(claims: pd.DataFrame) -> pd.Series:
    """Return by how much a claim is above what was published: percent of it; of shares, points."""
    off = (claims["value"] / claims["published_value"] - 1) * 100
    return off.mask(claims["unit"].eq("percent"), claims["value"] - claims["published_value"])


def _about(row: object) -> str:
    said = (getattr(row, "occupation", None), getattr(row, "publisher", None))
    return ", ".join(text for text in said if isinstance(text, str) and text) or "no occupation"


def _written(value: float, unit: object) -> str:
    if pd.isna(value):
        return "none"
    if unit == "percent":
        return percent(value)
    return dollars(value) if str(unit).startswith("USD") else f"{value:,.0f}"


def _row(axes: Axes, y: float, row: pd.Series) -> None:
    good = row["verdict"] in RIGHT_ONES
    note(axes, RIGHT, y, str(row["verdict"]), ha="right", inches=True, shift=(0, -7))
    if pd.notna(row["off"]):
        axes.plot([0, row["off"]], [y, y], color=SOFT, linewidth=2, zorder=1.5)
        fill = color("BLS") if good else PAPER
        axes.plot(row["off"], y, "o", color=fill, markersize=8, markeredgecolor=color("BLS"))
        points = "points" if row["unit"] == "percent" else "%"
        text = f"{row['off']:+.1f} {points}".replace("-", "−").replace(" %", "%")
        if abs(row["off"]) >= 0.05:
            side = 9 if row["off"] > 0 else -9
            ha = "left" if side > 0 else "right"
            note(axes, row["off"], y, text, color=QUIET, ha=ha, shift=(side, 0), masked=True)


def _caption(claims: pd.DataFrame, table: pd.DataFrame) -> Caption:
    good = int(claims["verdict"].isin(RIGHT_ONES).sum())
    many = "one claim" if len(claims) == 1 else f"{counted(len(claims))} claims"
    first = counted(good).capitalize() if good else "None"
    agree = "agrees" if good < 2 else "agree"
    spoken = [
        f"“{str(row.quote).strip()}” ({_about(row)}): {row.verdict}, published "
        f"{_written(row.published_value, row.unit)}."
        for row in table.itertuples()
    ]
    who = [name for name in dict.fromkeys(claims["publisher"]) if isinstance(name, str) and name]
    return Caption(
        title=f"{first} of {many} {agree} with what was published",
        deck="What the text says, against the published figure: percent above or below it, of "
        "shares in points; filled where they agree",
        alt="Dot chart of claims against published figures. " + " ".join(spoken),
        source=f"the text itself; published figures of {', '.join(who) or 'the named publishers'}.",
        data=claims,
        notes=("Verdicts: hitdata.check.",),
    )
