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

A page's Apollo state is flat: objects stand under identifiers and point at each other with
``__ref``. It is walked from its query, so that the place that was asked about reaches every
object; what no query leads to comes last. A locator names the object that holds the field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from hitdata.areas import NATION, nation_of
from hitdata.errors import SourceError
from hitdata.files import File, report
from hitdata.files.structured import (
    amount,
    count_of,
    first_key,
    month_of,
    next_data,
    parsed,
    refuse_descending,
    stated,
)
from hitdata.sources import Options, Source

__all__ = ["SOURCE"]

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

#: payPeriod -> unit.
UNITS = {"ANNUAL": "USD/year", "HOURLY": "USD/hour"}

#: Key of a list of percentiles or of a mean -> pay basis.
PAY = {
    "basePayStatistics": "base pay", "totalPayStatistics": "total pay",
    "totalAdditionalPayStatistics": "additional pay", "basePayPercentiles": "base pay",
    "totalPayPercentiles": "total pay", "additionalPayPercentiles": "additional pay",
}  # fmt: skip

#: Ends of a range among percentiles.
ENDS = {"min": "low", "max": "high"}

#: Keys that only a model's estimate for an occupation has.
MODELLED = {"estimateSourceName", *(key for key in PAY if key.endswith("Percentiles"))}

#: Depth to which an answer is walked; recorded ones reach eight.
DEPTH = 60

#: Salary strings of advertisements: a model's range per year or per hour, and an employer's in
#: either of two wordings.
SHAPE = re.compile(
    r"(?P<given>Employer Provided Salary:)?\s*\$(?P<low>[\d.,]+)(?P<lk>K)?\s*(?:[-–—]\s*"
    r"\$(?P<high>[\d.,]+)(?P<hk>K)?)?(?P<hour> Per Hour)?\s*"
    r"(?:\((?P<who>Glassdoor|Employer) est\.\))?", re.IGNORECASE,
)  # fmt: skip

#: What stands where there is no salary.
NONE = {"-1", ""}

#: Unit -> what a full wage of it can be; others lack their K, or their hour.
POSSIBLE = {"USD/hour": (1.0, 1000.0), "USD/year": (1000.0, 1e8)}

#: Headings of a list of advertisements.
TITLE, PAY_TEXT = "job title", "salary estimate"

#: Columns that say where a job is.
PLACES = {"location", "job location", "country"}

#: What says of a job that it is nowhere.
NOWHERE = r"(?i)|-1|nan|(fully )?remote"


class Found(NamedTuple):
    """An object with pay: where it stands, and what the objects around it say of it."""

    where: str
    node: dict[str, Any]
    place: Any
    title: Any


def _lacks(file: File) -> str:
    if file.kind == "text":
        found = {TITLE, PAY_TEXT} <= {text.lower() for text in file.first_line}
        return "" if found else "no columns Job Title and Salary Estimate"
    if not re.search(r"PayStatistics|PayPercentiles", file.text):
        return "no key such as basePayStatistics or totalPayPercentiles"
    return "" if any(_walk_all(_root(file))) else "no object with pay statistics"


def _figures(file: File, options: Options) -> pd.DataFrame:
    """Return reported, modelled and advertised pay, each with its own source."""
    rows = pd.DataFrame(list(_listings(file) if file.kind == "text" else _answers(file)))
    if rows.empty:
        raise SourceError(f"{file.name}: no pay in it; expected amounts")
    # additional pay may be nothing; base or total pay of nothing says that there is none
    none = rows["value"].eq(0) & ~rows.get("pay_basis", pd.Series()).eq("additional pay")
    if none.any():
        first = rows.loc[none.idxmax(), "locator"]
        report(f"{file.name}: left out, {none.sum()} amounts of 0, the first at {first}")
    return rows[~none].assign(
        publisher="Glassdoor", measure="wage", status="normal", bound="=", period=options.period
    )


