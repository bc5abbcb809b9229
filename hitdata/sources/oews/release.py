"""Which release an OEWS table belongs to: what the user says, the file says, its name says.

The content decides and the name helps. What a sheet's name, its preamble or its field
descriptions print comes first; then the file's name, when headings and codes allow that year; when
neither says it, the user is asked for ``period=``.
"""

from __future__ import annotations

import re
import warnings

from hitdata.documents import Document, Repaired, Sheet
from hitdata.documents.asked import Asked
from hitdata.errors import SourceError

__all__ = ["named", "release_of", "spelled"]

#: A year in a name, with the month that some have: M2023, may2003, November2004, 2002.
NAMED = r"(?i)(?<!\d)(nov\w*?)?(?:may|m)?[_ -]?(20[0-4]\d)(?!\d)"

#: A year in BLS's own titles: "May 2024 OEWS Estimates", "2000 National OES Estimates".
TITLED = r"(?i)\b(?:(may|november) )?(20[0-4]\d) (?:national |state |metropolitan )*(?:oes|oews)\b"

#: Releases that name no month.
WHOLE_YEARS = (2000, 2001, 2002)


def release_of(
    document: Document, sheet: Sheet, allowed: tuple[int, int, str], asked: Asked
) -> str:
    """Return the release of one sheet, such as 2023-05 (to 2002: 2000), or ask for it."""
    if asked.period:
        return _fitting(spelled(asked.period, document.name), allowed, document, "period=")
    inside = titled(document, sheet) or named(sheet.name)
    outside = named(document.name)
    if inside:
        if outside and outside != inside:
            warnings.warn(
                f"{document.name}: named as {outside}, but its content says {inside}; read as "
                f"{inside}", Repaired, stacklevel=2,
            )  # fmt: skip
        return _fitting(inside, allowed, document, "its content")
    if outside:
        return _fitting(outside, allowed, document, "its name")
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
        found = {_release(2000 + int(two), "") for two in re.findall(r"oesm(\d\d)", name)}
    return found.pop() if len(found) == 1 else ""


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
        raise SourceError(f"{name}: period {period!r}; expected a release such as 2023-05")
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
