"""What is known of BLS's surveys, against what their releases print."""

import pytest

from hitdata.surveys import HOURS, METHODS, SERIES, TOP_CODES, known_top_code, new_method, top_code
from hitdata.table.schema import CODES
from tests.published import oews_column

#: Bounds of an hour and a year in each release's field descriptions; May 2025 applied none.
BOUNDS = {
    2000: (70.0, 145_600.0), 2007: (70.0, 145_600.0), 2008: (80.0, 166_400.0),
    2010: (80.0, 166_400.0), 2011: (90.0, 187_200.0), 2015: (90.0, 187_200.0),
    2016: (100.0, 208_000.0), 2021: (100.0, 208_000.0), 2022: (115.0, 239_200.0),
    2024: (115.0, 239_200.0), 2025: (None, None),
}  # fmt: skip


@pytest.mark.parametrize("year", BOUNDS)
def test_a_year_has_the_bounds_of_its_field_descriptions(year):
    """By number, by release, by period: the year decides."""
    for said in (year, str(year), f"{year}-05"):
        assert (top_code(said, "USD/hour"), top_code(said, "USD/year")) == BOUNDS[year]


def test_before_the_first_release_there_is_no_bound():
    """None that is known."""
    assert top_code(1999, "USD/year") is None


def test_behind_a_mark_stands_the_latest_bound_that_is_known():
    """Where none was applied or none is known yet, a # is at or above the last one."""
    assert known_top_code(2024, "USD/year") == known_top_code(2031, "USD/year") == 239_200
    assert known_top_code(2025, "USD/hour") == 115
    assert known_top_code(2003, "USD/hour") == 70


def test_bounds_have_only_risen():
    """So a later mark is above every earlier bound; a year's is that of its hours."""
    known = [bounds for _, bounds in sorted(TOP_CODES.items()) if bounds]
    assert known == sorted(known)
    assert all(year == 2080 * hour for hour, year in known)
    assert HOURS == 52 * 40


def test_bounds_are_those_of_the_figures(figures):
    """No percentile of a release is printed above its bound, and one is printed as top-coded."""
    percentiles = figures[figures["source"].eq("OEWS") & figures["quoted_by"].isna()
                          & figures["measure"].eq("wage")
                          & figures["statistic"].str.fullmatch(r"p\d\d")
                          & figures["release"].lt("2025")]  # fmt: skip
    for (release, unit), group in percentiles.groupby(["release", "unit"]):
        assert group["value"].max() < top_code(release, unit)
        if (topped := group[group["status"].eq("top-coded")])["threshold"].size:
            assert set(topped["threshold"]) == {top_code(release, unit)}


@pytest.mark.parametrize(
    ("earlier", "later", "changed"),
    [
        ("2020-05", "2021-05", True), ("2019-05", "2025-05", True), ("2023-05", "2012-05", True),
        ("2021-05", "2024-05", False), ("2012-05", "2020-05", False),
        ("2021-05", "2021-05", False), (None, "2024-05", False), ("2012-05", None, False),
    ],
)  # fmt: skip
def test_a_method_changed_between_two_releases(earlier, later, changed):
    """In whichever order they are given; with May 2021, BLS went over to a model."""
    said = new_method(earlier, later)
    assert bool(said) is changed
    assert said in {"", "BLS estimates wages by a model since May 2021"}
    assert list(METHODS) == ["2021-05"]


def test_each_column_of_a_workbook_is_what_its_field_description_says():
    """Measure, statistic and unit, written down a second time for the tests."""
    for series in SERIES:
        assert (series.measure, series.statistic, series.unit) == oews_column(series.column)
        assert series.measure in CODES["measure"]
        assert series.statistic in CODES["statistic"]
        assert series.unit in CODES["unit"]


def test_numbers_of_series_are_those_of_oe_datatype():
    """Two digits, 01 to 17, each once; a column that LABSTAT lacks has none."""
    numbers = [series.datatype for series in SERIES if series.datatype]
    assert sorted(numbers) == [f"{n:02}" for n in range(1, 18)]
    assert {s.column for s in SERIES if not s.datatype} == {"pct_total", "pct_rpt"}
    assert len({series.column for series in SERIES}) == len(SERIES)


def test_an_error_says_whose_it_is():
    """A relative standard error belongs to a statistic that is published beside it."""
    errors = {series.column: series.error_of for series in SERIES if series.error_of}
    assert errors == {"emp_prse": "total", "mean_prse": "mean"}
    assert {s.statistic for s in SERIES if s.error_of} == {"rse"}
