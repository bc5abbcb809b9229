"""Made-up files in the layouts of real ones: what is put in is known, so it must come back."""

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook

WAGES = "H_MEAN A_MEAN MEAN_PRSE H_PCT10 H_PCT25 H_MEDIAN H_PCT75 H_PCT90 A_PCT10 A_PCT25 \
A_MEDIAN A_PCT75 A_PCT90"
OLD_WAGES = WAGES.replace("PCT", "WPCT")
AREA = "AREA AREA_TITLE AREA_TYPE PRIM_STATE NAICS NAICS_TITLE I_GROUP OWN_CODE"
ALL = "AREA AREA_TITLE AREA_TYPE NAICS NAICS_TITLE"

#: Headings as BLS prints them: product and first year -> columns.
LAYOUTS = {
    "national 2000": f"occ_code occ_titl group tot_emp emp_prse {OLD_WAGES} annual year",
    "national 2003": f"occ_code occ_title group tot_emp emp_prse {WAGES} annual",
    "national 2010": f"OCC_CODE OCC_TITLE GROUP TOT_EMP EMP_PRSE {WAGES} ANNUAL HOURLY",
    "national 2014": f"OCC_CODE OCC_TITLE OCC_GROUP TOT_EMP EMP_PRSE {WAGES} ANNUAL HOURLY",
    "national 2019": f"{AREA.replace('PRIM_STATE ', '')} OCC_CODE OCC_TITLE O_GROUP TOT_EMP "
    f"EMP_PRSE JOBS_1000 LOC_QUOTIENT PCT_TOTAL {WAGES} ANNUAL HOURLY",
    "national 2021": f"{AREA} OCC_CODE OCC_TITLE O_GROUP TOT_EMP EMP_PRSE JOBS_1000 LOC_QUOTIENT "
    f"PCT_TOTAL PCT_RPT {WAGES} ANNUAL HOURLY",
    "sector 2004": f"NAICS NAICS_TITLE OCC_CODE OCC_TITLE GROUP TOT_EMP EMP_PRSE PCT_TOTAL PCT_RPT "
    f"{WAGES} ANNUAL HOURLY",
    "sector 2011": f"NAICS NAICS_TITLE OWNERSHIP OCC_CODE OCC_TITLE GROUP TOT_EMP EMP_PRSE "
    f"PCT_TOTAL PCT_RPT {WAGES} ANNUAL HOURLY",
    "state 2000": f"area st state occ_code occ_titl group tot_emp emp_prse {OLD_WAGES} annual",
    "state 2003": f"AREA ST STATE OCC_CODE OCC_TITLE GROUP TOT_EMP EMP_PRSE {WAGES} ANNUAL HOURLY",
    "state 2010": f"AREA ST STATE OCC_CODE OCC_TITLE GROUP TOT_EMP EMP_PRSE JOBS_1000 "
    f"LOC~QUOTIENT {WAGES} ANNUAL HOURLY",
    "state 2012": f"AREA ST STATE OCC_CODE OCC_TITLE OCC_GROUP TOT_EMP EMP_PRSE JOBS_1000 "
    f"LOC_Q {WAGES} ANNUAL HOURLY",
    "metropolitan 2001": f"PRIM_STATE AREA AREA_NAME OCC_CODE OCC_TITLE GROUP TOT_EMP EMP_PRSE "
    f"{OLD_WAGES} ANNUAL YEAR",
    "metropolitan 2005": f"PRIM_STATE AREA AREA_NAME OCC_CODE OCC_TITLE GROUP TOT_EMP EMP_PRSE "
    f"{WAGES} ANNUAL HOURLY",
    "metropolitan 2009": f"PRIM_STATE AREA AREA_NAME OCC_CODE OCC_TITLE GROUP TOT_EMP EMP_PRSE "
    f"JOBS_1000 {WAGES} ANNUAL HOURLY",
    "metropolitan 2010": f"PRIM_STATE AREA AREA_NAME OCC_CODE OCC_TITLE GROUP TOT_EMP EMP_PRSE "
    f"JOBS_1000 LOC~QUOTIENT {WAGES} ANNUAL HOURLY",
    "metropolitan 2012": f"PRIM_STATE AREA AREA_NAME OCC_CODE OCC_TITLE OCC_GROUP TOT_EMP EMP_PRSE "
    f"JOBS_1000 LOC~QUOTIENT {WAGES} ANNUAL HOURLY",
    "metropolitan 2021": f"{AREA} OCC_CODE OCC_TITLE O_GROUP TOT_EMP EMP_PRSE JOBS_1000 "
    f"LOC_QUOTIENT PCT_TOTAL PCT_RPT {WAGES} ANNUAL HOURLY",
    "all 2011": f"{ALL} OWN_CODE OCC_CODE OCC_TITLE GROUP TOT_EMP EMP_PRSE JOBS_1000 LOC_Q PCT_TOT "
    f"{WAGES} ANNUAL HOURLY",
    "all 2013": f"{ALL} own_code occ~code occ~title group tot_emp emp_prse jobs_1000 loc_quotient "
    f"pct_total {WAGES} annual hourly",
    "all 2017": f"{ALL} i_group own_code occ_code occ_title o_group tot_emp emp_prse jobs_1000 "
    f"loc_quotient pct_total {WAGES} annual hourly",
    "all 2019": f"{ALL} i_group own_code occ_code occ_title o_group tot_emp emp_prse "
    f"jobs_1000_orig loc_quotient pct_total {WAGES} annual hourly",
    "industry 2001": f"year sic sic_title occ_code occ_title group tot_emp emp_prse {OLD_WAGES} "
    "annual",
}  # fmt: skip

