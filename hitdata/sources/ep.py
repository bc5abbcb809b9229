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

Tables of one workbook print some figures again: the fullest is read first, another adds only what
is not yet there. Two tables that print different numbers for one figure are an error.
"""

from __future__ import annotations

import pandas as pd

from hitdata.errors import SourceError
from hitdata.files import File, Sheet, locators, report
from hitdata.sources import MISSING, Options, Source
from hitdata.surveys import ORDINARY
from hitdata.surveys import ep_tables as tables

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

#: Round -> occupations that its CSV download lists.
LINE_ITEMS = {"2012-22": 818, "2018-28": 809, "2019-29": 790, "2020-30": 790, "2021-31": 832,
              "2023-33": 832, "2024-34": 832}  # fmt: skip

#: Round -> lines of its workbook's table of all occupations, summaries among them.
ROWS = {"2014-24": 1091, "2016-26": 1091, "2022-32": 1113, "2024-34": 1113}

#: Jobs by which line items may miss their total: rounding to hundreds, over some 800 of them. In
#: the rounds at hand they miss it by 2,000 at most.
SLACK = 3_500

#: What tells two figures of one round apart.
FIGURE = ["release", "soc", "level", "measure", "statistic", "period"]


def _lacks(file: File) -> str:
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
    figures = _merged(frames, file.name)
    # a cut lacks rows on purpose
    missing = "" if options.original else _missing_rows(frames[0], sheets[0].cells)
    if missing:
        said = f"{file.name}: {missing}; rows are missing"
        if options.partial is False:
            raise SourceError(f"{said}, expected a whole table")
        if options.partial is None:
            report(f"{said}, and its figures say so")
        figures["note"] = (figures["note"] + "; " + MISSING).fillna(MISSING)
    return figures


def _attributes(file: File, options: Options) -> pd.DataFrame:
    """Return education, experience and training by occupation, as printed."""
    sheet = _sheets(file, options)[0]
    table, columns = tables.table_of(sheet, file.name)
    rows = tables.keys(table, columns)
    frames = [
        rows[["publisher", "source", "release", "occupation", "soc", "soc_system"]].assign(
            file=file.name, attribute=ATTRIBUTES[name], printed=table[letter],
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
    rows = tables.keys(table, columns)
    parts = [tables.column_of(rows, table[letter], columns[letter], sheet.name, file.name)
             for letter in columns if columns[letter][0] in tables.SERIES]  # fmt: skip
    figures = pd.concat(parts)
    if doubt := _contradictions(figures):
        report(f"{file.name}: {doubt}")
    return figures


def _merged(frames: list[pd.DataFrame], file: str) -> pd.DataFrame:
    """Return the figures of several tables, those printed again taken once."""
    figures = pd.concat(frames, ignore_index=True)
    again = figures.duplicated(FIGURE)
    first = figures[~again]
    both = figures[again].merge(first, on=FIGURE, suffixes=("", "_first"))
    # tables of one workbook round alike; half of the last digit is not another number
    bad = (both["value"] - both["value_first"]).abs() > 0.001 * both["value_first"].abs() + 100
    if bad.any():
        row = both[bad].iloc[0]
        raise SourceError(
            f"{file}: {row['soc']} {row['measure']} is {row['printed_first']} at "
            f"{row['locator_first']} but {row['printed']} at {row['locator']}; expected one number"
        )
    return first.reset_index(drop=True)


def _contradictions(figures: pd.DataFrame) -> str:
    """Return how many changes and percents do not follow from both levels, and the first."""
    row, when = ["soc", "level"], ["soc", "level", "period"]
    levels = figures[figures["measure"].eq("employment")].drop_duplicates(when)
    changes = figures[figures["measure"].eq("employment change")]
    changes = changes.sort_values("statistic", kind="stable")
    for name in ("base", "projected"):
        year = changes[f"{name}_year"].astype("str")
        jobs = levels[[*when, "value"]].set_axis([*row, "year", name], axis=1)
        changes = changes.assign(year=year).merge(jobs, on=[*row, "year"], how="left")
    base, projected = changes["base"], changes["projected"]
    total = changes["statistic"].eq("total")
    # one decimal of a thousand in each of three numbers
    right = (projected - base).where(total, 100 * (projected - base) / base)
    slack = (0.06 + 11_000 * (1 + projected / base) / base).mask(total, 151)
    bad = changes[(changes["value"] - right).abs() > slack]
    if bad.empty:
        return ""
    return (f"{len(bad):,} changes of employment are not what both levels give: "
            f"{_said(bad.iloc[0])}")  # fmt: skip


def _missing_rows(figures: pd.DataFrame, cells: pd.DataFrame) -> str:
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


def _is_download(cells: pd.DataFrame) -> bool:
    """Tell the projections tool's list from a workbook's tables, which name the Matrix."""
    texts = cells.head(8).to_numpy().ravel()
    return not any("employment matrix" in tables.restored(text).lower() for text in texts)


def _said(figure: pd.Series) -> str:
    return (f"{figure['measure']} ({figure['statistic']}) of {figure['soc']} at "
            f"{figure['locator']} prints {figure['printed']!r}")  # fmt: skip


SOURCE = Source(
    kinds=("xls", "xlsx", "text"), comes="EP tables are workbooks or CSV", lacks=_lacks,
    figures=_figures, ordinary=ORDINARY, codes=CODES, tables={"attributes": _attributes},
    example="occupation.xlsx of a round, or Employment Projections.csv, raw or saved again",
)  # fmt: skip
