"""Why two wages (or two numbers of jobs) differ: factors in the fixed order of steps.

Every factor is the quotient of two figures of one release, occupation and industry that differ in
the one property in question:

statistic    the two statistics that OEWS publishes of the occupation
pay basis    never: no product publishes two kinds of pay for the same people
period       OEWS's figures of the same occupation in the two Mays nearest to the two periods (of
             two ACS figures: ACS's own). Not prices: what moves between two months is the
             occupation's pay, and OEWS measured it. Where the code did not keep its meaning, or
             both periods lie nearest to one May, CPI-U
occupation   the figures of the two codes in one release
coverage     full-time year-round workers against jobs: the medians of ACS and OEWS for one year;
             women and men: those of ACS; industry and state: those of OEWS
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hitdata.discrepancy.coverage import coverage
from hitdata.discrepancy.evidence import Cell, Evidence, counterpart, near, system_of
from hitdata.discrepancy.figure import Figure
from hitdata.discrepancy.parts import Part, cited, read_as, titles, unknown_part
from hitdata.errors import NotComparable
from hitdata.normalize import EXCHANGED, price_ratio, relation

__all__ = ["pay_parts"]

SERIES = "OEWS may be read as a series, though BLS does not offer it as one"
METHOD = "the estimation method that changed with May 2021 does not matter"


@dataclass(frozen=True)
class Route:
    """Where the figures of the steps lie: product, releases and codes between x and y.

    ``moved`` are the codes whose series tells the period step, at x's release and at y's;
    ``level`` is the release in which the two occupations (``codes``) stand side by side.
    """

    source: str
    before: str | None
    after: str | None
    moved: tuple[str, str] | None
    level: str
    codes: tuple[str, str] | None


def pay_parts(x: Figure, y: Figure, evidence: Evidence) -> Iterator[Part]:
    """Yield what lies between figure ``x`` and figure ``y``, step by step."""
    route = _route(x, y, evidence)
    if x.measure == "wage":
        yield from _statistic(x, y, route, evidence)
        yield from _pay_basis(x, y)
    yield from _period(x, y, route, evidence)
    yield from _occupation(x, y, route, evidence)
    yield from coverage(x, y, route.level, evidence)


def _route(x: Figure, y: Figure, evidence: Evidence) -> Route:
    source = "ACS" if x.source == y.source == "ACS" else "OEWS"
    before, after = (f.release if source == "ACS" else near(f.dated) for f in (x, y))
    first, last = before or after or evidence.latest, after or before or evidence.latest
    systems = [system_of(release, source=source) for release in (first, last)]
    forward = _pair(x, x, systems)
    backward = _pair(y, y, systems)
    later = bool(forward or not backward)
    level, edition = (last, systems[1]) if later else (first, systems[0])
    codes = _pair(x, y, [edition, edition])
    return Route(source, before, after, forward or backward, level, codes)


def _pair(x: Figure, y: Figure, systems: list[str]) -> tuple[str, str] | None:
    """Return the code of x's occupation in one edition and of y's in another, if both have one."""
    first, last = counterpart(x, systems[0]), counterpart(y, systems[1])
    return (first, last) if first and last else None


def _cell(place: Figure, route: Route, release: str, soc: str, statistic: str) -> Cell:
    """Return the cell of a code among ``place``'s people: industry and area, or group of ACS."""
    cell = Cell(route.source, release, soc, statistic)
    if route.source == "ACS":
        return cell._replace(coverage=str(place.coverage))
    if place.source == "OEWS":
        cell = cell._replace(industry=place.industry or cell.industry, area=place.area or cell.area)
    if place.measure == "employment":
        cell = cell._replace(measure="employment", unit="jobs")
    return cell


def _measured(x: Figure, y: Figure) -> str:
    """Return the statistic in which the later steps are measured: y's, if BLS publishes it."""
    if x.measure == "employment":
        return "total"
    return next((f.statistic for f in (y, x) if f.statistic in EXCHANGED), "p50")


def _statistic(x: Figure, y: Figure, route: Route, evidence: Evidence) -> Iterator[Part]:
    start, end = x.statistic, y.statistic
    if (start, x.range_kind) == (end, y.range_kind):
        return
    if not {start, end} <= set(EXCHANGED):
        odd = next(s for s in (start, end) if s not in EXCHANGED)
        said = (
            "printed as average; mean or median is not said"
            if odd == "average"
            else "the end of a range; which share of people lies inside is not said"
        )
        yield unknown_part("statistic", start, end, said)
        return
    own = next((f for f in (x, y) if f.source == "OEWS" and f.release), x)
    release = own.release if own.source == "OEWS" and own.release else route.level
    soc = counterpart(own, system_of(release))
    if soc is None:
        yield unknown_part("statistic", start, end, f"OEWS has no figures of {own.occupation!r}")
        return
    cells = (_cell(own, route, release, soc, start), _cell(own, route, release, soc, end))
    yield cited("statistic", start, end, cells, evidence)


