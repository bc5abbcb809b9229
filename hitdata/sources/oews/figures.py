"""The figures in the rows of one OEWS table: what each cell measures, its number or its mark.

A row prints up to twenty-three figures. They are stacked column by column. What names a row
(occupation, area, industry, owner) is worked out once and stands beside each of its figures, in the
same memory: of seven million figures, only identifiers, cells and numbers take room of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from hitdata import surveys
from hitdata.errors import SourceError
from hitdata.sources import Original
from hitdata.sources.oews.rows import names_of
from hitdata.surveys import Series, known_top_code, top_code
from hitdata.table.texts import coded, each_once

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["BLANK", "CODE", "NOTHING", "SERIES", "STATUSES", "Understood", "figures_of", "numbers",
           "statuses", "understood"]  # fmt: skip

#: Published column -> what it is.
SERIES = {series.column: series for series in surveys.SERIES}

#: Measure -> the pay that it counts.
PAY = {"wage": "straight-time gross pay"}

#: Statistics that are ever top-coded.
TOPPED = ("p10", "p25", "p50", "p75", "p90")

#: A number as a spreadsheet may have written it: 53690, 53,690, $53,690.00.
NUMBER = r"\$?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?|\.\d+"

#: Mark -> status; what a blank means depends on where it stands.
MARKS = {"*": "not released", "**": "not released", "***": "not released", "#": "top-coded",
         "~": "bottom-coded"}  # fmt: skip

#: What R and pandas write for a blank cell.
NOTHING = {"NA", "NaN", "nan"}

#: Statuses, in the order of their codes below.
STATUSES = ["normal", "not released", "top-coded", "bottom-coded", "not applicable",
            "withheld or top-coded"]  # fmt: skip

#: Status -> its code.
CODE = {status: code for code, status in enumerate(STATUSES)}

#: Code -> what the print says of the value: equal, at least, at most, or nothing.
BOUNDS = ["=", None, ">=", "<=", None, None]

#: Codes of a blank cell, of one star, and of a text that is neither number nor mark.
BLANK, STAR, NEITHER = -1, -2, -3

#: BLS prints ~ for less than half a percent of the establishments.
LEAST_PERCENT = 0.5


class Understood(NamedTuple):
    """One column of figures: a code for each row, and what each code's text says."""

    codes: NDArray[np.integer[Any]]
    texts: pd.Series
    numbers: NDArray[np.float64]
    meanings: NDArray[np.int8]


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


def understood(table: pd.DataFrame) -> dict[str, Understood]:
    """Return what the columns of figures say; all their distinct texts are understood at once."""
    columns = [name for name in SERIES if name in table]
    pairs = [coded(table[name]) for name in columns]
    every = pd.concat([texts for _, texts in pairs], ignore_index=True)
    values = numbers(every).to_numpy()
    trimmed = every.str.strip()
    meanings = np.where(np.isnan(values), NEITHER, CODE["normal"]).astype("int8")
    blanks = dict.fromkeys([*NOTHING, ""], BLANK)
    for mark, code in {**{m: CODE[s] for m, s in MARKS.items()}, "*": STAR, **blanks}.items():
        meanings[trimmed.eq(mark).to_numpy(dtype=bool)] = code
    ends = np.cumsum([len(texts) for _, texts in pairs])[:-1]
    parts = zip(columns, pairs, np.split(values, ends), np.split(meanings, ends), strict=True)
    return {name: Understood(codes, texts, *said) for name, (codes, texts), *said in parts}


def statuses(
    table: pd.DataFrame, said: Mapping[str, Understood], file: str
) -> dict[str, NDArray[np.int8]]:
    """Return for each column the code in `STATUSES` of every cell, `BLANK` where it is blank."""
    # such an occupation has no pay by the other interval
    unpaid = {
        unit: each_once(table[flag], _is_set).to_numpy(dtype=bool)
        for flag, unit in (("annual", "USD/hour"), ("hourly", "USD/year"))
        if flag in table
    }
    found = {}
    for name, text in said.items():
        status = text.meanings[text.codes]
        if (bad := status == NEITHER).any():
            row = table.index[bad.argmax()]
            raise SourceError(
                f"{file}: {name} in row {row} prints {table.loc[row, name]!r}; expected a number, "
                "*, **, ***, # or ~"
            )
        star = status == STAR
        if star.any():
            status[star] = CODE["not released"]
            status[star & unpaid.get(SERIES[name].unit, False)] = CODE["not applicable"]
        found[name] = status
    return found


