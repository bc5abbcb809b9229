"""What can go wrong, in one small tree.

Every error that hitdata raises on purpose is a `HitdataError`; its message names the file or
column, the place, the value that was found and what would be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from heapq import nlargest

__all__ = ["HitdataError", "InvalidFigure", "MissingExtra", "NotComparable", "SourceError",
           "UnknownValue", "needs", "unknown"]  # fmt: skip


class HitdataError(Exception):
    """Base of every error that hitdata raises on purpose."""


class SourceError(HitdataError):
    """A file of figures cannot be read as what it claims to be."""


class InvalidFigure(HitdataError, ValueError):
    """A figure breaks the rules of the tidy table, such as a key that occurs twice."""


class NotComparable(HitdataError, ValueError):
    """Figures that no arithmetic may mix, or a conversion that would have to be invented."""


class UnknownValue(HitdataError, ValueError):
    """A filter, name or identifier that the data does not hold."""


class MissingExtra(HitdataError, ImportError):
    """What was asked for needs a package that only an extra of hitdata installs."""


@contextmanager
def needs(extra: str, *, what: str = "this") -> Iterator[None]:
    """Import inside what only ``extra`` installs: where it is lacking, `MissingExtra` says so.

    ``what`` is the file, chart or function that asks for it. A module of hitdata's own that cannot
    be found is a fault of ours and stays what it is.

    >>> try:
    ...     with needs("pages", what="a saved page"):
    ...         import no_such_parser
    ... except MissingExtra as error:
    ...     print(error)
    a saved page needs no_such_parser, which is not installed: pip install 'hitdata[pages]'
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if not error.name or error.name.partition(".")[0] == "hitdata":
            raise
        told = f"{what} needs {error.name}, which is not installed: pip install 'hitdata[{extra}]'"
        raise MissingExtra(told, name=error.name) from error


def unknown(what: str, value: object, known: Iterable[object]) -> UnknownValue:
    """Return the error for a ``value`` that is not among ``known``, with the nearest of them.

    >>> print(unknown("publisher", "Payscael", ["BLS", "Payscale"]))
    publisher 'Payscael' is not known; did you mean 'Payscale'?
    """
    names = sorted({str(name) for name in known})
    if near := _near(str(value), names):
        hint = f"did you mean {' or '.join(map(repr, near))}?"
    elif len(names) <= 12:
        hint = f"known are {', '.join(map(repr, names))}"
    else:
        hint = f"{len(names)} are known, from {names[0]!r} to {names[-1]!r}"
    return UnknownValue(f"{what} {str(value)!r} is not known; {hint}")


def _near(value: str, names: list[str]) -> list[str]:
    """Return up to five names that look like ``value``, the nearest first."""
    wanted = set(_words(value))
    if len(names) > 3000:
        # letter by letter, forty thousand identifiers take seconds: first those that share words
        names = nlargest(200, names, key=lambda name: len(wanted.intersection(_words(name))))
    folded = {name.casefold(): name for name in names}
    return [folded[hit] for hit in get_close_matches(value.casefold(), folded, n=5, cutoff=0.5)]


def _words(text: str) -> list[str]:
    return re.split(r"[^a-z0-9]+", text.casefold())
