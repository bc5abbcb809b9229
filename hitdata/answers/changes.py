"""What is new in a release: figures that moved, were withheld, re-coded or revised.

Two releases of one product, figure by figure. Releases of OEWS are not made as a time series, and
codes change with the edition of the classification: each such break is one warning for all rows.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from hitdata.data.bundled import load
from hitdata.data.naming import releases
from hitdata.errors import NotComparable, UnknownValue
from hitdata.normalize import price_ratio, translate
from hitdata.projection import base_revisions, growth
from hitdata.surveys import HEAPED, new_method

__all__ = ["Break", "diff"]

#: What two figures of two releases agree in, if they are on the same thing.
SAME = ["soc", "level", "area", "industry", "ownership", "coverage", "measure", "statistic",
        "error_of", "pay_basis", "unit", "year", "title"]  # fmt: skip

#: Columns of the result.
COLUMNS = ["what", "soc", "occupation", "area", "industry", "measure", "statistic", "unit",
           "period", "before", "after", "change", "percent", "became", "figure_id_before",
           "figure_id_after"]  # fmt: skip


class Break(UserWarning):
    """Says why figures of two releases may differ although nothing moved."""


def diff(before: str, after: str, **filters: Any) -> pd.DataFrame:
    """Return how the figures of release ``after`` differ from those of ``before``, a row each.

    Releases are named as for `hitdata.load` ("2024-05", "May 2024"), and so are the ``filters``;
    figures of your own join by ``extra``. A figure that did not change has no row. Columns: what
    (moved; withheld or released, where a figure lost its number or got one; re-coded, where only
    one release has the code and the other has codes that share its work; revised, where both print
    another number for the same year, or the base of a projection left the range that the round
    before allowed; else dropped or added); soc to period as in the table; before and after, the
    values in ``unit``; change, after less before; percent of before (missing for percents);
    became, the codes that share work with a re-coded one; both identifiers.

    Breaks in method or classification, and the change of consumer prices between two releases of
    wages, are warnings of kind `Break`.

    >>> import warnings
    >>> warnings.simplefilter("ignore", Break)
    >>> found = diff("2024-05", "2025-05", soc="29-9021", area="US", industry="cross-industry",
    ...              statistic="p50", unit="USD/year")
    >>> found[["what", "before", "after", "change"]].values.tolist()
    [['moved', 67310.0, 68020.0, 710.0]]
    """
    rows = load(release=[before, after], **filters)
    old, new = _release(before, rows), _release(after, rows)
    if set(old["source"]) != set(new["source"]):
        raise UnknownValue(
            f"{before} is of {', '.join(old['source'].unique())}, {after} of "
            f"{', '.join(new['source'].unique())}; expected two releases of one source"
        )
    for said in _breaks(old, new):
        warnings.warn(said, Break, stacklevel=2)
    printed = [rows["ownership"].notna().any() for rows in (old, new)]
    same = [column for column in SAME if column != "ownership" or all(printed)]
    both = old.merge(new, on=same, how="outer", suffixes=("_before", "_after"), indicator="side")
    both["before"], both["after"] = both["value_before"], both["value_after"]
    for column in ("occupation", "period"):
        both[column] = both[f"{column}_after"].fillna(both[f"{column}_before"])
    both["change"] = both["after"] - both["before"]
    ratio = both["change"] / both["before"].replace(0, np.nan)
    both["percent"] = (100 * ratio).round(2).where(both["unit"].ne("percent"))
    both["became"] = _became(both["soc"], both["side"], old, new)
    alone, changed = both["side"].ne("both"), both["change"].fillna(0).ne(0)
    had, has = both["before"].notna(), both["after"].notna()
    revised = changed & (both["period_before"].eq(both["period_after"]) | _far(both, old, new))
    kinds = {"re-coded": alone & both["became"].ne(""), "dropped": both["side"].eq("left_only"),
             "added": alone, "withheld": had & ~has, "released": ~had & has, "revised": revised,
             "moved": changed}  # fmt: skip
    both["what"] = np.select(list(kinds.values()), list(kinds), "")
    return both.loc[both["what"].ne(""), COLUMNS].reset_index(drop=True)


def _release(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of a release, with what the year of each is to a projection."""
    known = set(rows["release"].dropna())
    own = {name}.union(*releases(name, known))
    rows = rows[rows["release"].isin(own)]
    if rows.empty:
        raise UnknownValue(f"no figure of release {name} passes these filters")
    year = pd.Series("span", index=rows.index).mask(rows["base_year"].isna(), "")
    for role in ("base", "projected"):
        year = year.mask(rows["period"].eq(rows[f"{role}_year"].astype("str")), role)
    # where the code is ours, several titles may share it
    title = rows["occupation"].where(rows["soc_match"].ne("published"), "")
    return rows.assign(year=year, title=title)


def _system(rows: pd.DataFrame) -> str:
    return str(rows["soc_system"].dropna().mode().iloc[0])


def _became(soc: pd.Series, side: pd.Series, old: pd.DataFrame, new: pd.DataFrame) -> pd.Series:
    """Return the codes of the other release that share work with a code of one release alone."""
    ways = {"left_only": (old, new), "right_only": (new, old)}
    became: dict[tuple[str, str], str] = {}
    for name, (own, other) in ways.items():
        codes = set(own["soc"].dropna()) - set(other["soc"])
        if codes and _system(own) != _system(other):
            pairs = translate(sorted(codes), start=_system(own), end=_system(other)).dropna()
            pairs = pairs[pairs["from"].ne(pairs["to"])]
            became |= {(name, code): ", ".join(to) for code, to in pairs.groupby("from")["to"]}
    keys = zip(side, soc, strict=True)
    return pd.Series([became.get(key, "") for key in keys], index=soc.index, dtype="str")


def _far(both: pd.DataFrame, old: pd.DataFrame, new: pd.DataFrame) -> pd.Series:
    """Return which rows are bases of projections that earlier rounds did not allow for."""
    if new["base_year"].isna().all():
        return pd.Series(False, index=both.index)
    bases = base_revisions(growth(pd.concat([old, new])))
    far = bases.loc[bases["base_revised"].ne(""), "soc"]
    return both["soc"].isin(far) & both["measure"].eq("employment") & both["year"].eq("base")


def _breaks(old: pd.DataFrame, new: pd.DataFrame) -> Iterator[str]:
    """Yield why figures of the two releases may differ although nothing moved."""
    first, last = (str(rows["release"].iloc[0]) for rows in (old, new))
    if set(new["source"]) == {"OEWS"}:
        yield from filter(None, [new_method(first, last), HEAPED.get(first), HEAPED.get(last)])
        yield "OEWS is not made as a time series: neighboring releases share samples"
    if (before := _system(old)) != (after := _system(new)):
        yield f"codes are of the {before} in {first} and of the {after} in {last}"
    paid = [rows.loc[rows["measure"].eq("wage"), "period"].dropna() for rows in (old, new)]
    if all(map(len, paid)):
        try:
            ratio, step = price_ratio(paid[0].iloc[0], paid[1].iloc[0])
        except NotComparable as error:
            yield str(error)
        else:
            yield f"wages are in dollars of their time; prices moved {ratio - 1:+.1%}: {step.says}"
