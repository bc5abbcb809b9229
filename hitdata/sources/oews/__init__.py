"""OEWS: employment and wages by occupation.

Publisher         U.S. Bureau of Labor Statistics
Raw files         national and by-sector workbooks, a row per occupation; a table of states
Reference period  May of the release's year; the survey year for 2000 to 2002
Coverage          wage and salary jobs in establishments; the self-employed are excluded
Units             jobs, rounded to 10; nominal US dollars per hour and per year, straight-time
                  gross pay; relative standard errors in percent

One code can appear twice, as a broad and as a detailed occupation; ``level`` tells them apart.
A mark printed in place of a number becomes ``status``; nothing is imputed or converted here.
BLS does not offer OEWS as a time series: samples of three years overlap, codes change, and the
estimation method changed with May 2021.

release   headings and codes of every release, and which of them a table belongs to
tables    the tables of a file, typed, a row per published row
rows      what names a row: occupation, level, area, industry, owner
figures   what each cell measures, its number or its mark
checks    what can be no figure, and what contradicts other cells
"""

from __future__ import annotations

import warnings

import pandas as pd

from hitdata.files import File, Reported
from hitdata.sources import Options, Source, Wide, WideRead
from hitdata.sources.oews.tables import figures_in, frame_of, lacks, reports_of, wide_tables
from hitdata.surveys import ORDINARY
from hitdata.table.schema import listed

__all__ = ["ORDINARY", "SOURCE"]


def _read(file: File, options: Options) -> pd.DataFrame:
    """Return every figure of a file, checked against what OEWS prints."""
    return _figures(wide_tables(file, options))


def _figures(found: list[Wide]) -> pd.DataFrame:
    """Return the figures of typed wide tables, or of some rows of them."""
    _report(found)
    return _together([figures_in(wide) for wide in found if len(wide.cells)])


def _frame(found: list[Wide]) -> pd.DataFrame:
    """Return typed wide tables as a frame; see `hitdata.wide`."""
    _report(found)
    return _together([frame_of(wide) for wide in found])


def _together(frames: list[pd.DataFrame]) -> pd.DataFrame:
    # a lone frame is not copied
    return (
        pd.concat(frames, ignore_index=True)
        if len(frames) > 1
        else next(iter(frames), pd.DataFrame())
    )


def _report(found: list[Wide]) -> None:
    for wide in found:
        for text in reports_of(wide):
            warnings.warn(text, Reported, stacklevel=2)


SOURCE = Source(
    kinds=("xls", "xlsx", "text"),
    comes="OEWS tables are workbooks or CSV",
    lacks=lacks,
    figures=_read,
    ordinary=ORDINARY,
    example="national_M2024_dl.xlsx, natsector_M2024_dl.xlsx, oesm24st.zip, or a CSV saved from "
    "one",
    codes={
        "publisher": {"BLS": "U.S. Bureau of Labor Statistics"},
        "source": {"OEWS": "Occupational Employment and Wage Statistics (to 2020: OES)"},
        "coverage": {"wage and salary jobs": "jobs in establishments, full- and part-time; no "
                     "self-employed, no unpaid family workers, no household workers"},
        "pay_basis": {"straight-time gross pay": "base rate with cost-of-living, hazard, incentive "
                      "and commission pay and tips; without overtime, shift premium and yearly "
                      "bonus"},
        "industry": {"cross-industry": "all industries that the product covers",
                     "NAICS 92": "government, as OEWS coded it in May 2004, 2005 and 2007"},
        "ownership": {code: meaning for code, meaning, _ in listed(__file__, "owners.csv")},
    },
    wide=WideRead(tables=wide_tables, figures=_figures, frame=_frame),
)  # fmt: skip
