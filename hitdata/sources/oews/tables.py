"""OEWS tables in a file of any release: workbook, CSV, member of BLS's zips, cut in the repository.

A sheet is one when a cell reads OCC_CODE. Its release is what the content says (see ``release``),
and every row and number must be what OEWS prints (see ``checks``). Each becomes a typed wide table,
a row per published row: the cells as they are printed, codes of texts under the letters of a
spreadsheet, and the number and status of every figure. Tidy figures are made from the cells, of
some occupations if no more are asked for; a wide frame from the numbers.
"""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from hitdata.errors import SourceError
from hitdata.files import File, Sheet
from hitdata.sources import KNOWN, MISSING, Options, Original, Wide
from hitdata.sources.oews import checks
from hitdata.sources.oews.figures import (
    NOTHING,
    SERIES,
    STATUSES,
    figures_of,
    numbers,
    statuses,
    understood,  # fmt: skip
)
from hitdata.sources.oews.release import NAMES, heading_of, lacking, plain_year, release_of, years
from hitdata.sources.oews.rows import ABOUT, areas
from hitdata.surveys import top_code
from hitdata.table.texts import categorical, coded, distinct_rows, each_once

__all__ = ["figures_in", "frame_of", "lacks", "reports_of", "wide_tables"]


def lacks(file: File) -> str:
    """Return what a file lacks to hold an OEWS table, or nothing when it does."""
    if file.kind == "text" and "occ" not in file.head.lower():
        return "no heading OCC_CODE in its first lines"
    if not _published(file.sheets):
        if _published(file.sheets, "occ_title"):
            return f"{KNOWN} an OEWS table without the column OCC_CODE; bring it with its codes"
        return "no sheet has a cell OCC_CODE beside TOT_EMP or a wage"
    return ""


def wide_tables(file: File, options: Options) -> list[Wide]:
    """Return every OEWS table of a file as a typed one, once it is found to be what OEWS prints."""
    return [_Table(file, sheet, options, year).wide() for sheet in _published(file.sheets)
            for year in _stacked(sheet)]  # fmt: skip


def figures_in(wide: Wide) -> pd.DataFrame:
    """Return the figures of a typed table, or of some rows of it."""
    said = _said(wide)
    texts = {name: categorical(wide.cells[letter]) for letter, name in said["names"].items()}
    letters = {name: letter for letter, name in said["names"].items()}
    table = pd.DataFrame(texts, index=pd.Index(wide.cells["row"].to_numpy()), copy=False)
    return figures_of(table, letters, Original(**said["of"]), remark=said["remark"])


def frame_of(wide: Wide) -> pd.DataFrame:
    """Return a row per published row: its keys as categories, its figures as numbers.

    Beside each figure stands its status (``a_median_status``), missing where nothing is printed.
    """
    said, figures = _said(wide), wide.figures
    status = pd.CategoricalDtype(pd.Index(STATUSES, dtype="str"))
    # copied: what lies in a file cannot be written to, and a frame is the user's own
    columns = {"row": wide.cells["row"].to_numpy().copy()}
    for letter, name in said["names"].items():
        if name in SERIES and figures is not None:
            columns[name] = figures[name].to_numpy().copy()
            codes = figures[f"{name}_status"].to_numpy().copy()
            columns[f"{name}_status"] = pd.Categorical.from_codes(codes, dtype=status)
        else:
            columns[name] = categorical(wide.cells[letter])
    release = pd.Index([said["of"]["release"]], dtype="str")
    columns["release"] = pd.Categorical.from_codes(np.zeros(len(wide.cells), "int8"), release)
    return pd.DataFrame(columns, copy=False)


def reports_of(wide: Wide) -> list[str]:
    """Return what is in doubt in a typed table."""
    return list(_said(wide)["reports"])


