"""Selection: the rows that a chart needs, taken from a frame or refused.

A chart function takes any tidy frame, keeps what it can show and says what it misses. It never
picks one of two editions for the reader: choosing is the caller's, with `hitdata.load`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from hitdata.distinct import plain_texts
from hitdata.errors import InvalidFigure, UnknownValue

__all__ = ["having", "needed", "newest", "only", "published", "single"]

Wanted = Mapping[str, str | Collection[str]]


def needed(figures: pd.DataFrame, chart: str, wanted: Wanted) -> pd.DataFrame:
    """Return the rows with the wanted value, or one of the wanted values, in every column.

    They come in the order of their identifiers, so that a chart does not depend on the order of
    its frame. A frame without the columns, or without such a row, is refused by name.
    """
    lacking = [column for column in (*wanted, "figure_id") if column not in figures]
    if lacking:
        raise InvalidFigure(
            f"{chart} needs the column {', '.join(lacking)}, which this frame lacks; "
            "hitdata.load() returns frames that have it"
        )
    found = having(figures, wanted)
    if found.empty:
        said = "; ".join(f"{column} {_said(values)}" for column, values in wanted.items())
        raise UnknownValue(
            f"{chart} needs figures with {said}; none of the {len(figures)} in this frame has them"
        )
    return plain_texts(found).sort_values("figure_id")


def having(figures: pd.DataFrame, wanted: Wanted) -> pd.DataFrame:
    """Return the rows with the wanted values, possibly none."""
    keep = pd.Series(True, index=figures.index)
    for column, values in wanted.items():
        keep &= figures[column].isin([values] if isinstance(values, str) else list(values))
    return figures[keep]


def only(rows: pd.DataFrame, column: str, chart: str) -> str:
    """Return the one value that all rows have in a column, or refuse and name the values."""
    values = sorted(rows[column].dropna().unique())
    if len(values) != 1:
        found = f"{len(values)} values, {', '.join(values[:4])}" if values else "none"
        raise UnknownValue(f"{chart} shows one {column} at a time; this frame has {found}")
    return str(values[0])


def single(rows: pd.DataFrame, columns: list[str], chart: str) -> pd.DataFrame:
    """Return ``rows`` if no two agree in all ``columns``, else refuse and name two that do."""
    twins = rows.loc[rows.duplicated(columns, keep=False)].sort_values(columns)
    if len(twins):
        first, second = twins["figure_id"].iloc[:2]
        raise UnknownValue(
            f"{chart} needs one figure for each {' and '.join(columns)}; this frame has both "
            f"{first!r} and {second!r}"
        )
    return rows


def published(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that were read from the publisher, not from a guide that quotes it."""
    return figures[figures["quoted_by"].isna()]


def newest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the newest release."""
    return rows[rows["release"].eq(rows["release"].max())]


def _said(values: str | Collection[str]) -> str:
    names = [values] if isinstance(values, str) else sorted(values)
    return " or ".join(names[:4]) + (f" or {len(names) - 4} more" if len(names) > 4 else "")
