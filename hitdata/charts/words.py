"""Words of charts: numbers, releases and lists as readers say them, and notes that rows write.

Typography is part of honesty: a real minus, an en dash between years, and the mark of a bound that
the print carries. A value is rounded only where a label says so with a k.

A chart that is copied loses the page around it. So its foot names every publisher, product and
release it shows, and each flag that its rows carry: a top code, a bound, a figure quoted at second
hand. Both are read from the rows, so that another frame gets its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from hitdata.provenance.tracing import CAVEATS

__all__ = ["NAMES", "area_name", "bounded", "caveat", "counted", "dated", "dollars", "flags",
           "listed", "outlook", "percent", "source_line", "span", "thousands",
           "unbroken"]  # fmt: skip

#: Bound of the tidy table -> mark before a number; a plain number has none.
BOUNDS = {"=": "", "~": "≈ ", ">=": "≥ ", "<=": "≤ "}

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip

#: Code -> its name in a headline; another code keeps its title.
NAMES = {"29-2071": "technicians", "29-2072": "records specialists", "29-9021": "technologists"}

#: Publisher and product -> how a source line names them.
PRODUCTS = {
    ("BLS", "OEWS"): "BLS, Occupational Employment and Wage Statistics (OEWS)",
    ("BLS", "EP"): "BLS, Employment Projections (EP)",
    ("Census", "ACS"): "Census Bureau, American Community Survey (ACS) 1-year estimates",
}


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


def dated(release: object) -> str:
    """Write a release or period as a reader says it.

    >>> dated("2025-05"), dated("2024-34"), dated("2022/2032"), dated(None)
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


def span(releases: pd.Series) -> str:
    """Write the releases that a chart shows: one, or the first and the last.

    >>> span(pd.Series(["2025-05", "2003-05"]))
    'May 2003 to May 2025'
    """
    stated = sorted(releases.dropna().unique())
    if not stated:
        return dated(None)
    return dated(stated[0]) + (f" to {dated(stated[-1])}" if len(stated) > 1 else "")


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


def area_name(area: str) -> str:
    """Write an area as a reader says it.

    >>> area_name("US"), area_name("CA")
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


def outlook(rows: pd.DataFrame, change: str) -> str:
    """Write a headline of projected changes in percent, the column ``change`` of the rows.

    >>> outlook(pd.DataFrame({"soc": ["29-9021"], "projected_year": [2034], "c": [14.7]}), "c")
    'By 2034: technologists +14.7%'
    """
    each = [
        f"{NAMES.get(row['soc']) or row['occupation']} {percent(row[change], signed=True)}"
        for _, row in rows.iterrows()
    ]
    return f"By {rows['projected_year'].max()}: {', '.join(each)}"


def source_line(rows: pd.DataFrame) -> str:
    """Return publisher, product and releases of the rows, then what guides quote.

    >>> from hitdata.data.bundled import load
    >>> source_line(load(soc="29-9021", release=["2024-05", "2025-05"]))
    'BLS, Occupational Employment and Wage Statistics (OEWS), May 2024 to May 2025.'
    """
    own, quoted = rows[rows["quoted_by"].isna()], rows[rows["quoted_by"].notna()]
    parts = [
        f"{PRODUCTS.get((publisher, source), f'{publisher}, {source}')}, "
        f"{span(group['release'].fillna(group['period']))}"
        for (publisher, source), group in own.groupby(["publisher", "source"], sort=False)
    ]
    for guide, group in quoted.groupby("quoted_by", sort=False):
        named = [name for name in dict.fromkeys(group["publisher"]) if name != guide]
        quoting = f", quoting {listed(named)}" if named else ""
        parts.append(f"{guide}{quoting}")
    return "; ".join(parts) + "."


def flags(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return a sentence for each flag that any of the rows carries."""
    said = []
    coded = rows[rows["status"].isin(["top-coded", "withheld or top-coded"])]
    if len(coded):
        bounds = listed([dollars(bound) for bound in sorted(coded["threshold"].dropna().unique())])
        said.append(f"Open end: top-coded, published only as {bounds} a year or more.")
    if rows["status"].isin(["not released", "withheld or top-coded"]).any():
        said.append("Figures that were not released are left out.")
    if rows["quoted_by"].notna().any():
        said.append("Quoted figures are what a guide prints, not necessarily what was published.")
    marks = {"~": "≈ printed as approximate", ">=": "≥ printed as this or more",
             "<=": "≤ printed as this or less"}  # fmt: skip
    plain = rows[rows["status"].eq("normal")]
    shown = [text for bound, text in marks.items() if plain["bound"].eq(bound).any()]
    return (*said, *(["; ".join(shown) + "."] if shown else []))


def caveat(name: str, rows: pd.DataFrame) -> str:
    """Return the sentence of one rule of `hitdata.provenance`, or nothing if it concerns no row."""
    rule = next(rule for rule in CAVEATS if rule.name == name)
    return rule.says if any(rule.concerns(row) for _, row in rows.iterrows()) else ""
