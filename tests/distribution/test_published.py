"""What was published, from rows of the tidy table to arrays: what is read, and what is refused."""

import numpy as np
import pandas as pd
import pytest

from hitdata.distribution import fit, points, precision
from hitdata.distribution.published import percentiles, read
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
        & figures["quoted_by"].isna()
        & figures["soc"].isin(["29-2072", "29-1141"])
        & figures["release"].eq("2024-05")
        & figures["area"].isin(["US", "NY"])
        & figures["industry"].isin(["cross-industry", "NAICS 62"])
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


def test_columns_are_found_by_name():
    """Percentiles of any share, thresholds, mean and range are read; other columns are not."""
    frame = pd.DataFrame(
        {
            "soc": ["29-2072"],
            "p90_threshold": [239_200],
            "p95.5": [np.nan],
            "p10": [30_000],
            "mean": [90_000],
            "low": [20_000],
            "high": [21_000],
            "employment": [-1],
        }
    )
    figures = read(frame)
    assert figures.shares.tolist() == [0.1, 0.25, 0.5, 0.75, 0.9, 0.955]
    assert figures.quantiles[0, 0] == 30_000
    assert figures.known.sum() == 1
    assert figures.floors[0, 4] == 239_200
    assert (figures.mean, figures.low, figures.high) == (90_000, 20_000, 21_000)


@pytest.mark.parametrize("name", ["p0", "p100", "p05", "P10", "p10_", "price", "median"])
def test_other_names_are_no_percentiles(name):
    """A name that is not a percentile between 0 and 100 is not taken for one."""
    assert percentiles([name]) == {}


def test_a_frame_without_figures_is_refused():
    """A frame without a single known column is a mistake, and the error lists what was found."""
    with pytest.raises(InvalidFigure, match=r"expected some of p10, .*; found median, P90"):
        read(pd.DataFrame({"median": [1], "P90": [2]}))


def test_missing_values_of_every_kind_are_missing():
    """NaN, None and pandas' NA all mean that a figure is missing."""
    frame = pd.DataFrame(
        {"p10": [1.0, np.nan], "p50": pd.array([2, None], "Int64"), "p90": [3, None]}
    )
    assert np.isnan(read(frame).quantiles[1]).all()


@pytest.mark.parametrize("wage", [0, -1.5, np.inf, -np.inf])
def test_a_wage_is_positive_and_finite(wage):
    """Zero, negative and infinite wages are refused, with their row and column."""
    frame = pd.DataFrame({"p10": [1, 1], "mean": [2, wage]}, index=["nurses", "clerks"])
    with pytest.raises(InvalidFigure, match=rf"row 'clerks': mean is {wage:g}"):
        read(frame)


def test_a_printed_mark_is_not_a_number():
    """A mark printed for a top code is refused, and the error says where the bound goes."""
    with pytest.raises(InvalidFigure, match=r"column p90: .*'#'.*p90_threshold"):
        read(pd.DataFrame({"p90": ["#"]}))


def test_percentiles_do_not_fall():
    """A percentile below a lower one is refused, however many are missing between them."""
    frame = pd.DataFrame({"p10": [9, 30_000], "p25": np.nan, "p50": [10, 29_990]})
    with pytest.raises(InvalidFigure, match=r"row 1: p50 .* found p10 30,000, p50 29,990"):
        read(frame)


def test_equal_percentiles_are_allowed():
    """Many people can earn the same wage."""
    assert read(pd.DataFrame({"p10": [7.25], "p25": [7.25]})).known.sum() == 2


def test_a_percentile_is_a_number_or_top_coded():
    """A percentile that is both is refused."""
    with pytest.raises(InvalidFigure, match="p90 stands beside a threshold as well"):
        read(pd.DataFrame({"p90": [250_000], "p90_threshold": [239_200]}))


def test_nothing_stands_above_a_top_code():
    """A number above a top-coded percentile is refused: one of the two must be wrong."""
    with pytest.raises(InvalidFigure, match="p90 stands beside a lower percentile"):
        read(pd.DataFrame({"p75_threshold": [239_200], "p90": [250_000]}))


@pytest.mark.parametrize(("low", "high", "p50"), [(2, 1, np.nan), (10, 20, 9), (10, 20, 21)])
def test_a_range_runs_upwards_and_holds_the_median(low, high, p50):
    """The low end lies below the high end, the median between them."""
    with pytest.raises(InvalidFigure, match="row 0: "):
        read(pd.DataFrame({"low": [low], "high": [high], "p50": [p50]}))


def test_the_frame_is_left_as_it_was():
    """Reading changes nothing in the frame."""
    frame = pd.DataFrame({"p10": [1, 2], "p90": [3, None]})
    before = frame.copy(deep=True)
    read(frame)
    pd.testing.assert_frame_equal(frame, before)
