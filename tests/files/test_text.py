"""Text as cells: every line keeps its number, every field its letter, and what is odd is said."""

import codecs

import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.files import Repaired
from hitdata.files.text import cells_of, decoded, letters, locators, refuse_overfull
from tests.made_up import headings, row, table

LAYOUT = "national 2021"


def rows_of(text: str) -> dict[int, list[str]]:
    """Return the cells of a text by the number of their line."""
    cells, _ = cells_of(text, "made-up.csv")
    return dict(zip(cells.index, cells.to_numpy().tolist(), strict=True))


def test_lines_keep_their_numbers():
    """A record that spans lines is numbered by its first, so an editor finds it there."""
    text = 'title,code\n"two\nlines",29-2072\n\nlast,"=""29-2071"""\n'
    assert rows_of(text) == {
        1: ["title", "code"], 2: ["two\nlines", "29-2072"], 5: ["last", '="29-2071"'],
    }  # fmt: skip


def test_columns_have_the_letters_of_a_spreadsheet():
    """The widest line says how many; of a shorter one the last cells are blank, and counted."""
    cells, fields = cells_of("a,b\n1,2,3\n4\n", "made-up.csv")
    assert list(cells) == ["A", "B", "C"]
    assert cells.loc[3].to_list() == ["4", "", ""]
    assert fields.to_dict() == {1: 2, 2: 3, 3: 1}
    assert set(cells.dtypes.astype("str")) == {"str"}


def test_row_numbers_of_r_get_the_heading_that_r_leaves_out():
    """write.table numbers every row and heads the other columns alone; a comma too many is none."""
    assert rows_of('"a"\t"b"\n"1"\t"x"\t"y"\n"2"\t"u"\t"v"\n') == {
        1: ["", "a", "b"], 2: ["1", "x", "y"], 3: ["2", "u", "v"],
    }  # fmt: skip
    assert rows_of("a,b\n7,x,1\n8,y,2\n")[1] == ["a", "b", ""]


def test_letters_go_on_as_in_a_spreadsheet():
    """After Z comes AA, after AZ comes BA; the last column that a text may have is ZX."""
    names = letters(700)
    assert [names[i] for i in (0, 25, 26, 51, 52, 699)] == ["A", "Z", "AA", "AZ", "BA", "ZX"]
    assert len(set(names)) == 700


def test_a_locator_names_the_cell_or_the_line():
    """A workbook's cell is named as a spreadsheet names it; a CSV has lines."""
    assert locators("national_dl", [23, 24], "R") == ["national_dl!R23", "national_dl!R24"]
    assert locators("", [23], "R") == ["line 23 column R"]


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_what_parts_the_fields_is_found(mark):
    """As in the widest line: a title above is of no account."""
    lines = ["Made-up estimates, all areas", mark.join("abcde"), mark.join("12345")]
    assert rows_of("\n".join(lines))[3] == list("12345")


def test_a_tab_in_every_line_parts_the_fields():
    """Even where descriptions have more commas than the lines have tabs."""
    said = "Compile, process, and maintain records of patients, as laws, rules, and codes demand"
    text = f"code\tdescription\n29-2072\t{said}\n29-9021\t{said}, too\n"
    assert rows_of(text) == {
        1: ["code", "description"], 2: ["29-2072", said], 3: ["29-9021", f"{said}, too"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "cells"),
    [
        ("code,title,jobs\n29-2072,a\ttab,1\n", 2, ["29-2072", "a\ttab", "1"]),
        ("code,a\ttitle,jobs\n29-2072,title,1\n", 1, ["code", "a\ttitle", "jobs"]),
    ],
)
def test_one_tab_among_commas_parts_nothing(text, line, cells):
    """A tab that came into one description, or into the heading of a short file, is part of it."""
    assert rows_of(text)[line] == cells


def test_a_long_text_that_is_looked_at_in_part_is_known_by_its_tabs():
    """The last of the lines that are looked at breaks off before its tab."""
    said = ", ".join(["maintain records"] * 300)
    text = "code\tdescription\n" + "".join(f"29-{n}\t{said}\n" for n in range(1000, 1010))
    assert len(rows_of(text)[11]) == 2


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le with its mark", "utf-16-be with its"]
)
def test_every_way_to_write_unicode_is_text(encoding):
    """The mark at the start says which, and is no part of the text."""
    name, _, mark = encoding.partition(" ")
    start = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(name, b"")
    assert decoded((start if mark else b"") + "Größe – ½".encode(name), "x") == "Größe – ½"


def test_windows_text_is_read_and_said(tmp_path):
    """A dash in cp1252 is no UTF-8: the text is repaired, and a warning says so."""
    rows = [headings(LAYOUT), row(LAYOUT, occ_title="Specialists – made up")]
    path = table(tmp_path / "national_M2024_dl.csv", rows)
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    with pytest.warns(Repaired, match=r"not UTF-8 \(byte 0x96 at \d+\); read as Windows text"):
        figures = read(path, partial=True)
    assert set(figures["occupation"]) == {"Specialists – made up"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"29-2072,\x81\n", r"neither UTF-8 nor Windows text \(byte 0x81 at 8\); save it as UTF-8"),
        (b"\xff\xfea\x00b", "neither UTF-8 nor Windows text"),
    ],
)
def test_text_that_is_neither_is_refused(content, message):
    """Byte 0x81 means nothing in cp1252; half a character is none in UTF-16."""
    with pytest.raises(SourceError, match=f"made-up.csv: {message}"):
        decoded(content, "made-up.csv")


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "=HYPERLINK(1)", "=1+1", "= SUM(A1)"])
def test_a_cell_that_a_spreadsheet_would_run_is_refused(formula):
    """The error says where it stands."""
    with pytest.raises(SourceError, match=r"made-up.csv: line 3 column B holds a formula, .="):
        cells_of(f"code,title\n29-2072,x\n29-9021,{formula}\n", "made-up.csv")


@pytest.mark.parametrize(
    ("written", "text"),
    [('"=""29-2072"""', '="29-2072"'), ("=", "="), ("=====", "====="), ("a=b", "a=b")],
)
def test_what_no_spreadsheet_would_run_is_text(written, text):
    """The wrapper that keeps a code text, a sign, a rule under a title."""
    assert rows_of(f"code\n{written}\n")[2] == [text]


def test_an_open_quote_is_no_csv():
    """A quote that is never closed swallows the lines after it."""
    with pytest.raises(
        SourceError, match=r"made-up.csv: line 2 cannot be split .* a quote may be open"
    ):
        cells_of('OCC_CODE,OCC_TITLE,TOT_EMP\n29-2072,"open,1\n29-2072,x,1\n', "made-up.csv")


def test_a_line_of_a_thousand_fields_is_no_table_of_figures():
    """What has more columns than any table was parted at the wrong mark."""
    with pytest.raises(SourceError, match="701 columns in a line; expected a table of figures"):
        cells_of("," * 700, "made-up.csv")
    assert cells_of("," * 699, "made-up.csv")[0].shape == (1, 700)


def test_a_comma_in_a_text_without_quotes_is_found_out():
    """The line says more than its heading has columns: which of them moved is not guessed."""
    cells, _ = cells_of("code,jobs,\n29-2072,155,030\n", "x")
    with pytest.raises(SourceError, match=r"made-up.csv: line 2 goes on after the 2 columns"):
        refuse_overfull(cells, 1, "made-up.csv")
    blank, _ = cells_of("code,jobs\n29-2072,155,\n29-9021,1, \n", "x")
    refuse_overfull(blank, 1, "made-up.csv")
