"""Which release an OEWS table belongs to: what the user says, the file says, its name says.

The content decides and the name helps. What a sheet's name, its preamble, its field descriptions
or its column YEAR print comes first; then the file's name, or that of the zip or folder that BLS
ships it in, when headings and codes allow that year; when none says it, the user is asked for
``period=``.
"""

from __future__ import annotations

import re
import warnings

import pandas as pd

from hitdata.documents import Document, Repaired, Sheet
from hitdata.documents.asked import Asked
from hitdata.errors import SourceError

__all__ = ["named", "release_of", "spelled"]

#: A year in a name, with the month that some have: M2023, may2003, November2004, 2002.
NAMED = r"(?i)(?<!\d)(nov\w*?)?(?:may|m)?[_ -]?(20[0-4]\d)(?!\d)"

#: A year in BLS's own titles: "May 2024 OEWS Estimates", "2000 National OES Estimates".
TITLED = r"(?i)\b(?:(may|november) )?(20[0-4]\d) (?:national |state |metropolitan )*(?:oes|oews)\b"

#: BLS's zips and folders: oes02st.zip, oesm23nat.zip.
NUMBERED = r"(?i)(?<![a-z])oesm?([0-4]\d)(?!\d)"

#: A year of which tables have other codes, and are not read.
BEFORE = r"(?<!\d)199[6-9](?!\d)|(?<![a-zA-Z])oes9[6-9]"

#: What is right instead.
FIRST = "OEWS is read from the survey of 2000 on"

#: Releases that name no month.
WHOLE_YEARS = (2000, 2001, 2002)


def release_of(
    document: Document,
    sheet: Sheet,
    allowed: tuple[int, int, str],
    asked: Asked,
    *,
    year: pd.Series | None = None,
) -> str:
    """Return the release of one sheet, such as 2023-05 (to 2002: 2000), or ask for it.

    ``year`` is the table's column YEAR, which BLS printed in 2001 and users add.
    """
    printed = _year(document, year)
    if asked.period:
        release = _fitting(spelled(asked.period, document.name), allowed, document, "period=")
        if printed and printed != release[:4]:
            raise SourceError(
                f"{document.name}: period= says {release}, but its column YEAR prints {printed}; "
                "expected one of the two"
            )
        return release
    inside = titled(document, sheet) or named(sheet.name)
    outside = _outside(document)
    if printed:
        said = inside or outside
        inside = said if said[:4] == printed else _release(int(printed), "")
    if inside:
        if outside and outside != inside:
            warnings.warn(
                f"{document.name}: named as {outside}, but its content says {inside}; read as "
                f"{inside}", Repaired, stacklevel=2,
            )  # fmt: skip
        return _fitting(inside, allowed, document, "its content")
    if outside:
        return _fitting(outside, allowed, document, "its name")
    if re.search(BEFORE, document.name):
        raise SourceError(f"{document.name}: named as a table of before 2000; {FIRST}")
    span = f"{allowed[0]} or later" if allowed[1] == 9999 else f"{allowed[0]} to {allowed[1]}"
    example = min(max(allowed[0], 2009), allowed[1])
    raise SourceError(
        f"{document.name}: neither name, sheets nor text say of which year it is (by its headings, "
        f"{span}); say which with period=, such as period='{example}-05'"
    )


def named(name: str) -> str:
    """Return the one release that a name speaks of, or nothing.

    >>> named("national_M2023_dl.xlsx"), named("national_2002_dl.xls"), named("oesm09nat.zip")
    ('2023-05', '2002', '2009-05')
    >>> named("national_dl.xls"), named("2019 and 2020.xlsx")
    ('', '')
    """
    found = {_release(int(year), month) for month, year in re.findall(NAMED, name)}
    if not found:
        found = {_release(2000 + int(two), "") for two in re.findall(NUMBERED, name)}
    return found.pop() if len(found) == 1 else ""


def _outside(document: Document) -> str:
    """Return what the file's own name says, else that of its zip or of BLS's folder."""
    zipped, _, own = document.name.rpartition("/")
    folder = re.match(NUMBERED, document.path.parent.name)
    return named(own) or named(zipped) or (named(folder[0]) if folder and not zipped else "")


def _year(document: Document, column: pd.Series | None) -> str:
    """Return the one year that a column YEAR prints, if it prints years."""
    if column is None:
        return ""
    # of a column of categories, those of its own rows alone
    texts = pd.Series(column.unique()).astype("str").str.strip()
    found = set(texts.str.replace(r"\.0+$", "", regex=True)) - {""}
    if any(re.search(BEFORE, year) for year in found):
        raise SourceError(f"{document.name}: its column YEAR prints {min(found)}; {FIRST}")
    years = {year for year in found if re.fullmatch(r"20[0-4]\d", year)}
    if years != found or not years:
        return ""
    if len(years) > 1:
        raise SourceError(
            f"{document.name}: its column YEAR prints {len(years)} years, from {min(years)} to "
            f"{max(years)}; expected the table of one release"
        )
    return years.pop()


def titled(document: Document, sheet: Sheet) -> str:
    """Return the release that the sheet's preamble or a sheet of descriptions prints."""
    texts = [" ".join(sheet.top.head(5).to_numpy().ravel())]
    if document.kind != "text":
        texts += [
            " ".join(other.top.head(5).to_numpy().ravel())
            for other in document.sheets
            if other.name.lower().startswith("field desc")
        ]
    found = {_release(int(year), month) for text in texts
             for month, year in re.findall(TITLED, text)}  # fmt: skip
    return found.pop() if len(found) == 1 else ""


def spelled(period: str, name: str) -> str:
    """Return a user's period as a release: 2023, 2023-05 and May 2023 are the same.

    >>> spelled("2023", "x"), spelled("May 2023", "x"), spelled("2001", "x")
    ('2023-05', '2023-05', '2001')
    """
    match = re.fullmatch(r"(?i)\s*(?:(may|nov\w*) )?(20[0-4]\d)(?:-(05|11))?\s*", period)
    if not match:
        raise SourceError(f"{name}: period {period!r}; expected a release such as 2023-05; {FIRST}")
    november = (match[1] or "").lower().startswith("nov") or match[3] == "11"
    return _release(int(match[2]), "nov" if november else "")


def _release(year: int, month: str) -> str:
    if year in WHOLE_YEARS:
        return str(year)
    return f"{year}-11" if month.lower().startswith("nov") else f"{year}-05"


def _fitting(release: str, allowed: tuple[int, int, str], document: Document, who: str) -> str:
    """Return the release if the table's headings and codes can be of its year."""
    first, last, why = allowed
    if first > last:
        raise SourceError(
            f"{document.name}: {why} were never printed in one release; the table was put together"
        )
    if not first <= int(release[:4]) <= last:
        span = f"{first} or later" if last == 9999 else f"{first} to {last}"
        raise SourceError(
            f"{document.name}: {who} says {release}, but {why} are printed in releases of {span}; "
            "say the right one with period="
        )
    return release
