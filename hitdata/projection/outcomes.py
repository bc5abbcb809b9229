"""Outcomes: every round against what later rounds report for its years, and fans drawn from that.

A round projects one year; on its way there, later rounds appear, each with a base year whose
employment it reports. That employment is the outcome. The projection is moved to the outcome's
year at its own compound annual rate and compared: the difference is *revision plus projection
error*, since much of it is re-measurement. Seven percent after two years is not all bad
foresight; staffing surveys, their method and the classification changed too.

An occupation is compared only where code and title are the same in both rounds (but for case and
punctuation). Codes that were split, merged or renamed drop out, so the score says nothing about
them. Several rounds have one outcome in common and are no independent witnesses.

A fan is an empirical interval, not a model of the labor market: in past rounds, 80 percent of
outcomes lay within a factor of the projection. Its half-width, in logs, is

    w(size) x sqrt(years ahead) x widening

Errors of separate years that do not know of each other add up with the square root of time, and
past errors do. Small occupations are measured by fewer answers and miss by more, so each class of
base employment has its own w. Up and down are taken alike.

How it was tested, by time. It was *fitted* on what could be known by 2018: rounds 2012-22 to
2016-26 and the outcomes that rounds to 2018-28 report. It was *checked* on the rounds from
2018-28 on and all their outcomes. Not widened, it holds 70 percent of those instead of 80: the
classification changed in 2019 and 2021, and 2020 was a year of recession. So it is widened
by the one factor, 1.32, at which it holds 80 percent of them. A factor found on the rounds it
serves proves nothing, so for each checked round the hit rate is also taken with the factor that
the *other* rounds ask for: 77 to 85 percent, round by round (`hit_rates`).

What this does not say. Rounds have outcomes in common; the evidence is thinner than its thousands
of rows. Parts do worse: 73 percent of what 2020 and 2021 brought round 2019-29, and 77 percent of
the outcomes of occupations with more than 100,000 jobs. Seven to ten years ahead could be checked
only on the outcomes from 2019 on of rounds whose first years were fitted: 78 to 82 percent.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hitdata.errors import InvalidFigure
from hitdata.normalize.rates import equivalent, rate_of_jobs

__all__ = ["FAN", "KIND", "FanWidths", "fan", "fit_fan", "hit_rates", "revisions", "scorecard"]

#: What the errors of a scorecard are; print it wherever they are shown.
KIND = "revision plus projection error"

#: Part of outcomes that a fan holds.
SHARE = 0.8

#: The fan is fitted on outcomes until this year, and checked on rounds from it on.
FITTED_UNTIL = 2018

#: Jobs in the base year at which a class of size ends and the next begins.
SIZES = (5_000.0, 25_000.0, 100_000.0)


class FanWidths(NamedTuple):
    """What a fan is drawn with: one-year half-widths in logs by size class, and the widening."""

    half_widths: tuple[float, ...]
    widening: float = 1.0

    def at(self, base_employment: pd.Series, years: pd.Series | float) -> NDArray[np.float64]:
        """Return the half-width in logs for base employment (jobs) and years ahead."""
        jobs = base_employment.to_numpy(dtype=float, na_value=np.nan)
        widths = np.asarray(self.half_widths)[np.digitize(jobs, SIZES)]
        ahead = np.asarray(years, dtype=float)
        return np.where(np.isnan(jobs), np.nan, widths) * np.sqrt(ahead) * self.widening

    def needed(self, revisions: pd.DataFrame) -> pd.Series:
        """Return the widening at which the fan of each projection would just hold its outcome."""
        bare = self._replace(widening=1.0).at(revisions["base_employment"], revisions["years"])
        return revisions["log_error"].abs() / bare


#: Fitted and widened as described above, from the ten rounds 2012-22 to 2024-34.
FAN = FanWidths(half_widths=(0.2213, 0.1225, 0.0934, 0.0634), widening=1.32)


def revisions(matrix: pd.DataFrame) -> pd.DataFrame:
    """Return a row per occupation, round and later round within the first one's horizon.

    ``matrix`` is what `hitdata.projection.matrix` returns. Columns: round, outcome_from (the
    later round), base_year, outcome_year, years (between them), soc, occupation, base_employment,
    expected (the projection at the outcome's year) and outcome, in jobs; pct_error (expected over
    outcome, less one) and no_change_pct_error (base over outcome, less one) in percent;
    direction_right; log_error, ln(outcome / expected). Zero jobs have no error and drop out.
    """
    items = matrix.assign(same=_plain(matrix["occupation"]))
    later = items[["release", "base_year", "soc", "same", "base_employment"]].rename(
        columns={"release": "outcome_from", "base_year": "outcome_year",
                 "base_employment": "outcome"}
    )  # fmt: skip
    pairs = items.rename(columns={"release": "round"}).merge(later, on=["soc", "same"])
    pairs["years"] = pairs["outcome_year"] - pairs["base_year"]
    pairs["horizon"] = pairs["projected_year"] - pairs["base_year"]
    positive = pairs[["years", "base_employment", "projected_employment", "outcome"]].gt(0)
    pairs = pairs[positive.all(axis=1) & pairs["years"].le(pairs["horizon"])]
    columns = [
        "round", "outcome_from", "base_year", "outcome_year", "years", "soc", "occupation",
        "base_employment", "expected", "outcome", "pct_error", "no_change_pct_error",
        "direction_right", "log_error",
    ]  # fmt: skip
    order = ["base_year", "outcome_year", "soc"]
    return _errors(pairs)[columns].sort_values(order, ignore_index=True)


def scorecard(revisions: pd.DataFrame, *, widths: FanWidths = FAN) -> pd.DataFrame:
    """Return a row per round and years ahead: how far it was from what later rounds report.

    ``revisions`` is what `revisions` returns. Columns: round, outcome_from, years, n (occupations
    compared); median_abs_pct_error, mean_abs_pct_error and weighted_abs_pct_error (by outcome
    jobs), percent; the first two for "no change" too (base employment carried on);
    direction_right, the percent of occupations that moved the way projected (none projected,
    none seen counts as right); abs_log_error_80, the 80th percentile of absolute log errors;
    coverage_80, the percent of outcomes inside the fan of ``widths``. The errors are `KIND`.
    """
    scored = revisions.assign(
        size=revisions["pct_error"].abs(),
        no_change=revisions["no_change_pct_error"].abs(),
        weighted=revisions["pct_error"].abs() * revisions["outcome"],
        right=revisions["direction_right"] * 100.0,
        log_size=revisions["log_error"].abs(),
        inside=widths.needed(revisions).le(widths.widening) * 100.0,
    )
    groups = scored.groupby(["round", "outcome_from", "years"], as_index=False)
    table = groups.agg(
        n=("soc", "size"),
        median_abs_pct_error=("size", "median"),
        mean_abs_pct_error=("size", "mean"),
        weighted_abs_pct_error=("weighted", "sum"),
        no_change_median_abs_pct_error=("no_change", "median"),
        no_change_mean_abs_pct_error=("no_change", "mean"),
        direction_right=("right", "mean"),
        abs_log_error_80=("log_size", lambda errors: errors.quantile(0.8)),
        coverage_80=("inside", "mean"),
        jobs=("outcome", "sum"),
    )
    table["weighted_abs_pct_error"] /= table.pop("jobs")
    return table


def fan(
    projections: pd.DataFrame, *, years: int | None = None, widths: FanWidths = FAN
) -> pd.DataFrame:
    """Return the fan of each projection: a row per year from its base year on.

    ``projections`` is what `hitdata.projection.growth` returns; rows without a rate or a base are
    left out. ``years`` ahead to draw; None goes to the projected year. Columns: publisher,
    release, soc, occupation, quoted_by, year, years (ahead), expected (jobs, at the projection's
    own rate), low and high (jobs; 80 percent of past outcomes lay between), basis (a sentence to
    print with it). Base employment is itself an estimate, and no interval is drawn around it.

    >>> import hitdata
    >>> from hitdata.projection import growth
    >>> rounds = growth(hitdata.load(soc="29-2072", release="2024-34", quoted=False))
    >>> fan(rounds)[["expected", "low", "high"]].round(-3).tail(1).values.tolist()
    [[209000.0, 160000.0, 272000.0]]
    """
    drawn = projections[
        projections["compound_annual_rate"].notna() & projections["base_employment"].gt(0)
    ].reset_index(drop=True)
    ahead = drawn["years"].astype(int) if years is None else pd.Series(years, index=drawn.index)
    rows = drawn.loc[drawn.index.repeat(ahead + 1)]
    rows = rows.assign(years=rows.groupby(level=0).cumcount()).reset_index(drop=True)
    growth = 1 + rows["compound_annual_rate"] / 100
    rows["expected"] = rows["base_employment"] * growth ** rows["years"]
    factor = np.exp(widths.at(rows["base_employment"], rows["years"]))
    rows = rows.assign(
        year=rows["base_year"] + rows["years"],
        low=rows["expected"] / factor,
        high=rows["expected"] * factor,
        basis=f"{SHARE:.0%} of past outcomes lay inside: {KIND} of earlier rounds, fitted on "
        f"outcomes until {FITTED_UNTIL} and widened by {widths.widening:.2f} to hold on later "
        "rounds",
    )
    columns = ["publisher", "release", "soc", "occupation", "quoted_by"]
    return rows[[*columns, "year", "years", "expected", "low", "high", "basis"]]


def fit_fan(revisions: pd.DataFrame, *, until: int = FITTED_UNTIL) -> FanWidths:
    """Return the widths fitted on outcomes ``until`` a year and widened on the rounds from it on.

    ``revisions`` is what `hitdata.projection.revisions` returns. The one-year half-width of a
    size class is the 80th percentile of its absolute log errors over sqrt(years); the widening
    is the smallest factor that holds 80 percent of the later rounds' outcomes, and at least 1; it
    is 1, so untested, where there are no later rounds.
    """
    early = revisions[revisions["outcome_year"] <= until]
    sizes = pd.Series(np.digitize(early["base_employment"], SIZES), index=early.index)
    scaled: pd.Series = early["log_error"].abs() / np.sqrt(early["years"].astype(float))
    found: pd.Series = scaled.groupby(sizes).quantile(SHARE).reindex(range(len(SIZES) + 1))
    if found.isna().any():
        raise InvalidFigure(
            f"no outcome until {until} for size classes {list(found.index[found.isna()])}; "
            "expected whole rounds, with occupations of every size"
        )
    widths = FanWidths(tuple(float(width) for width in found))
    later = revisions[revisions["base_year"] >= until]
    return widths._replace(widening=_widening(widths.needed(later)))


def hit_rates(revisions: pd.DataFrame, *, widths: FanWidths = FAN) -> pd.DataFrame:
    """Return the hit rate of the fan: how much of each round's outcomes it holds, by what it was.

    Columns: round; part ("fitted": outcomes the widths were fitted on, "fitted round, later
    outcomes", "checked": rounds the widths have not seen); n; not_widened and widened (percent
    of outcomes inside, nominal 80); other_widening (the factor that the other checked rounds
    ask for) and by_others (percent inside with it), for the checked rounds. Source: BLS rounds.
    """
    checked = revisions["base_year"] >= FITTED_UNTIL
    fitted = revisions["outcome_year"] <= FITTED_UNTIL
    part = np.select([checked, fitted], ["checked", "fitted"], "fitted round, later outcomes")
    needed = widths.needed(revisions)
    scored = revisions.assign(
        part=part, bare=needed.le(1) * 100.0, wide=needed.le(widths.widening) * 100.0
    )
    table = scored.groupby(["part", "round"], as_index=False).agg(
        n=("soc", "size"), not_widened=("bare", "mean"), widened=("wide", "mean")
    )
    table = table.assign(other_widening=np.nan, by_others=np.nan)
    for row, name in table.loc[table["part"] == "checked", "round"].items():
        own = revisions["round"] == name
        widening = _widening(needed[checked & ~own])
        inside = needed[checked & own].le(widening).mean() * 100
        table.loc[row, ["other_widening", "by_others"]] = widening, inside
    return table[["round", "part", "n", "not_widened", "widened", "other_widening", "by_others"]]


def _errors(pairs: pd.DataFrame) -> pd.DataFrame:
    base, outcome = pairs["base_employment"], pairs["outcome"]
    rate = rate_of_jobs(base, pairs["projected_employment"], pairs["horizon"])
    expected = base * (1 + equivalent(rate, pairs["years"]) / 100)
    projected_change = pairs["projected_employment"] - base
    return pairs.assign(
        expected=expected,
        pct_error=(expected / outcome - 1) * 100,
        no_change_pct_error=(base / outcome - 1) * 100,
        direction_right=np.sign(projected_change) == np.sign(outcome - base),
        log_error=np.log(outcome / expected),
    )


def _plain(titles: pd.Series) -> pd.Series:
    """Return titles without case and punctuation, which change from file to file."""
    return titles.str.lower().str.replace(r"[^a-z]+", " ", regex=True).str.strip()


def _widening(needed: pd.Series) -> float:
    return max(1.0, float(needed.quantile(SHARE))) if len(needed) else 1.0
