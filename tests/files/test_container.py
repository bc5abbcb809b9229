"""Bad files of every kind: one error that names the file and what would be right, and no more."""

import gzip
import os
import re
import zipfile

import pandas as pd
import pytest

from hitdata import read
from hitdata.errors import HitdataError, SourceError
from hitdata.files import container
from hitdata.files.container import kind_of, members, safe_workbook
from tests.across.old_workbook import write_xls
from tests.made_up import headings, rewritten, row, table, zipped

LAYOUT = "national 2021"
SHEET = "xl/worksheets/sheet1.xml"


def refused(path, **options) -> str:
    """Return the message with which a file is refused; it names the file."""
    with pytest.raises(HitdataError) as caught:
        read(path, **options)
    assert path.name in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"status": 1}', "json"),
        (b'\xef\xbb\xbf\r\n [{"a": 1}]', "json"),
        (b"[]", "json"),
        (b"{\n", "json"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"\n <HTML lang='en'>", "html"),
        (b"<!-- saved from url -->", "html"),
        (b"occ_code,tot_emp\n", "text"),
        (b"[a note] in brackets, no JSON", "text"),
        ("occ_code\ttot_emp\n".encode("utf-16"), "text"),
        ("wages – made up".encode("cp1252"), "text"),
    ],
)
def test_the_first_bytes_say_the_kind(tmp_path, content, kind):
    """Whatever the name says."""
    path = tmp_path / "national_M2024_dl.xlsx"
    path.write_bytes(content)
    assert kind_of(path) == kind


def test_workbooks_and_zips_are_told_apart(may_2024, tmp_path):
    """All three are known by what they hold: new workbooks are zips, old ones are not."""
    old = write_xls(tmp_path / "old.csv", "sheet", {1: ["a"]})
    archive = zipped(tmp_path / "archive.xlsx", {"a.txt": b"a"})
    empty = zipped(tmp_path / "empty.zip", {})
    assert [kind_of(path) for path in (may_2024, old, archive, empty)] == [
        "xlsx", "xls", "zip", "zip",
    ]  # fmt: skip


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


def test_parts_that_are_small_alone_may_be_too_much_together(tmp_path, monkeypatch):
    """What counts in the end is the room that all of them take."""
    parts = {f"{n}.csv": os.urandom(1000) for n in range(30)}
    archive = zipped(tmp_path / "parts.zip", parts)
    assert len(members(archive)) == 30
    monkeypatch.setattr(container, "INFLATED", 29_999)
    assert "parts.zip: inflates to 0.0 GB; expected at most" in refused(archive)


def test_declared_entities_are_not_expanded(may_2024, tmp_path):
    """No workbook declares entities; one that does is refused before a library sees it."""
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]>'
    bomb = rewritten(may_2024, tmp_path / "entities.xlsx", sheet1_xml=lambda x: declared + x)
    assert "declares a document type or entities" in refused(bomb)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda xml: xml.decode().encode("utf-16"), "sheet1.xml is not UTF-8"),
        (lambda _: b"not at all", "sheet1.xml does not begin as XML"),
    ],
)
def test_a_part_that_is_no_plain_xml_is_refused(may_2024, tmp_path, change, message):
    """In another encoding declarations would pass unseen."""
    bad = rewritten(may_2024, tmp_path / "other.xlsx", sheet1_xml=change)
    with pytest.raises(SourceError, match=f"other.xlsx: xl/worksheets/{message}"):
        safe_workbook(bad)
    safe_workbook(may_2024)


def test_a_count_that_the_file_cannot_hold_is_refused(may_2024, tmp_path):
    """A table of strings that declares four thousand million of them is no table of strings."""
    bad = tmp_path / "counts.xlsx"
    bad.write_bytes(may_2024.read_bytes())
    with zipfile.ZipFile(bad, "a") as file:
        file.writestr("xl/sharedStrings.xml", '<sst count="1" uniqueCount="4000000000"></sst>')
    assert "declares 4,000,000,000 strings" in refused(bad)


def test_an_encrypted_member_asks_for_none(tmp_path):
    """A password is nothing that a table of figures has."""
    path = zipped(tmp_path / "secret.zip", {"a.csv": b"a,b"})
    content = bytearray(path.read_bytes())
    # the flags in the directory of the zip, whose first bit says that a member is encrypted
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert "a.csv is encrypted; expected a file without password" in refused(path)


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
    [(b"%PDF-1.7\n", "pdf"), (b"\x89PNG\r\n", "image"), (b"\xff\xd8\xff\xe0", "image")],
)
def test_a_file_of_another_kind_is_told_what_it_is(tmp_path, content, kind):
    """The first bytes say the kind; the name may lie."""
    path = tmp_path / "national_M2024_dl.xlsx"
    path.write_bytes(content)
    assert f"a {kind} file; expected a workbook" in refused(path)


@pytest.mark.parametrize(("content", "kind"), [(b"PAR1xxxx", "parquet"), (b"\x1f\x8b\x08", "gzip")])
def test_a_packed_file_that_breaks_off_is_refused(tmp_path, content, kind):
    """The error says what it is, whatever its name."""
    path = tmp_path / "national_M2024_dl.xlsx"
    path.write_bytes(content)
    assert f"a damaged {kind} file" in refused(path)


def test_a_packed_text_and_a_parquet_file_are_read_as_the_csv_they_hold(tmp_path):
    """As users keep large tables: the same figures, found in the same line and column."""
    rows = [headings(LAYOUT), row(LAYOUT, occ_code="00-0000"), row(LAYOUT)]
    plain = table(tmp_path / "all_M2024.csv", rows)
    packed = tmp_path / "again_M2024.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    columnar = tmp_path / "again_M2024.parquet"
    frame = pd.read_csv(plain, dtype="str", keep_default_na=False)
    frame.astype({"OCC_TITLE": "category", "H_MEAN": "float64"}).to_parquet(columnar)
    expected = read(plain, partial=True)[["figure_id", "value", "locator"]]
    for path, name in ((packed, "again_M2024.csv"), (columnar, "again_M2024.parquet")):
        figures = read(path, partial=True)
        pd.testing.assert_frame_equal(figures[list(expected)], expected)
        assert set(figures["file"]) == {name}


def test_a_packed_file_inflates_within_reason(tmp_path):
    """A hundred kilobytes that become a hundred megabytes are no file of figures."""
    path = tmp_path / "x.csv.gz"
    path.write_bytes(gzip.compress(b"1,2,3\n" * 20_000_000))
    assert "inflates to more than" in refused(path)


def test_bytes_of_no_known_kind_are_no_text(tmp_path):
    """Zero bytes stand in no text but UTF-16, which says so at its start."""
    path = tmp_path / "national_M2024_dl.csv"
    path.write_bytes(b"OCC_CODE\x00\x01\x02")
    assert "binary of an unknown kind" in refused(path)


def test_every_error_is_a_source_error(tmp_path):
    """A name that no system allows is an error of ours too."""
    with pytest.raises(SourceError):
        read("\0")
    with pytest.raises(SourceError):
        read(tmp_path / ("x" * 5000))
