"""What changed from release to release of OEWS: its edition of the SOC, its top codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

__all__ = ["SOC_SYSTEMS", "TOP_CODES", "since"]

Entry = TypeVar("Entry")

#: First release -> SOC edition from then on.
SOC_SYSTEMS = {2000: "SOC 2000", 2010: "SOC 2000/2010 hybrid", 2012: "SOC 2010",
               2019: "SOC 2010/2018 hybrid", 2021: "SOC 2018"}  # fmt: skip

#: First release -> bounds (hour, year) at which a median or percentile was top-coded from then
#: on, from each release's field descriptions. May 2025 prints no ``#`` and wages far above the
#: bound that its own note still names: none was applied.
TOP_CODES = {2000: (70.0, 145_600.0), 2008: (80.0, 166_400.0), 2011: (90.0, 187_200.0),
             2016: (100.0, 208_000.0), 2022: (115.0, 239_200.0), 2025: None}  # fmt: skip


def since(entries: Mapping[int, Entry], year: int) -> Entry:
    """Return the entry of the latest first year that is not after ``year``.

    >>> since(SOC_SYSTEMS, 2011)
    'SOC 2000/2010 hybrid'
    """
    return entries[max(first for first in entries if first <= year)]
