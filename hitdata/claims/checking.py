"""Claims checked: a row per claim of a text, or per quoted figure, with its verdict and why.

`check_text` reads, judges and says: what the release prints, in which cell, and a sentence that an
editor can paste. `check_figures` does the same for figures that pages quote.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

import pandas as pd

from hitdata.claims import words
from hitdata.claims.amounts import Amount, find
from hitdata.claims.judging import WRONG, Judgment, agreed_releases, judge
from hitdata.claims.published import Row
from hitdata.claims.reading import read
from hitdata.claims.statements import Claim
from hitdata.claims.vocabulary import mentions, official, places
from hitdata.data.bundled import FOLDER

__all__ = ["CODES", "SCHEMA", "check_figures", "check_text"]

#: Column -> dtype of what the checks return.
SCHEMA = dict.fromkeys((
    "file", "line", "column", "start", "end", "quote", "value", "value_high", "unit", "publisher",
    "occupation", "soc", "measure", "statistic", "period", "base_year", "projected_year", "area",
    "industry", "verdict", "code", "figure_id", "published_value", "explanation", "suggestion",
), "str") | dict.fromkeys(("line", "column", "start", "end"), "int64") | dict.fromkeys(
    ("value", "value_high", "published_value"), "float64") | dict.fromkeys(
    ("base_year", "projected_year"), "Int64")  # fmt: skip

#: Code -> verdict, its meaning in one line, and a paragraph: 1xx is wrong, 2xx was right once or is
#: another's, 3xx is undecided, 4xx is right.
CODES: dict[str, tuple[str, str, str]] = {
    code: (verdict, meaning, " ".join(paragraph.split()))
    for code, (verdict, meaning, paragraph) in words()["codes"].items()
}


def check_text(text: str, *, file: str = "") -> pd.DataFrame:
    """Return the claims of a text, a row each, in its order, with their verdicts.

    ``line`` and ``column`` count from 1, ``start`` and ``end`` are offsets into the text. What a
    text does not say is missing. `CODES` explains the verdicts.

    >>> said = check_text("BLS: compliance officers had median pay of $75,670 in May 2023.")
    >>> said[["quote", "soc", "verdict", "published_value"]].values.tolist()
    [['$75,670', '13-1041', 'confirmed', 75670.0]]
    """
    claims = read(text)
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    wheres = []
    for claim in claims:
        line = bisect_right(starts, claim.start)
        wheres.append({"file": file, "line": line, "column": claim.start - starts[line - 1] + 1,
                       "start": claim.start, "end": claim.end, "quote": claim.quote})  # fmt: skip
    return _frame(claims, wheres)


def check_figures(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the verdicts on quoted figures, rows of the tidy table, in the same columns.

    The figures of one guide or page are decided together, as those of a paragraph are.
    """
    rows = figures.to_dict("records")
    pages = {page: n for n, page in enumerate(figures["quoted_by"].unique())}
    claims = [replace(_quoted(row), paragraph=pages[row["quoted_by"]]) for row in rows]
    wheres = []
    for row, claim in zip(rows, claims, strict=True):
        line = re.search(r"\d+", str(row["locator"]))
        wheres.append({"file": row["file"], "line": int(line[0]) if line else 1, "column": 1,
                       "start": 0, "end": len(claim.quote), "quote": claim.quote})  # fmt: skip
    return _frame(claims, wheres)


