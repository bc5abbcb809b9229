"""Typed wide tables of files that were read before, kept in the user's cache folder.

A table is kept under the hash of the file's content, of what the user said about it, and of the
version below, so a changed file or a newer hitdata never meets an old table. One that cannot be
read, or that says of itself something else, is rebuilt. ``HITDATA_CACHE=off`` keeps nothing;
any other value names the folder.

Each sheet is a pair of Arrow files, which must still have the hashes that they had when they were
written. They are read straight from the disk: some occupations take their rows and no more.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
import os
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc

from hitdata.files import File, hash_of
from hitdata.sources import Options, Wide

__all__ = ["VERSION", "folder", "keep", "kept", "of_occupations", "source_of"]

#: Raised whenever a typed table changes its shape or its meaning, or a check is added.
VERSION = 6

#: Most sheets of one file that are kept.
SHEETS = 20


def folder() -> Path | None:
    """Return where tables are kept; None when nothing is."""
    said = os.environ.get("HITDATA_CACHE", "")
    if said.lower() in {"off", "0", "no", "false"}:
        return None
    if said:
        return Path(said)
    import platformdirs

    return Path(platformdirs.user_cache_dir("hitdata")) / "wide"


def source_of(file: File, options: Options) -> str | None:
    """Return the name of the source whose tables of a file are kept, or None."""
    said = _said(file, options)
    return said["source"] if said else None


def kept(file: File, options: Options, *, figures: bool = True) -> list[Wide] | None:
    """Return the tables kept of a file, or None when there are none to be trusted.

    Without ``figures``, only the cells are read.
    """
    place, said = _place(file, options), _said(file, options)
    if place is None or said is None:
        return None
    try:
        return [
            Wide(
                _read(place / f"{number:02d}.cells.arrow", hashes[0]),
                _read(place / f"{number:02d}.figures.arrow", hashes[1]) if figures else None,
            )
            for number, hashes in enumerate(said["sheets"])
        ]
    except (OSError, pa.ArrowException, LookupError, TypeError, ValueError):
        return None


def keep(file: File, options: Options, source: str, sheets: list[Wide]) -> None:
    """Keep the tables of a file; a folder that cannot be written does not stop the reading."""
    place = _place(file, options)
    if place is None or not sheets or len(sheets) > SHEETS:
        return
    with contextlib.suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
        hashes = [
            [
                _write(place / f"{number:02d}.cells.arrow", sheet.cells),
                _write(place / f"{number:02d}.figures.arrow", sheet.figures),
            ]
            for number, sheet in enumerate(sheets)
        ]
        said = {"of": _mark(file), "source": source, "sheets": hashes}
        new = place / f"kept.{os.getpid()}.new"
        new.write_text(json.dumps(said), encoding="utf-8")
        new.replace(place / "kept.json")


def of_occupations(sheet: Wide, soc: frozenset[str]) -> Wide:
    """Return the rows of some occupations; the cells' metadata say which column has the codes."""
    column = json.loads(sheet.cells.schema.metadata[b"hitdata"])["soc"]
    codes = sheet.cells[column].combine_chunks()
    wanted = pc.is_in(codes.dictionary, value_set=pa.array(sorted(soc), codes.dictionary.type))
    rows = np.flatnonzero(wanted.to_numpy(zero_copy_only=False)[codes.indices.to_numpy()])
    figures = sheet.figures.take(pa.array(rows)) if sheet.figures else None
    cells = sheet.cells.take(pa.array(rows))
    for at, name in enumerate(cells.column_names):
        if pa.types.is_dictionary(cells[name].type):
            # of the texts of all rows, those of these rows
            column = cells[name].combine_chunks()
            some = column.dictionary.take(column.indices).dictionary_encode()
            cells = cells.set_column(at, name, some)
    return Wide(cells, figures)


def _place(file: File, options: Options) -> Path | None:
    where = folder()
    if where is None:
        return None
    said = f"{VERSION}|{file.sha256}|{file.name}|{options.period}|{options.partial}"
    return where / hashlib.sha256(said.encode()).hexdigest()[:40]


def _mark(file: File) -> str:
    return f"{VERSION} {file.sha256}"


def _said(file: File, options: Options) -> dict[str, Any] | None:
    """Return what is written beside the kept tables, if it is of this file and version."""
    place = _place(file, options)
    try:
        said = json.loads((place / "kept.json").read_text(encoding="utf-8")) if place else None
        right = said and said["of"] == _mark(file) and isinstance(said["source"], str)
    except (OSError, KeyError, TypeError, ValueError):
        return None
    return said if right else None


def _write(path: Path, table: pa.Table) -> str:
    """Write a table and return its hash; who reads meanwhile sees an old table or this one."""
    new = path.with_suffix(f".{os.getpid()}.new")
    with pa.OSFile(str(new), "wb") as sink, pa.ipc.new_file(sink, table.schema) as file:
        file.write_table(table)
    found = hash_of(new)
    new.replace(path)
    return found


def _read(path: Path, sha256: str) -> pa.Table:
    """Return a table straight from the disk, if it has the hash that it had when it was kept."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        if hashlib.sha256(held).hexdigest() != sha256:
            raise ValueError(f"{path}: not as it was kept")
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()
