"""Why two projections of growth differ: percentage points in the fixed order of steps.

Growth is a percent over ten years, so its parts are added, not multiplied. They come from EP:

period       one occupation's growth in the two rounds; what was projected, not what happened
occupation   two codes' growth in one round. Where a code was split, the growth of all its
             successors together, from their employment, which can be added up where percents and
             medians cannot
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hitdata.discrepancy.evidence import Cell, Evidence, counterpart, system_of
from hitdata.discrepancy.figure import Figure
from hitdata.discrepancy.parts import Part, read_as, titles, unknown_part
from hitdata.normalize import relation, successors

__all__ = ["growth_parts"]

Codes = tuple[str, ...]


class Moved(NamedTuple):
    """Codes followed across two rounds: in x's round, in y's, and whether they are those of y."""

    first: Codes
    last: Codes
    of_y: bool


class Growth(NamedTuple):
    """Growth of one or several codes in one round, and the figures it comes from."""

    percent: float | None
    figure_ids: Codes
    lacking: str = ""


def growth_parts(x: Figure, y: Figure, evidence: Evidence) -> Iterator[Part]:
    """Yield what lies between the projected growth ``x`` and ``y``, step by step."""
    first, last = _round(x), _round(y)
    if not (first and last):
        yield unknown_part(
            "period", _said(x), _said(y), "base and projected year are not both stated"
        )
        yield from _occupation(x, y, first or last, None, evidence)
        return
    moved = _moved(x, y, first, last)
    if first != last:
        yield _period(x, y, moved, evidence)
    level = first if moved and moved.of_y else last
    yield from _occupation(x, y, level, moved, evidence)


def _round(f: Figure) -> str | None:
    if f.source == "EP" and f.release:
        return f.release
    return f"{f.projected[0]:.0f}-{f.projected[1] % 100:02.0f}" if f.projected else None


def _said(f: Figure) -> str:
    return _round(f) or (f"until {f.projected_year:.0f}" if f.projected_year else "not stated")


def _moved(x: Figure, y: Figure, first: str, last: str) -> Moved | None:
    """Return the codes to compare across the rounds of x and y.

    The occupation of x is followed to y's round if it is one code there; else that of y to x's
    round; else the one of the older edition to its successors, together.
    """
    here, there = (system_of(r, source="EP") for r in (first, last))
    if counterpart(x, here) and (code := counterpart(x, there)):
        return Moved((str(x.soc),), (code,), False)
    if counterpart(y, there) and (code := counterpart(y, here)):
        return Moved((code,), (str(y.soc),), True)
    if first <= last:
        codes = _successors(x, there)
        return Moved((str(x.soc),), codes, False) if codes else None
    codes = _successors(y, here)
    return Moved(codes, (str(y.soc),), True) if codes else None


def _successors(f: Figure, system: str) -> Codes:
    if f.soc is None or f.soc_system is None:
        return ()
    return successors(f.soc, start=f.soc_system, end=system)


def _period(x: Figure, y: Figure, moved: Moved | None, evidence: Evidence) -> Part:
    rounds = str(_round(x)), str(_round(y))
    if moved is None:
        return unknown_part("period", *rounds, "no code passed from the one round to the other")
    grown = [_growth(codes, r, evidence) for codes, r in zip(moved[:2], rounds, strict=True)]
    return _difference("period", rounds, grown).assuming(*_together(moved, x, y))


def _together(moved: Moved, x: Figure, y: Figure) -> list[str]:
    """Return what is assumed where successors stand for a code together."""
    older = y if moved.of_y else x
    codes = next((codes for codes in moved[:2] if len(codes) > 1), ())
    if not codes or not older.soc_system:
        return []
    system = "SOC 2018" if older.soc_system == "SOC 2010" else older.soc_system
    others = {
        code for new in codes for code in successors(new, start=system, end=older.soc_system)
    } - {older.soc}
    also = f", though they also hold parts of {', '.join(sorted(others))}" if others else ""
    return [f"{' and '.join(codes)} together stand for {older.soc}{also}"]


def _occupation(
    x: Figure, y: Figure, level: str | None, moved: Moved | None,
    evidence: Evidence,
) -> Iterator[Part]:  # fmt: skip
    if not (x.soc and y.soc and x.soc_system and y.soc_system):
        yield unknown_part("occupation", str(x.occupation), str(y.occupation), "no code fits")
        return
    if not relation(x.soc, x.soc_system, y.soc, y.soc_system).same:
        yield _codes(x, y, level, moved, evidence)
    yield from titles(x, y)


def _codes(
    x: Figure, y: Figure, level: str | None, moved: Moved | None, evidence: Evidence
) -> Part:
    said = (f"{x.soc} {x.occupation}", f"{y.soc} {y.occupation}")
    if level is None:
        return unknown_part("occupation", *said, "neither figure names its round")
    ends = [_successors(f, system_of(level, source="EP")) for f in (x, y)]
    if moved:
        ends[1 if moved.of_y else 0] = moved.first if moved.of_y else moved.last
    if ends[0] == ends[1]:
        return unknown_part("occupation", *said, "both stand under the same codes in one round")
    grown = [_growth(codes, level, evidence) for codes in ends]
    return _difference("occupation", said, grown).assuming(*read_as(x, y))


def _difference(step: str, said: tuple[str, str], grown: list[Growth]) -> Part:
    before, after = grown
    if before.percent is None or after.percent is None:
        return unknown_part(step, *said, before.lacking or after.lacking)
    ids = tuple(dict.fromkeys((*before.figure_ids, *after.figure_ids)))
    return Part(step, *said, after.percent - before.percent, ids)


def _growth(codes: Codes, release: str, evidence: Evidence) -> Growth:
    """Return the growth of codes together: as printed for one, from the employment for several."""
    if not codes:
        return Growth(None, (), f"no code of {release} is known to hold the occupation")
    if len(codes) == 1:
        cell = Cell("EP", release, codes[0], "percent", coverage="all jobs",
                    measure="employment change", unit="percent")  # fmt: skip
        found = evidence.find(cell)
        if found is None:
            return Growth(None, (), f"{cell} is not among the figures")
        return Growth(found[1], (found[0],))
    base, projected = release[:4], release[:2] + release[-2:]
    jobs = {
        year: [
            Cell("EP", f"{release} in {year}", code, "total", coverage="all jobs",
                 measure="employment", unit="jobs")
            for code in codes
        ]
        for year in (base, projected)
    }  # fmt: skip
    sums, ids = [], []
    for cells in jobs.values():
        figures = [evidence.find(cell) for cell in cells]
        if None in figures:
            return Growth(None, (), f"{cells[figures.index(None)]} is not among the figures")
        sums.append(sum(figure[1] for figure in figures if figure))
        ids += [figure[0] for figure in figures if figure]
    return Growth(100 * (sums[1] / sums[0] - 1), tuple(ids))