def _quoted(row: dict[str, Any]) -> Claim:
    """Return a row of the tidy table as a claim."""
    known = {str(name): value for name, value in row.items() if not pd.isna(value)}
    printed, unit = str(known.get("printed", "")), str(known["unit"])
    value = float(known.get("value", known.get("threshold", 0)))
    near = [amount for amount in find(printed) if value in amount.ends] or find(
        f"${value:,.10g}" if unit.startswith("USD") else f"{value:.10g} percent"
        if unit == "percent" else f"{value:,.0f} jobs")  # fmt: skip
    amount = Amount(0, len(printed), "", value, None, near[0].half if near else 0.5,
                    bound=str(known.get("bound", "=")))  # fmt: skip
    when, years = str(known.get("period", "")), None
    if {"base_year", "projected_year"} <= set(known):
        years = int(known["base_year"]), int(known["projected_year"])
    kind = "round" if "/" in when else "month" if "-" in when else "year"
    if not when and "projected_year" in known:
        kind, when = "by", str(int(known["projected_year"]))
    socs = [str(known["soc"])] if "soc" in known else []
    if socs and known.get("soc_match") not in ("published", "exact"):
        socs += [code for m in mentions(str(known.get("occupation", ""))) for code in m.value
                 if m.kind == "occupation"]  # fmt: skip
    industry = str(known.get("industry", "")).replace("cross-industry", "")
    publisher = str(known.get("publisher", "")).replace("unnamed", "")
    some = "experience_min" in known or known.get("range_kind") == "entry"
    return Claim(
        0, len(printed), printed, amount, str(known["measure"]), str(known["statistic"]), unit,
        publisher=publisher, named=bool(publisher), occupation=str(known.get("occupation", "")),
        socs=tuple(dict.fromkeys(socs)), period=(kind, *when.split("/")) if when else (),
        years=years, area=str(known.get("area", "US")), industry=industry,
        firm=bool(re.fullmatch(r"NAICS [\d-]{2,5}", industry)), some="a part" if some else "",
    )  # fmt: skip


# -- rows ------------------------------------------------------------------------------------------


def _frame(claims: list[Claim], wheres: list[dict[str, Any]]) -> pd.DataFrame:
    """Return a row per claim, judged; what is claimed twice is judged once."""
    agreed = agreed_releases(claims)
    known: dict[tuple[Any, ...], Judgment] = {}
    judged = []
    for n, claim in enumerate(claims):
        own = {"start", "end", "quote", "paragraph", "amount"}
        terms = [*vars(claim.amount).items(), *vars(claim).items()]
        key = *(value for name, value in terms if name not in own), agreed.get(n)
        if key not in known:
            known[key] = judge(claim, agreed=agreed.get(n))
        judged.append(known[key])
    cells = _cells({row.n for one in judged for row in (*one.rows, one.right) if row})
    said: dict[tuple[int, str], dict[str, Any]] = {}
    rows = []
    for where, claim, one in zip(wheres, claims, judged, strict=True):
        if (id(one), claim.quote) not in said:
            said[id(one), claim.quote] = _said(claim, one, cells)
        rows.append({**where, **_terms(claim), **said[id(one), claim.quote]})
    return pd.DataFrame(rows, columns=list(SCHEMA)).astype(SCHEMA)


def _terms(claim: Claim) -> dict[str, Any]:
    """Return a claim in the table's terms."""
    kind, *when = claim.period or ("",)
    base, end = claim.years or (None, int(when[0]) if kind == "by" else None)
    return {
        "value": claim.amount.value, "value_high": claim.amount.high, "unit": claim.unit,
        "publisher": claim.publisher or None, "occupation": claim.occupation or None,
        "soc": next(iter(claim.socs), None), "measure": claim.measure,
        "statistic": claim.statistic, "period": "/".join(when) or None, "base_year": base,
        "projected_year": end, "area": claim.area, "industry": claim.industry or "cross-industry",
    }  # fmt: skip


#: Number of a row -> its figure_id, file and locator.
Cells = dict[int, tuple[str, str, str]]


@cache
def _groups() -> tuple[Any, list[int]]:
    """Return the file of figures, and at which row each of its groups begins."""
    import pyarrow.parquet

    file = pyarrow.parquet.ParquetFile(FOLDER / "figures.parquet")
    rows = (file.metadata.row_group(group).num_rows for group in range(file.num_row_groups))
    return file, list(accumulate(rows, initial=0))


@lru_cache(maxsize=16)
def _group(number: int) -> Any:
    return _groups()[0].read_row_group(number, columns=["figure_id", "file", "locator"])


