"""Read what users bring: a file, several, a folder or a zip, into the one tidy table.

Every source is asked in turn whether a file is its own, and says why not; the content decides.
Nothing is fetched, no site is contacted. Typed rows of large files are kept for the next reading
(see `hitdata.store`): some occupations of such a file then take no more than their rows.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import pandas as pd

from hitdata.data.bundled import NothingFound, load, originals, printed_titles
from hitdata.data.naming import understood
from hitdata.errors import HitdataError, InvalidFigure, MissingExtra, SourceError, unknown
from hitdata.files import File, opened
from hitdata.sources import KNOWN, Options, Read, Source, Wide, names, source, title_of
from hitdata.store import kept
from hitdata.table import combine

__all__ = ["Paths", "Skipped", "Unrecognized", "files_of", "in_parts", "options_by_file",
           "options_of", "read", "readable", "reads", "shown", "source_name", "wide"]  # fmt: skip

#: A path as users write it.
Paths = str | os.PathLike[str]

#: What is shown step by step.
T = TypeVar("T")

#: What a user is told when a source meets what nobody thought of.
UNFORESEEN = "please report it"

#: Kind of file -> what it holds where no source reads it, and what to bring instead.
OTHERS = {
    "json": (r'"(NationalWagesList|BLSAreaWagesList|StateWagesList|OccupationDetail)"',
             "an answer of CareerOneStop; bring BLS's own table of OEWS or EP, which it restates"),
    "html": (r"<(ooh|xml-compilation|qf_\w+)\b",
             "the handbook (OOH) as XML; bring an occupation's page, saved from a browser"),
    "text": (r"(?i)\A(?!.*\bid\b).*\b(area(name)?|state)\b.*(openings|percent ?change|entry wage)",
             "a table of a state's agency or Projections Central; bring BLS's own, of EP or OEWS"),
}  # fmt: skip

#: Files that a warning lists at most.
LISTED = 30

#: Bytes of a file from which its typed tables are kept.
LARGE = 1_000_000

#: Rows of such a table of which the figures are made at a time, where not all are wanted at once.
ROWS = 20_000


class Skipped(UserWarning):
    """Says which of several files were left out, and why each."""


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
    errors: Literal["raise", "warn", "ignore"] = "warn",
) -> pd.DataFrame:
    """Return every figure in a user's files as the table that `hitdata.load` returns.

    ``paths`` is a file (also as .gz or Parquet), a zip, a folder, or several of them. The source is
    found by the content; ``as_`` names one (see `hitdata sources`). ``period`` is the reference
    period of a file that does not say its own, such as ``2009-05``; of several files, a dict of
    their names and periods. What a file says of itself wins over its name, and a ``period`` that it
    contradicts is an error. ``soc`` keeps only these occupations, and names the one that an answer
    of Data USA was cut to. A table that is known to lack rows or columns is read and reported;
    where rows are missing its figures say so in ``note``. ``partial=True`` accepts it silently,
    ``partial=False`` refuses it. ``progress`` shows a line on standard error; by default on a
    terminal, when there are several files.

    A file that cannot be read as what it is raises `SourceError`. Of several files (a list, a
    folder, a zip) those that can be read are: ``errors="warn"`` lists the others at the end, with
    their reasons, in a warning of kind `Skipped`; ``"ignore"`` does not, ``"raise"`` stops at the
    first. Where none can be read, that is an error.
    """
    if errors not in (known := ("raise", "warn", "ignore")):
        raise unknown("errors", errors, known)
    options = options_by_file(period, partial=partial, soc=_codes(soc))
    files = files_of(paths)
    failed: dict[str, HitdataError] = {}
    parts = []
    for part in _parts(shown(files, progress, len(files)), as_, options, failed):
        parts.append(part)
        if failed and errors == "raise":
            break
    if failed and (errors == "raise" or (len(failed) == 1 and not parts)):
        raise next(iter(failed.values()))
    lines = [_short(name, error) for name, error in failed.items()]
    more = [f"and {len(lines) - LISTED} more"] if len(lines) > LISTED else []
    listed = "\n".join(lines[:LISTED] + more)
    if not parts:
        raise SourceError(f"{paths}: none of these files could be read\n{listed}")
    if failed and errors == "warn":
        warnings.warn(
            f"{len(failed)} of {len(failed) + len(parts)} files are not read:\n{listed}",
            Skipped,
            stacklevel=2,
        )
    found = parts[0] if len(parts) == 1 else combine(parts)
    if found.empty and (codes := options[""].soc):
        there = read(paths, as_=as_, period=period, partial=True, progress=False, errors="ignore")
        held = sorted(there["soc"].dropna().unique())
        said = f"no figure of soc {', '.join(sorted(codes))}; the files have {len(held)} codes"
        warnings.warn(f"{said}: {', '.join(held[:12])}", NothingFound, stacklevel=2)
    return found


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
    options = Options(period=period, partial=partial, known=_release_of)
    with opened(Path(path)) as found:
        if len(found) > 1:
            raise SourceError(f"{path}: {len(found)} files; expected one, as wide tables differ")
        file = found[0]
        if straight := _straight(file):
            return straight(file, replace(options, soc=_codes(soc)))
        name = source_name(file, options)
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
    pattern, words = OTHERS.get(file.kind, (r"\Z.", ""))
    if re.search(pattern, file.head[:4000]):
        raise SourceError(f"{file.name}: {KNOWN} {words}")
    named = Path(file.name).suffix.lower()
    holds = {"html": "a page", "text": "text", "json": "JSON"}.get(file.kind)
    wrong = f"named {named}, holds {holds}; " if holds and named in {".xls", ".xlsx"} else ""
    if as_ is not None:
        if as_ not in known:
            raise unknown("as_", as_, known)
        if reason := known[as_].why_not(file):
            raise SourceError(f"{file.name}: {wrong}cannot be read as {as_}: {reason}")
        return as_
    said = {name: found.why_not(file) for name, found in known.items()}
    claimed = [name for name, reason in said.items() if not reason]
    if len(claimed) == 1:
        return claimed[0]
    if claimed:
        raise SourceError(
            f"{file.name}: {' and '.join(claimed)} could all read it; say which with as_="
        )
    if told := [reason for reason in said.values() if reason.startswith(KNOWN)]:
        raise SourceError(f"{file.name}: {wrong}{told[0]}")
    if file.kind == "html" and wrong:
        wrong += "open it in a spreadsheet and save it as .xlsx or CSV; "
    elif wrong:
        raise Unrecognized(
            f"{file.name}: {wrong}no source knows this file; "
            "rename it to what it is, or bring the workbook"
        )
    reasons = "\n".join(f"  {name}: {reason}" for name, reason in said.items())
    raise Unrecognized(f"{file.name}: {wrong}no source knows this file; tried\n{reasons}")


def source_name(file: File, options: Options, *, as_: str | None = None) -> str:
    """Return the source that reads a file; one that read it before is not asked again."""
    before = file.path.stat().st_size >= LARGE and not as_ and kept.source_of(file, options)
    return before if before and before in names() else reads(file, as_=as_)


def shown(steps: Iterable[T], progress: bool | None, files: int) -> Iterable[T]:
    """Yield the steps; a line on standard error says how far a long reading has come."""
    if progress is False or (progress is None and files < 2):
        return steps
    from tqdm import tqdm

    # disable=None: shown on a terminal only
    return tqdm(steps, desc="reading", unit="file", total=files, leave=False, mininterval=0,
                disable=None if progress is None else False)  # fmt: skip


def options_by_file(
    period: str | Mapping[str, str] | None, *, partial: bool | None,
    soc: frozenset[str] | None = None,
) -> dict[str, Options]:  # fmt: skip
    """Return what a user says about each file that is named, and under "" about the others."""
    periods = period if isinstance(period, Mapping) else {"": period}
    usual = Options(None, soc, partial, known=_release_of)
    return {"": usual} | {name: replace(usual, period=at) for name, at in periods.items()}


def files_of(paths: Paths | Iterable[Paths]) -> list[Path]:
    """Return every file that is named, and a folder's in the order of their names."""
    alone = isinstance(paths, str | bytes | os.PathLike)
    return list(_files([paths] if alone else list(paths)))  # type: ignore[list-item, arg-type]


