"""Runs as a process of its own: opens a workbook under a memory limit, writes its cells as Arrow.

Started by `hitdata.files.workbooks` with the workbook and a limit in bytes; it makes itself ready
and waits for a line that says go. Every sheet goes to standard output as an Arrow stream, its
columns A, B, ... all text, its name in the metadata of the schema. It imports nothing of hitdata,
neither pandas nor numpy nor what computes, so that it is ready in a twentieth of a second.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

# Arrow does without numpy, whose import would take longer than everything else here
sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]

try:
    import pyarrow as pa
except ImportError:  # before 18, Arrow could not do without
    del sys.modules["numpy"]
    import pyarrow as pa

import pyarrow.ipc  # noqa: E402 - after the lines above, or they have no effect

#: Bytes of sheets (of an .xls: of the file) from which the faster library is worth its coarser
#: ways: it rounds to nine decimals, where no large table of BLS prints more than three.
LARGE = {"xlsx": 5_000_000, "xls": 1_000_000}


def main(workbook: str, limit: int) -> None:
    """Write every sheet of ``workbook`` to standard output."""
    limit_memory(limit)
    import fastexcel  # noqa: F401 - what takes time is done before the word
    import python_calamine  # noqa: F401

    if sys.stdin.readline() != "go\n":
        raise SystemExit(4)
    sheets = large(workbook)
    fast = sheets is not None
    for name, cells in exact(workbook) if sheets is None else sheets:
        said = {"sheet": name.encode("utf-8", "surrogatepass"), "fast": str(fast)}
        table = cells.replace_schema_metadata(said)
        with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as stream:
            stream.write_table(table)
    sys.stdout.buffer.flush()


def limit_memory(limit: int) -> None:
    """Let no more than ``limit`` bytes be allocated, where the system can keep that."""
    try:
        import resource
    except ImportError:  # not a Unix system
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def exact(workbook: str) -> Iterator[tuple[str, pa.Table]]:
    """Yield name and cells of every sheet, each cell as its shortest text."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(workbook)
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        columns = ([text(cell) for cell in column] for column in zip(*rows, strict=True))
        yield name, table(pa.array(column, pa.string()) for column in columns)


def large(workbook: str) -> Iterator[tuple[str, pa.Table]] | None:
    """Return name and cells of every sheet by way of the faster library; None if it is not safe.

    That library leaves out what is blank before a sheet's first cell, so the first must be A1.
    """
    kind = "xlsx" if zipfile.is_zipfile(workbook) else "xls"
    if not (begins_in_a1(workbook) if kind == "xlsx" else old_begins_in_a1(workbook)):
        return None
    import fastexcel

    book = fastexcel.read_excel(workbook)
    sheets = (
        (name, book.load_sheet_eager(name, header_row=None, skip_rows=0, dtypes="string"))
        for name in book.sheet_names
    )
    return ((name, table(batch.columns)) for name, batch in sheets)


def begins_in_a1(workbook: str) -> bool:
    """Tell whether an .xlsx is large and each of its sheets begins in A1, or has no cells."""
    with zipfile.ZipFile(workbook) as file:
        sheets = [i for i in file.infolist() if i.filename.startswith("xl/worksheets/sheet")]
        if sum(info.file_size for info in sheets) < LARGE["xlsx"]:
            return False
        for info in sheets:
            with file.open(info) as part:
                start = part.read(65_536)
            first = start.partition(b"<c ")[2][:20]
            if not first.startswith(b'r="A1"') and (first or info.file_size > len(start)):
                return False
    return True


def old_begins_in_a1(workbook: str) -> bool:
    """Tell whether an .xls is large and each of its sheets begins in A1, or has no cells."""
    from python_calamine import CalamineWorkbook

    if Path(workbook).stat().st_size < LARGE["xls"]:
        return False
    book = CalamineWorkbook.from_path(workbook)
    return all(book.get_sheet_by_name(name).start in {None, (0, 0)} for name in book.sheet_names)


def table(columns: Iterable[pa.Array]) -> pa.Table:
    """Return columns under the letters of a spreadsheet."""
    return pa.table({letters(number): column for number, column in enumerate(columns)})


def letters(number: int) -> str:
    """Return the letters of a column: 0 is A, 26 is AA, 702 is AAA."""
    name = ""
    while number >= 0:
        name = chr(65 + number % 26) + name
        number = number // 26 - 1
    return name


def text(cell: Any) -> str:
    """Return a cell's shortest text that means the same number; text stays as it is."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


if __name__ == "__main__":
    try:
        main(sys.argv[1], int(sys.argv[2]))
    except BaseException as error:  # whatever a library raises, a panic too, becomes one line
        sys.stderr.write(f"{type(error).__name__}: {error}"[:300].replace("\n", " "))
        raise SystemExit(3) from None
