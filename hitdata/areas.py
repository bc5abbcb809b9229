"""Areas: states and territories by postal code, others by code and kind, places by their names.

A metropolitan area's code belongs to a system, and the code tells which: four digits are an MSA or
PMSA of 1999 (OEWS to 2004); of five digits those from 70000 on are New England city and town areas
(2005 to 2023), those that end with 4 are divisions, the others core-based statistical areas. No two
systems share a code, and a code of one is none in the lists of another.

Pages and advertisements name places in words; `nation_of` tells which of them are in the United
States.
"""

from __future__ import annotations

import re

import pandas as pd

__all__ = ["NATION", "POSTAL", "metropolitan", "nation_of", "nonmetropolitan"]

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

#: Names of states and of what counts as one.
STATES = set("""alabama,alaska,arizona,arkansas,california,colorado,connecticut,delaware,district of
columbia,washington dc,florida,georgia,hawaii,idaho,illinois,indiana,iowa,kansas,kentucky,louisiana,
maine,maryland,massachusetts,michigan,minnesota,mississippi,missouri,montana,nebraska,nevada,new
hampshire,new jersey,new mexico,new york,new york state,north carolina,north dakota,ohio,oklahoma,
oregon,pennsylvania,puerto rico,rhode island,south carolina,south dakota,tennessee,texas,utah,
vermont,virginia,washington,washington state,west virginia,wisconsin,wyoming""".replace(
    ",\n", ",").replace("\n", " ").split(","))  # fmt: skip

#: Letters of a state that are a country's or province's too -> its cities: Toronto, CA; Perth, WA.
ABROAD = {
    "CA": "toronto|vancouver|montreal|calgary|ottawa", "DE": "berlin|munich|hamburg|frankfurt",
    "IN": "bangalore|bengaluru|mumbai|(new )?delhi|pune|hyderabad|chennai|kolkata|gurgaon|noida",
    "WA": "perth", "IL": "tel aviv", "CO": "bogot[aá]|medell[ií]n", "AR": "buenos aires",
    "ID": "jakarta", "MA": "casablanca", "": "sydney|london|melbourne|singapore|dublin|paris|tokyo",
}  # fmt: skip

#: What stands beside a place in an advertisement and is not a part of it.
BESIDE = (r"\(.*?\)|[+•·].*|\b\d{5}(-\d{4})?\b|(?i:\b(hybrid|fully|remote|anywhere|work|from|home|"
          r"in|the|or|within|only|metro(politan)?|greater|area)\b)")  # fmt: skip


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


def nation_of(place: str) -> str:
    """Return "US" for a place in it, "abroad" for one that is not, "" where none can be told.

    >>> [nation_of(text) for text in ("Austin, TX", "Remote in Ohio", "London, KY", "U.S.")]
    ['US', 'US', 'US', 'US']
    >>> [nation_of(text) for text in ("London, UK", "Toronto, ON", "Remote in India", "Perth, WA")]
    ['abroad', 'abroad', 'abroad', 'abroad']
    >>> nation_of("Remote"), nation_of("Springfield")
    ('', '')
    """
    text = re.sub(BESIDE, " ", place)
    parts = [found for part in re.split(r"[,/|]| - ", text) if (found := part.strip(" -–."))]
    if not parts:
        return ""
    city, last = " ".join(parts[0].lower().split()), parts[-1]
    if {last.lower(), f"{last.lower()}."} & NATION:
        return "US"
    letters = last.rsplit(" ", 1)[-1]
    namesake = re.fullmatch(ABROAD.get(letters, "$x"), city)
    if last.lower() in STATES or (set(letters.split("-")) <= {*POSTAL.values()} and not namesake):
        return "US"
    elsewhere = len(parts) > 1 or re.fullmatch("|".join(ABROAD.values()), city)
    elsewhere = elsewhere or re.search(r"(?i)\bin\s+(?!the\b)\w", place)
    return "abroad" if elsewhere else ""
