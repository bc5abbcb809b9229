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
on every figure. A cut leaves no trace in an answer, so what no column says is not known.

answers   an answer of any generation as rows, each value with its place
keys      what a row is about: occupation, place, year
survey    wages and workforce
growth    projections: the older table, and the newer cube that names neither unit nor base year
"""

from __future__ import annotations

import re
import warnings

import pandas as pd

from hitdata.documents import Document, Reported
from hitdata.documents.asked import Asked
from hitdata.errors import SourceError
from hitdata.observations import empty, tidy
from hitdata.sources.datausa import growth, keys, survey
from hitdata.sources.datausa.answers import About, Record, about, columns_of, plain, records

__all__ = ["CODES", "EXAMPLE", "read_document", "why_not"]

#: What users bring, for the list of what can be read.
EXAMPLE = "an answer of Data USA's API by Detailed Occupation, saved as .json or .csv"

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


def why_not(document: Document) -> str:
    """Return why a document is no answer of Data USA, or nothing when it is."""
    if document.kind == "json":
        if isinstance(document.json, dict) and document.json.get("error") is True:
            return f"an error in place of an answer: {str(document.json.get('detail'))[:200]}"
        columns = columns_of(document.json)
        if columns is None:
            return "no key data beside headers, columns or source"
    elif document.kind == "text":
        first = document.head.lstrip("\ufeff").split("\n", 1)[0]
        columns = re.split(r"[,\t]", first.replace('"', ""))
    else:
        return f"a {document.kind} file; Data USA answers in JSON or CSV"
    if not any(map(_is_measure, map(plain, columns))):
        return "no column such as Average Wage, Total Population or pct_change"
    return ""


def read_document(document: Document, asked: Asked) -> pd.DataFrame:
    """Return every wage, count, margin and growth figure of an answer."""
    found = list(records(document))
    said = about(document)
    _refuse_and_report(found, document.name)
    rows = [*survey.rows(found, said, asked), *growth.rows(found)]
    if not rows:
        raise SourceError(f"{document.name}: an answer without rows; expected figures")
    figures = pd.DataFrame(rows).assign(
        publisher="Data USA", source="Data USA API", industry="cross-industry", bound="=",
        status="normal", file=document.name, sha256=document.sha256,
    )  # fmt: skip
    figures["note"] = _notes(figures, said, document.name)
    if asked.soc is not None:
        figures = figures[figures["soc"].isin(asked.soc)].reset_index(drop=True)
    return tidy(figures, ordinary=ORDINARY) if len(figures) else empty()


def _is_measure(column: str) -> bool:
    return column in survey.MEASURES or growth.is_growth(column)


def _refuse_and_report(found: list[Record], file: str) -> None:
    """Refuse columns that divide figures further; warn of measures that are not read."""
    left = set()
    for record in found:
        for column in record.held:
            if re.fullmatch(OTHER, column):
                left.add(column)
            elif not (_is_measure(column) or keys.is_key(column)):
                raise SourceError(
                    f"{record.place} has a column {column!r}; expected occupation, place, year, "
                    "workforce status and measures only, as other columns divide the figures "
                    "further"
                )
    if left:
        warnings.warn(f"{file}: left out, neither wage nor employment: {', '.join(sorted(left))}",
                      Reported, stacklevel=3)  # fmt: skip


def _notes(figures: pd.DataFrame, said: About, file: str) -> pd.Series:
    notes = figures["note"].fillna("")
    if said.substituted:
        text = f"answered for something else than was asked: {said.substituted}"
        warnings.warn(f"{file}: Data USA {text}", Reported, stacklevel=3)
        notes = notes + "; " + text
    return notes.str.removeprefix("; ").replace("", None)
