"""The tidy table: put figures into it, and refuse those that break its rules.

A source module builds a frame with the columns it knows and hands it to `tidy`, which adds the
missing columns, enforces the types of `hitdata.schema`, checks codes and values, and gives every
figure its identifier. Nothing is dropped, filled or converted here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from hitdata.errors import InvalidFigure
from hitdata.schema import CODES, DTYPES, KEY, PERIOD

__all__ = ["check", "combine", "empty", "tidy"]

#: Column -> values that an identifier leaves out because the product's figures ordinarily have
#: them (cross-industry, detailed, ...). Declared by each source module.
Ordinary = Mapping[str, Iterable[str]]


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
    frame["figure_id"] = _identifiers(frame, ordinary or {}).astype("str")
    return check(frame)


def combine(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return several tidy tables as one, checked again for keys that occur twice."""
    return check(pd.concat([empty(), *frames], ignore_index=True).astype(DTYPES))


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
        column = figures[name] if name in figures else pd.Series(index=figures.index, dtype=dtype)
        try:
            columns[name] = column.astype(dtype)
        except (TypeError, ValueError) as error:
            raise InvalidFigure(f"column {name!r} must hold {dtype}: {error}") from error
    return pd.DataFrame(columns)


def _period_days(period: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the first and the last day of each period; each distinct period is parsed once."""
    days = {text: _days(text) for text in period.dropna().unique()}
    first, last = (period.map({text: pair[i] for text, pair in days.items()}) for i in (0, 1))
    return first.astype("datetime64[ms]"), last.astype("datetime64[ms]")


def _days(text: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    if not pd.Series([text]).str.fullmatch(PERIOD).item():
        raise InvalidFigure(f"period {text!r}: expected 2023-05, 2022 or a range such as 2022/2032")
    first, _, last = text.partition("/")
    start, end = pd.Period(first), pd.Period(last or first)
    if end < start:
        raise InvalidFigure(f"period {text!r} ends before it starts")
    return start.start_time.normalize(), end.end_time.normalize()


def _identifiers(frame: pd.DataFrame, ordinary: Ordinary) -> pd.Series:
    """Return an identifier built from every column that tells two figures apart."""
    usual = {column: frame[column].isin(list(values)) for column, values in ordinary.items()}
    usual["period"] = frame["period"].eq(frame["release"])
    published = frame["soc_match"].eq("published")
    parts = {
        "publisher": frame["publisher"],
        "source": frame["source"],
        "release": frame["release"].fillna("undated"),
        "area": frame["area"],
        "industry": frame["industry"],
        "ownership": "own-" + frame["ownership"],
        "occupation": frame["soc"].where(published, frame["occupation"]),
        "level": frame["level"],
        "coverage": frame["coverage"],
        "measure": frame["measure"],
        "range_kind": frame["range_kind"],
        "statistic": frame["statistic"],
        "error_of": "of-" + frame["error_of"],
        "experience_min": _years(frame),
        "pay_basis": frame["pay_basis"],
        "period": frame["period"],
        "projected_year": _horizon(frame),
        "unit": frame["unit"],
        # a guide prints some figures twice; the line keeps them apart
        "quoted_by": frame["quoted_by"] + "-" + frame["locator"],
    }
    identifier = pd.Series("", index=frame.index)
    for column, text in parts.items():
        shown = text.notna() & ~usual.get(column, False)
        if shown.any():
            identifier = identifier + _slugs(text.where(shown))
    return identifier.str.removeprefix(".")


def _slugs(text: pd.Series) -> pd.Series:
    """Return a dot and a slug for each text, nothing for a missing one; each text is cut once."""
    codes, found = pd.factorize(text)
    slugs = pd.Series(found, dtype="str").str.lower().str.replace(r"[^a-z0-9]+", "-", regex=True)
    named = pd.concat([("." + slugs.str.strip("-")), pd.Series([""], dtype="str")])
    # a missing text has code -1, which takes the last: nothing
    return pd.Series(named.array.take(codes % len(named)), index=text.index)


def _years(frame: pd.DataFrame) -> pd.Series:
    least, most = (frame[c].map("{:g}".format) for c in ("experience_min", "experience_max"))
    years = "exp-" + least + "-" + most.where(frame["experience_max"].notna(), "up")
    return years.where(frame["experience_min"].notna()).astype("str")


def _horizon(frame: pd.DataFrame) -> pd.Series:
    """Name the projected year only where neither release nor period already does."""
    known = frame["release"].notna() | frame["period"].notna() | frame["projected_year"].isna()
    return ("by-" + frame["projected_year"].astype("str")).where(~known).astype("str")


def _refuse(frame: pd.DataFrame, bad: pd.Series, column: str, right: object) -> None:
    if bad.any():
        row = frame.loc[bad].iloc[0]
        raise InvalidFigure(
            f"{bad.sum()} figures have a wrong {column}, the first {row['figure_id']!r} "
            f"({row['file']}, {row['locator']}): found {row[column]!r}, expected {right}"
        )


def _refuse_twins(frame: pd.DataFrame) -> None:
    """Refuse two rows with one identifier, or one key read from two places of the publisher."""
    primary = frame["quoted_by"].isna()
    for columns, rows in ((["figure_id"], frame), (list(KEY), frame[primary])):
        twins = rows[rows.duplicated(columns, keep=False)]
        if len(twins):
            first = twins.iloc[0]
            places = twins.loc[twins["figure_id"] == first["figure_id"], ["file", "locator"]]
            raise InvalidFigure(
                f"{len(twins)} rows share a key, the first {first['figure_id']!r}, printed at "
                + " and ".join(f"{row.file} {row.locator}" for row in places.itertuples())
            )
