"""Wage history: a line per code, broken where its meaning changes, and never joined.

Health information technicians carried one code until 2018, were pooled with others in 2019 and
2020, and have been two occupations since. A line across those years would show the classification
and call it pay. With May 2021, in the same year, BLS changed how it estimates, and the percentiles
of that one release heap: it stands alone, for all occupations too (`hitdata.distribution`).

Series of projections are drawn with the same lines. Two codes never share one, however close their
titles, and a strip on top of the axes names the edition of the SOC that every figure belongs to.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from seaborn import lineplot

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import (
    End,
    ends_height,
    label,
    name_ends,
    note,
    stacked,
    ticked,
    wage_axis,
)
from hitdata.charts.page import broken, canvas, current
from hitdata.charts.selection import ALL, KEYS, TECHNICIANS, chosen, differing, having, needed
from hitdata.charts.style import FAINT, PAPER, RULE, SHADE, SOFT, Look, color
from hitdata.charts.words import caveat, counted, dated, dollars, row_name, terms
from hitdata.distribution.over_time import segmented
from hitdata.soc import group_of
from hitdata.surveys import HEAPED, METHODS

__all__ = ["draw_codes", "ended", "hybrids", "last", "wage_history"]

#: What is drawn: see `wage_history`.
WANTED = {"source": "OEWS", "measure": "wage", "statistic": "p50", "unit": "USD/year"}


@chart
def wage_history(figures: pd.DataFrame) -> Figure:
    """Draw median annual wages over the releases of OEWS, a line per code and per method.

    Needs OEWS medians of annual wages of up to eight codes, areas or industries; all occupations
    (00-0000) stand for comparison where the frame has them. A frame that holds more, such as the
    whole table, is narrowed to the United States and all industries, and to the codes that health
    information technicians have carried if it has them all. Wages are nominal: nothing is deflated.

    >>> from hitdata.data.bundled import load
    >>> wage_history(load(area="US", industry="cross-industry")).hitdata.title
    'Technicians passed the overall median in 2014, then were split'
    """
    found = chosen(
        figures, "wage_history", WANTED, {"soc": (*TECHNICIANS, ALL)},
        lines=KEYS[:3], each=KEYS, most=8,
    )  # fmt: skip
    table = segmented(found[found["value"].notna()]).assign(at=_years)
    table["run"] = table["soc"] + " " + table["area"] + " " + table["industry"].fillna("")
    table = table.sort_values(["run", "at"])
    table["line"] = table["run"] + " " + table["segment"].astype("str")
    several = set(table["soc"]) - {ALL}
    overall = having(table, {"soc": ALL if several else ()})
    own = needed(table, "wage_history", {"soc": several or ALL})
    right = 1.4 if current().narrow else 1.75
    points = last(table[table["at"].eq(table["at"].max())], dollars)
    tall = ends_height(points, inches=right - 0.28)
    made, axes = canvas(
        _caption(found, own, overall), body=max(3.7, tall), least=max(2.4, tall), left=0.62,
        right=right, above=0.44,
    )  # fmt: skip
    _scale(axes, table)
    for _, part in overall.groupby("line"):
        axes.plot(part["at"], part["value"], marker=".", color=SOFT, linewidth=2, markersize=5)
    draw_codes(axes, own, table)
    for run in ended(own):
        _name(axes, run)
    for first in METHODS:
        _method(axes, own, first)
    name_ends(axes, points, inches=right - 0.28)
    return made


def draw_codes(axes: Axes, own: pd.DataFrame, table: pd.DataFrame) -> None:
    """Draw each ``line`` of ``own`` (a code, or a part of its years) by ``at`` (x) and value (y).

    A strip on top names the SOC edition of each stretch of ``table``, and dotted lines stand where
    one set of lines gives way to another.
    """
    look = {"color": color("BLS"), "linewidth": 1.8, "marker": "o", "markersize": 5.5}
    data = {"x": "at", "y": "value", "units": "line", "estimator": None}
    lineplot(own, **data, **look, markeredgecolor=PAPER, legend=False, ax=axes)
    axes.set(xlabel="", ylabel="")
    _editions(axes, table)
    drawn = own.groupby("at")["line"].agg(frozenset)
    for before, after in pairwise(drawn.index):
        if drawn[before] != drawn[after]:
            x, dotted = (before + after) / 2, (0, (1, 2))
            axes.axvline(x, color=FAINT, linewidth=1, linestyle=dotted, zorder=1)


def hybrids(table: pd.DataFrame) -> dict[str, str]:
    """Return the codes that live in a hybrid edition only, with their titles: long, for notes."""
    mixed = table["soc_system"].str.contains("hybrid").groupby(table["soc"]).all()
    rows = table[table["soc"].isin(mixed.index[mixed])].drop_duplicates("soc")
    return dict(zip(rows["soc"], rows["occupation"], strict=True))


def ended(table: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the rows of each code that ends before the x axis does."""
    last = table["at"].max()
    runs = table.groupby("run" if "run" in table else "soc")
    return [run for _, run in runs if run["at"].max() < last]


