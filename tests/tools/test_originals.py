"""Originals and cuts: what SOURCES.csv says is so, and a cut is opened as its original would be."""

import csv
import hashlib
import re

import pytest

from hitdata.errors import SourceError
from hitdata.sources import Original
from tools.originals import open_cut, read_originals

#: Three rows of a sheet, as a cut holds them: what was cut out lies between.
CUT = """file,sha256,sheet,row,A,B,C
made-up.xls,abc,Table 1.7,1,code,wage,note
made-up.xls,abc,Table 1.7,3,  29-2072,        155030,"two
lines, and a comma"
made-up.xls,abc,Table 1.7,900,29-9021,NA,
"""


@pytest.fixture
def made_up(tmp_path):
    """A made-up cut below a folder, and what SOURCES.csv would say of it."""
    path = tmp_path / "bls" / "cut.csv"
    path.parent.mkdir()
    path.write_text(CUT, encoding="utf-8", newline="")
    return tmp_path, Original(
        cut="bls/cut.csv", source="oews", file="made-up.xls", sheet="Table 1.7", sha256="abc",
        cut_sha256=hashlib.sha256(CUT.encode()).hexdigest(),
    )  # fmt: skip


def test_a_cut_is_opened_as_its_original_would_be(made_up):
    """Name, hash and sheet are the original's, and so are letters, row numbers and every text."""
    file = open_cut(*made_up)
    (sheet,) = file.sheets
    assert (file.name, file.sha256, sheet.name) == ("made-up.xls", "abc", "Table 1.7")
    assert sheet.cells.index.to_list() == [1, 3, 900]
    assert list(sheet.cells) == ["A", "B", "C"]
    assert sheet.cells.loc[3].to_list() == ["  29-2072", "        155030",
                                            "two\nlines, and a comma"]  # fmt: skip
    assert sheet.cells.loc[900].to_list() == ["29-9021", "NA", ""], "NA is a text, a blank none"


@pytest.mark.parametrize(
    "edit",
    [lambda text: text.replace("155030", "155130"), lambda text: text + "\n",
     lambda text: text.replace("\n", "\r\n"), lambda _: ""],
)  # fmt: skip
def test_an_edited_cut_is_refused(made_up, edit):
    """One digit, a line end: it no longer is what its original prints, and the error says more."""
    raw, original = made_up
    path = raw / original.cut
    path.write_text(edit(CUT), encoding="utf-8", newline="")
    with pytest.raises(SourceError) as caught:
        open_cut(raw, original)
    said = str(caught.value)
    assert said.startswith(f"{path}: its hash is ")
    assert f"SOURCES.csv lists {original.cut_sha256}; restore the file" in said
    assert said.endswith("restore the file, or cut it again with `make data`")


def test_a_cut_that_is_not_there_is_named(made_up):
    """With the command that writes it."""
    raw, original = made_up
    with pytest.raises(SourceError, match=r"other.csv: .* not there; `make data` writes it"):
        open_cut(raw, original._replace(cut="other.csv"))


def test_a_transcription_is_opened_as_it_is(tmp_path):
    """What was typed from a guide has lines of its own, under the guide's name and hash."""
    text = 'line,printed\n128,"$62,990"\n'
    (tmp_path / "guide.csv").write_text(text, encoding="utf-8", newline="")
    file = open_cut(tmp_path, Original(
        cut="guide.csv", file="guide.md", sha256="def", copy="transcribed",
        cut_sha256=hashlib.sha256(text.encode()).hexdigest(),
    ))  # fmt: skip
    assert (file.name, file.sha256) == ("guide.md", "def")
    assert file.sheets[0].cells.loc[2].to_list() == ["128", "$62,990"]


def test_every_original_says_all_that_it_must(raw):
    """Publisher, title, file, hash, page, period, coverage, licence: none is left out."""
    for original in read_originals(raw / "SOURCES.csv"):
        always = ("publisher", "product", "title", "file", "sha256", "licence", "retrieved", "copy")
        assert all(getattr(original, name) for name in always), original.file
        assert re.fullmatch(r"[0-9a-f]{64}", original.sha256)
        if original.copy != "transcribed":
            assert original.page.startswith("https://"), original.file
            assert original.period, original.file
            assert original.coverage, original.file
            assert original.release, original.file


def test_every_cut_is_listed_and_every_listed_cut_is_there(raw):
    """Nothing lies in data/raw that SOURCES.csv does not explain."""
    listed = {original.cut for original in read_originals(raw / "SOURCES.csv")}
    there = {str(path.relative_to(raw)) for path in raw.rglob("*") if path.is_file()}
    there -= {"SOURCES.csv"}
    assert listed == there


def test_every_cut_has_the_hash_that_is_listed(raw):
    """What lies in data/raw is what was cut, byte for byte."""
    for original in read_originals(raw / "SOURCES.csv"):
        found = hashlib.sha256((raw / original.cut).read_bytes()).hexdigest()
        assert found == original.cut_sha256, original.cut


def test_each_cut_carries_its_original(raw):
    """Every row of a cut names the file, hash and sheet that SOURCES.csv lists for it."""
    for original in read_originals(raw / "SOURCES.csv"):
        if original.copy == "transcribed" or original.source == "labstat":
            continue
        with (raw / original.cut).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        said = {(row["file"], row["sha256"], row["sheet"]) for row in rows}
        assert said == {(original.file, original.sha256, original.sheet)}


def test_transcriptions_are_those_of_guides(raw):
    """What was typed by hand is what guides quote; all else was cut from a file."""
    transcribed = [o for o in read_originals(raw / "SOURCES.csv") if o.copy == "transcribed"]
    assert {original.source for original in transcribed} == {"quoted"}


def test_the_data_stays_small_and_no_original_comes_in(raw):
    """Cuts are text or lines of it in a gzip; together they stay under twelve megabytes."""
    files = [path for path in raw.rglob("*") if path.is_file()]
    of_labstat = {".gz", ".footnote", ".occupation"}
    assert {path.suffix for path in files} <= {".csv", ".md", *of_labstat}
    assert sum(path.stat().st_size for path in files) < 12_000_000


def test_an_incomplete_list_is_refused(tmp_path):
    """A list without a column, or a line without a licence, is refused with its place."""
    (tmp_path / "SOURCES.csv").write_text("cut,source\n")
    with pytest.raises(SourceError, match="columns must be"):
        read_originals(tmp_path / "SOURCES.csv")
    heading, line = ",".join(Original._fields), ",".join(["x"] * len(Original._fields))
    broken = line.split(",")
    broken[Original._fields.index("licence")] = ""
    (tmp_path / "SOURCES.csv").write_text(f"{heading}\n{line}\n{','.join(broken)}\n")
    with pytest.raises(SourceError, match="line 3 has nothing under licence"):
        read_originals(tmp_path / "SOURCES.csv")
