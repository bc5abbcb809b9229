"""Published figures on health information technology careers, made comparable.

The data flows one way: raw file, source, table, then the questions asked of it, then charts.

files          a path becomes sheets of text cells, a page or JSON: the one route of every file
sources        one module per published product turns a file into figures
table          the one tidy table: its columns and codes, and the rules that every figure keeps
store          figures of any number of files in a folder, as Parquet; `open` gives them to engines
data           the bundled figures, `load`, and users' own, `read`, `add`
provenance     from a figure back to its cell, `trace`; references, `cite`; `codebook`
normalize      wage interval, dollars of one period, SOC edition: each step visible
discrepancy    which figures may be compared, and why two differ, step by step
distribution   published points to a wage curve: shares, quantiles, intervals
projection     compound annual rates, rounds side by side, how past rounds fared
claims         what a text states of pay, jobs and growth, held against what was published
charts         figures in, a chart out, exported with its data, source line and alt text
answers        put together for one question: a report, a table, what changed, a page to explore

Beside them stand what is known of the codes and surveys behind the figures: ``soc``, ``areas`` and
``surveys``.

Importing hitdata loads nothing else: a name below is imported when it is first used.
"""

from __future__ import annotations

import sys
from types import ModuleType

import lazy_loader

__version__ = "0.1.0"

# the names and where each is found stand in __init__.pyi, which type checkers read too
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)


class _Package(ModuleType):
    """The package, whose `table` stays the function: its layer of that name is only imported."""

    @property
    def table(self) -> object:
        """Set figures as a titled table: `hitdata.answers.titled.table`."""
        from hitdata.answers.titled import table

        return table

    @table.setter
    def table(self, layer: ModuleType) -> None:
        """Let the import of ``hitdata.table`` pass, which would put the layer in its place."""


sys.modules[__name__].__class__ = _Package
