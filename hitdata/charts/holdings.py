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

from hitdata.charts.caption import Caption
from hitdata.charts.footnotes import caveat, source_line
from hitdata.charts.frame import canvas
from hitdata.charts.labels import note
from hitdata.charts.measured import width
from hitdata.charts.selection import having, needed, published
from hitdata.charts.style import FAINT, INK, MARGIN, NOTE, PAPER, RULE, WIDTH, Look, color, drawing
from hitdata.charts.words import counted, listed
from hitdata.family import FAMILY, group_of

__all__ = ["GROUPS", "releases", "select"]

#: Groups of the family that the chart lists of the whole table.
GROUPS = ("health information technicians", "health information technologists",
          "medical transcriptionists", "medical secretaries", "billing clerks",
          "health services managers", "information systems managers", "compliance officers",
          "systems analysts", "security analysts", "computer support specialists",
          "database administrators", "data scientists")  # fmt: skip

WANTED = {"source": ("OEWS", "EP", "ACS"), "level": "detailed"}

#: Edition -> fill of the cells that OEWS has; the hybrids between two editions are gray.
FILLS = {"SOC 2000": "#EBDDB8", "SOC 2000/2010 hybrid": "#E6E6E6", "SOC 2010": "#D9BF7C",
         "SOC 2010/2018 hybrid": "#E6E6E6", "SOC 2018": "#C39A3D"}  # fmt: skip

#: Product -> marker in a cell, its size, and how far down the cell it stands.
MARKS = {"EP": ("o", 2.6, 0.34), "ACS": ("_", 6.5, 0.74)}

#: Product -> what the key says of it.
SAID = {"OEWS": "OEWS", "EP": "EP, at the base year of a round", "ACS": "ACS, 1-year estimates"}

#: Inches: a row, and the names left of the cells.
PITCH, LEFT = 0.185, 2.72


def select(figures: pd.DataFrame) -> pd.DataFrame:
    """Return what `releases` shows of the whole table: a figure per product, code and year."""
    codes = [code for group in GROUPS for code in FAMILY[group]]
    national = having(published(figures), {**WANTED, "area": "US", "industry": "cross-industry",
                                           "soc": codes})  # fmt: skip
    return national.drop_duplicates(["source", "soc", "release"])


@drawing()
def releases(figures: pd.DataFrame) -> Figure:
    """Draw which codes each product has in which year, filled by edition of the SOC.

    Needs figures of OEWS; those of EP and ACS are marked in the same cells. One figure for each
    product, code and release is enough.

    >>> from hitdata.tables import load
    >>> releases(select(load())).hitdata.title
    'Only six of 30 codes run through all 26 releases of OEWS'
    """
    found = needed(figures, "releases", WANTED).drop_duplicates(["source", "soc", "release"])
    oews = needed(found, "releases", {"source": "OEWS"})
    cells = _cells(oews.assign(year=_year))
    caption = _caption(found, cells)
    figure, axes = canvas(caption, body=len(cells) * PITCH, left=LEFT, above=0.55, below=0.28)
    look = {"cmap": ListedColormap(list(FILLS.values())), "vmin": 0, "vmax": len(FILLS) - 1}
    lines = {"linewidths": 1.2, "linecolor": PAPER}
    heatmap(cells, **look, **lines, cbar=False, xticklabels=False, yticklabels=False, ax=axes)
    axes.set(xlabel="", ylabel="")
    _marks(axes, found.assign(year=_year), cells)
    _key(axes, found)
    _names(axes, cells)
    _years(axes, cells, oews.assign(year=_year))
    return figure


def _year(figures: pd.DataFrame) -> pd.Series:
    """Return the year of a release: the base year of a round, the year of a survey."""
    return figures["release"].str[:4].astype(int)


def _cells(oews: pd.DataFrame) -> pd.DataFrame:
    """Return a row per code, in the order of groups and years, a column per year: the edition."""
    editions = {edition: place for place, edition in enumerate(FILLS)}
    filled = oews.assign(edition=oews["soc_system"].map(editions))
    grid = filled.pivot(index="soc", columns="year", values="edition").astype("float64")
    grid = grid.reindex(columns=range(grid.columns.min(), grid.columns.max() + 1))
    order = [*FAMILY, None]
    begin = grid.apply(lambda row: row.first_valid_index(), axis=1)
    codes = sorted(grid.index, key=lambda code: (order.index(group_of(code)), begin[code], code))
    return grid.loc[codes]


