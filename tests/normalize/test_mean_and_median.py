"""Mean and median: two figures, turned into one another only where BLS prints both."""

import pytest

from hitdata.errors import NotComparable, UnknownValue
from hitdata.normalize import statistic, steps

MEAN = "bls.oews.2024-05.us.29-2072.wage.mean.usd-year"


def one(figures, **changed):
    return figures[figures["figure_id"].eq(MEAN)].assign(**changed)


def quoted(figures, publisher, what):
    rows = figures["publisher"].eq(publisher) & figures["statistic"].eq(what)
    return figures[rows].head(1)


def test_a_mean_of_oews_becomes_the_median_that_bls_published(figures):
    """55,970 x 50,250 / 55,970 = 50,250: the other figure of the same line, cited with it."""
    row = statistic(one(figures), to="p50", among=figures)
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
        statistic(one(figures), to="p50", among=without)


def test_a_top_coded_percentile_has_no_ratio(figures):
    """Nothing follows from a bound."""
    coded = figures[figures["figure_id"].eq("bls.oews.2024-05.us.11-3021.wage.p90.usd-year")]
    with pytest.raises(NotComparable, match="top-coded"):
        statistic(coded, to="p50", among=figures)


def test_an_unknown_statistic_is_refused(figures):
    """The mode is not published."""
    with pytest.raises(UnknownValue, match="p50"):
        statistic(one(figures), to="mode")
