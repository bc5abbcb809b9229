"""A tile-grid map: what one occupation is paid in each state, every state as large as another.

On a map of the land, large and empty states shout. Here each state is a tile of one size, near its
neighbors, filled by its median wage; the shades hold equal numbers of states.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import label, note
from hitdata.charts.page import canvas, current
from hitdata.charts.style import FILL, INK, PAPER, QUIET, STEPS, Look
from hitdata.charts.wages_by_area import at_home, medians
from hitdata.charts.words import counted, dollars, terms, thousands
from hitdata.errors import UnknownValue

__all__ = ["wage_map"]

#: Where each state stands: a line of the map for each line, a dot for an empty place.
GRID = """
AK .  .  .  .  .  .  .  .  .  ME
.  .  .  .  .  .  .  .  .  VT NH
WA ID MT ND MN IL WI MI NY RI MA
OR NV WY SD IA IN OH PA NJ CT .
CA UT CO NE MO KY WV VA MD DE .
.  AZ NM KS AR TN NC SC DC .  .
.  .  .  OK LA MS AL GA .  .  .
HI .  .  TX .  .  .  .  FL .  .
"""

#: State -> column and line of the map, counted from the upper left.
TILES = {
    state: (column, line)
    for line, states in enumerate(GRID.split("\n")[1:-1])
    for column, state in enumerate(states.split())
    if state != "."
}

#: Columns and lines of the map, and inches that a tile is high at most.
COLUMNS, LINES, TILE = 11, 8, 0.6


@chart
def wage_map(figures: pd.DataFrame, *, national_prices: bool = False) -> Figure:
    """Draw the median annual wage of one occupation by state, on a map of equal tiles.

    Needs OEWS medians of one code and industry in some states. Of several releases the newest is
    drawn; of a frame that holds more, such as the whole table, 29-9021 in all industries. With
    ``national_prices`` wages are what they buy at the nation's prices. A state without a published
    median is an empty tile.

    >>> from hitdata.data.bundled import load
    >>> wage_map(load(soc="29-9021", release="2025-05", measure="wage")).hitdata.title
    'Medians from $42,000 in New Mexico to $93,300 in Arkansas'
    """
    found = medians(figures, "wage_map", 60)
    found = found[found["area"].isin(list(TILES))]
    table = at_home(found)
    table["shown"] = table["home"] if national_prices else table["value"]
    table = table.dropna(subset="shown").sort_values(["shown", "area"])
    if table.empty:
        raise UnknownValue("wage_map needs the median of one occupation in at least one state")
    tile = min(TILE, (current().width - 0.36) / COLUMNS)
    body = LINES * tile + 0.45
    caption, least = _caption(found, table, national_prices), LINES * 0.46 + 0.45
    made, axes = canvas(caption, body=body, least=least, below=0.1)
    bottom = LINES + 0.45 * LINES / (body - 0.45)
    axes.set(xlim=(0, COLUMNS), ylim=(bottom, 0), aspect="equal", anchor="C")
    axes.set_axis_off()
    steps = min(len(STEPS), table["shown"].nunique())
    shade = pd.qcut(table["shown"].rank(method="first"), steps, labels=False)
    fills = dict(zip(table["area"], shade.astype(int), strict=True))
    wages = dict(zip(table["area"], table["shown"], strict=True))
    for state, (x, y) in TILES.items():
        step = fills.get(state)
        fill = FILL if step is None else STEPS[step]
        axes.add_patch(Rectangle((x + 0.03, y + 0.03), 0.94, 0.94, facecolor=fill, linewidth=0))
        ink = PAPER if step is not None and step > 2 else INK if step is not None else QUIET
        label(axes, x + 0.5, y + 0.31, state, color=ink, weight="bold", ha="center", keep=True)
        if state in wages:
            text = thousands(wages[state])
            note(axes, x + 0.5, y + 0.71, text, color=ink, ha="center", keep=True)
    _key(axes, table["shown"].groupby(shade.to_numpy()), bottom)
    return made


def _key(axes: Axes, shades: pd.api.typing.SeriesGroupBy, bottom: float) -> None:
    """Name the wages of each shade below the map."""
    wide = min(COLUMNS / len(shades), 2.2)
    left = (COLUMNS - wide * len(shades)) / 2
    y = bottom - 0.62
    for number, (_, wages) in enumerate(shades):
        x = left + number * wide
        look: Look = {"facecolor": STEPS[number], "linewidth": 0}
        axes.add_patch(Rectangle((x + 0.03, y), wide - 0.06, 0.16, **look))
        ends = dict.fromkeys(map(thousands, (wages.min(), wages.max())))
        note(axes, x + wide / 2, y + 0.42, " to ".join(ends), ha="center", keep=True)


def _caption(found: pd.DataFrame, table: pd.DataFrame, national: bool) -> Caption:
    low, high = table.iloc[0], table.iloc[-1]
    what = terms(found, but=["area"])
    where = {name: name.replace("District", "the District", 1) for name in table["name"]}
    title = (
        f"Medians from {dollars(low['shown'])} in {where[low['name']]} to {dollars(high['shown'])} "
        f"in {where[high['name']]}"
    )
    if len(table) == 1:
        title = f"{low['name']}: median {dollars(low['shown'])}"
    buys = ", at the nation's prices" if national else ", nominal dollars"
    spoken = [f"{row.name} {dollars(row.shown)}" for row in table[::-1].itertuples(index=False)]
    empty = len(TILES) - len(table)
    steps = sorted({step[step.find("(") + 1 :][:4] for step in table["step"] if "(" in step})
    return Caption.of(
        found,
        title=title,
        deck=f"Median annual wage by state, {what}{buys}",
        alt=f"Tile-grid map of median annual wages in {counted(len(table))} states, {what}{buys}. "
        f"{'; '.join(spoken)}.",
        notes=(
            "The District of Columbia counts as a state.",
            f"Empty: {counted(empty)} without a median here." if empty else "",
            f"Divided by the regional price parity of BEA, {steps[-1]}; the nation is 100."
            if national and steps else "",
        ),
    )  # fmt: skip
