"""A draft as plain text to check, each character of which keeps its place in the file.

Plain text, Markdown, HTML, a Jupyter notebook and Word (.docx) become text that reads as their
readers read it: markup and code are left out, a footnote follows the sentence that calls it, and a
cell of a table has the words of its row and column before it ("Records specialists, Median pay:
$50,250."). Words that were copied there have no place of their own (-1), so that nothing is
checked twice.

All forms take one route: Markdown becomes tags of HTML, and the XML of Word is read as such.
"""

from __future__ import annotations

import html
import json
import re
import zipfile
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from hitdata.claims import words
from hitdata.errors import SourceError
from hitdata.files import container, report
from hitdata.files.text import decoded

__all__ = ["SUFFIXES", "Draft", "Placed", "draft_of", "lines_of", "mark", "opened"]

#: Ending of a file's name -> how it is read; folders are searched for these.
SUFFIXES = {
    ".txt": "text", ".md": "markdown", ".markdown": "markdown", ".qmd": "markdown",
    ".rmd": "markdown", ".html": "html", ".htm": "html", ".ipynb": "notebook", ".docx": "docx",
}  # fmt: skip

#: Characters above which a table's cell is prose, and a footnote is not copied to its call.
PROSE = 300

#: Tags whose inside nobody reads as prose.
HIDDEN = frozenset("code math script select style svg template textarea".split())


@cache
def mark(name: str) -> re.Pattern[str]:
    """Return a pattern of marks, from `words.toml`."""
    return re.compile(words()["marks"][name])


@cache
def breaks() -> dict[str, str]:
    """Return tag -> what separates it from the text before it; a blank line parts paragraphs."""
    tags: dict[str, str] = dict(words()["breaks"])
    return dict.fromkeys(tags.pop("blocks").split(), "\n\n") | tags


class Placed:
    """Text, and for each of its characters the offset in the file, or -1 for a copied one."""

    __slots__ = ("at", "text")

    def __init__(self, text: str, at: Iterable[int]) -> None:
        self.text, self.at = text, at if isinstance(at, array) else array("q", at)

    def __getitem__(self, part: slice | tuple[int, int]) -> Placed:
        part = slice(*part) if isinstance(part, tuple) else part
        return Placed(self.text[part], self.at[part])

    def sub(self, pattern: re.Pattern[str], put: Callable[[re.Match[str]], list[Placed]]) -> Placed:
        """Return the text with every match replaced, as `re.sub` does."""
        parts, last = [], 0
        for match in pattern.finditer(self.text):
            parts += [self[last : match.start()], *put(match)]
            last = match.end()
        return joined([*parts, self[last:]]) if parts else self


@lru_cache(maxsize=1000)
def said(text: str) -> Placed:
    """Return words of ours, which stand nowhere in the file."""
    return Placed(text, array("q", [-1]) * len(text))


def joined(parts: Iterable[Placed]) -> Placed:
    """Return parts as one text."""
    parts, at = list(parts), array("q")
    for part in parts:
        at.extend(part.at)
    return Placed("".join(part.text for part in parts), at)


