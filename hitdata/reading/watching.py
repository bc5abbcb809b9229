"""One line on standard error that says how far a long reading has come."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

__all__ = ["watched"]


def watched(
    files: Sequence[tuple[Path, bool]], *, shown: bool | None
) -> Iterator[tuple[Path, bool]]:
    """Yield the files; before each, say which it is, where somebody can see it."""
    if shown is None:
        shown = len(files) > 1 and sys.stderr.isatty()
    for number, (path, alone) in enumerate(files, start=1):
        if shown:
            sys.stderr.write(f"\r\033[Kreading {number} of {len(files)}: {path.name}")
            sys.stderr.flush()
        yield path, alone
    if shown:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()
