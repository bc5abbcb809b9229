"""EP tables as users bring them: a round's workbook, one of its tables, or a CSV, raw or re-saved.

A workbook holds the same figures in several tables (1.7 or 1.2 all of them, 1.1 and 1.3 to 1.6
some of them again): the fullest table is read first, and another adds only what is not yet there.
Two tables that print different numbers for one figure are an error.
"""

from __future__ import annotations

import re

import pandas as pd

from hitdata.documents import Document, Sheet
from hitdata.errors import SourceError
from hitdata.sources.ep.headings import restored

__all__ = [
    "LINE_ITEMS",
    "check",
    "contradictions",
    "merged",
    "missing_rows",
    "published",
    "why_not",
]

#: Round -> occupations that its CSV download lists.
LINE_ITEMS = {"2012-22": 818, "2018-28": 809, "2019-29": 790, "2020-30": 790, "2021-31": 832,
              "2023-33": 832, "2024-34": 832}  # fmt: skip

#: Round -> lines of its workbook's table of all occupations, summaries among them.
ROWS = {"2014-24": 1091, "2016-26": 1091, "2022-32": 1113, "2024-34": 1113}

#: Jobs by which line items may miss their total: rounding to hundreds, over some 800 of them. In
#: the rounds at hand they miss it by 2,000 at most.
SLACK = 3_500

#: Most percent by which an occupation is ever projected to grow; BLS has printed 108.
GROWTH = 1_000

#: Headings of which one table has one of each: what says title or code, what says projected jobs.
TITLES = r"matrix title|occupation title|^title$|occupation code|soc code|matrix code"
PROJECTED = r"employment.{0,24}\d{4}|openings|^\d{4}$"

#: Headings that belong to the National Employment Matrix, read elsewhere.
MATRIX = r"percent of (industry|occupation)"

#: What tells two figures of one round apart.
FIGURE = ["release", "soc", "level", "measure", "statistic", "period"]


def why_not(document: Document) -> str:
    """Return why a document holds no EP table, or nothing when it does."""
    if document.kind not in {"xls", "xlsx", "text"}:
        return f"a {document.kind} file; EP tables are workbooks or CSV"
    if document.kind == "text" and "title" not in document.head[:4000].lower():
        return "no heading of an occupation title in its first lines"
    if not published(document.tops):
        return "no sheet has headings of occupation title or code beside projected employment"
    return ""


def published(sheets: list[Sheet]) -> list[Sheet]:
    """Return the sheets with employment by occupation, the fullest first."""
    found = [sheet for sheet in sheets if _is_table(sheet.cells)]
    return sorted(found, key=lambda sheet: sheet.cells.size, reverse=True)


def merged(frames: list[pd.DataFrame], file: str) -> pd.DataFrame:
    """Return the figures of several tables, those printed again taken once."""
    figures = pd.concat(frames, ignore_index=True)
    again = figures.duplicated(FIGURE)
    first = figures[~again]
    both = figures[again].merge(first, on=FIGURE, suffixes=("", "_first"))
    # tables of one workbook round alike; half of the last digit is no other number
    bad = (both["value"] - both["value_first"]).abs() > 0.001 * both["value_first"].abs() + 100
    if bad.any():
        row = both[bad].iloc[0]
        raise SourceError(
            f"{file}: {row['soc']} {row['measure']} is {row['printed_first']} at "
            f"{row['locator_first']} but {row['printed']} at {row['locator']}; expected one number"
        )
    return first.reset_index(drop=True)


def check(figures: pd.DataFrame, file: str) -> None:
    """Refuse what can be no figure: fewer jobs than none, a wage of nothing, a share above all."""
    bad = figures["measure"].isin(["employment", "wage", "openings"]) & figures["value"].lt(0)
    bad |= figures["measure"].eq("wage") & figures["value"].le(0)
    shares = figures["measure"].isin(["employment share", "self-employed share"])
    bad |= shares & ~figures["value"].between(0, 100) & figures["value"].notna()
    percents = figures["measure"].eq("employment change") & figures["statistic"].eq("percent")
    bad |= percents & ~figures["value"].between(-100, GROWTH) & figures["value"].notna()
    _refuse(figures, bad, file, "a number that can be one")


