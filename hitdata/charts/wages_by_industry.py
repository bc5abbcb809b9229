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
from hitdata.charts.finishing import chart
from hitdata.charts.selection import chosen, having, needed
from hitdata.charts.wage_ranges import POINTS, draw_ranges, ranked, told
from hitdata.charts.words import SECTORS, counted, dollars, industry_name, terms

__all__ = ["wages_by_industry"]

#: The sector that stands out, and all of them together.
HEALTH, ALL_INDUSTRIES = "NAICS 62", "cross-industry"

#: Relative standard error of the mean, in percent, from which a sector is called imprecise.
IMPRECISE = 8.0

#: What is drawn: see `wages_by_industry`.
WANTED = {
    "source": "OEWS",
    "measure": "wage",
    "unit": ("USD/year", "percent"),
    "statistic": (*POINTS, "mean", "rse"),
}


@chart
def wages_by_industry(figures: pd.DataFrame) -> Figure:
    """Draw the annual wages of one occupation by industry of its employers, the best paid first.

    Needs annual wages (p10, p25, p50, p75, p90; the mean and its standard error where there are
    any) of one code and area in up to 40 industries; their median in all industries is drawn for
    comparison where the frame has it. Of several releases the newest that has industries is drawn.
    A frame that holds more, such as the whole table, is narrowed to sectors of NAICS, to the United
    States and to 29-9021 if they are there.

    >>> from hitdata.data.bundled import load
    >>> wages_by_industry(load(soc="29-9021")).hitdata.alt[:58]
    'Range chart of annual wages of Health Information Technolo'
    """
    found = needed(figures, "wages_by_industry", WANTED)
    others = {"industry": set(found["industry"].dropna()) - {ALL_INDUSTRIES}}
    parts = needed(found, "wages_by_industry", others)
    sectors = having(parts, {"industry": SECTORS})
    if parts["industry"].nunique() > 40 and len(sectors):
        parts = sectors
    last = parts["release"].max()
    names = {"release": [last], "industry": [*parts["industry"].unique(), ALL_INDUSTRIES]}
    found = chosen(
        having(found, names), "wages_by_industry", WANTED,
        {"industry": set(found["industry"]), "soc": "29-9021"}, one=("soc", "release", "area"),
        lines=("industry",), each=("industry", "statistic"),
    )  # fmt: skip
    overall = having(found, {"industry": ALL_INDUSTRIES, "statistic": "p50"})["value"].max()
    own = needed(found, "wages_by_industry", {"industry": others["industry"]})
    table = ranked(own[own["statistic"].ne("rse")])
    table["name"] = [_capital(industry_name(code)) for code in table["industry"]]
    table["code"] = table["industry"]
    table["strong"] = table["industry"].eq(HEALTH)
    said = f"median of all industries: {dollars(overall)}" if pd.notna(overall) else ""
    caption = _caption(found, own, table, said)
    return draw_ranges(caption, table, overall if said else None, said)


def _caption(found: pd.DataFrame, own: pd.DataFrame, table: pd.DataFrame, said: str) -> Caption:
    what = "sector of the employer" if set(own["industry"]) <= SECTORS.keys() else "industry"
    who = terms(own, but=["industry"])
    errors = own[own["statistic"].eq("rse") & own["value"].ge(IMPRECISE)]
    lacking = SECTORS.keys() - set(own["industry"]) if "sector" in what else set()
    return Caption.of(
        found,
        title=_title(table),
        deck=f"Annual wages by {what}, {who}, nominal dollars",
        alt=f"Range chart of annual wages of {who}, in {counted(len(table))} industries. "
        + f"{_capital(said)}. " * bool(said)
        + " ".join(f"{row['name']}: {told(row)}." for _, row in table.iterrows()),
        notes=(
            _named("Withheld", set(own["industry"]) - set(table["industry"])),
            _named("No estimate in the data", lacking) if len(table) > 1 else "",
            _named(f"Imprecise, with a standard error of {IMPRECISE:.0f}% or more",
                   set(errors["industry"]) & set(table["industry"])),
            "Government leaves out public schools and hospitals, which stand in education and "
            "health care." if "NAICS 99" in set(table["industry"]) else "",
        ),
    )  # fmt: skip


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _named(what: str, codes: set[str]) -> str:
    return f"{what}: {'; '.join(industry_name(code) for code in sorted(codes))}." if codes else ""


def _title(table: pd.DataFrame) -> str:
    """Say how health care pays beside the other sectors; without it, how far medians reach."""
    medians = table.set_index("industry")["p50"]
    others = medians.drop(HEALTH, errors="ignore")
    if HEALTH not in medians or others.empty:
        ends = " to ".join(dict.fromkeys(map(dollars, (medians.min(), medians.max()))))
        return f"Median wages by industry: {ends}"
    more = int((others > medians[HEALTH]).sum())
    less = int((others < medians[HEALTH]).sum())
    how, number = ("less", more) if more >= less else ("more", less)
    what = "sectors" if set(others.index) <= SECTORS.keys() else "industries"
    return f"Health care pays {how} than {counted(number)} of {counted(len(others))} other {what}"
