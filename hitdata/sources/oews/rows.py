"""What names each row of an OEWS table: occupation, level, area, industry, owner and release."""

from __future__ import annotations

import pandas as pd

from hitdata.distinct import distinct_rows, each_once
from hitdata.originals import Original
from hitdata.sources.oews.editions import SOC_SYSTEMS, since
from hitdata.sources.oews.places import area_notes, areas, industries, owners

__all__ = ["PLACES", "names_of"]

#: Columns that say where a row is about.
PLACES = ("fips", "area", "area_title", "area_type", "prim_state", "sic", "naics", "naics_title",
          "i_group", "own_code")  # fmt: skip


def names_of(table: pd.DataFrame, original: Original, remark: str) -> dict[str, str | pd.Series]:
    """Return what names each row: a text for all, or one for each."""
    release: str | pd.Series = original.release
    system: str | pd.Series = ""
    if "fips" in table:
        release = each_once(table["year"], lambda year: "20" + year.str[-2:] + "-05")
        system = each_once(release, lambda texts: texts.map(_soc_system))
    else:
        system = _soc_system(original.release)
    return {
        "publisher": "BLS",
        "source": "OEWS",
        "release": release,
        "period": release,
        # titles of 2010 and 2011 end with a star where the occupation is OEWS's own
        "occupation": each_once(table["occ_title"], lambda t: t.str.strip().str.rstrip("*")),
        "soc": table["occ_code"],
        "soc_system": system,
        "soc_match": "published",
        "level": _level(table),
        **_places(table, original.file, remark),
        "coverage": "wage and salary jobs",
        "file": original.file,
        "sha256": original.sha256,
    }


def _soc_system(release: str) -> str:
    return since(SOC_SYSTEMS, int(release[:4]))


def _level(table: pd.DataFrame) -> pd.Series:
    """Return the printed level; to 2011 detailed occupations are blank, totals sometimes too.

    A code that ends with -0000 is a major group, also where release 2000 prints it as detailed.
    """
    code = table["occ_code"]
    major = each_once(code, lambda texts: texts.str.endswith("-0000")).to_numpy(dtype=bool)
    total = each_once(code, lambda texts: texts.eq("00-0000")).to_numpy(dtype=bool)
    printed = pd.Series("", index=table.index, dtype="str")
    if "level" in table:
        printed = each_once(table["level"], lambda texts: texts.str.strip().str.lower())
    level = printed.replace({"": "detailed", "detail": "detailed"}).mask(major & ~total, "major")
    return level.mask(total, "total")


def _places(table: pd.DataFrame, file: str, remark: str) -> dict[str, str | pd.Series]:
    """Return area, industry, owner and a note for each row; each place is understood once."""
    places_of, places = distinct_rows(table[[name for name in PLACES if name in table]])
    area = areas(places, file)
    note = area_notes(places, area)
    if remark:
        note = (note + "; " + remark).fillna(remark)
    said = {"area": area, "industry": industries(places),
            "ownership": owners(places), "note": note}  # fmt: skip
    return {
        name: pd.Series(texts.array.take(places_of), index=table.index)
        for name, texts in said.items()
    }
