"""A folder of entries, here or in a bucket: each is added whole or not at all.

An entry is some files and a list of them. The files are written aside and moved to their place;
they count from the moment at which ``_entries/KEY.json`` is there, which names each with its size,
time and hash. What no list names was left by a run that was killed: nobody reads it, and the next
writer takes it away. Writers change the folder one after the other; readers wait for nobody. A file
that was changed is noticed by its size or time, and then by its hash.

A bucket (``s3://...``) has no lock: let one process at a time write to it.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import platform
import shutil
import sys
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.fs

from hitdata.errors import HitdataError, SourceError
from hitdata.files import hash_of

__all__ = ["FORMAT", "Entry", "Folder"]

#: Raised when entries are laid out in another way.
FORMAT = 1

#: Subfolders of lists, and of what is being written.
LISTS, ASIDE = "_entries", "_aside"

#: Where the files of entries lie, and no others.
OURS = (f"source=*/release=*/{'[0-9a-f]' * 16}.parquet", f"rows={'[0-9a-f]' * 40}/*.arrow")

#: What a list says, and ``files``: path, bytes, sha256 and time of each.
Entry = dict[str, Any]


class Folder:
    """A folder of entries, each under its key."""

    def __init__(self, place: str | os.PathLike[str], *, make: bool = False) -> None:
        self.name = os.fspath(place)
        self.root: str
        self.local = None if "://" in self.name else Path(self.name).absolute()
        try:
            self.system, self.root = (
                (pa.fs.LocalFileSystem(), self.local.as_posix())
                if self.local else pa.fs.FileSystem.from_uri(self.name)
            )  # fmt: skip
            if make:
                self.system.create_dir(f"{self.root}/{LISTS}", recursive=True)
        except (OSError, pa.ArrowException) as error:
            raise SourceError(f"{self.name}: no place for a store ({error})") from error
        if self._info(LISTS).type != pa.fs.FileType.Directory:
            raise SourceError(
                f"{self.name}: not a store; expected a folder that `hitdata store add FILE --to "
                f"{self.name}` made"
            )

    def entries(self) -> list[Entry]:
        """Return every entry, in the order in which they were added."""
        found = self._lists()
        if strange := [path for path, entry in found.items() if entry.get("format") != FORMAT]:
            raise SourceError(
                f"{strange[0]}: expected the list of an entry, format {FORMAT}; found format "
                f"{found[strange[0]].get('format', 'unreadable')}: delete it, add the file again"
            )
        return sorted(found.values(), key=lambda entry: (entry["added"], entry["key"]))

    def entry(self, key: str) -> Entry | None:
        """Return one entry; None where there is none, or its list cannot be read."""
        entry = self._parsed(f"{self.root}/{LISTS}/{key}.json")
        return entry if (entry.get("format"), entry.get("key")) == (FORMAT, key) else None

    def path(self, file: Mapping[str, Any]) -> str:
        """Return where a listed file lies, in its file system."""
        return f"{self.root}/{file['path']}"

    def check(self, entry: Entry, *, thorough: bool = False) -> None:
        """Refuse an entry of which a file is gone or changed.

        A file of the listed size and time is taken to be the listed one, unless ``thorough``.
        """
        for file in entry["files"]:
            info = self._info(file["path"])
            if info.size == file["bytes"] and info.mtime_ns == file["time"] and not thorough:
                continue
            if info.size != file["bytes"] or self._hash(file) != file["sha256"]:
                is_gone = info.type == pa.fs.FileType.NotFound
                raise SourceError(
                    f"{self.name}/{file['path']}: {'gone' if is_gone else 'damaged or changed'}; "
                    f"it holds {entry['file']}: `hitdata store remove {entry['key'][:12]} --from "
                    f"{self.name}`, then add that file again"
                )

    @contextlib.contextmanager
    def aside(self) -> Iterator[Path]:
        """Give a folder to write into; afterwards it is gone. A full disk is an error of ours."""
        beside = self.local / ASIDE if self.local else Path(tempfile.gettempdir())
        place = beside / f"{platform.node()}.{os.getpid()}.{uuid.uuid4().hex[:8]}"
        try:
            place.mkdir(parents=True)
            yield place
        except OSError as error:
            full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
            why = "the disk is full: make room, then add it again" if full else str(error)
            raise HitdataError(
                f"{self.name}: cannot be written: {why}. What was there before is whole, and "
                "nothing of this file was added"
            ) from error
        finally:
            shutil.rmtree(place, ignore_errors=True)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Let no other process change the folder meanwhile, where the system has locks."""
        if not self.local:
            yield
            return
        with (self.local / "_lock").open("ab") as file:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX)
            self._tidy_up()
            yield

    def put(self, files: Mapping[str, Path], about: Entry, aside: Path) -> None:
        """Add an entry, or replace that of its key: ``files`` are moved to their paths.

        Call it `alone`. What it replaces goes once the new list is there.
        """
        before, listed = self.entry(about["key"]), []
        for path, written in files.items():
            said = {"path": path, "bytes": written.stat().st_size, "sha256": hash_of(written)}
            self._move(written, path)
            listed.append({**said, "time": self._info(path).mtime_ns})
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        entry = {"format": FORMAT, "added": now, **about, "files": listed}
        (new := aside / "list").write_text(json.dumps(entry), encoding="utf-8")
        self._move(new, f"{LISTS}/{about['key']}.json")
        self._delete([f for f in (before or {}).get("files", []) if f["path"] not in files])

    def drop(self, entry: Entry) -> None:
        """Take an entry away: its list first, then its files. Call it `alone`."""
        self.system.delete_file(f"{self.root}/{LISTS}/{entry['key']}.json")
        self._delete(entry["files"])

    def _info(self, path: str) -> pa.fs.FileInfo:
        return self.system.get_file_info(f"{self.root}/{path}")

    def _hash(self, file: Mapping[str, Any]) -> str:
        with self.system.open_input_file(self.path(file)) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def _parsed(self, path: str) -> Entry:
        try:
            with self.system.open_input_stream(path) as file:
                entry = json.loads(file.read())
        except (OSError, ValueError):
            return {}
        return entry if isinstance(entry, dict) else {}

    def _lists(self) -> dict[str, Entry]:
        listed = self.system.get_file_info(pa.fs.FileSelector(f"{self.root}/{LISTS}"))
        paths = [info.path for info in listed if info.path.endswith(".json")]
        return {path: self._parsed(path) for path in paths}

    def _move(self, written: Path, path: str) -> None:
        target = f"{self.root}/{path}"
        self.system.create_dir(target.rpartition("/")[0], recursive=True)
        if self.local:
            written.replace(target)
        else:
            pa.fs.copy_files(str(written), target, destination_filesystem=self.system,
                             source_filesystem=pa.fs.LocalFileSystem())  # fmt: skip

    def _delete(self, files: list[dict[str, Any]]) -> None:
        for file in files:
            with contextlib.suppress(OSError):
                self.system.delete_file(self.path(file))

    def _tidy_up(self) -> None:
        """Take away what killed runs left, if every list can be read, and so says what is ours."""
        assert self.local  # noqa: S101 - a bucket is never tidied
        here = f"{platform.node()}."
        for place in self.local.glob(f"{ASIDE}/{here}*"):
            if not _runs(int(place.name.removeprefix(here).partition(".")[0])):
                shutil.rmtree(place, ignore_errors=True)
        lists = self._lists().values()
        if not all("files" in entry for entry in lists):
            return
        listed = {file["path"] for entry in lists for file in entry["files"]}
        for path in (path for pattern in OURS for path in self.local.glob(pattern)):
            if path.relative_to(self.local).as_posix() not in listed:
                path.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError as error:
        return not isinstance(error, ProcessLookupError)
    return True
