"""Numbers filled in: from a figure to its text, into every kind of file, and verified there."""

import re
import zipfile
from pathlib import Path

import pytest

import hitdata
from hitdata.claims import living
from hitdata.command import main
from hitdata.errors import HitdataError, InvalidFigure, SourceError, UnknownValue
from tests.claims.test_documents import paragraph, word

MEDIAN = "bls.oews.2023-05.us.29-9021.wage.p50.usd-year"
GROWTH = "bls.ep.2022-32.us.29-9021.employment-change.percent.2022-2032.percent"

KEY = f"""
median:
  figure: {MEDIAN}
  dated: true
growth:
  figure: {GROWTH}
  format: "{{:.0f}} percent"
  dated: true
more:
  words: more than a quarter
  holds: median > 1.25 * 48780
"""


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder to work in, with a key file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "numbers.yml").write_text(KEY)
    return tmp_path


def test_a_figure_prints_itself():
    """BLS prints 62990, 16.5 percent and 30.28 dollars; a reader sees $62,990, 16.5% and $30.28."""
    assert repr(hitdata.number(MEDIAN)) == "$62,990"
    assert hitdata.number(GROWTH) == "16.5%"
    assert hitdata.number(GROWTH, format="{:.0f} percent") == "16 percent"
    assert hitdata.number(MEDIAN.replace("usd-year", "usd-hour")) == "$30.28"
    assert hitdata.number("bls.ep.2022-32.us.29-9021.employment.total.2032.jobs") == "44,100"
    assert hitdata.number("bls.oews.2003-05.us.11-0000.major.wage.p90.usd-hour") == "$70.00 or more"


def test_a_figure_prints_itself_where_code_runs():
    """IPython, which runs Quarto's inline code and MyST's eval, shows the text without quotes."""
    formatters = pytest.importorskip("IPython.core.formatters")
    shown, _ = formatters.DisplayFormatter().format(hitdata.number(MEDIAN))
    assert shown == {"text/plain": "$62,990"}


def test_another_release_of_a_figure():
    """The same number of another round has other years in its name; round 2024-34 has 14.7."""
    assert hitdata.number(GROWTH, release="2024-34") == "14.7%"
    assert hitdata.number(GROWTH, release="latest") == "14.7%"
    base = "bls.ep.2022-32.us.29-9021.employment.total.2022.jobs"
    assert hitdata.number(base, release="2021-31") == "39,900"
    assert hitdata.number(MEDIAN, release="2025-05") == "$68,020"
    with pytest.raises(UnknownValue, match="not in release '1999-05'; known are 2025-05, 2024-05"):
        hitdata.number(MEDIAN, release="1999-05")


def test_a_number_that_is_not_there_is_refused():
    """A withheld figure has no text; a format that is none of Python's is told with an example."""
    withheld = "bls.oews.2008-05.us.naics-61.11-0000.major.wage.mean.usd-hour"
    with pytest.raises(InvalidFigure, match="not released: no number to print"):
        hitdata.number(withheld)
    for form in ("{", "{a.b}", "{:,.0f} {:,.0f}", "{:q}"):
        with pytest.raises(SourceError, match="expected one pair of braces, as in"):
            hitdata.number(MEDIAN, format=form)


LINES = 'median: "$62,990"\n{0}growth: "16 percent"\n{0}more: "more than a quarter"\n{0}'

M = "more than a quarter"

