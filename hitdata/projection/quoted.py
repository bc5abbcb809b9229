"""Quoted percents on one scale: what each amounts to, and which are one number restated.

A guide prints "7%", "16%", "10.7% by 2028" and "29%". Put on one scale they are changes over the
same window at each one's own compound annual rate. Where a statement gives no years, its lineage
may: a figure that restates Employment Projections belongs to a round, and the rounds that print a
number that rounds to it are known. What was taken from there stands beside the rate as an
assumption; the statement itself still has none.

Two statements of one round and code are one witness, not two. And two rates that differ may still
be within what past rounds missed by: compare the gap with the errors of both, not with nothing.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from hitdata.data.bundled import crosswalk
from hitdata.normalize.rates import percent_interval, rate_of_percent
from hitdata.projection.growth_rates import equivalents, lines
from hitdata.projection.outcomes import FAN, FanWidths

__all__ = ["differences", "one_scale"]

#: Column that two quoted lines share when a guide merely repeats itself.
_SAME = ["quoted_by", "publisher", "soc", "release", "base_year", "projected_year", "printed"]

#: What the rounds say about a quoted percent.
_TRACED = ["relation", "same_as", "why", "assumption", "years", "base_employment"]


def one_scale(figures: pd.DataFrame, *, window: float = 10) -> pd.DataFrame:
    """Return a row per quoted percent change in ``figures``: its rate, and whose number it is.

    ``figures`` holds quoted and EP figures, as `hitdata.load` returns them without a filter.
    Columns: statement (percent as printed, with the years where stated), quoted_by, places (lines
    of the guide), publisher, origin, soc, occupation, release, base_year and projected_year as
    stated; relation ("restates", "contradicts", "undecided", "unknown"); same_as (round and code
    restated); why (the percents found there); assumption (years taken from there; missing where
    the statement has its own); years, compound_annual_rate with rate_low and rate_high (percent a
    year, what rounding leaves); window (years), equivalent with equivalent_low and
    equivalent_high (percent over the window); base_employment (jobs, of the round restated or
    stated).

    >>> import hitdata
    >>> scale = one_scale(hitdata.load()).set_index("statement")
    >>> scale.loc["10.7% by 2028", ["relation", "same_as"]].tolist()
    ['restates', '2018-28 29-2071']
    """
    stated = lines(figures).dropna(subset="employment_change_percent")
    own = stated[stated["quoted_by"].isna() & stated["source"].eq("EP")]
    own = own.sort_values(["release", "soc"])
    quoted = stated[stated["quoted_by"].notna()]
    quoted = _once(quoted.assign(printed=quoted["employment_change_percent"]))
    traced = [_traced(row, own) for _, row in quoted.iterrows()]
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


def differences(scale: pd.DataFrame, *, widths: FanWidths = FAN) -> pd.DataFrame:
    """Return a row per pair of statements, and whether they differ by more than past error.

    ``scale`` is what `one_scale` returns. Columns: a, b (statements); difference (b less a,
    percentage points over the window); past_error (the difference that 80 percent of past errors
    of two projections of that size stay within, percentage points, the errors taken as
    independent); verdict ("same number restated", "within past error", "more than past error",
    "no rate"). For two statements on one occupation the errors are partly shared, so the test is
    lenient there: it finds too few differences rather than too many.

    >>> import hitdata
    >>> pairs = differences(one_scale(hitdata.load()))
    >>> pairs["verdict"].unique().tolist()
    ['within past error']
    """
    half = widths.at(scale["base_employment"], scale["window"])
    rows = [
        _pair(scale.iloc[i], scale.iloc[j], np.exp(np.hypot(half[i], half[j])))
        for i, j in combinations(range(len(scale)), 2)
    ]
    return pd.DataFrame(rows, columns=["a", "b", "difference", "past_error", "verdict"])


def _pair(a: pd.Series, b: pd.Series, factor: float) -> dict[str, object]:
    """Return two statements, what lies between them, and the verdict."""
    difference = b["equivalent"] - a["equivalent"]
    past_error = (100 + min(a["equivalent"], b["equivalent"])) * (factor - 1)
    if pd.notna(a["same_as"]) and a["same_as"] == b["same_as"]:
        verdict = "same number restated"
    elif pd.isna(difference):
        verdict = "no rate"
    else:
        verdict = f"{'more than' if abs(difference) > past_error else 'within'} past error"
    return {"a": a["statement"], "b": b["statement"], "difference": difference,
            "past_error": past_error, "verdict": verdict}  # fmt: skip


def _once(quoted: pd.DataFrame) -> pd.DataFrame:
    """Return each statement of a guide once, with every line that makes it."""
    groups = quoted.groupby(_SAME, dropna=False, sort=False)
    places = groups["place"].transform(", ".join)
    return quoted.assign(places=places).drop_duplicates(_SAME)


def _traced(row: pd.Series, own: pd.DataFrame) -> dict[str, object]:
    """Return what the rounds say about one quoted percent."""
    code = own[own["soc"] == row["soc"]]
    stated = code[_stated(row, code)]
    fits = stated[_rounds_to(row, stated)]
    lineage = (row["publisher"] == "BLS" and row["source"] == "EP") or row["origin"] == "BLS EP"
    source = fits if len(fits) else stated
    relation = "unknown"
    if lineage and len(source):
        relation = {0: "contradicts", 1: "restates"}.get(len(fits), "undecided")
    why = _prints(source)
    if relation == "contradicts":
        other = own[own["soc"].isin(_relatives(row["soc"])) & _rounds_to(row, own)]
        why += f", not this; what would fit: {_prints(other) or 'no round of a related code'}"
    horizon = row["projected_year"] - row["base_year"]
    spans = (fits["projected_year"] - fits["base_year"]).unique()
    assumed = pd.isna(horizon) and lineage and len(spans) == 1
    return {
        "relation": relation,
        "same_as": f"{source['release'].iloc[0]} {row['soc']}" if relation == "restates" else None,
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
