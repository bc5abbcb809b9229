"""What a row of an answer is about: occupation, place and year, with ids before or after the name.

Identifiers of occupations are the Census's aggregates of the SOC; only those of six digits are
codes of the SOC (``292072``), others stand for several (``15113X``, ``1721YY``).
"""

from __future__ import annotations

import re
from typing import Any

from hitdata.areas import POSTAL
from hitdata.errors import SourceError
from hitdata.sources.datausa.answers import Record
from hitdata.sources.oews.series import level_of

__all__ = ["area_of", "is_key", "occupation_of", "said", "year_of"]

#: Levels of the occupation, the finest first; a coarser one beside it divides nothing.
OCCUPATIONS = ("detailed occupation", "broad occupation", "minor occupation group",
               "major occupation group", "occupation", "occupation name", "soc name",
               "soc")  # fmt: skip

#: Levels of the place, the finest first.
PLACES = ("puma", "state", "nation", "geography", "geo")

OTHERS = ("year", "workforce status", "employment time status", "record count", "num records",
          "geo name")  # fmt: skip


def is_key(column: str) -> bool:
    """Say whether a column names a row, in one of the ways that names are written."""
    name = re.sub(r"^(id|slug) | (id|slug)$", "", column)
    return name in (*OCCUPATIONS, *PLACES, *OTHERS) or column.startswith("slug ")


def said(record: Record, name: str) -> Any:
    """Return what a row says under a name: its id, before or after the name, else the name."""
    for column in (f"id {name}", f"{name} id", name):
        value = record.held.get(column)
        if value is not None and str(value).strip():
            return value
    return None


def occupation_of(record: Record) -> dict[str, Any]:
    """Return title, code and how they relate."""
    level = next((name for name in OCCUPATIONS if said(record, name) is not None), None)
    if level is None:
        raise SourceError(
            f"{record.place} names no occupation; expected Detailed Occupation or its id"
        )
    code = str(said(record, "soc" if said(record, "soc") is not None else level))
    # the title of that level: a coarser one's would be another occupation's
    names = (level, "occupation name", "soc name")
    title = next((record.held[name] for name in names if record.held.get(name)), code)
    digits = re.fullmatch(r"(\d\d)-?(\d{4})", code, re.ASCII)
    soc = f"{digits[1]}-{digits[2]}" if digits else None
    return {
        "occupation": str(title), "soc": soc, "soc_match": "exact" if soc else None,
        "soc_match_why": "Data USA's id of the occupation is this code" if soc else None,
        "level": level_of(soc) if soc else None,
    }  # fmt: skip


def area_of(record: Record) -> tuple[str, str]:
    """Return the place, and a note where none is stated."""
    level = next((name for name in PLACES if said(record, name) is not None), None)
    if level is None:
        return "US", "no place is stated; read as the nation's"
    text = str(said(record, level))
    if text in {"01000US", "United States"}:
        return "US", ""
    state = re.fullmatch(r"04000US(\d\d)", text)
    if state and state[1] in POSTAL:
        return POSTAL[state[1]], ""
    named = text == str(record.held.get(level))
    if not (re.fullmatch(r"\d{5}US\w+", text) or (named and re.match(r"[A-Z]", text))):
        raise SourceError(f"{record.place} is about {text!r}; expected 01000US or a place in it")
    return text, ""


def year_of(record: Record) -> str | None:
    """Return the year of a row, or None where it has none."""
    value = record.held.get("year")
    if value is None or not str(value).strip():
        value = said(record, "year")
    text = str(value or "")
    if text and not re.fullmatch(r"(19|20)\d\d", text, re.ASCII):
        raise SourceError(f"{record.place} is of year {text!r}; expected one such as 2019")
    return text or None
