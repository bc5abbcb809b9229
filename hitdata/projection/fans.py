"""Fans: intervals around projections, as wide as past outcomes lay from theirs.

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

__all__ = ["FAN", "KIND", "SHARE", "FanWidths", "fan", "fit_fan", "held", "hit_rates",
           "size_class"]  # fmt: skip

#: What the errors behind a fan or a scorecard are; print it wherever they are shown.
KIND = "revision plus projection error"

#: Part of outcomes that a fan holds.
SHARE = 0.8

#: Jobs in the base year at which a class of size ends and the next begins.
SIZES = (5_000.0, 25_000.0, 100_000.0)

#: Names of these classes.
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
    >>> from hitdata.projection import revisions
    >>> rates = hit_rates(revisions(hitdata.national_matrix()), by=["size"])
    >>> rates[["size", "held", "held_unseen"]].round().values.tolist()[-1]
    ['100,000 jobs and more', 80.0, 80.0]
    """
    unseen = [
        held(own, fit_fan(revisions.drop(own.index)))
        for _, own in revisions.groupby("round")
        if len(own) < len(revisions)
    ]
    scored = revisions.assign(
        size=size_class(revisions["base_employment"]),
        inside=held(revisions, widths),
        unseen=pd.concat(unseen) if unseen else np.nan,
    )
    return scored.groupby(list(by), as_index=False, observed=True).agg(
        n=("soc", "size"), rounds=("round", "nunique"),
        held=("inside", "mean"), held_unseen=("unseen", "mean"),
    )  # fmt: skip


def held(revisions: pd.DataFrame, widths: FanWidths) -> pd.Series:
    """Return 100 where the fan holds an outcome, 0 where not, missing where it has no width."""
    half = widths.at(revisions["base_employment"], revisions["years"])
    return revisions["log_error"].abs().le(half).mul(100.0).where(~np.isnan(half))
