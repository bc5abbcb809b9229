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

import re
from typing import Any

import pandas as pd

from hitdata.errors import SourceError
from hitdata.files import File
from hitdata.soc import edition_of, level_of
from hitdata.sources import Options, Source
from hitdata.table.schema import listed

__all__ = ["SOURCE"]

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
}

#: Values that a figure_id leaves out. Coverage stays in: the tables differ by it.
ORDINARY = {"industry": ["cross-industry"], "level": ["detailed"], "pay_basis": ["earnings"]}

#: What is estimated: (measure, statistic, unit, pay basis).
EARNINGS = ("wage", "p50", "USD/year", "earnings")

#: The same of a count.
PERSONS = ("employment", "total", "persons", None)

#: Table -> (what it estimates, who is counted).
TABLES = {
    "B24121": (EARNINGS, "full-time year-round workers"),
    "B24122": (EARNINGS, "full-time year-round men"),
    "B24123": (EARNINGS, "full-time year-round women"),
    "B24124": (PERSONS, "full-time year-round workers"),
    "B24125": (PERSONS, "full-time year-round men"),
    "B24126": (PERSONS, "full-time year-round women"),
    "B24114": (PERSONS, "workers"),
    "B24115": (PERSONS, "men"),
    "B24116": (PERSONS, "women"),
}

#: Title in the tables -> code in SOC 2000 and 2010, code in SOC 2018; "" is none. From the Census
#: Bureau's 2018 list of occupation codes and its crosswalk of 2010 to 2018: all are exactly these.
SOC = {title: codes for title, *codes in listed(__file__, "acs.csv")}

#: In SOC 2000 registered nurses were 29-1111, and held the nurse specialists coded apart since.
NURSES_2000 = "29-1111"

#: Headings of a table.
FIELDS = ["year", "table", "variable", "label", "estimate", "moe90"]


def _lacks(file: File) -> str:
    return "" if file.first_line == FIELDS else f"its first line is not {','.join(FIELDS)}"


def _figures(file: File, _options: Options) -> pd.DataFrame:
    """Return estimates and their margins; every line gives two figures."""
    table = file.sheets[0].below(file.name, FIELDS)
    if strange := set(table["table"]) - set(TABLES):
        raise SourceError(f"{file.name}: table {min(strange)!r} is not one of {list(TABLES)}")
    figures = [_figure(line, field, file.name) for field in ("estimate", "moe90")
               for line in table.itertuples()]  # fmt: skip
    if not figures:
        raise SourceError(f"{file.name}: a heading without lines; expected estimates")
    return pd.DataFrame(figures).assign(
        publisher="Census", source="ACS", area="US", industry="cross-industry", bound="=",
        status="normal",
    )  # fmt: skip


def _figure(line: Any, field: str, file: str) -> dict[str, Any]:
    year, printed, title = line.year, str(getattr(line, field)), line.label.split("!!")[-1]
    for name, text, pattern in (("year", year, r"20\d\d"), (field, printed, r"\d+(\.\d+)?")):
        if not re.fullmatch(pattern, text, re.ASCII):
            raise SourceError(
                f"{file}: line {line.Index} prints {text!r} under {name}; expected a number"
            )
    soc = SOC.get(title, ["", ""])[year >= "2018"]
    if not soc:
        raise SourceError(
            f"{file}: ACS {year}: {title!r} is not an occupation known of that year's tables"
        )
    if title == "Registered nurses" and year < "2010":
        soc = NURSES_2000
    (measure, statistic, unit, basis), coverage = TABLES[line.table]
    margin = field == "moe90"
    return {
        "release": year, "period": year, "coverage": coverage, "measure": measure, "unit": unit,
        "occupation": "All occupations" if title == "Total" else title, "pay_basis": basis,
        "statistic": "moe90" if margin else statistic, "error_of": statistic if margin else None,
        "printed": printed, "value": float(printed), "soc": soc, "level": level_of(soc),
        "soc_system": edition_of("ACS", year), "soc_match": "exact",
        "soc_match_why": "the total of all occupations" if title == "Total"
        else "Census occupation code list, which names this SOC code",
        "locator": f"line {line.Index}, {line.variable}, {field}",
    }  # fmt: skip


SOURCE = Source(
    kinds=("text",), comes="tables of the ACS come as CSV", lacks=_lacks, figures=_figures,
    ordinary=ORDINARY, codes=CODES,
    example="acs1_detailed_occupation_2008_2018.csv: year, table, variable, label, estimate, moe90",
)  # fmt: skip
