"""What the table holds: which product has which code in which year, and under which edition.

A code is a name that the SOC gives and takes back. The chart shows where a series can run on, where
it must break, and where two products overlap: the map to read before asking for a history.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.transforms import Transform, blended_transform_factory
from seaborn import heatmap

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import inches_per_unit, note, ticked
from hitdata.charts.page import canvas, current, width
from hitdata.charts.selection import chosen, needed
from hitdata.charts.style import EDITIONS, FAINT, INK, MARGIN, NOTE, PAPER, RIGHT, RULE, Look, color
from hitdata.charts.words import caveat, counted, listed, source_line
from hitdata.normalize import relation
from hitdata.soc import FAMILY, group_of

__all__ = ["GROUPS", "releases"]

#: Groups of the family that are listed of the whole table.
GROUPS = ("health information technicians", "health information technologists",
          "medical transcriptionists", "medical secretaries", "billing clerks",
          "health services managers", "information systems managers", "compliance officers",
          "systems analysts", "security analysts", "computer support specialists",
          "database administrators", "data scientists")  # fmt: skip

#: What is drawn: see `releases`.
WANTED = {"source": ("OEWS", "EP", "ACS"), "level": "detailed"}

#: Codes of the default choice: 15-1230 is a broad occupation.
DEFAULT = {"soc": {code for group in GROUPS for code in FAMILY[group]} - {"15-1230"}}

#: Edition -> fill of the cells that OEWS has; the hybrids between two editions have one.
FILLS = {edition: EDITIONS["hybrid" if "hybrid" in edition else edition] for edition in (
    "SOC 2000", "SOC 2000/2010 hybrid", "SOC 2010", "SOC 2010/2018 hybrid", "SOC 2018",
)}  # fmt: skip

#: Product -> marker in a cell, its size, and how far down the cell it stands.
MARKS = {"EP": ("o", 2.6, 0.34), "ACS": ("_", 6.5, 0.74)}

#: Product -> what the key says of it.
SAID = {"OEWS": "OEWS", "EP": "EP, at the base year of a round", "ACS": "ACS, 1-year estimates"}

#: All codes of the family.
CODES = {code for codes in FAMILY.values() for code in codes}

#: Inches: a row and the least of one; codes left of the cells, and groups left of those.
PITCH, LEAST, CODES_WIDE, GROUPS_WIDE = 0.185, 0.165, 0.62, 1.95


@chart
def releases(figures: pd.DataFrame) -> Figure:
    """Draw which codes each product has in which year, filled by edition of the SOC.

    Needs figures of OEWS of one area and industry; those of EP and ACS are marked in the same
    cells. One figure for each product, code and release is enough. A frame that holds more, such
    as the whole table, is narrowed to what is published of the United States and all industries,
    and to the codes of `GROUPS` if it has them all.

    >>> from hitdata.data.bundled import load
    >>> releases(load(area="US", statistic=["p50", "total"], quoted=False)).hitdata.title
    'Only six of 30 codes run through all 26 releases of OEWS'
    """
    found = chosen(
        figures, "releases", WANTED, DEFAULT,
        one=("area", "industry"), lines=("soc",), each=("figure_id",), most=60,
    )  # fmt: skip
    # of the figures of a cell the first of the table, in whatever order the frame has them
    found = found.sort_index(kind="stable").drop_duplicates(["source", "soc", "release"])
    needed(found, "releases", {"source": "OEWS"})
    # the base year of a round, the year of a survey
    found = found.sort_values("figure_id").assign(year=found["release"].str[:4].astype(int))
    oews = found[found["source"].eq("OEWS")]
    cells = _cells(oews)
    caption = _caption(found.drop(columns="year"), cells, _followed(oews))
    body, least = len(cells) * PITCH, len(cells) * LEAST
    made, axes = canvas(
        caption, body=body, least=least, left=_left(), right=-RIGHT, above=0.6, below=0.28
    )
    look = {"cmap": ListedColormap(list(FILLS.values())), "vmin": 0, "vmax": len(FILLS) - 1}
    lines = {"linewidths": 1.2, "linecolor": PAPER}
    heatmap(cells, **look, **lines, cbar=False, xticklabels=False, yticklabels=False, ax=axes)
    axes.set(xlabel="", ylabel="")
    _marks(axes, found, cells)
    _key(axes, found)
    _names(axes, cells)
    _years(axes, cells, oews)
    return made


def _cells(oews: pd.DataFrame) -> pd.DataFrame:
    """Return a row per code, in the order of groups and years, a column per year: the edition."""
    editions = {edition: number for number, edition in enumerate(FILLS)}
    filled = oews.assign(edition=oews["soc_system"].map(editions))
    grid = filled.pivot(index="soc", columns="year", values="edition").astype("float64")
    grid = grid.reindex(columns=range(grid.columns.min(), grid.columns.max() + 1))
    order = [*FAMILY, None]
    begin = grid.apply(lambda row: row.first_valid_index(), axis=1)
    codes = sorted(grid.index, key=lambda code: (order.index(group_of(code)), begin[code], code))
    return grid.loc[codes]


def _followed(oews: pd.DataFrame) -> list[str]:
    """Return the codes that carried one occupation one after another, each chain in words."""
    runs = {soc: run.sort_values("year") for soc, run in oews.groupby("soc")}
    chains: dict[str, str] = {}
    for new, run in sorted(runs.items(), key=lambda pair: pair[1]["year"].min()):
        (year, system), before = run[["year", "soc_system"]].iloc[0], [""]
        for old in chains:
            ended, left = runs[old][["year", "soc_system"]].iloc[-1]
            if ended < year and relation(old, left, new, system).kind == "one to one":
                before.append(old)
        chains[new] = f"{chains.pop(before[-1])} to {new}" if before[-1] else new
    return sorted(chain for chain in chains.values() if " to " in chain)


def _caption(found: pd.DataFrame, cells: pd.DataFrame, chains: list[str]) -> Caption:
    through = list(cells.index[cells.notna().all(axis=1)])
    total, years = cells.shape[1], f"{cells.columns[0]} to {cells.columns[-1]}"
    spans = [
        f"{code} {row.first_valid_index()} to {row.last_valid_index()}"
        for code, row in cells.iterrows()
    ]
    run = f"Only {counted(len(through))}" if through else "None"
    every = counted(len(cells))
    many = f"{run} of {every}" if len(through) < len(cells) else f"All {every}"
    family = "of the health information technology family " if set(cells.index) <= CODES else ""
    return Caption(
        title=f"{many} codes run through all {counted(total)} releases of OEWS",
        deck=f"Occupation codes {family}by year, national figures, {years}. A code that follows "
        "another counts other people unless a note says otherwise.",
        alt=f"Heat map of {len(cells)} occupation codes by year, {years}, filled by edition of "
        f"the SOC. In every release of OEWS: {listed(through or ['none'])}. OEWS has "
        f"{'; '.join(spans)}.",
        source=source_line(found),
        notes=(
            f"The same occupation under a new code: {'; '.join(chains)}." * bool(chains),
            caveat("hybrid codes", found).replace("The code", "Hybrid: the code"),
        ),
        data=found,
    )


def _marks(axes: Axes, found: pd.DataFrame, cells: pd.DataFrame) -> None:
    """Mark the cells of the other products."""
    rows = {code: number for number, code in enumerate(cells.index)}
    for source, (marker, size, down) in MARKS.items():
        own = found[found["source"].eq(source) & found["soc"].isin(rows)]
        if len(own):
            x, y = own["year"] - cells.columns[0] + 0.5, own["soc"].map(rows) + down
            ink = color(own["publisher"].iloc[0])
            axes.plot(x, y, marker, color=ink, markersize=size, markeredgewidth=1.4)


def _key(axes: Axes, found: pd.DataFrame) -> None:
    """Name the marks over the axes, with the product that each stands for."""
    x, y = _left(), -0.42 / inches_per_unit(axes.yaxis)
    if current().narrow:
        x = MARGIN
    for source, (marker, size, _) in {"OEWS": ("s", 9, 0.5), **MARKS}.items():
        own = found[found["source"].eq(source)]
        if own.empty:
            continue
        look: Look = {"markersize": size, "markeredgewidth": 1.4, "clip_on": False}
        ink = FILLS["SOC 2018"] if source == "OEWS" else color(own["publisher"].iloc[0])
        zoom, text = current().zoom, source if current().narrow else SAID[source]
        axes.plot((x + 0.07) * zoom, y, marker, color=ink, transform=_across(axes), **look)
        note(axes, x + 0.2, y, text, inches=True)
        x += 0.45 + width(text, NOTE)


def _left() -> float:
    """Return where cells begin, in inches: right of codes, and of their groups on a wide page."""
    return MARGIN + CODES_WIDE + (0 if current().narrow else GROUPS_WIDE)


def _across(axes: Axes) -> Transform:
    """Return coordinates that count inches of the page across, and rows down."""
    return blended_transform_factory(axes.figure.dpi_scale_trans, axes.transData)


def _names(axes: Axes, cells: pd.DataFrame) -> None:
    """Write groups and codes, with a hairline where a group begins."""
    before = ""
    for number, code in enumerate(cells.index):
        note(axes, _left() - 0.08, number + 0.5, code, ha="right", inches=True)
        group = group_of(code) or "other codes"
        if group != before:
            if not current().narrow:
                note(axes, MARGIN, number + 0.5, group, color=INK, inches=True)
            look: Look = {"color": RULE, "linewidth": 0.8, "clip_on": False}
            ends = [MARGIN * current().zoom, (current().width - MARGIN) * current().zoom]
            axes.plot(ends, [number] * 2, transform=_across(axes), **look)
        before = group


def _years(axes: Axes, cells: pd.DataFrame, oews: pd.DataFrame) -> None:
    """Name every fifth year below, and the edition of each stretch above."""
    years = [year for year in cells.columns if year % 5 == 0 or len(cells.columns) < 8]
    ticked(axes, [year - cells.columns[0] + 0.5 for year in years], list(map(str, years)))
    for edition, group in oews.groupby("soc_system"):
        middle = (group["year"].min() + group["year"].max() + 1) / 2 - cells.columns[0]
        name = "hybrid" if "hybrid" in str(edition) else str(edition)
        note(axes, middle, 0, name, color=FAINT, ha="center", shift=(0, 9))
