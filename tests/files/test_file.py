"""A file as a source sees it: nothing is read before it is asked for, members of zips are files."""

import tempfile

import pandas as pd
import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.files import File, Sheet, file, hash_of, opened
from tests.made_up import headings, row, table, workbook, zipped

LAYOUT = "national 2021"


@pytest.fixture
def temporary(monkeypatch, tmp_path):
    """A folder of its own for what is inflated aside."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def written(path, content: str | bytes):
    """Write a file and return its path."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_hash_is_sha256(tmp_path):
    """The hash of "abc" is the one that FIPS 180-2 gives as its example; of nothing, NIST's."""
    assert hash_of(written(tmp_path / "abc", b"abc")) == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
    assert hash_of(written(tmp_path / "nothing", b"")) == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


def test_a_csv_has_one_sheet_of_text(tmp_path):
    """It has no name; other ways to see the file give nothing."""
    found = File(written(tmp_path / "list.csv", "a,b\n1,2\n"))
    (sheet,) = found.sheets
    assert (found.name, found.kind, sheet.name) == ("list.csv", "text", "")
    assert sheet.cells.loc[2].to_dict() == {"A": "1", "B": "2"}
    assert found.text == "a,b\n1,2\n"
    assert found.json is None
    assert found.page is None
    assert found.companion("none.csv") is None
    assert found.companion("list.csv").path == found.path


def test_json_and_pages_have_no_sheets(tmp_path):
    """They are objects and elements instead."""
    answer = File(written(tmp_path / "answer", '{"a": 1.50}'))
    assert (answer.json, answer.sheets, answer.page) == ({"a": 1.5}, [], None)
    page = File(written(tmp_path / "page", "<html><body>é</body></html>"))
    assert (page.page.text_content(), page.sheets, page.json) == ("é", [], None)


def test_a_workbook_has_no_text(may_2024):
    """Neither head nor text: a look at the first characters costs nothing."""
    found = File(may_2024)
    assert (found.head, found.text, found.json, found.page) == ("", "", None, None)
    assert [sheet.name for sheet in found.sheets] == ["national_M2024_dl"]


def test_nothing_is_read_before_it_is_asked_for_nor_twice(may_2024, monkeypatch):
    """Opening a workbook takes half a second: a look at its kind does not."""
    asked = []
    monkeypatch.setattr(file, "sheets_of", lambda path: asked.append(path) or {})
    monkeypatch.setattr(file, "hash_of", lambda path: asked.append(path) or "hash")
    found = File(may_2024)
    assert not asked
    assert (found.sheets, found.sheets, found.sha256, found.sha256) == ([], [], "hash", "hash")
    assert asked == [may_2024, may_2024]


def test_the_head_of_a_text_is_its_first_characters(tmp_path):
    """In its own encoding, without the mark that says so; bytes that are no text do no harm."""
    lines = "größe,ж\n" * 100_000
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        head = File(written(tmp_path / encoding, lines.encode(encoding))).head
        assert lines.startswith(head.removesuffix("\N{REPLACEMENT CHARACTER}"))
        assert 20_000 < len(head) < 66_000
    assert File(written(tmp_path / "odd.csv", b"a,\x81")).head == "a,\N{REPLACEMENT CHARACTER}"


def test_a_text_of_gigabytes_is_not_taken_into_memory(tmp_path, monkeypatch):
    """Its size alone refuses it."""
    monkeypatch.setattr(file, "TEXT", 100)
    path = written(tmp_path / "huge.csv", "a,b\n" * 26)
    with pytest.raises(SourceError, match=r"huge.csv: 0.0 GB of text; expected less than 1 GB"):
        File(path).sheets  # noqa: B018 - reading is what is tried
    assert len(File(written(path, "a,b\n" * 25)).text) == 100


