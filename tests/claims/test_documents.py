"""Drafts as text: what a reader sees is there, all else is not, and everything has its place."""

import json
import re
import time
import zipfile

import pytest

from hitdata.claims.documents import SUFFIXES, lines_of, opened
from hitdata.errors import SourceError
from hitdata.files import Repaired, Reported

AMOUNT = re.compile(r"\$[\d,]*\d")


def amounts(name: str, content: str | bytes) -> list[tuple[str, int, int]]:
    """Return the amounts of a draft as they stand in its file, each with line and column."""
    draft = opened(name, content.encode() if isinstance(content, str) else content)
    spans = [draft.span(*match.span()) for match in AMOUNT.finditer(draft.read.text)]
    here = lines_of(draft.source)
    return [(draft.source[slice(*span)], *here(span[0])) for span in spans if span]


def words(name: str, content: str) -> str:
    """Return a draft as it is read, its white space made single blanks."""
    return " ".join(opened(name, content.encode()).read.text.split())


def test_plain_text_is_itself():
    """A text file is read as it is, right-to-left text too, and its columns count characters."""
    text = "שכר חציוני: $67,310\nThey said: “She said ‘it is $9’.”\n"
    assert opened("a.txt", text.encode()).read.text == text
    assert amounts("a.txt", text) == [("$67,310", 1, 13), ("$9", 2, 29)]


MARKDOWN = """---
title: they earn $1
---
## Pay: $2

> Analysts earn **$3**, ![or $4](chart.svg) and [$5](https://example.org/a_(b) "$6").
`$7` and \\$8, a < $9, AT&amp;T <b>$10</b>{{ pay }} <!-- $11 -->

```python
pay = "$12"
```

```{note}
They earn $13.
```
~~~
$14
"""


def test_markdown_is_read_without_its_marks():
    """Front matter, code, comments and addresses are left out; what is shown has its place."""
    found = amounts("a.md", MARKDOWN)
    lines = MARKDOWN.splitlines()
    assert [text for text, _, _ in found] == ["$2", "$3", "$4", "$5", "$8", "$9", "$10", "$13"]
    assert all(lines[line - 1][column - 1 :].startswith(text) for text, line, column in found)
    assert "Analysts earn $3, or $4 and $5." in words("a.md", MARKDOWN)
    assert "and $8, a < $9, AT&T $10" in words("a.md", MARKDOWN)


