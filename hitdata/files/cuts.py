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
from typing import NamedTuple

import pandas as pd

from hitdata.errors import SourceError
from hitdata.files.file import File, Sheet, hash_of

__all__ = ["COLUMNS", "PROVENANCE", "Original", "open_cut", "read_originals"]

#: What a cut says of every row before the cells themselves.
PROVENANCE = ["file", "sha256", "sheet", "row"]

#: Column of SOURCES.csv -> meaning.
COLUMNS = {
    "cut": "path of the cut below data/raw",
    "reader": "module of hitdata.sources that reads it",
    "publisher": "the body that published it",
    "product": "the product it belongs to",
    "release": "edition of the product",
    "published": "day, month or year in which this release came out; empty where not known",
    "title": "title as published, or a plain one where the file has none",
    "file": "name of the original",
    "sheet": "sheet the cut was made from; empty for a CSV or text",
    "sha256": "hash of the original",
    "cut_sha256": "hash of the cut",
    "page": "public page where it is published",
    "address": "the file's own address, or that of the archive that holds it",
    "period": "reference period of its estimates, or base and projected year",
    "coverage": "who is counted",
    "licence": "licence or terms of use",
    "licence_code": "code of the licence as in Data Packages: other-pd is public domain",
    "retrieved": "month in which our copy was obtained",
    "copy": "how our copy relates to the publisher's file: as published, re-saved, converted",
    "note": "what a user of the file must know",
}


class Original(NamedTuple):
    """One row of SOURCES.csv; the fields are those of `COLUMNS`."""

    cut: str = ""
    reader: str = ""
    publisher: str = ""
    product: str = ""
    release: str = ""
    published: str = ""
    title: str = ""
    file: str = ""
    sheet: str = ""
    sha256: str = ""
    cut_sha256: str = ""
    page: str = ""
    address: str = ""
    period: str = ""
    coverage: str = ""
    licence: str = ""
    licence_code: str = ""
    retrieved: str = ""
    copy: str = ""
    note: str = ""


def read_originals(path: Path) -> list[Original]:
    """Return the originals listed in a SOURCES.csv, in its order."""
    table = pd.read_csv(path, dtype="str", keep_default_na=False)
    if list(table) != list(COLUMNS):
        raise SourceError(f"{path}: columns must be {list(COLUMNS)}; found {list(table)}")
    originals = [Original(*row) for row in table.itertuples(index=False, name=None)]
    for line, original in enumerate(originals, start=2):
        lacking = [field for field in ("cut", "reader", "file", "sha256", "licence", "retrieved")
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
