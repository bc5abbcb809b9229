"""What no OEWS table prints: a file that has it was changed, and is refused with the row.

Over every national and sector workbook of 2000 to 2025: employment is a multiple of ten, wages are
positive, percentiles never descend and stay top-coded once they are, a year's pay is 2,080 hours',
percents end at 100, and every row below the heading has a code. Each area or industry opens with
its total (2000 prints none); national and sector tables have a known number of rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from hitdata.distinct import alike, each_once
from hitdata.errors import SourceError
from hitdata.sources.oews.layouts import NATIONAL_ROWS, SECTOR_ROWS, SECTORS

__all__ = ["check_figures", "check_pay", "check_rows", "check_whole", "numbers"]

#: A number as a spreadsheet may have written it: 53690, 53,690, $53,690.00.
NUMBER = r"\$?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?|\.\d+"

#: Hours in the year that BLS takes for a year's pay.
HOURS = 2_080

#: Most that a year's pay may differ from that of its hours, in dollars: half a cent an hour and
#: half of ten dollars make 15.40, and two of three million printed pairs differ by 15.60.
SLACK = 25

#: Part of the top code below which a wage is surely not top-coded, whatever was rounded.
BELOW = 0.98

#: Percentiles in the order that they must keep.
ORDER = ("pct10", "pct25", "median", "pct75", "pct90")


def numbers(printed: pd.Series) -> pd.Series:
    """Return the number that each text prints, without separators; missing where it prints none.

    >>> numbers(pd.Series(["  155030", "155,030", "$23.45", "#", "-5"])).to_list()
    [155030.0, 155030.0, 23.45, nan, nan]
    """
    text = pc.utf8_trim_whitespace(pa.array(printed, pa.large_string()))
    plain = pc.if_else(pc.match_substring_regex(text, f"^(?:{NUMBER})$"), text, None)
    for sign in "$,":
        plain = pc.replace_substring(plain, sign, "")
    value = plain.cast(pa.float64()).to_numpy(zero_copy_only=False)
    return pd.Series(value, index=printed.index)


def check_figures(
    table: pd.DataFrame, values: Mapping[str, Any], file: str, release: str, top: float | None
) -> None:
    """Refuse numbers that no release prints; ``top`` is the annual top code of this one."""
    for name, value in values.items():
        low, high = _BOUNDS.get(name, (0.01, float("inf")))
        bad = (value < low) | (value > high)
        right = f"{low:g} or more" if high == float("inf") else f"{low:g} to {high:g}"
        if name == "tot_emp":
            bad, right = bad | (np.nan_to_num(value) % 10 != 0), "jobs, rounded to ten"
        _refuse(table, bad, name, file, right)
    for pay in "ha":
        points = [f"{pay}_{p}" for p in ORDER if f"{pay}_{p}" in values]
        for lower, upper in pairwise(points):
            bad = values[lower] > values[upper]
            _refuse(table, bad, upper, file, f"no less than {lower.upper()} beside it")
    if top is not None and "a_pct90" in values:
        bad = values["a_pct90"] >= top
        right = f"less than {top:,.0f}, from which {release} prints #; is the period right"
        _refuse(table, bad, "a_pct90", file, right)


def check_pay(
    table: pd.DataFrame, values: Mapping[str, Any], topped: Mapping[str, Any], file: str,
    top: float | None,
) -> None:  # fmt: skip
    """Refuse pay of an hour and a year that are not of one job; ``topped`` is where # stands."""
    for point in ("mean", *ORDER):
        hour, year = f"h_{point}", f"a_{point}"
        if hour not in values or year not in values:
            continue
        bad = np.abs(values[year] - HOURS * values[hour]) > SLACK
        _refuse(table, bad, year, file, f"{HOURS:,} times {hour.upper()} beside it")
        if top is not None:
            bad = topped[hour] & (values[year] < BELOW * top)
            _refuse(table, bad, hour, file, f"a wage, as {year.upper()} beside it is one")
            bad = topped[year] & (HOURS * values[hour] < BELOW * top)
            _refuse(table, bad, year, file, f"a wage, as {hour.upper()} beside it is one")
    for pay in "ha":
        points = [f"{pay}_{point}" for point in ORDER if f"{pay}_{point}" in values]
        for lower, upper in pairwise(points):
            bad = topped[lower] & ~np.isnan(values[upper])
            _refuse(table, bad, upper, file, f"#, as {lower.upper()} beside it is top-coded")


def check_rows(below: pd.DataFrame, table: pd.DataFrame, file: str) -> None:
    """Refuse lines under the heading that hold figures but no code: they would be lost."""
    figures = [name for name in below if name in _BOUNDS or _wage(name)]
    lost = below.loc[~below.index.isin(table.index), figures].astype("str")
    filled = lost.apply(lambda column: column.str.strip().ne("")).sum(axis=1) > 1
    if filled.any():
        row = filled.idxmax()
        raise SourceError(
            f"{file}: row {row} has figures but OCC_CODE prints "
            f"{below.loc[row, 'occ_code']!r}; expected a code such as 29-2072"
        )


def check_whole(table: pd.DataFrame, file: str, release: str, *, scope: str) -> None:
    """Refuse a table from which occupations were deleted, as far as the table itself can tell.

    ``scope`` is "national" when all rows are about the nation and all its industries, "industries"
    when they are about the nation's industries.
    """
    if scope == "national":
        _count(len(table), NATIONAL_ROWS.get(release, 0), "the national table", file, release)
    keys = [name for name in ("area", "sic", "naics", "own_code") if name in table]
    block = alike((table[key] for key in keys), len(table))
    lacking = ~np.isin(block, block[table["occ_code"].eq("00-0000").to_numpy()])
    if release > "2000" and lacking.any():
        row = table.index[lacking.argmax()]
        where = ", ".join(str(table.loc[row, key]) for key in keys) or "national"
        raise SourceError(
            f"{file}: row {row} and those like it ({where}) have no line for all occupations, "
            "00-0000; rows are missing: read what is there with partial=True"
        )
    if scope == "industries" and release in SECTOR_ROWS:
        naics = each_once(table["naics"], lambda texts: texts.str.strip())
        found = pd.Series(naics.unique())
        every, health = SECTOR_ROWS[release]
        if len(found) >= SECTORS and found.str.fullmatch(r"\d\d(-\d\d)?").all():
            _count(len(table), every, "the table of all sectors", file, release)
        if found.eq("62").any():
            _count(int(naics.eq("62").sum()), health, "sector 62", file, release)


def _count(found: int, known: int, what: str, file: str, release: str) -> None:
    if found < known:
        raise SourceError(
            f"{file}: {found:,} occupations, where {what} of {release} has {known:,}; rows are "
            "missing: read what is there with partial=True"
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


#: Column -> least and greatest number that it can print.
_BOUNDS = {
    "tot_emp": (0.0, float("inf")), "emp_prse": (0.0, 100.0), "mean_prse": (0.0, 100.0),
    "pct_total": (0.0, 100.0), "pct_rpt": (0.0, 100.0), "jobs_1000": (0.0, 1000.0),
    "loc_quotient": (0.0, float("inf")),
}  # fmt: skip
