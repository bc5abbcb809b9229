"""Few texts that occur often: each is asked once, and the answers are those of plain texts."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from hitdata.table import texts
from hitdata.table.texts import (
    alike,
    as_html,
    categorical,
    coded,
    distinct_rows,
    each_once,
    missing,
    twins,
)  # fmt: skip

#: One column: with a missing text, a repeated one and an empty one.
PLAIN = ["b", "a", None, "b", "", "a", "é", None]


def held(form: str, values: list[str | None] = PLAIN) -> pd.Series:
    """Return a column that holds texts in one of the ways of which a table makes use."""
    if form == "categories":
        return pd.Series(values, dtype="category")
    if form == "chunks":
        pieces = [pa.array(values[at : at + 3], pa.large_string()) for at in range(0, 8, 3)]
        return pd.Series(pd.array(pa.chunked_array(pieces), dtype="str"))
    if form == "one piece again and again":
        half = pa.array(values, pa.large_string())
        return pd.Series(pd.array(pa.chunked_array([half, half, half[2:5]]), dtype="str"))
    return pd.Series(values, dtype="str")


FORMS = ["plain", "categories", "chunks", "one piece again and again"]


@pytest.mark.parametrize("form", FORMS)
def test_codes_lead_back_to_the_texts(form):
    """A missing text has no code; each text has one, though it stands in several pieces."""
    column = held(form)
    codes, found = coded(column)
    assert found.is_unique
    back = [None if code < 0 else found[code] for code in codes]
    assert back == [None if pd.isna(text) else text for text in column]


@pytest.mark.parametrize("form", FORMS)
def test_a_question_is_asked_once_for_each_text(form):
    """The function sees four texts; every row gets its answer, a missing text a missing one."""
    asked = []

    def upper(found: pd.Series) -> pd.Series:
        asked.extend(found)
        return found.str.upper()

    column = held(form)
    answers = each_once(column, upper)
    assert sorted(asked) == ["", "a", "b", "é"]
    pd.testing.assert_series_equal(answers, column.astype("str").str.upper())


def test_a_piece_that_stands_in_a_column_again_is_looked_at_once(monkeypatch):
    """Seven million figures share a few pieces; what each says is worked out once for it."""
    piece = pa.array(["a", "b"], pa.large_string())
    looked = []

    class Piece:
        """A chunk that notes when its texts are looked at."""

        def __init__(self, chunk):
            self.chunk = chunk

        def __getattr__(self, name):
            if name == "dictionary_encode":
                looked.append(self.chunk)
            return getattr(self.chunk, name)

        def __len__(self):
            return len(self.chunk)

    monkeypatch.setattr(texts, "_chunks", lambda _: [Piece(piece)] * 5 + [Piece(piece[:1])])
    codes, found = coded(pd.Series(["a", "b"], dtype="str"))
    assert codes.tolist() == [0, 1] * 5 + [0]
    assert found.to_list() == ["a", "b"]
    assert len(looked) == 2, "the piece, and its part"


def test_rows_are_alike_where_all_columns_are():
    """As grouping by all columns has it, missing texts and numbers included."""
    chance = np.random.default_rng(7)
    frame = pd.DataFrame({
        "a": chance.choice(["x", "y", None], 500), "b": chance.choice(["p", "q", "r"], 500),
        "year": pd.array(chance.choice([2023, 2024, None], 500), dtype="Int64"),
        "one": "same", "none": pd.Series([None] * 500, dtype="str"),
    }).astype({"a": "str", "b": "str"})  # fmt: skip
    expected = frame.groupby(list(frame), dropna=False).ngroup()
    found = pd.Series(alike((frame[name] for name in frame), len(frame)))
    assert found.groupby(expected).nunique().eq(1).all()
    assert found.nunique() == expected.nunique()


def test_more_combinations_than_a_number_can_count_are_counted_again():
    """Ten columns of a thousand texts could be alike in 10**30 ways; of 2,000 rows all differ."""
    chance = np.random.default_rng(11)
    numbers = chance.integers(0, 1000, size=(2000, 10))
    frame = pd.DataFrame(numbers).astype("str")
    assert len(np.unique(numbers, axis=0)) == 2000
    twice = pd.concat([frame, frame], ignore_index=True)
    found = alike((twice[name] for name in twice), len(twice))
    assert len(np.unique(found)) == 2000
    assert (found[:2000] == found[2000:]).all()


def test_distinct_rows_are_the_first_of_their_kind():
    """Each row's number leads to a row that says the same, which keeps its own label."""
    frame = pd.DataFrame(
        {"a": ["x", "x", "y", "x"], "b": ["1", "2", "1", "1"]}, index=[10, 20, 30, 40]
    )
    numbers, found = distinct_rows(frame)
    assert found.index.to_list() == [10, 20, 30]
    assert found.to_numpy()[numbers].tolist() == frame.to_numpy().tolist()


def test_arrow_codes_become_categories():
    """Texts, their order and what is missing stay."""
    parts = [pa.array(PLAIN[:4]).dictionary_encode(), pa.array(PLAIN[4:]).dictionary_encode()]
    found = categorical(pa.chunked_array(parts).unify_dictionaries())
    assert [None if pd.isna(text) else text for text in found] == PLAIN
    assert found.categories.dtype == "str"


def test_missing_texts_are_a_column_of_text():
    """A column of nothing has as many rows as asked for, and the type of every other."""
    column = pd.Series(pd.array(missing(3), dtype="str"))
    assert column.dtype == "str"
    assert column.isna().tolist() == [True] * 3


@pytest.mark.parametrize("form", ["plain", "one piece again and again"])
def test_twins_are_what_pandas_calls_duplicated(form):
    """Whichever way the texts are held."""
    column = held(form, ["a", "b", "a", "c", "d", "e", "f", "g"])
    assert twins(column).tolist() == column.duplicated(keep=False).tolist()


def test_texts_whose_hashes_are_one_are_no_twins(monkeypatch):
    """Only the texts themselves decide."""
    column = pd.Series(["a", "b", "a", "c"], dtype="str")
    monkeypatch.setattr(
        pd.util, "hash_array", lambda some, **_: np.zeros(len(some), dtype="uint64")
    )
    assert twins(column).tolist() == [True, False, True, False]


def test_twins_far_apart_are_found(monkeypatch):
    """Hashes are made of some rows at a time, and compared over all."""
    monkeypatch.setattr(texts, "ROWS", 2)
    assert twins(pd.Series(list("abcdeb"), dtype="str")).tolist() == [False, True, *[False] * 3,
                                                                      True]  # fmt: skip


def test_texts_are_whole_and_escaped():
    """A sentence longer than pandas shows is not cut off, and marks in it are no HTML."""
    long = "a < b & c " * 40
    html = as_html(pd.DataFrame({"says": [long]}))
    assert html.count("a &lt; b &amp; c") == 40
    assert html.count("text-align: left") == html.count("<td") + html.count("<tr style")


def test_what_is_missing_is_blank_and_a_heading_can_be_left_out():
    """Nobody reads NaN; and there is no border, no number of the row."""
    rows = pd.DataFrame({"field": ["period"], "content": [None]}, index=[17], dtype="str")
    with_heading, without = as_html(rows), as_html(rows, header=False)
    for html in (with_heading, without):
        assert '<td style="text-align: left"></td>' in html
        assert not {"17", "NaN", "None", "border"} & set(html.replace("<", " ").split())
    assert "<th>field</th>" in with_heading
    assert "field" not in without
    assert pd.get_option("display.max_colwidth") == 50, "what is set for it is set back"
