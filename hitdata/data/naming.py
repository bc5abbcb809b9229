"""What people say, read as the codes of the table: "median", "California", "hospitals", "nurses".

A filter's value is a code, or a name in any case, singular or plural. Names are the table's own
words: the meanings of codes, titles of areas, industries and occupations, spellings of titles, and
a short list of what else people say. In order: the code itself; a name of the same words; the only
name that begins with the words, or that holds them all. A name that several codes answer to is
asked back with its candidates, never decided here.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import cache

import pandas as pd

from hitdata.areas import NATION, POSTAL
from hitdata.data.bundled import area_titles, crosswalk, industry_titles, printed_titles
from hitdata.data.job_search import occupation, singular
from hitdata.errors import UnknownValue, unknown
from hitdata.soc import EDITIONS, FAMILY
from hitdata.sources import names, source
from hitdata.table.schema import CODES

__all__ = ["name", "releases", "title", "understood"]

#: Column -> what people say -> the code that they mean, beside the meanings of codes.
SAID = {
    "area": dict.fromkeys((*NATION, "national", "nation", "nationwide", "America"), "US"),
    "industry": dict.fromkeys(("all", "all industries", "every industry"), "cross-industry"),
    "measure": {"pay": "wage", "salary": "wage", "earnings": "wage", "jobs": "employment",
                "growth": "employment change", "job growth": "employment change",
                "number of jobs": "employment", "job openings": "openings"},
    "ownership": {"public": "123", "government": "123", "all owners": "1235", "all": "1235"},
    "source": {"OES": "OEWS", "projections": "EP"},
    "status": {"published": "normal", "withheld": "not released"},
    "statistic": {"first quartile": "p25", "lower quartile": "p25", "third quartile": "p75",
                  "upper quartile": "p75"},
    "unit": {"annual": "USD/year", "annually": "USD/year", "yearly": "USD/year",
             "year": "USD/year", "hourly": "USD/hour", "hour": "USD/hour", "weekly": "USD/week",
             "monthly": "USD/month"},
}  # fmt: skip

#: What leaves open which code is meant, where only published figures are wanted.
OPEN = {("statistic", "average"): ("mean", "p50")}

#: Words that tell no name from another.
EMPTY = {"a", "an", "and", "industry", "of", "per", "sector", "the"}

#: Words that only say which kind of area is meant.
METRO = {"metro", "metropolitan", "msa", "area", "greater"}

#: Candidates that a question lists at most.
LISTED = 8

#: The codes that one name stands for, such as those of an occupation in several editions.
Group = tuple[str, ...]

#: Tells whoever listens how a name was read.
logger = logging.getLogger("hitdata")


def understood(
    wanted: Mapping[str, Iterable[object]],
    known: Mapping[str, Collection[str]],
    *,
    quoted: bool | None = False,
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return the codes of what is wanted, by column, and how each name was read, in words.

    ``known`` are the codes that figures have, by column; a column that is not there passes as it
    is. What was read is logged once, for the logger ``hitdata``, at the level INFO.
    """
    codes: dict[str, list[str]] = {}
    resolved: dict[str, str] = {}
    for column, values in wanted.items():
        codes[column] = []
        for said in (str(value).strip() for value in values):
            if column not in known:
                found = [said]
            elif (column, said.casefold()) in OPEN and quoted is False:
                raise _question(column, said, [(code,) for code in OPEN[column, said.casefold()]])
            else:
                allowed = {*known[column], *CODES.get(column, ())}
                if column == "area" and quoted is False:
                    # what quotes print as an area stays out: "Los Angeles" beside CBSA 31080
                    allowed = {code for code in allowed if re.fullmatch(r"[A-Z]{2}|.*\d", code)}
                found = _codes(column, said, allowed)
            if found != [said]:
                meaning = ", ".join(title(column, code) for code in found)
                resolved[f"{column} {said!r}"] = meaning
                logger.info("%s %r is read as %s", column, said, meaning)
            codes[column] += [code for code in found if code not in codes[column]]
    return codes, resolved


def title(column: str, code: str) -> str:
    """Return a code with its name, for readers.

    >>> title("area", "CA"), title("soc", "29-1141")
    ('CA (California)', '29-1141 (Registered Nurses)')
    """
    found = name(column, code)
    return f"{code} ({found})" if found != code else code


