"""Job titles: candidates with their reasons, several where there are several, and misses."""

import pytest

from hitdata.data.job_search import occupation


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Health Information Technician", "29-2072"),
        ("health information technicians", "29-2072"),
        ("Medical Records Technician", "29-2072"),
        ("EHR specialist", "29-2072"),
        ("HIM manager", "11-9111"),
        ("Registered Nurse", "29-1141"),
        ("Compliance Officers", "13-1041"),
        ("Computer and Information Systems Managers", "11-3021"),
        ("Health Data Analyst", "29-9021"),
        ("medical transcriptionist", "31-9094"),
    ],
)
def test_a_listed_title_finds_its_code_first(title, code):
    """What a list prints is exact, whatever its case, number or abbreviation."""
    best = occupation(title).iloc[0]
    assert (best["soc"], best["match"], best["score"]) == (code, "exact", 1.0)


def test_a_title_of_two_codes_shows_both():
    """O*NET lists Health Information Technology Specialist under 15-1211 and 29-9021."""
    found = occupation("Healthcare IT Specialist")
    assert set(found.loc[found["match"].eq("exact"), "soc"]) == {"15-1211", "29-9021"}


def test_an_answer_is_never_a_lone_guess():
    """A title that no list has gets several candidates, none called exact, each with why."""
    found = occupation("EHR analyst")
    assert len(found) > 1
    assert not found["match"].eq("exact").any()
    assert found["score"].is_monotonic_decreasing
    assert found["why"].str.contains("shares").all()
    assert found["not_found"].iloc[0] == "analyst"


def test_a_miss_is_visible():
    """What nothing resembles has a row without a code, not a nearest code."""
    found = occupation(["plumber", "Registered Nurse"])
    miss = found[found["asked"].eq("plumber")]
    assert miss["match"].to_list() == ["none"]
    assert miss["soc"].isna().all()
    assert miss["not_found"].item() == "plumber"


def test_a_misspelt_word_is_read_aloud():
    """The answer says what it took the word for."""
    found = occupation("Medical records technicain")
    assert found["soc"].iloc[0] == "29-2072"
    assert "'technicain' read as 'technician'" in found["why"].iloc[0]


def test_an_old_title_points_to_the_old_edition():
    """The title of 29-2071 belongs to SOC 2010 and is marked so."""
    best = occupation("Medical Records and Health Information Technicians").iloc[0]
    assert (best["soc"], best["soc_system"], best["kind"]) == (
        "29-2071", "SOC 2010", "SOC 2010 title",
    )  # fmt: skip


def test_the_number_of_candidates_can_be_chosen():
    """Two are two."""
    assert len(occupation("health information analyst", candidates=2)) == 2
