"""Bad files of every kind: one error that names the file and what would be right, and no more."""

import os
import re
import zipfile

import pytest

from hitdata import read
from hitdata.documents import Repaired, workbooks
from hitdata.errors import HitdataError, SourceError
from tests.reading.conftest import headings, row, table, workbook, zipped

SHEET = "xl/worksheets/sheet1.xml"


def rewritten(path, target, **changes):
    """Copy an .xlsx with some parts, named by what their path ends with, replaced."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            for ending, change in changes.items():
                if info.filename.endswith(ending.replace("_", ".")):
                    content = change(content)
            new.writestr(info.filename, content)
    return target


def refused(path, **options) -> str:
    """Return the message with which a file is refused; it names the file."""
    with pytest.raises(HitdataError) as caught:
        read(path, **options)
    assert path.name in str(caught.value)
    return str(caught.value)


def test_a_truncated_workbook_is_named(may_2024, tmp_path):
    """Half a zip has no directory of its parts."""
    half = tmp_path / "half.xlsx"
    half.write_bytes(may_2024.read_bytes()[:3000])
    assert "truncated or damaged" in refused(half)


def test_a_damaged_part_is_named(may_2024, tmp_path):
    """Bytes changed in the middle of a sheet do not give another sheet."""
    content = bytearray(may_2024.read_bytes())
    with zipfile.ZipFile(may_2024) as file:
        start = file.getinfo(SHEET).header_offset + 80
    content[start : start + 20] = b"\xff" * 20
    bad = tmp_path / "damaged.xlsx"
    bad.write_bytes(content)
    assert "truncated or damaged" in refused(bad)


def test_a_page_saved_as_a_workbook_is_a_page(tmp_path):
    """BLS answers scripts with a page of refusal, which browsers save under the wanted name."""
    page = tmp_path / "national_M2024_dl.xlsx"
    page.write_text("<!DOCTYPE html><html><title>Access Denied</title></html>", encoding="utf-8")
    said = refused(page)
    assert "oews: a html file; OEWS tables are workbooks or CSV" in said


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"  \r\n"])
def test_an_empty_file_is_empty(tmp_path, content):
    """Nothing but blanks is no table without rows."""
    path = tmp_path / "national_M2024_dl.csv"
    path.write_bytes(content)
    assert "the file is empty" in refused(path)


def test_a_part_that_inflates_a_thousandfold_is_not_inflated(may_2024, tmp_path):
    """Fifty megabytes of blanks in fifty kilobytes stand for 2 GB in one megabyte."""
    bomb = rewritten(may_2024, tmp_path / "bomb.xlsx", sheet1_xml=lambda x: x + b" " * 50_000_000)
    assert re.search(r"sheet1.xml inflates [\d,]+-fold to 50 MB; expected at most", refused(bomb))


def test_declared_entities_are_not_expanded(may_2024, tmp_path):
    """No workbook declares entities; one that does is refused before a library sees it."""
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]>'
    bomb = rewritten(may_2024, tmp_path / "entities.xlsx", sheet1_xml=lambda x: declared + x)
    assert "declares a document type or entities" in refused(bomb)


def test_a_count_that_the_file_cannot_hold_is_refused(may_2024, tmp_path):
    """A table of strings that declares four thousand million of them is no table of strings."""
    bad = tmp_path / "counts.xlsx"
    bad.write_bytes(may_2024.read_bytes())
    with zipfile.ZipFile(bad, "a") as file:
        file.writestr("xl/sharedStrings.xml", '<sst count="1" uniqueCount="4000000000"></sst>')
    assert "declares 4,000,000,000 strings" in refused(bad)


def test_cells_at_the_far_ends_of_a_sheet_cost_an_error_not_the_process(
    may_2024, tmp_path, monkeypatch
):
    """The library would allocate every cell between A1 and XFD1048576: the child cannot."""
    monkeypatch.setattr(workbooks.sheets_of, "__kwdefaults__", {"memory": 1_000_000_000})
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    bad = rewritten(
        may_2024, tmp_path / "far.xlsx", sheet1_xml=lambda x: x.replace(b"</sheetData>", far)
    )
    assert "needs more than 1.0 GB to be opened" in refused(bad)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions bind no one here")
def test_a_file_or_folder_without_permission_is_named(tmp_path):
    """It is neither missing nor empty."""
    path = tmp_path / "closed.csv"
    path.write_text("OCC_CODE,TOT_EMP", encoding="utf-8")
    path.chmod(0)
    assert "no permission to read it" in refused(path)
    folder = tmp_path / "closed"
    folder.mkdir(mode=0)
    assert "no permission" in refused(folder)


def test_a_file_that_is_not_there_is_named(tmp_path):
    """The error is hitdata's, as all of them."""
    assert "there is no such file" in refused(tmp_path / "nowhere.xlsx")


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"PAR1xxxx", "parquet"), (b"%PDF-1.7\n", "pdf"), (b"\x1f\x8b\x08", "gzip")],
)  # fmt: skip
def test_a_file_of_another_kind_is_told_what_it_is(tmp_path, content, kind):
    """The first bytes say the kind; the name may lie."""
    path = tmp_path / "national_M2024_dl.xlsx"
    path.write_bytes(content)
    assert f"a {kind} file; expected a workbook" in refused(path)


