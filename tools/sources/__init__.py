"""Sources of the reference tables beside the figures: read once, when the bundle is built.

Each is a module like those of `hitdata.sources`, with a ``SOURCE`` of the same kind. They stand
here because nobody brings such files to `hitdata.read`: prices, code lists, line items.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from hitdata import sources
from hitdata.sources import Source

__all__ = ["names", "source"]


def names() -> list[str]:
    """Return the names of all sources that cuts may have, those of hitdata included."""
    own = (module.name for module in pkgutil.iter_modules(__path__))
    return sorted([*sources.names(), *own])


def source(name: str) -> Source:
    """Return the source of a name, from here or from hitdata."""
    if name in sources.names() or name not in names():
        return sources.source(name)
    found: Source = import_module(f"{__name__}.{name}").SOURCE
    return found
