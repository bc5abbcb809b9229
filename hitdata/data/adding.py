"""Add users' files to a store, one at a time in each process: any number of them fits.

Large files are read by one process alone, some occupations at a time; the others by one process a
core. A file counts once it is in the store, whatever becomes of the run: a second run goes on where
a first one was stopped.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from hitdata.data.reading import (
    Paths,
    Skipped,
    files_of,
    in_parts,
    options_by_file,
    options_of,
    shown,
    source_name,
)
from hitdata.errors import HitdataError, MissingExtra, SourceError, unknown
from hitdata.files import File, Reported, opened
from hitdata.sources import Options
from hitdata.store import Draft, Folder

__all__ = ["add", "work"]

#: Bytes of a file that is read while no other is, so that memory holds one such file at most.
ALONE = 8_000_000

#: Times that a file is read again because other processes added or removed figures like its own.
TRIES = 5

#: Files that a process reads one after the other, where they are small.
GROUP = 8

#: What keeps a file out, and not the others.
NOT_READ = (SourceError, MissingExtra)

#: What a row of `add` says.
COLUMNS = ["file", "outcome", "figures", "shared", "why"]

#: What is known of one file.
Row = dict[str, Any]


def add(
    paths: Paths | Iterable[Paths],
    *,
    to: str | os.PathLike[str],
    as_: str | None = None,
    period: str | Mapping[str, str] | None = None,
    partial: bool | None = None,
    workers: int | None = None,
    progress: bool | None = None,
    errors: Literal["raise", "warn", "ignore"] = "warn",
) -> pd.DataFrame:
    """Add every figure of files to a store, made if it is not there; return a row per file.

    ``to`` is a folder, or the address of one in a bucket (``s3://...``). The files and the other
    options are those of `hitdata.read`; ``workers`` is the number of processes, by default one a
    core. A file whose bytes the store holds is not read again. It is added whole or not at all: a
    run that was stopped is started again and does the rest.

    Columns: file, outcome (added, already there, not read), figures, shared (of these, in the store
    before), why.

    >>> add("downloads", to="releases")                                  # doctest: +SKIP
    """
    if errors not in (known := ("raise", "warn", "ignore")):
        raise unknown("errors", errors, known)
    files = [path.absolute() for path in files_of(paths)]
    Folder(to, make=True)
    periods = dict(period) if isinstance(period, Mapping) else {"": period}
    job = {"to": os.fspath(to), "as_": as_, "periods": periods, "partial": partial}
    rows: list[Row] = []
    for found in shown(_rows(files, job, workers or os.cpu_count() or 1), progress, len(files)):
        rows += found
        for text in dict.fromkeys(text for row in found for text in row.pop("said")):
            warnings.warn(text, Reported, stacklevel=2)
        if errors == "raise" and (bad := [row for row in found if row["outcome"] == "not read"]):
            raise SourceError(bad[0]["why"])
    failed = [row["why"] for row in rows if row["outcome"] == "not read"]
    if failed and len(failed) == len(rows):
        raise SourceError("\n".join(failed))
    if failed and errors == "warn":
        text = "\n".join([f"{len(failed)} of {len(rows)} files are not added:", *failed])
        warnings.warn(text, Skipped, stacklevel=2)
    return pd.DataFrame(rows, columns=COLUMNS)


def work() -> None:
    """Add the files that a line on standard input names; print the rows of each as JSON."""
    paths, job = json.loads(sys.stdin.readline())
    try:
        done: Any = [_added(Path(path), job) for path in paths]
    except HitdataError as error:
        done = str(error)
    json.dump(done, sys.stdout)


def _rows(files: list[Path], job: Row, workers: int) -> Iterator[list[Row]]:
    """Yield the rows of each file: large ones alone, the others by several processes."""
    if len(files) == 1 or workers == 1:
        yield from (_added(path, job) for path in files)
        return
    small = [path for path in files if path.stat().st_size < ALONE]
    with ThreadPoolExecutor(workers) as pool:
        groups = [small[start : start + GROUP] for start in range(0, len(small), GROUP)]
        for found in pool.map(lambda group: _process(group, job), groups):
            yield from found
    for path in files:
        if path not in small:
            yield from _process([path], job)


def _process(paths: list[Path], job: Row) -> list[list[Row]]:
    """Return what a process of its own says, whose memory is free again once it ends."""
    asked = json.dumps([[str(path) for path in paths], job])
    here = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", "from hitdata.data.adding import work; work()"], input=asked,
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": here},
    )  # fmt: skip
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["out of memory?"])[-1]
        why = f"the process that read it ended with {done.returncode} ({last})"
        return [[_row(path.name, "not read", why=why)] for path in paths]
    said: list[list[Row]] | str = json.loads(done.stdout)
    if isinstance(said, str):
        raise HitdataError(said)
    return said


def _added(path: Path, job: Row) -> list[Row]:
    """Add a file, or the members of a zip; return a row of each."""
    options = options_by_file(job["periods"], partial=job["partial"])
    failed: dict[str, HitdataError] = {}
    rows = []
    try:
        with opened(path, failed=failed) as files:
            for file in files:
                with warnings.catch_warnings(record=True) as said:
                    warnings.simplefilter("always")
                    try:
                        row = _one(file, options_of(file, options), job)
                    except NOT_READ as error:
                        row = _row(file.name, "not read", why=str(error))
                row["said"] = [str(warning.message) for warning in said]
                rows.append(row)
    except NOT_READ as error:
        failed[path.name] = error
    return rows + [_row(name, "not read", why=str(error)) for name, error in failed.items()]


def _one(file: File, options: Options, job: Row) -> Row:
    store, key = Folder(job["to"]), file.sha256[:40]
    name = None
    for _ in range(TRIES):
        with store.aside() as aside:
            if store.entry(key):
                return _row(file.name, "already there")
            name = name or source_name(file, options, as_=job["as_"])
            said = {"key": key, "file": file.name, "sha256": file.sha256, "source": name}
            draft = Draft(store, said, aside)
            for part in in_parts(file, name, options):
                draft.add(part)
            files, about = draft.finish()
            with store.alone():
                if draft.still_right():
                    store.put(files, about, aside)
                    shared = sum(about["shared"].values())
                    return _row(file.name, "added", about["figures"], shared)
    raise SourceError(f"{file.name}: other processes keep changing {store.name}; add it again")


def _row(file: str, outcome: str, figures: int = 0, shared: int = 0, *, why: str = "") -> Row:
    if why and file not in why:
        why = f"{file}: {why}"
    return dict(zip(COLUMNS, (file, outcome, figures, shared, why), strict=True)) | {"said": []}
