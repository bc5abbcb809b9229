"""From figures to curves: what holds whatever was published, and what the mean says.

Tails and means are held against integration and closed forms.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, special, stats

from hitdata.distribution import curve, fit
from hitdata.distribution.construction import (
    FLATTEST,
    MEAN,
    STEEPEST,
    bent,
    mean,
    widest_gap,
    with_mean,
)
from hitdata.distribution.spline import monotone
from hitdata.errors import InvalidFigure

NAMES = ["p10", "p25", "p50", "p75", "p90"]
SHARES = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
KNOTS = special.ndtri(SHARES)

#: Published percentiles of wages that lean to either side (OEWS May 2023 and two made up).
WAGES = np.array(
    [
        [35_080, 39_620, 48_780, 61_960, 77_810],
        [20_000, 21_000, 60_000, 61_000, 200_000],
        [15_080, 15_090, 15_100, 15_200, 30_000],
    ]
)


def integrated(curves, row):
    """Mean wage of a row, by adaptive integration of the wage over the normal density."""

    def earned(z):
        return np.exp(curves.at(np.array([z]))[row, 0]) * stats.norm.pdf(z)

    return integrate.quad(earned, -12, 12, points=[*KNOTS], limit=400)[0]


@pytest.mark.parametrize("row", range(3))
def test_mean_is_the_integral_of_the_curve(row):
    """The mean is what adaptive integration of the same curve finds."""
    curves = monotone(KNOTS, np.log(WAGES))
    assert mean(curves)[row] == pytest.approx(integrated(curves, row), rel=1e-6)


def test_mean_of_a_lognormal():
    """A straight line with height mu and slope s is a lognormal, whose mean is exp(mu + s^2/2)."""
    curves = monotone(KNOTS, 10.8 + 0.4 * KNOTS[None, :])
    assert mean(curves).item() == pytest.approx(np.exp(10.8 + 0.08), rel=1e-9)


def test_a_lognormal_is_recognised_by_its_mean():
    """The tail that gives a lognormal its own mean is its own tail."""
    spreads = np.array([[0.1], [0.4], [0.9]])
    line = monotone(KNOTS, 10.8 + spreads * KNOTS)
    curves, _, outcome = with_mean(
        line, np.exp(10.8 + spreads[:, 0] ** 2 / 2), np.full(3, FLATTEST)
    )
    assert curves.after[:, -1] == pytest.approx(spreads[:, 0], abs=1e-7)
    assert [MEAN[code] for code in outcome] == ["used"] * 3


@pytest.mark.parametrize("published", [52_500, 56_000, 70_000])
def test_the_tail_takes_up_the_mean(published):
    """The new curve has the published mean, by integration, and the old percentiles."""
    start = monotone(KNOTS, np.log(WAGES[:1]))
    curves, _, outcome = with_mean(start, np.array([published]), np.array([FLATTEST]))
    assert MEAN[outcome.item()] == "used"
    assert integrated(curves, 0) == pytest.approx(published, rel=1e-6)
    assert np.exp(curves.at(KNOTS)) == pytest.approx(WAGES[:1], rel=1e-12)


@pytest.mark.parametrize(
    ("published", "word", "slope"), [(40_000, "too low", FLATTEST), (900_000, "too high", STEEPEST)]
)
def test_a_mean_out_of_reach_is_said_to_be(published, word, slope):
    """A mean below or above every tail is reported, and the nearest tail is taken."""
    start = monotone(KNOTS, np.log(WAGES[:1]))
    curves, reached, outcome = with_mean(start, np.array([published]), np.array([FLATTEST]))
    assert MEAN[outcome.item()] == word
    assert curves.after[0, -1] == slope
    assert reached.item() == pytest.approx(integrated(curves, 0), rel=1e-6)


def test_a_top_code_wins_over_the_mean():
    """The tail is never flatter than the top code allows, however low the mean is."""
    start = monotone(KNOTS, np.log(WAGES[:1]))
    curves, _, outcome = with_mean(start, np.array([53_690.0]), np.array([1.5]))
    assert curves.after[0, -1] == 1.5
    assert MEAN[outcome.item()] == "too low"


def test_without_a_mean_the_last_secant_goes_on():
    """A row without a mean keeps its tail: the last secant, drawn by a fifth to the whole."""
    start = monotone(KNOTS, np.log(WAGES[[0, 0]]))
    curves, _, outcome = with_mean(start, np.array([np.nan, 60_000]), np.full(2, FLATTEST))
    last = np.log(77_810 / 61_960) / (KNOTS[4] - KNOTS[3])
    whole = np.log(77_810 / 35_080) / (KNOTS[4] - KNOTS[0])
    assert curves.after[0, -1] == pytest.approx(last**0.8 * whole**0.2)
    assert [MEAN[code] for code in outcome] == ["not given", "used"]


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        ([1, 1, 1, 1, 1], None),
        ([0, 1, 1, 0, 0], None),
        ([1, 0, 0, 0, 1], 2),
        ([0, 1, 0, 1, 0], 2),
        ([1, 0, 1, 0, 1], 3),
        ([1, 1, 0, 0, 1], 2),
    ],
)
def test_the_widest_gap_is_between_percentiles(known, missing):
    """What lies outside the percentiles is tail; inside, the middle of the widest gap counts."""
    assert widest_gap(KNOTS, np.array(known, dtype=bool)) == missing


def test_a_lognormal_needs_no_bend():
    """Two percentiles and the mean of a lognormal are a lognormal: the median is its own."""
    wage = stats.lognorm(0.5, scale=60_000)
    both = curve({"p10": wage.ppf(0.1), "p90": wage.ppf(0.9)}, mean=wage.mean())
    shares = [0.02, 0.3, 0.5, 0.8, 0.98]
    assert both.quantile(shares).iloc[0].to_list() == pytest.approx(list(wage.ppf(shares)))


@pytest.mark.parametrize(("mean", "higher"), [(63_000, False), (70_000, True)])
def test_the_median_follows_the_mean(mean, higher):
    """A mean above that of the plain curve lifts the median, one below it lowers it."""
    points = {"p10": 40_000.0, "p90": 100_000.0}
    plain, informed = curve(points), curve(points, mean=mean)
    assert plain.mean.item() == pytest.approx(67_419, rel=1e-4)  # exp(mu + s^2/2), s = 0.3575
    assert (informed.quantile(0.5).item() > plain.quantile(0.5).item()) is higher
    assert informed.mean.item() == pytest.approx(mean)


@given(st.floats(1.0, 1e7), st.floats(0.001, 3.0), st.floats(0.001, 3.0))
def test_a_bend_stays_between_its_neighbours(published, first, second):
    """However far off the mean is, the curve goes on rising through the gap."""
    heights = 10.0 + np.array([[0, first, first + second]])
    curves = bent(monotone(KNOTS[[0, 1, 4]], heights), float(KNOTS[2]), np.array([published]))
    assert (np.diff(curves.heights) > 0).all()
    assert curves.heights[:, [0, 1, 3]] == pytest.approx(heights)


#: The most that rounding may move a published figure: half of $10 in $239,200.
ROUNDING = 2.1e-5

slow_machines = settings(deadline=None, max_examples=40)


@st.composite
def published(draw):
    """Frames of 1 to 6 rows: wages rounded to $10, tied, missing or top-coded, with a mean."""
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        steps = draw(
            st.lists(st.sampled_from([0, 1, 30, 400, 2_000, 9_000]), min_size=5, max_size=5)
        )
        wages = 10.0 * (draw(st.integers(725, 6_000)) + np.cumsum(steps))
        row = dict(zip(NAMES, wages, strict=True))
        row["mean"] = float(np.mean(wages) * draw(st.sampled_from([0.8, 0.97, 1.0, 1.05, 1.3])))
        coded = draw(st.sampled_from([0, 0, 0, 1, 2, 5]))
        for name in NAMES[5 - coded :]:
            row[name + "_threshold"] = row.pop(name)
        for name in draw(st.sets(st.sampled_from([*NAMES, "mean"]))):
            row.pop(name, None)
        rows.append(row)
    return pd.DataFrame(rows, columns=[*NAMES, "mean", *(f"{name}_threshold" for name in NAMES)])


@slow_machines
@given(published())
def test_wages_rise_with_the_share_below(frame):
    """Every curve rises, over the whole range of shares."""
    wages = fit(frame).with_assumptions().quantile(np.linspace(0.001, 0.999, 99)).to_numpy()
    drawn = ~np.isnan(wages[:, 0])
    assert (np.diff(wages[drawn], axis=1) > 0).all()
    assert drawn.tolist() == frame[[*NAMES, "mean"]].notna().any(axis=1).tolist()


@slow_machines
@given(published())
def test_curves_pass_through_what_was_published(frame):
    """A published percentile is met within its rounding, also by a curve that is not shown else."""
    wages = fit(frame).quantile(SHARES).to_numpy()
    known = frame[NAMES].notna().to_numpy()
    assert wages[known] == pytest.approx(frame[NAMES].to_numpy()[known], rel=ROUNDING)


@slow_machines
@given(published(), st.lists(st.floats(0.001, 0.999), min_size=1, max_size=5))
def test_share_above_undoes_quantile(frame, shares):
    """The share above the wage at share p is 1 - p."""
    curves = fit(frame).with_assumptions()
    drawn = frame[[*NAMES, "mean"]].notna().any(axis=1)
    above = curves.share_above(curves.quantile(shares))[drawn].to_numpy()
    assert above == pytest.approx(np.tile(1 - np.array(shares), (drawn.sum(), 1)), abs=1e-8)


@slow_machines
@given(published())
def test_the_mean_is_recovered_when_it_can_be(frame):
    """Where the status says that the mean was used, it is the mean of the curve."""
    curves = fit(frame)
    used = curves.status["mean"] == "used"
    assert curves.mean[used].to_numpy() == pytest.approx(frame["mean"][used].to_numpy(), rel=1e-9)
    assert (curves.status["mean"] == "not given").equals(frame["mean"].isna())


@slow_machines
@given(published())
def test_a_top_code_is_kept(frame):
    """No estimate of a top-coded percentile is below its threshold, and none is shown unasked."""
    curves = fit(frame)
    estimates = curves.with_assumptions().quantile(SHARES).to_numpy()
    floors = frame[[f"{name}_threshold" for name in NAMES]].to_numpy()
    coded = ~np.isnan(floors)
    found = coded & ~np.isnan(estimates)
    assert (estimates[found] >= floors[found] * (1 - 1e-9)).all()
    assert np.isnan(curves.quantile(SHARES).to_numpy()[coded]).all()


@slow_machines
@given(published())
def test_dollars_and_cents_have_the_same_curve(frame):
    """A hundred times the figures gives a hundred times the wages."""
    dollars, cents = (
        fit(f).with_assumptions().quantile([0.02, 0.4, 0.97]) for f in (frame, frame * 100)
    )
    np.testing.assert_allclose(cents, dollars * 100, rtol=1e-9)


@slow_machines
@given(published())
def test_a_row_does_not_depend_on_its_neighbours(frame):
    """A wage has the same curve in any company, in any order."""
    shares = [0.05, 0.33, 0.5, 0.8, 0.95]
    together = fit(frame[::-1]).with_assumptions().quantile(shares)
    for label in frame.index:
        alone = fit(frame.loc[[label]]).with_assumptions().quantile(shares)
        np.testing.assert_allclose(alone.loc[label], together.loc[label], rtol=1e-11)


@pytest.mark.parametrize("spread", [0.1, 0.5])
@pytest.mark.parametrize(("low", "high"), [("p10", "p90"), ("p25", "p50"), ("p5", "p99.5")])
def test_two_points_are_a_lognormal(low, high, spread):
    """Two percentiles of a lognormal give it back: quantiles, shares and mean."""
    wage = stats.lognorm(spread, scale=48_780)
    curves = curve({name: wage.ppf(float(name[1:]) / 100) for name in (low, high)})
    shares = [0.01, 0.3, 0.5, 0.77, 0.999]
    assert curves.quantile(shares).iloc[0].to_list() == pytest.approx(list(wage.ppf(shares)))
    assert curves.share_above(60_000.0).item() == pytest.approx(wage.sf(60_000))
    assert curves.share_above(wage.isf(1e-20)).item() == pytest.approx(1e-20, rel=1e-6, abs=0)
    assert curves.mean.item() == pytest.approx(wage.mean())


def test_a_lognormal_mean_alone():
    """A mean with a stated spread is the lognormal of that mean."""
    wage = stats.lognorm(0.4, scale=50_000)
    curves = curve({}, mean=wage.mean(), spread=0.4)
    assert curves.quantile(0.9).item() == pytest.approx(wage.ppf(0.9))


def test_a_range_that_says_what_it_covers_is_two_points():
    """A range said to hold 80 % of the workers is p10 and p90."""
    ends = {"p10": 53_000.0, "p90": 112_000.0}
    stated = curve({}, low=53_000, high=112_000, range_covers=0.8)
    shares = [0.05, 0.1, 0.5, 0.9, 0.99]
    assert stated.quantile(shares).to_numpy() == pytest.approx(curve(ends).quantile(shares))


def test_all_percentiles_equal():
    """If everybody earns the same, every percentile and the mean are that wage."""
    curves = curve(dict.fromkeys(NAMES, 50_000.0), mean=50_000)
    assert curves.quantile([0.01, 0.5, 0.99]).to_numpy() == pytest.approx(50_000, rel=1e-4)
    assert curves.status["tied"].item()
    assert curves.mean.item() == pytest.approx(50_000, rel=1e-4)


def test_the_tenth_percentile_at_the_minimum_wage():
    """Hourly figures tied at the minimum wage: none is moved by half a cent."""
    curves = curve({"p10": 7.25, "p25": 7.25, "p50": 8.10, "p75": 11.40, "p90": 16.00}, mean=9.88)
    assert curves.quantile([0.001, 0.1, 0.25]).to_numpy() == pytest.approx(7.25, abs=0.005)
    assert curves.quantile([0.5, 0.75, 0.9]).round(2).iloc[0].to_list() == [8.10, 11.40, 16.00]


def test_nothing_published_gives_nothing():
    """A row without figures answers NaN everywhere, as does one with a bare top code."""
    frame = pd.DataFrame({"p50": [np.nan, np.nan], "p50_threshold": [np.nan, 239_200]})
    curves = fit(frame).with_assumptions()
    assert curves.quantile([0.0, 0.5, 1.0]).isna().all(axis=None)
    assert curves.status["basis"].to_list() == ["no figures", "bound only"]


def test_an_empty_frame_has_no_curves():
    """A frame without rows is answered by frames without rows."""
    curves = fit(pd.DataFrame({"p50": [], "mean": []}))
    assert len(curves) == len(curves.quantile([0.5])) == len(curves.estimates([0.5])) == 0


@pytest.mark.parametrize("options", [{"spread": 0.0}, {"spread": 30_000}, {"range_covers": 80}])
def test_options_out_of_range_are_refused(options):
    """A spread is a standard deviation of log wage, what a range covers a share."""
    with pytest.raises(InvalidFigure, match="expected a s"):
        curve({"p50": 50_000}, **options)
