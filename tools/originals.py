"""Originals and their cuts: the published files that bundled figures come from, row by row.

``data/raw/SOURCES.csv`` has a row per sheet of an original: who published it, what it is, where it
is published, its hash, what it covers, on which terms it may be used, and the cut of it that the
repository holds. A *cut* is some rows of a sheet in a CSV of ours, with the original's name, hash
and sheet on every row. It is opened as the original would be, so that one route reads both; a cut
that was edited no longer has its listed hash and is refused. Of LABSTAT's
texts, one of millions of lines, a cut is the kept lines themselves, each after its line number, and
a gzip where they are many.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from hitdata.errors import SourceError
from hitdata.files import File, Sheet, hash_of
from hitdata.sources import Original

__all__ = ["PROVENANCE", "open_cut", "read_originals"]

#: What a cut says of every row before the cells themselves.
PROVENANCE = ["file", "sha256", "sheet", "row"]


def read_originals(path: Path) -> list[Original]:
    """Return the originals listed in a SOURCES.csv, in its order."""
    table = pd.read_csv(path, dtype="str", keep_default_na=False)
    if tuple(table) != Original._fields:
        raise SourceError(f"{path}: columns must be {Original._fields}; found {tuple(table)}")
    originals = [Original(*row) for row in table.itertuples(index=False, name=None)]
    for line, original in enumerate(originals, start=2):
        lacking = [field for field in ("cut", "source", "file", "sha256", "licence", "retrieved")
                   if not getattr(original, field)]  # fmt: skip
        if lacking:
            raise SourceError(f"{path}: line {line} has nothing under {', '.join(lacking)}")
    return originals


def open_cut(raw: Path, original: Original) -> File:
    """Return the cut of an original as the file that the original would be, with these rows.

    A transcription by hand has no other rows than its own: it is opened as it is.
    """
    path = raw / original.cut
    if not path.is_file():
        raise SourceError(f"{path}: listed in SOURCES.csv but not there; `make data` writes it")
    if (found := hash_of(path)) != original.cut_sha256:
        remedy = (
            "restore the file, or list its hash if the transcription was changed on purpose"
            if original.copy == "transcribed"
            else "restore the file, or cut it again with `make data`"
        )
        listed = original.cut_sha256 or "nothing"
        raise SourceError(f"{path}: its hash is {found}, SOURCES.csv lists {listed}; {remedy}")
    if path.suffix != ".csv":
        packed = path.suffix == ".gz"
        return File(path, name=original.file, sha256=original.sha256, packed=packed)
    cut = pd.read_csv(path, dtype="str", keep_default_na=False, na_filter=False)
    sheets = None
    if list(cut)[: len(PROVENANCE)] == PROVENANCE:
        cells = cut.set_index(cut["row"].astype(int)).drop(columns=PROVENANCE)
        sheets = [Sheet(original.sheet, cells)]
    return File(path, name=original.file, sha256=original.sha256, sheets=sheets)
