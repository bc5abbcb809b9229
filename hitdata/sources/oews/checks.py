"""What an OEWS table can be checked for: what can be no figure, and what contradicts other cells.

Wages are positive, percentiles never descend, percents end at 100, every row that has figures has a
code: a file that prints otherwise was changed, and is refused with the row.

Over every national and sector workbook of 2000 to 2025, employment is a multiple of ten, a year's
pay is 2,080 hours', what is top-coded by the hour is so by the year and from there upwards, wages
are never blank. Each area or industry opens with its total (2000 prints none); national and sector
tables have a known number of rows. Nobody can tell which of two cells is wrong, so such a doubt is
reported and refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from hitdata.errors import SourceError
from hitdata.sources.oews.figures import BLANK, CODE, SERIES, Understood
from hitdata.surveys import HOURS, TOP_CODES
from hitdata.table.schema import listed
from hitdata.table.texts import alike, each_once

__all__ = ["check_figures", "check_rows", "contradictions", "missing_rows"]

#: Percentiles in the order that they must keep.
ORDER = ("pct10", "pct25", "median", "pct75", "pct90")

#: Column -> least and greatest number that it can print.
BOUNDS = {
    "tot_emp": (0.0, float("inf")), "emp_prse": (0.0, 100.0), "mean_prse": (0.0, 100.0),
    "pct_total": (0.0, 100.0), "pct_rpt": (0.0, 100.0), "jobs_1000": (0.0, 1000.0),
    "loc_quotient": (0.0, float("inf")),
}  # fmt: skip

#: Most that a year's pay may differ from that of its hours, in dollars: half a cent an hour and
#: half of ten dollars make 15.40, and two of three million printed pairs differ by 15.60.
SLACK = 25

#: Part of the top code below which a wage is surely not top-coded, whatever was rounded.
BELOW = 0.98

#: Latest release of which it is known which tables have marks.
LAST = f"{max(TOP_CODES)}-05"

#: Sectors in a table of all of them.
SECTORS = 20

#: Release -> rows of its national table, of its table of all sectors, and of sector 62 in it; 0 is
#: not known. Of all sectors of 2022 only a copy saved again was at hand, which lacks some.
ROWS = {release: tuple(map(int, counts))
        for release, *counts in listed(__file__, "row_counts.csv")}  # fmt: skip

#: A doubt: where it holds, in which column, and what would be right.
Doubt = tuple[Any, str, str]


def check_figures(table: pd.DataFrame, values: Mapping[str, Any], file: str) -> None:
    """Refuse numbers that can be no figure of OEWS."""
    for name, value in values.items():
        low, high = BOUNDS.get(name, (0.01, float("inf")))
        bad = (value < low) | (value > high)
        right = f"{low:g} or more" if high == float("inf") else f"{low:g} to {high:g}"
        if name == "tot_emp":
            bad, right = bad | (value % 1 > 0), "a whole number of jobs"
        _refuse(table, bad, name, file, right)
    for pay in "ha":
        points = [f"{pay}_{p}" for p in ORDER if f"{pay}_{p}" in values]
        for lower, upper in pairwise(points):
            bad = values[lower] > values[upper]
            _refuse(table, bad, upper, file, f"no less than {lower.upper()} beside it")


def check_rows(below: pd.DataFrame, table: pd.DataFrame, file: str) -> None:
    """Refuse lines under the heading that hold figures but no code: they would be lost."""
    figures = [name for name in below if name in BOUNDS or _wage(name)]
    lost = below.loc[~below.index.isin(table.index), figures].astype("str")
    filled = lost.apply(lambda column: column.str.strip().ne("")).sum(axis=1) > 1
    if filled.any():
        row = filled.idxmax()
        raise SourceError(
            f"{file}: row {row} has figures but OCC_CODE prints "
            f"{below.loc[row, 'occ_code']!r}; expected a code such as 29-2072"
        )


def contradictions(
    table: pd.DataFrame, values: Mapping[str, Any], said: Mapping[str, Understood],
    release: str, top: float | None, *, scope: str,
) -> list[str]:  # fmt: skip
    """Return a sentence for each kind of contradiction; ``top`` is the annual top code.

    ``scope`` is that of `missing_rows`. The national table of May 2025 prints no mark.
    """
    topped = {name: (text.meanings == CODE["top-coded"])[text.codes] for name, text in said.items()}
    blank = {name: (text.meanings == BLANK)[text.codes] for name, text in said.items()
             if SERIES[name].measure == "wage" and SERIES[name].statistic != "rse"}  # fmt: skip
    kinds = {
        "numbers of jobs are not rounded to ten": _unrounded(values),
        f"wages are not less than {top or 0:,.0f}, from which {release} prints #; is the period "
        "right": _beyond(values, top),
        f"wages of a year are not {HOURS:,} times those of an hour": _pairs(values),
        "marks contradict the wages beside them": _marks(values, topped, top),
        f"wages are top-coded, for which no bound of {release} is known": _unbound(
            topped, top is None and (scope == "national" or release > LAST)
        ),
        "wages are blank, where BLS prints a number or a mark": _gone(blank),
    }
    found = (_sentence(table, kind, list(doubts)) for kind, doubts in kinds.items())
    return [sentence for sentence in found if sentence]


def missing_rows(table: pd.DataFrame, release: str, *, scope: str) -> str:
    """Return what says that rows are missing, as far as the table itself can tell.

    ``scope`` is "national" when all rows are about the nation and all its industries, "industries"
    when they are about the nation's industries.
    """
    national, every, health = ROWS.get(release, (0, 0, 0))
    # without levels, rows printed twice are there once
    if scope == "national" and "level" in table and len(table) < national:
        return f"{len(table):,} occupations, where the national table of {release} has {national:,}"
    keys = [name for name in ("area", "sic", "naics", "own_code") if name in table]
    block = alike((table[key] for key in keys), len(table))
    lacking = ~np.isin(block, block[table["occ_code"].eq("00-0000").to_numpy()])
    if release > "2000" and lacking.any():
        row = table.index[lacking.argmax()]
        where = ", ".join(str(table.loc[row, key]) for key in keys) or "national"
        return (f"row {row} and those like it ({where}) have no line for all occupations, "
                "00-0000")  # fmt: skip
    if scope != "industries":
        return ""
    naics = each_once(table["naics"], lambda texts: texts.str.strip())
    sectors = pd.Series(naics.unique())
    whole = len(sectors) >= SECTORS and sectors.str.fullmatch(r"\d\d(-\d\d)?").all()
    if whole and len(table) < every:
        return f"{len(table):,} rows, where the table of all sectors of {release} has {every:,}"
    if 0 < (of_health := int(naics.eq("62").sum())) < health:
        return f"{of_health:,} occupations, where sector 62 of {release} has {health:,}"
    return ""


def _unrounded(values: Mapping[str, Any]) -> Iterator[Doubt]:
    if "tot_emp" in values:
        yield np.nan_to_num(values["tot_emp"]) % 10 != 0, "tot_emp", "jobs, rounded to ten"


def _beyond(values: Mapping[str, Any], top: float | None) -> Iterator[Doubt]:
    if top is not None and "a_pct90" in values:
        yield values["a_pct90"] >= top, "a_pct90", "#"


def _pairs(values: Mapping[str, Any]) -> Iterator[Doubt]:
    for point in ("mean", *ORDER):
        hour, year = f"h_{point}", f"a_{point}"
        if hour in values and year in values:
            apart = np.abs(values[year] - HOURS * values[hour]) > SLACK
            yield apart, year, f"{HOURS:,} times {hour.upper()} beside it"


def _marks(
    values: Mapping[str, Any], topped: Mapping[str, Any], top: float | None
) -> Iterator[Doubt]:
    for point in ORDER:
        hour, year = f"h_{point}", f"a_{point}"
        if top is not None and hour in values and year in values:
            low = values[year] < BELOW * top
            yield topped[hour] & low, hour, f"a wage, as {year.upper()} beside it is one"
            low = HOURS * values[hour] < BELOW * top
            yield topped[year] & low, year, f"a wage, as {hour.upper()} beside it is one"
    for pay in "ha":
        points = [f"{pay}_{point}" for point in ORDER if f"{pay}_{point}" in values]
        for lower, upper in pairwise(points):
            below = topped[lower] & ~np.isnan(values[upper])
            yield below, upper, f"#, as {lower.upper()} beside it is top-coded"


def _unbound(topped: Mapping[str, Any], unknown: bool) -> Iterator[Doubt]:
    for name, where in topped.items() if unknown else ():
        yield where, name, "a wage; it is read as at or above the latest bound that is known"


def _gone(blank: Mapping[str, Any]) -> Iterator[Doubt]:
    for name, where in blank.items():
        yield where, name, "a number or a mark; it is read as not released, or top-coded"


def _sentence(table: pd.DataFrame, kind: str, doubts: list[Doubt]) -> str:
    """Return how many cells are in doubt, and the first of them; nothing when none is."""
    count = sum(int(where.sum()) for where, _, _ in doubts)
    if not count:
        return ""
    where, name, right = next(doubt for doubt in doubts if doubt[0].any())
    row = table.index[where.argmax()]
    return (
        f"{count:,} {kind}: {name.upper()} in row {row} ({table.loc[row, 'occ_code']}) prints "
        f"{table.loc[row, name]!r}; expected {right}"
    )


def _wage(name: str) -> bool:
    return name[:2] in {"h_", "a_"} and name[2:] in {*ORDER, "mean"}


def _refuse(table: pd.DataFrame, bad: Any, name: str, file: str, right: str) -> None:
    if bad.any():
        row = table.index[bad.argmax()]
        raise SourceError(
            f"{file}: {name.upper()} in row {row} ({table.loc[row, 'occ_code']}) prints "
            f"{table.loc[row, name]!r}; expected {right}"
        )
