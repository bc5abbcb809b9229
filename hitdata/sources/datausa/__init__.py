"""Data USA: mean wages, workforce and growth by occupation, as its API answers.

Publisher         Data USA, which restates Census and BLS
Raw files         an answer of any of its three APIs, saved as JSON or CSV: legacy (headers apart
                  from rows), logic layer (source with substitutions), Tesseract (jsonrecords,
                  jsonarrays, csv)
Reference period  the year of the survey, or the five years that end with it, as the answer names
                  its dataset; of growth, base and projected year
Coverage          persons of the American Community Survey; the workforce only where the answer is
                  restricted to it, full- and part-time together unless it says otherwise
Units             nominal US dollars per year; persons; margins are half-widths of 90 % intervals

The wage is a mean, never a median. Growth restates BLS Employment Projections. An answer with
substitutions is about another place or occupation than was asked for: that is reported and noted
on every figure. A cut leaves no trace in an answer, so what no column says is not known; the one
occupation of an answer that its address cut to it is named by ``soc=``.

answers   an answer of any generation as rows: what each is about, each value with its place
projections the older table, and the newer cube that names neither unit nor base year
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from hitdata.errors import SourceError
from hitdata.files import File, report
from hitdata.files.structured import count_of
from hitdata.soc import edition_of
from hitdata.sources import Options, Source
from hitdata.sources.datausa import answers, projections
from hitdata.sources.datausa.answers import About, Record, is_none, plain

__all__ = ["SOURCE"]

#: Values of the growing code lists that this product brings.
CODES = {
    "publisher": {"Data USA": "Data USA, a site that restates BLS and Census figures"},
    "source": {"Data USA API": "answers of Data USA's API, from ACS microdata and EP"},
    "origin": {"Census ACS": "computed from microdata of the American Community Survey"},
    "pay_basis": {
        "wages": "wages and salaries of the twelve months before the interview, as persons report "
        "them, in dollars of the survey's year",
    },
    "coverage": {
        "workforce": "persons aged 16 and over with a wage, full- or part-time",
        "full-time workforce": "those of them who usually work 35 hours or more",
        "part-time workforce": "those of them who usually work less",
        "not in the workforce": "persons who name the occupation and are not at work in it",
        "workforce not stated": "persons who name the occupation; whether only the workforce is "
        "counted, the answer does not say",
    },
}

#: Values that a figure_id leaves out.
ORDINARY = {"industry": ["cross-industry"], "coverage": ["workforce", "all jobs"],
            "level": ["detailed"]}  # fmt: skip

#: Measures that are neither wage nor employment: left out with a warning.
OTHER = r"average (income|age|usual hours.*)( appx moe)?|.* rca|openings"

#: Column -> (measure, statistic, error of, unit); some say themselves who is counted.
MEASURES = {
    r"(?:average|avg) wage(?: (ft|pt))?": ("wage", "mean", None, "USD/year"),
    r"average wage appx moe()|avg wage moe": ("wage", "moe90", "mean", "USD/year"),
    r"(?:total population|num ppl)(?: (ft|pt))?": ("employment", "total", None, "persons"),
    r"total population moe appx()|num ppl moe": ("employment", "moe90", "total", "persons"),
}

#: Workforce status -> who is counted.
STATUS = {"true": "workforce", "1": "workforce", "false": "not in the workforce",
          "0": "not in the workforce"}  # fmt: skip

#: Employment time status, or the end of a column -> who is counted.
TIME = {"1": "full-time workforce", "full-time": "full-time workforce",
        "ft": "full-time workforce", "2": "part-time workforce",
        "part-time": "part-time workforce", "pt": "part-time workforce"}  # fmt: skip


def _lacks(file: File) -> str:
    if isinstance(file.json, dict) and file.json.get("error") is True:
        return f"an error in place of an answer: {str(file.json.get('detail'))[:200]}"
    columns = answers.columns_of(file)
    if columns is None:
        return "no key data beside headers, columns or source"
    # a percent alone says of no round what it is of; other publishers have a column of that name
    if not any(_meaning(column) or (projections.is_growth(column) and column != "pct change")
               for column in map(plain, columns)):  # fmt: skip
        return "no column such as Average Wage, Total Population or emp_2024_thousands"
    return ""


def _figures(file: File, options: Options) -> pd.DataFrame:
    """Return every wage, count, margin and growth figure of an answer."""
    found, said = list(answers.records(file, options.soc)), answers.about(file)
    _refuse_and_report(found, file.name)
    rows = [*_survey(found, said, options.period), *projections.rows(found)]
    if not rows:
        raise SourceError(f"{file.name}: an answer without rows; expected figures")
    if said.substituted:
        text = f"answered for something else than was asked: {said.substituted}"
        report(f"{file.name}: Data USA {text}")
        rows = [row | {"note": "; ".join(filter(None, [row["note"], text]))} for row in rows]
    figures = pd.DataFrame(rows).assign(
        publisher="Data USA", source="Data USA API", industry="cross-industry", bound="=",
        status="normal",
    )  # fmt: skip
    return figures.replace({"note": {"": None}})


def _meaning(column: str) -> tuple[re.Match[str], tuple[str, str, str | None, str]] | None:
    found = ((re.fullmatch(pattern, column), said) for pattern, said in MEASURES.items())
    return next(((match, said) for match, said in found if match), None)


def _refuse_and_report(found: list[Record], file: str) -> None:
    """Refuse columns that divide figures further; warn of measures that are not read."""
    left = set()
    for record in found:
        for column in record.held:
            if re.fullmatch(OTHER, column):
                left.add(column)
            elif not (_meaning(column) or projections.is_growth(column) or answers.is_key(column)):
                raise SourceError(
                    f"{record.place} has a column {column!r}; expected occupation, place, year, "
                    "workforce status and measures only, as other columns divide the figures "
                    "further"
                )
    if left:
        report(f"{file}: left out, neither wage nor employment: {', '.join(sorted(left))}")


def _survey(found: list[Record], said: About, period: str | None) -> Iterator[dict[str, Any]]:
    """Yield every wage, count and margin: aggregates from microdata of the ACS."""
    for record in found:
        held = {column: meaning for column, value in record.held.items()
                if (meaning := _meaning(column)) and not is_none(value)}  # fmt: skip
        # one of its older tables has OEWS under the same heading
        if held and re.search(r"Labor Statistics|Occupational Employment", said.source):
            raise SourceError(
                f"{record.place} restates {said.source[:80]!r} under a heading of the ACS; "
                "expected the ACS: read the file of BLS itself"
            )
        common = _common(record, said, period) if held else {}
        for column, (match, (measure, statistic, error_of, unit)) in held.items():
            low = 0.01 if statistic == "mean" else 0.0
            yield common | record.figure(column, low=low, high=1e9) | {
                "measure": measure, "statistic": statistic, "error_of": error_of, "unit": unit,
                "coverage": TIME.get(str(match[1])) or _coverage(record, column),
                "pay_basis": "wages" if measure == "wage" else None,
            }  # fmt: skip


def _common(record: Record, said: About, period: str | None) -> dict[str, Any]:
    keys, year = record.occupation(), record.year()
    area, note = record.area()
    notes = [note]
    if year and said.years is None:
        notes.append("whether of one year or the five that end with it, the answer does not say")
    five = year and said.years == 5
    samples = (record.said(name) for name in ("record count", "num records"))
    sample = next((size for size in samples if size is not None), None)
    return keys | {
        "soc_system": edition_of("ACS", year) if year and keys["soc"] else None, "area": area,
        "release": year, "period": f"{int(str(year)) - 4}/{year}" if five else year or period,
        "note": "; ".join(filter(None, notes)), "origin": "Census ACS",
        "origin_why": "Data USA's wages and counts are aggregates of ACS microdata",
        "sample_size": count_of(sample, f"{record.place}.record count"),
    }  # fmt: skip


def _coverage(record: Record, column: str) -> str:
    """Return who is counted, as far as the answer says it."""
    status, time = record.said("workforce status"), record.said("employment time status")
    for value, known in ((status, STATUS), (time, TIME)):
        if value is not None and str(value).lower() not in known:
            raise SourceError(
                f"{record.place} is of workforce or time status {value!r}; expected "
                f"{', '.join(known)}"
            )
    # the older tables, whose columns are named so, hold the workforce only
    otherwise = "workforce" if re.match(r"avg|num", column) else "workforce not stated"
    held = STATUS.get(str(status).lower(), otherwise)
    return TIME[str(time).lower()] if time is not None and held != "not in the workforce" else held


SOURCE = Source(
    kinds=("json", "text"), comes="Data USA answers in JSON or CSV", lacks=_lacks,
    figures=_figures, ordinary=ORDINARY, codes=CODES,
    example="an answer of Data USA's API by Detailed Occupation, saved as .json or .csv",
)  # fmt: skip
