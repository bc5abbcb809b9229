"""Frames of figures: what is read, and what is refused."""

import numpy as np
import pandas as pd
import pytest

from hitdata.distribution.figures import percentiles, read
from hitdata.errors import InvalidFigure


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
