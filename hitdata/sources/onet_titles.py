"""O*NET job titles: what people call the work of a SOC code.

Publisher         U.S. Department of Labor, Employment and Training Administration (USDOL/ETA)
Raw files         O*NET 27.0: Occupation Data, Alternate Titles, Sample of Reported Titles; tab-
                  separated text, a row per title
Reference period  release of August 2022; O*NET-SOC 2019, whose first six digits are SOC 2018 codes
Coverage          all titles of the family's codes; of other codes, the titles that the family
                  carries too and those that name health and information work together

Licence: CC BY 4.0. This page includes information from the O*NET 27.0 Database by USDOL/ETA, used
under the CC BY 4.0 licence; rows were selected, nothing else was changed. O*NET is a trademark of
USDOL/ETA, which has not approved, endorsed or tested this selection.
"""

from __future__ import annotations

import pandas as pd

from hitdata.errors import SourceError
from hitdata.originals import Original

__all__ = ["KINDS", "cut", "job_titles"]

#: Heading of the column that holds the title -> what kind of title it is.
KINDS = {
    "Title": "occupation title",
    "Alternate Title": "alternate title",
    "Reported Job Title": "reported title",
}

#: Words of which a title outside the family must hold one of each row to be kept.
_HEALTH = r"(?i)\b(?:health|healthcare|medical|clinical|hospital|patient|nurs\w+|ehr|emr|hims?)\b"
_INFORMATION = (
    r"(?i)\b(?:information|records?|data|systems?|analysts?|coders?|coding|registrar|registry|"
    r"privacy|compliance|software|technology|it|database|computer|billing|biller|"
    r"transcription\w*|document\w*|quality|project)\b"
)
_INFORMATICS = r"(?i)\binformatic\w*\b"


def cut(cells: pd.DataFrame, codes: frozenset[str]) -> pd.DataFrame:
    """Return the heading, the titles of ``codes``, and the titles that compete with them."""
    title = cells["B"].str.casefold()
    family = cells["A"].str[:7].isin(codes)
    twin = title.isin(title[family])
    health = title.str.contains(_HEALTH) & title.str.contains(_INFORMATION)
    kept = family | twin | health | title.str.contains(_INFORMATICS)
    return cells[kept | cells["A"].eq("O*NET-SOC Code")]


def job_titles(cells: pd.DataFrame, original: Original) -> pd.DataFrame:
    """Return a row per title: title, kind, soc, soc_system, onet_soc, file, sha256, locator."""
    heading = cells.iloc[0].to_list()
    if heading[0] != "O*NET-SOC Code" or heading[1] not in KINDS:
        raise SourceError(
            f"{original.file}: expected O*NET-SOC Code and one of {', '.join(KINDS)}; found "
            f"{', '.join(heading[:2])}"
        )
    table = cells.iloc[1:]
    return pd.DataFrame(
        {
            "title": table["B"].str.strip(),
            "kind": KINDS[heading[1]],
            "soc": table["A"].str[:7],
            "soc_system": "SOC 2018",
            "onet_soc": table["A"],
            "file": original.file,
            "sha256": original.sha256,
            "locator": "line " + table.index.to_series().astype("str"),
        }
    ).reset_index(drop=True)
