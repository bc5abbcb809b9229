"""The names that prose uses for what the bundled tables hold.

Occupations come from the titles of the SOC and of O*NET, and from the names that the quoted figures
of the table print; areas and industries from the lists of OEWS; publishers from the table as well.
`mentions` finds them in a sentence, with statistics and periods, each with its place. The lists are
built once per process, when first asked for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import pandas as pd

from hitdata.areas import NATION, POSTAL
from hitdata.claims import pattern, words
from hitdata.data.bundled import FOLDER, area_titles, crosswalk, industry_titles, job_titles
from hitdata.soc import CODES

__all__ = ["BLS", "Mention", "alternatives", "lineage", "mentions", "official", "places",
           "table"]  # fmt: skip

#: The publisher whose releases are at hand.
BLS = "BLS"

#: A word of a title.
_WORD = re.compile(r"[A-Za-z][A-Za-z’'+#]{0,40}|&")

#: Months, as their names begin.
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


class Mention(NamedTuple):
    """A name in a text: which kind, where, how it is printed, and what it stands for."""

    kind: str  # publisher, occupation, area, industry, statistic, period
    start: int
    end: int
    said: str
    value: tuple[str, ...]


@cache
def table() -> pd.DataFrame:
    """Return what claims are judged by of every bundled figure: few columns, each value once."""
    import pyarrow.parquet

    names = ["soc", "occupation", "measure", "statistic", "unit", "source", "release", "period",
             "area", "industry", "publisher", "quoted_by", "status"]  # fmt: skip
    file = pyarrow.parquet.ParquetFile(FOLDER / "figures.parquet", read_dictionary=names)
    frame: pd.DataFrame = file.read(columns=["value", "threshold", *names]).to_pandas()
    # a wage printed as # is at or above the top code, and pages quote that
    top = frame["status"].eq("top-coded")
    return frame.assign(value=frame["value"].mask(top, frame["threshold"]))


@cache
def official() -> dict[str, str]:
    """Return code -> its title; of the codes that the figures have, the newest release's."""
    pairs, (own, _) = crosswalk(), _named_in_table()
    return (dict(zip(pairs["soc_2010"], pairs["title_2010"], strict=True))
            | dict(zip(pairs["soc_2018"], pairs["title_2018"], strict=True))
            | dict(zip(own["soc"], own["occupation"], strict=True)))  # fmt: skip


@cache
def lineage(soc: str) -> tuple[str, ...]:
    """Return a code with those of other editions that continue it or hold it, itself first.

    >>> lineage("29-2072")
    ('29-2072', '29-2071', '29-2098')
    """
    near = _crossed(soc, close=True)
    rows = list(_named_in_table()[0][["soc", "occupation"]].itertuples(index=False, name=None))
    same = [_parts(title) for code, title in rows if code in near]
    held = {code for code, title in rows if code[:2] == soc[:2] and not code.endswith("-0000")
            and any(own <= _parts(title) for own in same)}  # fmt: skip
    return (soc, *sorted((near | held) - {soc}))


@cache
def alternatives(soc: str) -> tuple[str, ...]:
    """Return the codes that the crosswalk relates to a code or its lineage, without these.

    >>> alternatives("29-2071")
    ('29-9021', '29-9098')
    """
    own = lineage(soc)
    near = {other for code in own for far in _crossed(code, close=False) for other in lineage(far)}
    return tuple(sorted(near - set(own)))


@cache
def places() -> dict[str, str]:
    """Return what areas and industries are called, by their codes."""
    areas, industries = area_titles(), industry_titles()
    titles = industries["title"].str.replace("^Sectors? .* - ", "", regex=True)
    named = zip(industries["industry"], titles, strict=True)
    return {**dict(zip(areas["area"], areas["title"], strict=True)),
            **{code: f"{title} ({code})" for code, title in named}}  # fmt: skip


