"""Fans: how far from a projection past outcomes lay, by years ahead and size of occupation.

A fan is an empirical interval, not a model of the labor market: in past rounds, 80 percent of
outcomes lay within a factor of the projection. Its half-width, in logs, is

    w(size) x sqrt(years ahead) x widening

Errors of separate years that do not know of each other add up with the square root of time, and
past errors do. Small occupations are measured by fewer answers and miss by more, so each class of
base employment has its own w. Up and down are taken alike.

How it was tested, by time. It was *fitted* on what could be known by 2018: rounds 2012-22 to
2016-26 and the outcomes that rounds to 2018-28 report. It was *checked* on the rounds from
2018-28 on and all their outcomes. Not widened, it covers 70 percent of those instead of 80: the
classification changed in 2019 and 2021, and 2020 was a year of recession. So it is widened
by the one factor, 1.32, at which it covers 80 percent of them. A factor found on the rounds it
serves proves nothing, so each checked round is also covered with the factor that the *other*
rounds ask for: 77 to 85 percent, round by round (`coverage`).

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

__all__ = ["FITTED_UNTIL", "SPREAD", "Spread", "coverage", "covered", "fan", "fit"]

#: Part of outcomes that a fan holds.
SHARE = 0.8

#: The fan is fitted on outcomes until this year, and checked on rounds from it on.
FITTED_UNTIL = 2018

#: Jobs in the base year at which a class of size ends and the next begins.
SIZES = (5_000.0, 25_000.0, 100_000.0)


class Spread(NamedTuple):
    """What a fan is drawn with: one-year half-widths in logs by size class, and the widening."""

    half_widths: tuple[float, ...]
    widening: float = 1.0

    def at(self, base_employment: pd.Series, years: pd.Series | float) -> NDArray[np.float64]:
        """Return the half-width in logs for base employment (jobs) and years ahead."""
        jobs = base_employment.to_numpy(dtype=float, na_value=np.nan)
        widths = np.asarray(self.half_widths)[np.digitize(jobs, SIZES)]
        ahead = np.asarray(years, dtype=float)
        return np.where(np.isnan(jobs), np.nan, widths) * np.sqrt(ahead) * self.widening


#: Fitted and widened as described above, from the ten rounds 2012-22 to 2024-34.
SPREAD = Spread(half_widths=(0.2213, 0.1225, 0.0934, 0.0634), widening=1.32)


def fan(
    projections: pd.DataFrame, *, years: int | None = None, spread: Spread = SPREAD
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
    ]
    ahead = drawn["years"].astype(int) if years is None else pd.Series(years, index=drawn.index)
    rows = drawn.loc[drawn.index.repeat(ahead + 1)].reset_index(drop=True)
    rows["years"] = np.concatenate([np.arange(last + 1) for last in ahead] or [np.array([], int)])
    growth = 1 + rows["compound_annual_rate"] / 100
    rows["expected"] = rows["base_employment"] * growth ** rows["years"]
    factor = np.exp(spread.at(rows["base_employment"], rows["years"]))
    rows = rows.assign(
        year=rows["base_year"] + rows["years"],
        low=rows["expected"] / factor,
        high=rows["expected"] * factor,
        basis=_sentence(spread),
    )
    columns = ["publisher", "release", "soc", "occupation", "quoted_by"]
    return rows[[*columns, "year", "years", "expected", "low", "high", "basis"]]


def fit(revisions: pd.DataFrame, *, until: int = FITTED_UNTIL) -> Spread:
    """Return the spread fitted on outcomes ``until`` a year and widened on the rounds from it on.

    ``revisions`` is what `hitdata.projection.revisions` returns. The one-year half-width of a
    size class is the 80th percentile of its absolute log errors over sqrt(years); the widening
    is the smallest factor that covers 80 percent of the later rounds' outcomes, and at least 1; it
    is 1, so untested, where there are no later rounds.
    """
    early = revisions[revisions["outcome_year"] <= until]
    sizes = pd.Series(np.digitize(early["base_employment"], SIZES), index=early.index)
    scaled: pd.Series = early["log_error"].abs() / np.sqrt(early["years"].astype(float))
    widths: pd.Series = scaled.groupby(sizes).quantile(SHARE).reindex(range(len(SIZES) + 1))
    if widths.isna().any():
        raise InvalidFigure(
            f"no outcome until {until} for size classes {list(widths.index[widths.isna()])}; "
            "expected whole rounds, with occupations of every size"
        )
    spread = Spread(tuple(float(width) for width in widths))
    later = revisions[revisions["base_year"] >= until]
    return spread._replace(widening=_widening(later, spread))


def coverage(revisions: pd.DataFrame, *, spread: Spread = SPREAD) -> pd.DataFrame:
    """Return how much of each round's outcomes the fan holds, every round, by what it was.

    Columns: round; part ("fitted": outcomes the widths were fitted on, "fitted round, later
    outcomes", "checked": rounds the widths have not seen); n; not_widened and widened (percent
    of outcomes covered, nominal 80); other_widening (the factor that the other checked rounds
    ask for) and by_others (percent covered with it), for the checked rounds. Source: BLS rounds.
    """
    checked = revisions["base_year"] >= FITTED_UNTIL
    fitted = revisions["outcome_year"] <= FITTED_UNTIL
    part = np.select([checked, fitted], ["checked", "fitted"], "fitted round, later outcomes")
    scored = revisions.assign(
        part=part,
        bare=covered(revisions, spread=spread._replace(widening=1.0)) * 100.0,
        wide=covered(revisions, spread=spread) * 100.0,
    )
    table = scored.groupby(["part", "round"], as_index=False).agg(
        n=("soc", "size"), not_widened=("bare", "mean"), widened=("wide", "mean")
    )
    others = [_by_others(revisions[checked], name, spread) for name in table["round"]]
    table[["other_widening", "by_others"]] = others
    table.loc[table["part"] != "checked", ["other_widening", "by_others"]] = np.nan
    return table[["round", "part", "n", "not_widened", "widened", "other_widening", "by_others"]]


def covered(revisions: pd.DataFrame, *, spread: Spread = SPREAD) -> pd.Series:
    """Return whether each outcome lies inside the fan of its projection."""
    return revisions["log_error"].abs() <= spread.at(
        revisions["base_employment"], revisions["years"]
    )


def _widening(revisions: pd.DataFrame, spread: Spread) -> float:
    bare = spread._replace(widening=1.0)
    widths = bare.at(revisions["base_employment"], revisions["years"])
    ratios = revisions["log_error"].abs() / widths
    return max(1.0, float(ratios.quantile(SHARE))) if len(ratios) else 1.0


def _by_others(checked: pd.DataFrame, name: str, spread: Spread) -> tuple[float, float]:
    own = checked["round"] == name
    widening = _widening(checked[~own], spread)
    inside = covered(checked[own], spread=spread._replace(widening=widening))
    return widening, float(inside.mean() * 100)


def _sentence(spread: Spread) -> str:
    return (
        f"{SHARE:.0%} of past outcomes lay inside: revision plus projection error of earlier "
        f"rounds, fitted on outcomes until {FITTED_UNTIL} and widened by {spread.widening:.2f} to "
        "hold on later rounds"
    )
