"""Wage curves: the shape of pay in an occupation, as far as five published percentiles show it.

A range hides where most workers stand; a curve shows it, at a price: between two percentiles it is
interpolated, and beyond the last ones it rests on nothing published. So each curve is drawn from
the 5th to the 95th percentile, the published percentiles stand as ticks under it, and the number
in the title has its band in the note. All curves have one scale: equal areas are equal shares.

Payscale and Salary.com publish a median and a range. No share of workers is stated for the range,
and through one point goes any curve: they are drawn as what they print, an interval.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from hitdata.charts.files import Caption
from hitdata.charts.layout import coded_name, in_dollars, label, note, rows
from hitdata.charts.pay_quoted import Print, head, prints
from hitdata.charts.selection import chosen, needed, published, quotes
from hitdata.charts.style import FAINT, FILL, INK, MARGIN, PAPER, QUIET, RIGHT, SOFT, color, drawing
from hitdata.charts.wage_ranges import POINTS, key, ranked, told
from hitdata.charts.words import NAMES, area_name, dated, dollars, listed, percent
from hitdata.distribution import WageCurves, fit, points, precision, share_bands
from hitdata.distribution.spline import TOLERANCE

__all__ = ["wage_curves"]

WANTED = {"measure": "wage", "unit": ("USD/year", "percent"),
          "statistic": (*POINTS, "mean", "rse", "low", "high")}  # fmt: skip

#: Codes of the default choice: the two of health information, and two that they border on.
DEFAULT = {"soc": ("29-2072", "29-9021", "15-1211", "11-3021")}

Floats = NDArray[np.float64]

#: Shares at which a curve is drawn: further out, no published figure bears on it.
SHARES = np.linspace(0.05, 0.95, 181)

#: In rows: where a curve stands, how high the highest rises, the heading and pitch of intervals.
FLOOR, PEAK, HEAD, STEP = 0.34, 0.84, 0.55, 0.68

#: Fill of the share that the title speaks of.
DARK = "#C4C4C4"


class Part(NamedTuple):
    """The share of one code, ``above``, that earns more than a wage: the p90 of ``below``."""

    above: str
    below: str
    wage: float
    share: float
    notes: tuple[str, ...]


@drawing()
def wage_curves(figures: pd.DataFrame) -> Figure:
    """Draw how annual wages are spread, a curve per code, and quoted ranges as intervals below.

    Needs annual wages (p10, p25, p50, p75, p90; mean and its standard error sharpen curve and
    band) of one release, area and industry of OEWS. Published figures of more than that, as in the
    whole table, are narrowed to the United States and all industries, to four codes in and near
    health information if all are there, and to the newest release. Quoted figures of few guides, of
    more those of the two that the project started from, are drawn where a publisher prints a median
    and both ends of a range. A curve ends at a top code.

    >>> from hitdata.data.bundled import load
    >>> wage_curves(load()).hitdata.title
    'About 37% of technologists out-earn 90% of records specialists'
    """
    found = needed(figures, "wage_curves", WANTED)
    own = chosen(published(found), "wage_curves", {"source": "OEWS"}, DEFAULT)
    for point in POINTS:
        needed(own, "wage_curves", {"statistic": point})
    table = ranked(own).dropna(subset=list(POINTS)).reset_index(drop=True)
    own = needed(own, "wage_curves", {"soc": set(table["soc"])})
    several = found[found["quoted_by"].notna()]
    printed = prints(quotes(several, "wage_curves") if len(several) else several, own[:0])
    quoted = [each for each in printed if len(each.parts) == 3]
    fitted = fit(points(own))
    part = _finding(own, table, fitted)
    parts = [part["figure_id"] for each in quoted for part in each.parts]
    shown = pd.concat([own, found[found["figure_id"].isin(parts)]])
    # under the curves the heading of the intervals, and a row for each
    count = len(table) + (HEAD + STEP * len(quoted) if quoted else 0.0)
    caption = _caption(shown, table, quoted, part)
    chart, axes = rows(caption, count, pitch=0.8, left=2.5, right=0.92, head=0.2)
    lows = [each.low["value"] for each in quoted if each.low is not None]
    # a tail runs on by about as much again as from the 75th to the 90th percentile
    top = (table["p90"] + (table["p90"] - table["p75"]).clip(lower=0)).max()
    axes.set_xlim(min([table["p10"].min(), *lows]) * 0.72, top)
    in_dollars(axes.xaxis, ticks=8)
    _curves(axes, fitted, table, part)
    key(axes, table.iloc[0], FLOOR + 0.21)
    note(axes, RIGHT, -0.5, "median", ha="right", inches=True)
    _intervals(axes, len(table) - 0.5, quoted)
    return chart


def _finding(own: pd.DataFrame, table: pd.DataFrame, fitted: WageCurves) -> Part | None:
    """Return how many of one occupation earn more than nine in ten of another, and its band."""
    pair = table[table["soc"].isin(list(NAMES))]
    if len(pair) < 2 or pair["open"].any():
        return None
    above, below = pair["soc"].iloc[0], pair["soc"].iloc[-1]
    wage = float(pair["p90"].iloc[-1])
    bands = share_bands(fitted, wage, rse=precision(own))
    found = bands[bands.index.get_level_values("soc") == above].iloc[0]
    share, low, high = (percent(100 * found[each], digits=0) for each in ("value", "low", "high"))
    ends = f" ({low} to {high})" if pd.notna(found["low"]) else ""
    number = f"{NAMES[above].capitalize()} above {dollars(wage)}: {share}{ends}."
    return Part(above, below, wage, found["value"], (number, found["sentence"]))


def _title(table: pd.DataFrame, part: Part | None) -> str:
    if part is None:
        return f"Median wages from {dollars(table['p50'].min())} to {dollars(table['p50'].max())}"
    return (
        f"About {percent(100 * part.share, digits=0)} of {NAMES[part.above]} out-earn "
        f"90% of {NAMES[part.below]}"
    )


def _caption(
    shown: pd.DataFrame, table: pd.DataFrame, quoted: list[Print], part: Part | None
) -> Caption:
    when, where = dated(shown["release"].iloc[0]), area_name(shown["area"].iloc[0])
    title = _title(table, part)
    spoken = [f"{row['occupation']}: {told(row)}." for _, row in table.iterrows()]
    spoken += [
        f"{each.publisher}, {each.figure['occupation']}: {', '.join(each.amounts)}."
        for each in quoted
    ]
    names = listed([each.publisher for each in quoted]) if quoted else ""
    return Caption.of(
        shown,
        title=title,
        deck=f"Annual wages, {where}, {when}, nominal dollars: curves between the 5th and 95th "
        "percentile, published ones as ticks; equal areas are equal shares of workers",
        alt=f"Line chart of how annual wages are spread in {len(table)} occupations, {where}, "
        f"{when}, as smoothed curves, and of quoted ranges as intervals. {title}. "
        + " ".join(spoken),
        notes=(
            *(part.notes if part else ["Between ticks: interpolated, not published."]),
            f"Smoothing moves no published percentile by more than {TOLERANCE:.0%}.",
            "Beyond the 10th and 90th, curves are extrapolated.",
            f"{names}: median and range only, too few points for a curve." if names else "",
        ),
    )


def _curves(axes: Axes, fitted: WageCurves, table: pd.DataFrame, part: Part | None) -> None:
    """Draw the density of each code over its row; all on one scale, the highest as high as fits."""
    # a curve ends at a top code: its last point is repeated
    wages = fitted.quantile(list(SHARES)).bfill(axis=1).ffill(axis=1)
    found = fitted.density(wages)
    heights = found / found.max(axis=None) * PEAK
    codes = wages.index.get_level_values("soc")
    for soc, x, height in zip(codes, wages.to_numpy(), heights.to_numpy(), strict=True):
        y = _floor(table, soc) - height
        axes.fill_between(x, y, _floor(table, soc), color=FILL, linewidth=0)
        if part is not None and soc == part.above:
            _part(axes, table, part, x, y)
        axes.plot(x, y, color=color("BLS"), linewidth=1.6)
        _row(axes, table[table["soc"].eq(soc)].iloc[0])


def _floor(table: pd.DataFrame, soc: str) -> float:
    """Return the height on which the curve of a code stands."""
    return FLOOR + float(table.index[table["soc"].eq(soc)][0])


def _part(axes: Axes, table: pd.DataFrame, part: Part, x: Floats, y: Floats) -> None:
    """Fill what the title speaks of, above the 90th percentile of the row that it names."""
    right = np.linspace(part.wage, max(x[-1], part.wage), 60)
    edge = np.interp(right, x, y)
    axes.fill_between(right, edge, _floor(table, part.above), color=DARK, linewidth=0)
    ends = [edge[0], _floor(table, part.below)]
    axes.plot([part.wage] * 2, ends, color=QUIET, linewidth=1, linestyle=(0, (3, 2)))
    text = f"about {percent(100 * part.share, digits=0)} above {dollars(part.wage)}"
    label(axes, part.wage, edge[0], text, weight="bold", shift=(4, 9), masked=True)


def _row(axes: Axes, row: pd.Series) -> None:
    """Name a code, and set its published percentiles as ticks under its curve."""
    y, floor = row.name, row.name + FLOOR
    axes.hlines(floor, *axes.get_xlim(), color=SOFT, linewidth=0.8)
    for point in POINTS:
        middle = point == "p50"
        ends = [floor - 0.1 * middle, floor + 0.1]
        if point == "p90" and row["open"]:
            axes.plot(row[point], floor, ">", markersize=7, color=PAPER, markeredgecolor=INK)
            continue
        axes.plot([row[point]] * 2, ends, color=INK, linewidth=2.4 if middle else 1.2)
    coded_name(axes, y, row["occupation"], row["soc"], inches=2.2)
    label(axes, RIGHT, y, dollars(row["p50"]), weight="bold", ha="right", inches=True)


def _intervals(axes: Axes, top: float, quoted: list[Print]) -> None:
    """Draw each quoted range as the interval that it is, with its median as a ring."""
    if quoted:
        heading = "As quoted: a median and a range, no curve"
        note(axes, MARGIN, top + HEAD * 0.6, heading, color=FAINT, inches=True)
    for step, each in enumerate(quoted):
        y, ink = top + HEAD + STEP * (step + 0.5), color(each.figure["publisher"])
        head(axes, y, each)
        low, middle, high = sorted(float(part["value"]) for part in each.parts)
        look: dict[str, Any] = {"color": ink, "markeredgewidth": 2, "zorder": 3}
        axes.plot([low, high], [y, y], "-|", linewidth=2, markersize=11, **look)
        axes.plot(middle, y, "o", markersize=5.5, **{**look, "color": PAPER}, markeredgecolor=ink)
        note(axes, high, y, each.amounts[-1], color=ink, shift=(7, 0), masked=True)
        label(axes, RIGHT, y, each.amounts[0], color=ink, weight="bold", ha="right", inches=True)
