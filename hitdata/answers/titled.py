"""Figures as a titled table with source notes, for print: HTML, Word, LaTeX, Markdown, XLSX.

What all figures share stands once, under the title; what differs makes the rows and the columns.
A number that is not published says so in its cell. Texts stay texts: in a workbook nothing that a
page or a publisher wrote is run as a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from tabulate import tabulate

from hitdata.answers.forms import dated, money
from hitdata.data.naming import name
from hitdata.errors import InvalidFigure, needs, unknown
from hitdata.provenance.references import cite, codebook

if TYPE_CHECKING:
    from great_tables import GT

__all__ = ["Titled", "sheets", "table"]

#: Columns that tell figures apart for a reader, in the order in which a table shows them.
TOLD = ("quoted_by", "publisher", "source", "release", "occupation", "area", "industry",
        "ownership", "coverage", "measure", "statistic", "unit", "period")  # fmt: skip

#: Characters that no workbook may hold.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Titled:
    """A table: title, what all figures share, rows of text, source notes, and the figures."""

    title: str
    subtitle: str
    rows: pd.DataFrame
    notes: tuple[str, ...]
    figures: pd.DataFrame

    @property
    def gt(self) -> GT:
        """The table of great-tables, to be styled further."""
        with needs("tables", what="a titled table"):
            from great_tables import GT

        numbers = [column for column in self.rows if column not in TOLD]
        made = GT(self.rows).tab_header(self.title, self.subtitle).cols_align("right", numbers)
        for note in self.notes:
            made = made.tab_source_note(note)
        return made

    def to_html(self) -> str:
        """Return a table of HTML, with its style inside."""
        return self.gt.as_raw_html()

    def to_latex(self) -> str:
        """Return a table of LaTeX."""
        return self.gt.as_latex()

    def to_markdown(self) -> str:
        """Return a pipe table of Markdown, with its title and source notes."""
        right = ["left" if column in TOLD else "right" for column in self.rows]
        body = tabulate(self.rows.to_numpy().tolist(), list(self.rows), "pipe", colalign=right,
                        disable_numparse=True)  # fmt: skip
        return "\n\n".join([f"**{self.title}**", self.subtitle, body, *self.notes]) + "\n"

    def write(self, path: str | Path) -> Path:
        """Write .html, .docx, .tex, .md or .xlsx, as the ending says; return the path."""
        path, texts = (
            Path(path),
            {".html": self.to_html, ".tex": self.to_latex, ".md": self.to_markdown},
        )
        if path.suffix in texts:
            path.write_text(texts[path.suffix](), encoding="utf-8", newline="")
        elif path.suffix == ".xlsx":
            sheets(path, {"Table": self.rows, "Figures": self.figures, "Codebook": codebook()},
                   above=[self.title, self.subtitle], below=self.notes)  # fmt: skip
        elif path.suffix == ".docx":
            self._word(path)
        else:
            raise unknown("ending", path.suffix, [*texts, ".docx", ".xlsx"])
        return path

    def _word(self, path: Path) -> None:
        with needs("tables", what="a Word table"):
            import docx

        page = docx.Document()
        page.add_paragraph(self.title, style="Caption")
        page.add_paragraph(self.subtitle)
        grid = page.add_table(rows=0, cols=len(self.rows.columns), style="Table Grid")
        for texts in [list(self.rows), *self.rows.to_numpy().tolist()]:
            for cell, text in zip(grid.add_row().cells, texts, strict=True):
                cell.text = CONTROLS.sub("", str(text))
        for note in self.notes:
            page.add_paragraph(CONTROLS.sub("", note))
        page.save(str(path))

    def _repr_html_(self) -> str:
        return self.to_html()


def table(
    figures: pd.DataFrame,
    *,
    title: str | None = None,
    across: str = "statistic",
    notes: Iterable[str] = (),
) -> Titled:
    """Return figures as a titled table: a column for each value of ``across``, sources below.

    Columns that differ among the figures (occupation, area, industry, release, ...) tell the rows
    apart, in the order of ``figures``; what all share stands under the title. ``title`` is your
    own; by default it names the measure. ``notes`` come before the sources. Units are those of the
    figures. Two figures in one cell raise `InvalidFigure` with both identifiers.

    >>> from hitdata import load
    >>> wages = load("29-9021", area="Texas", release="2025-05", industry="all industries",
    ...              statistic=["p10", "median", "p90"], unit="annual")
    >>> table(wages, title="Technologists in Texas").rows.iloc[0].to_dict()
    {'10th percentile': '$39,050', 'median': '$76,820', '90th percentile': '$121,070'}
    """
    if figures.empty:
        raise InvalidFigure("a table needs figures; this frame has none")
    told = [column for column in TOLD if column != across]
    coded = figures["soc"].map(lambda code: f"{name('soc', code)} ({code})", na_action="ignore")
    texts = figures.assign(occupation=coded.fillna(figures["occupation"]))
    varied = [column for column in told if len(set(texts[column].fillna(""))) > 1]
    cell = [*varied, across]
    if len(twins := texts[texts.duplicated(cell, keep=False)].sort_values(cell)):
        first, second = twins["figure_id"].iloc[:2]
        raise InvalidFigure(f"a cell would hold both {first!r} and {second!r}: select one of them")
    for column in (*told, across):
        texts[column] = [_named(column, code) for code in texts[column]]
    shared = [texts[column].iloc[0] for column in told if column not in {*varied, "ownership"}]
    texts["shown"] = [_shown(row) for row in figures.to_dict("records")]
    texts["key"] = list(texts[varied].itertuples(index=False, name=None))
    wide = texts.pivot(index="key", columns=across, values="shown")
    wide = wide.reindex(index=texts["key"].unique(), columns=texts[across].unique()).fillna("–")
    left = pd.DataFrame(list(wide.index), columns=varied, index=wide.index)
    rows = pd.concat([left, wide], axis=1).reset_index(drop=True)
    sources = (f"Source: {line}" for line in cite(figures).splitlines())
    heading = title or str(figures["measure"].iloc[0]).capitalize()
    subtitle = ", ".join(filter(None, dict.fromkeys(shared)))
    return Titled(heading, subtitle, rows, (*notes, *sources), figures)


def sheets(
    path: Path,
    frames: dict[str, pd.DataFrame],
    *,
    above: Iterable[str] = (),
    below: Iterable[str] = (),
) -> None:
    """Write frames as the sheets of a workbook, the first between lines of text.

    Numbers are numbers, and texts are texts: a text that begins like a formula is not one.
    """
    with needs("tables", what="a workbook"):
        from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for number, (label, frame) in enumerate(frames.items()):
        plain = frame.astype(object).where(frame.notna(), None)
        body = [list(frame), *plain.to_numpy().tolist()]
        if number == 0:
            body = [*([line] for line in above), *body, *([line] for line in below)]
        sheet = book.create_sheet(label)
        for line, texts in enumerate(body, start=1):
            for place, text in enumerate(texts, start=1):
                is_text = isinstance(text, str)
                cell = sheet.cell(line, place, CONTROLS.sub("", text)[:32_767] if is_text else text)
                if is_text:
                    cell.data_type, cell.quotePrefix = "s", text[:1] in "=+-@"
    book.save(path)


def _named(column: str, code: object) -> str:
    if pd.isna(code):
        return ""
    if column in {"release", "period"}:
        return dated(str(code))
    named = column in {"area", "industry", "ownership", "statistic", "unit"}
    return name(column, str(code)) if named else str(code)


def _shown(row: dict[Any, Any]) -> str:
    """Return a figure as its cell shows it: a number in its unit, a bound, or why it lacks one."""
    unit, value = str(row["unit"]), row["value"]
    sign = {">=": "≥ ", "<=": "≤ ", "~": "about "}.get(row["bound"], "")
    if pd.isna(value) and pd.isna(row["threshold"]):
        return str(row["status"])
    number = row["threshold"] if pd.isna(value) else value
    if "USD" in unit:
        return sign + money(number)
    return f"{sign}{number:,.10g}" + "%" * (unit == "percent")
