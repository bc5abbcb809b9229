"""Workbooks as a child process reads them: their text, and one error for what goes wrong."""

import datetime
import subprocess
import tempfile
import types

import pytest
from openpyxl import Workbook

from hitdata.errors import SourceError
from hitdata.files import opened, workbook_process, workbooks
from hitdata.files.workbooks import sheets_of
from tests.made_up import rewritten, workbook

#: A sheet whose last cell is in the last row and column that there are.
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


def texts(sheets):
    """Return the cells of each sheet by row."""
    return {
        name: [list(row.values()) for row in table.to_pylist()] for name, table in sheets.items()
    }


@pytest.fixture
def child(monkeypatch, tmp_path):
    """Let a script of the test's stand in for the process that reads workbooks."""

    def stand_in(script: str) -> None:
        path = tmp_path / "child.py"
        path.write_text(script)
        monkeypatch.setattr(workbooks, "workbook_process", types.SimpleNamespace(__file__=path))

    return stand_in


@pytest.fixture
def temporary(monkeypatch, tmp_path):
    """A folder of its own for whatever is written to the disk meanwhile."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def every_kind(path):
    """Write a sheet with every kind of cell that a table of figures has been stored in."""
    return workbook(path, {"Table 1.7": [
        ["code", "wage", "mark", None],
        ["00-0000", 74970, "#", 0.5],
        ["  29-2072", 27.3, "        155030", 1e22],
        [True, -2.2, None, False],
        ["007", datetime.date(2024, 5, 1), "two\nlines", "-"],
    ]})  # fmt: skip


#: What a spreadsheet shows of these cells, written down by hand; of a date, its ISO form.
SHOWN = [
    ["code", "wage", "mark", ""],
    ["00-0000", "74970", "#", "0.5"],
    ["  29-2072", "27.3", "        155030", "1" + "0" * 22],
    ["TRUE", "-2.2", "", "FALSE"],
    ["007", "2024-05-01", "two\nlines", "-"],
]


def test_a_sheet_becomes_text_under_letters_and_row_numbers(tmp_path):
    """Numbers take their shortest text; text keeps its blanks; what is empty is empty."""
    with opened(every_kind(tmp_path / "made-up.xlsx")) as (file,):
        (sheet,) = file.sheets
        assert sheet.name == "Table 1.7"
        assert list(sheet.cells) == ["A", "B", "C", "D"]
        assert sheet.cells.index.to_list() == [1, 2, 3, 4, 5]
        assert sheet.cells.to_numpy().tolist() == SHOWN


def test_the_faster_library_gives_the_same_texts(child, tmp_path):
    """Large workbooks go its way: but for dates, which BLS does not print, no text differs."""
    child(
        "import sys, importlib.util\n"
        f"spec = importlib.util.spec_from_file_location('process', {workbook_process.__file__!r})\n"
        "process = importlib.util.module_from_spec(spec)\n"
        "spec.loader.exec_module(process)\n"
        "process.LARGE = {'xlsx': 0, 'xls': 0}\n"
        "process.main(sys.argv[1], int(sys.argv[2]))\n"
    )
    (cells,) = texts(sheets_of(every_kind(tmp_path / "made-up.xlsx"))).values()
    differ = [(ours, right) for row, shown in zip(cells, SHOWN, strict=True)
              for ours, right in zip(row, shown, strict=True) if ours != right]  # fmt: skip
    assert differ == [("2024-05-01 00:00:00", "2024-05-01")]


def test_every_sheet_comes_in_its_order_under_its_name(tmp_path):
    """Names may hold quotes, marks, characters beyond the first plane, blanks at both ends."""
    book = Workbook()
    book.active.title = "é – 'x' & <b>"
    book.active["B2"] = "here"
    book.create_sheet("empty")
    book.create_sheet("  😀 last ").append(["there"])
    book.save(tmp_path / "odd.xlsx")
    assert texts(sheets_of(tmp_path / "odd.xlsx")) == {
        "é – 'x' & <b>": [["", ""], ["", "here"]],
        "empty": [],
        "  😀 last ": [["there"]],
    }


def test_an_empty_sheet_is_a_table_without_cells(tmp_path):
    """It has no first row, and a file of it alone no table."""
    with opened(workbook(tmp_path / "empty.xlsx", {"empty": []})) as (file,):
        assert [(sheet.name, sheet.cells.shape, len(sheet.top)) for sheet in file.sheets] == [
            ("empty", (0, 0), 0)
        ]


def test_cells_at_the_far_ends_of_a_sheet_cost_an_error_not_the_process(may_2024, tmp_path):
    """The library would allocate every cell between A1 and XFD1048576: the child cannot."""
    bad = rewritten(
        may_2024, tmp_path / "far.xlsx", sheet1_xml=lambda x: x.replace(b"</sheetData>", FAR)
    )
    with pytest.raises(SourceError, match=r"far.xlsx: needs more than 1.0 GB to be opened"):
        sheets_of(bad, memory=1_000_000_000)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("import os; os.kill(os.getpid(), 9)", r"breaks the spreadsheet library \(signal 9\)"),
        ("raise SystemExit(5)", r"not a workbook that can be opened \(status 5\)"),
        ("import sys; sys.exit('no such thing')", r"can be opened \(no such thing\)"),
        ("raise MemoryError", r"needs more than 4.0 GB to be opened, .*\(MemoryError\)"),
        ("input(); print('no Arrow at all', flush=True)", "not a workbook that can be opened|sig"),
        ("input(); print(end='', flush=True); raise SystemExit(3)", r"opened \(status 3\)"),
    ],
)
def test_a_child_that_dies_is_an_error_that_names_the_file(child, may_2024, script, message):
    """Killed, ended early, out of memory, or sending what is no table: never no sheets at all."""
    child(script)
    with pytest.raises(SourceError, match=message) as caught:
        sheets_of(may_2024)
    assert str(caught.value).startswith(str(may_2024))


def test_a_table_that_breaks_off_is_not_a_shorter_table(child, may_2024):
    """The first sheet came whole, the second in part, and the child thinks that it succeeded."""
    child(
        "import sys, io, pyarrow as pa\n"
        "sys.stdin.readline()\n"
        "table = pa.table({'A': ['x'] * 1000})\n"
        "table = table.replace_schema_metadata({'sheet': 'one', 'fast': 'False'})\n"
        "held = io.BytesIO()\n"
        "with pa.ipc.new_stream(held, table.schema) as stream:\n"
        "    stream.write_table(table)\n"
        "sys.stdout.buffer.write(held.getvalue() + held.getvalue()[:700])\n"
    )
    with pytest.raises(SourceError, match=r"not a workbook that can be opened|signal 9"):
        sheets_of(may_2024)


@pytest.mark.parametrize("script", ["import time; time.sleep(60)",
                                    "input(); import time; time.sleep(60)"])  # fmt: skip
def test_a_workbook_that_takes_too_long_is_given_up(child, may_2024, monkeypatch, script):
    """Before or after the word: the child is stopped, and nobody waits for it."""
    monkeypatch.setattr(workbooks, "SECONDS", 0.3)
    child(script)
    with pytest.raises(SourceError, match=r"not read within 0.3 seconds; given up"):
        sheets_of(may_2024)


def test_what_is_no_safe_zip_never_meets_the_library(child, may_2024, tmp_path):
    """The container is looked at before the child has its word, and the child is stopped."""
    child("import sys; open(sys.argv[1] + '.opened', 'w') if sys.stdin.readline() else None")
    bad = tmp_path / "half.xlsx"
    bad.write_bytes(may_2024.read_bytes()[:3000])
    with pytest.raises(SourceError, match="truncated or damaged"):
        sheets_of(bad)
    assert not list(tmp_path.glob("*.opened"))


def test_no_child_can_be_started_is_an_error_of_ours(may_2024, monkeypatch):
    """A machine out of processes is said as such."""

    def refuse(*_args, **_options):
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(SourceError, match=r"cannot be opened .*temporarily unavailable"):
        sheets_of(may_2024)


@pytest.mark.parametrize("script", [None, "input(); import os; os.kill(os.getpid(), 9)"])
def test_nothing_is_left_on_the_disk(child, may_2024, temporary, script):
    """Sheets come through a pipe, however the child ends."""
    if script is None:
        sheets_of(may_2024)
    else:
        child(script)
        with pytest.raises(SourceError):
            sheets_of(may_2024)
    assert not list(temporary.iterdir())


def test_no_child_is_left_behind(child, may_2024, monkeypatch):
    """One that would sleep for a minute is gone when its workbook is given up."""
    started = []

    class Watched(subprocess.Popen):
        """A child that is remembered."""

        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(workbooks, "SECONDS", 0.3)
    monkeypatch.setattr(subprocess, "Popen", Watched)
    child("input(); import time; time.sleep(60)")
    with pytest.raises(SourceError):
        sheets_of(may_2024)
    assert [process.poll() is not None for process in started] == [True]
