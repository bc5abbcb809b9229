"""What names each row of an OEWS table: occupation, level, area, industry, owner and release.

National tables have no columns of areas and industries, or say 99, 000000 and 1235. States go by
postal code, other areas by system and code (see `hitdata.areas`). What a spreadsheet does to codes,
1 for 01, 31 for 31-33, 1235.0, is undone; what cannot be a code of an area is refused. Tables have
many rows and few areas and industries: each distinct pair is understood once.
"""

from __future__ import annotations

import pandas as pd

from hitdata.areas import POSTAL, metropolitan, nonmetropolitan
from hitdata.errors import SourceError
from hitdata.soc import edition_of, level_of
from hitdata.sources import Original
from hitdata.surveys import SECTOR_RANGES
from hitdata.table.schema import listed
from hitdata.table.texts import distinct_rows, each_once

__all__ = ["ABOUT", "areas", "names_of"]

#: Columns that say which area, industry and owners a row is about.
ABOUT = ("fips", "area", "area_title", "area_type", "prim_state", "sic", "naics", "naics_title",
         "i_group", "own_code")  # fmt: skip

#: Ownership in the words of the earlier releases -> code of the later ones.
OWNERS = {words: code for code, _, printed in listed(__file__, "owners.csv")
          for words in filter(None, printed.split("|"))}  # fmt: skip

#: All industries, and all of private employers; as numbers they have lost their zeros.
CROSS_INDUSTRY = {"0": "000000", "1": "000001"}


def areas(table: pd.DataFrame, file: str) -> pd.Series:
    """Return US, a postal code, or the code of an area within a state."""
    if "fips" in table:
        return table["fips"].map(POSTAL)
    if "area" not in table:
        return pd.Series("US", index=table.index, dtype="str")
    return _areas(_filled(table, ["area", "area_type", "area_title"]), file)


def names_of(table: pd.DataFrame, original: Original, remark: str) -> dict[str, str | pd.Series]:
    """Return what names each row: a text for all, or one for each."""
    release: str | pd.Series = original.release
    system: str | pd.Series = ""
    if "fips" in table:
        release = each_once(table["year"], lambda year: "20" + year.str[-2:] + "-05")
        system = each_once(release, lambda texts: texts.map(lambda year: edition_of("OEWS", year)))
    else:
        system = edition_of("OEWS", original.release)
    return {
        "publisher": "BLS",
        "source": "OEWS",
        "release": release,
        "period": release,
        # titles of 2010 and 2011 end with a star where the occupation is OEWS's own
        "occupation": each_once(
            _filled(table, ["occ_title"])["occ_title"],
            lambda t: t.str.strip().str.rstrip("*").replace("", None),
        ),
        "soc": table["occ_code"],
        "soc_system": system,
        "soc_match": "published",
        "level": _level(table),
        **_about(table, original.file, remark),
        "coverage": "wage and salary jobs",
        "file": original.file,
        "sha256": original.sha256,
    }


def _level(table: pd.DataFrame) -> pd.Series:
    """Return the printed level; to 2011 detailed occupations are blank, totals sometimes too.

    A code that ends with -0000 is a major group, also where release 2000 prints it as detailed.
    """
    code = table["occ_code"]
    major = each_once(code, lambda texts: texts.str.endswith("-0000")).to_numpy(dtype=bool)
    total = each_once(code, lambda texts: texts.eq("00-0000")).to_numpy(dtype=bool)
    if "level" not in table:
        return each_once(code, lambda texts: texts.map(level_of))
    printed = each_once(table["level"], lambda texts: texts.str.strip().str.lower())
    level = printed.replace({"": "detailed", "detail": "detailed"}).mask(major & ~total, "major")
    return level.mask(total, "total")


def _about(table: pd.DataFrame, file: str, remark: str) -> dict[str, str | pd.Series]:
    """Return area, industry, owner and a note for each row; distinct ones are understood once."""
    number, about = distinct_rows(table[[name for name in ABOUT if name in table]])
    area = areas(about, file)
    note = _area_notes(about, area)
    if remark:
        note = (note + "; " + remark).fillna(remark)
    said = {"area": area, "industry": _industries(about),
            "ownership": _owners(about), "note": note}  # fmt: skip
    return {
        name: pd.Series(texts.array.take(number), index=table.index) for name, texts in said.items()
    }


