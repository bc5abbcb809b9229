"""One file, or one member of a zip: its sheets, text, JSON or page.

Nothing is read before it is asked for, and nothing twice. Rows are numbered as the file numbers
them, so that every figure leads back to a cell, a line or a field.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from hitdata.errors import HitdataError, SourceError
from hitdata.files.container import BROKEN, kind_of, members, unpack
from hitdata.files.structured import page_of, parsed
from hitdata.files.text import cells_of, decoded, refuse_overfull
from hitdata.files.workbooks import sheets_of
from hitdata.table.texts import categorical

__all__ = ["File", "Sheet", "hash_of", "opened"]

#: Bytes of a text, JSON or page beyond which it is not taken into memory whole.
TEXT = 1_000_000_000

#: Kinds of file that hold no text.
NO_TEXT = {"xls", "xlsx", "zip"}

#: Kinds of file that hold one other, and no name of it.
PACKED = {"gzip", "parquet"}

#: Members of a zip that hold no figures.
IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db")


class Sheet:
    """A table of text cells; of a CSV, ``name`` is empty and ``fields`` counts each line's."""

    def __init__(
        self, name: str, held: pa.Table | pd.DataFrame, fields: pd.Series | None = None
    ) -> None:
        self.name, self.fields = name, fields
        self._held = held

    @cached_property
    def cells(self) -> pd.DataFrame:
        """The cells as text, under the letters of a spreadsheet."""
        return self._held if isinstance(self._held, pd.DataFrame) else _texts(self._held)

    @cached_property
    def coded(self) -> pd.DataFrame:
        """The same as categories: of a large table, each distinct text is looked at once."""
        if isinstance(self._held, pd.DataFrame):
            return self._held.astype("category")
        columns = {name: categorical(self._held[name]) for name in self._held.column_names}
        return pd.DataFrame(columns, index=_rows(self._held), copy=False)

    @cached_property
    def top(self) -> pd.DataFrame:
        """The first hundred rows as text."""
        if isinstance(self._held, pd.DataFrame):
            return self._held.head(100)
        # an Arrow table without columns has as many rows as a slice is asked for
        return _texts(self._held.slice(0, min(100, self._held.num_rows)))

    def below(self, file: str, expected: list[str] | None = None) -> pd.DataFrame:
        """Return the rows below the first, under the names that it gives their columns.

        A line that breaks off, or goes on beyond the heading, is refused, and so is another
        heading than the ``expected`` one.
        """
        top, rows = self.cells.index[0], self.cells.index[1:]
        heading = self.cells.loc[top].to_list()
        if expected is not None and heading != expected:
            raise SourceError(f"{file}: expected the columns {expected}; found {heading}")
        self.refuse_cut_lines(rows, top, file)
        refuse_overfull(self.cells, top, file)
        return self.cells.loc[rows].set_axis(heading, axis=1)

    def refuse_cut_lines(self, rows: pd.Index, heading: int, file: str) -> None:
        """Refuse a line of a CSV that has fewer fields than its heading: it breaks off."""
        if self.fields is None:
            return
        short = self.fields.loc[rows] < self.fields[heading]
        if short.any():
            row = short.idxmax()
            raise SourceError(
                f"{file}: line {row} has {self.fields[row]} fields, its heading "
                f"{self.fields[heading]}; the line was cut: download or save the file again"
            )


