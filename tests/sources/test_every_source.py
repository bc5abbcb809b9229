"""What every source module keeps to: a new one is tested here by existing."""

import ast
import re
import warnings
from pathlib import Path

import pytest

from hitdata import read, sources
from hitdata.cells import read_cut
from hitdata.documents import Document
from hitdata.errors import UnknownValue
from hitdata.observations import check
from hitdata.originals import read_originals
from hitdata.schema import CODES, DTYPES
from tests.sources.documents import OFFERED, READERS, offered_by, printed_in

RAW = Path(__file__).parents[2] / "data" / "raw"
ORIGINALS = read_originals(RAW / "SOURCES.csv")


@pytest.mark.parametrize("name", sources.names())
def test_a_source_opens_with_publisher_period_coverage_and_units(name):
    """The module's first lines say what a reader of any of its figures must know."""
    text = ast.get_docstring(ast.parse(Path(sources.source(name).__file__).read_text()))
    assert re.search(r"^Publisher  +\S", text, re.MULTILINE)
    assert re.search(r"^Raw files?  +\S", text, re.MULTILINE)
    assert re.search(r"^Reference period  +\S", text, re.MULTILINE)


@pytest.mark.parametrize("name", sources.names())
def test_a_source_fills_a_table_and_is_listed(name):
    """A module fills a table of the bundle from a listed original, or reads users' files.

    Terms forbid bundling what some publishers print: their modules have no original and no cut.
    """
    module = sources.source(name)
    if not hasattr(module, "cut"):
        assert callable(module.read_document)
        return
    assert any(hasattr(module, function) for function in sources.TABLES.values())
    assert any(original.reader == name for original in ORIGINALS)


def written(tmp_path, reader, name):
    """Write an offered document and return its path."""
    path = tmp_path / name
    path.write_bytes(OFFERED[reader, name])
    return path


@pytest.mark.parametrize("reader", READERS)
def test_a_source_of_users_files_shows_an_example(reader):
    """One line says what users bring; its own tests offer small documents of that kind."""
    assert sources.source(reader).EXAMPLE.strip()
    assert offered_by(reader), f"tests/sources/test_{reader}.py offers no DOCUMENTS"


@pytest.mark.parametrize("reader", READERS)
def test_a_source_of_users_files_knows_its_own(reader, tmp_path):
    """It takes its own documents, and says in words why one of any other kind is none of them."""
    why_not = sources.source(reader).why_not
    shopping = tmp_path / "shopping.txt"
    shopping.write_text("eggs\nmilk\n", encoding="utf-8")
    assert len(why_not(Document(shopping)).split()) > 3
    for other, name in OFFERED:
        reason = why_not(Document(written(tmp_path, other, name)))
        assert not reason if other == reader else len(reason.split()) >= 3, (name, reason)


@pytest.mark.parametrize(("reader", "name"), [pytest.param(*p, id=" ".join(p)) for p in OFFERED])
def test_every_document_is_read_into_rows_of_the_table(reader, name, tmp_path):
    """Found by its content; every figure names its file and place, and prints what stands there."""
    path = written(tmp_path, reader, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = check(read(path, partial=True))
        wanted = read(path, soc="29-2072", partial=True)
    document = Document(path)
    assert len(frame)
    assert set(frame["file"]) == {name}
    assert set(frame["sha256"]) == {document.sha256}
    assert frame["locator"].str.len().gt(0).all()
    assert not printed_in(document, frame)
    declared = [getattr(sources.source(n), "CODES", {}) for n in sources.names()]
    for column in ("source", "origin", "pay_basis"):
        known = {code for codes in declared for code in codes.get(column, {})}
        assert set(frame[column].dropna()) <= known, f"{column}: declare it in CODES"
    assert list(wanted) == list(DTYPES)
    assert set(wanted["soc"]) <= {"29-2072"}
    assert len(wanted) == frame["soc"].eq("29-2072").sum()


@pytest.mark.parametrize("name", sources.names())
def test_codes_of_a_source_belong_to_growing_lists(name):
    """Closed lists are the schema's; a module may only add to the others, each with a meaning."""
    for column, codes in getattr(sources.source(name), "CODES", {}).items():
        assert column in DTYPES
        assert column not in CODES
        assert all(meaning.strip() for meaning in codes.values())


@pytest.mark.parametrize("original", ORIGINALS, ids=lambda original: original.cut)
def test_every_cut_is_read_into_rows_of_the_table(original):
    """Each cut gives figures that keep the table's rules and name their original."""
    module = sources.source(original.reader)
    if not hasattr(module, "read"):
        pytest.skip("fills another table than that of figures")
    frame = check(module.read(read_cut(RAW / original.cut), original))
    assert len(frame)
    assert set(frame["file"]) == {original.file}
    assert set(frame["sha256"]) == {original.sha256}


def test_an_unknown_source_is_refused():
    """The near name is in the error."""
    with pytest.raises(UnknownValue, match=r"source module 'oewz'.*'oews'"):
        sources.source("oewz")