class Draft(NamedTuple):
    """A file of prose: its name, its own text, and the text to check."""

    name: str
    source: str
    read: Placed

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a part of the text to check stands in the file; None for copied words."""
        places = [place for place in self.read.at[start:end] if place >= 0]
        return (places[0], max(places) + 1) if places else None


def lines_of(text: str) -> Callable[[int], tuple[int, int]]:
    r"""Return what turns an offset in a text into its line and column, both from 1.

    >>> lines_of("one\ntwo")(4)
    (2, 1)
    """
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return lambda at: ((line := bisect_right(starts, at)), at - starts[line - 1] + 1)


def opened(name: str, content: bytes) -> Draft:
    """Return a file as a draft, read as its ending says, or by its first bytes where it has none.

    >>> draft = opened("draft.md", b"They earn **$67,310**.")
    >>> draft.read.text.strip(), draft.source[slice(*draft.span(10, 17))]
    ('They earn $67,310.', '$67,310')
    """
    form = SUFFIXES.get(Path(name).suffix.lower(), "")
    found = next((kind for mark, kind in container.MAGIC.items() if content.startswith(mark)), "")
    if found == "zip" and form in {"docx", ""}:
        return _word(name)
    binary = b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if found or binary or form == "docx":
        raise SourceError(
            f"{name}: {found or ('binary' if binary else 'text')} content; expected plain text, "
            "Markdown, HTML, a notebook, or a Word document named .docx"
        )
    text = decoded(content, name)
    if not text.strip():
        report(f"{name}: the file is empty, so there is nothing to check")
    return draft_of(text, name=name, form=form)


def draft_of(text: str, *, name: str = "", form: str = "") -> Draft:
    """Return a text as a draft; where nothing says what its form is, its marks do."""
    if not form and (marks := mark("form").search(text)):
        form = marks.lastgroup or ""
    forms: dict[str, Callable[[Placed], Placed]] = {
        "markdown": _markdown, "html": _page, "notebook": partial(_notebook, name)}  # fmt: skip
    whole = Placed(text, range(len(text)))
    return Draft(name, text, forms[form](whole) if form in forms else whole)


class Cell(NamedTuple):
    """A cell of a table: what it holds, whether it is marked as heading, and how far it goes."""

    parts: list[Placed]
    heading: bool
    columns: int
    rows: int


def _markdown(whole: Placed) -> Placed:
    """Return Markdown as it reads: its marks become tags of HTML, as far as they matter."""

    def table(match: re.Match[str]) -> list[Placed]:
        def rows(name: str, cell: str) -> Placed:
            tags = {"first": f"<tr>{cell}", "bar": cell, None: ""}
            return whole[match.span(name)].sub(mark("bar"), lambda bar: [said(tags[bar.lastgroup])])

        if not re.search(r"\d", match[0]):  # a table without numbers says nothing to check
            return [whole[match.span()]]
        return [said("<table>"), rows("head", "<th>"), rows("rows", "<td>"), said("</table>\n")]

    def line(match: re.Match[str]) -> list[Placed]:
        note, heading = match["note"], match["heading"]
        if note or not (match["rule"] or heading):
            return [said(f'<p id="{note}">')] if note else []
        return [said("<p>"), whole[match.span("heading")], said("<p>")]

    def fenced(match: re.Match[str]) -> list[Placed]:
        return [whole[match.span()] if match["read"] else said("\n")]

    def inline(match: re.Match[str]) -> list[Placed]:
        if match.groupdict().get("call"):
            return [said(f'<sup><a href="#{match["call"]}">*</a></sup>')]
        aside = match.groupdict().get("aside") and [
            said(" ("),
            whole[match.span("aside")],
            said(")"),
        ]
        return aside or [whole[match.span("keep")]]

    # links twice: one may stand around an image
    for name, put in (("fences", fenced), ("table", table), ("line", line), ("link", inline),
                      ("link", inline), ("inline", inline)):  # fmt: skip
        whole = whole.sub(mark(name), put)
    return _page(whole, spaces=True)


def _notebook(name: str, whole: Placed) -> Placed:
    """Return the Markdown and the outputs of a notebook."""
    spans: list[tuple[int, int]] = []

    def number(match: re.Match[str]) -> str:
        spans.append(match.span(1))
        return f'"{len(spans) - 1}"'

    def text(value: Any) -> Placed:
        strings = [value] if isinstance(value, str) else value or []
        inside = joined(whole[spans[int(string)]] for string in strings)
        return inside.sub(mark("piece"), lambda piece: [
            inside[piece.span()] if piece["plain"]
            else Placed(json.loads(f'"{piece[0]}"'), inside.at[piece.start() : piece.start() + 1])
        ])  # fmt: skip

    def keyed(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        return {whole.text[slice(*spans[int(key)])]: value for key, value in pairs}

    parts = []
    try:
        # a number for each string, so that its place in the file is known after parsing
        notebook = json.loads(mark("string").sub(number, whole.text), object_pairs_hook=keyed)
        for cell in notebook["cells"]:
            if text(cell["cell_type"]).text == "markdown":
                parts += [_markdown(text(cell["source"])), said("\n\n")]
            for output in cell.get("outputs", []):
                data = {"text/plain": output.get("text"), **output.get("data", {})}
                page = data.get("text/html")
                parts += [_page(text(page)) if page else text(data["text/plain"]), said("\n\n")]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(
            f"{name}: not a notebook of nbformat 4 ({type(error).__name__}: {error}); expected "
            "JSON with cells, as Jupyter saves it"
        ) from error
    return joined(parts)


def _word(name: str) -> Draft:
    """Return a Word document; a line of its own text is a paragraph."""
    if not Path(name).is_file():
        raise SourceError(f"{name}: a Word document or zip cannot be piped in; name the file")
    container.safe_workbook(Path(name))
    with zipfile.ZipFile(name) as file:
        if "word/document.xml" not in file.namelist():
            raise SourceError(f"{name}: a zip without a Word document in it; expected a .docx")
        parts = [f"word/{part}.xml" for part in ("document", "footnotes", "endnotes")]
        xml = "".join(decoded(file.read(part), name) for part in parts if part in file.namelist())
    read = _page(Placed(xml, range(len(xml))), spaces=True)
    shown = {at: char for char, at in zip(read.text, read.at, strict=True) if at >= 0}
    shown |= {match.start(): "\n" for match in re.finditer(r"</w:p>|<w:p/>", xml)}
    places = {at: place for place, at in enumerate(sorted(shown))}
    source = "".join(shown[at] for at in places)
    return Draft(name, source, Placed(read.text, [places.get(at, -1) for at in read.at]))


def _copied(text: Placed) -> Placed:
    return said(" ".join(text.text.split()))


def _grid(cells: list[list[Cell]]) -> list[list[Placed]]:
    """Return a table as rows of equal width; a cell that spans several stands in each of them."""
    grid: dict[tuple[int, int], Placed] = {}
    for number, row in enumerate(cells):
        column = 0
        for cell in row:
            while (number, column) in grid:
                column += 1
            text = joined(cell.parts)
            ends = re.search(r"\S.*\S|\S|\Z", text.text, re.DOTALL)
            text = text[ends.span()] if ends else text
            for down, right in product(range(cell.rows), range(cell.columns)):
                grid[number + down, column + right] = _copied(text) if down + right else text
    width = 1 + max((column for _, column in grid), default=0)
    return [[grid.get((row, c), said("")) for c in range(width)] for row in range(len(cells))]


def _table(cells: list[list[Cell]]) -> list[Placed]:
    """Return a table as a sentence for each cell: its row and column, then what it holds."""
    rows, top = _grid(cells), 0
    marked = [all(cell.heading for cell in row) for row in cells]
    marked = marked if any(marked) else [True] + [False] * len(marked)
    amount = mark("cell_amount")
    named = [sum(bool(text.text) for text in row) > 1
             and not any(amount.match(text.text) for text in row) for row in rows]  # fmt: skip
    width = len(rows[0]) if rows else 0
    # rows that head the columns: those marked, or else the first; never one with amounts
    while rows[top + 1 :] and marked[top] and named[top]:
        top += 1
    above = [list(dict.fromkeys(_copied(row[c]) for row in rows[:top])) for c in range(width)]
    parts = [said("\n\n")]
    for texts in rows[top:]:
        if len({_copied(text) for text in texts if text.text}) < 2:  # prose, or a title of rows
            texts.sort(key=lambda text: not text.text)
            parts += [texts[0], said("\n" if width > 1 else "\n\n")]
            continue
        label = said("") if amount.match(texts[0].text) else texts[0]
        for text, heads in zip(texts, above, strict=True):
            if text.text and text is not label:
                words = [word for word in (label, *heads) if word.text]
                parts += [part for word in words for part in (word, said(", "))][:-1]
                parts += [said(": " if words else ""), text, said(". ")]
                label = _copied(label)
        parts.append(said("\n"))
    return [*parts, said("\n")]


class _Page:
    """Collects what a page shows, from tags that may be missing or wrongly nested."""

    def __init__(self, whole: Placed, *, spaces: bool, notes: dict[str, str]) -> None:
        self.parts: list[Placed] = []
        #: Of each open table: what it interrupts, and its rows.
        self.tables: list[tuple[list[Placed], list[list[Cell]]]] = []
        self.hidden: list[str] = []
        self.notes, self.starts, self.called = notes, dict[str, int](), ""
        self.raised: int | None = None
        for token in mark("token").finditer(whole.text):
            if token["tag"]:
                tag = words()["as_html"].get(token["tag"].lower(), token["tag"].lower())
                if not token["end"]:
                    found = mark("attribute").findall(token[0])
                    self.start(tag, {key.lower(): text.strip("\"'") for key, text in found})
                if token["end"] or token[0].endswith("/>"):
                    self.end(tag)
            elif not (token["none"] or self.hidden):
                text, at = token[0], whole.at[token.start() : token.end()]
                text = html.unescape(text) if token["entity"] else text
                text = text if spaces else re.sub(r"\s", " ", text)
                self.parts.append(Placed(text, at[: len(text)]))
        while self.tables:
            self.end("table")

    def start(self, tag: str, names: dict[str, str]) -> None:
        """Begin a block, a table's cell or a note; stop listening in what is hidden."""
        if tag in HIDDEN:
            self.hidden.append(tag)
        elif tag == "sup":
            self.raised = len(self.parts)
        elif tag in breaks() and not self.hidden:
            self.parts = self.tables[-1][0] if tag == "caption" and self.tables else self.parts
            self.parts.append(said(breaks()[tag]))
        elif tag == "a" and self.raised is not None and names.get("href", "").startswith("#"):
            self.called = names["href"][1:]
        elif note := re.fullmatch(r"w:(footnote|endnote)(reference)?", tag):
            names["id"] = note[1] + names.get("w:id", "")
            if note[2]:
                self.call(names.pop("id"))
        else:
            self.cell(tag, names)
        if "id" in names and not self.tables:
            self.starts.setdefault(names["id"], len(self.parts))

    def cell(self, tag: str, names: dict[str, str]) -> None:
        """Begin a table, a row or a cell, as far as the tag does."""

        def span(name: str) -> int:
            return int(names[name]) if re.fullmatch(r"[1-9]|1\d", names.get(name, "")) else 1

        rows = self.tables[-1][1] if self.tables else []
        if tag == "table":
            self.tables.append((self.parts, []))
        elif tag == "tr" and self.tables:
            rows.append([])
        elif tag in {"td", "th"} and rows:
            self.parts = []
            rows[-1].append(Cell(self.parts, tag == "th", span("colspan"), span("rowspan")))
        elif tag == "w:gridspan" and rows:
            rows[-1][-1:] = [cell._replace(columns=span("w:val")) for cell in rows[-1][-1:]]

    def end(self, tag: str) -> None:
        """End a block; what was raised stays unless it is the mark of a note."""
        if tag in self.hidden:
            self.hidden.remove(tag)
        elif tag == "sup" and self.raised is not None:
            marks = "".join(part.text for part in self.parts[self.raised :])
            if self.called or re.fullmatch(r"[\s\d\[\](),*†‡§]*", marks):
                del self.parts[self.raised :]
            self.call(self.called)
            self.raised, self.called = None, ""
        elif tag == "table" and self.tables:
            self.parts, rows = self.tables.pop()
            self.parts += _table(rows)
        elif breaks().get(tag) == "\n\n" and not self.hidden:
            self.parts.append(said("\n\n"))

    def call(self, note: str) -> None:
        """Put the words of a note before the full stop that its mark follows."""
        words = self.notes.get(note, "")
        if self.parts and 0 < len(words) <= PROSE:
            stop = self.parts.pop()
            cut = len(stop.text) - stop.text.endswith((".", "?", "!"))
            self.parts += [stop[:cut], said(f" ({words})"), stop[cut:]]


def _page(whole: Placed, *, spaces: bool = False) -> Placed:
    """Return HTML as it reads; ``spaces`` keeps line breaks, which mean something in Markdown."""
    page = _Page(whole, spaces=spaces, notes={})
    notes = {}
    for name, start in page.starts.items():
        text = joined(page.parts[start : start + 50]).text.lstrip()
        notes[name] = " ".join(re.split(r"\n\s*\n|\n- ", text)[0].split()).strip(" ↩.")
    shown = joined((_Page(whole, spaces=spaces, notes=notes) if notes else page).parts)
    return shown.sub(
        mark("together"), lambda m: [said("\n") if m[0].count("\n") > 1 else shown[m.span()]]
    )
