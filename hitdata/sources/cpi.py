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

from hitdata.errors import SourceError
from hitdata.originals import Original

__all__ = ["SERIES", "cut", "prices"]

#: The only series that is kept.
SERIES = "CUUR0000SA0"


def cut(cells: pd.DataFrame, _codes: frozenset[str]) -> pd.DataFrame:
    """Return heading, months and years; half-years are averages that nothing here needs."""
    return cells[~cells["C"].isin(["S01", "S02"])]


def prices(cells: pd.DataFrame, original: Original) -> pd.DataFrame:
    """Return the index by period: series, period (2023-05 or 2023), value, file, locator."""
    heading = cells.iloc[0].to_list()
    expected = ["series_id", "year", "period", "value"]
    if heading != expected:
        raise SourceError(f"{original.file}: expected the columns {expected}; found {heading}")
    table = cells.iloc[1:].set_axis(heading, axis=1)
    table = table[table["series_id"].eq(SERIES) & table["period"].str.startswith("M")]
    month = table["period"].str.removeprefix("M")
    period = (table["year"] + "-" + month).where(month.ne("13"), table["year"])
    return pd.DataFrame(
        {
            "series": table["series_id"],
            "period": period,
            "printed": table["value"],
            "value": table["value"].astype(float),
            "file": original.file,
            "sha256": original.sha256,
            "locator": "line " + table.index.to_series().astype("str"),
        }
    ).reset_index(drop=True)
