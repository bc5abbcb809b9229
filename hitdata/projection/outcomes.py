"""Outcomes: every round against what later rounds report for its years, and fans drawn from that.

A round projects one year; on its way there, later rounds appear, each with a base year whose
employment it reports. That employment is the outcome. The projection is moved to the outcome's
year at its own compound annual rate and compared: the difference is *revision plus projection
error*. Much of it is re-measurement of the base: a single year after a round was made, the next
one already puts the median occupation 4 to 7 percent elsewhere, far more than employment moves in
a year. Staffing surveys, their method and the classification changed on the way.

An occupation is compared only where code and title are the same in both rounds (but for case and
punctuation). Codes that were split, merged or renamed drop out, so the score says nothing about
them. Several rounds share one outcome and are not independent witnesses.

A fan is an empirical interval, not a model of the labor market: of past outcomes, 80 percent lay
within a factor of the projection. Small occupations are estimated from fewer answers and miss by
more, and every occupation misses by more the further ahead, so each class of base employment has
its own half-width for each year ahead: the 80th percentile of its absolute errors in logs. Up and
down are treated alike.

By construction the fan holds 80 percent of the outcomes that it was fitted on. Whether it would
have held is another question, so every round is also judged with the half-widths that the *other*
rounds give (`hit_rates`): 78 to 81 percent in each class and year ahead, 73 to 89 percent by round
and class. Round 2019-29 does worst, because 2020 was a year of recession and the classification
changed. Nine and ten years ahead rest on two rounds, 2012-22 and 2014-24.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hitdata.errors import InvalidFigure
from hitdata.normalize.rates import equivalent, rate_of_jobs

__all__ = ["FAN", "KIND", "FanWidths", "fan", "fit_fan", "hit_rates", "revisions", "scorecard",
           "size_class"]  # fmt: skip

#: What the errors of a scorecard are; print it wherever they are shown.
KIND = "revision plus projection error"

#: Part of outcomes that a fan holds.
SHARE = 0.8

#: Jobs in the base year at which a class of size ends and the next begins, and their names.
SIZES = (5_000.0, 25_000.0, 100_000.0)
CLASSES = ("under 5,000 jobs", "5,000 to 25,000 jobs", "25,000 to 100,000 jobs",
           "100,000 jobs and more")  # fmt: skip


class FanWidths(NamedTuple):
    """What a fan is drawn with: half-widths in logs, by size class and by 1, 2, ... years ahead."""

    half_widths: tuple[tuple[float, ...], ...]

    def at(self, base_employment: pd.Series, years: pd.Series | float) -> NDArray[np.float64]:
        """Return the half-width in logs for base employment (jobs) and years ahead.

        Parts of a year are interpolated; beyond the years that were judged, it is missing.

        >>> FAN.at(pd.Series([194_800, 42_000]), 10).tolist()
        [0.341, 0.433]
        """
        jobs = base_employment.to_numpy(dtype=float, na_value=np.nan)
        ahead = np.broadcast_to(np.asarray(years, dtype=float), jobs.shape)
        found = np.full(jobs.shape, np.nan)
        for number, widths in enumerate(self.half_widths):
            rows = np.digitize(jobs, SIZES) == number
            known = np.arange(len(widths) + 1)
            found[rows] = np.interp(ahead[rows], known, [0.0, *widths], right=np.nan)
        return np.where(np.isnan(jobs), np.nan, found)


#: Fitted by `fit_fan` on the ten rounds 2012-22 to 2024-34; a line per class of size.
FAN = FanWidths(
    (
        (0.289, 0.388, 0.524, 0.540, 0.565, 0.569, 0.644, 0.662, 0.850, 0.842),
        (0.162, 0.197, 0.240, 0.270, 0.313, 0.332, 0.348, 0.390, 0.407, 0.455),
        (0.113, 0.153, 0.200, 0.223, 0.263, 0.281, 0.314, 0.358, 0.406, 0.433),
        (0.081, 0.115, 0.159, 0.163, 0.202, 0.210, 0.238, 0.266, 0.314, 0.341),
    )
)


def size_class(base_employment: pd.Series) -> pd.Series:
    """Return the class of size that each base employment (jobs) belongs to.

    >>> size_class(pd.Series([194_800, 25_000])).tolist()
    ['100,000 jobs and more', '25,000 to 100,000 jobs']
    """
    return pd.cut(base_employment, [0, *SIZES, np.inf], right=False, labels=CLASSES)


def revisions(matrix: pd.DataFrame) -> pd.DataFrame:
    """Return a row per occupation, round and later round within the first one's horizon.

    ``matrix`` is what `hitdata.projection.matrix` returns. Columns: round, outcome_from (the
    later round), base_year, outcome_year, years (between them), soc, occupation, base_employment,
    expected (the projection at the outcome's year) and outcome, in jobs; pct_error (expected over
    outcome, less one), and the same had one assumed no change (no_change_pct_error) or that the
    occupation grows as the round projects for all jobs (like_all_pct_error), in percent;
    direction_right; rose; log_error, ln(outcome / expected). Zero jobs have no error and drop out.
    """
    jobs = matrix.groupby("release")[["base_employment", "projected_employment"]].transform("sum")
    growth = jobs["projected_employment"] / jobs["base_employment"]
    items = matrix.assign(same=_plain(matrix["occupation"]), all_growth=growth)
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
        "like_all_pct_error", "direction_right", "rose", "log_error",
    ]  # fmt: skip
    order = ["base_year", "outcome_year", "soc"]
    return _errors(pairs)[columns].sort_values(order, ignore_index=True)


def scorecard(revisions: pd.DataFrame, *, widths: FanWidths = FAN) -> pd.DataFrame:
    """Return a row per round and years ahead: how far it was from what later rounds report.

    ``revisions`` is what `revisions` returns. Columns: round, outcome_from, years, n (occupations
    compared); median_abs_pct_error, mean_abs_pct_error and weighted_abs_pct_error (by outcome
    jobs), percent; the first two for "no change" too (base employment carried on), the first for
    "like all" (base employment growing as the round projects for all jobs); direction_right, the
    percent of occupations that moved the way projected (none projected, none seen counts as
    right), to be read beside rose, the percent that rose at all; abs_log_error_80, the 80th
    percentile of absolute log errors; coverage_80, the percent of outcomes inside the fan of
    ``widths``. The errors are `KIND`.
    """
    scored = revisions.assign(
        weighted=revisions["pct_error"].abs() * revisions["outcome"],
        direction_right=revisions["direction_right"] * 100.0,
        rose=revisions["rose"] * 100.0,
        inside=_inside(revisions, widths),
    )
    errors = ["pct_error", "no_change_pct_error", "like_all_pct_error", "log_error"]
    scored[errors] = scored[errors].abs()
    groups = scored.groupby(["round", "outcome_from", "years"], as_index=False)
    table = groups.agg(
        n=("soc", "size"),
        median_abs_pct_error=("pct_error", "median"),
        mean_abs_pct_error=("pct_error", "mean"),
        weighted_abs_pct_error=("weighted", "sum"),
        no_change_median_abs_pct_error=("no_change_pct_error", "median"),
        no_change_mean_abs_pct_error=("no_change_pct_error", "mean"),
        like_all_median_abs_pct_error=("like_all_pct_error", "median"),
        direction_right=("direction_right", "mean"),
        rose=("rose", "mean"),
        abs_log_error_80=("log_error", lambda errors: errors.quantile(SHARE)),
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
    own rate), low and high (jobs; 80 percent of past outcomes lay between; missing further ahead
    than any round has been judged), size (the class of base employment), basis (a sentence to
    print with it). Base employment is itself an estimate, and no interval is drawn around it.

    >>> import hitdata
    >>> from hitdata.projection import growth
    >>> rounds = growth(hitdata.load(soc="29-2072", release="2024-34", quoted=False))
    >>> fan(rounds)[["expected", "low", "high"]].round(-3).tail(1).values.tolist()
    [[209000.0, 148000.0, 293000.0]]
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
    size = size_class(rows["base_employment"]).astype("str")
    rows = rows.assign(
        year=rows["base_year"] + rows["years"],
        low=rows["expected"] / factor,
        high=rows["expected"] * factor,
        size=size,
        basis=f"{SHARE:.0%} of past outcomes for occupations of " + size + f" lay inside ({KIND})",
    )
    columns = ["publisher", "release", "soc", "occupation", "quoted_by"]
    return rows[[*columns, "year", "years", "expected", "low", "high", "size", "basis"]]


def fit_fan(revisions: pd.DataFrame) -> FanWidths:
    """Return the half-widths that hold 80 percent of the outcomes of each class and year ahead.

    ``revisions`` is what `hitdata.projection.revisions` returns. A year ahead without an outcome
    has no half-width.
    """
    groups = [size_class(revisions["base_employment"]), revisions["years"].astype(int)]
    found = revisions["log_error"].abs().groupby(groups, observed=False).quantile(SHARE)
    table = found.unstack().reindex(columns=range(1, int(revisions["years"].max() or 0) + 1))
    if (none := table.isna().all(axis=1)).any():
        raise InvalidFigure(
            f"no outcome for occupations of {', '.join(table.index[none])}; "
            "expected whole rounds, with occupations of every size"
        )
    return FanWidths(tuple(map(tuple, table.to_numpy(dtype=float).tolist())))


def hit_rates(
    revisions: pd.DataFrame,
    *,
    by: Sequence[str] = ("size", "years"),
    widths: FanWidths = FAN,
) -> pd.DataFrame:
    """Return the hit rate of the fan: how many outcomes it holds, and would have held unseen.

    ``by`` names the groups: size (class of base employment), years (ahead), round, outcome_year.
    Columns: those of ``by``; n (outcomes) and rounds (that they are of); held (percent of outcomes
    inside the fan of ``widths``, nominal 80) and held_unseen (the same with half-widths fitted on
    the other rounds alone; missing where they have none).

    >>> import hitdata
    >>> rates = hit_rates(revisions(hitdata.national_matrix()), by=["size"])
    >>> rates[["size", "held", "held_unseen"]].round().values.tolist()[-1]
    ['100,000 jobs and more', 80.0, 80.0]
    """
    unseen = [
        _inside(own, fit_fan(revisions.drop(own.index)))
        for _, own in revisions.groupby("round")
        if len(own) < len(revisions)
    ]
    scored = revisions.assign(
        size=size_class(revisions["base_employment"]),
        inside=_inside(revisions, widths),
        unseen=pd.concat(unseen) if unseen else np.nan,
    )
    return scored.groupby(list(by), as_index=False, observed=True).agg(
        n=("soc", "size"), rounds=("round", "nunique"),
        held=("inside", "mean"), held_unseen=("unseen", "mean"),
    )  # fmt: skip


def _inside(revisions: pd.DataFrame, widths: FanWidths) -> pd.Series:
    """Return 100 where the fan holds an outcome, 0 where not, missing where it has no width."""
    half = widths.at(revisions["base_employment"], revisions["years"])
    return revisions["log_error"].abs().le(half).mul(100.0).where(~np.isnan(half))


def _errors(pairs: pd.DataFrame) -> pd.DataFrame:
    base, outcome = pairs["base_employment"], pairs["outcome"]
    rate = rate_of_jobs(base, pairs["projected_employment"], pairs["horizon"])
    expected = base * (1 + equivalent(rate, pairs["years"]) / 100)
    like_all = base * pairs["all_growth"] ** (pairs["years"] / pairs["horizon"])
    projected_change = pairs["projected_employment"] - base
    return pairs.assign(
        expected=expected,
        pct_error=(expected / outcome - 1) * 100,
        no_change_pct_error=(base / outcome - 1) * 100,
        like_all_pct_error=(like_all / outcome - 1) * 100,
        direction_right=np.sign(projected_change) == np.sign(outcome - base),
        rose=outcome > base,
        log_error=np.log(outcome / expected),
    )


def _plain(titles: pd.Series) -> pd.Series:
    """Return titles without case and punctuation, which change from file to file."""
    return titles.str.lower().str.replace(r"[^a-z]+", " ", regex=True).str.strip()
