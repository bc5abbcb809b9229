"""The National Employment Matrix by industry and by occupation, made up in its CSV's layout."""

import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.files import Reported
from tests.made_up import table, workbook

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
    assert set(figures["coverage"]) == {"wage and salary jobs"}
    assert set(figures["soc"]) == {"29-2072"}
    assert set(figures["release"]) == {"2029-39"}


#: Base employment of data scientists as the matrix of 2021-31 prints it, in thousands: totals, and
#: industries with the codes that BLS gave them.
PRINTED = {
    "TE1000": 113.3, "TE1100": 2.4, "TE1200": 110.9, "31-330": 3.9, "3330A1": 0.1, "44-450": 1.1,
    "4445R0": 1.0, "48-490": 0.4, "487-80": 0.2, "523,50": 2.1, "6112-3": 3.1, "622103": 0.2,
    "999300": 0.9, "221112": 0.1,
}  # fmt: skip


@pytest.mark.parametrize("saved_again", [False, True])
def test_every_industry_code_of_the_matrix_is_read(tmp_path, saved_again):
    """Ranges and codes of BLS's own are rows like others; no row is left out."""
    heading = ["Industry Title", "Industry Code", "Industry Type", *REST]
    lines = [["Made up", code.replace(",", "") if saved_again else f'="{code}"', "Summary", jobs,
              *NUMBERS[1:]] for code, jobs in PRINTED.items()]  # fmt: skip
    path = table(tmp_path / "National Employment Matrix_OCC_15-2051.csv", [heading, *lines])
    figures = read(path).query("measure == 'employment' and period == '2029'")
    jobs = dict(zip(figures["industry"], figures["value"], strict=True))
    assert len(jobs) == len(PRINTED)
    assert jobs["EP 523,50"] == 2_100
    assert (jobs["EP 622103"], jobs["NAICS 221112"]) == (200, 100), "NAICS has no 622103"
    coverage = dict(zip(figures["industry"], figures["coverage"], strict=True))
    assert coverage.pop("EP TE1000") == "all jobs"
    assert coverage.pop("EP TE1100") == "self-employed workers"
    assert set(coverage.values()) == {"wage and salary jobs"}
    # the self-employed are no part of the industries: these add up to TE1200
    assert jobs["EP TE1100"] + jobs["EP TE1200"] == pytest.approx(jobs["EP TE1000"], abs=100)


@pytest.mark.parametrize("code", ["31-330", "523,50", "6112-3", "3330A1", "TE1000"])
def test_a_file_may_be_of_any_industry(tmp_path, code):
    """Its name says which, as the projections tool wrote it."""
    name = f"National Employment Matrix_IND_{code} (1).csv"
    assert set(read(matrix(tmp_path, "Occupation", "29-2072", name))["industry"]) == {f"EP {code}"}


def test_the_matrix_in_a_workbook_below_a_title_and_as_r_writes_it(tmp_path):
    """Headings stand in the first lines, not always in the first; R puts stops for blanks."""
    heading = ["Industry Title", "Industry Code", "Industry Type", *REST]
    line = ["Made up", "622000", "Line item", *NUMBERS]
    book = workbook(tmp_path / "OCC_29-2072.xlsx", {"Sheet1": [["Made up"], [], heading, line]})
    dotted = [("X" if text[0].isdigit() else "") + text.replace(", ", "..").replace("-", ".")
              .replace(" ", ".") for text in heading]  # fmt: skip
    csv = table(tmp_path / "OCC_29-2072.csv", [["", *dotted], ["1", *line]])
    assert read(book)["value"].to_list() == read(csv)["value"].to_list()


def test_a_heading_that_was_damaged_is_named(tmp_path):
    """Its column would be left out in silence."""
    path = matrix(tmp_path, "Occupation", "29-2072", "x_IND_622000.csv")
    path.write_text(path.read_text().replace("Employment Change, 2029-2039", "Employment Chan 29"))
    with pytest.raises(SourceError, match="have no heading 'Employment Chan 29'; expected a"):
        read(path)


def test_a_row_whose_code_was_lost_is_named(tmp_path):
    """Jobs without a code would be left out."""
    path = matrix(tmp_path, "Industry", "Mar-31", "x_OCC_29-2072.csv")
    with pytest.raises(SourceError, match="row 2 has jobs but the code 'Mar-31'; expected an indu"):
        read(path)


def test_a_file_that_lost_its_name_is_asked_for_it(tmp_path):
    """The industry stands nowhere in the file."""
    with pytest.raises(SourceError, match="only a name such as IND_622000 says"):
        read(matrix(tmp_path, "Occupation", "29-2072", "matrix.csv"))


@pytest.mark.parametrize(("at", "text"), [(0, "-5"), (1, "150"), (6, "many")])
def test_what_cannot_be_is_refused(tmp_path, at, text):
    """Negative jobs, a share beyond the whole, a word."""
    numbers = [text if i == at else number for i, number in enumerate(NUMBERS)]
    path = matrix(tmp_path, "Occupation", "29-2072", "x_IND_622000.csv", numbers=numbers)
    with pytest.raises(
        SourceError, match=rf"(row|line) 2 (column \w )?prints '{text}'; expected a number"
    ):
        read(path)


def test_what_is_not_read_is_named(tmp_path):
    """An industry's part of the occupation; codes that only sort the lines are no figures."""
    with pytest.warns(Reported, match="not read: 2029 Percent of Occupation; Projected 2039 Per"):
        read(matrix(tmp_path, "Occupation", "29-2072", "National Employment Matrix_IND_622000.csv"))


DOCUMENTS = {
    "National Employment Matrix_IND_622000.csv": "\n".join(
        ",".join(f'"{text}"' for text in line)
        for line in (["Occupation Title", "Occupation Code", "Occupation Type", *REST],
                     ["Made up", "29-2072", "Line item", *NUMBERS])
    )
}  # fmt: skip
