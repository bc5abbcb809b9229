"""The health information technology family: the occupations hitdata follows, code by code.

The same work carries other codes in other editions of the SOC. The groups below say which codes
belong together for a reader; they do not say that two codes hold the same people: 29-2071 (until
2018), 29-2098 (2019-20) and 29-2072 with 29-9021 (from 2021) do not. That relation is the
crosswalk's to tell.
"""

from __future__ import annotations

__all__ = ["CODES", "FAMILY", "group_of"]

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

#: Every code that is extracted.
CODES = frozenset(code for codes in FAMILY.values() for code in codes)


def group_of(soc: str) -> str | None:
    """Return the group of a code, or None for a code outside the family.

    >>> group_of("29-2072"), group_of("29-9021"), group_of("53-7062")
    ('health information technicians', 'health information technologists', None)
    """
    return next((group for group, codes in FAMILY.items() if soc in codes), None)
