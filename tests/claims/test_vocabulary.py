"""Names: what prose calls occupations, publishers, areas, industries, statistics and periods."""

import pytest

from hitdata.claims.vocabulary import alternatives, lineage, mentions, official, places


def named(text, kind):
    """Return what a text names of a kind."""
    return [mention.value[0] if mention.value else "" for mention in mentions(text)
            if mention.kind == kind]  # fmt: skip


#: Name -> a code that it stands for, from the SOC's own list of titles and index of direct matches.
NAMES = {
    "medical coders": "29-2072", "medical billing and coding specialists": "29-2072",
    "health information managers": "11-9111", "healthcare administrators": "11-9111",
    "managers of medical and health services": "11-9111", "medical and health service managers":
    "11-9111", "cancer registrars": "29-9021", "Information Security Analyst": "15-1212",
    "health information technologists and medical registrars": "29-9021", "all occupations":
    "00-0000", "medical transcriptionist's": "31-9094", "IT managers": "11-3021",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stands_for_a_code(name):
    """Singular or plural, with or without "care", in either order of the words."""
    assert named(f"The {name} of today", "occupation")[0] == NAMES[name]


@pytest.mark.parametrize("name", ["health IT professionals", "software alchemists analysts"])
def test_a_name_without_a_code_is_still_a_name(name):
    """A claim on it must not fall to the occupation of the sentence before."""
    assert named(f"Most {name} are paid well", "occupation") == [""]


def test_editions_of_an_occupation_belong_together():
    """29-2071 became 29-2072, and part of 29-9021; 15-1122 is 15-1212 since the 2018 SOC."""
    assert set(lineage("29-2072")) == {"29-2072", "29-2071", "29-2098"}
    assert alternatives("29-2072") == ("29-9021", "29-9098")
    assert {"15-1122", "15-1212"} <= set(lineage("15-1122")) & set(lineage("15-1212"))
    assert official()["29-9021"] == "Health Information Technologists and Medical Registrars"
    assert places()["NAICS 55"] == "Management of Companies and Enterprises (NAICS 55)"


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("the U.S. Department of Labor says", "publisher", ["BLS"]),
        ("PayScale.com and Salary.com", "publisher", ["Payscale", "Salary.com"]),
        ("according to Acme Health Partners, pay", "publisher", ["Acme Health Partners"]),
        ("in Texas and New Jersey", "area", ["TX", "NJ"]),
        ("in Los Angeles", "area", ["CBSA 31080"]),
        ("the University of California says", "area", []),
        ("in the health care and social assistance sector", "industry", ["NAICS 62"]),
        ("work in general medical and surgical hospitals", "industry", ["NAICS 622100"]),
        ("the lowest-paid 10 percent earned less than", "statistic", ["p10"]),
        ("one coder in ten was paid more than", "statistic", ["p90"]),
        ("half of them earned more than", "statistic", ["p50"]),
        ("a quarter earned less than", "statistic", ["p25"]),
        ("an average median of", "statistic", ["p50"]),
        ("faster than average", "statistic", []),
    ],
)
def test_a_sentence_names_its_terms(text, kind, value):
    """Each kind of name is told from words that only look like it."""
    assert named(text, kind) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("from 2014 to 2024", ("round", "2014", "2024")),
        ("2022-32", ("round", "2022", "2032")),
        ("as of May 2023", ("month", "2023-05")),
        ("Apr 12, 2021", ("month", "2021-04")),
        ("by 2032", ("by", "2032")),
        ("in 2018", ("year", "2018")),
        ("over the next decade", ("next",)),
    ],
)
def test_a_period_is_read(text, value):
    """Months, years, spans and horizons."""
    assert [m.value for m in mentions(text) if m.kind == "period"] == [value]


@pytest.mark.parametrize(
    "text", ["the 2012-13 Handbook", "retrieved March 31, 2025", "20,241 jobs"]
)
def test_other_years_are_no_period(text):
    """The years of an edition, of a retrieval, or a part of a number."""
    assert [m for m in mentions(text) if m.kind == "period"] == []
