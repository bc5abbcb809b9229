"""Comparability: which of some figures may be set against each other, as a matrix of verdicts.

`hitdata.comparability` asks the rules of every pair: on equal terms, convertible by visible steps,
or to be shown side by side only. The matrix is its answer for all pairs at once.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import blended_transform_factory

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import inches_per_unit, note
from hitdata.charts.page import current, width
from hitdata.charts.rows import Name, rows
from hitdata.charts.selection import differing, having, needed, published
from hitdata.charts.style import EDITIONS, FAINT, MARGIN, NOTE, PAPER, Look, color
from hitdata.charts.words import area_name, counted, dated, industry_name
from hitdata.discrepancy import comparability
from hitdata.discrepancy.verdicts import CONVERTIBLE, EQUAL, SHOW
from hitdata.errors import UnknownValue

__all__ = ["comparability_matrix"]

#: What can be drawn: see `comparability_matrix`.
WANTED = {"measure": ("wage", "employment", "employment change")}

#: The figures of a frame that holds more: middle wages of technologists, from the newest releases.
DEFAULT = {"soc": "29-9021", "measure": "wage", "area": "US", "industry": "cross-industry",
           "unit": ("USD/year", "USD/hour"), "statistic": ("p50", "mean", "average")}  # fmt: skip

#: Most figures of a matrix.
MOST = 30

#: Verdict -> its marker and the fill of the marker.
MARKS = {EQUAL: ("o", color("BLS")), CONVERTIBLE: ("o", PAPER),
         SHOW: ("x", FAINT)}  # fmt: skip


@chart
def comparability_matrix(figures: pd.DataFrame) -> Figure:
    """Draw which of some figures may be compared, a mark for every pair.

    Needs 2 to 30 figures. Of a frame that holds more, such as the whole table, middle wages of
    29-9021 are drawn: the last eight in the nation and all industries.

    >>> from hitdata.data.bundled import load
    >>> few = load(soc="29-9021", release=["2023-05", "2024-05"], statistic="p50", area="US",
    ...            unit="USD/year", industry="cross-industry")
    >>> comparability_matrix(few).hitdata.title
    'None of one pair is on equal terms; one can be converted'
    """
    found = needed(figures, "comparability_matrix", WANTED)
    found = found.sort_values(["release", "figure_id"])
    if len(found) > MOST:
        own = having(published(found), DEFAULT)
        found = own.tail(8)
    if len(found) < 2:
        raise UnknownValue(f"comparability_matrix needs 2 to {MOST} figures; choose some")
    square = comparability(found)
    names = _names(found)
    caption = _caption(found, square, names)
    wide = 0.3 * len(found)
    right = max(current().width * 0.6 - wide, 0.18)
    made, axes, ys = rows(caption, names, pitch=0.36, least=0.24, right=min(right, 2.6), head=0.55)
    axes.set_xlim(-0.6, len(found) - 0.4)
    axes.set_xticks([])
    inch = 1 / inches_per_unit(axes.yaxis)
    # where columns are narrower than two digits, every fifth is numbered
    close = inches_per_unit(axes.xaxis) < 0.2
    for column in range(len(found)):
        if close and (column + 1) % 5 and column:
            continue
        note(axes, column, ys[0] - 0.28 * inch, str(column + 1), ha="center", keep=True)
    cells = square.to_numpy().tolist()
    for verdict, (marker, fill) in MARKS.items():
        at = [(column, ys[row]) for row in range(len(found)) for column in range(len(found))
              if row != column and cells[row][column] == verdict]  # fmt: skip
        edge = FAINT if marker == "x" else color("BLS")
        look: Look = {"markersize": 7, "markeredgewidth": 1.3, "markeredgecolor": edge}
        axes.plot([x for x, _ in at], [y for _, y in at], marker, color=fill, **look)
    for number, y in enumerate(ys):
        axes.plot([number - 0.3, number + 0.3], [y, y], color=EDITIONS["hybrid"], linewidth=3)
    _key(axes, ys[0] - 0.53 * inch)
    return made


def _key(axes: Axes, y: float) -> None:
    """Name the marks over the matrix."""
    x, zoom = MARGIN, current().zoom
    across = blended_transform_factory(axes.figure.dpi_scale_trans, axes.transData)
    look: Look = {"transform": across, "clip_on": False, "markersize": 7, "markeredgewidth": 1.3}
    for verdict, (marker, fill) in MARKS.items():
        edge = FAINT if marker == "x" else color("BLS")
        axes.plot((x + 0.06) * zoom, y, marker, color=fill, markeredgecolor=edge, **look)
        note(axes, x + 0.17, y, verdict, inches=True)
        x += 0.35 + width(verdict, NOTE)


def _names(found: pd.DataFrame) -> list[Name]:
    """Return a number and the publisher of each figure, and below what tells it from others."""
    said = (
        found[["soc", "measure", "statistic", "unit"]]
        .fillna("")
        .assign(area=found["area"].map(area_name), industry=found["industry"].map(industry_name))
    )
    differ = differing(said, said)
    names = []
    for number, (_, row) in enumerate(found.iterrows(), 1):
        who = row["publisher"] if pd.isna(row["quoted_by"]) else f"{row['quoted_by']}, quoting"
        when = dated(row["release"] if isinstance(row["release"], str) else row["period"])
        terms = ", ".join(said[differ].iloc[number - 1])
        title = f"{number}  {who}, {row['source']}, {when}"
        names.append(Name(title, "", (terms,) if terms else ()))
    return names


def _caption(found: pd.DataFrame, square: pd.DataFrame, names: list[Name]) -> Caption:
    cells = square.to_numpy().tolist()
    pairs = [cells[i][j] for i in range(len(found)) for j in range(i)]
    equal, convertible = pairs.count(EQUAL), pairs.count(CONVERTIBLE)
    of = "one pair" if len(pairs) == 1 else f"{counted(len(pairs))} pairs"
    first = counted(equal).capitalize() if equal else "None"
    spoken = [f"{names[i].title}: " + ", ".join(
        f"{cells[i][j]} with {j + 1}" for j in range(len(found)) if j != i) + "."
        for i in range(len(found))]  # fmt: skip
    common = {"soc": f"{found['occupation'].iloc[0]} ({found['soc'].iloc[0]})",
              "measure": found["measure"].iloc[0], "unit": found["unit"].iloc[0]}  # fmt: skip
    what = ", ".join(text for name, text in common.items() if not differing(found, [name]))
    return Caption.of(
        found,
        title=f"{first} of {of} {'is' if equal < 2 else 'are'} on equal terms; "
        f"{counted(convertible) if convertible else 'none'} can be converted",
        deck="Which figures may be set against each other" + (f": {what}" if what else ""),
        alt=f"Heat map, a matrix of {counted(len(found))} figures. " + " ".join(spoken),
        notes=("Rules: hitdata.comparability; each verdict with its reasons: hitdata.comparable.",),
    )
