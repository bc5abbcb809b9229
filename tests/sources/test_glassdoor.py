"""Glassdoor: made-up answers, page state and listings in the shapes that recorded ones have."""

import json

import pytest

from hitdata import read
from hitdata.errors import SourceError

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


def answer(tmp_path, *, result=RESULT, model=MODEL, country="United States"):
    """Write an API answer and return its path."""
    body = {"data": {"aggregateSalaryResponse": {
        "queryLocation": {"id": 1, "name": country, "type": "COUNTRY"}, "results": [result]},
        "occSalaryResponse": model}, "status": True}  # fmt: skip
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(body))
    return path


def test_reported_and_modelled_pay_are_apart(tmp_path):
    """What one employer's users reported is not what a model estimates; vocabularies agree."""
    figures = read(answer(tmp_path))
    found = figures.set_index(["source", "pay_basis", "statistic"])["value"].to_dict()
    assert found == {
        ("reported pay", "base pay", "mean"): 58223.04,
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


def test_a_pages_references_are_followed(tmp_path):
    """Apollo keeps a graph: employer and title stand elsewhere, behind __ref."""
    state = {
        "ROOT_QUERY": {"salaries": {"__ref": "Salary:1"}},
        "Salary:1": RESULT | {"employer": {"__ref": "Employer:1"}, "jobTitle": {"__ref": "Job:1"}},
        "Employer:1": {"name": "Made-up Hospital"}, "Job:1": {"text": "Made-up Analyst"},
    }  # fmt: skip
    path = tmp_path / "page.html"
    path.write_text(
        "<html><head><title>x</title></head><body><script>window.appCache = {}; "
        f'"apolloState": {json.dumps(state)};</script></body></html>'
    )
    figures = read(path)
    assert len(figures) == 3
    assert set(figures["occupation"]) == {"Made-up Analyst"}
    assert figures["coverage"].str.contains("Made-up Hospital").all()


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "source"),
    [
        ("$53K-$91K (Glassdoor est.)", 53_000, 91_000, "USD/year", "modelled pay"),
        ("$17-$24 Per Hour(Glassdoor est.)", 17, 24, "USD/hour", "modelled pay"),
        ("Employer Provided Salary:$150K-$160K", 150_000, 160_000, "USD/year", "advertised pay"),
        ("$110K-$150K(Employer est.)", 110_000, 150_000, "USD/year", "advertised pay"),
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


@pytest.mark.parametrize("text", ["₹5.2 - 8 LPA (Glassdoor est.)", "79K?131K", "$91K-$53K"])
def test_another_shape_is_refused_with_its_line(tmp_path, text):
    """Rupees, a damaged dash, a range upside down."""
    path = tmp_path / "jobs.csv"
    path.write_text(f"Job Title,Salary Estimate\nMade-up Analyst,{text}\n", encoding="utf-8")
    with pytest.raises(SourceError, match="line 2 prints"):
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
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused(tmp_path, changes, message):
    """Months, other currencies and countries, negative pay, unknown percentiles."""
    with pytest.raises(SourceError, match=message):
        read(answer(tmp_path, **changes))
