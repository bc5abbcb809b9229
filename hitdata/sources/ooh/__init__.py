"""OOH: pay, jobs and outlook of an occupation, as its handbook page prints them.

Publisher         U.S. Bureau of Labor Statistics
Raw file          an occupation's page of the Occupational Outlook Handbook, saved from a browser
Reference period  wages: May of the printed year; jobs and outlook: the printed round
Coverage          wages count wage and salary jobs (OEWS), jobs and outlook all jobs (EP)
Units             nominal US dollars per year and hour; jobs, rounded to hundreds; whole percents

All numbers restate OEWS and EP, rounded; ``origin`` says which. Read are the quick facts, the
sentences and industries of the pay section, and the sentence and table of the outlook section. A
page on a group of occupations prints several; each keeps the code that the outlook table gives it.
A wage at the bound that OEWS applied that year is that bound, however the page words it. A sentence
on pay in other words than these is named in a warning. ``page`` finds the figures on a page.
"""

from __future__ import annotations

import pandas as pd

from hitdata.documents import Document
from hitdata.documents.asked import Asked
from hitdata.errors import SourceError
from hitdata.observations import empty, tidy
from hitdata.sources.ep import SOC_SYSTEMS
from hitdata.sources.oews.series import level_of
from hitdata.sources.ooh.page import Page

__all__ = ["CODES", "EXAMPLE", "read_document", "why_not"]

#: What users bring, for the list of what can be read.
EXAMPLE = "medical-records-and-health-information-technicians.htm, saved from a browser"

#: Values of the growing code lists that this product brings.
CODES = {
    "source": {"OOH": "Occupational Outlook Handbook, which restates OEWS and EP, rounded"},
}

#: Values that a figure_id leaves out.
ORDINARY = {
    "industry": ["cross-industry"],
    "level": ["detailed"],
    "coverage": ["all jobs", "wage and salary jobs"],
    "pay_basis": ["straight-time gross pay"],
}


def why_not(document: Document) -> str:
    """Return why a document is no handbook page, or nothing when it is."""
    if document.kind != "html":
        return f"a {document.kind} file; handbook pages are HTML"
    if not document.page.xpath("//table[@id='quickfacts']"):
        return "no table of quick facts"
    return ""


def read_document(document: Document, asked: Asked) -> pd.DataFrame:
    """Return every figure of a page once, in the order in which it prints them."""
    page = Page(document)
    rows = pd.DataFrame([*page.facts(), *page.pay(), *page.outlook()])
    if rows.empty:
        raise SourceError(f"{document.name}: quick facts without a number; expected pay and jobs")
    key = ["soc", "occupation", "industry", "measure", "statistic", "unit", "period"]
    first = rows[~rows.duplicated(key)]
    again = rows[rows.duplicated(key)].merge(first, on=key, suffixes=("", "_first"))
    if (bad := again["value"].ne(again["value_first"]) & again["value"].notna()).any():
        row = again[bad].iloc[0]
        raise SourceError(
            f"{document.name}: {row['measure']} is {row['printed_first']!r} at "
            f"{row['locator_first']} and {row['printed']!r} at {row['locator']}; expected one"
        )
    if asked.soc is not None:
        first = first[first["soc"].isin(asked.soc)]
    return tidy(_with_keys(first, page), ordinary=ORDINARY) if len(first) else empty()


def _with_keys(rows: pd.DataFrame, page: Page) -> pd.DataFrame:
    wage = rows["measure"].eq("wage")
    return rows.assign(
        publisher="BLS", source="OOH", release=f"{page.base}-{page.projected[2:]}", area="US",
        origin=wage.map({True: "BLS OEWS", False: "BLS EP"}),
        origin_why="the handbook says that its wages are data of OEWS, its jobs and outlook of EP",
        coverage=wage.map({True: "wage and salary jobs", False: "all jobs"}),
        pay_basis=wage.map({True: "straight-time gross pay"}),
        soc_system=rows["soc"].notna().map({True: _edition(int(page.base))}),
        soc_match=rows["soc"].notna().map({True: "published"}),
        level=rows["soc"].map(level_of, na_action="ignore"),
        base_year=(~wage).map({True: int(page.base)}),
        projected_year=(~wage).map({True: int(page.projected)}),
        file=page.document.name, sha256=page.document.sha256,
    )  # fmt: skip


def _edition(base: int) -> str | None:
    """Return the edition of the SOC that a round of projections uses."""
    return next((name for first, name in reversed(SOC_SYSTEMS.items()) if first <= base), None)
