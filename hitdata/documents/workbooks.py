"""Sheets of a workbook as text, read by a child process under a memory limit.

The libraries that read workbooks allocate what a file declares and stop the whole process when
they cannot. In a process of its own that is one error here, and nothing is lost.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc

from hitdata.documents import sheet_process
from hitdata.documents.container import safe_workbook
from hitdata.errors import SourceError

__all__ = ["MEMORY", "SECONDS", "sheets_of"]

#: Bytes of address space that reading one workbook may take; the largest of BLS takes 2 GB.
MEMORY = 4_000_000_000

#: What the faster library writes for logical values -> what a spreadsheet shows.
LOGICAL = {"true": "TRUE", "false": "FALSE"}

#: Seconds after which a workbook is given up.
SECONDS = 600


def sheets_of(path: Path, *, memory: int = MEMORY) -> dict[str, pa.Table]:
    """Return the cells of every sheet: codes of texts under a spreadsheet's letters, from row 1."""
    with tempfile.TemporaryDirectory(prefix="hitdata-") as folder:
        _run(path, Path(folder), memory)
        said = json.loads(Path(folder, "sheets.json").read_text(encoding="utf-8"))
        found = {}
        for number, name in enumerate(said["names"]):
            with pa.memory_map(f"{folder}/{number}.arrow") as source:
                table = pa.ipc.open_file(source).read_all()
                # nothing of the file is left in the codes: the folder may go
                found[name] = _coded(table, LOGICAL if said["fast"] else {})
                del table
        return found


def _run(path: Path, folder: Path, memory: int) -> None:
    command = [sys.executable, "-P", sheet_process.__file__, str(path), str(folder), str(memory)]
    try:
        child = subprocess.Popen(  # noqa: S603 - our own module, with arguments written here
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            encoding="utf-8", errors="replace",
        )  # fmt: skip
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: cannot be opened ({error})") from error
    with child:
        try:
            # while the child makes itself ready the container is looked at; only then is it opened
            if _is_zip(path):
                safe_workbook(path)
            _, said = child.communicate("go\n", timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            child.kill()
            raise SourceError(f"{path}: not read within {SECONDS} seconds; given up") from error
        except BaseException:
            child.kill()
            raise
    if child.returncode != 0:
        raise SourceError(f"{path}: {_why(child.returncode, said, memory)}")


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
