"""One figure, taken from wherever the caller has it: an identifier, a row, a frame of one row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import pandas as pd

from hitdata.errors import InvalidFigure, unknown
from hitdata.tables import load

__all__ = ["Figure", "Given", "given"]

#: What stands for a figure: its figure_id, a row of the tidy table, or a frame of one row.
Given: TypeAlias = "str | pd.Series | pd.DataFrame | Mapping[str, object] | Figure"

#: Columns without which nothing can be said of a figure.
NEEDED = ("figure_id", "publisher", "measure", "statistic", "unit", "value", "status")


@dataclass(frozen=True)
class Figure:
    """What must be known of a figure to compare it; None where the table has nothing."""

    figure_id: str
    publisher: str
    measure: str
    statistic: str
    unit: str
    status: str
    value: float | None = None
    source: str | None = None
    release: str | None = None
    origin: str | None = None
    quoted_by: str | None = None
    occupation: str | None = None
    soc: str | None = None
    soc_system: str | None = None
    soc_match: str | None = None
    soc_match_why: str | None = None
    area: str | None = None
    industry: str | None = None
    coverage: str | None = None
    pay_basis: str | None = None
    bound: str | None = None
    threshold: float | None = None
    period: str | None = None
    base_year: float | None = None
    projected_year: float | None = None
    experience_min: float | None = None
    experience_max: float | None = None
    range_kind: str | None = None

    @property
    def witness(self) -> str:
        """Whose number it is: the origin where the publisher restates one, else its product."""
        return self.origin or f"{self.publisher} {self.source or ''}".strip()

    @property
    def second_hand(self) -> bool:
        """Whether it reached the table through somebody else than the body it comes from."""
        return bool(self.origin or self.quoted_by)

    @property
    def dated(self) -> str | None:
        """The reference period; that of a wage in EP, printed as a year, is OEWS's May of it."""
        if self.source == "EP" and self.measure == "wage" and self.period:
            return self.period if "-" in self.period else f"{self.period}-05"
        return self.period

    @property
    def projected(self) -> tuple[float, float] | None:
        """Base and projected year, if both are stated."""
        if self.base_year is None or self.projected_year is None:
            return None
        return self.base_year, self.projected_year

    def __str__(self) -> str:
        return self.figure_id


def given(figure: Given, figures: pd.DataFrame | None = None) -> Figure:
    """Return the figure that was given; an identifier is looked up among ``figures``.

    ``figures`` None stands for the bundled table. A row needs the columns figure_id, publisher,
    measure, statistic, unit, value and status; others may be absent, and count as not stated.

    >>> given("bls.oews.2024-05.us.29-2072.wage.p50.usd-year").value
    50250.0
    """
    if isinstance(figure, Figure):
        return figure
    if isinstance(figure, str):
        table = load() if figures is None else figures
        found = table[table["figure_id"].eq(figure)].head(1)
        if found.empty:
            raise unknown("figure_id", figure, table["figure_id"])
        figure = found
    if isinstance(figure, pd.DataFrame):
        if len(figure) != 1:
            raise InvalidFigure(f"expected a frame of one figure; found {len(figure)} rows")
        figure = figure.iloc[0]
    row = dict(figure.items())
    if lacking := [name for name in NEEDED if name not in row]:
        raise InvalidFigure(f"a figure needs {', '.join(lacking)}; found {', '.join(row)}")
    return Figure(**{field.name: _plain(row.get(field.name)) for field in fields(Figure)})


def _plain(value: Any) -> Any:
    """Return a number as float, text as text, and None for whatever stands for missing."""
    if value is None or pd.isna(value):
        return None
    return value if isinstance(value, str) else float(value)
