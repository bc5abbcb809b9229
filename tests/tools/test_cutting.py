"""Cuts: the same bytes again, of listed originals alone, by a rule for each reader."""

import filecmp
import shutil

import pandas as pd
import pytest

from hitdata.errors import SourceError
from hitdata.files import hash_of, read_originals
from hitdata.files.text import letters
from tools.cutting import RULES, cut, record


def test_cutting_again_finds_the_same_bytes(downloads, raw, tmp_path):
    """The cuts in the repository are what the rules make of the originals, byte for byte."""
    shutil.copy(raw / "SOURCES.csv", tmp_path)
    cuts = [done.original.cut for done in cut(downloads, tmp_path)]
    assert len(cuts) > 60
    assert all(filecmp.cmp(raw / name, tmp_path / name, shallow=False) for name in cuts)


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
        list(cut(folder / "downloads", folder / "raw"))
    assert not (folder / "raw" / "cpi.csv").exists()


def test_a_missing_original_is_named(made_up):
    """All that is missing is named before anything is written."""
    folder, header, fields = made_up
    write_list(folder, header, fields | {"file": "other.csv"})
    with pytest.raises(SourceError, match=r"other.csv: not found below"):
        list(cut(folder / "downloads", folder / "raw"))


def test_an_original_is_found_at_any_depth_and_cut(made_up):
    """The rows that the reader's rule keeps are written with their row numbers."""
    folder, header, fields = made_up
    sha256 = hash_of(folder / "downloads" / "deep" / "prices.csv")
    write_list(folder, header, fields | {"sha256": sha256})
    (done,) = cut(folder / "downloads", folder / "raw")
    assert (done.kept, done.rows) == (2, 3)
    assert done.path.read_text().splitlines()[1:] == [
        f"prices.csv,{sha256},,1,series_id,year,period,value",
        f"prices.csv,{sha256},,2,CUUR0000SA0,1999,M01,1",
    ]


def test_a_folder_that_is_none_is_refused(tmp_path):
    """The error says what is needed."""
    with pytest.raises(SourceError, match="not a folder; expected one that holds the downloads"):
        list(cut(tmp_path / "nowhere", tmp_path))


def test_transcriptions_are_left_alone(raw):
    """What was typed by hand from a guide is no cut and is not written."""
    transcribed = [o for o in read_originals(raw / "SOURCES.csv") if o.copy == "transcribed"]
    assert {original.reader for original in transcribed} == {"quoted"}


def cells(*lines):
    """Return lines of fields as cells; a line has its fields parted by bars."""
    rows = [line.split("|") for line in lines]
    return pd.DataFrame(rows, columns=letters(len(rows[0])), index=range(1, len(rows) + 1)).astype(
        "str"
    )


#: Reader -> a made-up original, the rows that stay, and the columns.
KEPT = {
    "oews": (
        ["May 2030|||", "NAICS|OCC_CODE|OCC_TITLE|A_MEAN", "62|29-2072|Coders|1",
         "61|29-2072|Coders|2", "62|53-7062|Packers|3", "000000| 29-2072 |Coders|4"],
        [2, 3, 6], "ABCD",
    ),
    "ep": (
        ["Table 1.7|", "title|code", 'Coders|="29-2072"', "Packers|53-7062", "Coders|29-2072",
         "Packers|53-7062", "(1) Footnote|"],
        [1, 2, 3, 5, 7], "AB",
    ),
    "ep_matrix": (
        ["title|code|type|2030|2040|change", "Total|00-0000|Summary|9|9|0",
         "Coders|29-2072|Line item|1|2|1", "Packers|53-7062|Line item|8|7|-1", "Footnote|||||"],
        [1, 3, 4], "ABCDE",
    ),
    "cpi": (
        ["series|year|period|value", "C|2030|M12|1", "C|2030|M13|1", "C|2030|S01|1"],
        [1, 2, 3], "ABCD",
    ),
    "soc_files": (
        ["A title|", "2010 SOC Code |2018 SOC Code", "|", "53-7062|53-7062"], [2, 4], "AB",
    ),
    "onet_titles": (
        ["O*NET-SOC Code|Alternate Title", "29-2072.00|Coder", "43-9999.00|coder",
         "21-1099.00|Health Information Provider", "51-4072.00|Injection Molder"],
        [1, 2, 3, 4], "AB",
    ),
}  # fmt: skip


@pytest.mark.parametrize("reader", KEPT)
def test_a_rule_keeps_what_figures_need(reader):
    """Headings and the family stay, with footnotes, line items, twins; the rest goes."""
    lines, rows, columns = KEPT[reader]
    kept = RULES[reader](cells(*lines), frozenset({"29-2072"}))
    assert (kept.index.to_list(), "".join(kept)) == (rows, columns)


def test_every_rule_is_tried_and_names_a_reader(raw):
    """A rule that no original asks for would be idle; one without a test could keep anything."""
    assert set(KEPT) == set(RULES)
    assert set(RULES) <= {original.reader for original in read_originals(raw / "SOURCES.csv")}


def test_definitions_of_the_soc_keep_the_family():
    """The same source reads the crosswalk, of which all pairs stay."""
    lines = ["A title|", " SOC Group|SOC Code", "Broad|53-7062", "Detailed|29-2072"]
    kept = RULES["soc_files"](cells(*lines), frozenset({"29-2072"}))
    assert kept.index.to_list() == [2, 4]


def test_a_reader_without_a_rule_keeps_its_file_whole(raw, downloads, tmp_path):
    """The tables of the ACS are gathered for the family: every line of the original stays."""
    shutil.copy(raw / "SOURCES.csv", tmp_path)
    done = {d.original.reader: d for d in cut(downloads, tmp_path)}
    assert done["acs"].kept == done["acs"].rows


@pytest.mark.parametrize(("reader", "lacks"), [("oews", "OCC_CODE"), ("ep", "29-2072")])
def test_another_table_is_refused(reader, lacks):
    """An original of another kind is not cut to nothing."""
    with pytest.raises(SourceError, match=lacks):
        RULES[reader](cells("a|b", "c|d"), frozenset())


def test_the_hash_of_each_cut_is_listed(made_up):
    """After a cut its hash stands in SOURCES.csv, and nothing else of the list has changed."""
    folder, header, fields = made_up
    raw = folder / "raw"
    write_list(folder, header, fields)
    (raw / "cpi.csv").write_bytes(b"abc")
    record(raw)
    # the hash of abc, from the standard that defines sha256
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    expected = fields | {"cut_sha256": known}
    said = (raw / "SOURCES.csv").read_text(encoding="utf-8").splitlines()
    assert said == [header, ",".join(expected.values())]
