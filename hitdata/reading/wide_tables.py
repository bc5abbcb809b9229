"""Typed wide tables of large files: a row per published row, kept for the next reading.

A source module that can make them defines ``read_wide(document, asked)``, a
`hitdata.documents.wide.Wide` per sheet, ``from_wide(sheets)``, the tidy figures of such sheets or
of some of their rows, and ``wide_frame(sheets)``. Reading some occupations of a file that was read
before then takes no more than those rows. A source whose files are read as fast as kept tables
defines ``read_frame(document, asked)`` instead.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import pandas as pd

from hitdata.documents import Document, documents
from hitdata.documents.asked import Asked
from hitdata.documents.wide import Wide
from hitdata.errors import SourceError
from hitdata.reading import cache
from hitdata.reading.recognition import reader_of, readers
from hitdata.sources import names, source

__all__ = ["LARGE", "figures_of", "read_before", "wide"]

#: Bytes of a file from which its typed tables are kept.
LARGE = 1_000_000


def wide(
    path: str | os.PathLike[str],
    *,
    period: str | None = None,
    soc: str | Iterable[str] | None = None,
    partial: bool | None = None,
) -> pd.DataFrame:
    """Return a file's typed wide table: a row per published row, a status beside each figure.

    Keys are categories, figures numbers; ``a_median_status`` says normal, not released, top-coded,
    bottom-coded or not applicable, and is missing where nothing is printed. ``row`` is the row in
    the file. A data file of LABSTAT gives a row per line: series_id, year, period, value, status,
    footnote_codes and line. Options are those of `hitdata.read`.
    """
    codes = None if soc is None else frozenset([soc] if isinstance(soc, str) else soc)
    asked = Asked(period=period, partial=partial)
    with documents(Path(path)) as found:
        if len(found) > 1:
            raise SourceError(f"{path}: {len(found)} files; expected one, as wide tables differ")
        document = found[0]
        if straight := _straight(document):
            typed: pd.DataFrame = straight.read_frame(document, asked._replace(soc=codes))
            return typed
        reader = read_before(document, asked) or reader_of(document, None)
        if not hasattr(reader, "read_wide"):
            raise SourceError(f"{document.name}: its source has no wide tables; use hitdata.read")
        frame: pd.DataFrame = reader.wide_frame(
            _sheets(document, reader, asked, codes, figures=True)
        )
        return frame


def _straight(document: Document) -> ModuleType | None:
    """Return the module that reads a text as fast as a kept table, if one does."""
    if document.kind != "text":
        return None
    able = (module for module in readers().values() if hasattr(module, "read_frame"))
    return next((module for module in able if not module.why_not(document)), None)


def read_before(document: Document, asked: Asked) -> ModuleType | None:
    """Return the module that read a document before, if its tables were kept."""
    if document.path.stat().st_size < LARGE:
        return None
    name = cache.source_of(document, asked)
    return source(name) if name in names() else None


def figures_of(document: Document, reader: ModuleType, asked: Asked) -> pd.DataFrame:
    """Return a document's figures; those of a large one from its kept tables."""
    large = document.path.stat().st_size >= LARGE and hasattr(reader, "read_wide")
    if not large or cache.folder() is None:
        return reader.read_document(document, asked)
    figures: pd.DataFrame = reader.from_wide(
        _sheets(document, reader, asked, asked.soc, figures=False)
    )
    return figures


def _sheets(
    document: Document, reader: ModuleType, asked: Asked, soc: frozenset[str] | None,
    *, figures: bool,
) -> list[Wide]:  # fmt: skip
    sheets = cache.kept(document, asked, figures=figures)
    if sheets is None:
        sheets = reader.read_wide(document, asked)
        if document.path.stat().st_size >= LARGE:
            cache.keep(document, asked, reader.__name__.rsplit(".", 1)[-1], sheets)
    return sheets if soc is None else [cache.of_occupations(sheet, soc) for sheet in sheets]