def _pay_basis(x: Figure, y: Figure) -> Iterator[Part]:
    if x.pay_basis == y.pay_basis and (x.pay_basis or x.publisher == y.publisher):
        return
    start, end = x.pay_basis or "not stated", y.pay_basis or "not stated"
    reason = "no product publishes both kinds of pay for the same people"
    if "not stated" in (start, end):
        reason = "which pay is counted is not said"
    elif "earnings" in (start, end):
        reason = "ACS and OEWS differ in it and in who is counted at once: see coverage"
    yield unknown_part("pay basis", start, end, reason)


def _period(x: Figure, y: Figure, route: Route, evidence: Evidence) -> Iterator[Part]:
    start, end = x.dated or "not stated", y.dated or "not stated"
    if x.dated == y.dated and x.dated:
        return
    if not (x.dated and y.dated):
        if x.publisher != y.publisher or x.dated != y.dated:
            yield unknown_part("period", start, end, "a reference period is not stated")
        return
    if x.measure == "employment" and {x.source, y.source} != {"OEWS"}:
        yield unknown_part(
            "period", start, end, "only OEWS has employment of the same kind for both; EP measures "
            "it anew in each round, and as the average of a year"
        )  # fmt: skip
        return
    if route.moved and route.before and route.after and route.before != route.after:
        yield _series(x, y, route, evidence)
    else:
        yield _prices(x, (start, end), route, evidence)


def _series(x: Figure, y: Figure, route: Route, evidence: Evidence) -> Part:
    """Return the part between two releases of one product, for an occupation that both have."""
    releases = str(route.before), str(route.after)
    statistic = _measured(x, y)
    first, last = (
        _cell(x, route, release, code, statistic)
        for release, code in zip(releases, route.moved or (), strict=True)
    )
    said = str(x.dated), str(y.dated)
    part = cited("period", *said, (first, last), evidence)
    if route.source == "ACS":
        return part
    changed = min(releases) < "2021-05" <= max(releases)
    apart = [f"{p} is taken as May {r[:4]}" for p, r in zip(said, releases, strict=True) if p != r]
    return part.assuming(SERIES, METHOD if changed else "", *apart)


def _prices(x: Figure, said: tuple[str, str], route: Route, evidence: Evidence) -> Part:
    start, end = said
    if x.measure == "employment":
        return unknown_part("period", start, end, "no code kept its meaning between the releases")
    try:
        ratio, step = price_ratio(start, end, prices=evidence.prices)
    except NotComparable as error:
        return unknown_part("period", start, end, str(error))
    why = (
        "both periods lie nearest to one OEWS release"
        if route.before == route.after
        else "no occupation code kept its meaning from the one period to the other"
    )
    assumed = (f"pay moved with prices (CPI-U): {why}", *step.assumptions)
    return Part("period", start, end, ratio, step.figure_ids, assumed)


def _occupation(x: Figure, y: Figure, route: Route, evidence: Evidence) -> Iterator[Part]:
    start, end = (f"{f.soc or 'no code'} {f.occupation or ''}".strip() for f in (x, y))
    if x.soc and y.soc and x.soc_system and y.soc_system:
        found = relation(x.soc, x.soc_system, y.soc, y.soc_system)
        if not found.same:
            yield _codes(x, y, (start, end, found.kind), route, evidence)
        if y.occupation != x.occupation:
            yield from titles(x, y)
    elif x.soc != y.soc or x.occupation != y.occupation:
        yield unknown_part("occupation", start, end, "no occupation code fits the title")


def _codes(
    x: Figure, y: Figure, said: tuple[str, str, str], route: Route, evidence: Evidence
) -> Part:
    start, end, kind = said
    if route.codes is None:
        return unknown_part(
            "occupation", start, end,
            f"no release has both codes: {x.soc} to {y.soc} is {kind}, without weights",
        )  # fmt: skip
    statistic = _measured(x, y)
    cells = tuple(_cell(x, route, route.level, code, statistic) for code in route.codes)
    part = cited("occupation", start, end, (cells[0], cells[1]), evidence)
    undated = (
        "" if x.dated or y.dated else f"the quotient of {route.level} holds for undated figures"
    )
    median = (
        ""
        if statistic in (x.statistic, y.statistic) or x.measure != "wage"
        else ("the quotient of medians holds for the printed statistic")
    )
    return part.assuming(undated, median, *read_as(x, y))
