"""The sources: one module per published product, and the only place that a new one touches.

A module opens with publisher, raw files, reference period, coverage and units, and hands over one
`Source`, named ``SOURCE``: how to recognize a file of its own, how to read it, the codes that it
brings, and an example of what users hold. `hitdata.read`, the bundle, the codebook and the tests of
every source use nothing else of it.

Every file comes the same way: `hitdata.files` opens it as sheets of text cells, as text, JSON or a
page; the source returns rows of the tidy table. A cut in the repository is such a file, whose
`Options.original` holds its row of SOURCES.csv.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import NamedTuple

import pandas as pd
import pyarrow as pa

from hitdata.errors import unknown
from hitdata.files import File, Original

__all__ = ["KNOWN", "TABLES", "Options", "Reader", "Source", "Wide", "WideReader", "names",
           "source", "title_of"]  # fmt: skip

#: Tables of the bundle beside that of figures.
TABLES = ("attributes", "titles", "crosswalk", "prices", "matrix", "job_titles", "areas",
          "industries", "parities", "pages")  # fmt: skip

#: How a source begins its reason when the file is a known one that it cannot read.
KNOWN = "this is"

#: What figures say, in ``note``, of a table that is known to lack rows.
MISSING = "Source table is incomplete"


@dataclass(frozen=True)
class Options:
    """What a user or the list of originals says of a file that does not say it itself."""

    #: Reference period of a file that does not state its own: 2023-05 or 2023.
    period: str | None = None
    #: Codes of the occupations wanted, None for all: a source may read less, the caller selects.
    soc: frozenset[str] | None = None
    #: A table from which rows are known to be missing is read and reported (None), read (True),
    #: or refused (False).
    partial: bool | None = None
    #: Tells by a file's hash and its rows of soc, jobs and mean wage which release of OEWS printed
    #: them, where that is known.
    known: Callable[[str, pd.DataFrame], str] | None = None
    #: The row of SOURCES.csv, where the file is the cut of an original that is listed there.
    original: Original | None = None


#: What reads a file into a table.
Reader = Callable[[File, Options], pd.DataFrame]


class Wide(NamedTuple):
    """One sheet of a large file as a typed table, a row per published row: what the cache keeps."""

    #: Codes of texts under the letters of a spreadsheet, and ``row``. Its metadata ``hitdata`` is
    #: JSON; ``soc`` in it says which column has the codes of occupations.
    cells: pa.Table
    #: Of each column of figures the numbers, and the codes of their statuses; None when not asked.
    figures: pa.Table | None


class WideReader(NamedTuple):
    """How a source with large files reads them: typed once, then figures or a frame of rows."""

    tables: Callable[[File, Options], list[Wide]]
    figures: Callable[[list[Wide]], pd.DataFrame]
    frame: Callable[[list[Wide]], pd.DataFrame]


@dataclass(frozen=True)
class Source:
    """What hitdata must know of one published product."""

    #: Why a file is none of its own, in words, or "" when it is; the content decides, not the name.
    #: One that begins with `KNOWN` is the only one that the user is told.
    why_not: Callable[[File], str]
    #: The file's figures, as rows of the tidy table; None where it only fills other tables.
    figures: Reader | None = None
    #: Names of files that users bring, for `hitdata sources`; "" where only cuts are read.
    example: str = ""
    #: Column -> code -> meaning, of the codes that it brings to the growing lists.
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: Table of `TABLES` -> what reads its rows.
    tables: Mapping[str, Reader] = field(default_factory=dict)
    #: For files of a million cells and more, which are typed once and kept.
    wide: WideReader | None = None
    #: For texts that are read into a typed frame as fast as a kept one would be.
    frame: Reader | None = None


def names() -> list[str]:
    """Return the names of all sources.

    >>> "oews" in names()
    True
    """
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def source(name: str) -> Source:
    """Return the source of a name.

    >>> source("oews").codes["publisher"]
    {'BLS': 'U.S. Bureau of Labor Statistics'}
    """
    if name not in (known := names()):
        raise unknown("source", name, known)
    found: Source = import_module(f"{__name__}.{name}").SOURCE
    return found


def title_of(name: str) -> str:
    """Return the first line of a source's module, which says what the product is."""
    return (import_module(f"{__name__}.{name}").__doc__ or "").split("\n", 1)[0]