def _cells(numbers: set[int]) -> Cells:
    """Return figure_id, file and locator of rows of the bundled table, by their number."""
    starts = _groups()[1]
    by: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(number for number in numbers if number >= 0):
        by[bisect_right(starts, number) - 1].append(number)
    found: Cells = {}
    for group, here in by.items():
        cells = _group(group).take([number - starts[group] for number in here]).to_pydict()
        found |= dict(zip(here, zip(*cells.values(), strict=True), strict=True))
    return found


def _said(claim: Claim, one: Judgment, cells: Cells) -> dict[str, Any]:
    """Return the verdict, the figure it names, and both as sentences."""
    verdict, quote = one.verdict, claim.quote.strip()
    wrong = verdict in WRONG
    found = " and ".join(_sentence(row, cells) for row in one.rows)
    right = _sentence(one.right, cells) if one.right and one.right not in one.rows else ""
    lead = f"{quote} comes from elsewhere: {found}." if wrong and right else f"{found}."
    if verdict in ("unclear", "confirmed-rounded"):
        lead = f"In one reading, {found}." if verdict == "unclear" else (
            f"{found}, which rounds to {quote}.")  # fmt: skip
    parts = [one.why, lead if found else ""]
    if right:
        start = {"outdated": "In the newest release", "not-checkable": "For comparison"}
        parts.append(f"{start.get(verdict, 'For what the text states')}, {right}.")
    if one.odds is not None:
        odds = "less than 0.1" if one.odds < 0.001 else f"{100 * one.odds:.1f}"
        parts.append(f"The odds that the match is chance: {odds} percent.")
    shown = (one.right if wrong else None) or next(iter(one.rows), one.right)
    paste = shown if verdict == "restated" or wrong else one.right
    if verdict not in WRONG | {"outdated", "restated"}:
        paste = None
    code = next(code for code, (named, *_) in CODES.items() if named == verdict)
    return {
        "verdict": verdict, "code": code, "published_value": shown.value if shown else None,
        "figure_id": cells[shown.n][0] if shown and shown.n >= 0 else None,
        "explanation": " ".join(part[:1].upper() + part[1:] for part in parts if part),
        "suggestion": f"{_capital(_sentence(paste, cells))}." if paste else None,
    }  # fmt: skip


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


#: Statistic -> the words for it.
_NAMES = {"p50": "median", "mean": "mean", "p10": "10th-percentile", "p25": "25th-percentile",
          "p75": "75th-percentile", "p90": "90th-percentile"}  # fmt: skip


def _sentence(row: Row, cells: Cells) -> str:
    """Return what a published figure says, with its release and cell, without a full stop."""
    whom = official().get(row.soc, row.soc).lower().replace("industry total", "all occupations")
    for part, whole in ((row.industry, "cross-industry"), (row.area, "US")):
        whom += f" in {places().get(part, part)}" if part != whole else ""
    period = f"May {row.period[:4]}" if row.period.endswith("-05") else row.period
    span = f"from {row.period.replace('/', ' to ')}"
    if row.measure == "wage":
        often, number = ("annual", f"${row.value:,.0f}") if row.unit == "USD/year" else (
            "hourly", f"${row.value:,.2f}")  # fmt: skip
        says = f"the {_NAMES[row.statistic]} {often} wage of {whom} was {number} in {period}"
    elif row.measure == "employment":
        verb = "was" if row.period[:4] <= row.release[:4] else "is projected to be"
        says = f"employment of {whom} {verb} {row.value:,.0f} in {period}"
    elif row.measure == "employment change":
        much = f"{abs(row.value):,.1f} percent" if row.unit == "percent" else \
            f"by {abs(row.value):,.0f} jobs"  # fmt: skip
        verb = "decline" if row.value < 0 else "grow"
        says = f"employment of {whom} is projected to {verb} {much} {span}"
    else:
        often = "a year on average" if row.measure == "openings" else "in all"
        says = f"{row.value:,.0f} openings for {whom} are projected {often} {span}"
    release = f"Employment Projections {row.release}" if row.source == "EP" else period
    _, file, locator = cells.get(row.n, ("", "", "the sum of the national matrix"))
    cell = locator if "!" in locator or not file else f"{file}, {locator}"
    return f"{says} (BLS, {release}, {cell})"
