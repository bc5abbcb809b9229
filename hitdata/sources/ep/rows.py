"""The rows of an EP table, and what names each: occupation, code, level, round, SOC edition."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from hitdata.errors import SourceError
from hitdata.originals import Original
from hitdata.sources.ep.headings import headings_of, meaning_of

__all__ = ["NEEDED", "SOC_SYSTEMS", "codes_of", "extent", "keys", "soc_system", "table_of"]

#: What an EP table has, and in how many columns.
NEEDED = {"occupation": 1, "soc": 1, "employment": 2, "change": 1, "wage": 1}

#: First base year -> SOC edition of the round.
SOC_SYSTEMS = {2000: "SOC 2000", 2010: "SOC 2000/2010 hybrid", 2012: "SOC 2010",
               2019: "SOC 2010/2018 hybrid", 2021: "SOC 2018"}  # fmt: skip


def table_of(
    cells: pd.DataFrame, file: str, *, needed: Mapping[str, int] = NEEDED
) -> tuple[pd.DataFrame, dict[str, tuple[str, str]]]:
    """Return the rows with codes, and for each letter what it holds and of which year.

    ``needed`` says how many columns of each kind there must be.
    """
    first, last = extent(cells, file)
    headings = headings_of(cells.loc[: first - 1])
    columns = {letter: meaning_of(heading, file) for letter, heading in headings.items()}
    columns = {letter: meaning for letter, meaning in columns.items() if meaning[0]}
    names = [name for name, _ in columns.values()]
    for name, times in needed.items():
        if names.count(name) != times:
            raise SourceError(
                f"{file}: expected {times} column(s) of {name}, found {names.count(name)} among "
                f"{list(headings.values())}"
            )
    table = cells.loc[first:last]
    soc = _letter(columns, "soc")
    return table[codes_of(table[soc]).str.fullmatch(r"\d\d-\d{4}")], columns


def keys(
    table: pd.DataFrame, columns: dict[str, tuple[str, str]], original: Original
) -> pd.DataFrame:
    """Return what the rows of a table have in common: round, occupation, code, level, years."""
    base, projected = sorted(int(year) for name, year in columns.values() if name == "employment")
    soc = codes_of(table[_letter(columns, "soc")])
    # alternative job titles follow the title after blanks, tabs or a star
    title = table[_letter(columns, "occupation")].str.strip()
    return pd.DataFrame(
        {
            "publisher": "BLS",
            "source": "EP",
            "release": f"{base}-{projected % 100:02d}",
            "occupation": title.str.split(r"\s{2,}|\t|\*", n=1, regex=True).str[0].astype("str"),
            "soc": soc,
            "soc_system": soc_system(base, original.file),
            "soc_match": "published",
            "level": soc.map(_level),
            "area": "US",
            "industry": "cross-industry",
            "base_year": base,
            "projected_year": projected,
            "file": original.file,
            "sha256": original.sha256,
        },
        index=table.index,
    )


def soc_system(base: int, file: str) -> str:
    """Return the SOC edition of a round, by its base year."""
    if base < min(SOC_SYSTEMS):
        raise SourceError(
            f"{file}: a round that begins with {base}; expected one from {min(SOC_SYSTEMS)} on, "
            "as earlier ones have other codes than the SOC's"
        )
    return SOC_SYSTEMS[max(year for year in SOC_SYSTEMS if year <= base)]


def codes_of(column: pd.Series) -> pd.Series:
    """Return SOC codes without the wrapper ``="29-2072"`` that keeps a CSV's codes text."""
    return column.str.strip().str.removeprefix('="').str.removesuffix('"')


def extent(cells: pd.DataFrame, file: str) -> tuple[int, int]:
    """Return the first and the last row that carries a SOC code."""
    coded = cells.apply(lambda column: codes_of(column).str.fullmatch(r"\d\d-\d{4}")).any(axis=1)
    if not coded.any():
        raise SourceError(f"{file}: no row with a code such as 29-2072; an EP table has them")
    rows = cells.index[coded]
    return int(rows[0]), int(rows[-1])


def _letter(columns: dict[str, tuple[str, str]], name: str) -> str:
    return next(letter for letter, meaning in columns.items() if meaning[0] == name)


def _level(soc: str) -> str:
    """Return the level that the SOC's numbering gives a code.

    >>> [_level(code) for code in ("00-0000", "29-0000", "15-1200", "15-1230", "15-1232")]
    ['total', 'major', 'minor', 'broad', 'detailed']
    """
    if soc == "00-0000":
        return "total"
    ends = {"0000": "major", "000": "minor", "00": "minor", "0": "broad"}
    return next((level for end, level in ends.items() if soc.endswith(end)), "detailed")
