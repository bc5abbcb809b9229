"""Editions of the SOC: the same work under other codes, and the same code for other work.

OEWS and EP moved from SOC 2000 through a hybrid (2010-11) to SOC 2010, and through a second hybrid
(2019-20) to SOC 2018. Some occupations passed unchanged, some only changed their code, some were
split or merged: medical records technicians (29-2071) became part of 29-2098, then records
specialists (29-2072) and, in part, information technologists (29-9021). `relation` says which is
the case, from pairs of codes; there are no weights, since none are published, so a figure is never
shared out between codes. `segments` cuts a series of figures where its code changes meaning.

2010 to 2018 is the official crosswalk. The other moves have no official file in the package: they
stand in `PAIRS`, each with what states it. A code that neither names passes under its own number,
except from SOC 2000, whose numbers were given anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from hitdata.errors import InvalidFigure, unknown
from hitdata.family import CODES as FAMILY_CODES
from hitdata.normalize.soc_pairs import NOT_STATED, PAIRS, PASSED
from hitdata.schema import CODES
from hitdata.tables import crosswalk

__all__ = ["EDITIONS", "Relation", "relation", "segments", "successors", "translate"]

#: Editions in the order in which they were used.
EDITIONS = tuple(CODES["soc_system"])

#: Edition -> the edition it hangs on; hybrids hang on the edition whose codes they combine.
HUB = {"SOC 2000": "SOC 2010", "SOC 2000/2010 hybrid": "SOC 2010", "SOC 2010": "SOC 2018",
       "SOC 2010/2018 hybrid": "SOC 2018"}  # fmt: skip


class Relation(NamedTuple):
    """How two codes relate: the kind, and all codes that either has on the other's side."""

    kind: str
    after: tuple[str, ...]
    before: tuple[str, ...]
    why: str

    @property
    def same(self) -> bool:
        """Whether both codes hold the same occupation."""
        return self.kind in {"same", "one to one"}


@cache
def relation(soc: str, system: str, other: str, other_system: str) -> Relation:
    """Return how code ``soc`` of one edition relates to code ``other`` of another.

    Kinds: same, one to one, one to many (``other`` is a part of ``soc``), many to one, many to
    many (they share a part), none (another occupation), not known. ``after`` are all codes that
    ``soc`` became, ``before`` all that ``other`` came from, each in the other's edition.

    >>> relation("29-2071", "SOC 2010", "29-2072", "SOC 2018").kind
    'one to many'
    >>> relation("15-1121", "SOC 2010", "15-1211", "SOC 2018").kind
    'one to one'
    """
    if system == other_system:
        kind = "same" if soc == other else "none"
        return Relation(kind, (soc,), (other,), f"both are codes of {system}")
    there = successors(soc, start=system, end=other_system)
    back = successors(other, start=other_system, end=system)
    pairs = (*_counterparts(soc, system, other_system), *_counterparts(other, other_system, system))
    why = "; ".join(dict.fromkeys(said for _, said in pairs))
    if not there or not back:
        return Relation("not known", there, back, why)
    if other not in there:
        return Relation("none", there, back, why)
    side = {True: "many", False: "one"}
    return Relation(f"{side[len(back) > 1]} to {side[len(there) > 1]}", there, back, why)


@cache
def successors(soc: str, *, start: str, end: str) -> tuple[str, ...]:
    """Return the codes of edition ``end`` that share work with one code of edition ``start``.

    >>> successors("29-2071", start="SOC 2010", end="SOC 2018")
    ('29-2072', '29-9021')
    """
    return tuple(code for code, _ in _counterparts(soc, start, end) if code)


def translate(codes: Iterable[str], *, start: str, end: str) -> pd.DataFrame:
    """Return every code of edition ``end`` that shares work with ``codes`` of edition ``start``.

    Columns: from, to (missing where no counterpart is known), why (what states it), a row per
    pair. No code is lost: each of ``codes`` has at least one row.

    >>> translate(["29-2098"], start="SOC 2010/2018 hybrid", end="SOC 2018")["to"].tolist()
    ['29-2036', '29-2072', '29-2099']
    """
    for edition in (start, end):
        if edition not in EDITIONS:
            raise unknown("soc_system", edition, EDITIONS)
    rows = [
        (code, there, why)
        for code in sorted(set(codes))
        for there, why in _counterparts(code, start, end)
    ]
    return pd.DataFrame(rows, columns=["from", "to", "why"], dtype="str")


