"""JSON and pages: objects of a text, scripts in a page, and numbers as publishers write them.

A page's figures stand in its scripts: statements as JSON-LD, and the data that it was made from. A
place names the script and its line, so that a figure leads back to a field in the page's source.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hitdata.errors import SourceError, needs

if TYPE_CHECKING:
    from hitdata.files.file import File

__all__ = ["Printed", "amount", "count_of", "first_key", "json_ld", "month_of", "next_data",
           "page_of", "parsed", "refuse_descending", "stated"]  # fmt: skip

#: An escaped character beyond the first 65,536 in JSON.
PAIR = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"

#: Half of such a character, which is none.
LONE = r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}"

#: What never descends: percentiles, and both ends of a range.
ASCENDING = (("p10", "p25", "p50", "p75", "p90"), ("low", "high"))


#: Types are written in any case, and may name a character set.
JSON_LD = "//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]"


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


def parsed(text: str, name: str, *, where: str = "") -> Any:
    """Return JSON text as objects; what is cut or no JSON is named with its place."""
    place = f"{name}: {where}" if where else name
    if re.search(LONE, re.sub(PAIR, "", text)):
        raise SourceError(f"{place}: half a character (such as \\ud800); expected Unicode text")
    try:
        return json.loads(
            text, parse_constant=_no_number, parse_float=Printed, object_pairs_hook=_once
        )
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) - 1 or "Unterminated" in error.msg
        what = "JSON that breaks off" if cut else "not JSON"
        raise SourceError(
            f"{place}: {what} at line {error.lineno} column {error.colno} ({error.msg}); expected "
            "the whole answer"
        ) from None
    except (RecursionError, ValueError) as error:
        raise SourceError(f"{place}: JSON that cannot be taken apart ({error})") from None


def json_ld(file: File, word: str) -> Iterator[tuple[str, Any]]:
    """Yield place and content of every JSON-LD script of a page in which ``word`` stands."""
    for number, script in enumerate(file.page.xpath(JSON_LD), start=1):
        where, text = f"JSON-LD {number} (line {script.sourceline})", script.text or ""
        if word in text:
            yield where, parsed(text, file.name, where=where)


def next_data(file: File, *, word: str = "") -> Any:
    """Return what the script __NEXT_DATA__ holds; None without one, or without ``word`` in it.

    Saved alone it is a JSON file, and read as such.
    """
    if file.kind == "json":
        return file.json
    scripts = file.page.xpath("//script[@id='__NEXT_DATA__']")
    text = scripts[0].text or "" if scripts else ""
    return parsed(text, file.name, where="__NEXT_DATA__") if text and word in text else None


def page_of(text: str, name: str) -> Any:
    """Return the root element of a page, as lxml has it; one that breaks off is refused."""
    with needs("pages", what=name):
        import lxml.etree
        import lxml.html

    if "<html" in text[:65_536].lower() and "</html" not in text[-20_000:].lower():
        raise SourceError(
            f"{name}: a page that breaks off at line {text.count(chr(10)) + 1}; expected all of "
            "it, up to </html>"
        )
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        return lxml.html.document_fromstring(text.encode(), parser=parser, base_url=None)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise SourceError(f"{name}: not a page that can be read ({error})") from error


def stated(
    value: object, file: str, where: str, *, low: float = 0.0, high: float = 1e12
) -> dict[str, Any]:
    """Return what a value prints, the number that it is, and its place, as columns.

    >>> stated("43628.50", "x.json", "pay.median")
    {'printed': '43628.50', 'value': 43628.5, 'locator': 'pay.median'}
    """
    number = amount(value, f"{file}: {where}", low=low, high=high)
    return {"printed": str(value), "value": number, "locator": where}


def refuse_descending(figures: Iterable[dict[str, Any]], place: str) -> None:
    """Refuse a percentile that is below a lower one, and a range that ends below its start."""
    found = {figure["statistic"]: figure for figure in figures}
    for statistics in ASCENDING:
        for lower, upper in pairwise(found[name] for name in statistics if name in found):
            if lower["value"] > upper["value"]:
                raise SourceError(
                    f"{place}: {lower['statistic']} is {lower['printed']!r} and "
                    f"{upper['statistic']} {upper['printed']!r}; percentiles never descend"
                )


def count_of(value: object, where: str) -> int | None:
    """Return how many answers a value says there were, or None where it says nothing."""
    return None if value is None else int(amount(value, where, high=1e9))


def month_of(value: object) -> str | None:
    """Return the month of a date, or None where it is none.

    >>> month_of("2021-09-01T16:19:16"), month_of("lately")
    ('2021-09', None)
    """
    month = str(value or "")[:7]
    return month if re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", month) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; one that says a key twice would lose what it said first."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice[:60]!r} stands twice in one object")
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a number in JSON")