#: Layout -> releases that printed it.
RELEASES = {
    "national 2000": ["2000", "2001", "2002"],
    "national 2003": ["2003-05", "2006-05", "2009-05"],
    "national 2010": ["2010-05", "2011-05"],
    "national 2014": ["2012-05", "2014-05", "2018-05"],
    "national 2019": ["2019-05"],
    "national 2021": ["2021-05", "2024-05", "2025-05", "2027-05"],
    "sector 2004": ["2004-05", "2010-05"],
    "sector 2011": ["2011-05"],
    "state 2000": ["2000", "2001", "2002"],
    "state 2003": ["2003-05", "2004-11", "2009-05"],
    "state 2010": ["2010-05", "2011-05"],
    "state 2012": ["2012-05", "2016-05"],
    "metropolitan 2001": ["2001", "2002"],
    "metropolitan 2005": ["2005-05", "2008-05"],
    "metropolitan 2009": ["2009-05"],
    "metropolitan 2010": ["2010-05", "2011-05"],
    "metropolitan 2012": ["2013-05", "2017-05"],
    "metropolitan 2021": ["2021-05", "2025-05"],
    "all 2011": ["2011-05"],
    "all 2013": ["2013-05", "2016-05"],
    "all 2017": ["2017-05", "2018-05"],
    "all 2019": ["2019-05"],
    "industry 2001": ["2001"],
}

#: What a made-up row says under headings that are no figure.
KEYS = {
    "area": "99", "area_title": "U.S.", "area_type": "1", "prim_state": "US", "naics": "000000",
    "naics_title": "Cross-industry", "i_group": "cross-industry", "own_code": "1235",
    "ownership": "Private", "occ_code": "29-2072", "annual": "", "hourly": "", "st": "AL",
    "state": "Alabama", "area_name": "Made-up City, AL", "group": "", "occ_group": "detailed",
    "o_group": "detailed", "year": "", "occ_title": "Made-up occupation",
    "occ_titl": "Made-up occupation", "occ code": "29-2072", "occ title": "Made-up occupation",
    "sic": "806", "sic_title": "Made-up hospitals",
}  # fmt: skip

#: Figures that are possible together.
FIGURES = {
    "tot_emp": 1230, "emp_prse": 1.5, "jobs_1000": 1.2, "loc_quotient": 1.1, "loc_q": 1.1,
    "loc quotient": 1.1, "pct_total": 2.5, "pct_tot": 2.5, "pct_rpt": 7, "mean_prse": 0.4,
    "jobs_1000_orig": 1.2,
    "h_mean": 25.81, "a_mean": 53690, "h_pct10": 16.87, "h_pct25": 19.05, "h_median": 23.45,
    "h_pct75": 29.79, "h_pct90": 37.41, "a_pct10": 35080, "a_pct25": 39620, "a_median": 48780,
    "a_pct75": 61960, "a_pct90": 77810,
}  # fmt: skip


def headings(layout: str) -> list[str]:
    """Return the headings of a layout; a heading may hold a blank."""
    return [name.replace("~", " ") for name in LAYOUTS[layout].split()]


def row(layout: str, **changes: object) -> list[object]:
    """Return a row of a layout with some cells, named as the headings in lower case, changed."""
    said = KEYS | FIGURES
    if layout.startswith("state"):
        said |= {"area": "01"}
    elif layout.startswith("metropolitan"):
        code = "0040" if layout < "metropolitan 2005" else "10180"
        said |= {"area": code, "area_type": "4", "prim_state": "TX"}
    elif layout.startswith("sector"):
        said |= {"naics": "62"}
    said |= {name.replace("pct", "wpct"): value for name, value in FIGURES.items()} | changes
    # tables of all data print these headings with a blank
    said |= {name.replace("_", " "): changes[name] for name in ("occ_code", "occ_title")
             if name in changes}  # fmt: skip
    return [said[name.lower()] for name in headings(layout)]


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """Write sheets of rows as an .xlsx and return its path."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(list(cells))
    book.save(path)
    return path


def table(path: Path, rows: list[list[object]], *, delimiter: str = ",") -> Path:
    """Write rows as a CSV and return its path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def rewritten(path: Path, target: Path, **changes: Callable[[bytes], bytes]) -> Path:
    """Copy a zip with some parts changed, named by what their path ends with: sheet1_xml."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            for ending, change in changes.items():
                if info.filename.endswith(ending.replace("_", ".")):
                    content = change(content)
            new.writestr(info.filename, content)
    return target


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    """Write members into a zip and return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path
