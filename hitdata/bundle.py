"""Build the bundled tables: every cut in data/raw, read once, into the package.

``python -m hitdata.bundle`` writes ``hitdata/tables/*.parquet``, which is what `hitdata.load`
reads. The tables are built, never edited: a wheel is built with them, and `make tables` renews
them when a cut or a reader changes.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from hitdata.cells import read_cut
from hitdata.errors import SourceError
from hitdata.observations import combine
from hitdata.originals import Original, read_originals
from hitdata.sources import TABLES, source
from hitdata.tables import FOLDER

__all__ = ["build", "read_raw"]


def build(raw: Path, folder: Path = FOLDER) -> dict[str, int]:
    """Write the bundled tables of the cuts in ``raw``; return the number of rows of each."""
    tables = read_raw(raw)
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        path = folder / f"{name}.parquet"
        table.to_parquet(path.with_suffix(".new"), index=False, compression="zstd")
        # whoever reads the table meanwhile sees the old one or the new one, never half of it
        path.with_suffix(".new").replace(path)
    return {name: len(table) for name, table in tables.items()}


def read_raw(raw: Path) -> dict[str, pd.DataFrame]:
    """Return every bundled table: figures, attributes, titles, crosswalk, prices, originals."""
    originals = read_originals(raw / "SOURCES.csv")
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in TABLES}
    for original in originals:
        module, cells = source(original.reader), _cells(raw, original)
        for name, function in TABLES.items():
            if hasattr(module, function):
                parts[name].append(getattr(module, function)(cells, original))
    tables = {name: pd.concat(frames, ignore_index=True) for name, frames in parts.items()
              if name != "figures"}  # fmt: skip
    return {
        "figures": combine(parts["figures"]),
        **tables,
        "originals": pd.DataFrame(originals).astype("str"),
    }


def _cells(raw: Path, original: Original) -> pd.DataFrame:
    path = raw / original.cut
    if not path.is_file():
        raise SourceError(f"{path}: listed in SOURCES.csv but not there; `make data` writes it")
    return read_cut(path)


if __name__ == "__main__":
    checkout = Path(__file__).parents[1]
    for table, rows in build(checkout / "data" / "raw").items():
        print(f"{table}: {rows:,} rows")
