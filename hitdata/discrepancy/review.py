"""The whole table reviewed: what every publisher says of each occupation, and how far apart.

An occupation is a code of the newest OEWS release in one of the family's groups. Beside BLS's
newest national median stand its mean, its median in health care, EP's copy of it, the newest ACS
median, and all that the guides quote for the code.

Each is set against one figure of BLS, its *reference*: a copy against the figure it copies; any
other against the median of the same occupation nearest in time, in dollars of that month, and an
undated one against the newest, as printed. A quotation that speaks of health care, in its title or
as its industry, stands against the median of the health sector where BLS publishes one; all others
against that of all industries. The ends of a range have no quotient: they are not averages. The
spread is that of the quotients, so that it does not grow with the years between two publishers. It
counts each witness once: who restates another is not a second voice, and who names nobody is none.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from hitdata.data.bundled import prices as bundled_prices
from hitdata.data.bundled import with_guides
from hitdata.discrepancy.figure import Figure, given, primary_of
from hitdata.discrepancy.verdicts import judge
from hitdata.errors import NotComparable, UnknownValue
from hitdata.normalize import deflate
from hitdata.soc import EDITIONS, FAMILY

__all__ = ["discrepancies"]

#: Statistics that speak of all people at once; the ends of a range do not.
CENTRAL = {"mean", "p50", "average", "percent"}

#: Columns of the answer.
COLUMNS = ["rank", "group", "soc", "figure_id", "publisher", "source", "quoted_by", "occupation",
           "statistic", "industry", "value", "unit", "period", "shown", "dollars_of", "reference",
           "reference_industry", "reference_value", "difference", "ratio", "verdict", "reasons",
           "witness", "counted", "low", "high", "spread"]  # fmt: skip

#: Types of the columns that are not text.
NUMBERS = {**dict.fromkeys(("value", "shown", "reference_value", "difference", "ratio", "low",
                            "high", "spread"), "float64"),
           "rank": "Int64", "counted": "bool"}  # fmt: skip

#: Measure -> what the newest release of each product contributes, the reference first.
PRODUCTS = {
    "wage": (
        {"source": "OEWS", "industry": "cross-industry", "statistic": "p50"},
        {"source": "OEWS", "industry": "cross-industry", "statistic": "mean"},
        {"source": "OEWS", "industry": "NAICS 62", "statistic": "p50"},
        {"source": "EP", "statistic": "p50"},
        {"source": "ACS", "statistic": "p50", "coverage": "full-time year-round workers"},
    ),
    "employment change": ({"source": "EP", "statistic": "percent"},),
}


def discrepancies(
    figures: pd.DataFrame | None = None,
    *,
    measure: str = "wage",
    prices: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return what every publisher says of each occupation, the widest spread first.

    ``measure`` is wage (a year) or employment change (in percent). Columns: rank (1 is the widest
    spread; missing where only one witness speaks), group, soc, figure_id, publisher, source,
    quoted_by, occupation, statistic, industry, value and unit as published, period; shown (the
    value in dollars of ``dollars_of``, or as printed where that is missing); reference (figure_id
    of the BLS figure it is set against), reference_industry and reference_value; difference and
    ratio of ``shown`` to it (missing for a bound and for the end of a range);
    verdict and reasons on comparing the two; witness (whose number it is), counted (whether it
    enters the spread); low, high and spread (high less low) of the counted ratios.

    For a pair to be shown side by side only, the difference gives its size, not a meaning.

    >>> table = discrepancies()
    >>> guide = table[table["quoted_by"].notna() & table["industry"].eq("NAICS 62")]
    >>> guide[["value", "reference", "reference_value"]].values.tolist()
    [[170190.0, 'bls.oews.2023-05.us.naics-62.11-3021.wage.p50.usd-year', 139350.0]]
    """
    if measure not in PRODUCTS:
        raise UnknownValue(f"measure {measure!r}: expected one of {', '.join(PRODUCTS)}")
    table = with_guides() if figures is None else figures
    unit = "USD/year" if measure == "wage" else "percent"
    table = table[table["measure"].eq(measure) & table["unit"].eq(unit) & table["area"].eq("US")]
    table = table[table["level"].eq("detailed") | table["level"].isna()]
    prices = bundled_prices() if prices is None else prices
    said = [
        _beside_bls(group, soc, part, table, prices)
        for group, soc, part in _occupations(table, measure)
    ]
    found = pd.concat(said, ignore_index=True) if said else pd.DataFrame(columns=COLUMNS)
    wide = found["spread"].where(found["spread"].gt(0)).round(9)
    found["rank"] = wide.rank(method="dense", ascending=False)
    order = found.sort_values(["rank", "group", "soc"], kind="stable", na_position="last")
    types = {name: NUMBERS.get(name, "str") for name in COLUMNS}
    return order[COLUMNS].astype(types).reset_index(drop=True)