def last(table: pd.DataFrame, write: Callable[[float], str]) -> list[End]:
    """Return the ends of the lines of ``table`` at ``at``, with their codes but for the total's."""
    said = [row_name(row, table) for _, row in table.iterrows()]
    both = zip(table.itertuples(), said, strict=True)
    return [
        End(row.at, row.value, write(row.value), f"{name} {code}".removesuffix(f" {ALL}").strip())
        for row, (name, code) in both
    ]


def _years(figures: pd.DataFrame) -> pd.Series:
    """Return the middle of each period in years: 2018.4 for May 2018."""
    middle = figures["period_start"] + (figures["period_end"] - figures["period_start"]) / 2
    return middle.dt.year + middle.dt.day_of_year / 366


def _caption(found: pd.DataFrame, own: pd.DataFrame, overall: pd.DataFrame) -> Caption:
    where = terms(found, but=["soc", "release"])
    runs = [run for _, run in sorted(own.groupby("run"), key=lambda pair: pair[1]["at"].min())]
    alone = HEAPED.keys() & set(own["release"])
    return Caption.of(
        found,
        title=_title(runs, overall),
        deck=f"Median annual wage, {where}, nominal dollars. A line breaks where the occupation "
        "code changes, as the codes count different people, and where the method does.",
        alt=f"Line chart of median annual wages in {counted(len(runs))} lines, broken where "
        f"the code or the method changes, {where}, nominal dollars. "
        + " ".join(_spoken(run) for run in (*runs, overall) if len(run)),
        notes=(
            *(f"{soc}: {title}." for soc, title in hybrids(own).items()),
            *(f"{dated(one)} stands alone: {HEAPED[one]}." for one in sorted(alone)),
            caveat("no time series", own),
        ),
    )


def _title(runs: list[pd.DataFrame], overall: pd.DataFrame) -> str:
    """Say when the oldest code passed the overall median, if it did, and whether it was split."""
    groups = {group_of(run["soc"].iloc[0]) for run in runs}
    last = max(run["at"].max() for run in runs)
    if (
        None in groups
        or (len(groups) > 1 and not groups <= set(map(group_of, TECHNICIANS)))
        or (differing(pd.concat(runs), ["area", "industry"]))
    ):
        now = pd.concat([run.iloc[-1:] for run in runs if run["at"].max() == last])
        ends = " to ".join(dict.fromkeys(map(dollars, (now["value"].min(), now["value"].max()))))
        grown = ""
        if len(runs) == 1:
            grown = (
                f", from {dollars(runs[0]['value'].iloc[0])} in {runs[0]['release'].iloc[0][:4]}"
            )
        return f"Median wages of {ends} in {dated(now['release'].iloc[0])}{grown}"
    heirs = [run for run in runs[1:] if run["at"].max() == last]
    split = ", then were split" if len(heirs) > 1 else ""
    who = (group_of(runs[0]["soc"].iloc[0]) or "").split()[-1].capitalize()
    both = runs[0].merge(overall[["release", "value"]], on="release", suffixes=("", "_overall"))
    above = both["value"] >= both["value_overall"]
    if above.any() and not above.iloc[0]:
        passed = both.loc[above.idxmax(), "release"][:4]
        return f"{who} passed the overall median in {passed}{split}"
    first, end = runs[0]["value"].iloc[0], runs[-1]["value"].iloc[-1]
    return f"{who}: median wages from {dollars(first)} to {dollars(end)}{split}"


