"""Claims: statements of pay, jobs, growth and openings in a text, and whether a release bears them.

`checking` takes a text, or figures that pages quote, and returns a row per claim with its verdict.
Behind it, `amounts` is the grammar of numbers in prose; `vocabulary` knows the names that the
bundled tables use, of occupations, publishers, areas, industries, statistics and periods; `reading`
puts both together, sentence by sentence, and decides a paragraph at a time; `judging` looks up what
the publisher's releases say. The words themselves stand in `words.toml`.

Around it, `documents` makes a file the text to check, and knows where its characters stand;
`drafts` checks files and leads claims back to their lines, and `reports` writes them down for
other programs; `living` fills numbers into a draft and notices when a release moves them;
`assistants` serves all of it to language models.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def words() -> dict[str, Any]:
    """Return the words and patterns that prose is read by, from `words.toml`."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of `words.toml`: any of its alternatives, with the parts put in."""
    plain = words()["patterns"].get(name)
    said = "|".join(plain or words()["exact"][name])
    while "@" in said:
        said = re.sub(r"@(\w+)@", lambda part: str(words()["parts"][part[1]]), said)
    return re.compile(said, re.IGNORECASE if plain else 0)
