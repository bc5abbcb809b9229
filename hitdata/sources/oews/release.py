"""Which release an OEWS table belongs to: what the user says, the file says, its name says.

The content decides and the name helps. What a sheet's name, its preamble, its field descriptions
or its column YEAR print comes first; then the file's name, or that of the zip or folder that BLS
ships it in, when headings and codes allow that year; when none says it, the user is asked for
``period=``.

BLS wrote GROUP to 2011, OCC_GROUP to 2018 and O_GROUP since; percentiles were H_WPCT10 to 2002;
areas and industries have had several names. Tables of all data (oes_data_2011 and later) went
their own way: AREA_TYPE from the first, "occ code", GROUP to 2016, and O_GROUP from 2017 on.
"""

from __future__ import annotations

import re
import warnings

import pandas as pd

from hitdata.errors import SourceError
from hitdata.files import File, Repaired, Sheet
from hitdata.sources import Options

__all__ = ["NAMES", "heading_of", "lacking", "named", "plain_year", "release_of", "spelled",
           "years"]  # fmt: skip

#: Published heading -> ours.
NAMES = {
    "occ_titl": "occ_title", "occupation_title": "occ_title", "occupation_code": "occ_code",
    "group": "level", "occ_group": "level", "o_group": "level",
    "h_wpct10": "h_pct10", "h_wpct25": "h_pct25", "h_wpct75": "h_pct75", "h_wpct90": "h_pct90",
    "a_wpct10": "a_pct10", "a_wpct25": "a_pct25", "a_wpct75": "a_pct75", "a_wpct90": "a_pct90",
    "ownership": "own_code", "own": "own_code", "naics_titl": "naics_title",
    "st": "prim_state", "area_name": "area_title", "loc_q": "loc_quotient",
    "locquotient": "loc_quotient", "jobs_1000_orig": "jobs_1000", "pct_tot": "pct_total",
    "sic_titl": "sic_title",
}  # fmt: skip

#: Columns of figures that every layout has.
FIGURES = (
    "tot_emp", "emp_prse", "h_mean", "a_mean", "mean_prse",
    *(f"{pay}_{point}" for pay in "ha" for point in ("pct10", "pct25", "median", "pct75", "pct90")),
)  # fmt: skip

#: Columns that mean nothing without another, of which they are a name or a kind.
EXPLAINED = {"area_title": "area", "area_type": "area", "prim_state": "area", "state": "area",
             "naics_title": "naics", "i_group": "naics", "sic_title": "sic"}  # fmt: skip

#: Published heading -> first and last year that printed it.
HEADING_YEARS = {
    "h_wpct10": (2000, 2002), "occ_titl": (2000, 2003), "group": (2000, 2011),
    "sic": (2000, 2001), "ownership": (2002, 2018), "occ_group": (2012, 2018),
    "o_group": (2019, 9999), "area_type": (2019, 9999), "i_group": (2019, 9999),
}  # fmt: skip

#: The same in tables of all data, known by AREA_TYPE beside headings of their own or no PRIM_STATE.
ALL_DATA_YEARS = HEADING_YEARS | {"area_type": (2011, 9999), "group": (2011, 2016),
                                  "o_group": (2017, 9999), "i_group": (2017, 9999)}  # fmt: skip

#: Code -> first and last year that printed it.
CODE_YEARS = {
    "15-1051": (2000, 2009), "15-1041": (2000, 2009), "15-1150": (2010, 2018),
    "15-1179": (2010, 2011), "15-1121": (2010, 2018), "29-2071": (2000, 2018),
    "29-2098": (2019, 2020), "29-9098": (2019, 2020), "29-2072": (2021, 9999),
    "29-9021": (2021, 9999), "15-1211": (2019, 9999), "15-1151": (2012, 2018),
}  # fmt: skip


def heading_of(text: str) -> str:
    """Return a heading as NAMES spells it: lower case, one underscore for what parts words.

    >>> heading_of(" LOC QUOTIENT "), heading_of("Occ-Code"), heading_of("occ.title")
    ('loc_quotient', 'occ_code', 'occ_title')
    """
    # R writes a blank in a heading as a full stop
    return re.sub(r"[\s_.-]+", "_", text.strip().lower()).strip("_")


def lacking(columns: list[str]) -> tuple[list[str], list[str]]:
    """Return the columns without which others mean nothing, and those that a whole table has too.

    Which area or industry a row is of must not be lost: it would be taken for the nation's.
    """
    explained = dict.fromkeys(EXPLAINED[name] for name in columns if name in EXPLAINED)
    needed = [name for name in explained if name not in columns]
    whole = {"occ_title": "occ_title", "level": "occ_group"} | {name: name for name in FIGURES}
    return needed, [heading for name, heading in whole.items() if name not in columns]


