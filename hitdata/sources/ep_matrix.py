"""EP line items: base and projected employment of every occupation, round by round.

Publisher         U.S. Bureau of Labor Statistics
Raw files         those of `hitdata.sources.ep`; of each row only title, code, type and employment
Reference period  a base year and the year ten years on
Coverage          all jobs, those of the self-employed included
Units             printed in thousands of jobs with one decimal, read as jobs

Line items are the finest rows of a round and add up to all jobs. The family's rows say what was
projected for it; all rows are needed to say how rounds fared, and how fast jobs grew on average
in the six rounds whose download has no line for all occupations.
"""

from __future__ import annotations

import pandas as pd

from hitdata.errors import SourceError
from hitdata.originals import Original
from hitdata.sources.ep import keys, table_of

__all__ = ["cut", "matrix"]

#: What the cut keeps of a table, and in how many columns.
NEEDED = {"occupation": 1, "soc": 1, "employment": 2}


def cut(cells: pd.DataFrame, _codes: frozenset[str]) -> pd.DataFrame:
    """Return headings and line items of all occupations, with the columns that are needed."""
    table, columns = table_of(cells, "cells", needed=NEEDED)
    kept = [letter for letter, (name, _) in columns.items() if name in {*NEEDED, "type"}]
    headings = cells.index < table.index[0]
    return cells.loc[headings | cells.index.isin(_line_items(table, columns).index), kept]


def matrix(cells: pd.DataFrame, original: Original) -> pd.DataFrame:
    """Return a row per line item.

    Columns: release, base_year, projected_year, soc, soc_system, occupation, base_employment and
    projected_employment (jobs), file, sha256, locator (of base employment).
    """
    table, columns = table_of(cells, original.file, needed=NEEDED)
    table = _line_items(table, columns)
    found = keys(table, columns, original)
    years = {int(year): letter for letter, (name, year) in columns.items() if name == "employment"}
    jobs = {
        f"{when}_employment": _jobs(table[years[year]], original)
        for when, year in (("base", min(years)), ("projected", max(years)))
    }
    names = ["release", "base_year", "projected_year", "soc", "soc_system", "occupation"]
    where = f"{original.sheet}!{years[min(years)]}" if original.sheet else "line "
    return (
        found[names]
        .assign(**jobs, file=original.file, sha256=original.sha256)
        .assign(locator=[f"{where}{row}" for row in table.index])
        .reset_index(drop=True)
    )


def _line_items(table: pd.DataFrame, columns: dict[str, tuple[str, str]]) -> pd.DataFrame:
    """Return the rows that are no summaries; a download has line items alone."""
    for letter, (name, _) in columns.items():
        if name == "type":
            return table[table[letter].str.strip().str.lower().eq("line item")]
    return table


def _jobs(printed: pd.Series, original: Original) -> pd.Series:
    number = pd.to_numeric(printed.str.strip().str.replace(",", ""), errors="coerce")
    if number.isna().any():
        row = number.isna().idxmax()
        raise SourceError(
            f"{original.file}: employment in row {row} prints {printed[row]!r}; expected thousands"
        )
    return (number * 1000).round()
