"""Glassdoor: made-up answers, page state and listings in the shapes that recorded ones have."""

import json

import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.files import Reported
from tests.made_up import table

RESULT = {
    "basePayStatistics": {"mean": 58223.04}, "currency": {"code": "USD", "id": 1},
    "employer": {"id": 1, "name": "Made-up Hospital"}, "payPeriod": "ANNUAL",
    "jobTitle": {"id": 1, "text": "Made-up Analyst"}, "totalAdditionalPayStatistics": {"mean": 0},
    "totalPayStatistics": {"percentiles": [{"ident": "P10", "value": 45941.96},
                                           {"ident": "P90", "value": 71365.56}]},
}  # fmt: skip
MODEL = {
    "basePayPercentiles": [{"percentile": "P_10TH", "value": 43014.0304}],
    "totalPayPercentiles": [{"percentile": "P_50TH", "value": 60001.8}],
    "confidence": "CONFIDENT", "currency": {"code": "USD"}, "payPeriod": "ANNUAL",
    "estimateSourceName": "V3", "estimateSourceUpdateTime": "2024-06-06T23:59:59",
    "salariesCount": 691,
}  # fmt: skip


#: An answer of the salary API.
ANSWER = {"data": {
    "aggregateSalaryResponse": {
        "queryLocation": {"id": 1, "name": "United States", "type": "COUNTRY"}, "results": [RESULT],
    },
    "lashedJobTitle": {"id": 1, "text": "Made-up Analyst"}, "occSalaryResponse": MODEL,
}, "status": True}  # fmt: skip


def saved(tmp_path, body, name="answer.json"):
    """Write an answer, or a page as text, and return its path."""
    path = tmp_path / name
    path.write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
    return path


def answer(tmp_path, *, result=RESULT, model=MODEL, country="United States"):
    """Write an API answer and return its path."""
    place = {"id": 1, "name": country, "type": "COUNTRY"}
    return saved(tmp_path, {"data": {
        "aggregateSalaryResponse": {"queryLocation": place, "results": [result]},
        "occSalaryResponse": model}, "status": True})  # fmt: skip


def test_reported_and_modelled_pay_are_apart(tmp_path):
    """What one employer's users reported is not what a model estimates; vocabularies agree."""
    figures = read(answer(tmp_path))
    found = figures.set_index(["source", "pay_basis", "statistic"])["value"].to_dict()
    assert found == {
        ("reported pay", "base pay", "mean"): 58223.04,
        ("reported pay", "additional pay", "mean"): 0,
        ("reported pay", "total pay", "p10"): 45941.96,
        ("reported pay", "total pay", "p90"): 71365.56,
        ("modelled pay", "base pay", "p10"): 43014.0304,
        ("modelled pay", "total pay", "p50"): 60001.8,
    }
    modelled = figures[figures["source"].eq("modelled pay")]
    assert set(modelled["release"]) == {"2024-06"}
    assert set(modelled["sample_size"]) == {691}
    reported = figures[figures["source"].eq("reported pay")]
    assert reported["coverage"].str.contains("Made-up Hospital").all()


#: A page's graph: a query with arguments in its name, and objects that point at each other.
STATE = {
    "ROOT_QUERY": {'aggregatedSalaryEstimates({"page":1})': {
        "queryLocation": {"__ref": "City:1"}, "results": [{"__ref": "Salary:1"}]}},
    "Salary:1": RESULT | {"employer": {"__ref": "Employer:1"}, "jobTitle": {"__ref": "Job:1"},
                          "currency": {"__ref": "Currency:1"}},
    "Employer:1": {"name": "Made-up Hospital", "salaries": [{"__ref": "Salary:1"}]},
    "Job:1": {"text": "Made-up Analyst"}, "Currency:1": {"code": "USD"},
    "City:1": {"name": "Made-up City, MA", "type": "CITY"},
}  # fmt: skip
NEXT = json.dumps({"props": {"pageProps": {"apolloCache": STATE}}})
PAGES = {
    "appCache": '<html><head><title>x</title></head><body><script>window.appCache={"x":1,'
    f'"apolloState":{json.dumps(STATE)}}};window.y={{}};</script></body></html>',
    "NEXT_DATA": f'<html><body><script id="__NEXT_DATA__">{NEXT}</script></body></html>',
}


