"""The Standard Occupational Classification: its editions, its levels, and the family of codes.

A code belongs to an edition. OEWS and Employment Projections moved from the 2000 SOC through a
hybrid to the 2010 SOC, and through a second hybrid to the 2018 SOC; `edition_of` says which one a
program used in a year, `level_of` what the digits of a code say. The *family* are the occupations
that hitdata follows. A group of the family says which codes belong together for a reader, not that
two of them hold the same people: 29-2071 (until 2018), 29-2098 (2019-20) and 29-2072 with 29-9021
(from 2021) do not. That relation is the crosswalk's to tell, in `hitdata.normalize`.
"""

from __future__ import annotations

import re

from hitdata.errors import UnknownValue, unknown
from hitdata.table.schema import CODES as CLOSED

__all__ = ["CODES", "EDITIONS", "FAMILY", "edition_of", "group_of", "level_of"]

#: Editions in the order in which they were used.
EDITIONS = tuple(CLOSED["soc_system"])

#: First year -> edition from then on, in the two programs of BLS.
_BLS = {2000: "SOC 2000", 2010: "SOC 2000/2010 hybrid", 2012: "SOC 2010",
        2019: "SOC 2010/2018 hybrid", 2021: "SOC 2018"}  # fmt: skip

#: The same of the Census Bureau.
_CENSUS = {2000: "SOC 2000", 2010: "SOC 2010", 2018: "SOC 2018"}

#: Program -> first year (of a round of EP, its base year) -> edition from then on.
PROGRAMS = {"OEWS": _BLS, "EP": _BLS, "ACS": _CENSUS, "ACS PUMS": _CENSUS}

#: Group -> the codes that carry it in any edition of the SOC.
FAMILY: dict[str, tuple[str, ...]] = {
    "health information technicians": ("29-2071", "29-2072", "29-2098"),
    "health information technologists": ("29-9021", "29-9098"),
    "health technologists, all other": ("29-2099", "29-2799"),
    "information systems managers": ("11-3021",),
    "health services managers": ("11-9111",),
    "compliance officers": ("13-1041",),
    "management analysts": ("13-1111",),
    "project management specialists": ("13-1082", "13-1198"),
    "systems analysts": ("15-1051", "15-1121", "15-1211"),
    "security analysts": ("15-1122", "15-1179", "15-1212"),
    "computer support specialists": (
        "15-1041", "15-1150", "15-1151", "15-1152", "15-1230", "15-1231", "15-1232",
    ),
    "database administrators": ("15-1061", "15-1141", "15-1242", "15-1243", "15-1245"),
    "network administrators": (
        "15-1071", "15-1081", "15-1142", "15-1143", "15-1241", "15-1244",
    ),
    "data scientists": ("15-2051", "15-2098"),
    "software developers": (
        "15-1031", "15-1032", "15-1132", "15-1133", "15-1252", "15-1253", "15-1256",
    ),
    "other computer occupations": ("15-1199", "15-1299", "15-1799"),
    "medical transcriptionists": ("31-9094",),
    "medical assistants": ("31-9092",),
    "medical secretaries": ("43-6013",),
    "billing clerks": ("43-3021",),
    "registered nurses": ("29-1111", "29-1141"),
    "comparison lines": (
        "00-0000", "11-0000", "13-0000", "15-0000", "29-0000", "31-0000", "43-0000",
    ),
}  # fmt: skip

#: Every code of the family.
CODES = frozenset(code for codes in FAMILY.values() for code in codes)


def edition_of(program: str, year: int | str) -> str:
    """Return the edition of the SOC that a program used in a year; of EP, the base year of a round.

    ``year`` may be a release, such as 2023-05 or 2022-32. A year before the first one that the
    program published under the SOC raises `UnknownValue`.

    >>> edition_of("OEWS", "2011-05"), edition_of("ACS", 2011)
    ('SOC 2000/2010 hybrid', 'SOC 2010')
    """
    if program not in PROGRAMS:
        raise unknown("program", program, PROGRAMS)
    editions, wanted = PROGRAMS[program], int(str(year)[:4])
    firsts = [first for first in editions if first <= wanted]
    if not firsts:
        raise UnknownValue(
            f"{program} of {year}: its codes are not the SOC's; expected {min(editions)} or later"
        )
    return editions[max(firsts)]


def level_of(soc: str) -> str:
    """Return the level that the SOC's numbering gives a code.

    >>> [level_of(code) for code in ("00-0000", "29-0000", "15-1200", "15-1230", "15-1232")]
    ['total', 'major', 'minor', 'broad', 'detailed']
    """
    if soc == "00-0000":
        return "total"
    zeros = re.search(r"0*$", soc[3:])
    return ("detailed", "broad", "minor", "minor", "major")[len(zeros[0]) if zeros else 0]


def group_of(soc: str) -> str | None:
    """Return the group of a code, or None for a code outside the family.

    >>> group_of("29-2072"), group_of("29-9021"), group_of("53-7062")
    ('health information technicians', 'health information technologists', None)
    """
    return next((group for group, codes in FAMILY.items() if soc in codes), None)
