"""Quoted percents on one scale: whose number each is, and which is misquoted."""

import pandas as pd
import pytest

from hitdata.projection import one_scale


@pytest.fixture(scope="module")
def figures(figures):
    """What BLS publishes, and what the two guides quote; no other pages."""
    guides = ["Healthcare IT salary guide", "Health information technician guide"]
    return figures[figures["quoted_by"].isna() | figures["quoted_by"].isin(guides)]


@pytest.fixture(scope="module")
def scale(figures):
    """The guides' percents, over ten years."""
    return one_scale(figures).set_index("statement")


def test_each_statement_stands_once(scale):
    """Six statements; what a guide says twice is one row with both places."""
    assert len(scale) == 6
    assert scale.loc["16% 2023-2033", "places"] == "line 127, line 239"


def test_restated_numbers_are_recognized(scale):
    """Data USA's 10.7 is EP 2018-28's, by its lineage; 16, 29 and 32 round what EP prints."""
    same = scale["same_as"].dropna().to_dict()
    assert same == {
        "10.7% by 2028": "2018-28 29-2071",
        "16% 2023-2033": "2023-33 29-9021",
        "29% 2023-2033": "2023-33 11-9111",
        "15%": "2022-32 11-3021",
        "32%": "2022-32 15-1212",
    }


def test_seven_percent_is_not_what_the_round_prints(scale):
    """EP 2022-32 prints 16.5 for 29-9021; 7 fits 29-2072 in two other rounds."""
    row = scale.loc["7% 2022-2032"]
    assert row["relation"] == "contradicts"
    assert row["why"].startswith("misquoted: 2022-32 prints 16.5 for 29-9021")
    assert "2021-31 prints 6.6 for 29-2072, 2024-34 prints 7.1 for 29-2072" in row["why"]


def test_percents_of_one_sentence_are_decided_together(scale):
    """32 fits 31.6 of 2018-28 (15-1122) and 31.5 of 2022-32, 15 four rounds; one round fits both.

    EP 2022-32 prints 31.5 for 15-1212 and 15.4 for 11-3021.
    """
    for statement, percent in (("32%", "31.5"), ("15%", "15.4")):
        row = scale.loc[statement]
        assert row["relation"] == "restates"
        assert row["why"].startswith(f"2022-32 prints {percent}")
        assert "of the same sentence as well" in row["why"]
    assert scale.loc["15%", "compound_annual_rate"] == pytest.approx(1.407, abs=1e-3)


def test_a_number_that_several_rounds_print_stays_undecided(figures):
    """Alone, 32 percent fits 15-1212 in 2022-32 and its predecessor 15-1122 in 2018-28."""
    both = figures["quoted_by"].notna() & figures["locator"].eq("line 59")
    alone = figures[~both | figures["soc"].ne("11-3021")]
    row = one_scale(alone).set_index("statement").loc["32%"]
    assert row["relation"] == "undecided"
    assert pd.isna(row["same_as"])
    assert row["why"] == "2018-28 prints 31.6 for 15-1122, 2022-32 prints 31.5 for 15-1212"


def test_a_right_number_of_another_occupation_is_said_to_be(scale):
    """16.3 is 29-9021's; the guide is about technicians, 29-2072, for whom EP prints 8.7."""
    row = scale.loc["16% 2023-2033"]
    assert row["relation"] == "restates another occupation"
    assert "right number, but the guide is about health information technicians" in row["why"]
    assert "2023-33 prints 8.7 for 29-2072" in row["why"]
    assert scale.loc["29% 2023-2033", "relation"] == "restates"


def test_an_assumed_horizon_stands_beside_the_rate(scale):
    """10.7 percent by 2028 has a rate only with the base year of the round it restates."""
    row = scale.loc["10.7% by 2028"]
    assert row["assumption"] == "10 years, as in 2018-28"
    assert row["compound_annual_rate"] == pytest.approx(1.022, abs=5e-4)
    assert scale["assumption"].notna().sum() == 3


def test_without_the_rounds_nothing_is_assumed(figures):
    """Quoted figures alone: no round to trace them to, so no rate for those without years."""
    alone = one_scale(figures[figures["quoted_by"].notna()]).set_index("statement")
    assert alone["same_as"].isna().all()
    assert alone.loc["10.7% by 2028", "compound_annual_rate"] != pytest.approx(1.022)
    assert alone["compound_annual_rate"].notna().sum() == 3


def test_without_quoted_percents_the_scale_is_empty(figures):
    """BLS's own figures are no statements of others: the same columns, and no rows."""
    scale = one_scale(figures[figures["source"].eq("EP") & figures["quoted_by"].isna()])
    assert len(scale) == 0
    assert "compound_annual_rate" in scale
