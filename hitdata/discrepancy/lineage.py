"""Lineage: which published figure a second-hand one restates.

A guide prints "$75,670" without a month; its origin is OEWS, and only one OEWS median of compliance
officers is that number. What the original says of its period, coverage and pay then holds for the
quotation too. That is an inference, so it is stated, and cites the original.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pandas as pd

from hitdata.discrepancy.figure import Figure, given

__all__ = ["original", "restated", "source_of"]

#: What a quotation takes from its original, where it states nothing itself.
TAKEN = ("release", "period", "base_year", "projected_year", "pay_basis", "coverage", "industry",
         "source", "soc_system")  # fmt: skip


def original(figure: Figure, figures: pd.DataFrame) -> Figure | None:
    """Return the one primary figure that a second-hand one restates, rounded as it is printed.

    None if the figure is first-hand or fully dated, or if no figure of its origin, or more than
    one release, fits.

    >>> from hitdata.tables import load
    >>> table = load()
    >>> quoted = table["quoted_by"].notna() & table["value"].eq(75670)
    >>> print(original(given(table[quoted]), table))
    bls.oews.2023-05.us.13-1041.wage.p50.usd-year
    """
    if not figure.second_hand or _known(figure) or figure.value is None or figure.soc is None:
        return None
    rows = _own(figure, figures)
    if figure.projected_year:
        rows = rows[rows["projected_year"].eq(figure.projected_year)]
    fitting = rows[(rows["value"] - figure.value).abs() <= _half(figure.value)]
    if len(set(fitting["release"])) != 1:
        return None
    return given(fitting.head(1))


def source_of(figure: Figure, figures: pd.DataFrame) -> Figure | None:
    """Return the primary figure that a second-hand one is a copy of, whatever the copy says.

    A dated quotation is matched by its period, an undated one by its number, as in `original`.
    """
    if not figure.second_hand or figure.soc is None:
        return None
    if not _known(figure):
        return original(figure, figures)
    rows = _own(figure, figures)
    if figure.projected:
        rows = rows[rows["base_year"].eq(figure.base_year)]
        rows = rows[rows["projected_year"].eq(figure.projected_year)]
    else:
        rows = rows[rows["period"].eq(figure.dated)]
    return given(rows.head(1)) if len(rows) else None


def restated(figure: Figure, source: Figure) -> Figure:
    """Return a quotation with what its original says and it does not; its own number stays."""
    silent = {name: getattr(source, name) for name in TAKEN if getattr(figure, name) is None}
    if figure.origin:
        silent["source"] = source.source
    return replace(figure, **silent)


def _known(figure: Figure) -> object:
    return figure.projected if figure.measure == "employment change" else figure.dated


def _own(figure: Figure, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the primary figures of a figure's origin that measure what it measures."""
    rows = figures[figures["quoted_by"].isna() & figures["origin"].isna()]
    rows = rows[(rows["publisher"] + " " + rows["source"]).eq(figure.witness)]
    for column in ("soc", "measure", "statistic", "unit", "area"):
        rows = rows[rows[column].eq(getattr(figure, column))]
    return rows[rows["industry"].eq(figure.industry or "cross-industry")]


def _half(value: float) -> float:
    """Return half a unit of the last digit that a number is printed with.

    >>> _half(239000.0), _half(10.7), _half(75670.0)
    (500.0, 0.05, 5.0)
    """
    sign = Decimal(repr(value)).normalize().as_tuple()
    # one part in a million more, as floats do not hit the half exactly
    return float(Decimal(10) ** int(sign.exponent) / 2)
