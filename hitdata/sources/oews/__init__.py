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

import numpy as np
import pandas as pd
import pyarrow as pa

from hitdata.cells import place
from hitdata.documents import Document
from hitdata.documents.asked import Asked
from hitdata.errors import SourceError
from hitdata.observations import combine, empty, tidy
from hitdata.originals import Original
from hitdata.sources.oews.checks import numbers
from hitdata.sources.oews.files import Table, heading_row, tables, why_not
from hitdata.sources.oews.layouts import NAMES, heading_of
from hitdata.sources.oews.places import area_notes, areas, industries, owners
from hitdata.sources.oews.wide import cells_of, typed

__all__ = [
    "CODES", "EXAMPLE", "cut", "from_wide", "read", "read_document", "read_wide", "why_not",
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

#: End of a published column's name -> percentile; these alone are ever top-coded.
PERCENTILES = {"pct10": "p10", "pct25": "p25", "median": "p50", "pct75": "p75", "pct90": "p90"}

#: Published column -> (measure, statistic, the statistic an error belongs to, unit).
SERIES = {
    "tot_emp": ("employment", "total", None, "jobs"),
    "emp_prse": ("employment", "rse", "total", "percent"),
    "jobs_1000": ("jobs per 1,000", "ratio", None, "jobs per 1,000 jobs"),
    "loc_quotient": ("location quotient", "ratio", None, "ratio"),
    "pct_total": ("employment share", "percent", None, "percent"),
    "pct_rpt": ("reporting establishments", "percent", None, "percent"),
    "h_mean": ("wage", "mean", None, "USD/hour"),
    "a_mean": ("wage", "mean", None, "USD/year"),
    "mean_prse": ("wage", "rse", "mean", "percent"),
    **{f"h_{name}": ("wage", p, None, "USD/hour") for name, p in PERCENTILES.items()},
    **{f"a_{name}": ("wage", p, None, "USD/year") for name, p in PERCENTILES.items()},
}

#: First release -> SOC edition from then on.
SOC_SYSTEMS = {2000: "SOC 2000", 2010: "SOC 2000/2010 hybrid", 2012: "SOC 2010",
               2019: "SOC 2010/2018 hybrid", 2021: "SOC 2018"}  # fmt: skip

#: First release -> bounds (hour, year) at which a median or percentile was top-coded from then
#: on, from each release's field descriptions. May 2025 prints no ``#`` and wages far above the
#: bound that its own note still names: none was applied.
TOP_CODES = {2000: (70.0, 145_600.0), 2008: (80.0, 166_400.0), 2011: (90.0, 187_200.0),
             2016: (100.0, 208_000.0), 2022: (115.0, 239_200.0), 2025: None}  # fmt: skip


def cut(cells: pd.DataFrame, codes: frozenset[str]) -> pd.DataFrame:
    """Return the heading and the rows of ``codes``, of sector workbooks only those of sector 62."""
    table = _table(cells, "cells")
    rows = table["occ_code"].isin(codes)
    if "naics" in table:
        rows &= table["naics"].isin(["000000", "62"])
    heading = cells.index == _heading_row(cells, "cells")
    return cells[heading | cells.index.isin(table.index[rows])]


def read(cells: pd.DataFrame, original: Original) -> pd.DataFrame:
    """Return every figure in the cells of one OEWS table as tidy rows, unconverted."""
    table = _table(cells, original.file)
    figures = _figures(table, dict(zip(table.columns, cells.columns, strict=True)), original)
    # both indexes are row numbers of the original: each figure takes the keys of its row
    return tidy(figures.join(_keys(table, original)), ordinary=ORDINARY)


def read_document(document: Document, asked: Asked) -> pd.DataFrame:
    """Return every figure of a user's OEWS file, checked against what OEWS prints."""
    parts = [_of(table, asked) for table in checked_tables(document, asked)]
    return parts[0] if len(parts) == 1 else combine(parts)


def read_wide(document: Document, asked: Asked) -> list[pa.Table]:
    """Return the typed wide tables of a user's OEWS file, checked as its figures are."""
    return [typed(table) for table in checked_tables(document, asked)]


def from_wide(found: list[pa.Table]) -> pd.DataFrame:
    """Return the tidy figures of typed wide tables, or of some rows of them."""
    parts = []
    for table in found:
        cells, said = cells_of(table)
        parts.append(read(cells, Original(**said)) if len(cells) > 1 else empty())
    return parts[0] if len(parts) == 1 else combine(parts)


def checked_tables(document: Document, asked: Asked) -> list[Table]:
    """Return the tables of a document, once they are found to be what OEWS prints."""
    found = tables(document, asked)
    for table in found:
        bounds = _since(TOP_CODES, int(table.release[:4])) if table.release else None
        table.check(bounds[1] if bounds else None)
    return found


def _of(table: Table, asked: Asked) -> pd.DataFrame:
    cells = table.sheet.cells
    if asked.soc is not None:
        heading = heading_row(cells)
        rows = table.rows.index[table.rows["occ_code"].str.strip().isin(asked.soc)]
        cells = cells[(cells.index == heading) | cells.index.isin(rows)]
    return read(cells, table.original) if len(cells) > 1 else empty()


def _heading_row(cells: pd.DataFrame, file: str) -> int:
    row = heading_row(cells)
    if row is None:
        raise SourceError(f"{file}: no heading OCC_CODE; an OEWS table has one")
    return row


def _table(cells: pd.DataFrame, file: str) -> pd.DataFrame:
    """Return the rows below the heading, under our names."""
    row = _heading_row(cells, file)
    heading = cells.loc[row].map(heading_of).replace(NAMES)
    table = cells.loc[row + 1 :].set_axis(heading.to_list(), axis=1)
    lacking = {"occ_code", "occ_title", "tot_emp", "a_mean"} - set(table)
    if lacking:
        raise SourceError(f"{file}: no column {', '.join(sorted(lacking))}; found {list(heading)}")
    table["occ_code"] = table["occ_code"].str.strip()
    return table[table["occ_code"].str.fullmatch(r"\d\d-\d{4}")]


def _figures(table: pd.DataFrame, letters: dict[str, str], original: Original) -> pd.DataFrame:
    """Return a row per printed cell: what it measures, its text and place, value and status."""
    columns = [name for name in SERIES if name in table]
    cells = table[columns].melt(var_name="column", value_name="printed", ignore_index=False)
    # a column that a release carries for another product is blank there: no figure at all
    promised = cells["column"].isin(["tot_emp", "a_mean"]) | (original.copy == "converted")
    cells = cells[cells["printed"].str.strip().ne("") | promised]
    fields = ["measure", "statistic", "error_of", "unit"]
    cells = cells.join(pd.DataFrame.from_dict(SERIES, orient="index", columns=fields), on="column")
    status = _status(cells, table, original)
    return cells.drop(columns="column").assign(
        value=numbers(cells["printed"]),
        status=status,
        bound=status.map({"normal": "=", "top-coded": ">=", "bottom-coded": "<="}),
        threshold=_threshold(cells, status, table, original),
        pay_basis=cells["measure"].map({"wage": "straight-time gross pay"}),
        locator=place(original.sheet, cells.index, cells["column"].map(letters)),
    )


def _keys(table: pd.DataFrame, original: Original) -> pd.DataFrame:
    release = "20" + table["year"].str[-2:] + "-05" if "fips" in table else original.release
    keys = pd.DataFrame(
        {
            "publisher": "BLS",
            "source": "OEWS",
            "release": release,
            # titles of 2010 and 2011 end with a star where the occupation is OEWS's own
            "occupation": table["occ_title"].str.strip().str.rstrip("*"),
            "soc": table["occ_code"],
            "soc_match": "published",
            "level": _level(table),
            "area": areas(table, original.file),
            "industry": industries(table),
            "ownership": owners(table),
            "coverage": "wage and salary jobs",
            "file": original.file,
            "sha256": original.sha256,
        },
        index=table.index,
    )
    year = keys["release"].str[:4].astype(int)
    keys["soc_system"] = year.map(lambda y: _since(SOC_SYSTEMS, y))
    keys["period"] = keys["release"]
    return keys.assign(note=area_notes(table))


def _level(table: pd.DataFrame) -> pd.Series:
    """Return the printed level; to 2011 detailed occupations are blank, totals sometimes too.

    A code that ends with -0000 is a major group, also where release 2000 prints it as detailed.
    """
    printed = table.get("level", pd.Series("", index=table.index)).str.strip().str.lower()
    code = table["occ_code"]
    printed = printed.mask(code.eq("00-0000"), "total")
    major = code.str.endswith("-0000") & code.ne("00-0000")
    return printed.mask(major, "major").replace("", "detailed")


def _status(cells: pd.DataFrame, table: pd.DataFrame, original: Original) -> pd.Series:
    """Return what each printed text says: a number, or why there is none."""
    text = cells["printed"].str.strip()
    status = pd.Series("normal", index=cells.index, dtype="str")
    status = status.where(numbers(text).notna())
    status = status.mask(text.isin(["*", "**", "***"]), "not released")
    status = status.mask(text.eq("*") & _interval_unpaid(cells, table), "not applicable")
    status = status.mask(text.eq("#"), "top-coded").mask(text.eq("~"), "bottom-coded")
    # only a conversion leaves blanks; a mean or a count was never top-coded
    lost = cells["statistic"].isin(list(PERCENTILES.values()))
    status = status.mask(text.eq("") & lost, "withheld or top-coded")
    status = status.mask(text.eq("") & ~lost, "not released")
    if (bad := status.isna().to_numpy()).any():
        cell = cells[bad].iloc[0]
        raise SourceError(
            f"{original.file}: {cell['column']} in row {cells.index[bad][0]} prints "
            f"{cell['printed']!r}; expected a number, *, **, ***, # or ~"
        )
    return status


def _interval_unpaid(cells: pd.DataFrame, table: pd.DataFrame) -> pd.Series:
    """Tell where hourly pay cannot exist (annual-only occupations), or annual pay (hourly-only)."""
    unpaid = pd.Series(False, index=cells.index)
    for flag, unit in (("annual", "USD/hour"), ("hourly", "USD/year")):
        if flag in table:
            set_ = table.index[table[flag].str.strip().str.lower().isin(["true", "1", "x"])]
            unpaid |= cells.index.isin(set_) & cells["unit"].eq(unit)
    return unpaid


def _threshold(
    cells: pd.DataFrame, status: pd.Series, table: pd.DataFrame, original: Original
) -> pd.Series:
    """Return the bound behind each top-coded, withheld or bottom-coded figure."""
    years = table["year"] if "fips" in table else pd.Series(original.release[:4], table.index)
    bounds = {year: _since(TOP_CODES, int(year)) or (None, None) for year in years.unique()}
    hour, year = (years.map({y: pair[i] for y, pair in bounds.items()}) for i in (0, 1))
    hourly = cells["unit"].eq("USD/hour").to_numpy()
    bound = np.where(hourly, hour.loc[cells.index], year.loc[cells.index]).astype(float)
    threshold = pd.Series(bound, index=cells.index)
    threshold = threshold.where(status.isin(["top-coded", "withheld or top-coded"]))
    # BLS prints ~ for less than half a percent of the establishments
    return threshold.mask(status.eq("bottom-coded"), 0.5)


def _since(table: dict, year: int):  # type: ignore[no-untyped-def, type-arg]
    """Return the entry of the latest first year that is not after ``year``."""
    return table[max(first for first in table if first <= year)]
