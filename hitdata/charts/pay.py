"""Pay as quoted: what publishers and guides print for a role, over what OEWS estimates.

The numbers do not measure one thing: OEWS counts the wages that employers pay, Glassdoor may add
bonuses, a guide may not say. So the chart compares nothing but the prints. It sets them against the
OEWS median of the nearest code, names pay and period of each as far as they are stated, and
converts or deflates none.
"""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hitdata.charts.caption import Caption
from hitdata.charts.footnotes import flags, source_line
from hitdata.charts.frame import rows
from hitdata.charts.labels import Line, label, note, stacked
from hitdata.charts.measured import width
from hitdata.charts.prints import Print, named, prints
from hitdata.charts.selection import having, needed, newest, published
from hitdata.charts.style import FAINT, INK, LABEL, MARGIN, PAPER, WIDTH, Look, color, drawing
from hitdata.charts.words import dollars, edition
from hitdata.errors import UnknownValue

__all__ = ["ROLES", "pay_quoted", "select"]

#: Code -> the role that guides speak of.
ROLES = {
    "29-2072": "Technicians",
    "29-9021": "Specialists",
    "15-1211": "Analysts",
    "11-3021": "Managers",
}

WANTED = {"measure": "wage", "unit": "USD/year", "soc": tuple(ROLES), "area": "US"}

POINTS = ("p10", "p50", "p90")

#: Height of a role's heading, in rows, and length of an open end, as a share of the median.
HEAD, OPEN = 1.08, 0.3

#: Fill of the band from the 10th to the 90th percentile.
BAND = "#E9E9E9"


def select(figures: pd.DataFrame) -> pd.DataFrame:
    """Return what `pay_quoted` shows of the whole table.

    That is the quoted pay of each role, the newest national OEWS wages of its code, and each OEWS
    median that a guide names.
    """
    pay = having(figures, WANTED)
    quoted = pay[pay["quoted_by"].notna()]
    oews = having(published(pay), {"source": "OEWS", "statistic": POINTS})
    national = newest(having(oews, {"industry": "cross-industry"}))
    return pd.concat([national, *(named(quote, oews) for _, quote in quoted.iterrows()), quoted])


@drawing()
def pay_quoted(figures: pd.DataFrame) -> Figure:
    """Draw quoted pay by role, a row per publisher and title, over the OEWS range of the code.

    Needs annual pay of codes in `ROLES`: quoted figures (with ``quoted_by``), and p10, p50 and p90
    of a release of OEWS, the newest of which is drawn behind its role. An OEWS median that a guide
    names is drawn as published, below the quote, if the frame holds it.

    >>> from hitdata.tables import load
    >>> pay_quoted(select(load())).hitdata.title
    'A guide prints $30,840 more than the BLS median that it names'
    """
    found = needed(figures, "pay_quoted", WANTED)
    oews = needed(published(found), "pay_quoted", {"source": "OEWS", "statistic": POINTS})
    bands = newest(needed(oews, "pay_quoted", {"industry": "cross-industry"}))
    quoted = found[found["quoted_by"].notna() & found["soc"].isin(bands["soc"])]
    if quoted.empty:
        raise UnknownValue("pay_quoted needs quoted figures; all in this frame are published")
    roles = {soc: prints(quoted[quoted["soc"].eq(soc)], oews) for soc in ROLES}
    roles = {soc: each for soc, each in roles.items() if each}
    count = sum(map(len, roles.values())) + HEAD * len(roles)
    caption = _caption(found, roles, bands)
    figure, axes = rows(caption, count, pitch=0.53, left=2.75, right=1.5)
    axes.set_xlim(0.45, 1.85)
    axes.set_xticks([0.5, 1, 1.5], ["50%", "OEWS median", "150%"])
    top = -0.5
    for soc, each in roles.items():
        band = bands[bands["soc"].eq(soc)].set_index("statistic")
        _role(axes, top, band, len(each))
        for place, printed in enumerate(each):
            _row(axes, top + HEAD + place + 0.45, printed, band.loc["p50", "value"])
        top += HEAD + len(each)
    return figure