class _Table:
    """One sheet's rows under our names, checked, with its release and what is known of its file.

    Of a sheet in which a user stacked tables, they are the rows of one ``year``.
    """

    def __init__(self, file: File, sheet: Sheet, options: Options, year: str = "") -> None:
        self.file, self.sheet, self.options = file, sheet, options
        heading = _heading_row(sheet.top) or 0
        headings = [heading_of(text) for text in sheet.top.loc[heading]]
        columns = [NAMES.get(name, name) for name in headings]
        self.converted = "fips" in columns
        gone = self._check_headings(columns)
        below = sheet.coded.loc[heading + 1 :].set_axis(columns, axis=1)
        below = below.loc[:, [bool(name) for name in columns]]
        if year:
            # of such a table the headings are those of one of its years, or the user's
            headings = []
            below = below[each_once(below["year"], plain_year).eq(year)]
        below["occ_code"] = each_once(below["occ_code"], lambda texts: texts.str.strip())
        for name in below:
            # R writes NA for what is blank
            if name not in SERIES and NOTHING.intersection(coded(below[name])[1]):
                below[name] = each_once(below[name], lambda t: t.mask(t.isin(NOTHING), ""))
        if "level" not in columns:
            # what is printed as a broad and as a detailed occupation is the same row then
            below = below[~below.duplicated()]
        self.rows = below[each_once(below["occ_code"], _is_code).to_numpy(dtype=bool)]
        #: Letter in the file -> our name for the column.
        self.names = {
            letter: name for letter, name in zip(sheet.coded, columns, strict=True) if name
        }
        if self.rows.empty:
            raise SourceError(f"{file.name}: a heading OCC_CODE, but no row below it has a code")
        checks.check_rows(below, self.rows, file.name)
        sheet.refuse_cut_lines(self.rows.index, heading, file.name)
        self.original = options.original or self._described(headings)
        self.said = understood(self.rows)
        self.numbers = {name: text.numbers[text.codes] for name, text in self.said.items()}
        #: What is in doubt, and the note that each figure of the table gets.
        self.reports: list[str] = []
        self.remark = ""
        self._check(gone)

    def wide(self) -> Wide:
        """Return the table as a typed one."""
        letters = {name: letter for letter, name in self.names.items()}
        columns = {letters[name]: _codes(self.rows[name]) for name in self.rows}
        cells = pa.table({"row": pa.array(self.rows.index.to_numpy(), pa.int32()), **columns})
        said = {"names": self.names, "soc": letters["occ_code"], "of": self.original._asdict(),
                "remark": self.remark, "reports": self.reports}  # fmt: skip
        figures = {}
        for name, status in statuses(self.rows, self.said, self.file.name).items():
            figures[name] = pa.array(self.numbers[name])
            figures[f"{name}_status"] = pa.array(status)
        return Wide(cells.replace_schema_metadata({"hitdata": json.dumps(said)}), pa.table(figures))

    def _described(self, headings: list[str]) -> Original:
        """Return what SOURCES.csv would say of a user's sheet, as far as the file itself does."""
        release = ""
        if not self.converted:
            allowed = years(headings, self.rows["occ_code"])
            known = self.options.known(self.file.sha256, self._printed()) if (
                self.options.known) else ""  # fmt: skip
            release = release_of(
                self.file, self.sheet, allowed, self.options, known=known,
                year=self.rows.get("year"),
            )  # fmt: skip
        return Original(
            source="oews", publisher="BLS", product="OEWS", release=release, period=release,
            file=self.file.name, sheet=self.sheet.name, sha256=self.file.sha256,
            copy="converted" if self.converted else "as published",
        )  # fmt: skip

    def _printed(self) -> pd.DataFrame:
        """Return what tells a release: soc, jobs and mean wage of each row that prints them."""
        columns = {"soc": "occ_code", "jobs": "tot_emp", "mean": "a_mean"}
        found = {ours: self.rows[name] for ours, name in columns.items() if name in self.rows}
        figures = {
            ours: each_once(texts, numbers) for ours, texts in found.items() if ours != "soc"
        }
        return pd.DataFrame({"soc": found["soc"]} | figures, copy=False)

    def _check_headings(self, columns: list[str]) -> list[str]:
        """Refuse columns that cannot be understood; return those that a whole table has too."""
        twice = {column for column in columns if column and columns.count(column) > 1}
        if twice:
            raise SourceError(
                f"{self.file.name}: two columns are headed {min(twice).upper()}; expected one"
            )
        needed, others = ([] if self.converted else names for names in lacking(columns))
        if needed:
            raise SourceError(
                f"{self.file.name}: no column {', '.join(needed).upper()}; an OEWS table has it: "
                "the file was cut"
            )
        return others

    def _check(self, gone: list[str]) -> None:
        """Refuse what can be no figure; find what is in doubt, and what is missing."""
        name, partial = self.file.name, self.options.partial
        checks.check_figures(self.rows, self.numbers, name)
        if self.converted or self.options.original:
            return
        release, scope = self.original.release, self._scope()
        doubts = checks.contradictions(
            self.rows, self.numbers, self.said, release, top_code(release, "USD/year"), scope=scope
        )
        self.reports = [f"{name}: {doubt}" for doubt in doubts]
        whole = {"area": "the nation's", "naics": "of all industries"} if release > "2019" else {}
        if lost := [column for column in whole if column not in self.rows]:
            gone = [*gone, *lost]
            read = " and ".join(whole[column] for column in lost)
            self.remark = f"read as {read}, as its table does not say"
        if gone:
            removed = f"{name}: no column {', '.join(gone).upper()}, which a whole table has"
            if partial is False:
                raise SourceError(removed)
            self.reports += [removed] * (partial is None)
        if missing := checks.missing_rows(self.rows, release, scope=scope):
            if partial is False:
                raise SourceError(f"{name}: {missing}; rows are missing, expected a whole table")
            self.remark = "; ".join(filter(None, [self.remark, MISSING]))
            if partial is None:
                self.reports.append(f"{name}: {missing}; rows are missing, and its figures say so")

    def _scope(self) -> str:
        """Say whether all rows are about the nation, and whether about all its industries."""
        if "sic" in self.rows:
            return ""
        _, about = distinct_rows(self.rows[[name for name in ABOUT if name in self.rows]])
        if not areas(about, self.file.name).eq("US").all():
            return ""
        cross = "naics" not in about or about["naics"].str.strip().isin(["000000", "0"]).all()
        return "national" if cross else "industries"


