"""Terms of a wage: 2,080 hours for BLS, and mean and median only where BLS prints both."""

import pandas as pd
import pytest

from hitdata.errors import NotComparable, UnknownValue
from hitdata.normalize import statistic, steps, wage_interval

HOURLY = "bls.oews.2024-05.us.29-2072.wage.p50.usd-hour"
ANNUAL = "bls.oews.2024-05.us.29-2072.wage.p50.usd-year"
MEAN = "bls.oews.2024-05.us.29-2072.wage.mean.usd-year"


def one(figures, figure_id, **changed):
    return figures[figures["figure_id"].eq(figure_id)].assign(**changed)


def quoted(figures, publisher, what):
    rows = figures["publisher"].eq(publisher) & figures["statistic"].eq(what)
    return figures[rows].head(1)


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
        ("bls.oews.2024-05.us.29-2072.employment.total.jobs", "not a wage"),
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


def test_a_mean_of_oews_becomes_the_median_that_bls_published(figures):
    """55,970 x 50,250 / 55,970 = 50,250: the other figure of the same line, cited with it."""
    row = statistic(one(figures, MEAN), to="p50", among=figures)
    assert row["normalized"].item() == pytest.approx(50250)
    assert steps(row)["figure_ids"].item() == f"{MEAN}; {MEAN.replace('mean', 'p50')}"
    assert row["normalized_statistic"].item() == "p50"


def test_it_takes_the_ratio_of_its_own_industry(figures):
    """In health care in May 2024 the mean is 54,180 and the median 48,690."""
    sector = figures[figures["figure_id"].eq(MEAN.replace("us.29", "us.naics-62.29"))]
    assert statistic(sector, to="p50", among=figures)["normalized"].item() == pytest.approx(48690)


def test_another_publishers_median_is_no_mean(figures):
    """Payscale calls its median the average; no mean of the same people is published."""
    with pytest.raises(NotComparable, match="publishes no mean of the same people"):
        statistic(quoted(figures, "Payscale", "p50"), to="mean", among=figures)


def test_the_ratio_of_bls_may_be_assumed_and_is_recorded(figures):
    """75,500 x 73,410 / 67,310 (29-9021, May 2024) = 82,342.23, on an assumption."""
    row = statistic(quoted(figures, "Payscale", "p50"), to="mean", by="2024-05", among=figures)
    assert row["normalized"].item() == pytest.approx(75500 * 73410 / 67310)
    assert "holds for Payscale" in steps(row)["assumptions"].item()


def test_an_average_is_never_taken_for_either(figures):
    """Glassdoor's average may be mean or median; no ratio can start from it."""
    with pytest.raises(NotComparable, match="average"):
        statistic(quoted(figures, "Glassdoor", "average"), to="p50", by="2024-05", among=figures)


def test_without_both_figures_there_is_no_ratio(figures):
    """A cited figure that is missing makes the conversion impossible, not approximate."""
    without = figures[figures["figure_id"].ne(MEAN.replace("mean", "p50"))]
    with pytest.raises(NotComparable, match="no p50"):
        statistic(one(figures, MEAN), to="p50", among=without)


def test_a_top_coded_percentile_has_no_ratio(figures):
    """Nothing follows from a bound."""
    coded = figures[figures["figure_id"].eq("bls.oews.2024-05.us.11-3021.wage.p90.usd-year")]
    with pytest.raises(NotComparable, match="top-coded"):
        statistic(coded, to="p50", among=figures)


def test_an_unknown_statistic_is_refused(figures):
    """The mode is not published."""
    with pytest.raises(UnknownValue, match="p50"):
        statistic(one(figures, MEAN), to="mode")