def _caption(found: pd.DataFrame, roles: dict[str, list[Print]], bands: pd.DataFrame) -> Caption:
    when = edition(bands["release"].iloc[0])
    drawn = {
        part["figure_id"] for each in roles.values() for printed in each for part in printed.parts
    }
    drawn |= set(bands[bands["soc"].isin(roles)]["figure_id"])
    shown = found[found["figure_id"].isin(drawn)]
    return Caption(
        title=_title(roles),
        deck=f"Annual pay as publishers and guides print it, United States, over "
        f"wages of OEWS, {when}: gray from the 10th to the 90th percentile, the median "
        "in black",
        alt="Dot and range chart of annual pay in dollars, as publishers and guides print it, "
        f"over wages of OEWS, {when}. "
        + " ".join(_spoken(soc, each, bands) for soc, each in roles.items()),
        source=source_line(shown),
        notes=(
            "Each role has its own scale, and ticks are shares of its OEWS median.",
            "Nothing is converted or deflated: periods and kinds of pay differ.",
            "Roles are set beside the nearest code; only BLS prints codes.",
            *flags(shown),
        ),
        data=shown,
    )


def _title(roles: dict[str, list[Print]]) -> str:
    """Say how far a quoted median is from the published one that it names, if any is."""
    gaps = [
        quote.center["value"] - own.center["value"]
        for each in roles.values()
        for quote, own in pairwise(each)
        if not own.quoted and quote.center is not None and own.center is not None
    ]
    gap = max(gaps, key=abs, default=0)
    if not gap:
        return "One role, another pay at every publisher"
    more = "more" if gap > 0 else "less"
    return f"A guide prints {dollars(abs(gap))} {more} than the BLS median that it names"


def _spoken(soc: str, each: list[Print], bands: pd.DataFrame) -> str:
    band = bands[bands["soc"].eq(soc)].set_index("statistic")["value"]
    said = [f"{printed.publisher} {', '.join(printed.amounts)}" for printed in each]
    low, middle, high = (dollars(band[point]) for point in POINTS)
    wages = f"OEWS median {middle}, 10th to 90th percentile {low} to {high}"
    return f"{ROLES[soc]}: {wages}; {'; '.join(said)}."


def _role(axes: Axes, top: float, band: pd.DataFrame, count: int) -> None:
    """Head a role and draw the band of its code behind all its rows."""
    first = band.iloc[0]
    ends = [top + HEAD - 0.1, top + HEAD + count - 0.05]
    share = band["value"] / band.loc["p50", "value"]
    axes.fill_betweenx(ends, share["p10"], share["p90"], color=BAND, linewidth=0)
    axes.plot([1, 1], ends, color=INK, linewidth=1.6, zorder=1.5)
    role, beside = ROLES[first["soc"]], f"beside {first['occupation']} {first['soc']}"
    label(axes, MARGIN, top + 0.32, role, weight="bold", inches=True)
    shift = (width(role, LABEL, "bold") * 72 + 5, 0)
    note(axes, MARGIN, top + 0.32, beside, shift=shift, masked=True, inches=True)
    above = {"ha": "center", "shift": (0, 7), "masked": True}
    for point, ink in zip(POINTS, (FAINT, INK, FAINT), strict=True):
        text = dollars(band.loc[point, "value"])
        note(axes, share[point], ends[0], text, color=ink, **above)


def _row(axes: Axes, y: float, printed: Print, median: float) -> None:
    ink = color(printed.figure["publisher"])
    who = [Line(printed.publisher, LABEL, ink, "bold"), Line(printed.figure["occupation"])]
    stacked(axes, MARGIN, y, [*who, Line(printed.terms, color=FAINT)], inches=True)
    first, *others = printed.amounts
    amounts = [Line(first, LABEL, ink, "bold"), *(Line(text) for text in others)]
    stacked(axes, WIDTH - MARGIN, y, amounts, ha="right", inches=True)
    _range(axes, y, printed, median)
    if printed.center is not None:
        look: Look = {"color": PAPER if printed.quoted else ink, "markeredgecolor": ink}
        x = printed.center["value"] / median
        axes.plot(x, y, "o", markersize=9, markeredgewidth=1.8, zorder=3, **look)


def _range(axes: Axes, y: float, printed: Print, median: float) -> None:
    """Draw a printed range between its ends; one without a high end is left open."""
    if printed.low is None:
        return
    low = printed.low["value"] / median
    high = low + OPEN if printed.high is None else printed.high["value"] / median
    look: Look = {"color": color(printed.figure["publisher"]), "markeredgewidth": 2}
    axes.plot([low, high], [y, y], linewidth=2, **look)
    axes.plot(low, y, "|", markersize=9, **look)
    axes.plot(high, y, ">" if printed.high is None else "|", markersize=8, **look)
