"""Why two figures differ: their gap as steps that add up, and what is left unexplained.

The gap from figure a to figure b is walked in a fixed order: statistic, pay basis, period,
occupation, coverage. A step is quantified from cited figures, or named as not quantifiable with
the reason; what remains is *unexplained*, and stands there with its amount, never hidden in
another step. Wages and jobs are walked by factors, each applied to what the steps before made;
growth by percentage points. Amounts are rounded to cents along the walk, so steps and residual
are the gap exactly.

A pair is oriented before it is walked, the first-hand and dated figure first, and the amounts take
the sign of the order that was asked: `explain(a, b)` is minus `explain(b, a)`. Percent are of the
first-hand figure, whichever comes first.

An explanation is an account, not a permission: whether a and b may be subtracted at all says its
``verdict``.
"""

from __future__ import annotations

from dataclasses import asdict, replace

import pandas as pd

from hitdata.discrepancy.evidence import Evidence
from hitdata.discrepancy.explanation import Explanation
from hitdata.discrepancy.figure import Figure, Given, given
from hitdata.discrepancy.growth import growth_parts
from hitdata.discrepancy.lineage import original, restated
from hitdata.discrepancy.parts import Part
from hitdata.discrepancy.pay import pay_parts
from hitdata.discrepancy.verdicts import Verdict, judge
from hitdata.distinct import plain_texts
from hitdata.errors import NotComparable
from hitdata.normalize import EDITIONS, successors, wage_interval
from hitdata.tables import load

__all__ = ["explain"]


def explain(
    a: Given,
    b: Given,
    *,
    figures: pd.DataFrame | None = None,
    prices: pd.DataFrame | None = None,
) -> Explanation:
    """Return the gap from figure ``a`` to figure ``b`` as steps that add up to it.

    ``a`` and ``b`` are identifiers, rows or frames of one row. Cited figures, and identifiers, are
    looked up among ``figures`` (None: the bundled table), prices in ``prices`` (None: the bundled
    CPI-U); a figure that is not there makes its step not quantifiable.

    Raises `NotComparable` where there is no gap to speak of: different measures or units, an error
    of an estimate, a missing or top-coded value, hourly pay that cannot be made annual.

    >>> story = explain("bls.oews.2023-05.us.29-2072.wage.p50.usd-year",
    ...                 "bls.oews.2024-05.us.29-9021.wage.p50.usd-year")
    >>> story.gap, [(part.step, part.amount) for part in story.parts], story.unexplained
    (18530.0, [('period', 1470.0), ('occupation', 17060.0)], 0.0)
    """
    table = load() if figures is None else plain_texts(figures)
    pair = given(a, table), given(b, table)
    verdict = judge(*pair)
    _refuse(verdict)
    (first, one), (second, two) = _annual(pair[0], table), _annual(pair[1], table)
    turned = _rank(second) < _rank(first)
    x, y = (second, first) if turned else (first, second)
    (x, of_x), (y, of_y) = _filled(x, table), _filled(y, table)
    evidence = Evidence.of(table, _socs(x, y), prices)
    growth = x.measure == "employment change" and x.unit == "percent"
    parts = () if x.figure_id == y.figure_id else tuple(
        (growth_parts if growth else pay_parts)(x, y, evidence)
    )  # fmt: skip
    walked, left = _walk(x, y, parts, growth)
    if turned:
        walked, left = tuple(_turned(part, growth) for part in walked), 0.0 - left
    return Explanation(
        a=first.figure_id, b=second.figure_id, value_a=_value(first), value_b=_value(second),
        unit=x.unit, gap=_cents(_value(second) - _value(first)), parts=walked, unexplained=left,
        base=_value(x), notes=tuple(filter(None, (one, two, of_x, of_y, _inexact(x), _inexact(y)))),
        verdict=verdict,
    )  # fmt: skip


def _refuse(verdict: Verdict) -> None:
    """Refuse a pair between which there is no gap, whatever is assumed."""
    fatal = [f for f in verdict.findings if not f.liftable]
    if fatal:
        raise NotComparable(
            f"{verdict.a} and {verdict.b} have no gap to explain:\n  "
            + "\n  ".join(map(str, fatal))
            + "\nWays out: choose two figures of one measure and unit that both have a value."
        )


def _annual(figure: Figure, table: pd.DataFrame) -> tuple[Figure, str]:
    """Return an hourly wage per year, with a note; the publisher's hours must be known."""
    if figure.unit != "USD/hour":
        return figure, ""
    row = pd.DataFrame([asdict(figure)])
    turned = wage_interval(row, among=table).iloc[0]
    note = f"{figure.figure_id}: {turned['steps'][0].says}"
    return replace(figure, value=float(turned["normalized"]), unit="USD/year"), note


def _rank(figure: Figure) -> tuple[bool, bool, bool, str]:
    """Return what orients a pair: first-hand before second-hand, dated before undated."""
    undated = figure.dated is None and figure.projected is None
    return bool(figure.quoted_by), bool(figure.origin), undated, figure.figure_id


def _filled(figure: Figure, table: pd.DataFrame) -> tuple[Figure, str]:
    """Return a quotation with what its original states, and a note that says so."""
    source = original(figure, table)
    if source is None:
        return figure, ""
    note = f"{figure.figure_id} is taken to restate {source.figure_id}, {_value(source):,.10g}"
    return restated(figure, source), note


def _inexact(figure: Figure) -> str:
    """Return a note on a number that was printed as approximate or as a bound."""
    if figure.bound == "~":
        return f"{figure.figure_id} is printed as approximate; its rounding is in the unexplained"
    if figure.bound in {">=", "<="}:
        return f"{figure.figure_id} is printed as a bound; the gap is from that bound"
    return ""


def _socs(x: Figure, y: Figure) -> set[str]:
    """Return every code under which the two occupations stand in any edition."""
    codes: set[str] = set()
    for figure in (x, y):
        if figure.soc and figure.soc_system:
            for edition in EDITIONS:
                codes |= set(successors(figure.soc, start=figure.soc_system, end=edition))
    return codes


def _walk(
    x: Figure, y: Figure, parts: tuple[Part, ...], growth: bool
) -> tuple[tuple[Part, ...], float]:
    """Return the parts with their amounts, and what they leave of the gap."""
    exact = _value(x)
    start = at = _cents(exact)
    walked = []
    for part in parts:
        if part.effect is not None:
            exact = exact + part.effect if growth else exact * part.effect
        walked.append(replace(part, amount=_cents(_cents(exact) - at)))
        at = _cents(exact)
    gap = _cents(_value(y) - _value(x))
    return tuple(walked), _cents(gap - _cents(at - start))


def _turned(part: Part, growth: bool) -> Part:
    effect = part.effect
    if effect is not None:
        effect = -effect if growth else 1 / effect
    return replace(part, start=part.end, end=part.start, effect=effect, amount=0.0 - part.amount)


def _value(figure: Figure) -> float:
    if figure.value is None:
        raise NotComparable(f"{figure.figure_id} has no value ({figure.status})")
    return figure.value


def _cents(amount: float) -> float:
    return round(amount, 2) + 0.0