def options_of(file: File, options: dict[str, Options]) -> Options:
    """Return what the user says about one file; a member goes by its own name too."""
    return options.get(file.name, options.get(file.name.rsplit("/", 1)[-1], options[""]))


def in_parts(file: File, name: str, options: Options) -> Iterator[pd.DataFrame]:
    """Yield all figures of a file, of a large one some occupations at a time."""
    found = source(name)
    large = file.path.stat().st_size >= LARGE
    if not large or not (found.wide or found.occupations):
        yield _figures(file, name, options)
        return
    with _explained(file, name):
        if found.wide:
            tables = kept.tables_of(file, options, figures=False) or [
                Wide(table.cells, None) for table in found.wide.tables(file, options)
            ]
            codes = pd.concat(table.occupations() for table in tables)
            for some in _batches(codes, ROWS):
                part = [table.of(some) for table in tables]
                yield found.tidied(found.wide.figures(part), file)
        elif found.occupations:
            for some in _batches(found.occupations(file, options), ROWS * 20):
                yield found.read(file, replace(options, soc=some))


def _readers() -> dict[str, Source]:
    """Return the sources of figures that users bring, by name."""
    return {name: found for name in names() if (found := source(name)).figures and found.example}


def _codes(soc: str | Iterable[str] | None) -> frozenset[str] | None:
    """Return the codes of occupations; a code that no bundled figure has may be in the file."""
    if soc is None:
        return None
    asked = [str(name).strip() for name in ([soc] if isinstance(soc, str | int) else soc)]
    codes = [name for name in asked if re.fullmatch(r"\d\d-\d{4}", name)]
    named = {"soc": [name for name in asked if name not in codes]}
    return frozenset([*codes, *understood(named, {"soc": set(printed_titles()["soc"])})[0]["soc"]])


