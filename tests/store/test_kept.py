"""Typed wide tables and what is kept of them: never trusted when old, damaged or another's."""

import pandas as pd
import pytest

from hitdata import read
from hitdata.data.reading import wide
from hitdata.errors import SourceError
from hitdata.files import Reported
from hitdata.store import contents, kept
from tests.made_up import headings, row, workbook

LAYOUT = "national 2021"


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A made-up workbook that counts as large, and a cache folder of its own."""
    monkeypatch.setattr("hitdata.data.reading.LARGE", 0)
    monkeypatch.setenv("HITDATA_CACHE", str(tmp_path / "cache"))
    rows = [headings(LAYOUT), row(LAYOUT, occ_code="00-0000", o_group="total"),
            row(LAYOUT, a_pct90="#", h_pct90="#", h_mean="*"),
            row(LAYOUT, occ_code="29-9021", tot_emp="  50")]  # fmt: skip
    return workbook(tmp_path / "national_M2024_dl.xlsx", {"national_M2024_dl": rows})


@pytest.mark.parametrize("reading", ["first", "second"])
def test_figures_are_numbers_with_a_status_beside(book, reading):
    """A mark is no number; a blank is nothing at all: read from the file, and from what is kept."""
    if reading == "second":
        wide(book, partial=True)
    table = wide(book, partial=True).set_index("occ_code")
    specialist = table.loc["29-2072"]
    assert pd.isna(specialist["a_pct90"])
    assert specialist["a_pct90_status"] == "top-coded"
    assert specialist["h_mean_status"] == "not released"
    assert (table.loc["29-9021", "tot_emp"], table.loc["29-9021", "row"]) == (50, 4)
    assert table["tot_emp"].dtype == "float64"
    assert table["occ_title"].dtype == "category"
    assert set(wide(book, soc="29-2072", partial=True)["occ_code"]) == {"29-2072"}


def test_who_read_a_file_before_is_not_asked_again(book, monkeypatch):
    """No source has to look into the file: that takes as long as reading it."""
    first = read(book, partial=True)

    def ask(*_args, **_options):
        pytest.fail("the sources were asked again")

    monkeypatch.setattr("hitdata.data.reading.reads", ask)
    pd.testing.assert_frame_equal(read(book, partial=True), first)
    assert len(wide(book, partial=True)) == 3


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(book, tmp_path, monkeypatch):
    """The file is read as if nothing were kept."""
    blocked = tmp_path / "a file, no folder"
    blocked.write_text("")
    monkeypatch.setenv("HITDATA_CACHE", str(blocked))
    assert len(wide(book, partial=True)) == 3
    assert blocked.read_text() == ""


def stored(folder):
    """Return the kept tables below a folder."""
    return sorted((folder / "cache").rglob("*.cells.arrow"))


def test_the_second_reading_is_the_first(book, tmp_path):
    """What is kept gives the same table, and the same figures with their texts and places."""
    plain = read(book, partial=True)
    expected = plain[plain["soc"].eq("29-9021")].reset_index(drop=True)
    first, second = wide(book, partial=True), wide(book, partial=True)
    pd.testing.assert_frame_equal(first, second, check_categorical=False)
    assert len(stored(tmp_path)) == 1
    found = read(book, soc="29-9021", partial=True)
    order = ["figure_id"]
    pd.testing.assert_frame_equal(
        found.sort_values(order).reset_index(drop=True),
        expected.sort_values(order).reset_index(drop=True),
    )


def flipped(content: bytes) -> bytes:
    """Return bytes of which one in the middle, among the numbers and codes, is another."""
    middle = len(content) * 2 // 3
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize("damage", [lambda _: b"", lambda held: held[:500], flipped])
@pytest.mark.parametrize("name", ["00.cells.arrow", "00.figures.arrow", "the list"])
def test_a_damaged_table_is_rebuilt(book, tmp_path, name, damage):
    """A kept file of which a byte changed is as good as none, and is replaced."""
    expected = wide(book, partial=True)
    file = stored(tmp_path)[0].with_name(name)
    if name == "the list":
        (file,) = (tmp_path / "cache" / "_entries").iterdir()
    file.write_bytes(damage(file.read_bytes()))
    pd.testing.assert_frame_equal(wide(book, partial=True), expected)
    assert contents(tmp_path / "cache")["damage"].to_list() == [""]


def test_an_older_table_is_not_met(book, tmp_path, monkeypatch):
    """Another version keeps its tables elsewhere, and a table that says another version is none."""
    wide(book, partial=True)
    first = stored(tmp_path)
    monkeypatch.setattr(kept, "VERSION", kept.VERSION + 1)
    wide(book, partial=True)
    later = [file for file in stored(tmp_path) if file not in first]
    assert len(later) == 1
    said, newer = (tmp_path / "cache" / "_entries" / f"{file.parent.name[5:]}.json"
                   for file in (*first, *later))  # fmt: skip
    newer.write_bytes(said.read_bytes())
    assert len(wide(book, partial=True)) == 3
    assert newer.read_bytes() != said.read_bytes()


def test_a_frame_is_the_users_own(book):
    """What comes from the kept file can be written to, and the next reading does not see it."""
    wide(book, partial=True)
    frame = wide(book, partial=True)
    frame.loc[0, ["a_mean", "row"]] = 1
    frame.loc[0, "occ_code"] = "29-9021"
    assert wide(book, partial=True).loc[0, "a_mean"] != 1


def test_a_changed_file_is_read_again(book):
    """The content's hash decides, not the name or the date."""
    wide(book, partial=True)
    rows = [headings(LAYOUT), row(LAYOUT, occ_code="00-0000", o_group="total", tot_emp=99990)]
    workbook(book, {"national_M2024_dl": rows})
    assert wide(book, partial=True)["tot_emp"].to_list() == [99_990]


def test_off_keeps_nothing(book, tmp_path, monkeypatch):
    """HITDATA_CACHE=off reads, and writes nowhere."""
    monkeypatch.setenv("HITDATA_CACHE", "off")
    assert kept.folder() is None
    assert len(wide(book, partial=True)) == 3
    assert len(read(book, soc="29-9021", partial=True))
    assert not stored(tmp_path)


def test_what_is_refused_is_not_kept(book, tmp_path):
    """A table that lacks rows is refused each time, not only the first."""
    for _ in range(2):
        with pytest.raises(SourceError, match="rows are missing"):
            wide(book, partial=False)
    assert not stored(tmp_path)
    wide(book, partial=True)
    with pytest.raises(SourceError, match="rows are missing"):
        wide(book, partial=False)


def test_what_is_in_doubt_is_said_again(book):
    """A kept table reports what the file did when it was read first, and its figures say it."""
    for _ in range(2):
        with pytest.warns(Reported, match="rows are missing"):
            wide(book)
        with pytest.warns(Reported, match="rows are missing"):
            assert read(book, soc="29-9021")["note"].str.contains("table is incomplete").all()
