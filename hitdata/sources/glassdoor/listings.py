"""Salary strings of job advertisements, as the column Salary Estimate of a CSV holds them.

Six shapes are known: a model's range per year or per hour, an employer's range in either of two
wordings, per year or per hour, and -1 where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hitdata.documents import Document
from hitdata.documents.texts import refuse_overfull
from hitdata.documents.values import amount
from hitdata.errors import SourceError

__all__ = ["COLUMNS", "rows"]

COLUMNS = {"title": "job title", "pay": "salary estimate"}

SHAPE = re.compile(
    r"(?P<given>Employer Provided Salary:)?\s*\$(?P<low>[\d.,]+)(?P<lk>K)?\s*-\s*"
    r"\$(?P<high>[\d.,]+)(?P<hk>K)?(?P<hour> Per Hour)?\s*"
    r"(?:\((?P<who>Glassdoor|Employer) est\.\))?", re.IGNORECASE,
)  # fmt: skip

#: What stands where there is no salary.
NONE = {"-1", ""}

#: Unit -> what a full wage of it can be; others lack their K, or their hour.
POSSIBLE = {"USD/hour": (1.0, 1000.0), "USD/year": (1000.0, 1e8)}


def rows(document: Document) -> Iterator[dict[str, Any]]:
    """Yield both ends of every advertisement's salary string."""
    sheet = document.sheets[0]
    names = [text.strip().lower() for text in sheet.cells.iloc[0]]
    sheet.refuse_cut_lines(sheet.cells.index[1:], sheet.cells.index[0], document.name)
    refuse_overfull(sheet.cells, sheet.cells.index[0], document.name)
    if lacking := [name for name in COLUMNS.values() if name not in names]:
        raise SourceError(f"{document.name}: no column {lacking[0]!r}; found {names[:12]}")
    at = {kind: sheet.cells.columns[names.index(name)] for kind, name in COLUMNS.items()}
    for line, title, text in zip(
        sheet.cells.index[1:], sheet.cells[at["title"]][1:], sheet.cells[at["pay"]][1:], strict=True
    ):
        if text.strip() not in NONE:
            for row in _ends(text.strip(), f"{document.name}: line {line}"):
                yield row | {
                    "occupation": title.strip(), "area": "US", "quoted_by": document.name,
                    "locator": f"line {line} column {at['pay']}",
                    "note": "one advertisement; its place is not read",
                }  # fmt: skip


def _ends(text: str, where: str) -> Iterator[dict[str, Any]]:
    match = SHAPE.fullmatch(text)
    if not match:
        raise SourceError(
            f"{where} prints the salary {text!r}; expected one such as "
            "$53K-$91K (Glassdoor est.), in dollars"
        )
    if bool(match["given"]) == bool(match["who"]):
        raise SourceError(
            f"{where} prints the salary {text!r}; expected to read once whose it is: Glassdoor "
            "est., Employer est. or Employer Provided Salary"
        )
    thousands = {"low": match["lk"] or match["hk"], "high": match["hk"]}
    unit = "USD/hour" if match["hour"] else "USD/year"
    least, most = POSSIBLE[unit]
    ends = {name: amount(match[name].replace(",", ""), where, low=0.01)
            * (1000 if thousands[name] else 1) for name in ("low", "high")}  # fmt: skip
    if not least <= ends["low"] <= ends["high"] <= most:
        raise SourceError(
            f"{where} prints {text!r}; expected a range that ascends, of {least:,.0f} to "
            f"{most:,.0f} {unit}"
        )
    employer = match["given"] or str(match["who"]).lower() == "employer"
    for name, value in ends.items():
        yield {"source": "advertised pay" if employer else "modelled pay", "statistic": name,
               "value": value, "printed": text, "unit": unit}  # fmt: skip
