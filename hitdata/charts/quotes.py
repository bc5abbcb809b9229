"""Growth as quoted: each percentage that a guide prints, beside what its round published.

A guide's reader sees one number. Which round it comes from decides whether it can be right, and
some guides do not say. The chart sets every quoted change against the round that is named, or,
where none is, against every round of the code.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from seaborn import scatterplot

from hitdata.charts.caption import Caption
from hitdata.charts.footnotes import flags, source_line
from hitdata.charts.frame import rows
from hitdata.charts.labels import Line, coded_name, label, note, stacked
from hitdata.charts.scales import in_percent
from hitdata.charts.selection import having, needed, published
from hitdata.charts.style import FAINT, MARGIN, PAPER, SOFT, WIDTH, Look, color, drawing
from hitdata.charts.words import edition, percent
from hitdata.errors import UnknownValue

__all__ = ["growth_quoted", "select"]

WANTED = {"measure": "employment change", "statistic": "percent"}

#: Percentage points by which a quote differs from its round when the guide only rounded.
ROUNDING = 0.55

#: Code -> the other occupation that the 2018 SOC made of health information technicians.
TWIN = {"29-9021": "29-2072", "29-2072": "29-9021"}


def select(figures: pd.DataFrame) -> pd.DataFrame:
    """Return what `growth_quoted` shows of the whole table: quotes, and rounds of their codes."""
    change = having(figures, WANTED)
    quoted = change[change["quoted_by"].notna()]
    codes = set(quoted["soc"].dropna())
    rounds = having(published(change), {"soc": codes | {TWIN.get(code, code) for code in codes}})
    return pd.concat([rounds, quoted])


@drawing()
def growth_quoted(figures: pd.DataFrame) -> Figure:
    """Draw each quoted employment change beside the published one that it names, a row per quote.

    Needs percent employment change, some quoted (with ``quoted_by``) and some published by EP. A
    quote without a base year is matched by its projected year, and one without either is set
    against all rounds of its code.

    >>> from hitdata.tables import load
    >>> growth_quoted(select(load())).hitdata.title
    'A guide prints 7% where the BLS round it names has 16.5%'
    """
    found = needed(figures, "growth_quoted", WANTED)
    rounds = needed(published(found), "growth_quoted", {"source": "EP"})
    if found["quoted_by"].isna().all():
        raise UnknownValue("growth_quoted needs quoted figures; all in this frame are published")
    quotes = _matched(found[found["quoted_by"].notna()], rounds)
    twins = quotes.loc[quotes["named"], "twin"]
    shown = pd.concat([quotes[found.columns], *quotes["rounds"], *twins])
    shown = shown.drop_duplicates("figure_id")
    caption = _caption(shown, quotes)
    figure, axes = rows(caption, len(quotes), pitch=0.64, left=3.1, right=1.25, head=0.3)
    axes.set_xlim(0, max(shown["value"].max() * 1.12, 10))
    in_percent(axes.xaxis)
    for _, row in quotes.iterrows():
        _row(axes, row)
    axes.set(xlabel="", ylabel="")
    _key(axes, quotes)
    return figure


def _matched(quotes: pd.DataFrame, rounds: pd.DataFrame) -> pd.DataFrame:
    """Return each distinct quote with the rounds it may mean, those farthest off first."""
    same = ["publisher", "quoted_by", "occupation", "value", "base_year", "projected_year"]
    once = quotes.drop_duplicates(same)
    found = once.assign(
        rounds=[_agreeing(quote, rounds, quote["soc"]) for _, quote in once.iterrows()],
        twin=[_agreeing(quote, rounds, TWIN.get(quote["soc"])) for _, quote in once.iterrows()],
    )
    found["named"] = found["projected_year"].notna() & found["rounds"].map(len).eq(1)
    found["gap"] = [
        abs(quote["value"] - quote["rounds"]["value"].iloc[0]) if quote["named"] else -1.0
        for _, quote in found.iterrows()
    ]
    found = found.sort_values("gap", ascending=False, kind="stable")
    return found.assign(place=range(len(found)))


def _agreeing(quote: pd.Series, rounds: pd.DataFrame, soc: str | None) -> pd.DataFrame:
    """Return the rounds of a code that agree with every year that the quote states."""
    agree = rounds["soc"].eq(soc)
    for year in ("base_year", "projected_year"):
        if pd.notna(quote[year]):
            agree &= rounds[year].eq(quote[year])
    return rounds[agree]


def _caption(shown: pd.DataFrame, quotes: pd.DataFrame) -> Caption:
    loose = quotes[~quotes["soc_match"].isin(["exact", "published"])].drop_duplicates("occupation")
    return Caption(
        title=_title(quotes.iloc[0]),
        deck="Projected employment change over ten years, United States, in "
        "percent: as career guides quote it, and as Employment Projections published it",
        alt="Dot chart of projected employment change over ten years, United States, as quoted "
        "and as published. " + " ".join(_spoken(row) for _, row in quotes.iterrows()),
        source=source_line(shown),
        notes=(
            *(
                f"“{row.occupation}” is set beside {row.soc}: {row.soc_match_why}."
                for row in loose.itertuples()
            ),
            *flags(shown),
        ),
        data=shown,
    )


def _title(first: pd.Series) -> str:
    if first["gap"] < ROUNDING:
        return "Quoted changes agree with the BLS rounds that are named"
    has = percent(first["rounds"]["value"].iloc[0])
    return f"A guide prints {first['printed']} where the BLS round it names has {has}"


def _spoken(row: pd.Series) -> str:
    quote = f"{row['occupation']} ({row['soc']}): {row['printed']} in {row['quoted_by']}"
    values = row["rounds"]["value"]
    if row["named"]:
        return f"{quote}, {percent(values.iloc[0])} in round {_round(row)}."
    if values.empty:
        return f"{quote}, and no round of the code to set it against."
    span = f"{percent(values.min())} to {percent(values.max())}"
    return f"{quote}, no round named; the rounds of the code have {span}."


def _round(row: pd.Series) -> str:
    return edition(row["rounds"]["release"].iloc[0])


def _row(axes: Axes, row: pd.Series) -> None:
    y, ink = row["place"], color(row["publisher"])
    who = f"{row['publisher']} in {row['quoted_by']}"
    coded_name(axes, y, row["occupation"], row["soc"], inches=2.5, under=who)
    look = {"s": 120, "facecolor": PAPER, "edgecolor": ink, "linewidth": 1.8, "zorder": 3}
    scatterplot(x=[row["value"]], y=[y], ax=axes, legend=False, **look)
    if row["named"]:
        _published(axes, row)
    else:
        _all_rounds(axes, row)
    which = [Line(text) for text in _which(row)]
    stacked(axes, WIDTH - MARGIN, y, which, ha="right", inches=True)


def _published(axes: Axes, row: pd.Series) -> None:
    """Draw the published change, and both numbers on the outer sides of their marks."""
    y, quoted, own = row["place"], row["value"], row["rounds"]["value"].iloc[0]
    axes.plot(own, y, "o", color=color("BLS"), markersize=6.5, zorder=4)
    if row["gap"] > ROUNDING:
        axes.hlines(y, quoted, own, color=SOFT, linewidth=2, zorder=1.5)
    left, right = ("right", -11), ("left", 11)
    (ha, x), (own_ha, own_x) = (right, left) if quoted > own else (left, right)
    ink = color(row["publisher"])
    label(axes, quoted, y, row["printed"], color=ink, ha=ha, shift=(x, 0), masked=True)
    shift = (own_x, 0)
    label(axes, own, y, percent(own), weight="bold", ha=own_ha, shift=shift, masked=True)
    for twin in row["twin"].itertuples():
        axes.plot(twin.value, y + 0.3, "o", color=SOFT, markersize=4.5)
        text = f"{percent(twin.value)} for {twin.soc}"
        note(axes, twin.value, y + 0.3, text, color=FAINT, shift=(6, 0), masked=True)


def _all_rounds(axes: Axes, row: pd.Series) -> None:
    """Draw a bar for every round of the code, and the quoted number over its mark."""
    y, values = row["place"], row["rounds"]["value"]
    look: Look = {"color": FAINT, "markersize": 10, "markeredgewidth": 1.2, "zorder": 4}
    axes.plot(values, [y] * len(values), "|", **look)
    ends = ((values.min(), "right", -6), (values.max(), "left", 6))
    for value, ha, x in ends if len(values) else ():
        note(axes, value, y, percent(value), color=FAINT, ha=ha, shift=(x, 0), masked=True)
    ink = color(row["publisher"])
    label(axes, row["value"], y, row["printed"], color=ink, ha="center", shift=(0, 15))


def _which(row: pd.Series) -> list[str]:
    """Say which round a quote names, or what it leaves out."""
    if not row["named"]:
        return ["none named"]
    if pd.isna(row["base_year"]):
        return [f"to {row['projected_year']};", "base year not stated"]
    return [_round(row)]


def _key(axes: Axes, quotes: pd.DataFrame) -> None:
    """Name the marks over the first row, and the bars under the first that has them."""
    first, above = quotes.iloc[0], {"shift": (0, 17)}
    if first["named"] and first["gap"] > 5:
        own = first["rounds"]["value"].iloc[0]
        for value, text in ((first["value"], "as quoted"), (own, "as published")):
            note(axes, value, 0, text, ha="center", **above)
    note(axes, WIDTH - MARGIN, 0, "round named", ha="right", inches=True, **above)
    unnamed = quotes[~quotes["named"] & quotes["rounds"].map(len).gt(0)]
    for _, row in unnamed.head(1).iterrows():
        x, y = row["rounds"]["value"].mean(), row["place"] + 0.3
        note(axes, x, y, "all rounds of the code", color=FAINT, ha="center", masked=True)
