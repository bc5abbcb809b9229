"""Regional price parities: how dear a state is, in percent of the nation's prices.

Publisher         U.S. Bureau of Economic Analysis (BEA)
Raw file          SARPP_STATE_2008_2023.csv, table SARPP: a line per state and series, a column per
                  year; of its series, all items (line code 5)
Reference period  the calendar year
Coverage          all goods and services that households buy, rents included; the 50 states, the
                  District of Columbia and the nation
Units             index, the United States in the same year = 100

A parity compares places within a year. It says nothing about how prices moved from year to year.
"""

from __future__ import annotations

import pandas as pd

from hitdata.areas import POSTAL
from hitdata.errors import SourceError
from hitdata.files import File, locators
from hitdata.sources import Options, Source

__all__ = ["SOURCE"]

#: Headings before those of the years.
FIELDS = ["GeoFIPS", "GeoName", "Region", "TableName", "LineCode", "IndustryClassification",
          "Description", "Unit"]  # fmt: skip

#: Line code of the parities of all items.
ALL_ITEMS = "5"


def _lacks(file: File) -> str:
    if file.first_line[: len(FIELDS)] != FIELDS:
        return f"its first line does not begin with {','.join(FIELDS)}"
    return ""


def _parities(file: File, _options: Options) -> pd.DataFrame:
    """Return area, year, printed, value (percent of the nation's), file, sha256 and locator."""
    [sheet] = file.sheets
    heading = [text.strip() for text in sheet.cells.iloc[0]]
    years = dict(zip(sheet.cells.columns[len(FIELDS) :], heading[len(FIELDS) :], strict=True))
    if heading[: len(FIELDS)] != FIELDS or not all(year.isdecimal() for year in years.values()):
        raise SourceError(f"{file.name}: expected the columns {FIELDS} and years; found {heading}")
    rows = sheet.cells[sheet.cells["E"].str.strip().eq(ALL_ITEMS)]
    if not rows["G"].str.strip().eq("RPPs: All items").all():
        raise SourceError(
            f"{file.name}: line code {ALL_ITEMS} is {rows['G'].iloc[0]!r}; expected RPPs: All items"
        )
    fips = rows["A"].str.strip().str.strip('"')
    area = fips.str[:2].map({**POSTAL, "00": "US"})
    if (unknown := area.isna() | fips.str[2:].ne("000")).any():
        raise SourceError(
            f"{file.name}: line {rows.index[unknown][0]} is of GeoFIPS {fips[unknown].iloc[0]!r}; "
            "expected the nation or a state, such as 06000"
        )
    table = pd.concat(
        pd.DataFrame({
            "area": area, "year": int(year), "printed": rows[letter].str.strip(),
            "file": file.name, "sha256": file.sha256,
            "locator": locators(sheet.name, rows.index, letter),
        })
        for letter, year in years.items()
    )  # fmt: skip
    table.insert(3, "value", pd.to_numeric(table["printed"], errors="coerce"))
    if (bad := ~table["value"].gt(0)).any():
        row = table[bad].iloc[0]
        raise SourceError(
            f"{file.name}: {row['locator']} prints {row['printed']!r} for {row['area']} in "
            f"{row['year']}; expected an index such as 107.5"
        )
    return table.reset_index(drop=True)


SOURCE = Source(kinds=("text",), comes="BEA's table comes as CSV", lacks=_lacks,
                tables={"parities": _parities})  # fmt: skip
