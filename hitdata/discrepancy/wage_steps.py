"""Why two wages (or two numbers of jobs, one of them OEWS's) differ: factors in fixed order.

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
             women and men: those of ACS; full-time workers and all earners, as Data USA counts
             them: those of the census microdata; industry and state: those of OEWS
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hitdata.discrepancy.evidence import Cell, Evidence, Part, read_as, titles
from hitdata.discrepancy.figure import Figure
from hitdata.errors import NotComparable
from hitdata.normalize import EXCHANGED, price_ratio
from hitdata.soc import edition_of
from hitdata.surveys import new_method

__all__ = ["near", "wage_steps"]

#: What is assumed wherever two releases of OEWS are set side by side.
SERIES = "OEWS may be read as a series, though BLS does not offer it as one"

#: The group of ACS that stands against the jobs of OEWS.
WORKERS = "full-time year-round workers"

#: The group that OEWS counts.
JOBS = "wage and salary jobs"

#: Whom the census microdata count, at the nearest to whom Data USA and the tables of ACS do.
EARNERS = "wage and salary earners"

#: Those of them who work all year, full time.
FULL_TIME = f"{EARNERS}, full-time year-round"

#: Coverage of another source -> the nearest of the census microdata.
PERSONS = {"workforce": EARNERS, "workforce not stated": EARNERS, "full-time workforce": FULL_TIME,
           "part-time workforce": f"{EARNERS}, part-time or part-year", EARNERS: EARNERS,
           FULL_TIME: FULL_TIME}  # fmt: skip

#: First year whose OEWS is published under the SOC.
FIRST_OEWS = 2000

#: First year of the ACS medians that are bundled.
FIRST_ACS = 2008


@dataclass(frozen=True)
class Route:
    """Where the figures of the steps lie: product, releases and codes between x and y.

    ``moved`` are the codes whose series tells the period step, at x's release (``before``) and at
    y's (``after``); ``release`` is the one in which the two occupations stand side by side.
    """

    source: str
    before: str | None
    after: str | None
    moved: tuple[str, str] | None
    release: str


def wage_steps(x: Figure, y: Figure, evidence: Evidence) -> Iterator[Part]:
    """Yield what lies between figure ``x`` and figure ``y``, step by step."""
    route = _route(x, y, evidence)
    if x.measure == "wage":
        yield from _statistic(x, y, route, evidence)
        yield from _pay_basis(x, y)
    yield from _period(x, y, route, evidence)
    yield from _occupation(x, y, route, evidence)
    yield from (_jobs if x.measure == "employment" else _groups)(x, y, evidence)
    yield from _industry_and_area(x, y, near(y.dated) or near(x.dated) or route.release, evidence)
    yield from _bands(x, y)


def near(period: str | None) -> str | None:
    """Return the OEWS release whose May lies nearest to a period; None before the SOC, in 2000.

    >>> near("2024-06"), near("2018"), near("2023-12"), near("2001")
    ('2024-05', '2018-05', '2024-05', '2001')
    """
    if period is None or "/" in period:
        return None
    year = int(period[:4]) + (period[5:] == "12")
    if year < FIRST_OEWS:
        return None
    return str(year) if year <= 2002 else f"{year}-05"


def _route(x: Figure, y: Figure, evidence: Evidence) -> Route:
    source = str(x.source) if x.source == y.source and _census(x) else "OEWS"
    before, after = (near(f.dated) if source == "OEWS" else f.release for f in (x, y))
    first, last = before or after or evidence.latest, after or before or evidence.latest
    here, there = edition_of(source, first), edition_of(source, last)
    forward, backward = _moved(x, here, there), _moved(y, here, there)
    release = last if forward or not backward else first
    return Route(source, before, after, forward or backward, release)


def _census(figure: Figure) -> bool:
    return figure.source in {"ACS", "ACS PUMS"}


def _moved(f: Figure, here: str, there: str) -> tuple[str, str] | None:
    """Return the codes of a figure's occupation in two editions, if it has one in each."""
    first, last = f.code_in(here), f.code_in(there)
    return (first, last) if first and last else None


def _cell(like: Figure, source: str, release: str, soc: str, statistic: str) -> Cell:
    """Return the cell of a code for those whom a figure counts: industry and area, or ACS group."""
    cell = Cell(source, release, soc, statistic)
    if source != "OEWS":
        return cell._replace(coverage=str(like.coverage), area=like.area or cell.area)
    if like.source == "OEWS":
        cell = cell._replace(industry=like.industry or cell.industry, area=like.area or cell.area)
    if like.measure != "wage":
        cell = cell._replace(measure=like.measure, unit=like.unit)
    return cell


