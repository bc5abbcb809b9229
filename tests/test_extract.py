import filecmp
import shutil

import pytest

from hitdata.errors import SourceError
from hitdata.extract import extract
from hitdata.originals import read_originals


def test_extracting_again_finds_the_same_bytes(downloads, raw, tmp_path):
    """The cuts in the repository are what the command makes of the originals, byte for byte."""
    shutil.copy(raw / "SOURCES.csv", tmp_path)
    cuts = [cut.original.cut for cut in extract(downloads, tmp_path)]
    assert len(cuts) > 60
    assert all(filecmp.cmp(raw / cut, tmp_path / cut, shallow=False) for cut in cuts)


@pytest.fixture
def made_up(raw, tmp_path):
    """A folder of downloads with one made-up CPI file, and a list that names it."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "downloads" / "deep").mkdir(parents=True)
    path = tmp_path / "downloads" / "deep" / "prices.csv"
    path.write_text("series_id,year,period,value\nCUUR0000SA0,1999,M01,1\nCUUR0000SA0,1999,S01,2\n")
    digest = "31d0b87c3dd0a8a7"
    header = (raw / "SOURCES.csv").read_text(encoding="utf-8").splitlines()[0]
    fields = dict.fromkeys(header.split(","), "x") | {
        "cut": "cpi.csv", "reader": "cpi", "file": "prices.csv", "sheet": "", "sha256": digest,
        "copy": "as published",
    }  # fmt: skip
    return tmp_path, header, fields


def write_list(folder, header, fields):
    """Write a SOURCES.csv of one line."""
    (folder / "raw" / "SOURCES.csv").write_text(f"{header}\n{','.join(fields.values())}\n")


def test_a_changed_original_is_refused(made_up):
    """A file whose hash is not the listed one is named, with both."""
    folder, header, fields = made_up
    write_list(folder, header, fields)
    with pytest.raises(SourceError, match=r"prices.csv: its hash is not 31d0b87c3dd0…"):
        list(extract(folder / "downloads", folder / "raw"))
    assert not (folder / "raw" / "cpi.csv").exists()


def test_a_missing_original_is_named(made_up):
    """All that is missing is named before anything is written."""
    folder, header, fields = made_up
    write_list(folder, header, fields | {"file": "other.csv"})
    with pytest.raises(SourceError, match=r"other.csv: not found below"):
        list(extract(folder / "downloads", folder / "raw"))


def test_an_original_is_found_at_any_depth_and_cut(made_up):
    """The rows that the source module keeps are written with their row numbers."""
    from hitdata.cells import hash_of

    folder, header, fields = made_up
    sha256 = hash_of(folder / "downloads" / "deep" / "prices.csv")
    write_list(folder, header, fields | {"sha256": sha256})
    cut = next(extract(folder / "downloads", folder / "raw"))
    assert (cut.kept, cut.rows) == (2, 3)
    assert cut.path.read_text().splitlines()[1:] == [
        f"prices.csv,{sha256},,1,series_id,year,period,value",
        f"prices.csv,{sha256},,2,CUUR0000SA0,1999,M01,1",
    ]


def test_a_folder_that_is_none_is_refused(tmp_path):
    """The error says what is needed."""
    with pytest.raises(SourceError, match="not a folder; expected one that holds the downloads"):
        list(extract(tmp_path / "nowhere", tmp_path))


def test_transcriptions_are_left_alone(raw):
    """What was typed by hand from a guide is no cut and is not written by the command."""
    transcribed = [o for o in read_originals(raw / "SOURCES.csv") if o.copy == "transcribed"]
    assert {original.reader for original in transcribed} == {"quoted"}
