"""Headings of OEWS tables, vintage by vintage, and what they tell about the release.

BLS wrote GROUP to 2011, OCC_GROUP to 2018 and O_GROUP since; percentiles were H_WPCT10 to 2002;
areas and industries have had several names. Tables of all data (oes_data_2011 and later) went
their own way: AREA_TYPE from the first, "occ code", GROUP to 2016, and O_GROUP from 2017 on. Codes
tell vintages apart as well.
"""

from __future__ import annotations

import re

import pandas as pd

__all__ = [
    "NAMES", "NATIONAL_ROWS", "SECTORS", "SECTOR_ROWS", "heading_of", "lacking", "years",
]  # fmt: skip

#: Published heading -> ours.
NAMES = {
    "occ_titl": "occ_title", "occupation_title": "occ_title", "occupation_code": "occ_code",
    "group": "level", "occ_group": "level", "o_group": "level",
    "h_wpct10": "h_pct10", "h_wpct25": "h_pct25", "h_wpct75": "h_pct75", "h_wpct90": "h_pct90",
    "a_wpct10": "a_pct10", "a_wpct25": "a_pct25", "a_wpct75": "a_pct75", "a_wpct90": "a_pct90",
    "ownership": "own_code", "own": "own_code", "naics_titl": "naics_title",
    "st": "prim_state", "area_name": "area_title", "loc_q": "loc_quotient",
    "locquotient": "loc_quotient", "jobs_1000_orig": "jobs_1000", "pct_tot": "pct_total",
    "sic_titl": "sic_title",
}  # fmt: skip

#: Columns of figures that every layout has.
FIGURES = (
    "tot_emp", "emp_prse", "h_mean", "a_mean", "mean_prse",
    *(f"{pay}_{point}" for pay in "ha" for point in ("pct10", "pct25", "median", "pct75", "pct90")),
)  # fmt: skip

#: Columns that mean nothing without another, of which they are a name or a kind.
EXPLAINED = {"area_title": "area", "area_type": "area", "prim_state": "area", "state": "area",
             "naics_title": "naics", "i_group": "naics", "sic_title": "sic"}  # fmt: skip

#: Published heading -> first and last year that printed it.
HEADING_YEARS = {
    "h_wpct10": (2000, 2002), "occ_titl": (2000, 2003), "group": (2000, 2011),
    "sic": (2000, 2001), "ownership": (2002, 2018), "occ_group": (2012, 2018),
    "o_group": (2019, 9999), "area_type": (2019, 9999), "i_group": (2019, 9999),
}  # fmt: skip

#: The same in tables of all data, known by AREA_TYPE beside headings of their own or no PRIM_STATE.
ALL_DATA_YEARS = HEADING_YEARS | {"area_type": (2011, 9999), "group": (2011, 2016),
                                  "o_group": (2017, 9999), "i_group": (2017, 9999)}  # fmt: skip

#: Code -> first and last year that printed it.
CODE_YEARS = {
    "15-1051": (2000, 2009), "15-1041": (2000, 2009), "15-1150": (2010, 2018),
    "15-1179": (2010, 2011), "15-1121": (2010, 2018), "29-2071": (2000, 2018),
    "29-2098": (2019, 2020), "29-9098": (2019, 2020), "29-2072": (2021, 9999),
    "29-9021": (2021, 9999), "15-1211": (2019, 9999), "15-1151": (2012, 2018),
}  # fmt: skip

#: Release -> rows of its national table.
NATIONAL_ROWS = {
    "2000": 733, "2001": 733, "2002": 734, "2003-05": 734, "2004-05": 823, "2005-05": 822,
    "2006-05": 822, "2007-05": 823, "2008-05": 823, "2009-05": 823, "2010-05": 819,
    "2011-05": 819, "2012-05": 1394, "2013-05": 1394, "2014-05": 1394, "2015-05": 1394,
    "2016-05": 1394, "2017-05": 1382, "2018-05": 1379, "2019-05": 1329, "2020-05": 1329,
    "2021-05": 1403, "2022-05": 1402, "2023-05": 1403, "2024-05": 1403, "2025-05": 1401,
}  # fmt: skip

#: Sectors in a table of all of them.
SECTORS = 20

#: Release -> rows of its table of all sectors, and of sector 62 in it. Of 2022 only a copy saved
#: again was at hand, which lacks some in another sector: 0 is not known.
SECTOR_ROWS = {
    "2004-05": (9164, 518), "2005-05": (8939, 518), "2006-05": (8754, 504),
    "2007-05": (8735, 508), "2008-05": (8661, 501), "2009-05": (8533, 492),
    "2010-05": (8438, 488), "2011-05": (8437, 490), "2012-05": (15832, 912),
    "2013-05": (15921, 915), "2014-05": (15953, 926), "2015-05": (16100, 925),
    "2016-05": (16200, 927), "2017-05": (16155, 935), "2018-05": (16292, 928),
    "2019-05": (15583, 903), "2020-05": (15603, 897), "2022-05": (0, 942),
    "2023-05": (16376, 960), "2024-05": (16434, 954),
}  # fmt: skip


def heading_of(text: str) -> str:
    """Return a heading as NAMES spells it: lower case, one underscore for what parts words.

    >>> heading_of(" LOC QUOTIENT "), heading_of("Occ-Code"), heading_of("occ.title")
    ('loc_quotient', 'occ_code', 'occ_title')
    """
    # R writes a blank in a heading as a full stop
    return re.sub(r"[\s_.-]+", "_", text.strip().lower()).strip("_")


def lacking(columns: list[str]) -> list[str]:
    """Return what a table of all columns would have and this one has not."""
    needed = ["occ_code", "occ_title", *FIGURES]
    # which area or industry a row is of must not be lost: it would be taken for the nation's
    explained = [EXPLAINED[name] for name in columns if name in EXPLAINED]
    return [name for name in dict.fromkeys([*needed, *explained]) if name not in columns]


def years(headings: list[str], codes: pd.Series) -> tuple[int, int, str]:
    """Return the first and last year that headings and codes allow, and which say so."""
    all_data = "area_type" in headings and "prim_state" not in headings
    known = ALL_DATA_YEARS if all_data else HEADING_YEARS
    spans = {name: known[name] for name in headings if name in known}
    spans |= {code: CODE_YEARS[code] for code in set(codes.unique()) & CODE_YEARS.keys()}
    if "prim_state" in headings and "o_group" in headings:
        spans["PRIM_STATE beside O_GROUP"] = (2020, 9999)
        if "pct_rpt" in headings:
            spans["PCT_RPT beside PRIM_STATE"] = (2021, 9999)
    first = max((span[0] for span in spans.values()), default=2000)
    last = min((span[1] for span in spans.values()), default=9999)
    deciding = [name for name, span in spans.items() if first == span[0] or last == span[1]]
    return first, last, ", ".join(deciding[:3])