def _stacked(sheet: Sheet) -> list[str]:
    """Return the years that a user stacked in a sheet; one empty text for the table of one."""
    heading = _heading_row(sheet.top) or 0
    names = [heading_of(text) for text in sheet.top.loc[heading]]
    if "year" not in names or "fips" in names:
        return [""]
    column = sheet.coded.loc[heading + 1 :].iloc[:, names.index("year")]
    years = set(plain_year(column.drop_duplicates().astype("str"))) - {"", *NOTHING}
    several = len(years) > 1 and all(re.fullmatch(r"(19|20)\d\d", year) for year in years)
    return sorted(years) if several else [""]


def _published(sheets: list[Sheet], heading: str = "occ_code") -> list[Sheet]:
    """Return the sheets with OEWS tables."""
    found = []
    for sheet in sheets:
        row = _heading_row(sheet.top, heading)
        if row is not None:
            headings = {NAMES.get(name, name) for name in map(heading_of, sheet.top.loc[row])}
            if headings & {"tot_emp", "a_mean", "h_mean", "a_median", "h_median"}:
                found.append(sheet)
    return found


def _heading_row(top: pd.DataFrame, heading: str = "occ_code") -> int | None:
    """Return the number of the row that holds the heading, one of the first hundred."""
    for row, texts in zip(top.index, top.to_numpy(), strict=True):
        if any(NAMES.get(heading_of(text), heading_of(text)) == heading for text in texts):
            return int(row)
    return None


def _is_code(texts: pd.Series) -> pd.Series:
    return texts.str.fullmatch(r"\d\d-\d{4}")


def _codes(column: pd.Series) -> pa.DictionaryArray:
    codes, texts = coded(column)
    narrow = np.min_scalar_type(-max(len(texts), 1))
    return pa.DictionaryArray.from_arrays(
        pa.array(codes.astype(narrow)), pa.array(texts, pa.large_string())
    )


def _said(wide: Wide) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(wide.cells.schema.metadata[b"hitdata"])
    return found
