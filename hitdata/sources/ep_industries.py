"""National Employment Matrix: occupations of one industry, or industries of one occupation.

Publisher         U.S. Bureau of Labor Statistics
Raw file          CSV of the projections tool, raw or saved again; a row per occupation or industry
Reference period  a base year and the year ten years on
Coverage          all jobs, those of the self-employed included; within one industry
Units             printed in thousands of jobs with one decimal, read as jobs; percent

Which industry (or occupation) the file is about stands in its name alone, as BLS writes it:
``IND_622000`` or ``OCC_29-2072``. An industry's part of the occupation is not read: both numbers of
jobs give it.
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
from hitdata.sources.ep import ORDINARY, SOC_SYSTEMS
from hitdata.sources.oews.series import level_of

__all__ = ["EXAMPLE", "read_document", "why_not"]

#: What users bring, for the list of what can be read.
EXAMPLE = "National Employment Matrix_IND_622000.csv, National Employment Matrix_OCC_29-2072.csv"

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
    if document.kind == "text" and "percent of industry" not in document.head[:4000].lower():
        return "no heading Percent of Industry in its first lines"
    return "" if any(_columns(sheet) for sheet in document.tops) else "no heading of the matrix"


def read_document(document: Document, asked: Asked) -> pd.DataFrame:
    """Return employment, share and change of every row of the matrix."""
    sheet = next(sheet for sheet in document.sheets if _columns(sheet))
    columns = _columns(sheet)
    first = sheet.cells.index[0]
    rows = sheet.cells.iloc[1:]
    rows = rows[rows[columns["code"]].map(_code).str.fullmatch(r"\d\d-\d{4}|[0-9A-Z]{6}")]
    sheet.refuse_cut_lines(rows.index, first, document.name)
    if rows.empty:
        raise SourceError(f"{document.name}: headings of the matrix without a row that has a code")
    keys = _keys(rows, columns, document)
    heads = {letter: _plain(text) for letter, text in sheet.cells.iloc[0].items()}
    figures = [_figures(rows[letter], heading, sheet, keys, document)
               for letter, heading in heads.items() if _meaning(heading)]  # fmt: skip
    found = pd.concat(figures, ignore_index=True)
    if asked.soc is not None:
        found = found[found["soc"].isin(asked.soc)].reset_index(drop=True)
    return tidy(found, ordinary=ORDINARY) if len(found) else empty()


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().replace("–", "-").lower()


def _code(text: str) -> str:
    return text.strip().removeprefix('="').removesuffix('"')


def _meaning(heading: str) -> Any:
    for pattern, meaning in HEADINGS.items():
        if match := re.fullmatch(pattern, heading):
            return meaning, match[1] if match.groups() else ""
    return None


def _columns(sheet: Sheet) -> dict[str, str]:
    """Return the letters of code, title and kind of row; nothing for another table."""
    if sheet.cells.empty:
        return {}
    heads = {_plain(text): str(letter) for letter, text in sheet.cells.iloc[0].items()}
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
        industry, soc = _named(document, r"IND[_ -]?([0-9A-Z]{6})", "IND_622000"), code
    else:
        soc = pd.Series(_named(document, r"OCC[_ -]?(\d\d-\d{4})", "OCC_29-2072"), rows.index)
        industry, title = code, pd.Series(pd.NA, rows.index, dtype="str")
    named = pd.Series(industry, rows.index, dtype="str")
    return pd.DataFrame({
        "publisher": "BLS", "source": "EP", "release": f"{base}-{projected % 100:02d}",
        "occupation": title, "soc": soc, "soc_match": "published", "level": soc.map(level_of),
        "soc_system": SOC_SYSTEMS[max(year for year in SOC_SYSTEMS if year <= base)],
        "area": "US", "coverage": "all jobs", "base_year": base, "projected_year": projected,
        "industry": named.where(named.str.isdigit(), "EP " + named)
        .where(~named.str.isdigit(), "NAICS " + named),
        "file": document.name, "sha256": document.sha256,
    }, index=rows.index)  # fmt: skip


def _named(document: Document, pattern: str, example: str) -> str:
    match = re.search(pattern, document.name)
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