def test_what_is_known_of_a_file_is_not_looked_up(tmp_path):
    """A cut goes by its original's name and hash, with the rows that it was given."""
    path = written(tmp_path / "cut.csv", "file,sha256,sheet,row,A\n")
    sheet = Sheet("Table 1.7", pd.DataFrame({"A": ["x"]}, index=[12]))
    known = File(path, name="original.xls", sha256="abc", sheets=[sheet])
    assert (known.name, known.sha256, known.sheets) == ("original.xls", "abc", [sheet])


def cells(count: int) -> pd.DataFrame:
    """Return some rows of text, numbered from 5."""
    rows = pd.RangeIndex(5, 5 + count, name="row")
    texts = {"A": ["b", "a", "b"] * 70, "B": [str(n) for n in range(210)]}
    return pd.DataFrame(texts, dtype="str").head(count).set_axis(rows)


def test_a_sheet_is_texts_or_codes_of_them(tmp_path):
    """From a workbook as from a frame: the same cells, rows and letters, each way."""
    held = cells(150)
    path = workbook(tmp_path / "x.xlsx", {"x": [[None]] * 4 + held.to_numpy().tolist()})
    (read_again,) = File(path).sheets
    for sheet, rows in ((Sheet("x", held), held), (read_again, read_again.cells.loc[5:])):
        assert sheet.cells.loc[5:].to_numpy().tolist() == held.to_numpy().tolist()
        assert rows.index.to_list() == held.index.to_list()
        assert set(sheet.cells.dtypes.astype("str")) == {"str"}
        assert set(sheet.coded.dtypes.astype("str")) == {"category"}
        pd.testing.assert_frame_equal(sheet.coded.astype("str"), sheet.cells)
        pd.testing.assert_frame_equal(sheet.top, sheet.cells.head(100))


def test_a_line_that_breaks_off_is_refused():
    """It has fewer fields than its heading; a workbook's rows have no fields to count."""
    fields = pd.Series([2, 2, 1], index=[5, 6, 7])
    sheet = Sheet("", cells(3), fields)
    sheet.refuse_cut_lines(pd.Index([6]), 5, "x.csv")
    with pytest.raises(SourceError, match=r"x.csv: line 7 has 1 fields, its heading 2; the line"):
        sheet.refuse_cut_lines(pd.Index([6, 7]), 5, "x.csv")
    Sheet("x", cells(3)).refuse_cut_lines(pd.Index([6, 7]), 5, "x.xlsx")


def test_rows_below_the_first_have_its_names(tmp_path):
    """Of a CSV with one heading; other headings, and lines of another length, are refused."""
    path = written(tmp_path / "x.csv", "series,value\nA,1\n\nB,2\n")
    (sheet,) = File(path).sheets
    rows = sheet.below("x.csv", ["series", "value"])
    assert rows.index.to_list() == [2, 4]
    assert rows.to_dict("list") == {"series": ["A", "B"], "value": ["1", "2"]}
    with pytest.raises(SourceError, match=r"x.csv: expected the columns \['year'\]; found"):
        sheet.below("x.csv", ["year"])
    for line, message in (("C", "the line was cut"), ("C,1,5", "goes on after the 2 columns")):
        (sheet,) = File(written(path, f"series,value\nA,1\n{line}\n")).sheets
        with pytest.raises(SourceError, match=f"x.csv: line 3 .*{message}"):
            sheet.below("x.csv")


@pytest.mark.parametrize("mark", list(",;\t|"))
def test_the_first_line_of_a_csv_is_seen_without_reading_it(tmp_path, monkeypatch, mark):
    """Whatever parts it, without quotes and blanks."""
    monkeypatch.setattr(file, "TEXT", 0)
    path = written(tmp_path / "x.csv", mark.join(['"series"', " value ", "note\r\nA", "1", "x\n"]))
    assert File(path).first_line == ["series", "value", "note"]


def test_a_path_that_is_no_zip_is_one_file(may_2024):
    """A workbook is a zip too, and yet one file."""
    with opened(may_2024) as found:
        assert [(each.name, each.path) for each in found] == [(may_2024.name, may_2024)]


