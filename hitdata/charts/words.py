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
from functools import cache

import pandas as pd

from hitdata.charts.selection import differing
from hitdata.data.bundled import area_titles, industry_titles
from hitdata.provenance.tracing import CAVEATS

__all__ = ["NAMES", "SECTORS", "area_name", "bounded", "caveat", "counted", "dated", "dollars",
           "flags", "industry_name", "listed", "outlook", "percent", "row_name", "source_line",
           "span", "terms", "thousands", "unbroken"]  # fmt: skip

#: Bound of the tidy table -> mark before a number; a plain number has none.
BOUNDS = {"=": "", "~": "≈ ", ">=": "≥ ", "<=": "≤ "}

#: Names of the months.
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip

#: Code -> its name in a headline; another code keeps its title.
NAMES = {"29-2071": "technicians", "29-2072": "records specialists", "29-9021": "technologists"}

#: Sector of NAICS -> its name in a few words.
SECTORS = {
    "NAICS 11": "agriculture", "NAICS 21": "mining", "NAICS 22": "utilities",
    "NAICS 23": "construction", "NAICS 31-33": "manufacturing", "NAICS 42": "wholesale trade",
    "NAICS 44-45": "retail trade", "NAICS 48-49": "transportation",
    "NAICS 51": "publishing, software", "NAICS 52": "finance, insurance",
    "NAICS 53": "real estate", "NAICS 54": "professional services",
    "NAICS 55": "company headquarters", "NAICS 56": "administrative services",
    "NAICS 61": "education", "NAICS 62": "health care", "NAICS 71": "arts, recreation",
    "NAICS 72": "hotels, restaurants", "NAICS 81": "other services", "NAICS 99": "government",
}  # fmt: skip

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


@cache
def area_name(area: str) -> str:
    """Write an area as a reader says it.

    >>> area_name("US"), area_name("CA"), area_name("CBSA 12420")
    ('United States', 'California', 'Austin-Round Rock-San Marcos, TX')
    """
    if area == "US":
        return "United States"
    return _titles("area").get(area, area)


@cache
def industry_name(industry: object) -> str:
    """Write an industry as a reader says it.

    >>> industry_name("cross-industry"), industry_name("NAICS 62"), industry_name("NAICS 622")
    ('all industries', 'health care', 'Hospitals')
    """
    if not isinstance(industry, str):
        return "industry not stated"
    if industry == "cross-industry":
        return "all industries"
    titles = _titles("industry")
    digits = industry.removeprefix("NAICS ")
    title = titles.get(industry) or titles.get(f"NAICS {digits:0<6}", industry)
    return SECTORS.get(industry) or re.sub(r"^Sector\S* [\d, -]+ - ", "", title)


def row_name(row: pd.Series, rows: pd.DataFrame) -> tuple[str, str]:
    """Return the name of a row among others, and the code that follows it: what tells it apart.

    >>> both = pd.DataFrame({"soc": "29-9021", "occupation": "Technologists", "area": ["TX", "UT"],
    ...                      "industry": "cross-industry", "release": "2025-05"})
    >>> row_name(both.iloc[0], both)
    ('Texas', '')
    """
    said = {
        "soc": str(row["occupation"]),
        "area": area_name(row["area"]),
        "industry": industry_name(row["industry"]),
        "release": dated(row["release"]),
    }
    differ = differing(rows, said) or ["soc"]
    text = ", ".join(said[name] for name in differ)
    code = row["soc"] if differ == ["soc"] else row["industry"] if differ == ["industry"] else ""
    code = str(code) if isinstance(code, str) and code not in {"cross-industry", text} else ""
    return text[0].upper() + text[1:], code


def terms(rows: pd.DataFrame, *, but: Sequence[str] = ()) -> str:
    """Write what rows have in common: occupation, industry, area and release.

    >>> from hitdata.data.bundled import load
    >>> terms(load(soc=["29-9021", "29-2072"], area="US", release="2025-05", industry="NAICS 62"))
    'health care, United States, May 2025'
    """
    said = {"soc": lambda row: f"{row['occupation']} ({row['soc']})",
            "industry": lambda row: industry_name(row["industry"]),
            "area": lambda row: area_name(row["area"]),
            "release": lambda row: dated(row["release"])}  # fmt: skip
    common = [name for name in said if name not in {*but, *differing(rows, said)}]
    return ", ".join(said[name](rows.iloc[0]) for name in common)


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
    if len(rows) > 3:
        ends = [percent(end, signed=True) for end in (rows[change].min(), rows[change].max())]
        span = " to ".join(dict.fromkeys(ends))
        return f"By {rows['projected_year'].max()}: {span} in {counted(len(rows))} occupations"
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


@cache
def _titles(column: str) -> dict[str, str]:
    """Return the published titles of areas or of industries by code, the first of each."""
    table = area_titles() if column == "area" else industry_titles()
    return dict(zip(table[column][::-1], table["title"][::-1], strict=True))
