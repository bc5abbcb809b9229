"""BLS's API and query tool: OEWS series as BLS hands them out one by one.

Publisher         U.S. Bureau of Labor Statistics
Raw files         an answer of version 1 or 2 of the API, saved as JSON: status, message,
                  Results.series[].data[]; version 1 may put Results into a list. An export of the
                  query tool, OES_Report.xlsx: an occupation by areas or industries, or an area's or
                  industry's occupations
Reference period  May of the printed year (period A01); the API keeps the newest release only
Coverage          wage and salary jobs in establishments; the self-employed are excluded
Units             those of the series: jobs, percent, nominal US dollars per hour or per year

An answer that says REQUEST_SUCCEEDED may still hold an error: a series that does not exist, a
year without data. Such messages are reported, and an answer with nothing else is refused. A dash
with footnote 5 is a top-coded wage; the footnote prints its bound. An export lists its footnotes
below the table and marks no cell: where it lists both, of a dash nothing more is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from hitdata.areas import NATION
from hitdata.errors import SourceError
from hitdata.files import File, Sheet, locators, report
from hitdata.sources import Options, Source
from hitdata.surveys import ORDINARY, SERIES
from hitdata.surveys.oews_series import MARK, figures_of

__all__ = ["SOURCE"]

#: Heading of an export, once footnote marks are gone -> datatype.
HEADINGS = {
    "employment": "01", "employment percent relative standard error": "02",
    "wage percent relative standard error": "05", "employment per 1,000 jobs": "16",
    "location quotient": "17",
} | {
    f"{word} {name} wage": series.datatype for series in SERIES
    for word in ("hourly", "annual") for statistic, name in {
        "mean": "mean", "p50": "median", **{f"p{n}": f"{n}th percentile" for n in (10, 25, 75, 90)},
    }.items() if series.column.startswith(f"{word[0]}_") and series.statistic == statistic
}  # fmt: skip

#: What an export is about.
ABOUT = r"(?i)\s*(occupation|area|industry|sector|period)\s*:\s*(.*?)\s*"

#: The heading over what each row is about.
ROWS = r"(?i)\s*(occupation(?= \(soc)|area(?= name)|industry|sector)"

#: What begins the notes below the table.
END = r"\s*($|\(\d\)|SOC code:|Date )"

#: A title and its code.
CODED = r"(?i)(.*?)\s*\((?:(?:soc|naics) codes?:?)?\s*([\dA-Z-]{2,7})\)\s*"

#: What an answer without figures may lack.
EXPECTED = "an answer with Results.series[].data[], each with year, period and value"


def _lacks(file: File) -> str:
    if file.kind != "json":
        found = file.kind != "text" or "Period" in file.head[:2000]
        return "" if found and _report_in(file) else "no export of OEWS's query tool, with Period:"
    answer = file.json
    if not isinstance(answer, dict) or "status" not in answer:
        return "no key status"
    # an answer that failed may lack the results
    return "" if answer.keys() & {"Results", "responseTime"} else "no key Results"


def _figures(file: File, _options: Options) -> pd.DataFrame:
    """Return the figures of an answer or export; what it says is missing is a warning."""
    if file.kind != "json":
        return figures_of(pd.DataFrame(_cells(file)), file)
    answer = file.json
    message = answer.get("message") or []
    said = [str(text) for text in (message if isinstance(message, list) else [message])]
    succeeded = answer["status"] == "REQUEST_SUCCEEDED"
    rows = list(_rows(answer, file.name)) if succeeded else []
    if not rows:
        raise SourceError(
            f"{file.name}: {answer['status']}, no figures"
            + (f"; BLS says: {' '.join(said)}" if said else f"; expected {EXPECTED}")
        )
    if said:
        report(f"{file.name}: BLS says: {' '.join(said)}")
    table = pd.DataFrame(rows)
    if empty := sorted(set(_series(answer)) - set(table["series"])):
        report(f"{file.name}: no figures for {len(empty)} series, such as {', '.join(empty[:5])}")
    if (further := table.pop("further")).any():
        report(f"{file.name}: left out, {further.sum()} aspects beside the values")
    return figures_of(table, file)


def _report_in(file: File) -> tuple[Sheet, int, dict[str, str], str] | None:
    """Return an export's sheet, row of headings, what all is about, and the kind of its rows."""
    for sheet in file.sheets:
        about: dict[str, str] = {}
        for row, texts in zip(sheet.top.index, sheet.top.head(15).to_numpy(), strict=False):
            first = str(next(iter(texts), ""))
            if found := re.fullmatch(ABOUT, first):
                about[found[1].lower()] = found[2]
            elif (kind := re.match(ROWS, first)) and "period" in about:
                return sheet, int(row), about, kind[1].lower()
    return None


