"""Pairs: the difference of two figures that may be compared, and all pairs of many.

A difference is only computed where the rules allow it: figures on equal terms are subtracted as
they stand, convertible ones after the conversions, each of which is kept as a step. What may only
be shown side by side is refused, unless the caller names what is assumed.

A difference between two estimates means little if it is smaller than their error. It is *testable*
where both publish one: OEWS a relative standard error of means and employment, ACS the margin at
90 % of its medians. A median of OEWS has none, nor has any figure of a salary site. For estimates
from separate samples the margin of the difference is the root of the sum of squares. Where samples
overlap, one estimate contains the other, or the method changed between them, nothing is tested, and
the reason is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from html import escape
from itertools import combinations
from math import hypot
from typing import Never, TypeAlias

import pandas as pd

from hitdata.discrepancy.figure import Figure, Given, bundled_for, given
from hitdata.discrepancy.verdicts import SHOW, Verdict, judge, overlap
from hitdata.errors import InvalidFigure, unknown
from hitdata.normalize import Step, dollars, statistic, wage_interval
from hitdata.normalize.rates import equivalent, rate_of_percent
from hitdata.normalize.record import opened, take
from hitdata.surveys import new_method

__all__ = ["Comparison", "compare", "difference"]

#: Columns of `compare`.
COLUMNS = ["a", "b", "verdict", "value_a", "value_b", "normalized_a", "normalized_b", "unit",
           "dollars_of", "difference", "ratio", "testable", "margin", "tested", "about", "steps",
           "assumptions", "reasons"]  # fmt: skip

#: Standard errors in the half-width of a 90 % interval of a normal estimate.
Z90 = 1.645

#: What a figure and its error share.
OF_ONE = ["source", "release", "soc", "area", "industry", "coverage", "measure"]

#: Published errors: by what they are the error of, their kind and size.
Errors: TypeAlias = dict[tuple[object, ...], tuple[str, float]]


@dataclass(frozen=True)
class Comparison:
    """Figure ``b`` against figure ``a``, on common terms: what was done, and what it shows.

    ``normalized_a`` and ``normalized_b`` are in ``unit`` and, for wages, in dollars of
    ``dollars_of``; ``difference`` is b less a, ``ratio`` b over a. ``tested`` says whether the
    difference exceeds its margin at 90 %, or why that cannot be tested.
    """

    a: str
    b: str
    value_a: float
    value_b: float
    normalized_a: float
    normalized_b: float
    unit: str
    dollars_of: str
    difference: float
    ratio: float
    margin: float | None
    tested: str
    steps_a: tuple[Step, ...]
    steps_b: tuple[Step, ...]
    verdict: Verdict

    @property
    def testable(self) -> bool:
        """Whether both figures have a published error that applies."""
        return self.margin is not None

    def to_dict(self) -> dict[str, object]:
        """Return every field by name, ready for JSON."""
        return {**asdict(self), "verdict": self.verdict.to_dict()}

    def to_frame(self) -> pd.DataFrame:
        """Return one row, with the columns of `compare`."""
        return pd.DataFrame([_row(self.verdict, vars(self))], columns=COLUMNS)

    def __str__(self) -> str:
        steps = [f"  {name}: {step}" for name, taken in (("a", self.steps_a), ("b", self.steps_b))
                 for step in taken]  # fmt: skip
        of = f", dollars of {self.dollars_of}" if self.dollars_of else ""
        return "\n".join([
            f"a {self.a}  {self.value_a:,.10g}", f"b {self.b}  {self.value_b:,.10g}",
            f"  {self.verdict.verdict}", *steps,
            f"  b - a = {self.difference:+,.2f} {self.unit}{of}; b / a = {self.ratio:.4f}",
            f"  {self.tested}", *(f"  assumes {text}" for text in self.verdict.assumptions),
        ])  # fmt: skip

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"


def difference(
    a: Given,
    b: Given,
    *,
    assume: Iterable[str] = (),
    among: pd.DataFrame | None = None,
    prices: pd.DataFrame | None = None,
) -> Comparison:
    """Return figure ``b`` against figure ``a``, converted to common terms.

    Hourly pay becomes annual, dollars those of the later period, growth that over b's span, and,
    where the figures differ in more than their statistic, a mean the median of the same OEWS
    occupation. ``assume`` names rules to lift, as in `comparable`.
    Identifiers, statistics and errors are looked up ``among`` figures (None: the bundled table).

    Raises `NotComparable`, with the reasons and the ways out, for a pair to be shown side by side
    only.

    >>> pair = difference("bls.oews.2018-05.us.29-2071.wage.mean.usd-year",
    ...                   "bls.oews.2018-05.us.31-9092.wage.mean.usd-year")
    >>> pair.difference, pair.testable
    (-9470.0, True)
    """
    first, second = given(a, among=among), given(b, among=among)
    table = bundled_for([first, second]) if among is None else among
    verdict = judge(first, second, assume=assume).demand()
    frame = _converted(first, second, verdict.steps, table, prices)
    return _compared(first, second, verdict, frame, _errors(table))


def compare(
    figures: pd.DataFrame,
    *others: Never,
    by: Iterable[str] = (),
    assume: Iterable[str] = (),
    among: pd.DataFrame | None = None,
    prices: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return a row per pair of ``figures``: verdict, difference, ratio and whether it is tested.

    Two figures alone are for `difference`.

    ``by`` names columns that both figures of a pair must share (``["soc", "statistic"]``); without
    them, all pairs are compared. ``assume`` names rules to lift, as in `comparable`.

    Columns: a, b (figure_ids); verdict; value_a, value_b as published; normalized_a, normalized_b
    in ``unit`` and ``dollars_of``; difference (b - a), ratio (b / a); testable, margin (half-width
    of the 90 % interval of the difference), tested (in words); about, steps, assumptions and
    reasons (text separated by "; "). A pair to be shown side by side only has no difference, and
    its reasons. Errors and statistics that are needed are looked up ``among`` (None: the bundled
    table).

    >>> from hitdata import load
    >>> wages = load(soc="29-9021", release=["2023-05", "2024-05"], statistic="p50",
    ...              unit="USD/year", area="US", industry="cross-industry", quoted=False)
    >>> compare(wages)[["normalized_a", "normalized_b", "dollars_of"]].round(2).values.tolist()
    [[65049.16, 67310.0, '2024-05']]
    """
    if others:
        raise InvalidFigure(
            "compare takes one frame of figures and compares all its pairs; for two figures, use "
            "hitdata.difference(a, b)"
        )
    by, known = list(by), [field.name for field in fields(Figure)]
    if strange := set(by) - set(known):
        raise unknown("column", min(strange), known)
    members = [given(row, among=among) for _, row in figures.iterrows()]
    table = bundled_for(members) if among is None else among
    errors = _errors(table)
    rows = []
    for a, b in combinations(members, 2):
        if any(getattr(a, name) != getattr(b, name) for name in by):
            continue
        verdict = judge(a, b, assume=assume)
        if verdict.verdict == SHOW:
            shown = {"value_a": a.value, "value_b": b.value, "tested": "not compared"}
            rows.append(_row(verdict, shown))
        else:
            frame = _converted(a, b, verdict.steps, table, prices)
            rows.append(_row(verdict, vars(_compared(a, b, verdict, frame, errors))))
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(verdict: Verdict, found: Mapping[str, object]) -> dict[str, object]:
    """Return a row of `compare`: what was found, beside what the verdict says."""
    texts = {name: "; ".join(getattr(verdict, name))
             for name in ("about", "steps", "assumptions", "reasons")}  # fmt: skip
    pair = {"a": verdict.a, "b": verdict.b, "verdict": verdict.verdict}
    return {**found, **pair, **texts, "testable": found.get("margin") is not None}


