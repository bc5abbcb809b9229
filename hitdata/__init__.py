"""Published figures on health information technology careers, made comparable.

The data flows one way: raw file, source, table, then the questions asked of it, then charts.

files          a path becomes sheets of text cells, a page or JSON: the one route of every file
sources        one module per published product turns a file into figures
table          the one tidy table: its columns and codes, and the rules that every figure keeps
data           the bundled figures, `load`, and users' own, `read`
provenance     from a figure back to its cell, `trace`; references, `cite`; `codebook`
normalize      wage interval, dollars of one period, SOC edition: each step visible
discrepancy    which figures may be compared, and why two differ, step by step
distribution   published points to a wage curve: shares, quantiles, intervals
projection     compound annual rates, rounds side by side, how past rounds fared
charts         figures in, a chart out, exported with its data, source line and alt text

Beside them stand what is known of the codes and programs behind the figures: ``soc``, ``areas``
and ``programs``.

Importing hitdata loads nothing else: a name below is imported when it is first used.
"""

from __future__ import annotations

import lazy_loader

# what type checkers take for true; to import it from typing would take longer than all the rest
TYPE_CHECKING = False
if TYPE_CHECKING:
    from hitdata.data.bundled import LatestRelease as LatestRelease
    from hitdata.data.bundled import attributes as attributes
    from hitdata.data.bundled import crosswalk as crosswalk
    from hitdata.data.bundled import job_titles as job_titles
    from hitdata.data.bundled import load as load
    from hitdata.data.bundled import national_matrix as national_matrix
    from hitdata.data.bundled import originals as originals
    from hitdata.data.bundled import prices as prices
    from hitdata.data.bundled import titles as titles
    from hitdata.data.reading import read as read
    from hitdata.data.reading import readable as readable
    from hitdata.data.reading import wide as wide
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
    from hitdata.errors import MissingExtra as MissingExtra
    from hitdata.errors import NotComparable as NotComparable
    from hitdata.errors import SourceError as SourceError
    from hitdata.errors import UnknownValue as UnknownValue
    from hitdata.normalize import occupation as occupation
    from hitdata.projection import growth as growth
    from hitdata.provenance.references import cite as cite
    from hitdata.provenance.references import codebook as codebook
    from hitdata.provenance.tracing import Trace as Trace
    from hitdata.provenance.tracing import trace as trace
    from hitdata.table import validate as validate

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "data.bundled": ["LatestRelease", "attributes", "crosswalk", "job_titles", "load",
                         "national_matrix", "originals", "prices", "titles"],
        "data.reading": ["read", "readable", "wide"],
        "discrepancy": ["Comparison", "Explanation", "Verdict", "comparability", "comparable",
                        "compare", "difference", "discrepancies", "explain"],
        "errors": ["HitdataError", "InvalidFigure", "MissingExtra", "NotComparable", "SourceError",
                   "UnknownValue"],
        "normalize": ["occupation"],
        "projection": ["growth"],
        "provenance.references": ["cite", "codebook"],
        "provenance.tracing": ["Trace", "trace"],
        "table": ["validate"],
    },
)  # fmt: skip
