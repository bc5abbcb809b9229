"""JSON inside a page's scripts: statements as JSON-LD, and the data that a page was made from.

A place names the script and its line, so that a figure leads back to a field in the page's source.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hitdata.documents.document import Document, parsed

__all__ = ["json_ld", "next_data"]

#: Types are written in any case, and may name a character set.
JSON_LD = "//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]"


def json_ld(document: Document, word: str) -> Iterator[tuple[str, Any]]:
    """Yield place and content of every JSON-LD script of a page in which ``word`` stands."""
    for number, script in enumerate(document.page.xpath(JSON_LD), start=1):
        where, text = f"JSON-LD {number} (line {script.sourceline})", script.text or ""
        if word in text:
            yield where, parsed(text, document.name, where=where)


def next_data(document: Document, word: str = "") -> Any:
    """Return what the script __NEXT_DATA__ holds; None without one, or without ``word`` in it.

    Saved alone it is a JSON file, and read as such.
    """
    if document.kind == "json":
        return document.json
    scripts = document.page.xpath("//script[@id='__NEXT_DATA__']")
    text = scripts[0].text or "" if scripts else ""
    return parsed(text, document.name, where="__NEXT_DATA__") if text and word in text else None
