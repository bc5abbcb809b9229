"""The scorecard: every round against what later rounds report for its years.

A round projects one year; on its way there, later rounds appear, each with a base year whose
employment it reports. That employment is the outcome. The projection is moved to the outcome's
year at its own compound annual rate and compared: the difference is *revision plus projection
error*, since much of it is re-measurement. Seven percent after two years is not all bad
foresight; staffing surveys, their method and the classification changed too.

An occupation is compared only where code and title are the same in both rounds (but for case and
punctuation). Codes that were split, merged or renamed drop out, so the score says nothing about
them. Several rounds have one outcome in common and are no independent witnesses.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from hitdata.normalize.horizon import equivalent, rate_of_levels
from hitdata.projection.fans import SPREAD, Spread, covered

__all__ = ["KIND", "revisions", "scorecard"]

#: What the errors of a scorecard are; print it wherever they are shown.
KIND = "revision plus projection error"


def revisions(matrix: pd.DataFrame) -> pd.DataFrame:
    """Return a row per occupation, round and later round within the first one's horizon.

    ``matrix`` is what `hitdata.projection.matrix` returns. Columns: round, outcome_from (the
    later round), base_year, outcome_year, years (between them), soc, occupation, base_employment,
    expected (the projection at the outcome's year) and outcome, in jobs; pct_error (expected over
    outcome, less one) and no_change_pct_error (base over outcome, less one) in percent;
    direction_right; log_error, ln(outcome / expected). Levels of zero have no error and drop out.
    """
    items = matrix.assign(same=_plain(matrix["occupation"]))
    later = items[["release", "base_year", "soc", "same", "base_employment"]].rename(
        columns={"release": "outcome_from", "base_year": "outcome_year",
                 "base_employment": "outcome"}
    )  # fmt: skip
    pairs = items.rename(columns={"release": "round"}).merge(later, on=["soc", "same"])
    pairs["years"] = pairs["outcome_year"] - pairs["base_year"]
    pairs["horizon"] = pairs["projected_year"] - pairs["base_year"]
    levels = pairs[["base_employment", "projected_employment", "outcome"]]
    within = (pairs["years"] > 0) & (pairs["years"] <= pairs["horizon"])
    pairs = pairs[within & (levels > 0).all(axis=1)]
    order = ["base_year", "outcome_year", "soc"]
    return _errors(pairs).sort_values(order, ignore_index=True)


def scorecard(revisions: pd.DataFrame, *, spread: Spread = SPREAD) -> pd.DataFrame:
    """Return a row per round and years ahead: how far it was from what later rounds report.

    ``revisions`` is what `revisions` returns. Columns: round, outcome_from, years, n (occupations
    compared); median_abs_pct_error, mean_abs_pct_error and weighted_abs_pct_error (by outcome
    jobs), percent; the first two for "no change" too (base employment carried on);
    direction_right, the percent of occupations that moved the way projected (none projected,
    none seen counts as right); abs_log_error_80, the 80th percentile of absolute log errors;
    coverage_80, the percent of outcomes inside the fan of ``spread``. The errors are `KIND`.
    """
    scored = revisions.assign(
        size=revisions["pct_error"].abs(),
        no_change=revisions["no_change_pct_error"].abs(),
        weighted=revisions["pct_error"].abs() * revisions["outcome"],
        right=revisions["direction_right"] * 100.0,
        log_size=revisions["log_error"].abs(),
        inside=covered(revisions, spread=spread) * 100.0,
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


def _errors(pairs: pd.DataFrame) -> pd.DataFrame:
    base, outcome = pairs["base_employment"], pairs["outcome"]
    rate = rate_of_levels(base, pairs["projected_employment"], pairs["horizon"])
    expected = base * (1 + equivalent(rate, pairs["years"]) / 100)
    projected_change = pairs["projected_employment"] - base
    return pairs.assign(
        expected=expected,
        pct_error=(expected / outcome - 1) * 100,
        no_change_pct_error=(base / outcome - 1) * 100,
        direction_right=np.sign(projected_change) == np.sign(outcome - base),
        log_error=np.log(outcome / expected),
    )[
        [
            "round", "outcome_from", "base_year", "outcome_year", "years", "soc", "occupation",
            "base_employment", "expected", "outcome", "pct_error", "no_change_pct_error",
            "direction_right", "log_error",
        ]
    ]  # fmt: skip


def _plain(titles: pd.Series) -> pd.Series:
    """Return titles without case and punctuation, which change from file to file."""
    return titles.str.lower().str.replace(r"[^a-z]+", " ", regex=True).str.strip()
