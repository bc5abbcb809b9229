"""Quoted percents on one scale: whose number each is, and whether they differ."""

import pandas as pd
import pytest

from hitdata.projection import FanWidths, differences, one_scale


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
        "32%": "2022-32 15-1212",
    }


def test_seven_percent_is_not_what_the_round_prints(scale):
    """EP 2022-32 prints 16.5 for 29-9021; 7 fits 29-2072 in two other rounds."""
    row = scale.loc["7% 2022-2032"]
    assert row["relation"] == "contradicts"
    assert "2022-32 prints 16.5 for 29-9021" in row["why"]
    assert "2021-31 prints 6.6 for 29-2072, 2024-34 prints 7.1 for 29-2072" in row["why"]


def test_a_number_that_several_rounds_print_stays_undecided(scale):
    """15 percent for 11-3021 fits four rounds, all of ten years: a rate, but no round."""
    row = scale.loc["15%"]
    assert row["relation"] == "undecided"
    assert row["same_as"] is None or row.isna()["same_as"]
    assert row["compound_annual_rate"] == pytest.approx(1.407, abs=1e-3)


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
    assert len(differences(scale)) == 0


def test_no_two_statements_differ_by_more_than_past_error(scale):
    """Even 7 and 29 percent are 22 points apart where past rounds missed by 60."""
    pairs = differences(scale.reset_index()).set_index(["a", "b"])
    assert len(pairs) == 15
    assert set(pairs["verdict"]) == {"within past error"}
    seven = pairs.loc[("7% 2022-2032", "29% 2023-2033")]
    assert seven["difference"] == pytest.approx(22)
    assert seven["past_error"] > 60


def test_with_small_errors_they_would_differ(scale):
    """The verdict follows the errors: were rounds ten times as good, 7 and 16 would differ."""
    narrow = FanWidths((0.02, 0.01, 0.009, 0.006))
    pairs = differences(scale.reset_index(), widths=narrow).set_index(["a", "b"])
    assert pairs.loc[("7% 2022-2032", "16% 2023-2033"), "verdict"] == "more than past error"
    assert pairs.loc[("15%", "16% 2023-2033"), "verdict"] == "within past error"


def test_one_number_said_by_two_is_one_witness(figures):
    """Another guide with EP 2023-33's 16 percent restates the same number."""
    other = figures[figures["printed"].eq("16%")].head(1).assign(quoted_by="Another guide")
    both = one_scale(pd.concat([figures, other], ignore_index=True))
    pairs = differences(both)
    assert pairs["verdict"].eq("same number restated").sum() == 1
