"""BLS Public Data API: OEWS series as the API answers them.

Publisher         U.S. Bureau of Labor Statistics
Raw file          an answer of version 1 or 2, saved as JSON: status, message,
                  Results.series[].data[]; version 1 may put Results into a list
Reference period  May of the printed year (period A01); the API keeps the newest release only
Coverage          wage and salary jobs in establishments; the self-employed are excluded
Units             those of the series: jobs, percent, nominal US dollars per hour or per year

An answer that says REQUEST_SUCCEEDED may still hold an error: a series that does not exist, a
year without data. Such messages are reported, and an answer with nothing else is refused. A dash
with footnote 5 is a top-coded wage; the footnote prints its bound.
"""

from __future__ import annotations

import re
import warnings
from typing import Any

import pandas as pd

from hitdata.documents import Document, Reported
from hitdata.documents.asked import Asked
from hitdata.errors import SourceError
from hitdata.observations import empty, tidy
from hitdata.sources.oews import ORDINARY
from hitdata.sources.oews.editions import SOC_SYSTEMS, TOP_CODES, since
from hitdata.sources.oews.series import decoded

__all__ = ["EXAMPLE", "bound_in", "figures_of", "read_document", "why_not"]

#: What users bring, for the list of what can be read.
EXAMPLE = "a JSON answer of api.bls.gov/publicAPI/v2/timeseries/data for OEWS series"

#: What an answer without figures may lack.
EXPECTED = "an answer with Results.series[].data[], each with year, period and value"


def why_not(document: Document) -> str:
    """Return why a document is no answer of the API, or nothing when it is."""
    if document.kind != "json":
        return f"a {document.kind} file; the API answers in JSON"
    answer = document.json
    if not isinstance(answer, dict) or "status" not in answer:
        return "no key status"
    # an answer that failed may lack the results
    return "" if answer.keys() & {"Results", "responseTime"} else "no key Results"


def read_document(document: Document, asked: Asked) -> pd.DataFrame:
    """Return the figures of an answer; what it says is missing is a warning."""
    answer = document.json
    message = answer.get("message") or []
    said = [str(text) for text in (message if isinstance(message, list) else [message])]
    succeeded = answer["status"] == "REQUEST_SUCCEEDED"
    rows = list(_rows(answer, document.name)) if succeeded else []
    if not rows:
        raise SourceError(
            f"{document.name}: {answer['status']}, no figures"
            + (f"; BLS says: {' '.join(said)}" if said else f"; expected {EXPECTED}")
        )
    if said:
        warnings.warn(f"{document.name}: BLS says: {' '.join(said)}", Reported, stacklevel=2)
    table = pd.DataFrame(rows)
    if (further := table.pop("further")).any():
        warnings.warn(f"{document.name}: left out, {further.sum()} aspects beside the values",
                      Reported, stacklevel=2)  # fmt: skip
    if asked.soc is not None:
        codes = table["series"].str[17:19] + "-" + table["series"].str[19:23]
        table = table[codes.isin(asked.soc)].reset_index(drop=True)
    return figures_of(table, document) if len(table) else empty()


def figures_of(table: pd.DataFrame, document: Document) -> pd.DataFrame:
    """Return figures of rows with series, year, printed, code and text of footnotes, locator."""
    keys = decoded(table["series"], document.name)
    text = table["printed"].str.strip()
    value = pd.to_numeric(text, errors="coerce")
    top = text.eq("-") & table["codes"].str.split(",").map(lambda codes: "5" in codes)
    missing = text.isin(["-", ""]) & ~top
    bad = (
        (value.isna() & ~top & ~missing) | value.lt(0) | (keys["measure"].eq("wage") & value.eq(0))
    )
    if bad.any():
        row = table[bad].iloc[0]
        raise SourceError(
            f"{document.name}: {row['locator']} prints {row['printed']!r} for {row['series']}; "
            "expected a number, or a dash"
        )
    year = table["year"].astype(int)
    if (early := year.lt(min(SOC_SYSTEMS))).any():
        row = table[early].iloc[0]
        raise SourceError(
            f"{document.name}: {row['locator']} is of {row['year']}; expected {min(SOC_SYSTEMS)} "
            "or later, as OEWS has no series before"
        )
    status = pd.Series("normal", index=table.index).mask(top, "top-coded")
    return tidy(
        keys.assign(
            publisher="BLS", source="OEWS", release=table["year"] + "-05",
            period=table["year"] + "-05", soc_match="published",
            soc_system=year.map(lambda y: since(SOC_SYSTEMS, y)),
            occupation=table.get("occupation"), printed=table["printed"], value=value,
            status=status.mask(missing, "not released"),
            bound=status.map({"normal": "=", "top-coded": ">="}).mask(missing),
            threshold=_thresholds(table, keys, top), file=document.name, sha256=document.sha256,
            locator=table["locator"],
        ),
        ordinary=ORDINARY,
    )  # fmt: skip


def bound_in(text: str, unit: str) -> float | None:
    """Return the bound that a footnote prints for an hour or a year.

    >>> bound_in("equal to or greater than $100.00 per hour or $208,000 per year.", "USD/year")
    208000.0
    """
    word = "hour" if unit == "USD/hour" else "year"
    match = re.search(rf"\$([\d,]+(?:\.\d+)?) per {word}", text)
    return float(match[1].replace(",", "")) if match else None


def _thresholds(table: pd.DataFrame, keys: pd.DataFrame, top: pd.Series) -> pd.Series:
    bounds = []
    for said, unit, year in zip(table["text"][top], keys["unit"][top], table["year"][top],
                                strict=True):  # fmt: skip
        known = since(TOP_CODES, int(year))
        listed = known[0 if unit == "USD/hour" else 1] if known else None
        bounds.append(bound_in(said, unit) or listed)
    return pd.Series(bounds, index=table.index[top], dtype="float64").reindex(table.index)


def _rows(answer: dict[str, Any], name: str) -> Any:
    held = answer.get("Results")
    try:
        for at, results in enumerate(held if isinstance(held, list) else [held]):
            where = f"Results[{at}]" if isinstance(held, list) else "Results"
            for number, series in enumerate(results["series"]):
                for place, entry in enumerate(series["data"]):
                    locator = f"{where}.series[{number}].data[{place}].value"
                    yield _row(str(series["seriesID"]), entry, locator, name)
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            f"{name}: Results is not as the API writes it ({error!r}); expected {EXPECTED}"
        ) from error


def _row(series: str, entry: dict[str, Any], where: str, name: str) -> dict[str, Any]:
    year, period = str(entry["year"]), str(entry["period"])
    if not re.fullmatch(r"(19|20)\d\d", year, re.ASCII) or period != "A01":
        raise SourceError(
            f"{name}: {where} is of year {year!r} and period {period!r}; expected a year and A01"
        )
    notes = [note for note in entry.get("footnotes") or [] if note]
    return {
        "series": series, "year": year, "printed": str(entry["value"]), "locator": where,
        "codes": ",".join(str(note.get("code")) for note in notes),
        "text": " ".join(str(note.get("text")) for note in notes),
        # standard errors and the like, when they were asked for
        "further": len(entry.get("aspects") or []),
    }  # fmt: skip