TABLES = {
    "a.md": "| Occupation | *Median* pay |\n|:--|--:|\n| Analysts | \\$5 |\n| Clerks | $6 |\n\n"
    "End.",
    "a.html": "<table><tr><th>Occupation<th>Median pay</tr><tr><td>Analysts<td>$5</td></tr>"
    "<tr><td>Clerks<td>$6</table>End.",
    "none.html": "<table><tr><td>Occupation<td>Median pay<tr><td>Analysts<td>$5<tr><td>Clerks"
    "<td>$6</table>End.",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_cell_has_the_words_of_its_row_and_column(name):
    """A cell reads as a sentence, and its amount is one of the file's once only."""
    assert words(name, TABLES[name]) == ("Analysts, Median pay: $5. Clerks, Median pay: $6. End.")
    assert len(amounts(name, TABLES[name])) == 2


def test_a_heading_over_several_columns_and_rows_is_said_of_each():
    """Two rows of headings are joined; a name that spans two rows is that of both."""
    page = """<table><caption>Pay</caption><thead><tr><th rowspan=2>Job<th colspan=2>2023<tr>
    <th>Mean<th>Median</thead><tr><td rowspan=2>Clerk<td>$1<td>$2<tr><td>$3<td>$4</table>"""
    assert words("a.html", page) == (
        "Pay Clerk, 2023, Mean: $1. Clerk, 2023, Median: $2. Clerk, 2023, Mean: $3. "
        "Clerk, 2023, Median: $4."
    )


def test_a_table_without_headings_pairs_name_and_number():
    """Quick facts have the name of the number beside it; an amount is never taken for a heading."""
    page = "<table><tr><td>2023 median pay<td>$5 per year<tr><td>Entry level<td>$3</table>"
    assert words("a.html", page) == "2023 median pay: $5 per year. Entry level: $3."


def test_percentiles_may_head_columns():
    """BLS heads the columns of its wage tables with 10% to 90%; pages, with top 10 percent."""
    text = "| Percentile | 10% | Top 10 percent |\n|---|---|---|\n| Annual wage | $5 | $6 |\n"
    assert words("a.md", text) == "Annual wage, 10%: $5. Annual wage, Top 10 percent: $6."


def test_a_lead_in_and_a_source_line_belong_to_the_table():
    """Who published the numbers is said before a colon, or below the table, in another block."""
    text = "BLS says:\n\n| Job | Pay |\n|---|---|\n| Clerks | $5 |\n\nSource: BLS.\n\nMore."
    lines = opened("a.md", text.encode()).read.text.split("\n")
    assert [line.strip() for line in lines if line.strip()] == [
        "BLS says:", "Clerks, Pay: $5.", "Source: BLS.", "More."]  # fmt: skip
    assert len(re.split(r"\n\s*\n", opened("a.md", text.encode()).read.text)) == 2


def test_a_table_that_only_lays_out_a_page_is_prose():
    """One column is a column of paragraphs; a row with one text is a title, not a cell."""
    page = (
        "<table><tr><td>They earn $5.<tr><td><p>More.</table>"
        "<table><tr><td>Pay<td><tr><td>a<td>$1</table>"
    )
    assert words("a.html", page) == "They earn $5. More. Pay a: $1."


NOTES = {
    "a.md": "They earn $5.[^b] More.[^c]\n\n[^b]: BLS, *May 2023*.\n\n[^c]: Ours.\n",
    "a.html": '<p>They earn $5.<sup><a href="#b">1</a></sup> More.<sup>2</sup>'
    '<ol><li id="b">BLS, <i>May 2023</i>. <a href="#r">↩</a></ol>',
}


@pytest.mark.parametrize("name", NOTES)
def test_a_footnote_stands_in_the_sentence_that_calls_it(name):
    """The source of a number is read with it; the mark of the note is not part of the number."""
    assert words(name, NOTES[name]).startswith("They earn $5 (BLS, May 2023). More")
    assert [text for text, _, _ in amounts(name, NOTES[name])] == ["$5"]


def test_a_footnote_of_a_cell_stands_in_the_cell():
    """A table's numbers have their sources in footnotes more often than sentences have."""
    text = "| Job | Pay |\n|---|---|\n| Clerks | $5[^b] |\n\n[^b]: BLS\n    of May.\n"
    assert words("a.md", text) == "Clerks, Pay: $5 (BLS of May). BLS of May."


def test_an_aside_of_pandoc_and_a_raised_letter_stay():
    """An inline note is read in its place; the th of 90th is no mark of a note."""
    assert words("a.md", "Pay is $5^[BLS, 2023].") == "Pay is $5 (BLS, 2023)."
    assert words("a.html", "The 90<sup>th</sup> percentile is $5<sup>[3]</sup>.") == (
        "The 90th percentile is $5."
    )


def test_a_page_is_read_as_it_is_shown():
    """Scripts, styles and code are left out; entities are characters; blocks are paragraphs."""
    page = (
        "<html><head><style>$1</style><script>$2</script></head><body><nav>Menu</nav>\n"
        "<p>Pay\n is&nbsp;&#36;3&amp;<b>more</b><br>or $4 <code>$5</code><li>$6<!-- $7 --></html>"
    )
    assert amounts("a.html", page) == [("&#36;3", 3, 10), ("$4", 3, 39), ("$6", 3, 61)]
    assert words("a.html", page) == "Menu Pay is $3&more or $4 - $6"


def test_a_notebook_is_read_cell_by_cell():
    """Markdown cells and outputs are read, code is not; lines and columns are those of the file."""
    cells = [
        {"cell_type": "markdown", "source": ["# Pay 😀 \u00e9\n", 'They "earn" **$1**\n']},
        {"cell_type": "code", "source": "pay = '$2'",
         "outputs": [{"output_type": "stream", "text": "$3"},
                     {"data": {"text/html": "<table><tr><th>a<th>b<tr><td>c<td>$4</table>",
                               "text/plain": "$4"}}]},
    ]  # fmt: skip
    text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}, indent=1)
    found = amounts("a.ipynb", text)
    lines = text.splitlines()
    assert [amount for amount, _, _ in found] == ["$1", "$3", "$4"]
    assert all(lines[line - 1][column - 1 :].startswith(amount) for amount, line, column in found)
    assert "c, b: $4." in words("a.ipynb", text)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(path, body: str, **parts: str):
    """Write a small Word document, as Word lays it out, and return its path."""
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, inside in parts.items():
            file.writestr(f"word/{name}.xml", f"<w:{name} {W}>{inside}</w:{name}>")
    return path


