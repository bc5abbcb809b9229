"""Areas that OEWS prints: states and territories by postal code, others by code and kind.

A metropolitan area's code belongs to a system, and the code tells which: four digits are an MSA or
PMSA of 1999 (OEWS to 2004); of five digits those from 70000 on are New England city and town areas
(2005 to 2023), those that end with 4 are divisions, the others core-based statistical areas. No two
systems share a code, and a code of one is none in the lists of another.
"""

from __future__ import annotations

import pandas as pd

__all__ = ["NATION", "POSTAL", "metropolitan", "nonmetropolitan"]

#: Names of the United States, in lower case.
NATION = {"us", "usa", "u.s.", "united states", "united states of america", "the united states"}

#: FIPS code -> postal code.
POSTAL = {
    "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT",
    "10": "DE", "11": "DC", "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL",
    "18": "IN", "19": "IA", "20": "KS", "21": "KY", "22": "LA", "23": "ME", "24": "MD",
    "25": "MA", "26": "MI", "27": "MN", "28": "MS", "29": "MO", "30": "MT", "31": "NE",
    "32": "NV", "33": "NH", "34": "NJ", "35": "NM", "36": "NY", "37": "NC", "38": "ND",
    "39": "OH", "40": "OK", "41": "OR", "42": "PA", "44": "RI", "45": "SC", "46": "SD",
    "47": "TN", "48": "TX", "49": "UT", "50": "VT", "51": "VA", "53": "WA", "54": "WV",
    "55": "WI", "56": "WY", "60": "AS", "66": "GU", "69": "MP", "72": "PR", "78": "VI",
}  # fmt: skip


def metropolitan(code: pd.Series) -> pd.Series:
    """Return metropolitan areas by system and code, whatever zeros a spreadsheet took away.

    >>> metropolitan(pd.Series(["10180", "0010180", "31084", "40"])).to_list()
    ['CBSA 10180', 'CBSA 10180', 'division 31084', 'MSA 0040']
    >>> metropolitan(pd.Series(["71650", "71654"])).to_list()
    ['NECTA 71650', 'NECTA division 71654']
    """
    # LABSTAT pads the codes of all areas to seven digits
    short = code.mask(code.str.fullmatch(r"00\d{5}"), code.str[2:])
    old = short.str.len().le(4)
    system = pd.Series("CBSA ", index=code.index).mask(short.str.endswith("4"), "division ")
    town = short.str.startswith("7").map({True: "NECTA ", False: ""})
    system = system.mask(town.ne(""), town + system.where(system.eq("division "), ""))
    return ("MSA " + short.str.zfill(4)).where(old, system + short).astype("str")


def nonmetropolitan(code: pd.Series) -> pd.Series:
    """Return areas outside of metropolitan ones by their code, seven digits with the state's two.

    >>> nonmetropolitan(pd.Series(["0100001", "100001"])).to_list()
    ['nonmetropolitan 0100001', 'nonmetropolitan 0100001']
    """
    return ("nonmetropolitan " + code.str.zfill(7)).astype("str")
