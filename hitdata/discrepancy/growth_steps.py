"""Why two figures of Employment Projections differ, in the fixed order of steps.

Growth is a percent over ten years, so its parts are percentage points that are added:

period       one occupation's growth in the two rounds; what was projected, not what happened
occupation   two codes' growth in one round. Where a code was split, the growth of all its
             successors together, from their employment, which can be added up where percents and
             medians cannot

Jobs, changes in jobs and openings (`count_steps`) differ by factors. From the first to the last
year of one round, that is the projected change which the round publishes; from round to round it
is nothing published, because each round measures employment anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from hitdata.discrepancy.evidence import Cell, Evidence, Part, read_as, titles
from hitdata.discrepancy.figure import Figure
from hitdata.normalize import successors
from hitdata.soc import edition_of

__all__ = ["count_steps", "growth_steps"]

#: Codes of one occupation in one edition: several where it was split.
Codes = tuple[str, ...]


def growth_steps(x: Figure, y: Figure, evidence: Evidence) -> Iterator[Part]:
    """Yield what lies between the projected growth ``x`` and ``y``, step by step."""
    first, last = _round(x), _round(y)
    release = last or first
    if first and last:
        moved = _moved(x, y, first, last)
        if first != last:
            yield _period(x, (first, last), moved, evidence)
        release = first if moved and moved[0] is y else last
    else:
        reason = "base and projected year are not both stated"
        yield Part("period", _until(x), _until(y), reason=reason)
    yield from _occupation(x, y, release, evidence)


def count_steps(x: Figure, y: Figure, evidence: Evidence) -> Iterator[Part]:
    """Yield what lies between two figures of EP that are neither wages nor growth in percent."""
    if x.release != y.release:
        reason = "each round of EP measures anew, so two rounds do not show change over time"
        yield Part("period", _until(x), _until(y), reason=reason)
    elif x.dated != y.dated:
        yield _projected_change(x, y, evidence)
    found = x.relation_to(y)
    if found is None or not found.same:
        said = (f"{x.soc} {x.occupation}", f"{y.soc} {y.occupation}")
        code, cell = x.code_in(edition_of("EP", str(y.release))), Cell.of(y)
        none = Part("occupation", *said, reason=f"round {y.release} has no code of its own for it")
        other = cell._replace(soc=str(code))
        yield evidence.quotient("occupation", said, other, cell) if code else none


def _projected_change(x: Figure, y: Figure, evidence: Evidence) -> Part:
    """Return the part between the two years of one round: the change that it publishes."""
    said = str(x.dated), str(y.dated)
    cell = Cell.of(x)._replace(release=str(x.release), measure="employment change")
    try:
        figure_id, change = evidence.find(cell)
    except LookupError as lacking:
        return Part("period", *said, reason=str(lacking))
    way = 1 if said[0] < said[1] else -1
    assumed = ("this is the change that the round projects",)
    return Part("period", *said, 1 + way * change / x.number, (figure_id,), assumed)


def _round(f: Figure) -> str | None:
    if f.source == "EP" and f.release:
        return f.release
    return f"{f.projected[0]:.0f}-{f.projected[1] % 100:02.0f}" if f.projected else None


def _until(f: Figure) -> str:
    return _round(f) or (f"until {f.projected_year:.0f}" if f.projected_year else "not stated")


def _moved(x: Figure, y: Figure, first: str, last: str) -> tuple[Figure, Codes] | None:
    """Return the figure whose occupation is followed to the other's round, and its codes there.

    The occupation of x is followed to y's round if it is one code there; else that of y to x's
    round; else the one of the older edition to its successors, together.
    """
    here, there = edition_of("EP", first), edition_of("EP", last)
    for figure, own, other in ((x, here, there), (y, there, here)):
        if figure.code_in(own) and (code := figure.code_in(other)):
            return figure, (code,)
    older, other = (x, there) if first <= last else (y, here)
    codes = older.codes_in(other)
    return (older, codes) if codes else None


def _period(
    x: Figure, rounds: tuple[str, str], moved: tuple[Figure, Codes] | None, evidence: Evidence
) -> Part:
    if moved is None:
        reason = "no code passed from the one round to the other"
        return Part("period", *rounds, reason=reason)
    followed, codes = moved
    way = 1 if followed is x else -1
    first, last = ((str(followed.soc),), codes)[::way]
    part = _difference("period", rounds, (first, last), rounds, evidence)
    if len(codes) == 1:
        return part
    here, there = str(followed.soc_system), edition_of("EP", rounds[::way][1])
    held = {old for code in codes for old in successors(code, start=there, end=here)}
    others = ", ".join(sorted(held - {str(followed.soc)}))
    also = f", though they also hold parts of {others}" if others else ""
    return part.assuming(f"{' and '.join(codes)} together stand for {followed.soc}{also}")


def _occupation(x: Figure, y: Figure, release: str | None, evidence: Evidence) -> Iterator[Part]:
    found = x.relation_to(y)
    if found is None:
        yield Part("occupation", str(x.occupation), str(y.occupation), reason="no code fits")
        return
    if not found.same:
        yield _codes(x, y, release, evidence)
    yield from titles(x, y)


def _codes(x: Figure, y: Figure, release: str | None, evidence: Evidence) -> Part:
    said = (f"{x.soc} {x.occupation}", f"{y.soc} {y.occupation}")
    if release is None:
        return Part("occupation", *said, reason="neither figure names its round")
    first, last = (f.codes_in(edition_of("EP", release)) for f in (x, y))
    if first == last:
        reason = "both stand under the same codes in one round"
        return Part("occupation", *said, reason=reason)
    part = _difference("occupation", said, (first, last), (release, release), evidence)
    return part.assuming(*read_as(x, y))


def _difference(
    step: str, said: tuple[str, str], codes: tuple[Codes, Codes], rounds: tuple[str, str],
    evidence: Evidence,
) -> Part:  # fmt: skip
    """Return the part between the growth of codes in one round and of others in another."""
    try:
        (before, first), (after, last) = (
            _growth(some, release, evidence) for some, release in zip(codes, rounds, strict=True)
        )
    except LookupError as lacking:
        return Part(step, *said, reason=str(lacking))
    return Part(step, *said, after - before, tuple(dict.fromkeys((*first, *last))))


def _growth(codes: Codes, release: str, evidence: Evidence) -> tuple[float, Codes]:
    """Return the growth of codes together, and the figures it is from.

    One code's is as printed; that of several follows from their employment.
    """
    if not codes:
        raise LookupError(f"no code of {release} is known to hold the occupation")
    own = Cell("EP", release, codes[0], "percent", coverage="all jobs",
               measure="employment change", unit="percent")  # fmt: skip
    if len(codes) == 1:
        figure_id, percent = evidence.find(own)
        return percent, (figure_id,)
    jobs = own._replace(statistic="total", measure="employment", unit="jobs")
    base, projected = (
        [evidence.find(jobs._replace(release=f"{release} in {year}", soc=code)) for code in codes]
        for year in (release[:4], release[:2] + release[-2:])
    )
    ratio = sum(value for _, value in projected) / sum(value for _, value in base)
    return 100 * (ratio - 1), tuple(figure_id for figure_id, _ in (*base, *projected))
