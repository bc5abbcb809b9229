"""The declarations of the tidy table: complete, consistent, and true of the bundled figures."""

import re

import pandas as pd
import pytest

import hitdata
from hitdata.data.bundled import FOLDER
from hitdata.errors import InvalidFigure, UnknownValue
from hitdata.table.schema import (
    CODE_SOURCES,
    CODES,
    COLUMNS,
    DTYPES,
    KEY,
    PERIOD,
    TABLES,
    columns_of,
)
from tools.bundle import validate_reference

#: The columns that were promised; written down here, so that none is renamed without notice.
PROMISED = """
figure_id publisher source release origin quoted_by occupation soc soc_system soc_match level area
industry ownership coverage measure statistic pay_basis unit printed value bound threshold status
period base_year projected_year experience_min experience_max sample_size file locator
""".split()


def test_no_promised_column_is_renamed_or_moved():
    """The contract opens the table; what was added comes after it."""
    assert [column.name for column in COLUMNS][: len(PROMISED)] == PROMISED


def test_no_column_is_declared_twice():
    """A name stands for one column."""
    assert len(DTYPES) == len(COLUMNS)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_a_column_says_what_it_means(column):
    """Meaning, type and what a missing value means: each is said in words."""
    assert len(column.meaning.split()) > 1
    assert column.missing
    assert column.source
    assert column.dtype in {"str", "float64", "Int64", "datetime64[ms]"}


def test_numbers_have_units():
    """A column of numbers, other than counts of a unit that its meaning names, says its unit."""
    assert all(column.unit for column in COLUMNS if column.dtype != "str")


def test_every_closed_code_is_explained_once():
    """Each code of a closed list has a meaning of its own, and the list says where it is from."""
    assert CODES.keys() == CODE_SOURCES.keys()
    assert CODES.keys() <= DTYPES.keys()
    for column, codes in CODES.items():
        assert DTYPES[column] == "str"
        assert all(meaning.strip() for meaning in codes.values()), column
        assert len(set(codes.values())) == len(codes), f"{column}: two codes mean the same"


def test_the_key_is_made_of_columns():
    """What tells two figures apart are columns; neither identifier nor number is among them."""
    assert set(KEY) <= DTYPES.keys()
    assert len(set(KEY)) == len(KEY)
    assert not {"figure_id", "value", "printed", "file", "locator"} & set(KEY)


def test_every_closed_code_is_carried_by_some_figure():
    """But for one, which only users' files print: whole tables, with hourly-only occupations."""
    figures = hitdata.load(quoted=None)
    unused = {(column, code) for column, codes in CODES.items() for code in codes
              if not figures[column].eq(code).any()}  # fmt: skip
    assert unused == {("status", "not applicable"), ("statistic", "se")}


def test_what_is_declared_never_missing_is_never_missing(figures):
    """And each other column is missing somewhere, as it says it may be."""
    never = {column.name for column in COLUMNS if column.missing == "never"}
    assert never == {name for name in DTYPES if figures[name].notna().all()}


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2023", True), ("2023-05", True), ("2022/2032", True), ("2022-05/2022-11", True),
        ("2023-13", False), ("2023-5", False), ("May 2023", False), ("2023/", False),
        ("2023-05-01", False), ("23", False),
    ],
)  # fmt: skip
def test_a_period_is_a_month_a_year_or_a_range(text, good):
    """Nothing else is a period."""
    assert bool(re.fullmatch(PERIOD, text)) is good


@pytest.mark.parametrize("name", TABLES)
def test_reference_tables_have_the_columns_that_are_listed(name):
    """Each bundled table beside the figures has its columns, types and meanings in one list."""
    listed = columns_of(name)
    assert all(column.meaning for column in listed)
    frame = pd.read_parquet(FOLDER / f"{name}.parquet")
    assert validate_reference(name, frame) is frame
    assert set(frame) <= {column.name for column in listed}
    numbers = [column for column in listed if column.dtype in {"int64", "float64"}]
    assert all(column.unit for column in numbers), "a number has its unit"


def test_a_reference_table_of_other_columns_is_refused():
    """A column that is not listed, lacks, or has another type is named with its table."""
    frame = pd.read_parquet(FOLDER / "prices.parquet")
    for wrong, column in [(frame.assign(more=1), "more"), (frame.drop(columns="period"), "period"),
                          (frame.astype({"value": "float32"}), "value")]:  # fmt: skip
        with pytest.raises(InvalidFigure, match=f"prices: column '{column}' is not as"):
            validate_reference("prices", wrong)
    with pytest.raises(UnknownValue, match="did you mean 'prices'"):
        columns_of("price")
