from hitdata.family import CODES, FAMILY, group_of


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