def contradictions(figures: pd.DataFrame) -> str:
    """Return how many changes and percents do not follow from both levels, and the first."""
    jobs = figures[figures["measure"].eq("employment")]
    base = _by_row(jobs[jobs["period"].eq(jobs["base_year"].astype("str"))])
    projected = _by_row(jobs[jobs["period"].eq(jobs["projected_year"].astype("str"))])
    changes = figures[figures["measure"].eq("employment change")]
    parts = []
    for statistic, row in changes.groupby("statistic"):
        b, p = (_at(column, row) for column in (base, projected))
        # one decimal of a thousand in each of three numbers
        right = p - b if statistic == "total" else 100 * (p - b) / b
        slack = 151 if statistic == "total" else 0.06 + 11_000 * (1 + (p / b)) / b
        parts.append(row[(row["value"] - right).abs() > slack])
    bad = pd.concat(parts) if parts else changes
    if bad.empty or not parts:
        return ""
    return (f"{len(bad):,} changes of employment are not what both levels give: "
            f"{_place_of(bad.iloc[0])}")  # fmt: skip


def missing_rows(figures: pd.DataFrame, cells: pd.DataFrame) -> str:
    """Return what says that a round lacks occupations: its total, or their known number."""
    release = figures["release"].iloc[0]
    base = figures[figures["measure"].eq("employment")
                   & figures["period"].eq(figures["base_year"].astype("str"))]  # fmt: skip
    types = cells.apply(lambda column: column.str.strip().str.lower().eq("line item"))
    items = base[base["locator"].str.extract(r"(\d+)(?: column|$)", expand=False).astype(int)
                 .isin(cells.index[types.any(axis=1)])]  # fmt: skip
    total = base.loc[base["soc"].eq("00-0000"), "value"]
    if len(items) and (total.empty or abs(items["value"].sum() - total.iloc[0]) > SLACK):
        said = f"{total.iloc[0]:,.0f}" if len(total) else "nothing, as 00-0000 is missing"
        return f"the line items add up to {items['value'].sum():,.0f} jobs, the total prints {said}"
    if len(items) and len(base) < (lines := ROWS.get(release, 0)):
        return f"{len(base):,} lines, where the table of {release} has {lines:,}"
    # a workbook's table of fastest growing occupations is whole with thirty
    if types.to_numpy().any() or not _is_download(cells):
        return ""
    if len(base) < (listed := LINE_ITEMS.get(release, 0)):
        return f"{len(base)} occupations, where the download of {release} has {listed}"
    return ""


def _is_table(cells: pd.DataFrame) -> bool:
    texts = {restored(text).lower() for text in cells.head(8).to_numpy().ravel() if text}
    if any(re.search(MATRIX, text) for text in texts):
        return False
    return all(any(re.search(words, text) for text in texts if len(text) < 120)
               for words in (TITLES, PROJECTED))  # fmt: skip


def _is_download(cells: pd.DataFrame) -> bool:
    """Tell the projections tool's list from a workbook's tables, which name the Matrix."""
    texts = cells.head(8).to_numpy().ravel()
    return not any("employment matrix" in restored(text).lower() for text in texts)


def _by_row(figures: pd.DataFrame) -> pd.Series:
    return figures.drop_duplicates(["soc", "level"]).set_index(["soc", "level"])["value"]


def _at(values: pd.Series, rows: pd.DataFrame) -> pd.Series:
    index = pd.MultiIndex.from_frame(rows[["soc", "level"]])
    return pd.Series(values.reindex(index).to_numpy(), index=rows.index)


def _refuse(figures: pd.DataFrame, bad: pd.Series, file: str, right: str) -> None:
    if bad.any():
        raise SourceError(f"{file}: {_place_of(figures[bad].iloc[0])}; expected {right}")


def _place_of(figure: pd.Series) -> str:
    return (f"{figure['measure']} ({figure['statistic']}) of {figure['soc']} at "
            f"{figure['locator']} prints {figure['printed']!r}")  # fmt: skip
