"""Pay in answers of the salary API, and in the graph that a saved page keeps of them.

A page's Apollo state is flat: objects stand under identifiers and point at each other with
``__ref``. It is walked from its query, so that the place that was asked about reaches every
object; what no query leads to comes last. A locator names the object that holds the field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from hitdata.documents import Document
from hitdata.documents.document import parsed
from hitdata.documents.scripts import next_data
from hitdata.documents.values import amount, first_key
from hitdata.errors import SourceError

__all__ = ["hold_pay", "rows"]

UNITS = {"ANNUAL": "USD/year", "HOURLY": "USD/hour"}

#: Key of a list of percentiles or of a mean -> pay basis.
PAY = {
    "basePayStatistics": "base pay", "totalPayStatistics": "total pay",
    "totalAdditionalPayStatistics": "additional pay", "basePayPercentiles": "base pay",
    "totalPayPercentiles": "total pay", "additionalPayPercentiles": "additional pay",
}  # fmt: skip

#: Keys that only a model's estimate for an occupation has.
MODELLED = {"estimateSourceName", *(key for key in PAY if key.endswith("Percentiles"))}

NATION = {"United States", "US", "USA"}

#: Depth to which an answer is walked; recorded ones reach eight.
DEPTH = 60


class Found(NamedTuple):
    """An object with pay: where it stands, and what the objects around it say of it."""

    where: str
    node: dict[str, Any]
    place: Any
    title: Any


def hold_pay(document: Document) -> bool:
    """Say whether an answer or page holds an object with pay."""
    return next(_walk_all(_root(document)), None) is not None


def rows(document: Document) -> Iterator[dict[str, Any]]:
    """Yield every mean and percentile of every object with pay."""
    root = _root(document)
    for found in _walk_all(root):
        place = f"{document.name}: {found.where}"
        currency = _get(root, found.node, "currency", "code")
        if currency != "USD":
            raise SourceError(f"{place} is in currency {currency!r}; expected USD")
        unit = UNITS.get(str(found.node.get("payPeriod")))
        if unit is None:
            raise SourceError(
                f"{place}.payPeriod is {found.node.get('payPeriod')!r}; expected {', '.join(UNITS)}"
            )
        common = _keys(root, found, place) | {"unit": unit}
        for key in sorted(PAY.keys() & found.node.keys()):
            held = _get(root, found.node, key)
            for row in _amounts(root, held, f"{place}.{key}", f"{found.where}.{key}"):
                yield common | row | {"pay_basis": PAY[key]}


def _root(document: Document) -> Any:
    """Return the object that holds the pay: the answer, or the state of a page."""
    if document.kind == "json":
        state = first_key(document.json, "props", "pageProps", "apolloCache")
        return document.json if state is None else state
    data = next_data(document, "Pay")
    for key in ("apolloCache", "apolloState"):
        if (state := first_key(data, "props", "pageProps", key)) is not None:
            return state
    for script in document.page.xpath("//script[not(@id='__NEXT_DATA__')]"):
        text = script.text or ""
        if match := re.search(r'"?apolloState"?\s*[:=]\s*(?=\{)', text):
            return parsed(_first_object(text[match.end() :]), document.name, where="apolloState")
    return data


def _first_object(text: str) -> str:
    """Return the JSON at the start of a script's text; all of it if that is no JSON."""
    try:
        return text[: json.JSONDecoder().raw_decode(text)[1]]
    except (ValueError, RecursionError):
        return text


def _walk_all(root: Any) -> Iterator[Found]:
    if not (isinstance(root, dict) and "ROOT_QUERY" in root):
        yield from _walk(root, root, Found("", {}, None, None), set(), 0)
        return
    seen: set[str] = set()
    for name in ("ROOT_QUERY", *root):
        if name not in seen:
            seen.add(name)
            yield from _walk(root[name], root, Found(name, {}, None, None), seen, 0)


