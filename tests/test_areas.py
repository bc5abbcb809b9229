"""Areas by their codes: which system one belongs to, whatever a spreadsheet did to its zeros."""

import pandas as pd
import pytest

from hitdata.areas import POSTAL, metropolitan, nonmetropolitan


def test_postal_codes_are_those_of_the_states_and_five_territories():
    """Fifty states, the District of Columbia and the inhabited territories, by FIPS code."""
    assert len(POSTAL) == len(set(POSTAL.values())) == 56
    assert all(len(fips) == 2 and fips.isdigit() for fips in POSTAL)
    # FIPS codes go by the names of the states, numbers that are left out were kept for others
    assert list(POSTAL) == sorted(POSTAL)
    assert {POSTAL[fips] for fips in ("60", "66", "69", "72", "78")} == {
        "AS", "GU", "MP", "PR", "VI",
    }  # fmt: skip
    assert (POSTAL["06"], POSTAL["36"], POSTAL["48"]) == ("CA", "NY", "TX")


@pytest.mark.parametrize(
    ("code", "area"),
    [
        ("0040", "MSA 0040"), ("40", "MSA 0040"), ("1123", "MSA 1123"),
        ("10180", "CBSA 10180"), ("0010180", "CBSA 10180"), ("0031084", "division 31084"),
        ("31084", "division 31084"), ("71650", "NECTA 71650"), ("71654", "NECTA division 71654"),
        ("0071654", "NECTA division 71654"),
    ],
)  # fmt: skip
def test_a_code_tells_its_system(code, area):
    """Four digits are of 1999, five of the delineations since; LABSTAT pads to seven."""
    assert metropolitan(pd.Series([code])).to_list() == [area]


def test_whatever_stands_beside_it():
    """The answer for one area does not depend on the others; of none it has the same type."""
    codes = pd.Series(["71650", "40", "31084", "10180"], index=[7, 3, 5, 1])
    together = metropolitan(codes)
    alone = [metropolitan(pd.Series([code])).item() for code in codes]
    assert together.to_list() == alone
    assert together.index.to_list() == [7, 3, 5, 1]
    for function in (metropolitan, nonmetropolitan):
        assert function(pd.Series([], dtype="str")).dtype == "str"


def test_an_area_outside_of_cities_begins_with_its_state():
    """Seven digits, the first two the state's, which a spreadsheet shortens."""
    found = nonmetropolitan(pd.Series(["0100001", "100001", "4800005"])).to_list()
    assert found == ["nonmetropolitan 0100001"] * 2 + ["nonmetropolitan 4800005"]
    assert {POSTAL[area.split()[1][:2]] for area in found} == {"AL", "TX"}
