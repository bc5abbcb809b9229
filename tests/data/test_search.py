"""Finding: every figure that prints a number, however it is written."""

import pytest

import hitdata

HEADQUARTERS = "bls.oews.2023-05.us.naics-55.own-5.11-3021.wage.p50.usd-year"


@pytest.mark.parametrize("said", ["170190", "170,190", "$170,190", "170.19K", 170190, 170190.0])
def test_a_number_is_found_however_it_is_written(said):
    """The guide's $170,190 is BLS's median at company headquarters."""
    found = hitdata.find(said, soc="11-3021", industry="NAICS 55")
    assert HEADQUARTERS in set(found["figure_id"])
    assert set(found["value"]) == {170_190}


def test_quotes_come_when_asked_for():
    """A guide prints it too; quotes alone, or both."""
    assert hitdata.find("$170,190", quoted=True)["quoted_by"].notna().all()
    assert len(hitdata.find("$170,190", quoted=None)) > 1


def test_percents_are_not_dollars():
    """8.7% of round 2024-34 is the growth of systems analysts; its unit is percent everywhere."""
    found = hitdata.find("8.7%", source="EP", release="2024-34")
    assert set(found["unit"]) == {"percent"}
    assert "15-1211" in set(found["soc"])


def test_what_nothing_prints_has_near_values():
    """No wage has cents by the year: the nearest are named, or the filters that hide it."""
    with pytest.warns(hitdata.NothingFound, match="nearest are 170,190"):
        assert hitdata.find("$170,190.2").empty
    with pytest.warns(hitdata.NothingFound, match="none of them passes these filters"):
        assert hitdata.find("$170,190", area="Texas").empty
    with pytest.raises(hitdata.UnknownValue, match="expected one such as"):
        hitdata.find("a lot")
