"""The codebook: every column and every code of the tidy table, as a table of its own.

Columns and closed lists come from `hitdata.schema`; codes of the growing lists (publisher,
source, coverage, ...) from the source modules that bring them.
"""

from __future__ import annotations

import pandas as pd

from hitdata.schema import CODE_SOURCES, CODES, COLUMNS
from hitdata.sources import names, source

__all__ = ["codebook"]

FIELDS = ["column", "code", "type", "unit", "meaning", "missing", "source"]


def codebook() -> pd.DataFrame:
    """Return a row per column and per code: column, code, type, unit, meaning, missing, source.

    A row without ``code`` describes the column; ``missing`` says what a missing value means.

    >>> book = codebook().set_index(["column", "code"])
    >>> book.loc[("statistic", "p50"), "meaning"]
    'median'
    >>> book.loc[("publisher", "BLS"), "source"]
    'hitdata.sources.ep, hitdata.sources.oews'
    """
    codes = _codes()
    rows: list[tuple[str, ...]] = []
    for column in COLUMNS:
        rows.append(
            (column.name, "", column.dtype, column.unit, column.meaning, column.missing,
             column.source)
        )  # fmt: skip
        rows += [(column.name, code, "", "", *entry) for code, entry in
                 codes.get(column.name, {}).items()]  # fmt: skip
    return pd.DataFrame(rows, columns=FIELDS, dtype="str")


def _codes() -> dict[str, dict[str, tuple[str, str, str]]]:
    """Return column -> code -> (meaning, "", where the code comes from)."""
    found = {
        column: {code: (meaning, "", CODE_SOURCES[column]) for code, meaning in codes.items()}
        for column, codes in CODES.items()
    }
    for name in names():
        module = source(name)
        for column, codes in getattr(module, "CODES", {}).items():
            for code, meaning in codes.items():
                known = found.setdefault(column, {}).get(code)
                brought = f"{known[2]}, {module.__name__}" if known else module.__name__
                found[column][code] = (known[0] if known else meaning, "", brought)
    return found
