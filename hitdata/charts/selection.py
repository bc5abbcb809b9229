"""Selection: the figures that a chart draws, taken from a frame or refused.

A chart takes the whole table as well as figures that were selected before. One rule says what it
draws of them, that of `chosen`: all that it can show, and where that is too much, its default
choice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import pandas as pd

from hitdata.errors import InvalidFigure, UnknownValue

__all__ = ["ALL", "GUIDES", "KEYS", "OCCUPATIONS", "TECHNICIANS", "chosen", "differing", "having",
           "needed", "newest", "published", "quotes"]  # fmt: skip

#: Column -> the value that is wanted, or several.
Wanted = Mapping[str, str | Collection[str]]

#: Columns that tell the rows or lines of a chart apart.
KEYS = ("soc", "area", "industry", "release")

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
    one: Sequence[str] = (),
    lines: Sequence[str] = KEYS,
    each: Sequence[str] = (*KEYS, "statistic"),
    most: int = 40,
) -> pd.DataFrame:
    """Return the figures with the wanted values if a chart can show them all, else its default.

    They are published ones, if the frame has any: what guides quote of them stands in the charts
    of quotes. A chart can show figures of one value in each column of ``one``, of which no two
    agree in all of ``each``, in at most ``most`` ``lines``, which these columns tell apart; and
    several releases only where nothing else tells lines apart. Of more it shows the newest release
    alone, unless the frame has all codes of the default; and if that is still too much, its default
    choice: the nation and all industries, then the values of ``default``, each column as far as the
    frame has all of them. What is too much even then is refused.
    """
    found = needed(figures, chart, wanted)
    own = published(found)
    found = own if len(own) else found
    latest = newest if "release" in (*one, *lines) else _same
    default_rows = _default(found, default)
    # codes that were chosen are kept before others; those of the default are no choice
    own = set(_listed(default.get("soc", ()))) - set(found["soc"])
    tries = [found, *([latest(found)] if own else []), default_rows, latest(default_rows)]
    reasons = []
    for rows in tries:
        reasons.append(
            _several(rows, chart, one)
            or _twins(rows, chart, each)
            or _many(rows, chart, lines, most)
        )
        if not reasons[-1]:
            return rows
    raise UnknownValue(reasons[-1])


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
        keep &= figures[column].isin(_listed(values))
    return figures[keep]


def differing(rows: pd.DataFrame, columns: Iterable[str]) -> list[str]:
    """Return the columns in which rows do not all have one value."""
    return [name for name in columns if len(rows[name].drop_duplicates()) > 1]


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


def _same(rows: pd.DataFrame) -> pd.DataFrame:
    return rows


def _several(rows: pd.DataFrame, chart: str, one: Sequence[str]) -> str:
    """Say which column has several values, where a chart shows one."""
    for column in one:
        values = _held(rows, column)
        if len(values) != 1:
            said = f"{len(values)} values, {', '.join(values[:4])}" if values else "none"
            return f"{chart} shows one {column} at a time; this frame has {said}"
    return ""


def _twins(rows: pd.DataFrame, chart: str, each: Sequence[str]) -> str:
    """Name two rows that a chart would draw in one place."""
    twins = rows[rows.duplicated(each, keep=False)].sort_values([*each, "figure_id"])
    if twins.empty:
        return ""
    first, second = twins["figure_id"].iloc[:2]
    return (
        f"{chart} needs one figure for each {' and '.join(each)}; this frame has both "
        f"{first!r} and {second!r}"
    )


def _many(rows: pd.DataFrame, chart: str, lines: Sequence[str], most: int) -> str:
    """Say why there are too many lines for a chart."""
    differ = differing(rows, lines)
    if "release" in differ and len(differ) > 1:
        return f"{chart} shows several releases of one {differ[0]}; this frame has both of several"
    if (count := len(rows.drop_duplicates(list(lines)))) > most:
        return (
            f"{chart} draws up to {most} rows or lines, one for each {' and '.join(lines)}; this "
            f"frame has {count}: filter it first"
        )
    return ""


def _default(rows: pd.DataFrame, default: Wanted) -> pd.DataFrame:
    """Return the rows of the default choice; of a column that lacks a value of it, all rows."""
    for column, values in {**NATIONAL, **default}.items():
        if set(_listed(values)) <= set(rows[column]):
            rows = having(rows, {column: values})
    return rows


def _held(rows: pd.DataFrame, column: str) -> list[str]:
    return sorted(rows[column].dropna().unique())


def _listed(values: str | Collection[str]) -> list[str]:
    return [values] if isinstance(values, str) else sorted(values)


def _said(values: str | Collection[str]) -> str:
    names = _listed(values)
    return " or ".join(names[:4]) + (f" or {len(names) - 4} more" if len(names) > 4 else "")
