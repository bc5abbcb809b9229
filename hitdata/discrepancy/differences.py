"""What two figures differ in: the questions that the rules of comparability ask.

Each answers in words with what it found, or with nothing. Nothing is judged here: which verdict an
answer forces stands in `hitdata.discrepancy.rules`.
"""

from __future__ import annotations

from collections.abc import Callable

from hitdata.discrepancy.figure import Figure
from hitdata.normalize import relation

__all__ = [
    "average",
    "bound",
    "counted",
    "counted_unstated",
    "dollars",
    "edition",
    "error",
    "horizon",
    "interval",
    "measure",
    "no_code",
    "no_value",
    "part",
    "pay",
    "pay_unstated",
    "restated",
    "rounds",
    "series",
    "statistic",
    "title",
    "trough",
    "undated",
    "unit",
]

#: Statistics of one distribution, which a source may publish together.
DISTRIBUTION = {"mean", "p10", "p25", "p50", "p75", "p90"}


def measure(a: Figure, b: Figure) -> str:
    """Tell where the figures measure different things."""
    return _values(lambda f: f.measure, a, b)


def _values(get: Callable[[Figure], str | None], a: Figure, b: Figure) -> str:
    """Return how two figures differ in one property that both state, or nothing."""
    first, second = get(a), get(b)
    return f"{first} against {second}" if first and second and first != second else ""


def no_value(a: Figure, b: Figure) -> str:
    """Tell which figure has no number."""
    return "; ".join(
        f"{f} is {f.status}" + (f", at or above {f.threshold:,g}" if f.threshold else "")
        for f in (a, b)
        if f.value is None
    )


def bound(a: Figure, b: Figure) -> str:
    """Tell which figure is a bound."""
    return "; ".join(
        f"{f} is printed as a bound"
        for f in (a, b)
        if f.value is not None and f.bound in {">=", "<="}
    )


def error(a: Figure, b: Figure) -> str:
    """Tell which figure is the error of an estimate."""
    return "; ".join(f"{f} is {f.statistic}" for f in (a, b) if f.statistic in {"rse", "moe90"})


def unit(a: Figure, b: Figure) -> str:
    """Tell where units differ, but for hourly and annual pay."""
    money = all(f.unit.startswith("USD") for f in (a, b))
    return "" if money else _values(lambda f: f.unit, a, b)


def _bls(f: Figure) -> bool:
    return f.publisher == "BLS" and not f.quoted_by


def interval(a: Figure, b: Figure, *, known: bool) -> str:
    """Tell where one is hourly and one annual, BLS's among them or not."""
    if {a.unit, b.unit} != {"USD/hour", "USD/year"}:
        return ""
    return _values(lambda f: f.unit, a, b) if (_bls(a) or _bls(b)) == known else ""


def statistic(a: Figure, b: Figure, *, together: bool) -> str:
    """Tell where statistics differ, of one product that publishes both or not."""
    both = {a.statistic, b.statistic} <= DISTRIBUTION
    own = both and _bls(a) and _bls(b) and a.measure == b.measure == "wage"
    return _values(lambda f: f.statistic, a, b) if own == together else ""


def average(a: Figure, b: Figure) -> str:
    """Tell which figure is printed as average."""
    return "; ".join(f"{f} is printed as average" for f in (a, b) if f.statistic == "average")


def part(a: Figure, b: Figure) -> str:
    """Tell where one speaks of a band or range of people."""
    bands = [(f.range_kind, f.experience_min, f.experience_max) for f in (a, b)]
    return f"{_band(a)} against {_band(b)}" if bands[0] != bands[1] else ""


def _band(f: Figure) -> str:
    if f.experience_min is not None:
        top = f" to {f.experience_max:g}" if f.experience_max is not None else " and more"
        return f"{f.experience_min:g}{top} years of experience"
    return f"{f.range_kind} range" if f.range_kind else "everyone"


def pay(a: Figure, b: Figure) -> str:
    """Tell where both state their pay, and differ."""
    return _values(lambda f: f.pay_basis, a, b)


