"""SOC 2018 titles and definitions: what each code of the family means.

Publisher         U.S. Bureau of Labor Statistics, for the SOC Policy Committee
Raw file          soc_2018_definitions.xlsx, a row per group or occupation
Reference period  edition 2018; published November 2017
"""

from __future__ import annotations

import pandas as pd

from hitdata.errors import SourceError
from hitdata.originals import Original

__all__ = ["cut", "titles"]

#: Headings of the table.
HEADINGS = ["SOC Group", "SOC Code", "SOC Title", "SOC Definition"]


def cut(cells: pd.DataFrame, codes: frozenset[str]) -> pd.DataFrame:
    """Return the heading and the rows of ``codes``."""
    return cells[cells["B"].isin(codes) | cells["A"].str.strip().eq(HEADINGS[0])]


def titles(cells: pd.DataFrame, original: Original) -> pd.DataFrame:
    """Return soc, soc_system, level, title, definition, file, sha256 and locator of each code."""
    heading = [text.strip() for text in cells.iloc[0]]
    if heading != HEADINGS:
        raise SourceError(f"{original.file}: expected the headings {HEADINGS}; found {heading}")
    table = cells.iloc[1:].set_axis(["level", "soc", "title", "definition"], axis=1)
    return pd.DataFrame(
        {
            "soc": table["soc"],
            "soc_system": "SOC 2018",
            "level": table["level"].str.lower(),
            "title": table["title"].str.strip(),
            "definition": table["definition"].str.strip(),
            "file": original.file,
            "sha256": original.sha256,
            "locator": [f"{original.sheet}!B{row}" for row in table.index],
        }
    ).reset_index(drop=True)