def _walk(item: Any, root: Any, around: Found, seen: set[str], depth: int) -> Iterator[Found]:
    """Yield every object with pay; each that a reference leads to is entered once."""
    if depth > DEPTH:
        return
    if isinstance(item, list):
        for number, part in enumerate(item):
            inside = around._replace(where=f"{around.where}[{number}]")
            yield from _walk(part, root, inside, seen, depth + 1)
    elif isinstance(item, dict):
        link = item.get("__ref")
        if isinstance(link, str):
            if link not in seen and isinstance(root, dict) and link in root:
                seen.add(link)
                inside = around._replace(where=link)
                yield from _walk(root[link], root, inside, seen, depth + 1)
            return
        around = around._replace(
            place=_get(root, item, "queryLocation") or around.place,
            title=_get(root, item, "lashedJobTitle", "text") or around.title,
        )
        if PAY.keys() & item.keys():
            yield around._replace(node=item)
        for key, part in item.items():
            if key not in PAY:
                where = f"{around.where}.{key}" if around.where else key
                yield from _walk(part, root, around._replace(where=where), seen, depth + 1)


def _get(root: Any, found: Any, *path: str) -> Any:
    """Return what lies under the keys of ``path``, following references on the way."""
    for key in path:
        found = _target(root, first_key(found, key))
    return found


def _target(root: Any, found: Any) -> Any:
    link = first_key(found, "__ref")
    return first_key(root, link) if isinstance(link, str) else found


def _keys(root: Any, found: Found, place: str) -> dict[str, Any]:
    node = found.node
    modelled = bool(MODELLED & node.keys())
    employer = _get(root, node, "employer", "name") or _get(root, node, "employer", "shortName")
    size = node.get("salariesCount", node.get("salaryCount"))
    updated = str(node.get("estimateSourceUpdateTime") or "")[:7]
    title = _get(root, node, "jobTitle", "text") or found.title
    area = _area(found.place, place)
    notes = [f"Glassdoor's confidence: {node['confidence']}" if node.get("confidence") else "",
             "" if found.place else "no place is stated"]  # fmt: skip
    return {
        "source": "modelled pay" if modelled else "reported pay", "area": area,
        "occupation": str(title) if title else None,
        "coverage": f"users who reported pay at {employer}" if employer and not modelled else None,
        "sample_size": None if size is None else int(amount(size, f"{place}: salaries")),
        "release": updated if re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", updated) else None,
        "note": "; ".join(filter(None, notes)) or None,
    }  # fmt: skip


def _area(location: Any, place: str) -> str:
    """Return the place that was asked about; another country is refused."""
    if location is None:
        return "US"
    name, kind = first_key(location, "name"), first_key(location, "type")
    if str(name) in NATION:
        return "US"
    if kind == "COUNTRY" or not isinstance(name, str) or not name.strip():
        raise SourceError(f"{place}: about {name!r}; expected the United States or a place in it")
    return name.strip()


def _amounts(root: Any, found: Any, place: str, where: str) -> Iterator[dict[str, Any]]:
    """Yield the mean and the percentiles of one pay, in either vocabulary."""
    if found is None:
        return
    if first_key(found, "mean") is not None:
        yield _row("mean", found["mean"], f"{place}.mean", f"{where}.mean")
    inside = "" if isinstance(found, list) else ".percentiles"
    points = found if isinstance(found, list) else first_key(found, "percentiles") or []
    ranks: dict[int, dict[str, Any]] = {}
    for number, point in enumerate(points if isinstance(points, list) else []):
        said = _target(root, point)
        name = str(first_key(said, "ident") or first_key(said, "percentile"))
        match = re.fullmatch(r"P_?(10|25|50|75|90)(?:TH)?", name)
        at = f"{inside}[{number}]"
        if not match and name not in {"min", "max"}:
            raise SourceError(f"{place}{at} is of percentile {name!r}; expected P10 to P90")
        if first_key(said, "value") is None:
            continue
        statistic = f"p{match[1]}" if match else {"min": "low", "max": "high"}[name]
        row = _row(statistic, said["value"], f"{place}{at}.value", f"{where}{at}.value")
        if match:
            ranks[int(match[1])] = row
        yield row
    values = [ranks[rank]["value"] for rank in sorted(ranks)]
    if values != sorted(values):
        raise SourceError(f"{place}: percentiles {values}; expected none below a lower one")


def _row(statistic: str, value: Any, place: str, where: str) -> dict[str, Any]:
    return {"statistic": statistic, "printed": str(value), "locator": where,
            "value": amount(value, place, low=0.0, high=1e8)}  # fmt: skip
