"""What was out when: days, months and years as publishers state them, and figures by their date."""

from __future__ import annotations

import warnings

import pandas as pd

from hitdata.errors import UnknownValue

__all__ = ["Undated", "day", "last_day", "out"]


class Undated(UserWarning):
    """Says how many figures ``as_of`` left out because their date of publication is unknown."""


def out(
    found: pd.DataFrame, until: pd.Timestamp, *, originals: pd.DataFrame, pages: pd.DataFrame
) -> pd.DataFrame:
    """Return the figures that were out on a day, by the dates of their originals and pages.

    Warns `Undated` of those whose date is not known.
    """
    listed = originals.drop_duplicates("sha256").set_index("sha256")
    newest = listed.assign(date=last_day(listed["published"])).sort_values("release")[::-1]
    # what has no date was out when the next release of its product was
    dates = newest.groupby("product")["date"].transform(lambda of: of.fillna(of.cummin().ffill()))
    by_page = pages.set_index("quoted_by")["page_date"]
    out = found["sha256"].map(dates).fillna(last_day(found["quoted_by"].map(by_page)))
    if out.isna().any():
        said = f"{out.isna().sum():,} figures are left out: their date of publication is unknown"
        warnings.warn(said, Undated, stacklevel=3)
    return found[out.le(until)]


def day(argument: str, text: str) -> pd.Timestamp:
    """Return the day that a user names; `UnknownValue` where the text names none."""
    found = pd.to_datetime(text, errors="coerce")
    if pd.isna(found):
        raise UnknownValue(f"{argument}={text!r} is not a date; expected one such as 2024-06-01")
    return found


def last_day(dates: pd.Series) -> pd.Series:
    """Return the last day of each day, month or year; missing where none is stated."""
    known = dates.where(dates.fillna("").str.fullmatch(r"\d{4}(-\d\d){0,2}"))
    starts = pd.to_datetime(known, format="ISO8601")
    months = starts + pd.offsets.MonthEnd(0)
    years = starts + pd.offsets.YearEnd(0)
    size = known.str.len()
    return starts.mask(size.eq(7), months).mask(size.eq(4), years)
