"""Verdicts: may these two figures be compared, by which steps, and why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from html import escape
from itertools import combinations

import pandas as pd

from hitdata.discrepancy.figure import Figure, Given, given
from hitdata.discrepancy.rules import CONVERTIBLE, EQUAL, RULES, SHOW
from hitdata.errors import NotComparable, unknown
from hitdata.notebook import table
from hitdata.tables import load

__all__ = ["Finding", "Verdict", "comparability", "comparable", "judge"]

#: Verdicts from the mildest to the strictest.
ORDER = (EQUAL, CONVERTIBLE, SHOW)

#: What figures are about -> attribute; differing in these is no obstacle within one product.
ABOUT = {"occupation": "soc", "area": "area", "industry": "industry", "people": "coverage",
         "period": "dated"}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """What one rule found: its verdict, the rule's reason, what was found, and who says so."""

    rule: str
    verdict: str
    reason: str
    found: str
    source: str
    liftable: bool
    lifted: bool = False

    def __str__(self) -> str:
        lifted = " (lifted by assumption)" if self.lifted else ""
        return f"{self.rule}{lifted}: {self.reason} ({self.found})"


@dataclass(frozen=True)
class Verdict:
    """Whether figures ``a`` and ``b`` may be compared, and everything that speaks against it."""

    a: str
    b: str
    verdict: str
    findings: tuple[Finding, ...]
    about: tuple[str, ...]

    @property
    def steps(self) -> tuple[str, ...]:
        """Names of the conversions that bring both to common terms."""
        return tuple(f.rule for f in self.findings if f.verdict == CONVERTIBLE)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What was assumed: the lifted rules, and that OEWS may be read as a series."""
        return tuple(
            f"{f.rule}: that {f.found} does not matter" if f.lifted else f"{f.rule}: {f.reason}"
            for f in self.findings
            if f.lifted or f.rule == "time series"
        )

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why only side by side: the findings that still stand."""
        return tuple(str(f) for f in self.findings if f.verdict == SHOW and not f.lifted)

    def demand(self) -> Verdict:
        """Return the verdict, or raise `NotComparable` if no arithmetic is allowed."""
        if self.verdict != SHOW:
            return self
        standing = [f for f in self.findings if f.verdict == SHOW and not f.lifted]
        out = "show them side by side"
        if all(f.liftable for f in standing):
            names = ", ".join(repr(f.rule) for f in standing)
            out += f", or state what you assume with assume=[{names}]"
        raise NotComparable(
            f"{self.a} and {self.b} cannot be compared:\n  " + "\n  ".join(self.reasons)
            + f"\nWays out: {out}; `hitdata.explain` names what lies between them."
        )  # fmt: skip

    def to_dict(self) -> dict[str, object]:
        """Return every field by name, ready for JSON."""
        return {**asdict(self), "steps": self.steps, "assumptions": self.assumptions}

    def to_frame(self) -> pd.DataFrame:
        """Return a row per finding: rule, verdict, reason, found, source, liftable, lifted."""
        columns = list(Finding.__dataclass_fields__)
        return pd.DataFrame([asdict(f) for f in self.findings], columns=columns)

    def __str__(self) -> str:
        about = f"  about different: {', '.join(self.about)}" if self.about else ""
        lines = [f"{self.a}", f"{self.b}", f"  {self.verdict}", about]
        return "\n".join([*filter(None, lines), *(f"  {finding}" for finding in self.findings)])

    def _repr_html_(self) -> str:
        found = table(self.to_frame()[["rule", "verdict", "found", "reason"]])
        return f"<p>{escape(self.a)}<br>{escape(self.b)}<br><b>{self.verdict}</b></p>{found}"


def comparable(
    a: Given, b: Given, *, assume: Iterable[str] = (), figures: pd.DataFrame | None = None
) -> Verdict:
    """Return whether two figures may be compared: equal terms, convertible, or show only.

    ``a`` and ``b`` are identifiers, rows or frames of one row; identifiers are looked up among
    ``figures`` (None: the bundled table). ``assume`` names rules of
    `hitdata.discrepancy.rules` to lift; what is lifted is recorded.

    >>> verdict = comparable("bls.oews.2023-05.us.29-9021.wage.p50.usd-year",
    ...                      "bls.oews.2024-05.us.29-9021.wage.p50.usd-year")
    >>> verdict.verdict, verdict.steps
    ('convertible', ('dollars', 'time series'))
    """
    table = _table([a, b], figures)
    return judge(given(a, table), given(b, table), assume=assume)


def comparability(figures: pd.DataFrame, *, assume: Iterable[str] = ()) -> pd.DataFrame:
    """Return the verdict of every pair of ``figures``: a square frame by figure_id."""
    members = [given(row, figures) for _, row in figures.iterrows()]
    names = [member.figure_id for member in members]
    square = pd.DataFrame(
        EQUAL, index=pd.Index(names, name="figure_id"), columns=names, dtype="str"
    )
    for a, b in combinations(members, 2):
        verdict = judge(a, b, assume=assume).verdict
        square.loc[a.figure_id, b.figure_id] = verdict
        square.loc[b.figure_id, a.figure_id] = verdict
    return square


def judge(a: Figure, b: Figure, *, assume: Iterable[str] = ()) -> Verdict:
    """Return the verdict on two figures that are at hand."""
    lifted = set(assume)
    if strange := lifted - {rule.name for rule in RULES}:
        raise unknown("rule", min(strange), [rule.name for rule in RULES])
    first, second = sorted((a, b), key=lambda figure: figure.figure_id)
    findings = tuple(
        Finding(
            rule.name, rule.verdict, rule.reason, found, rule.source, rule.liftable,
            rule.liftable and rule.verdict == SHOW and rule.name in lifted,
        )
        for rule in RULES
        if a.figure_id != b.figure_id and (found := rule.finds(first, second))
    )  # fmt: skip
    standing = [EQUAL, *(CONVERTIBLE if f.lifted else f.verdict for f in findings)]
    values = {name: (getattr(a, field), getattr(b, field)) for name, field in ABOUT.items()}
    about = tuple(name for name, (x, y) in values.items() if x and y and x != y)
    return Verdict(a.figure_id, b.figure_id, max(standing, key=ORDER.index), findings, about)


def _table(pair: list[Given], figures: pd.DataFrame | None) -> pd.DataFrame | None:
    """Return the table to look identifiers up in, read once, if there are any."""
    named = any(isinstance(figure, str) for figure in pair)
    return load() if figures is None and named else figures
