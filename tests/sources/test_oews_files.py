"""What no OEWS table prints is refused with its row: changed, cut or put together files."""

import pytest

from hitdata import read
from hitdata.errors import SourceError
from tests.reading.conftest import FIGURES, headings, row, table

LAYOUT = "national 2021"
AREAS = "state 2012"


def national(tmp_path, *rows, drop=(), name="national_M2024_dl.csv"):
    """Write rows (dicts of changes) under the headings of May 2024, without some columns."""
    lines = [headings(LAYOUT), *(row(LAYOUT, **changes) for changes in rows)]
    kept = [i for i, heading in enumerate(lines[0]) if heading not in drop]
    return table(tmp_path / name, [[line[i] for i in kept] for line in lines])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"a_pct90": 0}, r"A_PCT90 in row 2 \(29-2072\) prints '0'; expected 0.01 or more"),
        ({"a_median": -48780}, r"row 2 prints '-48780'; expected a number"),
        ({"h_pct10": 99}, r"H_PCT25 in row 2 .* expected no less than H_PCT10 beside it"),
        ({"a_pct25": 70000}, "A_MEDIAN in row 2"),
        ({"pct_total": 4000}, r"PCT_TOTAL in row 2 .*'4000'; expected 0 to 100"),
        ({"tot_emp": 1234}, r"TOT_EMP in row 2 .* expected jobs, rounded to ten"),
        ({"tot_emp": 185.69}, "TOT_EMP in row 2"),
        ({"emp_prse": 140}, "EMP_PRSE in row 2"),
        ({"a_pct90": 300000}, r"less than 239,200, from which 2024-05 prints #; is the period"),
        ({"occ_code": "Nov-11"}, r"row 2 has figures but OCC_CODE prints 'Nov-11'"),
        ({"a_median": "n.a."}, r"a_median in row 2 prints 'n.a.'; expected a number, \*"),
    ],
)
def test_a_changed_cell_is_named(tmp_path, changes, message):
    """A # turned to 0, a negative wage, percentiles out of order, a date for a code."""
    path = national(tmp_path, changes, {"occ_code": "29-9021"})
    with pytest.raises(SourceError, match=message):
        read(path, partial=True)


@pytest.mark.parametrize("column", [name for name in headings(LAYOUT) if name.lower() in FIGURES
                                    and name not in {"JOBS_1000", "LOC_QUOTIENT", "PCT_TOTAL",
                                                     "PCT_RPT"}])  # fmt: skip
def test_a_deleted_column_is_named(tmp_path, column):
    """Every release has these columns: a file without one was cut."""
    path = national(tmp_path, {}, drop={column})
    with pytest.raises(SourceError, match=f"no column {column}; an OEWS table has it"):
        read(path, partial=True)


def test_deleted_rows_are_counted_or_seen_by_their_total(tmp_path):
    """A national table has a known number of rows, an area its line for all occupations."""
    path = national(tmp_path, {"occ_code": "00-0000", "o_group": "total"}, {})
    with pytest.raises(SourceError, match=r"2 occupations, where the national table of 2024-05 has"
                                          r" 1,403; rows are missing"):  # fmt: skip
        read(path)
    assert len(read(path, partial=True))
    lines = [
        headings(AREAS),
        row(AREAS, occ_code="29-1141"),
        row(AREAS, occ_code="00-0000", area="02"),
    ]
    state = table(tmp_path / "state_M2014_dl.csv", lines)
    with pytest.raises(SourceError, match=r"\(01\) have no line for all occupations, 00-0000"):
        read(state)
    whole = table(tmp_path / "state_M2015_dl.csv", [*lines, row(AREAS, occ_code="00-0000")])
    assert set(read(whole)["area"]) == {"AL", "AK"}


def test_a_line_that_breaks_off_is_no_line(tmp_path):
    """The last line of half a download has fewer fields than the heading."""
    path = national(tmp_path, {}, {"occ_code": "29-9021"})
    text = path.read_text()
    path.write_text(text[: len(text) - 40])
    with pytest.raises(SourceError, match=r"line 3 has .* fields, its heading 32; the line was"):
        read(path, partial=True)


def test_two_columns_of_one_name_are_refused(tmp_path):
    """Which of the two is meant is not guessed."""
    lines = [[*headings(LAYOUT), "A_MEAN"], [*row(LAYOUT), 1]]
    path = table(tmp_path / "national_M2024_dl.csv", lines)
    with pytest.raises(SourceError, match="two columns are headed A_MEAN"):
        read(path, partial=True)


def test_a_code_that_its_year_never_printed_is_refused(tmp_path):
    """29-2071 ended with May 2018: a table of May 2024 cannot print it."""
    path = national(tmp_path, {"occ_code": "29-2071"})
    with pytest.raises(SourceError, match=r"were never printed in one release|printed in releases"):
        read(path, partial=True)


def test_what_a_spreadsheet_does_to_codes_is_undone(tmp_path):
    """000000 saved as 0, 31-33 as 31: the industries are known all the same."""
    path = national(tmp_path, {"naics": "0", "occ_code": "00-0000"},
                    {"naics": "31", "i_group": "sector", "own_code": "5",
                     "occ_code": "00-0000"})  # fmt: skip
    assert set(read(path)["industry"]) == {"cross-industry", "NAICS 31-33"}


def test_one_industry_at_two_levels_stays_two(tmp_path):
    """BLS prints some industries as 3-digit and as 4-digit under one code."""
    rows = [{"naics": "481000", "i_group": group, "own_code": "5", "occ_code": "00-0000"}
            for group in ("3-digit", "4-digit")]  # fmt: skip
    figures = read(national(tmp_path, *rows))
    assert set(figures["industry"]) == {"NAICS 481000, 3-digit", "NAICS 481000, 4-digit"}
    assert figures["figure_id"].is_unique
