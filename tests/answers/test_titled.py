"""Titled tables: the printed numbers, what they share, their sources, and texts that stay texts."""

import zipfile

import pytest
from openpyxl import load_workbook

import hitdata

pytest.importorskip("great_tables")


@pytest.fixture(scope="module")
def wages():
    """Two occupations in two states, three statistics."""
    return hitdata.load(
        ["29-9021", "15-1211"], area=["California", "Texas"], release="2025-05", unit="annual",
        industry="all industries", statistic=["p10", "median", "p90"],
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(wages):
    """The table of them, with a title that a spreadsheet would take for a formula."""
    return hitdata.table(wages, title="=What they earn & why")


def test_cells_are_what_bls_printed(made):
    """BLS, May 2025: systems analysts in Texas have a median of $107,390."""
    rows = made.rows.set_index(["occupation", "area"])
    assert rows.loc[("Computer Systems Analysts (15-1211)", "Texas"), "median"] == "$107,390"
    assert list(made.rows) == ["occupation", "area", "10th percentile", "median", "90th percentile"]


def test_what_all_share_stands_once(made):
    """Publisher, release and unit are under the title, sources below."""
    assert "OEWS, May 2025, All industries" in made.subtitle
    assert "US dollars a year" in made.subtitle
    assert made.notes[-1].startswith("Source: U.S. Bureau of Labor Statistics.")


def test_a_number_that_is_not_published_says_so():
    """Top-coded is a bound, not released a word."""
    managers = hitdata.load("11-3021", area="US", industry="cross-industry", unit="USD/year",
                            release="2024-05", statistic=["p50", "p90"])  # fmt: skip
    assert "≥ $239,200" in hitdata.table(managers).rows.to_numpy()


@pytest.mark.parametrize("ending", ["html", "tex", "md"])
def test_texts_hold_title_cells_and_source(made, tmp_path, ending):
    """Each text form has all three; what is special in a form is written for it."""
    text = made.write(tmp_path / f"t.{ending}").read_text(encoding="utf-8")
    plain = text.replace("\\$", "$").replace("\\&", "&").replace("&amp;", "&")
    for part in ("=What they earn & why", "$107,390", "Source: U.S. Bureau of Labor Statistics"):
        assert part in plain


def test_word_opens_it(made, tmp_path):
    """A .docx holds a real table."""
    import docx

    page = docx.Document(str(made.write(tmp_path / "t.docx")))
    cells = {cell.text for row in page.tables[0].rows for cell in row.cells}
    assert "$107,390" in cells
    assert page.paragraphs[0].text == "=What they earn & why"


def test_a_workbook_runs_nothing(made, tmp_path):
    """Its codebook goes along, numbers are numbers, and no cell is a formula."""
    path = made.write(tmp_path / "t.xlsx")
    book = load_workbook(path)
    assert book.sheetnames == ["Table", "Figures", "Codebook"]
    assert book["Table"]["A1"].data_type == "s"
    values = [row[20].value for row in book["Figures"].iter_rows(min_row=2)]
    assert 107_390 in values
    with zipfile.ZipFile(path) as parts:
        assert all(b"<f>" not in parts.read(name) for name in parts.namelist())


def test_what_cannot_be_a_table_is_refused(wages, tmp_path):
    """No figures, two in one cell, an unknown ending: each in a sentence."""
    with pytest.raises(hitdata.InvalidFigure, match="a table needs figures"):
        hitdata.table(wages[:0])
    twice = wages.assign(figure_id=wages["figure_id"] + "x")
    both = hitdata.load("29-9021", release="2025-05", area="US", statistic="p50", unit="annual")
    import pandas as pd

    with pytest.raises(hitdata.InvalidFigure, match="a cell would hold both"):
        hitdata.table(pd.concat([wages, twice]))
    assert len(hitdata.table(both).rows) == len(both)
    with pytest.raises(hitdata.UnknownValue, match=r"'\.doc' is not known"):
        hitdata.table(wages).write(tmp_path / "t.doc")
