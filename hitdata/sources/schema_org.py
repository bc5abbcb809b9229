"""Salary.com and other pages that state pay as schema.org has it.

Publisher         the site that the page's own address names
Raw files         a page saved from a browser, or the JSON-LD alone: Occupation with estimatedSalary
                  of kind MonetaryAmountDistribution
Reference period  not stated; ``release`` is the month of the page's last review, where it has one
Coverage          not stated
Units             nominal US dollars per year or hour, as unitText or duration say of each amount

Base, total and bonus are pay of their own. Pages in another currency, about another country or by
the month are refused. What a page states twice is read once; pages of Payscale and Glassdoor are
read by their own data instead.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from hitdata.documents import Document
from hitdata.documents.asked import Asked
from hitdata.documents.scripts import json_ld, next_data
from hitdata.documents.values import amount, first_key
from hitdata.errors import SourceError
from hitdata.observations import empty, tidy

__all__ = ["CODES", "EXAMPLE", "read_document", "why_not"]

#: What users bring, for the list of what can be read.
EXAMPLE = "a job's salary page of Salary.com, saved from a browser"

#: Values of the growing code lists that this product brings.
CODES = {
    "publisher": {"Salary.com": "Salary.com, a publisher of market pay"},
    "pay_basis": {
        "base pay": "pay without bonus and other extras, as the publisher defines it",
        "bonus": "bonus alone",
    },
}

#: Values that a figure_id leaves out.
ORDINARY: dict[str, list[str]] = {}

#: Host -> publisher.
PUBLISHERS = {"salary.com": "Salary.com", "payscale.com": "Payscale", "glassdoor.com": "Glassdoor"}

TYPES = {"Occupation", "OccupationAggregation", "OccupationAggregationByEmployer"}

#: Names of the United States.
NATION = {"us", "usa", "u.s.", "united states", "united states of america", "the united states"}

#: What pages of publishers with a reader of their own hold.
OWN_DATA = r"PayStatistics|PayPercentiles"

#: Name of a distribution -> pay basis.
BASES = {"base": "base pay", "total": "total pay", "total compensation": "total pay",
         "bonus": "bonus", "": None}  # fmt: skip

#: Field -> statistic.
POINTS = {"percentile10": "p10", "percentile25": "p25", "median": "p50", "percentile75": "p75",
          "percentile90": "p90", "minValue": "low", "maxValue": "high"}  # fmt: skip

PERIODS = {"YEAR": "USD/year", "P1Y": "USD/year", "HOUR": "USD/hour", "PT1H": "USD/hour"}


def why_not(document: Document) -> str:
    """Return why a document states no pay of schema.org, or nothing when it does."""
    if document.kind not in {"html", "json"}:
        return f"a {document.kind} file; schema.org stands in pages and JSON"
    if "estimatedSalary" not in document.text:
        return "the word estimatedSalary is not in it"
    if _has_own_data(document):
        return "holds its publisher's own data, which is read instead"
    return "" if _occupations(document) else "no Occupation with an estimatedSalary"


def read_document(document: Document, asked: Asked) -> pd.DataFrame:
    """Return the pay of every occupation of a page, each amount once."""
    rows = [row for where, found in _occupations(document)
            for row in _figures(found, f"{document.name}: {where}", where, document)]  # fmt: skip
    if not rows:
        raise SourceError(f"{document.name}: an estimatedSalary without amounts")
    figures = pd.DataFrame(rows).assign(
        file=document.name, sha256=document.sha256, status="normal", bound="=", measure="wage",
        source="salary page", period=asked.period,
    )  # fmt: skip
    said = [name for name in figures if name not in {"locator", "printed"}]
    figures = figures[~figures.duplicated(said)]
    return tidy(figures, ordinary=ORDINARY) if asked.soc is None else empty()


def _has_own_data(document: Document) -> bool:
    """Say whether a reader of its publisher takes the document."""
    if re.search(OWN_DATA, document.text):
        return True
    data = next_data(document, "pageData")
    held = first_key(data, "props", "pageProps", "pageData")
    return isinstance(held, dict) and "compensation" in held


def _occupations(document: Document) -> Any:
    """Yield every object that states pay, with its place: in JSON-LD, else in a page's own data."""
    found = []
    if document.kind == "html":
        scripts = json_ld(document, "estimatedSalary")
        found = [pair for where, said in scripts for pair in _within(said, where)]
    where = "" if document.kind == "json" else "__NEXT_DATA__"
    return found or list(_within(next_data(document, "estimatedSalary"), where))


def _within(found: object, where: str, depth: int = 0) -> Any:
    if depth > 20:
        return
    if isinstance(found, list):
        for number, item in enumerate(found):
            yield from _within(item, f"{where}[{number}]", depth + 1)
    elif isinstance(found, dict):
        if _types(found) & TYPES and found.get("estimatedSalary"):
            yield where, found
            return
        for key, item in found.items():
            yield from _within(item, f"{where}.{key}", depth + 1)


