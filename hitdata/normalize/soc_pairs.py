"""Pairs of SOC codes that no bundled official file states, each with what states it.

A table per move, older or combined code first. A code with several counterparts has several rows.
There are no weights: how many of a code's jobs went where is not published.
"""

from __future__ import annotations

__all__ = ["NOT_STATED", "PAIRS", "PASSED"]

#: Why a code is the same in a hybrid edition as in the edition it hangs on.
PASSED = "OEWS prints the same code and title in both editions"

_SAME = "OEWS 2009 and 2012 print the same title"
_RECORDS = (
    "OEWS 2019 titles it Medical Dosimetrists, Medical Records Specialists, and Health "
    "Technologists and Technicians, All Other"
)
_TECHNOLOGISTS = (
    "OEWS 2019 titles it Health Information Technologists, Medical Registrars, Surgical "
    "Assistants, and Healthcare Practitioners and Technical Workers, All Other"
)
_NURSES = "in SOC 2000 registered nurses held the nurse specialists that SOC 2010 codes apart"
_NETWORKS = (
    "OEWS 2010 titles it Information Security Analysts, Web Developers, and Computer Network "
    "Architects"
)
_SUPPORT = "OEWS 2012 titles 15-1151 and 15-1152 as the parts of Computer Support Specialists"

#: (combined or older edition, edition it hangs on) -> rows of (code, counterpart, what states it).
PAIRS: dict[tuple[str, str], tuple[tuple[str, str, str], ...]] = {
    ("SOC 2000", "SOC 2010"): (
        ("00-0000", "00-0000", "all occupations"),
        ("11-3021", "11-3021", _SAME),
        ("11-9111", "11-9111", _SAME),
        ("13-1111", "13-1111", _SAME),
        ("15-1031", "15-1132", "OEWS 2009 and 2012: software engineers are called developers"),
        ("15-1032", "15-1133", "OEWS 2009 and 2012: software engineers are called developers"),
        ("15-1041", "15-1151", _SUPPORT),
        ("15-1041", "15-1152", _SUPPORT),
        ("15-1051", "15-1121", _SAME),
        ("15-1061", "15-1141", _SAME),
        ("15-1071", "15-1142", _SAME),
        ("29-1111", "29-1141", _NURSES),
        ("29-1111", "29-1151", _NURSES),
        ("29-1111", "29-1161", _NURSES),
        ("29-1111", "29-1171", _NURSES),
        ("29-2071", "29-2071", _SAME),
        ("31-9092", "31-9092", _SAME),
        ("31-9094", "31-9094", _SAME),
        ("43-3021", "43-3021", _SAME),
        ("43-6013", "43-6013", _SAME),
    ),
    ("SOC 2000/2010 hybrid", "SOC 2010"): (
        ("00-0000", "00-0000", "all occupations"),
        ("15-1150", "15-1151", _SUPPORT),
        ("15-1150", "15-1152", _SUPPORT),
        ("15-1179", "15-1122", _NETWORKS),
        ("15-1179", "15-1134", _NETWORKS),
        ("15-1179", "15-1143", _NETWORKS),
        ("29-1111", "29-1141", _NURSES),
        ("29-1111", "29-1151", _NURSES),
        ("29-1111", "29-1161", _NURSES),
        ("29-1111", "29-1171", _NURSES),
    ),
    ("SOC 2010", "SOC 2018"): (("00-0000", "00-0000", "all occupations"),),
    ("SOC 2010/2018 hybrid", "SOC 2018"): (
        ("00-0000", "00-0000", "all occupations"),
        ("13-1198", "13-1082", "its OEWS 2019 title names both"),
        ("13-1198", "13-1199", "its OEWS 2019 title names both"),
        ("15-1230", "15-1230", PASSED),
        ("15-1245", "15-1242", "its OEWS 2019 title names both"),
        ("15-1245", "15-1243", "its OEWS 2019 title names both"),
        ("15-1256", "15-1252", "its OEWS 2019 title names both"),
        ("15-1256", "15-1253", "its OEWS 2019 title names both"),
        ("15-2098", "15-2051", "its OEWS 2019 title names both"),
        ("15-2098", "15-2099", "its OEWS 2019 title names both"),
        ("29-2098", "29-2036", _RECORDS),
        ("29-2098", "29-2072", _RECORDS),
        ("29-2098", "29-2099", _RECORDS),
        ("29-9098", "29-9021", _TECHNOLOGISTS),
        ("29-9098", "29-9093", _TECHNOLOGISTS),
        ("29-9098", "29-9099", _TECHNOLOGISTS),
    ),
}

#: Codes of the family that may not pass a hybrid unchanged, and of which nothing states more:
#: OEWS 2010 and 2011 star the titles of 15-1799 and 29-2799 as OEWS's own. Compliance officers
#: (13-1041) are missing above because their SOC 2000 title excludes fields that SOC 2010's holds.
NOT_STATED = frozenset({"15-1199", "15-1799", "29-2099", "29-2799"})
