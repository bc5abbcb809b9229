"""The rounds side by side, and what changed between them.

Two rounds print a number for "the same" occupation; whether it is the same depends on the code
and on the concepts behind it. The technicians' code was 29-2071 until round 2018-28, 29-2098
(with dosimetrists and others) in two hybrid rounds, and was then divided into 29-2072 and
29-9021. Openings are ten-year growth and replacement needs until 2014-24, and the annual average
of growth and separations from 2016-26 on. What the figures themselves show (code, title, edition
of the classification, openings, wage year) is read from them; the rest stands in `BACKGROUND`.

A round measures its base anew, and a base may move by far more than jobs do in a year: that of
29-9098 rose from 59,400 to 81,400 between rounds 2019-29 and 2020-30. `base_revisions` finds such
moves by the errors of earlier rounds; a recession in between may be part of one.

"Faster than average" compares an occupation with all of them *in its own round*. Six rounds were
downloaded without a line for all occupations; there the sum of all line items takes its place,
flagged as derived.

"""

from __future__ import annotations

from functools import cache
from itertools import pairwise, product

import numpy as np
import pandas as pd

from hitdata.data.bundled import crosswalk, national_matrix
from hitdata.normalize import relation
from hitdata.normalize.rates import rate_of_jobs
from hitdata.projection.fans import FAN, SHARE
from hitdata.projection.growth_rates import growth
from hitdata.projection.outcomes import totals as sums_of
from hitdata.soc import group_of

__all__ = ["BACKGROUND", "FAR", "base_revisions", "rounds"]

#: First round of a change that its figures do not show -> the change. Sources: bls.gov/emp
#: (occupational separations; sources of the data) and the OEWS technical notes of May 2021.
BACKGROUND = {
    "2016-26": "openings by the separations method: exits and transfers in place of replacements",
    "2020-30": "base year 2020 lies in a recession: growth includes what recovery was expected",
    "2021-31": "OEWS, a main source of base employment, is model-based from May 2021 on",
}

#: What it means that a base was revised.
FAR = f"larger than {SHARE:.0%} of past errors, so in part a revision"

#: Code of all occupations.
_ALL = "00-0000"

#: What stands where no round says it.
_NONE = "not available"


