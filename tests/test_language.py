"""The words that readers meet: plain American English, as far as a list of words can hold it."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

#: Turns that a data desk does not write -> what it writes instead.
LOST = {
    r"(?<!here )\b(?:is|are|was|were) no (?!longer\b|more\b)": "is not a, has no",
    r"\b(?:is|are|was|were) (?:not )?said\b(?! to\b)|\bnot said\b|\bunsaid\b": "who says what",
    r"\bwhat came\b": "the outcome",
    r"\bparted by\b": "separated by",
    r"\b(?:rows|figures) this precise\b": "as precise as these",
    r"\bwithout a word\b": "silently",
    r"\bled back to\b": "traceable to",
    r"\bnobody knows\b": "is unknown",
    r"\bthe middle \w+ (?:specialist|technologist|technician|earned)": "the median",
    r"\ba row per row\b": "one row for each row",
    r"\b(?:labour|colour|favour|behaviour|neighbour|centre|grey|analyse|organis|recognis|summaris)":
        "American spelling",
}  # fmt: skip

TEXTS = [
    *(ROOT / "hitdata").rglob("*.py"), *(ROOT / "notebooks").glob("*.py"),
    *(ROOT / "site").glob("*.md"), *(ROOT / "docs").glob("*.md"),
    ROOT / "README.md", ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md", ROOT / "data/README.md",
]  # fmt: skip


def passages(path: Path) -> list[str]:
    """Return what a reader meets of a file: the strings of a module, the whole of a text."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py" or path.parent.name == "notebooks":
        return [text]
    nodes = ast.walk(ast.parse(text))
    return [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_turns_that_readers_stumble_over_stay_out(path):
    """Errors, help, notes in the data, chart words, docs and notebooks say who does what."""
    found = [
        f"{passage[max(0, match.start() - 40) : match.end() + 30]!r}: write {better}"
        for passage in passages(path)
        for turn, better in LOST.items()
        for match in re.finditer(turn, passage)
    ]
    assert not found
