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
from hitdata.files import File
from hitdata.sources import Options, Source

__all__ = ["SOURCE"]

CODE = "O*NET-SOC Code"

#: Heading of the column that holds the title -> what kind of title it is.
KINDS = {
    "Title": "occupation title",
    "Alternate Title": "alternate title",
    "Reported Job Title": "reported title",
}


def _why_not(file: File) -> str:
    if file.kind != "text":
        return f"a {file.kind} file; titles of O*NET come as tab-separated text"
    code, title = [*file.first_line, ""][:2]
    return "" if code == CODE and title in KINDS else f"its first line does not begin with {CODE}"


def _job_titles(file: File, _options: Options) -> pd.DataFrame:
    """Return a row per title: title, kind, soc, soc_system, onet_soc, file, sha256, locator."""
    cells = file.sheets[0].cells
    code, title = cells.iloc[0, :2]
    if code != CODE or title not in KINDS:
        raise SourceError(
            f"{file.name}: expected {CODE} and one of {', '.join(KINDS)}; found {code}, {title}"
        )
    table = cells.iloc[1:]
    return pd.DataFrame({
        "title": table["B"].str.strip(), "kind": KINDS[title], "soc": table["A"].str[:7],
        "soc_system": "SOC 2018", "onet_soc": table["A"], "file": file.name,
        "sha256": file.sha256, "locator": "line " + table.index.to_series().astype("str"),
    }).reset_index(drop=True)  # fmt: skip


SOURCE = Source(why_not=_why_not, tables={"job_titles": _job_titles})
