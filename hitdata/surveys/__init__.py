"""Surveys of BLS: what is known of them beyond their tables, and how several products print them.

OEWS, the wage survey, numbers its series and prints them under other headings from release to
release. It cuts high wages off at a bound, counts a year of full-time work as 2,080 hours, and
went over to a model-based method with May 2021. How often a product comes out tells when the next
release is due. Each of these facts stands here once. Beside them stands what more than one source
reads alike:

oews_series  series of OEWS by their identifiers, as LABSTAT and BLS's API have them
ep_tables    tables of Employment Projections: headings, rows, the figures in a column
"""

from __future__ import annotations

from typing import NamedTuple

from hitdata.table.schema import listed

__all__ = ["HEAPED", "HOURS", "METHODS", "ORDINARY", "RHYTHM", "SECTOR_RANGES", "SERIES",
           "TOP_CODES", "WAGES", "Series", "known_top_code", "new_method", "top_code"]  # fmt: skip

#: Hours of work a year between the hourly and the annual wages of BLS: 52 weeks of 40 hours.
HOURS = 2080

#: First release of a method of OEWS -> what changed.
METHODS = {"2021-05": "BLS estimates wages by a model since May 2021"}

#: Product -> months that its publisher leaves between two releases.
RHYTHM = {"OEWS": 12, "EP": 12, "CPI-U": 1, "ACS": 12, "regional price parities": 12,
          "O*NET database": 3}  # fmt: skip

#: Column -> values that a figure_id of BLS leaves out, because its figures ordinarily have them.
ORDINARY = {
    "industry": ["cross-industry"],
    "ownership": ["1235", "58"],
    "level": ["detailed"],
    "coverage": ["wage and salary jobs", "all jobs"],
    "pay_basis": ["straight-time gross pay"],
}

#: Who is counted, and which pay, wherever wages are those of OEWS.
WAGES = {"coverage": "wage and salary jobs", "pay_basis": "straight-time gross pay"}

#: Sectors of several two-digit codes, by the first of them.
SECTOR_RANGES = {"31": "31-33", "44": "44-45", "48": "48-49"}

#: Release of OEWS whose percentiles join neither neighbor's -> why, measured on all occupations of
#: the national workbooks since May 2016.
HEAPED = {
    "2021-05": "percentiles of May 2021 heap: 22% of them lie in only six bins 2% wide, "
    "9 to 14% in other releases"
}

#: First release year -> bounds (hour, year) at which a median or percentile is top-coded from then
#: on, from each release's field descriptions. None: no bound cuts off what is above it. May 2025
#: prints wages up to $972,450, though its notes still name $115.00 and $239,200; LABSTAT marks
#: 4,338 of its wages, none of the nation's for all industries, as at or above those amounts.
TOP_CODES = {2000: (70.0, 145_600.0), 2008: (80.0, 166_400.0), 2011: (90.0, 187_200.0),
             2016: (100.0, 208_000.0), 2022: (115.0, 239_200.0), 2025: None}  # fmt: skip


class Series(NamedTuple):
    """A series of OEWS: its datatype in LABSTAT, its column in workbooks, and what it measures.

    ``error_of`` is the statistic that an error belongs to. A column that LABSTAT does not have has
    no datatype.
    """

    datatype: str
    column: str
    measure: str
    statistic: str
    error_of: str | None
    unit: str


#: Every series, in BLS's own order (oe.datatype).
SERIES = tuple(
    Series(datatype, column, measure, statistic, error_of or None, unit)
    for datatype, column, measure, statistic, error_of, unit in listed(__file__, "series.csv")
)


def top_code(year: int | str, unit: str) -> float | None:
    """Return the bound that OEWS applied in a year to wages of a unit, or None where it did not.

    ``year`` may be a release or period.

    >>> top_code("2024-05", "USD/year"), top_code(2015, "USD/hour"), top_code(2025, "USD/year")
    (239200.0, 90.0, None)
    """
    firsts = [first for first in TOP_CODES if first <= int(str(year)[:4])]
    bounds = TOP_CODES[max(firsts)] if firsts else None
    return bounds[int(unit == "USD/year")] if bounds else None


def known_top_code(year: int | str, unit: str) -> float:
    """Return the bound behind a ``#`` of a year: its own, else the latest before.

    So for May 2025, whose marks stand for the bound of 2022 on. Bounds have only risen: a # of a
    release that is newer than `TOP_CODES` is at or above it too.

    >>> known_top_code(2015, "USD/year"), known_top_code(2031, "USD/hour")
    (187200.0, 115.0)
    """
    known = {first: bounds for first, bounds in TOP_CODES.items() if bounds is not None}
    first = max(first for first in known if first <= int(str(year)[:4]))
    return known[first][int(unit == "USD/year")]


def new_method(earlier: str | None, later: str | None) -> str:
    """Return what changed in the method of OEWS between two releases or periods, or nothing.

    >>> new_method("2020-05", "2023-05"), new_method("2021-05", "2023-05")
    ('BLS estimates wages by a model since May 2021', '')
    """
    if not earlier or not later:
        return ""
    before, after = sorted((earlier, later))
    return "; ".join(said for first, said in METHODS.items() if before < first <= after)
