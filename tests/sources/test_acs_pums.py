"""The tabulated persons of the bundle: what is withheld, what is coarser, and never the nation."""

import pandas as pd
import pytest

from hitdata import load
from hitdata.errors import SourceError
from hitdata.sources import source
from hitdata.sources.acs_pums import LEAST, OCCUPATIONS
from tests.sources.cuts import changed, cut_of

figures_of = source("acs_pums").figures


@pytest.fixture(scope="module")
def bundled():
    """The bundled figures."""
    return load(source="ACS PUMS")


def test_every_occupation_has_pay_by_schooling_age_sex_and_hours(bundled):
    """22 occupations of the family and all together, each whole and in 18 groups at most."""
    assert set(bundled["soc"]) == {soc for soc, *_ in OCCUPATIONS.values()} | {"00-0000"}
    means = bundled[bundled["statistic"].eq("mean")]
    assert means.groupby("soc").size().between(16, 20).all()


def test_what_few_answered_is_withheld(bundled):
    """A figure of fewer than 50 answers has none, and says so; every other has its number."""
    few = bundled["sample_size"] < LEAST
    assert few.any()
    assert (bundled["value"].isna() == few).all()
    assert bundled.loc[few, "note"].str.contains("fewer than 50 persons answered").all()


def test_no_figure_is_called_national(bundled):
    """California and Texas are missing, and the area says so, as does the missing error."""
    assert set(bundled["area"]) == {"US without CA, TX"}
    assert bundled.loc[bundled["value"].notna(), "note"].str.contains("no standard error").all()


def test_a_coarser_code_is_called_broader(bundled):
    """Census 3550 holds health information technologists and others; 3515 is 29-2072."""
    match = bundled.drop_duplicates("soc").set_index("soc")["soc_match"]
    assert (match["29-9021"], match["29-2072"], match["15-2051"]) == ("broader", "exact", "broader")


def test_groups_of_an_occupation_add_up(bundled):
    """Men and women are all persons, where both are published."""
    persons = bundled[bundled["measure"].eq("population") & bundled["soc"].eq("29-2072")]
    found = persons.set_index("coverage")["value"]
    assert found["persons, men"] + found["persons, women"] == found["persons"]


@pytest.mark.parametrize(
    ("cell", "text", "message"),
    [("A1", "year", "expected the columns"), ("G3", "-5", "line 3 has '-5' under value"),
     ("H3", "many", "line 3 has 'many' under sample_size"),
     ("C3", "9999", "'9999' is not an occupation"), ("A3", "24", "'24' under release"),
     ("F3", "mode", "'mode' under statistic")],
)  # fmt: skip
def test_another_table_is_refused(cell, text, message):
    """What is not known is named, not guessed at."""
    file, options = cut_of("acs_pums")
    with pytest.raises(SourceError, match=message):
        figures_of(changed(file, **{cell: text}), options)


def test_shares_of_pay_rise_with_schooling(bundled):
    """Of all earners, each degree above the high school's has the higher median."""
    order = ["high school diploma", "some college", "associate's degree", "bachelor's degree",
             "master's degree", "professional degree"]  # fmt: skip
    wages = bundled[bundled["soc"].eq("00-0000") & bundled["statistic"].eq("p50")]
    found = wages.set_index("coverage")["value"]
    medians = pd.Series([found[f"wage and salary earners, {name}"] for name in order])
    assert medians.is_monotonic_increasing