#: A file -> what it holds before, and after.
TEXTS = {
    "a.md": (
        "<!--hitdata:median -->?<!-- /hitdata -->\r\n<!--hitdata: more-->x<!--/hitdata-->",
        f"<!--hitdata:median -->$62,990<!-- /hitdata -->\r\n<!--hitdata: more-->{M}<!--/hitdata-->",
    ),
    "a.html": (
        "<p><!-- hitdata:more -->x<!-- /hitdata -->",
        "<p><!-- hitdata:more -->more than a quarter<!-- /hitdata -->",
    ),
    "a.ipynb": (
        '{"source": ["<!-- hitdata:median -->x<!-- /hitdata -->"]}',
        '{"source": ["<!-- hitdata:median -->$62,990<!-- /hitdata -->"]}',
    ),
    "front.md": (
        "---\nsubstitutions:\n  # hitdata\n  old: 1\n  # /hitdata\n---\n",
        f"---\nsubstitutions:\n  # hitdata\n  {LINES.format('  ')}# /hitdata\n---\n",
    ),
    "code.md": ("```\n<!-- hitdata:nobody -->\n```\n<!-- hitdata: ignore HD102 -->\n",) * 2,
    "_variables.yml": ("mine: 1", f"mine: 1\n# hitdata\n{LINES.format('')}# /hitdata\n"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_filled_and_nothing_else_in_it_changes(folder, name):
    """Numbers between their marks are replaced; a second time there is nothing to do."""
    before, after = TEXTS[name]
    (folder / name).write_bytes(before.encode())
    assert main(["fill", name]) == 0
    assert (folder / name).read_bytes().decode() == after
    assert main(["fill", name, "--verify"]) == 0


def test_quarto_and_myst_read_what_is_written(folder):
    """Files that are not there yet are written whole, as YAML."""
    import yaml

    assert main(["fill", "_variables.yml", "myst.yml"]) == 0
    texts = {"median": "$62,990", "growth": "16 percent", "more": "more than a quarter"}
    assert yaml.safe_load((folder / "_variables.yml").read_text()) == texts
    assert yaml.safe_load((folder / "myst.yml").read_text())["project"]["substitutions"] == texts
    (folder / "myst.yml").write_text("project:\n  title: Mine\n")
    assert main(["fill", "myst.yml"]) == 2
    assert (folder / "myst.yml").read_text() == "project:\n  title: Mine\n"


CONTROL = (
    '<w:sdt><w:sdtPr><w:alias w:val="pay"/><w:tag w:val="hitdata:median"/><w:showingPlcHdr/>'
    "</w:sdtPr><w:sdtContent><w:r><w:t>$1</w:t></w:r><w:r><w:t>,000</w:t></w:r></w:sdtContent></w:sdt>"
)
BOOKMARK = (
    '<w:bookmarkStart w:id="7" w:name="hitdata_growth"/>'
    "<w:r><w:rPr><w:b/></w:rPr><w:t>7%</w:t></w:r>"
    '<w:bookmarkEnd w:id="7"/>'
)


def test_a_word_document_is_filled_and_the_old_one_kept(folder, capsys):
    """A content control and a bookmark, in text and footnotes; every other byte stays."""
    body = paragraph("They earn ", more=CONTROL) + paragraph("Growth: ", more=BOOKMARK)
    path = word(folder / "a.docx", body, footnotes=paragraph(more=BOOKMARK))
    before = path.read_bytes()
    assert main(["fill", "a.docx", "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "a.docx:word/document.xml: median: old '$1,000', new '$62,990'",
        "a.docx:word/document.xml: growth: old '7%', new '16 percent'",
        "a.docx:word/footnotes.xml: growth: old '7%', new '16 percent'",
    ]
    assert main(["fill", "a.docx", "--verify"]) == 1
    assert path.read_bytes() == before
    assert main(["fill", "a.docx"]) == 0
    assert (folder / "a.docx.bak").read_bytes() == before
    with zipfile.ZipFile(path) as new, zipfile.ZipFile(folder / "a.docx.bak") as old:
        assert new.namelist() == old.namelist()
        text = new.read("word/document.xml").decode()
        expected = old.read("word/document.xml").decode().replace("$1<", "$62,990<")
    expected = expected.replace(">,000<", "><").replace("7%", "16 percent")
    assert text == expected.replace("<w:showingPlcHdr/>", "")
    assert main(["fill", "a.docx", "--verify"]) == 0


def test_verify_tells_a_moved_number_and_edits_nothing(folder, capsys):
    """Pinned to May 2023, whose median BLS printed as 62990; that of May 2025 is 68020."""
    (folder / "numbers.yml").write_text(f"median:\n  figure: {MEDIAN}\n  expect: $62,990\n")
    text = "<!-- hitdata:median -->$62,990<!-- /hitdata -->"
    (folder / "a.md").write_text(text)
    assert main(["fill", "a.md", "--verify"]) == 1
    told = capsys.readouterr().out
    assert re.search(
        r"numbers.yml: median: old '\$62,990' \(2023-05\), new '\$68,020' \(2025-05\)\n", told
    )
    assert (folder / "a.md").read_text() == text
    # filling keeps to the pin
    assert main(["fill", "a.md"]) == 0
    assert (folder / "a.md").read_text() == text


def test_an_unexpected_number_is_not_filled_in(folder, capsys):
    """What follows the newest release is refused where its author expects another text."""
    (folder / "numbers.yml").write_text(
        f'median:\n  figure: {MEDIAN}\n  release: latest\n  expect: "$62,990"\n'
    )
    (folder / "a.md").write_text("<!-- hitdata:median -->$62,990<!-- /hitdata -->")
    assert main(["fill", "a.md"]) == 1
    assert "old '$62,990' (expected), new '$68,020' (2025-05)" in capsys.readouterr().out
    assert "$68,020" not in (folder / "a.md").read_text()


def test_ordering_words_are_held(folder, capsys):
    """62,990 is more than 1.25 times 48,780, and not twice; other arithmetic is refused."""
    (folder / "numbers.yml").write_text(KEY.replace("> 1.25 *", "> 2 *"))
    (folder / "a.md").write_text("")
    assert main(["fill", "a.md", "--verify"]) == 1
    assert (
        "more: 'more than a quarter' no longer holds: median is 62,990" in capsys.readouterr().out
    )
    for assertion, told in {
        "median": "as in a > 2 * b, a comparison of names",
        "median > nobody": "a comparison of names that have figures",
        "median > __import__('os')": "a comparison of names that have figures",
        "median > 1 / 0": "a comparison of names that have figures",
        "1 <= median / 48780 < 1.2": "no longer holds",
    }.items():
        (folder / "numbers.yml").write_text(KEY.replace("median > 1.25 * 48780", assertion))
        assert main(["fill", "a.md", "--verify"]) in {1, 2}
        assert told in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("- a", "not a key file"),
        ("a: {figure: [", "not a key file"),
        ("a-b: {figure: x}", "a-b: expected a name of letters, digits and _"),
        ("a: {figures: x}", "a: field 'figures' is not known; did you mean 'figure'?"),
        ("a: {words: twice}", "a figure, or words and what holds of them"),
        ("a: {figure: bls.x}", "figure_id 'bls.x' is not known"),
    ],
)
def test_a_slip_in_the_key_file_is_told(folder, capsys, key, told):
    """The error names the file, the name in it and what would be right."""
    (folder / "numbers.yml").write_text(key)
    assert main(["fill", "--verify"]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<!-- hitdata:median -->$5", "'<!-- hitdata:median' has no end"),
        (
            "<!-- hitdata:medium -->$5<!-- /hitdata -->",
            "name 'medium' is not known; did you mean 'median'",
        ),
        ("a: 1\n# hitdata\nb: 2\n", "'# hitdata' has no end"),
    ],
)
def test_a_slip_in_a_draft_is_told(folder, capsys, text, told):
    """A mark without an end or of an unknown name stops the filling, before anything is written."""
    (folder / "a.md").write_text("<!-- hitdata:median -->?<!-- /hitdata -->")
    (folder / "b.md").write_text(text)
    assert main(["fill", "a.md", "b.md"]) == 2
    assert told in capsys.readouterr().err
    assert "?" in (folder / "a.md").read_text()


def test_the_key_file_is_found_above(folder):
    """The nearest numbers.yml at or above a draft is its key; without one that is told."""
    (folder / "sub").mkdir()
    assert living.key_of([folder / "sub" / "a.md"]) == folder / "numbers.yml"
    (folder / "numbers.yml").unlink()
    with pytest.raises(HitdataError, match=r"no numbers\.yml there or above; name the file"):
        living.key_of([folder / "sub" / "a.md"])
