"""The sources: one module per published product, and the only place a new one touches.

A module is named as SOURCES.csv names its reader. It opens with publisher, period, coverage and
units, and defines what it can:

``CODES``                      values it brings to the growing code lists, with their meaning
``cut(cells, codes)``          the rows of an original that the repository keeps
``read(cells, original)``      figures, as rows of the tidy table
``attributes``, ``titles``, ``crosswalk``, ``prices``, ``matrix``, ``job_titles``
                               (same arguments) rows of the other tables

``cells`` is what `hitdata.cells` returns, of a whole original or of its cut alike.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType

from hitdata.errors import unknown

__all__ = ["TABLES", "names", "source"]

#: Table of the bundle -> the function of a source module that fills it.
TABLES = {
    "figures": "read",
    "attributes": "attributes",
    "titles": "titles",
    "crosswalk": "crosswalk",
    "prices": "prices",
    "matrix": "matrix",
    "job_titles": "job_titles",
}


def names() -> list[str]:
    """Return the names of all source modules.

    >>> "oews" in names()
    True
    """
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def source(name: str) -> ModuleType:
    """Return the module that reads a product.

    >>> source("oews").CODES["publisher"]
    {'BLS': 'U.S. Bureau of Labor Statistics'}
    """
    try:
        return import_module(f"{__name__}.{name}")
    except ModuleNotFoundError:
        if name in (known := names()):
            raise
        raise unknown("source module", name, known) from None
