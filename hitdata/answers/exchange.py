"""The table for other programs: a Data Package of CSV files, described for R, Stata and SQL.

Data Package version 2 (datapackage.org): one JSON beside plain files, with the type, meaning and
codes of every column, the originals as sources and their licences.
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from hitdata.data import bundled
from hitdata.table.schema import CODES, COLUMNS, columns_of

__all__ = ["data_package"]

#: dtype -> type of a field.
TYPES = {"str": "string", "float64": "number", "Int64": "integer", "int64": "integer",
         "bool": "boolean"}  # fmt: skip

#: Reference tables that go along: name of the file -> what returns it.
BESIDE = {"titles": bundled.titles, "crosswalk": bundled.crosswalk, "prices": bundled.prices,
          "parities": bundled.price_parities, "areas": bundled.area_titles,
          "industries": bundled.industry_titles, "originals": bundled.originals}  # fmt: skip


def data_package(folder: str | Path, *, figures: pd.DataFrame | None = None) -> Path:
    """Write figures and reference tables as a Data Package; return the path of datapackage.json.

    ``figures`` (None: every figure that was read from its publisher) become figures.csv, whose
    columns and units are those of `hitdata.codebook`. A missing value is an empty cell.

    >>> from tempfile import mkdtemp
    >>> wages = bundled.load("29-9021", release="2025-05", area="US")
    >>> [part["name"] for part in json.loads(data_package(mkdtemp(), figures=wages).read_text())
    ...  ["resources"]][:3]
    ['figures', 'titles', 'crosswalk']
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    rows = bundled.load() if figures is None else figures
    frames = {"figures": rows} | {name: read() for name, read in BESIDE.items()}
    resources = []
    for name, frame in frames.items():
        path = folder / f"{name}.csv"
        frame.to_csv(path, index=False, lineterminator="\n", date_format="%Y-%m-%d")
        schema = {"fields": _fields(name, frame), "missingValues": [""]}
        if name == "figures":
            schema["primaryKey"] = ["figure_id"]
        resources.append({"name": name, "type": "table", "path": path.name, "format": "csv",
                          "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
                          "bytes": path.stat().st_size})  # fmt: skip
    used = frames["originals"].drop_duplicates("sha256")
    used = used[used["sha256"].isin(rows["sha256"])]
    described = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "hitdata",
        "title": "Published wages and job projections for health information technology careers",
        "licenses": [{"name": "other", "title": licence} for licence in used["licence"].unique()],
        "sources": [{"title": title, "path": page} for title, page in
                    used[["title", "page"]].drop_duplicates().itertuples(index=False)],
        "resources": resources,
    }  # fmt: skip
    target = folder / "datapackage.json"
    target.write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return target


def _fields(table: str, frame: pd.DataFrame) -> list[dict[str, object]]:
    """Return a field per column: name, type, meaning, and the codes of a closed list."""
    columns = COLUMNS if table in {"figures", "originals"} else columns_of(table)
    meanings = {column.name: column.meaning for column in columns}
    fields: list[dict[str, object]] = []
    for name, dtype in frame.dtypes.items():
        kind = "date" if str(dtype).startswith("datetime") else TYPES[str(dtype)]
        field = {"name": name, "type": kind, "description": meanings.get(str(name), "")}
        if table == "figures" and name in CODES:
            field["constraints"] = {"enum": list(CODES[str(name)])}
        fields.append(field)
    return fields
