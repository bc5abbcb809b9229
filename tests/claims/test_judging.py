"""Claims judged: in which order, by which interval, and when a verdict is left open.

The numbers are BLS's: national tables of OEWS, tables 1.2 and 1.7 of Employment Projections.
"""

import pytest

from hitdata.claims.checking import check_text


def verdicts(text):
    """Return the verdicts on the claims of a text."""
    return check_text(text)["verdict"].tolist()


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # BLS prints 48,780 (median), 35,080 (p10) and 53,690 (mean) for 29-2072 in May 2023
        ("BLS: medical records specialists had a median of $48,780 in May 2023.", "confirmed"),
        ("BLS: medical records specialists had a median of $49k in May 2023.", "confirmed-rounded"),
        ("BLS: medical records specialists had a median of $48,780.", "outdated"),
        ("BLS: medical records specialists had a median of $48,780 in May 2022.", "wrong-period"),
        ("BLS: medical records specialists had a mean of $48,780 in May 2023.", "wrong-statistic"),
        ("BLS: medical registrars had a median of $48,780 in May 2023.", "wrong-occupation"),
        ("BLS: medical records specialists had a median of $61,870 in May 2023.", "contradicted"),
        ("Medical records specialists have median pay of $61,870.", "not-checkable"),
        ("Medical records specialists make around $49,000.", "unclear"),
        ("Payscale: medical records specialists make $48,780.", "not-checkable"),
        ("O*NET: medical records specialists had a median of $48,780 in 2023.", "restated"),
        ("BLS: EHR unicorn whisperers had a median of $48,780 in May 2023.", "not-checkable"),
        # 16.5 percent in table 1.7 of 2022-32
        ("BLS: medical registrar jobs grow 16 percent from 2022 to 2032.",
         "confirmed-rounded"),
        ("BLS: medical registrar jobs grow 17 percent from 2022 to 2032.",
         "confirmed-rounded"),
        ("BLS: medical registrar jobs grow 19 percent from 2022 to 2032.", "contradicted"),
        ("BLS: medical registrar jobs grow 17 percent a year from 2022 to 2032.",
         "wrong-period"),
        ("BLS: medical registrar jobs grow 1.5 percent a year from 2022 to 2032.",
         "derived"),
        ("BLS: jobs for medical records technicians rise 20 percent from 2008 to 2018.",
         "not-checkable"),
    ],
)  # fmt: skip
def test_a_claim_is_decided_in_the_order_of_its_terms(text, verdict):
    """The stated terms first, then another release, statistic, occupation, arithmetic."""
    assert verdicts(text) == [verdict]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("more than $75,000", "confirmed"), ("less than $90,000", "confirmed"),
     ("more than $95,000", "contradicted"), ("nearly $89,000", "confirmed-rounded"),
     ("about $88,000", "confirmed-rounded")],
)  # fmt: skip
def test_a_bound_is_tested_as_a_bound(said, verdict):
    """The median of 11-9111 was 88,580 in May 2012."""
    text = f"BLS data: the median for medical and health services managers was {said} in May 2012."
    assert verdicts(text) == [verdict]


def test_sentences_of_a_paragraph_are_decided_together():
    """15.2 (2024-34) rounds to 15 as 15.4 (2022-32) does, but 32 is of 2022-32 alone."""
    both = check_text(
        "BLS projects 32% growth for information security analysts and 15% growth for computer and "
        "information systems managers over the next decade."
    )
    assert both["verdict"].tolist() == ["outdated", "outdated"]
    assert both["figure_id"].str.contains("2022-32").all()


def test_the_stated_industry_decides():
    """170,190 is NAICS 55; in NAICS 62 the median was 139,350."""
    (row,) = check_text(
        "According to BLS, computer and information systems managers in the healthcare and social "
        "assistance sector earned a median of $170,190 as of May 2023."
    ).to_dict("records")
    assert (row["verdict"], row["published_value"]) == ("wrong-industry", 139350)
    assert "NAICS 55" in row["explanation"]
    assert "chance" in row["explanation"]


def test_a_top_code_is_a_published_bound():
    """BLS printed # for the 90th percentile of 11-3021 in May 2014: at or above 187,200."""
    text = "The top 10 percent of IT managers earned more than $187,200 in May 2014 (BLS)."
    assert verdicts(text) == ["confirmed"]


def test_made_up_percentiles_are_found_out():
    """90,239 is 0.55 times 164,070, the median of May 2022; BLS printed 104,450 for May 2024."""
    (row,) = check_text(
        "Computer and information systems managers, tenth percentile: $90,239 (BLS, 2024 OEWS)."
    ).to_dict("records")
    assert (row["verdict"], row["published_value"]) == ("contradicted", 104450)
    assert "0.55 times the median" in row["explanation"]


def test_a_difference_is_derived():
    """44,090 less 41,950, medians of 29-2098 and of all occupations in May 2020, is 2,140."""
    text = "BLS: coders earned $2,140 more than the median of all workers."
    assert verdicts(text) == ["derived"]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        # 2024-34: registered nurses 4.9, managers 23.2, all occupations 3.1 percent
        ("medical and health services managers will grow much faster than average", "confirmed"),
        ("medical and health services managers will grow slower than average", "contradicted"),
        ("registered nurses will grow faster than average", "confirmed"),
        ("medical transcriptionists will grow much faster than average", "contradicted"),
        ("registered nurses will grow much faster than average", "unclear"),
        ("cloud whisperer specialists will grow much faster than average", "not-checkable"),
    ],
)
def test_growth_in_words_is_judged_by_all_occupations(words, verdict):
    """Far beyond the bounds of its class it is wrong, near them unclear: BLS moves the bounds."""
    assert verdicts(f"BLS: employment of {words} from 2024 to 2034.") == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        # the number is right by a name that the sentence has as well
        "BLS: in May 2023 coders, unlike cancer registrars, had a median of $62,990.",
        # whom or where it is about is not known
        "BLS: coders in Zanesburg Heights had a median of $61,870 in May 2023.",
        "BLS on coders in May 2023:\n- Insurance carriers: $61,870",
        # nobody is named, and another occupation has it
        "One guide says that jobs of medical registrars grow 7 percent, the other 16 percent.",
    ],
)
def test_two_readings_are_no_error(text):
    """What is wrong by one reading only is not called wrong."""
    assert not {"contradicted", "wrong-occupation", "wrong-industry"} & set(verdicts(text))


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("More than 194,000", "confirmed"), ("About 194,000", "confirmed-rounded"),
     ("194,000", "confirmed-rounded"), ("194,300", "confirmed"), ("Over 190,000", "confirmed")],
)  # fmt: skip
def test_a_bound_that_is_kept_is_right(said, verdict):
    """Table 1.7 of 2022-32 has 194,300 medical records specialists in 2022."""
    assert verdicts(f"{said} medical records specialists worked in 2022, BLS says.") == [verdict]
