"""Wages by area: prices change the order, and what has no parity stays as it was paid."""

import pytest

from hitdata.charts import wages_by_area
from hitdata.charts.wages_by_area import at_home, medians


@pytest.fixture(scope="module")
def data(drawn):
    """Medians of 29-9021 by state, May 2025, as the chart chooses them."""
    return drawn["wages_by_area"].hitdata.data


def test_a_wage_is_divided_by_the_parity_of_its_state(data):
    """By hand, BEA 2023: 90,750 / 1.12581 = 80,609; 76,820 / 0.97175 = 79,053; to hundreds."""
    home = at_home(data).set_index("area")["home"]
    assert (home["CA"], home["TX"], home["US"]) == (80_600, 79_100, 68_000)


def test_what_has_no_parity_is_named(drawn, data):
    """Puerto Rico has a wage and no parity: it is drawn as paid, and the foot says so."""
    assert at_home(data).set_index("area")["home"].isna()["PR"]
    assert "No price parity: Puerto Rico." in drawn["wages_by_area"].hitdata.notes


def test_the_best_in_what_it_buys_comes_first(drawn):
    """Rows go down in what wages buy, not in what is paid."""
    said = [text.get_text() for text in drawn["wages_by_area"].axes[0].texts]
    assert said.index("Texas") < said.index("Massachusetts")
    assert drawn["wages_by_area"].hitdata.title.startswith("Arkansas pays most")


def test_without_parities_one_column_is_left(figures):
    """Puerto Rico and Guam alone: nothing is said of prices, and dots are full."""
    rows = figures[figures["area"].isin(["PR", "GU"]) & figures["soc"].eq("29-2072")]
    chart = wages_by_area(rows)
    said = {text.get_text() for text in chart.axes[0].texts}
    assert "as it buys ●" not in said
    assert "nominal dollars" in chart.hitdata.deck


def test_an_area_without_a_median_is_left_out(data):
    """A median that was not released is no row."""
    lacking = data.assign(value=data["value"].mask(data["area"].eq("CA")))
    assert "CA" not in set(medians(lacking, "wages_by_area", 60)["area"])
