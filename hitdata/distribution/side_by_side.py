"""Two publishers on one scale: how far their wages lie apart, and what else lies between them.

Two curves are set beside each other at each percentile, and by their overlap: the area that the two
densities share, 1 for the same wages and 0 where nobody earns what others earn. A difference says
something of wages only if both count the same pay of the same people at the same time. What the
published rows say of that is set side by side too, and every difference is a warning that belongs
beside the number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.integrate import trapezoid

from hitdata.distribution.curves import WageCurves, fit
from hitdata.distribution.published import points
from hitdata.errors import NotComparable

__all__ = ["Contrast", "contrast", "overlap"]

#: Shares at which two curves are set side by side.
_SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)

#: Column of the tidy table -> what a difference in it means.
_DIFFERS = {
    "soc": "The occupations are not the same",
    "area": "The areas are not the same",
    "industry": "The industries are not the same",
    "ownership": "The employers are not the same",
    "coverage": "They count different people",
    "pay_basis": "They measure different pay",
    "period": "They are of different times, so prices and wages moved in between",
    "experience_min": "They are of people with different experience",
}

#: Curves that rest on published figures alone.
_DRAWN = ("percentiles", "two points")


@dataclass(frozen=True)
class Contrast:
    """Two wages, ``one`` and ``other``, side by side.

    ``percentiles`` has a row per share: the wage of each, ``difference`` (other less one),
    ``percent`` (of one), and what each ``rests_on``; NaN where a curve says nothing. ``overlap``
    is NaN where one of the two is not a curve. ``warnings`` are sentences.
    """

    names: tuple[str, str]
    percentiles: pd.DataFrame
    overlap: float
    warnings: tuple[str, ...]


def contrast(one: pd.DataFrame, other: pd.DataFrame) -> Contrast:
    """Set two wages side by side, each given by its rows of the tidy table.

    Raises `NotComparable` if either is not a single wage, or their units differ: pay per hour
    becomes pay per year by `hitdata.normalize.wage_interval`, where the hours are known.

    >>> from hitdata import load
    >>> only = {"source": "OEWS", "release": "2024-05", "soc": "29-2072", "unit": "USD/year"}
    >>> sides = [load(**only, area="US", industry=i) for i in ("NAICS 62", "cross-industry")]
    >>> nation = contrast(*sides)
    >>> round(nation.overlap, 2), round(nation.percentiles.loc[0.5, "difference"].item())
    (0.95, 1560)
    >>> print(nation.warnings[0])
    The industries are not the same: NAICS 62; cross-industry.
    """
    sides = [_single(rows) for rows in (one, other)]
    units = [str(rows["unit"].iloc[0]) for rows in sides]
    if units[0] != units[1]:
        raise NotComparable(
            f"units {units[0]} and {units[1]}: bring both to one with "
            "hitdata.normalize.wage_interval, which says what hours that takes"
        )
    curves = [fit(points(rows).reset_index(drop=True)) for rows in sides]
    names = (_name(sides[0]), _name(sides[1]))
    return Contrast(
        names=names,
        percentiles=_percentiles(*curves),
        overlap=float(overlap(*curves).iloc[0]),
        warnings=(*_row_warnings(sides, names), *_curve_warnings(curves, names)),
    )


def overlap(one: WageCurves, other: WageCurves) -> pd.Series:
    """Return the area that the densities of two curves share, for each row of both.

    Densities are smoothed as `WageCurves.density` does. NaN where either rests on an assumption;
    above a top code the tail is an estimate.

    >>> from hitdata.distribution import curve
    >>> clerks = curve({"p25": 40_000, "p50": 50_000, "p75": 62_500})
    >>> overlap(clerks, curve({"p25": 44_000, "p50": 55_000, "p75": 68_750})).round(2).item()
    0.89
    """
    known = np.logical_and(*(c.status["basis"].isin(_DRAWN).to_numpy() for c in (one, other)))
    curves = [c.with_assumptions() for c in (one, other)]
    ends = np.array([c.quantile([0.001, 0.999]).to_numpy() for c in curves])
    low, high = ends[:, :, 0].min(axis=0), ends[:, :, 1].max(axis=0)
    grid = np.geomspace(np.where(known, low, 1.0), np.where(known, high, 2.0), 600, axis=1)
    first, second = (
        c.density(pd.DataFrame(grid, index=c.published.index)).to_numpy() for c in curves
    )
    shared = trapezoid(np.minimum(first, second), grid, axis=1)
    whole = trapezoid((first + second) / 2, grid, axis=1)
    found = np.divide(shared, whole, out=np.full(len(known), np.nan), where=known)
    return pd.Series(found, index=one.published.index)


def _single(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the wage figures of ``rows``, or refuse if they are of several wages or none."""
    wages = rows[rows["measure"].eq("wage") & ~rows["statistic"].isin(["rse", "moe90"])]
    table = points(wages)
    if len(table) == 1:
        return wages
    keys = table.index.to_frame(index=False)
    several = [name for name in keys if len(keys[name].drop_duplicates()) > 1]
    differ = f", which differ in {', '.join(several)}" if several else ""
    raise NotComparable(f"expected the figures of one wage; found {len(table)}{differ}")


def _name(rows: pd.DataFrame) -> str:
    parts = (rows[name].iloc[0] for name in ("publisher", "source", "release"))
    return " ".join(dict.fromkeys(str(part) for part in parts if pd.notna(part)))


def _percentiles(one: WageCurves, other: WageCurves) -> pd.DataFrame:
    names = {"one": one, "other": other}
    wages = {name: curves.quantile(_SHARES).iloc[0] for name, curves in names.items()}
    table = pd.DataFrame(wages).rename_axis("share")
    table["difference"] = table["other"] - table["one"]
    table["percent"] = 100 * table["difference"] / table["one"]
    for name, curves in names.items():
        table[f"{name}_rests_on"] = curves.estimates(_SHARES)["rests_on"].to_numpy()
    return table


def _row_warnings(sides: list[pd.DataFrame], names: tuple[str, str]) -> Iterator[str]:
    """Yield what the published rows say of different pay, people and times."""
    for column, meaning in _DIFFERS.items():
        said = [rows[column].iloc[0] if column in rows else None for rows in sides]
        silent = [name for name, text in zip(names, said, strict=True) if pd.isna(text)]
        if len(silent) == 1:
            stated = said[1] if pd.isna(said[0]) else said[0]
            what = column.replace("_", " ")
            yield f"{silent[0]} does not state its {what}; the other's is {stated}."
        elif not silent and said[0] != said[1]:
            yield f"{meaning}: {said[0]}; {said[1]}."
    for rows, name in zip(sides, names, strict=True):
        if "origin" in rows and rows["origin"].notna().any():
            origin = rows["origin"].dropna().iloc[0]
            yield f"{name} restates {origin}, so it is not independent evidence."


def _curve_warnings(curves: list[WageCurves], names: tuple[str, str]) -> Iterator[str]:
    """Yield where a publisher has no curve, or its curve ends at a top code."""
    for wages, name in zip(curves, names, strict=True):
        basis, coded = wages.status[["basis", "top_coded_from"]].iloc[0]
        if basis not in _DRAWN:
            yield f"{name} publishes too little for a curve: {basis}."
        elif pd.notna(coded):
            yield (
                f"{name} is top-coded from the {coded:.0%} share on; the overlap rests on an "
                "estimate there."
            )
