"""How curves are asked and answer: numbers and pandas objects in, pandas objects out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from hitdata.distribution.normal import Floats
from hitdata.errors import InvalidFigure

__all__ = ["Answer", "Asked", "List", "Many", "One", "ask"]

#: Several numbers, asked of all curves alike.
List: TypeAlias = "Sequence[float] | Floats"

#: Asked once of every curve, answered by a Series; several times, answered by a frame.
One: TypeAlias = "float | pd.Series"
Many: TypeAlias = "List | pd.DataFrame"
Answer: TypeAlias = "pd.Series | pd.DataFrame"


@dataclass(frozen=True, eq=False)
class Asked:
    """Numbers to ask n curves about: ``numbers`` (1, m) for all alike, or (n, m) for each."""

    numbers: Floats
    index: pd.Index
    columns: pd.Index | None

    def answer(self, values: Floats) -> Answer:
        """Return ``values`` (n, m) in the form in which the question was put."""
        if self.columns is None:
            return pd.Series(values[:, 0], index=self.index)
        return pd.DataFrame(values, index=self.index, columns=self.columns)


def ask(index: pd.Index, asked: One | Many, what: str, least: float, most: float) -> Asked:
    """Return the question, or raise `InvalidFigure` for numbers outside ``least`` to ``most``."""
    values = np.asarray(asked, dtype=float)
    if ((values < least) | (values > most)).any():
        wrong = values[(values < least) | (values > most)].flat[0]
        raise InvalidFigure(f"{what} {wrong:g}: expected a number from {least:g} to {most:g}")
    if isinstance(asked, pd.Series | pd.DataFrame):
        if not asked.index.equals(index):
            raise InvalidFigure(
                f"{what}: expected one for each curve, with the index of the curves; to ask all "
                "curves alike, pass a list"
            )
        columns = asked.columns if isinstance(asked, pd.DataFrame) else None
        return Asked(values.reshape(len(index), -1), index, columns)
    columns = None if values.ndim == 0 else pd.Index(values)
    return Asked(values.reshape(1, -1), index, columns)
