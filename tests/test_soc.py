"""The SOC: editions by program and year, levels by digits, and the family that hitdata follows."""

import pytest

from hitdata.errors import UnknownValue
from hitdata.soc import CODES, EDITIONS, FAMILY, edition_of, group_of, level_of
from hitdata.table.schema import CODES as CLOSED


@pytest.mark.parametrize(
    ("program", "year", "edition"),
    [
        ("OEWS", 2000, "SOC 2000"), ("OEWS", "2009-05", "SOC 2000"),
        ("OEWS", "2010-05", "SOC 2000/2010 hybrid"), ("OEWS", 2011, "SOC 2000/2010 hybrid"),
        ("OEWS", 2012, "SOC 2010"), ("OEWS", "2018-05", "SOC 2010"),
        ("OEWS", 2019, "SOC 2010/2018 hybrid"), ("OEWS", 2020, "SOC 2010/2018 hybrid"),
        ("OEWS", "2021-05", "SOC 2018"), ("OEWS", 2031, "SOC 2018"),
        ("EP", "2012-22", "SOC 2010"), ("EP", "2018-28", "SOC 2010"),
        ("EP", "2019-29", "SOC 2010/2018 hybrid"), ("EP", "2021-31", "SOC 2018"),
        ("ACS", 2009, "SOC 2000"), ("ACS", 2011, "SOC 2010"), ("ACS", 2018, "SOC 2018"),
    ],
)  # fmt: skip
def test_a_program_used_an_edition_in_a_year(program, year, edition):
    """As the technical notes of each release say; of a round, its base year counts."""
    assert edition_of(program, year) == edition


def test_before_the_soc_there_is_no_edition():
    """OES of 1999 has codes of its own; a program that is none is answered with the nearest."""
    with pytest.raises(UnknownValue, match=r"OEWS of 1999: .* not the SOC's; expected 2000 or"):
        edition_of("OEWS", 1999)
    with pytest.raises(UnknownValue, match="program 'OEW' is not known; did you mean 'OEWS'"):
        edition_of("OEW", 2024)


def test_editions_are_those_of_the_closed_list_oldest_first():
    """In the order in which the program of wages used them."""
    assert list(EDITIONS) == list(CLOSED["soc_system"])
    used = [edition_of("OEWS", year) for year in range(2000, 2026)]
    assert list(dict.fromkeys(used)) == list(EDITIONS)


def test_each_bundled_figure_has_the_edition_of_its_year(figures):
    """Read from files, release by release, it is what `edition_of` says of the program."""
    published = figures[figures["soc_match"].eq("published") & figures["source"].isin(["OEWS",
                        "EP"])]  # fmt: skip
    kinds = published[["source", "release", "soc_system"]].drop_duplicates()
    assert len(kinds) > 30
    for kind in kinds.itertuples():
        assert kind.soc_system == edition_of(kind.source, kind.release)


def test_digits_say_the_level(figures):
    """Zeros at the end stand for what is summed up; OEWS's own column O_GROUP says the same."""
    assert [level_of(code) for code in ("00-0000", "29-0000", "29-2000", "15-1200", "29-2070",
                                        "29-2072")] == [
        "total", "major", "minor", "minor", "broad", "detailed",
    ]  # fmt: skip
    printed = figures[figures["source"].eq("OEWS") & figures["level"].isin(["total", "major"])]
    assert len(printed) > 100
    for soc, level in printed[["soc", "level"]].drop_duplicates().itertuples(index=False):
        assert level_of(soc) == level


def test_a_code_belongs_to_one_group():
    """Groups do not share codes, so that a figure is told under one heading."""
    assert sum(map(len, FAMILY.values())) == len(CODES)


def test_each_code_of_the_family_has_figures(figures):
    """No code is followed that no release carries."""
    assert set(figures["soc"]) >= CODES


def test_groups_follow_an_occupation_through_its_codes():
    """One group holds the codes that the same work had in every edition."""
    assert {group_of(code) for code in ("15-1051", "15-1121", "15-1211")} == {"systems analysts"}
    assert group_of("53-7062") is None
