"""What changed from release to release of OEWS: its edition of the SOC, its top codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

__all__ = ["SOC_SYSTEMS", "TOP_CODES", "bounds_of", "since"]

Entry = TypeVar("Entry")

#: First release -> SOC edition from then on.
SOC_SYSTEMS = {2000: "SOC 2000", 2010: "SOC 2000/2010 hybrid", 2012: "SOC 2010",
               2019: "SOC 2010/2018 hybrid", 2021: "SOC 2018"}  # fmt: skip

#: First release -> bounds (hour, year) at which a median or percentile was top-coded from then
#: on, from each release's field descriptions. May 2025 prints no ``#`` and wages far above the
#: bound that its own note still names: none was applied.
TOP_CODES = {2000: (70.0, 145_600.0), 2008: (80.0, 166_400.0), 2011: (90.0, 187_200.0),
             2016: (100.0, 208_000.0), 2022: (115.0, 239_200.0), 2025: None}  # fmt: skip


def bounds_of(year: int) -> tuple[float, float]:
    """Return the bound behind a # of a release; where none is known, the latest that is.

    Bounds have only risen: a # of a release that is newer than this table is at or above it.

    >>> bounds_of(2015), bounds_of(2031)
    ((90.0, 187200.0), (115.0, 239200.0))
    """
    known = {first: bounds for first, bounds in TOP_CODES.items() if bounds is not None}
    return since(known, year)


def since(entries: Mapping[int, Entry], year: int) -> Entry:
    """Return the entry of the latest first year that is not after ``year``.

    >>> since(SOC_SYSTEMS, 2011)
    'SOC 2000/2010 hybrid'
    """
    return entries[max(first for first in entries if first <= year)]
