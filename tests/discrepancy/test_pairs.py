"""Differences: on common terms, with their steps, and tested where errors are published."""

import pytest

from hitdata.discrepancy import compare, difference
from hitdata.errors import UnknownValue

from .conftest import IDS, oews


def test_wages_of_two_years_meet_in_dollars_of_the_later(few):
    """62,990 of May 2023 are 62,990 x 314.069 / 304.127 = 65,049.16 dollars of May 2024."""
    found = difference(oews("29-9021", 2023), oews("29-9021", 2024), among=few)
    assert found.normalized_a == pytest.approx(65049.16, abs=0.005)
    assert found.difference == pytest.approx(67310 - 65049.16, abs=0.005)
    assert [step.kind for step in found.steps_a] == ["dollars"]
    assert found.steps_b == ()


def test_hourly_and_annual_pay_of_bls_meet_per_year(few):
    """19.40 an hour are 19.40 x 2,080 = 40,352 a year; the annual median is 40,350."""
    hourly = "bls.oews.2018-05.us.29-2071.wage.p50.usd-hour"
    assert difference(oews("29-2071", 2018), hourly, among=few).difference == pytest.approx(2)


@pytest.mark.parametrize(
    ("first", "second", "apart"), [("p50", "mean", 5720), ("p10", "p90", 45170)]
)
def test_what_alone_differs_is_not_converted_away(first, second, apart, few):
    """BLS prints 55,970 and 50,250, 80,950 and 35,780 for records specialists in May 2024."""
    found = difference(oews("29-2072", 2024, first), oews("29-2072", 2024, second), among=few)
    assert found.difference == apart
    assert (found.verdict.verdict, found.verdict.about) == ("equal terms", ("statistic",))


@pytest.mark.parametrize("later", [oews("15-1211", 2021, "mean"), oews("29-9021", 2025, "mean")])
def test_no_significance_is_claimed_across_a_change_of_method(later, few):
    """BLS estimates by a model since May 2021, for every occupation."""
    found = difference(oews("15-1121", 2018, "mean"), later, among=few, assume=["classification"])
    assert not found.testable
    assert "no significance is claimed across it" in found.tested


def test_a_difference_within_its_margin_is_said_to_be(few):
    """ACS 2017: women 40,107 +- 1,088, men 40,793 +- 3,223; root of squares 3,401.67 > 686."""
    found = difference(IDS["acs women"], IDS["acs men"], among=few)
    assert found.difference == 686
    assert found.margin == pytest.approx((1088**2 + 3223**2) ** 0.5)
    assert "within" in found.tested


def test_a_difference_beyond_its_margin_is_said_to_be(few):
    """OEWS means of 2024, rse 0.6 and 0.9 percent: 1.645 x 335.82 and 1.645 x 660.69."""
    found = difference(oews("29-2072", 2024, "mean"), oews("29-9021", 2024, "mean"), among=few)
    assert found.margin == pytest.approx(1.645 * (335.82**2 + 660.69**2) ** 0.5, rel=1e-6)
    assert "larger than" in found.tested


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        (oews("29-2072", 2024), oews("29-9021", 2024), "no error is published"),
        (oews("29-2071", 2017, "mean"), oews("29-2071", 2018, "mean"), "overlap"),
        (IDS["acs women"], IDS["acs workers"], "contains the other"),
        (oews("29-2072", 2024, "mean"), oews("29-2072", 2024, "mean", where="us.naics-62"),
         "contains the other"),
    ],
)  # fmt: skip
def test_what_cannot_be_tested_says_why(a, b, reason, few):
    """No margin is invented for medians, overlapping samples or parts of a whole."""
    found = difference(a, b, among=few)
    assert not found.testable
    assert found.tested.startswith("not testable")
    assert reason in found.tested


def test_growth_over_two_spans_meets_over_the_second(few):
    """16 percent in ten years is 1.495 percent a year, 7.70 percent in five."""
    row = few[few["figure_id"].eq("bls.ep.2023-33.us.29-9021.employment-change.percent.2023-2033"
                                  ".percent")]  # fmt: skip
    ten = row.assign(value=16.0, figure_id="ten")
    five = row.assign(value=8.0, figure_id="five", projected_year=2028, period="2023/2028")
    found = difference(ten, five, among=few)
    assert found.normalized_a == pytest.approx(7.70, abs=0.005)
    assert found.verdict.steps == ("horizon",)


def test_all_pairs_of_many_stand_in_one_table(few):
    """n figures are n (n - 1) / 2 rows; those not to be compared have reasons and no number."""
    ids = [oews("29-9021", 2023), oews("29-9021", 2024), IDS["payscale"], IDS["glassdoor"]]
    table = compare(few[few["figure_id"].isin(ids)], among=few)
    assert len(table) == 6
    shown = table["verdict"].eq("show side by side only")
    assert table.loc[shown, "difference"].isna().all()
    assert table.loc[shown, "reasons"].ne("").all()
    assert table.loc[~shown, "difference"].notna().all()
    assert table.loc[shown, ["value_a", "value_b"]].notna().all(axis=None)


def test_pairs_can_be_held_to_one_key(few):
    """Two codes in two years are six pairs; of one code each, two."""
    ids = [oews(code, year) for code in ("29-2072", "29-9021") for year in (2023, 2024)]
    some = few[few["figure_id"].isin(ids)]
    assert len(compare(some, among=few)) == 6
    assert len(compare(some, by=["soc"], among=few)) == 2
    with pytest.raises(UnknownValue, match="soc"):
        compare(some, by=["socc"], among=few)


def test_a_comparison_can_be_printed_tabled_and_stored(few):
    """Its frame is a row of `compare`, its text names steps and test."""
    found = difference(oews("29-9021", 2023), oews("29-9021", 2024), among=few)
    table = compare(few[few["figure_id"].isin([found.a, found.b])], among=few)
    assert list(found.to_frame()) == list(table)
    assert "CPI-U" in str(found)
    assert "CPI-U" in found._repr_html_()
    assert found.to_dict()["difference"] == found.difference
