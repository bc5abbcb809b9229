"""The National Employment Matrix by industry and by occupation, made up in its CSV's layout."""

import pytest

from hitdata import read
from hitdata.errors import SourceError
from tests.reading.conftest import table

REST = ["2029 Employment", "2029 Percent of Industry", "2029 Percent of Occupation",
        "Projected 2039 Employment", "Projected 2039 Percent of Industry",
        "Projected 2039 Percent of Occupation", "Employment Change, 2029-2039",
        "Employment Percent Change, 2029-2039", "Sort", "Display Level"]  # fmt: skip
NUMBERS = ["1,010.5", "1.5", "20.0", "1,110.5", "1.6", "21.0", "100.0", "9.9", "1", "1"]


def matrix(tmp_path, kind, code, name, *, numbers=NUMBERS):
    """Write a matrix with one row and return its path."""
    heading = [f"{kind} Title", f"{kind} Code", f"{kind} Type", *REST]
    return table(tmp_path / name, [heading, ["Made up", code, "Line item", *numbers]])


@pytest.mark.parametrize(
    ("kind", "code", "name"),
    [
        ("Occupation", '="29-2072"', "National Employment Matrix_IND_622000.csv"),
        ("Industry", "622000", "National Employment Matrix_OCC_29-2072.csv"),
    ],
)
def test_both_ways_give_one_figure(tmp_path, kind, code, name):
    """Jobs of an occupation in an industry are the same from either side."""
    figures = read(matrix(tmp_path, kind, code, name))
    found = figures.set_index(["measure", "statistic", "period"])["value"].to_dict()
    assert found == {
        ("employment", "total", "2029"): 1_010_500, ("employment", "total", "2039"): 1_110_500,
        ("employment share", "percent", "2029"): 1.5, ("employment share", "percent", "2039"): 1.6,
        ("employment change", "total", "2029/2039"): 100_000,
        ("employment change", "percent", "2029/2039"): 9.9,
    }  # fmt: skip
    assert set(figures["industry"]) == {"NAICS 622000"}
    assert set(figures["soc"]) == {"29-2072"}
    assert set(figures["release"]) == {"2029-39"}


def test_a_file_that_lost_its_name_is_asked_for_it(tmp_path):
    """The industry stands nowhere in the file."""
    with pytest.raises(SourceError, match="only a name such as IND_622000 says"):
        read(matrix(tmp_path, "Occupation", "29-2072", "matrix.csv"))


@pytest.mark.parametrize(("at", "text"), [(0, "-5"), (1, "150"), (6, "many")])
def test_what_cannot_be_is_refused(tmp_path, at, text):
    """Negative jobs, a share beyond the whole, a word."""
    numbers = [text if i == at else number for i, number in enumerate(NUMBERS)]
    path = matrix(tmp_path, "Occupation", "29-2072", "x_IND_622000.csv", numbers=numbers)
    with pytest.raises(SourceError, match=f"row 2 prints '{text}'; expected a number"):
        read(path)