def _compared(
    a: Figure, b: Figure, verdict: Verdict, frame: pd.DataFrame, errors: Errors
) -> Comparison:
    one, two = (float(value) for value in frame["normalized"])
    priced = a.measure == "wage" and a.dated and b.dated
    margin, tested = _tested(a, b, (one, two), errors, verdict.steps)
    return Comparison(
        a=a.figure_id, b=b.figure_id, value_a=a.number, value_b=b.number,
        normalized_a=one, normalized_b=two, unit=str(frame["normalized_unit"].iloc[0]),
        dollars_of=str(frame["dollars_of"].iloc[0]) if priced else "",
        difference=round(two - one, 6), ratio=two / one if one else float("nan"),
        margin=margin, tested=tested, steps_a=frame["steps"].iloc[0],
        steps_b=frame["steps"].iloc[1], verdict=verdict,
    )  # fmt: skip


# -- common terms ----------------------------------------------------------------------------------


def _converted(
    a: Figure, b: Figure, steps: tuple[str, ...], table: pd.DataFrame, prices: pd.DataFrame | None
) -> pd.DataFrame:
    """Return two figures after the steps of their verdict, a row each, as `normalize` has them.

    Hourly pay becomes annual (or annual hourly, where only that side's hours are known), then one
    statistic, then dollars of the later period, then growth over b's span.
    """
    pair = pd.DataFrame([asdict(a), asdict(b)])
    frame = opened(pair.assign(period=[a.dated, b.dated]))
    if "wage interval" in steps:
        hourly = a if a.unit == "USD/hour" else b
        frame = wage_interval(frame, to="USD/year" if hourly.bls else "USD/hour", among=table)
    if "statistic" in steps:
        # EP publishes no statistic but its own
        own = next((f.statistic for f in (a, b) if f.source == "EP"), None)
        both = a.statistic, b.statistic
        to = own or ("p50" if "p50" in both else min(both))
        frame = statistic(frame, to=to, among=table)
    if "dollars" in steps:
        last = max(frame["period"], key=lambda period: (period[:4], period))
        frame = dollars(frame, of=last, mixed=True, prices=prices)
    return take(frame, [_span(a, b), None]) if "horizon" in steps else frame