def test_a_pages_references_are_followed(tmp_path):
    """Apollo keeps a graph: place, employer and title stand elsewhere, behind __ref."""
    for form in ("appCache", "NEXT_DATA"):
        figures = read(saved(tmp_path, PAGES[form], "page.html"))
        assert len(figures) == 4
        assert set(figures["occupation"]) == {"Made-up Analyst"}
        assert set(figures["area"]) == {"Made-up City, MA"}
        assert figures["coverage"].str.contains("Made-up Hospital").all()
        assert "Salary:1.totalPayStatistics.percentiles[1].value" in set(figures["locator"])


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "source"),
    [
        ("$53K-$91K (Glassdoor est.)", 53_000, 91_000, "USD/year", "modelled pay"),
        ("$17-$24 Per Hour(Glassdoor est.)", 17, 24, "USD/hour", "modelled pay"),
        ("Employer Provided Salary:$150K-$160K", 150_000, 160_000, "USD/year", "advertised pay"),
        ("$110K-$150K(Employer est.)", 110_000, 150_000, "USD/year", "advertised pay"),
        ("Employer Provided Salary:$85K", 85_000, 85_000, "USD/year", "advertised pay"),
        ("$17 Per Hour(Employer est.)", 17, 17, "USD/hour", "advertised pay"),
        ("Employer Provided Salary:$25-$28 Per Hour", 25, 28, "USD/hour", "advertised pay"),
    ],
)
def test_the_shapes_of_listings(tmp_path, text, low, high, unit, source):
    """Five shapes with pay; -1, the sixth, has none."""
    path = tmp_path / "jobs.csv"
    path.write_text(f"Job Title,Salary Estimate\nMade-up Analyst,{text}\nOther,-1\n")
    figures = read(path).set_index("statistic")
    assert figures["value"].to_dict() == {"low": low, "high": high}
    assert set(figures["unit"]) == {unit}
    assert set(figures["source"]) == {source}


@pytest.mark.parametrize(
    "text",
    ["₹5.2 - 8 LPA (Glassdoor est.)", "79K?131K", "$91K-$53K (Glassdoor est.)", "$53K-$91K",
     "Employer Provided Salary:$53K-$91K (Glassdoor est.)", "$53-$91 (Glassdoor est.)",
     "$17K-$24K Per Hour(Glassdoor est.)"],
)  # fmt: skip
def test_another_shape_is_refused_with_its_line(tmp_path, text):
    """Rupees, a damaged dash, upside down, nobody's, both's, $53 a year, $17,000 an hour."""
    path = tmp_path / "jobs.csv"
    path.write_text(f"Job Title,Salary Estimate\nMade-up Analyst,{text}\n", encoding="utf-8")
    with pytest.raises(SourceError, match="line 2 prints"):
        read(path)


def test_one_bad_row_is_reported_and_the_rest_is_read(tmp_path):
    """Rupees in one of three advertisements; a file of nothing else is refused."""
    path = tmp_path / "jobs.csv"
    path.write_text("Job Title,Salary Estimate\nA,$53K-$91K (Glassdoor est.)\nB,79K?131K\n"
                    "C,$60K-$70K (Employer est.)\n", encoding="utf-8")  # fmt: skip
    with pytest.warns(Reported, match=r"1 of 3 advertisements left out, salary not .*line 3 pr"):
        figures = read(path)
    assert figures["occupation"].to_list() == ["A", "A", "C", "C"]


@pytest.mark.parametrize(
    ("place", "american"),
    [
        ("Austin, TX", True), ("New York, NY (Manhattan)", True), ("United States", True),
        ("Remote", True), ("", True), ("Washington, DC", True), ("Portland, Oregon", True),
        ("Remote in Ohio", True), ("Vancouver, WA", True), ("New York-Newark, NY-NJ-PA", True),
        ("Hybrid remote in Austin, TX 78701", True), ("Austin, TX, US", True), ("Texas", True),
        ("Sydney", False), ("Toronto, ON", False), ("London, UK", False), ("Perth, WA", False),
        ("Remote in India", False), ("Bengaluru, Karnataka", False), ("Toronto, CA", False),
        ("Berlin, DE", False), ("Mexico City, Mexico", False), ("Canada", False),
        ("Greater London", False), ("Remote - Germany", False), ("Milano", False),
    ],
)  # fmt: skip
def test_the_place_of_a_job_decides_whether_its_dollars_are_those_of_the_us(
    tmp_path, place, american
):
    """Australia, Canada and others write $ too: such rows are left out and said."""
    path = tmp_path / "jobs.csv"
    rows = [["Job Title", "Location", "Salary Estimate"],
            ["A", "Austin, TX", "$53K-$91K (Glassdoor est.)"],
            ["B", place, "$60K - $70K (Glassdoor Est.)"]]  # fmt: skip
    table(path, rows)
    if american:
        assert set(read(path)["occupation"]) == {"A", "B"}
        return
    with pytest.warns(Reported, match="1 of 2 advertisements left out, place not known to"):
        assert set(read(path)["occupation"]) == {"A"}


