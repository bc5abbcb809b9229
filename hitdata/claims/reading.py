"""Claims read: which amounts of a text state pay, jobs, growth or openings, and of whom and when.

A text is read sentence by sentence. What a sentence leaves out is taken from the sentences before
it in the paragraph, from a heading, a footnote or a source line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hitdata.claims import pattern
from hitdata.claims.amounts import find
from hitdata.claims.statements import Claim, Memory, Scene
from hitdata.claims.vocabulary import mentions
from hitdata.files import report

__all__ = ["read"]

#: Most characters of a sentence, and amounts in it: more is a column of numbers. And most claims of
#: a text, and amounts: more is a table of data rather than a draft.
LONGEST, MOST, MOST_CLAIMS, MOST_AMOUNTS = 1200, 40, 2000, 20_000


def read(text: str) -> list[Claim]:
    """Return the claims of a text, in its order."""
    claims: list[Claim] = []
    memory, amounts = Memory(), 0
    for start, end, paragraph, heading in _sentences(text):
        sentence = text[start:end]
        few = len(re.findall(r"\d+", sentence)) < 4 * MOST
        here = find(sentence) if few else []
        here = here if len(here) <= MOST else []
        if not sentence.strip():
            continue
        plain = here or end - start < LONGEST
        found = mentions(sentence, numbered=bool(here)) if plain else []
        memory.enter(paragraph)
        scene = Scene(sentence, start, found, here, memory)
        for amount in here:
            scene.claim(amount)
        scene.compare()
        memory.leave(sentence, heading, found, scene.made, claims)
        claims += scene.made
        amounts += len(here)
        if len(claims) > MOST_CLAIMS or amounts > MOST_AMOUNTS:
            line = text.count("\n", 0, start) + 1
            report(f"more than {MOST_CLAIMS:,} claims or {MOST_AMOUNTS:,} amounts; what stands "
                   f"after line {line:,} is left out; check the text in parts")  # fmt: skip
            break
    return claims[:MOST_CLAIMS]


def _sentences(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield start, end and paragraph of each sentence, and whether it is a heading."""
    at, paragraph = 0, 0
    for stop in [*pattern("stop").finditer(text), None]:
        start, end = stop.span() if stop else (len(text), len(text))
        line = stop is not None and stop[0][0] == "\n"
        if line:
            before, after = text[max(at, start - 90) : start], text[end : end + 40]
            if len(before) > 50 and re.search(r"[\w,;&)-][ \t]*$", before) and re.match(
                    r"[ \t]*(?!\d+[.)]\s)[a-z0-9$(]", after):  # fmt: skip
                continue  # a wrapped line
        elif stop and pattern("abbreviated").search(text[max(0, start - 8) : start + 1]) and not \
                pattern("sentence_opens").match(text[end : end + 12]):  # fmt: skip
            continue
        for first in range(at, end, LONGEST):
            last = min(end, first + LONGEST)
            yield first, last, paragraph, _heading(text[first:last][:120].strip())
        paragraph += min(stop[0].count("\n"), 2) if line and stop else 0
        at = end


def _heading(line: str) -> bool:
    """Return whether a line names what follows, rather than state something."""
    return 0 < len(line) < 110 and not re.search(r"[.!;,…]['\"”)]*$|\$|\d(?:%| percent)", line)
