"""Two surveys of one occupation: the median that employers report and the one that people report.

OEWS asks establishments for the wages of their jobs. ACS asks households, takes those who worked
full-time all year, and counts net income of the self-employed. Neither is the other's error; what
they measure together is how far a definition moves a median.

The line of ACS breaks where another edition of the SOC stands behind its occupations, and where
more people or pay appear in one year than a year brings: in 2014 the Census Bureau changed how it
edits and assigns occupations (user note 2015-01), and technicians rose from 90,186 to 128,111.
"""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import End, label, name_ends, note, ticked, wage_axis
from hitdata.charts.page import canvas, current
from hitdata.charts.selection import chosen, having, published
from hitdata.charts.style import FAINT, PAPER, Look, color
from hitdata.charts.words import area_name, dollars, percent
from hitdata.errors import UnknownValue

__all__ = ["census_and_bls"]

#: What is drawn: see `census_and_bls`.
WANTED = {"source": ("OEWS", "ACS"), "measure": "wage", "unit": "USD/year",
          "statistic": ("p50", "moe90")}  # fmt: skip

#: What is drawn of a frame that holds more.
DEFAULT = {"soc": "29-2071", "coverage": ("wage and salary jobs", "full-time year-round workers")}

#: Year -> what the Census Bureau changed in how it assigns occupations: its user note 2015-01.
EDITS = {2014: "new rules of the Census Bureau for editing and assigning occupations"}

#: What jumps from one year to the next -> from which part of it, its name, its sign.
JUMPS = {"p50": (0.1, "median", "$"), "total": (0.2, "workers", "")}

#: What is written beside the end of a line: which pay of whom.
TERMS = ["publisher", "pay_basis", "coverage"]


@chart
def census_and_bls(figures: pd.DataFrame) -> Figure:
    """Draw the OEWS and the ACS median of one occupation, a point per year that both have.

    Needs median annual pay of one code, area and industry from both, with one coverage each; the
    ``moe90`` of ACS is drawn where the frame has it, as a bar over the 90 % interval, and its
    counts of those workers tell where its line breaks, each break named in the notes. A frame that
    holds more, such as the whole table, is narrowed to the United States and all industries, to
    29-2071 if it is there, and to wage and salary jobs and full-time year-round workers.

    >>> from hitdata.data.bundled import load
    >>> census_and_bls(load(area="US", industry="cross-industry")).hitdata.title
    'Census median jumped 13.6% in 2014, where its series breaks'
    """
    found = chosen(
        figures, "census_and_bls", WANTED, DEFAULT,
        one=("soc", "area", "industry"), lines=("source",),
        each=("source", "release", "statistic"),
    )  # fmt: skip
    years = found["release"].str[:4]
    both = [set(years[found["source"].eq(source)]) for source in WANTED["source"]]
    found = found[years.isin(set.intersection(*both))]
    table = _table(found)
    acs = found[found["source"].eq("ACS")]
    same = {name: set(acs[name]) for name in ("source", "soc", "coverage", "release")}
    counts = having(published(figures), {**same, "measure": "employment"})
    acs = pd.concat([acs, counts[counts["statistic"].isin(["total", "moe90"])]])
    breaks = _breaks(acs)
    shown = pd.concat([found[found["source"].eq("OEWS")], acs]).sort_values("figure_id")
    right = 1.4 if current().narrow else 1.85
    caption = _caption(shown, table, breaks)
    made, axes = canvas(caption, body=3.4, left=0.62, right=right, above=0.2)
    ends = table["Census"] - table["margin"], table["Census"] + table["margin"]
    axes.vlines(table.index, *ends, color=color("Census"), linewidth=5, alpha=0.28)
    begun = pd.Series(table.index.isin(list(breaks)), index=table.index).cumsum()
    for name, lines, marker in (("BLS", begun * 0, "o"), ("Census", begun, "D")):
        look: Look = {"color": color(name), "marker": marker, "markeredgecolor": PAPER}
        for _, part in table[name].groupby(lines):
            axes.plot(part, linewidth=1.8, markersize=6.5, **look)
    medians = table[["BLS", "Census"]]
    axes.set(xlabel="", ylabel="")
    wage_axis(axes, medians.melt()["value"], room=0.2)
    axes.set_xlim(table.index.min() - 0.4, table.index.max() + 0.4)
    ticked(axes, list(table.index), [str(year) for year in table.index])
    for year in breaks:
        axes.axvline(year - 0.5, color=FAINT, linewidth=1, linestyle=(0, (1, 2)), zorder=1)
        note(axes, year - 0.5, axes.get_ylim()[1], "break", color=FAINT, ha="center", shift=(0, 7))
    _widest_label(axes, table)
    points = []
    for name, pay, who in found.drop_duplicates("publisher")[TERMS].itertuples(index=False):
        y = table[name].iloc[-1]
        text = f"{name}: {pay}, {who}"
        points.append(End(table.index[-1], y, dollars(y), text, color(name)))
    name_ends(axes, points, inches=right - 0.3)
    return made


