"""Wage curves: the shape of pay in an occupation, as far as five published percentiles show it.

A range hides where most workers stand; a curve shows it, at a price: between two percentiles it is
interpolated, and beyond the last ones it rests on nothing published. So each curve is drawn from
the 5th to the 95th percentile, the published percentiles stand as ticks under it, and the number
in the title has its band in the note. All curves have one scale: equal areas are equal shares.

Payscale and Salary.com publish a median and a range. No share of workers is stated for the range,
and through one point goes any curve: they are drawn as what they print, an interval.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from hitdata.charts import ridges
from hitdata.charts.caption import Caption
from hitdata.charts.footnotes import flags, source_line
from hitdata.charts.frame import rows
from hitdata.charts.prints import Print, prints
from hitdata.charts.ranges import POINTS
from hitdata.charts.ridges import Part
from hitdata.charts.rounds import NAMES
from hitdata.charts.selection import having, needed, newest, only, published, single
from hitdata.charts.style import drawing
from hitdata.charts.words import dollars, edition, listed, percent, place
from hitdata.distribution import WageCurves, fit, points, precision, share_bands
from hitdata.distribution.density import TOLERANCE

__all__ = ["OCCUPATIONS", "select", "wage_curves"]

#: Codes whose curves are drawn: the two of health information, and two that they border on.
OCCUPATIONS = ("29-2072", "29-9021", "15-1211", "11-3021")

#: Publishers that print a median and a range of pay, and guides quote them.
QUOTED = ("Payscale", "Salary.com")

WANTED = {
    "measure": "wage",
    "unit": ("USD/year", "percent"),
    "statistic": (*POINTS, "mean", "rse", "low", "high"),
}


def select(figures: pd.DataFrame) -> pd.DataFrame:
    """Return what `wage_curves` shows of the whole table.

    That is the newest national OEWS wages of `OCCUPATIONS` with their standard errors, and the
    quoted medians and ranges of `QUOTED`.
    """
    wages = having(figures, {**WANTED, "area": "US"})
    national = {"source": "OEWS", "industry": "cross-industry", "soc": OCCUPATIONS}
    quoted = having(wages[wages["quoted_by"].notna()], {"publisher": QUOTED})
    return pd.concat([newest(having(published(wages), national)), quoted])


@drawing()
def wage_curves(figures: pd.DataFrame) -> Figure:
    """Draw how annual wages are spread, a curve per code, and quoted ranges as intervals below.

    Needs annual wages (p10, p25, p50, p75, p90; mean and its standard error sharpen curve and
    band) of one release and area of OEWS. Quoted figures are drawn where a publisher prints both
    ends of a range. A curve ends at a top code.

    >>> from hitdata.tables import load
    >>> wage_curves(select(load())).hitdata.title
    'About 37% of technologists out-earn nine in ten records specialists'
    """
    found = needed(figures, "wage_curves", WANTED)
    own = needed(published(found), "wage_curves", {"source": "OEWS"})
    for column in ("release", "area", "industry"):
        only(own, column, "wage_curves")
    single(own, ["soc", "statistic"], "wage_curves")
    for point in POINTS:
        needed(own, "wage_curves", {"statistic": point})
    table = _table(own)
    own = needed(own, "wage_curves", {"soc": set(table["soc"])})
    quoted = [each for each in prints(found[found["quoted_by"].notna()], own[:0]) if _ranged(each)]
    curves = fit(points(own))
    part, notes = _finding(own, table, curves)
    parts = [part["figure_id"] for each in quoted for part in each.parts]
    shown = pd.concat([own, found[found["figure_id"].isin(parts)]])
    caption = _caption(shown, table, quoted, part, notes)
    count = ridges.height(len(table), len(quoted))
    figure, axes = rows(caption, count, pitch=0.8, left=2.5, right=0.92, head=0.2)
    ridges.scale(axes, table, quoted)
    ridges.curves(axes, curves, table, part)
    ridges.key(axes, table.iloc[0])
    ridges.intervals(axes, len(table) - 0.5, quoted)
    return figure


def _ranged(each: Print) -> bool:
    return each.center is not None and each.low is not None and each.high is not None


def _table(own: pd.DataFrame) -> pd.DataFrame:
    """Return a row per code that has every percentile, the best paid first, and its place."""
    numbers = own.assign(at=own["value"].fillna(own["threshold"]))
    at = numbers.pivot(index=["soc", "occupation"], columns="statistic", values="at")
    table = at.reindex(columns=list(POINTS)).dropna()
    table = table.sort_values("p50", ascending=False).reset_index()
    coded = own[own["value"].isna() & own["threshold"].notna()]
    return table.assign(place=range(len(table)), open=table["soc"].isin(coded["soc"]))


def _finding(
    own: pd.DataFrame, table: pd.DataFrame, curves: WageCurves
) -> tuple[Part | None, list[str]]:
    """Return how many of one occupation earn more than nine in ten of another, and its band."""
    pair = table[table["soc"].isin(list(NAMES))]
    if len(pair) < 2 or pair["open"].any():
        return None, []
    above, below = pair["soc"].iloc[0], pair["soc"].iloc[-1]
    wage = float(pair["p90"].iloc[-1])
    bands = share_bands(curves, wage, rse=precision(own))
    found = bands[bands.index.get_level_values("soc") == above].iloc[0]
    ends = ""
    if pd.notna(found["low"]):
        low, high = (percent(100 * found[end], digits=0) for end in ("low", "high"))
        ends = f" ({low} to {high})"
    share = percent(100 * found["value"], digits=0)
    number = f"{NAMES[above].capitalize()} above {dollars(wage)}: {share}{ends}."
    part = Part(above, below, wage, float(found["value"]))
    return part, [number, str(found["sentence"])]


def _title(table: pd.DataFrame, part: Part | None) -> str:
    if part is None:
        return f"Median wages from {dollars(table['p50'].min())} to {dollars(table['p50'].max())}"
    return (
        f"About {percent(100 * part.share, digits=0)} of {NAMES[part.above]} out-earn "
        f"nine in ten {NAMES[part.below]}"
    )


def _caption(
    shown: pd.DataFrame,
    table: pd.DataFrame,
    quoted: list[Print],
    part: Part | None,
    notes: list[str],
) -> Caption:
    when, where = edition(shown["release"].iloc[0]), place(shown["area"].iloc[0])
    return Caption(
        title=_title(table, part),
        deck=f"Annual wages, {where}, {when}, nominal dollars: curves between the 5th and 95th "
        "percentile, published ones as ticks; equal areas are equal shares of workers",
        alt=f"Line chart of how annual wages are spread in {len(table)} occupations, {where}, "
        f"{when}, as smoothed curves, and of quoted ranges as intervals. {_title(table, part)}. "
        + " ".join([*(_spoken(row) for _, row in table.iterrows()), *map(_heard, quoted)]),
        source=source_line(shown),
        notes=(
            *(notes or ["Between ticks: interpolated, not published."]),
            f"Smoothing moves no published percentile by more than {TOLERANCE:.0%}.",
            "Beyond the 10th and 90th, curves are extrapolated.",
            *_unshaped(quoted),
            *flags(shown),
        ),
        data=shown,
    )


def _unshaped(quoted: list[Print]) -> list[str]:
    """Return why quoted ranges have no curve, if any is drawn."""
    if not quoted:
        return []
    names = listed([each.publisher for each in quoted])
    return [f"{names}: median and range only, too few points for a curve."]


def _spoken(row: pd.Series) -> str:
    low, middle, high = (dollars(row[point]) for point in ("p10", "p50", "p90"))
    more = " or more" if row["open"] else ""
    return f"{row['occupation']}: median {middle}, 10th to 90th percentile {low} to {high}{more}."


def _heard(each: Print) -> str:
    return f"{each.publisher}, {each.figure['occupation']}: {', '.join(each.amounts)}."