class File:
    """A file as its source sees it; ``name`` is what figures call it, members after a slash.

    What is known of a file beforehand is given: a member's name, and of a cut in the repository
    the name, hash and cells of its original.
    """

    def __init__(
        self, path: Path, *, name: str = "", sha256: str = "", sheets: list[Sheet] | None = None,
        beside: Path | None = None, packed: bool = False,
    ) -> None:  # fmt: skip
        self.path = path
        self.name = name or path.name
        self.kind = "text" if packed else kind_of(path)
        self._compression = "gzip" if packed else None
        self._beside = beside or path.parent
        known = {"sha256": sha256, "sheets": sheets}
        self.__dict__.update({key: value for key, value in known.items() if value})

    @cached_property
    def sha256(self) -> str:
        """The hash of the file's bytes; of a member, of the member's."""
        return hash_of(self.path)

    @cached_property
    def head(self) -> str:
        """The first characters of a text, for a look that reads no more; empty for a workbook."""
        if self.kind in NO_TEXT:
            return ""
        with self.stream() as file:
            start = file.read(65_536)
        encoding = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        return start.decode(encoding, errors="replace")

    def stream(self) -> pa.NativeFile:
        """Return the bytes of the file as a stream, inflated where a cut is a gzip."""
        return pa.input_stream(str(self.path), compression=self._compression)

    @cached_property
    def first_line(self) -> list[str]:
        """The texts in the first line of a CSV, for a look that reads no more."""
        first = self.head.split("\n", 1)[0]
        return [text.strip().strip('"') for text in re.split(r"[,;\t|]", first)]

    @cached_property
    def text(self) -> str:
        """The file as text; empty for a workbook."""
        if self.kind in NO_TEXT:
            return ""
        if (size := self.path.stat().st_size) > TEXT:
            raise SourceError(f"{self.name}: {size / 1e9:.1f} GB of text; expected less than 1 GB")
        return decoded(self.path.read_bytes(), self.name)

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The tables of text: a workbook's sheets, or the one of a CSV; none for other kinds."""
        if self.kind == "text":
            return [Sheet("", *cells_of(self.text, self.name))]
        if self.kind not in {"xls", "xlsx"}:
            return []
        return [Sheet(name, table) for name, table in sheets_of(self.path).items()]

    @cached_property
    def json(self) -> Any:
        """The parsed JSON; None for another kind."""
        return parsed(self.text, self.name) if self.kind == "json" else None

    @cached_property
    def page(self) -> Any:
        """The root element of a page, as lxml has it; None for another kind."""
        return page_of(self.text, self.name) if self.kind == "html" else None

    def companion(self, name: str) -> File | None:
        """Return the file of another name that lies beside this one, if there is one."""
        path = self._beside / name
        return File(path) if path.is_file() else None


def hash_of(path: Path) -> str:
    """Return the sha256 of a file's bytes."""
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size == 0:
            return hashlib.sha256().hexdigest()
        # straight from the disk's pages: twice as fast as reading it piece by piece
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
            return hashlib.sha256(held).hexdigest()


@contextmanager
def opened(path: Path, *, failed: dict[str, HitdataError] | None = None) -> Iterator[list[File]]:
    """Give the files of a path: the file itself, or the members of a zip, inflated aside.

    A member that cannot be opened is put into ``failed`` by its name; without it, it is an error.
    """
    if (kind := kind_of(path)) not in {"zip", *PACKED}:
        yield [File(path)]
        return
    if kind in PACKED:
        with tempfile.TemporaryDirectory(prefix="hitdata-") as folder:
            unpack(path, kind, target := Path(folder) / "0")
            yield [File(target, name=path.name.removesuffix(".gz"), beside=path.parent)]
        return
    inside = [i for i in members(path) if not any(word in i.filename for word in IGNORED)]
    if not inside:
        raise SourceError(f"{path}: a zip without files; expected figures")
    with tempfile.TemporaryDirectory(prefix="hitdata-") as folder:
        found = []
        for number, info in enumerate(inside):
            try:
                found.append(_member(path, info, number, Path(folder)))
            except SourceError as error:
                if failed is None or len(inside) == 1:
                    raise
                failed[f"{path.name}/{info.filename}"] = error
        yield found


def _member(path: Path, info: zipfile.ZipInfo, number: int, folder: Path) -> File:
    # the member's own name never becomes a path: it may point anywhere
    base = info.filename.replace("\\", "/").rsplit("/", 1)[-1]
    target = folder / str(number)
    name = f"{path.name}/{info.filename}"
    try:
        with zipfile.ZipFile(path) as file, file.open(info) as part, target.open("wb") as out:
            while chunk := part.read(1 << 20):
                out.write(chunk)
    except BROKEN as error:
        raise SourceError(f"{name}: truncated or damaged ({error}); download it again") from error
    try:
        member = File(target, name=name, beside=folder)
    except SourceError as error:
        raise SourceError(str(error).replace(str(target), name)) from error
    if member.kind in {"zip", *PACKED}:
        raise SourceError(
            f"{name}: a {member.kind} in a zip; expected the files themselves ({base})"
        )
    return member


def _texts(table: pa.Table) -> pd.DataFrame:
    """Return columns of codes as text, rows counted from 1."""
    columns = {}
    for name in table.column_names:
        column = table[name].combine_chunks()
        text = column.dictionary.take(column.indices).cast(pa.large_string())
        columns[name] = pd.array(text, dtype="str")
    return pd.DataFrame(columns, index=_rows(table), copy=False)


def _rows(table: pa.Table) -> pd.Index:
    return pd.RangeIndex(1, table.num_rows + 1, name="row")