def test_members_of_a_zip_are_files_with_a_name_and_a_hash_of_their_own(tmp_path, temporary):
    """What a system leaves in zips is no member; afterwards nothing is left of the others."""
    path = zipped(tmp_path / "oesm24nat.zip", {
        "oesm24nat/a.csv": b"abc", "__MACOSX/oesm24nat/._a.csv": b"x", "oesm24nat/.DS_Store": b"x",
        "b.json": b"{}",
    })  # fmt: skip
    with opened(path) as (first, second):
        assert (first.name, second.name) == (
            "oesm24nat.zip/oesm24nat/a.csv",
            "oesm24nat.zip/b.json",
        )
        assert (first.kind, second.kind) == ("text", "json")
        assert first.sha256.startswith("ba7816bf8f01cfea")
        assert first.companion("1").path == second.path
        assert list(temporary.iterdir())
    assert not list(temporary.iterdir())


def test_members_of_a_zip_are_read_and_named(may_2024, tmp_path):
    """BLS ships workbooks in zips, with a folder and a note."""
    path = zipped(tmp_path / "oesm24nat.zip", {
        "oesm24nat/national_M2024_dl.xlsx": may_2024.read_bytes(), "oesm24nat/note.txt": b"a note",
    })  # fmt: skip
    with pytest.warns(UserWarning, match=r"note.txt: left out, no source knows it"):
        figures = read(path, partial=True)
    assert set(figures["file"]) == {"oesm24nat.zip/oesm24nat/national_M2024_dl.xlsx"}


def test_a_member_cannot_leave_its_folder(may_2024, tmp_path):
    """A member's name is a name, never a path to write to."""
    path = zipped(tmp_path / "M2024.zip", {"../../escaped_M2024.xlsx": may_2024.read_bytes()})
    assert len(read(path, partial=True))
    assert not list(tmp_path.parent.glob("escaped*"))


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({}, r"a.zip: a zip without files; expected figures"),
        ({"__MACOSX/x.csv": b"x"}, r"a.zip: a zip without files; expected figures"),
        ({"empty.csv": b""}, r"a.zip/empty.csv: the file is empty"),
        ({"x/figures.pdf": b"%PDF-1.7"}, r"a.zip/x/figures.pdf: a pdf file; expected a workbook"),
    ],
)
def test_a_zip_without_figures_is_refused(tmp_path, temporary, members, message):
    """The error names the member as figures would; nothing is left on the disk."""
    path = zipped(tmp_path / "a.zip", members)
    with pytest.raises(SourceError, match=message) as caught, opened(path):
        pytest.fail("was opened")
    assert str(temporary) not in str(caught.value)
    assert not list(temporary.iterdir())


def test_a_zip_in_a_zip_is_refused(tmp_path):
    """Which of two names figures would go by is not guessed."""
    inner = zipped(tmp_path / "inner.zip", {"a.csv": b"a,b"})
    path = zipped(tmp_path / "outer.zip", {"folder/inner.zip": inner.read_bytes()})
    with pytest.raises(SourceError, match=r"outer.zip/folder/inner.zip: a zip in a zip; expected"):
        read(path)


def test_a_damaged_member_is_named(tmp_path):
    """Its checksum is not the one that the zip says."""
    rows = [headings(LAYOUT), row(LAYOUT)]
    content = table(tmp_path / "x.csv", rows).read_bytes()
    path = zipped(tmp_path / "a.zip", {"national_M2024_dl.csv": content})
    bad = bytearray(path.read_bytes())
    bad[len("national_M2024_dl.csv") + 60] ^= 0xFF
    with pytest.raises(SourceError, match=r"a.zip/national_M2024_dl.csv: truncated or damaged"):
        read(written(path, bytes(bad)))


def test_a_text_named_as_a_gzip_is_read_as_the_text_that_it_is(tmp_path):
    """The bytes decide, never the name: no library is let loose on what is no gzip."""
    path = tmp_path / "figures.csv.gz"
    path.write_text("a,b\n1,2\n")
    assert File(path).first_line == ["a", "b"]
