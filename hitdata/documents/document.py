"""One file that a user brings, or one member of a zip: its sheets, text, JSON or page.

Nothing is read before it is asked for, and nothing twice. Rows are numbered as the file numbers
them, so that every figure leads back to a cell, a line or a field.
"""

from __future__ import annotations

import json
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

from hitdata.cells import hash_of
from hitdata.distinct import categorical
from hitdata.documents.container import BROKEN, kind_of, members
from hitdata.documents.texts import cells_of, decoded
from hitdata.documents.values import Printed
from hitdata.documents.workbooks import sheets_of
from hitdata.errors import SourceError

__all__ = ["Document", "Sheet", "documents"]

#: Bytes of a text, JSON or page beyond which it is not taken into memory whole.
TEXT = 1_000_000_000

#: An escaped character beyond the first 65,536 in JSON, and half of one.
PAIR = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
LONE = r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}"

#: Members of a zip that are no documents.
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
        return self._held if isinstance(self._held, pd.DataFrame) else texts(self._held)

    @cached_property
    def coded(self) -> pd.DataFrame:
        """The same as categories: of a large table, each distinct text is looked at once."""
        if isinstance(self._held, pd.DataFrame):
            return self._held.astype("category")
        return categories(self._held)

    @cached_property
    def top(self) -> pd.DataFrame:
        """The first hundred rows as text."""
        if isinstance(self._held, pd.DataFrame):
            return self._held.head(100)
        return texts(self._held.slice(0, 100))

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


class Document:
    """A file as its reader sees it; ``name`` is what figures call it, members after a slash."""

    def __init__(self, path: Path, *, name: str = "", beside: Path | None = None) -> None:
        self.path = path
        self.name = name or path.name
        self.kind = kind_of(path)
        #: Folder in which companions of the file are looked for.
        self.beside = beside or path.parent

    @cached_property
    def sha256(self) -> str:
        """The hash of the file's bytes; of a member, of the member's."""
        return hash_of(self.path)

    @cached_property
    def head(self) -> str:
        """The first characters of a text, for a look that reads no more; empty for a workbook."""
        if self.kind in {"xls", "xlsx", "zip"}:
            return ""
        with self.path.open("rb") as file:
            start = file.read(65_536)
        encoding = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        return start.decode(encoding, errors="replace")

    @cached_property
    def text(self) -> str:
        """The file as text; empty for a workbook."""
        if self.kind in {"xls", "xlsx", "zip"}:
            return ""
        if (size := self.path.stat().st_size) > TEXT:
            raise SourceError(f"{self.name}: {size / 1e9:.1f} GB of text; expected less than 1 GB")
        return decoded(self.path.read_bytes(), self.name)

    @cached_property
    def tables(self) -> dict[str, pa.Table]:
        """The cells of a workbook as codes of texts in Arrow, by sheet."""
        return sheets_of(self.path) if self.kind in {"xls", "xlsx"} else {}

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The tables of text: a workbook's sheets, or the one of a CSV; none for other kinds."""
        if self.kind == "text":
            return [Sheet("", *cells_of(self.text, self.name))]
        return [Sheet(name, table) for name, table in self.tables.items()]

    @cached_property
    def tops(self) -> list[Sheet]:
        """The first rows of every sheet: enough to see what it is."""
        if self.kind == "text":
            return self.sheets
        return [Sheet(name, table.slice(0, 100)) for name, table in self.tables.items()]

    @cached_property
    def json(self) -> Any:
        """The parsed JSON; None for another kind."""
        return parsed(self.text, self.name) if self.kind == "json" else None

    @cached_property
    def page(self) -> Any:
        """The root element of a page, as lxml has it; None for another kind."""
        if self.kind != "html":
            return None
        import lxml.etree
        import lxml.html

        if "<html" in self.head.lower() and "</html" not in self.text[-20_000:].lower():
            raise SourceError(
                f"{self.name}: a page that breaks off at line {self.text.count(chr(10)) + 1}; "
                "expected all of it, up to </html>"
            )
        parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
        try:
            return lxml.html.document_fromstring(self.text.encode(), parser=parser, base_url=None)
        except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
            raise SourceError(f"{self.name}: not a page that can be read ({error})") from error


def parsed(text: str, name: str, *, where: str = "") -> Any:
    """Return JSON text as objects; what is cut or no JSON is named with its place."""
    place = f"{name}: {where}" if where else name
    if re.search(LONE, re.sub(PAIR, "", text)):
        raise SourceError(f"{place}: half a character (such as \\ud800); expected Unicode text")
    try:
        return json.loads(
            text, parse_constant=_no_number, parse_float=Printed, object_pairs_hook=_once
        )
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) - 1 or "Unterminated" in error.msg
        what = "JSON that breaks off" if cut else "not JSON"
        raise SourceError(
            f"{place}: {what} at line {error.lineno} column {error.colno} ({error.msg}); expected "
            "the whole answer"
        ) from None
    except (RecursionError, ValueError) as error:
        raise SourceError(f"{place}: JSON that cannot be taken apart ({error})") from None


@contextmanager
def documents(path: Path) -> Iterator[list[Document]]:
    """Give the documents of a path: the file itself, or the members of a zip, inflated aside."""
    if kind_of(path) != "zip":
        yield [Document(path)]
        return
    inside = [i for i in members(path) if not any(word in i.filename for word in IGNORED)]
    if not inside:
        raise SourceError(f"{path}: a zip without files; expected figures")
    with tempfile.TemporaryDirectory(prefix="hitdata-") as folder:
        yield [_member(path, info, number, Path(folder)) for number, info in enumerate(inside)]


def _member(path: Path, info: zipfile.ZipInfo, number: int, folder: Path) -> Document:
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
        document = Document(target, name=name, beside=folder)
    except SourceError as error:
        raise SourceError(str(error).replace(str(target), name)) from error
    if document.kind == "zip":
        raise SourceError(f"{name}: a zip in a zip; expected the files themselves ({base})")
    return document


def texts(table: pa.Table) -> pd.DataFrame:
    """Return columns of codes as text, rows counted from 1."""
    index = pd.RangeIndex(1, table.num_rows + 1, name="row")
    columns = {}
    for name in table.column_names:
        column = table[name].combine_chunks()
        text = column.dictionary.take(column.indices).cast(pa.large_string())
        columns[name] = pd.array(text, dtype="str")
    return pd.DataFrame(columns, index=index, copy=False)


def categories(table: pa.Table) -> pd.DataFrame:
    """Return columns of codes as categories, rows counted from 1."""
    index = pd.RangeIndex(1, table.num_rows + 1, name="row")
    columns = {name: categorical(table[name]) for name in table.column_names}
    return pd.DataFrame(columns, index=index, copy=False)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; one that says a key twice would lose what it said first."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice[:60]!r} is said twice in one object")
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")
