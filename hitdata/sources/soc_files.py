"""SOC: which codes of the 2010 edition became which of the 2018 edition, and what these mean.

Publisher         U.S. Bureau of Labor Statistics, for the SOC Policy Committee
Raw files         soc_2010_to_2018_crosswalk.xlsx, a row per pair of detailed codes;
                  soc_2018_definitions.xlsx, a row per group or occupation
Reference period  editions 2010 and 2018; published November 2017

The pairs carry no weights, and none are invented: how many of 29-2071's jobs went to 29-2072 is
not known from them. All pairs are kept, as a relation is only known when none is missing.
"""

from __future__ import annotations

import pandas as pd

from hitdata.errors import SourceError
from hitdata.files import File, Sheet, locators
from hitdata.sources import Options, Source

__all__ = ["SOURCE"]

#: Headings of the crosswalk, and of the definitions.
CROSSWALK = ["2010 SOC Code", "2010 SOC Title", "2018 SOC Code", "2018 SOC Title"]
DEFINITIONS = ["SOC Group", "SOC Code", "SOC Title", "SOC Definition"]

PLACE = ["file", "sha256", "locator"]


def _why_not(file: File) -> str:
    if file.kind not in {"xls", "xlsx"}:
        return f"a {file.kind} file; the SOC comes as workbooks"
    return "" if _heading(file) else "no sheet has the headings of the crosswalk or definitions"


def _crosswalk(file: File, _options: Options) -> pd.DataFrame:
    """Return a row per pair of codes, with the relation that all pairs together give it.

    Columns: soc_2010, title_2010, soc_2018, title_2018, relation (one to one, one to many, many to
    one, many to many), file, sha256, locator.
    """
    pairs = _rows(file, CROSSWALK, "A")
    after = pairs.groupby("A")["C"].transform("nunique").gt(1)
    before = pairs.groupby("C")["A"].transform("nunique").gt(1)
    one, other = (side.map({True: "many", False: "one"}).astype("str") for side in (before, after))
    # a (#) or (##) marks a title with several counterparts: the relation says that in words
    titles = [pairs[letter].str.replace(r"\s*\(#+\)\s*$", "", regex=True) for letter in "BD"]
    return pd.DataFrame({
        "soc_2010": pairs["A"], "title_2010": titles[0].str.strip(),
        "soc_2018": pairs["C"], "title_2018": titles[1].str.strip(),
        "relation": one + " to " + other,
    }).join(pairs[PLACE])  # fmt: skip


def _titles(file: File, _options: Options) -> pd.DataFrame:
    """Return soc, soc_system, level, title, definition, file, sha256 and locator of each code."""
    table = _rows(file, DEFINITIONS, "B")
    return pd.DataFrame({
        "soc": table["B"], "soc_system": "SOC 2018", "level": table["A"].str.lower(),
        "title": table["C"].str.strip(), "definition": table["D"].str.strip(),
    }).join(table[PLACE])  # fmt: skip


def _rows(file: File, heading: list[str], code: str) -> pd.DataFrame:
    """Return the rows of one of both files, with the place of their code; none of the other's."""
    if not (found := _heading(file)):
        raise SourceError(f"{file.name}: expected the headings {CROSSWALK} or {DEFINITIONS}")
    sheet, top = found
    below = sheet.cells.loc[top + 1 :]
    rows = below.assign(
        file=file.name, sha256=file.sha256, locator=locators(sheet.name, below.index, code)
    ).reset_index(drop=True)
    return rows if _texts(sheet, top) == heading else rows[:0]


def _heading(file: File) -> tuple[Sheet, int] | None:
    """Return the sheet and the row that hold the headings of either file."""
    places = ((sheet, row) for sheet in file.sheets for row in sheet.top.index)
    return next((p for p in places if _texts(*p) in (CROSSWALK, DEFINITIONS)), None)


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [text.strip() for text in sheet.top.loc[row]]


SOURCE = Source(why_not=_why_not, tables={"crosswalk": _crosswalk, "titles": _titles})
