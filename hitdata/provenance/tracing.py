"""From a figure back to print: its file, sheet and cell, and what a reader must be told of it.

A caveat is a rule that looks at one row of the tidy table, with its sentence and where that is
known from. Caveats only warn; whether two figures may be compared is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import NamedTuple, overload

import pandas as pd

from hitdata.data.bundled import load, originals
from hitdata.errors import UnknownValue, unknown
from hitdata.surveys import METHODS
from hitdata.table.texts import as_html

__all__ = ["CAVEATS", "Caveat", "Trace", "caveats", "trace"]


class Caveat(NamedTuple):
    """A caveat: its name, the figures it concerns, its sentence and where that is known from."""

    name: str
    concerns: Callable[[pd.Series], bool]
    says: str
    source: str


@dataclass(frozen=True)
class Trace:
    """The whole way of one figure, from its value to the published file it stands in."""

    figure_id: str
    value: float | None
    unit: str
    printed: str
    status: str
    threshold: float | None
    measures: str
    period: str
    published_by: str
    quoted_by: str
    title: str
    file: str
    locator: str
    sha256: str
    page: str
    licence: str
    retrieved: str
    copy: str
    caveats: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, object]:
        """Return every field by name, ready for JSON."""
        return asdict(self)

    def to_frame(self) -> pd.DataFrame:
        """Return a row per field: field, content; a row for each caveat."""
        rows = [(name, text) for name, text in self._lines() if text]
        return pd.DataFrame(rows, columns=["field", "content"], dtype="str")

    def __str__(self) -> str:
        rows = [f"  {name:<13}{text}" for name, text in self._lines() if text]
        return "\n".join([self.figure_id, *rows])

    def _repr_html_(self) -> str:
        return as_html(self.to_frame(), header=False)

    def _lines(self) -> list[tuple[str, str]]:
        number = f"{self.value:,.10g} {self.unit}" if self.value is not None else self.status
        if self.threshold is not None:
            number += f" (threshold {self.threshold:,.10g} {self.unit})"
        return [
            ("value", f"{number}, printed as {self.printed.strip()!r}"),
            ("measures", self.measures),
            ("period", self.period or "not stated"),
            ("published by", self.published_by),
            ("quoted by", self.quoted_by),
            ("title", self.title),
            ("file", self.file),
            ("place", self.locator),
            ("sha256", self.sha256),
            ("page", self.page),
            ("licence", self.licence),
            ("our copy", f"{self.copy}, retrieved {self.retrieved}" if self.copy else ""),
            *(("caveat", caveat) for caveat in self.caveats),
        ]


@overload
def trace(figure_id: str, *, among: pd.DataFrame | None = ...) -> Trace: ...
@overload
def trace(figure_id: pd.DataFrame, *, among: pd.DataFrame | None = ...) -> list[Trace]: ...
def trace(
    figure_id: str | pd.DataFrame, *, among: pd.DataFrame | None = None
) -> Trace | list[Trace]:
    """Return the whole way of a figure, looked up ``among`` figures (None: the bundled table).

    Of a frame of figures, the ways of all its rows are returned as a list.

    A figure of a file that is not among the bundled originals is traced to its own file and cell;
    page and licence are then empty. An unknown identifier raises `UnknownValue` with near ones.

    >>> way = trace("bls.oews.2023-05.us.29-9021.wage.p50.usd-year")
    >>> way.value, way.file, way.locator
    (62990.0, 'national_M2023_dl.xlsx', 'national_M2023_dl!AB606')
    """
    if isinstance(figure_id, pd.DataFrame):
        return [trace(each, among=figure_id) for each in figure_id["figure_id"]]
    if re.fullmatch(r"\d\d-\d{4}", figure_id):
        raise UnknownValue(
            f"{figure_id} is an occupation's code, not a figure's identifier; "
            f"load(soc={figure_id!r}) or `hitdata figures --soc {figure_id}` lists its figures"
        )
    known = load(figure_id=figure_id) if among is None else among
    found = known[known["figure_id"].eq(figure_id)]
    if found.empty:
        raise unknown("figure_id", figure_id, known["figure_id"])
    figure = found.iloc[0]
    original = _original(figure)
    text = figure.astype(object).where(figure.notna(), "")
    return Trace(
        figure_id=figure_id,
        value=None if pd.isna(figure["value"]) else float(figure["value"]),
        threshold=None if pd.isna(figure["threshold"]) else float(figure["threshold"]),
        measures=_measures(text),
        published_by=" ".join(filter(None, (text["publisher"], text["source"], text["release"])))
        + (f", restating {text['origin']}" if text["origin"] else "")
        + ", by way of an unnamed converter" * (original.get("copy") == "converted"),
        caveats=caveats(figure) + ([original["note"]] if original.get("note") else []),
        **{name: text[name] for name in ("unit", "printed", "status", "period", "quoted_by", "file",
                                         "locator", "sha256")},
        **{name: original.get(name, "") for name in ("title", "page", "licence", "retrieved",
                                                     "copy")},
    )  # fmt: skip


def caveats(figure: pd.Series) -> list[str]:
    """Return the sentences that concern one row of the tidy table, its own note first.

    >>> from hitdata import load
    >>> row = load(figure_id="bls.oews.2012-05.us.11-3021.wage.p90.usd-year").iloc[0]
    >>> [rule.name for rule in CAVEATS if rule.concerns(row)]
    ['no time series', 'top-coded']
    """
    note = [figure["note"]] if isinstance(figure["note"], str) else []
    return note + [rule.says for rule in CAVEATS if rule.concerns(figure)]


def _original(figure: pd.Series) -> dict[str, str]:
    listed = originals()
    found = listed[listed["sha256"].eq(figure["sha256"])]
    return {} if found.empty else {str(key): text for key, text in found.iloc[0].items()}


def _measures(text: pd.Series) -> str:
    """Say in words what a figure measures, of whom and where."""
    statistic = (
        f"{text['statistic']} of {text['error_of']}" if text["error_of"] else text["statistic"]
    )
    what = f"{text['pay_basis']}, " * bool(text["pay_basis"])
    code = f" ({text['soc']}, {text['soc_system']}, {text['soc_match']})" * bool(text["soc"])
    where = ", ".join(filter(None, (text["area"], text["industry"], text["coverage"])))
    kind = f" of a {text['range_kind']} range" * bool(text["range_kind"])
    return f"{text['measure']}, {what}{statistic}{kind}: {text['occupation']}{code}; {where}"


def _has(**values: str) -> Callable[[pd.Series], bool]:
    """Return whether a row has these values in its columns; "" stands for anything stated."""
    return lambda figure: all(
        figure[name] == value if value else isinstance(figure[name], str)
        for name, value in values.items()
    )


def _oews(figure: pd.Series, *, first: int = 0) -> bool:
    year = str(figure["release"])[:4]
    return figure["source"] == "OEWS" and year.isdigit() and first <= int(year)


#: In the order in which they are told.
CAVEATS = (
    Caveat("second-hand", _has(quoted_by=""),
           "Quoted by a guide: this is what the guide prints, not necessarily what was published.",
           "the guide and its line"),
    Caveat("restated", _has(origin=""),
           "Another's number, restated: together with its origin it is one witness, not two.",
           "column origin_why"),
    Caveat("code not published",
           lambda figure: figure["soc_match"] not in {"published", "exact"}
           and isinstance(figure["soc_match"], str),
           "The publisher prints no SOC code; ours only relates to the title as `soc_match` says.",
           "column soc_match_why"),
    Caveat("period not stated", lambda figure: not isinstance(figure["period"], str),
           "No reference period is stated, so it cannot be put into dollars of another period.",
           "the print itself"),
    Caveat("no time series", _oews,
           "OEWS is not made as a time series: a release pools three years of samples, and codes "
           "and methods change.",
           "BLS, OEWS frequently asked questions"),
    Caveat("new method", lambda figure: _oews(figure, first=int(min(METHODS)[:4])),
           "Estimated by the model-based method that BLS introduced with May 2021.",
           "BLS, OEWS technical notes, May 2021"),
    Caveat("model error",
           lambda figure: figure["statistic"] == "rse" and _oews(figure, first=2025),
           "BLS calls it a measure of model error since May 2025, and of sampling error before.",
           "BLS, field descriptions of national_M2024_dl and national_M2025_dl"),
    Caveat("hybrid codes", lambda figure: "hybrid" in str(figure["soc_system"]),
           "The code belongs to a release between two editions of the SOC; its meaning may differ "
           "before and after.",
           "BLS, OEWS May 2010-11 and 2019-20, EP 2019-29 and 2020-30"),
    Caveat("top-coded", _has(status="top-coded"),
           "BLS published only that the wage is at or above the threshold of its release.",
           "BLS, field descriptions of the release"),
    Caveat("sector 62", _has(industry="NAICS 62", source="OEWS"),
           "Health care and social assistance in private establishments and in state and local "
           "government hospitals.",
           "BLS, own_code 58"),
    Caveat("old openings", _has(measure="openings, ten-year total"),
           "Growth and replacement needs over ten years: another concept than the annual average "
           "of the rounds from 2016-26 on.",
           "BLS, EP separations methodology"),
    Caveat("jobs, not persons", _has(source="EP", unit="jobs"),
           "Counts jobs with the self-employed: more than OEWS does, and one worker may hold two.",
           "BLS, EP definitions"),
    Caveat("survey of persons", _has(source="ACS"),
           "Persons describe their own job and earnings; the margin is half a 90 % interval.",
           "Census, ACS subject definitions"),
    Caveat("self-selected", _has(coverage="people who answered the site's survey"),
           "Reported by visitors of a site, who are not a sample of a known population, so it has "
           "no sampling error.",
           "the sites' own descriptions"),
)  # fmt: skip
