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
    path = tmp_path / "page.html"
    path.write_text(html(script(occupation) * 2, link))
    return path


def script(content, kind="application/ld+json"):
    """Return a script that holds JSON."""
    return f'<script type="{kind}">{json.dumps(content)}</script>'


def html(scripts, link="https://www.salary.com/x"):
    """Return a page with scripts, from an address."""
    return f'<html><head><link rel="canonical" href="{link}">{scripts}</head><body></body></html>'


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
        (BASE | {"unitText": "MONTH"}, "is paid per 'MONTH'; expected one of YEAR"),
        (BASE | {"value": 5000}, "is one value without saying which"),
        (BASE | {"minValue": 9, "maxValue": 8}, "low is '9' and high '8'"),
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
    canada = {"@type": "Country", "name": "Canada"}
    city = {"@type": "City", "name": "Made-up City"}
    for places in ([canada], [city, canada], city | {"address": {"addressCountry": "Canada"}}):
        with pytest.raises(SourceError, match="is about 'Canada'"):
            read(page(tmp_path, BASE, occupationLocation=places))
    with pytest.raises(SourceError, match="is about Made-up City and Elsewhere; expected one"):
        read(page(tmp_path, BASE, occupationLocation=[city, city | {"name": "Elsewhere"}]))
    for name in ("Toronto, ON", "London, UK", "Remote in India", "Sydney"):
        with pytest.raises(SourceError, match=f"is about '{name}'; expected the United States"):
            read(page(tmp_path, BASE, occupationLocation=[{"@type": "City", "name": name}]))
    nation = {"@type": "Country", "name": "United States of America"}
    assert set(read(page(tmp_path, BASE, occupationLocation=nation))["area"]) == {"US"}


def test_a_page_without_an_address_has_no_publisher(tmp_path):
    """Whose figures they are is never guessed."""
    with pytest.raises(SourceError, match="no address says whose page it is"):
        read(page(tmp_path, BASE, link=""))
    assert set(read(page(tmp_path, BASE, link="https://jobs.example.org/a"))["publisher"]) == {
        "jobs.example.org"
    }


OCCUPATION = {"@type": "Occupation", "name": "Made-up Aide", "url": "https://www.salary.com/x",
              "estimatedSalary": [BASE, TOTAL], "sampleSize": "12"}  # fmt: skip
NEXT = (
    f'<script id="__NEXT_DATA__">{json.dumps({"props": {"pageProps": {"x": OCCUPATION}}})}</script>'
)


@pytest.mark.parametrize(
    "scripts",
    [
        script({"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, OCCUPATION]}),
        script({"@type": "Organization"}) + script([OCCUPATION]) + script(OCCUPATION),
        script(OCCUPATION | {"@type": ["Thing", "Occupation"]}),
        script(OCCUPATION | {"@type": "https://schema.org/Occupation"}),
        script({"@type": "Person", "hasOccupation": OCCUPATION}),
        script(OCCUPATION, "Application/LD+JSON; charset=utf-8"),
        script(OCCUPATION) + '<script id="__NEXT_DATA__">{"props": {}}</script>',
        script(OCCUPATION) + NEXT,
        NEXT,
    ],
)
def test_it_is_found_wherever_pages_put_it(tmp_path, scripts):
    """In a graph, a list, several scripts, inside a person; types as list or address; once."""
    path = tmp_path / "page.html"
    path.write_text(html(scripts), encoding="utf-8")
    figures = read(path)
    assert len(figures) == 6
    assert set(figures["occupation"]) == {"Made-up Aide"}


def test_a_range_with_its_unit_inside_is_low_and_high(tmp_path):
    """Some sites write value as an object of its own; its ends are no percentiles."""
    inside = {"@type": "QuantitativeValue", "minValue": 40, "maxValue": "60.50", "unitText": "HOUR"}
    figures = read(page(tmp_path, {"@type": "MonetaryAmount", "currency": "USD", "value": inside}))
    assert figures.set_index("statistic")["value"].to_dict() == {"low": 40, "high": 60.5}
    assert set(figures["unit"]) == {"USD/hour"}
    assert figures["locator"].iloc[0].endswith(".estimatedSalary[0].value.minValue")


def test_a_browser_says_where_it_saved_a_page_from(tmp_path):
    """Its comment names the publisher of a page that does not name itself."""
    mark = "<!-- saved from url=(0030)https://www.salary.com/made-up -->"
    path = page(tmp_path, BASE, link="")
    path.write_text("<!DOCTYPE html>\n" + mark + path.read_text())
    assert set(read(path)["publisher"]) == {"Salary.com"}


DOCUMENTS = {"occupation.json": OCCUPATION, "page.html": html(script({"@graph": [OCCUPATION]}))}
