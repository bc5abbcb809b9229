"""Build the bundled tables: every cut in data/raw, read once, into the package.

    python -m tools.bundle

writes ``hitdata/data/tables/*.parquet``, which is what `hitdata.load` reads. The tables are built,
never edited: a wheel is built with them, and `make tables` renews them when a cut or a source
changes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from hitdata.data.bundled import FOLDER, VALUES
from hitdata.errors import HitdataError, InvalidFigure
from hitdata.sources import Options
from hitdata.table import combine
from hitdata.table.schema import FILTERS, TABLES, columns_of
from tools.originals import open_cut, read_originals
from tools.sources import source

__all__ = ["build", "read_raw", "validate_reference"]

#: Rows of the figures that are read at a time: about those of one occupation.
GROUP = 16_384


def build(raw: Path, folder: Path = FOLDER) -> dict[str, int]:
    """Write the bundled tables of the cuts in ``raw``; return the number of rows of each."""
    tables = read_raw(raw)
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        path = folder / f"{name}.parquet"
        arrow = pa.Table.from_pandas(table, preserve_index=False)
        if name == "figures":
            values = {column: sorted(table[column].dropna().unique()) for column in FILTERS}
            arrow = arrow.replace_schema_metadata(
                {**arrow.schema.metadata, VALUES: json.dumps(values)}
            )
        # texts of which each is another are stored as differences, the others as codes
        unique = [column for column in ("figure_id", "locator") if column in table]
        pq.write_table(
            arrow, path.with_suffix(".new"), compression="zstd", compression_level=9,
            row_group_size=GROUP, use_dictionary=[c for c in table if c not in unique],
            column_encoding=dict.fromkeys(unique, "DELTA_BYTE_ARRAY"),
        )  # fmt: skip
        # whoever reads the table meanwhile sees the old one or the new one, never half of it
        path.with_suffix(".new").replace(path)
    return {name: len(table) for name, table in tables.items()}


def read_raw(raw: Path) -> dict[str, pd.DataFrame]:
    """Return every bundled table: figures, attributes, titles, crosswalk, prices, originals."""
    originals = read_originals(raw / "SOURCES.csv")
    files = [open_cut(raw, original) for original in originals]  # an edited one, before any is read
    figures: list[pd.DataFrame] = []
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in TABLES}
    for original, file in zip(originals, files, strict=True):
        found = source(original.source)
        options = Options(original=original)
        figures.append(found.read(file, options))
        for name, rows in found.tables.items():
            parts[name].append(rows(file, options))
    return {
        "figures": _sorted(combine(figures)),
        **{
            name: validate_reference(name, pd.concat(frames, ignore_index=True))
            for name, frames in parts.items()
        },
        "originals": pd.DataFrame(originals).astype("str"),
    }


def validate_reference(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a bundled table if its columns and types are those listed, else `InvalidFigure`."""
    listed = {column.name: column.dtype for column in columns_of(table)}
    here = frame.dtypes.astype("str")
    wrong = [name for name in here.index if here[name] != listed.get(name)]
    if lacking := [*wrong, *(set(listed) - set(here.index) - {"sha256"})]:
        raise InvalidFigure(f"{table}: column {lacking[0]!r} is not as columns.csv lists it")
    return frame


def _sorted(figures: pd.DataFrame) -> pd.DataFrame:
    """Return an occupation's figures together, so that reading them reads little else.

    What guides and pages quote comes last, as few readers ask for it.
    """
    quoted = figures["quoted_by"].notna()
    parts = (figures[own].sort_values("soc", kind="stable") for own in (~quoted, quoted))
    return pd.concat(parts, ignore_index=True)


def main() -> None:
    """Build the tables of this checkout, and say how many rows each has."""
    checkout = Path(__file__).parents[1]
    try:
        for table, rows in build(checkout / "data" / "raw").items():
            print(f"{table}: {rows:,} rows")
    except HitdataError as error:
        sys.exit(f"tables: {error}")


if __name__ == "__main__":
    main()
