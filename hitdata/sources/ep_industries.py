"""National Employment Matrix: occupations of one industry, or industries of one occupation.

Publisher         U.S. Bureau of Labor Statistics
Raw file          CSV of the projections tool, raw or saved again; a row per occupation or industry
Reference period  a base year and the year ten years on
Coverage          wage and salary jobs of an industry; the self-employed have a line of their own
                  (TE1100) and are part of total employment (TE1000)
Units             printed in thousands of jobs with one decimal, read as jobs; percent

Which industry (or occupation) the file is about stands in its name alone, as BLS writes it:
``IND_622000`` or ``OCC_29-2072``. An industry's part of the occupation is not read, which is
reported: both numbers of jobs give it. Codes are those of NAICS, and BLS's own for what NAICS has
no code of: 31-330, 523,50, 6112-3, 3330A1, or 622103 for local hospitals.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from hitdata.errors import SourceError
from hitdata.files import File, Sheet
from hitdata.soc import level_of
from hitdata.sources import Options, Source
from hitdata.surveys import ORDINARY
from hitdata.surveys import ep_tables as tables

__all__ = ["SOURCE"]

#: Lines of the matrix that are no industries -> whose jobs they count.
COVERAGE = {"TE1000": "all jobs", "TE1100": "self-employed workers"}

#: Kind of row -> (codes that it can have, such codes, their length, how a file is named that is
#: about one of them). Of an industry they are six signs, a range among them.
KINDS = {
    "occupation": (r"\d\d-\d{4}", "29-2072", 7, "OCC"),
    "industry": (r"(?=[A-Z]*\d)[0-9A-Z]{6}|(?=.{6}$)\d+[-,]\d+", "622000 or 31-330", 6, "IND"),
}


class _Layout(NamedTuple):
    """The row of headings, what kind of row follows, and what stands under which letter."""

    row: int
    kind: str
    code: str
    title: str
    columns: dict[str, tuple[str, str]]
    years: list[int]


def _lacks(file: File) -> str:
    top = file.head[:4000].lower().replace(".", " ")
    if file.kind == "text" and "percent of industry" not in top:
        return "no heading Percent of Industry in its first lines"
    return "" if any(_layout(sheet) for sheet in file.sheets) else "no heading of the matrix"


def _figures(file: File, _options: Options) -> pd.DataFrame:
    """Return employment, share and change of every row of the matrix."""
    sheet, layout = next((s, found) for s in file.sheets if (found := _layout(s)))
    headings = sheet.cells.loc[layout.row].map(tables.restored).to_dict()
    tables.refuse_unknown(headings.values(), file.name)
    tables.report_unread(headings, {*layout.columns, layout.code, layout.title}, file.name)
    table = _coded(sheet.cells.loc[layout.row + 1 :], layout, file.name)
    sheet.refuse_cut_lines(table.index, layout.row, file.name)
    rows = _keys(table, layout, file)
    parts = [tables.column_of(rows, table[letter], meaning, sheet.name, file.name)
             for letter, meaning in layout.columns.items()]  # fmt: skip
    return pd.concat(parts)


def _layout(sheet: Sheet) -> _Layout | None:
    """Return where what stands, by one of the first ten rows; nothing for another table."""
    for row, texts in sheet.top.head(10).iterrows():
        heads = texts.map(lambda text: tables.restored(text).replace("–", "-").lower())
        letters = {head: str(letter) for letter, head in heads.items()}
        kind = "occupation" if "occupation code" in letters else "industry"
        columns = {str(letter): meaning for letter, head in heads.items()
                   if (meaning := tables.meaning_of(head))[0] in tables.SERIES}  # fmt: skip
        years = sorted(int(year) for name, year in columns.values() if name == "employment")
        if len(years) == 2 and {f"{kind} code", f"{kind} title"} <= letters.keys():
            code, title = letters[f"{kind} code"], letters[f"{kind} title"]
            return _Layout(int(str(row)), kind, code, title, columns, years)
    return None


def _coded(below: pd.DataFrame, layout: _Layout, file: str) -> pd.DataFrame:
    """Return the rows that have a code; one with jobs but none would be lost, and is refused."""
    # the one code that a spreadsheet takes for a number, 523,50, loses its comma
    codes = tables.codes_of(below[layout.code]).str.replace(
        r"^(\d{3})(\d\d)$", r"\1,\2", regex=True
    )
    pattern, such, *_ = KINDS[layout.kind]
    coded = codes.str.fullmatch(pattern)
    lost = ~coded & below[next(iter(layout.columns))].str.strip().ne("")
    if lost.any():
        row = lost.idxmax()
        raise SourceError(
            f"{file}: row {row} has jobs but the code {below.loc[row, layout.code]!r}; expected an "
            f"{layout.kind}'s, such as {such}"
        )
    if not coded.any():
        raise SourceError(f"{file}: headings of the matrix without a row that has a code")
    return below.assign(**{layout.code: codes})[coded]


def _keys(table: pd.DataFrame, layout: _Layout, file: File) -> pd.DataFrame:
    by_industry = layout.kind == "industry"
    about = pd.Series(_named(file, "occupation" if by_industry else "industry"), table.index)
    codes, (base, projected) = table[layout.code], layout.years
    soc, industry = (about, codes) if by_industry else (codes, about)
    return pd.DataFrame({
        "occupation": None if by_industry else tables.titles_of(table[layout.title]), "soc": soc,
        "level": soc.map(level_of), "industry": industry.map(_system),
        "coverage": industry.map(lambda code: COVERAGE.get(code, "wage and salary jobs")),
    }, index=table.index).assign(**tables.common(base, projected))  # fmt: skip


def _system(code: str) -> str:
    """Return an industry's code with its system: NAICS, or EP where NAICS has no such code.

    >>> [_system(code) for code in ("622000", "221112", "622103", "31-330", "999300")]
    ['NAICS 622000', 'NAICS 221112', 'EP 622103', 'EP 31-330', 'EP 999300']
    """
    own = not re.fullmatch(r"[1-8]\d{5}", code) or re.search(r"0[1-9]$", code)
    return f"EP {code}" if own else f"NAICS {code}"


def _named(file: File, kind: str) -> str:
    """Return the one occupation or industry that a file is about, which its name alone says."""
    pattern, such, length, word = KINDS[kind]
    name = file.name.rpartition("/")[2].rpartition(".")[0] or file.name
    found = re.search(rf"(?<![A-Za-z]){word}(?:[_ -]|(?=\d))([0-9A-Z,-]+)", name)
    match = re.match(pattern, found[1][:length]) if found else None
    if not match:
        raise SourceError(
            f"{file.name}: only a name such as {word}_{such.split()[0]} says what the file is "
            "about; give it its name back"
        )
    return match[0]


SOURCE = Source(
    kinds=("text", "xls", "xlsx"), comes="the matrix comes as CSV", lacks=_lacks, figures=_figures,
    ordinary=ORDINARY,
    codes={"coverage": {"self-employed workers": "jobs of the self-employed, of all industries"}},
    example="National Employment Matrix_IND_622000.csv, National Employment Matrix_OCC_29-2072.csv",
)  # fmt: skip
