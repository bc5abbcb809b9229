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
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from hitdata.areas import NATION, nation_of
from hitdata.errors import SourceError
from hitdata.files import File
from hitdata.files.structured import (
    count_of,
    first_key,
    json_ld,
    month_of,
    next_data,
    refuse_descending,
    stated,
)
from hitdata.sources import Options, Source

__all__ = ["SOURCE"]

#: Values of the growing code lists that this product brings.
CODES = {
    "publisher": {"Salary.com": "Salary.com, a publisher of market pay"},
    "pay_basis": {
        "base pay": "pay without bonus and other extras, as the publisher defines it",
        "bonus": "bonus alone",
    },
}

#: Host -> publisher.
PUBLISHERS = {"salary.com": "Salary.com", "payscale.com": "Payscale", "glassdoor.com": "Glassdoor"}

#: Types of objects that state pay.
TYPES = {"Occupation", "OccupationAggregation", "OccupationAggregationByEmployer"}

#: What pages of publishers with a reader of their own hold.
OWN_DATA = r"PayStatistics|PayPercentiles"

#: Name of a distribution -> pay basis.
BASES = {"base": "base pay", "total": "total pay", "total compensation": "total pay",
         "bonus": "bonus", "": None}  # fmt: skip

#: Field -> statistic.
POINTS = {"percentile10": "p10", "percentile25": "p25", "median": "p50", "percentile75": "p75",
          "percentile90": "p90", "minValue": "low", "maxValue": "high"}  # fmt: skip

#: unitText or duration -> unit.
PERIODS = {"YEAR": "USD/year", "P1Y": "USD/year", "HOUR": "USD/hour", "PT1H": "USD/hour"}


def _lacks(file: File) -> str:
    if "estimatedSalary" not in file.text:
        return "the word estimatedSalary is not in it"
    # a page of Payscale is known by this, one of Glassdoor by its words
    own = first_key(next_data(file, word="pageData"), "props", "pageProps", "pageData")
    if re.search(OWN_DATA, file.text) or (isinstance(own, dict) and "compensation" in own):
        return "holds its publisher's own data, which is read instead"
    return "" if _occupations(file) else "no Occupation with an estimatedSalary"


def _figures(file: File, options: Options) -> pd.DataFrame:
    """Return the pay of every occupation of a page, each amount once."""
    rows = [row for where, found in _occupations(file) for row in _pay(found, where, file)]
    if not rows:
        raise SourceError(f"{file.name}: an estimatedSalary without amounts")
    figures = pd.DataFrame(rows).assign(
        status="normal", bound="=", measure="wage", source="salary page", period=options.period
    )
    said = [name for name in figures if name not in {"locator", "printed"}]
    return figures[~figures.duplicated(said)]


def _occupations(file: File) -> list[tuple[str, dict[str, Any]]]:
    """Return every object that states pay, with its place: in JSON-LD, else in the page's data."""
    found = []
    if file.kind == "html":
        scripts = json_ld(file, "estimatedSalary")
        found = [pair for where, said in scripts for pair in _within(said, where)]
    where = "" if file.kind == "json" else "__NEXT_DATA__"
    return found or list(_within(next_data(file, word="estimatedSalary"), where))


def _within(found: Any, where: str, depth: int = 0) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(found, dict) and _types(found) & TYPES and found.get("estimatedSalary"):
        yield where, found
    elif depth < 20 and isinstance(found, dict | list):
        inside = found.items() if isinstance(found, dict) else enumerate(found)
        for key, item in inside:
            at = f"{where}.{key}" if isinstance(found, dict) else f"{where}[{key}]"
            yield from _within(item, at, depth + 1)


def _types(found: object) -> set[str]:
    """Return the types of an object: one or a list, as a word or as an address of schema.org."""
    said = first_key(found, "@type")
    return {str(name).strip().rsplit("/", 1)[-1]
            for name in (said if isinstance(said, list) else [said])}  # fmt: skip


def _pay(found: dict[str, Any], where: str, file: File) -> Iterator[dict[str, Any]]:
    place = f"{file.name}: {where}"
    title = found.get("name") or first_key(found, "occupationalCategory")
    if not isinstance(title, str) or not title.strip():
        raise SourceError(f"{place} has no name; expected a job title")
    common = {
        "publisher": _publisher(found, file), "occupation": unescape(title).strip(),
        "area": _area(found, place),
        "sample_size": count_of(found.get("sampleSize"), f"{place}.sampleSize"),
        "release": month_of(first_key(found, "mainEntityOfPage", "lastReviewed")),
    }  # fmt: skip
    salaries = found["estimatedSalary"]
    for number, salary in enumerate(salaries if isinstance(salaries, list) else [salaries]):
        rows = _amounts(salary, file.name, f"{where}.estimatedSalary[{number}]")
        yield from (common | row for row in rows)


def _amounts(salary: Any, file: str, at: str) -> list[dict[str, Any]]:
    place = f"{file}: {at}"
    if not isinstance(salary, dict):
        raise SourceError(f"{place} is {str(salary)[:40]!r}; expected a MonetaryAmountDistribution")
    inside = salary.get("value")
    held = salary | (inside if isinstance(inside, dict) else {})
    if held.get("currency") != "USD":
        raise SourceError(f"{place} is in currency {held.get('currency')!r}; expected USD")
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
        {"statistic": POINTS[field], "unit": PERIODS[per.upper()], "pay_basis": BASES[name]}
        | stated(held[field], file, f"{at}{'' if field in salary else '.value'}.{field}", low=0.01)
        for field in POINTS if held.get(field) is not None
    ]  # fmt: skip
    refuse_descending(rows, place)
    return rows


def _publisher(found: dict[str, Any], file: File) -> str:
    links = [found.get("url"), first_key(found, "mainEntityOfPage", "@id"), found.get("@id")]
    if file.kind == "html":
        links += file.page.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']"
                                 "/@content")  # fmt: skip
        # browsers write into a page where they saved it from
        links += re.findall(r"<!-- saved from url=\(\d+\)(\S+)", file.head)
    for host in filter(None, map(_host, links)):
        return next((p for h, p in PUBLISHERS.items() if f".{host}".endswith(f".{h}")), host)
    raise SourceError(f"{file.name}: no address says whose page it is; expected a canonical link")


def _host(link: object) -> str:
    try:
        return (urlsplit(str(link or "")).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _area(found: dict[str, Any], place: str) -> str:
    """Return the place that pay is about; one in another country is refused."""
    said = found.get("occupationLocation") or []
    names: list[str] = []
    for location in said if isinstance(said, list) else [said]:
        name, country = _named(location), _named(first_key(location, "address", "addressCountry"))
        if "Country" in _types(location):
            name, country = "", name
        foreign = nation_of(name) == "abroad"
        if foreign or (country and country.lower() not in NATION):
            raise SourceError(
                f"{place} is about {name if foreign else country!r}; expected the United States "
                "or a place in it"
            )
        if name and name not in names:
            names.append(name)
    if len(names) > 1:
        raise SourceError(f"{place} is about {' and '.join(names)[:80]}; expected one place")
    return names[0] if names else "US"


def _named(location: object) -> str:
    name = first_key(location, "name") if isinstance(location, dict) else location
    return unescape(name).strip() if isinstance(name, str) else ""


SOURCE = Source(
    kinds=("html", "json"), comes="schema.org stands in pages and JSON", lacks=_lacks,
    figures=_figures, codes=CODES,
    example="a job's salary page of Salary.com, saved from a browser",
)  # fmt: skip
