"""One figure, taken from wherever the caller has it, and its lineage: whose number it really is.

A figure is given by its identifier, as a row or as a frame of one row. A second-hand one restates a
published one, its *primary* figure: a guide prints "$75,670" without a month; its origin is OEWS,
and only one OEWS median of compliance officers is that number. What the primary figure says of its
period, coverage and pay then holds for the quotation too. That is an inference, so it is stated,
and cites the primary figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, TypeAlias

import pandas as pd

from hitdata.data.bundled import load
from hitdata.errors import InvalidFigure, NotComparable, unknown
from hitdata.normalize import Relation, relation, successors
from hitdata.soc import CODES, EDITIONS

__all__ = ["Figure", "Given", "given", "primary_of", "restated"]

#: What stands for a figure: its figure_id, a row of the tidy table, or a frame of one row.
Given: TypeAlias = "str | pd.Series | pd.DataFrame | Mapping[str, object]"

#: Columns without which nothing can be said of a figure.
NEEDED = ("figure_id", "publisher", "measure", "statistic", "unit", "value", "status")

#: What is measured -> the one survey of BLS that publishes it.
SURVEYS = {"wage": "OEWS", "employment change": "EP", "openings": "EP"}

#: What a quotation takes from its primary figure, where it states nothing itself.
TAKEN = ("release", "period", "base_year", "projected_year", "pay_basis", "coverage", "industry",
         "source", "soc_system")  # fmt: skip


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
    #: What the publication that a quotation names printed; None where it is not at hand.
    published: float | None = None

    def __str__(self) -> str:
        return self.figure_id

    @classmethod
    def of(cls, row: Mapping[Any, Any] | pd.Series) -> Figure:
        """Return the figure of a row."""
        if lacking := [name for name in NEEDED if name not in row]:
            raise InvalidFigure(f"a figure needs {', '.join(lacking)}; found {', '.join(row)}")
        return cls(**{field.name: _plain(row.get(field.name)) for field in fields(cls)})

    @property
    def number(self) -> float:
        """The value, to compute with; `NotComparable` where there is none."""
        if self.value is None:
            raise NotComparable(f"{self} has no value ({self.status})")
        return self.value

    @property
    def half_unit(self) -> float:
        """Half a unit of the last digit that counts, by which rounding may have moved the value.

        Zeros at the end of a wage count only where its own publisher prints it as exact.

        >>> given("bls.oews.2024-05.us.29-2072.wage.p50.usd-year").half_unit
        0.5
        """
        finest = {"USD/year": 0.5, "USD/hour": 0.005, "percent": 0.05}.get(self.unit)
        if self.second_hand or self.bound not in {None, "="}:
            finest = 0.5 if self.unit == "percent" else None
        return min(_half(self.number), finest or float("inf"))

    def fits(self, value: float) -> bool:
        """Whether the number may be a rounding of a value; a bound fits what it bounds."""
        if self.bounded:
            return value >= self.number if self.bound == ">=" else value <= self.number
        return abs(value - self.number) <= self.half_unit + 1e-9

    def agrees_with(self, other: Figure) -> bool:
        """Whether two prints may be one number, rounded as each of them is."""
        if self.value is None or other.value is None:
            return False
        return abs(self.value - other.value) <= max(self.half_unit, other.half_unit) + 1e-9

    @property
    def bls(self) -> bool:
        """Whether BLS itself prints it."""
        return self.publisher == "BLS" and not self.quoted_by

    @property
    def bounded(self) -> bool:
        """Whether it is printed as a bound: this or more, this or less."""
        return self.bound in {">=", "<="}

    @property
    def witness(self) -> str:
        """Whose number it is: the origin where the publisher restates one, else its product.

        Where BLS alone is named, it is the survey that publishes what is measured.
        """
        source = self.source if self.source != "unnamed" else ""
        if self.publisher == "BLS" and not source:
            source = SURVEYS.get(self.measure, "")
        return self.origin or f"{self.publisher} {source or ''}".strip()

    @property
    def second_hand(self) -> bool:
        """Whether it reached the table through somebody else than the body it comes from."""
        return bool(self.origin or self.quoted_by)

    @property
    def dated(self) -> str | None:
        """The reference period; that of a wage of BLS, stated as a year, is OEWS's May of it."""
        if self.publisher == "BLS" and self.measure == "wage" and "2003" <= str(self.period) < "3":
            return self.period if "-" in str(self.period) else f"{self.period}-05"
        return self.period

    @property
    def projected(self) -> tuple[float, float] | None:
        """Base and projected year, if both are stated."""
        if self.base_year is None or self.projected_year is None:
            return None
        return self.base_year, self.projected_year

    @property
    def when(self) -> str | tuple[float, float] | None:
        """What a number of its kind must state: the years of growth, the period of all else."""
        return self.projected if self.measure == "employment change" else self.dated

    @property
    def nearness(self) -> str:
        """How a title that is only near its code stands to it, in words; else nothing."""
        near = {"narrower": "narrower than", "broader": "broader than", "related": "related to"}
        return near.get(self.soc_match or "", "")

    def relation_to(self, other: Figure) -> Relation | None:
        """Return how two codes relate, or None if a figure has no code of a known edition."""
        if not (self.soc and self.soc_system and other.soc and other.soc_system):
            return None
        return relation(self.soc, self.soc_system, other.soc, other.soc_system)

    def codes_in(self, edition: str) -> tuple[str, ...]:
        """Return all codes of an edition of the SOC that share work with the figure's."""
        if self.soc is None or self.soc_system is None:
            return ()
        return successors(self.soc, start=self.soc_system, end=edition)

    def code_in(self, edition: str) -> str | None:
        """Return the one code that holds the figure's occupation in an edition, if one does.

        >>> analysts = given("bls.oews.2018-05.us.15-1121.wage.p50.usd-year")
        >>> analysts.code_in("SOC 2018"), analysts.code_in("SOC 2000")
        ('15-1211', '15-1051')
        """
        codes = self.codes_in(edition)
        if len(codes) != 1:
            return None
        same = relation(str(self.soc), str(self.soc_system), codes[0], edition).same
        return codes[0] if same else None


