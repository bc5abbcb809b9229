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
from hitdata.files import File
from hitdata.sources import Options, Source
from hitdata.table import tidy

__all__ = ["SOURCE"]

#: Values of the growing code lists that the guides bring; publishers of sources are theirs.
CODES = {
    "publisher": {
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
    "origin": {"BLS EP": "a projection of EP, restated"},
}

#: Values that a figure_id leaves out; the guide and its line already set a quoted figure apart.
ORDINARY = {
    "industry": ["cross-industry"],
    "level": ["detailed"],
    "coverage": ["people who answered the site's survey", "wage and salary jobs", "all jobs"],
    "pay_basis": ["straight-time gross pay"],
}

#: Columns that say how a guide prints a figure; the others are those of the tidy table.
PRINT = ["line", "qualifier", "in_figures"]


def _why_not(file: File) -> str:
    lacking = [name for name in PRINT if name not in file.first_line]
    return f"no heading {', '.join(lacking)} in its first line" if lacking else ""


def _figures(file: File, options: Options) -> pd.DataFrame:
    """Return every figure transcribed from one guide."""
    table = file.sheets[0].below(file.name).replace("", None)
    figures = table.drop(columns=PRINT).assign(
        value=_numbers(table, file), status="normal", area="US", file=file.name,
        level=pd.Series("detailed", index=table.index).where(table["soc"].notna()),
        quoted_by=options.original.title if options.original else file.name,
        sha256=file.sha256, locator="line " + table["line"],
    )  # fmt: skip
    years = ["base_year", "projected_year", "experience_min", "experience_max"]
    figures[years] = figures[years].apply(pd.to_numeric)
    return tidy(figures, ordinary=ORDINARY)


def _numbers(table: pd.DataFrame, file: File) -> pd.Series:
    """Return the one number in each printed text, or the one that stands for its words."""
    digits = table["printed"].str.findall(r"\d[\d,]*(?:\.\d+)?")
    words = digits.str.len().eq(0)
    several = digits.str.len().gt(1) | (words & table["in_figures"].isna())
    if several.any():
        row = table[several].iloc[0]
        raise SourceError(
            f"{file.path.name}: line {row['line']} prints {row['printed']!r}; expected one number, "
            "or its value under in_figures"
        )
    return digits.str[0].str.replace(",", "").fillna(table["in_figures"]).astype(float)


SOURCE = Source(why_not=_why_not, figures=_figures, codes=CODES)
