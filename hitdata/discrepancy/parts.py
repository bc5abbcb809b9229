"""Parts of a gap: each moves one property of a figure towards the other's, or says why it cannot.

A part is quantified if a factor for it (for growth: percentage points) follows from cited figures.
It is *not quantifiable* otherwise, with the reason. Its amount comes later, when all factors stand
in a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hitdata.discrepancy.evidence import Cell, Evidence
from hitdata.discrepancy.figure import Figure

__all__ = ["STEPS", "Part", "cited", "read_as", "titles", "unknown_part"]

#: The steps of an explanation, in the order in which they are taken.
STEPS = ("statistic", "pay basis", "period", "occupation", "coverage")


@dataclass(frozen=True)
class Part:
    """One step from a figure towards another: by which factor, cited from where, or why not.

    ``effect`` multiplies (wages, jobs) or is added (growth, in percentage points); it is None where
    the step is not quantifiable. ``amount`` is what it makes in the unit of the two figures.
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

    def assuming(self, *assumptions: str) -> Part:
        """Return the part with more assumptions."""
        return replace(self, assumptions=(*self.assumptions, *filter(None, assumptions)))


def cited(step: str, start: str, end: str, cells: tuple[Cell, Cell], evidence: Evidence) -> Part:
    """Return the part whose factor is the second cell's figure over the first's."""
    found = [evidence.find(cell) for cell in cells]
    for cell, figure in zip(cells, found, strict=True):
        if figure is None:
            return unknown_part(step, start, end, f"{cell} is not among the figures")
    (first, before), (second, after) = (figure for figure in found if figure)
    if before == 0:
        return unknown_part(step, start, end, f"{first} is zero")
    return Part(step, start, end, after / before, (first, second))


def unknown_part(step: str, start: str, end: str, reason: str) -> Part:
    """Return a part that is not quantifiable, and why."""
    return Part(step, start, end, reason=reason)


def read_as(x: Figure, y: Figure) -> list[str]:
    """Return what is assumed where a title, not an occupation, stands behind a code."""
    near = {"narrower", "broader", "related"}
    return [f"{f.occupation!r} is read as {f.soc}" for f in (x, y) if f.soc_match in near]


def titles(x: Figure, y: Figure) -> Iterator[Part]:
    """Yield where a printed title is not the occupation of its code."""
    for figure in (x, y):
        if figure.soc_match in {"narrower", "broader", "related"}:
            ends = (str(figure.occupation), str(figure.soc))
            start, end = ends if figure is x else ends[::-1]
            than = "to" if figure.soc_match == "related" else "than"
            why = figure.soc_match_why or "no reason is given"
            reason = f"the title is {figure.soc_match} {than} the code: {why}"
            yield unknown_part("occupation", start, end, reason)
