"""Employment Projections: base and projected employment, change and openings by occupation.

Publisher         U.S. Bureau of Labor Statistics
Raw files         "occupation" workbooks, Table 1.7 (2024-34: Table 1.2), and CSV downloads of the
                  projections tool; a row per occupation of the National Employment Matrix
Reference period  a base year and the year ten years on; the wage has a year of its own
Coverage          all jobs, those of the self-employed included; a worker with two jobs counts twice
Units             printed in thousands of jobs with one decimal, read as jobs; percent; the wage is
                  OEWS's median, restated, in nominal dollars per year

Openings are two concepts: growth and replacement over ten years until round 2014-24, growth and
separations as an annual average from 2016-26 on. Education, experience and training are no
numbers and go into the table of attributes.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping

import pandas as pd

from hitdata.cells import place
from hitdata.documents import Document, Reported
from hitdata.documents.asked import MISSING, Asked
from hitdata.errors import SourceError
from hitdata.observations import check as checked
from hitdata.observations import empty, tidy
from hitdata.originals import Original
from hitdata.sources.ep.files import (
    check,
    contradictions,
    merged,
    missing_rows,
    published,
    why_not,
)
from hitdata.sources.ep.rows import (
    NEEDED,
    SOC_SYSTEMS,
    codes_of,
    extent,
    keys,
    soc_system,
    table_of,
)

__all__ = [
    "ATTRIBUTES",
    "CODES",
    "EXAMPLE",
    "SOC_SYSTEMS",
    "attributes",
    "cut",
    "keys",
    "read",
    "read_document",
    "soc_system",
    "table_of",
    "why_not",
]

#: What users bring, for the list of what can be read.
EXAMPLE = "occupation.xlsx of a round, or Employment Projections.csv, raw or saved again"

#: Values of the growing code lists that this product brings.
CODES = {
    "publisher": {"BLS": "U.S. Bureau of Labor Statistics"},
    "source": {"EP": "Employment Projections, National Employment Matrix"},
    "coverage": {"all jobs": "wage and salary jobs, self-employed and agriculture included"},
    "industry": {"cross-industry": "all industries that the product covers"},
    "origin": {"BLS OEWS": "a wage of OEWS, restated"},
}

#: Values that a figure_id leaves out, because EP figures ordinarily have them.
ORDINARY = {
    "industry": ["cross-industry"],
    "level": ["detailed"],
    "coverage": ["all jobs", "wage and salary jobs"],
    "pay_basis": ["straight-time gross pay"],
}

#: Column of ours -> (measure, statistic, unit, thousands).
SERIES = {
    "employment": ("employment", "total", "jobs", True),
    "change": ("employment change", "total", "jobs", True),
    "percent change": ("employment change", "percent", "percent", False),
    "openings": ("openings", "total", "jobs", True),
    "ten-year openings": ("openings, ten-year total", "total", "jobs", True),
    "share": ("employment share", "percent", "percent", False),
    "self-employed": ("self-employed share", "percent", "percent", False),
    "wage": ("wage", "p50", "USD/year", False),
}

#: What the least of a round's tables has.
LEAST = {"occupation": 1, "soc": 1, "employment": 2, "change": 1}

#: Attributes of an occupation that are no number.
ATTRIBUTES = {
    "education": "typical education needed for entry",
    "experience": "work experience in a related occupation",
    "training": "typical on-the-job training",
}


def cut(cells: pd.DataFrame, codes: frozenset[str]) -> pd.DataFrame:
    """Return the title and headings, the rows of ``codes``, and the footnotes."""
    found = cells.apply(lambda column: codes_of(column).isin(codes)).any(axis=1)
    first, last = extent(cells, "cells")
    return cells[found | (cells.index < first) | (cells.index > last)]


def read(
    cells: pd.DataFrame, original: Original, *, needed: Mapping[str, int] = NEEDED
) -> pd.DataFrame:
    """Return every figure in the cells of one EP table as tidy rows, thousands as jobs."""
    table, columns = table_of(cells, original.file, needed=needed)
    if not original.period:
        years = sorted(year for name, year in columns.values() if name == "employment")
        original = original._replace(period="/".join(years))
    figures = [
        _figures(table[letter], name, letter, year, original)
        for letter, (name, year) in columns.items()
        if name in SERIES
    ]
    return tidy(pd.concat(figures).join(keys(table, columns, original)), ordinary=ORDINARY)


def read_document(document: Document, asked: Asked) -> pd.DataFrame:
    """Return every figure of a user's EP file, thousands as jobs, each figure once."""
    frames = []
    for sheet in published(document.sheets):
        blank = dict.fromkeys(Original._fields, "")
        original = Original(**blank | {"file": document.name, "sheet": sheet.name,
                                       "sha256": document.sha256})  # fmt: skip
        first, last = extent(sheet.cells, document.name)
        sheet.refuse_cut_lines(
            sheet.cells.loc[first:last].index, sheet.cells.index[0], document.name
        )
        frames.append(read(sheet.cells, original, needed=LEAST))
        check(frames[-1], document.name)
        if doubt := contradictions(frames[-1]):
            warnings.warn(f"{document.name}: {doubt}", Reported, stacklevel=2)
    figures = merged(frames, document.name)
    if missing := missing_rows(frames[0], published(document.sheets)[0].cells):
        said = f"{document.name}: {missing}; rows are missing"
        if asked.partial is False:
            raise SourceError(f"{said}, expected a whole table")
        if asked.partial is None:
            warnings.warn(f"{said}, and its figures say so", Reported, stacklevel=2)
        figures["note"] = (figures["note"] + "; " + MISSING).fillna(MISSING)
    if asked.soc is not None:
        figures = figures[figures["soc"].isin(asked.soc)].reset_index(drop=True)
    return checked(figures) if len(figures) else empty()