def figures_of(
    table: pd.DataFrame, letters: Mapping[str, str], original: Original, *, remark: str = ""
) -> pd.DataFrame:
    """Return a row per printed cell of ``table``, with the columns of the tidy table it can fill.

    ``table`` has our names for columns and the original's row numbers; ``letters`` leads from our
    names to the columns of the original. ``remark`` goes into the note of every figure.
    """
    said = understood(table)
    status = statuses(table, said, original.file)
    shared = _Shared(len(table))
    names = {name: shared.of(text) for name, text in names_of(table, original, remark).items()}
    thresholds = _Thresholds(table, original)
    parts = []
    for name, text in said.items():
        series, codes = SERIES[name], status[name]
        wage = series.measure == "wage" and series.statistic != "rse"
        # a column that a release carries for another product is blank there: no figure at all;
        # jobs and wages are never blank, and one that is counts as not released
        kept = codes != BLANK
        if wage or name == "tot_emp" or original.copy == "converted":
            kept[:] = True
        # a blank, of a conversion or of a user's, lost its mark; a mean was never top-coded
        blank = "withheld or top-coded" if series.statistic in TOPPED else "not released"
        codes = np.where(codes == BLANK, CODE[blank], codes)[kept].astype("int8")
        where = _Kept(kept)
        parts.append({
            **{key: where.of(shared.of(getattr(series, key)))
               for key in ("measure", "statistic", "error_of", "unit")},
            "pay_basis": where.of(shared.of(PAY.get(series.measure))),
            **{key: where.of(column) for key, column in names.items()},
            "printed": where.of(_taken(text.texts, text.codes)),
            "value": pa.array(text.numbers[text.codes][kept]),
            "status": _of_codes(STATUSES, codes, shared),
            "bound": _of_codes(BOUNDS, codes, shared),
            "threshold": pa.array(thresholds.of(series, codes, kept)),
            "locator": _locators(table.index.to_numpy()[kept], letters[name], original.sheet),
        })  # fmt: skip
    stacked = pa.concat_tables([pa.table(part) for part in parts])
    numeric = {"value", "threshold"}
    return pd.DataFrame(
        {
            name: stacked[name].to_numpy()
            if name in numeric
            else pd.array(stacked[name], dtype="str")
            for name in stacked.column_names
        },
        copy=False,
    )


def _is_set(texts: pd.Series) -> pd.Series:
    return texts.str.strip().str.lower().isin(["true", "1", "x"])


class _Shared:
    """Columns of a text for every row; those that say the same are one piece of memory."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self._known: dict[str | None, pa.Array] = {}

    def of(self, texts: str | pd.Series | None) -> pa.Array:
        if isinstance(texts, pd.Series):
            codes, found = coded(texts)
            return _taken(found, codes)
        if texts not in self._known:
            self._known[texts] = pa.repeat(pa.scalar(texts, pa.large_string()), self.rows)
        return self._known[texts]


class _Kept:
    """Which cells of a column are figures; where all are, a column stays the piece that it is."""

    def __init__(self, kept: NDArray[np.bool_]) -> None:
        self._mask = None if kept.all() else pa.array(kept)

    def of(self, column: pa.Array) -> pa.Array:
        return column if self._mask is None else column.filter(self._mask)


class _Thresholds:
    """The bound behind each top-coded, withheld or bottom-coded figure."""

    def __init__(self, table: pd.DataFrame, original: Original) -> None:
        release = table["year"] if "fips" in table else pd.Series(original.release, table.index)
        self._codes, texts = coded(release.astype("str").str[:4])
        self._years = [int(year) for year in texts]

    def of(
        self, series: Series, status: NDArray[np.int8], kept: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        threshold = np.full(len(status), np.nan)
        # a blank may have been a # only where the release is known to print some
        for name, bound in (("top-coded", known_top_code), ("withheld or top-coded", top_code)):
            at = status == CODE[name]
            if at.any():
                bounds = np.array([bound(year, series.unit) for year in self._years], dtype=float)
                threshold[at] = bounds[self._codes[kept][at]]
        threshold[status == CODE["bottom-coded"]] = LEAST_PERCENT
        return threshold


def _taken(texts: pd.Series, codes: NDArray[np.integer[Any]]) -> pa.Array:
    """Return the text of each code; code -1 is missing."""
    places = pa.array(codes, mask=codes < 0) if codes.size and codes.min() < 0 else pa.array(codes)
    return pa.array(texts, pa.large_string()).take(places)


def _of_codes(texts: Sequence[str | None], codes: NDArray[np.int8], shared: _Shared) -> pa.Array:
    if len(codes) and (codes == codes[0]).all():
        return shared.of(texts[int(codes[0])])[: len(codes)]
    return pa.array(texts, pa.large_string()).take(pa.array(codes))


def _locators(rows: NDArray[np.int64], letter: str, sheet: str) -> pa.Array:
    """Return the sheet and cell of every figure of a column; in a CSV, line and column."""
    before, after = (f"{sheet}!{letter}", "") if sheet else ("line ", f" column {letter}")
    texts = [pa.scalar(text, pa.large_string()) for text in (before, after, "")]
    number = pa.array(rows).cast(pa.large_string())
    return pc.binary_join_element_wise(texts[0], number, *texts[1:])
