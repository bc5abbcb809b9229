"""Headings of EP tables: what each names, through every round's way of printing it.

Rounds to 2016-26 merge headings over two or three rows; en dash and hyphen stand for each other;
footnote marks are (1) or [1]; the CSV of 2016-26 prints units in brackets. What pandas and R write
instead of a heading, "Unnamed: 3" and "Employment.2022", is undone.
"""

from __future__ import annotations

import re

import pandas as pd

from hitdata.errors import SourceError

__all__ = ["HEADINGS", "headings_of", "meaning_of", "restored"]

#: What a heading says, once blanks and footnote marks are gone -> column of ours.
HEADINGS = {
    r"(occupation )?title|.*matrix title( and code)?": "occupation",
    r"(occupation|soc) code|.*matrix code": "soc",
    r"occupation type": "type",
    r"(employment,? )?(?P<year>\d{4})|employment number (?P<year2>\d{4})": "employment",
    r"employment (percent distribution|distribution, percent),? (?P<year>\d{4})": "share",
    r"(employment )?(change, )?(numeric, )?[-\d]{7,9}( number)?": "change",
    r"number \(?in ?thousands\)?": "change",
    r"employment (percent )?change, (percent, )?[-\d]{7,9}( percent)?|percent": "percent change",
    r"change, [-\d]{7,9} percent": "percent change",
    r"percent self[- ]employed, (?P<year>\d{4})": "self-employed",
    r"occupational openings, [-\d]{7,9} annual average": "openings",
    r"job ?openings ?due ?to ?growth ?and ?replacement.*": "ten-year openings",
    r"median annual wage,?( dollars,)? (?P<year>\d{4})|(?P<year2>\d{4}) median annual wage": "wage",
    r"typical (entry-level education|education needed for entry)": "education",
    r"work experience in a related occupation": "experience",
    r"typical on-the-job training.*": "training",
}


def headings_of(rows: pd.DataFrame) -> dict[str, str]:
    """Return one heading per column; a merged heading goes on over the headings below it."""
    texts = rows.map(restored)
    # a table's title stands alone in its row; 0, 1, 2, ... are the headings of pandas
    lines = [line for line in texts.to_numpy().tolist()
             if len(said := [text for text in line if text]) > 1
             and said != [str(number) for number in range(len(said))]]  # fmt: skip
    for i, line in enumerate(lines[:-1]):
        for j in range(1, len(line)):
            below = any(lower[j] for lower in lines[i + 1 :])
            # a heading goes on to the right as far as the one above it does
            within = all(upper[j] == upper[j - 1] for upper in lines[:i])
            if below and within and not line[j]:
                line[j] = line[j - 1]
    joined = [" ".join(filter(None, column)) for column in zip(*lines, strict=True)]
    headings = dict(zip(rows.columns, joined, strict=True))
    # "... title and code" is one merged heading over two columns
    for left, right in zip(rows.columns, rows.columns[1:], strict=False):
        if headings[left].endswith("title and code") and not headings[right]:
            headings[right] = "Occupation Code"
    return headings


def restored(heading: str) -> str:
    """Return a heading as BLS prints it, without what saving it again has done.

    >>> restored("Unnamed: 3"), restored("X2022"), restored("X2022.Employment")
    ('', '2022', '2022 Employment')
    >>> restored("Employment.Change..2022.2032")
    'Employment Change, 2022-2032'
    """
    text = re.sub(r"\s+", " ", heading).strip()
    if re.fullmatch(r"Unnamed: \d+(_level_\d+)?", text):
        return ""
    if not re.fullmatch(r"X\d{4}|[A-Za-z][\w.-]*\.[\w.-]*", text):
        return text
    text = re.sub(r"^X(?=\d)", "", text)
    return re.sub(r"(?<=\d)\.(?=\d)", "-", text).replace("..", ", ").replace(".", " ").strip()


def meaning_of(heading: str, file: str) -> tuple[str, str]:
    """Return what a heading names and its year: ("employment", "2022"); ("", "") if not ours."""
    plain = re.sub(r"\s*[(\[]\d[)\]]$", "", heading).replace("–", "-").lower()
    plain = re.sub(r" \(thousands\)$", "", plain).replace(" (percent)", " percent")
    for pattern, name in HEADINGS.items():
        if match := re.fullmatch(pattern, plain):
            return name, next(filter(None, match.groupdict().values()), "")
    if re.search(r"employment|opening|wage|percent", plain):
        raise SourceError(f"{file}: heading {heading!r} is none that an EP table is known to have")
    return "", ""