def attributes(cells: pd.DataFrame, original: Original) -> pd.DataFrame:
    """Return education, experience and training by occupation, as printed."""
    table, columns = table_of(cells, original.file)
    rows = keys(table, columns, original)
    frames = [
        rows[["publisher", "source", "release", "occupation", "soc", "soc_system", "file"]].assign(
            attribute=ATTRIBUTES[name],
            printed=table[letter],
            locator=place(original.sheet, table.index, [letter] * len(table)),
        )
        for letter, (name, _) in columns.items()
        if name in ATTRIBUTES
    ]
    found = pd.concat(frames, ignore_index=True)
    return found[~found["printed"].isin(["", "—"])].reset_index(drop=True)


def _figures(
    printed: pd.Series, name: str, letter: str, year: str, original: Original
) -> pd.DataFrame:
    """Return the figures of one column."""
    measure, statistic, unit, thousands = SERIES[name]
    text = printed.str.strip().str.replace(r"[,$]", "", regex=True)
    number = pd.to_numeric(text.str.removeprefix(">="), errors="coerce")
    coded = text.str.startswith(">=") & number.notna()
    missing = text.isin(["—", "–", "N/A", ""])
    if (bad := number.isna() & ~missing).any():
        row = bad.idxmax()
        raise SourceError(
            f"{original.file}: {name} in row {row} prints {printed[row]!r}; expected a number, "
            ">= and a bound, N/A or a dash"
        )
    # thousands have one decimal: the product is a whole number of jobs
    value = (number * 1000).round() if thousands else number
    status = pd.Series("normal", index=printed.index).mask(coded, "top-coded")
    frame = pd.DataFrame(
        {
            "measure": measure,
            "statistic": statistic,
            "unit": unit,
            "printed": printed,
            "value": value.mask(coded),
            "threshold": value.where(coded),
            "status": status.mask(missing, "not released"),
            "bound": status.map({"normal": "=", "top-coded": ">="}).mask(missing),
            "locator": place(original.sheet, printed.index, [letter] * len(printed)),
            "period": year or original.period,
            "coverage": "wage and salary jobs" if name == "wage" else "all jobs",
            "pay_basis": "straight-time gross pay" if name == "wage" else None,
        }
    )
    if name == "wage":
        return frame.assign(
            origin="BLS OEWS",
            origin_why="the EP tables say that their wages are data of OEWS",
            note=f"OEWS median of May {year}, printed beside the projection",
        )
    return frame
