"""Evidence: the published figures that an explanation may cite, found by what they are.

A step of an explanation is a quotient (or a difference) of two published figures that are alike in
everything but the one thing that the step is about. Which figures those are follows from the two
figures that are explained, by fixed rules; if one of them is not among the figures at hand, the
step is not quantifiable. Nothing else is put in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from hitdata.discrepancy.figure import Figure
from hitdata.normalize import relation, successors

__all__ = ["Cell", "Evidence", "counterpart", "near", "system_of"]

#: Columns that a `Cell` is found by.
KEY = ["source", "release", "soc", "statistic", "industry", "area", "coverage", "measure", "unit"]

#: Product -> first release year -> edition of the SOC from then on (EP's rounds by base year).
SYSTEMS = {
    "OEWS": {2000: "SOC 2000", 2010: "SOC 2000/2010 hybrid", 2012: "SOC 2010",
             2019: "SOC 2010/2018 hybrid", 2021: "SOC 2018"},
    "EP": {2012: "SOC 2010", 2019: "SOC 2010/2018 hybrid", 2021: "SOC 2018"},
    "ACS": {2000: "SOC 2000", 2010: "SOC 2010", 2018: "SOC 2018"},
}  # fmt: skip


class Cell(NamedTuple):
    """What a figure that may be cited is: one value for each of these columns."""

    source: str
    release: str
    soc: str
    statistic: str
    industry: str = "cross-industry"
    area: str = "US"
    coverage: str = "wage and salary jobs"
    measure: str = "wage"
    unit: str = "USD/year"

    def __str__(self) -> str:
        of = self.statistic if self.measure == "wage" else f"{self.measure} ({self.statistic})"
        where = [self.industry, self.area, self.coverage]
        return f"{self.source} {self.release} {of} of {self.soc} ({', '.join(where)})"


@dataclass(frozen=True)
class Evidence:
    """Published figures at hand: by cell, and the newest release of OEWS among them."""

    rows: dict[Cell, tuple[str, float]]
    latest: str
    prices: pd.DataFrame | None = None

    @classmethod
    def of(
        cls, figures: pd.DataFrame, socs: Iterable[str], prices: pd.DataFrame | None = None
    ) -> Evidence:
        """Return the primary figures of some codes, by cell."""
        own = figures["quoted_by"].isna()
        oews = figures["source"].eq("OEWS") & own
        part = figures[own & figures["soc"].isin(list(socs)) & figures["value"].notna()]
        rows: dict[Cell, tuple[str, float]] = {}
        columns = (part[name].tolist() for name in ["figure_id", "value", "period", *KEY])
        for figure_id, value, period, source, release, *rest in zip(*columns, strict=True):
            jobs = source == "EP" and "employment" in rest
            # two employments of one round differ by their year only
            key = Cell(source, f"{release} in {period}" if jobs else release, *rest)
            # a code that a release prints as broad and as detailed has the same numbers twice
            rows.setdefault(key, (figure_id, value))
        latest = figures.loc[oews & figures["area"].eq("US"), "release"].max()
        return cls(rows, str(latest), prices)

    def find(self, cell: Cell) -> tuple[str, float] | None:
        """Return identifier and value of the figure that a cell is, or None."""
        return self.rows.get(cell)


def near(period: str | None) -> str | None:
    """Return the OEWS release whose May lies nearest to a period.

    >>> near("2024-06"), near("2018"), near("2023-12"), near("2001")
    ('2024-05', '2018-05', '2024-05', '2001')
    """
    if period is None or "/" in period:
        return None
    year = int(period[:4]) + (period[5:] == "12")
    return str(year) if year <= 2002 else f"{year}-05"


def system_of(release: str, *, source: str = "OEWS") -> str:
    """Return the edition of the SOC that a release of a product uses."""
    table = SYSTEMS[source]
    return table[max(first for first in table if first <= int(release[:4]))]


def counterpart(figure: Figure, system: str) -> str | None:
    """Return the one code that holds a figure's occupation in an edition, or None if none does.

    >>> from hitdata.discrepancy.figure import given
    >>> analysts = given("bls.oews.2018-05.us.15-1121.wage.p50.usd-year")
    >>> counterpart(analysts, "SOC 2018"), counterpart(analysts, "SOC 2000")
    ('15-1211', '15-1051')
    """
    if figure.soc is None or figure.soc_system is None:
        return None
    if figure.soc_system == system:
        return figure.soc
    codes = successors(figure.soc, start=figure.soc_system, end=system)
    if len(codes) != 1:
        return None
    same = relation(figure.soc, figure.soc_system, codes[0], system).same
    return codes[0] if same else None