def _answers(file: File) -> Iterator[dict[str, Any]]:
    """Yield every mean and percentile of every object with pay."""
    root = _root(file)
    for found in _walk_all(root):
        place = f"{file.name}: {found.where}"
        currency = _get(root, found.node, "currency", "code")
        if currency != "USD":
            raise SourceError(f"{place} is in currency {currency!r}; expected USD")
        per = found.node.get("payPeriod")
        if str(per) not in UNITS:
            raise SourceError(f"{place}.payPeriod is {per!r}; expected {', '.join(UNITS)}")
        common = _keys(root, found, place) | {"unit": UNITS[str(per)]}
        for key in sorted(PAY.keys() & found.node.keys()):
            held, where = _get(root, found.node, key), f"{found.where}.{key}"
            for row in _amounts(root, held, file.name, where):
                yield common | row | {"pay_basis": PAY[key]}


def _root(file: File) -> Any:
    """Return the object that holds the pay: the answer, or the state of a page."""
    data = next_data(file, word="Pay")
    for key in ("apolloCache", "apolloState"):
        if (state := first_key(data, "props", "pageProps", key)) is not None:
            return state
    others = "//script[not(@id='__NEXT_DATA__')]"
    for script in file.page.xpath(others) if file.kind == "html" else []:
        text = script.text or ""
        if match := re.search(r'"?apolloState"?\s*[:=]\s*(?=\{)', text):
            return parsed(_first_object(text[match.end() :]), file.name, where="apolloState")
    return data


def _first_object(text: str) -> str:
    """Return the JSON at the start of a script's text; all of it if that is not JSON."""
    try:
        return text[: json.JSONDecoder().raw_decode(text)[1]]
    except (ValueError, RecursionError):
        return text


def _walk_all(root: Any) -> Iterator[Found]:
    graph = root if isinstance(root, dict) and "ROOT_QUERY" in root else None
    seen: set[str] = set()
    for name in ("ROOT_QUERY", *graph) if graph else ("",):
        if name not in seen:
            seen.add(name)
            inside = root[name] if graph else root
            yield from _walk(inside, root, Found(name, {}, None, None), seen, 0)


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
    title = _get(root, node, "jobTitle", "text") or found.title
    size = node.get("salariesCount", node.get("salaryCount"))
    notes = [f"Glassdoor's confidence: {node['confidence']}" if node.get("confidence") else "",
             "" if found.place else "no place is stated"]  # fmt: skip
    return {
        "source": "modelled pay" if modelled else "reported pay",
        "area": _area(found.place, place), "occupation": str(title) if title else None,
        "coverage": f"users who reported pay at {employer}" if employer and not modelled else None,
        "sample_size": count_of(size, f"{place}: salaries"),
        "release": month_of(node.get("estimateSourceUpdateTime")),
        "note": "; ".join(filter(None, notes)) or None,
    }  # fmt: skip


def _area(location: Any, place: str) -> str:
    """Return the place that was asked about; another country is refused."""
    if location is None:
        return "US"
    name = first_key(location, "name")
    if str(name).lower() in NATION:
        return "US"
    country = first_key(location, "type") == "COUNTRY" or nation_of(str(name)) == "abroad"
    if country or not isinstance(name, str) or not name.strip():
        raise SourceError(f"{place}: about {name!r}; expected the United States or a place in it")
    return name.strip()


def _amounts(root: Any, found: Any, file: str, where: str) -> list[dict[str, Any]]:
    """Return the mean and the percentiles of one pay, in either vocabulary."""
    rows = []
    if first_key(found, "mean") is not None:
        rows.append({"statistic": "mean"} | stated(found["mean"], file, f"{where}.mean", high=1e8))
    points = found if isinstance(found, list) else first_key(found, "percentiles")
    for number, point in enumerate(points if isinstance(points, list) else []):
        at = f"{where}{'' if isinstance(found, list) else '.percentiles'}[{number}]"
        said = _target(root, point)
        name = str(first_key(said, "ident") or first_key(said, "percentile"))
        match = re.fullmatch(r"P_?(10|25|50|75|90)(?:TH)?", name)
        if not match and name not in ENDS:
            raise SourceError(f"{file}: {at} is of percentile {name!r}; expected P10 to P90")
        if (value := first_key(said, "value")) is not None:
            statistic = f"p{match[1]}" if match else ENDS[name]
            rows.append({"statistic": statistic} | stated(value, file, f"{at}.value", high=1e8))
    refuse_descending(rows, f"{file}: {where}")
    return rows


