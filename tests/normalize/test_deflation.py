"""Dollars of one period: the index's own arithmetic, and what it refuses."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hitdata
from hitdata.errors import NotComparable
from hitdata.normalize import deflate, dollars, national_prices, price_ratio, undo

MEDIAN = "bls.oews.2023-05.us.29-9021.wage.p50.usd-year"
PRICES = hitdata.prices()
MONTHS = PRICES["period"][PRICES["period"].str.len().eq(7)].to_list()


def one(figures, figure_id=MEDIAN, **changed):
    return figures[figures["figure_id"].eq(figure_id)].assign(**changed)


def test_a_month_is_converted_with_the_months_indexes(figures):
    """CUUR0000SA0 prints 304.127 for May 2023 and 314.069 for May 2024."""
    real = dollars(one(figures), of="2024-05")
    assert real["normalized"].item() == pytest.approx(62990 * 314.069 / 304.127)
    assert real["dollars_of"].item() == "2024-05"


def test_the_step_names_index_periods_and_vintage(figures):
    """Whoever reads the number can redo it: both indexes, both periods, and the table's end."""
    step = dollars(one(figures), of="2024-05")["steps"].item()[0]
    assert step.says == "CPI-U 314.069 (2024-05) / 304.127 (2023-05), prices to 2026-08"
    assert step.figure_ids == ("CUUR0000SA0:2023-05", "CUUR0000SA0:2024-05")
    assert step.assumptions == ()


def test_a_year_is_converted_with_the_years_averages():
    """BLS prints 244.733 for May 2017 and 245.120 for 2017: years are not their Mays."""
    assert deflate([100.0], ["2017"], of="2018")[0] == pytest.approx(100 * 251.107 / 245.120)


def test_a_month_against_a_year_must_be_asked_for(figures):
    """The way out is named; once taken, the assumption is recorded."""
    with pytest.raises(NotComparable, match="mixed=True"):
        dollars(one(figures), of="2024")
    step = dollars(one(figures), of="2024", mixed=True)["steps"].item()[0]
    assert step.assumptions == ("the average of a year stands against a month",)


@pytest.mark.parametrize(
    ("figure_id", "changed", "of", "says"),
    [
        (MEDIAN, {"period": None}, "2024-05", "no reference period"),
        (MEDIAN, {"period": "2025-10"}, "2024-05", "2025-09 or 2025-11, or the year 2025"),
        (MEDIAN, {}, "2025-10", "never collected"),
        (MEDIAN, {"period": "1850-01"}, "2024-05", "1913-01"),
        ("bls.oews.2024-05.us.11-3021.wage.p90.usd-year", {}, "2025-05", "top-coded"),
        ("bls.oews.2024-05.us.29-2072.employment.total.jobs", {}, "2025-05", "only wages"),
    ],
)
def test_what_has_no_dollars_is_refused_with_the_ways_out(figure_id, changed, of, says, figures):
    """No period, no index, no value or no wage: an error that says what was found."""
    with pytest.raises(NotComparable, match=says) as refusal:
        dollars(one(figures, figure_id, **changed), of=of)
    assert figure_id in str(refusal.value)


@settings(max_examples=100, deadline=None)
@given(
    values=st.lists(st.floats(1, 1e6), min_size=1, max_size=20),
    here=st.sampled_from(MONTHS),
    there=st.sampled_from(MONTHS),
)
def test_there_and_back_is_the_value(values, here, there):
    """Deflating to another month and back returns what was given."""
    away = deflate(values, [here] * len(values), of=there, prices=PRICES)
    back = deflate(away, [there] * len(values), of=here, prices=PRICES)
    np.testing.assert_allclose(back, values, rtol=1e-12)


def test_the_way_through_a_third_month_is_the_same():
    """Ratios of one index chain: 2018 to 2021 to 2024 is 2018 to 2024."""
    steps = [price_ratio(a, b)[0] for a, b in (("2018-05", "2021-05"), ("2021-05", "2024-05"))]
    assert steps[0] * steps[1] == pytest.approx(price_ratio("2018-05", "2024-05")[0])


def test_an_unknown_period_of_an_array_is_refused():
    """The bare arithmetic refuses what the table has no index for."""
    with pytest.raises(NotComparable, match="2025-10"):
        deflate([1.0, 2.0], ["2024-05", "2025-10"], of="2024-05")


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_a_missing_period_of_an_array_is_refused(missing):
    """A number without a period is never given the price of another."""
    with pytest.raises(NotComparable, match="no reference period"):
        deflate([1.0, 2.0], ["2023-05", missing], of="2024-05")


STATE = "bls.oews.2024-05.ca.29-2072.wage.p50.usd-year"


def test_a_state_s_wage_is_divided_by_its_parity(figures):
    """California prints 59,700 in May 2024; BEA prints 112.581 for 2023, its newest year here."""
    there = national_prices(one(figures, STATE))
    assert there["normalized"].item() == pytest.approx(59_700 / 1.12581)
    assert there["prices_of"].item() == "US"
    step = there["steps"].item()[0]
    assert "CA 112.581 (2023)" in step.says
    assert step.assumptions == ("prices differ between places in 2024 as in 2023",)
    assert undo(there)["normalized"].item() == pytest.approx(59_700)


def test_parities_of_the_year_itself_assume_nothing(figures):
    """A wage of 2023 takes the parity of 2023; one of the nation stays as it is."""
    wage = one(figures, STATE, period="2023-05")
    assert national_prices(wage)["steps"].item()[0].assumptions == ()
    nation = national_prices(one(figures))
    assert (nation["normalized"].item(), nation["steps"].item()) == (62_990, ())


@pytest.mark.parametrize(
    ("changed", "year", "said"),
    [
        ({"area": "CBSA 31080"}, None, "BEA prints price parities of states"),
        ({"area": "PR"}, None, "BEA prints price parities of states"),
        ({"period": "2007-05"}, None, "wants the price parities of 2007; BEA's are of 2008 to"),
        ({}, 2024, "wants the price parities of 2024"),
        ({"period": None}, None, "has no reference period"),
        ({"measure": "employment", "unit": "jobs"}, None, "only wages"),
    ],
)
def test_what_has_no_parity_is_refused(figures, changed, year, said):
    """Places and years that BEA does not print, and figures that are no wage, are named."""
    with pytest.raises(NotComparable, match=said):
        national_prices(one(figures, STATE, **changed), year=year)
