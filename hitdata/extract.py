"""From a folder of downloads to data/raw: cut the family's rows out of every listed original.

Each original that SOURCES.csv lists is looked up by its name, wherever it lies below the folder;
one whose hash differs from the listed one is refused. What is written are the rows that the
source module keeps: cells as printed, nothing converted, the same bytes every time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from hitdata.cells import hash_of, read_cells, write_cut
from hitdata.errors import SourceError
from hitdata.family import CODES
from hitdata.originals import Original, read_originals
from hitdata.sources import source

__all__ = ["Cut", "extract"]


class Cut(NamedTuple):
    """What was written: the cut's path, its original, the rows kept and the rows there were."""

    path: Path
    original: Original
    kept: int
    rows: int


def extract(downloads: Path, raw: Path, *, codes: Iterable[str] = CODES) -> Iterator[Cut]:
    """Write the cut of every listed original below ``downloads`` into ``raw``, one at a time.

    All originals must be there and unchanged before the first cut is written, else `SourceError`
    names those that are not. What was transcribed by hand is left alone.
    """
    if not downloads.is_dir():
        raise SourceError(f"{downloads}: not a folder; expected one that holds the downloads")
    wanted = [o for o in read_originals(raw / "SOURCES.csv") if o.copy != "transcribed"]
    found = _found(downloads, {original.file: original.sha256 for original in wanted})
    for original in wanted:
        cells = read_cells(found[original.file], sheet=original.sheet)
        kept = source(original.reader).cut(cells, frozenset(codes))
        path = raw / original.cut
        write_cut(path, kept, file=original.file, sha256=original.sha256, sheet=original.sheet)
        yield Cut(path, original, len(kept), len(cells))


def _found(downloads: Path, hashes: dict[str, str]) -> dict[str, Path]:
    """Return where each original lies; of several files with its name, the one with its hash."""
    found: dict[str, Path] = {}
    differing: dict[str, Path] = {}
    for path in sorted(downloads.rglob("*")):
        if path.name in hashes and path.name not in found and path.is_file():
            same = hash_of(path) == hashes[path.name]
            (found if same else differing)[path.name] = path
    lacking = [
        f"{differing[name]}: its hash is not {listed[:12]}…, the listed one"
        if name in differing
        else f"{name}: not found below {downloads}"
        for name, listed in hashes.items()
        if name not in found
    ]
    if lacking:
        raise SourceError("originals are missing or changed:\n  " + "\n  ".join(lacking))
    return found