@lru_cache(maxsize=4096)
def mentions(text: str, *, numbered: bool = True) -> list[Mention]:
    """Return what a sentence names: publishers, occupations, periods, and places and statistics.

    Of a sentence that is not ``numbered``, what matters to the next: publishers and occupations.

    >>> [m.value for m in mentions("BLS: median pay of compliance officers, May 2023")]
    [('BLS',), ('p50',), ('13-1041',), ('month', '2023-05')]
    """
    kinds = (
        _publishers_in,
        _occupations_in,
        _periods_in,
        _areas_in,
        _industries_in,
        _statistics_in,
    )
    found = [mention for kind in kinds[: None if numbered else 3] for mention in kind(text)]
    return sorted(found, key=lambda mention: (mention.start, mention.end))


@cache
def _named_in_table() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return code and title of the nation's occupations, the newest last; and the quoted names."""
    every = table()
    nation = every["source"].eq("OEWS") & every["area"].eq("US") & every["statistic"].eq("total") \
        & every["industry"].eq("cross-industry") & every["quoted_by"].isna()  # fmt: skip
    own = every.loc[nation, ["soc", "occupation", "release"]].astype("str").sort_values("release")
    quoted = every.loc[every["quoted_by"].notna(), ["occupation", "soc", "publisher"]].astype("str")
    return own.drop_duplicates(["soc", "occupation"], keep="last"), quoted


@cache
def _publishers() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """Return what finds a publisher, and what tells which it is."""
    named = dict(words()["publishers"])
    for name in sorted(_named_in_table()[1]["publisher"].unique()):
        if name != "unnamed":
            named.setdefault(name, re.escape(name))
    any_of = re.compile(rf"(?<![\w.])(?:{'|'.join(named.values())})(?!\w)")
    return any_of, {name: re.compile(printed) for name, printed in named.items()}


def _publishers_in(text: str) -> Iterator[Mention]:
    any_of, named = _publishers()
    spans = []
    for found in any_of.finditer(text):
        spans.append(found.span())
        name = next(name for name, printed in named.items() if printed.fullmatch(found[0]))
        yield Mention("publisher", *found.span(), found[0], (name,))
    for other in ("somebody", "survey"):
        for found in pattern(other).finditer(text):
            start, end = found.span("name" if other == "somebody" else 0)
            if all(end <= first - 12 or start >= last + 12 for first, last in spans):
                yield Mention(
                    "publisher", start, end, text[start:end], (text[start:end], "unlisted")
                )


def _plain(word: str) -> str:
    """Return a word as titles are compared: small, singular, without a possessive."""
    word = re.sub(r"(?<=[A-Z]{2})s$|['’]s?$", "", word).lower().replace("healthcare", "health")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    kept = len(word) <= 3 or word.endswith(("ss", "ics", "is", "us"))
    return word if kept else word.removesuffix("s")


def _key(title: str) -> tuple[str, ...]:
    skipped = words()["lists"]["skipped"]
    return tuple(word for word in map(_plain, _WORD.findall(title)) if word not in skipped)


