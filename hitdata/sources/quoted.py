"""Figures as guides and pages quote them: pay, growth and employment second-hand, line by line.

Publisher         whoever the guide or page names, else the guide itself or "unnamed"
Raw files         data/raw/guides, transcribed by hand: two career guides, and 174 public pages in
                  pages.csv, figures with address, title and date; their text is not ours and stays
                  out
Reference period  where the guide or page states one; missing where it does not
Coverage          where the guide or the publisher's own description states it
Units             as printed, nominal dollars per year, month, week or hour, jobs and percent

A quoted figure says what is printed there, not what the publisher published: that is what comparing
it is for. ``printed`` holds a qualifier that stands with the number ("approximately", "or more"),
``bound`` what it means.
Beside a percentile it may mean nothing: the lowest tenth earns "less than" the 10th percentile.
"""

from __future__ import annotations

import pandas as pd

from hitdata.errors import SourceError
from hitdata.files import File
from hitdata.soc import level_of
from hitdata.sources import Options, Source
from hitdata.table import tidy

__all__ = ["SOURCE"]

#: Publishers that guides and pages name, and what stands where they name none.
NAMED = {
    "HIPAA Journal": "The HIPAA Journal", "ZipRecruiter": "a job board for all occupations",
    "Healthcare IT salary guide": "a career guide on healthcare IT pay",
    "Health information technician guide": "a career guide on becoming a technician",
    "unnamed": "a public page that names no publisher of the figure",
    "AAPC": "an association of medical coders", "Advance": "a magazine on health information",
    "AHIMA": "American Health Information Management Association", "CIO": "a magazine",
    "Burning Glass": "a firm that counts job advertisements", "CNBC": "a news channel",
    "CHIME": "College of Healthcare Information Management Executives",
    "EMSI": "a firm for labor market data", "Gulf Coast Workforce": "a workforce board of Texas",
    "HCCA": "Health Care Compliance Association", "HealthITJobs.com": "a job board for health IT",
    "HIMSS": "Healthcare Information and Management Systems Society",
    "HIMSS Analytics": "the research subsidiary of HIMSS", "Janco Associates": "a consulting firm",
    "Illinois Career Information System": "a career information service of the state",
    "NCRA": "National Cancer Registrars Association", "SimplyHired": "a search engine for jobs",
    "ONC": "Office of the National Coordinator for Health Information Technology",
    "PAHCOM": "Professional Association of Health Care Office Management",
}  # fmt: skip

#: Industries that pages name, those with a code of NAICS and the others.
INDUSTRIES = {
    "as printed": "in words that NAICS does not use as a title; `note` or `occupation` has them",
    "NAICS 325400": "pharmaceutical and medicine manufacturing", "NAICS 541100": "legal services",
    "NAICS 424200": "merchant wholesalers of drugs", "NAICS 541500": "computer systems design",
    "NAICS 561400": "business support services", "NAICS 621100": "offices of physicians",
    "NAICS 622000": "hospitals", "NAICS 622100": "general medical and surgical hospitals",
    "NAICS 623100": "nursing care facilities",
}  # fmt: skip

#: Values of the growing code lists that guides and pages bring; publishers of sources are theirs.
CODES = {
    "publisher": NAMED,
    "source": {
        "salary page": "a page on the pay of one job title",
        "occupation page": "a page on one occupation",
        "article": "an article",
        "guide": "the guide's own statement, no publisher named",
        "unnamed": "a product that the page does not name",
    },
    "coverage": {
        "people who answered the site's survey": "self-selected visitors who reported their pay; "
        "no sample of a known population",
    },
    "industry": INDUSTRIES,
    "pay_basis": {"total pay": "base pay and additional pay such as bonuses"},
    "origin": {"BLS EP": "a projection of EP, restated"},
}

#: Values that a figure_id leaves out; the guide and its line already set a quoted figure apart.
ORDINARY = {
    "industry": ["cross-industry"],
    "level": ["detailed"],
    "coverage": ["people who answered the site's survey", "wage and salary jobs", "all jobs"],
    "pay_basis": ["straight-time gross pay"],
}

#: Columns that say how a figure is printed; the others are those of the tidy table.
PRINT = ["line", "qualifier", "in_figures"]

#: Columns that say of a page, on each of its figures, where it is and when it was written.
PAGE = ["quoted_by", "title", "address", "page_date", "page_date_known"]

#: A number as texts write it: $48,780, -5.0%, $35k, 1.1 million.
NUMBER = r"(?P<sign>^[-−–])?\$?(?P<digits>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<scale>k|K|million)\b)?"


def _why_not(file: File) -> str:
    lacking = [name for name in PRINT if name not in file.first_line]
    return f"no heading {', '.join(lacking)} in its first line" if lacking else ""


def _figures(file: File, options: Options) -> pd.DataFrame:
    """Return every figure transcribed from one guide, or from pages."""
    table = file.sheets[0].below(file.name).replace("", None)
    guide = {"quoted_by": options.original.title if options.original else file.name, "area": "US"}
    of_pages = "address" in table
    # a page's lines are not ours to count: its figures are
    table["locator"] = ("figure " if of_pages else "line ") + table["line"]
    figures = table.drop(columns=[*PRINT, *PAGE[1:]], errors="ignore").assign(
        **({} if of_pages else guide), value=_numbers(table, file), status="normal",
        level=table["soc"].map(level_of, na_action="ignore"), file=file.name, sha256=file.sha256,
    )  # fmt: skip
    years = ["base_year", "projected_year", "experience_min", "experience_max"]
    figures[years] = figures[years].apply(pd.to_numeric)
    return tidy(figures, ordinary=ORDINARY)


def _numbers(table: pd.DataFrame, file: File) -> pd.Series:
    """Return the number stated under in_figures, else the one number in each printed text."""
    stated, found = table["in_figures"], table["printed"].str.extract(NUMBER)
    several = stated.isna() & table["printed"].str.count(NUMBER).ne(1)
    if several.any():
        row = table[several].iloc[0]
        who = f"{row['quoted_by']}, " if "quoted_by" in table else ""
        raise SourceError(
            f"{file.path.name}: {who}{row['locator']} prints {row['printed']!r}; expected one "
            "number, or its value under in_figures"
        )
    scale = found["scale"].map({"k": 1e3, "K": 1e3, "million": 1e6}).fillna(1)
    number = found["digits"].str.replace(",", "").astype(float) * scale
    return stated.astype(float).fillna(number.where(found["sign"].isna(), -number))


def _pages(file: File, _options: Options) -> pd.DataFrame:
    """Return the pages that figures were transcribed from, a row each; a guide is not a page."""
    rows = file.sheets[0].below(file.name).reindex(columns=PAGE).replace("", None).dropna(how="all")
    pages = rows.drop_duplicates()
    lines = "line " + pages.index.astype("str")
    return pages.assign(file=file.name, locator=lines).astype("str").reset_index(drop=True)


SOURCE = Source(why_not=_why_not, figures=_figures, codes=CODES, tables={"pages": _pages})
