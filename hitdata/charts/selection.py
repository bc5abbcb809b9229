"""Selection: the figures that a chart draws, taken from a frame or refused.

A chart takes the whole table as well as figures that were selected before. One rule says what it
draws of them, that of `chosen`: all that it can show, and where that is too much, its default
choice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from hitdata.errors import InvalidFigure, UnknownValue

__all__ = ["ALL", "GUIDES", "OCCUPATIONS", "TECHNICIANS", "chosen", "having", "needed", "newest",
           "published", "quotes"]  # fmt: skip

Wanted = Mapping[str, str | Collection[str]]

#: Code of all occupations.
ALL = "00-0000"

#: Codes of the 2018 SOC that carry work in health information technology, in any industry.
OCCUPATIONS = ("11-3021", "11-9111", "13-1041", "15-1211", "15-1212", "15-1232", "15-1242",
               "29-2072", "29-9021", "31-9094", "43-3021", "43-6013")  # fmt: skip

#: The codes that health information technicians have carried, oldest first.
TECHNICIANS = ("29-2071", "29-2098", "29-2072", "29-9021")

#: The guides that are drawn of a frame that quotes more than `SEVERAL`.
GUIDES, SEVERAL = ("Health information technician guide", "Healthcare IT salary guide"), 6

#: What every default choice begins with.
NATIONAL = {"area": "US", "industry": "cross-industry"}


def chosen(
    figures: pd.DataFrame,
    chart: str,
    wanted: Wanted,
    default: Wanted,
    *,
    one: Sequence[str] = ("release", "area", "industry"),
    each: Sequence[str] = ("soc", "statistic"),
    most: int = 40,
) -> pd.DataFrame:
    """Return the figures with the wanted values if a chart can show them all, else its default.

    They are published ones, if the frame has any: what guides quote of them stands in the charts
    of quotes. A chart can show figures of one value in each column of ``one``, of which no two
    agree in all of ``each``, under at most ``most`` codes. Its default choice is the nation and
    all industries, then the values of ``default``, each column as far as the frame has all of
    them; and, where a chart shows one release, the newest. What is still too much is refused.
    """
    found = needed(figures, chart, wanted)
    own = published(found)
    found = own if len(own) else found
    several = any(len(_held(found, column)) > 1 for column in one)
    if several or found.duplicated(each).any() or found["soc"].nunique() > most:
        found = _default(found, default)
        found = newest(found) if "release" in one else found
    for column in one:
        values = _held(found, column)
        if len(values) != 1:
            said = f"{len(values)} values, {', '.join(values[:4])}" if values else "none"
            raise UnknownValue(f"{chart} shows one {column} at a time; this frame has {said}")
    twins = found[found.duplicated(each, keep=False)].sort_values([*each, "figure_id"])
    if len(twins):
        first, second = twins["figure_id"].iloc[:2]
        raise UnknownValue(
            f"{chart} needs one figure for each {' and '.join(each)}; this frame has both "
            f"{first!r} and {second!r}"
        )
    return found


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
    return found.sort_values("figure_id")


def having(figures: pd.DataFrame, wanted: Wanted) -> pd.DataFrame:
    """Return the rows with the wanted values, possibly none."""
    keep = pd.Series(True, index=figures.index)
    for column, values in wanted.items():
        keep &= figures[column].isin(_several(values))
    return figures[keep]


def newest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the newest release."""
    return rows[rows["release"].eq(rows["release"].max())]


def published(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that were read from the publisher, not from a guide that quotes it."""
    return figures[figures["quoted_by"].isna()]


def quotes(figures: pd.DataFrame, chart: str) -> pd.DataFrame:
    """Return what guides quote: all guides if they are few, else the two of `GUIDES`."""
    found = figures[figures["quoted_by"].notna()]
    if found.empty:
        raise UnknownValue(f"{chart} needs quoted figures; all in this frame are published")
    if (count := found["quoted_by"].nunique()) > SEVERAL:
        found = having(found, {"quoted_by": GUIDES})
        if found.empty:
            raise UnknownValue(
                f"{chart} shows what up to {SEVERAL} guides quote; this frame has {count}: "
                "choose some by the column quoted_by"
            )
    return found


def _default(rows: pd.DataFrame, default: Wanted) -> pd.DataFrame:
    """Return the rows of the default choice; of a column that lacks a value of it, all rows."""
    for column, values in {**NATIONAL, **default}.items():
        if set(_several(values)) <= set(rows[column]):
            rows = having(rows, {column: values})
    return rows


def _held(rows: pd.DataFrame, column: str) -> list[str]:
    return sorted(rows[column].dropna().unique())


def _several(values: str | Collection[str]) -> list[str]:
    return [values] if isinstance(values, str) else sorted(values)


def _said(values: str | Collection[str]) -> str:
    names = _several(values)
    return " or ".join(names[:4]) + (f" or {len(names) - 4} more" if len(names) > 4 else "")
