"""Why two figures differ: their gap as steps that add up, and what is left unexplained.

The gap from figure a to figure b is walked in a fixed order: statistic, pay basis, period,
occupation, coverage. A step is quantified from cited figures, or named as not quantifiable with
the reason; what remains is *unexplained*, and stands there with its amount, never hidden in
another step. Wages and jobs are walked by factors, each applied to what the steps before made;
growth by percentage points. Steps and what is left are the gap, to the cent.

No step rests on the two figures themselves: that a wage rose by $1,470 because it stood $1,470
higher a year later explains nothing. Between two periods, prices are such a step; what is left,
the real change, is *the gap itself*, and so is all that lies between two occupations, industries,
areas or statistics of one table.

A pair is oriented before it is walked, the first-hand and dated figure first, and the amounts take
the sign of the order that was asked: `explain(a, b)` is minus `explain(b, a)`. Percent are always
of a. Amounts are kept exact and shown no finer than the coarser of the two figures is printed;
what rounding alone may have moved is the interval beside what is left.

A job title may stand under several codes; the gap is then walked again for each of the others.

An explanation is an account, not a permission: whether a and b may be subtracted at all says its
``verdict``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cache
from html import escape
from math import floor, log10

import pandas as pd

from hitdata.discrepancy.evidence import Cell, Evidence, Part
from hitdata.discrepancy.figure import Figure, Given, bundled_for, given, primary_of, restated
from hitdata.discrepancy.growth_steps import count_steps, growth_steps
from hitdata.discrepancy.verdicts import Verdict, judge
from hitdata.discrepancy.wage_steps import wage_steps
from hitdata.errors import NotComparable
from hitdata.normalize import occupation, price_ratio, wage_interval
from hitdata.soc import EDITIONS
from hitdata.table.texts import as_html

__all__ = ["Explanation", "explain"]

#: Columns of `Explanation.to_frame`.
COLUMNS = ["step", "from", "to", "quantified", "amount", "percent", "unit", "effect", "figure_ids",
           "assumptions", "reason"]  # fmt: skip

#: What stands in the place of an amount that no published figure gives.
UNKNOWN = "not quantifiable"

#: Why a step is not quantified where only the two figures would say how large it is.
ITSELF = "this is the gap itself: only the two figures say how large it is"


@dataclass(frozen=True)
class Explanation:
    """The gap from figure ``a`` to figure ``b``, its steps, and what they leave unexplained.

    ``value_a``, ``value_b``, ``gap`` and ``unexplained`` are in ``unit``; ``rest`` is what that is
    called: "unexplained", or "the gap itself". ``rounding`` is by how much the rounding of the two
    figures may have moved it; ``notes`` say what was done to the figures before the walk;
    ``readings`` are the same gap with a title read as another code.
    """

    a: str
    b: str
    value_a: float
    value_b: float
    unit: str
    gap: float
    parts: tuple[Part, ...]
    unexplained: float
    rest: str
    rounding: float
    notes: tuple[str, ...]
    verdict: Verdict
    readings: tuple[Explanation, ...] = ()

    @property
    def quantified(self) -> tuple[Part, ...]:
        """The steps that follow from cited figures."""
        return tuple(part for part in self.parts if part.quantified)

    @property
    def left(self) -> tuple[float, float]:
        """The least and the most that may be left, given how the two figures are rounded."""
        return _cents(self.unexplained - self.rounding), _cents(self.unexplained + self.rounding)

    @property
    def _digit(self) -> float:
        """The last digit that counts: a unit of the figure that is printed more coarsely."""
        return 10.0 ** floor(log10(2 * self.rounding) + 1e-9) if self.rounding else 0.01

    def percent(self, amount: float) -> float:
        """Return an amount in percent of figure a."""
        return 100 * amount / self.value_a if self.value_a else float("nan")

    def rounded(self, amount: float) -> float:
        """Return an amount no finer than the coarser of the two figures is printed.

        >>> from hitdata import load
        >>> guide = load(quoted=True, soc="29-2072", statistic="p50")["figure_id"].iloc[0]
        >>> story = explain(guide, "bls.oews.2024-05.us.29-9021.wage.p50.usd-year")
        >>> story.rounded(16492.37)
        16000.0
        """
        return _to(amount, self._digit)

    def to_dict(self) -> dict[str, object]:
        """Return every field by name, ready for JSON; the verdict and the parts as dicts."""
        others = [reading.to_dict() for reading in self.readings]
        return {**asdict(self), "verdict": self.verdict.to_dict(), "readings": others}

    def to_frame(self) -> pd.DataFrame:
        """Return a row per step and one for what is left; no rows for a figure and itself.

        Columns: step, from, to, quantified, amount (in ``unit``, exact; `rounded` gives it as fine
        as it may be shown), percent (of figure a), unit, effect (factor; for growth, points),
        figure_ids and assumptions (as text separated by "; "), reason (why not quantifiable; of
        what is left, the interval that rounding leaves).
        """
        rows = [
            [part.step, part.start, part.end, part.quantified,
             part.amount if part.quantified else None,
             self.percent(part.amount) if part.quantified else None, self.unit, part.effect,
             "; ".join(part.figure_ids), "; ".join(part.assumptions), part.reason]
            for part in self.parts
        ]  # fmt: skip
        if self.a != self.b:
            rows.append([self.rest, "", "", False, self.unexplained, self.percent(self.unexplained),
                         self.unit, None, "", "", self._interval()])  # fmt: skip
        frame = pd.DataFrame(rows, columns=COLUMNS)
        numbers = dict.fromkeys(("amount", "percent", "effect"), "float64")
        return frame.astype({**numbers, "quantified": "bool"})

    def __str__(self) -> str:
        first, second, gap = self._heads()
        lines = [f"a {first}", f"b {second}", f"  {gap}; the figures: {self.verdict.verdict}"]
        for name, amount, way, grounds in self._told():
            lines.append(f"  {name:<14}{amount:>26}  {way}".rstrip())
            lines += [f"  {'':<42}{text}" for text in grounds]
        lines += [f"  note: {note}" for note in self.notes]
        return "\n".join([*lines, *(f"  {self._read(other)}" for other in self.readings)])

    def _repr_html_(self) -> str:
        rows = [(*told, "; ".join(grounds)) for *told, grounds in self._told()]
        columns = ["step", "part of the gap", "what differs", "on what grounds"]
        steps = as_html(pd.DataFrame(rows, columns=columns))
        first, second, gap = map(escape, self._heads())
        notes = "".join(f"<p>{escape(note)}</p>"
                        for note in (*self.notes, *map(self._read, self.readings)))  # fmt: skip
        return f"<p>{first}<br>{second}<br><b>{gap}</b></p>{steps}{notes}"

    def _heads(self) -> tuple[str, str, str]:
        """Return the two figures with their values, and the gap with what percents are of."""
        gap = f"gap {self._both(self.gap, exact=True)}"
        if self.unit != "percent":
            gap += f"; percents are of a, {self._print(self.value_a)}"
        return (
            f"{self.a}  {self._print(self.value_a)}",
            f"{self.b}  {self._print(self.value_b)}",
            gap,
        )

    def _told(self) -> Iterator[tuple[str, str, str, list[str]]]:
        """Yield name, amount, what differs and grounds of each step, and of what is left."""
        for part in self.parts:
            amount = self._both(part.amount) if part.quantified else UNKNOWN
            yield part.step, amount, f"{part.start} → {part.end}", part.grounds
        if self.a != self.b:
            within = abs(self.unexplained) <= self.rounding
            amount = "no more than rounding" if within else self._both(self.unexplained)
            yield self.rest, amount, "", [text for text in [self._interval()] if text]

    def _interval(self) -> str:
        """Say what rounding leaves of the rest, where it leaves more than a hundredth."""
        if self.rounding < abs(self.unexplained) / 100 or not self.rounding:
            return ""
        digit = 0.01 if self.unit == "percent" else self._digit / 10
        low, high = (self._print(_to(amount, digit), plus="+") for amount in self.left)
        return f"rounding leaves {low} to {high}"

    @staticmethod
    def _read(other: Explanation) -> str:
        told = [f"{name} {amount}" for name, amount, *_ in other._told() if amount != UNKNOWN]
        return f"{other.notes[-1]}: {', '.join(told)}"

    def _both(self, amount: float, *, exact: bool = False) -> str:
        """Return an amount as fine as it may be shown, and its percent of figure a."""
        shown = amount if exact else self.rounded(amount)
        about = "about " * (abs(shown - amount) >= self._digit / 100 and self._digit > 1)
        digits = 1 if self.rounding < self.value_a / 1000 else 0
        of = "" if self.unit == "percent" else f" ({self.percent(amount):+.{digits}f} %)"
        return about + self._print(shown, plus="+") + of

    def _print(self, amount: float, *, plus: str = "") -> str:
        """Return an amount with its unit; one with a plus sign is a difference."""
        sign = "-" if amount < 0 else plus * (amount > 0)
        if self.unit.startswith("USD"):
            return f"{sign}${abs(amount):,.2f}".removesuffix(".00")
        unit = "points" if plus and self.unit == "percent" else self.unit
        return f"{sign}{abs(amount):,.10g} {unit}"


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
    pair = given(a, among=among), given(b, among=among)
    readings = list(_read_as(*pair))
    read = (figure for found in [pair, *(found for found, _ in readings)] for figure in found)
    figures = bundled_for(read) if among is None else among
    verdict = judge(*pair)
    if fatal := [str(f) for f in verdict.findings if not f.liftable and f.rule != "contradicted"]:
        raise NotComparable(
            f"{verdict.a} and {verdict.b} have no gap to explain:\n  " + "\n  ".join(fatal)
            + "\nWays out: choose two figures of one measure and unit that both have a value."
        )  # fmt: skip
    others = [_explained(read, verdict, figures, prices, note) for read, note in readings]
    return replace(_explained(pair, verdict, figures, prices), readings=tuple(others))


def _explained(
    pair: tuple[Figure, Figure], verdict: Verdict, figures: pd.DataFrame,
    prices: pd.DataFrame | None, note: str = "",
) -> Explanation:  # fmt: skip
    """Return the gap between two figures, read as the codes that they have."""
    (first, one), (second, two) = (_annual(figure, figures) for figure in pair)
    turned = _rank(second) < _rank(first)
    (x, of_x), (y, of_y) = (_filled(f, figures) for f in sorted((first, second), key=_rank))
    codes = {code for f in (x, y) for edition in EDITIONS for code in f.codes_in(edition)}
    evidence = Evidence.of(figures, codes, prices, (x.area, y.area), (x.industry, y.industry))
    growth = x.measure == "employment change" and x.unit == "percent"
    counted = x.source == y.source == "EP" and x.measure != "wage"
    walk = growth_steps if growth else count_steps if counted else wage_steps
    found = tuple(walk(x, y, evidence)) if x.figure_id != y.figure_id else ()
    own = {_published(f, figures, evidence) for f in (x, y)}
    parts = tuple(_beyond(part, x, prices) if set(part.figure_ids) == own else part
                  for part in found)  # fmt: skip
    walked, left = _walk(x.number, y.number, parts, growth=growth)
    if turned:
        walked, left = tuple(_turned(part, growth=growth) for part in walked), 0.0 - left
    halves = [f.half_unit * (year.number / f.number if f.number else 1)
              for f, year in zip(pair, (first, second), strict=True)]  # fmt: skip
    notes = (one, two, of_x, of_y, _inexact(x), _inexact(y), note)
    return Explanation(
        a=first.figure_id, b=second.figure_id, value_a=first.number, value_b=second.number,
        unit=x.unit, gap=_cents(second.number - first.number), parts=walked, unexplained=left,
        rest="unexplained" if parts == found else "the gap itself", rounding=sum(halves),
        notes=tuple(filter(None, notes)), verdict=verdict,
    )  # fmt: skip


def _published(figure: Figure, figures: pd.DataFrame, evidence: Evidence) -> str:
    """Return the identifier of the published figure that a figure is, its own or a copied one."""
    source = primary_of(figure, figures)
    if source is not None and figure.fits(source.number):
        figure = source
    return evidence.rows.get(Cell.of(figure), (figure.figure_id, 0.0))[0]


def _beyond(part: Part, x: Figure, prices: pd.DataFrame | None) -> Part:
    """Return a step that only the pair itself would quantify: prices, if it is one of wages."""
    itself = replace(part, effect=None, figure_ids=(), reason=ITSELF)
    if part.step != "period" or x.measure != "wage":
        return itself
    try:
        ratio, step = price_ratio(part.start, part.end, prices=prices)
    except NotComparable as error:
        return replace(itself, reason=str(error))
    prices_only = "prices alone (CPI-U); the real change is the gap itself"
    return replace(itself, effect=ratio, figure_ids=step.figure_ids, reason=prices_only)


def _read_as(a: Figure, b: Figure) -> Iterator[tuple[tuple[Figure, Figure], str]]:
    """Yield the pair with a title read as each of the other codes that list the very title."""
    for figure in (a, b):
        for soc in _codes_of(str(figure.occupation)) if figure.nearness else ():
            why = f"O*NET lists {figure.occupation!r}, or the same words, under {soc} as well"
            other = replace(figure, soc=soc, soc_system="SOC 2018", soc_match_why=why)
            note = f"{figure.occupation!r} read as {soc} instead of {figure.soc}"
            if soc != figure.soc:
                yield ((other, b) if figure is a else (a, other)), note


@cache
def _codes_of(title: str) -> tuple[str, ...]:
    """Return the codes of SOC 2018 under which a job title is listed in the same words."""
    found = occupation(title)
    exact = found["match"].eq("exact") & found["soc_system"].eq("SOC 2018")
    return tuple(found.loc[exact, "soc"])


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
    """Return an undated quotation with what its primary figure states, and a note that says so."""
    source = primary_of(figure, figures) if figure.when is None else None
    if source is None:
        return figure, ""
    note = f"{figure.figure_id} is taken to restate {source.figure_id}, {source.number:,.10g}"
    return restated(figure, source), note


def _inexact(figure: Figure) -> str:
    """Return a note on a number that was printed as approximate or as a bound."""
    if figure.bound == "~":
        return f"{figure.figure_id} is printed as approximate"
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


def _to(amount: float, digit: float) -> float:
    """Return an amount to a unit of some digit, halves away from zero."""
    size = round(floor(abs(amount) / digit + 0.5 + 1e-9) * digit, 6)
    return size if amount > 0 else 0.0 - size


def _cents(amount: float) -> float:
    return round(amount, 2) + 0.0