def _occupations(table: pd.DataFrame, measure: str) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Yield group, code and figures of each occupation, the reference in the first row."""
    own = table[table["quoted_by"].isna()]
    quoted = table[table["quoted_by"].notna() & table["soc"].notna()]
    newest = [_newest(own, product) for product in PRODUCTS[measure]]
    for group, codes in FAMILY.items():
        current = [code for code in codes if newest[0]["soc"].eq(code).any()]
        for code in current if group != "comparison lines" else ():
            # a quotation under a code that was given up stands with the first of its group
            former = [c for c in codes if c not in current] if code == current[0] else []
            parts = [product[product["soc"].eq(code)] for product in newest]
            yield group, code, pd.concat([*parts, quoted[quoted["soc"].isin([code, *former])]])


def _newest(figures: pd.DataFrame, product: dict[str, str]) -> pd.DataFrame:
    for column, value in product.items():
        figures = figures[figures[column].eq(value)]
    return figures[figures["release"].eq(figures["release"].max()) & figures["value"].notna()]


def _beside_bls(
    group: str, soc: str, part: pd.DataFrame, table: pd.DataFrame, prices: pd.DataFrame
) -> pd.DataFrame:
    """Return an occupation's rows, with the lowest and highest quotient of its witnesses."""
    medians = _medians(part, table)
    health = [median for median in medians if median.industry == "NAICS 62"]
    everywhere = [median for median in medians if median.industry != "NAICS 62"]
    rows: list[dict[str, object]] = []
    heard = {"unnamed"}
    for _, row in part.iterrows():
        member = given(row, among=table)
        said = f"{member.occupation} {member.industry}".lower() if member.quoted_by else ""
        of_health = health and ("health" in said or "naics 62" in said)
        nearest = _nearest(member, health if of_health else everywhere)
        reference = primary_of(member, table) or nearest
        shown, of = _shown(member, reference, prices)
        verdict = judge(member, reference)
        central = member.statistic in CENTRAL and not member.bounded
        counted = central and member.witness not in heard
        heard |= {member.witness} if counted else set()
        beside = float("nan") if reference.value is None else reference.value
        rows.append({
            **{name: getattr(member, name) for name in COLUMNS if hasattr(member, name)},
            "group": group, "soc": soc, "shown": shown, "dollars_of": of, "counted": counted,
            "reference": reference.figure_id, "reference_value": beside,
            "reference_industry": reference.industry,
            "difference": shown - beside if central else float("nan"),
            "ratio": shown / beside if central and beside else float("nan"),
            "verdict": verdict.verdict, "reasons": "; ".join(verdict.reasons or verdict.steps),
        })  # fmt: skip
    said = pd.DataFrame(rows)
    ratios = said.loc[said["counted"], "ratio"]
    low, high = ratios.min(), ratios.max()
    return said.assign(low=low, high=high, spread=high - low)


def _medians(part: pd.DataFrame, table: pd.DataFrame) -> list[Figure]:
    """Return BLS's figures of the occupation in all releases, the newest first."""
    first = given(part.head(1))
    own = table[table["source"].eq(first.source) & table["quoted_by"].isna()]
    own = own[own["statistic"].eq(first.statistic)]
    own = own[own["industry"].isin(["cross-industry", "NAICS 62"])]
    own = own[own["value"].notna()].sort_values("release", ascending=False)
    codes = {edition: first.code_in(edition) for edition in EDITIONS}
    kept = own[own["soc"].eq(own["soc_system"].map(codes))]
    return [given(row) for _, row in kept.iterrows()]


def _nearest(member: Figure, medians: list[Figure]) -> Figure:
    """Return the figure of the release nearest to a figure's period, the newest if undated."""
    when = member.dated or (f"{member.base_year:.0f}" if member.base_year else None)
    if when is None:
        return medians[0]
    at = _months(when)
    return min(medians, key=lambda f: abs(_months(f.dated or f"{f.base_year:.0f}") - at))


def _months(period: str) -> int:
    """Return a period as months, a year as its June."""
    return 12 * int(period[:4]) + int(period[5:7] or 6)


def _shown(member: Figure, reference: Figure, prices: pd.DataFrame) -> tuple[float, str | None]:
    """Return a wage in dollars of its reference's period and that period, or as printed."""
    value = float(member.value or 0)
    if member.measure != "wage" or not (member.dated and reference.dated):
        return value, None
    try:
        real = deflate([value], [member.dated], of=reference.dated, mixed=True, prices=prices)
    except NotComparable:
        # prices of that period are not published, or not yet
        return value, None
    return float(real[0]), reference.dated
