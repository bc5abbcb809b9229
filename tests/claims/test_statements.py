"""Statements: what a sentence says by an amount, and which names around it are the amount's own."""

import pytest

from hitdata.claims.reading import read


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("BLS: coders earned $48,780 in May 2023, up from $47,180 the year before.",
         [("month", "2023-05"), ("year", "2022")]),
        ("BLS: coders earned $47,180 in May 2022. A year later they earned $48,780.",
         [("month", "2022-05"), ("year", "2023")]),
        ("BLS coder medians: $46,660 in 2021, $47,180 in 2022 and $48,780 in 2023.",
         [("year", "2021"), ("year", "2022"), ("year", "2023")]),
        ("BLS coder medians: 2021, $46,660; 2022, $47,180.", [("year", "2021"), ("year", "2022")]),
        ("Coders earned $47,180, and analysts $102,240. Both are BLS medians of May 2022.",
         [("month", "2022-05")] * 2),
    ],
)  # fmt: skip
def test_each_amount_has_its_own_period(text, periods):
    """Before it, behind it, one year off, or said of several at the end."""
    assert [claim.period for claim in read(text)] == periods


def test_what_pay_has_risen_from_is_of_an_unnamed_earlier_period():
    """The period of the new wage is not that of the old."""
    new, old = read("BLS: coders earned $48,780 in May 2023, up from $46,660.")
    assert (new.past, old.past, old.period) == (False, True, ())


@pytest.mark.parametrize(
    ("text", "statistics"),
    [
        ("$69,680 at the 10th percentile to $219,080 at the 90th, for HIM managers",
         ["p10", "p90"]),
        ("25 percent of coders earned $39,620 or less and 25 percent earned $61,960 or more",
         ["p25", "p75"]),
        ("Coders in the top ten percent made $77,810, those at the bottom $35,080",
         ["p90", "low"]),
    ],
)  # fmt: skip
def test_each_amount_has_its_own_statistic(text, statistics):
    """A share of all, a tenth, a place in the range: the words next to an amount are its own."""
    assert [claim.statistic for claim in read(text)] == statistics


def test_other_names_of_the_sentence_are_other_readings():
    """What else is named is kept, so that a claim which it makes right is not called wrong."""
    (claim,) = read("In May 2023, and not in 2022, BLS has coders at $47,180.")
    assert ("period", ("month", "2023-05")) in claim.others


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("BLS: coders in Zanesburg Heights earn $48,780.", True),
        ("BLS pay of coders:\n- Staffing outfits: $48,780", True),
        ("BLS pay of coders:\n- Median: $48,780", False),
        ("BLS: coders in May 2023 earned $48,780.", False),
    ],
)
def test_a_name_that_no_list_has_leaves_a_doubt(text, doubt):
    """A place or a kind of employer that is not known makes no claim of the nation."""
    (claim,) = read(text)
    assert claim.doubt is doubt


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Employment of coders will grow much faster than average, BLS says.", ["much faster"]),
        ("Coder jobs will grow about as fast as the average through 2034.", ["as fast"]),
        ("Coder jobs will grow more slowly than average.", ["slower"]),
        ("Coder jobs will grow 9 percent, much faster than average.", [""]),
        ("Coders type faster than average.", []),
    ],
)
def test_growth_in_words_is_read_where_no_number_is(text, found):
    """Beside its percent, the comparison is no second claim."""
    assert [claim.compared for claim in read(text)] == found


def test_a_town_stands_for_its_area_and_a_state_for_itself():
    """New York is the state, its metro area CBSA 35620, Chicago 16980; Springfields are many."""
    claims = read("BLS medians for coders: $61,720 in New York, $61,190 in the New York metro "
                  "area, $57,970 in Chicago, and $50,000 in Springfield.")  # fmt: skip
    assert [claim.area for claim in claims] == ["NY", "CBSA 35620", "CBSA 16980", "springfield"]


def test_a_mark_leads_to_the_footnote_of_its_sentence():
    """A source line with a mark is that of the sentences with this mark."""
    one, two = read("Coders make $60,000. The median is $48,780 [1].\n\n[1] BLS, May 2023.")
    assert (one.publisher, two.publisher) == ("", "BLS")
