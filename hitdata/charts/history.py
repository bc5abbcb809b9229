"""Wage history: a line per code, broken where the code changes, and never joined.

Health information technicians carried one code until 2018, were pooled with others in 2019 and
2020, and have been two occupations since. A line across those years would show the classification
and call it pay. BLS also changed how it estimates with May 2021, at the same place.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hitdata.charts import series
from hitdata.charts.caption import Caption
from hitdata.charts.footnotes import caveat, flags, source_line
from hitdata.charts.frame import canvas
from hitdata.charts.labels import Line, label, note, stacked
from hitdata.charts.measured import lines
from hitdata.charts.ranges import ALL
from hitdata.charts.scales import in_dollars
from hitdata.charts.selection import having, needed, only, published, single
from hitdata.charts.style import FAINT, NOTE, SOFT, Look, drawing
from hitdata.charts.words import counted, dollars, edition, place
from hitdata.family import group_of

__all__ = ["CODES", "select", "wage_history"]

#: The codes that health information technicians have carried, oldest first.
CODES = ("29-2071", "29-2098", "29-2072", "29-9021")

#: First release that BLS estimated by its model-based method.
NEW_METHOD = "2021-05"

WANTED = {"source": "OEWS", "measure": "wage", "statistic": "p50", "unit": "USD/year"}


def select(figures: pd.DataFrame) -> pd.DataFrame:
    """Return what `wage_history` shows of the whole table: national medians of every release."""
    national = {"area": "US", "industry": "cross-industry", "level": ("detailed", "total")}
    return having(published(figures), {**WANTED, **national, "soc": (*CODES, ALL)})


@drawing()
def wage_history(figures: pd.DataFrame) -> Figure:
    """Draw median annual wages over the releases of OEWS, a line per code that breaks with it.

    Needs OEWS medians of annual wages of one area, of the codes to draw and of all occupations
    (00-0000). Wages are nominal: nothing is deflated.

    >>> from hitdata.tables import load
    >>> wage_history(select(load())).hitdata.title
    'Technicians passed the overall median in 2014, then were split'
    """
    found = needed(figures, "wage_history", WANTED)
    for column in ("area", "industry"):
        only(found, column, "wage_history")
    single(found, ["soc", "release"], "wage_history")
    table = found[found["value"].notna()].assign(at=_years).sort_values(["soc", "at"])
    overall = needed(table, "wage_history", {"soc": ALL})
    own = needed(table, "wage_history", {"soc": set(table["soc"]) - {ALL}})
    caption = _caption(found, own, overall)
    figure, axes = canvas(caption, body=3.7, left=0.62, right=1.75, above=0.44)
    _scale(axes, table)
    axes.plot(overall["at"], overall["value"], color=SOFT, linewidth=2)
    series.draw(axes, own)
    series.editions(axes, table)
    series.breaks(axes, own)
    for run in series.ended(own):
        _name(axes, run)
    _method(axes, own)
    final = table[table["at"].eq(table["at"].max())]
    series.ends(axes, [_end(row) for _, row in final.iterrows()], inches=1.47)
    return figure


def _years(figures: pd.DataFrame) -> pd.Series:
    """Return the middle of each period in years: 2018.4 for May 2018."""
    middle = figures["period_start"] + (figures["period_end"] - figures["period_start"]) / 2
    return middle.dt.year + middle.dt.day_of_year / 366


def _caption(found: pd.DataFrame, own: pd.DataFrame, overall: pd.DataFrame) -> Caption:
    where = place(found["area"].iloc[0])
    runs = [run for _, run in sorted(own.groupby("soc"), key=lambda pair: pair[1]["at"].min())]
    return Caption(
        title=_title(runs, overall),
        deck=f"Median annual wage, {where}, nominal dollars. A line breaks where the "
        "occupation code changes, as the codes count different people.",
        alt=f"Line chart of median annual wages under {counted(len(runs))} codes, broken where "
        f"the code changes, {where}, nominal dollars. "
        + " ".join(_spoken(run) for run in (*runs, overall)),
        source=source_line(found),
        notes=(
            *(f"{soc}: {title}." for soc, title in series.hybrids(own).items()),
            caveat("no time series", own),
            *flags(found),
        ),
        data=found,
    )


def _title(runs: list[pd.DataFrame], overall: pd.DataFrame) -> str:
    """Say when the oldest code passed the overall median, if it did, and whether it was split."""
    who = (group_of(runs[0]["soc"].iloc[0]) or "their").split()[-1].capitalize()
    last = max(run["at"].max() for run in runs)
    heirs = [run for run in runs[1:] if run["at"].max() == last]
    split = ", then were split" if len(heirs) > 1 else ""
    both = runs[0].merge(overall[["release", "value"]], on="release", suffixes=("", "_overall"))
    above = both["value"] >= both["value_overall"]
    if above.any() and not above.iloc[0]:
        passed = both.loc[above.idxmax(), "release"][:4]
        return f"{who} passed the overall median in {passed}{split}"
    first, end = runs[0]["value"].iloc[0], runs[-1]["value"].iloc[-1]
    return f"{who}: median wages from {dollars(first)} to {dollars(end)}{split}"


def _spoken(run: pd.DataFrame) -> str:
    ends = [f"{dollars(row.value)} in {edition(row.release)}" for row in run.itertuples()]
    return f"{run['occupation'].iloc[-1]} ({run['soc'].iloc[-1]}): {ends[0]}, {ends[-1]}."


def _scale(axes: Axes, table: pd.DataFrame) -> None:
    low, high = table["value"].min(), table["value"].max()
    room = (high - low) * 0.12
    axes.set_xlim(table["at"].min() - 0.5, table["at"].max() + 0.3)
    axes.set_ylim(low - room, high + room)
    axes.grid(axis="y")
    in_dollars(axes.yaxis)
    # a year's label stands at May, as its figures do
    first, last = axes.get_xlim()
    years = [year for year in range(1990, 2100, 5) if first <= year + 0.4 <= last]
    axes.set_xticks([year + 0.4 for year in years], [str(year) for year in years])


def _name(axes: Axes, run: pd.DataFrame) -> None:
    """Name a code that has ended; a long line gets its title and the wage at both ends."""
    soc, first, last = run["soc"].iloc[0], run.iloc[0], run.iloc[-1]
    if soc in series.hybrids(run):
        above = {"ha": "center", "shift": (-3, 13), "masked": True}
        note(axes, run["at"].mean(), last["value"], soc, **above)
        return
    middle = run.iloc[len(run) // 3]
    text = [Line(part) for part in lines(f"{last['occupation']} {soc}", 2.0, NOTE)]
    stacked(axes, middle["at"], middle["value"], text, shift=(6, -22), masked=True)
    for end, ha, shift in ((first, "left", (-6, -13)), (last, "right", (0, 13))):
        wage = dollars(end["value"])
        label(axes, end["at"], end["value"], wage, weight="bold", ha=ha, shift=shift, masked=True)


def _method(axes: Axes, own: pd.DataFrame) -> None:
    """Name the change of method over the first release that it touches."""
    new = own["release"] >= NEW_METHOD
    if new.any() and not new.all():
        x = (own["at"][new].min() + own["at"][~new].max()) / 2
        # over the strip of editions, so that no name of one is crossed
        low, high = (1 + inches / (axes.bbox.height / axes.figure.dpi) for inches in (0.25, 0.42))
        look: Look = {"color": FAINT, "linewidth": 1, "linestyle": (0, (1, 2)), "clip_on": False}
        axes.axvline(x, low, high, **look)
        text = f"new method from {edition(NEW_METHOD)}"
        note(axes, x, axes.get_ylim()[1], text, shift=(5, 25))


def _end(row: pd.Series) -> series.End:
    name = row["occupation"] if row["soc"] == ALL else f"{row['occupation']} {row['soc']}"
    return series.End(row["at"], row["value"], dollars(row["value"]), name)
