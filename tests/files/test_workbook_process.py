"""The process that opens workbooks: what it imports, what it waits for, what its last words are."""

import io
import json
import subprocess
import sys

import pyarrow as pa
import pytest
from openpyxl import Workbook

from hitdata.files import workbook_process
from hitdata.files.workbook_process import begins_in_a1, large, old_begins_in_a1, text
from tests.across.old_workbook import write_xls
from tests.made_up import workbook

LIMIT = "4000000000"


def started(*arguments: object, word: str = "go\n") -> subprocess.CompletedProcess:
    """Run the process as hitdata does, and let it have its word."""
    command = [sys.executable, "-P", workbook_process.__file__, *map(str, arguments)]
    return subprocess.run(command, input=word.encode(), capture_output=True, timeout=60,
                          check=False)  # fmt: skip


def test_sheets_come_one_after_the_other_as_arrow(tmp_path):
    """Each is a stream of its own, whose schema says the sheet's name."""
    path = workbook(tmp_path / "two.xlsx", {"one": [["a", 1]], "zwei – 2": [["b"], ["c"]]})
    pipe = io.BytesIO(started(path, LIMIT).stdout)
    tables = []
    while pipe.tell() < len(pipe.getvalue()):
        tables.append(pa.ipc.open_stream(pipe).read_all())
    assert [table.schema.metadata[b"sheet"].decode() for table in tables] == ["one", "zwei – 2"]
    assert [table.to_pydict() for table in tables] == [{"A": ["a"], "B": ["1"]}, {"A": ["b", "c"]}]


def test_nothing_is_opened_before_the_word(may_2024):
    """The container is looked at meanwhile; without the word nothing comes, and no error either."""
    ended = started(may_2024, LIMIT, word="")
    assert (ended.returncode, ended.stdout) == (3, b"")
    assert ended.stderr == b"SystemExit: 4"


@pytest.mark.parametrize(
    "content", [b"no workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 5000]
)
def test_whatever_a_library_raises_becomes_one_line(tmp_path, content):
    """The line is what hitdata tells the user; nothing else is printed."""
    path = tmp_path / "bad.xls"
    path.write_bytes(content)
    ended = started(path, LIMIT)
    assert ended.returncode == 3
    assert ended.stdout == b""
    assert ended.stderr.count(b"\n") == 0
    assert 10 < len(ended.stderr) <= 300


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep no such limit")
def test_no_more_memory_is_taken_than_allowed():
    """What needs more ends, and the system writes no image of it to the disk."""
    script = (
        "import sys, json, resource, importlib.util as u\n"
        f"s = u.spec_from_file_location('process', {workbook_process.__file__!r})\n"
        "p = u.module_from_spec(s); s.loader.exec_module(p)\n"
        "p.limit_memory(3_000_000_000)\n"
        "print(json.dumps([resource.getrlimit(r) for r in (resource.RLIMIT_AS, "
        "resource.RLIMIT_CORE)]))\n"
        "bytearray(3_000_000_000)"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert json.loads(ended.stdout) == [[3_000_000_000] * 2, [0, 0]]
    assert ended.stderr.endswith(b"MemoryError\n")


def test_it_is_ready_soon_as_it_imports_little():
    """Neither hitdata nor pandas nor numpy: each would take longer than opening a workbook."""
    if int(pa.__version__.split(".")[0]) < 18:
        pytest.skip("Arrow before 18 imports numpy itself")
    script = (
        "import sys, json, importlib.util as u\n"
        f"s = u.spec_from_file_location('process', {workbook_process.__file__!r})\n"
        "s.loader.exec_module(u.module_from_spec(s))\n"
        "import fastexcel, python_calamine\n"
        "print(json.dumps([name for name, module in sys.modules.items() if module]))"
    )
    ended = subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, check=True)
    loaded = {name.split(".")[0] for name in json.loads(ended.stdout)}
    assert "pyarrow" in loaded
    assert not loaded & {"hitdata", "pandas", "numpy", "lxml", "matplotlib"}


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (True, "TRUE"), (False, "FALSE"), (74970.0, "74970"), (27.3, "27.3"), (-2.0, "-2"),
        (-0.0, "0"), (1e15, "1000000000000000"), (0.1, "0.1"), (12, "12"), ("  a ", "  a "),
        ("1.0", "1.0"), ("", ""),
    ],
)  # fmt: skip
def test_a_cell_is_its_shortest_text(cell, shown):
    """A whole number has no decimals; a text, of digits too, stays as it is."""
    assert text(cell) == shown


def test_columns_have_letters_as_far_as_a_sheet_goes():
    """The last of 16,384 columns is XFD."""
    found = [workbook_process.letters(number) for number in (0, 25, 26, 51, 52, 701, 702, 16_383)]
    assert found == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]


@pytest.mark.parametrize(
    ("cells", "safe"),
    [({"A1": 1, "C3": 2}, True), ({"B1": 1}, False), ({"A2": 1}, False), ({}, True)],
)
def test_only_sheets_that_begin_in_a1_go_the_faster_way(monkeypatch, tmp_path, cells, safe):
    """That library leaves out what is blank before the first cell: places would be wrong."""
    monkeypatch.setattr(workbook_process, "LARGE", {"xlsx": 0, "xls": 0})
    book = Workbook()
    book.active["A1"] = "first sheet"
    other = book.create_sheet("other")
    for place, value in cells.items():
        other[place] = value
    path = tmp_path / "x.xlsx"
    book.save(path)
    assert begins_in_a1(str(path)) is safe
    assert (large(str(path)) is not None) is safe


def test_so_do_old_workbooks(monkeypatch, tmp_path):
    """Of an .xls the first row that is not blank says it."""
    monkeypatch.setattr(workbook_process, "LARGE", {"xlsx": 0, "xls": 0})
    first = write_xls(tmp_path / "first.xls", "x", {1: ["a"], 2: ["b"]})
    later = write_xls(tmp_path / "later.xls", "x", {3: ["a"], 4: ["b"]})
    assert [old_begins_in_a1(str(path)) for path in (first, later)] == [True, False]


def test_small_workbooks_go_the_exact_way(may_2024, tmp_path):
    """Five megabytes of sheets, or one of an .xls, are the least for the faster library."""
    old = write_xls(tmp_path / "x.xls", "x", {1: ["a"]})
    assert not begins_in_a1(str(may_2024))
    assert not old_begins_in_a1(str(old))
