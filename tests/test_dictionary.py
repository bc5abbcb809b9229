import hitdata
from hitdata.schema import COLUMNS


def test_every_column_and_every_value_is_explained(figures):
    """No column, and no code that a figure carries, is without a meaning in the codebook."""
    book = hitdata.codebook()
    assert list(book.loc[book["code"].eq(""), "column"]) == [column.name for column in COLUMNS]
    assert book["meaning"].ne("").all()
    coded = set(book.loc[book["code"].ne(""), "column"])
    for column in coded:
        used = set(figures[column].dropna())
        explained = set(book.loc[book["column"].eq(column), "code"])
        assert used <= explained, column


def test_lists_that_a_reader_filters_by_are_coded():
    """The columns with few values have a code list."""
    book = hitdata.codebook()
    coded = set(book.loc[book["code"].ne(""), "column"])
    filters = "publisher source coverage measure statistic unit status level industry"
    others = "ownership soc_system soc_match pay_basis bound range_kind origin"
    assert {*filters.split(), *others.split()} <= coded


def test_no_code_is_explained_twice():
    """A code has one meaning, whichever modules bring it."""
    book = hitdata.codebook()
    assert not book.duplicated(["column", "code"]).any()
