"""Numbers as publishers write them into JSON: a number, a text of one, or nothing."""

from __future__ import annotations

import math
import re

from hitdata.errors import SourceError

__all__ = ["Printed", "amount", "first_key"]


class Printed(float):
    """A number of a JSON text that remembers how it was written: 43628.50 stays so."""

    def __new__(cls, text: str) -> Printed:
        """Return the number that ``text`` writes."""
        number = super().__new__(cls, text)
        number.text = text
        return number

    text: str

    def __str__(self) -> str:
        return self.text


def amount(value: object, where: str, *, low: float = 0.0, high: float = 1e12) -> float:
    """Return the number that a JSON value is or spells, within what it can be.

    >>> amount("43628.5", "x"), amount(12, "x")
    (43628.5, 12.0)
    """
    text = str(value).strip()
    is_number = isinstance(value, int | float | str) and not isinstance(value, bool)
    if is_number and re.fullmatch(r"-?\d{1,15}(\.\d+)?([eE][+-]?\d{1,3})?", text, re.ASCII):
        number = float(text)
        if math.isfinite(number) and low <= number <= high:
            return number
    raise SourceError(f"{where} is {text[:60]!r}; expected a number from {low:g} to {high:g}")


def first_key(found: object, *path: str) -> object:
    """Return what lies under the keys of ``path``, or None where one of them is missing."""
    for key in path:
        if not isinstance(found, dict) or key not in found:
            return None
        found = found[key]
    return found