def _files(paths: list[Paths]) -> Iterator[Path]:
    """Yield every file that is named, and a folder's in the order of their names."""
    for given in paths:
        if re.match("https?:|s3:|ftp:", str(given)):
            raise SourceError(
                f"{str(given)[:200]}: hitdata fetches nothing; download the file in a browser and "
                "read the copy"
            )
        try:
            path = Path(given)  # type: ignore[arg-type]
            inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
            if path.is_dir():
                next(path.iterdir(), None)
                inside = [file for file in inside if not file.name.startswith(".")]
        except PermissionError as error:
            raise SourceError(f"{path}: no permission to look into this folder") from error
        except (OSError, TypeError, ValueError) as error:
            raise SourceError(f"{str(given)[:200]!r}: not a path that can be opened") from error
        yield from inside


def _parts(
    paths: Iterable[Path], as_: str | None, options: dict[str, Options],
    failed: dict[str, HitdataError],
) -> Iterator[pd.DataFrame]:  # fmt: skip
    """Yield the figures of every file; what cannot be read goes into ``failed``, by its name."""
    seen: dict[str, str] = {}
    for path in paths:
        try:
            with opened(path, failed=failed) as found:
                for file in found:
                    if file.sha256 in seen:
                        same = f"{file.name}: left out, the same bytes as {seen[file.sha256]}"
                        warnings.warn(same, Skipped, stacklevel=3)
                        continue
                    seen[file.sha256] = file.name
                    own = options_of(file, options)
                    try:
                        yield _figures(file, source_name(file, own, as_=as_), own)
                    except (SourceError, MissingExtra) as error:
                        failed[file.name] = error
        except (SourceError, MissingExtra) as error:
            failed[str(path)] = error


def _short(name: str, error: HitdataError) -> str:
    """Return why a file among others is not read, in a line that names it."""
    if isinstance(error, Unrecognized):
        return f"{name}: left out, no source knows it; name it alone to see why"
    return str(error) if name in str(error) else f"{name}: {error}"


def _figures(file: File, name: str, options: Options) -> pd.DataFrame:
    """Return a file's figures, of the occupations asked for."""
    found = source(name)
    with _explained(file, name):
        if found.wide and _is_large(file):
            tables = _wide_tables(file, name, options, options.soc, figures=False)
            return found.tidied(found.wide.figures(tables), file)
        figures = found.read(file, options)
    if options.period:
        _refuse_another_period(figures, file.name, options.period)
    if options.soc is None:
        return figures
    return figures[figures["soc"].isin(options.soc)].reset_index(drop=True)


