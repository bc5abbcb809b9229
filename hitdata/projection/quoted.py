"""Quoted percents on one scale: what each amounts to, and which are one number restated.

A guide prints "7%", "16%", "10.7% by 2028" and "29%". Put on one scale they are changes over the
same window at each one's own compound annual rate. Where a statement gives no years, its lineage
may: a figure that restates Employment Projections belongs to a round, and the rounds that print a
number that rounds to it are known, under the code or the one it passed to unchanged. Percents that
one sentence states together come from one round: where several rounds print each of them, the one
that prints all decides. What was taken from there stands beside the rate as an assumption; the
statement itself still has none.

Two statements of one round and code are one witness, not two. A number that no such round prints is
misquoted, and a number that is right may belong to another occupation than the guide's.
"""

from __future__ import annotations

from functools import reduce

import numpy as np
import pandas as pd

from hitdata.data.bundled import crosswalk
from hitdata.normalize import relation
from hitdata.normalize.rates import percent_interval, rate_of_percent
from hitdata.projection.growth_rates import equivalents, lines
from hitdata.soc import FAMILY, group_of

__all__ = ["one_scale"]

#: Column that two quoted lines share when a guide merely repeats itself.
_SAME = ["quoted_by", "publisher", "soc", "release", "base_year", "projected_year", "printed"]

#: How a title stands to a code that it is only near.
NEAR = {"narrower", "broader", "related"}

#: What the rounds say about a quoted percent.
_TRACED = ["relation", "same_as", "why", "assumption", "years", "base_employment"]


def one_scale(figures: pd.DataFrame, *, window: float = 10) -> pd.DataFrame:
    """Return a row per quoted percent change in ``figures``: its rate, and whose number it is.

    ``figures`` holds quoted and EP figures, as `hitdata.load` returns them without a filter.
    Columns: statement (percent as printed, with the years where stated), quoted_by, places (lines
    of the guide), publisher, origin, soc, occupation, release, base_year and projected_year as
    stated; relation ("restates", "restates another occupation", where the title is only near its
    code and the guide is about another, "contradicts", "undecided", "unknown"); same_as (round and
    code restated); why (the percents found there); assumption (years taken from there; missing
    where the statement has its own); years, compound_annual_rate with rate_low and rate_high
    (percent a year, what rounding leaves); window (years), equivalent with equivalent_low and
    equivalent_high (percent over the window); base_employment (jobs, of the round restated or
    stated).

    >>> from hitdata.data.bundled import with_guides
    >>> scale = one_scale(with_guides()).set_index("statement")
    >>> scale.loc["10.7% by 2028", ["relation", "same_as"]].tolist()
    ['restates', '2018-28 29-2071']
    """
    stated = lines(figures).dropna(subset="employment_change_percent")
    own = stated[stated["quoted_by"].isna() & stated["source"].eq("EP")]
    own = own.sort_values(["release", "soc"])
    quoted = stated[stated["quoted_by"].notna()]
    quoted = _once(quoted.assign(printed=quoted["employment_change_percent"]))
    subjects = _subjects(figures[figures["quoted_by"].notna()])
    found = [_rounds(row, own) for _, row in quoted.iterrows()]
    quoted = quoted.assign(fits=[fits for _, fits in found], stated=[some for some, _ in found])
    traced = [_traced(row, own, quoted, subjects) for _, row in quoted.iterrows()]
    table = quoted.drop(columns="base_employment").reset_index(drop=True)
    table = table.join(pd.DataFrame(traced, columns=_TRACED))
    table["statement"] = _statements(table)
    years = table["years"].astype("Float64")
    percent, step = table["employment_change_percent"], table["employment_change_percent_step"]
    low, high = percent_interval(percent, years, step=step)
    rate = rate_of_percent(percent, years)
    table = table.assign(compound_annual_rate=rate, rate_low=low, rate_high=high, window=window)
    columns = [
        "statement", "quoted_by", "places", "publisher", "origin", "soc", "occupation", "release",
        "base_year", "projected_year", "relation", "same_as", "why", "assumption", "years",
        "compound_annual_rate", "rate_low", "rate_high", "window", "equivalent", "equivalent_low",
        "equivalent_high", "base_employment",
    ]  # fmt: skip
    return table.assign(**equivalents(table, window))[columns]


def _once(quoted: pd.DataFrame) -> pd.DataFrame:
    """Return each statement of a guide once, with every line that makes it."""
    groups = quoted.groupby(_SAME, dropna=False, sort=False)
    places = groups["place"].transform(", ".join)
    return quoted.assign(places=places).drop_duplicates(_SAME)


def _subjects(quoted: pd.DataFrame) -> dict[str, str]:
    """Return what each guide is about: the group of codes that most of its figures belong to."""
    groups = quoted["soc"].map(group_of, na_action="ignore").groupby(quoted["quoted_by"])
    return groups.agg(lambda found: next(iter(found.mode()), "")).to_dict()


