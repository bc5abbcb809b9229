"""How charts write numbers, editions and lists; every number in a sentence passes through here.

Typography is part of honesty: a real minus, an en dash between years, and the mark of a bound that
the print carries. A value is rounded only where a label says so with a k.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

__all__ = ["bounded", "counted", "dollars", "edition", "editions", "listed", "percent", "place",
           "thousands", "unbroken"]  # fmt: skip

#: Bound of the tidy table -> mark before a number; a plain number has none.
BOUNDS = {"=": "", "~": "≈ ", ">=": "≥ ", "<=": "≤ "}

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip


def dollars(value: float) -> str:
    """Write a wage in full.

    >>> dollars(51140)
    '$51,140'
    """
    return f"${value:,.0f}"


def thousands(value: float) -> str:
    """Write a wage in thousands, rounded.

    >>> thousands(51140), thousands(0)
    ('$51k', '$0')
    """
    return f"${value / 1000:.0f}k" if value else "$0"


def percent(value: float, *, digits: int = 1, signed: bool = False) -> str:
    """Write a percentage, with a real minus.

    >>> percent(16.5), percent(-3.14), percent(7, digits=0, signed=True)
    ('16.5%', '−3.1%', '+7%')
    """
    sign = "+" if signed else ""
    return f"{value:{sign}.{digits}f}%".replace("-", "−")


def bounded(text: str, bound: object) -> str:
    """Put the mark of a bound before a number.

    >>> bounded("$150,000", ">="), bounded("$51,140", "=")
    ('≥ $150,000', '$51,140')
    """
    return BOUNDS.get(str(bound), "") + text


def edition(release: object) -> str:
    """Write a release or period as a reader says it.

    >>> edition("2025-05"), edition("2024-34"), edition("2022/2032"), edition(None)
    ('May 2025', '2024–34', '2022–32', 'period not stated')
    """
    if not isinstance(release, str):
        return "period not stated"
    first, _, last = release.partition("/")
    if last:
        return f"{first}–{last[2:]}"
    year, _, rest = release.partition("-")
    # "2009-10" can only be a month: a projection covers ten years
    if rest and int(rest) != (int(year) + 10) % 100:
        return f"{MONTHS[int(rest) - 1]} {year}"
    return release.replace("-", "–")


def editions(releases: pd.Series) -> str:
    """Write the releases that a chart shows: one, or the first and the last.

    >>> editions(pd.Series(["2025-05", "2003-05"]))
    'May 2003 to May 2025'
    """
    stated = sorted(releases.dropna().unique())
    if not stated:
        return edition(None)
    return edition(stated[0]) + (f" to {edition(stated[-1])}" if len(stated) > 1 else "")


def listed(names: Sequence[str]) -> str:
    """Write a list as a sentence does.

    >>> listed(["p10", "p25", "p50"]), listed(["p50"])
    ('p10, p25 and p50', 'p50')
    """
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def counted(number: int) -> str:
    """Write a count: in words up to nine, as newspapers do.

    >>> counted(5), counted(12)
    ('five', '12')
    """
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[number] if number < len(words) else str(number)


def place(area: str) -> str:
    """Write an area as a reader says it.

    >>> place("US"), place("CA")
    ('United States', 'CA')
    """
    return "United States" if area == "US" else area


def unbroken(text: str) -> str:
    """Join what a line must not break: a month and its year, and the United States.

    >>> [len(unbroken(text).split(" ")) for text in ("May 2025", "United States", "two words")]
    [1, 1, 2]
    """
    dates = "|".join(f"(?<={month}) (?=[0-9]{{4}})" for month in MONTHS)
    return re.sub(f"{dates}|(?<=United) (?=States)", "\N{NO-BREAK SPACE}", text)
