"""Claims in the forms that other programs read: JSON, Markdown, SARIF, GitHub and ClaimReview.

JSON is an array of objects whose names are the columns of `hitdata.check(...).to_frame()`. SARIF is
version 2.1.0, as code scanning takes it. GitHub's is the workflow command that puts a note beside
the line of a pull request. ClaimReview is schema.org's, one for each claim that was judged.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from urllib.parse import quote

import pandas as pd

import hitdata
from hitdata.claims.checking import CODES
from hitdata.claims.drafts import Checked, entries, told, wrong

__all__ = ["FORMATS"]

#: Verdict -> kind of a result of SARIF that is no failure; another verdict is information.
KINDS = {"confirmed": "pass", "confirmed-rounded": "pass", "unclear": "review",
         "not-checkable": "open"}  # fmt: skip

#: Verdict -> rating from 1, wrong, to 5, right, where it is not 1; None: not judged.
RATINGS = {"confirmed": 5, "confirmed-rounded": 5, "derived": 5, "restated": 4, "outdated": 3,
           "unclear": None, "not-checkable": None}  # fmt: skip


def _text(claims: pd.DataFrame) -> str:
    return "".join(f"{line}\n" for line in told(claims))


def _json(claims: pd.DataFrame) -> str:
    return _dumped(_rows(claims))


def _markdown(claims: pd.DataFrame) -> str:
    """Return a table, a row per claim."""
    rows = [["place", "claim", "code", "verdict", "published", "why"], ["---"] * 6]
    for claim in _rows(claims):
        number = "" if claim["published_value"] is None else f"{claim['published_value']:,.10g}"
        place = f"{claim['file']}:{claim['line']}:{claim['column']}"
        why = f"{claim['explanation'] or ''} {claim['suggestion'] or ''}"
        rows.append([place, claim["quote"], claim["code"], claim["verdict"], number, why])
    marks = str.maketrans({"|": "\\|", "\n": " ", "<": "&lt;"})
    return "".join(f"| {' | '.join(text.translate(marks) for text in row)} |\n" for row in rows)


def _sarif(claims: pd.DataFrame) -> str:
    """Return a log of SARIF 2.1.0: what is wrong is an error, all else has a kind of its own."""
    results = []
    for claim, entry in zip(_rows(claims), entries(claims), strict=True):
        bad, words = claim["code"] in wrong(), claim["quote"]
        region = {
            "startLine": claim["line"],
            "startColumn": claim["column"],
            "snippet": {"text": words},
        }
        if claim["end"] - claim["start"] == len(words) and "\n" not in words:
            region["endColumn"] = claim["column"] + len(words)
        where = {"artifactLocation": {"uri": quote(entry[0])}, "region": region}
        results.append({
            "ruleId": claim["code"], "ruleIndex": list(CODES).index(claim["code"]),
            "kind": "fail" if bad else KINDS.get(claim["verdict"], "informational"),
            "level": "error" if bad else "none", "message": {"text": _message(claim)},
            "locations": [{"physicalLocation": where}],
            "partialFingerprints": {"claim/v1": sha256("\n".join(entry).encode()).hexdigest()},
        })  # fmt: skip
    rules = [{"id": code, "name": verdict, "shortDescription": {"text": meaning},
              "fullDescription": {"text": paragraph or meaning}}
             for code, (verdict, meaning, paragraph) in CODES.items()]  # fmt: skip
    tool = {"driver": {"name": "hitdata", "version": hitdata.__version__, "rules": rules}}
    runs = [{"tool": tool, "columnKind": "unicodeCodePoints", "results": results}]
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return _dumped({"$schema": schema, "version": "2.1.0", "runs": runs})


def _github(claims: pd.DataFrame) -> str:
    """Return a workflow command per claim: an error for what is wrong, else a notice."""
    marks = {"%": "%25", "\r": "%0D", "\n": "%0A"}
    text, inside = str.maketrans(marks), str.maketrans({**marks, ":": "%3A", ",": "%2C"})
    lines = []
    for claim in _rows(claims):
        kind = "error" if claim["code"] in wrong() else "notice"
        file, title = (words.translate(inside) for words in (claim["file"], claim["verdict"]))
        where = (
            f"file={file},line={claim['line']},col={claim['column']},title={claim['code']} {title}"
        )
        lines.append(f"::{kind} {where}::{_message(claim).translate(text)}\n")
    return "".join(lines)


def _claimreview(claims: pd.DataFrame) -> str:
    """Return schema.org's ClaimReview of each claim that was judged; ``url`` is yours to add."""
    reviews = []
    for claim in _rows(claims):
        rating = RATINGS.get(claim["verdict"], 1)
        if rating is not None:
            terms = (
                "publisher",
                "occupation",
                "measure",
                "statistic",
                "industry",
                "area",
                "period",
            )
            words = ", ".join(claim[term] for term in terms if claim[term])
            reviews.append({
                "@context": "https://schema.org", "@type": "ClaimReview",
                "claimReviewed": f"{words}: {claim['quote']}", "reviewBody": _message(claim),
                "author": {"@type": "Organization", "name": "hitdata"},
                "itemReviewed": {"@type": "Claim", "appearance": {
                    "@type": "CreativeWork", "name": claim["file"]}},
                "reviewRating": {"@type": "Rating", "ratingValue": rating, "bestRating": 5,
                                 "worstRating": 1, "alternateName": claim["verdict"]},
            })  # fmt: skip
    return _dumped(reviews)


def _rows(claims: pd.DataFrame) -> list[dict[str, Any]]:
    return Checked(claims).to_dict()["claims"]


def _message(claim: dict[str, Any]) -> str:
    """Return what is to be said of a claim, with what to write instead."""
    write = f" Write: {claim['suggestion']}" if claim["suggestion"] else ""
    return f"{claim['quote']}: {claim['explanation'] or CODES[claim['code']][1]}{write}"


def _dumped(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


#: Name -> what writes claims in that form.
FORMATS: dict[str, Callable[[pd.DataFrame], str]] = {
    "text": _text, "json": _json, "markdown": _markdown, "sarif": _sarif, "github": _github,
    "claimreview": _claimreview,
}  # fmt: skip
