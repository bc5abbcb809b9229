"""The answer to "why do these two figures differ": steps, and what they leave unexplained."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from html import escape

import pandas as pd

from hitdata.discrepancy.parts import Part
from hitdata.discrepancy.verdicts import Verdict
from hitdata.notebook import table

__all__ = ["Explanation"]

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
            lines += [f"  {'':<40}{text}" for text in _grounds(part)]
        if self.a != self.b:
            lines.append(f"  {'unexplained':<12}{self._both(self.unexplained):>26}")
        return "\n".join([*lines, *(f"  note: {note}" for note in self.notes)])

    def _repr_html_(self) -> str:
        rows = [
            (part.step, self._amount(part), f"{part.start} → {part.end}", "; ".join(_grounds(part)))
            for part in self.parts
        ]
        if self.a != self.b:
            rows.append(("unexplained", self._both(self.unexplained), "", ""))
        columns = ["step", "part of the gap", "what differs", "on what grounds"]
        steps = table(pd.DataFrame(rows, columns=columns))
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


def _grounds(part: Part) -> list[str]:
    """Return why a step cannot be quantified, or what it assumes and which figures it is from."""
    cited = [f"from {', '.join(part.figure_ids)}"] if part.figure_ids else []
    texts = [part.reason, *(f"assumes {text}" for text in part.assumptions), *cited]
    return [text for text in texts if text]
