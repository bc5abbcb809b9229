"""Which source a document belongs to: every module is asked, and says why not."""

from __future__ import annotations

from types import ModuleType

import pandas as pd

from hitdata.documents import Document
from hitdata.errors import SourceError, unknown
from hitdata.sources import names, source

__all__ = ["Unrecognized", "readable", "reader_of", "readers"]


class Unrecognized(SourceError):
    """No source knows the file."""


def readers() -> dict[str, ModuleType]:
    """Return the source modules that read users' files, by name."""
    modules = {name: source(name) for name in names()}
    return {name: module for name, module in modules.items() if hasattr(module, "read_document")}


def readable() -> pd.DataFrame:
    """Return what can be read: source, product, example of its files.

    >>> "oews" in set(readable()["source"])
    True
    """
    rows = [
        {"source": name, "what": (module.__doc__ or "").split("\n", 1)[0], "files": module.EXAMPLE}
        for name, module in readers().items()
    ]
    return pd.DataFrame(rows, columns=["source", "what", "files"], dtype="str")


def reader_of(document: Document, as_: str | None) -> ModuleType:
    """Return the module that reads a document, or fail with what each of them said."""
    known = readers()
    if as_ is not None:
        if as_ not in known:
            raise unknown("as_", as_, known)
        if reason := known[as_].why_not(document):
            raise SourceError(f"{document.name}: cannot be read as {as_}: {reason}")
        return known[as_]
    said = {name: module.why_not(document) for name, module in known.items()}
    claimed = [name for name, reason in said.items() if not reason]
    if len(claimed) == 1:
        return known[claimed[0]]
    if claimed:
        raise SourceError(
            f"{document.name}: {' and '.join(claimed)} could all read it; say which with as_="
        )
    reasons = "\n".join(f"  {name}: {reason}" for name, reason in said.items())
    raise Unrecognized(f"{document.name}: no source knows this file; tried\n{reasons}")
