"""The bundled tables: those of the cuts, the same bytes each time, from no cut that was edited."""

import re
import shutil

import pandas as pd
import pytest

import hitdata
from hitdata.errors import SourceError
from hitdata.files import hash_of
from tools.bundle import build, read_raw


@pytest.fixture(scope="module")
def tables(raw):
    """Every table, read afresh from the cuts."""
    return read_raw(raw)


def test_the_bundled_figures_are_those_of_the_cuts(tables):
    """The package holds what the readers make of data/raw today, no more and no less."""
    pd.testing.assert_frame_equal(tables["figures"], hitdata.load(quoted=None))


@pytest.mark.parametrize(
    ("name", "function"),
    [("attributes", hitdata.attributes), ("titles", hitdata.titles), ("prices", hitdata.prices),
     ("crosswalk", hitdata.crosswalk), ("originals", hitdata.originals)],
)  # fmt: skip
def test_so_are_the_other_tables(tables, name, function):
    """Each table beside the figures equals its cuts as well."""
    pd.testing.assert_frame_equal(tables[name], function())


def test_building_twice_gives_the_same_bytes(tables, raw, tmp_path, monkeypatch):
    """The tables of a wheel do not depend on when or where it was built."""
    monkeypatch.setattr("tools.bundle.read_raw", lambda _: tables)
    for folder in ("first", "second"):
        build(raw, tmp_path / folder)
    first = {path.name: path.read_bytes() for path in (tmp_path / "first").iterdir()}
    second = {path.name: path.read_bytes() for path in (tmp_path / "second").iterdir()}
    assert first == second
    assert len(first) == len(tables)


def test_a_listed_cut_that_is_not_there_is_named(raw, tmp_path):
    """A cut that SOURCES.csv lists must be in data/raw; the error names the command for it."""
    (tmp_path / "SOURCES.csv").write_bytes((raw / "SOURCES.csv").read_bytes())
    with pytest.raises(SourceError, match=r"not there; `make data` writes it"):
        read_raw(tmp_path)


@pytest.mark.parametrize(
    ("cut", "digit", "remedy"),
    [("bls/oews/national_M2023_dl.csv", ",62990,", "cut it again with `make data`"),
     ("guides/healthcare-it-salary.csv", "75,500", "list its hash")],
)  # fmt: skip
def test_an_edited_cut_is_refused(raw, tmp_path, cut, digit, remedy):
    """One digit changed: the error names the file, both hashes and what to do."""
    copied = tmp_path / "raw"
    shutil.copytree(raw, copied)
    path = copied / cut
    text = path.read_text(encoding="utf-8")
    assert digit in text
    listed = hash_of(path)
    path.write_bytes(text.replace(digit, digit.replace("5", "6").replace("2", "3"), 1).encode())
    told = f"{path}: its hash is {hash_of(path)}, SOURCES.csv lists {listed}; restore the file, or "
    with pytest.raises(SourceError, match=re.escape(told) + ".*" + remedy):
        read_raw(copied)
