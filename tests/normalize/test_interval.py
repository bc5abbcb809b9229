"""Wage interval: 2,080 hours for BLS, stated hours for others, none for teachers."""

import pandas as pd
import pytest

from hitdata.errors import NotComparable, UnknownValue
from hitdata.normalize import steps, wage_interval

HOURLY = "bls.oews.2024-05.us.29-2072.wage.p50.usd-hour"
ANNUAL = "bls.oews.2024-05.us.29-2072.wage.p50.usd-year"


def one(figures, figure_id, **changed):
    return figures[figures["figure_id"].eq(figure_id)].assign(**changed)


@pytest.fixture
def teachers(figures):
    """Elementary teachers as OEWS prints them: annual pay, and a star for the hourly."""
    said = {"soc": "25-2021", "occupation": "Elementary School Teachers"}
    annual = one(figures, ANNUAL, value=62340, **said).assign(figure_id="teachers a year")
    hourly = one(figures, HOURLY, value=None, printed="*", status="not applicable", **said)
    hourly = hourly.assign(figure_id="teachers an hour")
    return pd.concat([annual, hourly], ignore_index=True)


def test_a_bls_hour_is_one_of_2080_a_year(figures):
    """24.16 x 2,080 = 50,252.80; BLS prints 50,250, rounded to tens."""
    row = wage_interval(one(figures, HOURLY), among=figures)
    assert row["normalized"].item() == pytest.approx(50252.80)
    assert "2,080" in steps(row)["says"].item()
    assert steps(row)["assumptions"].item() == ""


def test_a_bls_year_is_2080_hours(figures):
    """50,250 / 2,080 = 24.158..., what BLS prints as 24.16."""
    row = wage_interval(one(figures, ANNUAL), to="USD/hour", among=figures)
    assert round(row["normalized"].item(), 2) == 24.16


def test_what_is_in_the_interval_already_takes_no_step(figures):
    """Nothing to do is nothing recorded."""
    assert wage_interval(one(figures, ANNUAL), among=figures)["steps"].item() == ()


def test_an_annual_only_occupation_has_no_hourly_pay(teachers):
    """BLS stars the hourly wage because the hours are unknown; stating some does not help."""
    for hours in (None, 1500):
        with pytest.raises(NotComparable, match="annual pay only"):
            wage_interval(teachers.head(1), to="USD/hour", hours=hours, among=teachers)


def test_another_publishers_hours_must_be_stated(figures):
    """Payscale's hourly and annual medians stood 2,816 hours apart: none may be derived."""
    payscale = figures[figures["publisher"].eq("Payscale") & figures["statistic"].eq("p50")]
    with pytest.raises(NotComparable, match="hours="):
        wage_interval(payscale, to="USD/hour", among=figures)
    stated = wage_interval(payscale, to="USD/hour", hours=2000, among=figures)
    assert stated["normalized"].item() == 75500 / 2000
    assert "2,000 hours a year, not published" in steps(stated)["assumptions"].item()


def test_a_quoted_bls_wage_is_not_bls_file(figures):
    """What a guide prints as BLS's is not BLS's own pair of hourly and annual pay."""
    quoted = figures[figures["quoted_by"].notna() & figures["publisher"].eq("BLS")]
    quoted = quoted[quoted["measure"].eq("wage")]
    with pytest.raises(NotComparable, match="hours="):
        wage_interval(quoted, to="USD/hour", among=figures)


@pytest.mark.parametrize(
    ("figure_id", "says"),
    [
        ("bls.oews.2024-05.us.29-2072.employment.total.jobs", "no wage"),
        ("bls.oews.2024-05.us.11-3021.wage.p90.usd-year", "top-coded"),
    ],
)
def test_what_is_no_wage_or_has_no_value_is_refused(figure_id, says, figures):
    """Jobs have no hours, and a bound is no wage."""
    with pytest.raises(NotComparable, match=says):
        wage_interval(one(figures, figure_id), to="USD/hour", among=figures)


def test_an_unknown_interval_is_refused(figures):
    """Weeks and months are not published."""
    with pytest.raises(UnknownValue, match="USD/hour"):
        wage_interval(one(figures, ANNUAL), to="USD/week")