def _listings(file: File) -> list[dict[str, Any]]:
    """Return both ends of every advertisement's salary string."""
    sheet = file.sheets[0]
    table = sheet.below(file.name)
    names = [text.strip().lower() for text in table]
    if lacking := [name for name in (TITLE, PAY_TEXT) if name not in names]:
        raise SourceError(f"{file.name}: no column {lacking[0]!r}; found {names[:12]}")
    title, pay = (names.index(name) for name in (TITLE, PAY_TEXT))
    places = [number for number, name in enumerate(names) if name in PLACES]
    bad: dict[str, list[str]] = {"place not known to be in the US": [],
                                 "salary not understood": []}  # fmt: skip
    abroad, strange = bad.values()
    read = []
    for line, cells in zip(table.index, table.to_numpy(), strict=True):
        where = f"{file.name}: line {line}"
        said = [cells[number].strip() for number in places]
        if cells[pay].strip() in NONE:
            continue
        if foreign := [t for t in said if not re.fullmatch(NOWHERE, t) and nation_of(t) != "US"]:
            abroad.append(f"{where} is about {foreign[0]!r}; expected a place in the US, or none")
            continue
        try:
            ends = list(_ends(cells[pay].strip(), where))
        except SourceError as error:
            strange.append(str(error))
            continue
        read += [end | {
            "occupation": cells[title].strip(), "area": "US", "quoted_by": file.name,
            "locator": f"line {line} column {sheet.cells.columns[pay]}",
            "note": "one advertisement; its place is not read",
        } for end in ends]  # fmt: skip
    for what, found in bad.items():
        if found and not read:
            raise SourceError(found[0])
        if found:
            many = f"{len(found)} of {len(table)} advertisements"
            report(f"{file.name}: {many} left out, {what}; the first: {found[0]}")
    return read


def _ends(text: str, where: str) -> Iterator[dict[str, Any]]:
    match = SHAPE.fullmatch(text)
    if not match:
        raise SourceError(
            f"{where} prints the salary {text!r}; expected one such as "
            "$53K-$91K (Glassdoor est.), in dollars"
        )
    if bool(match["given"]) == bool(match["who"]):
        raise SourceError(
            f"{where} prints the salary {text!r}; expected to read once whose it is: Glassdoor "
            "est., Employer est. or Employer Provided Salary"
        )
    # a single amount is both ends
    last = ("high", "hk") if match["high"] else ("low", "lk")
    texts = {"low": (match["low"], match["lk"] or match["hk"]), "high": [match[n] for n in last]}
    unit = "USD/hour" if match["hour"] else "USD/year"
    least, most = POSSIBLE[unit]
    ends = {name: amount(text.replace(",", ""), where, low=0.01) * (1000 if thousand else 1)
            for name, (text, thousand) in texts.items()}  # fmt: skip
    if not least <= ends["low"] <= ends["high"] <= most:
        raise SourceError(
            f"{where} prints {text!r}; expected a range that ascends, of {least:,.0f} to "
            f"{most:,.0f} {unit}"
        )
    employer = match["given"] or str(match["who"]).lower() == "employer"
    for name, value in ends.items():
        yield {"source": "advertised pay" if employer else "modelled pay",
               "statistic": name, "value": value, "printed": text, "unit": unit}  # fmt: skip


SOURCE = Source(
    kinds=("html", "json", "text"), lacks=_lacks, figures=_figures, codes=CODES,
    comes="Glassdoor's answers are JSON, pages or CSV of listings",
    example="a salary API answer (.json), a salary page saved from a browser, or a CSV of listings",
)  # fmt: skip
