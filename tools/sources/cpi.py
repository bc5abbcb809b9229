"""Consumer Price Index: the index in which dollars of different periods become comparable.

Publisher         U.S. Bureau of Labor Statistics
Raw file          CUUR0000SA0, all urban consumers, US city average, all items, not seasonally
                  adjusted; a line per month (M01 to M12), year (M13) and half-year (S01, S02)
Reference period  the month, the year or the half-year
Units             index, 1982-84 = 100

October 2025 was never collected and does not exist; nothing is filled in for it.
"""

from __future__ import annotations

import pandas as pd

from hitdata.files import File
from hitdata.sources import Options, Source

__all__ = ["SOURCE"]

#: The only series that is kept.
SERIES = "CUUR0000SA0"

FIELDS = ["series_id", "year", "period", "value"]


def _lacks(file: File) -> str:
    return "" if file.first_line == FIELDS else f"its first line is not {','.join(FIELDS)}"


def _prices(file: File, _options: Options) -> pd.DataFrame:
    """Return the index by period: series, period (2023-05 or 2023), value, file, locator."""
    table = file.sheets[0].below(file.name, FIELDS)
    table = table[table["series_id"].eq(SERIES) & table["period"].str.startswith("M")]
    month = table["period"].str.removeprefix("M")
    return pd.DataFrame({
        "series": table["series_id"],
        "period": (table["year"] + "-" + month).where(month.ne("13"), table["year"]),
        "printed": table["value"], "value": table["value"].astype(float),
        "file": file.name, "sha256": file.sha256,
        "locator": "line " + table.index.to_series().astype("str"),
    }).reset_index(drop=True)  # fmt: skip


SOURCE = Source(kinds=("text",), comes="the index comes as CSV", lacks=_lacks,
                tables={"prices": _prices})  # fmt: skip
