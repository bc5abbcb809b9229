"""The first look at a file: its kind by its first bytes, and whether opening it is safe.

A spreadsheet library inflates what a zip holds and allocates what a sheet declares. So the zip is
looked at first: how far it inflates, whether its parts are whole, what its XML declares. What
cannot be known from outside is left to a child process under a memory limit
(`hitdata.files.workbooks`).
"""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from hitdata.errors import SourceError

__all__ = ["BROKEN", "INFLATED", "kind_of", "members", "safe_workbook", "unpack"]

#: Bytes to which all parts of one zip may inflate; the largest BLS workbook takes 0.4 GB.
INFLATED = 2_000_000_000

#: Times its size to which a part of more than a megabyte may inflate; sheets reach 30.
RATIO = 200

#: Bytes of a part up to which its checksum is verified here; larger ones are the child's.
VERIFIED = 64_000_000

#: Bytes at the start of an XML part in which its declarations must stand.
PROLOG = 65_536

#: What opening or inflating a damaged zip raises.
BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, RuntimeError,
          NotImplementedError, ValueError)  # fmt: skip

#: First bytes -> kind.
MAGIC = {
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "xls",
    b"PAR1": "parquet",
    b"%PDF": "pdf",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
}


def kind_of(path: Path) -> str:
    """Return the kind by the file's bytes, never by its name.

    It is zip, gzip, parquet, xlsx, xls, json, html or text.
    """
    start = _start(path)
    if not start.strip(b"\xef\xbb\xbf \t\r\n"):
        raise SourceError(f"{path}: the file is empty; expected figures")
    kind = next((kind for magic, kind in MAGIC.items() if start.startswith(magic)), "")
    if kind in {"pdf", "image"}:
        raise SourceError(
            f"{path}: a {kind} file; expected a workbook, CSV, JSON, HTML, YAML, Parquet, or a zip "
            "of them"
        )
    if kind == "zip":
        return "xlsx" if "xl/workbook.xml" in _names(path) else "zip"
    return kind or _text_kind(start, path)


def members(path: Path) -> list[zipfile.ZipInfo]:
    """Return the files in a zip that may be read, none of which inflates beyond reason."""
    with _opened(path) as file:
        found = [info for info in file.infolist() if not info.is_dir()]
    for info in found:
        _check_part(path, info)
    total = sum(info.file_size for info in found)
    if total > INFLATED:
        raise SourceError(
            f"{path}: inflates to {total / 1e9:.1f} GB; expected at most {INFLATED / 1e9:.0f} GB"
        )
    return found


def unpack(path: Path, kind: str, target: Path) -> None:
    """Write what a gzip holds, or the table of a Parquet file as CSV, within what is reasonable."""
    limit = min(INFLATED, 1_000_000 + RATIO * path.stat().st_size)
    try:
        if kind == "gzip":
            with gzip.open(path) as held, target.open("wb") as out:
                while chunk := held.read(1 << 20):
                    if out.tell() + len(chunk) > limit:
                        raise SourceError(f"{path}: inflates to more than {limit / 1e6:,.0f} MB")
                    out.write(chunk)
            return
        with pyarrow.parquet.ParquetFile(path) as held:
            groups = (held.metadata.row_group(number) for number in range(held.num_row_groups))
            if sum(group.total_byte_size for group in groups) > limit:
                raise SourceError(f"{path}: inflates to more than {limit / 1e6:,.0f} MB")
            table = held.read()
        for at, column in enumerate(table.columns):
            if pa.types.is_dictionary(column.type):
                table = table.set_column(at, table.column_names[at], column.cast(pa.string()))
        pyarrow.csv.write_csv(table, target)
    except (*BROKEN, pa.ArrowException) as error:
        raise SourceError(f"{path}: a damaged {kind} file ({error}); download it again") from error


def safe_workbook(path: Path) -> None:
    """Refuse an .xlsx that is broken, inflates beyond reason or declares what it cannot hold."""
    parts = members(path)
    with _opened(path) as file:
        for info in parts:
            try:
                if info.file_size <= VERIFIED:
                    _read_through(file, info)
                if info.filename.endswith((".xml", ".rels")):
                    with file.open(info) as part:
                        _check_prolog(path, info, part.read(PROLOG))
            except BROKEN as error:
                raise _broken(path, f"{info.filename}: {error}") from error


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except PermissionError as error:
        raise SourceError(f"{path}: no permission to read it") from error
    except FileNotFoundError as error:
        raise SourceError(f"{path}: there is no such file") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: cannot be read ({error}); expected a file") from error


def _text_kind(start: bytes, path: Path) -> str:
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(f"{path}: binary of an unknown kind; expected a workbook, text or a page")
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if re.match(rb"<[a-z!?]", text):
        return "html"
    if re.match(rb'[{\[]\s*(["{\[\]}\d-]|$)', text):
        return "json"
    return "text"


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _broken(path, str(error)) from error


def _names(path: Path) -> set[str]:
    with _opened(path) as file:
        return set(file.namelist())


def _broken(path: Path, why: str) -> SourceError:
    return SourceError(
        f"{path}: a zip that is truncated or damaged ({why}); expected a whole file: download it "
        "again"
    )


def _check_part(path: Path, info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 0x1:
        raise SourceError(f"{path}: {info.filename} is encrypted; expected a file without password")
    if info.file_size > 1_000_000 and info.file_size > RATIO * max(info.compress_size, 1):
        raise SourceError(
            f"{path}: {info.filename} inflates {info.file_size / max(info.compress_size, 1):,.0f}"
            f"-fold to {info.file_size / 1e6:,.0f} MB; expected at most {RATIO}-fold"
        )


def _read_through(file: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Inflate a part without keeping it: its size and checksum must be the declared ones."""
    with file.open(info) as part:
        while part.read(1 << 20):
            pass


def _check_prolog(path: Path, info: zipfile.ZipInfo, prolog: bytes) -> None:
    """Refuse declarations of entities, other encodings, and more strings than bytes for them."""
    if prolog.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in prolog[:4]:
        raise SourceError(f"{path}: {info.filename} is not UTF-8; expected a workbook as saved")
    if re.search(rb"<!(DOCTYPE|ENTITY)", prolog, re.IGNORECASE):
        raise SourceError(
            f"{path}: {info.filename} declares a document type or entities; no workbook does"
        )
    if prolog and not re.search(rb"<[A-Za-z]", prolog):
        raise SourceError(f"{path}: {info.filename} does not begin as XML; expected a workbook")
    counts = re.search(rb'<sst[^>]*\buniqueCount="(\d+)"', prolog)
    if counts and int(counts[1]) * len(b"<si/>") > info.file_size:
        raise SourceError(
            f"{path}: {info.filename} declares {int(counts[1]):,} strings in {info.file_size:,} "
            "bytes; expected no more than it holds"
        )