def paragraph(*texts: str, more: str = "") -> str:
    """Return a paragraph of runs."""
    runs = "".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts)
    return f"<w:p>{runs}{more}</w:p>"


def test_a_word_document_is_read_with_tables_and_footnotes(tmp_path):
    """A number in two runs is one; deleted text is gone; a line of the file is a paragraph."""
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Job", "Median pay"))
    row = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Clerks", "$6"))
    path = word(
        tmp_path / "a.docx",
        paragraph("Title")
        + paragraph("They earn $5", ",000 &amp; more.", more='<w:footnoteReference w:id="2"/>')
        + "<w:p><w:del><w:r><w:delText>$9</w:delText></w:r></w:del></w:p>"
        + f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{row}</w:tr></w:tbl>",
        footnotes=f'<w:footnote w:id="2">{paragraph("BLS, May 2023.")}</w:footnote>',
    )
    draft = opened(str(path), path.read_bytes())
    assert " ".join(draft.read.text.split()) == (
        "Title They earn $5,000 & more (BLS, May 2023). Clerks, Median pay: $6. BLS, May 2023."
    )
    assert amounts(str(path), path.read_bytes()) == [("$5,000", 2, 11), ("$6", 7, 1)]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.md", b"%PDF-1.7 ...", "a.md: pdf content; expected plain text, Markdown"),
        ("a.txt", b"ELF\0\0\1", "a.txt: binary content; expected plain text"),
        ("a.docx", b"Hello", "a.docx: text content; expected plain text"),
        ("-", b"PK\x03\x04", "a Word document or zip cannot be piped in; name the file"),
        ("a.ipynb", b"{", "a.ipynb: not a notebook of nbformat 4"),
        ("a.ipynb", b'{"worksheets": []}', "expected JSON with cells, as Jupyter saves it"),
        ("a.ipynb", b'[{"cells": 1}, 2]', "not a notebook"),
    ],
)
def test_what_is_no_draft_is_refused(name, content, message):
    """The error names the file, what was found and what would be right."""
    with pytest.raises(SourceError, match=re.escape(message)):
        opened(name, content)


def test_a_workbook_is_no_word_document(tmp_path):
    """A zip without a Word document in it is refused by what it lacks."""
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(SourceError, match="a zip without a Word document in it"):
        opened(str(path), path.read_bytes())


def test_an_empty_file_and_another_encoding_are_reported():
    """An empty draft holds no claims and says so; Windows' text is read, and that is told."""
    with pytest.warns(Reported, match="the file is empty, so there is nothing to check"):
        assert not opened("a.md", b" \n").read.text.strip()
    with pytest.warns(Repaired, match="read as Windows text"):
        assert opened("a.txt", b"caf\xe9 $5").read.text == "café $5"
    assert amounts("a.txt", "They earn $5".encode("utf-16")) == [("$5", 1, 11)]
    assert amounts("a.md", b"\xef\xbb\xbf# They earn $5") == [("$5", 1, 13)]


@pytest.mark.parametrize("content", ["<!DOCTYPE html><p>$5", '{"cells": [], "nbformat": 4}', "$5"])
def test_a_file_without_an_ending_is_known_by_its_content(content):
    """Standard input may be a page, a notebook or text."""
    assert "<" not in opened("-", content.encode()).read.text


HOSTILE = ["<", "[", "`", "*", "|", "a", " ", "<!--", "[^1]", "![](", "|-\n", "> ", "&", "{{", "</",
           "<td rowspan=19 colspan=19>", "<sup>", "[^a]: b\n", "```\n", '"', "\\"]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_hostile_text_ends_soon(piece):
    """A megabyte of one mark takes seconds at most, in Markdown and as a page."""
    for name in ("a.md", "a.html"):
        start = time.process_time()
        opened(name, ((piece * (250_000 // len(piece))) + "\n$5").encode())
        assert time.process_time() - start < 4, name


def test_every_ending_has_a_form():
    """Folders are searched for these endings."""
    assert set(SUFFIXES.values()) == {"text", "markdown", "html", "notebook", "docx"}
