"""Sheets of a workbook as text, read by a child process under a memory limit.

The libraries that read workbooks allocate what a file declares and stop the whole process when
they cannot. In a process of its own that is one error here, and nothing is lost. It hands its
sheets over through a pipe, so that nothing is left on the disk however it ends.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from threading import Timer
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc

from hitdata.errors import SourceError
from hitdata.files import workbook_process
from hitdata.files.container import safe_workbook

__all__ = ["MEMORY", "SECONDS", "sheets_of"]

#: Bytes of address space that reading one workbook may take; the largest of BLS takes 2 GB.
MEMORY = 4_000_000_000

#: Seconds after which a workbook is given up.
SECONDS = 600

#: What the faster library writes for logical values -> what a spreadsheet shows.
LOGICAL = {"true": "TRUE", "false": "FALSE"}


def sheets_of(path: Path, *, memory: int = MEMORY) -> dict[str, pa.Table]:
    """Return the cells of every sheet: codes of texts under a spreadsheet's letters, from row 1."""
    command = [sys.executable, "-P", workbook_process.__file__, str(path), str(memory)]
    try:
        child = subprocess.Popen(  # noqa: S603 - our own module, with arguments written here
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: cannot be opened ({error})") from error
    watch = Timer(SECONDS, child.kill)
    watch.daemon = True
    watch.start()
    found = None
    with child:
        try:
            # while the child makes itself ready the container is looked at; only then is it opened
            if _is_zip(path):
                safe_workbook(path)
            # a child that has ended early says why on its other pipe
            with suppress(OSError), child.stdin or BytesIO() as word:
                word.write(b"go\n")
            with suppress(OSError, pa.ArrowException):
                found = dict(_sheets(child.stdout))
        finally:
            late = not watch.is_alive()
            watch.cancel()
            if found is None:
                child.kill()
        said = child.stderr.read().decode(errors="replace") if child.stderr else ""
    if late:
        raise SourceError(f"{path}: not read within {SECONDS} seconds; given up")
    if child.returncode != 0 or found is None:
        raise SourceError(f"{path}: {_why(child.returncode, said, memory)}")
    return found


def _sheets(pipe: Any) -> Iterator[tuple[str, pa.Table]]:
    while pipe.peek(1):
        table = pa.ipc.open_stream(pipe).read_all()
        said = table.schema.metadata
        name = said[b"sheet"].decode("utf-8", "surrogatepass")
        yield name, _coded(table, LOGICAL if said[b"fast"] == b"True" else {})


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def _why(code: int, said: str, memory: int) -> str:
    """Return what a failed child's last words mean."""
    last = said.strip().splitlines()[-1] if said.strip() else ""
    if code < 0 or "memory" in said.lower() or "capacity overflow" in said:
        return (
            f"needs more than {memory / 1e9:.1f} GB to be opened, or breaks the spreadsheet "
            f"library ({last or f'signal {-code}'}); expected a workbook whose cells lie together"
        )
    last = last or f"status {code}"
    return f"not a workbook that can be opened ({last}); expected .xls or .xlsx as downloaded"


def _coded(table: pa.Table, shown: dict[str, str]) -> pa.Table:
    """Return texts as codes, each distinct text once; ``shown`` are texts to be written so."""

    def coded(column: pa.ChunkedArray) -> pa.DictionaryArray:
        filled = column.fill_null("") if column.null_count else column
        found = filled.dictionary_encode().combine_chunks()
        texts = found.dictionary
        others = [text for text in shown if pc.index(texts, text).as_py() >= 0]
        for text in others:
            texts = pc.replace_substring_regex(texts, f"^{text}$", shown[text])
        # where both were there, two codes have one text now: it is coded again
        return texts.take(found.indices).dictionary_encode() if others else found

    with ThreadPoolExecutor(2) as threads:
        columns = list(threads.map(coded, table.columns))
    return pa.table(dict(zip(table.column_names, columns, strict=True)))