def _table(found: pd.DataFrame) -> pd.DataFrame:
    """Return a row per year in which both have a median: BLS, Census, and the margin of ACS."""
    rows = found.assign(year=found["release"].str[:4].astype(int))
    medians = rows[rows["statistic"].eq("p50")]
    table = medians.pivot(index="year", columns="publisher", values="value")
    table = table.reindex(columns=["BLS", "Census"]).dropna()
    if table.empty:
        raise UnknownValue("census_and_bls needs a median of OEWS and one of ACS in the same year")
    margins = rows[rows["statistic"].eq("moe90") & rows["error_of"].eq("p50")]
    return table.assign(margin=margins.set_index("year")["value"])


def _breaks(acs: pd.DataFrame) -> dict[int, list[str]]:
    """Return each year in which the line of ACS breaks, and why: edition, gap, jumps, rules."""
    rows = acs.assign(year=acs["release"].str[:4].astype(int))
    margin = rows["statistic"].eq("moe90")
    values = rows[~margin].pivot(index="year", columns="statistic", values="value")
    margins = rows[margin].pivot(index="year", columns="error_of", values="value")
    margins = margins.reindex_like(values).fillna(0)
    # beyond both margins
    moved = values.pct_change().where(values.diff().abs() > margins + margins.shift())
    editions = rows.groupby("year")["soc_system"].first()
    found = {}
    for before, year in pairwise(values.index):
        why = [f"{editions[before]} gives way to {editions[year]}"]
        why *= int(editions[before] != editions[year])
        why += [f"no survey between {before} and {year}"] * (year - before > 1)
        for name in values:
            least, what, sign = JUMPS[name]
            if abs(moved[name][year]) > least:
                change = percent(moved[name][year] * 100, signed=True)
                ends = [f"{sign}{values[name][each]:,.0f}" for each in (before, year)]
                why.append(f"{what} from {' to '.join(ends)} ({change})")
        if why:
            found[year] = [*why, *([EDITS[year]] if year in EDITS else [])]
    return found


def _caption(found: pd.DataFrame, table: pd.DataFrame, breaks: dict[int, list[str]]) -> Caption:
    first, title = found.iloc[-1], _title(table, breaks)
    occupation = str(first["occupation"])
    if occupation[1:] == occupation[1:].lower():
        occupation = occupation.lower()
    said = [f"Census line broken in {year}: {'; '.join(why)}." for year, why in breaks.items()]
    each = [
        f"{year}: BLS {dollars(row['BLS'])}, Census {dollars(row['Census'])}"
        for year, row in table.iterrows()
    ]
    return Caption.of(
        found,
        title=title,
        deck=f"Median annual pay of {occupation} ({first['soc']}), "
        f"{area_name(first['area'])}, nominal dollars of each year",
        alt=f"Line chart of two medians for {occupation}, {table.index.min()} to "
        f"{table.index.max()}. {title}. {'; '.join(each)}. " + " ".join(said),
        notes=(*said, "Bars: 90% interval of the Census median; OEWS publishes none for a median."),
    )


def _title(table: pd.DataFrame, breaks: dict[int, list[str]]) -> str:
    """Say where the Census median jumps; else where the two are apart after the last break."""
    change = table["Census"].pct_change().reindex(list(breaks)) * 100
    if change.abs().max() > 100 * JUMPS["p50"][0]:
        year = int(change.abs().idxmax())
        how = f"{'jumped' if change[year] > 0 else 'fell'} {percent(abs(change[year]))}"
        return f"Census median {how} in {year}, where its series breaks"
    apart = _apart(table[table.index >= max(breaks, default=0)])
    widest, last = int(apart.abs().idxmax()), int(apart.index[-1])
    said = {
        year: f"{percent(abs(apart[year]), digits=0)} {'below' if apart[year] < 0 else 'above'}"
        for year in (widest, last)
    }
    then = f", {said[last]} in {last}" if last != widest else ""
    return f"Census median: {said[widest]} that of BLS in {widest}{then}"


def _apart(table: pd.DataFrame) -> pd.Series:
    """Return how far the Census median is above that of BLS, in percent of it."""
    return (table["Census"] / table["BLS"] - 1) * 100


def _widest_label(axes: Axes, table: pd.DataFrame) -> None:
    """Write both medians of the year in which they are furthest apart."""
    year = _apart(table).abs().idxmax()
    row = table.loc[year]
    margin = {"BLS": 0.0, "Census": 0.0 if pd.isna(row["margin"]) else row["margin"]}
    upper = "BLS" if row["BLS"] > row["Census"] else "Census"
    for name, beyond in margin.items():
        side = 1 if name == upper else -1
        look: Look = {"weight": "bold", "ha": "center", "shift": (-8, 12 * side), "masked": True}
        y, ink = row[name] + side * beyond, color(name)
        label(axes, float(year), y, dollars(row[name]), color=ink, **look)
