"""Reports: each form is what its readers demand, and says of a claim what the table says."""

import json
import re

import pandas as pd
import pytest

from hitdata.claims.checking import CODES, SCHEMA
from hitdata.claims.reports import FORMATS

BASE = {"file": "a b/draft.md", "line": 12, "column": 34, "start": 200, "quote": "$170,190",
        "value": 170190.0, "publisher": "BLS", "occupation": "managers", "measure": "wage",
        "statistic": "p50", "period": "2023-05", "end": 208}  # fmt: skip


def claims(*rows: dict) -> pd.DataFrame:
    """Return made-up claims in the promised columns."""
    return pd.DataFrame([BASE | row for row in rows], columns=list(SCHEMA)).astype(SCHEMA)


WRONG = {"verdict": "wrong-industry", "code": "HD102", "published_value": 139350.0,
         "explanation": "It is 100% NAICS 55's,\nnot <b>|NAICS 62's.",
         "suggestion": "$139,350"}  # fmt: skip
RIGHT = {"verdict": "confirmed", "code": "HD401", "figure_id": "bls.x", "line": 13}
UNCLEAR = {"verdict": "unclear", "code": "HD302", "quote": "two\nlines"}

EXAMPLE = claims(WRONG, RIGHT, UNCLEAR)


def test_json_has_the_promised_names():
    """An array of claims whose names are the columns; what is not known is null."""
    read = json.loads(FORMATS["json"](EXAMPLE))
    assert [list(claim) for claim in read] == [list(SCHEMA)] * 3
    assert read[0]["published_value"] == 139350
    assert read[1]["published_value"] is None
    assert read[1]["base_year"] is None
    assert json.loads(FORMATS["json"](claims())) == []


def test_a_line_of_text_is_what_editors_jump_to():
    """File, line, column, code, words, and below it what to write instead."""
    assert FORMATS["text"](EXAMPLE).splitlines()[:1] == [
        "a b/draft.md:12:34: HD102 $170,190: It is 100% NAICS 55's, not <b>|NAICS 62's."
    ]
    assert FORMATS["text"](EXAMPLE).splitlines()[1:] == [
        "    write: $139,350",
        "a b/draft.md:13:34: HD401 $170,190: confirmed",
        "a b/draft.md:12:34: HD302 two lines: unclear",
    ]


def test_markdown_is_one_table():
    """Bars, tags and line breaks in a text break no row."""
    heading, rule, *rows = FORMATS["markdown"](EXAMPLE).splitlines()
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in (heading, rule, *rows)] == [7] * 5
    assert "| a b/draft.md:12:34 | $170,190 | HD102 | wrong-industry | 139,350 | It is" in rows[0]
    assert "&lt;b>\\|NAICS" in rows[0]


def test_sarif_has_what_its_schema_requires():
    """Version 2.1.0: a run with its tool; results with message, known rule, kind and place."""
    log = json.loads(FORMATS["sarif"](EXAMPLE))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "hitdata"
    assert [rule["id"] for rule in driver["rules"]] == list(CODES)
    assert all(rule["shortDescription"]["text"] for rule in driver["rules"])
    kinds = {"notApplicable", "pass", "fail", "review", "open", "informational"}
    for result in run["results"]:
        assert result["message"]["text"]
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["kind"] in kinds
        # a kind other than fail demands the level none
        assert (result["level"] == "none") == (result["kind"] != "fail")
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "a%20b/draft.md"
        assert min(place["region"][name] for name in ("startLine", "startColumn")) >= 1
    first, second, third = run["results"]
    assert (first["level"], first["kind"], second["kind"], third["kind"]) == (
        "error", "fail", "pass", "review")  # fmt: skip
    assert first["locations"][0]["physicalLocation"]["region"]["endColumn"] == 42
    assert len({json.dumps(result["partialFingerprints"]) for result in run["results"]}) == 3


def test_sarif_keeps_to_its_published_schema():
    """Where jsonschema is installed: required fields and enumerations of the OASIS schema."""
    jsonschema = pytest.importorskip("jsonschema")
    text = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
    result = {
        "type": "object", "required": ["message"], "additionalProperties": True,
        "properties": {
            "message": text, "level": {"enum": ["none", "note", "warning", "error"]},
            "ruleIndex": {"type": "integer", "minimum": -1}, "locations": {"type": "array"},
            "partialFingerprints": {"additionalProperties": {"type": "string"}},
        },
    }  # fmt: skip
    driver = {"type": "object", "required": ["name"]}
    tool = {"type": "object", "required": ["driver"], "properties": {"driver": driver}}
    kind = {"enum": ["utf16CodeUnits", "unicodeCodePoints"]}
    properties = {"tool": tool, "columnKind": kind, "results": {"type": "array", "items": result}}
    run = {"type": "object", "required": ["tool"], "properties": properties}
    runs = {"type": "array", "items": run}
    properties = {"version": {"enum": ["2.1.0"]}, "runs": runs}
    schema = {"type": "object", "required": ["version", "runs"], "properties": properties}
    jsonschema.validate(json.loads(FORMATS["sarif"](EXAMPLE)), schema)


def test_github_gets_a_command_for_each_line():
    """Percent signs, breaks, commas and colons are escaped as the runner unescapes them."""
    first, second, _ = FORMATS["github"](EXAMPLE).splitlines()
    assert first == (
        "::error file=a b/draft.md,line=12,col=34,title=HD102 wrong-industry::"
        "$170,190: It is 100%25 NAICS 55's,%0Anot <b>|NAICS 62's. Write: $139,350"
    )
    assert second.startswith("::notice file=a b/draft.md,line=13,")
    assert "file=a%3Ab%2Cc.md," in FORMATS["github"](claims(WRONG | {"file": "a:b,c.md"}))


def test_claimreview_rates_what_was_judged():
    """schema.org's required properties; what is unclear gets no rating, so no review."""
    wrong, right = json.loads(FORMATS["claimreview"](EXAMPLE))
    for review in (wrong, right):
        assert review["@context"] == "https://schema.org"
        assert review["@type"] == "ClaimReview"
        assert review["claimReviewed"] == "BLS, managers, wage, p50, 2023-05: $170,190"
        assert review["itemReviewed"]["@type"] == "Claim"
        assert review["author"]["name"] == "hitdata"
    rating = wrong["reviewRating"]
    assert (rating["ratingValue"], rating["alternateName"]) == (1, "wrong-industry")
    assert right["reviewRating"]["ratingValue"] == 5
