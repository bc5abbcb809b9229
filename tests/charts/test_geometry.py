"""Geometry: whatever is drawn, at any size, no text leaves its page and none covers another.

Occupations, states, industries, guides and rounds outside of the family: made up from rows of the
table, 1, 5 and 30 of them. With HITDATA_EVERY_FILE=1 and downloads, workbooks of BLS are read and
drawn in every size as well.
"""

import os
from pathlib import Path

import pandas as pd
import pytest

import hitdata
from hitdata.charts import CHARTS
from hitdata.charts.page import SIZES
from hitdata.charts.selection import GUIDES
from hitdata.charts.wage_map import TILES
from hitdata.errors import UnknownValue

#: Codes outside the family, with titles of one to twelve words.
OTHERS = {
    "29-1141": "Registered Nurses", "47-2111": "Electricians", "53-3032": "Heavy and Tractor-"
    "Trailer Truck Drivers", "25-2021": "Elementary School Teachers, Except Special Education",
    "51-4121": "Welders, Cutters, Solderers, and Brazers", "23-1011": "Lawyers",
    "35-2014": "Cooks, Restaurant", "11-1011": "Chief Executives", "27-2012": "Producers and "
    "Directors", "45-2092": "Farmworkers and Laborers, Crop, Nursery, and Greenhouse",
    "29-1171": "Nurse Practitioners", "13-2011": "Accountants and Auditors",
    "39-9011": "Childcare Workers", "19-2031": "Chemists", "33-3051": "Police and Sheriff's "
    "Patrol Officers", "43-4051": "Customer Service Representatives", "17-2051": "Civil Engineers",
    "49-3023": "Automotive Service Technicians and Mechanics", "21-1021": "Child, Family, and "
    "School Social Workers", "41-2031": "Retail Salespersons", "29-1292": "Dental Hygienists",
    "51-9161": "Computer Numerically Controlled Tool Operators", "37-2011": "Janitors and Cleaners,"
    " Except Maids and Housekeeping Cleaners", "15-1252": "Software Developers",
    "53-7065": "Stockers and Order Fillers", "31-1131": "Nursing Assistants",
    "47-2061": "Construction Laborers", "25-1071": "Health Specialties Teachers, Postsecondary",
    "29-2061": "Licensed Practical and Licensed Vocational Nurses", "43-9061": "Office Clerks, "
    "General",
}  # fmt: skip

#: Chart -> what differs from row to row of a selection made for it; others differ by occupation.
DIFFER = {"wages_by_area": "area", "wage_map": "area", "wages_by_industry": "industry",
          "rounds_scored": "release", "census_and_bls": "release", "wage_history": "area",
          "medians_and_means": "industry", "wage_position": "area"}  # fmt: skip

#: Sizes and numbers of rows that every run draws; a run with every file draws all.
QUICK = [("column", 1), ("column", 30), ("page", 5), ("card", 1), ("card", 30), ("square", 30)]


@pytest.fixture(scope="module")
def templates(figures):
    """Rows of the table that selections are made of, by source."""
    wages = figures[
        figures["area"].eq("US")
        & figures["industry"].eq("cross-industry")
        & figures["quoted_by"].isna()
        & figures["unit"].isin(["USD/year", "percent"])
    ]
    oews = wages[wages["source"].eq("OEWS") & wages["soc"].eq("29-2072")]
    acs = figures[figures["source"].eq("ACS") & figures["soc"].eq("29-2071")]
    old = figures[figures["source"].eq("OEWS") & figures["soc"].eq("29-2071")]
    quoted = figures[figures["quoted_by"].eq(GUIDES[1]) & figures["soc"].eq("29-9021")]
    quoted = quoted[quoted["publisher"].isin(["Payscale", "BLS"])]
    ep = figures[figures["source"].eq("EP") & figures["soc"].eq("29-2072")]
    return {"OEWS": oews[oews["release"].eq("2025-05")], "history": oews, "EP": ep, "ACS": acs,
            "old": old[old["area"].eq("US") & old["industry"].eq("cross-industry")],
            "quoted": quoted[quoted["area"].eq("US")]}  # fmt: skip


