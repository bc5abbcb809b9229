"""Amounts: what dollars, percents and counts in prose say, and what their digits leave open."""

import time

import pytest

from hitdata.claims.amounts import find

#: Text -> value, upper end, half of the last digit's unit, pay interval, bound; by hand.
PRINTS = {
    "$48,780": (48780, None, 5, "", "="),
    "$53k": (53000, None, 500, "", "="),
    "$53,000 to $112,000": (53000, 112000, 500, "", "="),
    "between $30,000 and $50,000 a year": (30000, 50000, 500, "year", "="),
    "$60-80K": (60000, 80000, 500, "", "="),
    "$17-$19 per hour": (17, 19, 0.5, "hour", "="),
    "$25.00 an hour to $35.50 an hour": (25, 35.5, 0.5, "hour", "="),
    "$143, 770": (143770, None, 5, "", "="),
    "$44,0901": (44090, None, 5, "", "="),
    "$140,30": (14030, None, 5, "", "="),
    "more than $205,620": (205620, None, 5, "", ">="),
    "nearly $76,000": (76000, None, 500, "", "~"),
    "$28.01/hr": (28.01, None, 0.005, "hour", "="),
    "150,000+ jobs": (150000, None, 5000, "", ">="),
    "1.1 million jobs": (1100000, None, 50000, "", "="),
    "16 percent": (16, None, 0.5, "", "="),
    "-5.0%": (-5, None, 0.5, "", "="),
    "+7.1%": (7.1, None, 0.05, "", "="),
    "twenty-two percent": (22, None, 0.5, "", "="),
    "8 to 10 percent": (8, 10, 0.5, "", "="),
}


@pytest.mark.parametrize("text", PRINTS)
def test_a_print_says_a_value_and_how_exact_it_is(text):
    """Value, range, interval and bound are those that a reader takes from the print."""
    (amount,) = find(text)
    half = pytest.approx(PRINTS[text][2])
    read = amount.value, amount.high, amount.half, amount.interval, amount.bound
    assert read == (*PRINTS[text][:2], half, *PRINTS[text][3:])


def test_another_currency_is_told():
    """Pounds, euros and Canadian dollars are no dollars."""
    assert [a.currency for a in find("£35,000, €40,000, CA$62,000, $9,000")] == [
        "GBP", "EUR", "CAD", "USD"]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["May 2023", "2014-24", "(312) 233-1100", "E11.9 and ICD-10", "29-2072", "15-1121.01", "24/7",
     "on 03/14/2024", "at 10:30", "2024-05-01", "https://example.com/a/150000", "a 401(k)"],
)  # fmt: skip
def test_dates_numbers_of_telephones_and_codes_are_no_amounts(text):
    """They are made of digits, and count nothing."""
    assert find(text) == []


def test_two_amounts_are_no_range():
    """The word "and" joins a range only after "between" or "from"."""
    assert [a.ends for a in find("coders $48,780 and nurses $86,070")] == [[48780], [86070]]


@pytest.mark.parametrize("text", ["1", "$", "a", "1,", "$1,111", "שלום "])
def test_the_time_is_linear(text):
    """A million characters without a sentence end soon."""
    start = time.perf_counter()
    find(text * (1_000_000 // len(text)))
    assert time.perf_counter() - start < 5