def _area_notes(table: pd.DataFrame, area: pd.Series) -> pd.Series:
    """Return the printed name of areas within states, which few readers know by code."""
    none = pd.Series(pd.NA, index=table.index, dtype="str")
    if "area_title" not in table:
        return none
    return none.mask(area.str.contains(" "), "Area: " + table["area_title"].str.strip())


def _industries(table: pd.DataFrame) -> pd.Series:
    """Return cross-industry, or the code with its system, and its level where that is unusual."""
    if "sic" in table:
        return "SIC " + _code(table["sic"])
    if "naics" not in table:
        return pd.Series("cross-industry", index=table.index, dtype="str")
    return _naics(_filled(table, ["naics", "i_group"]))


def _owners(table: pd.DataFrame) -> pd.Series:
    """Return the ownership code; words of the earlier releases become the later codes."""
    if "own_code" not in table:
        return pd.Series(pd.NA, index=table.index, dtype="str")
    return _code(table["own_code"]).str.lower().replace(OWNERS).replace("", None)


def _areas(rows: pd.DataFrame, file: str) -> pd.Series:
    code, kind = _code(rows["area"]), _code(rows["area_type"])
    untyped = kind.eq("")
    national = kind.eq("1") | untyped & code.isin(["99", "0", "00", "0000000"])
    # without types two digits are a state; but 40 is Abilene, TX, too, if a zero or two were lost
    city = rows["area_title"].str.contains(r", [A-Z]{2}\b")
    state = kind.isin(["2", "3"]) | untyped & ~national & code.str.len().le(2) & ~city
    postal = code.str.zfill(2).map(POSTAL)
    unknown = ~national & (state & postal.isna() | ~code.str.fullmatch(r"\d{1,7}"))
    if unknown.any():
        row = unknown.idxmax()
        raise SourceError(
            f"{file}: AREA in row {row} prints {rows.loc[row, 'area']!r}; expected 99, a "
            "state's FIPS code, or an area's code of up to seven digits"
        )
    # to 2018 a nonmetropolitan area has a code of seven digits; later its type says so
    rural = kind.eq("6") | untyped & code.str.len().gt(5) & ~code.str.fullmatch(r"00\d{5}")
    within = nonmetropolitan(code).where(rural, metropolitan(code))
    return within.mask(state, postal).mask(national, "US")


def _naics(rows: pd.DataFrame) -> pd.Series:
    naics = _code(rows["naics"]).replace(CROSS_INDUSTRY)
    group = rows["i_group"].str.strip().str.lower()
    # a spreadsheet that takes 31-33 for a number keeps 31: no sector has two digits of these
    naics = naics.mask(group.isin(["sector", ""]), naics.replace(SECTOR_RANGES))
    # an industry that is published no finer appears again as the level below: 327000 as 4-digit
    usual = pd.Series("6", index=rows.index).mask(naics.str.endswith("0"), "5")
    usual = usual.mask(naics.str.endswith("00"), "4").mask(naics.str.endswith("000"), "3")
    printed = group.str.findall(r"(\d)-digit")
    again = pd.Series(
        [f", {found[0]}-digit" if found and level < "6" and level not in found else ""
         for found, level in zip(printed, usual, strict=True)], index=rows.index, dtype="str",
    )  # fmt: skip
    named = "NAICS " + naics + again
    return named.mask(naics.isin(list(CROSS_INDUSTRY.values())), "cross-industry")


def _code(printed: pd.Series) -> pd.Series:
    """Return codes as BLS prints them, had a spreadsheet not made them decimals."""
    return printed.str.strip().str.replace(r"^(\d+)\.0+$", r"\1", regex=True)


def _filled(table: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return some columns, those that the table has not as blanks."""
    blank = pd.Series("", index=table.index, dtype="str")
    return pd.DataFrame({name: table.get(name, blank) for name in names})
