"""Data USA: mean wages, workforce and growth by occupation, as its API answers.

Publisher         Data USA, which restates Census and BLS
Raw files         an answer of any of its three APIs, saved as JSON or CSV: legacy (headers apart
                  from rows), logic layer (source with substitutions), Tesseract (jsonrecords,
                  jsonarrays, csv)
Reference period  the calendar year of the survey; of growth, base and projected year in the heading
Coverage          persons of the American Community Survey; the workforce only where the answer is
                  restricted to it, full- and part-time together unless it says otherwise
Units             nominal US dollars per year; persons; margins are half-widths of 90 % intervals

The wage is a mean, never a median. Growth restates BLS Employment Projections, in thousands, which
are resolved on reading. An answer with substitutions is about another place or occupation than was
asked for: that is reported and noted on every figure. Openings are not read, as the answers do not
say which of BLS's two concepts they are.
"""

from __future__ import annotations

import re
import warnings
from typing import Any

import pandas as pd

from hitdata.areas import POSTAL
from hitdata.documents import Document, Reported
from hitdata.documents.asked import Asked
from hitdata.documents.values import amount, first_key
from hitdata.errors import SourceError
from hitdata.observations import empty, tidy

__all__ = ["CODES", "EXAMPLE", "read_document", "why_not"]

#: What users bring, for the list of what can be read.
EXAMPLE = "an answer of Data USA's API by Detailed Occupation, saved as .json or .csv"

#: Values of the growing code lists that this product brings.
CODES = {
    "publisher": {"Data USA": "Data USA, a site that restates BLS and Census figures"},
    "source": {"Data USA API": "answers of Data USA's API, from ACS microdata and EP"},
    "origin": {"Census ACS": "computed from microdata of the American Community Survey"},
    "coverage": {
        "workforce": "persons aged 16 and over with a wage, full- or part-time",
        "full-time workforce": "those of them who usually work 35 hours or more",
        "part-time workforce": "those of them who usually work less",
        "not restricted to the workforce": "persons who name the occupation, working or not",
    },
}

#: Values that a figure_id leaves out.
ORDINARY = {"industry": ["cross-industry"], "coverage": ["workforce", "all jobs"]}

#: Column -> (measure, statistic, error of, unit, coverage where the column says it).
MEASURES = {
    "average wage": ("wage", "mean", None, "USD/year", None),
    "avg wage": ("wage", "mean", None, "USD/year", None),
    "average wage appx moe": ("wage", "moe90", "mean", "USD/year", None),
    "avg wage moe": ("wage", "moe90", "mean", "USD/year", None),
    "avg wage ft": ("wage", "mean", None, "USD/year", "full-time workforce"),
    "avg wage pt": ("wage", "mean", None, "USD/year", "part-time workforce"),
    "total population": ("employment", "total", None, "persons", None),
    "num ppl": ("employment", "total", None, "persons", None),
    "num ppl ft": ("employment", "total", None, "persons", "full-time workforce"),
    "num ppl pt": ("employment", "total", None, "persons", "part-time workforce"),
    "total population moe appx": ("employment", "moe90", "total", "persons", None),
    "num ppl moe": ("employment", "moe90", "total", "persons", None),
}

#: Columns of growth, which restate EP.
GROWTH = {
    r"emp (\d{4}) thousands": ("employment", "total", "jobs", 1000),
    r"change thousands": ("employment change", "total", "jobs", 1000),
    r"pct change": ("employment change", "percent", "percent", 1),
}

#: Columns that name the row, by what they name.
NAMES = {
    "title": ("detailed occupation", "occupation", "occupation name", "soc name"),
    "code": ("id detailed occupation", "detailed occupation id", "soc", "occupation id",
             "id occupation"),
    "year": ("year",),
    "place": ("id nation", "nation id", "id state", "state id", "geo"),
    "status": ("workforce status", "id workforce status", "workforce status id"),
    "time": ("employment time status",),
    "sample": ("record count", "num records"),
}  # fmt: skip

#: Columns that say again what others say, or that no figure needs.
IGNORED = (
    "nation", "state", "id year", "year id", "slug .*", "emp pct \\d{4}", "openings thousands",
    "id employment time status", "employment time status id",
)  # fmt: skip