def _span(a: Figure, b: Figure) -> Step:
    """Return growth ``a`` over as many years as ``b``, by its compound annual rate."""
    (first, last), (start, end) = a.projected or (0, 0), b.projected or (0, 0)
    over = float(equivalent(rate_of_percent(a.number, last - first), end - start))
    return Step(
        kind="horizon",
        says=f"{a.number:g} % over {last - first:g} years is {over:.4g} % over {end - start:g}",
        factor=over / a.number if a.number else 1.0,
        column="normalized_unit",
        before=a.unit,
        after=b.unit,
        assumptions=("growth is even over the years (compound annual rate)",),
    )


# -- sampling error --------------------------------------------------------------------------------


def _errors(figures: pd.DataFrame) -> Errors:
    """Return the errors that are published among figures."""
    part = figures[figures["statistic"].isin(["rse", "moe90"]) & figures["value"].notna()]
    keys = zip(*(part[name] for name in [*OF_ONE, "error_of"]), strict=True)
    return dict(zip(keys, zip(part["statistic"], part["value"], strict=True), strict=True))


def _margin(figure: Figure, errors: Errors) -> float | None:
    """Return the half-width of a figure's 90 % interval, if its error is published."""
    if figure.second_hand:
        return None
    key = (*(getattr(figure, name) for name in OF_ONE), figure.statistic)
    kind, size = errors.get(key, ("", 0.0))
    return {"rse": Z90 * size / 100 * figure.number, "moe90": size}.get(kind)


def _tested(
    a: Figure, b: Figure, values: tuple[float, float], errors: Errors, steps: tuple[str, ...]
) -> tuple[float | None, str]:
    """Return the margin of the difference at 90 % and what it says, or None and why there is none.

    ``values`` are those on common terms; margins are scaled with them.
    """
    scaled = []
    for figure, value in zip((a, b), values, strict=True):
        margin = _margin(figure, errors)
        if margin is None:
            return None, f"not testable: no error is published for {figure}"
        scaled.append(margin * value / (figure.number or 1.0))
    if "statistic" in steps:
        return None, "not testable: no error is published for the converted statistic"
    if reason := _dependent(a, b):
        return None, f"not testable: {reason}"
    margin = hypot(*scaled)
    says = "larger than" if abs(values[1] - values[0]) > margin else "within"
    return margin, (
        f"the difference is {says} its margin of {margin:,.2f} at 90 %, "
        "the two estimates taken as independent"
    )


def _dependent(a: Figure, b: Figure) -> str:
    """Return why the errors of two estimates of one survey cannot be set together, if so."""
    found = a.relation_to(b)
    if a.source != b.source or not (a.release and b.release):
        return ""
    if a.source == "OEWS" and (changed := new_method(a.release, b.release)):
        return f"{changed}, so no significance is claimed across it"
    if found is None or not found.same:
        return ""
    if overlap(a, b):
        return "OEWS samples of releases less than three years apart overlap"
    groups = {a.coverage or "", b.coverage or ""}
    whole = any(other.endswith("workers") for other in groups) and len(groups) == 2
    if a.release == b.release and (whole or a.industry != b.industry or a.area != b.area):
        return "one of the two groups contains the other, or may"
    return ""
