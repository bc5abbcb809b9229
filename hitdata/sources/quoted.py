"""Figures as guides quote them: pay, growth and employment second-hand, line by line.

Publisher         whoever the guide names, else the guide itself
Raw files         data/raw/guides, transcribed by hand from two career guides; the guides' text is
                  not ours and stays out
Reference period  where the guide states one; missing where it does not
Coverage          where the guide or the publisher's own description states it
Units             as printed, nominal dollars per year and percent

A quoted figure says what a guide prints, not what the publisher published: that is what comparing
it is for. ``printed`` holds the qualifier ("approximately", "or more"), ``bound`` what it means.
"""

from __future__ import annotations

import pandas as pd

from hitdata.errors import SourceError
from hitdata.observations import tidy
from hitdata.originals import Original

__all__ = ["CODES", "cut", "read"]

#: Values of the growing code lists that the guides bring.
CODES = {
    "publisher": {
        "Payscale": "Payscale, a site that asks visitors about their pay",
        "Glassdoor": "Glassdoor, a site of pay reported by users and modelled from it",
        "Data USA": "Data USA, a site that restates BLS and Census figures",
        "Salary.com": "Salary.com, a publisher of market pay",
        "HIPAA Journal": "The HIPAA Journal",
        "Healthcare IT salary guide": "a career guide on healthcare IT pay",
        "Health information technician guide": "a career guide on becoming a technician",
    },
    "source": {
        "salary page": "a page on the pay of one job title",
        "occupation page": "a page on one occupation",
        "article": "an article",
        "guide": "the guide's own statement, no publisher named",
    },
    "coverage": {
        "people who answered the site's survey": "self-selected visitors who reported their pay; "
        "no sample of a known population",
    },
    "pay_basis": {"total pay": "base pay and additional pay such as bonuses"},
    "origin": {"BLS EP": "a projection of EP, restated", "BLS OEWS": "a wage of OEWS, restated"},
}

#: Values that a figure_id leaves out; the guide and its line already set a quoted figure apart.
ORDINARY = {
    "industry": ["cross-industry"],
    "level": ["detailed"],
    "coverage": ["people who answered the site's survey", "wage and salary jobs", "all jobs"],
    "pay_basis": ["straight-time gross pay"],
}

#: Words that stand for a number -> the number is transcribed in this column.
IN_WORDS = "in_figures"


def cut(_cells: pd.DataFrame, _codes: frozenset[str]) -> pd.DataFrame:
    """Refuse: a guide's figures are transcribed by hand, not cut from it."""
    raise SourceError("figures of a guide are transcribed by hand into data/raw/guides")


def read(cells: pd.DataFrame, original: Original) -> pd.DataFrame:
    """Return every figure transcribed from one guide as tidy rows."""
    table = cells.replace("", None)
    figures = table.drop(columns=["line", "qualifier", IN_WORDS]).assign(
        value=_numbers(table, original),
        status="normal",
        area="US",
        level=pd.Series("detailed", index=table.index).where(table["soc"].notna()),
        quoted_by=original.title,
        file=original.file,
        sha256=original.sha256,
        locator="line " + table["line"],
    )
    years = ["base_year", "projected_year", "experience_min", "experience_max"]
    numbered = figures.assign(**{name: pd.to_numeric(figures[name]) for name in years})
    return tidy(numbered, ordinary=ORDINARY)


def _numbers(table: pd.DataFrame, original: Original) -> pd.Series:
    """Return the one number in each printed text, or the one that stands for its words."""
    digits = table["printed"].str.findall(r"\d[\d,]*(?:\.\d+)?")
    several = digits.str.len().gt(1) | (digits.str.len().eq(0) & table[IN_WORDS].isna())
    if several.any():
        row = table[several].iloc[0]
        raise SourceError(
            f"{original.cut}: line {row['line']} prints {row['printed']!r}; expected one number, "
            f"or its value under {IN_WORDS}"
        )
    return digits.str[0].str.replace(",", "").fillna(table[IN_WORDS]).astype(float)
