"""Steps: what was done to a figure, so that it can be read, checked and taken back.

Nothing here changes a published ``value``. Normalizing adds columns beside it:

``normalized``             the figure after the steps
``normalized_unit``        its unit
``normalized_statistic``   its statistic
``dollars_of``             the period whose dollars it is in
``steps``                  a tuple of `Step`, in the order in which they were taken
``refused``                why a figure could not be normalized, empty if it could

Every step multiplies by a factor, so `undo` can take back all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from hitdata.distinct import plain_texts
from hitdata.errors import InvalidFigure, NotComparable

__all__ = ["Refused", "Step", "opened", "settled", "steps", "take", "undo"]

#: Whether a figure that cannot be normalized stops everything or is kept, with the reason.
Refused: TypeAlias = Literal["raise", "keep"]

#: Column that normalizing adds -> the published column it starts from.
COLUMNS = {
    "normalized": "value",
    "normalized_unit": "unit",
    "normalized_statistic": "statistic",
    "dollars_of": "period",
}


@dataclass(frozen=True)
class Step:
    """One conversion: ``normalized`` was multiplied by ``factor``, and ``column`` changed."""

    kind: str
    says: str
    factor: float
    column: str
    before: str
    after: str
    figure_ids: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return every field by name, ready for JSON."""
        return asdict(self)

    def __str__(self) -> str:
        assumed = f"; assumes {'; '.join(self.assumptions)}" if self.assumptions else ""
        return f"{self.kind}: {self.says}{assumed}"


def opened(figures: pd.DataFrame) -> pd.DataFrame:
    """Return a copy of ``figures`` with the columns of normalizing, unchanged if it has them."""
    if lacking := {"figure_id", "measure", "status", *COLUMNS.values()} - set(figures):
        raise InvalidFigure(f"figures lack the columns {', '.join(sorted(lacking))}")
    frame = plain_texts(figures).copy()
    for name, published in COLUMNS.items():
        if name not in frame:
            frame[name] = frame[published]
    for name, nothing in (("steps", ()), ("refused", "")):
        if name not in frame:
            frame[name] = pd.Series([nothing] * len(frame), index=frame.index, dtype="object")
    return frame


def take(frame: pd.DataFrame, taken: Sequence[Step | None]) -> pd.DataFrame:
    """Return ``frame`` with a step taken in each row; None leaves a row as it is."""
    column = next((step.column for step in taken if step), "normalized_unit")
    factors = np.array([step.factor if step else 1.0 for step in taken], dtype=float)
    after = [step.after if step else old for step, old in zip(taken, frame[column], strict=True)]
    history = [
        (*past, step) if step else past for past, step in zip(frame["steps"], taken, strict=True)
    ]
    return frame.assign(
        normalized=frame["normalized"] * factors,
        steps=pd.Series(history, index=frame.index, dtype="object"),
        **{column: pd.Series(after, index=frame.index, dtype="str")},
    )


def settled(frame: pd.DataFrame, reasons: Sequence[str], refused: Refused) -> pd.DataFrame:
    """Return ``frame`` with the reasons of the refused rows, or raise the first of them."""
    reason = pd.Series(list(reasons), index=frame.index, dtype="object")
    if reason.ne("").any() and refused == "raise":
        first = reason.ne("").to_numpy().argmax()
        raise NotComparable(f"{frame['figure_id'].iloc[first]}: {reason.iloc[first]}")
    before = frame["refused"].where(frame["refused"].ne(""), reason)
    return frame.assign(refused=before, normalized=frame["normalized"].where(before.eq("")))


def undo(frame: pd.DataFrame) -> pd.DataFrame:
    """Return ``frame`` with every step taken back, the last first.

    What remains is what was published, to the last bits of a float.

    >>> from hitdata import load
    >>> from hitdata.normalize import dollars
    >>> wage = load(figure_id="bls.oews.2023-05.us.29-9021.wage.p50.usd-year")
    >>> float(undo(dollars(wage, of="2024-05"))["normalized"].round(6).item())
    62990.0
    """
    back = opened(frame)
    for label, taken in zip(back.index, back["steps"], strict=True):
        for step in reversed(taken):
            back.loc[label, "normalized"] /= step.factor
            back.loc[label, step.column] = step.before
    cleared = pd.Series([()] * len(back), index=back.index, dtype="object")
    return back.assign(steps=cleared)


def steps(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a row per step that was taken in ``frame``.

    Columns: figure_id, step (1, 2, ...), kind, says, factor, column, before, after, figure_ids
    and assumptions, the last two as text separated by "; ".
    """
    columns = ["figure_id", "step", *Step.__dataclass_fields__]
    rows = [
        {"figure_id": figure, "step": number, **step.to_dict()}
        for figure, taken in zip(frame["figure_id"], frame.get("steps", []), strict=False)
        for number, step in enumerate(taken, start=1)
    ]
    table = pd.DataFrame(rows, columns=columns)
    for column in ("figure_ids", "assumptions"):
        table[column] = table[column].map("; ".join).astype("str")
    return table
