"""Pay as quoted: what publishers and guides print for a role, over what OEWS estimates.

The numbers do not measure one thing: OEWS counts the wages that employers pay, Glassdoor may add
bonuses, a guide may not say. So the chart compares nothing but the prints. It sets them against the
OEWS median of the nearest code, names pay and period of each as far as they are stated, and
converts or deflates none.

A page may print a middle and a range, only one of them, or a range without an upper end. Each is a
row of the tidy table; a `Print` holds those that belong together, as they are printed.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import note, stacked
from hitdata.charts.page import Line
from hitdata.charts.rows import Name, rows
from hitdata.charts.selection import needed, newest, published, quotes
from hitdata.charts.style import FAINT, FILL, INK, LABEL, PAPER, RIGHT, Look, color
from hitdata.charts.wage_ranges import told
from hitdata.charts.words import bounded, dated, dollars
from hitdata.errors import UnknownValue

__all__ = ["ROLES", "Print", "pay_quoted", "prints"]

#: What tells that a guide and a publisher mean the same figure.
SAME = ["publisher", "source", "soc", "release", "industry", "statistic"]


class Print(NamedTuple):
    """Figures that one publisher prints together: a middle, and the ends of a range."""

    #: One of the rows, for what all have in common.
    figure: pd.Series
    center: pd.Series | None
    low: pd.Series | None
    high: pd.Series | None

    @property
    def parts(self) -> list[pd.Series]:
        """The rows themselves, the middle first."""
        return [part for part in (self.center, self.low, self.high) if part is not None]

    @property
    def quoted(self) -> bool:
        """Whether a guide prints it, and not the publisher."""
        return isinstance(self.figure["quoted_by"], str)

    @property
    def publisher(self) -> str:
        """The publisher; and of BLS, whose figures are drawn both ways, whether it is quoted."""
        name = str(self.figure["publisher"])
        if name != "BLS":
            return name
        return "BLS, as quoted" if self.quoted else "BLS, as published"

    @property
    def name(self) -> Name:
        """Who prints it of which job, and its terms, as the name of a row."""
        under = (str(self.figure["occupation"]), self.terms)
        return Name(self.publisher, "", under, "bold", color(self.figure["publisher"]))

    @property
    def terms(self) -> str:
        """Which pay, of which period and sector, as far as it is stated."""
        basis = self.figure["pay_basis"]
        industry = str(self.figure["industry"])
        terms = [basis if isinstance(basis, str) else "pay not defined"]
        terms += [dated(self.figure["period"])]
        return ", ".join(terms + [industry] * industry.startswith("NAICS"))

    @property
    def amounts(self) -> list[str]:
        """The middle and then the range, each as far as it is printed, with its bounds."""
        written = [bounded(dollars(part["value"]), part["bound"]) for part in self.parts]
        if self.center is None:
            return [" to ".join(written)]
        unnamed = ["mean or median not stated"] * (self.center["statistic"] == "average")
        return [written[0], *unnamed, *([" to ".join(written[1:])] if written[1:] else [])]


def prints(quoted: pd.DataFrame, published: pd.DataFrame) -> list[Print]:
    """Return what is printed, each once, and after a quoted figure the published one it names.

    A quote names a published figure by publisher, product, release, code, sector and statistic.
    """
    once = quoted.drop_duplicates(["publisher", "occupation", "statistic", "value", "quoted_by"])
    found = []
    for _, group in once.groupby(["publisher", "occupation", "locator"], sort=False):
        named = published[published[SAME].eq(group.iloc[0][SAME]).all(axis=1)]
        found += [_together(rows) for rows in (group, named) if len(rows)]
    return found


#: Code -> the role that guides speak of.
ROLES = {"29-2072": "Technicians", "29-9021": "Specialists", "15-1211": "Analysts",
         "11-3021": "Managers"}  # fmt: skip

#: What is drawn: see `pay_quoted`.
WANTED = {"measure": "wage", "unit": "USD/year", "area": "US"}

#: Percentiles of OEWS behind each role.
POINTS = ("p10", "p50", "p90")

#: Length of an open end, as a share of the median.
OPEN = 0.3


@chart
def pay_quoted(figures: pd.DataFrame) -> Figure:
    """Draw quoted pay by role, a row per publisher and title, over the OEWS range of the code.

    Needs annual pay in the United States: quoted figures (with ``quoted_by``) under a code, and
    p10, p50 and p90 of OEWS of that code. All quotes are drawn of a frame of few guides, and of
    more, as in the whole table, those of the two that the project started from; behind each role
    the newest release for all industries, and below a quote the OEWS median that it names, if it
    is there.

    >>> from hitdata.data.bundled import with_guides
    >>> pay_quoted(with_guides()).hitdata.title
    'A guide prints $30,840 more than the BLS median that it names'
    """
    found = needed(figures, "pay_quoted", WANTED)
    quoted = quotes(found, "pay_quoted")
    oews = needed(published(found), "pay_quoted", {"source": "OEWS", "statistic": POINTS})
    oews = oews[oews["soc"].isin(quoted["soc"])]
    bands = newest(needed(oews, "pay_quoted", {"industry": "cross-industry"})).dropna(
        subset="value"
    )
    whole = bands["soc"].value_counts()
    order = [*ROLES, *sorted(set(whole.index) - set(ROLES))]
    roles = {
        soc: prints(quoted[quoted["soc"].eq(soc)], oews) for soc in order if whole.get(soc) == 3
    }
    roles = {soc: each for soc, each in roles.items() if each}
    if not roles:
        raise UnknownValue("pay_quoted needs quoted pay and p10, p50, p90 of OEWS of one code")
    names = []
    for soc, each in roles.items():
        names += [_role_name(soc, bands), *(printed.name for printed in each)]
    caption = _caption(found, roles, bands, _elsewhere(quoted, oews))
    made, axes, ys = rows(caption, names, pitch=0.53, least=0.48, right=1.55)
    shares = [float(part["value"]) / bands[bands["soc"].eq(soc)]["value"].median()
              for soc, each in roles.items() for one in each for part in one.parts]  # fmt: skip
    axes.set_xlim(min(0.45, min(shares) - 0.1), max(1.85, max(shares) + 0.15))
    axes.set_xticks([0.5, 1, 1.5], ["50%", "OEWS median", "150%"])
    places = iter(ys)
    for soc, each in roles.items():
        band = bands[bands["soc"].eq(soc)].set_index("statistic")
        own = [next(places) for _ in range(len(each) + 1)]
        _role(axes, own, band)
        for y, printed in zip(own[1:], each, strict=True):
            _row(axes, y, printed, band.loc["p50", "value"])
    return made


def _together(group: pd.DataFrame) -> Print:
    def one_of(*statistics: str) -> pd.Series | None:
        found = group[group["statistic"].isin(statistics)]
        return found.iloc[0] if len(found) else None

    return Print(group.iloc[0], one_of("p50", "average", "mean"), one_of("low"), one_of("high"))


def _role_name(soc: str, bands: pd.DataFrame) -> Name:
    title = bands[bands["soc"].eq(soc)]["occupation"].iloc[0]
    beside = (f"beside {title} {soc}",) if soc in ROLES else (soc,)
    return Name(ROLES.get(soc, title), "", beside, "bold")


def _elsewhere(quoted: pd.DataFrame, oews: pd.DataFrame) -> pd.DataFrame:
    """Return what BLS published for another industry, but is quoted for this one."""
    same = ["soc", "release", "statistic", "value"]
    of_bls = quoted[quoted["publisher"].eq("BLS")][[*same, "industry"]].drop_duplicates()
    found = oews.merge(of_bls.dropna(), on=same, suffixes=("", "_quoted"))
    found = found[found["industry"].ne(found["industry_quoted"])]
    # a sector before its parts, which may have the same figure
    return found.sort_values("industry", key=lambda names: names.str.len()).drop_duplicates(same)


def _caption(
    found: pd.DataFrame, roles: dict[str, list[Print]], bands: pd.DataFrame, others: pd.DataFrame
) -> Caption:
    when = dated(bands["release"].iloc[0])
    parts = [part for each in roles.values() for printed in each for part in printed.parts]
    drawn = {*bands[bands["soc"].isin(roles)]["figure_id"], *(part["figure_id"] for part in parts)}
    drawn |= set(others["figure_id"])
    return Caption.of(
        found[found["figure_id"].isin(drawn)],
        title=_title(roles),
        deck=f"Annual pay as publishers and guides print it, United States, over "
        f"wages of OEWS, {when}: gray from the 10th to the 90th percentile, the median "
        "as a line",
        alt="Dot and range chart of annual pay in dollars, as publishers and guides print it, "
        f"over wages of OEWS, {when}. "
        + " ".join(_spoken(soc, each, bands) for soc, each in roles.items()),
        notes=(
            *(
                f"{dollars(row.value)}, quoted for {row.industry_quoted}, is what BLS published "
                f"for {row.industry}."
                for row in others.itertuples()
            ),
            "Each role has its own scale, and ticks are shares of its OEWS median.",
            "Nothing is converted or deflated: periods and kinds of pay differ.",
            "Roles are set beside the nearest code; only BLS prints codes.",
        ),
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
        return "Publishers print different pay for the same role"
    more = "more" if gap > 0 else "less"
    return f"A guide prints {dollars(abs(gap))} {more} than the BLS median that it names"


def _spoken(soc: str, each: list[Print], bands: pd.DataFrame) -> str:
    band = bands[bands["soc"].eq(soc)].set_index("statistic")["value"]
    said = [f"{printed.publisher} {', '.join(printed.amounts)}" for printed in each]
    return f"{_role_name(soc, bands).title}: OEWS {told(band)}; {'; '.join(said)}."


def _role(axes: Axes, ys: list[float], band: pd.DataFrame) -> None:
    """Draw the band of a role's code behind all its rows, and its wages over it."""
    ends = [ys[0] + 0.28, ys[-1] + 0.45]
    share = band["value"] / band.loc["p50", "value"]
    axes.fill_betweenx(ends, share["p10"], share["p90"], color=FILL, linewidth=0)
    axes.plot([1, 1], ends, color=INK, linewidth=1.6, zorder=1.5)
    above = {"ha": "center", "shift": (0, 7), "masked": True}
    for point, ink in zip(POINTS, (FAINT, INK, FAINT), strict=True):
        text = dollars(band.loc[point, "value"])
        note(axes, share[point], ends[0], text, color=ink, **above)


def _row(axes: Axes, y: float, printed: Print, median: float) -> None:
    ink = color(printed.figure["publisher"])
    first, *others = printed.amounts
    amounts = [Line(first, LABEL, ink, "bold"), *(Line(text) for text in others)]
    stacked(axes, RIGHT, y, amounts, ha="right", inches=True)
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
