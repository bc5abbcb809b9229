"""OEWS tables as typed wide tables: a row per published row, as fast as the file can be read.

Such a table is a pair: the cells as they are printed, and the number and status of every figure.
Cells are codes of texts under the letters of a spreadsheet; ``row`` leads back to the file. From
the cells of some occupations their tidy figures are made when asked for, from the numbers a frame.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from hitdata.distinct import categorical, coded
from hitdata.documents.wide import Wide
from hitdata.originals import Original
from hitdata.sources.oews.figures import SERIES, STATUSES, Stack, figures_of, statuses
from hitdata.sources.oews.files import Table

__all__ = ["figures_in", "frame_of", "reports_of", "wide_of"]


def wide_of(table: Table) -> Wide:
    """Return a checked table as a typed one."""
    rows = table.rows
    letters = {name: letter for letter, name in table.names.items()}
    columns = {letters[name]: _codes(rows[name]) for name in rows}
    cells = pa.table({"row": pa.array(rows.index.to_numpy(), pa.int32()), **columns})
    said = {
        "names": table.names,
        "soc": letters["occ_code"],
        "of": table.original._asdict(),
        "remark": table.remark,
        "reports": table.reports,
    }
    names = list(table.understood)
    meanings = [text.meanings[text.codes] for text in table.understood.values()]
    stack = Stack.of(rows, table.document.name, names)
    figures = {}
    for name, status in zip(
        names, np.split(statuses(np.concatenate(meanings), stack), len(names)), strict=True
    ):
        figures[name] = pa.array(table.numbers[name])
        figures[f"{name}_status"] = pa.array(status)
    return Wide(cells.replace_schema_metadata({"hitdata": json.dumps(said)}), pa.table(figures))


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


def figures_in(wide: Wide) -> pd.DataFrame:
    """Return the figures of a typed table, or of some rows of it, as `figures_of` does."""
    said = _said(wide)
    rows = pd.Index(wide.cells["row"].to_numpy())
    texts = {name: categorical(wide.cells[letter]) for letter, name in said["names"].items()}
    letters = {name: letter for letter, name in said["names"].items()}
    table = pd.DataFrame(texts, index=rows, copy=False)
    return figures_of(table, letters, Original(**said["of"]), remark=said["remark"])


def reports_of(wide: Wide) -> list[str]:
    """Return what is in doubt in a typed table."""
    return list(_said(wide)["reports"])


def _codes(column: pd.Series) -> pa.DictionaryArray:
    codes, texts = coded(column)
    narrow = np.min_scalar_type(-max(len(texts), 1))
    return pa.DictionaryArray.from_arrays(
        pa.array(codes.astype(narrow)), pa.array(texts, pa.large_string())
    )


def _said(wide: Wide) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(wide.cells.schema.metadata[b"hitdata"])
    return found
