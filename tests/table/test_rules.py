"""The rules of the tidy table: one shape, whatever goes in; what breaks a rule is refused."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from hitdata.errors import InvalidFigure
from hitdata.table import combine, empty, tidy, validate
from hitdata.table.schema import COLUMNS, DTYPES
from hitdata.table.texts import coded, twins
from tests.table.rows import ROW, rows

#: Columns of text.
TEXTS = [name for name, dtype in DTYPES.items() if dtype == "str"]


def test_columns_and_types_are_always_those_of_the_contract():
    """Whatever goes in, the same columns in the same order and types come out."""
    names = [column.name for column in COLUMNS]
    for frame in (tidy(rows({})), empty(), combine([]), combine([tidy(rows({}))])):
        assert list(frame)[: len(names)] == names
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == DTYPES


def test_types_do_not_depend_on_how_many_figures_there_are():
    """A hundred thousand figures are typed as one is, and so is any of them."""
    count = 100_000
    numbers = np.arange(count)
    codes = np.array([f"{a:02}-{b:04}" for a in (11, 29) for b in range(1, 1001)])
    areas = np.array([f"CBSA {10_000 + n}" for n in range(50)])
    frame = tidy(pd.DataFrame(ROW | {"value": numbers + 1.0}, index=numbers).assign(
        soc=codes[numbers % 2000], area=areas[numbers // 2000],
        locator=pd.Series(numbers).map("A{}".format),
    ))  # fmt: skip
    assert len(frame) == count
    assert frame["figure_id"].is_unique
    for part in (frame, frame.head(1), frame[frame["area"].eq("CBSA 10049")]):
        assert {name: str(dtype) for name, dtype in part.dtypes.items()} == DTYPES


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"statistic": "median"}, r"wrong statistic.*found 'median'"),
        ({"unit": "dollars"}, r"wrong unit.*found 'dollars'"),
        ({"value": None}, "wrong value.*a number, as status is normal"),
        ({"value": float("inf")}, "wrong value.*found inf, expected a number"),
        ({"status": "top-coded", "threshold": 239200}, "missing, as status is not normal"),
        ({"status": "top-coded", "value": None}, "wrong threshold"),
        ({"statistic": "rse"}, "wrong error_of"),
        ({"period": "May 2023"}, "expected 2023-05, 2022 or a range"),
        ({"period": "2023-13"}, "expected 2023-05"),
        ({"period": "2032/2022"}, "ends before it starts"),
        ({"base_year": "soon"}, "column 'base_year' must hold Int64"),
        ({"wage": 1}, "columns that the tidy table does not have: wage"),
    ],
)
def test_a_figure_that_breaks_a_rule_is_refused(change, message):
    """The error names the column, what was found and what would be right."""
    with pytest.raises(InvalidFigure, match=message):
        tidy(rows(change))


@pytest.mark.parametrize(
    "column", [c.name for c in COLUMNS if c.missing == "never" and c.name != "figure_id"]
)
def test_what_is_declared_never_missing_may_not_be_missing(column):
    """The schema says so of a column, and the rule is that sentence."""
    with pytest.raises(InvalidFigure, match=f"1 figures have a wrong {column},.*never missing"):
        tidy(rows({column: None}))


def test_the_error_says_how_many_and_where():
    """Of many wrong figures the first is named, with file and place."""
    with pytest.raises(InvalidFigure, match=r"2 figures have a wrong unit.*\(made-up.xlsx, B7\)"):
        tidy(rows({}, {"unit": "EUR", "locator": "B7"}, {"unit": "GBP", "locator": "B8"}))


def test_a_key_that_occurs_twice_is_refused_with_both_places():
    """Two cells that claim to be the same figure are an error, as when broad and detailed meet."""
    with pytest.raises(InvalidFigure, match=r"share a key.*made-up.xlsx A1 and made-up.xlsx B9"):
        tidy(rows({}, {"locator": "B9", "value": 1}))
    apart = tidy(rows({"level": "broad"}, {"level": "detailed"}))
    with pytest.raises(InvalidFigure, match="share a key"):
        combine([apart, apart])


def test_a_key_decides_where_identifiers_differ():
    """Two names for one key are as wrong as one name; what guides quote may repeat a key."""
    frame = tidy(rows({}, {"area": "CA", "locator": "A2"}))
    frame.loc[1, "area"] = "US"
    with pytest.raises(InvalidFigure, match="2 rows share a key"):
        validate(frame)
    quoted = {"quoted_by": "A guide"}
    lines = tidy(rows(quoted | {"locator": "line 7"}, quoted | {"locator": "line 90"}))
    assert len(lines) == 2


def test_periods_are_typed_as_first_and_last_day():
    """A month, a year and a range all say on which days they begin and end."""
    frame = tidy(
        rows({}, {"period": "2024"}, {"period": "2022/2032"}, {"period": None, "release": None})
    )
    days = frame[["period_start", "period_end"]].astype("str").to_numpy().tolist()
    assert days[0] == ["2023-05-01", "2023-05-31"]
    assert days[1] == ["2024-01-01", "2024-12-31"]
    assert days[2] == ["2022-01-01", "2032-12-31"]
    assert frame.loc[3, ["period_start", "period_end"]].isna().all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda f: f.drop(columns="locator"), "a frame that lacks locator is not a tidy table"),
        (lambda f: f.assign(mine=1), "a frame that has mine as well is not a tidy table"),
        (lambda f: f.rename(columns={"soc": "code"}),
         "a frame that lacks soc and has code as well is not a tidy table"),
        (lambda f: f[["value", *f.columns.drop("value")]],
         "columns in another order than the tidy table's: see hitdata.codebook"),
        (lambda f: f.astype({"value": "float32"}), "column 'value' is float32; expected float64"),
        (lambda f: f.astype({"base_year": "float64"}),
         "column 'base_year' is float64; expected Int64"),
        (lambda f: f.astype({"soc": "category"}), "column 'soc' is category; expected str"),
        (lambda f: f.astype({"soc": "object"}), "column 'soc' is object; expected str"),
    ],
)  # fmt: skip
def test_another_shape_is_no_tidy_table(change, message):
    """A lost or further column, another order or type: each is named."""
    frame = tidy(rows({}, {"unit": "USD/hour"}))
    assert validate(frame) is frame
    with pytest.raises(InvalidFigure) as caught:
        validate(change(frame))
    assert str(caught.value) == message


def test_nothing_is_changed_in_what_is_given():
    """`tidy` returns a new frame and leaves the one it was given alone."""
    given = rows({})
    before = given.copy()
    tidy(given)
    pd.testing.assert_frame_equal(given, before)


def in_chunks(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose texts lie in many pieces of memory, as those of a large table do.

    A text that all figures share is one piece that stands in the column again and again, the last
    time in part; of other columns each piece is its own.
    """
    columns = {}
    for name in frame:
        if frame[name].dtype.kind in "if":
            columns[name] = frame[name]
            continue
        texts = pa.array(frame[name], pa.large_string())
        if len(frame[name].unique()) == 1:
            piece = pa.repeat(texts[0], 3)
            pieces = [piece] * (len(frame) // 3) + [piece[: len(frame) % 3]]
            columns[name] = pd.array(pa.chunked_array(pieces), dtype="str")
        else:
            pieces = [texts[at : at + 3] for at in range(0, len(frame), 3)]
            columns[name] = pd.array(pa.chunked_array(pieces), dtype="str")
    return pd.DataFrame(columns)


def test_figures_in_many_pieces_of_memory_are_the_same_figures():
    """Identifiers, values, codes and twins of a chunked frame are those of plain text."""
    changes = [{"area": area, "unit": unit, "ownership": owner, "value": 1.0}
               for area in ("US", "CA", "TX", "NY") for unit in ("USD/year", "USD/hour")
               for owner in ("5", None)]  # fmt: skip
    plain = rows(*changes)
    chunked = in_chunks(plain)
    pieces = {name: pa.array(chunked[name].array).num_chunks for name in ("soc", "area")}
    assert pieces == {"soc": 6, "area": 6}, "the columns lie in pieces"
    found, expected = tidy(chunked), tidy(plain)
    pd.testing.assert_frame_equal(found, expected)
    for name in TEXTS:
        (codes, texts), (others, _) = coded(found[name]), coded(expected[name])
        assert codes.tolist() == others.tolist(), name
        assert [texts[code] for code in codes if code >= 0] == expected[name].dropna().to_list()
        assert twins(found[name]).tolist() == twins(expected[name]).tolist(), name


def test_twins_in_different_pieces_of_memory_are_refused():
    """The second of two cells of one figure may lie in another chunk."""
    again = rows(*({"area": area} for area in "ABCDEF"), {"area": "A", "locator": "B9"})
    with pytest.raises(InvalidFigure, match=r"share a key.*made-up.xlsx A1 and made-up.xlsx B9"):
        tidy(in_chunks(again))
