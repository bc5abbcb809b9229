"""Figures as guides and pages quote them: pay, growth and employment second-hand, line by line.

Publisher         whoever the guide or page names, else the guide itself or "unnamed"
Raw files         data/raw/guides, transcribed by hand: two career guides, and 174 public pages in
                  pages.csv, figures with address, title and date; their text is not ours and stays
                  out
Reference period  where the guide or page states one; missing where it does not
Coverage          where the guide or the publisher's own description states it
Units             as printed, nominal dollars per year, month, week or hour, jobs and percent

A quoted figure says what is printed there, not what the publisher published: that is what comparing
it is for. ``printed`` holds a qualifier that stands with the number ("approximately", "or more"),
``bound`` what it means.
Beside a percentile it may mean nothing: the lowest tenth earns "less than" the 10th percentile.
"""

from __future__ import annotations

import pandas as pd

from hitdata.errors import SourceError
from hitdata.files import File
from hitdata.soc import level_of
from hitdata.sources import Options, Source
from hitdata.table.schema import code_lists, listed

__all__ = ["SOURCE"]

#: Column -> code -> meaning, of what guides and pages name; publishers of sources are theirs.
CODES = code_lists(listed(__file__, "quoted.csv"))

#: Values that a figure_id leaves out; the guide and its line already set a quoted figure apart.
ORDINARY = {
    "industry": ["cross-industry"],
    "level": ["detailed"],
    "coverage": ["people who answered the site's survey", "wage and salary jobs", "all jobs"],
    "pay_basis": ["straight-time gross pay"],
}

#: Columns that say how a figure is printed; the others are those of the tidy table.
PRINT = ["line", "qualifier", "in_figures"]

#: Columns that say of a page, on each of its figures, where it is and when it was written.
PAGE = ["quoted_by", "title", "address", "page_date", "page_date_known"]

#: A number as texts write it: $48,780, -5.0%, $35k, 1.1 million.
NUMBER = r"(?P<sign>^[-−–])?\$?(?P<digits>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<scale>k|K|million)\b)?"


def _lacks(file: File) -> str:
    lacking = [name for name in PRINT if name not in file.first_line]
    return f"no heading {', '.join(lacking)} in its first line" if lacking else ""


def _figures(file: File, options: Options) -> pd.DataFrame:
    """Return every figure transcribed from one guide, or from pages."""
    table = file.sheets[0].below(file.name).replace("", None)
    guide = {"quoted_by": options.original.title if options.original else file.name, "area": "US"}
    of_pages = "address" in table
    # a page's lines are not ours to count: its figures are
    table["locator"] = ("figure " if of_pages else "line ") + table["line"]
    figures = table.drop(columns=[*PRINT, *PAGE[1:]], errors="ignore").assign(
        **({} if of_pages else guide), value=_numbers(table, file), status="normal",
        level=table["soc"].map(level_of, na_action="ignore"),
    )  # fmt: skip
    years = ["base_year", "projected_year", "experience_min", "experience_max"]
    figures[years] = figures[years].apply(pd.to_numeric)
    return figures


def _numbers(table: pd.DataFrame, file: File) -> pd.Series:
    """Return the number stated under in_figures, else the one number in each printed text."""
    stated, found = table["in_figures"], table["printed"].str.extract(NUMBER)
    several = stated.isna() & table["printed"].str.count(NUMBER).ne(1)
    if several.any():
        row = table[several].iloc[0]
        who = f"{row['quoted_by']}, " if "quoted_by" in table else ""
        raise SourceError(
            f"{file.path.name}: {who}{row['locator']} prints {row['printed']!r}; expected one "
            "number, or its value under in_figures"
        )
    scale = found["scale"].map({"k": 1e3, "K": 1e3, "million": 1e6}).fillna(1)
    number = found["digits"].str.replace(",", "").astype(float) * scale
    return stated.astype(float).fillna(number.where(found["sign"].isna(), -number))


def _pages(file: File, _options: Options) -> pd.DataFrame:
    """Return the pages that figures were transcribed from, a row each; a guide is not a page."""
    rows = file.sheets[0].below(file.name).reindex(columns=PAGE).replace("", None).dropna(how="all")
    pages = rows.drop_duplicates()
    lines = "line " + pages.index.astype("str")
    return pages.assign(file=file.name, locator=lines).astype("str").reset_index(drop=True)


SOURCE = Source(lacks=_lacks, figures=_figures, ordinary=ORDINARY, codes=CODES,
                tables={"pages": _pages})  # fmt: skip
