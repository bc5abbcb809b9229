"""From the tidy table to a row per wage."""

import numpy as np
import pandas as pd
import pytest

from hitdata.distribution import fit, points, precision
from hitdata.errors import InvalidFigure


def rows(*figures):
    """Tidy rows of one occupation in one release; later keys replace these."""
    common = {
        "publisher": "BLS", "source": "OEWS", "release": "2024-05", "soc": "29-1248", "area": "US",
        "industry": "cross-industry", "level": "detailed", "unit": "USD/year", "measure": "wage",
        "value": np.nan, "threshold": np.nan, "status": "normal", "bound": "=", "range_kind": None,
    }  # fmt: skip
    return pd.DataFrame([common | figure for figure in figures])


def test_a_wage_is_a_row():
    """Percentiles and mean of one occupation become columns of one row, indexed by its key."""
    table = points(rows({"statistic": "p50", "value": 48_780}, {"statistic": "mean", "value": 5e4}))
    assert table.index.names[:2] == ["publisher", "source"]
    assert table.reset_index(drop=True).to_dict("list") == {"p50": [48_780], "mean": [50_000]}


def test_units_are_wages_of_their_own():
    """Hourly and annual figures of one occupation are two rows, in the order of the table."""
    table = points(
        rows(
            {"statistic": "p50", "value": 23.45, "unit": "USD/hour"},
            {"statistic": "p50", "value": 48_780},
            {"statistic": "p90", "value": 37.41, "unit": "USD/hour"},
        )
    )
    assert table.index.get_level_values("unit").to_list() == ["USD/hour", "USD/year"]
    assert table["p90"].to_list() == pytest.approx([37.41, np.nan], nan_ok=True)


def test_a_top_code_becomes_a_threshold():
    """A top-coded percentile is missing, and its bound stands in a column beside it."""
    table = points(
        rows(
            {"statistic": "p75", "value": 200_000},
            {"statistic": "p90", "status": "top-coded", "threshold": 239_200},
        )
    )
    assert table["p90_threshold"].item() == 239_200
    assert "p90" not in table
    assert fit(table).status["top_coded_from"].item() == 0.9


def test_or_more_is_a_threshold_too():
    """A percentile printed as 150,000+ bounds, it does not tell; a mean printed so says nothing."""
    table = points(
        rows(
            {"statistic": "p90", "value": 150_000, "bound": ">="},
            {"statistic": "mean", "value": 150_000, "bound": ">="},
        )
    )
    assert table.reset_index(drop=True).to_dict("list") == {"p90_threshold": [150_000]}


@pytest.mark.parametrize("status", ["not released", "not applicable", "withheld or top-coded"])
def test_what_is_not_known_is_missing(status):
    """A wage of which nothing is released keeps its row, without figures."""
    table = points(rows({"statistic": "p50", "status": status, "threshold": 239_200}))
    assert len(table) == 1
    assert fit(table.reindex(columns=["p50"])).status["basis"].item() == "no figures"


def test_an_average_is_neither_mean_nor_median():
    """What is printed as an average is taken for neither, other measures are no wages."""
    table = rows(
        {"statistic": "average", "value": 60_000},
        {"statistic": "p50", "value": 7, "measure": "employment"},
    )
    assert points(table).empty


def test_a_typical_range_belongs_to_the_occupation():
    """A typical range joins the median; a range for seniors is a wage of its own."""
    table = points(
        rows(
            {"statistic": "p50", "value": 75_500},
            {"statistic": "low", "value": 53_000, "range_kind": "typical"},
            {"statistic": "high", "value": 112_000, "range_kind": "typical"},
            {"statistic": "low", "value": 120_000, "range_kind": "senior"},
        )
    )
    assert table["low"].to_list() == [53_000, 120_000]
    assert table["p50"].to_list() == pytest.approx([75_500, np.nan], nan_ok=True)


def test_a_repeated_figure_counts_once():
    """A guide that prints one figure on two lines gives one figure."""
    table = points(rows({"statistic": "p50", "value": 9}, {"statistic": "p50", "value": 9}))
    assert table["p50"].to_list() == [9]


def test_a_figure_given_twice_is_refused():
    """Two values of one statistic for one key cannot both be right."""
    twice = rows({"statistic": "p50", "value": 1}, {"statistic": "p50", "value": 2})
    with pytest.raises(InvalidFigure, match=r"p50 is given twice for .*29-1248"):
        points(twice)


def test_standard_errors_stand_beside_their_wages(figures):
    """Yearly and hourly pay share the error of the mean that BLS prints; the order is of points."""
    rows = figures[
        figures["source"].eq("OEWS")
        & figures["soc"].isin(["29-2072", "29-1141"])
        & figures["release"].eq("2024-05")
        & figures["area"].isin(["US", "NY"])
    ]
    found = precision(rows)
    assert found.index.equals(points(rows).index)
    printed = rows[rows["statistic"].eq("rse") & rows["error_of"].eq("mean")]
    for key, error in found.items():
        names = dict(zip(found.index.names, key, strict=True))
        same = printed["soc"].eq(names["soc"]) & printed["area"].eq(names["area"])
        same &= printed["industry"].eq(names["industry"])
        expected = printed.loc[same, "value"]
        assert error == expected.item() if len(expected) else np.isnan(error)
    assert found.notna().sum() == 8
