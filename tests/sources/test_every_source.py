"""What every source module keeps to: a new one is tested here by existing."""

import ast
import re
from pathlib import Path

import pytest

from hitdata import sources
from hitdata.cells import read_cut
from hitdata.documents import Document
from hitdata.errors import UnknownValue
from hitdata.observations import check
from hitdata.originals import read_originals
from hitdata.schema import CODES, DTYPES

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


@pytest.mark.parametrize(
    "name", [name for name in sources.names() if hasattr(sources.source(name), "read_document")]
)
def test_a_source_of_users_files_knows_its_own(name, tmp_path):
    """It shows an example, and says in words why a file of another kind is none of its own."""
    module = sources.source(name)
    assert module.EXAMPLE.strip()
    path = tmp_path / "shopping.txt"
    path.write_text("eggs\nmilk\n", encoding="utf-8")
    assert len(module.why_not(Document(path)).split()) > 3


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
