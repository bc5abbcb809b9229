"""Editions of the SOC: the same work under other codes, and the same code for other work.

OEWS and EP moved from SOC 2000 through a hybrid (2010-11) to SOC 2010, and through a second hybrid
(2019-20) to SOC 2018. Some occupations passed unchanged, some only changed their code, some were
split or merged: medical records technicians (29-2071) became part of 29-2098, then records
specialists (29-2072) and, in part, information technologists (29-9021). `relation` says which is
the case, from pairs of codes; there are no weights, since how many of a code's jobs went where is
not published, so a figure is never shared out between codes.

2010 to 2018 is the official crosswalk. The other moves have no official file in the package: they
stand in ``pairs.csv``, each with what states it. A code that neither names passes under its own
number, except from SOC 2000, whose numbers were given anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from hitdata.data.bundled import crosswalk
from hitdata.errors import unknown
from hitdata.soc import CODES as FAMILY_CODES
from hitdata.soc import EDITIONS
from hitdata.table.schema import listed

__all__ = ["Relation", "relation", "successors", "translate"]

#: Edition -> the edition it hangs on; hybrids hang on the edition whose codes they combine.
HUB = {"SOC 2000": "SOC 2010", "SOC 2000/2010 hybrid": "SOC 2010", "SOC 2010": "SOC 2018",
       "SOC 2010/2018 hybrid": "SOC 2018"}  # fmt: skip

#: Why a code is the same in a hybrid edition as in the edition it hangs on.
PASSED = "OEWS prints the same code and title in both editions"

#: Codes of the family that may not pass a hybrid unchanged, and of which nothing states more:
#: OEWS 2010 and 2011 star the titles of 15-1799 and 29-2799 as OEWS's own. Compliance officers
#: (13-1041) have no pair because their SOC 2000 title excludes fields that SOC 2010's holds.
NOT_STATED = frozenset({"15-1199", "15-1799", "29-2099", "29-2799"})


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
    ways = _way(system, other_system), _way(other_system, system)
    if system == other_system:
        kind = "same" if soc == other else "none"
        return Relation(kind, (soc,), (other,), f"both are codes of {system}")
    pairs = [_counterparts(code, way) for code, way in zip((soc, other), ways, strict=True)]
    there, back = (tuple(code for code, _ in found if code) for found in pairs)
    why = "; ".join(dict.fromkeys(said for found in pairs for _, said in found))
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
    return tuple(code for code, _ in _counterparts(soc, _way(start, end)) if code)


def translate(codes: Iterable[str], *, start: str, end: str) -> pd.DataFrame:
    """Return every code of edition ``end`` that shares work with ``codes`` of edition ``start``.

    Columns: from, to (missing where no counterpart is known), why (what states it), a row per
    pair. No code is lost: each of ``codes`` has at least one row.

    >>> translate(["29-2098"], start="SOC 2010/2018 hybrid", end="SOC 2018")["to"].tolist()
    ['29-2036', '29-2072', '29-2099']
    """
    way = _way(start, end)
    rows = [(code, *found) for code in sorted(set(codes)) for found in _counterparts(code, way)]
    return pd.DataFrame(rows, columns=["from", "to", "why"], dtype="str")


def _way(start: str, end: str) -> list[tuple[str, str]]:
    """Return the moves from one edition to another, by way of the edition both hang on."""
    for edition in (start, end):
        if edition not in EDITIONS:
            raise unknown("edition", edition, EDITIONS)
    up, down = _above(start), _above(end)
    meet = next(edition for edition in up if edition in down)
    return list(pairwise([*up[: up.index(meet)], meet, *reversed(down[: down.index(meet)])]))


def _above(edition: str) -> list[str]:
    """Return an edition and all that it hangs on, directly or not."""
    if edition not in EDITIONS:
        raise unknown("soc_system", edition, EDITIONS)
    return [edition, *(_above(HUB[edition]) if edition in HUB else ())]


def _counterparts(soc: str, way: list[tuple[str, str]]) -> list[tuple[str | None, str]]:
    """Return the codes that one code stands under after each move, with what states them."""
    found: dict[str | None, str] = {soc: ""}
    for here, there in way:
        moved: dict[str | None, str] = {}
        for code, so_far in found.items():
            lost = [(None, f"nothing states what {code} is in {there}")]
            for after, said in _stated(here, there).get(code, lost):
                moved.setdefault(after, ", ".join(filter(None, (so_far, said))))
        found = moved
    return sorted(found.items(), key=lambda pair: pair[0] or "")


@cache
def _stated(here: str, there: str) -> dict[str | None, list[tuple[str | None, str]]]:
    """Return the pairs of two neighboring editions: code -> its counterparts and what states them.

    In a hybrid the family's codes keep their number where nothing says that it combines them.
    """
    edition, hub = (here, there) if HUB.get(here) == there else (there, here)
    pairs = [(code, other, why) for of, to, code, others, why in listed(__file__, "pairs.csv")
             if (of, to) == (edition, hub) for other in others.split()]  # fmt: skip
    official = crosswalk()
    if "hybrid" in edition:
        named = {code for pair in pairs for code in pair[:2]} | NOT_STATED
        printed = set(official["soc_2010" if hub == "SOC 2010" else "soc_2018"])
        pairs += [(code, code, PASSED) for code in (FAMILY_CODES & printed) - named]
    elif edition == "SOC 2010":
        both = official[["soc_2010", "soc_2018"]].to_numpy()
        pairs += [(code, other, "the 2010 to 2018 SOC crosswalk") for code, other in both]
    stated: dict[str | None, list[tuple[str | None, str]]] = {None: [(None, "")]}
    for first, second, why in pairs:
        code, other = (first, second) if edition == here else (second, first)
        stated.setdefault(code, []).append((other, why))
    return stated
