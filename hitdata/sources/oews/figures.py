"""The figures in the rows of one OEWS table: what each cell measures, its number or its mark.

A row prints up to twenty-three figures. They are stacked column by column; what names the row
(occupation, area, industry, owner) is worked out once and repeated beside each of its figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from hitdata.distinct import coded, each_once, stacked
from hitdata.errors import SourceError
from hitdata.originals import Original
from hitdata.sources.oews.checks import numbers
from hitdata.sources.oews.editions import TOP_CODES, bounds_of, since
from hitdata.sources.oews.rows import names_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "BLANK", "CODE", "SERIES", "STATUSES", "Stack", "Understood", "figures_of", "statuses",
    "understood",
]  # fmt: skip

#: End of a published column's name -> percentile; these statistics alone are ever top-coded.
PERCENTILES = {"pct10": "p10", "pct25": "p25", "median": "p50", "pct75": "p75", "pct90": "p90"}

#: These statistics.
TOPPED = tuple(PERCENTILES.values())


class Series(NamedTuple):
    """What a column of figures is; ``error_of`` is the statistic that an error belongs to."""

    measure: str
    statistic: str
    error_of: str | None
    unit: str


#: Published column -> what it is.
SERIES = {
    "tot_emp": Series("employment", "total", None, "jobs"),
    "emp_prse": Series("employment", "rse", "total", "percent"),
    "jobs_1000": Series("jobs per 1,000", "ratio", None, "jobs per 1,000 jobs"),
    "loc_quotient": Series("location quotient", "ratio", None, "ratio"),
    "pct_total": Series("employment share", "percent", None, "percent"),
    "pct_rpt": Series("reporting establishments", "percent", None, "percent"),
    "h_mean": Series("wage", "mean", None, "USD/hour"),
    "a_mean": Series("wage", "mean", None, "USD/year"),
    "mean_prse": Series("wage", "rse", "mean", "percent"),
    **{f"h_{name}": Series("wage", p, None, "USD/hour") for name, p in PERCENTILES.items()},
    **{f"a_{name}": Series("wage", p, None, "USD/year") for name, p in PERCENTILES.items()},
}

#: Mark -> status; what a blank means depends on where it stands.
MARKS = {"*": "not released", "**": "not released", "***": "not released", "#": "top-coded",
         "~": "bottom-coded"}  # fmt: skip

#: Statuses, in the order of their codes below.
STATUSES = ["normal", "not released", "top-coded", "bottom-coded", "not applicable",
            "withheld or top-coded"]  # fmt: skip

#: Status -> its code.
CODE = {status: code for code, status in enumerate(STATUSES)}

#: Codes of a blank cell, of one star, and of a text that is neither number nor mark.
BLANK, STAR, NEITHER = -1, -2, -3


class Stack(NamedTuple):
    """Figures one below the other: in which column and row of a table each one stands."""

    table: pd.DataFrame
    file: str
    columns: list[str]
    #: For every figure its place in ``columns``, and the number of its row in ``table``.
    column: NDArray[np.int8]
    row: NDArray[np.int32]

    @classmethod
    def of(cls, table: pd.DataFrame, file: str, columns: list[str]) -> Stack:
        """Return all cells of some columns."""
        column = np.repeat(np.arange(len(columns), dtype="int8"), len(table))
        row = np.tile(np.arange(len(table), dtype="int32"), len(columns))
        return cls(table, file, columns, column, row)

    def where(self, kept: NDArray[np.bool_]) -> Stack:
        """Return some of the figures."""
        return self._replace(column=self.column[kept], row=self.row[kept])

    def each(self, values: Iterable[Any]) -> NDArray[Any]:
        """Return for every figure what is said of its column."""
        return np.array(list(values))[self.column]


def figures_of(
    table: pd.DataFrame, letters: dict[str, str], original: Original, *, remark: str = ""
) -> pd.DataFrame:
    """Return a row per printed cell of ``table``, with the columns of the tidy table it can fill.

    ``table`` has our names for columns and the original's row numbers; ``letters`` leads from our
    names to the columns of the original. ``remark`` goes into the note of every figure.
    """
    columns = [name for name in SERIES if name in table]
    said = understood([table[name] for name in columns])
    stack = Stack.of(table, original.file, columns)
    status = statuses(np.concatenate([part.meanings[part.codes] for part in said]), stack)
    # a column that a release carries for another product is blank there: no figure at all; jobs
    # and wages are never blank, and one that is counts as not released
    promised = stack.each(
        name == "tot_emp" or (SERIES[name].measure == "wage" and SERIES[name].statistic != "rse")
        for name in columns
    )
    kept = (status != BLANK) | promised | (original.copy == "converted")
    stack, status = stack.where(kept), status[kept]
    # a blank, of a conversion or of a user's, lost its mark; a mean or count was never top-coded
    blank = stack.each(
        CODE["withheld or top-coded" if SERIES[name].statistic in TOPPED else "not released"]
        for name in columns
    )
    status = np.where(status == BLANK, blank, status).astype("int8")
    of_column = pd.DataFrame([SERIES[name] for name in columns], columns=Series._fields)
    of_column["pay_basis"] = of_column["measure"].map({"wage": "straight-time gross pay"})
    of_column = of_column.astype("str").astype("category")
    figures = {
        **{name: of_column[name].array.take(stack.column) for name in of_column},
        **{
            name: _repeated(texts, stack.row)
            for name, texts in names_of(table, original, remark).items()
        },
        "printed": stacked([table[name] for name in columns])[kept],
        "value": np.concatenate([part.numbers[part.codes] for part in said])[kept],
        "status": pd.Categorical.from_codes(status, categories=pd.Index(STATUSES, dtype="str")),
        "bound": _bounds(status),
        "threshold": _thresholds(status, stack, original),
        "locator": _locators(stack, [letters[name] for name in columns], original.sheet),
    }
    return pd.DataFrame(figures, copy=False)


class Understood(NamedTuple):
    """One column of figures: a code for each row, and what each code's text says."""

    codes: NDArray[np.integer[Any]]
    texts: pd.Series
    numbers: NDArray[np.float64]
    meanings: NDArray[np.int8]


