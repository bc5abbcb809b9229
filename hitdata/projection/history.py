"""The rounds side by side, and what changed between them.

Two rounds print a number for "the same" occupation; whether it is the same depends on the code
and on the concepts behind it. The technicians' code was 29-2071 until round 2018-28, 29-2098
(with dosimetrists and others) in two hybrid rounds, and was then divided into 29-2072 and
29-9021. Openings are ten-year growth and replacement needs until 2014-24, and the annual average
of growth and separations from 2016-26 on. What the figures themselves show (code, title, edition
of the classification, openings, wage year) is read from them; the rest stands in `BACKGROUND`.

"Faster than average" compares an occupation with all of them *in its own round*. Six rounds were
downloaded without a line for all occupations; there the sum of all line items takes its place,
flagged as derived.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from hitdata.family import group_of
from hitdata.normalize.horizon import rate_of_levels
from hitdata.projection.matrices import totals as all_jobs
from hitdata.projection.rates import growth
from hitdata.tables import crosswalk, national_matrix

__all__ = ["BACKGROUND", "rounds"]

#: First round of a change that its figures do not show -> the change. Sources: bls.gov/emp
#: (occupational separations; sources of the data) and the OEWS technical notes of May 2021.
BACKGROUND = {
    "2016-26": "openings by the separations method: exits and transfers in place of replacements",
    "2020-30": "base year 2020 lies in a recession: growth includes the recovery",
    "2021-31": "OEWS, a main source of base employment, is model-based from May 2021 on",
}

_ALL = "00-0000"
_NONE = "not available"


def rounds(figures: pd.DataFrame, *, totals: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return every round of every family occupation in ``figures``, by group and round.

    ``totals`` is what `hitdata.projection.totals` returns, for the rounds whose figures have no
    line for all occupations; None takes those of the bundled line items.

    The columns of `growth` (window: the round's own horizon), and: group (of `hitdata.family`);
    all_occupations_percent (percent change of all jobs) and all_occupations_rate (percent a
    year); all_occupations_from ("published", "sum of 809 line items", "not available"); average
    ("faster", "slower", "within rounding", "not available"); what_changed since the group's
    previous round. Source: BLS, Employment Projections.

    >>> import hitdata
    >>> table = rounds(hitdata.load(source="EP"))
    >>> newest = table[table["soc"].eq("29-2072") & table["release"].eq("2024-34")]
    >>> newest[["all_occupations_percent", "all_occupations_from", "average"]].values.tolist()
    [[3.1, 'published', 'faster']]
    """
    own = figures[figures["source"].eq("EP") & figures["quoted_by"].isna()]
    table = growth(own)
    if totals is None:
        totals = all_jobs(national_matrix())
    table = table.merge(_all_occupations(table, totals), on="release", how="left")
    table["all_occupations_from"] = table["all_occupations_from"].fillna(_NONE)
    table["average"] = _average(table)
    table["group"] = table["soc"].map(group_of)
    family = table[table["group"].notna() & table["group"].ne("comparison lines")]
    origins = _origins()
    parts = [_changes(part, origins) for _, part in family.groupby("group")]
    changed = pd.concat([pd.Series(dtype="str"), *parts])
    ordered = family.assign(what_changed=changed).sort_values(["group", "release", "soc"])
    first = ["group", "release", "soc", "occupation"]
    return ordered[[*first, *ordered.columns.difference(first, sort=False)]].reset_index(drop=True)


def _all_occupations(table: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Return all jobs' change of each round, published or else derived."""
    names = {"employment_change_percent": "all_occupations_percent",
             "compound_annual_rate": "all_occupations_rate"}  # fmt: skip
    columns = ["release", *names.values(), "all_occupations_from"]
    lines = table[table["soc"] == _ALL].rename(columns=names)
    published = lines.assign(all_occupations_from="published")[columns]
    years = totals["release"].map(_horizon)
    derived = totals.assign(
        all_occupations_percent=totals["employment_change_percent"],
        all_occupations_rate=rate_of_levels(
            totals["base_employment"], totals["projected_employment"], years
        ),
        all_occupations_from=totals["derived"],
    )[columns]
    others = derived[~derived["release"].isin(published["release"])]
    return pd.concat([published, others], ignore_index=True)


def _horizon(release: str) -> int:
    """Return the years between base and projected year of a round named 2022-32.

    >>> _horizon("2022-32"), _horizon("1998-08")
    (10, 10)
    """
    base, projected = release.split("-")
    return (int(projected) - int(base)) % 100


def _average(table: pd.DataFrame) -> pd.Series:
    """Return where the rate stands, beyond what rounding leaves open."""
    average = table["all_occupations_rate"]
    unknown = average.isna() | table["compound_annual_rate"].isna()
    words = np.select(
        [unknown, table["rate_low"] > average, table["rate_high"] < average],
        [_NONE, "faster", "slower"],
        default="within rounding",
    )
    return pd.Series(words, index=table.index, dtype="str")


def _changes(group: pd.DataFrame, origins: dict[str, list[str]]) -> pd.Series:
    """Return, for each row of one group, what changed since the group's previous round."""
    parts: dict[str, list[dict]] = {}
    columns = ["release", "soc", "soc_system", "occupation", "base_year", "wage_year"]
    for line in group[columns].to_dict("records"):
        parts.setdefault(line["release"], []).append(line)
    texts = {min(parts): "first round of these codes"}
    for before, after in pairwise(sorted(parts)):
        found = _between(parts[before], parts[after], origins)
        if after in BACKGROUND:
            found.append(BACKGROUND[after])
        texts[after] = "; ".join(found) or "nothing found"
    return group["release"].map(texts)


def _between(before: list[dict], after: list[dict], origins: dict[str, list[str]]) -> list[str]:
    """Return what differs between the lines of one group in two rounds."""
    found = []
    for column, what in {"soc_system": "classification", "soc": "code"}.items():
        old, new = (" + ".join(sorted({line[column] for line in part})) for part in (before, after))
        if old != new:
            found.append(f"{what} {old} -> {new}")
    titles = {line["soc"]: line["occupation"] for line in before}
    for soc, title in ((line["soc"], line["occupation"]) for line in after):
        if soc not in titles:
            found.extend([f"{soc} is {title}", *origins.get(soc, [])])
        elif titles[soc].casefold() != title.casefold():
            found.append(f"title of {soc}: {titles[soc]} -> {title}")
    lag, old_lag = _lag(after), _lag(before)
    if lag is not None and lag != old_lag:
        when = "the base year" if lag == 0 else "the year after the base year"
        found.append(f"the wage printed beside it is of {when}")
    return found


def _origins() -> dict[str, list[str]]:
    """Return, for each 2018 code, the other 2010 codes that the crosswalk leads to it from."""
    pairs = crosswalk()
    pairs = pairs[pairs["soc_2010"] != pairs["soc_2018"]]
    texts = pairs["soc_2010"] + " of 2010 to " + pairs["soc_2018"] + ": " + pairs["relation"]
    found: dict[str, list[str]] = texts.groupby(pairs["soc_2018"]).agg(list).to_dict()
    return found


def _lag(part: list[dict]) -> int | None:
    """Return how many years after the base year (0 or 1) the wage printed beside it is of."""
    lags = [line["wage_year"] - line["base_year"] for line in part if pd.notna(line["wage_year"])]
    return lags[0] if lags else None
