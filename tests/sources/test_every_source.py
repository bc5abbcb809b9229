"""What every source keeps to, by what it hands over alone: a new one is tested here by existing."""

import re
import warnings
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest

from hitdata import read, wide
from hitdata.errors import UnknownValue
from hitdata.files import File
from hitdata.sources import Options, Source, title_of
from hitdata.table import validate
from hitdata.table.schema import CODES, DTYPES, TABLES
from tests.sources.documents import MODULES, OFFERED, offered_by, printed_in
from tools.originals import open_cut, read_originals
from tools.sources import names, source

RAW = Path(__file__).parents[2] / "data" / "raw"
ORIGINALS = read_originals(RAW / "SOURCES.csv")

#: Growing lists whose every code is explained by the source that brings it.
DECLARED = ("source", "origin", "pay_basis")

every_source = pytest.mark.parametrize("name", names())
every_module = pytest.mark.parametrize("module", MODULES)
every_document = pytest.mark.parametrize(
    ("module", "name"), [pytest.param(*document, id=" ".join(document)) for document in OFFERED]
)
every_cut = pytest.mark.parametrize("original", ORIGINALS, ids=lambda original: original.cut)


def module_of(name):
    """Return a source's module: of hitdata, or of the tools where only the bundle is read by it."""
    here = "tools" if find_spec(f"tools.sources.{name}") else "hitdata"
    return import_module(f"{here}.sources.{name}")


@every_source
def test_a_source_opens_with_publisher_files_and_period(name):
    """The module's first lines say what a reader of any of its figures must know."""
    text = module_of(name).__doc__
    assert re.search(r"^Publishers?  +\S", text, re.MULTILINE)
    assert re.search(r"^Raw files?  +\S", text, re.MULTILINE)
    assert re.search(r"^Reference period  +\S", text, re.MULTILINE)
    title = text.split("\n")[0]
    assert re.fullmatch(r"\S.*[^.]\.|\S.*: .+", title)
    if source(name).example:
        assert title == title_of(name)


@every_source
def test_a_source_hands_over_one_source(name):
    """It reads figures, or fills other tables of the bundle; nothing else is asked of it."""
    found = source(name)
    assert isinstance(found, Source)
    assert found.figures or found.tables
    assert set(found.tables) <= set(TABLES)
    assert not found.example or found.figures, "what users bring are figures"


@every_source
def test_a_source_reads_users_files_or_a_listed_original(name):
    """Terms forbid bundling what some publishers print: their modules have no original."""
    assert source(name).example or any(original.source == name for original in ORIGINALS)


def test_every_original_has_a_source_and_every_table_an_original():
    """Nothing is listed that nobody reads, and no table of the bundle stays empty."""
    assert {original.source for original in ORIGINALS} <= set(names())
    filled = [table for name in {o.source for o in ORIGINALS} for table in source(name).tables]
    assert sorted(filled) == sorted(TABLES), "each is filled by one source"


@every_source
def test_codes_of_a_source_belong_to_growing_lists(name):
    """Closed lists are the schema's; a module may only add to the others, each with a meaning."""
    for column, codes in source(name).codes.items():
        assert column in DTYPES
        assert column not in CODES
        assert all(meaning.strip() for meaning in codes.values())


def written(tmp_path, module, name):
    """Write an offered document and return its path."""
    path = tmp_path / name
    path.write_bytes(OFFERED[module, name])
    return path


@every_module
def test_a_source_of_users_files_shows_an_example(module):
    """One line says what users bring; its own tests offer small documents of that kind."""
    assert source(module).example.strip() == source(module).example
    assert "\n" not in source(module).example
    assert offered_by(module), f"tests/sources/test_{module}.py offers no DOCUMENTS"


@every_source
def test_a_source_knows_its_own(name, tmp_path):
    """It takes its own documents, and says in words why one of any other kind is none of them."""
    why_not = source(name).why_not
    shopping = tmp_path / "shopping.txt"
    shopping.write_text("eggs\nmilk\n", encoding="utf-8")
    assert len(why_not(File(shopping)).split()) > 3
    for other, document in OFFERED:
        reason = why_not(File(written(tmp_path, other, document)))
        assert not reason if other == name else len(reason.split()) >= 3, (document, reason)


@every_document
def test_every_document_is_read_into_rows_of_the_table(module, name, tmp_path):
    """Found by its content; every figure names its file and place, and prints what stands there."""
    path = written(tmp_path, module, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = validate(read(path, partial=True))
        wanted = read(path, soc="29-2072", partial=True)
    file = File(path)
    assert len(frame)
    assert set(frame["file"]) == {name}
    assert set(frame["sha256"]) == {file.sha256}
    assert frame["locator"].str.len().gt(0).all()
    assert not printed_in(file, frame)
    for column in DECLARED:
        known = {code for n in names() for code in source(n).codes.get(column, {})}
        assert set(frame[column].dropna()) <= known, f"{column}: declare it in codes"
    assert {name: str(dtype) for name, dtype in wanted.dtypes.items()} == DTYPES
    assert set(wanted["soc"]) <= {"29-2072"}
    assert len(wanted) == frame["soc"].eq("29-2072").sum()


@every_document
def test_a_large_document_is_read_as_a_small_one(module, name, tmp_path, monkeypatch):
    """Typed first where the source does so, and kept: the figures are the same, and so their order.

    A source that has a typed frame gives a row for each published row of a document.
    """
    path = written(tmp_path, module, name)
    found = source(module)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        small = read(path, partial=True)
        monkeypatch.setattr("hitdata.data.reading.LARGE", 0)
        monkeypatch.setenv("HITDATA_CACHE", str(tmp_path / "cache"))
        for _ in range(2):
            pd.testing.assert_frame_equal(read(path, partial=True), small)
        if found.wide or found.frame:
            rows = small["locator"].str.extract(r"(\d+)", expand=False).nunique()
            assert len(wide(path, partial=True)) == rows


#: Cuts of lists that another file is read with.
COMPANIONS = {"oe.occupation", "oe.footnote"}


@every_cut
def test_every_cut_is_read_into_what_its_source_fills(original):
    """Opened by the one route: figures that keep the table's rules, or rows of other tables.

    All of them name the original, the hash where there is a column for it, and a place in it.
    """
    found, file = source(original.source), open_cut(RAW, original)
    options = Options(original=original)
    frames = [read(file, options) for read in found.tables.values()]
    if found.figures:
        frames.append(validate(found.read(file, options)))
    assert any(map(len, frames)) or original.file in COMPANIONS
    for frame in frames:
        assert set(frame["file"]) <= {original.file}
        assert set(frame.get("sha256", [])) <= {original.sha256}
        assert frame["locator"].str.len().gt(0).all()


@pytest.mark.parametrize("name", TABLES)
def test_each_table_of_the_bundle_is_filled(name):
    """All cuts of its source together give rows, with one set of columns."""
    frames = [source(original.source).tables[name](open_cut(RAW, original),
                                                   Options(original=original))
              for original in ORIGINALS if name in source(original.source).tables]  # fmt: skip
    assert sum(map(len, frames))
    assert {tuple(frame) for frame in frames} == {tuple(frames[0])}


def test_an_unknown_source_is_refused():
    """The near name is in the error."""
    with pytest.raises(UnknownValue, match=r"source 'oewz'.*'oews'"):
        source("oewz")
