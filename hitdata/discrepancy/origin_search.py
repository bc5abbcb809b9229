"""Origins: from a number that somebody prints to the published figures that it may come from.

It may be the right number of another industry, period, statistic, area or occupation, or arithmetic
with it. Among hundreds of thousands of figures some match any number, so each match
comes with its odds: how many figures that differ as little were searched near the number, against
how many numbers could be printed there.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from hitdata.data.bundled import load
from hitdata.discrepancy.figure import Figure
from hitdata.soc import EDITIONS
from hitdata.surveys import HOURS

__all__ = ["origins"]

#: What a figure may differ in from what is stated of a number -> how much that counts: labels are
#: mixed up more easily than places and occupations.
DIFFERS = {"statistic": 1, "period": 1, "industry": 1, "area": 2, "occupation": 2}

#: What is taken to be stated where nothing is.
SILENT = {"industry": "cross-industry", "area": "US"}

#: Statistics that a publisher's figure can be; any other word leaves open which it is.
STATISTICS = {"mean", "p10", "p25", "p50", "p75", "p90", "total", "percent", "ratio"}

#: Share of the median by which some pages make up each percentile.
MADE_UP = {"p10": 0.55, "p25": 0.73, "p75": 1.30, "p90": 1.55}

#: Unit -> how finely publications print numbers of it.
GRID = {"USD/year": 10.0, "USD/hour": 0.01, "percent": 0.1, "jobs": 10.0}

#: What two figures share that a page may subtract or divide.
ONE = ["measure", "unit", "source", "coverage"]

#: Columns of `origins`.
FOUND = ["figure_id", "rank", "origin", "value", "how", "differs", "searched", "possible", "odds",
         "says"]  # fmt: skip


def origins(
    figures: pd.DataFrame, *, among: pd.DataFrame | None = None, most_odds: float = 0.012,
    at_most: int = 5,
) -> pd.DataFrame:  # fmt: skip
    """Return where the numbers of ``figures`` may come from: the published figures that print them.

    ``figures`` are quotations, or rows of one's own with what `explain` needs of a row. Each number
    is searched ``among`` published figures (None: the bundled table) of its measure and unit: those
    that print it, or round to it as coarsely as it is printed, whatever their statistic, period,
    industry, area and occupation; failing these, in what simple arithmetic makes of the
    occupation's figures (percentiles as a fixed share of the median, 2,080 hours a year, the
    difference or the percent change of two). Give many figures at once: each call sorts the table.

    Columns: figure_id; rank (1 differs least); origin (figure_ids, separated by "; "); value; how
    (prints it, rounds to it, or the arithmetic); differs (in words; empty where nothing does);
    searched (numbers near this one that differ as little); possible (numbers that could be printed
    there); odds (that one of those searched matches by chance); says (all that as a sentence).
    Matches with odds above ``most_odds`` are left out; of the rest, ``at_most`` rows a figure stay.

    >>> headquarters = origins(load(quoted=True, soc="11-3021", industry="NAICS 62"))
    >>> headquarters[["origin", "differs"]].values.tolist()
    [['bls.oews.2023-05.us.naics-55.own-5.11-3021.wage.p50.usd-year', \
'industry NAICS 55, not NAICS 62']]
    """
    table = load() if among is None else among
    own = table["quoted_by"].isna() & table["origin"].isna() & table["value"].notna()
    own &= table["statistic"].isin(STATISTICS)
    kinds = ["statistic", "period", "industry", "area", *ONE]
    known = table.loc[own, ["figure_id", "value", *kinds]].astype(dict.fromkeys(kinds, "category"))
    known["occupation"] = (table["soc"] + ", " + table["soc_system"])[own].astype("category")
    known = known.sort_values("value", ignore_index=True)
    parts = dict(iter(known.groupby(["measure", "unit"], observed=True)))
    rows: list[dict[str, Any]] = []
    for figure in map(Figure.of, figures.to_dict("records")):
        if figure.value is not None:
            agree = _agreeing(figure, known)
            part = parts.get((figure.measure, figure.unit), known.head(0))
            found = _likely(figure, _printed(figure, part, agree), agree, most_odds)
            found = found or _likely(figure, _made(figure, known, agree), agree, most_odds)
            rows += [{"figure_id": figure.figure_id, "rank": rank, **match}
                     for rank, match in enumerate(found[:at_most], start=1)]  # fmt: skip
    return pd.DataFrame(rows, columns=FOUND)


def _agreeing(figure: Figure, known: pd.DataFrame) -> dict[str, list[str]]:
    """Return what agrees with all that is stated of a number: names of each property."""
    agree = {name: [str(getattr(figure, name) or taken)] for name, taken in SILENT.items()}
    if figure.statistic in STATISTICS:
        agree["statistic"] = [figure.statistic]
    if when := figure.dated:
        # a year holds its months
        agree["period"] = [period for period in known["period"].cat.categories
                           if period[: len(when)] == when[: len(period)]]  # fmt: skip
    if figure.soc:
        agree["occupation"] = [f"{figure.code_in(edition)}, {edition}" for edition in EDITIONS]
    return agree


def _apart(rows: pd.DataFrame, agree: dict[str, list[str]]) -> pd.DataFrame:
    """Return in what rows differ from what is stated."""
    apart = {name: ~rows[name].isin(agree[name]) for name in DIFFERS if name in agree}
    return pd.DataFrame(apart, index=rows.index, columns=list(DIFFERS)).fillna(False)


def _printed(figure: Figure, part: pd.DataFrame, agree: dict[str, list[str]]) -> pd.DataFrame:
    """Return the published figures near a number, with how many things each differs in."""
    reach = part["value"].searchsorted(figure.number + _wide(figure) * np.array([-1, 1]))
    near = part.iloc[slice(*reach)]
    return near.assign(number=near["value"], how="", cost=_apart(near, agree) @ pd.Series(DIFFERS))


def _made(figure: Figure, known: pd.DataFrame, agree: dict[str, list[str]]) -> pd.DataFrame:
    """Return what arithmetic makes of the occupation's figures, as `_printed` does.

    They differ from what is stated in their period, industry or area, one of these at most; of
    two, one is of the period that is stated.
    """
    base = known[known["occupation"].isin(agree.get("occupation", ()))]
    apart = _apart(base, agree)
    there = apart["industry"].astype(int) + apart["area"]
    base = base.assign(cost=there + apart["period"], here=there.eq(0), other=apart["statistic"])
    base = base[base["cost"].le(1)]
    wage, one = base["measure"].eq("wage"), base["unit"].eq(figure.unit)
    median = base[wage & one & base["statistic"].eq("p50")]
    made = [
        median.assign(number=share * median["value"], how=f"times {share:.2f}")
        for percentile, share in MADE_UP.items()
        if agree.get("statistic", [percentile]) == [percentile]
    ]
    if hours := {"USD/year": HOURS, "USD/hour": 1 / HOURS}.get(figure.unit):
        paid = base[wage & ~one & ~base["other"]]
        how = f"{'times' if hours > 1 else 'over'} {HOURS:,} hours"
        made.append(paid.assign(number=hours * paid["value"], how=how))
    percent = figure.unit == "percent"
    here = base[base["here"] & (one != percent)]
    for shared in ("statistic", "period"):
        pairs = here.merge(here, on=[*ONE, shared], suffixes=("", "_b"))
        pairs[f"{shared}_b"] = pairs[shared]
        kept = pairs["value"].lt(pairs["value_b"]) | (percent & pairs["value"].gt(pairs["value_b"]))
        pairs = pairs[kept & (pairs["cost"].eq(0) | pairs["cost_b"].eq(0))]
        ratio, gap = pairs["value_b"] / pairs["value"], pairs["value_b"] - pairs["value"]
        number, how = (100 * (ratio - 1), "percent apart") if percent else (gap, "apart")
        made.append(
            pairs.assign(number=number, how=how, cost=pairs[["cost", "cost_b"]].max(axis=1))
        )
    return pd.concat(made, ignore_index=True)


def _likely(
    figure: Figure, tried: pd.DataFrame, agree: dict[str, list[str]], most: float
) -> list[dict[str, Any]]:
    """Return what matches, the least different first, without what may well be chance."""
    half, wide = figure.half_unit, _wide(figure)
    tried = tried.assign(off=(tried["number"] - figure.number).abs())
    tried = tried[tried["off"] <= wide].assign(rounded=lambda near: near["off"] >= 1e-9)
    found: list[dict[str, Any]] = []
    fits = tried[tried["off"] <= half + 1e-9]
    for (cost, rounded), part in fits.groupby(["cost", "rounded"]):
        step = 2 * half if rounded else min(2 * half, GRID.get(figure.unit, 1))
        pool, possible = tried.loc[tried["cost"] <= cost, "number"], max(round(2 * wide / step), 1)
        taken = (pool / step).round().nunique()
        # there is no chance in the one number that a quotation names
        searched_for = cost or taken > 1 or part["how"].ne("").any()
        odds = min(taken / possible, 1) if searched_for else 0.0
        if odds <= most:
            newest = part.assign(period=part["period"].astype(str)).sort_values("period")[::-1]
            how = "rounds to it" if rounded else "prints it"
            found += [_match(figure, row, agree, how, (len(pool), possible, odds))
                      for row in newest.head(20).to_dict("records")]  # fmt: skip
    return found


def _match(
    figure: Figure, row: dict[str, Any], agree: dict[str, list[str]], how: str,
    chance: tuple[int, int, float],
) -> dict[str, Any]:  # fmt: skip
    """Return one match in words and numbers."""
    searched, possible, odds = chance
    ends = ["", "_b"] if isinstance(row.get("figure_id_b"), str) else [""]
    stated = {"statistic": figure.statistic, "period": figure.dated, "occupation": figure.soc}
    words = [f"{name} {row.get(name + end, row[name])}, not {stated.get(name) or agree[name][0]}"
             for name in agree if name != "statistic" or not row["how"]
             for end in ends if row.get(name + end, row[name]) not in agree[name]]  # fmt: skip
    origin, differs = "; ".join(row["figure_id" + end] for end in ends), "; ".join(words)
    how = row["how"] or how
    says = (f"{origin} ({row['number']:,.10g}) {how}; {differs or 'nothing differs'}. {searched:,} "
            f"numbers near it differ as little, of {possible:,} that could be printed: {odds:.1%} "
            "by chance")  # fmt: skip
    return {"origin": origin, "value": row["number"], "how": how, "differs": differs,
            "searched": searched, "possible": possible, "odds": odds, "says": says}  # fmt: skip


def _wide(figure: Figure) -> float:
    """Return how far around a number chance is measured."""
    return max(abs(figure.number) / 4, 20 * figure.half_unit)
