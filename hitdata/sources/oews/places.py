"""Areas, industries and owners of OEWS rows: every layout's columns, one spelling.

National tables have none of these columns, or say 99, 000000 and 1235. States go by postal code;
metropolitan areas by ``CBSA`` and their code, other areas by ``nonmetropolitan`` and theirs.
"""

from __future__ import annotations

import pandas as pd

from hitdata.areas import POSTAL
from hitdata.errors import SourceError

__all__ = ["area_notes", "areas", "industries", "owners"]

#: Ownership in words -> code of the later releases.
OWNERS = {
    "private, and state and local hospitals": "58",
    "private": "5",
    "private ownership only": "5",
    "private and u.s. postal service": "59",
    "federal, state, and local government": "123",
    "federal government": "1",
    "federal": "1",
    "state government": "2",
    "state": "2",
    "local government": "3",
    "local": "3",
}

#: Sector as a spreadsheet turns it into a number -> the range that BLS prints.
SECTORS = {"31": "31-33", "44": "44-45", "48": "48-49"}


def areas(table: pd.DataFrame, file: str) -> pd.Series:
    """Return US, a postal code, or the code of an area within a state."""
    if "fips" in table:
        return table["fips"].map(POSTAL)
    if "area" not in table:
        return pd.Series("US", index=table.index, dtype="str")
    code = table["area"].str.strip()
    kind = table.get("area_type", pd.Series("", index=table.index)).str.strip()
    national = code.isin(["99", "0", "00"]) | kind.eq("1")
    short = code.str.zfill(2)
    state = ~national & (kind.isin(["2", "3"]) | kind.eq("") & short.str.len().eq(2))
    postal = short.map(POSTAL)
    if (unknown := state & postal.isna()).any():
        row = unknown.idxmax()
        raise SourceError(
            f"{file}: AREA in row {row} prints {table.loc[row, 'area']!r}; expected 99 or a "
            "state's FIPS code"
        )
    # to 2018 a nonmetropolitan area has a code of seven digits; later its type says so
    rural = kind.eq("6") | (kind.eq("") & code.str.len().gt(5))
    within = ("nonmetropolitan " + code).where(rural, "CBSA " + code)
    return within.mask(state, postal).mask(national, "US").astype("str")


def area_notes(table: pd.DataFrame) -> pd.Series:
    """Return the printed name of areas within states, whose codes nobody knows by heart."""
    none = pd.Series(pd.NA, index=table.index, dtype="str")
    if "area" not in table or "area_title" not in table:
        return none
    within = areas(table, "").str.contains(" ")
    return none.mask(within, "Area: " + table["area_title"].str.strip())


def industries(table: pd.DataFrame) -> pd.Series:
    """Return cross-industry, or the NAICS code; the level where one code has several."""
    if "naics" not in table:
        return pd.Series("cross-industry", index=table.index, dtype="str")
    naics = table["naics"].str.strip()
    # a spreadsheet that takes 31-33 for a number keeps 31: no sector has two digits of these
    naics = naics.mask(_sectors(table), naics.replace(SECTORS)).replace({"0": "000000"})
    industry = ("NAICS " + naics).mask(naics.isin(["000000", "000001"]), "cross-industry")
    group = table.get("i_group", pd.Series("", index=table.index)).str.strip().str.lower()
    digits = group.str.extract(r"(\d-digit)", expand=False)
    levels = digits.groupby(naics).transform("nunique")
    return industry.mask(levels.gt(1) & digits.notna(), industry + ", " + digits).astype("str")


def owners(table: pd.DataFrame) -> pd.Series:
    """Return the ownership code; words of the earlier releases become the later codes."""
    if "own_code" not in table:
        return pd.Series(pd.NA, index=table.index, dtype="str")
    words = table["own_code"].str.strip().str.lower()
    return words.replace(OWNERS).replace("", None).astype("str")


def _sectors(table: pd.DataFrame) -> pd.Series:
    group = table.get("i_group", pd.Series("sector", index=table.index))
    return group.str.strip().str.lower().eq("sector") & table["naics"].str.strip().isin(SECTORS)