def _spoken(run: pd.DataFrame) -> str:
    ends = [f"{dollars(row.value)} in {dated(row.release)}" for row in run.itertuples()]
    what = terms(run, but=["release"])
    return f"{what}: {ends[0]}, {ends[-1]}."


def _scale(axes: Axes, table: pd.DataFrame) -> None:
    axes.set_xlim(table["at"].min() - 0.5, table["at"].max() + 0.3)
    wage_axis(axes, table["value"], room=0.12)
    # a year's label stands at May, as its figures do
    first, last = axes.get_xlim()
    step = 5 if last - first > 8 else 1
    years = [year for year in range(1990, 2100, step) if first <= year + 0.4 <= last]
    if years:
        ticked(axes, [year + 0.4 for year in years], [str(year) for year in years])
    else:
        middle = round((first + last) / 2 - 0.4)
        ticked(axes, [middle + 0.4], [str(middle)])


def _name(axes: Axes, run: pd.DataFrame) -> None:
    """Name a code that has ended; a long line gets its title and the wage at both ends."""
    soc, first, last = run["soc"].iloc[0], run.iloc[0], run.iloc[-1]
    if soc in hybrids(run):
        above = {"ha": "center", "shift": (-3, 13), "masked": True}
        note(axes, run["at"].mean(), last["value"], soc, **above)
        return
    middle = run.iloc[len(run) // 3]
    name = broken(f"{last['occupation']} {soc}", 2.0)
    stacked(axes, middle["at"], middle["value"], name, shift=(6, -22), masked=True)
    for end, ha, shift in ((first, "left", (-6, -13)), (last, "right", (0, 13))):
        wage = dollars(end["value"])
        label(axes, end["at"], end["value"], wage, weight="bold", ha=ha, shift=shift, masked=True)


def _method(axes: Axes, own: pd.DataFrame, first: str) -> None:
    """Name a change of method over the first release that it touches."""
    new = own["release"] >= first
    if new.any() and not new.all():
        x = (own["at"][new].min() + own["at"][~new].max()) / 2
        # over the strip of editions, so that no name of one is crossed
        low, high = (1 + inches / (axes.bbox.height / axes.figure.dpi) for inches in (0.25, 0.42))
        look: Look = {"color": FAINT, "linewidth": 1, "linestyle": (0, (1, 2)), "clip_on": False}
        axes.axvline(x, low, high, **look)
        note(axes, x, axes.get_ylim()[1], f"new method from {dated(first)}", shift=(5, 25))


def _editions(axes: Axes, table: pd.DataFrame) -> None:
    """Name the SOC edition over each stretch of the x axis; the hybrids between two are shaded."""
    top = axes.get_ylim()[1]
    first = table.groupby("soc_system")["at"].min().sort_values()
    final = table.groupby("soc_system")["at"].max()[first.index]
    # an edition begins and ends halfway to its neighbors
    middle = [(end + start) / 2 for end, start in zip(final[:-1], first[1:], strict=True)]
    left, right = axes.get_xlim()
    for edition, (start, end) in zip(first.index, pairwise([left, *middle, right]), strict=True):
        # a hybrid is told by standing between the two editions that it mixes
        name = "hybrid" if "hybrid" in edition else edition
        note(axes, (start + end) / 2, top, name, color=FAINT, ha="center", shift=(0, 9))
        if name == "hybrid":
            axes.axvspan(start, end, color=SHADE, linewidth=0, zorder=0.1)
    axes.axhline(top, color=RULE, linewidth=0.8, clip_on=False)