def given(figure: Given, *, among: pd.DataFrame | None = None) -> Figure:
    """Return the figure that was given; an identifier is looked up ``among`` figures.

    What a quotation claims to repeat is looked up there too. ``among`` None stands for the bundled
    table. A row needs the columns figure_id, publisher, measure, statistic, unit, value and status;
    others may be absent, and count as not stated.

    >>> given("bls.oews.2024-05.us.29-2072.wage.p50.usd-year").value
    50250.0
    """
    if isinstance(figure, str):
        table = load(figure_id=figure) if among is None else among
        found = table[table["figure_id"].eq(figure)].head(1)
        if found.empty:
            raise unknown("figure_id", figure, table["figure_id"])
        figure = found
    if isinstance(figure, int | float):
        raise InvalidFigure(
            f"{figure} is a bare number; say what it is in a frame of one row, with figure_id, "
            "publisher, measure, statistic, unit, value and status"
        )
    if isinstance(figure, pd.DataFrame):
        if len(figure) != 1:
            raise InvalidFigure(f"expected a frame of one figure; found {len(figure)} rows")
        figure = figure.iloc[0]
    found = Figure.of(figure)
    if not found.quoted_by or found.published is not None:
        return found
    source = primary_of(found, bundled_for([found]) if among is None else among)
    return replace(found, published=source.value if source else None)


def bundled_for(figures: Iterable[Figure]) -> pd.DataFrame:
    """Return the bundled figures of the occupations of ``figures``, in every edition's codes."""
    codes = {code for f in figures for edition in EDITIONS for code in f.codes_in(edition)}
    return load(soc=sorted(codes & CODES), quoted=None)


def primary_of(figure: Figure, among: pd.DataFrame) -> Figure | None:
    """Return the one primary figure that a second-hand one restates, or None if none is known.

    A dated quotation is matched by its period, whatever number it prints; an undated one by its
    number, rounded as it is printed, which must be that of one release only, under the code or the
    one that it passed to unchanged.

    >>> table = load(quoted=None)
    >>> quoted = table["quoted_by"].notna() & table["value"].eq(75670)
    >>> print(primary_of(given(table[quoted]), table))
    bls.oews.2023-05.us.13-1041.wage.p50.usd-year
    """
    if not figure.second_hand or (figure.when is None and figure.value is None):
        return None
    codes = {edition: figure.code_in(edition) for edition in EDITIONS}
    rows = among[among["soc"].isin([code for code in codes.values() if code])]
    for column in ("measure", "statistic", "unit", "area"):
        rows = rows[rows[column].eq(getattr(figure, column))]
    rows = rows[rows["quoted_by"].isna() & rows["origin"].isna()]
    rows = rows[rows["soc"].eq(rows["soc_system"].map(codes))]
    rows = rows[rows["industry"].eq(figure.industry or "cross-industry")]
    rows = rows[(rows["publisher"] + " " + rows["source"]).eq(figure.witness)]
    if figure.when is None:
        if figure.projected_year:
            rows = rows[rows["projected_year"].eq(figure.projected_year)]
        rows = rows[(rows["value"] - figure.number).abs() <= figure.half_unit + 1e-9]
        rows = rows if len(set(rows["release"])) == 1 else rows.head(0)
    elif figure.projected:
        rows = rows[rows["base_year"].eq(figure.base_year)]
        rows = rows[rows["projected_year"].eq(figure.projected_year)]
    else:
        rows = rows[rows["period"].eq(figure.dated)]
    if len(set(rows["value"])) > 1:
        # two rounds may print employment of one year, each its own
        rows = rows[[figure.value is not None and figure.fits(value) for value in rows["value"]]]
    return given(rows.head(1)) if len(rows) else None


def restated(figure: Figure, source: Figure) -> Figure:
    """Return a quotation with what its primary figure says and it does not; its number stays."""
    silent = {name: getattr(source, name) for name in TAKEN if getattr(figure, name) is None}
    if figure.origin:
        silent["source"] = source.source
    return replace(figure, **silent)


def _plain(value: Any) -> Any:
    """Return a number as float, text as text, and None for whatever stands for missing."""
    if value is None or pd.isna(value):
        return None
    return value if isinstance(value, str) else float(value)


def _half(value: float) -> float:
    """Return half a unit of the last digit that a number is printed with, of two digits at least.

    >>> _half(239000.0), _half(10.7), _half(75670.0), _half(50000.0), _half(7.0)
    (500.0, 0.05, 5.0, 500.0, 0.5)
    """
    number = Decimal(repr(value)).normalize()
    second = max(number.adjusted() - 1, 0)
    return float(Decimal(10) ** min(int(number.as_tuple().exponent), second) / 2)
