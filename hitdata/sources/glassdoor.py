"""Glassdoor: pay reported by users and pay modelled from it, two sources kept apart.

Publisher         Glassdoor
Raw files         an answer of its salary API, saved as JSON; a saved page (its Apollo state, with
                  references); a CSV of job advertisements with their salary strings
Reference period  not stated; ``release`` is the month of the estimate, where it has one
Coverage          users who reported pay for an employer; advertisements; no sample of a population
Units             nominal US dollars per year or hour, as payPeriod says of each row

What users of one employer reported is ``reported pay``; what a model estimates for an occupation
or an advertisement is ``modelled pay``; what employers advertise is ``advertised pay``. Ends of a
range are low and high, never percentiles.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from hitdata.documents import Document
from hitdata.documents.asked import Asked
from hitdata.documents.document import parsed
from hitdata.documents.values import amount, first_key
from hitdata.errors import SourceError
from hitdata.observations import empty, tidy

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
}

#: Values that a figure_id leaves out.
ORDINARY: dict[str, list[str]] = {}

UNITS = {"ANNUAL": "USD/year", "HOURLY": "USD/hour"}

#: Key of a list of percentiles or of a mean -> pay basis.
PAY = {
    "basePayStatistics": "base pay", "totalPayStatistics": "total pay",
    "totalAdditionalPayStatistics": "bonus", "basePayPercentiles": "base pay",
    "totalPayPercentiles": "total pay", "additionalPayPercentiles": "bonus",
}  # fmt: skip

#: The six shapes of a listing's salary, and what stands where there is none.
LISTING = re.compile(
    r"(?P<given>Employer Provided Salary:)?\s*\$(?P<low>[\d.,]+)(?P<lk>K)?\s*-\s*"
    r"\$(?P<high>[\d.,]+)(?P<hk>K)?(?P<hour> Per Hour)?\s*"
    r"(?:\((?P<who>Glassdoor|Employer) est\.\))?", re.IGNORECASE,
)  # fmt: skip
NO_PAY = {"-1", ""}

COLUMNS = {"title": "job title", "pay": "salary estimate"}


def why_not(document: Document) -> str:
    """Return why a document holds no pay of Glassdoor, or nothing when it does."""
    if document.kind == "text":
        first = document.head.lstrip("\ufeff").split("\n", 1)[0].lower()
        found = all(name in first for name in COLUMNS.values())
        return "" if found else "no columns Job Title and Salary Estimate"
    if document.kind not in {"html", "json"}:
        return f"a {document.kind} file; Glassdoor's answers are JSON, pages or CSV of listings"
    if not re.search(r"PayStatistics|PayPercentiles", document.text):
        return "no key such as basePayStatistics or totalPayPercentiles"
    return "" if list(_nodes(_root(document))) else "no object with pay statistics"


def read_document(document: Document, asked: Asked) -> pd.DataFrame:
    """Return reported, modelled and advertised pay, each with its own source."""
    rows = list(_listings(document) if document.kind == "text" else _answers(document))
    if not rows:
        raise SourceError(f"{document.name}: no pay in it; expected amounts")
    figures = pd.DataFrame(rows).assign(
        publisher="Glassdoor", measure="wage", status="normal", bound="=", period=asked.period,
        file=document.name, sha256=document.sha256,
    )  # fmt: skip
    return tidy(figures, ordinary=ORDINARY) if asked.soc is None else empty()


def _root(document: Document) -> Any:
    """Return the object that holds the pay: the answer, or the state of a page."""
    if document.kind == "json":
        return document.json
    for script in document.page.xpath("//script"):
        text = script.text or ""
        if script.get("id") == "__NEXT_DATA__":
            found = parsed(text, document.name, where="__NEXT_DATA__")
            state = first_key(found, "props", "pageProps", "apolloCache")
            if state is not None:
                return state
        if match := re.search(r'"?apolloState"?\s*[:=]\s*(\{.*\})\s*;', text, re.DOTALL):
            return parsed(match[1], document.name, where="apolloState")
    return None


def _nodes(found: Any, where: str = "", depth: int = 0) -> Any:
    """Yield every object with pay, and its place."""
    if depth > 30:
        return
    if isinstance(found, list):
        for number, item in enumerate(found):
            yield from _nodes(item, f"{where}[{number}]", depth + 1)
    elif isinstance(found, dict):
        if PAY.keys() & found.keys():
            yield where.lstrip("."), found
        for key, item in found.items():
            if key not in PAY:
                yield from _nodes(item, f"{where}.{key}", depth + 1)


def _resolved(node: Any, root: Any, depth: int = 0) -> Any:
    """Return an object with its references followed, as far as they lead."""
    if depth > 12:
        return None
    if isinstance(node, dict):
        link = node.get("__ref")
        if isinstance(link, str):
            return _resolved(first_key(root, link), root, depth + 1)
        return {key: _resolved(item, root, depth + 1) for key, item in node.items()}
    return [_resolved(item, root, depth + 1) for item in node] if isinstance(node, list) else node


def _answers(document: Document) -> Any:
    root = _root(document)
    area = _area(root, document.name)
    for where, node in _nodes(root):
        found, place = _resolved(node, root), f"{document.name}: {where}"
        currency = first_key(found, "currency", "code")
        if currency != "USD" and "currency" in found:
            raise SourceError(f"{place} is in currency {currency!r}; expected USD")
        unit = UNITS.get(str(found.get("payPeriod")))
        if unit is None:
            raise SourceError(
                f"{place}.payPeriod is {found.get('payPeriod')!r}; expected {', '.join(UNITS)}"
            )
        common = _keys(found, place) | {"unit": unit, "area": area}
        for key in sorted(PAY.keys() & found.keys()):
            for row in _amounts(found[key], f"{place}.{key}", f"{where}.{key}"):
                yield common | row | {"pay_basis": PAY[key]}


def _keys(found: dict[str, Any], place: str) -> dict[str, Any]:
    modelled = "estimateSourceName" in found or "basePayPercentiles" in found
    employer = first_key(found, "employer", "name")
    size = found.get("salariesCount", found.get("salaryCount"))
    updated = str(found.get("estimateSourceUpdateTime") or "")[:7]
    title, confidence = first_key(found, "jobTitle", "text"), found.get("confidence")
    return {
        "source": "modelled pay" if modelled else "reported pay",
        "occupation": str(title) if title else None,
        "coverage": f"users who reported pay at {employer}" if employer and not modelled else None,
        "sample_size": None if size is None else int(amount(size, f"{place}: salaries")),
        "release": updated if re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", updated) else None,
        "note": f"Glassdoor's confidence: {confidence}" if confidence else None,
    }  # fmt: skip


def _amounts(found: Any, place: str, where: str) -> Any:
    """Yield the mean and the percentiles of one pay, in either vocabulary."""
    if found is None:
        return
    if isinstance(found, dict) and found.get("mean"):
        yield _row("mean", found["mean"], f"{place}.mean", f"{where}.mean")
    points = found if isinstance(found, list) else first_key(found, "percentiles") or []
    last: tuple[int, float] = (0, 0.0)
    for number, point in enumerate(points if isinstance(points, list) else []):
        name = str(first_key(point, "ident") or first_key(point, "percentile"))
        match = re.fullmatch(r"P_?(10|25|50|75|90)(?:TH)?", name)
        at = f"[{number}].value"
        if not match and name not in {"min", "max"}:
            raise SourceError(f"{place}[{number}] is of percentile {name!r}; expected P10 to P90")
        statistic = f"p{match[1]}" if match else {"min": "low", "max": "high"}[name]
        row = _row(statistic, first_key(point, "value"), f"{place}{at}", f"{where}{at}")
        if match and int(match[1]) > last[0] and row["value"] < last[1]:
            raise SourceError(f"{place}{at} is {row['printed']}, below a lower percentile")
        last = (int(match[1]), row["value"]) if match else last
        yield row


def _row(statistic: str, value: Any, place: str, where: str) -> dict[str, Any]:
    return {"statistic": statistic, "printed": str(value), "locator": where,
            "value": amount(value, place, low=0.0, high=1e8)}  # fmt: skip


def _area(root: Any, file: str) -> str:
    """Return the place that was asked about."""
    for path in (("data", "aggregateSalaryResponse", "queryLocation"), ("queryLocation",)):
        place = first_key(root, *path)
        if isinstance(place, dict):
            name, kind = str(place.get("name")), place.get("type")
            if kind == "COUNTRY" and name not in {"United States", "US"}:
                raise SourceError(f"{file}: about {name!r}; expected the United States")
            return "US" if kind == "COUNTRY" else name
    return "US"


def _listings(document: Document) -> Any:
    """Yield both ends of every advertisement's salary string."""
    sheet = document.sheets[0]
    names = [text.strip().lower() for text in sheet.cells.iloc[0]]
    sheet.refuse_cut_lines(sheet.cells.index[1:], sheet.cells.index[0], document.name)
    if lacking := [name for name in COLUMNS.values() if name not in names]:
        raise SourceError(f"{document.name}: no column {lacking[0]!r}; found {names[:12]}")
    at = {kind: sheet.cells.columns[names.index(name)] for kind, name in COLUMNS.items()}
    for line, title, text in zip(
        sheet.cells.index[1:], sheet.cells[at["title"]][1:], sheet.cells[at["pay"]][1:], strict=True
    ):
        if text.strip() not in NO_PAY:
            yield from _ends(text.strip(), title.strip(), line, at["pay"], document.name)


def _ends(text: str, title: str, line: int, letter: str, file: str) -> Any:
    match = LISTING.fullmatch(text)
    if not match:
        raise SourceError(
            f"{file}: line {line} prints the salary {text!r}; expected one such as "
            "$53K-$91K (Glassdoor est.), in dollars"
        )
    thousands = {"low": match["lk"] or match["hk"], "high": match["hk"]}
    ends = {name: amount(match[name].replace(",", ""), f"{file}: line {line}", low=0.01)
            * (1000 if thousands[name] else 1) for name in ("low", "high")}  # fmt: skip
    if ends["low"] > ends["high"] or ends["high"] > 1e8:
        raise SourceError(f"{file}: line {line} prints {text!r}; expected a range that ascends")
    employer = match["given"] or str(match["who"]).lower() == "employer"
    for name, value in ends.items():
        yield {
            "source": "advertised pay" if employer else "modelled pay", "occupation": title,
            "statistic": name, "value": value, "printed": text, "area": "US",
            "unit": "USD/hour" if match["hour"] else "USD/year", "quoted_by": file,
            "locator": f"line {line} column {letter}",
            "note": "one advertisement; its place is not read",
        }  # fmt: skip
