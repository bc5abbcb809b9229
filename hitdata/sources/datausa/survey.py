"""Wages and workforce of Data USA: means, counts and margins from microdata of the ACS."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from hitdata.documents.asked import Asked
from hitdata.documents.values import amount
from hitdata.errors import SourceError
from hitdata.sources.datausa.answers import About, Record
from hitdata.sources.datausa.keys import area_of, occupation_of, said, year_of

__all__ = ["MEASURES", "rows"]

#: Column -> (measure, statistic, error of, unit, coverage where the column says it).
MEASURES = {
    "average wage": ("wage", "mean", None, "USD/year", None),
    "avg wage": ("wage", "mean", None, "USD/year", None),
    "average wage appx moe": ("wage", "moe90", "mean", "USD/year", None),
    "avg wage moe": ("wage", "moe90", "mean", "USD/year", None),
    "avg wage ft": ("wage", "mean", None, "USD/year", "full-time workforce"),
    "avg wage pt": ("wage", "mean", None, "USD/year", "part-time workforce"),
    "total population": ("employment", "total", None, "persons", None),
    "num ppl": ("employment", "total", None, "persons", None),
    "num ppl ft": ("employment", "total", None, "persons", "full-time workforce"),
    "num ppl pt": ("employment", "total", None, "persons", "part-time workforce"),
    "total population moe appx": ("employment", "moe90", "total", "persons", None),
    "num ppl moe": ("employment", "moe90", "total", "persons", None),
}

STATUS = {"true": "workforce", "1": "workforce", "false": "not in the workforce",
          "0": "not in the workforce"}  # fmt: skip

TIME = {"1": "full-time workforce", "full-time": "full-time workforce",
        "2": "part-time workforce", "part-time": "part-time workforce"}  # fmt: skip


def rows(records: Iterable[Record], about: About, asked: Asked) -> Iterator[dict[str, Any]]:
    """Yield every wage, count and margin."""
    for record in records:
        held = {
            column: value for column, value in record.held.items()
            if column in MEASURES and value is not None and str(value).strip()
        }  # fmt: skip
        if not held:
            continue
        # one of its older tables has OEWS under the same heading
        if re.search(r"Labor Statistics|Occupational Employment", about.source):
            raise SourceError(
                f"{record.place} restates {about.source[:80]!r} under a heading of the ACS; "
                "expected the ACS: read the file of BLS itself"
            )
        common = _common(record, about, asked)
        for column, value in held.items():
            yield common | _figure(column, value, record)


def _common(record: Record, about: About, asked: Asked) -> dict[str, Any]:
    year = year_of(record)
    area, note = area_of(record)
    notes = [note]
    period = year or asked.period
    if year and about.years == 5:
        period = f"{int(year) - 4}/{year}"
    elif year and about.years is None:
        notes.append("whether of one year or the five that end with it, the answer does not say")
    sample = said(record, "record count")
    sample = said(record, "num records") if sample is None else sample
    keys = occupation_of(record)
    system = (
        "SOC 2018" if (year or "") >= "2018" else "SOC 2010" if (year or "") >= "2010" else None
    )
    return keys | {
        "soc_system": system if keys["soc"] else None, "area": area, "release": year,
        "period": period, "note": "; ".join(filter(None, notes)), "origin": "Census ACS",
        "origin_why": "Data USA's wages and counts are aggregates of ACS microdata",
        "sample_size": None if sample is None
        else int(amount(sample, f"{record.place}.record count")),
    }  # fmt: skip


def _coverage(record: Record, column: str) -> str:
    """Return who is counted, as far as the answer says it."""
    status, time = said(record, "workforce status"), said(record, "employment time status")
    for value, known in ((status, STATUS), (time, TIME)):
        if value is not None and str(value).lower() not in known:
            raise SourceError(
                f"{record.place} is of workforce or time status {value!r}; expected "
                f"{', '.join(known)}"
            )
    # the older tables, whose columns are named so, hold the workforce only
    unsaid = "workforce" if re.match(r"avg|num", column) else "workforce not stated"
    held = STATUS.get(str(status).lower(), unsaid)
    return TIME[str(time).lower()] if time is not None and held != "not in the workforce" else held


def _figure(column: str, value: Any, record: Record) -> dict[str, Any]:
    measure, statistic, error_of, unit, own = MEASURES[column]
    low = 0.01 if statistic == "mean" else 0.0
    return {
        "measure": measure, "statistic": statistic, "error_of": error_of, "unit": unit,
        "coverage": own or _coverage(record, column), "printed": str(value),
        "locator": record.locators[column],
        "value": amount(value, f"{record.place}.{column}", low=low, high=1e9),
        "pay_basis": "wages" if measure == "wage" else None,
    }  # fmt: skip