def name(column: str, code: str) -> str:
    """Return the name of a code, or the code where it has none.

    >>> name("industry", "NAICS 62")
    'Health Care and Social Assistance'
    """
    return _titles(column).get(code, code)


def releases(said: str, known: set[str]) -> list[Group]:
    """Return the releases of a year, a month by its name, or a round by both its years."""
    said = said.removeprefix("OEWS ").removeprefix("EP ")
    if said.isdecimal():
        of_year = [r for r in sorted(known) if re.fullmatch(rf"{said}(-0[1-9]|-1[0-2])?", r)]
        ten_years_on = f"{said}-{(int(said) + 10) % 100:02}"
        return [tuple(release for release in of_year if release != ten_years_on)]
    if years := re.fullmatch(r"(\d{4}) ?(?:-|–|/|to) ?(?:\d\d)?(\d\d)", said):
        return [(f"{years[1]}-{years[2]}",)]
    month = pd.to_datetime(said, errors="coerce", format="mixed")
    return [] if pd.isna(month) else [(f"{month:%Y-%m}",)]


@cache
def _titles(column: str) -> dict[str, str]:
    """Return the first name of every code of a column."""
    return dict(reversed(_names(column)))


def _codes(column: str, said: str, known: set[str]) -> list[str]:
    """Return the codes that a value stands for, all of them known."""
    several = column == "occupation" or (column == "release" and said.isdecimal())
    if said in known and not several:
        return [said]
    key = _key(said)
    for words, code in SAID.get(column, {}).items():
        if _key(words) == key and code in known:
            return [code]
    if column == "statistic" and (share := re.search(r"\b([1-9]\d)(th|%|$)", said)):
        said, key = f"p{share[1]}", f"p{share[1]}"
    reader = {"release": releases, "area": _areas, "soc": _occupations}.get(column)
    found = reader(said, known) if reader else _groups(_names(column, tuple(known)), key)
    found = [tuple(code for code in group if code in known) for group in found]
    found = list(dict.fromkeys(group for group in found if group))
    if len(found) > 1:
        raise _question(column, said, found)
    if found:
        return list(found[0])
    if "," in said:
        return [code for part in said.split(",") for code in _codes(column, part.strip(), known)]
    error = unknown(column, said, _near(column, said, known))
    if column == "soc" and "did you mean" not in str(error):
        raise UnknownValue(f"soc {said!r} resembles no title of the bundled table's occupations")
    raise error


def _near(column: str, said: str, known: set[str]) -> list[str]:
    """Return what a value that nothing answers to may be meant for: codes, and their names."""
    if column == "release" and (year := re.search(r"\d{4}", said)):
        return sorted(known, key=lambda release: abs(int(release[:4]) - int(year[0])))[:4]
    named = [word for code, word in _names(column) if code in known and word[-1:].isalpha()]
    return [*known, *(named if column in {"area", "industry", "statistic", "soc"} else ())]


def _question(column: str, said: str, found: list[Group]) -> UnknownValue:
    listed = [title(column, group[0]) for group in found[:LISTED]]
    more = f"; {len(found) - LISTED} more" if len(found) > LISTED else ""
    return UnknownValue(f"{column} {said!r} may be {', or '.join(listed)}{more}: name one by code")


