"""Intervals: what figures prove, by hand and on populations, and what is usual beyond."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from hitdata.distribution import curve, fit

NAMES = ["p10", "p25", "p50", "p75", "p90"]
SHARES = [0.1, 0.25, 0.5, 0.75, 0.9]


def ends(pair):
    """The two ends of an interval of a single wage."""
    return [end.item() for end in pair]


def test_a_percentile_lies_between_its_neighbours():
    """Wages rise with the share below: p60 lies between p50 and p75."""
    wages = curve({"p10": 30.0, "p50": 50.0, "p75": 70.0})
    assert ends(wages.interval(0.6)) == [50, 70]
    assert ends(wages.interval(0.5)) == [50, 50]
    assert ends(wages.interval(0.05)) == [0, 30]
    assert ends(wages.interval(0.9)) == [70, np.inf]


def test_a_mean_bounds_the_upper_end():
    """With p50 = 100 and p75 = 150, a mean of 120 leaves at most 725 for p90.

    The least the others can earn: nothing below p50, 100 from there to p75, 150 up to p90,
    together 25 + 22.5 = 47.5 per worker. The remaining 72.5 go to a tenth of them: 725.
    """
    wages = curve({"p50": 100.0, "p75": 150.0}, mean=120)
    assert ends(wages.interval(0.9)) == [150, pytest.approx(725)]


def test_a_mean_bounds_percentiles_inside():
    """With p10 = 100 and p90 = 300, a mean of 120 leaves at most 125 for the median.

    The least: nothing for the lowest tenth, 100 from there to p50, 300 above p90, 70 together.
    The remaining 50 go to the two fifths between: 125.
    """
    wages = curve({"p10": 100.0, "p90": 300.0}, mean=120)
    assert ends(wages.interval(0.5)) == [100, pytest.approx(125)]


def test_a_top_code_is_an_interval():
    """A top-coded p90 lies at or above its threshold; below, the percentiles still bound."""
    wages = curve({"p50": 150_000.0}, top_code={"p75": 239_200, "p90": 239_200}, spread=0.3)
    assert ends(wages.interval(0.9)) == [239_200, np.inf]
    assert ends(wages.interval(0.6)) == [150_000, np.inf]


def test_a_bare_top_code_is_a_bound():
    """Where nothing but a top code is published, wages above it are bounded from below."""
    wages = curve({}, top_code={"p50": 239_200})
    assert ends(wages.interval(0.75)) == [239_200, np.inf]
    assert ends(wages.interval(0.25)) == [0, np.inf]


def test_a_median_alone_is_an_interval():
    """Around a median, log wages spread by 0.1 to 0.6: p90 is 1.28 of these above it."""
    low, high = ends(curve({"p50": 80_000.0}).interval(0.9))
    assert low == pytest.approx(80_000 * np.exp(0.1 * 1.2815516))
    assert high == pytest.approx(80_000 * np.exp(0.6 * 1.2815516))


def test_a_mean_alone_is_an_interval():
    """Around a mean, wages are narrow, wide, or skewed to either side: two half lognormals."""
    wages = curve({}, mean=60_000)
    for share in (0.1, 0.45, 0.5, 0.75):
        z, found = stats.norm.ppf(share), []
        for below, above in ((0.1, 0.1), (0.6, 0.6), (0.2, 0.45), (0.45, 0.2)):

            def wage(z, below=below, above=above):
                return np.exp(np.where(z < 0, below, above) * z)

            mean = stats.norm.expect(wage, lb=-9, ub=0) + stats.norm.expect(wage, lb=0, ub=9)
            found.append(60_000 / mean * wage(z))
        assert ends(wages.interval(share)) == pytest.approx([min(found), max(found)], rel=1e-6)


def test_a_range_that_does_not_say_how_many_it_holds():
    """A range may be p25 to p75 or p10 to p90: p90 is its end or beyond, p50 anywhere inside."""
    wages = curve({}, low=50_000, high=90_000)
    assert np.isnan(wages.quantile(0.5).item())
    assert ends(wages.interval(0.5)) == pytest.approx([50_000, 90_000])
    low, high = ends(wages.interval(0.9))
    slope = 1.8 * np.log(90 / 50) / (2 * 0.6744898)
    assert low == pytest.approx(90_000)
    assert high == pytest.approx(90_000 * np.exp(slope * (1.2815516 - 0.6744898)))


@st.composite
def populations(draw):
    """A population of 200 workers, as wages in order: mixtures with ties and long tails."""
    seed, spread = draw(st.integers(0, 10**6)), draw(st.sampled_from([0.05, 0.4, 1.2]))
    rng = np.random.default_rng(seed)
    wages = np.exp(10.5 + spread * rng.standard_normal(200) + rng.choice([0, 0.8], 200))
    return np.sort(np.round(wages, draw(st.sampled_from([2, -3]))) + 10)


@settings(deadline=None, max_examples=40)
@given(populations(), st.sets(st.sampled_from(NAMES), min_size=2), st.booleans())
def test_intervals_hold_in_every_population(population, names, with_mean):
    """Whatever the population, its percentiles lie in the intervals that other figures leave."""

    def percentile(share):
        return population[round(share * 200)]

    points = {name: percentile(float(name[1:]) / 100) for name in names}
    wages = curve(points, mean=population.mean() if with_mean else None)
    shares = [0.02, 0.1, 0.2, 0.4, 0.5, 0.7, 0.85, 0.9, 0.99]
    low, high = (end.to_numpy()[0] for end in wages.interval(shares))
    true = np.array([percentile(share) for share in shares])
    assert (low <= true).all()
    assert (true <= high * (1 + 1e-12)).all()


def test_shares_have_intervals_too():
    """At a published percentile the share is certain; between two it lies between theirs."""
    wages = curve({"p10": 30.0, "p50": 50.0, "p75": 70.0})
    assert ends(wages.share_interval(50)) == [0.5, 0.5]
    assert ends(wages.share_interval(60)) == [0.25, 0.5]
    assert ends(wages.share_interval(20)) == [0.9, 1]
    assert ends(wages.share_interval(80)) == [0, 0.25]


def test_share_above_lies_in_its_interval():
    """The curve's own answer is one of those that the figures leave open."""
    frame = pd.DataFrame([[35_080, 39_620, 48_780, 61_960, 77_810]] * 2, columns=NAMES)
    curves = fit(frame.assign(mean=[53_690, np.nan]))
    wages = np.linspace(20_000, 150_000, 27)
    low, high = curves.share_interval(wages)
    above = curves.share_above(wages)
    assert ((low <= above + 1e-9) & (above <= high + 1e-9)).all(axis=None)
