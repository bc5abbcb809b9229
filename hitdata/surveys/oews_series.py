"""Series of OEWS by their identifiers, as LABSTAT and BLS's API have them, and the codes in these.

An identifier says occupation, area, industry and datatype. A dash with footnote 5 is a top-coded
wage; the footnote prints its bound, which may be that of another release.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from hitdata.areas import POSTAL, metropolitan, nonmetropolitan
from hitdata.errors import SourceError
from hitdata.files import File, report
from hitdata.soc import PROGRAMS, edition_of, level_of
from hitdata.surveys import SECTOR_RANGES, SERIES, TOP_CODES, WAGES, known_top_code

__all__ = ["MARK", "areas_of", "bound_in", "decoded", "figures_of", "industries_of"]

#: A series of OEWS: OE, seasonal code U, kind of area (N, S, M), area (7), industry (6), occupation
#: (6), datatype (2), as in OEUN000000000000029207213; BLS's oe.txt and oe.datatype define them.
PATTERN = r"OEU[NSM]\d{7}[\dA-Z-]{6}\d{8}"

#: Datatype -> series.
DATATYPES = {series.datatype: series for series in SERIES if series.datatype}

#: A value as BLS prints it: no exponent, no nan.
NUMBER = r"-?\d{1,12}(\.\d+)?"

#: A footnote's number before a value.
MARK = r"^\s*\((\d)\)"

#: First year of OEWS.
FIRST = min(PROGRAMS["OEWS"])


def figures_of(table: pd.DataFrame, file: File) -> pd.DataFrame:
    """Return figures of rows with series, year, printed, code and text of footnotes, locator."""
    keys = decoded(table["series"], file.name)
    text = table["printed"].str.replace(MARK, "", regex=True).str.strip()
    value = pd.to_numeric(text.where(text.str.fullmatch(NUMBER)), errors="coerce")
    topped = table["codes"].str.split(",").map(lambda codes: "5" in codes)
    top = text.eq("-") & topped & keys["measure"].eq("wage") & keys["statistic"].ne("rse")
    missing = text.isin(["-", ""]) & ~top
    # where an export lists both footnotes, of percentiles one or the other holds
    either = top & table["codes"].eq("5,8")
    # a wage is never 0; its error is where all are counted, as those of the Postal Service
    paid = keys["measure"].eq("wage") & keys["statistic"].ne("rse")
    bad = (value.isna() & ~top & ~missing) | value.lt(0) | (paid & value.eq(0))
    if bad.any():
        row = table[bad].iloc[0]
        raise SourceError(
            f"{file.name}: {row['locator']} prints {row['printed']!r} for {row['series']}; "
            "expected a number, or a dash"
        )
    year = table["year"].astype(int)
    if (early := year.lt(FIRST)).any():
        row = table[early].iloc[0]
        raise SourceError(
            f"{file.name}: {row['locator']} is of {row['year']}; expected {FIRST} "
            "or later, as OEWS has no series before"
        )
    status = pd.Series("normal", index=table.index).mask(top, "top-coded")
    return keys.assign(
        publisher="BLS", source="OEWS", release=table["year"] + "-05",
        period=table["year"] + "-05", soc_match="published",
        soc_system=year.map(lambda y: edition_of("OEWS", y)),
        occupation=table.get("occupation"), printed=table["printed"], value=value,
        status=status.mask(missing, "not released").mask(either, "withheld or top-coded"),
        bound=status.map({"normal": "=", "top-coded": ">="}).mask(missing | either),
        threshold=_thresholds(table, keys, top, file.name), locator=table["locator"],
    )  # fmt: skip


def decoded(series: pd.Series, file: str) -> pd.DataFrame:
    """Return what identifiers say: soc, level, area, industry, ownership, measure and so on."""
    bad = ~series.str.fullmatch(PATTERN) | ~series.str[23:25].isin(DATATYPES)
    if bad.any():
        raise SourceError(
            f"{file}: series {series[bad].iloc[0]!r} is not a series of OEWS; expected one such as "
            "OEUN000000000000029207213"
        )
    code = series.str[17:19] + "-" + series.str[19:23]
    kinds = pd.DataFrame(DATATYPES.values()).set_index("datatype").drop(columns="column")
    industry = series.str[11:17]
    frame = kinds.reindex(series.str[23:25]).set_index(series.index)
    return frame.assign(
        soc=code,
        level=code.map({soc: level_of(soc) for soc in code.unique()}),
        area=areas_of(series.str[3], series.str[4:11], file),
        industry=industries_of(industry),
        ownership=industry.map({"000000": "1235", "000001": "5"}).astype("str"),
        pay_basis=frame["measure"].map({"wage": WAGES["pay_basis"]}),
        coverage=WAGES["coverage"],
    )


def bound_in(text: str, unit: str) -> float | None:
    """Return the bound that a footnote prints for an hour or a year.

    >>> bound_in("equal to or greater than $100.00 per hour or $208,000 per year.", "USD/year")
    208000.0
    """
    word = "hour" if unit == "USD/hour" else "year"
    match = re.search(rf"\$([\d,]+(?:\.\d+)?) per {word}", text)
    return float(match[1].replace(",", "")) if match else None


def areas_of(kind: pd.Series, code: pd.Series, file: str) -> pd.Series:
    """Return areas of kinds N, S and M by the codes of LABSTAT, as the table has them."""
    state = code.str[:2].map(POSTAL)
    if (unknown := kind.eq("S") & state.isna()).any():
        raise SourceError(
            f"{file}: an area code is {code[unknown].iloc[0]!r}, of state "
            f"{code[unknown].iloc[0][:2]!r}; expected a FIPS code"
        )
    within = nonmetropolitan(code).where(~code.str.startswith("00"), metropolitan(code))
    area = np.where(kind.eq("N"), "US", np.where(kind.eq("S"), state, within))
    return pd.Series(area, index=code.index, dtype="str")


def industries_of(industry: pd.Series) -> pd.Series:
    """Return industries by the codes of LABSTAT, as the table has them."""
    # a sector is written as the range up to the next one: 62--63, 31--34, 99-100
    sector = industry.str[:2].replace(SECTOR_RANGES)
    named = "NAICS " + industry.mask(industry.str[2].eq("-"), sector)
    return named.mask(industry.isin(["000000", "000001"]), "cross-industry")


def _thresholds(table: pd.DataFrame, keys: pd.DataFrame, top: pd.Series, file: str) -> pd.Series:
    """Return the bound of each top-coded wage: its release's, whatever a footnote of another says.

    A release that is newer than `TOP_CODES` has the bound of its footnote, as bounds only rise.
    """
    bounds, others = [], {}
    for said, unit, year in zip(table["text"][top], keys["unit"][top], table["year"][top],
                                strict=True):  # fmt: skip
        printed, known = bound_in(said, unit), known_top_code(year, unit)
        newer = int(year) > max(TOP_CODES) and (printed or 0) > known
        bounds.append(printed if newer else known)
        if printed not in {None, bounds[-1]}:
            others[unit] = f"${printed:,.0f} ({unit}) where OEWS of {year} has ${known:,.0f}"
    if others:
        report(f"{file}: footnote 5 gives the top code of another release, "
               f"{' and '.join(others.values())}; the latter is used")  # fmt: skip
    return pd.Series(bounds, index=table.index[top], dtype="float64").reindex(table.index)
