"""What can be no figure of OEWS: a file that prints it was changed, and is refused with the row.

Wages are positive, percentiles never descend, percents end at 100, and every row that has figures
has a code.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from hitdata.errors import SourceError

__all__ = ["ORDER", "check_figures", "check_rows", "numbers"]

#: A number as a spreadsheet may have written it: 53690, 53,690, $53,690.00.
NUMBER = r"\$?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?|\.\d+"

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


def check_figures(table: pd.DataFrame, values: Mapping[str, Any], file: str) -> None:
    """Refuse numbers that can be no figure of OEWS."""
    for name, value in values.items():
        low, high = _BOUNDS.get(name, (0.01, float("inf")))
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
    figures = [name for name in below if name in _BOUNDS or _wage(name)]
    lost = below.loc[~below.index.isin(table.index), figures].astype("str")
    filled = lost.apply(lambda column: column.str.strip().ne("")).sum(axis=1) > 1
    if filled.any():
        row = filled.idxmax()
        raise SourceError(
            f"{file}: row {row} has figures but OCC_CODE prints "
            f"{below.loc[row, 'occ_code']!r}; expected a code such as 29-2072"
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