def _batches(rows: pd.Series, at_most: int) -> Iterator[frozenset[str]]:
    """Yield occupations that together have about so many rows, in the order of their codes."""
    counts = rows.groupby(level=0).sum().sort_index()
    for _, some in counts.groupby((counts.cumsum() - counts) // at_most):
        yield frozenset(some.index)


@contextmanager
def _explained(file: File, name: str) -> Iterator[None]:
    """Let errors of the table's rules, and those that nobody foresaw, name the file."""
    try:
        yield
    except InvalidFigure as error:
        raise SourceError(f"{file.name}: {error}") from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # not meant to happen, and tests see that it does not: but no user meets a traceback
        raise SourceError(
            f"{file.name}: not as hitdata.sources.{name} knows such files "
            f"({type(error).__name__}: {error}); {UNFORESEEN}"
        ) from error


def _refuse_another_period(figures: pd.DataFrame, file: str, period: str) -> None:
    """Refuse a user's period of a file whose figures say another."""
    year = re.search(r"\d{4}", period)
    if not len(figures) or (year and figures["period"].str.contains(year[0]).any()):
        return
    found = ", ".join(sorted(set(figures["period"].dropna()))[:5])
    raise SourceError(
        f"{file}: period= says {period}, but its figures are of {found}; leave period= out"
    )


def _release_of(sha256: str, rows: pd.DataFrame) -> str:
    """Return the release of OEWS that is known to have printed such a file or such rows, or "".

    Rows are known by occupation, jobs and mean wage, as far as the bundled table holds them. A row
    may look like another by chance: most of what is known of an area must be there.
    """
    if {"soc", "jobs", "mean"} <= set(rows):
        table = ["release", "area", "industry"]
        published = _published()
        socs = [soc for soc in rows["soc"].dropna().unique() if soc in published]
        known = pd.concat([published[""], *(published[soc] for soc in socs)])
        there = known.groupby(table).size()
        rows = rows[rows["soc"].isin(socs)].astype({"soc": "str"})
        found = rows.drop_duplicates().merge(known).groupby(table).size()
        sure = found[(found >= 0.5 * there[found.index]) & found.ge(min(3, len(rows)))]
        if len(sure):
            return str(sure.idxmax()[0])
    listed = originals()
    same = listed.loc[listed["sha256"].eq(sha256) & listed["source"].eq("oews"), "release"]
    return str(same.iloc[0]) if len(same) else ""


@cache
def _published() -> dict[str, pd.DataFrame]:
    """Return jobs and mean wage of the bundled rows of OEWS, and what each is of, by occupation.

    Under "" there is a frame of the same columns without rows.
    """
    row = ["release", "soc", "level", "area", "industry", "ownership"]
    figures = load(source="OEWS", statistic=["total", "mean"], unit=["jobs", "USD/year"])
    jobs, mean = (figures.loc[figures["statistic"].eq(name), [*row, "value"]]
                  for name in ("total", "mean"))  # fmt: skip
    both = jobs.merge(mean, on=row).rename(columns={"value_x": "jobs", "value_y": "mean"})
    both = both.drop(columns=["level", "ownership"]).dropna().drop_duplicates()
    return {"": both.head(0), **{str(soc): rows for soc, rows in both.groupby("soc")}}


def _is_large(file: File) -> bool:
    return file.path.stat().st_size >= LARGE and kept.folder() is not None


def _wide_tables(
    file: File, name: str, options: Options, soc: frozenset[str] | None, *, figures: bool
) -> list[Wide]:
    tables = kept.tables_of(file, options, figures=figures)
    if tables is None:
        reader = source(name).wide
        tables = reader.tables(file, options) if reader else []
        if file.path.stat().st_size >= LARGE:
            kept.keep(file, options, name, tables)
    return tables if soc is None else [table.of(soc) for table in tables]


def _straight(file: File) -> Read | None:
    """Return what reads a text into a frame as fast as a kept table, if a source does."""
    if file.kind != "text":
        return None
    able = (found for found in _readers().values() if found.frame)
    return next((found.frame for found in able if not found.why_not(file)), None)
