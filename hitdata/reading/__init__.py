"""Read what users bring: a file, several, a folder or a zip, into the one tidy table.

A source module knows its own files. Beside ``read`` for the cuts in the repository it may define

``EXAMPLE``                        names of files that it reads, for `hitdata sources`
``why_not(document)``              why a document is none of its own, or "" when it is
``read_document(document, asked)`` its figures, as rows of the tidy table

`read` asks every module in turn; the content decides. Nothing is fetched, no site is contacted.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pandas as pd

from hitdata.documents import Document, documents
from hitdata.documents.asked import Asked
from hitdata.errors import InvalidFigure, SourceError
from hitdata.observations import combine
from hitdata.reading.recognition import Unrecognized, readable, reader_of
from hitdata.reading.watching import watched
from hitdata.reading.wide_tables import figures_of, read_before, wide

__all__ = ["Skipped", "read", "readable", "wide"]

Paths = str | os.PathLike[str]

#: What a user is told when a reader meets what nobody thought of.
UNFORESEEN = "please report it"


class Skipped(UserWarning):
    """Says which file of a folder or zip was left out, and why."""


def read(
    paths: Paths | Iterable[Paths],
    *,
    as_: str | None = None,
    period: str | Mapping[str, str] | None = None,
    soc: str | Iterable[str] | None = None,
    partial: bool | None = None,
    progress: bool | None = None,
) -> pd.DataFrame:
    """Return every figure in a user's files as the table that `hitdata.load` returns.

    ``paths`` is a file, a zip, a folder, or several of them. The source is found by the content;
    ``as_`` names one (see `hitdata sources`). ``period`` is the reference period of a file that
    does not say its own, such as ``2009-05``; of several files, a dict of their names and periods.
    ``soc`` keeps only these occupations. A table that is known to lack rows is read and reported,
    and its figures say so in ``note``; ``partial=True`` reads it without a word, ``partial=False``
    refuses it. ``progress`` shows a line on standard error; by default on a terminal, when there
    are several files.

    A file that cannot be read as what it is raises `SourceError`. In a folder or zip, files that
    no source knows (notes, pictures) are left out with a warning of kind `Skipped`.
    """
    codes = None if soc is None else frozenset([soc] if isinstance(soc, str) else soc)
    periods = period if isinstance(period, Mapping) else {"": period}
    asked = {name: Asked(period=said, soc=codes, partial=partial) for name, said in periods.items()}
    asked.setdefault("", Asked(soc=codes, partial=partial))
    files = list(_files([paths] if isinstance(paths, str | os.PathLike) else list(paths)))
    seen: dict[str, str] = {}
    parts = [
        _figures(document, reader, _asked(document, asked))
        for path, alone in watched(files, shown=progress)
        for document, reader in _readers(path, as_, asked, alone=alone, seen=seen)
    ]
    if not parts:
        raise SourceError(f"{paths}: no file in it holds figures that a source knows")
    return parts[0] if len(parts) == 1 else combine(parts)


def _files(paths: list[Paths]) -> Iterator[tuple[Path, bool]]:
    """Yield every file, and whether it was named itself; a folder's in the order of their names."""
    for given in paths:
        path = Path(given)
        try:
            inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else None
            if inside is None:
                yield path, True
                continue
            next(path.iterdir(), None)
        except PermissionError as error:
            raise SourceError(f"{path}: no permission to look into this folder") from error
        except (OSError, ValueError) as error:
            raise SourceError(f"{str(given)[:200]!r}: no path that can be opened") from error
        yield from ((file, False) for file in inside if not file.name.startswith("."))


def _readers(
    path: Path, as_: str | None, asked: dict[str, Asked], *, alone: bool, seen: dict[str, str]
) -> Iterator[tuple[Document, ModuleType]]:
    """Yield the documents of a path with their readers; what no source knows is skipped."""
    with documents(path) as found:
        alone = alone and len(found) == 1
        for document in found:
            if document.sha256 in seen:
                _skip(document, f"the same bytes as {seen[document.sha256]}")
                continue
            seen[document.sha256] = document.name
            try:
                wanted = _asked(document, asked)
                before = read_before(document, wanted) if as_ is None else None
                reader = before or reader_of(document, as_)
            except Unrecognized:
                if alone:
                    raise
                _skip(document, "no source knows it; name it alone to see why")
                continue
            yield document, reader


def _asked(document: Document, asked: dict[str, Asked]) -> Asked:
    """Return what the user says about one document; a member goes by its own name too."""
    return asked.get(document.name, asked.get(document.name.rsplit("/", 1)[-1], asked[""]))


def _figures(document: Document, reader: ModuleType, asked: Asked) -> pd.DataFrame:
    """Return a document's figures; errors of the table's rules name the file as well."""
    try:
        return figures_of(document, reader, asked)
    except InvalidFigure as error:
        raise SourceError(f"{document.name}: {error}") from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # not meant to happen, and tests see that it does not: but no user meets a traceback
        raise SourceError(
            f"{document.name}: not as {reader.__name__} knows such files "
            f"({type(error).__name__}: {error}); {UNFORESEEN}"
        ) from error


def _skip(document: Document, why: str) -> None:
    warnings.warn(f"{document.name}: left out, {why}", Skipped, stacklevel=4)