def selection(templates, chart, count):
    """Return figures of a number of rows for a chart."""
    differ = DIFFER.get(chart, "soc")
    names = {"soc": list(OTHERS), "area": sorted(TILES), "release": [f"{y}-05" for y in
             range(1996, 2026)], "industry": industries()}[differ][:count]  # fmt: skip
    if differ == "release":
        names = [f"{year}-05" for year in range(2026 - count, 2026)]
    kinds = {
        "wage_history": ["history"], "census_and_bls": ["ACS", "old"], "growth_rounds": ["EP"],
        "growth_fan": ["EP"], "rounds_scored": ["EP"], "bases_revised": ["EP"],
        "growth_quoted": ["EP", "quoted"], "pay_quoted": ["OEWS", "quoted"],
        "releases": ["OEWS", "EP", "history"],
    }.get(chart, ["OEWS"])  # fmt: skip
    frame = pd.concat([templates[kind] for kind in kinds]).drop_duplicates("figure_id")
    if chart in ("rounds_scored", "census_and_bls"):
        acs = frame[frame["source"].ne("OEWS")]["release"].dropna().str[:4]
        years = sorted(acs.unique())[-max(count, 1 + (chart == "rounds_scored")) :]
        frame = frame[frame["release"].str[:4].isin(years)]
        return frame.assign(soc="29-1141", occupation="Registered Nurses")
    if chart == "pay_quoted":
        # a role has a row of its own and one for each quote
        names = names[: max(count // 2, 1)]
    parts = []
    for number, name in enumerate(names):
        soc = name if differ == "soc" else "29-1141"
        own = {"soc": soc, "occupation": OTHERS[soc], differ: name, "level": "detailed"}
        # rounds keep their sums: base, change and end of one scale do
        many = 1 if "EP" in kinds else 0.6 + (number * 7 % 30) / 12
        part = frame.assign(**own, value=frame["value"] * many)
        parts.append(part.assign(figure_id=[f"{name}.{each}" for each in frame["figure_id"]]))
    made = pd.concat(parts, ignore_index=True)
    if chart == "gap_explained":
        return made[made["statistic"].eq("p50")].head(2) if count > 1 else made.head(1)
    return made[made["statistic"].eq("p50")] if chart == "comparability_matrix" else made


def industries():
    """Return codes of industries with the longest titles and the shortest."""
    titles = hitdata.industry_titles()
    fine = titles[titles["industry"].str.fullmatch(r"NAICS \d{5}0")].drop_duplicates("industry")
    long = fine.loc[fine["title"].str.len().sort_values().index, "industry"].tolist()
    return ["NAICS 62", "NAICS 99", *long[-14:], *long[:14]]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [1, 5, 30])
@pytest.mark.parametrize("name", list(CHARTS))
def test_nothing_is_cut_or_covered(name, size, count, templates, claims, misplaced):
    """Every text of a chart is on its page and on its own, or the chart says what it needs."""
    if (size, count) not in QUICK and not os.environ.get("HITDATA_EVERY_FILE"):
        pytest.skip("one of the sizes that are drawn with HITDATA_EVERY_FILE=1")
    frame = selection(templates, name, count)
    if name == "claims_checked":
        frame = pd.concat([claims] * 8, ignore_index=True).head(count)
        frame["quote"] += [f" ({number})" for number in range(count)]
    # what sets two things against each other cannot show one; lines end with eight, fans with two
    pairs = name in {"gap_explained", "comparability_matrix"} and count == 1
    lines = name in {"growth_rounds", "wage_history"} and count > 8
    if pairs or lines or (name == "growth_fan" and count > 2):
        with pytest.raises(UnknownValue, match=f"^{name} (draws|needs|shows) "):
            CHARTS[name](frame, size=size)
        return
    chart = CHARTS[name](frame, size=size)
    assert not misplaced(chart)
    # rows are all there: each has its name
    if name in {"wage_ranges", "wage_curves", "wages_by_area", "claims_checked"}:
        names = {text.get_text() for text in chart.axes[0].texts if text.get_visible()}
        assert len(names) >= count


@pytest.fixture(scope="module")
def workbooks(downloads):
    """Three selections: occupations and sectors of workbooks, states of the bundled table."""
    national, sectors = (min(Path(downloads).rglob(name)) for name in (
        "national_M2024_dl.xlsx", "natsector_M2024_dl.xlsx"))  # fmt: skip
    states = hitdata.load(soc="29-1141", area=list(TILES), release="2025-05")
    return [hitdata.read(national, soc=list(OTHERS)), states,
            hitdata.read(sectors, soc="47-2111")]  # fmt: skip


@pytest.mark.skipif(not os.environ.get("HITDATA_EVERY_FILE"), reason="needs HITDATA_EVERY_FILE=1")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [1, 5, 30])
@pytest.mark.parametrize("which", [0, 1, 2])
def test_workbooks_are_drawn_whole(which, size, count, workbooks, misplaced):
    """What BLS publishes of other occupations, states and sectors is drawn in every size."""
    frame = workbooks[which]
    column = ("soc", "area", "industry")[which]
    rows = frame[frame[column].isin(sorted(frame[column].unique())[:count])]
    also = [[], ["wages_by_area", "wage_map"], ["wages_by_industry"]][which]
    for name in ("wage_ranges", "wage_curves", "medians_and_means", "wage_position", *also):
        chart = CHARTS[name](rows, size=size)
        assert not misplaced(chart), name
