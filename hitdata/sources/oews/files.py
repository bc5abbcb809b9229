"""OEWS tables as users bring them: any workbook, CSV or member of BLS's zips, of any release.

A sheet is one when a cell reads OCC_CODE. The release is what the content says (see ``release``),
every row and number must be what OEWS prints (see ``checks``), and then the same reader that fills
the bundled table reads it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from hitdata.distinct import distinct_rows, each_once
from hitdata.documents import Document, Sheet
from hitdata.documents.asked import MISSING, Asked
from hitdata.errors import SourceError
from hitdata.originals import Original
from hitdata.sources.oews.checks import check_figures, check_rows
from hitdata.sources.oews.doubts import contradictions, missing_rows
from hitdata.sources.oews.figures import SERIES, Understood, understood
from hitdata.sources.oews.layouts import NAMES, heading_of, lacking, years
from hitdata.sources.oews.places import areas
from hitdata.sources.oews.release import release_of
from hitdata.sources.oews.rows import PLACES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Table", "heading_row", "is_code", "published", "tables", "why_not"]


class Table:
    """One sheet's rows under our names, checked, with its release and what is known of its file."""

    def __init__(self, document: Document, sheet: Sheet, asked: Asked) -> None:
        self.document, self.sheet = document, sheet
        self.heading = row = heading_row(sheet.top) or 0
        headings = [heading_of(text) for text in sheet.top.loc[row]]
        columns = [NAMES.get(name, name) for name in headings]
        self.converted = "fips" in columns
        self._check_headings(columns)
        below = sheet.coded.loc[row + 1 :].set_axis(columns, axis=1)
        below = below.loc[:, [bool(name) for name in columns]]
        below["occ_code"] = each_once(below["occ_code"], lambda texts: texts.str.strip())
        self.rows = below[each_once(below["occ_code"], is_code).to_numpy(dtype=bool)]
        #: Letter in the file -> our name for the column.
        self.names = {
            letter: name for letter, name in zip(sheet.coded, columns, strict=True) if name
        }
        self._check_rows(below, row)
        allowed = years(headings, self.rows["occ_code"])
        year = self.rows.get("year")
        self.release = (
            "" if self.converted else release_of(document, sheet, allowed, asked, year=year)
        )
        self.partial = asked.partial
        #: What is in doubt; and what is said of each figure of the table.
        self.reports: list[str] = []
        self.remark = ""

    @cached_property
    def understood(self) -> dict[str, Understood]:
        """What each column of figures says."""
        columns = [name for name in self.rows if name in SERIES]
        said = understood([self.rows[name] for name in columns])
        return dict(zip(columns, said, strict=True))

    @cached_property
    def numbers(self) -> dict[str, NDArray[np.float64]]:
        """The number in each cell of each column of figures; NaN where none is printed."""
        return {name: said.numbers[said.codes] for name, said in self.understood.items()}

    @property
    def original(self) -> Original:
        """What SOURCES.csv would say of the sheet, as far as the file itself does."""
        blank = dict.fromkeys(Original._fields, "")
        return Original(**blank | {
            "reader": "oews", "publisher": "BLS", "product": "OEWS", "release": self.release,
            "file": self.document.name, "sheet": self.sheet.name, "sha256": self.document.sha256,
            "period": self.release, "copy": "converted" if self.converted else "as published",
        })  # fmt: skip

    def check(self, top: float | None) -> None:
        """Refuse what can be no figure; find what is in doubt. ``top`` is the annual top code."""
        name = self.document.name
        check_figures(self.rows, self.numbers, name)
        if self.converted:
            return
        doubts = contradictions(self.rows, self.numbers, self.understood, self.release, top)
        self.reports = [f"{name}: {doubt}" for doubt in doubts]
        if missing := missing_rows(self.rows, self.release, scope=self._scope()):
            if self.partial is False:
                raise SourceError(f"{name}: {missing}; rows are missing, expected a whole table")
            self.remark = MISSING
            if self.partial is None:
                self.reports.append(f"{name}: {missing}; rows are missing, and its figures say so")

    def _scope(self) -> str:
        """Say whether all rows are about the nation, and whether about all its industries."""
        if "sic" in self.rows:
            return ""
        _, places = distinct_rows(self.rows[[name for name in PLACES if name in self.rows]])
        if not areas(places, self.document.name).eq("US").all():
            return ""
        cross = "naics" not in places or places["naics"].str.strip().isin(["000000", "0"]).all()
        return "national" if cross else "industries"

    def _check_headings(self, columns: list[str]) -> None:
        name = self.document.name
        twice = {column for column in columns if column and columns.count(column) > 1}
        if twice:
            raise SourceError(f"{name}: two columns are headed {min(twice).upper()}; expected one")
        missing = [column.upper() for column in lacking(columns)]
        if missing and not self.converted:
            raise SourceError(
                f"{name}: no column {', '.join(missing)}; an OEWS table has it: the file was cut"
            )

    def _check_rows(self, below: pd.DataFrame, heading: int) -> None:
        name = self.document.name
        if self.rows.empty:
            raise SourceError(f"{name}: a heading OCC_CODE, but no row below it has a code")
        check_rows(below, self.rows, name)
        self.sheet.refuse_cut_lines(self.rows.index, heading, name)


def heading_row(cells: pd.DataFrame) -> int | None:
    """Return the number of the row that holds the heading OCC_CODE."""
    # a sheet's headings stand in its first hundred rows
    top = cells.head(100).astype("str")
    for row, texts in zip(top.index, top.to_numpy(), strict=True):
        if any(NAMES.get(heading_of(text), heading_of(text)) == "occ_code" for text in texts):
            return int(row)
    return None


def is_code(texts: pd.Series) -> pd.Series:
    """Tell which texts are codes of occupations."""
    return texts.str.fullmatch(r"\d\d-\d{4}")


def why_not(document: Document) -> str:
    """Return why a document holds no OEWS table, or nothing when it does."""
    if document.kind not in {"xls", "xlsx", "text"}:
        return f"a {document.kind} file; OEWS tables are workbooks or CSV"
    if document.kind == "text" and "occ" not in document.head.lower():
        return "no heading OCC_CODE in its first lines"
    if not published(document.tops):
        return "no sheet has a cell OCC_CODE beside TOT_EMP or a wage"
    return ""


def published(sheets: list[Sheet]) -> list[Sheet]:
    """Return the sheets with OEWS tables."""
    found = []
    for sheet in sheets:
        row = heading_row(sheet.top)
        if row is not None:
            headings = {NAMES.get(name, name) for name in map(heading_of, sheet.top.loc[row])}
            if headings & {"tot_emp", "a_mean", "h_mean", "a_median", "h_median"}:
                found.append(sheet)
    return found


def tables(document: Document, asked: Asked) -> list[Table]:
    """Return every OEWS table of a document."""
    return [Table(document, sheet, asked) for sheet in published(document.sheets)]
