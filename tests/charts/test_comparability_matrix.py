"""The comparability matrix: marks are the verdicts of the rules, in both halves."""

import pytest

import hitdata
from hitdata.charts import comparability_matrix
from hitdata.charts.comparability_matrix import MARKS
from hitdata.errors import UnknownValue


def test_marks_are_verdicts(drawn):
    """Counted by kind, twice the pairs of `hitdata.comparability`, one in each half."""
    chart = drawn["comparability_matrix"]
    data = chart.hitdata.data
    square = hitdata.comparability(data).to_numpy()
    off = [square[i][j] for i in range(len(data)) for j in range(len(data)) if i != j]
    lines = chart.axes[0].lines[: len(MARKS)]
    drawn_ = dict(zip(MARKS, (len(line.get_xdata()) for line in lines), strict=True))
    assert {verdict: count for verdict, count in drawn_.items() if count} == {
        verdict: off.count(verdict) for verdict in set(off)
    }


def test_two_years_of_one_wage_are_convertible(figures):
    """May 2023 and May 2024 in dollars of their time: by the rules, convertible, not equal."""
    two = figures[figures["figure_id"].isin([
        "bls.oews.2023-05.us.29-9021.wage.p50.usd-year",
        "bls.oews.2024-05.us.29-9021.wage.p50.usd-year"])]  # fmt: skip
    chart = comparability_matrix(two)
    assert chart.hitdata.title == "None of one pair is on equal terms; one can be converted"


def test_one_figure_is_refused(drawn):
    """A matrix of one says nothing."""
    with pytest.raises(UnknownValue, match="needs 2 to 30 figures"):
        comparability_matrix(drawn["comparability_matrix"].hitdata.data.head(1))
