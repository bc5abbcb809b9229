"""Typed wide tables of files that were read before, kept in the user's cache folder.

A table is kept under the hash of the file's content, of what the user said about it, and of the
version below, so a changed file or a newer hitdata never meets an old table. One that cannot be
read, or that says of itself something else, is rebuilt. ``HITDATA_CACHE=off`` keeps nothing;
any other value names the folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hitdata.documents import Document
from hitdata.documents.asked import Asked

__all__ = ["VERSION", "folder", "keep", "kept"]

#: Raised whenever a typed table changes its shape or its meaning.
VERSION = 1

#: Rows that are read together: few, so that one occupation is had without the others.
ROWS = 8_192

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


def kept(
    document: Document, asked: Asked, *, texts: bool = True, soc: frozenset[str] | None = None
) -> list[pa.Table] | None:
    """Return the tables kept of a document, or None when there are none to be trusted.

    ``texts=False`` leaves the printed texts out; ``soc`` reads some occupations only.
    """
    place = _place(document, asked)
    if place is None or not place.is_dir():
        return None
    try:
        files = sorted(place.glob("*.parquet"))
        tables = [_read(file, texts=texts, soc=soc) for file in files]
        whole = bool(tables) and all(_is_of(table, document, len(files)) for table in tables)
    except (OSError, pa.ArrowException, KeyError, ValueError):
        return None
    return tables if whole else None


def keep(document: Document, asked: Asked, tables: list[pa.Table]) -> None:
    """Keep the tables of a document; a folder that cannot be written is no reason to fail."""
    place = _place(document, asked)
    if place is None or not tables or len(tables) > SHEETS:
        return
    with contextlib.suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
        for number, table in enumerate(tables):
            said = {"hitdata-cache": f"{VERSION} {document.sha256} {len(tables)}"}
            marked = table.replace_schema_metadata({**(table.schema.metadata or {}), **said})
            new = place / f"{number:02d}.{os.getpid()}.new"
            pq.write_table(marked, new, compression="zstd", row_group_size=ROWS)
            # whoever reads meanwhile sees the old table or the new one, never half of it
            new.replace(place / f"{number:02d}.parquet")


def _place(document: Document, asked: Asked) -> Path | None:
    where = folder()
    if where is None:
        return None
    said = f"{VERSION}|{document.sha256}|{document.name}|{asked.period}|{asked.partial}"
    return where / hashlib.sha256(said.encode()).hexdigest()[:40]


def _read(file: Path, *, texts: bool, soc: frozenset[str] | None) -> pa.Table:
    with pq.ParquetFile(file) as held:
        names = held.schema_arrow.names
        columns = names if texts else [name for name in names if not name.endswith("_text")]
        if soc is None:
            return held.read(columns=columns)
        table = held.read_row_groups(_groups(held, soc), columns=columns)
    wanted = pa.array(sorted(soc))
    return table.filter(pc.is_in(table["occ_code"].cast(pa.string()), value_set=wanted))


def _groups(held: pq.ParquetFile, soc: frozenset[str]) -> list[int]:
    """Return the groups of rows that may hold some occupations; rows are sorted by them."""
    at = held.schema_arrow.names.index("occ_code")
    found = []
    for group in range(held.num_row_groups):
        said = held.metadata.row_group(group).column(at).statistics
        if said is None or any(said.min <= code <= said.max for code in soc):
            found.append(group)
    return found


def _is_of(table: pa.Table, document: Document, files: int) -> bool:
    said = (table.schema.metadata or {}).get(b"hitdata-cache", b"")
    return bool(said == f"{VERSION} {document.sha256} {files}".encode())
