"""The waist: what one row of the tidy table says, column by column and code by code.

One row is one published figure. Its columns, in the order of the table, and those of the reference
tables beside it stand in ``columns.csv``, its closed code lists in ``codes.csv``, and nowhere else:
`hitdata.table.validate` enforces them, `hitdata.codebook` prints them. Nothing there is renamed.
Lists that grow with a new publisher (publisher, source, coverage, ...) are declared by the source
that brings them.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from hitdata.errors import unknown

__all__ = ["CODES", "CODE_SOURCES", "COLUMNS", "DTYPES", "FILTERS", "KEY", "PERIOD", "TABLES",
           "Column", "code_lists", "columns_of", "listed"]  # fmt: skip


class Column(NamedTuple):
    """A column of a table: its type, unit and meaning, what missing means, and its model."""

    name: str
    dtype: str
    unit: str
    meaning: str
    missing: str
    source: str


def columns_of(table: str) -> list[Column]:
    """Return the columns of a table; those that every reference table has come last.

    >>> [column.name for column in columns_of("parities")]
    ['area', 'year', 'printed', 'value', 'file', 'sha256', 'locator']
    """
    if table not in (known := ["figures", *TABLES]):
        raise unknown("table", table, known)
    wanted = [table] if table == "figures" else [table, ""]
    return [Column(*row[1:]) for row in _COLUMNS if row[0] in wanted]


def listed(module: str, name: str) -> list[list[str]]:
    """Return the rows of a CSV that stands beside a ``module``, without its heading."""
    with Path(module).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def code_lists(rows: list[list[str]]) -> dict[str, dict[str, str]]:
    """Return column -> code -> meaning, with which each of ``rows`` begins."""
    found: dict[str, dict[str, str]] = {}
    for column, code, meaning, *_ in rows:
        found.setdefault(column, {})[code] = meaning
    return found


#: Rows of both files.
_COLUMNS, _CODES = listed(__file__, "columns.csv"), listed(__file__, "codes.csv")

#: Reference tables of the bundle, beside that of figures.
TABLES = sorted({row[0] for row in _COLUMNS} - {"figures", ""})

#: The columns of the tidy table.
COLUMNS = columns_of("figures")

#: Column -> dtype, enforced on every frame that leaves the library.
DTYPES = {column.name: column.dtype for column in COLUMNS}

#: What tells two figures apart; a key that occurs twice is an error.
KEY = (
    "publisher", "source", "release", "quoted_by", "occupation", "soc", "level", "area",
    "industry", "ownership", "coverage", "measure", "statistic", "error_of", "range_kind",
    "pay_basis", "unit", "period", "base_year", "projected_year", "experience_min",
    "experience_max",
)  # fmt: skip

#: Columns that `hitdata.load` filters by, beside the identifier.
FILTERS = ("publisher", "source", "release", "soc", "occupation", "measure", "statistic", "unit",
           "area", "industry", "ownership", "level", "coverage", "status", "quoted_by")  # fmt: skip

#: A month, a year, or a range of either.
PERIOD = r"\d{4}(-(0[1-9]|1[0-2]))?(/\d{4}(-(0[1-9]|1[0-2]))?)?"

#: Closed lists: column -> code -> meaning.
CODES = code_lists(_CODES)

#: Where the codes of a closed list come from.
CODE_SOURCES = {column: source for column, _, _, source in _CODES}
