"""The tidy table: put figures into it, and refuse those that break its rules.

A source module builds a frame with the columns it knows and hands it to `tidy`, which adds the
missing columns, enforces the types of `hitdata.schema`, checks codes and values, and gives every
figure its identifier. Nothing is dropped, filled or converted here. A table of more than a million
figures has categories where others have texts; every analysis takes either.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hitdata.distinct import alike, coded, plain, stacked, text_twins
from hitdata.errors import InvalidFigure
from hitdata.identifiers import Ordinary, identifiers
from hitdata.schema import CODES, DTYPES, KEY, PERIOD

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["MANY", "check", "combine", "empty", "tidy"]

#: Figures from which texts that occur often are kept as categories: a table of all areas and
#: occupations would take seven gigabytes as plain texts.
MANY = 1_000_000

#: Categories without any.
NO_TEXT = pd.CategoricalDtype(pd.Index([], dtype="str"))

#: Columns of texts that hardly occur twice.
SINGLE = ("figure_id", "locator")


def tidy(figures: pd.DataFrame, *, ordinary: Ordinary | None = None) -> pd.DataFrame:
    """Return ``figures`` as rows of the tidy table, typed, identified and checked.

    Columns that the frame lacks are added empty; a column that the table does not know is an
    error. ``ordinary`` names, for each column, the values that stay out of ``figure_id``.

    >>> wage = {"publisher": "BLS", "source": "OEWS", "release": "2023-05", "period": "2023-05",
    ...         "occupation": "Medical Records Specialists", "soc": "29-2072",
    ...         "soc_system": "SOC 2018", "soc_match": "published", "level": "detailed",
    ...         "area": "US", "measure": "wage", "statistic": "p50", "unit": "USD/year",
    ...         "printed": "48780", "value": 48780, "bound": "=", "status": "normal",
    ...         "file": "national_M2023_dl.xlsx", "locator": "AB486", "sha256": "9200eb04"}
    >>> tidy(pd.DataFrame([wage]), ordinary={"level": ["detailed"]})["figure_id"].item()
    'bls.oews.2023-05.us.29-2072.wage.p50.usd-year'
    """
    if stray := sorted(set(figures) - set(DTYPES)):
        raise InvalidFigure(f"columns that the tidy table does not have: {', '.join(stray)}")
    frame = _typed(figures.reset_index(drop=True))
    frame["period_start"], frame["period_end"] = _period_days(frame["period"])
    frame["figure_id"] = identifiers(frame, ordinary or {})
    return check(frame)


def combine(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return several tidy tables as one, checked again for keys that occur twice."""
    parts = [frame for frame in frames if len(frame)]
    if sum(map(len, parts)) < MANY:
        return check(pd.concat([empty(), *parts], ignore_index=True).astype(DTYPES))
    columns = {
        name: stacked([part[name] for part in parts])
        if dtype == "str" and name not in SINGLE
        else pd.concat([part[name] for part in parts], ignore_index=True).astype(dtype)
        for name, dtype in DTYPES.items()
    }
    return check(pd.DataFrame(columns, copy=False))


def empty() -> pd.DataFrame:
    """Return the tidy table without rows: the same columns and types as ever.

    >>> len(empty()), empty()["value"].dtype
    (0, dtype('float64'))
    """
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in DTYPES.items()})


def check(frame: pd.DataFrame) -> pd.DataFrame:
    """Return ``frame`` if it keeps every rule of the tidy table, else raise `InvalidFigure`."""
    if list(frame) != list(DTYPES):
        raise InvalidFigure(f"columns must be {list(DTYPES)}; found {list(frame)}")
    for column, codes in CODES.items():
        _refuse(frame, ~frame[column].isin(codes) & frame[column].notna(), column, list(codes))
    valued = frame["status"].eq("normal")
    _refuse(frame, valued & ~np.isfinite(frame["value"]), "value", "a number, as status is normal")
    _refuse(frame, ~valued & frame["value"].notna(), "value", "missing, as status is not normal")
    coded = frame["status"].isin(["top-coded", "bottom-coded"])
    _refuse(frame, coded & frame["threshold"].isna(), "threshold", "the bound that was applied")
    errors = frame["statistic"].isin(["rse", "moe90"])
    _refuse(frame, errors & frame["error_of"].isna(), "error_of", "the statistic it belongs to")
    for column in ("publisher", "source", "area", "measure", "statistic", "unit", "status", "file"):
        _refuse(frame, frame[column].isna(), column, "never missing")
    _refuse_twins(frame)
    return frame


def _typed(figures: pd.DataFrame) -> pd.DataFrame:
    columns = {}
    for name, dtype in DTYPES.items():
        many = len(figures) >= MANY and dtype == "str" and name not in SINGLE
        wanted = NO_TEXT if many else dtype
        column = figures[name] if name in figures else pd.Series(index=figures.index, dtype=wanted)
        try:
            if dtype == "str" and not many:
                columns[name] = plain(column)
            else:
                columns[name] = column.astype("category" if many else dtype)
        except (TypeError, ValueError) as error:
            raise InvalidFigure(f"column {name!r} must hold {dtype}: {error}") from error
    return pd.DataFrame(columns, copy=False)


def _period_days(period: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the first and the last day of each period; each distinct period is parsed once."""
    codes, texts = coded(period)
    days = np.array([_days(text) for text in texts] + [("NaT", "NaT")], dtype="datetime64[ms]")
    first, last = (pd.Series(days[codes, end], index=period.index) for end in (0, 1))
    return first, last


def _days(text: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    if not pd.Series([text]).str.fullmatch(PERIOD).item():
        raise InvalidFigure(f"period {text!r}: expected 2023-05, 2022 or a range such as 2022/2032")
    first, _, last = text.partition("/")
    start, end = pd.Period(first), pd.Period(last or first)
    if end < start:
        raise InvalidFigure(f"period {text!r} ends before it starts")
    return start.start_time.normalize(), end.end_time.normalize()


def _refuse(frame: pd.DataFrame, bad: pd.Series, column: str, right: object) -> None:
    if bad.any():
        row = frame.loc[bad].iloc[0]
        raise InvalidFigure(
            f"{bad.sum()} figures have a wrong {column}, the first {row['figure_id']!r} "
            f"({row['file']}, {row['locator']}): found {row[column]!r}, expected {right}"
        )


def _refuse_twins(frame: pd.DataFrame) -> None:
    """Refuse two rows with one identifier, or one key read from two places of the publisher."""
    primary = frame["quoted_by"].isna().to_numpy()
    for twice in (text_twins(frame["figure_id"]), _key_twins(frame, primary)):
        if twice.any():
            twins = frame[twice]
            first = twins.iloc[0]
            places = twins.loc[twins["figure_id"] == first["figure_id"], ["file", "locator"]]
            raise InvalidFigure(
                f"{len(twins)} rows share a key, the first {first['figure_id']!r}, printed at "
                + " and ".join(f"{row.file} {row.locator}" for row in places.itertuples())
            )


def _key_twins(frame: pd.DataFrame, primary: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which primary figures have a key that another one has too."""
    key = alike((frame[name] for name in KEY), len(frame))
    twice = np.zeros(len(frame), dtype=bool)
    twice[primary] = pd.Series(key[primary]).duplicated(keep=False)
    return twice
