"""What was out on a day: releases, and pages that state a time."""

import pytest

import hitdata
from hitdata.errors import UnknownValue


def test_as_of_a_day_only_what_was_out_is_there():
    """OEWS of May 2023 came out on April 3, 2024, the projections to 2034 on August 28, 2025."""
    for day, newest in [("2024-04-02", "2022-05"), ("2024-04-03", "2023-05")]:
        out = hitdata.load(source="OEWS", soc="29-9021", quoted=False, as_of=day)
        assert out["release"].max() == newest
    out = hitdata.load(source="EP", quoted=False, as_of="2025-08-27")
    assert out["release"].max() == "2023-33"


def test_a_release_without_a_date_was_out_when_the_next_one_was():
    """When OEWS of 2002 came out is not listed; before May 2005's date, nothing is known of it."""
    out = hitdata.load(source="OEWS", soc="11-3021", as_of="2006-05-24")
    assert "2002" in set(out["release"])
    assert len(hitdata.load(source="OEWS", soc="11-3021", as_of="2004-01-01")) == 0


def test_pages_count_from_the_end_of_the_time_that_they_state():
    """Of a page of 2015, nobody knows the day: it counts from the year's last; undated ones never.

    The address is that of a page whose date quotes are listed with as about 2015.
    """
    page = "alliedhealthworld.com: Health Information Technician Salary"
    for day, there in [("2015-12-30", False), ("2015-12-31", True)]:
        with pytest.warns(hitdata.Undated, match="figures are left out: their date"):
            out = hitdata.load(quoted=True, as_of=day)
        assert (page in set(out["quoted_by"])) is there


def test_a_day_must_be_one():
    """Text that is no date is refused with a form that would be right."""
    with pytest.raises(UnknownValue, match="expected one such as 2024-06-01"):
        hitdata.load(as_of="last spring")
    with pytest.raises(UnknownValue, match="as_of='' is not a date"):
        hitdata.load(as_of="")
    with pytest.raises(UnknownValue, match="on='soon' is not a date"):
        hitdata.stale(on="soon")
