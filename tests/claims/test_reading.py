"""Claims read: which amounts are claims, and what a sentence takes from those before it."""

import pytest

from hitdata.claims.reading import read


def test_terms_are_carried_over():
    """Publisher, occupation and period of a sentence hold for the next one of the paragraph."""
    first, second = read("According to the BLS, medical coders earned a median of $48,780 in May "
                         "2023. The lowest 10 percent earned less than $35,080.")  # fmt: skip
    assert (second.statistic, second.publisher, second.occupation) == (
        "p10",
        "BLS",
        "medical coders",
    )
    assert second.period == first.period == ("month", "2023-05")
    assert second.carried
    assert not second.named


@pytest.mark.parametrize(
    "text",
    [
        "Coders earned a median of $48,780.* (*U.S. Bureau of Labor Statistics)",
        "Coders earned a median of $48,780 [1].\n\n[1] Bureau of Labor Statistics, 2024.",
        "Coders\n\nMedian pay: $48,780\n\nSource: Bureau of Labor Statistics",
        "In BLS data:\n- coders: $48,780\n",
        "| Coders | $48,780 |\n\nSource: BLS",
    ],
)
def test_a_footnote_or_source_line_names_the_publisher(text):
    """Behind the claim, below the list or above it."""
    (claim,) = read(text)
    assert claim.publisher == "BLS"
    assert claim.socs[0] == "29-2072"


def test_a_site_in_the_next_sentence_is_not_bls():
    """Each amount has the publisher next to it."""
    claims = read(
        "BLS has coders at $48,780. Payscale says $51,000. They earn $50,000 at Glassdoor."
    )
    assert [claim.publisher for claim in claims] == ["BLS", "Payscale", "Glassdoor"]


def test_amounts_of_two_occupations_keep_theirs():
    """32 percent is of analysts, 15 percent of managers."""
    claims = read("32% growth for information security analysts and 15% growth for IT managers")
    assert [claim.socs for claim in claims] == [("15-1212",), ("11-3021",)]


def test_a_quotation_inside_a_quotation_is_read():
    """Marks of quotation do not hide a claim."""
    (claim,) = read("\"They told me 'coders earn a median of $48,780,'\" she said.")
    assert claim.quote == "$48,780"


@pytest.mark.parametrize(
    "text",
    [
        "Tuition is $12,480 a year, and the exam fee is $299.",
        "Call (312) 233-1100 by March 31, 2025.",
        "E11.9 replaced 250.00 on October 1, 2015; ICD-10-CM has 70,000 codes.",
        "A certificate costs between $800 and $2,500.",
        "Hospitals spent $25.9 billion on records in 2015.",
        "The survey reached 2,100 members, of whom 62 percent were women.",
        "Since 2010, adoption of records has climbed from 16 percent to 96 percent.",
        "About 40 percent of medical coders work in hospitals.",
        "The hospital employs 3,500 people, 400 of them nurses.",
        "Fines range from $100 to $50,000 per violation.",
        "",
        "\x00\x01\x02\xff" * 50,
        "שלום עולם " * 50,
    ],
)
def test_what_is_no_claim(text):
    """Costs, codes, dates, surveys and shares state neither pay nor jobs."""
    assert read(text) == []
