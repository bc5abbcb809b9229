"""From persons of the census microdata to the table that the bundle reads: pay by group.

Of each occupation of the family, and of all: quantiles of pay; mean, median and number of persons
by schooling, by age, by sex and by hours. What fewer than 50 persons answered is withheld. Means
are rounded to dollars.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from hitdata.microdata import persons, tabulate
from hitdata.sources.acs_pums import FIELDS, GROUPS, LEAST, NOTE, OCCUPATIONS, WHO

__all__ = ["tabulated"]


def tabulated(path: Path) -> pd.DataFrame:
    """Return the table as cells under the letters of a spreadsheet, its heading in row 1."""
    table = persons(path)
    parts = []
    for codes in (None, list(OCCUPATIONS)):
        whole = ["mean", "p10", "p25", "p50", "p75", "p90", "count"]
        parts.append(tabulate(table, occupation=codes, statistics=whole, at_least=LEAST))
        parts += [tabulate(table, occupation=codes, by=by, at_least=LEAST) for by in GROUPS]
    figures = pd.concat(parts, ignore_index=True)
    who = figures["measure"].map(WHO)
    group = [text.removeprefix(start).removeprefix(", ")
             for text, start in zip(figures["coverage"], who, strict=True)]  # fmt: skip
    rows = figures.assign(
        census_code=figures["soc_match_why"].str.extract(r"(\d{4})$")[0].fillna(""), group=group,
        value=figures["value"].round().map("{:.0f}".format).where(figures["value"].notna(), ""),
        note=figures["note"].str.removeprefix(NOTE).str.removeprefix("; "),
    )[FIELDS].astype("str")  # fmt: skip
    cells = pd.concat([pd.DataFrame([FIELDS], columns=FIELDS), rows], ignore_index=True)
    letters = [chr(ord("A") + at) for at in range(len(FIELDS))]
    return cells.set_axis(letters, axis=1).set_axis(range(1, len(cells) + 1))
