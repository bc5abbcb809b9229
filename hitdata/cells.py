"""Published cells as text: any workbook sheet, CSV or tab-separated text, row for row.

Every reader starts from the same shape: a frame of text, its index the row number in the file,
its columns the letters a spreadsheet shows (A, B, ..., AA), so that a figure can always be led
back to one cell. A number stored in a workbook becomes the shortest text that means the same
number; text stays as it is, blanks around it included.

A *cut* is some rows of such a frame in a CSV of ours, with the original's name, hash and sheet on
every row. What reads an original reads a cut of it just as well.
"""

from __future__ import annotations

import csv
import hashlib
import mmap
import os
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from hitdata.errors import SourceError

__all__ = ["hash_of", "letters", "place", "read_cells", "read_cut", "write_cut"]

#: What a cut says of every row before the cells themselves.
PROVENANCE = ["file", "sha256", "sheet", "row"]


def read_cells(path: Path, *, sheet: str = "") -> pd.DataFrame:
    """Return the cells of one sheet (of a text file: all of it) as text, indexed by row number."""
    if path.suffix.lower() == ".csv":
        return _csv_cells(path)
    if path.suffix.lower() == ".txt":
        return _tabbed_cells(path)
    return _sheet_cells(path, sheet)


def read_cut(path: Path) -> pd.DataFrame:
    """Return the cells in a cut, indexed by their row number in the original.

    A transcription by hand has no such rows: its columns are named, and one says the line.
    """
    cut = pd.read_csv(path, dtype="str", keep_default_na=False, na_filter=False)
    if list(cut)[: len(PROVENANCE)] != PROVENANCE:
        return cut
    return cut.set_index(cut["row"].astype(int)).drop(columns=PROVENANCE)


def write_cut(path: Path, cells: pd.DataFrame, *, file: str, sha256: str, sheet: str) -> None:
    """Write rows of cells as a cut: the same bytes for the same cells, on every machine."""
    provenance = pd.DataFrame(
        {"file": file, "sha256": sha256, "sheet": sheet, "row": cells.index}, index=cells.index
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    provenance.join(cells).to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def hash_of(path: Path) -> str:
    """Return the sha256 of a file's bytes."""
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size == 0:
            return hashlib.sha256().hexdigest()
        # straight from the disk's pages: twice as fast as reading it piece by piece
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
            return hashlib.sha256(held).hexdigest()


def place(sheet: str, rows: Iterable[int], letters: Iterable[str]) -> list[str]:
    """Return where cells stand: ``Table 1.7!J458``; in a CSV, ``line 458 column J``.

    >>> place("Table 1.7", [458], "J"), place("", [458], "J")
    (['Table 1.7!J458'], ['line 458 column J'])
    """
    pairs = zip(rows, letters, strict=True)
    if sheet:
        return [f"{sheet}!{letter}{row}" for row, letter in pairs]
    return [f"line {row} column {letter}" for row, letter in pairs]


def letters(count: int) -> list[str]:
    """Return the first ``count`` column letters of a spreadsheet.

    >>> letters(28)[-3:]
    ['Z', 'AA', 'AB']
    """
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    names = [*alphabet, *(first + second for first in alphabet for second in alphabet)]
    return names[:count]


def _sheet_cells(path: Path, sheet: str) -> pd.DataFrame:
    # imported here: reading the bundled table needs no spreadsheet library
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(path)
    except (CalamineError, OSError) as error:
        raise SourceError(f"{path}: not a workbook that can be opened ({error})") from error
    if sheet not in workbook.sheet_names:
        raise SourceError(f"{path}: no sheet {sheet!r}; it has {', '.join(workbook.sheet_names)}")
    rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return _frame([[_text(cell) for cell in row] for row in rows], range(1, len(rows) + 1))


def _csv_cells(path: Path) -> pd.DataFrame:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        numbered, line = [], 1
        for record in reader:
            numbered.append((line, record))
            line = reader.line_num + 1
    return _frame([record for _, record in numbered], [line for line, _ in numbered])


def _tabbed_cells(path: Path) -> pd.DataFrame:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return _frame([line.split("\t") for line in lines], range(1, len(lines) + 1))


def _frame(rows: list[list[str]], numbers: Iterable[int]) -> pd.DataFrame:
    width = max(map(len, rows), default=0)
    padded = [row + [""] * (width - len(row)) for row in rows]
    index = pd.Index(numbers, name="row")
    return pd.DataFrame(padded, index=index, columns=letters(width), dtype="str")


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