def test_json_cut_in_half_is_named_with_its_place(tmp_path):
    """Half an answer is not an answer with half the figures."""
    path = tmp_path / "answer.json"
    path.write_text('{"status": "REQUEST_SUCCEEDED",\n "Results": {"series": [{"ser', "utf-8")
    assert "JSON that breaks off at line 2" in refused(path)


def test_a_page_that_breaks_off_is_refused(tmp_path):
    """The parser would mend it in silence, and the figures below the cut would be missing."""
    path = tmp_path / "page.html"
    path.write_text("<html><body><table id='quickfacts'><tr><th>2024 Median Pay", "utf-8")
    assert "a page that breaks off" in refused(path)


def test_windows_text_is_read_and_said(tmp_path):
    """A dash in cp1252 is no UTF-8: the text is repaired, and a warning says so."""
    layout = "national 2021"
    rows = [headings(layout), row(layout, occ_title="Specialists – made up")]
    path = table(tmp_path / "national_M2024_dl.csv", rows)
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    with pytest.warns(Repaired, match=r"not UTF-8 \(byte 0x96 at \d+\); read as Windows text"):
        figures = read(path, partial=True)
    assert set(figures["occupation"]) == {"Specialists – made up"}


def test_text_that_is_neither_is_refused(tmp_path):
    """Byte 0x81 means nothing in cp1252."""
    path = tmp_path / "national_M2024_dl.csv"
    path.write_bytes(b"OCC_CODE,TOT_EMP\n29-2072,\x81\n")
    assert "neither UTF-8 nor Windows text" in refused(path)


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "=HYPERLINK(1)", "=1+1"])
def test_a_cell_that_a_spreadsheet_would_run_is_refused(tmp_path, formula):
    """Only the wrapper that keeps a code text, ="29-2072", is no formula."""
    layout = "national 2021"
    path = table(tmp_path / "M2024.csv", [headings(layout), row(layout, occ_title=formula)])
    assert "line 2 column J holds a formula" in refused(path, partial=True)


def test_an_open_quote_is_no_csv(tmp_path):
    """A quote that is never closed swallows the lines after it."""
    path = tmp_path / "M2024.csv"
    path.write_text('OCC_CODE,OCC_TITLE,TOT_EMP\n29-2072,"open,1\n29-2072,x,1\n', "utf-8")
    assert "a quote may be open" in refused(path)


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


def test_a_workbook_of_nothing_is_no_table(tmp_path):
    """A sheet without cells gives an error, not a table without rows."""
    said = refused(workbook(tmp_path / "national_M2024_dl.xlsx", {"empty": []}))
    assert "no source knows this file" in said
    assert "oews: no sheet has a cell OCC_CODE" in said


def test_every_error_is_a_source_error(tmp_path):
    """A name that no system allows is an error of ours too."""
    with pytest.raises(SourceError):
        read("\0")
    with pytest.raises(SourceError):
        read(tmp_path / ("x" * 5000))
