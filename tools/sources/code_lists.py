"""Code lists: what the codes of occupations, areas and industries stand for.

Publisher         U.S. Bureau of Labor Statistics; O*NET by the U.S. Department of Labor, Employment
                  and Training Administration (USDOL/ETA)
Raw files         soc_2010_to_2018_crosswalk.xlsx, a row per pair of detailed codes;
                  soc_2018_definitions.xlsx, a row per group or occupation; O*NET's Occupation Data,
                  Alternate Titles and Sample of Reported Titles, a line per title; LABSTAT's
                  oe.area and oe.industry, a line per code
Reference period  SOC editions 2010 and 2018, published November 2017; O*NET 27.0 of August 2022;
                  OEWS of May 2025
Coverage          all pairs, areas and industries; definitions and titles of the family, and the
                  O*NET titles of other codes that compete with them

The pairs of the crosswalk carry no weights, and none are invented: how many of 29-2071's jobs went
to 29-2072 is not known from them. A relation is known only when no pair is missing.

O*NET's licence: CC BY 4.0. This page includes information from the O*NET 27.0 Database by
USDOL/ETA, used under the CC BY 4.0 licence; rows were selected, nothing else was changed. O*NET is
a trademark of USDOL/ETA, which has not approved, endorsed or tested this selection.
"""

from __future__ import annotations

import pandas as pd

from hitdata.errors import SourceError
from hitdata.files import File, Sheet, locators
from hitdata.sources import Options, Source
from hitdata.surveys.oews_series import areas_of, industries_of

__all__ = ["SOURCE"]

#: O*NET's name for the second column -> what kind of title it holds.
KINDS = {
    "Title": "occupation title",
    "Alternate Title": "alternate title",
    "Reported Job Title": "reported title",
}

#: Headings that begin a list -> the table that the list fills.
LISTS: dict[tuple[str, ...], str] = {
    ("2010 SOC Code", "2010 SOC Title", "2018 SOC Code", "2018 SOC Title"): "crosswalk",
    ("SOC Group", "SOC Code", "SOC Title", "SOC Definition"): "titles",
    ("area_code", "areatype_code", "state_code", "area_name"): "areas",
    ("industry_code", "industry_name", "display_level"): "industries",
    **{("O*NET-SOC Code", kind): "job_titles" for kind in KINDS},
}

#: Kinds of areas in LABSTAT.
AREATYPES = {"N": "nation", "S": "state", "M": "metropolitan or nonmetropolitan area"}

PLACE = ["file", "sha256", "locator"]


def _lacks(file: File) -> str:
    if file.kind == "text":
        return "" if _table(file.first_line) else "the first line is not that of a known list"
    return "" if _heading(file) else "no sheet has the headings of the crosswalk or definitions"


def _crosswalk(file: File, _options: Options) -> pd.DataFrame:
    """Return a row per pair of codes, with the relation that all pairs together give it.

    Columns: soc_2010, title_2010, soc_2018, title_2018, relation (one to one, one to many, many to
    one, many to many), file, sha256, locator.
    """
    pairs = _rows(file, "crosswalk", "A")
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
    table = _rows(file, "titles", "B")
    return pd.DataFrame({
        "soc": table["B"], "soc_system": "SOC 2018", "level": table["A"].str.lower(),
        "title": table["C"].str.strip(), "definition": table["D"].str.strip(),
    }).join(table[PLACE])  # fmt: skip


def _job_titles(file: File, _options: Options) -> pd.DataFrame:
    """Return a row per title: title, kind, soc, soc_system, onet_soc, file, sha256, locator."""
    table = _rows(file, "job_titles")
    return pd.DataFrame({
        "title": table["B"].str.strip(), "kind": table["kind"],
        "soc": table["A"].str[:7], "soc_system": "SOC 2018", "onet_soc": table["A"],
    }).join(table[PLACE])  # fmt: skip


def _areas(file: File, _options: Options) -> pd.DataFrame:
    """Return area (as the table of figures has it), kind, title, file, sha256 and locator."""
    table = _rows(file, "areas")
    return pd.DataFrame({
        "area": areas_of(table["B"], table["A"], file.name), "kind": table["B"].map(AREATYPES),
        "title": table["D"].str.strip(),
    }).join(table[PLACE])  # fmt: skip


def _industries(file: File, _options: Options) -> pd.DataFrame:
    """Return industry (as the table of figures has it), title, file, sha256 and locator."""
    table = _rows(file, "industries")
    return pd.DataFrame({
        "industry": industries_of(table["A"]), "title": table["B"].str.strip(),
    }).join(table[PLACE])  # fmt: skip


def _rows(file: File, name: str, code: str = "") -> pd.DataFrame:
    """Return the rows of a list of this name, with their places; none of another list's.

    ``kind`` is the kind of job title that the second heading names.
    """
    if not (found := _heading(file)):
        raise SourceError(f"{file.name}: expected the headings of one list of {[*LISTS]}")
    sheet, top = found
    rows = sheet.cells.loc[top + 1 :] if _table(_texts(*found)) == name else sheet.cells[:0]
    place = locators(sheet.name, rows.index, code) if code else "line " + rows.index.astype("str")
    kind = KINDS.get(_texts(*found)[1])
    placed = rows.assign(file=file.name, sha256=file.sha256, locator=place, kind=kind)
    return placed.reset_index(drop=True).reindex(columns=[*"ABCD", "kind", *PLACE]).astype("str")


def _heading(file: File) -> tuple[Sheet, int] | None:
    """Return the sheet and the row that hold the headings of a list."""
    places = ((sheet, row) for sheet in file.sheets for row in sheet.top.index)
    return next((place for place in places if _table(_texts(*place))), None)


def _table(texts: list[str]) -> str:
    """Return the table that a list with this heading fills; empty where it is none's."""
    return next((name for top, name in LISTS.items() if tuple(texts[: len(top)]) == top), "")


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [text.strip() for text in sheet.top.loc[row]]


SOURCE = Source(
    kinds=("xls", "xlsx", "text"),
    comes="lists of codes are workbooks or tab-separated text",
    lacks=_lacks,
    tables={
        "crosswalk": _crosswalk, "titles": _titles, "job_titles": _job_titles, "areas": _areas,
        "industries": _industries,
    },
)  # fmt: skip
