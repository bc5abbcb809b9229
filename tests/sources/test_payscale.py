"""Payscale: made-up page data in the shape of saved pages of 2019 and 2021."""

import copy
import json

import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.files import Reported

DATA = {
    "country": "US", "category": "Job", "dimensions": {"job": "Made-up Records Clerk"},
    "reportType": "HourlyRate", "currencyCode": "USD", "lastUpdated": "2021-09-01T16:19:16.37453Z",
    "compensation": {
        "bonus": {"50": 400.8, "profileCount": 15},
        "hourlyRate": {"10": 11.24, "25": 13.35, "50": 15.32, "75": 19.06, "90": 23.05,
                       "profileCount": 247},
        "salary": {"25": 40186.53, "50": 43071.91, "75": 47391.3, "profileCount": 5},
        "total": {"10": 30117.01, "50": 41628.5, "profileCount": 252},
        "commission": None,
    },
    "byDimension": {
        "Job by Experience": {"rows": [
            {"name": "Less than 1 year", "profileCount": 68, "range": {"50": 12.62}},
            {"name": "1-4 years", "profileCount": 3, "range": {"50": 13.5}, "isEstimated": True},
            {"name": "5-9 years", "profileCount": 2, "range": None},
            {"name": "20 years or more", "range": {"50": None, "75": 21.0}},
        ]},
        "Job by Employer": {"rows": [{"name": "Abc Corp.", "range": {"50": 99.0}}]},
    },
    "occupationalDetails": {"@type": "Occupation", "estimatedSalary": [{"median": "99"}]},
}  # fmt: skip


def html(**changes):
    """Return a page whose data has some keys changed; it states the job again as JSON-LD."""
    data = {"props": {"pageProps": {"pageData": copy.deepcopy(DATA) | changes}}}
    again = json.dumps(DATA["occupationalDetails"])
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
    return (
        f'<!DOCTYPE html><html><head><script type="application/ld+json">{again}</script></head>'
        f"<body>{script}</body></html>"
    )


def page(tmp_path, **changes):
    """Write a page whose data has some keys changed, and return its path."""
    path = tmp_path / "page.html"
    path.write_text(html(**changes))
    return path


#: Without what the reader leaves out, so that no warning stands in the way of other tests.
STEPS = {"Job by Experience": DATA["byDimension"]["Job by Experience"]}


def test_each_pay_is_apart(tmp_path):
    """Base, hourly, total and bonus keep their pay, unit and sample; medians are p50."""
    figures = read(page(tmp_path, byDimension=STEPS))
    plain = figures[figures["experience_min"].isna()].set_index(["pay_basis", "unit", "statistic"])
    assert plain["value"].to_dict() == {
        ("bonus", "USD/year", "p50"): 400.8,
        ("base pay", "USD/hour", "p10"): 11.24, ("base pay", "USD/hour", "p25"): 13.35,
        ("base pay", "USD/hour", "p50"): 15.32, ("base pay", "USD/hour", "p75"): 19.06,
        ("base pay", "USD/hour", "p90"): 23.05,
        ("base pay", "USD/year", "p25"): 40186.53, ("base pay", "USD/year", "p50"): 43071.91,
        ("base pay", "USD/year", "p75"): 47391.3,
        ("total pay", "USD/year", "p10"): 30117.01, ("total pay", "USD/year", "p50"): 41628.5,
    }  # fmt: skip
    assert plain.loc[("base pay", "USD/hour", "p50"), "sample_size"] == 247
    assert set(figures["release"]) == {"2021-09"}


def test_experience_follows_the_kind_of_report(tmp_path):
    """On an hourly page pay by experience is hourly; a guess of the site is approximate."""
    figures = read(page(tmp_path, byDimension=STEPS))
    steps = figures[figures["experience_min"].notna()].sort_values("experience_min")
    assert steps["value"].to_list() == [12.62, 13.5, 21.0]
    assert steps["experience_max"].fillna(-1).to_list() == [1, 4, -1]
    assert set(steps["unit"]) == {"USD/hour"}
    assert steps["bound"].to_list() == ["=", "~", "="]
    salary = (
        read(page(tmp_path, reportType="Salary", byDimension=STEPS))
        .query("experience_min == 0")
        .iloc[0]
    )
    assert salary["unit"] == "USD/year"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"currencyCode": "AFA"}, "currencyCode is 'AFA'; expected USD"),
        ({"country": "CA"}, "country is 'CA'"),
        ({"dimensions": {}}, "dimensions.job is None"),
        ({"reportType": None}, "reportType is None"),
        ({"compensation": {"salary": {"50": -3}}}, r"salary.50 is '-3'"),
        (
            {"compensation": {"salary": {"25": 9, "50": 3}}},
            "p25 is '9' and p50 '3'; percentiles never descend",
        ),
        ({"compensation": {"stock": {"50": 1}}}, "compensation has 'stock'"),
        ({"compensation": {}, "byDimension": None}, "holds no amounts"),
        ({"compensation": None, "byDimension": None}, "holds no amounts"),
        ({"compensation": {"salary": {"50": 0}}}, r"salary.50 is '0'; expected a number from 0.01"),
        (
            {
                "dimensions": {"job": "Made-up Clerk", "location": "Boston"},
                "multiDimensional": True,
            },
            r"dimensions says \{'location': 'Boston'\}; expected a page of the job alone",
        ),
        ({"dimensions": {"job": "Made-up Clerk", "employer": "Abc Corp."}}, "'employer'"),
    ],
)
def test_what_is_not_understood_is_refused(tmp_path, changes, message):
    """Another country or currency, one place or employer only, parts that are new."""
    with pytest.raises(SourceError, match=message):
        read(page(tmp_path, **({"byDimension": STEPS} | changes)))


def test_pay_divided_further_is_left_out_with_a_warning(tmp_path):
    """The table has no column for an employer; what repeats the headline is no loss."""
    again = {"Average Salary Overall": {"rows": [{"name": "Main", "range": {"50": 43071.91}}]},
             "Job by Skill": {"rows": [{"name": "Coding", "range": {"50": 1}}] * 3}}  # fmt: skip
    with pytest.warns(Reported, match=r"left out.*: Job by Employer \(1 rows\)$"):
        whole = read(page(tmp_path))
    with pytest.warns(Reported, match=r": Job by Skill \(3 rows\)$"):
        skills = read(page(tmp_path, byDimension=STEPS | again))
    assert whole["value"].to_list() == skills["value"].to_list()
    assert 99.0 not in set(whole["value"])


def test_a_page_states_its_pay_once_although_it_holds_it_twice(tmp_path):
    """The schema.org statement beside it is not read by any other source either."""
    figures = read(page(tmp_path, byDimension=STEPS))
    assert figures["locator"].str.startswith("props.pageProps.pageData.").all()
    assert set(figures["publisher"]) == {"Payscale"}
    bonus = read(page(tmp_path, compensation={"bonus": {"10": 0, "50": 9}}, byDimension=None))
    assert bonus.set_index("statistic")["value"].to_dict() == {"p10": 0, "p50": 9}


DOCUMENTS = {"page.html": html(), "page.json": {"props": {"pageProps": {"pageData": DATA}}}}