def understood(columns: Sequence[pd.Series]) -> list[Understood]:
    """Return what columns of figures say; all their distinct texts are understood at once."""
    pairs = [coded(column) for column in columns]
    every = pd.concat([texts for _, texts in pairs], ignore_index=True)
    values = numbers(every).to_numpy()
    trimmed = every.str.strip()
    meanings = np.where(np.isnan(values), NEITHER, CODE["normal"]).astype("int8")
    for mark, code in {**{m: CODE[s] for m, s in MARKS.items()}, "*": STAR, "": BLANK}.items():
        meanings[trimmed.eq(mark).to_numpy(dtype=bool)] = code
    ends = np.cumsum([len(texts) for _, texts in pairs])[:-1]
    parts = zip(pairs, np.split(values, ends), np.split(meanings, ends), strict=True)
    return [Understood(codes, texts, *said) for (codes, texts), *said in parts]


def statuses(meanings: NDArray[np.int8], stack: Stack) -> NDArray[np.int8]:
    """Return the code in `STATUSES` of every figure, `BLANK` where nothing is printed.

    ``meanings`` are those of the figures' texts.
    """
    if (bad := meanings == NEITHER).any():
        name = stack.columns[stack.column[bad.argmax()]]
        row = stack.table.index[stack.row[bad.argmax()]]
        raise SourceError(
            f"{stack.file}: {name} in row {row} prints {stack.table.loc[row, name]!r}; expected a "
            "number, *, **, ***, # or ~"
        )
    status, star = meanings.copy(), meanings == STAR
    if not star.any():
        return status
    for flag, unit in (("annual", "USD/hour"), ("hourly", "USD/year")):
        if flag in stack.table:
            # such an occupation has no pay by the other interval
            unpaid = each_once(stack.table[flag], _is_set).to_numpy(dtype=bool)
            of_unit = stack.each(SERIES[name].unit == unit for name in stack.columns)
            status[star & of_unit & unpaid[stack.row]] = CODE["not applicable"]
    status[status == STAR] = CODE["not released"]
    return status


def _is_set(texts: pd.Series) -> pd.Series:
    return texts.str.strip().str.lower().isin(["true", "1", "x"])


def _bounds(status: NDArray[np.int8]) -> pd.Categorical:
    """Return what each print says of the value: equal, at least, at most, or nothing."""
    said = {"normal": 0, "top-coded": 1, "bottom-coded": 2}
    codes = np.array([said.get(name, -1) for name in STATUSES], dtype="int8")
    return pd.Categorical.from_codes(codes[status], pd.Index(["=", ">=", "<="], dtype="str"))


def _thresholds(status: NDArray[np.int8], stack: Stack, original: Original) -> NDArray[np.float64]:
    """Return the bound behind each top-coded, withheld or bottom-coded figure."""
    table = stack.table
    release = table["year"] if "fips" in table else pd.Series(original.release, table.index)
    codes, texts = coded(release.astype("str").str[:4])
    yearly = stack.each(int(SERIES[name].unit == "USD/year") for name in stack.columns)
    threshold = np.full(len(status), np.nan)
    # a blank may have been a # only where the release is known to print some
    nothing = (np.nan, np.nan)
    for name, bounds in (
        ("top-coded", [bounds_of(int(year)) for year in texts]),
        ("withheld or top-coded", [since(TOP_CODES, int(year)) or nothing for year in texts]),
    ):
        at = status == CODE[name]
        threshold[at] = np.array(bounds)[codes[stack.row[at]], yearly[at]]
    # BLS prints ~ for less than half a percent of the establishments
    threshold[status == CODE["bottom-coded"]] = 0.5
    return threshold


def _locators(stack: Stack, letters: list[str], sheet: str) -> Any:
    """Return the sheet and cell of every figure; in a CSV, line and column."""
    numbers = pa.array(stack.table.index.to_numpy(), pa.int32()).cast(pa.large_string())
    chunks = []
    for code, letter in enumerate(letters):
        before, after = (f"{sheet}!{letter}", "") if sheet else ("line ", f" column {letter}")
        number = numbers.take(pa.array(stack.row[stack.column == code]))
        text = (pa.scalar(part, pa.large_string()) for part in (before, after, ""))
        chunks.append(pc.binary_join_element_wise(next(text), number, *text))
    return pd.array(pa.chunked_array(chunks, pa.large_string()), dtype="str")


def _repeated(texts: str | pd.Series, row: NDArray[np.int32]) -> pd.Categorical:
    if isinstance(texts, str):
        return pd.Categorical.from_codes(np.zeros(len(row), "int8"), pd.Index([texts], dtype="str"))
    codes, found = coded(texts)
    return pd.Categorical.from_codes(codes[row], categories=pd.Index(found, dtype="str"))
