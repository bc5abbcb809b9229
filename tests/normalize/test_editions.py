"""Editions of the SOC: no code lost, none invented, and what is stated is all that is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hitdata
from hitdata.errors import UnknownValue
from hitdata.normalize import EDITIONS, relation, successors, translate
from hitdata.soc import CODES

S2000, HYBRID2010, S2010, HYBRID2019, S2018 = EDITIONS

#: The codes of the family that OEWS prints in each edition, so that exist in it.
OEWS = hitdata.load(source="OEWS", area="US", industry="cross-industry", measure="employment",
                    statistic="total", level="detailed")  # fmt: skip
PRINTED = {edition: sorted(set(OEWS.loc[OEWS["soc_system"].eq(edition), "soc"]) & CODES)
           for edition in EDITIONS}  # fmt: skip
CROSSWALK = hitdata.crosswalk()

moves = st.tuples(st.sampled_from(EDITIONS), st.sampled_from(EDITIONS))


@pytest.mark.parametrize(
    ("code", "edition", "other", "later", "kind"),
    [
        ("29-2071", S2010, "29-2072", S2018, "one to many"),
        ("29-2071", S2010, "29-9021", S2018, "many to many"),
        ("29-2071", S2010, "29-2098", HYBRID2019, "many to many"),
        ("29-2098", HYBRID2019, "29-2072", S2018, "one to many"),
        ("29-2072", S2018, "29-2071", S2010, "many to one"),
        ("29-2071", S2000, "29-2071", S2010, "one to one"),
        ("15-1051", S2000, "15-1211", S2018, "one to one"),
        ("15-1041", S2000, "15-1150", HYBRID2010, "one to one"),
        ("15-1150", HYBRID2010, "15-1151", S2010, "one to many"),
        ("15-1179", HYBRID2010, "15-1122", S2010, "one to many"),
        ("15-1256", HYBRID2019, "15-1252", S2018, "one to many"),
        ("15-1245", HYBRID2019, "15-1242", S2018, "one to many"),
        ("15-2098", HYBRID2019, "15-2051", S2018, "one to many"),
        ("13-1041", S2000, "13-1041", S2010, "not known"),
        ("29-2072", S2018, "29-9021", S2018, "none"),
        ("29-9021", S2018, "29-9021", S2018, "same"),
        ("11-3021", S2010, "15-1211", S2018, "none"),
    ],
)
def test_two_codes_relate_as_their_titles_say(code, edition, other, later, kind):
    """What the official crosswalk and the titles of OEWS state, and nothing more."""
    found = relation(code, edition, other, later)
    assert found.kind == kind
    assert found.same == (kind in ("same", "one to one"))


def test_a_relation_names_all_parts_and_who_says_so():
    """29-9021 took in parts of 29-2071 and of 29-9099: both are named."""
    found = relation("29-2071", S2010, "29-9021", S2018)
    assert found.after == ("29-2072", "29-9021")
    assert found.before == ("29-2071", "29-9099")
    assert "crosswalk" in found.why


@settings(max_examples=60, deadline=None)
@given(moves, st.data())
def test_no_code_is_lost_and_none_invented(move, data):
    """Every code has a row, and what it became led back to it."""
    start, end = move
    codes = data.draw(st.lists(st.sampled_from(PRINTED[start]), min_size=1, unique=True))
    table = translate(codes, start=start, end=end)
    assert set(table["from"]) == set(codes)
    assert table["why"].ne("").all() or start == end
    for code, other in table[["from", "to"]].dropna().itertuples(index=False):
        assert code in successors(other, start=end, end=start)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(CROSSWALK["soc_2010"].to_list()))
def test_the_official_crosswalk_passes_unchanged(code):
    """2010 to 2018 has exactly the pairs that the file prints."""
    printed = CROSSWALK.loc[CROSSWALK["soc_2010"].eq(code), "soc_2018"]
    assert set(successors(code, start=S2010, end=S2018)) == set(printed)


@pytest.mark.parametrize("start", EDITIONS)
@pytest.mark.parametrize("end", EDITIONS)
def test_a_code_that_is_stated_exists(start, end):
    """A detailed code of the family that a translation gives is one that OEWS prints then."""
    found = {code for soc in PRINTED[start] for code in successors(soc, start=start, end=end)}
    assert found & CODES <= set(PRINTED[end]) | {"15-1230", "15-1250"}


def test_a_code_that_nothing_states_is_a_visible_miss():
    """A code outside every list keeps its row, without a counterpart and with the reason."""
    table = translate(["99-9999"], start=S2000, end=S2018)
    assert table["to"].isna().all()
    assert "nothing states" in table["why"].item()


@pytest.mark.parametrize(
    "asked",
    [
        lambda: translate(["29-2071"], start="SOC 2015", end=S2018),
        lambda: translate([], start=S2018, end="SOC 2015"),
        lambda: successors("29-2071", start=S2010, end="SOC 2015"),
        lambda: relation("29-2071", "SOC 2015", "29-2072", S2018),
        lambda: relation("29-2071", "SOC 2015", "29-2071", "SOC 2015"),
    ],
)
def test_an_unknown_edition_is_refused(asked):
    """There is no SOC 2015, and the error names an edition that there is."""
    with pytest.raises(UnknownValue, match="SOC 2010"):
        asked()
