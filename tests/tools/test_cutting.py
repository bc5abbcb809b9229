"""Cuts: the same bytes again, of listed originals alone, by a rule for each source."""

import filecmp
import gzip
import shutil

import pandas as pd
import pytest

from hitdata.errors import SourceError
from hitdata.files import hash_of
from hitdata.files.text import letters
from hitdata.sources import Original
from tools.cutting import RULES, _lines, cut, record
from tools.originals import read_originals


@pytest.fixture
def originals(download_folders, raw):
    """The folders of downloads, if every listed original lies there."""
    listed = {o.file for o in read_originals(raw / "SOURCES.csv") if o.copy != "transcribed"}
    there = {path.name for folder in download_folders for path in folder.rglob("*")}
    if lacking := sorted(listed - there):
        pytest.skip(f"the downloads lack {', '.join(lacking)}")
    return download_folders


def test_cutting_again_finds_the_same_bytes(originals, raw, tmp_path):
    """The cuts in the repository are what the rules make of the originals, byte for byte."""
    shutil.copy(raw / "SOURCES.csv", tmp_path)
    done = {each.original.cut: each for each in cut(originals, tmp_path)}
    assert len(done) > 60
    assert all(filecmp.cmp(raw / name, tmp_path / name, shallow=False) for name in done)
    # of a source without a rule, as the ACS's, every line stays
    whole = next(each for each in done.values() if each.original.source == "acs")
    assert whole.kept == whole.rows


def test_lines_of_labstat_keep_their_numbers(tmp_path):
    """Lines of the codes stay, as they are; the nation's, which a workbook prints, are left out."""
    lines = ["series_id\tyear\tvalue\r\n", "OEUS480000000000015121101\t2025\t7\r\n",
             "OEUS480000000000029207201\t2025\t8\r\n", "OEUN000000000000029207201\t2025\t9\r\n",
             "OEUN000000062--6329207201\t2025\t5\r\n"]  # fmt: skip
    (tmp_path / "oe.data").write_bytes("".join(lines).encode())
    for name in ("cut", "cut.gz", "again.gz"):
        assert _lines(tmp_path / "oe.data", tmp_path / name, frozenset({"29-2072"})) == (2, 5)
    expected = f"line\t{lines[0]}3\t{lines[2]}5\t{lines[4]}".encode()
    assert (tmp_path / "cut").read_bytes() == expected
    assert gzip.decompress((tmp_path / "cut.gz").read_bytes()) == expected
    assert filecmp.cmp(tmp_path / "cut.gz", tmp_path / "again.gz", shallow=False)


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
        "cut": "cpi.csv", "source": "cpi", "file": "prices.csv", "sheet": "", "sha256": digest,
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
    """The rows that the source's rule keeps are written with their row numbers."""
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
    assert {original.source for original in transcribed} == {"quoted"}


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
        [2, 3, 4, 6], "ABCD",
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
    "code_lists": (
        ["O*NET-SOC Code|Alternate Title", "29-2072.00|Coder", "43-9999.00|coder",
         "21-1099.00|Health Information Provider", "51-4072.00|Injection Molder"],
        [1, 2, 3, 4], "AB",
    ),
    "rpp": (
        ["Fips|Name|Region|Table|LineCode", "06000|California|8|SARPP|1",
         "06000|California|8|SARPP|5", "Note||||"],
        [1, 3], "ABCDE",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_a_rule_keeps_what_figures_need(name):
    """Headings and the family stay, with footnotes, line items, twins; the rest goes."""
    lines, rows, columns = KEPT[name]
    kept = RULES[name](cells(*lines), frozenset({"29-2072"}), Original())
    assert (kept.index.to_list(), "".join(kept)) == (rows, columns)


def test_every_rule_is_tried_and_names_a_source(raw):
    """A rule that no original asks for would be idle; one without a test could keep anything."""
    assert set(KEPT) == set(RULES)
    assert set(RULES) <= {original.source for original in read_originals(raw / "SOURCES.csv")}


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (["A title|", " SOC Group|SOC Code", "Broad|53-7062", "Detailed|29-2072"], [2, 4]),
        (["A title|", "2010 SOC Code |2018 SOC Code", "|", "53-7062|53-7062"], [2, 4]),
        (["area_code|area_name", "06|California"], [1, 2]),
    ],
    ids=["definitions", "crosswalk", "areas"],
)
def test_each_list_of_codes_keeps_what_it_needs(lines, rows):
    """Definitions of the family; every pair of the crosswalk, whose relations need all; areas."""
    kept = RULES["code_lists"](cells(*lines), frozenset({"29-2072"}), Original())
    assert kept.index.to_list() == rows


def test_of_a_file_of_several_years_those_listed_stay():
    """States of May 2025 are BLS's own lines by now; of their conversion, 2024 alone is left."""
    lines = ["year|occ_code", "2024|29-2072", "2025|29-2072"]
    kept = RULES["oews"](cells(*lines), frozenset({"29-2072"}), Original(release="2024-05"))
    assert kept.index.to_list() == [1, 2]


@pytest.mark.parametrize(("name", "lacks"), [("oews", "OCC_CODE"), ("ep", "29-2072")])
def test_another_table_is_refused(name, lacks):
    """An original of another kind is not cut to nothing."""
    with pytest.raises(SourceError, match=lacks):
        RULES[name](cells("a|b", "c|d"), frozenset(), Original())


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
