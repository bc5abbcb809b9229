"""Adding to a store: whole or not at all, whoever else writes, whatever stops the run."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest

import hitdata
from hitdata import store
from hitdata.errors import HitdataError, SourceError
from tests.stores import book

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


def python(code, *arguments, **options):
    """Start a Python that runs some lines."""
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code, *map(str, arguments)], text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,
    )  # fmt: skip


@pytest.fixture
def books(tmp_path):
    """Four made-up workbooks."""
    (folder := tmp_path / "books").mkdir()
    return [book(folder, year, a_median=20 * year) for year in (2021, 2022, 2023, 2024)]


@pytest.fixture
def place(tmp_path):
    """Where a store is to be made."""
    return tmp_path / "store"


def test_files_are_added_by_several_processes(books, place):
    """As many figures as one process reads, and a row for each file: what became of it."""
    broken = books[0].with_name("notes.txt")
    broken.write_text("no figures")
    done = hitdata.add([*books, broken], to=place, workers=2).set_index("file")
    assert done["outcome"].to_dict() == {b.name: "added" for b in books} | {"notes.txt": "not read"}
    assert "no source knows" in done.loc["notes.txt", "why"]
    assert store.contents(place)["figures"].sum() == len(hitdata.read(books))


def test_large_files_are_read_some_occupations_at_a_time(books, place, monkeypatch):
    """In whatever pieces: the figures are the same."""
    monkeypatch.setattr("hitdata.data.reading.LARGE", 0)
    monkeypatch.setattr("hitdata.data.reading.ROWS", 1)
    hitdata.add(books[0], to=place)
    found = store.found(place, {}, quoted=None)
    expected = hitdata.read(books[0])
    values = found.set_index("figure_id")["value"]
    pd.testing.assert_series_equal(
        values, expected.set_index("figure_id")["value"], check_like=True
    )


def test_a_renamed_column_is_named_and_nothing_is_added(tmp_path, books, place):
    """The reader's own words; what was there before stays."""
    hitdata.add(books[0], to=place)
    wrong = book(tmp_path, 2022, codes=("29-2072",))
    from openpyxl import load_workbook

    sheet = load_workbook(wrong)
    for cell in sheet.active[1]:
        if cell.value == "AREA":
            cell.value = "REGION"
    sheet.save(wrong)
    with pytest.raises(SourceError, match="no column AREA"):
        hitdata.add(wrong, to=place)
    assert list(store.contents(place)["file"]) == [books[0].name]


KILLED = """
import os, signal, sys, hitdata
from hitdata.store import Folder
if sys.argv[1] == "written":
    Folder._move = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
else:
    move = Folder._move
    def moved(self, written, path):
        if path.endswith(".json"):
            os.kill(os.getpid(), signal.SIGKILL)
        move(self, written, path)
    Folder._move = moved
hitdata.add(sys.argv[3], to=sys.argv[2])
"""


@pytest.mark.parametrize("when", ["written", "moved"])
def test_a_killed_run_leaves_nothing_half(books, place, when):
    """Killed before or after files are in their place: no figure of it; the next run adds it."""
    hitdata.add(books[0], to=place)
    before = len(store.found(place, {}, quoted=None))
    killed = python(KILLED, when, place, books[1])
    assert killed.wait(60) == -signal.SIGKILL
    assert len(store.found(place, {}, quoted=None)) == before
    assert hitdata.add(books, to=place, workers=1)["outcome"].to_list() == [
        "already there", "added", "added", "added",
    ]  # fmt: skip
    assert len(list(place.rglob("*.parquet"))) == 4
    assert not list(place.glob("_aside/*"))


def test_two_writers_do_no_harm(books, place):
    """Two runs add the same files at the same time: each file is there once, and whole."""
    code = "import sys, hitdata; hitdata.add(sys.argv[2:], to=sys.argv[1], workers=1)"
    runs = [python(code, place, *order) for order in (books, books[::-1])]
    for run in runs:
        assert run.wait(120) == 0, run.stderr.read()
    assert sorted(store.contents(place)["file"]) == [b.name for b in books]
    assert store.contents(place)["damage"].eq("").all()
    assert store.found(place, {}, quoted=None)["figure_id"].is_unique


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files as Linux does")
def test_a_full_disk_is_said_and_harms_nothing(books, place):
    """A file that cannot be written to its end is not added; the others stay whole."""
    hitdata.add(books[0], to=place)
    code = ("import resource, signal, sys, hitdata; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            "size = int(sys.argv.pop(1)); resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))\n"
            "hitdata.add(sys.argv[2:], to=sys.argv[1], workers=1)")  # fmt: skip
    full = python(code, 4000, place, *books)
    assert full.wait(60) == 1
    assert "nothing of this file was added" in full.stderr.read()
    assert list(store.contents(place)["file"]) == [books[0].name]
    assert store.contents(place)["damage"].to_list() == [""]
    assert not list(place.glob("_aside/*"))


def test_whoever_reads_while_others_write_sees_whole_files(books, place):
    """The number of figures that a reader finds is always that of whole files."""
    hitdata.add(books[0], to=place)
    one = len(store.found(place, {}, quoted=None))
    code = "import sys, hitdata; hitdata.add(sys.argv[2:], to=sys.argv[1], workers=1)"
    writer = python(code, place, *books)
    seen = set()
    while writer.poll() is None:
        seen.add(len(store.found(place, {}, quoted=None)) / one)
        time.sleep(0.02)
    assert writer.returncode == 0
    assert all(count == int(count) for count in seen)


def test_errors_stop_or_not_as_asked(books, place):
    """ "raise" stops at the first file that cannot be read; nothing but such files is an error."""
    broken = books[0].with_name("a.txt")
    broken.write_text("no figures")
    with pytest.raises(SourceError, match="no source knows"):
        hitdata.add([broken, *books], to=place, workers=1, errors="raise")
    assert store.contents(place).empty
    with pytest.raises(SourceError):
        hitdata.add(broken, to=place)
    with pytest.raises(HitdataError, match="errors 'fail' is not known"):
        hitdata.add(broken, to=place, errors="fail")


def test_a_process_that_dies_is_reported(books, place, monkeypatch):
    """Its files are listed as not read, with how it ended."""
    monkeypatch.setattr("hitdata.data.adding.sys.executable", shutil.which("false"))
    with pytest.raises(SourceError, match="ended with 1"):
        hitdata.add(books, to=place, workers=2)


@pytest.mark.skipif(os.name != "posix", reason="paths as Unix has them")
def test_the_command_adds_lists_and_removes(books, place, capsys):
    """`hitdata store add FILES --to DIR`, `list DIR`, `remove FILE --from DIR`."""
    from hitdata.command import main

    assert main(["store", "add", *map(str, books[:2]), "--to", str(place), "--workers", "1"]) == 0
    assert "added" in capsys.readouterr().out
    assert main(["store", "list", str(place)]) == 0
    assert books[1].name in capsys.readouterr().out
    assert main(["store", "remove", books[1].name, "--from", str(place)]) == 0
    assert main(["store", "list", "--in", str(place), "--format", "csv"]) == 0
    assert books[1].name not in capsys.readouterr().out.splitlines()[-1]
    assert main(["store", "list"]) == 2
