"""Employment Projections: base and projected employment, change and openings by occupation.

Publisher         U.S. Bureau of Labor Statistics
Raw files         "occupation" workbooks, Table 1.7 (2024-34: Table 1.2), and CSV downloads of the
                  projections tool; a row per occupation of the National Employment Matrix
Reference period  a base year and the year ten years on; the wage has a year of its own
Coverage          all jobs, those of the self-employed included; a worker with two jobs counts twice
Units             printed in thousands of jobs with one decimal, read as jobs; percent; the wage is
                  OEWS's median, restated, in nominal dollars per year

Openings are two concepts: growth and replacement over ten years until round 2014-24, growth and
separations as an annual average from 2016-26 on. Education, experience and training are not
numbers and go into the table of attributes.
"""

from __future__ import annotations

import pandas as pd

from hitdata.errors import SourceError
from hitdata.files import File, Sheet, locators, report
from hitdata.sources import MISSING, Options, Source
from hitdata.sources.ep import tables
from hitdata.table import tidy, validate

__all__ = ["SOURCE"]

#: Values of the growing code lists that this product brings.
CODES = {
    "publisher": {"BLS": "U.S. Bureau of Labor Statistics"},
    "source": {"EP": "Employment Projections, National Employment Matrix"},
    "coverage": {"all jobs": "wage and salary jobs, self-employed and agriculture included"},
    "industry": {"cross-industry": "all industries that the product covers"},
    "origin": {"BLS OEWS": "a wage of OEWS, restated"},
}

#: Attributes of an occupation that are not numbers.
ATTRIBUTES = {
    "education": "typical education needed for entry",
    "experience": "work experience in a related occupation",
    "training": "typical on-the-job training",
}


def _why_not(file: File) -> str:
    if file.kind not in {"xls", "xlsx", "text"}:
        return f"a {file.kind} file; EP tables are workbooks or CSV"
    if file.kind == "text" and "title" not in file.head[:4000].lower():
        return "no heading of an occupation title in its first lines"
    if not any(tables.is_table(sheet.top) for sheet in file.sheets):
        return "no sheet has headings of occupation title or code beside projected employment"
    return ""


def _figures(file: File, options: Options) -> pd.DataFrame:
    """Return every figure of a round, thousands as jobs, each figure once."""
    sheets = _sheets(file, options)
    others = [sheet.name for sheet in file.sheets if sheet not in sheets and len(sheet.top) > 20]
    if others and not options.original:
        report(f"{file.name}: sheets without employment by occupation, not read: "
               f"{', '.join(others)}")  # fmt: skip
    frames = [_of_sheet(sheet, file, aloud=not options.original) for sheet in sheets]
    figures = tables.merged(frames, file.name)
    # a cut lacks rows on purpose
    missing = "" if options.original else tables.missing_rows(frames[0], sheets[0].cells)
    if missing:
        said = f"{file.name}: {missing}; rows are missing"
        if options.partial is False:
            raise SourceError(f"{said}, expected a whole table")
        if options.partial is None:
            report(f"{said}, and its figures say so")
        figures["note"] = (figures["note"] + "; " + MISSING).fillna(MISSING)
    return validate(figures)


def _attributes(file: File, options: Options) -> pd.DataFrame:
    """Return education, experience and training by occupation, as printed."""
    sheet = _sheets(file, options)[0]
    table, columns = tables.table_of(sheet, file.name)
    rows = tables.keys(table, columns, file)
    frames = [
        rows[["publisher", "source", "release", "occupation", "soc", "soc_system", "file"]].assign(
            attribute=ATTRIBUTES[name], printed=table[letter],
            locator=locators(sheet.name, table.index, letter),
        ) for letter, (name, _) in columns.items() if name in ATTRIBUTES
    ]  # fmt: skip
    found = pd.concat(frames, ignore_index=True)
    return found[~found["printed"].isin(["", "—"])].reset_index(drop=True)


def _sheets(file: File, options: Options) -> list[Sheet]:
    """Return the sheets with employment by occupation, the fullest first; of an original, its own.

    A workbook holds the same figures in several tables: 1.7 or 1.2 all of them, 1.1 and 1.3 to 1.6
    some of them again.
    """
    if options.original:
        return [sheet for sheet in file.sheets if sheet.name == options.original.sheet]
    found = [sheet for sheet in file.sheets if tables.is_table(sheet.top)]
    return sorted(found, key=lambda sheet: sheet.cells.size, reverse=True)


def _of_sheet(sheet: Sheet, file: File, *, aloud: bool) -> pd.DataFrame:
    table, columns = tables.table_of(sheet, file.name, aloud=aloud)
    rows = tables.keys(table, columns, file)
    parts = [tables.column_of(rows, table[letter], columns[letter], sheet.name, file.name)
             for letter in columns if columns[letter][0] in tables.SERIES]  # fmt: skip
    figures = tidy(pd.concat(parts), ordinary=tables.ORDINARY)
    tables.check(figures, file.name)
    if doubt := tables.contradictions(figures):
        report(f"{file.name}: {doubt}")
    return figures


SOURCE = Source(
    why_not=_why_not, figures=_figures, codes=CODES, tables={"attributes": _attributes},
    example="occupation.xlsx of a round, or Employment Projections.csv, raw or saved again",
)  # fmt: skip
