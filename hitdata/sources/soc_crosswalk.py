"""SOC crosswalk: which codes of the 2010 edition became which of the 2018 edition.

Publisher         U.S. Bureau of Labor Statistics, for the SOC Policy Committee
Raw file          soc_2010_to_2018_crosswalk.xlsx, a row per pair of detailed codes
Reference period  editions 2010 and 2018; published November 2017

The pairs carry no weights, and none are invented: how many of 29-2071's jobs went to 29-2072 is
not known from them.
"""

from __future__ import annotations

import pandas as pd

from hitdata.errors import SourceError
from hitdata.originals import Original

__all__ = ["crosswalk", "cut"]

#: Headings of the table.
HEADINGS = ["2010 SOC Code", "2010 SOC Title", "2018 SOC Code", "2018 SOC Title"]


def cut(cells: pd.DataFrame, _codes: frozenset[str]) -> pd.DataFrame:
    """Return heading and all pairs: a relation is only known when no pair is missing."""
    return cells[cells["A"].str.fullmatch(r"\d\d-\d{4}") | cells["A"].str.strip().eq(HEADINGS[0])]


def crosswalk(cells: pd.DataFrame, original: Original) -> pd.DataFrame:
    """Return a row per pair of codes, with the relation that all pairs together give it.

    Columns: soc_2010, title_2010, soc_2018, title_2018, relation (one to one, one to many, many to
    one, many to many), file, sha256, locator.
    """
    heading = [text.strip() for text in cells.iloc[0]]
    if heading != HEADINGS:
        raise SourceError(f"{original.file}: expected the headings {HEADINGS}; found {heading}")
    pairs = cells.iloc[1:].set_axis(["soc_2010", "title_2010", "soc_2018", "title_2018"], axis=1)
    for title in ("title_2010", "title_2018"):
        # a (#) or (##) marks a title with several counterparts: the relation says that in words
        pairs[title] = pairs[title].str.replace(r"\s*\(#+\)\s*$", "", regex=True).str.strip()
    after = pairs.groupby("soc_2010")["soc_2018"].transform("nunique").gt(1)
    before = pairs.groupby("soc_2018")["soc_2010"].transform("nunique").gt(1)
    side = {True: "many", False: "one"}
    return pairs.assign(
        relation=before.map(side) + " to " + after.map(side),
        file=original.file,
        sha256=original.sha256,
        locator=[f"{original.sheet}!A{row}" for row in pairs.index],
    ).reset_index(drop=True)
