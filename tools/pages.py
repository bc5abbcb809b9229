"""The pages of the site that are written from what the build holds, such as the codebook.

Each function returns the Markdown of one page.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree as ET

__all__ = ["charts", "codebook", "codes", "sources"]

SVG = {"svg": "http://www.w3.org/2000/svg"}


def charts(folder: Path) -> str:
    """Return the page of charts: each with its own description, and a link per file."""
    page = ["# Charts", ""]
    for chart in sorted(folder.glob("*.svg")):
        root = ET.parse(chart).getroot()
        said = root.findtext("svg:desc", "", SVG) or root.findtext("svg:title", "", SVG)
        files = sorted(folder.glob(f"{chart.stem}.*"))
        links = [f'<a href="charts/{file.name}">{file.suffix[1:].upper()}</a>' for file in files]
        page += [
            '<figure class="chart">',
            f'<img src="charts/{chart.name}" alt="{html.escape(said)}" loading="lazy">',
            f"<figcaption>{', '.join(links)}</figcaption>",
            "</figure>",
            "",
        ]
    return "\n".join(page)


def codebook(table: Path) -> str:
    """Return the codebook's page: a section per column, with its codes."""
    page = ["# Codebook", "", "What every column of the tidy table means, and every code in it."]
    for column, rows in _grouped(table, "column"):
        about, *codes = rows
        facts = [about["meaning"]]
        facts += [f"{name}: {about[name]}" for name in ["type", "unit", "missing"] if about[name]]
        page += ["", f"## `{column}`", "", " ".join(map(_sentence, facts)), ""]
        if codes:
            page += _table(
                ["code", "meaning", "from"],
                (
                    [f"`{row['code']}`", _plain(row["meaning"]), _plain(row["source"])]
                    for row in codes
                ),
            )
    return "\n".join(page) + "\n"


def codes(known: Mapping[str, tuple[str, str, str]]) -> str:
    """Return the page of the claim checker's codes: a section per code."""
    page = ["# Codes of the claim checker", ""]
    for code, (verdict, meaning, paragraph) in known.items():
        page += [f"## {code} {verdict}", "", _sentence(meaning), "", _plain(paragraph), ""]
    return "\n".join(page)


def sources(table: Path) -> str:
    """Return the page of sources: a section per product, a row per original."""
    page = [
        *("# Sources", "", "Every figure was read from one of these originals. "),
        "Our copy of each is as published, unless the note says otherwise.",
    ]
    for product, rows in _grouped(table, "publisher", "product"):
        licence = _sentence(f"licence: {rows[0]['licence']}")
        page += ["", f"## {_plain(product)}", "", licence, ""]
        page += _table(["release", "original", "sha256", "note"], map(_original, rows))
    return "\n".join(page) + "\n"


def _original(row: dict[str, str]) -> list[str]:
    """Return the cells of one original in the table of sources."""
    file, sheet, copy = _plain(row["file"]), _plain(row["sheet"]), row["copy"]
    linked = f"[{file}]({row['page']})" if row["page"] else file
    note = [copy] * (copy != "as published") + [row["note"]] * bool(row["note"])
    return [
        _plain(row["release"]),
        f"{linked}, sheet {sheet}" if sheet else linked,
        f"`{row['sha256'][:12]}`",
        _plain(": ".join(note)),
    ]


def _grouped(table: Path, *columns: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Yield the rows of a CSV that share their first columns, in the file's order."""
    with table.open(encoding="utf-8", newline="") as file:
        for name, rows in groupby(csv.DictReader(file), lambda row: [row[c] for c in columns]):
            yield ", ".join(name), list(rows)


def _table(heading: list[str], rows: Iterable[list[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in [heading, ["---"] * len(heading), *rows]]


def _sentence(text: str) -> str:
    return f"{_plain(text[:1].upper() + text[1:])}."


def _plain(text: str) -> str:
    """Return text whose marks Markdown leaves alone."""
    return re.sub(r"([\\`*_\[\]<>|$])", r"\\\1", text)
