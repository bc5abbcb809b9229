"""Writes .xls, the format of every BLS workbook to May 2013: no library here still writes it.

Only what a table needs, as Microsoft's [MS-XLS] and [MS-CFB] describe it: one stream in a compound
file, in it one sheet of numbers and texts, at the rows they are given.
"""

import struct
from pathlib import Path

END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SECTOR = 512


def write_xls(path: Path, sheet: str, rows: dict[int, list[object]]) -> Path:
    """Write rows of numbers and texts by their row number, and return the path."""
    body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    width = max(map(len, rows.values()))
    body += _record(0x200, struct.pack("<IIHHH", 0, max(rows), 0, width, 0))
    for number, cells in sorted(rows.items()):
        body += b"".join(_cell(number - 1, j, cell) for j, cell in enumerate(cells) if cell != "")
    stream = _globals(sheet, 0)
    stream = _globals(sheet, len(stream)) + body + _record(0x0A, b"")
    path.write_bytes(_compound(stream))
    return path


def _globals(sheet: str, offset: int) -> bytes:
    name = struct.pack("<IBBBB", offset, 0, 0, len(sheet), 1) + sheet.encode("utf-16-le")
    return (
        _record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0))
        + _record(0x42, struct.pack("<H", 1200))
        + _record(0x85, name)
        + _record(0x0A, b"")
    )


def _cell(row: int, column: int, cell: object) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, int | float):
        return _record(0x203, place + struct.pack("<d", cell))
    text = str(cell)
    return _record(0x204, place + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _compound(stream: bytes) -> bytes:
    """Return a compound file with one stream, Workbook: tables, directory, stream."""
    # a shorter stream would have to lie among the small ones
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // SECTOR)
    tables = 1
    while tables * SECTOR // 4 < tables + 1 + count:
        tables += 1
    first = tables + 1
    chain = [TABLE] * tables + [END] + [*range(first + 1, first + count), END]
    chain += [FREE] * (tables * SECTOR // 4 - len(chain))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, tables, tables, 0, 4096, END, 0, END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", *range(tables), *[FREE] * (109 - tables))
    entries = _entry("Root Entry", 5, 1, END, 0) + _entry("Workbook", 2, FREE, first, len(stream))
    blank = struct.pack("<64xHBBIII48x", 0, 0, 0, FREE, FREE, FREE)
    content = stream.ljust(count * SECTOR, b"\0")
    return header + struct.pack(f"<{len(chain)}I", *chain) + entries + 2 * blank + content


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI16xIQ", text, len(text), kind, 1, FREE, FREE, child, 0, start, size
    )