def pay_unstated(a: Figure, b: Figure) -> str:
    """Tell which wage does not state its pay."""
    return _unstated(lambda f: f.pay_basis, a, b) if a.measure == b.measure == "wage" else ""


def _unstated(get: Callable[[Figure], object], a: Figure, b: Figure) -> str:
    return "; ".join(f"{f} states none" for f in (a, b) if get(f) is None)


def restated(a: Figure, b: Figure) -> str:
    """Tell where both figures are one body's number, and one of them is second-hand."""
    if a.witness != b.witness or not (a.second_hand or b.second_hand):
        return ""
    same = (a.measure, a.statistic, a.soc) == (b.measure, b.statistic, b.soc)
    dates = [f.dated or f.projected for f in (a, b)]
    if not same or (None not in dates and dates[0] != dates[1]):
        return ""
    return f"both are the number of {a.witness}"


def undated(a: Figure, b: Figure) -> str:
    """Tell which figure has no period, or which growth no years."""
    return _unstated(lambda f: f.projected if f.measure == "employment change" else f.dated, a, b)


def dollars(a: Figure, b: Figure) -> str:
    """Tell where wages are of different periods."""
    return _values(lambda f: f.dated, a, b) if a.measure == b.measure == "wage" else ""


def series(a: Figure, b: Figure) -> str:
    """Tell where two releases of OEWS are read as a series."""
    if a.source != "OEWS" or b.source != "OEWS" or not (a.dated and b.dated):
        return ""
    method = min(a.dated, b.dated) < "2021-05" <= max(a.dated, b.dated)
    changed = "; the estimation method changed with May 2021" if method else ""
    return _values(lambda f: f.dated, a, b) + (changed if a.dated != b.dated else "")


def rounds(a: Figure, b: Figure) -> str:
    """Tell where levels of two rounds of EP stand against each other."""
    levels = a.measure == b.measure == "employment" and a.source == b.source == "EP"
    return _values(lambda f: f.release, a, b) if levels else ""


def horizon(a: Figure, b: Figure) -> str:
    """Tell where growth spans different numbers of years."""
    spans = [f.projected[1] - f.projected[0] for f in (a, b) if f.projected]
    differ = len(spans) == 2 and spans[0] != spans[1] and a.measure == "employment change"
    return f"over {spans[0]:g} years against {spans[1]:g}" if differ else ""


def trough(a: Figure, b: Figure) -> str:
    """Tell where one growth starts in 2020."""
    bases = [f.base_year for f in (a, b)]
    one = a.measure == "employment change" and None not in bases and bases.count(2020) == 1
    return f"base {bases[0]:g} against {bases[1]:g}" if one else ""


def no_code(a: Figure, b: Figure) -> str:
    """Tell which figure has no SOC code."""
    return "; ".join(f"{f.occupation!r} has no SOC code" for f in (a, b) if f.soc is None)


def title(a: Figure, b: Figure) -> str:
    """Tell which printed title is only near its code."""
    if a.soc and a.publisher == b.publisher and a.occupation == b.occupation:
        return ""
    return "; ".join(
        f"{f.occupation!r} is {f.soc_match} {'to' if f.soc_match == 'related' else 'than'} {f.soc}"
        for f in (a, b)
        if f.soc_match in {"narrower", "broader", "related"}
    )


def edition(a: Figure, b: Figure, *, same: bool) -> str:
    """Tell where codes of two editions hold the same occupation, and where they do not."""
    if not (a.soc and b.soc and a.soc_system and b.soc_system) or a.soc_system == b.soc_system:
        return ""
    found = relation(a.soc, a.soc_system, b.soc, b.soc_system)
    if found.same != same or (same and a.soc == b.soc):
        return ""
    return f"{a.soc} ({a.soc_system}) to {b.soc} ({b.soc_system}) is {found.kind}"


def counted(a: Figure, b: Figure) -> str:
    """Tell where two products count different people; groups of one are what it is about."""
    return "" if a.source == b.source else _values(lambda f: f.coverage, a, b)


def counted_unstated(a: Figure, b: Figure) -> str:
    """Tell which figure does not state who is counted."""
    return _unstated(lambda f: f.coverage, a, b) if a.publisher != b.publisher else ""
