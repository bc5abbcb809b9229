"""An answer of Data USA's API as rows: columns apart from values, objects, or a CSV.

The legacy API puts ``headers`` beside ``data``, the logic layer ``source``, Tesseract ``columns``.
Every value keeps its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from hitdata.documents import Document
from hitdata.documents.texts import refuse_overfull
from hitdata.documents.values import first_key
from hitdata.errors import SourceError

__all__ = ["About", "Record", "about", "columns_of", "plain", "records"]


class Record(NamedTuple):
    """One row: its values by plain column, where each stands, and how an error names the row."""

    held: dict[str, Any]
    locators: dict[str, str]
    place: str


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


def columns_of(answer: Any) -> list[str] | None:
    """Return the columns of an answer of any generation; None when it is none."""
    if not isinstance(answer, dict) or not isinstance(answer.get("data"), list):
        return None
    names = answer.get("headers") or answer.get("columns")
    if names is None and "source" in answer:
        first = answer["data"][0] if answer["data"] else None
        names = list(first) if isinstance(first, dict) else []
    return [str(name) for name in names] if isinstance(names, list) else None


def records(document: Document) -> Iterator[Record]:
    """Yield each row of an answer."""
    if document.kind == "text":
        sheet = document.sheets[0]
        top = sheet.cells.index[0]
        sheet.refuse_cut_lines(sheet.cells.index[1:], top, document.name)
        refuse_overfull(sheet.cells, top, document.name)
        names = sheet.cells.loc[top].to_list()
        for line, cells in zip(sheet.cells.index[1:], sheet.cells.iloc[1:].to_numpy(), strict=True):
            at = [f"line {line} column {letter}" for letter in sheet.cells.columns]
            yield _record(names, cells, at, f"{document.name}: line {line}")
        return
    names = columns_of(document.json) or []
    for number, row in enumerate(document.json["data"]):
        where = f"data[{number}]"
        if isinstance(row, dict):
            found, cells, at = list(row), list(row.values()), [f"{where}[{k!r}]" for k in row]
        elif isinstance(row, list) and len(row) == len(names):
            found, cells, at = names, row, [f"{where}[{k}]" for k in range(len(row))]
        else:
            raise SourceError(
                f"{document.name}: {where} is {str(row)[:60]!r}; expected {len(names)} "
                "values, one for each column"
            )
        yield _record(found, cells, at, f"{document.name}: {where}")


def about(document: Document) -> About:
    """Return what an answer says of itself; a CSV says nothing."""
    answer = document.json if document.kind == "json" else None
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


def _record(names: list[str], cells: Any, at: list[str], place: str) -> Record:
    columns = [plain(name) for name in names]
    if twice := {name for name in columns if name and columns.count(name) > 1}:
        raise SourceError(f"{place} has the column {min(twice)!r} twice; expected it once")
    pairs = [(n, c, a) for n, c, a in zip(columns, cells, at, strict=True) if n]
    return Record({n: c for n, c, _ in pairs}, {n: a for n, _, a in pairs}, place)
