"""Sections of an answer, and the forms that they take: Markdown, HTML, and numbers as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
from tabulate import tabulate

from hitdata.errors import HitdataError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Section", "as_html", "as_markdown", "dated", "money"]

#: The look of a page: readable on a phone, in print and in the dark.
STYLE = """
body{font:16px/1.5 "Source Sans 3","Segoe UI",Arial,sans-serif;max-width:46rem;margin:2rem auto;
padding:0 1rem;color-scheme:light dark}svg{max-width:100%;height:auto;background:#fff}
table{border-collapse:collapse;font-size:.9rem}td,th{padding:.2rem .7rem .2rem 0;text-align:left;
vertical-align:top;border-bottom:1px solid #8884}details{overflow-x:auto}code{font-size:.8em}
"""

#: Heads of a table of numbers.
HEADS = ["", "", "dollars of", "note", "figure"]


class Section(NamedTuple):
    """A part of an answer: sentences, rows of numbers, and the charts that can be drawn of it.

    ``wage`` is one that was asked about, which a chart may mark.
    """

    title: str
    says: list[str]
    rows: pd.DataFrame = pd.DataFrame()
    drawn: pd.DataFrame = pd.DataFrame()
    charts: Sequence[str] = ()
    wage: float | None = None


def money(value: float) -> str:
    """Return dollars as text: cents below 1,000, as hourly pay has them.

    >>> money(105850.0), money(24.16)
    ('$105,850', '$24.16')
    """
    return "not published" if pd.isna(value) else f"${value:,.{0 if value >= 1000 else 2}f}"


def dated(release: str) -> str:
    """Return a release as readers write it.

    >>> dated("2025-05"), dated("2001")
    ('May 2025', '2001')
    """
    return (
        f"{pd.Timestamp(release):%B %Y}"
        if re.fullmatch(r"\d{4}-(0\d|1[0-2])", release)
        else release
    )


def drawn(section: Section) -> Iterator[tuple[str, Figure]]:
    """Yield the charts of a section, by name: those that exist and can draw its figures."""
    try:
        from hitdata.charts import CHARTS
    except HitdataError:
        return
    for name in section.charts:
        if name in CHARTS and len(section.drawn):
            try:
                asked: dict[str, Any] = {"wage": section.wage} if name == "wage_position" else {}
                yield name, CHARTS[name](section.drawn, **asked)
            except HitdataError:
                continue  # the section's sentences say what the figures lack


def shown(rows: pd.DataFrame) -> list[list[str]]:
    """Return rows as text: what, number, dollars of, note, identifier."""
    forms = {"percent": "{:,.1f}%"}
    table = []
    for row in rows.to_dict("records"):
        unit, value = str(row["unit"]), row["value"]
        text = money(value) if "USD" in unit else forms.get(unit, "{:,.10g}").format(value)
        more = [row.get(name) for name in ("dollars_of", "note", "figure_id")]
        table.append([str(row["what"]), text, *("" if pd.isna(one) else str(one) for one in more)])
    return table


def as_markdown(title: str, sections: Iterable[Section], folder: str | Path | None) -> str:
    """Return sections as Markdown; with a folder, their charts are written there and linked to."""
    lines = [f"# {title}"]
    for section in sections:
        lines += [f"## {section.title}", *section.says]
        for name, chart in drawn(section) if folder else ():
            from hitdata.charts import files

            Path(folder or "").mkdir(parents=True, exist_ok=True)
            files.write(chart, Path(folder or "") / name, ("svg",))
            alt = chart.hitdata.alt  # type: ignore[attr-defined]
            lines.append(f"![{alt}]({Path(folder or '').name}/{name}.svg)")
        if len(section.rows):
            lines.append(tabulate(shown(section.rows), HEADS, "pipe", disable_numparse=True))
    return "\n\n".join(lines) + "\n"


def as_html(title: str, sections: Iterable[Section], *, whole: bool = True) -> str:
    """Return sections as HTML, charts inside; a ``whole`` page, or what a notebook shows."""
    parts = [f"<h1>{escape(title)}</h1>"]
    for section in sections:
        parts.append(f"<h2>{escape(section.title)}</h2>")
        parts += [f"<p>{_dollars(escape(said))}</p>" for said in section.says]
        for name, chart in drawn(section):
            from hitdata.charts import files

            svg = files.FORMATS["svg"](chart, name).decode()
            parts.append(svg[svg.index("<svg") :])
        if len(section.rows):
            table = _dollars(tabulate(shown(section.rows), HEADS, "html", disable_numparse=True))
            parts.append(
                f"<details><summary>{len(section.rows)} numbers</summary>{table}</details>"
            )
    body = "\n".join(parts)
    if not whole:
        return f"<style>{STYLE.replace('body', '.hitdata')}</style><div class=hitdata>{body}</div>"
    return (f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
            '<meta name="viewport" content="width=device-width">'
            f"<style>{STYLE}</style>{body}")  # fmt: skip


def _dollars(html: str) -> str:
    """Keep a notebook's MathJax from reading what stands between two dollar signs as a formula."""
    return html.replace("$", "<span>$</span>")
