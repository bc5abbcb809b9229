"""A store: the figures of any number of files in a folder or bucket, each once, for any engine.

Files come in by `hitdata.add`, or ``hitdata store add``. Their figures are Parquet by source and
release under the columns of the tidy table, in ``source=OEWS/release=2024-05/KEY.parquet``, sorted
by occupation. What another file of the store holds already is left out, and the entry names that
file; a number that contradicts it is refused. All is written and read with pyarrow alone; `open`
gives the table to DuckDB, Spark or another engine by way of Ibis, from ``hitdata[scale]``.

folder    entries that are added whole or not at all, and what was damaged
kept      rows of large files, kept in the user's cache folder as they were typed
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hitdata.errors import HitdataError, SourceError, needs, unknown
from hitdata.store.folder import Entry, Folder
from hitdata.table import validate
from hitdata.table.schema import COLUMNS, DTYPES, FILTERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    from ibis.expr.types import Table

__all__ = ["MOST", "Draft", "Folder", "contents", "found", "known_values", "open", "remove",
           "tidied"]  # fmt: skip

#: Columns that are folders.
PARTITION = ("source", "release")

#: Types of the tidy table in Arrow.
TYPES = {"str": pa.string(), "float64": pa.float64(), "Int64": pa.int64(),
         "datetime64[ms]": pa.timestamp("ms")}  # fmt: skip

#: The columns of a file.
SCHEMA = pa.schema([(c.name, TYPES[c.dtype]) for c in COLUMNS if c.name not in PARTITION])

#: The columns that are folders.
_PARTITION = pa.schema([(name, pa.string()) for name in PARTITION])

#: All columns.
_SCHEMA = pa.schema([*SCHEMA, *_PARTITION])

#: Columns of texts of which each is another: stored as differences, the others as codes.
UNIQUE = ("figure_id", "locator")

#: Figures that are read at a time: some occupations of a whole release.
GROUP = 131_072

#: Figures that `hitdata.load` takes into memory from a store.
MOST = 20_000_000

#: Columns of `contents`.
CONTENTS = ["file", "read_as", "releases", "figures", "shared", "megabytes", "added", "damage",
            "sha256"]  # fmt: skip

#: Folder of figures whose release is not stated, as Hive names it.
NONE = "__HIVE_DEFAULT_PARTITION__"


class Draft:
    """The figures of one file while they are written, by source and release."""

    def __init__(self, store: Folder, about: Entry, aside: Path) -> None:
        self.store, self.about, self.aside = store, about, aside
        self.others = [e for e in _entries(store) if e["key"] != about["key"]]
        self._open: dict[str, pq.ParquetWriter] = {}
        self._held: dict[str, pd.DataFrame] = {}
        self._hashes: list[Hashes] = []
        self._values: dict[str, set[str]] = {name: set() for name in FILTERS}
        self._shared: Counter[str] = Counter()

    def add(self, figures: pd.DataFrame) -> None:
        """Write some figures, but for those that another file of the store holds."""
        for name, values in self._values.items():
            values.update(figures[name].dropna().unique())
        ordered = figures.sort_values("soc", kind="stable")
        for values_, part in ordered.groupby(list(PARTITION), dropna=False, sort=False):
            place = "/".join(f"{name}={NONE if pd.isna(value) else quote(value, safe=' ')}"
                             for name, value in zip(PARTITION, values_, strict=True))  # fmt: skip
            hashes = _hashes(part["figure_id"])
            self._hashes.append(hashes)
            new = part[~self._again(place, part, hashes)]
            if len(new):
                table = pa.Table.from_pandas(new[SCHEMA.names], SCHEMA, preserve_index=False)
                self._writer(f"{place}/{self.about['key'][:16]}.parquet").write_table(
                    table.replace_schema_metadata(None), row_group_size=GROUP
                )

    def finish(self) -> tuple[dict[str, Path], Entry]:
        """Return the files by the path where they belong, and what their list says of them."""
        for writer in self._open.values():
            writer.close()
        hashes = np.sort(np.concatenate(self._hashes)) if self._hashes else np.empty(0)
        if (hashes[1:] == hashes[:-1]).any():
            raise SourceError(f"{self.about['file']}: prints figures twice; expected each once")
        files = {path: self.aside / str(number) for number, path in enumerate(self._open)}
        values = {name: sorted(found) for name, found in self._values.items()}
        said = {"figures": len(hashes), "shared": dict(self._shared), "values": values}
        return files, self.about | said

    def still_right(self) -> bool:
        """Tell whether the other files hold what they held where these figures belong."""
        now, then = (
            {file["path"] for entry in entries for file in entry["files"]
             if file["path"].rpartition("/")[0] in self._held}
            for entries in (_entries(self.store), self.others)
        )  # fmt: skip
        return now == then

    def _writer(self, path: str) -> pq.ParquetWriter:
        if path not in self._open:
            self._open[path] = pq.ParquetWriter(
                str(self.aside / str(len(self._open))), SCHEMA, compression="zstd",
                use_dictionary=[name for name in SCHEMA.names if name not in UNIQUE],
                column_encoding=dict.fromkeys(UNIQUE, "DELTA_BYTE_ARRAY"),
            )  # fmt: skip
        return self._open[path]

    def _again(self, place: str, figures: pd.DataFrame, hashes: Hashes) -> NDArray[np.bool_]:
        """Tell which figures another file of the store holds; refuse one that it contradicts."""
        if place not in self._held:
            self._held[place] = self._of_others(place)
        at = self._held[place].index.get_indexer(hashes)
        again = at >= 0
        theirs, ours = self._held[place].iloc[at[again]], figures[again]
        self._shared.update(theirs["key"].value_counts().to_dict())
        same = ours["value"].to_numpy() == theirs["value"].to_numpy()
        same |= ours["value"].isna().to_numpy() & theirs["value"].isna().to_numpy()
        if not same.all():
            row, other = ours[~same].iloc[0], theirs[~same].iloc[0]
            (file,) = (entry["file"] for entry in self.others if entry["key"] == other["key"])
            raise SourceError(
                f"{self.about['file']}: {row['figure_id']} is {row['printed'].strip()!r} at "
                f"{row['locator']}, but {other['value']:,.10g} in {file}, which {self.store.name} "
                "holds; remove that file first if this one is right"
            )
        return again

    def _of_others(self, place: str) -> pd.DataFrame:
        """Return key of the file and value of each figure that a place holds, by its hash."""
        parts = [pd.DataFrame({"key": [], "value": []}, np.empty(0, "uint64"))]
        for other in self.others:
            for file in (file for file in other["files"] if file["path"].startswith(f"{place}/")):
                with self.store.system.open_input_file(self.store.path(file)) as stream:
                    held = pq.ParquetFile(stream)
                    for batch in held.iter_batches(GROUP, columns=["figure_id", "value"]):
                        some = batch.to_pandas()
                        key = pd.Categorical.from_codes(np.zeros(len(some), "int8"), [other["key"]])
                        parts.append(pd.DataFrame({"key": key, "value": some["value"].to_numpy()},
                                                  _hashes(some["figure_id"])))  # fmt: skip
        return pd.concat(parts[1:] or parts)


def contents(store: str | Path) -> pd.DataFrame:
    """Return what a store holds, a row per file in the order of adding.

    Columns: file, read_as (its source), releases, figures, shared (those of them that lie in
    earlier files), megabytes, added (UTC), damage (empty where its files are as they were written),
    sha256.
    """
    folder = Folder(store)
    rows = []
    for entry in folder.entries():
        try:
            folder.check(entry, thorough=True)
            damage = ""
        except SourceError as error:
            damage = str(error)
        rows.append({
            "file": entry["file"], "read_as": entry["source"],
            "releases": ", ".join(entry.get("values", {}).get("release", [])),
            "figures": entry.get("figures", 0), "shared": sum(entry.get("shared", {}).values()),
            "megabytes": sum(file["bytes"] for file in entry["files"]) / 1e6,
            "added": entry["added"][:19], "damage": damage, "sha256": entry["sha256"],
        })  # fmt: skip
    return pd.DataFrame(rows, columns=CONTENTS)


def remove(files: str | Iterable[str], *, store: str | Path) -> pd.DataFrame:
    """Take files out of a store, each named by its name or the start of its sha256.

    One that holds figures for another is refused, unless both are named. Returns the rows of
    `contents` that are gone.
    """
    folder, before = Folder(store), contents(store)
    gone: dict[str, Entry] = {}
    with folder.alone():
        entries = folder.entries()
        for name in [files] if isinstance(files, str) else files:
            hits = [e for e in entries if name == e["file"] or
                    (len(name) >= 6 and e["sha256"].startswith(name))]  # fmt: skip
            if not hits:
                raise unknown("file of the store", name, [e["file"] for e in entries])
            if len(hits) > 1:
                hashes = " or ".join(e["sha256"][:12] for e in hits)
                raise HitdataError(f"{name}: {len(hits)} files; name one by its hash: {hashes}")
            gone[hits[0]["key"]] = hits[0]
        for entry in entries:
            if entry["key"] not in gone and (needed := gone.keys() & entry.get("shared", {})):
                raise HitdataError(
                    f"{gone[min(needed)]['file']}: holds figures for {entry['file']} as well; "
                    f"remove both, then add {entry['file']} again"
                )
        for entry in gone.values():
            folder.drop(entry)
    return before[before["sha256"].isin([e["sha256"] for e in gone.values()])]


def found(
    store: str | Path, wanted: Mapping[str, list[str]], *, quoted: bool | None
) -> pd.DataFrame:
    """Return the figures of a store that have one of the wanted values in every column."""
    import pyarrow.dataset as pads

    folder = Folder(store)
    paths = []
    for entry in _entries(folder):
        values = entry["values"]
        if all(set(values.get(name, some)) & set(some) for name, some in wanted.items()):
            folder.check(entry)
            paths += [folder.path(file) for file in entry["files"]]
    if not paths:
        return _frame(_SCHEMA.empty_table())
    data = pads.dataset(
        paths, schema=_SCHEMA, format="parquet", filesystem=folder.system,
        partitioning=pads.partitioning(_PARTITION, flavor="hive"), partition_base_dir=folder.root,
    )  # fmt: skip
    passes = pc.scalar(True)
    for name, some in wanted.items():
        passes &= pads.field(name).isin(some)
    if quoted is not None:
        passes &= pads.field("quoted_by").is_valid() == quoted
    try:
        if (rows := data.count_rows(filter=passes)) > MOST:
            raise HitdataError(
                f"{store}: {rows:,} figures pass the filters, more than the {MOST:,} that are "
                "taken into memory; filter further, or use hitdata.open"
            )
        return _frame(data.to_table(filter=passes))
    except (OSError, pa.ArrowException) as error:
        raise SourceError(f"{store}: a file of it is damaged ({error}): `hitdata store list "
                          f"{store}` names it") from error  # fmt: skip


def known_values(store: str | Path) -> dict[str, set[str]]:
    """Return the values that the figures of a store have, of each column that `load` filters by."""
    values: dict[str, set[str]] = {name: set() for name in FILTERS}
    for entry in _entries(Folder(store)):
        for name, some in entry["values"].items():
            values[name].update(some)
    return values


def open(store: str | Path, *, connection: Any = None) -> Table:
    """Return all figures of a store as an Ibis table with the columns of the tidy table.

    Nothing is read before it is asked for. ``connection`` is one of Ibis's, such as
    ``ibis.pyspark.connect(session)``; DuckDB is the default. What comes back as a frame goes
    through `tidied` to be figures like those of `hitdata.load`. Needs ``hitdata[scale]``.

    >>> figures = open("releases")                                       # doctest: +SKIP
    >>> figures.filter(figures.soc == "29-2072").count().execute()       # doctest: +SKIP
    174624
    """
    with needs("scale", what="hitdata.open"):
        import ibis
    folder, paths = Folder(store), []
    for entry in _entries(folder):
        folder.check(entry)
        paths += [file["path"] for file in entry["files"]]
    if not paths:
        raise SourceError(f"{store}: an empty store; `hitdata store add FILE --to {store}`")
    engine, scheme = connection or ibis.duckdb.connect(), "" if folder.local else "s3://"
    if engine.name == "duckdb":
        every = [f"{scheme}{folder.root}/{path}" for path in paths]
        table = engine.read_parquet(every, hive_partitioning=True, hive_types_autocast=False)
        return table[list(DTYPES)]
    tables = []
    for path in paths:  # others take one at a time
        values = {name: ibis.literal(value, type="string") for name, value in _split(path)}
        table = engine.read_parquet(f"{scheme}{folder.root}/{path}")
        tables.append(table.mutate(**values)[list(DTYPES)])
    return ibis.union(*tables) if len(tables) > 1 else tables[0]


def tidied(figures: Table | pd.DataFrame) -> pd.DataFrame:
    """Return rows of `open`, of all columns, as figures of the tidy table.

    >>> table = open("releases")                                         # doctest: +SKIP
    >>> tidied(table.filter(table.soc == "29-2072"))                     # doctest: +SKIP
    """
    if not isinstance(figures, pd.DataFrame):
        return validate(_frame(figures.to_pyarrow().select(_SCHEMA.names).cast(_SCHEMA)))
    return validate(figures.astype({n: DTYPES[n] for n in figures}).reset_index(drop=True))


def _entries(folder: Folder) -> list[Entry]:
    """Return the entries that are of figures."""
    return [entry for entry in folder.entries() if "figures" in entry]


def _split(path: str) -> list[tuple[str, str | None]]:
    pairs = (part.split("=", 1) for part in path.split("/")[:-1])
    return [(name, None if value == NONE else unquote(value)) for name, value in pairs]


def _hashes(texts: pd.Series) -> Hashes:
    return pd.util.hash_array(texts.to_numpy(dtype=object), categorize=False)


def _frame(table: pa.Table) -> pd.DataFrame:
    types = {pa.int64(): pd.Int64Dtype()}.get
    return table.select(list(DTYPES)).to_pandas(types_mapper=types, ignore_metadata=True)
