"""Rows of large files, kept as they were typed: reading a file again takes its rows and no more.

A file's wide tables are an entry of a store in the user's cache folder, under the hash of the
file's content, of what the user said about it, and of the version below: a changed file or a newer
hitdata never meets old rows. What cannot be read, or was changed, is made again.
``HITDATA_CACHE=off`` keeps nothing; any other value names the folder.

Each sheet is a pair of Arrow files, read straight from the disk.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.ipc

from hitdata.errors import HitdataError, SourceError
from hitdata.files import File
from hitdata.sources import Options, Wide
from hitdata.store.folder import Entry, Folder

__all__ = ["VERSION", "folder", "keep", "source_of", "tables_of"]

#: Raised whenever a typed table changes its shape or its meaning, or a check is added.
VERSION = 7

#: Most sheets of one file that are kept.
SHEETS = 20


def folder() -> Path | None:
    """Return where rows are kept; None when nothing is."""
    said = os.environ.get("HITDATA_CACHE", "")
    if said.lower() in {"off", "0", "no", "false"}:
        return None
    if said:
        return Path(said)
    import platformdirs

    return Path(platformdirs.user_cache_dir("hitdata")) / "store"


def source_of(file: File, options: Options) -> str | None:
    """Return the name of the source whose rows of a file are kept, or None."""
    found = _found(file, options)
    return found[1]["source"] if found else None


def tables_of(file: File, options: Options, *, figures: bool = True) -> list[Wide] | None:
    """Return the rows kept of a file, or None when there are none to be trusted.

    Without ``figures``, only the cells are read.
    """
    if not (found := _found(file, options)):
        return None
    try:
        tables = [_read(found[0].path(f)) if figures or "cells" in f["path"] else None
                  for f in found[1]["files"]]  # fmt: skip
        return [Wide(*pair) for pair in zip(tables[::2], tables[1::2], strict=True)]
    except (OSError, pa.ArrowException, LookupError, TypeError, ValueError):
        return None


def keep(file: File, options: Options, source: str, sheets: list[Wide]) -> None:
    """Keep the rows of a file; a folder that cannot be written does not stop the reading."""
    where = folder()
    if where is None or not sheets or len(sheets) > SHEETS:
        return
    with contextlib.suppress(OSError, HitdataError):
        store, key = Folder(where, make=True), _key(file, options)
        with store.aside() as aside:
            files = {}
            for number, sheet in enumerate(sheets):
                for name, table in zip(Wide._fields, sheet, strict=True):
                    written = aside / f"{number:02d}.{name}.arrow"
                    _write(written, table)
                    files[f"rows={key}/{written.name}"] = written
            with store.alone():
                about = {"key": key, "file": file.name, "sha256": file.sha256}
                store.put(files, {**about, "source": source}, aside)


def _key(file: File, options: Options) -> str:
    said = f"{VERSION}|{file.sha256}|{file.name}|{options.period}|{options.partial}"
    return hashlib.sha256(said.encode()).hexdigest()[:40]


def _found(file: File, options: Options) -> tuple[Folder, Entry] | None:
    """Return the store and the entry of a file, if it is of this version and as it was kept."""
    if (where := folder()) is None:
        return None
    try:
        store = Folder(where)
        entry = store.entry(_key(file, options))
        if entry and entry["sha256"] == file.sha256 and entry["source"]:
            store.check(entry)
            return store, entry
    except (OSError, SourceError, LookupError, TypeError, ValueError):
        pass
    return None


def _write(path: Path, table: Any) -> None:
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as file:
        file.write_table(table)


def _read(path: str) -> pa.Table:
    with pa.memory_map(path) as source:
        return pa.ipc.open_file(source).read_all()
