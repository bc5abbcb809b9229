"""Whole releases of OEWS: every row of a workbook, as the figures that curves are fitted to.

The bundled table holds the family's rows. Judging a method takes all of them: about 1,400 rows of
a national workbook, 16,000 of one by sector. The files are the user's own downloads of
bls.gov/oes, in a folder, at any depth; a file that ``data/raw/SOURCES.csv`` lists is known by its
hash, another by its name. They are read as any user's file is, by `hitdata.read`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import hitdata
from hitdata.distribution import points, precision
from hitdata.errors import SourceError
from hitdata.files import hash_of

__all__ = ["PERCENTILES", "Workbook", "complete", "find", "read"]

#: The percentiles that OEWS publishes.
PERCENTILES = ["p10", "p25", "p50", "p75", "p90"]

#: Names under which BLS publishes the workbooks: natsector_M2024_dl.xlsx, national_may2003_dl.xls.
NAMES = re.compile(r"(national|natsector)_*(?:M|May)?(\d{4})?_dl\.xlsx?", re.IGNORECASE)


class Workbook(NamedTuple):
    """One release as it was found: ``kind`` is national or natsector (by sector).

    Of a ``listed`` file SOURCES.csv says the release, which the file itself may not say.
    """

    kind: str
    release: str
    path: Path
    listed: bool

    @property
    def words(self) -> str:
        """The release as a table shows it."""
        month = f"May {self.release[:4]}" if "-" in self.release else self.release
        return f"{'national' if self.kind == 'national' else 'by sector'}, {month}"


def find(folder: Path) -> list[Workbook]:
    """Return the OEWS workbooks in ``folder``, at any depth: by kind, oldest first, each once.

    Raises `SourceError` where there is none.
    """
    originals = hitdata.originals().query("source == 'oews'")
    listed = dict(zip(originals["sha256"], originals["release"], strict=True))
    found: dict[tuple[str, str], Workbook] = {}
    for path in sorted(folder.rglob("*_dl.xls*")):
        name, release = NAMES.fullmatch(path.name), listed.get(hash_of(path))
        if name and (release or name[2]):
            book = Workbook(name[1].lower(), release or f"{name[2]}-05", path, release is not None)
            if book.listed or book[:2] not in found:
                found[book[:2]] = book
    if not found:
        raise SourceError(
            f"{folder}: no workbook of OEWS; expected files such as natsector_M2024_dl.xlsx and "
            "national_M2025_dl.xlsx, from https://www.bls.gov/oes/tables.htm"
        )
    return [found[key] for key in sorted(found)]


def read(book: Workbook) -> pd.DataFrame:
    """Return a row per yearly wage of a workbook: percentiles, thresholds, mean and ``rse``.

    The index is that of `hitdata.distribution.points`; ``rse`` is the relative standard error
    of the mean in percent.
    """
    figures = hitdata.read(book.path, period=book.release if book.listed else None)
    yearly = figures[figures["unit"].ne("USD/hour")]
    return points(yearly).assign(rse=precision(yearly).to_numpy())


def complete(wages: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with five increasing percentiles and a mean, whatever hides can be checked.

    Tied percentiles, one row in twenty by sector, are left out: a figure between two equal ones
    is known without any method.
    """
    full = wages[[*PERCENTILES, "mean"]].notna().all(axis=1)
    rising = (wages[PERCENTILES].diff(axis=1).iloc[:, 1:] > 0).all(axis=1)
    return wages[full & rising]
