"""The originals: every published file that a bundled figure was read from.

``data/raw/SOURCES.csv`` has a row per sheet of an original: who published it, what it is, where
it is published, its hash, what it covers, on which terms it may be used, and the cut of it that
the repository holds. It is written by hand; `hitdata.extract` refuses a file whose hash differs.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from hitdata.errors import SourceError

__all__ = ["COLUMNS", "Original", "read_originals"]

#: Column of SOURCES.csv -> meaning.
COLUMNS = {
    "cut": "path of the cut below data/raw",
    "reader": "module of hitdata.sources that reads it",
    "publisher": "the body that published it",
    "product": "the product it belongs to",
    "release": "edition of the product",
    "title": "title as published, or a plain one where the file has none",
    "file": "name of the original",
    "sheet": "sheet the cut was made from; empty for a CSV or text",
    "sha256": "hash of the original",
    "page": "public page where it is published",
    "period": "reference period of its estimates, or base and projected year",
    "coverage": "who is counted",
    "licence": "licence or terms of use",
    "retrieved": "month in which our copy was obtained",
    "copy": "how our copy relates to the publisher's file: as published, re-saved, converted",
    "note": "what a user of the file must know",
}


class Original(NamedTuple):
    """One row of SOURCES.csv; the fields are those of `COLUMNS`."""

    cut: str
    reader: str
    publisher: str
    product: str
    release: str
    title: str
    file: str
    sheet: str
    sha256: str
    page: str
    period: str
    coverage: str
    licence: str
    retrieved: str
    copy: str
    note: str


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
            raise SourceError(f"{path}: line {line} says nothing under {', '.join(lacking)}")
    return originals
