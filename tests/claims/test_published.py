"""Published figures by value: what lies near a number, and what counts as a part of the whole.

The numbers are BLS's: 48,780 is the median of 29-2072 in May 2023, 136,500 that of 11-9111 in
California in May 2024, 170,190 that of 11-3021 at headquarters (NAICS 55) in May 2023.
"""

from hitdata.claims.published import NATIONWIDE, STATES, Pool, of_code, within

WAGE = ("wage", "USD/year")


def test_what_lies_near_is_found_by_value():
    """Both ends count; another unit's figures do not."""
    pool = Pool(of_code("29-2072"))
    near = pool.near(WAGE, 48_780, 48_780)
    assert {(row.release, row.statistic) for row in near} == {("2023-05", "p50")}
    assert not pool.near(("wage", "USD/hour"), 48_780, 48_780)
    assert pool.of(("rent", "USD/year")) == []


def test_the_parts_of_a_whole_are_apart_from_it():
    """Every industry of the nation, or every state, without the whole itself unless asked for."""
    parts = within(("11-3021",), "US", "").near(WAGE, 170_190, 170_190)
    assert {row.industry for row in parts} == {"NAICS 55"}
    states = within(("11-9111",), "state", "cross-industry").near(WAGE, 136_500, 136_500)
    assert "CA" in {row.area for row in states} <= STATES
    whole = within(("29-2072",), *NATIONWIDE).near(WAGE, 48_780, 48_780)
    assert [(row.area, row.industry) for row in whole] == [NATIONWIDE]


def test_a_round_without_figures_is_summed_from_the_matrix():
    """Table 1.1 of 2014-24 says that employment grows by 6.5 percent, from 150.5 million."""
    rates = {row.release: row.value for row in of_code("00-0000") if row.unit == "percent"}
    assert rates["2014-24"] == 6.5