def segments(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures of successive periods with the segments in which their code means the same.

    Adds ``segment`` (1, 2, ...; figures of one segment may stand on one line) and ``break_why``
    (on the first figure of a later segment). The order is that of ``period_start``.

    >>> from hitdata import load
    >>> wages = load(source="OEWS", soc=["29-2071", "29-2098", "29-2072"], statistic="p50",
    ...     unit="USD/year", area="US", industry="cross-industry", release=["2017-05", "2018-05",
    ...     "2019-05", "2021-05", "2022-05"])
    >>> segments(wages)["segment"].tolist()
    [1, 1, 2, 3, 3]
    """
    ordered = figures.sort_values("period_start", kind="stable")
    if (bare := ordered["soc"].isna() | ordered["soc_system"].isna()).any():
        first = ordered.loc[bare, "figure_id"].iloc[0]
        raise InvalidFigure(f"{first} has no SOC code; a series of one occupation needs them")
    pairs = list(zip(ordered["soc"], ordered["soc_system"], strict=True))
    numbers, reasons = [1] * bool(pairs), [""] * bool(pairs)
    for earlier, later in pairwise(pairs):
        found = relation(*earlier, *later)
        numbers.append(numbers[-1] + (not found.same))
        reasons.append("" if found.same else f"{earlier[0]} to {later[0]} is {found.kind}")
    return ordered.assign(segment=numbers, break_why=pd.Series(reasons, ordered.index, "str"))


def _way(start: str, end: str) -> list[tuple[str, str]]:
    """Return the moves from one edition to another, by way of the edition both hang on."""
    up, down = _above(start), _above(end)
    meet = next(edition for edition in up if edition in down)
    path = [*up[: up.index(meet) + 1], *reversed(down[: down.index(meet)])]
    return list(pairwise(path))


def _above(edition: str) -> list[str]:
    """Return an edition and all that it hangs on, directly or not."""
    chain = [edition]
    while chain[-1] in HUB:
        chain.append(HUB[chain[-1]])
    return chain


def _counterparts(soc: str, start: str, end: str) -> list[tuple[str | None, str]]:
    """Return the codes that one code stands under in another edition, each with what states it."""
    found: dict[str | None, str] = {soc: ""}
    for here, there in _way(start, end):
        moved: dict[str | None, str] = {}
        for code, so_far in found.items():
            for after, said in _next(code, here, there):
                moved.setdefault(after, ", ".join(filter(None, (so_far, said))))
        found = moved
    return sorted(found.items(), key=lambda pair: pair[0] or "")


def _next(code: str | None, here: str, there: str) -> list[tuple[str | None, str]]:
    """Return the counterparts of a code one move further; what is lost stays lost."""
    if code is None:
        return [(None, "")]
    if stated := _stated(here, there).get(code):
        return list(stated)
    if code in _passing(here, there):
        return [(code, PASSED)]
    return [(None, f"nothing states what {code} is in {there}")]


@cache
def _stated(here: str, there: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the stated pairs of two neighbouring editions: code -> its counterparts and why."""
    forward = HUB.get(here) == there
    pairs = list(PAIRS[(here, there) if forward else (there, here)])
    if {here, there} == {"SOC 2010", "SOC 2018"}:
        official = crosswalk()
        why = "the 2010 to 2018 SOC crosswalk"
        pairs += [(a, b, why) for a, b in official[["soc_2010", "soc_2018"]].to_numpy()]
    stated: dict[str, tuple[tuple[str, str], ...]] = {}
    for older, newer, why in pairs:
        code, other = (older, newer) if forward else (newer, older)
        stated[code] = (*stated.get(code, ()), (other, why))
    return stated


@cache
def _passing(here: str, there: str) -> frozenset[str]:
    """Return the codes that keep their number: the family's that a hybrid does not combine."""
    hybrid, hub = (here, there) if HUB.get(here) == there else (there, here)
    if "hybrid" not in hybrid:
        return frozenset()
    combined = {code for row in PAIRS[hybrid, hub] for code in row[:2]} | NOT_STATED
    official = crosswalk()["soc_2010" if hub == "SOC 2010" else "soc_2018"]
    return (FAMILY_CODES & set(official)) - combined
