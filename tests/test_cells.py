import pandas as pd
import pytest
from openpyxl import Workbook

from hitdata.cells import hash_of, letters, place, read_cells, read_cut, write_cut
from hitdata.errors import SourceError


@pytest.fixture
def workbook(tmp_path):
    """A sheet with every kind of cell that BLS has stored a figure in."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Table 1.7"
    sheet.append(["code", "wage", "mark"])
    sheet.append(["00-0000", 74970, "#"])
    sheet.append(["  29-2072", 27.3, "        155030"])
    sheet.append([True, -2.2, None])
    book.save(tmp_path / "made-up.xlsx")
    return tmp_path / "made-up.xlsx"


def test_a_sheet_becomes_text_under_letters_and_row_numbers(workbook):
    """Numbers take their shortest text; text keeps its blanks; what is empty is empty."""
    cells = read_cells(workbook, sheet="Table 1.7")
    assert list(cells) == ["A", "B", "C"]
    assert cells.loc[2].to_list() == ["00-0000", "74970", "#"]
    assert cells.loc[3].to_list() == ["  29-2072", "27.3", "        155030"]
    assert cells.loc[4].to_list() == ["TRUE", "-2.2", ""]


def test_a_csv_is_numbered_by_its_lines(tmp_path):
    """A record that spans lines is numbered by its first, so an editor finds it there."""
    path = tmp_path / "made-up.csv"
    path.write_text('title,code\n"two\nlines",29-2072\nlast,"=""29-2071"""\n', encoding="utf-8")
    cells = read_cells(path)
    assert cells.index.to_list() == [1, 2, 4]
    assert cells.loc[4].to_list() == ["last", '="29-2071"']


def test_a_wrong_sheet_or_file_is_named(workbook, tmp_path):
    """The error names the file, what was asked for and what there is."""
    with pytest.raises(SourceError, match=r"made-up.xlsx: no sheet 'Data'; it has Table 1.7"):
        read_cells(workbook, sheet="Data")
    page = tmp_path / "page.xlsx"
    page.write_text("<html>404</html>")
    with pytest.raises(SourceError, match=r"page.xlsx: not a workbook"):
        read_cells(page, sheet="Data")


def test_a_cut_gives_back_what_was_cut(workbook, tmp_path):
    """Rows come back from a cut with their text, letters and row numbers, byte for byte."""
    cells = read_cells(workbook, sheet="Table 1.7").loc[[1, 3]]
    path = tmp_path / "cuts" / "cut.csv"
    write_cut(path, cells, file="made-up.xlsx", sha256=hash_of(workbook), sheet="Table 1.7")
    pd.testing.assert_frame_equal(read_cut(path), cells, check_names=False)
    assert path.read_text().splitlines()[2].endswith(",Table 1.7,3,  29-2072,27.3,        155030")


def test_hash_is_sha256(tmp_path):
    """The hash of "abc" is the one that FIPS 180-2 gives as its example."""
    (tmp_path / "abc").write_bytes(b"abc")
    assert hash_of(tmp_path / "abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


def test_letters_go_on_as_in_a_spreadsheet():
    """After Z comes AA, after AZ comes BA."""
    names = letters(54)
    assert [names[i] for i in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_place_names_the_cell_or_the_line():
    """A workbook's cell is named as a spreadsheet names it; a CSV has lines."""
    assert place("national_dl", [23, 24], ["R", "D"]) == ["national_dl!R23", "national_dl!D24"]
    assert place("", [23], ["R"]) == ["line 23 column R"]
