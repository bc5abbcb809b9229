"""Whole releases of OEWS: every row of a workbook, as the figures that curves are fitted to.

The bundled table holds the family's rows. Judging a method takes all of them: about 1,400 rows of
a national workbook, 16,000 of one by sector. The files are the user's own downloads of
bls.gov/oes, in a folder, at any depth; a file that ``data/raw/SOURCES.csv`` lists is known by its
hash, another by its name. They pass through the same reader and the same pivot as bundled figures.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from hitdata.cells import hash_of, read_cells
from hitdata.distribution import points, precision
from hitdata.errors import SourceError
from hitdata.originals import Original
from hitdata.sources import oews
from hitdata.tables import files

__all__ = ["PERCENTILES", "Workbook", "complete", "find", "read"]

#: The percentiles that OEWS publishes.
PERCENTILES = ["p10", "p25", "p50", "p75", "p90"]

#: Names under which BLS publishes the workbooks: natsector_M2024_dl.xlsx, national_may2003_dl.xls.
NAMES = re.compile(r"(national|natsector)_*(?:M|May)?(\d{4})?_dl\.xlsx?", re.IGNORECASE)

#: Columns that no yearly wage needs; leaving them out halves the time.
_UNUSED = re.compile(r"h_.*|emp_prse|jobs_1000|loc_quotient|pct_total|pct_rpt", re.IGNORECASE)


class Workbook(NamedTuple):
    """One release as it was found: ``kind`` is national or natsector (by sector)."""

    kind: str
    release: str
    path: Path
    known: Original | None

    @property
    def words(self) -> str:
        """The release as a table shows it."""
        month = f"May {self.release[:4]}" if "-" in self.release else self.release
        return f"{'national' if self.kind == 'national' else 'by sector'}, {month}"


def find(folder: Path) -> list[Workbook]:
    """Return the OEWS workbooks in ``folder``, at any depth: by kind, oldest first, each once.

    Raises `SourceError` where there is none.
    """
    listed = files()
    rows = listed.loc[listed["reader"] == "oews", list(Original._fields)]
    known = {original.sha256: original for original in map(Original._make, rows.to_numpy())}
    found: dict[tuple[str, str], Workbook] = {}
    for path in sorted(folder.rglob("*_dl.xls*")):
        name, original = NAMES.fullmatch(path.name), known.get(hash_of(path))
        if name and (original or name[2]):
            release = original.release if original else f"{name[2]}-05"
            book = Workbook(name[1].lower(), release, path, original)
            if original or book[:2] not in found:
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
    original = book.known or _unlisted(book)
    cells = read_cells(book.path, sheet=original.sheet)
    heading = cells.loc[_heading(cells)]
    figures = oews.read(cells.loc[:, ~heading.str.strip().str.fullmatch(_UNUSED)], original)
    return points(figures).assign(rse=precision(figures).to_numpy())


def complete(wages: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with five increasing percentiles and a mean, whatever hides can be checked.

    Tied percentiles, one row in twenty by sector, are left out: a figure between two equal ones
    is known without any method.
    """
    full = wages[[*PERCENTILES, "mean"]].notna().all(axis=1)
    rising = (wages[PERCENTILES].diff(axis=1).iloc[:, 1:] > 0).all(axis=1)
    return wages[full & rising]


def _heading(cells: pd.DataFrame) -> int:
    """Return the row number of the heading, or raise `SourceError`."""
    for row, texts in cells.head(60).iterrows():
        if texts.str.strip().str.lower().eq("occ_code").any():
            return int(str(row))
    raise SourceError("no heading OCC_CODE among the first 60 rows; an OEWS table has one")


def _unlisted(book: Workbook) -> Original:
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(book.path).sheet_names[0]
    blank = Original(*[""] * len(Original._fields))
    return blank._replace(
        file=book.path.name, sheet=sheet, release=book.release, sha256=hash_of(book.path)
    )