@cache
def _titles() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Return first word -> titles that begin with it, the longest first, with their codes."""
    onet, pairs, (own, quoted) = job_titles(), crosswalk(), _named_in_table()
    counted: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for title, soc in zip(onet["title"], onet["soc"], strict=True):
        for form in re.split(r"[()]", title):  # EHR Records Specialist (EHR Specialist)
            if (key := _key(form)) and (len(key) > 1 or key[0] not in words()["lists"]["common"]):
                counted[key][soc] += 1
    known = {}
    for key, socs in counted.items():
        best = [soc for soc, _ in socs.most_common()]
        known[key] = tuple([soc for soc in best if soc in CODES] or best)
    for soc, title in [*zip(pairs["soc_2010"], pairs["title_2010"], strict=True),
                       *zip(pairs["soc_2018"], pairs["title_2018"], strict=True),
                       *zip(own["soc"], own["occupation"], strict=True)]:  # fmt: skip
        known[_key(title)] = (soc,)
    newest = own[own["release"].eq(own["release"].max())]
    printed = {soc: set(_key(title)) for soc, title in zip(newest["soc"], newest["occupation"],
                                                           strict=True)}  # fmt: skip
    for name, said in quoted.groupby("occupation")["soc"]:
        if len(key := _key(str(name).partition("(")[0])) > 1:
            codes = [soc for soc in said.value_counts().index if soc != "nan"]
            # a name that is part of a title of today means that occupation first
            today = [soc for soc in codes if set(key) <= printed.get(soc, set())]
            codes = [*today, *codes]
            known[key] = tuple(dict.fromkeys([*known.get(key, ()), *codes]))
    known |= {_key(name): tuple(soc.split()) for name, soc in words()["occupations"].items()}
    index: defaultdict[str, dict[tuple[str, ...], tuple[str, ...]]] = defaultdict(dict)
    for key, of in known.items():
        index[key[0]][key] = of
        if len(key) > 2 and key[-1] in ("manager", "analyst", "specialist", "administrator"):
            index[key[-1]].setdefault((key[-1], *key[:-1]), of)  # managers of health services
    return {
        word: sorted(titles.items(), key=lambda item: -len(item[0]))
        for word, titles in index.items()
    }


def _occupations_in(text: str) -> Iterator[Mention]:
    skipped, titles, text = words()["lists"]["skipped"], _titles(), text.replace("U.S.", "U S ")
    kept = [(found, plain) for found in _WORD.finditer(text)
            if (plain := _plain(found[0])) not in skipped]  # fmt: skip
    plain_words = tuple(word for _, word in kept)
    spans, at = [], 0
    while at < len(kept):
        step = 1
        for key, socs in titles.get(plain_words[at], ()):
            start, end = kept[at][0].start(), kept[min(at + len(key), len(kept)) - 1][0].end()
            same = plain_words[at : at + len(key)] == key
            if same and not re.search(r"[.;:!?()\d$]", text[start:end]):
                spans.append((start, end))
                said = re.sub(r"['’]s?$", "", text[start:end])
                yield Mention("occupation", start, end, said, socs)
                step = len(key)
                break
        at += step
    for found in pattern("unknown_title").finditer(text):
        before = found[1].split()
        cut = max((n + 1 for n, word in enumerate(before)
                   if word.lower() in words()["lists"]["not_titles"]), default=0)  # fmt: skip
        said = " ".join([*before[cut:], found[2]])
        start = found.end() - len(said)
        if cut < len(before) and not any(
            start < last and found.end() > first for first, last in spans
        ):
            yield Mention("occupation", start, found.end(), said, ())


def _parts(title: str) -> set[str]:
    """Return the parts of a title that joins several occupations."""
    return set(re.split(r", (?:and )?| and ", title.casefold()))


@cache
def _crossed(soc: str, *, close: bool) -> set[str]:
    """Return a code with those that the crosswalk relates it to; ``close``: not many to many."""
    pairs = crosswalk()
    pairs = pairs[pairs["relation"].ne("many to many")] if close else pairs
    near = {*pairs.loc[pairs["soc_2010"].eq(soc), "soc_2018"],
            *pairs.loc[pairs["soc_2018"].eq(soc), "soc_2010"]}  # fmt: skip
    return {soc, *(near & CODES)}


def _any_of(names: list[str], start: str = "") -> re.Pattern[str]:
    alternatives_of = "|".join(map(re.escape, names))
    return re.compile(rf"(?<![\w-]){start}(?:{alternatives_of})(?![\w-])", re.IGNORECASE)


@cache
def _areas() -> tuple[re.Pattern[str], dict[str, str]]:
    names, towns = dict(words()["areas"]), defaultdict[str, list[str]](list)
    for area, kind, title in area_titles()[["area", "kind", "title"]].itertuples(index=False):
        names[title.lower()] = area
        cities, _, states = title.rpartition(", ")
        if kind != "state" and "nonmetropolitan" not in title:
            for city in {cities.lower(): 0, **dict.fromkeys(cities.lower().split("-")[:3])}:
                towns[city].append(area)
                names.setdefault(f"{city} metro", area)
                names |= {f"{city}, {state}": area for state in states.lower().split("-")}
    # a town of that name in several states is none that is known
    names = {city: of[0] if len(of) == 1 else city for city, of in towns.items()} | names
    left_out = NATION | {"national", "", *words()["lists"]["no_city"]}
    longest = sorted(set(names) - left_out, key=len, reverse=True)
    return _any_of(longest, "(?-i:(?=[A-Z]))"), names


def _areas_in(text: str) -> Iterator[Mention]:
    any_of, names = _areas()
    ends = set[int]()
    for found in any_of.finditer(text):
        head, tail = text[max(0, found.start() - 16) : found.start()], text[found.end() :][:22]
        metro = pattern("metro").match(tail)
        area = names[found[0].lower()]
        area = names.get(f"{found[0].lower()} metro", area) if metro else area
        town = area not in POSTAL.values()
        if not pattern("not_state").match(tail) and \
                not pattern("not_state_before").search(head) and \
                (not town or metro or pattern("town_before").search(head)):  # fmt: skip
            ends.add(found.end() + (metro.end() if metro else 0))
            yield Mention("area", *found.span(), found[0], (area,))
    for found in pattern("region").finditer(text):
        if found.end() not in ends:
            yield Mention("area", *found.span(), found[0], (found[0],))


@cache
def _industries() -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = {}
    for industry, title in industry_titles()[["industry", "title"]].itertuples(index=False):
        name = re.sub(r"^Sectors? [\d, and-]+ - | \(.*", "", title).lower()
        if "industry" not in industry and len(name) > 11:
            names.setdefault(name, industry)
    names |= {name: f"NAICS {code}" for name, code in words()["industries"].items()}
    longest = sorted(names, key=len, reverse=True)
    return _any_of(longest), names


def _industries_in(text: str) -> Iterator[Mention]:
    any_of, names = _industries()
    for found in any_of.finditer(text):
        head, tail = text[max(0, found.start() - 34) : found.start()], text[found.end() :][:26]
        firm = bool(re.match(r",? (?:industry|sector|subsector)\b|\)|\W{1,3}\$", tail)
                    or re.search("sector|industry", found[0], re.IGNORECASE))  # fmt: skip
        if firm or pattern("within").search(head):
            code = names[found[0].lower().replace("’", "'")]
            yield Mention("industry", *found.span(), found[0], (code, "firm" if firm else ""))


@cache
def _statistics() -> re.Pattern[str]:
    """Return what finds a statistic; its last group tells which."""
    said = [
        f"(?P<{name.replace('-', '_')}>{'|'.join(of)})"
        for name, of in words()["statistics"].items()
    ]
    return re.compile("|".join(said), re.IGNORECASE)


def _statistics_in(text: str) -> Iterator[Mention]:
    for found in _statistics().finditer(text):
        name = (found.lastgroup or "").replace("_", "-")
        head, tail = text[: found.start()][-18:], text[found.end() :]
        other = pattern("than_average").search(head) or pattern("no_average").match(tail)
        if name != "average" or not other:
            yield Mention("statistic", *found.span(), found[0], (name,))


def _periods_in(text: str) -> Iterator[Mention]:
    for found in pattern("period").finditer(text):
        head, tail = text[max(0, found.start() - 30) : found.start()], text[found.end() :][:30]
        of = found.groupdict()
        value: tuple[str, ...] = ("next",)
        if of["b"]:
            base, end = of["b"], of["e"] if len(of["e"]) == 4 else of["b"][:2] + of["e"]
            if not 3 <= int(end) - int(base) <= 30 or pattern("edition").match(tail) or re.search(
                    r"(?i)(?:handbook|edition|ooh),? ?$", head):  # fmt: skip
                continue
            value = ("round", base, end)
        elif of["m"]:
            value = ("month", f"{of['my']}-{_MONTHS.index(of['m'][:3].lower()) + 1:02d}")
        elif of["py"] or of["sy"] or of["y"]:
            kind = "by" if of["py"] else "since" if of["sy"] else "year"
            value = (kind, of["py"] or of["sy"] or of["y"])
        elif re.search(r"(?i)(?:past|last|previous|prior|lowest|highest|top|bottom) $", head):
            continue
        if not pattern("no_period").search(head):
            yield Mention("period", *found.span(), found[0], value)
