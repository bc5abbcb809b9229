"""Glassdoor: pay reported by users and pay modelled from it, two sources kept apart.

Publisher         Glassdoor
Raw files         an answer of its salary API, saved as JSON; a saved page (its Apollo state, with
                  references); a CSV of job advertisements with their salary strings
Reference period  not stated; ``release`` is the month of the estimate, where it has one
Coverage          users who reported pay for an employer; advertisements; no sample of a population
Units             nominal US dollars per year or hour, as payPeriod says of each row

What users of one employer reported is ``reported pay``; what a model estimates for an occupation
or an advertisement is ``modelled pay``; what employers advertise is ``advertised pay``. Ends of a
range are low and high, never percentiles. ``answers`` reads API and pages, ``listings`` the CSV.
"""

from __future__ import annotations

import re
import warnings

import pandas as pd

from hitdata.documents import Document, Reported
from hitdata.documents.asked import Asked
from hitdata.errors import SourceError
from hitdata.observations import empty, tidy
from hitdata.sources.glassdoor import answers, listings

__all__ = ["CODES", "EXAMPLE", "read_document", "why_not"]

#: What users bring, for the list of what can be read.
EXAMPLE = "a salary API answer (.json), a salary page saved from a browser, or a CSV of listings"

#: Values of the growing code lists that this product brings.
CODES = {
    "publisher": {"Glassdoor": "Glassdoor, a site of pay reported by users and modelled from it"},
    "source": {
        "reported pay": "statistics of what users reported for one employer",
        "modelled pay": "a model's estimate from reports, advertisements and other sources",
        "advertised pay": "a range that an employer prints in an advertisement",
    },
    "pay_basis": {
        "additional pay": "bonus, commission, tips, shares of profit and stock, in one sum",
    },
}

#: Values that a figure_id leaves out.
ORDINARY: dict[str, list[str]] = {}


def why_not(document: Document) -> str:
    """Return why a document holds no pay of Glassdoor, or nothing when it does."""
    if document.kind == "text":
        first = document.head.lstrip("\ufeff").split("\n", 1)[0].lower()
        found = all(name in first for name in listings.COLUMNS.values())
        return "" if found else "no columns Job Title and Salary Estimate"
    if document.kind not in {"html", "json"}:
        return f"a {document.kind} file; Glassdoor's answers are JSON, pages or CSV of listings"
    if not re.search(r"PayStatistics|PayPercentiles", document.text):
        return "no key such as basePayStatistics or totalPayPercentiles"
    return "" if answers.hold_pay(document) else "no object with pay statistics"


def read_document(document: Document, asked: Asked) -> pd.DataFrame:
    """Return reported, modelled and advertised pay, each with its own source."""
    reader = listings if document.kind == "text" else answers
    rows = pd.DataFrame(list(reader.rows(document)))
    if rows.empty:
        raise SourceError(f"{document.name}: no pay in it; expected amounts")
    # additional pay may be nothing; base or total pay of nothing says that there is none
    none = rows["value"].eq(0) & ~rows.get("pay_basis", pd.Series()).eq("additional pay")
    if none.any():
        warnings.warn(
            f"{document.name}: left out, {none.sum()} amounts of 0, the first at "
            f"{rows.loc[none.idxmax(), 'locator']}", Reported, stacklevel=2,
        )  # fmt: skip
    figures = rows[~none].assign(
        publisher="Glassdoor", measure="wage", status="normal", bound="=", period=asked.period,
        file=document.name, sha256=document.sha256,
    )  # fmt: skip
    return tidy(figures, ordinary=ORDINARY) if asked.soc is None and len(figures) else empty()
