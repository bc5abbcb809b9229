"""OEWS tables as typed wide tables: a row per published row, as fast as the file can be read.

Every figure has three columns: its number, a status beside it (``a_median_status``), and the text
as printed (``a_median_text``). What names the row (area, industry, owner, occupation) is a
category. Rows are sorted by occupation, so that one can be had without the others; ``row`` leads
back to the file. From such a table the tidy figures of some occupations are made when asked for.
"""

from __future__ import annotations

import json

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from hitdata.errors import SourceError
from hitdata.sources.oews.checks import numbers
from hitdata.sources.oews.files import Table
from hitdata.sources.oews.layouts import NAMES, heading_of

__all__ = ["FIGURES", "cells_of", "typed"]

#: Mark -> status; a blank was not printed at all.
MARKS = {"*": "not released", "**": "not released", "***": "not released", "#": "top-coded",
         "~": "bottom-coded", "": None}  # fmt: skip

#: Columns that hold figures.
FIGURES = (
    "tot_emp", "emp_prse", "jobs_1000", "loc_quotient", "pct_total", "pct_rpt", "mean_prse",
    *(f"{pay}_{what}" for pay in "ha"
      for what in ("mean", "pct10", "pct25", "median", "pct75", "pct90")),
)  # fmt: skip


def cells_of(table: pa.Table) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the rows of a typed table as text cells below their heading, and what it is of."""
    said = json.loads(table.schema.metadata[b"hitdata"])
    columns = {}
    for letter, heading in said["headings"].items():
        name = NAMES.get(heading_of(heading), heading_of(heading))
        held = f"{name}_text" if f"{name}_text" in table.column_names else name
        texts = table[held].cast(pa.large_string()) if held in table.column_names else \
            pa.nulls(len(table), pa.large_string())  # fmt: skip
        columns[letter] = pd.array(texts, dtype="str")
    rows = pd.DataFrame(columns, index=table["row"].to_pandas()).fillna("").sort_index()
    heading = pd.DataFrame([said["headings"]], index=[said["row"]], dtype="str")
    return pd.concat([heading, rows]), said["of"]


def typed(table: Table) -> pa.Table:
    """Return a table as a typed one; its metadata holds headings, release and file."""
    rows = table.rows
    columns = {"row": pa.array(rows.index, pa.int32())}
    for name in rows:
        text = pa.array(rows[name], pa.large_string())
        if name in FIGURES:
            columns[name] = pa.array(numbers(rows[name]), from_pandas=True)
            encoded = text.dictionary_encode()
            columns[f"{name}_status"] = _status(encoded, columns[name], table, name)
            columns[f"{name}_text"] = encoded
        else:
            columns[name] = text.dictionary_encode()
    columns["release"] = pa.array([table.release] * len(rows)).dictionary_encode()
    cells = table.sheet.cells
    said = {"headings": dict(cells.loc[table.heading]), "row": table.heading,
            "of": table.original._asdict()}  # fmt: skip
    found = pa.table(columns).replace_schema_metadata({"hitdata": json.dumps(said)})
    return found.take(pc.sort_indices(rows["occ_code"].to_numpy(dtype=object)))


def _status(
    encoded: pa.DictionaryArray, value: pa.Array, table: Table, name: str
) -> pa.DictionaryArray:
    """Return normal, or what the mark says; another text than a number or mark is refused."""
    trimmed = pc.utf8_trim_whitespace(encoded.dictionary)
    marks = pc.index_in(trimmed, value_set=pa.array(list(MARKS), pa.large_string()))
    mark = marks.take(encoded.indices)
    bad = pc.and_(pc.is_null(mark), pc.is_null(value))
    if pc.any(bad).as_py():
        at = pc.index(bad, True).as_py()
        raise SourceError(
            f"{table.document.name}: {name} in row {table.rows.index[at]} prints "
            f"{table.rows[name].iloc[at]!r}; expected a number, *, **, ***, # or ~"
        )
    names = ["normal", *dict.fromkeys(filter(None, MARKS.values()))]
    codes = pa.array([names.index(s) if s else None for s in MARKS.values()], pa.int8())
    code = pc.if_else(pc.is_null(mark), pa.scalar(0, pa.int8()), codes.take(pc.fill_null(mark, 0)))
    return pa.DictionaryArray.from_arrays(code, pa.array(names))
