"""Outcomes: every round, whole, against what later rounds report for its years.

A round projects one year; on its way there, later rounds appear, each with a base year whose
employment it reports. That employment is the outcome. The projection is moved to the outcome's
year at its own compound annual rate and compared: the difference is *revision plus projection
error*. Much of it is re-measurement of the base: a single year after a round was made, the next
one already puts the median occupation 4 to 7 percent elsewhere, far more than employment moves in
a year. Staffing surveys, their method and the classification changed on the way.

An occupation is compared only where code and title are the same in both rounds (but for case and
punctuation). Codes that were split, merged or renamed drop out, so the score says nothing about
them. Several rounds share one outcome and are not independent witnesses.

The bundled table holds the family's rows of each round; judging a round takes all of them: about
eight hundred *line items*, the finest rows that a round prints, which add up to all jobs. Four
rounds are workbooks with summary rows above the line items; six are downloads of line items
alone. A code is a line item when no other code of its round continues it: 29-2072 is one, and so
is 13-1020 where no 13-102x is printed. These files are the user's own downloads of bls.gov/emp.
"""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from hitdata.data.bundled import originals
from hitdata.data.reading import read
from hitdata.errors import InvalidFigure, SourceError
from hitdata.normalize.rates import equivalent, rate_of_jobs
from hitdata.projection.fans import FAN, SHARE, FanWidths, held
from hitdata.projection.growth_rates import lines

__all__ = ["line_items", "matrix", "read_rounds", "revisions", "scorecard", "totals"]

#: Columns of a matrix; `hitdata.codebook(table="matrix")` gives meaning and unit of each.
COLUMNS = ["release", "base_year", "projected_year", "soc", "soc_system", "occupation",
           "base_employment", "projected_employment", "file"]  # fmt: skip

#: Names under which rounds are published and downloaded.
NAMES = re.compile(r"(employment projections|occupation).*\.(csv|xlsx)", re.IGNORECASE)

#: A round has about eight hundred line items; far fewer are a cut of one.
LEAST_LINE_ITEMS = 700


def matrix(folder: str | os.PathLike[str]) -> pd.DataFrame:
    """Return every line item of every round found in ``folder``, at any depth.

    The columns are those of `COLUMNS`; employment is in jobs, printed in thousands with one
    decimal. Source: BLS, Employment Projections; no sampling errors are published. Raises
    `SourceError` if there is no round, and what `line_items` raises.
    """
    return line_items(read_rounds(folder))


def read_rounds(folder: str | os.PathLike[str]) -> pd.DataFrame:
    """Return the figures of every round found in ``folder``, at any depth, as `hitdata.read` does.

    Files are found by names like those under which BLS publishes rounds, and read by their
    content. Of several files of one round, one that SOURCES.csv lists is taken before another, and
    the fullest before a part. Raises `SourceError` for a folder that is not there or has no round.
    """
    if not Path(folder).is_dir():
        raise SourceError(f"{folder}: no such folder; expected one with downloads of bls.gov/emp")
    named = sorted(path for path in Path(folder).rglob("*") if NAMES.fullmatch(path.name))
    found = [read(path, as_="ep") for path in named if path.is_file()]
    if not found:
        raise SourceError(
            f"{folder}: no round of Employment Projections; expected files such as "
            "'Employment Projections 2021-31.csv' or occupation_2022-32.xlsx"
        )
    listed = set(originals()["sha256"])
    found.sort(
        key=lambda figures: (figures["sha256"].iloc[0] in listed, len(figures)), reverse=True
    )
    parts: dict[str, pd.DataFrame] = {}
    for figures in found:
        parts.setdefault(figures["release"].iloc[0], figures)
    return pd.concat([parts[release] for release in sorted(parts)], ignore_index=True)


def line_items(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the line items among the figures of whole rounds, one row each.

    The columns are those of `COLUMNS`, employment in jobs. Raises `InvalidFigure` for a round that
    is only a cut: in a cut, rows look like line items that are not.
    """
    table = lines(figures[figures["source"].eq("EP") & figures["quoted_by"].isna()])
    items = table[_finest(table)][COLUMNS].reset_index(drop=True)
    counts = items.groupby("release").size()
    if (counts < LEAST_LINE_ITEMS).any():
        raise InvalidFigure(
            f"round {counts.idxmin()} has {counts.min()} line items; expected about 800: these "
            "figures are a cut of the round, and its parts do not add up to the whole"
        )
    return items


def totals(matrix: pd.DataFrame) -> pd.DataFrame:
    """Return all jobs of each round, derived: the sums of its line items.

    Columns: release, base_employment and projected_employment (jobs), employment_change_percent,
    line_items (how many were added), derived (how, in words). Every line item is rounded to 100
    jobs; the published totals of the four rounds that print one are met within 1,800 jobs.
    """
    sums = matrix.groupby("release", as_index=False).agg(
        base_employment=("base_employment", "sum"),
        projected_employment=("projected_employment", "sum"),
        line_items=("soc", "size"),
    )
    change = sums["projected_employment"] / sums["base_employment"] - 1
    derived = "sum of " + sums["line_items"].astype("str") + " line items"
    return sums.assign(employment_change_percent=change * 100, derived=derived)


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
    percentile of absolute log errors; hit_rate_80, the percent of outcomes inside the fan of
    ``widths``. The errors are `KIND`.
    """
    scored = revisions.assign(
        weighted=revisions["pct_error"].abs() * revisions["outcome"],
        direction_right=revisions["direction_right"] * 100.0,
        rose=revisions["rose"] * 100.0,
        inside=held(revisions, widths),
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
        hit_rate_80=("inside", "mean"),
        jobs=("outcome", "sum"),
    )
    table["weighted_abs_pct_error"] /= table.pop("jobs")
    return table


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


def _finest(table: pd.DataFrame) -> pd.Series:
    """Return whether no other code of the same round continues a row's code."""
    finest = pd.Series(True, index=table.index)
    for _, codes in table.groupby("release")["soc"]:
        stems = codes.str.replace("00-0000", "").str.rstrip("0")
        ordered = sorted(stems)
        followed = {stem for stem, after in pairwise(ordered) if after.startswith(stem)}
        finest[codes.index] = ~stems.isin(followed)
    return finest