def _types(found: dict[str, Any]) -> set[str]:
    """Return the types of an object: one or a list, as a word or as an address of schema.org."""
    said = found.get("@type")
    return {str(name).strip().rsplit("/", 1)[-1] for name in (said if isinstance(said, list)
            else [said])}  # fmt: skip


def _figures(found: dict[str, Any], place: str, where: str, document: Document) -> Any:
    reviewed = str(first_key(found, "mainEntityOfPage", "lastReviewed") or "")[:7]
    title = found.get("name") or first_key(found, "occupationalCategory")
    if not isinstance(title, str) or not title.strip():
        raise SourceError(f"{place} has no name; expected a job title")
    common = {
        "publisher": _publisher(found, document), "occupation": _unescaped(title),
        "area": _area(found, place), "sample_size": _sample(found, place),
        "release": reviewed if re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", reviewed) else None,
    }  # fmt: skip
    salaries = found["estimatedSalary"]
    for number, salary in enumerate(salaries if isinstance(salaries, list) else [salaries]):
        at = f"{where}.estimatedSalary[{number}]"
        yield from (common | row for row in _amounts(salary, f"{document.name}: {at}", at))


def _amounts(salary: Any, place: str, at: str) -> Any:
    if not isinstance(salary, dict):
        raise SourceError(f"{place} is {str(salary)[:40]!r}; expected a MonetaryAmountDistribution")
    inside = salary.get("value")
    held = salary | (inside if isinstance(inside, dict) else {})
    currency = held.get("currency")
    if currency != "USD":
        raise SourceError(f"{place} is in currency {currency!r}; expected USD")
    per = str(held.get("unitText") or held.get("duration") or "")
    if per.upper() not in PERIODS:
        raise SourceError(f"{place} is paid per {per!r}; expected one of {', '.join(PERIODS)}")
    name = str(salary.get("name") or "").strip().lower()
    if name not in BASES:
        raise SourceError(
            f"{place} names its pay {name!r}; expected {', '.join(filter(None, BASES))}"
        )
    if any(held.get(field) is not None and not isinstance(held[field], dict)
           for field in ("value", "price")):  # fmt: skip
        raise SourceError(
            f"{place} is one value without saying which; expected {', '.join(POINTS)}"
        )
    rows = [
        {"statistic": POINTS[field], "unit": PERIODS[per.upper()], "pay_basis": BASES[name],
         "printed": str(held[field]), "value": amount(held[field], f"{place}.{field}", low=0.01),
         "locator": f"{at}{'' if field in salary else '.value'}.{field}"}
        for field in POINTS if held.get(field) is not None
    ]  # fmt: skip
    _refuse_disorder(rows, place)
    return rows


def _refuse_disorder(rows: list[dict[str, Any]], place: str) -> None:
    points = [row for row in rows if row["statistic"].startswith("p")]
    ends = [row for row in rows if not row["statistic"].startswith("p")]
    for lower, upper in [*pairwise(points), *pairwise(ends)]:
        if lower["value"] > upper["value"]:
            raise SourceError(
                f"{place}: {lower['statistic']} is {lower['printed']!r} and {upper['statistic']} "
                f"{upper['printed']!r}; percentiles never descend"
            )


def _publisher(found: dict[str, Any], document: Document) -> str:
    links = [found.get("url"), first_key(found, "mainEntityOfPage", "@id"), found.get("@id")]
    if document.kind == "html":
        links += document.page.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']"
                                     "/@content")  # fmt: skip
        # browsers write into a page where they saved it from
        links += re.findall(r"<!-- saved from url=\(\d+\)(\S+)", document.head)
    for link in links:
        host = _host(link).removeprefix("www.")
        if host:
            return next((p for h, p in PUBLISHERS.items() if f".{host}".endswith(f".{h}")), host)
    raise SourceError(
        f"{document.name}: no address says whose page it is; expected a canonical link"
    )


def _host(link: object) -> str:
    try:
        return (urlsplit(link).hostname or "") if isinstance(link, str) else ""
    except ValueError:
        return ""


def _area(found: dict[str, Any], place: str) -> str:
    """Return the place that pay is about; one in another country is refused."""
    said = found.get("occupationLocation") or []
    names = []
    for location in said if isinstance(said, list) else [said]:
        name = _named(location)
        country = first_key(location, "address", "addressCountry")
        nation = name if _kind(location) == "Country" else _named(country)
        if nation and nation.lower() not in NATION:
            raise SourceError(
                f"{place} is about {nation!r}; expected the United States or a place in it"
            )
        if name and _kind(location) != "Country":
            names.append(name)
    if len(set(names)) > 1:
        raise SourceError(f"{place} is about {' and '.join(names)[:80]}; expected one place")
    return names[0] if names else "US"


def _named(location: object) -> str:
    name = first_key(location, "name") if isinstance(location, dict) else location
    return _unescaped(name) if isinstance(name, str) else ""


def _kind(location: object) -> str:
    return str(first_key(location, "@type") or "").strip().rsplit("/", 1)[-1]


def _sample(found: dict[str, Any], place: str) -> int | None:
    size = found.get("sampleSize")
    return None if size is None else int(amount(size, f"{place}.sampleSize", high=1e9))


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text).strip()
