"""An answer of Data USA's API as rows: columns apart from values, objects, or a CSV.

The legacy API puts ``headers`` beside ``data``, the logic layer ``source``, Tesseract ``columns``.
Every value keeps its place in the file. Names of a row stand before or after their ids.
Identifiers of occupations are the Census's aggregates of the SOC; only those of six digits are
codes of the SOC (``292072``), others stand for several (``15113X``, ``1721YY``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from hitdata.areas import POSTAL
from hitdata.errors import SourceError
from hitdata.files import File
from hitdata.files.structured import amount, first_key
from hitdata.soc import level_of

__all__ = ["About", "Record", "about", "columns_of", "is_key", "is_none", "plain", "records"]

#: Levels of the occupation, the finest first; a coarser one beside it divides nothing.
OCCUPATIONS = ("detailed occupation", "broad occupation", "minor occupation group",
               "major occupation group", "occupation", "occupation name", "soc name",
               "soc")  # fmt: skip

#: Levels of the place, the finest first.
PLACES = ("puma", "state", "nation", "geography", "geo")

#: Other columns that name a row and divide nothing further.
OTHERS = ("year", "workforce status", "employment time status", "record count", "num records",
          "geo name")  # fmt: skip


class Record(NamedTuple):
    """One row: its values by plain column, where each stands, and how an error names the row.

    ``asked`` are the codes that the user asks for.
    """

    held: dict[str, Any]
    locators: dict[str, str]
    place: str
    asked: frozenset[str] | None

    def said(self, name: str) -> Any:
        """Return what a row says under a name: its id, before or after the name, else the name."""
        for column in (f"id {name}", f"{name} id", name):
            if not is_none(value := self.held.get(column)):
                return value
        return None

    def occupation(self) -> dict[str, Any]:
        """Return title, code and how they relate; of an answer cut to one, the one ``asked`` for.

        An answer that its address cut to one occupation does not name it.
        """
        level = next((name for name in OCCUPATIONS if self.said(name) is not None), None)
        if level is None:
            if not self.asked or len(self.asked) > 1:
                raise SourceError(
                    f"{self.place} names no occupation; expected Detailed Occupation or its id, or "
                    "soc= with the one code that the answer was cut to"
                )
            (only,) = self.asked
            why = "soc= names it: the answer is cut to one occupation and does not say which"
            return {"occupation": None, "soc": only, "soc_match": "exact", "soc_match_why": why,
                    "level": level_of(only)}  # fmt: skip
        code = str(self.said("soc" if self.said("soc") is not None else level))
        # the title of that level: a coarser one's would be another occupation's
        names = (level, "occupation name", "soc name")
        title = next((self.held[name] for name in names if self.held.get(name)), code)
        digits = re.fullmatch(r"(\d\d)-?(\d{4})", code, re.ASCII)
        soc = f"{digits[1]}-{digits[2]}" if digits else None
        return {
            "occupation": str(title), "soc": soc, "soc_match": "exact" if soc else None,
            "soc_match_why": "Data USA's id of the occupation is this code" if soc else None,
            "level": level_of(soc) if soc else None,
        }  # fmt: skip

    def area(self) -> tuple[str, str]:
        """Return the place, and a note where none is stated."""
        level = next((name for name in PLACES if self.said(name) is not None), None)
        if level is None:
            return "US", "no place is stated; read as the nation's"
        text = str(self.said(level))
        if text in {"01000US", "United States"}:
            return "US", ""
        state = re.fullmatch(r"04000US(\d\d)", text)
        if state and state[1] in POSTAL:
            return POSTAL[state[1]], ""
        named = text == str(self.held.get(level)) and re.match(r"[A-Z]", text)
        if not (named or re.fullmatch(r"\d{5}US\w+", text)):
            raise SourceError(f"{self.place} is about {text!r}; expected 01000US or a place in it")
        return text, ""

    def year(self) -> str | None:
        """Return the year of a row, or None where it has none."""
        value = self.held.get("year")
        text = str((self.said("year") if is_none(value) else value) or "")
        if text and not re.fullmatch(r"20\d\d", text, re.ASCII):
            raise SourceError(f"{self.place} is of year {text!r}; expected one such as 2019")
        return text or None

    def figure(self, column: str, *, low: float, high: float) -> dict[str, Any]:
        """Return what a column prints, its number and its place."""
        value = self.held[column]
        return {"printed": str(value), "locator": self.locators[column],
                "value": amount(value, f"{self.place}.{column}", low=low, high=high)}  # fmt: skip


class About(NamedTuple):
    """What an answer says of itself."""

    #: 1 or 5 where the dataset is named as one of so many years.
    years: int | None
    #: The dataset and its publisher, as named.
    source: str
    #: What the answer is about instead of what was asked for; empty when it is about that.
    substituted: str


def plain(text: object) -> str:
    """Return a heading in lower case, with one blank between its words."""
    return re.sub(r"[\s_]+", " ", str(text)).strip().lower()


def is_none(value: Any) -> bool:
    """Say whether a value says that there is none."""
    return value is None or str(value).strip() in {"", "."}


def is_key(column: str) -> bool:
    """Say whether a column names a row, in one of the ways that names are written."""
    name = re.sub(r"^(id|slug) | (id|slug)$", "", column)
    return name in (*OCCUPATIONS, *PLACES, *OTHERS) or column.startswith("slug ")


def columns_of(file: File) -> list[str] | None:
    """Return the columns of an answer of any generation; None when it is none."""
    answer = file.json
    if file.kind == "text":
        return file.first_line
    if not isinstance(answer, dict) or not isinstance(answer.get("data"), list):
        return None
    names = answer.get("headers") or answer.get("columns")
    if names is None and "source" in answer:
        first = answer["data"][0] if answer["data"] else None
        names = list(first) if isinstance(first, dict) else []
    return [str(name) for name in names] if isinstance(names, list) else None


def records(file: File, asked: frozenset[str] | None) -> Iterator[Record]:
    """Yield each row of an answer."""
    if file.kind == "text":
        sheet = file.sheets[0]
        table = sheet.below(file.name)
        for line, cells in zip(table.index, table.to_numpy(), strict=True):
            at = [f"line {line} column {letter}" for letter in sheet.cells]
            yield _record(list(table), cells, at, f"{file.name}: line {line}", asked)
        return
    names = columns_of(file) or []
    for number, row in enumerate(file.json["data"]):
        where = f"data[{number}]"
        if isinstance(row, dict):
            found, cells, at = list(row), list(row.values()), [f"{where}[{k!r}]" for k in row]
        elif isinstance(row, list) and len(row) == len(names):
            found, cells, at = names, row, [f"{where}[{k}]" for k in range(len(row))]
        else:
            raise SourceError(
                f"{file.name}: {where} is {str(row)[:60]!r}; expected {len(names)} values, one for "
                "each column"
            )
        yield _record(found, cells, at, f"{file.name}: {where}", asked)


def about(file: File) -> About:
    """Return what an answer says of itself; a CSV says nothing."""
    answer = file.json if file.kind == "json" else None
    source = first_key(answer, "source")
    sources = source if isinstance(source, list) else [source]
    named = [first_key(answer, "annotations"), *sources]
    named += [first_key(one, "annotations") for one in sources]
    keys = ("dataset_name", "source_name", "dataset", "org", "name")
    texts = [
        str(one[key]) for one in named if isinstance(one, dict) for key in keys if one.get(key)
    ]
    years = {int(match[0].strip("_")[0]) for text in texts
             for match in re.finditer(r"(?i)\b[15][- ]year|_[15]$", text)}  # fmt: skip
    other = [first_key(one, "substitutions") for one in sources] + [first_key(answer, "subs")]
    other = [one for one in other if one]
    return About(
        years=years.pop() if len(years) == 1 else None,
        source="; ".join(dict.fromkeys(texts)),
        substituted=str(other if len(other) > 1 else other[0])[:300] if other else "",
    )


def _record(
    names: list[str], cells: Any, at: list[str], place: str, asked: frozenset[str] | None
) -> Record:
    columns = [plain(name) for name in names]
    if twice := {name for name in columns if name and columns.count(name) > 1}:
        raise SourceError(f"{place} has the column {min(twice)!r} twice; expected it once")
    pairs = [(n, c, a) for n, c, a in zip(columns, cells, at, strict=True) if n]
    return Record({n: c for n, c, _ in pairs}, {n: a for n, _, a in pairs}, place, asked)