def _rounds(row: pd.Series, own: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rounds that a quoted percent may be of, and those of them that print it."""
    code = row[["soc", "soc_system"]]
    pairs = own[["soc", "soc_system"]].itertuples(index=False, name=None)
    same = [bool(code.notna().all()) and relation(*code, *other).same for other in pairs]
    stated = own[np.array(same, dtype=bool)]
    stated = stated[_stated(row, stated)]
    return stated, stated[_rounds_to(row, stated)]


def _traced(
    row: pd.Series, own: pd.DataFrame, quoted: pd.DataFrame, subjects: dict[str, str]
) -> dict[str, object]:
    """Return what the rounds say about one quoted percent."""
    stated, fits, joint = row["stated"], row["fits"], ""
    lineage = (row["publisher"] == "BLS" and row["source"] == "EP") or row["origin"] == "BLS EP"
    beside = quoted[quoted["place"].eq(row["place"]) & quoted["quoted_by"].eq(row["quoted_by"])]
    common = reduce(set.intersection, [set(fit["release"]) for fit in beside["fits"]])
    if lineage and len(fits) > 1 and len(common) == 1 and len(beside) > 1:
        fits = fits[fits["release"].isin(common)]
        others = beside.loc[beside.index != row.name, "printed"].map("{:g} %".format)
        joint = f"; the one round that prints {', '.join(others)} of the same sentence as well"
    source = fits if len(fits) else stated
    told = "unknown"
    if lineage and len(source):
        told = {0: "contradicts", 1: "restates"}.get(len(fits), "undecided")
    why = _prints(source) + joint
    if told == "contradicts":
        other = own[own["soc"].isin(_relatives(row["soc"])) & _rounds_to(row, own)]
        why = f"misquoted: {why}, not this; what would fit: "
        why += _prints(other) or "no round of a related code"
    subject = subjects.get(row["quoted_by"], "")
    if told == "restates" and row["soc_match"] in NEAR and group_of(row["soc"]) != subject:
        same = own["release"].eq(source["release"].iloc[0])
        meant = own[same & own["soc"].isin(FAMILY.get(subject, ()))]
        if len(meant):
            told = "restates another occupation"
            why += f"; right number, but the guide is about {subject}: {_prints(meant)}"
    horizon = row["projected_year"] - row["base_year"]
    spans = (fits["projected_year"] - fits["base_year"]).unique()
    assumed = pd.isna(horizon) and lineage and len(spans) == 1
    restated = f"{source['release'].iloc[0]} {source['soc'].iloc[0]}" if len(source) else None
    return {
        "relation": told,
        "same_as": restated if told.startswith("restates") else None,
        "why": why,
        "assumption": f"{spans[0]} years, as in {', '.join(fits['release'])}" if assumed else None,
        "years": spans[0] if assumed else horizon,
        "base_employment": source["base_employment"].iloc[-1] if len(source) else np.nan,
    }


def _stated(row: pd.Series, rounds: pd.DataFrame) -> pd.Series:
    """Return which rounds agree with what the statement says of its round and years."""
    said = [name for name in ("release", "base_year", "projected_year") if pd.notna(row[name])]
    return (rounds[said] == row[said]).fillna(False).all(axis=1)


def _rounds_to(row: pd.Series, rounds: pd.DataFrame) -> pd.Series:
    """Return which printed percents may be the same number, each rounded as it is."""
    apart = (rounds["employment_change_percent"] - row["employment_change_percent"]).abs()
    steps = rounds["employment_change_percent_step"] + row["employment_change_percent_step"]
    same_step = rounds["employment_change_percent_step"].eq(row["employment_change_percent_step"])
    # one digit printed alike is the same number only if it is the same digit
    return (apart < steps / 2 - 1e-9) & (~same_step | apart.lt(1e-9))


def _relatives(soc: str) -> list[str]:
    """Return the codes that share a 2010 code with this one, itself included."""
    pairs = crosswalk()
    shared = pairs.loc[pairs["soc_2018"] == soc, "soc_2010"]
    return [soc, *pairs.loc[pairs["soc_2010"].isin(shared), "soc_2018"].unique()]


def _prints(rounds: pd.DataFrame) -> str:
    shown = zip(rounds["release"], rounds["soc"], rounds["employment_change_percent"], strict=True)
    return ", ".join(f"{release} prints {percent:g} for {soc}" for release, soc, percent in shown)


def _statements(table: pd.DataFrame) -> pd.Series:
    percent = table["employment_change_percent"].map("{:g}%".format).astype("str")
    base, last = table["base_year"], table["projected_year"]
    both = percent + " " + base.astype("str") + "-" + last.astype("str")
    by = percent + " by " + last.astype("str")
    text = both.where(base.notna() & last.notna(), by.where(last.notna(), percent))
    return text.astype("str")
