"""From a job title to SOC codes: candidates, each with its score and why, never one silent guess.

Payscale and Glassdoor speak of titles, BLS of occupations, and no list turns one into the other: a
"Health Information Technology Specialist" stands under 29-9021 and under 15-1211. The titles
searched are the official ones of SOC 2010 and 2018 and those of O*NET 27.0 (USDOL/ETA, CC BY 4.0)
for the family's codes and their competitors.

A title is its set of words, abbreviations written out. A word counts by how few titles have it,
so that "informatics" weighs more than "specialist". The score is the weight of the shared words
over the mean weight of both titles: 1 if all words are shared, 0 if none. A misspelt word is read
as the nearest known one (difflib), and the answer says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from math import log

import pandas as pd

from hitdata.data.bundled import crosswalk, job_titles, titles
from hitdata.soc import CODES

__all__ = ["occupation", "singular"]

#: Abbreviation -> what it stands for, among titles of health information.
WRITTEN_OUT = {
    "ehr": "electronic health record", "emr": "electronic medical record",
    "him": "health information management", "hit": "health information technology",
    "it": "information technology", "healthcare": "health", "care": "", "tech": "technician",
    "rn": "registered nurse", "qa": "quality assurance", "mgr": "manager", "admin": "administrator",
    "cdi": "clinical documentation improvement", "rhit": "registered health information technician",
    "rhia": "registered health information administrator", "ciso": "chief information security "
    "officer", "cio": "chief information officer", "and": "", "of": "", "the": "", "in": "",
    "for": "", "or": "", "all": "", "other": "", "except": "",
}  # fmt: skip

#: Least score -> what it is called.
GRADES = {1.0: "exact", 0.6: "near", 0.3: "weak"}

#: Columns of `occupation`.
COLUMNS = ["asked", "rank", "soc", "soc_system", "occupation", "title", "kind", "score", "match",
           "why", "not_found"]  # fmt: skip


def occupation(title: str | Iterable[str], *, candidates: int = 5) -> pd.DataFrame:
    """Return candidate SOC codes for a job title, or for several, the best first.

    Columns: asked, rank, soc, soc_system, occupation (the code's official title), title (the one
    that matched best), kind (which list it stands in), score (0 to 1), match (exact: the same
    words; near, weak, none), why, and not_found (words asked for that the title lacks). A title
    that nothing resembles has one row, without a code. A score says how alike titles are, not how
    likely it is that the job belongs to the code.

    >>> occupation("EHR analyst")[["soc", "title", "match"]].head(2).values.tolist()
    [['29-2072', 'EHR Specialist', 'near'], ['15-1299', 'Record Systems Analyst', 'weak']]
    >>> occupation("plumber")["match"].tolist()
    ['none']
    """
    asked = [title] if isinstance(title, str) else list(title)
    known = _known()
    counts = known["words"].explode().value_counts()
    weights = {word: log(1 + len(known) / count) for word, count in counts.items()}
    rows = [row for name in asked for row in _candidates(name, known, weights, candidates)]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"score": "float64", "rank": "int64"})


def singular(word: str) -> str:
    """Return a word without the ending of a plural, as titles are compared."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    kept = len(word) <= 3 or word.endswith(("ss", "ics", "is", "us"))
    return word if kept else word.removesuffix("s")


def _known() -> pd.DataFrame:
    """Return every title that is searched: title, kind, soc, soc_system, occupation, words."""
    soc_2018, pairs, onet = titles(), crosswalk(), job_titles()
    older = pairs[pairs["soc_2010"].isin(CODES)].drop_duplicates("soc_2010")
    older = older.assign(title=older["title_2010"], soc=older["soc_2010"], soc_system="SOC 2010")
    onet = onet.assign(kind="O*NET " + onet["kind"])
    forms = onet["title"].map(_forms)
    official = {**dict(zip(pairs["soc_2018"], pairs["title_2018"], strict=True)),
                **dict(zip(soc_2018["soc"], soc_2018["title"], strict=True))}  # fmt: skip
    # "Health Information Technologists and Medical Registrars" names two jobs, the first in full
    first = soc_2018["title"].str.extract(r"^((?:\w+ )+\w+s) and (?:\w+ )+\w+s$")[0]
    names = [
        soc_2018.assign(title=first, kind="SOC 2018 title, first part").dropna(subset="title"),
        soc_2018.assign(kind="SOC 2018 title"),
        older.assign(kind="SOC 2010 title"),
        *(onet.assign(title=forms.str[n]).dropna(subset="title") for n in (0, 1)),
    ]
    known = pd.concat(names, ignore_index=True)[["title", "kind", "soc", "soc_system"]]
    current = known["soc_system"].eq("SOC 2018")
    known["occupation"] = known["soc"].map(official).where(current, known["title"])
    known["words"] = [frozenset(_words(name)) for name in known["title"]]
    return known[known["words"].map(len).gt(0)].drop_duplicates(["title", "soc", "soc_system"])


def _forms(title: str) -> list[str]:
    """Return both titles of one that O*NET prints as "EHR Records Specialist (EHR Specialist)"."""
    found = re.fullmatch(r"([^()]+?)\s*(?:\(([^()]+)\))?", title)
    return list(filter(None, found.groups())) if found else [title]


def _words(title: str) -> list[str]:
    plain = re.sub(r"[^a-z0-9+#]+", " ", title.casefold().replace("health care", "health"))
    words = (word[:-1] if word[:-1] in WRITTEN_OUT else word for word in plain.split())
    spelt = " ".join(WRITTEN_OUT.get(word, word) for word in words)
    return [singular(word) for word in spelt.split()]


def _candidates(
    asked: str, known: pd.DataFrame, weights: dict[str, float], count: int
) -> Iterator[dict[str, object]]:
    """Yield the best title of each of the best ``count`` codes, or one row that says none is."""
    words, read = _read(asked, weights)
    rare = max(weights.values())
    total = sum(weights.get(word, rare) for word in words)
    scores = [
        2 * sum(weights[word] for word in words & own)
        / (total + sum(weights[word] for word in own))
        for own in known["words"]
    ]  # fmt: skip
    best = known.assign(score=scores).sort_values(
        ["score", "kind", "title"], ascending=[False, False, True]
    )
    best = best[best["score"].ge(min(GRADES))].drop_duplicates("soc").head(count)
    if best.empty:
        yield {"asked": asked, "rank": 1, "score": 0.0, "match": "none",
               "why": "no title in the lists resembles it" + read, "not_found": asked}  # fmt: skip
    for rank, row in enumerate(best.to_dict("records"), start=1):
        shared, lacking = sorted(words & row["words"]), sorted(words - row["words"])
        why = f"{row['kind']} {row['title']!r} shares {', '.join(shared)}"
        yield {
            **row, "asked": asked, "rank": rank, "score": round(row["score"], 3),
            "match": next(g for least, g in GRADES.items() if row["score"] >= least - 1e-9),
            "why": why + read, "not_found": ", ".join(lacking),
        }  # fmt: skip


def _read(asked: str, weights: dict[str, float]) -> tuple[set[str], str]:
    """Return the words asked for, a misspelt one as its nearest known, and what was read so."""
    words, read = set(), ""
    for word in _words(asked):
        near = [] if word in weights else get_close_matches(word, weights, n=1, cutoff=0.84)
        words.add(near[0] if near else word)
        read += f"; {word!r} read as {near[0]!r}" if near else ""
    return words, read
