"""Wages by industry: what one occupation is paid by kind of employer.

The same work is paid differently in a hospital, a bank and a company's headquarters. OEWS publishes
every occupation by sector of the North American Industry Classification System (NAICS): who owns
the establishment, not what the job is. A sector with few such jobs has wide errors, and BLS
withholds others; both are named, as a missing row says nothing about pay.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from hitdata.charts.files import Caption
from hitdata.charts.selection import chosen, having, needed
from hitdata.charts.style import drawing
from hitdata.charts.wage_ranges import POINTS, draw_ranges, ranked, told
from hitdata.charts.words import area_name, counted, dated, dollars

__all__ = ["SECTORS", "wages_by_industry"]

#: Sector of NAICS -> its name in a few words.
SECTORS = {
    "NAICS 11": "agriculture", "NAICS 21": "mining", "NAICS 22": "utilities",
    "NAICS 23": "construction", "NAICS 31-33": "manufacturing", "NAICS 42": "wholesale trade",
    "NAICS 44-45": "retail trade", "NAICS 48-49": "transportation",
    "NAICS 51": "publishing, software", "NAICS 52": "finance, insurance",
    "NAICS 53": "real estate", "NAICS 54": "professional services",
    "NAICS 55": "company headquarters", "NAICS 56": "administrative services",
    "NAICS 61": "education", "NAICS 62": "health care", "NAICS 71": "arts, recreation",
    "NAICS 72": "hotels, restaurants", "NAICS 81": "other services", "NAICS 99": "government",
}  # fmt: skip

#: The sector that stands out, and all of them together.
HEALTH, ALL_INDUSTRIES = "NAICS 62", "cross-industry"

#: Relative standard error of the mean, in percent, from which a sector is called imprecise.
IMPRECISE = 8.0

WANTED = {
    "source": "OEWS",
    "measure": "wage",
    "unit": ("USD/year", "percent"),
    "industry": (*SECTORS, ALL_INDUSTRIES),
    "statistic": (*POINTS, "mean", "rse"),
}


@drawing()
def wages_by_industry(figures: pd.DataFrame) -> Figure:
    """Draw the annual wages of one occupation by sector of its employers, the best paid first.

    Needs annual wages (p10, p25, p50, p75, p90; the mean and its standard error where there are
    any) of one code and area in sectors of NAICS, and their median in all industries for
    comparison. Of several releases the newest that has sectors is drawn. A frame that holds more,
    such as the whole table, is narrowed to the United States and to 29-9021 if it is there.

    >>> from hitdata.data.bundled import load
    >>> wages_by_industry(load(soc="29-9021")).hitdata.alt[:58]
    'Range chart of annual wages of Health Information Technolo'
    """
    found = needed(figures, "wages_by_industry", WANTED)
    sectors = needed(found, "wages_by_industry", {"industry": SECTORS})
    found = chosen(
        having(found, {"release": [sectors["release"].max()]}), "wages_by_industry", WANTED,
        {"industry": set(found["industry"]), "soc": "29-9021"},
        one=("soc", "release", "area"), each=("industry", "statistic"),
    )  # fmt: skip
    median = {"industry": ALL_INDUSTRIES, "statistic": "p50"}
    overall = needed(found, "wages_by_industry", median).iloc[0]
    own = needed(found, "wages_by_industry", {"industry": SECTORS})
    table = ranked(own[own["statistic"].ne("rse")], by=("industry",))
    table = table.dropna(subset=list(POINTS), ignore_index=True)
    table["strong"] = table["industry"].eq(HEALTH)
    names = [(SECTORS[code].capitalize(), code) for code in table["industry"]]
    said = f"median of all industries: {dollars(overall['value'])}"
    return draw_ranges(_caption(found, own, table, overall), table, names, overall["value"], said)


def _caption(
    found: pd.DataFrame, own: pd.DataFrame, table: pd.DataFrame, overall: pd.Series
) -> Caption:
    who = f"{overall['occupation']} ({overall['soc']})"
    when, where = dated(overall["release"]), area_name(overall["area"])
    spoken = [
        f"{SECTORS[row['industry']].capitalize()}: {told(row)}." for _, row in table.iterrows()
    ]
    errors = own[own["statistic"].eq("rse") & own["value"].ge(IMPRECISE)]
    return Caption.of(
        found,
        title=_title(table),
        deck=f"Annual wages of {who} by sector of the employer, {where}, {when}, nominal dollars",
        alt=f"Range chart of annual wages of {who} in {counted(len(table))} sectors, {where}, "
        f"{when}. Median of all industries: {dollars(overall['value'])}. " + " ".join(spoken),
        notes=(
            _named("Withheld", set(own["industry"]) - set(table["industry"])),
            _named("No estimate in the data", SECTORS.keys() - set(own["industry"])),
            _named(f"Imprecise, with a standard error of {IMPRECISE:.0f}% or more",
                   set(errors["industry"]) & set(table["industry"])),
            "Government leaves out public schools and hospitals, which stand in education and "
            "health care." if "NAICS 99" in set(table["industry"]) else "",
        ),
    )  # fmt: skip


def _named(what: str, codes: set[str]) -> str:
    names = [SECTORS[code] for code in SECTORS if code in codes]
    return f"{what}: {'; '.join(names)}." if names else ""


def _title(table: pd.DataFrame) -> str:
    """Say how health care pays beside the other sectors; without it, how far medians reach."""
    medians = table.set_index("industry")["p50"]
    others = medians.drop(HEALTH, errors="ignore")
    if HEALTH not in medians or others.empty:
        ends = " to ".join(dict.fromkeys(map(dollars, (medians.min(), medians.max()))))
        return f"Median wages by sector: {ends}"
    more = int((others > medians[HEALTH]).sum())
    less = int((others < medians[HEALTH]).sum())
    how, number = ("less", more) if more >= less else ("more", less)
    return f"Health care pays {how} than {counted(number)} of {counted(len(others))} other sectors"
