"""Series identifiers of OEWS: what the 25 characters of ``OEUN000000000000029207213`` say.

OE, seasonal code U, kind of area (N, S, M), area (7), industry (6), occupation (6), datatype (2),
as BLS's own ``oe.txt`` and ``oe.datatype`` define them. The flat files and the Public Data API
name their figures by nothing else.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from hitdata.areas import POSTAL, metropolitan, nonmetropolitan
from hitdata.errors import SourceError

__all__ = ["DATATYPES", "PATTERN", "decoded", "level_of"]

#: A series of OEWS.
PATTERN = r"OEU[NSM]\d{7}[\d-]{6}\d{8}"

#: Datatype -> (measure, statistic, the statistic an error belongs to, unit).
DATATYPES = {
    "01": ("employment", "total", None, "jobs"),
    "02": ("employment", "rse", "total", "percent"),
    "03": ("wage", "mean", None, "USD/hour"),
    "04": ("wage", "mean", None, "USD/year"),
    "05": ("wage", "rse", "mean", "percent"),
    "06": ("wage", "p10", None, "USD/hour"),
    "07": ("wage", "p25", None, "USD/hour"),
    "08": ("wage", "p50", None, "USD/hour"),
    "09": ("wage", "p75", None, "USD/hour"),
    "10": ("wage", "p90", None, "USD/hour"),
    "11": ("wage", "p10", None, "USD/year"),
    "12": ("wage", "p25", None, "USD/year"),
    "13": ("wage", "p50", None, "USD/year"),
    "14": ("wage", "p75", None, "USD/year"),
    "15": ("wage", "p90", None, "USD/year"),
    "16": ("jobs per 1,000", "ratio", None, "jobs per 1,000 jobs"),
    "17": ("location quotient", "ratio", None, "ratio"),
}

#: Sectors that are a range; other two-part codes (62--63) name one sector and where it ends.
RANGES = ("31--33", "44--45", "48--49")


def decoded(series: pd.Series, file: str) -> pd.DataFrame:
    """Return what identifiers say: soc, level, area, industry, ownership, measure and so on."""
    bad = ~series.str.fullmatch(PATTERN) | ~series.str[23:25].isin(DATATYPES)
    if bad.any():
        raise SourceError(
            f"{file}: series {series[bad].iloc[0]!r} is none of OEWS; expected one such as "
            "OEUN000000000000029207213"
        )
    code = series.str[17:19] + "-" + series.str[19:23]
    kinds = pd.DataFrame.from_dict(
        DATATYPES, orient="index", columns=["measure", "statistic", "error_of", "unit"]
    )
    industry = series.str[11:17]
    frame = kinds.reindex(series.str[23:25]).set_index(series.index)
    return frame.assign(
        soc=code,
        level=code.map({soc: level_of(soc) for soc in code.unique()}),
        area=_areas(series, file),
        industry=_industries(industry),
        ownership=industry.map({"000000": "1235", "000001": "5"}).astype("str"),
        pay_basis=frame["measure"].map({"wage": "straight-time gross pay"}),
        coverage="wage and salary jobs",
    )


def level_of(soc: str) -> str:
    """Return the level that the SOC's numbering gives a code.

    >>> [level_of(code) for code in ("00-0000", "29-0000", "15-1200", "15-1230", "15-1232")]
    ['total', 'major', 'minor', 'broad', 'detailed']
    """
    if soc == "00-0000":
        return "total"
    match = re.search(r"0*$", soc[3:])
    return ("detailed", "broad", "minor", "minor", "major")[len(match[0]) if match else 0]


def _areas(series: pd.Series, file: str) -> pd.Series:
    kind, code = series.str[3], series.str[4:11]
    state = code.str[:2].map(POSTAL)
    if (unknown := kind.eq("S") & state.isna()).any():
        raise SourceError(
            f"{file}: series {series[unknown].iloc[0]!r} names the state "
            f"{code[unknown].iloc[0][:2]!r}; expected a FIPS code"
        )
    within = nonmetropolitan(code).where(~code.str.startswith("00"), metropolitan(code))
    area = np.where(kind.eq("N"), "US", np.where(kind.eq("S"), state, within))
    return pd.Series(area, index=series.index, dtype="str")


def _industries(industry: pd.Series) -> pd.Series:
    sector = industry.where(industry.isin(RANGES), industry.str.split("--").str[0])
    named = "NAICS " + sector.str.replace("--", "-")
    return named.mask(industry.isin(["000000", "000001"]), "cross-industry")
