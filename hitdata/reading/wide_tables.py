"""Typed wide tables of large files: a row per published row, kept for the next reading.

A source module that can make them defines ``read_wide(document, asked)``, a typed table per sheet,
and ``from_wide(tables)``, the tidy figures of such tables or of some of their rows. Reading some
occupations of a file that was read before then takes no more than those rows.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from hitdata.documents import Document, documents
from hitdata.documents.asked import Asked
from hitdata.errors import SourceError
from hitdata.reading import cache
from hitdata.reading.recognition import reader_of, readers

__all__ = ["LARGE", "figures_of", "read_before", "wide"]

#: Bytes of a file from which its typed tables are kept.
LARGE = 1_000_000


def wide(
    path: str | os.PathLike[str],
    *,
    period: str | None = None,
    soc: str | Iterable[str] | None = None,
    partial: bool = False,
) -> pd.DataFrame:
    """Return a file's typed wide table: a row per published row, a status beside each figure.

    Keys are categories, figures numbers; ``a_median_status`` says normal, not released, top-coded
    or bottom-coded, and is missing where nothing is printed. Options are those of `hitdata.read`.
    """
    codes = None if soc is None else frozenset([soc] if isinstance(soc, str) else soc)
    asked = Asked(period=period, partial=partial)
    with documents(Path(path)) as found:
        if len(found) > 1:
            raise SourceError(f"{path}: {len(found)} files; expected one, as wide tables differ")
        document = found[0]
        reader = read_before(document, asked) or reader_of(document, None)
        if not hasattr(reader, "read_wide"):
            raise SourceError(f"{document.name}: its source has no wide tables; use hitdata.read")
        tables = _tables(document, reader, asked, texts=False, soc=codes)
        frames = [_frame(table) for table in tables]
    return frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)


def read_before(document: Document, asked: Asked) -> ModuleType | None:
    """Return the module that read a document before, if its tables were kept."""
    if document.path.stat().st_size < LARGE:
        return None
    for module in readers().values():
        if hasattr(module, "read_wide") and cache.kept(document, asked, texts=False, soc=NOBODY):
            return module
    return None


def figures_of(document: Document, reader: ModuleType, asked: Asked) -> pd.DataFrame:
    """Return a document's figures; of a large one, some occupations from its kept tables."""
    large = document.path.stat().st_size >= LARGE and hasattr(reader, "read_wide")
    if asked.soc is None or not large or cache.folder() is None:
        return reader.read_document(document, asked)
    tables = _tables(document, reader, asked, texts=True, soc=asked.soc)
    figures: pd.DataFrame = reader.from_wide(tables)
    return figures


#: A filter that no row passes: only asks whether tables are kept.
NOBODY = frozenset({""})


def _tables(
    document: Document,
    reader: ModuleType,
    asked: Asked,
    *,
    texts: bool,
    soc: frozenset[str] | None,
) -> list[pa.Table]:
    found = cache.kept(document, asked, texts=texts, soc=soc)
    if found is not None:
        return found
    tables: list[pa.Table] = reader.read_wide(document, asked)
    if document.path.stat().st_size >= LARGE:
        cache.keep(document, asked, tables)
    if soc is None:
        return tables
    codes = pa.array(sorted(soc))
    return [table.filter(pc.is_in(table["occ_code"].cast(pa.string()), value_set=codes))
            for table in tables]  # fmt: skip


def _frame(table: pa.Table) -> pd.DataFrame:
    """Return a typed table as a frame, without the printed texts."""
    names = [name for name in table.column_names if not name.endswith("_text")]
    frame: pd.DataFrame = table.select(names).to_pandas(split_blocks=True)
    return frame
