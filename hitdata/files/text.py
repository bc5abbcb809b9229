"""Bytes as text, text as cells, and cells by their letters and numbers.

Every table becomes the same shape: a frame of text, its index the row number in the file, its
columns the letters a spreadsheet shows (A, B, ..., AA), so that a figure always leads back to one
cell. Text is UTF-8, or it is read as Windows' cp1252 and says so: what was repaired is a warning of
kind `Repaired`, never silent.
"""

from __future__ import annotations

import csv
import warnings
from collections.abc import Iterable

import pandas as pd

from hitdata.errors import SourceError
from hitdata.files import workbook_process

__all__ = ["Repaired", "Reported", "cells_of", "decoded", "letters", "locators", "refuse_overfull",
           "report"]  # fmt: skip

#: A cell that a spreadsheet would run; ``="29-2072"`` only keeps a code text, and ``=`` alone or a
#: line of them is a sign or a rule under a title.
FORMULA = r'=(?!"[^"]*"$)\s*[^=\s].*'


class Repaired(UserWarning):
    """Says what was repaired in a user's file on reading it."""


class Reported(UserWarning):
    """Says what a user's file itself admits: a missing year, an answer for another place."""


def report(message: str) -> None:
    """Warn of what a file admits, or of what in it is not read."""
    warnings.warn(message, Reported, stacklevel=3)


def letters(count: int) -> list[str]:
    """Return the first ``count`` column letters of a spreadsheet.

    >>> letters(28)[-3:]
    ['Z', 'AA', 'AB']
    """
    return [workbook_process.letters(number) for number in range(count)]


def locators(sheet: str, rows: Iterable[int], column: str) -> list[str]:
    """Return where cells of a column stand: ``Table 1.7!J458``; in a CSV, ``line 458 column J``.

    >>> locators("Table 1.7", [458], "J"), locators("", [458], "J")
    (['Table 1.7!J458'], ['line 458 column J'])
    """
    if sheet:
        return [f"{sheet}!{column}{row}" for row in rows]
    return [f"line {row} column {column}" for row in rows]


def decoded(content: bytes, name: str) -> str:
    """Return bytes as text: UTF-8, UTF-16 by its mark, else cp1252 with a warning."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            last = error
            continue
        if encoding == "cp1252":
            warnings.warn(
                f"{name}: not UTF-8 (byte {last.object[last.start]:#04x} at {last.start}); read "
                "as Windows text (cp1252)", Repaired, stacklevel=2,
            )  # fmt: skip
        return text
    raise SourceError(
        f"{name}: neither UTF-8 nor Windows text (byte {last.object[last.start]:#04x} at "
        f"{last.start}); save it as UTF-8"
    )


def cells_of(text: str, name: str) -> tuple[pd.DataFrame, pd.Series]:
    """Return the cells of a CSV or tab-separated text by line, and each line's number of fields."""
    numbers, records, line = [], [], 1
    reader = csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text), strict=True)
    try:
        for record in reader:
            # a line without anything is not a row; the lines after it keep their numbers
            if record:
                numbers.append(line)
                records.append(record)
            line = reader.line_num + 1
    except csv.Error as error:
        raise SourceError(
            f"{name}: line {line} cannot be split into fields ({error}); a quote may be open"
        ) from None
    rows, width = records[1:], len(records[0]) + 1 if records else 0
    if rows and all(row[0] == str(n) and len(row) == width for n, row in enumerate(rows, 1)):
        # R's write.table numbers the rows, and puts no heading over the numbers
        records[0].insert(0, "")
    index = pd.Index(numbers, name="row")
    fields = pd.Series([len(record) for record in records], index=index, dtype="int64")
    width = int(fields.max()) if len(fields) else 0
    if width > 700:
        raise SourceError(f"{name}: {width} columns in a line; expected a table of figures")
    padded = [record + [""] * (width - len(record)) for record in records]
    cells = pd.DataFrame(padded, index=index, columns=letters(width), dtype="str")
    _refuse_formulas(cells, name)
    return cells, fields


def refuse_overfull(cells: pd.DataFrame, heading: int, file: str) -> None:
    """Refuse a line of more fields than its heading: a comma in it does not separate."""
    named = cells.loc[heading].ne("")
    width = int(named.to_numpy().nonzero()[0].max()) + 1 if named.any() else 0
    beyond = cells.iloc[:, width:].apply(lambda column: column.str.strip().ne("")).any(axis=1)
    if beyond.any():
        row = beyond.idxmax()
        raise SourceError(
            f"{file}: line {row} goes on after the {width} columns of its heading; expected "
            "quotes around a text or number that holds the delimiter"
        )


def _delimiter(text: str) -> str:
    """Return what parts the fields: a tab if every line has one, else as in the widest line."""
    lines = text[:20_000].splitlines()[:50]
    whole = lines if len(text) <= 20_000 else lines[:-1]
    if whole and all("\t" in line for line in whole):
        return "\t"
    count = {mark: max((line.count(mark) for line in lines), default=0) for mark in ",\t;|"}
    return max(count, key=lambda mark: count[mark])


def _refuse_formulas(cells: pd.DataFrame, name: str) -> None:
    for letter in cells:
        found = cells[letter].str.startswith("=") & cells[letter].str.fullmatch(FORMULA)
        if found.any():
            row = found.idxmax()
            text = " ".join(str(cells.loc[row, letter]).split())[:40]
            raise SourceError(
                f"{name}: line {row} column {letter} holds a formula, {text!r}; expected a text or "
                "a number: save the values"
            )
