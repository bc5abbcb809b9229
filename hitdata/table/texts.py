"""Columns of texts: each distinct one understood once, and shown whole in a notebook.

A table of all areas and occupations prints thirteen million cells and some fifty thousand distinct
texts. A large file is read as categories, and its figures are columns of text whose chunks share
memory: the functions here understand each distinct text, and each shared chunk, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

__all__ = ["alike", "as_html", "categorical", "coded", "distinct_rows", "each_once", "missing",
           "twins"]  # fmt: skip

#: Rows that are looked at together where all would take too much memory.
ROWS = 500_000


def coded(column: pd.Series) -> tuple[NDArray[np.integer[Any]], pd.Series]:
    """Return a code for each row, -1 for a missing text, and the text of each code.

    >>> codes, texts = coded(pd.Series(["b", "a", None, "b"]))
    >>> codes.tolist(), texts.to_list()
    ([0, 1, -1, 0], ['b', 'a'])
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy(), pd.Series(column.cat.categories, dtype="str")
    if column.dtype == "str" and len(chunks := _chunks(column)) > 1:
        return _coded_chunks(chunks)
    codes, found = pd.factorize(column)
    return codes, pd.Series(found, dtype="str")


def each_once(column: pd.Series, function: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """Return ``function(column)``, asked once for each distinct text.

    >>> each_once(pd.Series(["a", "b", "a"]), lambda found: found.str.upper()).to_list()
    ['A', 'B', 'A']
    """
    codes, texts = coded(column)
    answers = function(texts).array
    if codes.size and codes.min() < 0:
        return pd.Series(answers.take(codes, allow_fill=True), index=column.index)
    return pd.Series(answers.take(codes), index=column.index)


def alike(columns: Iterable[pd.Series], rows: int) -> NDArray[np.int64]:
    """Return a number for each of ``rows`` rows, the same where all columns are.

    Column by column, what is alike so far becomes one number: all columns side by side would not
    fit into memory for millions of rows.

    >>> alike([pd.Series(["a", "a", "b"]), pd.Series(["x", "x", "x"])], 3).tolist()
    [1, 1, 2]
    """
    number, numbers = np.zeros(rows, dtype="int64"), 1
    for column in columns:
        codes, texts = coded(column)
        if len(texts) == 0 or (len(texts) == 1 and codes.min(initial=0) == 0):
            continue
        if numbers * (len(texts) + 1) >= np.iinfo("int64").max:
            number, found = pd.factorize(number)
            numbers = len(found)
        number = number * (len(texts) + 1) + (codes + 1)
        numbers *= len(texts) + 1
    return number


def distinct_rows(frame: pd.DataFrame) -> tuple[NDArray[np.intp], pd.DataFrame]:
    """Return the number of each row among the distinct ones, and these as text.

    >>> numbers, rows = distinct_rows(pd.DataFrame({"a": ["x", "x", "y"], "b": ["1", "1", "1"]}))
    >>> numbers.tolist(), rows.index.to_list()
    ([0, 0, 1], [0, 2])
    """
    numbers, found = pd.factorize(alike((frame[name] for name in frame), len(frame)))
    first = np.full(len(found), len(frame), dtype="int64")
    np.minimum.at(first, numbers, np.arange(len(frame)))
    return numbers, frame.iloc[first].astype("str")


def categorical(column: pa.ChunkedArray) -> pd.Categorical:
    """Return codes of texts in Arrow as pandas has them; a missing text stays missing."""
    import pyarrow

    held = column.combine_chunks()
    texts = pd.Index(pd.array(held.dictionary.cast(pyarrow.large_string()), dtype="str"))
    codes = held.indices.fill_null(-1) if held.indices.null_count else held.indices
    return pd.Categorical.from_codes(codes.to_numpy(zero_copy_only=False).copy(), categories=texts)


def missing(rows: int) -> pa.Array:
    """Return a column of missing texts, in Arrow: any number of columns may share it."""
    import pyarrow

    return pyarrow.nulls(rows, pyarrow.large_string())


def twins(column: pd.Series) -> NDArray[np.bool_]:
    """Tell which texts occur more than once in a column where hardly any should.

    Their hashes are compared first: the distinct ones of millions of texts would be in memory a
    second time. Only where two hashes are one are the texts themselves.

    >>> twins(pd.Series(["a", "b", "a", "c"])).tolist()
    [True, False, True, False]
    """
    hashes = np.empty(len(column), dtype="uint64")
    for start in range(0, len(column), ROWS):
        some = column.iloc[start : start + ROWS].to_numpy(dtype=object)
        hashes[start : start + ROWS] = pd.util.hash_array(some, categorize=False)
    ordered = np.sort(hashes)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    found = np.zeros(len(column), dtype=bool)
    if len(twice):
        suspect = np.isin(hashes, twice)
        found[suspect] = column[suspect].duplicated(keep=False)
    return found


def as_html(rows: pd.DataFrame, *, header: bool = True) -> str:
    """Return rows as an HTML table whose texts are whole and set flush left.

    Notebooks set tables flush right, which suits numbers and no sentence.

    >>> print(as_html(pd.DataFrame({"step": ["period"]}), header=False))
    <table class="dataframe">
      <tbody>
        <tr>
          <td style="text-align: left">period</td>
        </tr>
      </tbody>
    </table>
    """
    with pd.option_context("display.max_colwidth", None):
        html = rows.to_html(index=False, header=header, border=0, justify="left", na_rep="")
    return html.replace("<td>", '<td style="text-align: left">').replace(' border="0"', "")


def _chunks(column: pd.Series) -> list[Any]:
    """Return the pieces of a text column as Arrow holds them; one that is kept otherwise is one."""
    import pyarrow as pa

    held = pa.array(column.array)
    return list(held.chunks) if isinstance(held, pa.ChunkedArray) else [held]


def _coded_chunks(chunks: list[Any]) -> tuple[NDArray[np.integer[Any]], pd.Series]:
    """Return codes and texts of chunks; one that stands in the column many times is coded once."""
    known: dict[tuple[int, ...], NDArray[np.int32]] = {}
    places: dict[str, int] = {}
    parts = []
    for chunk in chunks:
        key = (*(b.address if b else 0 for b in chunk.buffers()), chunk.offset, len(chunk))
        if key not in known:
            held = chunk.dictionary_encode()
            texts = held.dictionary.to_pylist()
            own = np.array([places.setdefault(text, len(places)) for text in texts] + [-1], "int32")
            # a missing text has no index: it takes the last, which is -1
            known[key] = own[held.indices.fill_null(len(texts)).to_numpy(zero_copy_only=False)]
        parts.append(known[key])
    return np.concatenate(parts), pd.Series(list(places), dtype="str")
