"""Identifiers: what tells two figures apart is in them, what goes without saying is not."""

import pandas as pd
import pytest

from hitdata.table import identifiers, tidy
from tests.table.rows import rows


@pytest.mark.parametrize(
    ("change", "segment"),
    [
        ({"unit": "USD/hour"}, "usd-hour"),
        ({"industry": "NAICS 62"}, "naics-62"),
        ({"ownership": "5"}, "own-5"),
        ({"coverage": "all jobs"}, "all-jobs"),
        ({"level": "broad"}, "broad"),
        ({"area": "CA"}, "ca"),
        ({"statistic": "rse", "error_of": "mean", "unit": "percent"}, "of-mean"),
        ({"period": "2022"}, "2022"),
        ({"pay_basis": "total pay"}, "total-pay"),
        ({"experience_min": 0.0, "experience_max": 2.0}, "exp-0-2"),
        ({"experience_min": 8.0}, "exp-8-up"),
        ({"statistic": "low", "range_kind": "entry"}, "entry"),
        ({"release": None}, "undated"),
        ({"release": None, "period": None, "projected_year": 2028}, "by-2028"),
        ({"quoted_by": "A guide", "locator": "line 7"}, "a-guide-line-7"),
    ],
)
def test_what_tells_two_figures_apart_stands_in_the_identifier(change, segment):
    """Each column that sets a figure apart gives its identifier a segment of its own."""
    frame = tidy(rows({}, change))
    assert segment in frame["figure_id"][1].split(".")
    assert frame["figure_id"][0] != frame["figure_id"][1]


def test_ordinary_values_stay_out_of_the_identifier():
    """What a product's figures ordinarily are is not repeated in each identifier."""
    ordinary = {"industry": ["cross-industry"], "level": ["detailed"]}
    assert tidy(rows({}), ordinary=ordinary)["figure_id"].item() == (
        "bls.oews.2023-05.us.31-9092.wage.p50.usd-year"
    )


def test_a_period_is_named_only_beside_another_release():
    """A figure of its own release says so once; a projected year needs no name beside a period."""
    change = {"release": "2022-32", "period": "2032", "projected_year": 2032}
    same, other = tidy(rows({}, change))["figure_id"].str.split(".")
    assert same.count("2023-05") == 1
    assert other.count("2032") == 1
    assert "by-2032" not in other


def test_a_code_that_is_not_published_does_not_name_the_figure():
    """Our own matching of a title may improve without renaming the figure."""
    first = tidy(rows({"soc_match": "related"}))["figure_id"].item()
    second = tidy(rows({"soc_match": "related", "soc": "29-2072"}))["figure_id"].item()
    assert first == second
    assert "medical-assistants" in first


def test_names_made_in_parts_are_the_same(monkeypatch):
    """Of a large table some rows are named at a time: no segment is lost between them."""
    changes = [{"area": area, "statistic": statistic} for area in ("US", "CA", "TX")
               for statistic in ("p10", "p50")]  # fmt: skip
    whole = tidy(rows(*changes))["figure_id"]
    monkeypatch.setattr(identifiers, "ROWS", 4)
    pd.testing.assert_series_equal(tidy(rows(*changes))["figure_id"], whole)
    assert whole[5] == "bls.oews.2023-05.tx.cross-industry.31-9092.detailed.wage.p50.usd-year"


def test_what_all_figures_share_is_named_all_the_same():
    """A figure's name does not depend on the figures beside it."""
    alone = tidy(rows({"area": "CA"}))["figure_id"].item()
    beside = tidy(rows({}, {"area": "CA"}, {"unit": "USD/hour"}))["figure_id"]
    assert beside[1] == alone
