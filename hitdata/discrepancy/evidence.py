"""Evidence: published figures, looked up by what they are.

A step of an explanation is a quotient (or a difference) of two published figures that are alike in
everything but the one thing that the step is about. Which figures those are follows from the two
figures that are explained, by fixed rules; if one of them is not among the figures at hand, the
step is *not quantifiable*, with the reason. Nothing else is put in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pandas as pd

from hitdata.discrepancy.figure import Figure

__all__ = ["Cell", "Evidence", "Part", "read_as", "titles"]


@dataclass(frozen=True)
class Part:
    """One step from a figure towards another: by which factor, cited from where, or why not.

    ``effect`` multiplies (wages, jobs) or is added (growth, in percentage points); it is None where
    the step is not quantifiable. ``amount`` is what it makes in the unit of the two figures; it
    comes last, when all factors stand in a row.
    """

    step: str
    start: str
    end: str
    effect: float | None = None
    figure_ids: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    reason: str = ""
    amount: float = 0.0

    @property
    def quantified(self) -> bool:
        """Whether the step follows from cited figures."""
        return self.effect is not None

    @property
    def grounds(self) -> list[str]:
        """Why the step cannot be quantified, or what it assumes and which figures it is from."""
        cited = [f"from {', '.join(self.figure_ids)}"] if self.figure_ids else []
        texts = [self.reason, *(f"assumes {text}" for text in self.assumptions), *cited]
        return [text for text in texts if text]

    def assuming(self, *assumptions: str) -> Part:
        """Return the part with more assumptions; empty ones are left out."""
        return replace(self, assumptions=(*self.assumptions, *filter(None, assumptions)))


class Cell(NamedTuple):
    """What a figure that may be cited is: one value for each of these columns."""

    source: str
    release: str
    soc: str
    statistic: str
    industry: str = "cross-industry"
    area: str = "US"
    coverage: str = "wage and salary jobs"
    measure: str = "wage"
    unit: str = "USD/year"

    @classmethod
    def of(cls, figure: Any) -> Cell:
        """Return the cell of a figure, or of a row of the tidy table."""
        cell = cls(*(getattr(figure, name) for name in cls._fields))
        if cell.source == "EP" and cell.measure == "employment":
            # two employments of one round differ by their year only
            return cell._replace(release=f"{cell.release} in {figure.period}")
        return cell

    def __str__(self) -> str:
        of = self.statistic if self.measure == "wage" else f"{self.measure} ({self.statistic})"
        where = [self.industry, self.area, self.coverage]
        return f"{self.source} {self.release} {of} of {self.soc} ({', '.join(where)})"


@dataclass(frozen=True)
class Evidence:
    """Published figures at hand: by cell, and the newest release of OEWS among them."""

    rows: dict[Cell, tuple[str, float]]
    latest: str
    prices: pd.DataFrame | None = None

    @classmethod
    def of(
        cls, figures: pd.DataFrame, socs: Iterable[str], prices: pd.DataFrame | None = None,
        areas: Iterable[str | None] = (), industries: Iterable[str | None] = (),
    ) -> Evidence:  # fmt: skip
        """Return the primary figures of some codes, by cell.

        They are those of the nation and of all industries, of some areas and industries, and of
        the states that the microdata are of.
        """
        own = figures["area"].isin(["US", *areas]) | figures["source"].eq("ACS PUMS")
        own &= figures["industry"].isin(["cross-industry", *industries])
        own &= figures["quoted_by"].isna()
        oews = figures["source"].eq("OEWS") & own
        part = figures[own & figures["soc"].isin(list(socs)) & figures["value"].notna()]
        # a code that a release prints as broad and as detailed has the same numbers twice: the
        # first stays; two employments of one round differ by their year only
        part = part[::-1]
        year = part["source"].eq("EP") & part["measure"].eq("employment")
        dated = part["release"].mask(year, part["release"] + " in " + part["period"])
        cells = map(Cell, *(part.assign(release=dated)[name] for name in Cell._fields))
        rows = dict(zip(cells, zip(part["figure_id"], part["value"], strict=True), strict=True))
        latest = figures.loc[oews & figures["area"].eq("US"), "release"].max()
        return cls(rows, str(latest), prices)

    def find(self, cell: Cell) -> tuple[str, float]:
        """Return identifier and value of the figure that a cell is; `LookupError` if none is."""
        if cell not in self.rows:
            raise LookupError(f"{cell} is not among the figures")
        return self.rows[cell]

    def quotient(self, step: str, said: tuple[str, str], before: Cell, after: Cell) -> Part:
        """Return the part whose factor is the figure of one cell over that of another."""
        try:
            (first, divisor), (second, value) = self.find(before), self.find(after)
        except LookupError as lacking:
            return Part(step, *said, reason=str(lacking))
        if divisor == 0:
            return Part(step, *said, reason=f"{first} is zero")
        return Part(step, *said, value / divisor, (first, second))


def read_as(x: Figure, y: Figure) -> list[str]:
    """Return what is assumed where a title, not an occupation, stands behind a code."""
    return [f"{f.occupation!r} is read as {f.soc}" for f in (x, y) if f.nearness]


def titles(x: Figure, y: Figure) -> Iterator[Part]:
    """Yield where a printed title is not the occupation of its code."""
    for figure, way in ((x, 1), (y, -1)):
        if figure.nearness:
            start, end = (str(figure.occupation), str(figure.soc))[::way]
            why = figure.soc_match_why or "no reason is given"
            yield Part("occupation", start, end,
                       reason=f"the title is {figure.nearness} the code: {why}")  # fmt: skip