@pytest.mark.parametrize("name", ["London, UK", "Sydney", "Toronto, ON"])
def test_pay_in_a_city_abroad_is_refused(tmp_path, name):
    """Also where the answer's currency says US dollars."""
    path = answer(tmp_path)
    path.write_text(path.read_text().replace('"United States", "type": "COUNTRY"', f'"{name}"'))
    with pytest.raises(SourceError, match=f"about '{name}'; expected the United States"):
        read(path)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"result": RESULT | {"payPeriod": "MONTHLY"}}, "payPeriod is 'MONTHLY'"),
        ({"result": RESULT | {"currency": {"code": "GBP"}}}, "is in currency 'GBP'"),
        ({"country": "India"}, "about 'India'; expected the United States"),
        ({"result": RESULT | {"basePayStatistics": {"mean": -4}}}, "mean is '-4'"),
        ({"model": MODEL | {"basePayPercentiles": [{"percentile": "P_99TH", "value": 1}]}},
         "is of percentile 'P_99TH'"),
        ({"model": MODEL | {"totalPayPercentiles": [{"percentile": "P_50TH", "value": 5.0},
                                                    {"percentile": "P_10TH", "value": 9.0}]}},
         "p10 is '9.0' and p50 '5.0'; percentiles never descend"),
        ({"result": {k: v for k, v in RESULT.items() if k != "currency"}}, "in currency None"),
        ({"model": MODEL | {"queryLocation": {"name": "Mexico", "type": "COUNTRY"}}},
         "about 'Mexico'"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused(tmp_path, changes, message):
    """Months, other currencies and countries, negative pay, unknown percentiles."""
    with pytest.raises(SourceError, match=message):
        read(answer(tmp_path, **changes))


def test_the_place_is_that_of_the_nearest_query(tmp_path):
    """Answers come in lists, each with its own place; an estimate has its own, too."""
    model = {k: MODEL[k] for k in ("totalPayPercentiles", "currency", "payPeriod")}
    found = read(saved(tmp_path, [
        {"data": {"aggregatedSalaryEstimates": {
            "queryLocation": {"name": "Made-up City, MA", "type": "CITY"},
            "results": [RESULT | {"employer": {"shortName": "Hospital"}, "salaryCount": 12}]}}},
        {"data": {"occSalaryEstimates": model | {"queryLocation": {"name": "United States"}}}},
    ])).set_index("source")  # fmt: skip
    assert set(found.loc["reported pay", "area"]) == {"Made-up City, MA"}
    assert set(found.loc["reported pay", "sample_size"]) == {12}
    # percentiles in a list of their own are a model's, though it does not name itself
    assert found.loc["modelled pay", ["area", "statistic", "pay_basis"]].to_list() == [
        "US", "p50", "total pay",
    ]  # fmt: skip
    assert found.loc["modelled pay", "locator"].startswith("[1].data.occSalaryEstimates.total")


def test_pay_of_nothing_is_left_out_with_a_warning(tmp_path):
    """A mean of 0 for base pay says that there is none; additional pay may be nothing."""
    with pytest.warns(Reported, match="1 amounts of 0, the first at data.aggregate"):
        figures = read(answer(tmp_path, result=RESULT | {"basePayStatistics": {"mean": 0}}))
    zero = figures[figures["value"].eq(0)]
    assert zero["pay_basis"].to_list() == ["additional pay"]


def test_a_title_may_stand_beside_the_estimate(tmp_path):
    """An answer names the searched title once."""
    assert set(read(saved(tmp_path, ANSWER))["occupation"]) == {"Made-up Analyst"}


DOCUMENTS = {
    "answer.json": ANSWER, "page.html": PAGES["appCache"], "next.html": PAGES["NEXT_DATA"],
    "state.json": {"props": {"pageProps": {"apolloCache": STATE}}},
    "jobs.csv": "Job Title,Salary Estimate\nAnalyst,$53K-$91K (Glassdoor est.)\nOther,-1\n",
}  # fmt: skip
