"""The record: what was done to a figure, so that it can be read, checked and taken back.

Nothing here changes a published ``value``. Normalizing adds columns beside it:

``normalized``             the figure after the steps
``normalized_unit``        its unit
``normalized_statistic``   its statistic
``dollars_of``             the period whose dollars it is in
``prices_of``              the area whose prices it is at
``steps``                  a tuple of `Step`, in the order in which they were taken
``refused``                why a figure could not be normalized, empty if it could

Every step multiplies by a factor, so `undo` can take back all of them.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np
import pandas as pd

from hitdata.errors import InvalidFigure, NotComparable, unknown

__all__ = ["Refusal", "Step", "opened", "steps", "take", "undo"]

#: What becomes of a figure that cannot be normalized: it stops everything, or is kept, missing,
#: with a warning or without.
Refusal: TypeAlias = Literal["raise", "warn", "ignore"]

#: Column that normalizing adds -> the published column it starts from.
COLUMNS = {
    "normalized": "value",
    "normalized_unit": "unit",
    "normalized_statistic": "statistic",
    "dollars_of": "period",
    "prices_of": "area",
}

#: Every column that normalizing adds.
CHANGED = [*COLUMNS, "steps", "refused"]


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
    rows = back[CHANGED].to_dict("records")
    for row in rows:
        for step in reversed(row["steps"]):
            row["normalized"] /= step.factor
            row[step.column] = step.before
        row["steps"] = ()
    return _rewritten(back, rows)


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


def opened(figures: pd.DataFrame) -> pd.DataFrame:
    """Return a copy of ``figures`` with the columns of normalizing, unchanged if it has them."""
    if lacking := {"figure_id", "measure", "status", *COLUMNS.values()} - set(figures):
        raise InvalidFigure(f"figures lack the columns {', '.join(sorted(lacking))}")
    start = {name: figures[published] for name, published in COLUMNS.items()}
    for name, nothing in (("steps", ()), ("refused", "")):
        start[name] = pd.Series([nothing] * len(figures), index=figures.index, dtype="object")
    added = {name: column for name, column in start.items() if name not in figures}
    return figures.assign(**added).astype({"normalized": "float64"})


def take(
    frame: pd.DataFrame, answers: Sequence[Step | str | None], *, errors: Refusal = "raise"
) -> pd.DataFrame:
    """Return ``frame`` with the answer to each row: a step to take, why there is none, or None.

    None leaves a row as it is. A row with a reason is refused as ``errors`` says.
    """
    if errors not in get_args(Refusal):
        raise unknown("errors", errors, get_args(Refusal))
    reasons = [
        f"{figure}: {answer}"
        for figure, answer in zip(frame["figure_id"], answers, strict=True)
        if isinstance(answer, str)
    ]
    if reasons and errors == "raise":
        raise NotComparable(reasons[0])
    if reasons and errors == "warn":
        said = f"{len(reasons):,} of {len(frame):,} figures could not be normalized; {reasons[0]}"
        warnings.warn(said, stacklevel=3)
    rows = frame[CHANGED].to_dict("records")
    for row, answer in zip(rows, answers, strict=True):
        if isinstance(answer, Step):
            row["normalized"] *= answer.factor
            row[answer.column] = answer.after
            row["steps"] = (*row["steps"], answer)
        elif answer:
            row["refused"] = row["refused"] or answer
            row["normalized"] = np.nan
    return _rewritten(frame, rows)


def _rewritten(frame: pd.DataFrame, rows: list[dict]) -> pd.DataFrame:
    before = frame[CHANGED]
    changed = pd.DataFrame(rows, index=frame.index, columns=CHANGED).astype(before.dtypes)
    return frame.assign(**changed)
