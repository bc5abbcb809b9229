"""Whole rounds: every line item of the National Employment Matrix, round by round.

The bundled table holds the family's rows of each round. Judging a round takes all of them: about
eight hundred *line items*, the finest rows that a round prints, which add up to all jobs. Four
rounds are workbooks with summary rows above the line items; six are downloads of line items
alone, without a line for all occupations. A code is a line item when no other code of its round
continues it: 29-2072 is one, and so is 13-1020 where no 13-102x is printed.

The files are the user's own downloads of bls.gov/emp, in a folder, at any depth.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pandas as pd

from hitdata.cells import hash_of, read_cells
from hitdata.errors import InvalidFigure, SourceError
from hitdata.originals import Original
from hitdata.projection.lines import lines
from hitdata.sources import ep
from hitdata.tables import files

__all__ = ["COLUMNS", "line_items", "matrix", "read_rounds", "totals"]

#: Column of a matrix -> meaning and unit.
COLUMNS = {
    "release": "the round, such as 2022-32",
    "base_year": "first year",
    "projected_year": "last year",
    "soc": "code of the line item",
    "soc_system": "edition of the classification",
    "occupation": "title as printed",
    "base_employment": "jobs in the base year",
    "projected_employment": "jobs in the projected year",
    "file": "the original",
}

#: Names under which rounds are published and downloaded.
NAMES = re.compile(r"(employment projections|occupation).*\.(csv|xlsx)", re.IGNORECASE)

#: Sheets that hold the table with wages, in the workbooks of different rounds.
SHEETS = ("Table 1.2", "Table 1.7")

#: A round has about eight hundred line items; far fewer are a cut of one.
LEAST_LINE_ITEMS = 700


def matrix(folder: Path) -> pd.DataFrame:
    """Return every line item of every round found in ``folder``, at any depth.

    The columns are those of `COLUMNS`; levels are jobs, printed in thousands with one decimal.
    Source: BLS, Employment Projections; no sampling errors are published. Raises `SourceError`
    if there is no round.
    """
    return line_items(read_rounds(folder))


def read_rounds(folder: Path) -> pd.DataFrame:
    """Return the figures of every whole round found in ``folder``, as rows of the tidy table.

    A file that SOURCES.csv lists is read as listed; another with a name like theirs is read as
    the round it says it is, but never in place of a listed one.
    """
    parts: dict[str, pd.DataFrame] = {}
    for path, known in _candidates(folder):
        figures = _read(path, known)
        parts.setdefault(str(figures["release"].iloc[0]), figures)
    if not parts:
        raise SourceError(
            f"{folder}: no round of Employment Projections; expected files such as "
            "'Employment Projections 2021-31.csv' or occupation_2022-32.xlsx"
        )
    return pd.concat([parts[release] for release in sorted(parts)], ignore_index=True)


def line_items(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the line items among the figures of whole rounds, one row each.

    The columns are those of `COLUMNS`, levels in jobs. Raises `InvalidFigure` for a round that
    is only a cut: in a cut, rows look like line items that are not.
    """
    own = figures[figures["source"].eq("EP") & figures["quoted_by"].isna()]
    table = lines(own)
    items = table[_finest(table)][list(COLUMNS)].reset_index(drop=True)
    counts = items.groupby("release").size()
    if (counts < LEAST_LINE_ITEMS).any():
        raise InvalidFigure(
            f"round {counts.idxmin()} has {counts.min()} line items; expected about 800: these "
            "figures are a cut of the round, and its parts do not add up to the whole"
        )
    return items


def totals(matrix: pd.DataFrame) -> pd.DataFrame:
    """Return all jobs of each round, derived: the sums of its line items.

    Columns: release, base_employment and projected_employment (jobs), employment_change_percent,
    line_items (how many were added), derived (how, in words). Every line item is rounded to 100
    jobs; the published totals of the four rounds that print one are met within 1,800 jobs.
    """
    sums = matrix.groupby("release", as_index=False).agg(
        base_employment=("base_employment", "sum"),
        projected_employment=("projected_employment", "sum"),
        line_items=("soc", "size"),
    )
    change = sums["projected_employment"] / sums["base_employment"] - 1
    derived = "sum of " + sums["line_items"].astype("str") + " line items"
    return sums.assign(employment_change_percent=change * 100, derived=derived)


def _candidates(folder: Path) -> list[tuple[Path, Original | None]]:
    """Return the files that may be rounds, those that are listed first."""
    listed = files()
    rows = listed.loc[listed["reader"] == "ep", list(Original._fields)]
    known = {original.sha256: original for original in map(Original._make, rows.to_numpy())}
    found = sorted(
        path for path in folder.rglob("*") if path.is_file() and NAMES.fullmatch(path.name)
    )
    pairs = [(path, known.get(hash_of(path))) for path in found]
    return sorted(pairs, key=lambda pair: pair[1] is None)


def _read(path: Path, known: Original | None) -> pd.DataFrame:
    """Return the figures of one round; a workbook that is not listed has its sheet looked for."""
    if known:
        return ep.read(read_cells(path, sheet=known.sheet), known)
    reasons, sha256 = [], hash_of(path)
    for sheet in ("",) if path.suffix.lower() == ".csv" else SHEETS:
        try:
            cells = read_cells(path, sheet=sheet)
            blank = Original(*[""] * len(Original._fields))
            own = blank._replace(file=path.name, sheet=sheet, sha256=sha256, period=_period(cells))
            return ep.read(cells, own)
        except SourceError as error:
            reasons.append(str(error))
    raise SourceError("; ".join(reasons))


def _period(cells: pd.DataFrame) -> str:
    """Return base and projected year, the first and the last that the headings name."""
    headings = " ".join(cells.head(4).to_numpy().ravel())
    years = re.findall(r"(?<![\d.,])20\d\d(?![\d.,])", headings)
    return f"{min(years)}/{max(years)}" if years else ""


def _finest(table: pd.DataFrame) -> pd.Series:
    """Return whether no other code of the same round continues a row's code."""
    finest = pd.Series(True, index=table.index)
    for _, codes in table.groupby("release")["soc"]:
        stems = codes.str.replace("00-0000", "").str.rstrip("0")
        ordered = sorted(stems)
        followed = {stem for stem, after in pairwise(ordered) if after.startswith(stem)}
        finest[codes.index] = ~stems.isin(followed)
    return finest
