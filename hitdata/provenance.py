"""From a figure back to print: its file, sheet and cell, and what to know of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

import pandas as pd

from hitdata.caveats import caveats
from hitdata.errors import unknown
from hitdata.notebook import table
from hitdata.tables import files, load

__all__ = ["Trace", "trace"]


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
        return table(self.to_frame(), header=False)

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


def trace(figure_id: str, *, figures: pd.DataFrame | None = None) -> Trace:
    """Return the whole way of a figure; ``figures`` is the bundled table unless given.

    A figure of a file that is not among the bundled originals is traced to its own file and cell;
    page and licence are then empty. An unknown identifier raises `UnknownValue` with near ones.

    >>> way = trace("bls.oews.2023-05.us.29-9021.wage.p50.usd-year")
    >>> way.value, way.file, way.locator
    (62990.0, 'national_M2023_dl.xlsx', 'national_M2023_dl!AB606')
    """
    known = load() if figures is None else figures
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
        + (f", restating {text['origin']}" if text["origin"] else ""),
        caveats=caveats(figure) + ([original["note"]] if original.get("note") else []),
        **{name: text[name] for name in ("unit", "printed", "status", "period", "quoted_by", "file",
                                         "locator", "sha256")},
        **{name: original.get(name, "") for name in ("title", "page", "licence", "retrieved",
                                                     "copy")},
    )  # fmt: skip


def _original(figure: pd.Series) -> dict[str, str]:
    listed = files()
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
