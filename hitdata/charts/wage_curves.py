"""Wage curves: the shape of pay in an occupation, as far as five published percentiles show it.

A range hides where most workers stand; a curve shows it, at a price: between two percentiles it is
interpolated, and beyond the last ones it rests on nothing published. So each curve is drawn from
the 5th to the 95th percentile, the published percentiles stand as ticks under it, and the number
in the title has its band in the note. All curves have one scale: equal areas are equal shares.

Payscale and Salary.com publish a median and a range. No share of workers is stated for the range,
and through one point goes any curve: they are drawn as what they print, an interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import in_dollars, inches_per_unit, label, note
from hitdata.charts.pay_quoted import Print, prints
from hitdata.charts.rows import Name, rows
from hitdata.charts.selection import KEYS, chosen, needed, published, quotes
from hitdata.charts.style import BAND, FILL, INK, PAPER, QUIET, RIGHT, SOFT, Look, color
from hitdata.charts.wage_ranges import POINTS, by_what, key, ranked, told
from hitdata.charts.words import NAMES, dollars, listed, percent, terms
from hitdata.distribution import WageCurves, fit, points, precision, share_bands
from hitdata.distribution.spline import TOLERANCE
from hitdata.errors import UnknownValue

__all__ = ["curve_name", "curved", "draw_curves", "order_of", "scale", "wage_curves"]

#: What is drawn: see `wage_curves`.
WANTED = {"measure": "wage", "unit": ("USD/year", "percent"),
          "statistic": (*POINTS, "mean", "rse", "low", "high")}  # fmt: skip

#: Codes of the default choice: the two of health information, and two that they border on.
DEFAULT = {"soc": ("29-2072", "29-9021", "15-1211", "11-3021")}

#: Numbers of curves.
Floats = NDArray[np.float64]

#: Shares at which a curve is drawn: further out, no published figure bears on it.
SHARES = np.linspace(0.05, 0.95, 181)

#: In rows: where a curve stands, and how high the highest rises.
FLOOR, PEAK = 0.17, 0.64


class Part(NamedTuple):
    """The share of one code, ``above``, that earns more than a wage: the p90 of ``below``."""

    above: str
    below: str
    wage: float
    share: float
    notes: tuple[str, ...]


@chart
def wage_curves(figures: pd.DataFrame) -> Figure:
    """Draw how annual wages are spread, a curve per row, and quoted ranges as intervals below.

    Needs annual wages (p10, p25, p50, p75, p90; mean and its standard error sharpen curve and
    band) of OEWS, of up to 40 occupations, areas, industries or releases. Published figures of more
    than that, as in the whole table, are narrowed to the United States and all industries, to four
    codes in and near health information if all are there, and to the newest release. Quoted figures
    of few guides, of more those of the two that the project started from, are drawn where a
    publisher prints a median and both ends of a range. A curve ends at a top code.

    >>> from hitdata.data.bundled import load
    >>> wage_curves(load(area="US", industry="cross-industry")).hitdata.title
    'About 37% of technologists out-earn 90% of records specialists'
    """
    own, table, fitted = curved(figures, "wage_curves", DEFAULT)
    found = needed(figures, "wage_curves", WANTED)
    several = found[found["quoted_by"].notna()]
    printed = prints(quotes(several, "wage_curves") if len(several) else several, own[:0])
    quoted = [each for each in printed if len(each.parts) == 3]
    part = _finding(own, table, fitted)
    parts = [part["figure_id"] for each in quoted for part in each.parts]
    shown = pd.concat([own, found[found["figure_id"].isin(parts)]])
    names = [*map(curve_name, table.itertuples()), *(each.name for each in quoted)]
    made, axes, ys = rows(
        _caption(shown, table, quoted, part), names, pitch=0.8, least=0.4, right=0.92, head=0.2
    )
    table = table.set_axis(ys[: len(table)])
    lows = [each.low["value"] for each in quoted if each.low is not None]
    scale(axes, table, also=lows)
    shades = {}
    if part is not None:
        y, floor = (float(table.index[table["soc"].eq(code)][0]) for code in part[:2])
        shades[y] = part.wage
        _mark(axes, y, floor, part)
    draw_curves(axes, fitted, table, shades)
    key(axes, table.iloc[0], ys[0] + FLOOR + 0.1 + 0.1 / inches_per_unit(axes.yaxis))
    note(axes, RIGHT, ys[0] - 0.5, "median", ha="right", inches=True)
    for y, row in table.iterrows():
        label(axes, RIGHT, float(y), dollars(row["p50"]), weight="bold", ha="right", inches=True)
    _intervals(axes, ys[len(table) :], quoted)
    return made


def curved(
    figures: pd.DataFrame, name: str, default: dict[str, Any], *, one: Sequence[str] = ()
) -> tuple[pd.DataFrame, pd.DataFrame, WageCurves]:
    """Return published wages of ``figures``, their table as `ranked`, and a curve for each row."""
    found = needed(figures, name, WANTED)
    own = chosen(published(found), name, {"source": "OEWS"}, default, one=one)
    for point in POINTS:
        needed(own, name, {"statistic": point})
    table = ranked(own)
    if table.empty:
        raise UnknownValue(f"{name} needs all five percentiles of one occupation")
    own = own[pd.MultiIndex.from_frame(own[list(KEYS)]).isin(_keys(table))]
    return own, table, fit(points(own))


def curve_name(row: Any) -> Name:
    """Return the name of a row of a table of curves."""
    return Name(row.name, row.code)


def order_of(fitted: WageCurves, table: pd.DataFrame) -> NDArray[np.intp]:
    """Return where the curve of each row of a table stands among those fitted."""
    index = fitted.quantile([0.5]).index
    return _keys(index.to_frame()).get_indexer(_keys(table))


def scale(axes: Axes, table: pd.DataFrame, *, also: Sequence[float] = ()) -> None:
    """Let the x axis hold the curves of a table, and some wages."""
    # a tail runs on by about as much again as from the 75th to the 90th percentile
    top = (table["p90"] + (table["p90"] - table["p75"]).clip(lower=0)).max()
    axes.set_xlim(min([table["p10"].min(), *also]) * 0.72, max([top, *also]))
    in_dollars(axes.xaxis, ticks=8)


def draw_curves(
    axes: Axes, fitted: WageCurves, table: pd.DataFrame, shades: dict[float, float]
) -> None:
    """Draw the density of each row of ``table`` over its y; all on one scale.

    ``shades`` are the wages above which the area of the curve at a y is dark.
    """
    # a curve ends at a top code: its last point is repeated
    wages = fitted.quantile(list(SHARES)).bfill(axis=1).ffill(axis=1)
    found = fitted.density(wages)
    heights = found / found.max(axis=None) * PEAK
    for number, (y, row) in zip(order_of(fitted, table), table.iterrows(), strict=True):
        floor = float(y) + FLOOR
        x, edge = wages.to_numpy()[number], floor - heights.to_numpy()[number]
        axes.fill_between(x, edge, floor, color=FILL, linewidth=0)
        if float(y) in shades:
            wage = shades[float(y)]
            right = np.linspace(min(max(wage, x[0]), x[-1]), x[-1], 60)
            axes.fill_between(right, np.interp(right, x, edge), floor, color=BAND, linewidth=0)
        axes.plot(x, edge, color=color("BLS"), linewidth=1.6)
        _ticks(axes, floor, row)


def _keys(table: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(table[list(KEYS)].astype("str"))


def _finding(own: pd.DataFrame, table: pd.DataFrame, fitted: WageCurves) -> Part | None:
    """Return how many of one occupation earn more than nine in ten of another, and its band."""
    pair = table[table["soc"].isin(list(NAMES))]
    if len(pair) != 2 or pair["soc"].nunique() < 2 or pair["open"].any():
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
    if len(table) == 1:
        return f"{table['name'].iloc[0]}: {told(table.iloc[0])}"
    if part is None:
        return f"Median wages from {dollars(table['p50'].min())} to {dollars(table['p50'].max())}"
    return (
        f"About {percent(100 * part.share, digits=0)} of {NAMES[part.above]} out-earn "
        f"90% of {NAMES[part.below]}"
    )


def _caption(
    shown: pd.DataFrame, table: pd.DataFrame, quoted: list[Print], part: Part | None
) -> Caption:
    where, what = terms(shown[shown["quoted_by"].isna()]), by_what(table)
    title = _title(table, part)
    spoken = [f"{row['name']}: {told(row)}." for _, row in table.iterrows()]
    spoken += [
        f"{each.publisher}, {each.figure['occupation']}: {', '.join(each.amounts)}."
        for each in quoted
    ]
    names = listed([each.publisher for each in quoted]) if quoted else ""
    return Caption.of(
        shown,
        title=title,
        deck=f"Annual wages, {where}, nominal dollars: curves between the 5th and 95th "
        "percentile, published ones as ticks; equal areas are equal shares of workers",
        alt=f"Line chart of how annual wages are spread in {len(table)} {what}, {where}, "
        "as smoothed curves, and of quoted ranges as intervals. {title}. " + " ".join(spoken),
        notes=(
            *(part.notes if part else ["Between ticks: interpolated, not published."]),
            f"Smoothing moves no published percentile by more than {TOLERANCE:.0%}.",
            "Beyond the 10th and 90th, curves are extrapolated.",
            f"{names}: median and range only, too few points for a curve." if names else "",
        ),
    )


def _mark(axes: Axes, y: float, floor: float, part: Part) -> None:
    """Name the share that the title speaks of, above a wage of the row at ``floor``."""
    look: Look = {"color": QUIET, "linewidth": 1, "linestyle": (0, (3, 2))}
    axes.plot([part.wage] * 2, [y, floor + FLOOR], **look)
    text = f"about {percent(100 * part.share, digits=0)} above {dollars(part.wage)}"
    label(axes, part.wage, y, text, weight="bold", shift=(4, 9), masked=True)


def _ticks(axes: Axes, floor: float, row: pd.Series) -> None:
    """Set the published percentiles of a row as ticks under its curve."""
    axes.hlines(floor, *axes.get_xlim(), color=SOFT, linewidth=0.8)
    for point in POINTS:
        middle = point == "p50"
        ends = [floor - 0.1 * middle, floor + 0.1]
        if point == "p90" and row["open"]:
            axes.plot(row[point], floor, ">", markersize=7, color=PAPER, markeredgecolor=INK)
            continue
        axes.plot([row[point]] * 2, ends, color=INK, linewidth=2.4 if middle else 1.2)


def _intervals(axes: Axes, ys: Sequence[float], quoted: list[Print]) -> None:
    """Draw each quoted range as the interval that it is, with its median as a ring."""
    for y, each in zip(ys, quoted, strict=True):
        ink = each.name.ink
        low, middle, high = sorted(float(part["value"]) for part in each.parts)
        look: Look = {"color": ink, "markeredgewidth": 2, "zorder": 3}
        axes.plot([low, high], [y, y], "-|", linewidth=2, markersize=11, **look)
        axes.plot(middle, y, "o", markersize=5.5, **{**look, "color": PAPER}, markeredgecolor=ink)
        note(axes, high, y, each.amounts[-1], color=ink, shift=(7, 0), masked=True)
        label(axes, RIGHT, y, each.amounts[0], color=ink, weight="bold", ha="right", inches=True)
    if quoted:
        note(axes, quoted[0].parts[0]["value"], ys[0] - 0.3, "quoted: a median and a range")
