"""The pairs that are worked by hand, by name, and the figures they draw on."""

import pandas as pd
import pytest

SPECIALIST = "healthcare-it-salary-guide-line-"
TECHNICIAN = "health-information-technician-guide-line-"

#: Short name -> figure_id; the quoted figures have long ones.
IDS = {
    "payscale": "payscale.salary-page.undated.us.healthcare-it-specialist.wage.p50.usd-year."
    + SPECIALIST + "16",
    "salary.com": "salary-com.salary-page.undated.us.health-information-technology-specialist."
    "wage.p50.usd-year." + SPECIALIST + "17",
    "glassdoor analyst": "glassdoor.salary-page.undated.us.healthcare-it-analyst.wage.average."
    "total-pay.usd-year." + SPECIALIST + "18",
    "guide manager": "bls.oews.2023-05.us.naics-62.computer-and-information-systems-managers."
    "wage.p50.usd-year." + SPECIALIST + "32",
    "guide 7 percent": "bls.ep.2022-32.us.health-information-technologists-and-medical-"
    "registrars.employment-change.percent.2022-2032.percent." + SPECIALIST + "58",
    "glassdoor": "glassdoor.salary-page.undated.us.health-information-technicians.wage.p50."
    "2024-06.usd-year." + TECHNICIAN + "111",
    "guide 16 percent": "bls.ep.2023-33.us.health-information-technology.employment-change."
    "percent.2023-2033.percent." + TECHNICIAN + "127",
    "guide 29 percent": "bls.ep.2023-33.us.medical-and-health-services-managers.employment-change."
    "percent.2023-2033.percent." + TECHNICIAN + "163",
    "data usa": "data-usa.occupation-page.undated.us.medical-records-and-health-information-"
    "technicians.employment-change.percent.by-2028.percent." + TECHNICIAN + "128",
    "data usa jobs": "data-usa.occupation-page.undated.us.medical-records-and-health-information-"
    "technicians.employment.total.2028.jobs." + TECHNICIAN + "128",
    "guide compliance": "health-information-technician-guide.guide.undated.us.compliance-"
    "officers.wage.p50.usd-year." + TECHNICIAN + "164",
    "acs women": "census.acs.2017.us.medical-records-and-health-information-technicians.full-time-"
    "year-round-women.wage.p50.usd-year",
    "acs men": "census.acs.2017.us.medical-records-and-health-information-technicians.full-time-"
    "year-round-men.wage.p50.usd-year",
    "acs workers": "census.acs.2017.us.medical-records-and-health-information-technicians.full-"
    "time-year-round-workers.wage.p50.usd-year",
    "acs managers": "census.acs.2018.us.computer-and-information-systems-managers.full-time-year-"
    "round-workers.wage.p50.usd-year",
    "ep technologists 2021": "bls.ep.2021-31.us.29-9021.wage.p50.2021.usd-year",
}  # fmt: skip


def oews(code: str, year: int, statistic: str = "p50", *, where: str = "us") -> str:
    """Return the figure_id of an annual wage in OEWS; ``where`` is us, us.naics-62 or a state."""
    return f"bls.oews.{year}-05.{where}.{code}.wage.{statistic}.usd-year"


def growth(code: str, base: int) -> str:
    """Return the figure_id of ten years' growth in EP, in percent."""
    years = f"{base}-{base + 10}"
    return f"bls.ep.{base}-{(base + 10) % 100}.us.{code}.employment-change.percent.{years}.percent"


@pytest.fixture(scope="session")
def few(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures of a few codes, all quotations among them: enough for every pair here."""
    codes = ["29-2071", "29-2072", "29-2098", "29-9021", "11-3021", "13-1041", "15-1121",
             "15-1211", "29-9098", "11-9111", "15-1051"]  # fmt: skip
    some = figures["soc"].isin(codes) | figures["quoted_by"].notna()
    places = figures["area"].isin(["US", "CA", "TX"])
    return figures[some & places].reset_index(drop=True)
