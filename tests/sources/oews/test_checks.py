"""What no OEWS table prints is refused with its row; what other cells contradict is reported."""

import warnings

import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.files import Reported
from hitdata.sources.oews.checks import ROWS
from hitdata.surveys import SERIES
from tests.made_up import FIGURES, headings, row, table

LAYOUT = "national 2021"
AREAS = "state 2012"


def national(tmp_path, *rows):
    """Write rows (dicts of changes) under the headings of May 2024."""
    lines = [headings(LAYOUT), *(row(LAYOUT, **changes) for changes in rows)]
    return table(tmp_path / "national_M2024_dl.csv", lines)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"a_pct90": 0}, r"A_PCT90 in row 2 \(29-2072\) prints '0'; expected 0.01 or more"),
        ({"a_median": -48780}, r"row 2 prints '-48780'; expected a number"),
        ({"h_pct10": 99}, r"H_PCT25 in row 2 .* expected no less than H_PCT10 beside it"),
        ({"a_pct25": 70000}, "A_MEDIAN in row 2"),
        ({"pct_total": 4000}, r"PCT_TOTAL in row 2 .*'4000'; expected 0 to 100"),
        ({"tot_emp": 185.69}, "TOT_EMP in row 2 .* expected a whole number of jobs"),
        ({"emp_prse": 140}, "EMP_PRSE in row 2"),
        ({"occ_code": "Nov-11"}, r"row 2 has figures but OCC_CODE prints 'Nov-11'"),
        ({"a_median": "n.a."}, r"a_median in row 2 prints 'n.a.'; expected a number, \*"),
    ],
)
def test_a_changed_cell_is_named(tmp_path, changes, message):
    """A # turned to 0, a negative wage, percentiles out of order, a date for a code."""
    path = national(tmp_path, changes, {"occ_code": "29-9021"})
    with pytest.raises(SourceError, match=message):
        read(path, partial=True)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"tot_emp": 1234}, r"1 numbers of jobs are not rounded to ten: TOT_EMP in row 2 .*'1234'"),
        (
            {"a_pct90": 300000, "h_pct90": 144.23},
            r"1 wages are not less than 239,200, from which 2024-05 prints #; is the period right",
        ),
        ({"a_mean": 53999}, r"A_MEAN in row 2 .* prints '53999'; expected 2,080 times H_MEAN"),
        ({"a_pct90": "#"}, r"A_PCT90 in row 2 .* prints '#'; expected a wage, as H_PCT90 beside"),
        ({"a_pct75": "#", "h_pct75": "#"}, r"expected (#, as H_PCT75 beside it|a wage)"),
        ({"h_mean": ""}, r"1 wages are blank, .* H_MEAN in row 2 .* read as not released"),
    ],
)
def test_what_contradicts_other_cells_is_reported(tmp_path, changes, message):
    """Nobody can tell which of two cells is wrong: both are read, and the doubt is said aloud."""
    path = national(tmp_path, changes, {"occ_code": "29-9021"})
    with pytest.warns(Reported, match=message):
        figures = read(path, partial=True)
    assert figures["soc"].nunique() == 2


def test_deleted_rows_are_counted_or_seen_by_their_total(tmp_path):
    """A national table has a known number of rows, an area its line for all occupations."""
    path = national(tmp_path, {"occ_code": "00-0000", "o_group": "total"}, {})
    missing = "2 occupations, where the national table of 2024-05 has 1,403; rows are missing"
    with pytest.warns(Reported, match=missing):
        figures = read(path)
    assert set(figures["note"]) == {"Source table is incomplete"}
    with pytest.raises(SourceError, match=missing):
        read(path, partial=False)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read(path, partial=True).equals(figures)
    lines = [
        headings(AREAS),
        row(AREAS, occ_code="29-1141"),
        row(AREAS, occ_code="00-0000", area="02"),
    ]
    state = table(tmp_path / "state_M2014_dl.csv", lines)
    with pytest.raises(SourceError, match=r"\(01\) have no line for all occupations, 00-0000"):
        read(state, partial=False)
    whole = table(tmp_path / "state_M2015_dl.csv", [*lines, row(AREAS, occ_code="00-0000")])
    assert set(read(whole)["area"]) == {"AL", "AK"}


def test_what_ordinary_rows_print_is_not_doubted(tmp_path):
    """The made-up figures fit each other: neither an error nor a word."""
    path = national(tmp_path, {"occ_code": "00-0000"}, {}, {"a_pct90": "#", "h_pct90": "#"} |
                    {"occ_code": "29-9021"}, {"occ_code": "29-1141", "h_mean": "*", "annual":
                                              "TRUE"})  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read(path, partial=True)["soc"].nunique() == 4


@pytest.mark.parametrize("name", [series.column for series in SERIES if series.column in FIGURES])
@pytest.mark.parametrize("text", ["-1", "about 5", "1e5", "five"])
def test_no_column_of_figures_takes_what_is_none(tmp_path, name, text):
    """The error names the column, the row and what it prints."""
    with pytest.raises(SourceError, match=rf"(?i){name} in row 2 .*prints '{text}'; expected"):
        read(national(tmp_path, {name: text}), partial=True)


def test_a_difference_that_rounding_leaves_is_none(tmp_path):
    """Half a cent an hour and half of ten dollars: up to 25 dollars nobody is told of."""
    near = {"a_mean": 2080 * 25.81 // 10 * 10 + 20}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read(national(tmp_path, near), partial=True)
    with pytest.warns(Reported, match=r"1 wages of a year are not 2,080 times those of an hour"):
        read(national(tmp_path, {"a_mean": near["a_mean"] + 10}), partial=True)


def sectors(tmp_path, *, health: int, others: int):
    """Write a table of twenty sectors of May 2024, the 62nd with some occupations, and the rest."""
    layout = "sector 2011"
    codes = [f"29-{n}" for n in range(1011, 9999)]
    rows = [row(layout, naics=sector, occ_code="00-0000") for sector in range(11, 31)
            if sector != 20] + [row(layout, naics=62, occ_code="00-0000")]  # fmt: skip
    rows += [row(layout, naics=62, occ_code=code) for code in codes[: health - 1]]
    rows += [row(layout, naics=11 + n % 9, occ_code=codes[n // 9]) for n in range(others - 19)]
    return table(tmp_path / "natsector_M2011_dl.csv", [headings(layout), *rows])


@pytest.mark.parametrize(
    ("fewer", "of_health", "message"),
    [(0, 0, ""), (1, 0, "8,436 rows, where the table of all sectors of 2011-05 has 8,437"),
     (0, 3, "487 occupations, where sector 62 of 2011-05 has 490")],
)  # fmt: skip
def test_sectors_are_known_by_the_number_of_their_rows(tmp_path, fewer, of_health, message):
    """Sums cannot tell, as many rows are not released."""
    _, every, health = ROWS["2011-05"]
    path = sectors(tmp_path, health=health - of_health, others=every - health - fewer + of_health)
    if not message:
        assert len(read(path, partial=False))
        return
    with pytest.raises(SourceError, match=message):
        read(path, partial=False)
