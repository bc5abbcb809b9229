"""What curves answer: the form of answers, what is hidden, what is drawn at random."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from hitdata.distribution import curve, fit
from hitdata.errors import InvalidFigure


@pytest.fixture
def frame():
    """A complete wage, one top-coded from p75 on, a median alone and a mean alone."""
    return pd.DataFrame(
        {
            "p10": [35_080, 60_000, np.nan, np.nan],
            "p25": [39_620, 90_000, np.nan, np.nan],
            "p50": [48_780, 150_000, 80_000, np.nan],
            "p75": [61_960, np.nan, np.nan, np.nan],
            "p90": [77_810, np.nan, np.nan, np.nan],
            "p75_threshold": [np.nan, 239_200, np.nan, np.nan],
            "p90_threshold": [np.nan, 239_200, np.nan, np.nan],
            "mean": [53_690, 190_000, np.nan, 60_000],
        },
        index=["records", "surgeons", "median", "mean"],
    )


def test_answers_have_the_form_of_the_question(frame):
    """A number is answered by a Series, a list by a frame, both with the index of the figures."""
    curves = fit(frame)
    assert curves.quantile(0.5).index.equals(frame.index)
    assert curves.quantile([0.1, 0.5]).columns.to_list() == [0.1, 0.5]
    assert curves.share_above(np.array([1e4, 1e5])).shape == (4, 2)


def test_each_curve_can_be_asked_its_own(frame):
    """A Series with the index of the curves asks each one its own question."""
    curves = fit(frame)
    own = pd.Series([0.1, 0.25, 0.5, 0.5], index=frame.index)
    assert curves.quantile(own).to_list()[:3] == pytest.approx([35_080, 90_000, 80_000])


def test_a_series_must_fit_the_curves(frame):
    """A Series with another index is refused rather than aligned by guess."""
    with pytest.raises(InvalidFigure, match="with the index of the curves"):
        fit(frame).quantile(pd.Series([0.1, 0.2]))


@pytest.mark.parametrize("share", [-0.01, 1.01, 50])
def test_shares_are_between_0_and_1(frame, share):
    """Fifty is no share of the workers."""
    with pytest.raises(InvalidFigure, match=f"share {share:g}: expected a number from 0 to 1"):
        fit(frame).quantile(share)


def test_wages_are_not_negative(frame):
    """Nobody is asked how many earn less than nothing."""
    with pytest.raises(InvalidFigure, match="wage -1: expected a number from 0 to inf"):
        fit(frame).share_above([1.0, -1.0])


def test_a_top_code_hides_what_lies_above(frame):
    """A top-coded percentile is no number until assumptions are asked for; the rest is."""
    surgeons = fit(frame).quantile([0.1, 0.5, 0.6, 0.75, 0.9]).loc["surgeons"]
    assert surgeons.isna().to_list() == [False, False, True, True, True]
    assert fit(frame).with_assumptions().quantile(0.9)["surgeons"] > 239_200


def test_shares_above_a_top_code_are_hidden_too(frame):
    """How many earn more than a wage is known up to the last percentile, and at both ends."""
    above = fit(frame).share_above([0, 90_000, 150_000, 200_000, np.inf]).loc["surgeons"]
    assert above.to_list() == pytest.approx([1, 0.75, 0.5, np.nan, 0], nan_ok=True)


def test_one_figure_is_not_a_curve(frame):
    """A median alone answers at the median, a mean alone nowhere but in the mean."""
    curves = fit(frame)
    assert curves.quantile([0.4, 0.5, 0.6]).loc["median"].isna().to_list() == [True, False, True]
    assert curves.quantile([0.4, 0.5, 0.6]).loc["mean"].isna().all()
    assert curves.mean.isna().to_list() == [False, False, True, False]
    assert curves.density([50_000, 81_000]).loc[["median", "mean"]].isna().all(axis=None)


def test_a_stated_spread_makes_a_curve(frame):
    """A spread that the caller states is not an assumption: the curve is a lognormal."""
    wage = stats.lognorm(0.25, scale=80_000)
    stated = fit(frame, spread=0.25)
    assert stated.quantile(0.9)["median"] == pytest.approx(wage.ppf(0.9))
    assert stated.mean["median"] == pytest.approx(wage.mean())


def test_status_says_what_curves_rest_on(frame):
    """Each row is told by how many percentiles it has, how far they reach, and its mean."""
    status = fit(frame).status
    assert status["basis"].to_list() == [
        "percentiles", "percentiles", "spread assumed", "spread assumed"
    ]  # fmt: skip
    assert status["percentiles"].to_list() == [5, 3, 1, 0]
    assert status["to_share"].to_list() == pytest.approx([0.9, 0.5, 0.5, np.nan], nan_ok=True)
    assert status["top_coded_from"].to_list() == pytest.approx(
        [np.nan, 0.75, np.nan, np.nan], nan_ok=True
    )
    assert status["mean"].to_list() == ["used", "used", "not given", "used"]


def test_share_between_is_the_share_of_a_pay_band(frame):
    """Between p25 and p75 is half of the workers."""
    assert fit(frame).share_between(39_620, 61_960)["records"] == pytest.approx(0.5)


def test_samples_follow_the_curve(frame):
    """Ten thousand draws cannot be told from the curve; draws are missing where it is hidden."""
    curves = fit(frame)
    draws = curves.sample(10_000, seed=7)
    below = 1 - curves.share_above(np.sort(draws.loc["records"].to_numpy())).loc["records"]
    test = stats.kstest(below.to_numpy(), "uniform")
    assert test.pvalue > 0.01
    assert draws.loc["surgeons"].isna().mean() == pytest.approx(0.5, abs=0.02)


def test_samples_repeat_with_their_seed(frame):
    """The same seed draws the same wages, another seed others."""
    curves = fit(frame)
    pd.testing.assert_frame_equal(curves.sample(3, seed=1), curves.sample(3, seed=1))
    assert not curves.sample(3, seed=1).equals(curves.sample(3, seed=2))


def test_the_ends_of_a_curve():
    """Nobody earns less than nothing; there is no highest wage."""
    wages = curve({"p25": 40_000, "p75": 60_000}).quantile([0.0, 1.0])
    assert wages.iloc[0].to_list() == [0, np.inf]


def test_estimates_carry_their_flag(frame):
    """Each estimate says what it rests on, and lies in its interval."""
    rows = fit(frame).estimates([0.05, 0.5, 0.6, 0.9])
    assert rows.loc["records", "rests_on"].to_list() == [
        "extrapolated", "published", "interpolated", "published"
    ]  # fmt: skip
    assert rows.loc["surgeons", "rests_on"].to_list() == [
        "extrapolated", "published", "top-coded", "top-coded"
    ]  # fmt: skip
    assert set(rows.loc["mean", "rests_on"]) == {"spread assumed"}
    assert (rows["value"].between(rows["low"], rows["high"])).all()
    assert len(rows) == 16
