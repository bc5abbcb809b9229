"""Columns in which few texts occur often: what is asked of them is asked once for each text.

A table of all areas and occupations prints thirteen million cells and some fifty thousand distinct
texts. Such columns are categories in pandas and codes of a dictionary in Arrow; the functions here
take plain text columns as well and give the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

__all__ = [
    "alike",
    "categorical",
    "coded",
    "distinct_rows",
    "each_once",
    "plain",
    "plain_texts",
    "stacked",
    "text_twins",
]

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
    """Return the place of each row among the distinct ones, and these as text.

    >>> places, rows = distinct_rows(pd.DataFrame({"a": ["x", "x", "y"], "b": ["1", "1", "1"]}))
    >>> places.tolist(), rows.index.to_list()
    ([0, 0, 1], [0, 2])
    """
    places, found = pd.factorize(alike((frame[name] for name in frame), len(frame)))
    first = np.full(len(found), len(frame), dtype="int64")
    np.minimum.at(first, places, np.arange(len(frame)))
    return places, frame.iloc[first].astype("str")


def categorical(column: pa.ChunkedArray) -> pd.Categorical:
    """Return codes of texts in Arrow as pandas has them; a missing text stays missing."""
    import pyarrow

    held = column.combine_chunks()
    texts = pd.Index(pd.array(held.dictionary.cast(pyarrow.large_string()), dtype="str"))
    codes = held.indices.fill_null(-1) if held.indices.null_count else held.indices
    return pd.Categorical.from_codes(codes.to_numpy(zero_copy_only=False).copy(), categories=texts)


def plain(column: pd.Series) -> pd.Series:
    """Return texts or categories of texts as texts; pandas' own way takes six times as long.

    >>> plain(pd.Series(["a", None], dtype="category")).isna().tolist()
    [False, True]
    """
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return column.astype("str")
    codes, texts = coded(column)
    return pd.Series(texts.array.take(codes, allow_fill=True), index=column.index)


def plain_texts(figures: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose categories are texts; one without categories as it is."""
    coded_ = [name for name, dtype in figures.dtypes.items()
              if isinstance(dtype, pd.CategoricalDtype)]  # fmt: skip
    return figures.assign(**{name: plain(figures[name]) for name in coded_}) if coded_ else figures


def stacked(columns: Sequence[pd.Series]) -> pd.Categorical:
    """Return columns one below the other as one of categories.

    >>> stacked([pd.Series(["a", "b"]), pd.Series(["b", None])]).codes.tolist()
    [0, 1, 1, -1]
    """
    pairs = [coded(column) for column in columns]
    every = pd.Index(pd.concat([texts for _, texts in pairs])).unique()
    parts = []
    for codes, texts in pairs:
        # a missing text has code -1, which takes the last: -1 again
        place = np.append(every.get_indexer(texts), -1).astype("int32")
        parts.append(place[codes])
    return pd.Categorical.from_codes(np.concatenate(parts), categories=every)


def text_twins(column: pd.Series) -> NDArray[np.bool_]:
    """Tell which texts occur more than once in a column where hardly any should.

    Their hashes are compared first: the distinct ones of millions of texts would be in memory a
    second time. Only where two hashes are one are the texts themselves.

    >>> text_twins(pd.Series(["a", "b", "a", "c"])).tolist()
    [True, False, True, False]
    """
    hashes = np.empty(len(column), dtype="uint64")
    for start in range(0, len(column), ROWS):
        some = column.iloc[start : start + ROWS].to_numpy(dtype=object)
        hashes[start : start + ROWS] = pd.util.hash_array(some, categorize=False)
    ordered = np.sort(hashes)
    twins = ordered[1:][ordered[1:] == ordered[:-1]]
    found = np.zeros(len(column), dtype=bool)
    if len(twins):
        suspect = np.isin(hashes, twins)
        found[suspect] = column[suspect].duplicated(keep=False)
    return found