def _caption(found: pd.DataFrame, cells: pd.DataFrame) -> Caption:
    through = list(cells.index[cells.notna().all(axis=1)])
    total, years = cells.shape[1], f"{cells.columns[0]} to {cells.columns[-1]}"
    spans = [
        f"{code} {row.first_valid_index()} to {row.last_valid_index()}"
        for code, row in cells.iterrows()
    ]
    return Caption(
        title=f"Only {counted(len(through))} of {counted(len(cells))} codes run through all "
        f"{counted(total)} releases of OEWS",
        deck="Occupation codes of the health information technology family by year, national "
        f"figures, {years}. A code that ends is not the one that follows.",
        alt=f"Heat map of {len(cells)} occupation codes by year, {years}, filled by edition of "
        f"the SOC. In every release of OEWS: {listed(through or ['none'])}. OEWS has "
        f"{'; '.join(spans)}.",
        source=source_line(found),
        notes=(caveat("hybrid codes", found).replace("The code", "Hybrid: the code"),),
        data=found,
    )


def _marks(axes: Axes, found: pd.DataFrame, cells: pd.DataFrame) -> None:
    """Mark the cells of the other products."""
    places = {code: place for place, code in enumerate(cells.index)}
    for source, (marker, size, down) in MARKS.items():
        own = found[found["source"].eq(source) & found["soc"].isin(places)]
        if own.empty:
            continue
        x, y = own["year"] - cells.columns[0] + 0.5, own["soc"].map(places) + down
        axes.plot(
            x,
            y,
            marker,
            color=color(own["publisher"].iloc[0]),
            markersize=size,
            markeredgewidth=1.4,
        )


def _key(axes: Axes, found: pd.DataFrame) -> None:
    """Name the marks over the plot, with the product that each stands for."""
    x, y = LEFT, -0.4 / PITCH
    for source, (marker, size, _) in {"OEWS": ("s", 9, 0.5), **MARKS}.items():
        own = found[found["source"].eq(source)]
        if own.empty:
            continue
        look: Look = {"markersize": size, "markeredgewidth": 1.4, "clip_on": False}
        ink = FILLS["SOC 2018"] if source == "OEWS" else color(own["publisher"].iloc[0])
        axes.plot(x + 0.07, y, marker, color=ink, transform=_across(axes), **look)
        note(axes, x + 0.2, y, SAID[source], inches=True)
        x += 0.45 + width(SAID[source], NOTE)


def _across(axes: Axes) -> Transform:
    """Return coordinates that count inches of the page across, and rows down."""
    return blended_transform_factory(axes.figure.dpi_scale_trans, axes.transData)


def _names(axes: Axes, cells: pd.DataFrame) -> None:
    """Write groups and codes, with a hairline where a group begins."""
    before = ""
    for place, code in enumerate(cells.index):
        note(axes, LEFT - 0.08, place + 0.5, code, ha="right", inches=True)
        group = group_of(code) or "other codes"
        if group != before:
            note(axes, MARGIN, place + 0.5, group, color=INK, inches=True)
            look: Look = {"color": RULE, "linewidth": 0.8, "clip_on": False}
            axes.plot([MARGIN, WIDTH - MARGIN], [place] * 2, transform=_across(axes), **look)
        before = group


def _years(axes: Axes, cells: pd.DataFrame, oews: pd.DataFrame) -> None:
    """Name every fifth year below, and the edition of each stretch above."""
    years = [year for year in cells.columns if year % 5 == 0]
    axes.set_xticks([year - cells.columns[0] + 0.5 for year in years], years, rotation=0)
    for edition, group in oews.groupby("soc_system"):
        middle = (group["year"].min() + group["year"].max() + 1) / 2 - cells.columns[0]
        name = "hybrid" if "hybrid" in str(edition) else str(edition)
        note(axes, middle, 0, name, color=FAINT, ha="center", shift=(0, 9))
