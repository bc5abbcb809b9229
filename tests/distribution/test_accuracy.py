"""Accuracy on published figures: hide one of OEWS May 2025, fit the rest, see how far off it is.

The cut holds 187 national wages as published, of occupations and groups of them: the 77 whose
90th percentile is at or above $239,200, the top code of the years before, and each twelfth of
the others. May 2025 has no top codes, so it tells how well a curve does where earlier releases
were silent.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from hitdata.distribution import fit

CAP = 239_200.0


@pytest.fixture(scope="module")
def oews():
    """Percentiles and means of 187 wages, OEWS May 2025, USD per year."""
    path = Path(__file__).parent / "data" / "oews_2025.csv"
    return pd.read_csv(path, index_col=["soc", "level"])


def median_error(found, true):
    return float((found / true - 1).abs().median())


@pytest.mark.parametrize(
    ("name", "most"), [("p10", 0.06), ("p25", 0.03), ("p50", 0.025), ("p75", 0.025), ("p90", 0.026)]
)
def test_a_hidden_percentile_is_found(oews, name, most):
    """The other percentiles and the mean give back a hidden percentile, within a few percent."""
    found = fit(oews.drop(columns=name)).quantile(float(name[1:]) / 100)
    assert median_error(found, oews[name]) < most


def test_a_mean_helps_to_find_the_median(oews):
    """With p10 and p90 alone, the mean brings the error of the median down by a third or more."""
    ends = oews[["p10", "p90"]]
    without = median_error(fit(ends).quantile(0.5), oews["p50"])
    informed = median_error(fit(ends.assign(mean=oews["mean"])).quantile(0.5), oews["p50"])
    assert informed < without * 2 / 3


def test_a_hidden_mean_is_found(oews):
    """Five percentiles give the mean within 1 % (median)."""
    assert median_error(fit(oews.drop(columns="mean")).mean, oews["mean"]) < 0.01


def test_a_top_coded_percentile_is_found(oews):
    """Censored at the old top code, p90 comes out within 5 % (median) from the mean."""
    censored = oews[(oews["p90"] >= CAP) & (oews["p75"] < CAP)]
    curves = fit(censored.assign(p90=np.nan, p90_threshold=CAP))
    assert len(censored) == 47
    assert curves.quantile(0.9).isna().all()
    assert median_error(curves.with_assumptions().quantile(0.9), censored["p90"]) < 0.05


def test_a_top_coded_percentile_lies_in_its_interval(oews):
    """Whether p90 alone is censored or p75 as well, the published values lie in the intervals."""
    censored = oews[oews["p50"] < CAP].copy()
    true = censored[["p75", "p90"]].set_axis([0.75, 0.9], axis="columns")
    for name in ("p75", "p90"):
        censored[f"{name}_threshold"] = CAP
        censored[f"{name}_threshold"] = censored[f"{name}_threshold"].where(censored[name] >= CAP)
        censored[name] = censored[name].where(censored[name] < CAP)
    low, high = fit(censored).interval([0.75, 0.9])
    assert ((low <= true) & (true <= high)).all(axis=None)


def test_usual_wages_hold_nine_in_ten(oews):
    """From a median or a mean alone, nine in ten percentiles lie in the usual interval."""
    ordinary = oews[oews["p90"] < CAP]
    true = ordinary[["p10", "p25", "p75", "p90"]].to_numpy()
    for known in (["p50"], ["mean"]):
        low, high = fit(ordinary[known]).interval([0.1, 0.25, 0.75, 0.9])
        inside = (low.to_numpy() <= true) & (true <= high.to_numpy())
        assert inside.mean() > 0.9
