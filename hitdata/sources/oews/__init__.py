"""OEWS: employment and wages by occupation.

Publisher         U.S. Bureau of Labor Statistics
Raw files         national and by-sector workbooks, a row per occupation; a table of states
Reference period  May of the release's year; the survey year for 2000 to 2002
Coverage          wage and salary jobs in establishments; the self-employed are excluded
Units             jobs, rounded to 10; nominal US dollars per hour and per year, straight-time
                  gross pay; relative standard errors in percent

One code can appear twice, as a broad and as a detailed occupation; ``level`` tells them apart.
A mark printed in place of a number becomes ``status``; nothing is imputed or converted here.
BLS does not offer OEWS as a time series: samples of three years overlap, codes change, and the
estimation method changed with May 2021.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable

import pandas as pd

from hitdata.distinct import each_once
from hitdata.documents import Document, Reported
from hitdata.documents.asked import Asked
from hitdata.documents.wide import Wide
from hitdata.errors import SourceError
from hitdata.observations import combine, empty, tidy
from hitdata.originals import Original
from hitdata.sources.oews.editions import SOC_SYSTEMS, TOP_CODES, since
from hitdata.sources.oews.figures import figures_of
from hitdata.sources.oews.files import Table, heading_row, is_code, tables, why_not
from hitdata.sources.oews.layouts import NAMES, heading_of
from hitdata.sources.oews.wide import figures_in, frame_of, reports_of, wide_of

__all__ = [
    "CODES", "EXAMPLE", "ORDINARY", "SOC_SYSTEMS", "TOP_CODES", "cut", "from_wide", "read",
    "read_document", "read_wide", "why_not", "wide_frame",
]  # fmt: skip

#: What users bring, for the list of what can be read.
EXAMPLE = "national_M2024_dl.xlsx, natsector_M2024_dl.xlsx, oesm24st.zip, or a CSV saved from one"

#: Values of the growing code lists that this product brings.
CODES = {
    "publisher": {"BLS": "U.S. Bureau of Labor Statistics"},
    "source": {"OEWS": "Occupational Employment and Wage Statistics (to 2020: OES)"},
    "coverage": {"wage and salary jobs": "jobs in establishments, full- and part-time; no "
                 "self-employed, no unpaid family workers, no household workers"},
    "pay_basis": {"straight-time gross pay": "base rate with cost-of-living, hazard, incentive and "
                  "commission pay and tips; without overtime, shift premium and yearly bonus"},
    "industry": {"cross-industry": "all industries that the product covers",
                 "NAICS 62": "health care and social assistance"},
    "ownership": {"1235": "private, federal, state and local government",
                  "58": "private, with state and local government hospitals"},
}  # fmt: skip

#: Values that a figure_id leaves out, because OEWS figures ordinarily have them.
ORDINARY = {
    "industry": ["cross-industry"],
    "ownership": ["1235", "58"],
    "level": ["detailed"],
    "coverage": ["wage and salary jobs"],
    "pay_basis": ["straight-time gross pay"],
}


def cut(cells: pd.DataFrame, codes: frozenset[str]) -> pd.DataFrame:
    """Return the heading and the rows of ``codes``, of sector workbooks only those of sector 62."""
    table = _table(cells, "cells")
    rows = table["occ_code"].isin(codes)
    if "naics" in table:
        rows &= table["naics"].isin(["000000", "62"])
    heading = cells.index == _heading_row(cells, "cells")
    return cells[heading | cells.index.isin(table.index[rows])]


def read(cells: pd.DataFrame, original: Original, *, remark: str = "") -> pd.DataFrame:
    """Return every figure in the cells of one OEWS table as tidy rows, unconverted."""
    table = _table(cells, original.file)
    letters = dict(zip(table.columns, cells.columns, strict=True))
    return tidy(figures_of(table, letters, original, remark=remark), ordinary=ORDINARY)


def read_document(document: Document, asked: Asked) -> pd.DataFrame:
    """Return every figure of a user's OEWS file, checked against what OEWS prints."""
    parts = [_of(table, asked) for table in _checked(document, asked)]
    return parts[0] if len(parts) == 1 else combine(parts)


def read_wide(document: Document, asked: Asked) -> list[Wide]:
    """Return the typed wide tables of a user's OEWS file, checked as its figures are."""
    return [wide_of(table) for table in _checked(document, asked)]


def from_wide(found: list[Wide]) -> pd.DataFrame:
    """Return the tidy figures of typed wide tables, or of some rows of them."""
    _report(text for wide in found for text in reports_of(wide))
    parts = [tidy(figures_in(wide), ordinary=ORDINARY) for wide in found if len(wide.cells)]
    if not parts:
        return empty()
    return parts[0] if len(parts) == 1 else combine(parts)


def wide_frame(found: list[Wide]) -> pd.DataFrame:
    """Return typed wide tables as a frame; see `hitdata.reading.wide`."""
    _report(text for wide in found for text in reports_of(wide))
    frames = [frame_of(wide) for wide in found]
    return frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)


def _checked(document: Document, asked: Asked) -> list[Table]:
    """Return the tables of a document, once they are found to be what OEWS prints."""
    found = tables(document, asked)
    for table in found:
        bounds = since(TOP_CODES, int(table.release[:4])) if table.release else None
        table.check(bounds[1] if bounds else None)
    return found


def _of(table: Table, asked: Asked) -> pd.DataFrame:
    _report(table.reports)
    cells = table.sheet.coded
    if asked.soc is not None:
        rows = table.rows.index[table.rows["occ_code"].isin(asked.soc)]
        cells = cells[(cells.index == table.heading) | cells.index.isin(rows)]
    return read(cells, table.original, remark=table.remark) if len(cells) > 1 else empty()


def _report(doubts: Iterable[str]) -> None:
    for text in doubts:
        warnings.warn(text, Reported, stacklevel=2)


def _heading_row(cells: pd.DataFrame, file: str) -> int:
    row = heading_row(cells)
    if row is None:
        raise SourceError(f"{file}: no heading OCC_CODE; an OEWS table has one")
    return row


def _table(cells: pd.DataFrame, file: str) -> pd.DataFrame:
    """Return the rows below the heading, under our names."""
    row = _heading_row(cells, file)
    heading = cells.loc[row].astype("str").map(heading_of).replace(NAMES)
    table = cells.loc[row + 1 :].set_axis(heading.to_list(), axis=1)
    lacking = {"occ_code", "occ_title", "tot_emp", "a_mean"} - set(table)
    if lacking:
        raise SourceError(f"{file}: no column {', '.join(sorted(lacking))}; found {list(heading)}")
    table["occ_code"] = each_once(table["occ_code"], lambda texts: texts.str.strip())
    return table[each_once(table["occ_code"], is_code).to_numpy(dtype=bool)]
