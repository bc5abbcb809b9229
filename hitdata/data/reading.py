"""Read what users bring: a file, several, a folder or a zip, into the one tidy table.

Every source is asked in turn whether a file is its own, and says why not; the content decides.
Nothing is fetched, no site is contacted. Typed tables of large files are kept for the next reading
(see ``cache``): some occupations of a file that was read before then take no more than their rows.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from hitdata.data import cache
from hitdata.errors import InvalidFigure, SourceError, unknown
from hitdata.files import File, opened
from hitdata.sources import Options, Reader, Source, Wide, names, source, title_of
from hitdata.table import combine

__all__ = ["Skipped", "Unrecognized", "read", "readable", "reads", "wide"]

Paths = str | os.PathLike[str]

#: What a user is told when a source meets what nobody thought of.
UNFORESEEN = "please report it"

#: Bytes of a file from which its typed tables are kept.
LARGE = 1_000_000


class Skipped(UserWarning):
    """Says which file of a folder or zip was left out, and why."""


class Unrecognized(SourceError):
    """No source knows the file."""


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
    periods = period if isinstance(period, Mapping) else {"": period}
    options = {name: Options(said, _codes(soc), partial) for name, said in periods.items()}
    options.setdefault("", Options(None, _codes(soc), partial))
    files = list(_files([paths] if isinstance(paths, str | os.PathLike) else list(paths)))
    seen: dict[str, str] = {}
    parts = [
        _figures(file, name, _options_of(file, options))
        for path, alone in _shown(files, progress)
        for file, name in _recognized(path, as_, options, alone=alone, seen=seen)
    ]
    if not parts:
        raise SourceError(f"{paths}: no file in it holds figures that a source knows")
    return parts[0] if len(parts) == 1 else combine(parts)


def wide(
    path: Paths,
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
    options = Options(period=period, partial=partial)
    with opened(Path(path)) as found:
        if len(found) > 1:
            raise SourceError(f"{path}: {len(found)} files; expected one, as wide tables differ")
        file = found[0]
        if straight := _straight(file):
            return straight(file, replace(options, soc=_codes(soc)))
        name = _read_before(file, options) or reads(file)
        reader = source(name).wide
        if reader is None:
            raise SourceError(f"{file.name}: its source has no wide tables; use hitdata.read")
        return reader.frame(_wide_tables(file, name, options, _codes(soc), figures=True))


def readable() -> pd.DataFrame:
    """Return what can be read: source, product, example of its files.

    >>> "oews" in set(readable()["source"])
    True
    """
    rows = [(name, title_of(name), found.example) for name, found in _readers().items()]
    return pd.DataFrame(rows, columns=["source", "what", "files"], dtype="str")


def reads(file: File, *, as_: str | None = None) -> str:
    """Return the name of the source that reads a file, or fail with what each of them said."""
    known = _readers()
    if as_ is not None:
        if as_ not in known:
            raise unknown("as_", as_, known)
        if reason := known[as_].why_not(file):
            raise SourceError(f"{file.name}: cannot be read as {as_}: {reason}")
        return as_
    said = {name: found.why_not(file) for name, found in known.items()}
    claimed = [name for name, reason in said.items() if not reason]
    if len(claimed) == 1:
        return claimed[0]
    if claimed:
        raise SourceError(
            f"{file.name}: {' and '.join(claimed)} could all read it; say which with as_="
        )
    reasons = "\n".join(f"  {name}: {reason}" for name, reason in said.items())
    raise Unrecognized(f"{file.name}: no source knows this file; tried\n{reasons}")


def _readers() -> dict[str, Source]:
    """Return the sources of figures that users bring, by name."""
    return {name: found for name in names() if (found := source(name)).figures and found.example}


def _codes(soc: str | Iterable[str] | None) -> frozenset[str] | None:
    return None if soc is None else frozenset([soc] if isinstance(soc, str) else soc)


def _shown(files: list[tuple[Path, bool]], progress: bool | None) -> Iterable[tuple[Path, bool]]:
    """Yield the files; a line on standard error says how far a long reading has come."""
    if progress is False or (progress is None and len(files) < 2):
        return files
    from tqdm import tqdm

    # disable=None: shown on a terminal only
    return tqdm(files, desc="reading", unit="file", leave=False, disable=None if progress is None
                else False)  # fmt: skip


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


def _recognized(
    path: Path, as_: str | None, options: dict[str, Options], *, alone: bool, seen: dict[str, str]
) -> Iterator[tuple[File, str]]:
    """Yield the files of a path with their sources; what no source knows is skipped."""
    with opened(path) as found:
        alone = alone and len(found) == 1
        for file in found:
            if file.sha256 in seen:
                _skip(file, f"the same bytes as {seen[file.sha256]}")
                continue
            seen[file.sha256] = file.name
            try:
                before = _read_before(file, _options_of(file, options)) if as_ is None else None
                name = before or reads(file, as_=as_)
            except Unrecognized:
                if alone:
                    raise
                _skip(file, "no source knows it; name it alone to see why")
                continue
            yield file, name


def _options_of(file: File, options: dict[str, Options]) -> Options:
    """Return what the user says about one file; a member goes by its own name too."""
    return options.get(file.name, options.get(file.name.rsplit("/", 1)[-1], options[""]))


def _skip(file: File, why: str) -> None:
    warnings.warn(f"{file.name}: left out, {why}", Skipped, stacklevel=4)


def _figures(file: File, name: str, options: Options) -> pd.DataFrame:
    """Return a file's figures; errors of the table's rules name the file as well."""
    found = source(name)
    try:
        if found.wide and _is_large(file):
            tables = _wide_tables(file, name, options, options.soc, figures=False)
            return found.wide.figures(tables)
        figures = found.figures(file, options) if found.figures else combine([])
    except InvalidFigure as error:
        raise SourceError(f"{file.name}: {error}") from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # not meant to happen, and tests see that it does not: but no user meets a traceback
        raise SourceError(
            f"{file.name}: not as hitdata.sources.{name} knows such files "
            f"({type(error).__name__}: {error}); {UNFORESEEN}"
        ) from error
    if options.soc is None:
        return figures
    return figures[figures["soc"].isin(options.soc)].reset_index(drop=True)


def _is_large(file: File) -> bool:
    return file.path.stat().st_size >= LARGE and cache.folder() is not None


def _read_before(file: File, options: Options) -> str | None:
    """Return the source that read a file before, if its tables were kept."""
    name = cache.source_of(file, options) if file.path.stat().st_size >= LARGE else None
    return name if name in names() else None


def _wide_tables(
    file: File, name: str, options: Options, soc: frozenset[str] | None, *, figures: bool
) -> list[Wide]:
    tables = cache.kept(file, options, figures=figures)
    if tables is None:
        reader = source(name).wide
        tables = reader.tables(file, options) if reader else []
        if file.path.stat().st_size >= LARGE:
            cache.keep(file, options, name, tables)
    return tables if soc is None else [cache.of_occupations(table, soc) for table in tables]


def _straight(file: File) -> Reader | None:
    """Return what reads a text into a frame as fast as a kept table, if a source does."""
    if file.kind != "text":
        return None
    able = (found for found in _readers().values() if found.frame)
    return next((found.frame for found in able if not found.why_not(file)), None)
