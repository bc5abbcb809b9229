"""The sources: one module per published product, and the only place that a new one touches.

A module opens with publisher, raw files, reference period, coverage and units, and hands over one
`Source`, named ``SOURCE``: how to recognize a file of its own, which rows it has, the codes that it
brings, and an example of what users hold. `hitdata.read`, the bundle, the codebook and the tests of
every source use nothing else of it. Sources do not import each other: what several of them share
stands in `hitdata.surveys` or `hitdata.files`.

Every file comes the same way: `hitdata.files` opens it as sheets of text cells, as text, JSON or a
page; the source says what figures stand in it; `Source.read` makes them rows of the tidy table. A
cut in the repository is such a file, whose `Options.original` holds its row of SOURCES.csv.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from hitdata.errors import SourceError, UnknownValue, unknown
from hitdata.files import File
from hitdata.table import Ordinary, tidy

__all__ = ["KNOWN", "Options", "Original", "Read", "Source", "Wide", "WideRead", "names",
           "source", "title_of"]  # fmt: skip

#: How a source begins its reason when the file is a known one that it cannot read.
KNOWN = "this is"

#: What figures say, in ``note``, of a table that is known to lack rows.
MISSING = "Source table is incomplete"


class Original(NamedTuple):
    """A published file, or a sheet of it: one row of data/raw/SOURCES.csv, under its columns."""

    #: Path of the cut below data/raw.
    cut: str = ""
    #: Module that reads it, of `hitdata.sources` or tools.sources.
    source: str = ""
    #: The body that published it.
    publisher: str = ""
    #: The product it belongs to.
    product: str = ""
    #: Edition of the product.
    release: str = ""
    #: Day, month or year in which this release came out; empty where not known.
    published: str = ""
    #: Title as published, or a plain one where the file has none.
    title: str = ""
    #: Name of the original.
    file: str = ""
    #: Sheet the cut was made from; empty for a CSV or text.
    sheet: str = ""
    #: Hash of the original.
    sha256: str = ""
    #: Hash of the cut.
    cut_sha256: str = ""
    #: Public page where it is published.
    page: str = ""
    #: The file's own address, or that of the archive that holds it.
    address: str = ""
    #: Reference period of its estimates, or base and projected year.
    period: str = ""
    #: Who is counted.
    coverage: str = ""
    #: Licence or terms of use.
    licence: str = ""
    #: Code of the licence as in Data Packages: other-pd is public domain.
    licence_code: str = ""
    #: Month in which our copy was obtained.
    retrieved: str = ""
    #: How our copy relates to the file: as published, re-saved, converted, or tabulated from it.
    copy: str = ""
    #: What a user of the file must know.
    note: str = ""


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
Read = Callable[[File, Options], pd.DataFrame]


class Wide(NamedTuple):
    """One sheet of a large file as a typed table, a row per published row: what is kept of it."""

    #: Codes of texts under the letters of a spreadsheet, and ``row``. Its metadata ``hitdata`` is
    #: JSON; ``soc`` in it says which column has the codes of occupations.
    cells: pa.Table
    #: Of each column of figures the numbers, and the codes of their statuses; None when not asked.
    figures: pa.Table | None

    @property
    def codes(self) -> pa.DictionaryArray:
        """The code of the occupation of every row."""
        said = json.loads(self.cells.schema.metadata[b"hitdata"])
        return self.cells[said["soc"]].combine_chunks()

    def occupations(self) -> pd.Series:
        """Return how many rows each occupation has, by its code."""
        counts = np.bincount(self.codes.indices.to_numpy(), minlength=len(self.codes.dictionary))
        return pd.Series(counts, self.codes.dictionary.to_pylist())

    def of(self, soc: frozenset[str]) -> Wide:
        """Return the rows of some occupations, and of all texts those of these rows."""
        texts = self.codes.dictionary
        wanted = pc.is_in(texts, value_set=pa.array(sorted(soc), texts.type))
        rows = pa.array(np.flatnonzero(wanted.take(self.codes.indices).to_numpy(False)))
        figures = self.figures.take(rows) if self.figures else None
        cells = self.cells.take(rows)
        for at, name in enumerate(cells.column_names):
            if pa.types.is_dictionary(cells[name].type):
                held = cells[name].combine_chunks()
                some = held.dictionary.take(held.indices).dictionary_encode()
                cells = cells.set_column(at, name, some)
        return Wide(cells, figures)


class WideRead(NamedTuple):
    """How a source reads large files: typed once, then figures or a frame of some rows."""

    tables: Callable[[File, Options], list[Wide]]
    figures: Callable[[list[Wide]], pd.DataFrame]
    frame: Callable[[list[Wide]], pd.DataFrame]


@dataclass(frozen=True)
class Source:
    """What hitdata must know of one published product."""

    #: What a file lacks to be one of its own, in words, or "" when it is; the content decides, not
    #: the name. One that begins with `KNOWN` is the only one that the user is told.
    lacks: Callable[[File], str]
    #: Kinds of file that it comes as (see `hitdata.files.container`); any, where none is named.
    kinds: tuple[str, ...] = ()
    #: The same in words, for whoever brings another kind: "Payscale's pages are HTML".
    comes: str = ""
    #: The figures in a file, with the columns of the tidy table that the source knows; file and
    #: sha256 need not be among them. None where it only fills other tables.
    figures: Read | None = None
    #: Column -> values that every figure of the source ordinarily has: `figure_id` leaves them out.
    ordinary: Ordinary = field(default_factory=dict)
    #: Names of files that users bring, for `hitdata sources`; "" where only cuts are read.
    example: str = ""
    #: Column -> code -> meaning, of the codes that it brings to the growing lists.
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: Table of `hitdata.table.schema.TABLES` -> what reads its rows.
    tables: Mapping[str, Read] = field(default_factory=dict)
    #: For files of a million cells and more, which are typed once and kept.
    wide: WideRead | None = None
    #: For texts that are read into a typed frame as fast as a kept one would be.
    frame: Read | None = None
    #: For texts of millions of lines: how many lines each occupation has, by its code, so that some
    #: occupations can be read at a time.
    occupations: Callable[[File, Options], pd.Series] | None = None

    def why_not(self, file: File) -> str:
        """Return why a file is none of its own, in words, or "" when it is."""
        if self.kinds and file.kind not in self.kinds:
            return f"a {file.kind} file; {self.comes}"
        return self.lacks(file)

    def read(self, file: File, options: Options) -> pd.DataFrame:
        """Return the figures of a file as rows of the tidy table; none where it has none."""
        try:
            found = self.figures(file, options) if self.figures else pd.DataFrame()
        except UnknownValue as error:
            raise SourceError(f"{file.name}: {error}") from error
        return self.tidied(found, file)

    def tidied(self, figures: pd.DataFrame, file: File) -> pd.DataFrame:
        """Return figures that were found in a file as rows of the tidy table, which name it."""
        if "sha256" not in figures:
            figures = figures.assign(file=file.name, sha256=file.sha256)
        return tidy(figures, ordinary=self.ordinary)


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
