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

from dataclasses import asdict, dataclass, replace
from html import escape

import pandas as pd

from hitdata.data.bundled import load
from hitdata.discrepancy.evidence import Evidence, Part
from hitdata.discrepancy.figure import Figure, Given, given, original, restated
from hitdata.discrepancy.growth_steps import growth_steps
from hitdata.discrepancy.verdicts import Verdict, judge
from hitdata.discrepancy.wage_steps import wage_steps
from hitdata.errors import NotComparable
from hitdata.normalize import wage_interval
from hitdata.soc import EDITIONS
from hitdata.views import as_html

__all__ = ["Explanation", "explain"]

#: Columns of `Explanation.to_frame`.
COLUMNS = ["step", "from", "to", "quantified", "amount", "percent", "unit", "effect", "figure_ids",
           "assumptions", "reason"]  # fmt: skip


@dataclass(frozen=True)
class Explanation:
    """The gap from figure ``a`` to figure ``b``, its steps, and what they leave unexplained.

    ``value_a``, ``value_b``, ``gap`` and ``unexplained`` are in ``unit``; ``base`` is the value
    that percents are of; ``notes`` say what was done to the figures before the walk.
    """

    a: str
    b: str
    value_a: float
    value_b: float
    unit: str
    gap: float
    parts: tuple[Part, ...]
    unexplained: float
    base: float
    notes: tuple[str, ...]
    verdict: Verdict

    @property
    def quantified(self) -> tuple[Part, ...]:
        """The steps that follow from cited figures."""
        return tuple(part for part in self.parts if part.quantified)

    def percent(self, amount: float) -> float:
        """Return an amount in percent of the first-hand figure."""
        return 100 * amount / self.base if self.base else float("nan")

    def to_dict(self) -> dict[str, object]:
        """Return every field by name, ready for JSON; the verdict and the parts as dicts."""
        return {**asdict(self), "verdict": self.verdict.to_dict()}

    def to_frame(self) -> pd.DataFrame:
        """Return a row per step and one for what is unexplained; no rows for a figure and itself.

        Columns: step, from, to, quantified, amount (in ``unit``), percent (of the first-hand
        figure), unit, effect (factor; for growth, points), figure_ids and assumptions (as text
        separated by "; "), reason (why not quantifiable).
        """
        rows = [
            [part.step, part.start, part.end, part.quantified,
             part.amount if part.quantified else None,
             self.percent(part.amount) if part.quantified else None, self.unit, part.effect,
             "; ".join(part.figure_ids), "; ".join(part.assumptions), part.reason]
            for part in self.parts
        ]  # fmt: skip
        if self.a != self.b:
            rows.append(["unexplained", "", "", False, self.unexplained,
                         self.percent(self.unexplained), self.unit, None, "", "", ""])  # fmt: skip
        frame = pd.DataFrame(rows, columns=COLUMNS)
        numbers = dict.fromkeys(("amount", "percent", "effect"), "float64")
        return frame.astype({**numbers, "quantified": "bool"})

    def __str__(self) -> str:
        lines = [
            f"{self.a}  {self._money(self.value_a)}",
            f"{self.b}  {self._money(self.value_b)}",
            f"  gap {self._both(self.gap)}; the figures: {self.verdict.verdict}",
        ]
        for part in self.parts:
            says = self._amount(part)
            lines.append(f"  {part.step:<12}{says:>26}  {part.start} -> {part.end}")
            lines += [f"  {'':<40}{text}" for text in part.grounds]
        if self.a != self.b:
            lines.append(f"  {'unexplained':<12}{self._both(self.unexplained):>26}")
        return "\n".join([*lines, *(f"  note: {note}" for note in self.notes)])

    def _repr_html_(self) -> str:
        rows = [
            (part.step, self._amount(part), f"{part.start} → {part.end}", "; ".join(part.grounds))
            for part in self.parts
        ]
        if self.a != self.b:
            rows.append(("unexplained", self._both(self.unexplained), "", ""))
        columns = ["step", "part of the gap", "what differs", "on what grounds"]
        steps = as_html(pd.DataFrame(rows, columns=columns))
        head = f"{self.a} {self._money(self.value_a)}<br>{self.b} {self._money(self.value_b)}"
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        return f"<p>{head}<br><b>gap {self._signed(self.gap)}</b></p>{steps}{notes}"

    def _amount(self, part: Part) -> str:
        return self._both(part.amount) if part.quantified else "not quantifiable"

    def _money(self, amount: float) -> str:
        if self.unit.startswith("USD"):
            return f"${amount:,.2f}".removesuffix(".00") + self.unit.removeprefix("USD")
        return f"{amount:,.10g} {self.unit}"

    def _both(self, amount: float) -> str:
        """Return an amount, and for money and jobs its percent of the first-hand figure."""
        percent = "" if self.unit == "percent" else f" ({self.percent(amount):+.1f} %)"
        return self._signed(amount) + percent

    def _signed(self, amount: float) -> str:
        sign = "-" if amount < 0 else "+" if amount > 0 else ""
        unit = {"percent": " points"}.get(self.unit, "")
        dollar = "$" if self.unit.startswith("USD") else ""
        return f"{sign}{dollar}{abs(amount):,.2f}".removesuffix(".00") + unit