def _measured(x: Figure, y: Figure) -> str:
    """Return the statistic in which steps are measured: y's, if BLS publishes it."""
    if x.measure != "wage":
        return x.statistic
    return next((f.statistic for f in (y, x) if f.statistic in EXCHANGED), "p50")


def _stated(x: Figure, y: Figure, name: str) -> tuple[str, str] | None:
    """Return what both state of a property; None if it is the same, or one publisher's silence."""
    first, second = getattr(x, name), getattr(y, name)
    if first == second and (first or x.publisher == y.publisher):
        return None
    return first or "not stated", second or "not stated"


# -- which pay, and when ---------------------------------------------------------------------------


def _statistic(x: Figure, y: Figure, route: Route, evidence: Evidence) -> Iterator[Part]:
    said = x.statistic, y.statistic
    if (x.statistic, x.range_kind) == (y.statistic, y.range_kind):
        return
    if odd := [name for name in said if name not in EXCHANGED]:
        average = "printed as average, which may be the mean or the median"
        end = "the end of a range; the share of people inside it is not stated"
        yield Part("statistic", *said, reason=average if odd[0] == "average" else end)
        return
    own = next((f for f in (x, y) if f.source == "OEWS" and f.release), x)
    release = own.release if own.source == "OEWS" and own.release else route.release
    soc = own.code_in(edition_of("OEWS", release))
    if soc is None:
        yield Part("statistic", *said, reason=f"OEWS has no figures of {own.occupation!r}")
        return
    before, after = (_cell(own, route.source, release, soc, statistic) for statistic in said)
    yield evidence.quotient("statistic", said, before, after)


def _pay_basis(x: Figure, y: Figure) -> Iterator[Part]:
    if said := _stated(x, y, "pay_basis"):
        reason = "no product publishes both kinds of pay for the same people"
        if "not stated" in said:
            reason = "one publisher does not state which pay it counts"
        elif "earnings" in said:
            reason = "ACS and OEWS differ in it and in who is counted at once: see coverage"
        yield Part("pay basis", *said, reason=reason)


def _period(x: Figure, y: Figure, route: Route, evidence: Evidence) -> Iterator[Part]:
    said = _stated(x, y, "dated")
    if said is None:
        return
    if "not stated" in said:
        yield Part("period", *said, reason="a reference period is not stated")
    elif x.measure == "employment" and {x.source, y.source} != {"OEWS"}:
        yield Part(
            "period", *said, reason="only OEWS has employment of the same kind for both; EP "
            "measures it anew in each round, and as the average of a year",
        )  # fmt: skip
    elif route.moved and route.before and route.after and route.before != route.after:
        yield _series(x, y, said, route, evidence)
    else:
        yield _prices(x, said, route, evidence)


def _series(x: Figure, y: Figure, said: tuple[str, str], route: Route, evidence: Evidence) -> Part:
    """Return the part between two releases of one product, for an occupation that both have."""
    releases = str(route.before), str(route.after)
    before, after = (
        _cell(x, route.source, release, code, _measured(x, y))
        for release, code in zip(releases, route.moved or (), strict=True)
    )
    part = evidence.quotient("period", said, before, after)
    if route.source != "OEWS":
        return part
    changed = new_method(*releases)
    apart = [f"{p} is taken as May {r[:4]}" for p, r in zip(said, releases, strict=True) if p != r]
    return part.assuming(SERIES, changed and f"that {changed} does not matter", *apart)


def _prices(x: Figure, said: tuple[str, str], route: Route, evidence: Evidence) -> Part:
    if x.measure != "wage":
        reason = "no code kept its meaning between the releases"
        return Part("period", *said, reason=reason)
    try:
        ratio, step = price_ratio(*said, prices=evidence.prices)
    except NotComparable as error:
        return Part("period", *said, reason=str(error))
    why = (
        "both periods lie nearest to one OEWS release"
        if route.before == route.after
        else "no occupation code kept its meaning from the one period to the other"
    )
    assumed = (f"pay moved with prices (CPI-U): {why}", *step.assumptions)
    return Part("period", *said, ratio, step.figure_ids, assumed)


