"""Entries of a folder: listed last, dropped first, noticed when changed."""

import json
import os

import pytest

from hitdata.errors import HitdataError, SourceError
from hitdata.store import Folder


def put(folder, key="k1", content=b"figures", path="source=A/release=B/0123456789abcdef.parquet"):
    with folder.aside() as aside:
        (written := aside / "0").write_bytes(content)
        with folder.alone():
            folder.put({path: written}, {"key": key, "file": "a.xlsx"}, aside)


def test_an_entry_is_listed_once_its_files_are_there(tmp_path):
    """What a list names has its size and hash; a later entry of the key replaces the first."""
    folder = Folder(tmp_path / "s", make=True)
    put(folder)
    (entry,) = folder.entries()
    assert entry["files"][0]["bytes"] == 7
    folder.check(entry, thorough=True)
    put(folder, content=b"more", path="source=B/release=B/0123456789abcdef.parquet")
    (entry,) = folder.entries()
    assert [file["path"] for file in entry["files"]] == [
        "source=B/release=B/0123456789abcdef.parquet"
    ]
    assert not (tmp_path / "s/source=A/release=B/0123456789abcdef.parquet").exists()


def test_a_copied_store_is_whole(tmp_path):
    """Other times are no damage: then the hash decides."""
    folder = Folder(tmp_path / "s", make=True)
    put(folder)
    path = tmp_path / "s/source=A/release=B/0123456789abcdef.parquet"
    os.utime(path, ns=(1, 1))
    folder.check(folder.entries()[0])
    path.write_bytes(b"Figures")
    with pytest.raises(SourceError, match=r"damaged or changed; it holds a\.xlsx"):
        folder.check(folder.entries()[0])


def test_what_killed_runs_left_is_taken_away(tmp_path):
    """Files that no list names go with the next writer, but not where a list is unreadable."""
    folder = Folder(tmp_path / "s", make=True)
    put(folder)
    (left := tmp_path / f"s/source=A/release=B/{16 * 'f'}.parquet").write_bytes(b"half")
    (others := tmp_path / "s/source=A/release=B/my own.parquet").write_bytes(b"not ours")
    with folder.alone():
        assert not left.exists()
        assert others.exists()
    left.write_bytes(b"half")
    (tmp_path / "s/_entries/k2.json").write_text("{")
    with folder.alone():
        assert left.exists()
    with pytest.raises(SourceError, match=r"k2\.json: expected the list of an entry"):
        folder.entries()


def test_another_format_is_refused(tmp_path):
    """A store of a later hitdata is not misread."""
    folder = Folder(tmp_path / "s", make=True)
    put(folder)
    path = tmp_path / "s/_entries/k1.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 99}))
    with pytest.raises(SourceError, match="format 99"):
        folder.entries()


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    """A file where the folder should be, and an address that nobody knows."""
    (tmp_path / "s").write_text("")
    with pytest.raises(HitdataError, match=f"{tmp_path}/s"):
        Folder(tmp_path / "s", make=True)
    with pytest.raises(HitdataError, match="no place for a store"):
        Folder("nowhere://bucket/x", make=True)