def years(headings: list[str], codes: pd.Series) -> tuple[int, int, str]:
    """Return the first and last year that headings and codes allow, and which say so."""
    all_data = "area_type" in headings and "prim_state" not in headings
    known = ALL_DATA_YEARS if all_data else HEADING_YEARS
    spans = {name: known[name] for name in headings if name in known}
    spans |= {code: CODE_YEARS[code] for code in set(codes.unique()) & CODE_YEARS.keys()}
    if "prim_state" in headings and "o_group" in headings:
        spans["PRIM_STATE beside O_GROUP"] = (2020, 9999)
        if "pct_rpt" in headings:
            spans["PCT_RPT beside PRIM_STATE"] = (2021, 9999)
    first = max((span[0] for span in spans.values()), default=2000)
    last = min((span[1] for span in spans.values()), default=9999)
    deciding = [name for name, span in spans.items() if first == span[0] or last == span[1]]
    return first, last, ", ".join(deciding[:3])


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
    file: File, sheet: Sheet, allowed: tuple[int, int, str], options: Options, *, known: str = "",
    year: pd.Series | None = None,
) -> str:  # fmt: skip
    """Return the release of one sheet, such as 2023-05 (to 2002: 2000), or ask for it.

    ``known`` is the release that published such figures, as far as that is known; ``year`` is the
    table's column YEAR, which BLS printed in 2001 and users add.
    """
    outside, title, tab = _outside(file), titled(file, sheet), named(sheet.name)
    if printed := _year(file, year):
        # a column of years names no month
        same = (release for release in (title, tab, outside) if release[:4] == printed)
        printed = next(same, _release(int(printed), ""))
    claims = {
        "its figures are those of": known, "its column YEAR prints": printed,
        "its title says": title, "its sheet's name says": tab,
        "period= says": spelled(options.period, file.name) if options.period else "",
    }  # fmt: skip
    found = [(how, release) for how, release in claims.items() if release]
    for how, release in found:
        if release[:4] != found[0][1][:4]:
            raise SourceError(
                f"{file.name}: {how} {release}, but {' '.join(found[0])}; expected the table of "
                "one release, under its own period"
            )
    if found:
        how, release = found[-1] if options.period else found[0]
        if outside and outside != release and not options.period:
            warnings.warn(
                f"{file.name}: named as {outside}, but {how} {release}; read as {release}",
                Repaired, stacklevel=2,
            )  # fmt: skip
        return _fitting(release, allowed, file, how)
    if outside:
        return _fitting(outside, allowed, file, "its name says")
    if re.search(BEFORE, file.name):
        raise SourceError(f"{file.name}: named as a table of before 2000; {FIRST}")
    span = f"{allowed[0]} or later" if allowed[1] == 9999 else f"{allowed[0]} to {allowed[1]}"
    example = min(max(allowed[0], 2009), allowed[1])
    raise SourceError(
        f"{file.name}: neither name, sheets nor text say of which year it is (by its headings, "
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


def plain_year(texts: pd.Series) -> pd.Series:
    """Return years without the decimals that a spreadsheet gave them."""
    return texts.str.strip().str.replace(r"\.0+$", "", regex=True)


def titled(file: File, sheet: Sheet) -> str:
    """Return the release that the sheet's preamble or a sheet of descriptions prints."""
    texts = [" ".join(sheet.top.head(5).to_numpy().ravel())]
    if file.kind != "text":
        texts += [
            " ".join(other.top.head(5).to_numpy().ravel())
            for other in file.sheets
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


def _outside(file: File) -> str:
    """Return what the file's own name says, else that of its zip or of BLS's folder."""
    zipped, _, own = file.name.rpartition("/")
    folder = re.match(NUMBERED, file.path.parent.name)
    return named(own) or named(zipped) or (named(folder[0]) if folder and not zipped else "")


def _year(file: File, column: pd.Series | None) -> str:
    """Return the one year that a column YEAR prints, if it prints years."""
    if column is None:
        return ""
    # of a column of categories, those of its own rows alone
    found = set(plain_year(pd.Series(column.unique()).astype("str"))) - {""}
    if any(re.search(BEFORE, year) for year in found):
        raise SourceError(f"{file.name}: its column YEAR prints {min(found)}; {FIRST}")
    return found.pop() if len(found) == 1 and re.fullmatch(r"20[0-4]\d", min(found)) else ""


def _release(year: int, month: str) -> str:
    if year in WHOLE_YEARS:
        return str(year)
    return f"{year}-11" if month.lower().startswith("nov") else f"{year}-05"


def _fitting(release: str, allowed: tuple[int, int, str], file: File, how: str) -> str:
    """Return the release if the table's headings and codes can be of its year."""
    first, last, why = allowed
    if first > last:
        raise SourceError(
            f"{file.name}: {why} were never printed in one release; the table was put together"
        )
    if not first <= int(release[:4]) <= last:
        span = f"{first} or later" if last == 9999 else f"{first} to {last}"
        raise SourceError(
            f"{file.name}: {how} {release}, but {why} are printed in releases of {span}; "
            "say the right one with period="
        )
    return release