# -- which occupation ------------------------------------------------------------------------------


def _occupation(x: Figure, y: Figure, route: Route, evidence: Evidence) -> Iterator[Part]:
    start, end = (f"{f.soc or 'no code'} {f.occupation or ''}".strip() for f in (x, y))
    found = x.relation_to(y)
    if found is None:
        if (x.soc, x.occupation) != (y.soc, y.occupation):
            yield Part("occupation", start, end, reason="no occupation code fits the title")
        return
    edition = edition_of(route.source, route.release)
    first, last = x.code_in(edition), y.code_in(edition)
    if not found.same and first and last:
        statistic = _measured(x, y)
        before, after = (_cell(x, route.source, route.release, c, statistic) for c in (first, last))
        part = evidence.quotient("occupation", (start, end), before, after)
        if not (x.dated or y.dated):
            part = part.assuming(f"the quotient of {route.release} holds for undated figures")
        if x.measure == "wage" and statistic not in {x.statistic, y.statistic}:
            part = part.assuming("the quotient of medians holds for the printed statistic")
        yield part.assuming(*read_as(x, y))
    elif not found.same:
        reason = f"no release has both codes: {x.soc} to {y.soc} is {found.kind}, without weights"
        yield Part("occupation", start, end, reason=reason)
    if x.occupation != y.occupation:
        yield from titles(x, y)


# -- who is counted --------------------------------------------------------------------------------


def _groups(x: Figure, y: Figure, evidence: Evidence) -> Iterator[Part]:
    """Yield the parts between groups of ACS, and between ACS's workers and OEWS's jobs."""
    said = _stated(x, y, "coverage")
    if said is None:
        return
    surveyed = [f for f in (x, y) if _census(f)]
    if PERSONS.keys() & set(said) and JOBS in said:
        yield from _earners(x, y, said, evidence)
    elif not surveyed or (JOBS not in said and len(surveyed) == 1):
        reason = "people who chose to answer, not a sample of a known population"
        if "not stated" in said:
            reason = "one publisher does not state who is counted"
        yield Part("coverage", *said, reason=reason)
    elif len(surveyed) == 2:
        yield _between(y, said, evidence)
    else:
        acs = surveyed[0]
        group, way = acs.coverage or WORKERS, 1 if acs is x else -1
        steps = [_surveys(acs, y if acs is x else x, way, evidence)]
        if group != WORKERS:
            start, end = (group, WORKERS)[::way]
            steps.insert(0, _between(acs, (start, end), evidence))
        yield from steps[::way]


def _between(acs: Figure, said: tuple[str, str], evidence: Evidence) -> Part:
    """Return the part between two groups of workers, both from the tables of one ACS year."""
    cell = Cell(str(acs.source), str(acs.release), str(acs.soc), acs.statistic)
    cell = cell._replace(area=acs.area or cell.area)
    before, after = (cell._replace(coverage=group) for group in said)
    return evidence.quotient("coverage", said, before, after)


def _earners(x: Figure, y: Figure, said: tuple[str, str], evidence: Evidence) -> Iterator[Part]:
    """Yield the parts between earners, full-time ones among them, and the jobs of OEWS."""
    persons, counted = (x, said[0]) if said[1] == JOBS else (y, said[1])
    group = PERSONS[counted]
    cells = [c for c in evidence.rows if c.source == "ACS PUMS" and c.measure == "wage"]
    release = max((c.release for c in cells), default="")
    soc = persons.code_in(edition_of("ACS PUMS", release)) if release else None
    steps: list[tuple[str, str, Cell | None]] = [(FULL_TIME, JOBS, None)]
    if group != FULL_TIME:
        steps.insert(0, (counted, FULL_TIME, next((c for c in cells if c.soc == soc), None)))
    if persons is y:
        steps = [(end, start, cell) for start, end, cell in reversed(steps)]
    for start, end, cell in steps:
        if JOBS in {start, end}:
            yield Part("coverage", start, end, reason="persons tell their own pay and occupation, "
                       "employers that of their jobs; nobody publishes both")  # fmt: skip
        elif cell is None:
            yield Part("coverage", start, end, reason="no microdata of the occupation are at hand")
        else:
            of = cell._replace(statistic="mean" if persons.statistic == "mean" else "p50")
            ends = (of._replace(coverage=PERSONS[name]) for name in (start, end))
            where = f"{release} ({cell.area})"
            own = persons.source == "ACS PUMS" and persons.release == release
            yield evidence.quotient("coverage", (start, end), *ends).assuming(
                "" if own else f"the two groups stood as far apart as in {where}"
            )


