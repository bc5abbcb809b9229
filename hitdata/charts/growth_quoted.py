"""Growth as quoted: each percentage that a guide prints, beside what its round published.

A guide's reader sees one number. Which round it comes from decides whether it can be right, and
some guides do not say. The chart sets every quoted change against the round that is named, or,
where none is, against every round of the code.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import in_percent, label, note, stacked
from hitdata.charts.page import Line
from hitdata.charts.rows import Name, rows
from hitdata.charts.selection import needed, published, quotes
from hitdata.charts.style import FAINT, PAPER, RIGHT, SOFT, Look, color
from hitdata.charts.words import dated, percent

__all__ = ["growth_quoted"]

#: What is drawn: see `growth_quoted`.
WANTED = {"measure": "employment change", "statistic": "percent"}

#: Percentage points by which a quote differs from its round when the guide only rounded.
ROUNDING = 0.55

#: Most titles whose code the notes explain.
NOTED = 3

#: Code -> the other occupation that the 2018 SOC made of health information technicians.
TWIN = {"29-9021": "29-2072", "29-2072": "29-9021"}


@chart
def growth_quoted(figures: pd.DataFrame) -> Figure:
    """Draw each quoted employment change beside the published one that it names, a row per quote.

    Needs percent employment change of the nation, some quoted (with ``quoted_by``) under a code and
    some published by EP. All quotes are drawn of a frame of few guides, and of more, as in the
    whole table, those of the two that the project started from; beside them the published changes
    that they may mean: a quote without a base year is matched by its projected year, and one
    without either is set against all rounds of its code.

    >>> from hitdata.data.bundled import with_guides
    >>> growth_quoted(with_guides()).hitdata.title
    'A guide prints 7% where the BLS round it names has 16.5%'
    """
    found = needed(figures, "growth_quoted", WANTED)
    rounds = needed(published(found), "growth_quoted", {"source": "EP"})
    quoted = needed(quotes(found, "growth_quoted"), "growth_quoted", {"area": "US"})
    table = _matched(quoted.dropna(subset=["soc", "value"]), rounds)
    twins = table.loc[table["named"], "twin"]
    every = [table[found.columns], *table["rounds"], *twins]
    shown = pd.concat(every).drop_duplicates("figure_id")
    caption = _caption(shown, table)
    names = [
        Name(row["occupation"], row["soc"], (f"{row['publisher']} in {row['quoted_by']}",))
        for _, row in table.iterrows()
    ]
    made, axes, ys = rows(caption, names, pitch=0.64, least=0.5, right=1.25, head=0.3)
    table = table.set_axis(ys)
    low, high = min(shown["value"].min() * 1.2, 0), max(shown["value"].max() * 1.12, 10)
    axes.set_xlim(low, high)
    in_percent(axes.xaxis)
    for y, row in table.iterrows():
        _row(axes, y, row)
    _key(axes, table)
    return made


def _matched(quotes: pd.DataFrame, rounds: pd.DataFrame) -> pd.DataFrame:
    """Return each distinct quote with the rounds it may mean, those farthest off first.

    ``own`` is the change of the round that it names, else the mean of those it may mean.
    """
    same = ["publisher", "quoted_by", "occupation", "value", "base_year", "projected_year"]
    once = quotes.drop_duplicates(same)
    found = once.assign(
        rounds=[_agreeing(quote, rounds, quote["soc"]) for _, quote in once.iterrows()],
        twin=[_agreeing(quote, rounds, TWIN.get(quote["soc"])) for _, quote in once.iterrows()],
    )
    found["named"] = found["projected_year"].notna() & found["rounds"].map(len).eq(1)
    found["own"] = [each["value"].mean() for each in found["rounds"]]
    found["gap"] = (found["value"] - found["own"]).abs().where(found["named"], -1)
    return found.sort_values("gap", ascending=False, kind="stable", ignore_index=True)


def _agreeing(quote: pd.Series, rounds: pd.DataFrame, soc: str | None) -> pd.DataFrame:
    """Return the rounds of a code that agree with every year that the quote states."""
    agree = rounds["soc"].eq(soc)
    for year in ("base_year", "projected_year"):
        if pd.notna(quote[year]):
            agree &= rounds[year].eq(quote[year])
    return rounds[agree]


def _caption(shown: pd.DataFrame, quotes: pd.DataFrame) -> Caption:
    loose = quotes[~quotes["soc_match"].isin(["exact", "published"])].drop_duplicates("occupation")
    return Caption.of(
        shown,
        title=_title(quotes.iloc[0]),
        deck="Projected employment change over ten years, United States, in "
        "percent: as career guides quote it, and as Employment Projections published it",
        alt="Dot chart of projected employment change over ten years, United States, as quoted "
        "and as published. " + " ".join(_spoken(row) for _, row in quotes.iterrows()),
        notes=_beside(loose),
    )


def _beside(loose: pd.DataFrame) -> tuple[str, ...]:
    """Say why titles were set beside codes that they do not name, for a few of them."""
    said = [
        f"“{row.occupation}” is set beside {row.soc}: {row.soc_match_why}."
        for row in loose.head(NOTED).itertuples()
    ]
    more = len(loose) - NOTED
    return (*said, *([f"So are {more} others, each with its reason in the data."] * (more > 0)))


def _title(first: pd.Series) -> str:
    if first["gap"] < ROUNDING:
        return "Quoted changes agree with the BLS rounds that are named"
    has = percent(first["own"])
    return f"A guide prints {first['printed']} where the BLS round it names has {has}"


def _spoken(row: pd.Series) -> str:
    quote = f"{row['occupation']} ({row['soc']}): {row['printed']} in {row['quoted_by']}"
    values = row["rounds"]["value"]
    if row["named"]:
        return f"{quote}, {percent(row['own'])} in round {_round(row)}."
    if values.empty:
        return f"{quote}, and no round of the code to set it against."
    span = f"{percent(values.min())} to {percent(values.max())}"
    return f"{quote}, no round named; the rounds of the code have {span}."


def _round(row: pd.Series) -> str:
    return dated(row["rounds"]["release"].iloc[0])


def _row(axes: Axes, y: float, row: pd.Series) -> None:
    look: Look = {"s": 120, "color": PAPER, "edgecolor": color(row["publisher"]), "linewidth": 1.8}
    axes.scatter(row["value"], y, zorder=3, **look)
    if row["named"]:
        _published(axes, y, row)
    else:
        _all_rounds(axes, y, row)
    which = [_round(row)] if row["named"] else ["none named"]
    if row["named"] and pd.isna(row["base_year"]):
        which = [f"to {row['projected_year']};", "base year not stated"]
    stacked(axes, RIGHT, y, list(map(Line, which)), ha="right", inches=True)


def _published(axes: Axes, y: float, row: pd.Series) -> None:
    """Draw the published change, and both numbers on the outer sides of their marks."""
    quoted, own = row["value"], row["own"]
    axes.plot(own, y, "o", color=color("BLS"), markersize=6.5, zorder=4)
    if row["gap"] > ROUNDING:
        axes.hlines(y, quoted, own, color=SOFT, linewidth=2, zorder=1.5)
    left, right = ("right", -11), ("left", 11)
    (ha, x), (own_ha, own_x) = (right, left) if quoted > own else (left, right)
    ink = color(row["publisher"])
    label(axes, quoted, y, row["printed"], color=ink, ha=ha, shift=(x, 0), masked=True)
    label(axes, own, y, percent(own), weight="bold", ha=own_ha, shift=(own_x, 0), masked=True)
    for twin in row["twin"].itertuples():
        axes.plot(twin.value, y + 0.3, "o", color=SOFT, markersize=4.5)
        text = f"{percent(twin.value)} for {twin.soc}"
        note(axes, twin.value, y + 0.3, text, color=FAINT, shift=(6, 0), masked=True)


def _all_rounds(axes: Axes, y: float, row: pd.Series) -> None:
    """Draw a bar for every round of the code, and the quoted number over its mark."""
    values = row["rounds"]["value"]
    look: Look = {"color": FAINT, "markersize": 10, "markeredgewidth": 1.2, "zorder": 4}
    axes.plot(values, [y] * len(values), "|", **look)
    ends = ((values.min(), "right", -6), (values.max(), "left", 6))
    for value, ha, x in ends if len(values) else ():
        note(axes, value, y, percent(value), color=FAINT, ha=ha, shift=(x, 0), masked=True)
    ink = color(row["publisher"])
    label(axes, row["value"], y, row["printed"], color=ink, ha="center", shift=(0, 15))


def _key(axes: Axes, quotes: pd.DataFrame) -> None:
    """Name the marks over the first row, and the bars under the first that has them."""
    first, above = quotes.iloc[0], {"shift": (0, 17)}
    if first["named"] and first["gap"] > 5:
        for column, text in (("value", "as quoted"), ("own", "as published")):
            note(axes, first[column], quotes.index[0], text, ha="center", **above)
    note(axes, RIGHT, quotes.index[0], "round named", ha="right", inches=True, **above)
    unnamed = quotes[~quotes["named"] & quotes["rounds"].map(len).gt(0)]
    for y, row in unnamed.head(1).iterrows():
        text = "all rounds of the code"
        note(axes, row["own"], y + 0.3, text, color=FAINT, ha="center", masked=True)