def _key(text: str) -> str:
    """Return the words of a name as they are compared: plain letters, singular, no fillers."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("healthcare", "health care"))
    plain = re.sub(r"\bsaint\b", "st", plain)
    plain = re.sub(r"[^a-z0-9]+", " ", re.sub(r"[.'’\u0300-\u036f]", "", plain))
    return " ".join(singular(word) for word in plain.split() if word not in EMPTY)


def _groups(pairs: Iterable[tuple[str, str]], key: str) -> list[Group]:
    """Return the codes of the name that is the key, else of each that begins so or holds it."""
    named: dict[str, dict[str, None]] = {}
    titles = set()  # what begins with a capital is a name; the rest describes
    for code, name in pairs:
        named.setdefault(_key(name), {})[code] = None
        titles |= {_key(name)} if name[:1].isupper() or name == code else set()
    if key in named:
        return [tuple(named[key])]
    words = set(key.split())
    held = [name for name in named if name in titles and words and words <= {*name.split()}]
    first = [name for name in held if name.startswith(f"{key} ")]
    return [tuple(named[name]) for name in first or held]


@cache
def _names(column: str, known: Group = ()) -> tuple[tuple[str, str], ...]:
    """Return code and name, several of a code that has several; the codes themselves come last."""
    if column in {"area", "industry"}:
        table = area_titles() if column == "area" else industry_titles()
        # of industries that bear one title, the coarsest: its digits end in most zeros
        width = table[column].str.rstrip("0").str.len()
        table = table.assign(width=width).sort_values("width", kind="stable")
        plain = table["title"].str.replace(r"^Sectors? [^-]*?- ?(\d\d - )?", "", regex=True)
        plain = plain.mask(table[column].eq("cross-industry"), "All industries")
        plain = plain.mask(table[column].eq("US"), "United States")
        table = table.assign(title=plain).drop_duplicates([column]).drop_duplicates("title")
        pairs = list(zip(table[column], table["title"], strict=True))
        digits = [(code, code.split()[-1]) for code in table[column] if " " in code]
        short = [(code, number.rstrip("0")) for code, number in digits]
        pairs += [*digits, *short, *((code, f"NAICS {number}") for code, number in short)]
    elif column == "soc":
        pairs = list(printed_titles()[["soc", "occupation"]].itertuples(index=False, name=None))
    else:
        pairs = list(CODES.get(column, {}).items())
        brought = [source(name).codes.get(column, {}) for name in names()]
        pairs += [pair for codes in brought for pair in codes.items()]
    return (*pairs, *((code, code) for code in known))


def _areas(said: str, known: set[str]) -> list[Group]:
    """Return areas by title: "Houston metro", "Portland, Oregon"; a state's title is the state."""
    pairs = [pair for pair in _names("area", tuple(known)) if pair[0] in known]
    pairs += [(code, form) for fips, code in POSTAL.items() for form in (fips, fips.lstrip("0"))]
    key = _key(said)
    whole = {_key(name): code for code, name in pairs if len(code) == 2}
    words = [word for word in key.split() if word not in METRO]
    if key == "washington dc":
        return [("DC",)]
    if "state" in words and (state := " ".join(w for w in words if w != "state")) in whole:
        return [(whole[state],)]
    if len(words) < len(key.split()):
        pairs = [pair for pair in pairs if len(pair[0]) > 2]
        key = " ".join(words)
    elif key in whole:
        return [(whole[key],)]
    for name, code in whole.items():
        key = re.sub(rf"(?<=\w ){name}$", code.casefold(), key)
    return _groups(pairs, key)


def _occupations(said: str, known: set[str]) -> list[Group]:
    """Return occupations by code or title: of the newest edition, else of any, else job titles."""
    if digits := re.fullmatch(r"(\d\d)[-‐-–]?(\d{4})(?:\.\d\d)?", said):
        code = f"{digits[1]}-{digits[2]}"
        if code in known:
            return [(code,)]
        pairs = crosswalk()
        name = pairs.loc[pairs["soc_2018"].eq(code), "title_2018"]
        raise UnknownValue(
            f"soc {said!r} has no bundled figure{f' ({name.iloc[0]})' if len(name) else ''}; "
            f"read your own workbook, hitdata.read(..., soc={code!r}), and pass it as extra="
        )
    printed, key = printed_titles(), _key(said)
    current = set(printed.loc[printed["soc_system"].eq(EDITIONS[-1]), "soc"])
    found = _groups(_names("soc"), key)
    if newest := [group for group in found if current.intersection(group)]:
        return newest
    family = [(code, group) for group, codes in FAMILY.items() for code in codes]
    if found := _groups(family, key) or found:
        return found
    titles = occupation(said, candidates=LISTED).query("match != 'none'")
    titles = titles[titles["soc"].isin(known)]
    exact: list[Group] = [(code,) for code in titles.loc[titles["match"].eq("exact"), "soc"]]
    if not exact and len(titles):
        raise _question("soc", said, [(code,) for code in titles["soc"]])
    return exact