def _cells(file: File) -> Iterator[dict[str, Any]]:
    """Yield a row for each cell of an export, under the identifier of its series."""
    sheet, top, about, kind = _report_in(file) or (file.sheets[0], 0, {}, "")
    period = re.fullmatch(r"(?:May )?(20\d\d)", about.get("period", ""))
    if not period:
        raise SourceError(f"{file.name}: Period prints {about.get('period')!r}; expected May 2022")
    below = sheet.cells.loc[top + 1 :]
    ends = below.index[below.iloc[:, 0].str.match(END)]
    notes = "\n".join(below.loc[ends[0] :].iloc[:, 0]) if len(ends) else ""
    codes = ",".join(code for code in "58" if f"({code})" in notes)
    heads = {letter: _heading(text) for letter, text in sheet.cells.loc[top].items()}
    if unread := [head for head in [*heads.values()][1:] if head and head not in HEADINGS]:
        report(f"{file.name}: columns that are not read: {', '.join(unread)}")
    for row, cells in below.loc[: ends[0] - 1 if len(ends) else None].iterrows():
        said = about | {kind: cells.iloc[0]}
        title, soc = _named(said.get("occupation", ""), "occupation", row, file.name)
        _, area = _named(said.get("area", "National"), "area", row, file.name)
        sector = said.get("industry") or said.get("sector") or "Cross-industry (000000)"
        _, industry = _named(sector, "industry", row, file.name)
        state = "S" if area.endswith("00000") else "M"
        for letter, head in heads.items():
            if head in HEADINGS:
                yield {
                    "series": f"OEU{'N' if area == '0000000' else state}{area}{industry}{soc}"
                              f"{HEADINGS[head]}",
                    "year": period[1], "printed": cells[letter], "text": notes,
                    "codes": mark[1] if (mark := re.match(MARK, cells[letter])) else codes,
                    "occupation": title, "locator": locators(sheet.name, [row], letter)[0],
                }  # fmt: skip


def _named(text: str, kind: str, row: Any, file: str) -> tuple[str, str]:
    """Return title and code of an occupation, area or industry, the code as series have it."""
    if kind == "area" and text.strip().lower() in NATION | {"national"}:
        return text, "0000000"
    match = re.fullmatch(CODED, text)
    title, code = match.groups() if match else ("", "")
    if kind == "industry":
        # 62 is a sector, 31-33 a range of them; other codes are filled up with zeros
        code = re.sub("-+", "--", code).ljust(6, "-" if len(code) == 2 else "0")
    if not match or len(code) != {"area": 7}.get(kind, 6):
        raise SourceError(f"{file}: row {row}: {kind} {text!r}; expected its title and (code)")
    return title, code


def _heading(text: str) -> str:
    return " ".join(re.sub(r"\(\d+\)\s*$", "", text.strip()).lower().split())


def _series(answer: dict[str, Any]) -> Iterator[str]:
    held = answer["Results"]
    for results in held if isinstance(held, list) else [held]:
        yield from (str(series["seriesID"]) for series in results["series"])


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


SOURCE = Source(
    kinds=("json", "xls", "xlsx", "text"),
    comes="the API answers in JSON",
    lacks=_lacks,
    figures=_figures,
    ordinary=ORDINARY,
    example="a JSON answer of api.bls.gov/publicAPI/v2/timeseries/data for OEWS series, or "
    "OES_Report.xlsx of data.bls.gov/oes",
)
