"""Runs as a process of its own: opens a workbook under a memory limit, writes its cells as Arrow.

Started by `hitdata.documents.workbooks` with the workbook, an output folder and a limit in bytes.
Every sheet becomes ``<number>.arrow``, its columns A, B, ... all text; ``sheets.json`` names them.
It imports nothing of hitdata and no pandas, so that it starts in a tenth of a second.
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.ipc

#: Bytes of sheet XML from which the faster library is worth its coarser ways.
LARGE = 20_000_000


def main(workbook: str, folder: str, limit: int) -> None:
    """Write every sheet of ``workbook`` into ``folder``; the names go last, when all is well."""
    limit_memory(limit)
    sheets = large(workbook) if is_large(workbook) else exact(workbook)
    names = []
    for number, (name, table) in enumerate(sheets):
        with pa.ipc.new_file(f"{folder}/{number}.arrow", table.schema) as file:
            file.write_table(table)
        names.append(name)
    Path(folder, "sheets.json").write_text(json.dumps(names), encoding="utf-8")


def limit_memory(limit: int) -> None:
    """Let no more than ``limit`` bytes be allocated, where the system can keep that."""
    try:
        import resource
    except ImportError:  # not a Unix system
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def is_large(workbook: str) -> bool:
    """Tell whether the sheets take long, and all begin in column A as the fast way needs."""
    if not zipfile.is_zipfile(workbook):
        return False
    with zipfile.ZipFile(workbook) as file:
        sheets = [i for i in file.infolist() if i.filename.startswith("xl/worksheets/sheet")]
        if sum(info.file_size for info in sheets) < LARGE:
            return False
        for info in sheets:
            with file.open(info) as part:
                start = part.read(65_536)
            if b"<c " in start and start.split(b"<c ", 1)[1][:20].find(b'r="A') < 0:
                return False
    return True


def exact(workbook: str) -> Any:
    """Yield name and cells of every sheet as `hitdata.cells` has them."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(workbook)
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        columns = [[text(cell) for cell in column] for column in zip(*rows, strict=True)]
        yield name, table(columns)


def large(workbook: str) -> Any:
    """Yield name and cells of every sheet, straight from the library to Arrow."""
    import fastexcel

    book = fastexcel.read_excel(workbook)
    for name in book.sheet_names:
        sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        yield name, table(sheet.to_arrow().columns)
        del sheet


def table(columns: Any) -> pa.Table:
    """Return columns under the letters of a spreadsheet."""
    return pa.table({letters(number): column for number, column in enumerate(columns)})


def letters(number: int) -> str:
    """Return the letters of a column: 0 is A, 26 is AA, 702 is AAA."""
    name = ""
    while number >= 0:
        name = chr(65 + number % 26) + name
        number = number // 26 - 1
    return name


def text(cell: object) -> str | None:
    """Return a cell's shortest text; the same that `hitdata.cells` gives."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
    except BaseException as error:  # whatever a library raises, a panic too, becomes one line
        sys.stderr.write(f"{type(error).__name__}: {error}"[:300].replace("\n", " "))
        raise SystemExit(3) from None
