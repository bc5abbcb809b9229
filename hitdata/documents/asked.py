"""What the user says about a file that the file itself may not say."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["MISSING", "Asked"]

#: What figures say, in ``note``, of a table that is known to lack rows.
MISSING = "From a table of which rows are missing"


class Asked(NamedTuple):
    """Options of `hitdata.read`, handed to the source module."""

    #: Reference period of a file that does not state its own: 2023-05 or 2023.
    period: str | None = None
    #: Codes of the occupations wanted; None for all.
    soc: frozenset[str] | None = None
    #: A table from which rows are known to be missing is read and reported (None), read (True),
    #: or refused (False).
    partial: bool | None = None