def explain(
    a: Given,
    b: Given,
    *,
    among: pd.DataFrame | None = None,
    prices: pd.DataFrame | None = None,
) -> Explanation:
    """Return the gap from figure ``a`` to figure ``b`` as steps that add up to it.

    ``a`` and ``b`` are identifiers, rows or frames of one row. Identifiers, and the figures that
    steps cite, are looked up ``among`` figures (None: the bundled table), prices in ``prices``
    (None: the bundled CPI-U); a figure that is not there makes its step not quantifiable.

    Raises `NotComparable` where there is no gap to speak of: different measures or units, an error
    of an estimate, a missing or top-coded value, hourly pay that cannot be made annual.

    >>> story = explain("bls.oews.2023-05.us.29-2072.wage.p50.usd-year",
    ...                 "bls.oews.2024-05.us.29-9021.wage.p50.usd-year")
    >>> story.gap, [(part.step, part.amount) for part in story.parts], story.unexplained
    (18530.0, [('period', 1470.0), ('occupation', 17060.0)], 0.0)
    """
    figures = load() if among is None else among
    pair = given(a, among=figures), given(b, among=figures)
    verdict = judge(*pair)
    if fatal := [str(f) for f in verdict.findings if not f.liftable]:
        raise NotComparable(
            f"{verdict.a} and {verdict.b} have no gap to explain:\n  " + "\n  ".join(fatal)
            + "\nWays out: choose two figures of one measure and unit that both have a value."
        )  # fmt: skip
    (first, one), (second, two) = (_annual(figure, figures) for figure in pair)
    turned = _rank(second) < _rank(first)
    (x, of_x), (y, of_y) = (_filled(f, figures) for f in sorted((first, second), key=_rank))
    codes = {code for f in (x, y) for edition in EDITIONS for code in f.codes_in(edition)}
    evidence = Evidence.of(figures, codes, prices)
    growth = x.measure == "employment change" and x.unit == "percent"
    steps = (growth_steps if growth else wage_steps)(x, y, evidence)
    parts = tuple(steps) if x.figure_id != y.figure_id else ()
    walked, left = _walk(x.number, y.number, parts, growth=growth)
    if turned:
        walked, left = tuple(_turned(part, growth=growth) for part in walked), 0.0 - left
    return Explanation(
        a=first.figure_id, b=second.figure_id, value_a=first.number, value_b=second.number,
        unit=x.unit, gap=_cents(second.number - first.number), parts=walked, unexplained=left,
        base=x.number, notes=tuple(filter(None, (one, two, of_x, of_y, _inexact(x), _inexact(y)))),
        verdict=verdict,
    )  # fmt: skip


def _annual(figure: Figure, figures: pd.DataFrame) -> tuple[Figure, str]:
    """Return an hourly wage per year, with a note; the publisher's hours must be known."""
    if figure.unit != "USD/hour":
        return figure, ""
    turned = wage_interval(pd.DataFrame([asdict(figure)]), among=figures).iloc[0]
    note = f"{figure.figure_id}: {turned['steps'][0].says}"
    return replace(figure, value=float(turned["normalized"]), unit="USD/year"), note


def _rank(figure: Figure) -> tuple[bool, bool, bool, str]:
    """Return what orients a pair: first-hand before second-hand, dated before undated."""
    undated = figure.dated is None and figure.projected is None
    return bool(figure.quoted_by), bool(figure.origin), undated, figure.figure_id


def _filled(figure: Figure, figures: pd.DataFrame) -> tuple[Figure, str]:
    """Return an undated quotation with what its original states, and a note that says so."""
    source = original(figure, figures) if figure.when is None else None
    if source is None:
        return figure, ""
    note = f"{figure.figure_id} is taken to restate {source.figure_id}, {source.number:,.10g}"
    return restated(figure, source), note


def _inexact(figure: Figure) -> str:
    """Return a note on a number that was printed as approximate or as a bound."""
    if figure.bound == "~":
        return f"{figure.figure_id} is printed as approximate; its rounding is in the unexplained"
    if figure.bounded:
        return f"{figure.figure_id} is printed as a bound; the gap is from that bound"
    return ""


def _walk(
    first: float, last: float, parts: tuple[Part, ...], *, growth: bool
) -> tuple[tuple[Part, ...], float]:
    """Return the parts with their amounts, and what they leave of the gap."""
    exact, start = first, _cents(first)
    walked, at = [], start
    for part in parts:
        if part.effect is not None:
            exact = exact + part.effect if growth else exact * part.effect
        walked.append(replace(part, amount=_cents(_cents(exact) - at)))
        at = _cents(exact)
    return tuple(walked), _cents(_cents(last - first) - _cents(at - start))


def _turned(part: Part, *, growth: bool) -> Part:
    effect = part.effect
    if effect is not None:
        effect = -effect if growth else 1 / effect
    return replace(part, start=part.end, end=part.start, effect=effect, amount=0.0 - part.amount)


def _cents(amount: float) -> float:
    return round(amount, 2) + 0.0