def _surveys(acs: Figure, other: Figure, way: int, evidence: Evidence) -> Part:
    """Return the part between ACS's workers and OEWS's jobs, of one year that is not the pair's.

    If the two figures are themselves the medians of that year, they would explain their gap by
    itself; then the year before is taken, and that it holds is an assumption.
    """
    start, end = (WORKERS, JOBS)[::way]
    year = int(str(acs.release)[:4])
    itself = other.source in {"OEWS", "EP"} and near(other.dated) == f"{year}-05"
    itself &= acs.coverage == WORKERS
    itself &= other.industry in {None, "cross-industry"} and other.area == "US"
    itself &= acs.code_in(str(other.soc_system)) == other.soc
    taken = year if not itself else year - 1 if year > FIRST_ACS else year + 1
    soc, older = (acs.code_in(edition_of(source, taken)) for source in ("OEWS", "ACS"))
    if soc is None or older is None:
        reason = f"{acs.soc} has no counterpart of its own in the surveys of {taken}"
        return Part("coverage", start, end, reason=reason)
    workers = Cell("ACS", str(taken), older, acs.statistic, coverage=WORKERS)
    before, after = (workers, Cell("OEWS", f"{taken}-05", soc, "p50"))[::way]
    return evidence.quotient("coverage", (start, end), before, after).assuming(
        "all between the surveys counts here: people, pay, coding of occupations, sampling",
        f"what lay between the surveys in {taken} lay between them in {year}" if itself else "",
    )


def _jobs(x: Figure, y: Figure, evidence: Evidence) -> Iterator[Part]:
    """Yield the part of the self-employed between EP's jobs and OEWS's."""
    if x.coverage == y.coverage:
        return
    said = x.coverage or "not stated", y.coverage or "not stated"
    ep = x if x.source == "EP" else y
    if ep.source != "EP" or set(said) != {JOBS, "all jobs"}:
        yield Part("coverage", *said, reason="no product publishes both")
        return
    cell = Cell("EP", str(ep.release), str(ep.soc), "percent", coverage="all jobs",
                measure="self-employed share", unit="percent")  # fmt: skip
    try:
        figure_id, percent = evidence.find(cell)
    except LookupError as lacking:
        yield Part("coverage", *said, reason=str(lacking))
        return
    share = 1 - percent / 100
    assumed = "the self-employed are all that EP's jobs add to OEWS's"
    yield Part("coverage", *said, share if ep is x else 1 / share, (figure_id,), (assumed,))


def _industry_and_area(x: Figure, y: Figure, release: str, evidence: Evidence) -> Iterator[Part]:
    """Yield industry and area; from a state, the area first, as states have all industries only."""
    everywhere = {"industry": "cross-industry", "area": "US"}
    at = {name: getattr(x, name) or whole for name, whole in everywhere.items()}
    copies = [f for f in (x, y) if f.second_hand and f.dated is None]
    lost = [f"it restates a release of {copy.witness} that is not known"
            for copy in copies if copy.witness.startswith("BLS")]  # fmt: skip
    for name in ("area", "industry") if at["area"] != "US" else ("industry", "area"):
        said = at[name], getattr(y, name) or everywhere[name]
        if said[0] == said[1]:
            continue
        before, at[name] = at.copy(), said[1]
        if lost:
            yield Part("coverage", *said, reason=lost[0])
            continue
        soc = y.code_in(edition_of("OEWS", release))
        part = Part("coverage", *said, reason=f"OEWS has no figures of {y.occupation!r}")
        if soc is not None:
            cell = _cell(x, "OEWS", release, soc, _measured(x, y))
            cells = cell._replace(**before), cell._replace(**at)
            part = evidence.quotient("coverage", said, *cells)
        silent = [f.publisher for f in (x, y) if getattr(f, name) is None]
        yield part.assuming(f"{silent[0]} states no {name}; taken as all" if silent else "")


def _bands(x: Figure, y: Figure) -> Iterator[Part]:
    bands = [(f.experience_min, f.experience_max) for f in (x, y)]
    if bands[0] != bands[1]:
        start, end = ("everyone" if low is None else f"{low:g} years and more" for low, _ in bands)
        yield Part("coverage", start, end, reason="OEWS publishes no pay by experience")
