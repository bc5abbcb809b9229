"""National Employment Matrix: occupations of one industry, or industries of one occupation.

Publisher         U.S. Bureau of Labor Statistics
Raw file          CSV of the projections tool, raw or saved again; a row per occupation or industry
Reference period  a base year and the year ten years on
Coverage          wage and salary jobs of an industry; the self-employed have a line of their own
                  (TE1100) and are part of total employment (TE1000)
Units             printed in thousands of jobs with one decimal, read as jobs; percent

Which industry (or occupation) the file is about stands in its name alone, as BLS writes it:
``IND_622000`` or ``OCC_29-2072``. An industry's part of the occupation is not read: both numbers of
jobs give it. Codes are those of NAICS, and BLS's own for what NAICS has no code of: 31-330, 523,50,
6112-3, 3330A1, or 622103 for local hospitals.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from hitdata.cells import place
from hitdata.documents import Document, Sheet
from hitdata.documents.asked import Asked
from hitdata.errors import SourceError
from hitdata.observations import empty, tidy
from hitdata.sources.ep import ORDINARY, soc_system
from hitdata.sources.ep.headings import restored
from hitdata.sources.oews.series import level_of

__all__ = ["CODES", "EXAMPLE", "read_document", "why_not"]

#: What users bring, for the list of what can be read.
EXAMPLE = "National Employment Matrix_IND_622000.csv, National Employment Matrix_OCC_29-2072.csv"

#: Values of the growing code lists that this product brings.
CODES = {"coverage": {"self-employed workers": "jobs of the self-employed, of all industries"}}

#: Lines of the matrix that are no industry -> whose jobs they count.
COVERAGE = {"TE1000": "all jobs", "TE1100": "self-employed workers"}

#: Codes of an occupation, and of an industry: six signs, a range among them.
OCCUPATION = r"\d\d-\d{4}"
INDUSTRY = r"(?=[A-Z]*\d)[0-9A-Z]{6}|(?=.{6}$)\d+[-,]\d+"

#: Heading -> (measure, statistic, unit, times).
HEADINGS = {
    r"(?:projected )?(\d{4}) employment": ("employment", "total", "jobs", 1000),
    r"(?:projected )?(\d{4}) percent of industry": ("employment share", "percent", "percent", 1),
    r"employment change, [-\d]+": ("employment change", "total", "jobs", 1000),
    r"employment percent change, [-\d]+": ("employment change", "percent", "percent", 1),
}

#: What is printed where there is no number.
MISSING = {"", "—", "–", "-", "N/A"}


def why_not(document: Document) -> str:
    """Return why a document is no part of the matrix, or nothing when it is."""
    if document.kind not in {"text", "xls", "xlsx"}:
        return f"a {document.kind} file; the matrix comes as CSV"
    top = document.head[:4000].lower().replace(".", " ")
    if document.kind == "text" and "percent of industry" not in top:
        return "no heading Percent of Industry in its first lines"
    return "" if any(_columns(sheet) for sheet in document.tops) else "no heading of the matrix"


def read_document(document: Document, asked: Asked) -> pd.DataFrame:
    """Return employment, share and change of every row of the matrix."""
    sheet = next(sheet for sheet in document.sheets if _columns(sheet))
    columns = _columns(sheet)
    first = _heading(sheet)
    heads = {str(letter): _plain(text) for letter, text in sheet.cells.loc[first].items()}
    rows = _rows(sheet.cells.loc[first + 1 :], columns, heads, document)
    sheet.refuse_cut_lines(rows.index, first, document.name)
    keys = _keys(rows, columns, document)
    figures = [_figures(rows[letter], heading, sheet, keys, document)
               for letter, heading in heads.items() if _meaning(heading)]  # fmt: skip
    found = pd.concat(figures, ignore_index=True)
    if asked.soc is not None:
        found = found[found["soc"].isin(asked.soc)].reset_index(drop=True)
    return tidy(found, ordinary=ORDINARY) if len(found) else empty()


def _rows(
    below: pd.DataFrame, columns: dict[str, str], heads: dict[str, str], document: Document
) -> pd.DataFrame:
    """Return the rows that have a code; one with jobs but none would be lost, and is refused."""
    pattern = OCCUPATION if columns["kind"] == "occupation" else INDUSTRY
    coded = below[columns["code"]].map(_code).str.fullmatch(pattern)
    jobs = next(letter for letter, head in heads.items() if _meaning(head))
    lost = ~coded & below[jobs].str.strip().ne("")
    if lost.any():
        row = lost.idxmax()
        raise SourceError(
            f"{document.name}: row {row} has jobs but the code {below.loc[row, columns['code']]!r};"
            f" expected an {columns['kind']}'s, such as "
            + ("29-2072" if columns["kind"] == "occupation" else "622000 or 31-330")
        )
    if not coded.any():
        raise SourceError(f"{document.name}: headings of the matrix without a row that has a code")
    return below[coded]


def _plain(text: str) -> str:
    return restored(text).replace("–", "-").lower()


def _code(text: str) -> str:
    code = text.strip().removeprefix('="').removesuffix('"')
    # the one code that a spreadsheet takes for a number, 523,50, loses its comma
    return f"{code[:3]},{code[3:]}" if re.fullmatch(r"\d{5}", code) else code


def _meaning(heading: str) -> Any:
    for pattern, meaning in HEADINGS.items():
        if match := re.fullmatch(pattern, heading):
            return meaning, match[1] if match.groups() else ""
    return None


def _heading(sheet: Sheet) -> int:
    """Return the number of the row of headings, one of the first ten; 0 where there is none."""
    for row, texts in sheet.cells.head(10).iterrows():
        if {"occupation code", "industry code"} & set(texts.map(_plain)):
            return int(str(row))
    return 0


def _columns(sheet: Sheet) -> dict[str, str]:
    """Return the letters of code, title and kind of row; nothing for another table."""
    row = _heading(sheet)
    if not row:
        return {}
    heads = {_plain(text): str(letter) for letter, text in sheet.cells.loc[row].items()}
    kind = "occupation" if "occupation code" in heads else "industry"
    jobs = [head for head in heads if re.fullmatch(r"(?:projected )?\d{4} employment", head)]
    if len(jobs) != 2 or not {f"{kind} code", f"{kind} title"} <= set(heads):
        return {}
    return {"code": heads[f"{kind} code"], "title": heads[f"{kind} title"], "kind": kind,
            "years": " ".join(sorted(re.findall(r"\d{4}", " ".join(jobs))))}  # fmt: skip


def _keys(rows: pd.DataFrame, columns: dict[str, str], document: Document) -> pd.DataFrame:
    code = rows[columns["code"]].map(_code)
    # alternative job titles follow the title after blanks or a star
    title = rows[columns["title"]].str.strip().str.split(r"\s{2,}|\*", n=1, regex=True).str[0]
    base, projected = (int(year) for year in columns["years"].split())
    if columns["kind"] == "occupation":
        industry = pd.Series(_named(document, "IND", INDUSTRY, "IND_622000"), rows.index)
        soc = code
    else:
        soc = pd.Series(_named(document, "OCC", OCCUPATION, "OCC_29-2072"), rows.index)
        industry, title = code, pd.Series(pd.NA, rows.index, dtype="str")
    return pd.DataFrame({
        "publisher": "BLS", "source": "EP", "release": f"{base}-{projected % 100:02d}",
        "occupation": title, "soc": soc, "soc_match": "published", "level": soc.map(level_of),
        "soc_system": soc_system(base, document.name), "area": "US",
        "coverage": industry.map(lambda i: COVERAGE.get(i, "wage and salary jobs")),
        "base_year": base, "projected_year": projected, "industry": industry.map(_system),
        "file": document.name, "sha256": document.sha256,
    }, index=rows.index)  # fmt: skip


def _system(code: str) -> str:
    """Return an industry's code with its system: NAICS, or EP where NAICS has no such code.

    >>> [_system(code) for code in ("622000", "221112", "622103", "31-330", "999300")]
    ['NAICS 622000', 'NAICS 221112', 'EP 622103', 'EP 31-330', 'EP 999300']
    """
    own = not re.fullmatch(r"[1-8]\d{5}", code) or re.search(r"0[1-9]$", code)
    return f"EP {code}" if own else f"NAICS {code}"


def _named(document: Document, kind: str, pattern: str, example: str) -> str:
    name = document.name.rpartition("/")[2].rpartition(".")[0] or document.name
    found = re.search(rf"(?<![A-Za-z]){kind}(?:[_ -]|(?=\d))([0-9A-Z,-]+)", name)
    match = re.match(rf"({pattern})", found[1][: 7 if kind == "OCC" else 6]) if found else None
    if not match:
        raise SourceError(
            f"{document.name}: only a name such as {example} says what the file is about; give it "
            "its name back"
        )
    return match[1]


def _figures(
    printed: pd.Series, heading: str, sheet: Sheet, keys: pd.DataFrame, document: Document
) -> pd.DataFrame:
    (measure, statistic, unit, times), year = _meaning(heading)
    text = printed.str.strip().str.replace(",", "")
    number = pd.to_numeric(text.where(text.str.fullmatch(r"-?\d*\.?\d+")), errors="coerce")
    missing = text.isin(MISSING)
    bad = number.isna() & ~missing | number.lt(0) & (measure != "employment change")
    bad |= number.gt(100) & (measure == "employment share")
    if bad.any():
        row = bad.idxmax()
        raise SourceError(
            f"{document.name}: {heading!r} in row {row} prints {printed[row]!r}; expected a number"
        )
    base, projected = keys["base_year"].iloc[0], keys["projected_year"].iloc[0]
    return keys.assign(
        measure=measure, statistic=statistic, unit=unit, printed=printed,
        period=year or f"{base}/{projected}",
        value=(number * times).round() if times > 1 else number,
        status=missing.map({False: "normal", True: "not released"}),
        bound=missing.map({False: "="}),
        locator=place(sheet.name, printed.index, [str(printed.name)] * len(printed)),
    )  # fmt: skip
