"""Pairs: the difference of two figures that may be compared, and all pairs of many.

A difference is only computed where the rules allow it: figures on equal terms are subtracted as
they stand, convertible ones after the conversions, each of which is kept as a step. What may only
be shown side by side is refused, unless the caller names what is assumed.

A difference between two estimates means little if it is smaller than their error. It is *testable*
where both publish one: OEWS a relative standard error of means and employment, ACS the margin of
its medians. A median of OEWS has none, nor has any figure of a salary site.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from html import escape
from itertools import combinations

import pandas as pd

from hitdata.discrepancy.common_terms import converted
from hitdata.discrepancy.figure import Figure, Given, given
from hitdata.discrepancy.rules import SHOW
from hitdata.discrepancy.sampling import Errors, test
from hitdata.discrepancy.verdicts import Verdict, judge
from hitdata.errors import unknown
from hitdata.normalize import Step
from hitdata.tables import load

__all__ = ["Comparison", "compare", "difference"]


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
        return pd.DataFrame([_row(self.verdict, self)], columns=COLUMNS)

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


#: Columns of `compare`.
COLUMNS = ["a", "b", "verdict", "value_a", "value_b", "normalized_a", "normalized_b", "unit",
           "dollars_of", "difference", "ratio", "testable", "margin", "tested", "about", "steps",
           "assumptions", "reasons"]  # fmt: skip


def difference(
    a: Given,
    b: Given,
    *,
    assume: Iterable[str] = (),
    figures: pd.DataFrame | None = None,
    prices: pd.DataFrame | None = None,
) -> Comparison:
    """Return figure ``b`` against figure ``a``, converted to common terms.

    Hourly pay becomes annual, a mean the median of the same OEWS occupation, dollars those of the
    later period, growth that over b's span. ``assume`` names rules to lift, as in `comparable`.

    Raises `NotComparable`, with the reasons and the ways out, for a pair to be shown side by side
    only.

    >>> pair = difference("bls.oews.2018-05.us.29-2071.wage.mean.usd-year",
    ...                   "bls.oews.2018-05.us.31-9092.wage.mean.usd-year")
    >>> pair.difference, pair.testable
    (-9470.0, True)
    """
    table = load() if figures is None else figures
    first, second = given(a, table), given(b, table)
    verdict = judge(first, second, assume=assume).demand()
    frame = converted(first, second, verdict.steps, table, prices)
    return _compared(first, second, verdict, frame, Errors.of(table))


def compare(
    figures: pd.DataFrame,
    *,
    by: Iterable[str] = (),
    assume: Iterable[str] = (),
    among: pd.DataFrame | None = None,
    prices: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return a row per pair of ``figures``: verdict, difference, ratio and whether it is tested.

    ``by`` names columns that both figures of a pair must share (``["soc", "statistic"]``); without
    them, all pairs are compared.

    Columns: a, b (figure_ids); verdict; value_a, value_b as published; normalized_a, normalized_b
    in ``unit`` and ``dollars_of``; difference (b - a), ratio (b / a); testable, margin (half-width
    of the 90 % interval of the difference), tested (in words); about, steps, assumptions and
    reasons (text separated by "; "). A pair to be shown side by side only has no difference, and
    its reasons. Errors and statistics that are needed are looked up ``among`` (None: the bundled
    table).
    """
    table = load() if among is None else among
    by = list(by)
    if strange := set(by) - {field.name for field in fields(Figure)}:
        raise unknown("column", min(strange), [field.name for field in fields(Figure)])
    members = [given(row, table) for _, row in figures.iterrows()]
    errors = Errors.of(table)
    rows = []
    for a, b in combinations(members, 2):
        if any(getattr(a, name) != getattr(b, name) for name in by):
            continue
        verdict = judge(a, b, assume=assume)
        if verdict.verdict == SHOW:
            rows.append(_row(verdict, None, a, b))
            continue
        frame = converted(a, b, verdict.steps, table, prices)
        rows.append(_row(verdict, _compared(a, b, verdict, frame, errors)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(
    verdict: Verdict, found: Comparison | None, a: Figure | None = None, b: Figure | None = None
) -> dict[str, object]:
    said = {
        "about": "; ".join(verdict.about),
        "steps": "; ".join(verdict.steps),
        "assumptions": "; ".join(verdict.assumptions),
        "reasons": "; ".join(verdict.reasons),
    }
    if found is None:
        values = {"value_a": a and a.value, "value_b": b and b.value, "testable": False,
                  "tested": "not compared"}  # fmt: skip
        return {"a": verdict.a, "b": verdict.b, "verdict": verdict.verdict, **values, **said}
    fields = {name: getattr(found, name) for name in COLUMNS if hasattr(found, name)}
    return {**fields, "verdict": verdict.verdict, **said}


def _compared(
    a: Figure, b: Figure, verdict: Verdict, frame: pd.DataFrame, errors: Errors
) -> Comparison:
    one, two = (float(value) for value in frame["normalized"])
    known = a.measure == "wage" and a.dated and b.dated
    margin, tested = test(a, b, (one, two), errors, steps=verdict.steps)
    return Comparison(
        a=a.figure_id, b=b.figure_id, value_a=float(a.value or 0), value_b=float(b.value or 0),
        normalized_a=one, normalized_b=two, unit=str(frame["normalized_unit"].iloc[0]),
        dollars_of=str(frame["dollars_of"].iloc[0]) if known else "",
        difference=round(two - one, 6), ratio=two / one if one else float("nan"),
        margin=margin, tested=tested, steps_a=frame["steps"].iloc[0],
        steps_b=frame["steps"].iloc[1], verdict=verdict,
    )  # fmt: skip
