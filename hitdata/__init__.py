"""Published figures on health information technology careers, made comparable.

The data flows one way, and each step is a module:

sources        a module per published product: reads its files, as they are published
documents      a user's file, looked at before anything trusts it
reading        a user's files, folders and zips into the tidy table: `read`
observations   the one tidy table, a row per published figure; its columns stand in ``schema``
tables         the bundled figures, built from the cuts in ``data/raw``: `load` and its siblings
provenance     from a figure back to its file, sheet and cell, with its ``caveats``
reference      from figures to references, as text, BibTeX or CSL-JSON
dictionary     every column and code with its meaning
normalize      wage interval, dollars of one period, SOC edition: each step visible
discrepancy    which figures may be compared, and why two differ, step by step
distribution   published points to a wage curve: shares, quantiles, intervals
projection     compound annual rates, rounds side by side, how past rounds fared
charts         a frame in, a figure out, exported with its data, source line and alt text

Importing hitdata loads nothing else: a name below is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hitdata.dictionary import codebook as codebook
    from hitdata.discrepancy import Comparison as Comparison
    from hitdata.discrepancy import Explanation as Explanation
    from hitdata.discrepancy import Verdict as Verdict
    from hitdata.discrepancy import comparability as comparability
    from hitdata.discrepancy import comparable as comparable
    from hitdata.discrepancy import compare as compare
    from hitdata.discrepancy import difference as difference
    from hitdata.discrepancy import discrepancies as discrepancies
    from hitdata.discrepancy import explain as explain
    from hitdata.errors import HitdataError as HitdataError
    from hitdata.errors import InvalidFigure as InvalidFigure
    from hitdata.errors import NotComparable as NotComparable
    from hitdata.errors import SourceError as SourceError
    from hitdata.errors import UnknownValue as UnknownValue
    from hitdata.normalize import occupation as occupation
    from hitdata.projection import growth as growth
    from hitdata.provenance import Trace as Trace
    from hitdata.provenance import trace as trace
    from hitdata.reading import read as read
    from hitdata.reading import readable as readable
    from hitdata.reading import wide as wide
    from hitdata.reference import cite as cite
    from hitdata.tables import LatestRelease as LatestRelease
    from hitdata.tables import attributes as attributes
    from hitdata.tables import crosswalk as crosswalk
    from hitdata.tables import files as files
    from hitdata.tables import job_titles as job_titles
    from hitdata.tables import load as load
    from hitdata.tables import national_matrix as national_matrix
    from hitdata.tables import prices as prices
    from hitdata.tables import titles as titles

__version__ = "0.1.0"

#: Public name -> module that defines it.
_HOMES = {
    "load": "tables",
    "read": "reading",
    "readable": "reading",
    "wide": "reading",
    "job_titles": "tables",
    "attributes": "tables",
    "titles": "tables",
    "crosswalk": "tables",
    "national_matrix": "tables",
    "prices": "tables",
    "files": "tables",
    "LatestRelease": "tables",
    "trace": "provenance",
    "Trace": "provenance",
    "cite": "reference",
    "codebook": "dictionary",
    "comparable": "discrepancy",
    "comparability": "discrepancy",
    "compare": "discrepancy",
    "difference": "discrepancy",
    "Comparison": "discrepancy",
    "explain": "discrepancy",
    "discrepancies": "discrepancy",
    "Verdict": "discrepancy",
    "Explanation": "discrepancy",
    "occupation": "normalize",
    "growth": "projection",
    "HitdataError": "errors",
    "InvalidFigure": "errors",
    "NotComparable": "errors",
    "SourceError": "errors",
    "UnknownValue": "errors",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
