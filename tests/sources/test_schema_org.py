"""Pay as schema.org has it: made-up occupations in the shape of Salary.com's pages."""

import json

import pytest

from hitdata import read
from hitdata.errors import SourceError

BASE = {
    "@type": "MonetaryAmountDistribution", "name": "base", "currency": "USD", "unitText": "YEAR",
    "percentile10": "44462", "percentile25": "51290", "median": "58790.50",
    "percentile75": "67287", "percentile90": "75029",
}  # fmt: skip
TOTAL = BASE | {"name": "total compensation", "unitText": None, "duration": "PT1H",
                "percentile10": None, "percentile25": None, "median": 31.5, "percentile75": None,
                "percentile90": None}  # fmt: skip


def page(tmp_path, *salaries, link="https://www.salary.com/x", **more):
    """Write a page with one made-up occupation, stated twice, and return its path."""
    occupation = {
        "@context": "http://schema.org", "@type": "OccupationAggregation ",
        "name": "Made-up Specialist&#39;s Aide", "estimatedSalary": list(salaries),
        "occupationLocation": [{"@type": "City", "name": "Made-up City, NC"}], "sampleSize": "144",
        "mainEntityOfPage": {"lastReviewed": "2021-09-01T16:19:16.37453Z"},
    } | more  # fmt: skip
    script = f'<script type="application/ld+json">{json.dumps(occupation)}</script>'
    path = tmp_path / "page.html"
    path.write_text(
        f'<html><head><link rel="canonical" href="{link}">{script}{script}</head>'
        "<body></body></html>"
    )
    return path


def test_base_and_total_are_apart_and_read_once(tmp_path):
    """Each amount has its own pay, unit and place; a second statement adds nothing."""
    figures = read(page(tmp_path, BASE, TOTAL))
    assert len(figures) == 6
    median = figures[figures["statistic"].eq("p50")].set_index("pay_basis")
    assert median.loc["base pay", ["value", "unit", "printed"]].to_list() == [
        58_790.5, "USD/year", "58790.50",
    ]  # fmt: skip
    assert median.loc["total pay", ["value", "unit"]].to_list() == [31.5, "USD/hour"]
    assert set(figures["publisher"]) == {"Salary.com"}
    assert set(figures["occupation"]) == {"Made-up Specialist's Aide"}
    assert set(figures["area"]) == {"Made-up City, NC"}
    assert set(figures["release"]) == {"2021-09"}
    assert set(figures["sample_size"]) == {144}
    assert figures["period"].isna().all(), "no page says what its pay is about"


@pytest.mark.parametrize(
    ("salary", "message"),
    [
        (BASE | {"currency": "INR"}, "is in currency 'INR'; expected USD"),
        (BASE | {"unitText": "MONTH"}, "is paid per 'MONTH'"),
        (BASE | {"median": "-1"}, "median is '-1'"),
        (BASE | {"percentile10": "99999"}, "percentiles never descend"),
        (BASE | {"name": "equity"}, "names its pay 'equity'"),
        ("many", "expected a MonetaryAmountDistribution"),
    ],
)
def test_what_cannot_be_compared_is_refused(tmp_path, salary, message):
    """Another currency or period, and numbers that no page can mean."""
    with pytest.raises(SourceError, match=message):
        read(page(tmp_path, salary))


def test_another_country_is_refused(tmp_path):
    """Dollars of a page about another country are not pay in the United States."""
    place = {"@type": "Country", "name": "Canada"}
    with pytest.raises(SourceError, match="is about 'Canada'"):
        read(page(tmp_path, BASE, occupationLocation=[place]))


def test_a_page_without_an_address_has_no_publisher(tmp_path):
    """Whose figures they are is never guessed."""
    with pytest.raises(SourceError, match="no address says whose page it is"):
        read(page(tmp_path, BASE, link=""))
    assert set(read(page(tmp_path, BASE, link="https://jobs.example.org/a"))["publisher"]) == {
        "jobs.example.org"
    }
