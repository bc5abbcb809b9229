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

__version__ = "0.1.0"

# the names and where each is found stand in __init__.pyi, which type checkers read too
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