def why_not(document: Document) -> str:
    """Return why a document is no answer of Data USA, or nothing when it is."""
    if document.kind == "json":
        columns = _columns(document.json)
        if columns is None:
            return "no key data beside headers, columns or source"
    elif document.kind == "text":
        first = document.head.lstrip("\ufeff").split("\n", 1)[0]
        columns = [_plain(text) for text in re.split(r"[,\t]", first.replace('"', ""))]
    else:
        return f"a {document.kind} file; Data USA answers in JSON or CSV"
    if not any(column in MEASURES or _growth(column) for column in columns):
        return "no column such as Average Wage, Total Population or pct_change"
    return ""


def read_document(document: Document, asked: Asked) -> pd.DataFrame:
    """Return every wage, count, margin and growth figure of an answer."""
    notes = _substitutions(document)
    rows = [row for number, record in enumerate(_records(document))
            for row in _figures(record, number, document)]  # fmt: skip
    if not rows:
        raise SourceError(f"{document.name}: an answer without rows; expected figures")
    figures = pd.DataFrame(rows).assign(
        publisher="Data USA", source="Data USA API", industry="cross-industry", bound="=",
        status="normal", note=notes, file=document.name, sha256=document.sha256,
    )  # fmt: skip
    if asked.soc is not None:
        figures = figures[figures["soc"].isin(asked.soc)].reset_index(drop=True)
    return tidy(figures, ordinary=ORDINARY) if len(figures) else empty()


def _plain(text: object) -> str:
    return re.sub(r"[\s_]+", " ", str(text)).strip().lower()


def _growth(column: str) -> str:
    return next((pattern for pattern in GROWTH if re.fullmatch(pattern, column)), "")


def _columns(answer: Any) -> list[str] | None:
    """Return the columns of an answer of any generation; None when it is none."""
    if not isinstance(answer, dict) or not isinstance(answer.get("data"), list):
        return None
    names = answer.get("headers") or answer.get("columns")
    if names is None and "source" in answer:
        names = list(answer["data"][0]) if answer["data"] and isinstance(answer["data"][0], dict) \
            else []  # fmt: skip
    return [_plain(name) for name in names] if isinstance(names, list) else None


def _records(document: Document) -> Any:
    """Yield each row as a dict of column and value."""
    if document.kind == "text":
        sheet = document.sheets[0]
        names = [_plain(text) for text in sheet.cells.iloc[0]]
        sheet.refuse_cut_lines(sheet.cells.index[1:], sheet.cells.index[0], document.name)
        for cells in sheet.cells.iloc[1:].to_numpy():
            yield dict(zip(names, cells, strict=True))
        return
    names = _columns(document.json) or []
    for number, row in enumerate(document.json["data"]):
        if isinstance(row, dict):
            yield {_plain(name): value for name, value in row.items()}
        elif isinstance(row, list) and len(row) == len(names):
            yield dict(zip(names, row, strict=True))
        else:
            raise SourceError(
                f"{document.name}: data[{number}] is {str(row)[:60]!r}; expected {len(names)} "
                "values, one for each column"
            )


def _figures(record: dict[str, Any], number: int, document: Document) -> Any:
    where = f"line {number + 2}" if document.kind == "text" else f"data[{number}]"
    place = f"{document.name}: {where}"
    known = {name for names in NAMES.values() for name in names} | set(MEASURES)
    for column in record:
        if (
            column not in known
            and not _growth(column)
            and not any(re.fullmatch(pattern, column) for pattern in IGNORED)
        ):
            raise SourceError(
                f"{place} has a column {column!r}; expected occupation, place, year, workforce "
                "status and measures only, as other columns divide the figures further"
            )
    said = {kind: next((record[n] for n in names if n in record), None)
            for kind, names in NAMES.items()}  # fmt: skip
    common = _keys(said, place)
    for column, value in record.items():
        if value is None or str(value).strip() in {"", "."}:
            continue
        if column in MEASURES:
            yield common | _survey(column, value, said, place) | {"locator": f"{where}.{column}"}
        elif pattern := _growth(column):
            years = [int(m[1]) for m in (re.fullmatch(r"emp (\d{4}) thousands", c) for c in record)
                     if m]  # fmt: skip
            yield (
                common
                | _change(column, pattern, value, sorted(years), place)
                | {"locator": f"{where}.{column}"}
            )


