"""Footnotes that the rows write: source, edition, and what a reader must be told of them.

A chart that is copied loses the page around it. So its foot names every publisher, product and
edition it shows, and each flag that its rows carry: a top code, a bound, a figure quoted at second
hand. Both are read from the rows, so that another frame gets its own.
"""

from __future__ import annotations

import pandas as pd

from hitdata.caveats import RULES
from hitdata.charts.words import dollars, editions, listed

__all__ = ["caveat", "flags", "source_line"]

#: Publisher and product -> how a source line names them.
PRODUCTS = {
    ("BLS", "OEWS"): "BLS, Occupational Employment and Wage Statistics (OEWS)",
    ("BLS", "EP"): "BLS, Employment Projections (EP)",
    ("Census", "ACS"): "Census Bureau, American Community Survey (ACS) 1-year estimates",
}


def source_line(rows: pd.DataFrame) -> str:
    """Return publisher, product and editions of the rows, then what guides quote.

    >>> from hitdata.tables import load
    >>> source_line(load(soc="29-9021", release=["2024-05", "2025-05"]))
    'BLS, Occupational Employment and Wage Statistics (OEWS), May 2024 to May 2025.'
    """
    own, quoted = rows[rows["quoted_by"].isna()], rows[rows["quoted_by"].notna()]
    parts = [
        f"{PRODUCTS.get((publisher, source), f'{publisher}, {source}')}, "
        f"{editions(group['release'].fillna(group['period']))}"
        for (publisher, source), group in own.groupby(["publisher", "source"], sort=False)
    ]
    for guide, group in quoted.groupby("quoted_by", sort=False):
        named = [name for name in dict.fromkeys(group["publisher"]) if name != guide]
        quoting = f", quoting {listed(named)}" if named else ""
        parts.append(f"{guide}{quoting}")
    return "; ".join(parts) + "."


def flags(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return a sentence for each flag that any of the rows carries."""
    said = []
    coded = rows[rows["status"].isin(["top-coded", "withheld or top-coded"])]
    if len(coded):
        bounds = listed([dollars(bound) for bound in sorted(coded["threshold"].dropna().unique())])
        said.append(f"Open end: top-coded, published only as {bounds} a year or more.")
    if rows["status"].isin(["not released", "withheld or top-coded"]).any():
        said.append("A figure that is not released is left out.")
    if rows["quoted_by"].notna().any():
        said.append("Quoted figures are what a guide prints, not necessarily what was published.")
    marks = {"~": "≈ printed as approximate", ">=": "≥ printed as this or more",
             "<=": "≤ printed as this or less"}  # fmt: skip
    plain = rows[rows["status"].eq("normal")]
    shown = [text for bound, text in marks.items() if plain["bound"].eq(bound).any()]
    return (*said, *(["; ".join(shown) + "."] if shown else []))


def caveat(name: str, rows: pd.DataFrame) -> str:
    """Return the sentence of one rule of `hitdata.caveats`, or nothing if it concerns no row."""
    rule = next(rule for rule in RULES if rule.name == name)
    return rule.says if any(rule.concerns(row) for _, row in rows.iterrows()) else ""
