"""Who is counted: full-time workers or jobs, women or men, an industry or all, a state or all."""

from __future__ import annotations

from collections.abc import Iterator

from hitdata.discrepancy.evidence import Cell, Evidence, counterpart, near, system_of
from hitdata.discrepancy.figure import Figure
from hitdata.discrepancy.parts import Part, cited, unknown_part
from hitdata.normalize import EXCHANGED

__all__ = ["coverage"]

#: The group of ACS that stands against the jobs of OEWS.
WORKERS = "full-time year-round workers"
JOBS = "wage and salary jobs"

#: Years of ACS medians that are bundled: the first and the last.
ACS_YEARS = (2008, 2018)


def coverage(x: Figure, y: Figure, level: str | None, evidence: Evidence) -> Iterator[Part]:
    """Yield the parts about who is counted, from figure ``x`` to figure ``y``."""
    if x.measure == "employment":
        yield from _jobs(x, y, evidence)
    else:
        yield from _people(x, y, evidence)
    release = near(y.dated) or near(x.dated) or level
    yield from _places(x, y, release, evidence)
    yield from _bands(x, y)


def _people(x: Figure, y: Figure, evidence: Evidence) -> Iterator[Part]:
    if x.coverage == y.coverage and (x.coverage or x.publisher == y.publisher):
        return
    start, end = x.coverage or "not stated", y.coverage or "not stated"
    groups = [f for f in (x, y) if f.source == "ACS"]
    if not groups or (JOBS not in (start, end) and len(groups) == 1):
        reason = "self-selected people, no sample of a known population"
        if "not stated" in (start, end):
            reason = "who is counted is not said"
        yield unknown_part("coverage", start, end, reason)
        return
    if len(groups) == 2:
        yield _groups(y, start, end, evidence)
        return
    acs, group = groups[0], groups[0].coverage or WORKERS
    if x is acs:
        if group != WORKERS:
            yield _groups(acs, group, WORKERS, evidence)
        yield _surveys(x, y, acs, evidence)
    else:
        yield _surveys(x, y, acs, evidence)
        if group != WORKERS:
            yield _groups(acs, WORKERS, group, evidence)


def _groups(acs: Figure, start: str, end: str, evidence: Evidence) -> Part:
    """Return the part between two groups of workers, both from the tables of one ACS year."""
    cells = tuple(_acs(acs, str(acs.release), str(acs.soc), group) for group in (start, end))
    return cited("coverage", start, end, (cells[0], cells[1]), evidence)


def _acs(acs: Figure, year: str, soc: str, group: str) -> Cell:
    return Cell("ACS", year, soc, acs.statistic, coverage=group)


def _surveys(x: Figure, y: Figure, acs: Figure, evidence: Evidence) -> Part:
    """Return the part between ACS's workers and OEWS's jobs, of one year that is not the pair's.

    If the two figures are themselves the medians of that year, they would explain their gap by
    itself; then the year before is taken, and that it holds is an assumption.
    """
    other = y if acs is x else x
    start, end = (WORKERS, JOBS) if acs is x else (JOBS, WORKERS)
    year = int(str(acs.release)[:4])
    itself = other.source in {"OEWS", "EP"} and near(other.dated) == near(str(year))
    itself &= acs.coverage == WORKERS and _plain(other)
    itself &= counterpart(acs, str(other.soc_system)) == other.soc
    taken = year if not itself else year - 1 if year > ACS_YEARS[0] else year + 1
    release = near(str(taken))
    soc = counterpart(acs, system_of(str(taken)))
    older = counterpart(acs, system_of(str(taken), source="ACS"))
    if soc is None or older is None or release is None:
        return unknown_part(
            "coverage", start, end,
            f"{acs.soc} has no counterpart of its own in the surveys of {taken}",
        )  # fmt: skip
    jobs = Cell("OEWS", release, soc, "p50")
    workers = _acs(acs, str(taken), older, WORKERS)
    cells = (workers, jobs) if acs is x else (jobs, workers)
    also = "all between the surveys counts here: people, pay, coding of occupations, sampling"
    shifted = (
        f"what lay between the surveys in {taken} lay between them in {year}" if itself else ""
    )
    return cited("coverage", start, end, cells, evidence).assuming(also, shifted)


def _plain(figure: Figure) -> bool:
    return figure.industry in {None, "cross-industry"} and figure.area == "US"


def _jobs(x: Figure, y: Figure, evidence: Evidence) -> Iterator[Part]:
    """Yield the part of the self-employed between EP's jobs and OEWS's."""
    if x.coverage == y.coverage:
        return
    start, end = x.coverage or "not stated", y.coverage or "not stated"
    ep = x if x.source == "EP" else y
    if ep.source != "EP" or {start, end} != {JOBS, "all jobs"}:
        yield unknown_part("coverage", start, end, "no product publishes both")
        return
    cell = Cell("EP", str(ep.release), str(ep.soc), "percent", coverage="all jobs",
                measure="self-employed share", unit="percent")  # fmt: skip
    found = evidence.find(cell)
    if found is None:
        yield unknown_part("coverage", start, end, f"{cell} is not among the figures")
        return
    share = 1 - found[1] / 100
    assumed = "the self-employed are all that EP's jobs add to OEWS's"
    effect = share if ep is x else 1 / share
    yield Part("coverage", start, end, effect, (found[0],), (assumed,))


def _places(x: Figure, y: Figure, release: str | None, evidence: Evidence) -> Iterator[Part]:
    """Yield industry and area; from a state, the area first, as states have all industries only."""
    order = ("area", "industry") if (x.area or "US") != "US" else ("industry", "area")
    place = {"industry": x.industry or "cross-industry", "area": x.area or "US"}
    for name in order:
        end = getattr(y, name) or ("US" if name == "area" else "cross-industry")
        if place[name] == end:
            continue
        start, place = place[name], {**place, name: end}
        if copy := next((f for f in (x, y) if f.second_hand and _lost(f)), None):
            reason = f"it restates a release of {copy.witness} that is not known"
            yield unknown_part("coverage", start, end, reason)
            continue
        unsaid = [f for f in (x, y) if getattr(f, name) is None]
        assumed = f"{unsaid[0].publisher} states no {name}; taken as all" if unsaid else ""
        yield _place(x, y, (name, start, place), release, evidence).assuming(assumed)


def _lost(figure: Figure) -> bool:
    """Tell whether a figure copies BLS's without its period, and the original was not found."""
    return figure.dated is None and figure.witness.startswith("BLS")


def _place(
    x: Figure, y: Figure, moved: tuple[str, str, dict[str, str]], release: str | None,
    evidence: Evidence,
) -> Part:  # fmt: skip
    name, start, place = moved
    end = place[name]
    soc = counterpart(y, system_of(release)) if release else None
    if soc is None or release is None:
        return unknown_part("coverage", start, end, f"OEWS has no figures of {y.occupation!r}")
    statistic = next((f.statistic for f in (y, x) if f.statistic in EXCHANGED), "p50")
    after = Cell("OEWS", release, soc, statistic, place["industry"], place["area"])
    if x.measure == "employment":
        after = after._replace(statistic="total", measure="employment", unit="jobs")
    return cited("coverage", start, end, (after._replace(**{name: start}), after), evidence)


def _bands(x: Figure, y: Figure) -> Iterator[Part]:
    bands = [(f.experience_min, f.experience_max) for f in (x, y)]
    if bands[0] != bands[1]:
        start, end = ("everyone" if low is None else f"{low:g} years and more" for low, _ in bands)
        yield unknown_part("coverage", start, end, "OEWS publishes no pay by experience")