def _keys(said: dict[str, Any], place: str) -> dict[str, Any]:
    title, code = said["title"], str(said["code"] or "")
    if not title and not code:
        raise SourceError(f"{place} names no occupation; expected Detailed Occupation or its id")
    digits = re.fullmatch(r"(\d\d)-?(\d{4})", code)
    year = str(said["year"]) if said["year"] is not None else ""
    if year and not re.fullmatch(r"(19|20)\d\d", year):
        raise SourceError(f"{place} is of year {year!r}; expected one such as 2019")
    system = "SOC 2018" if year >= "2018" else "SOC 2010" if year >= "2010" else None
    return {
        "occupation": str(title or code), "soc": f"{digits[1]}-{digits[2]}" if digits else None,
        "soc_match": "exact" if digits else None, "soc_system": system if digits else None,
        "soc_match_why": "Data USA's id of the occupation is this code" if digits else None,
        "area": _area(said["place"], place), "release": year or None, "period": year or None,
    }  # fmt: skip


def _area(place_id: Any, place: str) -> str:
    text = str(place_id or "01000US")
    if text == "01000US":
        return "US"
    state = re.fullmatch(r"04000US(\d\d)", text)
    if state and state[1] in POSTAL:
        return POSTAL[state[1]]
    if not re.fullmatch(r"\d{5}US\w+", text):
        raise SourceError(f"{place} is about {text!r}; expected 01000US or another place in it")
    return text


def _survey(column: str, value: Any, said: dict[str, Any], place: str) -> dict[str, Any]:
    measure, statistic, error_of, unit, coverage = MEASURES[column]
    if coverage is None:
        status = str(said["status"]).lower()
        legacy = column.startswith(("avg", "num"))
        coverage = "workforce" if status in {"true", "1"} or legacy else \
            "not restricted to the workforce"  # fmt: skip
        time = {"1": "full-time workforce", "full-time": "full-time workforce",
                "2": "part-time workforce", "part-time": "part-time workforce"}  # fmt: skip
        coverage = time.get(str(said["time"]).lower(), coverage)
    low = 0.01 if statistic == "mean" else 0.0
    size = None if said["sample"] == "" else said["sample"]
    return {
        "measure": measure, "statistic": statistic, "error_of": error_of, "unit": unit,
        "coverage": coverage, "printed": str(value), "origin": "Census ACS",
        "origin_why": "Data USA's wages and counts are aggregates of ACS microdata",
        "value": amount(value, f"{place}.{column}", low=low, high=1e9),
        "pay_basis": "wages" if measure == "wage" else None,
        "sample_size": None if size is None else int(amount(size, f"{place}.record count")),
    }  # fmt: skip


def _change(column: str, pattern: str, value: Any, years: list[int], place: str) -> dict[str, Any]:
    if len(years) != 2:
        raise SourceError(f"{place}: growth of years {years}; expected a base and a projected year")
    measure, statistic, unit, times = GROWTH[pattern]
    own = re.fullmatch(pattern, column)
    period = own[1] if own and own.groups() else f"{years[0]}/{years[1]}"
    low = 0.0 if measure == "employment" else -1e6 if times > 1 else -100.0
    number = amount(value, f"{place}.{column}", low=low, high=1e6 if times > 1 else 1000)
    return {
        "measure": measure, "statistic": statistic, "unit": unit, "coverage": "all jobs",
        "printed": str(value), "value": float(round(number * times, 1)), "period": period,
        "release": f"{years[0]}-{years[1] % 100:02d}", "base_year": years[0],
        "projected_year": years[1], "origin": "BLS EP",
        "origin_why": "Data USA's growth tables are those of BLS Employment Projections",
    }  # fmt: skip


def _substitutions(document: Document) -> str | None:
    """Return a note on answers that are about something else than was asked for."""
    answer = document.json if document.kind == "json" else None
    sources = first_key(answer, "source")
    found = [s.get("substitutions") for s in sources if isinstance(s, dict)] \
        if isinstance(sources, list) else []  # fmt: skip
    found = [item for item in [*found, first_key(answer, "subs")] if item]
    if not found:
        return None
    said = str(found if len(found) > 1 else found[0])[:300]
    warnings.warn(
        f"{document.name}: Data USA answered for something else than was asked: {said}", Reported,
        stacklevel=2,
    )  # fmt: skip
    return f"answered for something else than was asked: {said}"
