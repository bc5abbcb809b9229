"""American Community Survey: median earnings and number of workers by detailed occupation.

Publisher         U.S. Census Bureau
Raw file          1-year tables B24121 to B24126 and B24114 to B24116, a line per variable
Reference period  the calendar year of the survey; earnings of the twelve months before the answer
Coverage          persons; full-time year-round workers (2018 also all workers), men and women apart
Units             nominal US dollars of the table's year, as adjusted by the Census Bureau; persons;
                  margins are half-widths of 90 % intervals

Earnings are wages and salaries plus net income of the self-employed: another pay than OEWS's.
Occupations are the Census Bureau's own; the relation to a SOC code is stated for each.
"""

from __future__ import annotations

import pandas as pd

from hitdata.errors import SourceError
from hitdata.observations import tidy
from hitdata.originals import Original

__all__ = ["CODES", "TABLES", "cut", "read"]

#: Values of the growing code lists that this product brings.
CODES = {
    "publisher": {"Census": "U.S. Census Bureau"},
    "source": {"ACS": "American Community Survey, 1-year estimates"},
    "coverage": {
        "full-time year-round workers": "persons who worked 35 hours or more a week for 50 weeks "
        "or more, self-employed included",
        "full-time year-round men": "the men among them",
        "full-time year-round women": "the women among them",
        "workers": "employed civilians aged 16 and over, full- or part-time",
        "men": "the men among them",
        "women": "the women among them",
    },
    "pay_basis": {"earnings": "wages, salaries and net self-employment income of a year"},
    "industry": {"cross-industry": "all industries that the product covers"},
}

#: Values that a figure_id leaves out. Coverage stays in: the tables differ by it.
ORDINARY = {"industry": ["cross-industry"], "level": ["detailed"], "pay_basis": ["earnings"]}

#: Table -> (what it estimates, who is counted).
TABLES = {
    "B24121": ("earnings", "full-time year-round workers"),
    "B24122": ("earnings", "full-time year-round men"),
    "B24123": ("earnings", "full-time year-round women"),
    "B24124": ("persons", "full-time year-round workers"),
    "B24125": ("persons", "full-time year-round men"),
    "B24126": ("persons", "full-time year-round women"),
    "B24114": ("persons", "workers"),
    "B24115": ("persons", "men"),
    "B24116": ("persons", "women"),
}

#: What an estimate is -> (measure, statistic, unit, pay basis).
ESTIMATES = {
    "earnings": ("wage", "p50", "USD/year", "earnings"),
    "persons": ("employment", "total", "persons", None),
}

#: Title in the tables -> (code in SOC 2000 and 2010, code in SOC 2018, relation), from the Census
#: Bureau's 2018 occupation code list and its crosswalk of 2010 to 2018.
SOC = {
    "Computer and information systems managers": ("11-3021", "11-3021", "exact"),
    "Medical and health services managers": ("11-9111", "11-9111", "exact"),
    "Compliance officers": ("13-1041", "13-1041", "exact"),
    "Compliance officers, except agriculture, construction, health and safety, and transportation":
        ("13-1041", "13-1041", "exact"),
    "Information security analysts": ("15-1122", "15-1212", "exact"),
    "Registered nurses": ("29-1141", "29-1141", "exact"),
    "Medical records and health information technicians": ("29-2071", None, "exact"),
    "Medical records specialists": (None, "29-2072", "exact"),
    "Miscellaneous health technologists and technicians": ("29-2090", "29-2090", "exact"),
    "Health diagnosing and treating practitioner support technicians": ("29-2050", None, "exact"),
    "Health diagnosing and treating practitioners, all other": ("29-1199", None, "exact"),
}  # fmt: skip

#: In SOC 2000 registered nurses were 29-1111, and held the nurse specialists coded apart since.
NURSES_2000 = ("29-1111", "exact")


def cut(cells: pd.DataFrame, _codes: frozenset[str]) -> pd.DataFrame:
    """Return all rows: the file is itself gathered for the family."""
    return cells


def read(cells: pd.DataFrame, original: Original) -> pd.DataFrame:
    """Return estimates and their margins as tidy rows; every line gives two figures."""
    heading = cells.iloc[0].to_list()
    expected = ["year", "table", "variable", "label", "estimate", "moe90"]
    if heading != expected:
        raise SourceError(f"{original.file}: expected the columns {expected}; found {heading}")
    table = cells.iloc[1:].set_axis(heading, axis=1)
    if strange := set(table["table"]) - set(TABLES):
        raise SourceError(f"{original.file}: table {min(strange)!r} is none of {list(TABLES)}")
    keys = _keys(table, original)
    estimate = keys.assign(
        statistic=table["table"].map(lambda name: ESTIMATES[TABLES[name][0]][1]),
        printed=table["estimate"],
        locator=_locator(table, "estimate"),
    )
    margin = keys.assign(
        statistic="moe90",
        error_of=estimate["statistic"],
        printed=table["moe90"],
        locator=_locator(table, "moe90"),
    )
    figures = pd.concat([estimate, margin], ignore_index=True)
    figures = figures.assign(value=figures["printed"].astype(float), bound="=", status="normal")
    return tidy(figures, ordinary=ORDINARY)


def _locator(table: pd.DataFrame, field: str) -> pd.Series:
    line = table.index.to_series().astype("str")
    return "line " + line + ", " + table["variable"] + ", " + field


def _keys(table: pd.DataFrame, original: Original) -> pd.DataFrame:
    title = table["label"].str.split("!!").str[-1]
    pairs = zip(title, table["year"].astype(int), strict=True)
    soc = pd.DataFrame([_soc(name, year) for name, year in pairs], index=table.index)
    return soc.assign(
        publisher="Census",
        source="ACS",
        release=table["year"],
        period=table["year"],
        occupation=title.replace("Total", "All occupations"),
        area="US",
        industry="cross-industry",
        coverage=table["table"].map(lambda name: TABLES[name][1]),
        measure=table["table"].map(lambda name: ESTIMATES[TABLES[name][0]][0]),
        unit=table["table"].map(lambda name: ESTIMATES[TABLES[name][0]][2]),
        pay_basis=table["table"].map(lambda name: ESTIMATES[TABLES[name][0]][3]),
        file=original.file,
        sha256=original.sha256,
    )


def _soc(title: str, year: int) -> dict[str, str | None]:
    """Return code, edition, relation and level of a Census title in one year's tables."""
    system = "SOC 2000" if year < 2010 else "SOC 2010" if year < 2018 else "SOC 2018"
    if title == "Total":
        return {"soc": "00-0000", "soc_system": system, "soc_match": "exact", "level": "total",
                "soc_match_why": "the total of all occupations"}  # fmt: skip
    older, newer, match = SOC[title]
    soc = older if year < 2018 else newer
    if title == "Registered nurses" and year < 2010:
        soc, match = NURSES_2000
    if soc is None:
        raise SourceError(f"ACS {year}: {title!r} is not an occupation of that year's tables")
    return {"soc": soc, "soc_system": system, "soc_match": match,
            "level": "broad" if soc.endswith("0") else "detailed",
            "soc_match_why": "Census occupation code list, which names this SOC code"}  # fmt: skip
