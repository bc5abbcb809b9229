"""References: what they hold, in each style, and whose figures share one."""

import json
import re

import pytest

import hitdata
from hitdata.sources import names, source
from hitdata.table.schema import COLUMNS

TWO = ["bls.oews.2023-05.us.29-9021.wage.p50.usd-year",
       "bls.oews.2023-05.us.29-9021.wage.p90.usd-year"]  # fmt: skip


def test_figures_of_one_file_share_a_reference():
    """A reference stands for a published file; its note names the cells."""
    text = hitdata.cite(TWO)
    assert text.count("\n") == 0
    assert "national_M2023_dl!AB606, national_M2023_dl!AD606" in text


def test_bibtex_is_complete_and_escaped():
    """An entry has a key, balanced braces, and no character that LaTeX would read as a command."""
    entry = hitdata.cite(TWO[0], style="bibtex")
    assert re.match(r"@misc\{bls-national-m2023-dl-xlsx,\n", entry)
    assert entry.count("{") == entry.count("}")
    assert r"national\_M2023\_dl.xlsx" in entry
    assert "author = {{U.S. Bureau of Labor Statistics}}" in entry


def test_csl_json_has_what_the_schema_demands():
    """Each item has id and type, and dates as date-parts."""
    items = json.loads(hitdata.cite(TWO, style="csl-json"))
    assert len(items) == 1
    assert items[0]["type"] == "dataset"
    assert items[0]["id"] == "bls-national-m2023-dl-xlsx"
    assert items[0]["accessed"] == {"date-parts": [[2026, 11]]}


def test_a_quoted_figure_cites_the_guide():
    """What a guide prints is the guide's; whom it quotes is said."""
    rows = hitdata.load(quoted=True, publisher="Payscale")
    rows = rows[rows["quoted_by"].eq("Healthcare IT salary guide")]
    start = "Healthcare IT salary guide. Career guide (quoting Payscale)"
    assert hitdata.cite(rows).startswith(start)


def test_many_cells_are_counted():
    """More cells than a reader wants to see are counted instead of listed."""
    rows = hitdata.load(release="2023-05", soc="29-9021", quoted=False, industry="cross-industry")
    assert f"and {len(rows) - 8} more" in hitdata.cite(rows)


def test_an_unknown_style_is_refused():
    """The styles there are stand in the error."""
    with pytest.raises(hitdata.UnknownValue, match=r"style 'apa'.*known are 'bibtex'"):
        hitdata.cite(TWO, style="apa")


def test_rows_and_identifiers_give_the_same_reference(figures):
    """Figures may be named, or handed over as rows with the columns that a reference needs."""
    rows = figures[figures["figure_id"].isin(TWO)]
    for style in ("text", "bibtex", "csl-json"):
        assert hitdata.cite(rows, style=style) == hitdata.cite(TWO, style=style)
    with pytest.raises(hitdata.UnknownValue, match="column 'locator' is not known"):
        hitdata.cite(rows.drop(columns="locator"))


def test_a_figure_of_an_original_that_is_not_listed_cites_its_file(figures):
    """Page and title of a user's file are not known, and none is made up."""
    mine = figures[figures["figure_id"].isin(TWO)].assign(file="mine.csv", sha256="0")
    places = "national_M2023_dl!AB606, national_M2023_dl!AD606"
    text = f"U.S. Bureau of Labor Statistics. mine.csv. File mine.csv, {places}."
    assert hitdata.cite(mine) == text
    (item,) = json.loads(hitdata.cite(mine, style="csl-json"))
    assert not {"URL", "accessed", "version"} & set(item)


def test_every_column_and_every_value_is_explained(figures):
    """No column, and no code that a figure carries, is without a meaning in the codebook."""
    book = hitdata.codebook()
    assert list(book.loc[book["code"].eq(""), "column"]) == [column.name for column in COLUMNS]
    assert book["meaning"].ne("").all()
    coded = set(book.loc[book["code"].ne(""), "column"])
    for column in coded:
        # pages name areas in their own words
        own = figures["quoted_by"].isna() if column == "area" else slice(None)
        used = set(figures.loc[own, column].dropna())
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


def test_a_code_names_every_module_that_brings_it():
    """BLS publishes several products; each source of theirs may say so."""
    book = hitdata.codebook().set_index(["column", "code"])["source"]
    bringing = [f"hitdata.sources.{n}" for n in names()
                if "BLS" in source(n).codes.get("publisher", {})]  # fmt: skip
    assert len(bringing) > 1
    assert book["publisher", "BLS"].split(", ") == bringing
    assert not book["statistic", "p50"].startswith("hitdata.sources")


def test_a_column_stands_before_its_codes():
    """In the order of the table, so that the book can be read from the top."""
    book = hitdata.codebook()
    assert list(book["column"].unique()) == [column.name for column in COLUMNS]
    first = book.groupby("column", sort=False)["code"].first()
    assert first.eq("").all()
    columns = book[book["code"].eq("")].set_index("column")
    assert columns["type"].to_dict() == {column.name: column.dtype for column in COLUMNS}


@pytest.mark.parametrize("style", ["text", "bibtex", "csl-json"])
def test_a_conversion_is_by_its_converter(style):
    """The states' figures come from a JSON conversion: BLS is not its author, and trace agrees."""
    state = hitdata.load(area="CA", soc="29-2072", release="2024-05")["figure_id"].iloc[0]
    said = hitdata.cite(state, style=style)
    assert "Unnamed converter, from data of the U.S. Bureau of Labor Statistics" in said
    assert "gathered from a JSON conversion of the state workbooks" in said
    traced = hitdata.trace(state)
    assert "converter" in traced.published_by
    assert any("JSON conversion" in caveat for caveat in traced.caveats)
    assert "onvert" not in hitdata.cite(TWO[0], style=style)