def rounds(figures: pd.DataFrame, *, totals: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return every round of every family occupation in ``figures``, by group and round.

    ``totals`` is what `hitdata.projection.totals` returns, for the rounds whose figures have no
    line for all occupations; None takes those of the bundled line items.

    The columns of `growth` (window: the round's own horizon), and: group (of `hitdata.soc`);
    all_occupations_percent (percent change of all jobs) and all_occupations_rate (percent a
    year); all_occupations_from ("published", "sum of 809 line items", "not available"); average
    ("faster", "slower", "within rounding", "not available"); base_before, base_moved and
    base_revised as `base_revisions` has them; what_changed since the group's previous round.
    Source: BLS, Employment Projections.

    >>> import hitdata
    >>> table = rounds(hitdata.load(source="EP"))
    >>> newest = table[table["soc"].eq("29-2072") & table["release"].eq("2024-34")]
    >>> newest[["all_occupations_percent", "all_occupations_from", "average"]].values.tolist()
    [[3.1, 'published', 'faster']]
    """
    table = growth(figures[figures["source"].eq("EP") & figures["quoted_by"].isna()])
    every = _all_occupations(table, totals)
    table = table.merge(every, on="release", how="left")
    table["all_occupations_from"] = table["all_occupations_from"].fillna(_NONE)
    table["average"] = _average(table)
    table["group"] = table["soc"].map(group_of)
    family = table[table["group"].notna() & table["group"].ne("comparison lines")]
    family = family.merge(base_revisions(table), on=["soc", "release"], how="left")
    changes = [_changes(part, _origins()) for _, part in family.groupby("group")]
    changed = pd.concat([pd.Series(dtype="str"), *changes])
    ordered = family.assign(what_changed=changed).sort_values(["group", "release", "soc"])
    first = ["group", "release", "soc", "occupation"]
    return ordered[[*first, *ordered.columns.difference(first, sort=False)]].reset_index(drop=True)


def base_revisions(projections: pd.DataFrame) -> pd.DataFrame:
    """Return how far the base of each projection lies from that of the round before.

    ``projections`` is what `growth` returns. A row per occupation and round whose previous round
    has the same occupation, under the same code or its one-to-one predecessor. Columns: soc,
    release; base_before (jobs, in the previous round); base_moved (percent, from one base to the
    next); base_revised, both bases in words where the new one lies outside the fan that the
    previous round had for that year, `FAR`; empty where it does not.

    >>> import hitdata
    >>> found = base_revisions(growth(hitdata.load(source="EP", soc="29-9098", quoted=False)))
    >>> print(found["base_revised"].item())
    base of 29-9098 from 59,400 jobs in 2019 to 81,400 in 2020 (+37.0%)
    """
    own = projections[projections["base_employment"].gt(0)].sort_values("release")
    found = []
    for (_, before), (_, after) in pairwise(own.groupby("release")):
        for old, new in product(before.itertuples(), after.itertuples()):
            if relation(old.soc, old.soc_system, new.soc, new.soc_system).same:
                jobs, years = old.base_employment, int(new.base_year - old.base_year)
                rate = 0.0 if pd.isna(old.compound_annual_rate) else old.compound_annual_rate
                error = np.log(new.base_employment / jobs) - years * np.log1p(rate / 100)
                far = abs(error) > FAN.at(pd.Series([jobs]), years).item()
                moved = (new.base_employment / jobs - 1) * 100
                said = (
                    f"base of {new.soc} from {jobs:,.0f} jobs in {old.base_year} to "
                    f"{new.base_employment:,.0f} in {new.base_year} ({moved:+.1f}%)"
                )
                said = said.replace("(-", "(−") if far else ""
                found.append((new.soc, new.release, jobs, moved, said))
    columns = ["soc", "release", "base_before", "base_moved", "base_revised"]
    return pd.DataFrame(found, columns=columns).astype(dict.fromkeys(columns[::4], "str"))


def _all_occupations(table: pd.DataFrame, given: pd.DataFrame | None) -> pd.DataFrame:
    """Return the change of all jobs in each round, published or else derived."""
    names = {"employment_change_percent": "all_occupations_percent",
             "compound_annual_rate": "all_occupations_rate"}  # fmt: skip
    sums = sums_of(national_matrix()) if given is None else given
    horizon = sums["release"].map(_horizon)
    rate = rate_of_jobs(sums["base_employment"], sums["projected_employment"], horizon)
    published = table[table["soc"] == _ALL].assign(all_occupations_from="published")
    derived = sums.assign(compound_annual_rate=rate, all_occupations_from=sums["derived"])
    columns = ["release", *names, "all_occupations_from"]
    both = pd.concat([published[columns], derived[columns]], ignore_index=True)
    return both.rename(columns=names).drop_duplicates("release")


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
    columns = ["soc", "soc_system", "occupation", "base_year", "wage_year", "base_revised"]
    parts = {name: part[columns].to_dict("records") for name, part in group.groupby("release")}
    texts = {min(parts): "first round of these codes"}
    for before, after in pairwise(parts):
        found = [*_between(parts[before], parts[after], origins), BACKGROUND.get(after, "")]
        texts[after] = "; ".join(filter(None, found)) or "nothing found"
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
    moved = [line["base_revised"] for line in after if pd.notna(line["base_revised"])]
    found.extend(f"{said}, {FAR}" for said in moved if said)
    lag, old_lag = _lag(after), _lag(before)
    if lag is not None and lag != old_lag:
        when = "the base year" if lag == 0 else "the year after the base year"
        found.append(f"the wage printed beside it is of {when}")
    return found


@cache
def _origins() -> dict[str, list[str]]:
    """Return, for each 2018 code, the other 2010 codes that the crosswalk leads to it from."""
    pairs = crosswalk()
    pairs = pairs[pairs["soc_2010"] != pairs["soc_2018"]]
    texts = pairs["soc_2010"] + " of 2010 to " + pairs["soc_2018"] + ": " + pairs["relation"]
    return texts.groupby(pairs["soc_2018"]).agg(list).to_dict()


def _lag(part: list[dict]) -> int | None:
    """Return how many years after the base year (0 or 1) the wage printed beside it is of."""
    lags = [line["wage_year"] - line["base_year"] for line in part if pd.notna(line["wage_year"])]
    return lags[0] if lags else None
