"""Published files, opened and understood by code that shares nothing with the readers.

Workbooks are opened with openpyxl and xlrd, text with the csv module. What a column holds was
written down from BLS's field descriptions and from the files.
"""

import csv
import re
from pathlib import Path

import openpyxl
import xlrd

ROOT = Path(__file__).parents[1]

#: Rows of SOURCES.csv, as the csv module has them.
SOURCES = list(csv.DictReader((ROOT / "data/raw/SOURCES.csv").open(encoding="utf-8")))

NUMBER = re.compile(r"-?[\d,]*\.?\d+")

#: Last part of an OEWS heading -> statistic, written down from BLS's field descriptions.
STATISTICS = {
    "mean": "mean", "pct10": "p10", "wpct10": "p10", "pct25": "p25", "wpct25": "p25",
    "median": "p50", "pct75": "p75", "wpct75": "p75", "pct90": "p90", "wpct90": "p90",
}  # fmt: skip

#: Column of an EP table -> measure, statistic, unit, which year of the round.
BASE = ("employment", "total", "jobs", "base")
PROJECTED = ("employment", "total", "jobs", "projected")
CHANGE = ("employment change", "total", "jobs", "both")
PERCENT = ("employment change", "percent", "percent", "both")
SHARES = [("employment share", "percent", "percent", year) for year in ("base", "projected")]
ALONE = ("self-employed share", "percent", "percent", "base")
OPENINGS = ("openings", "total", "jobs", "both")
TEN_YEARS = ("openings, ten-year total", "total", "jobs", "both")
WAGE = ("wage", "p50", "USD/year", "its own")
LEVELS = [BASE, PROJECTED]
CHANGES = [CHANGE, PERCENT]


def as_number(text: object) -> float | None:
    """Return the number that a printed cell is, without its separators and padding."""
    text = str(text).strip()
    return float(text.replace(",", "")) if NUMBER.fullmatch(text) else None


def column_number(letters: str) -> int:
    """Return 0 for A, 26 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def spreadsheet_letters(number: int) -> str:
    """Return A for 0, AA for 26."""
    return (chr(64 + number // 26) if number >= 26 else "") + chr(65 + number % 26)


def find(folder: Path, name: str) -> Path:
    """Return where a file of that name lies below a folder."""
    return next(path for path in folder.rglob(name))


def original_sheets(path: Path) -> dict[str, dict[int, list]]:
    """Return the rows of every sheet of an original by number; of a CSV, by line."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {"": dict(enumerate(csv.reader(file), start=1))}
    if path.suffix == ".xls":
        book = xlrd.open_workbook(path)
        return {s.name: {i + 1: s.row_values(i) for i in range(s.nrows)} for s in book.sheets()}
    book = openpyxl.load_workbook(path, read_only=True)
    return {
        sheet.title: {i: list(row) for i, row in enumerate(sheet.values, start=1)} for sheet in book
    }


def split_locator(locator: str) -> tuple[int, str]:
    """Return row and letters of "Table 1.7!J458" or "line 458 column J"."""
    cell = re.fullmatch(r".*!([A-Z]+)(\d+)", locator)
    line = re.fullmatch(r"line (\d+) column ([A-Z]+)", locator)
    return (int(cell[2]), cell[1]) if cell else (int(line[1]), line[2])


def oews_heading(rows: dict[int, list]) -> tuple[int, list[str]]:
    """Return the row of an OEWS table's headings, and these in lower case."""
    top = next(i for i, row in rows.items() if "occ_code" in [str(c).lower() for c in row])
    return top, [str(cell).strip().lower() for cell in rows[top]]


def oews_column(name: str) -> tuple[str, str, str] | None:
    """Return measure, statistic and unit of an OEWS heading; None for a key or a flag."""
    others = {
        "tot_emp": ("employment", "total", "jobs"),
        "emp_prse": ("employment", "rse", "percent"),
        "mean_prse": ("wage", "rse", "percent"),
        "pct_total": ("employment share", "percent", "percent"),
        "pct_rpt": ("reporting establishments", "percent", "percent"),
        "jobs_1000": ("jobs per 1,000", "ratio", "jobs per 1,000 jobs"),
        "loc_quotient": ("location quotient", "ratio", "ratio"),
    }
    interval, _, last = name.partition("_")
    if interval in ("h", "a") and last in STATISTICS:
        return ("wage", STATISTICS[last], {"h": "USD/hour", "a": "USD/year"}[interval])
    return others.get(name)


def ep_columns(release: str, table: str) -> list[tuple[str, str, str, str] | None]:
    """Return what the columns after the code (and the type of row) hold, a table of a round.

    None is a column of figures that are not read: rates of separation and their parts.
    """
    ten_years = release in ("2012-22", "2014-24")
    openings = TEN_YEARS if ten_years else OPENINGS
    short = [*LEVELS, *CHANGES, WAGE]
    columns = {
        "": [*LEVELS, *CHANGES, openings, WAGE],
        **dict.fromkeys(["Table 1.1", "Table 1.3", "Table 1.4", "Table 1.5", "Table 1.6"], short),
        "Table 1.2": [*LEVELS, *SHARES, *CHANGES, openings],
        "Table 1.7": [*LEVELS, *CHANGES, ALONE, openings, WAGE],
        "Table 1.10": [*LEVELS, *CHANGES, *[None] * (2 if ten_years else 6), openings],
    }
    if release == "2024-34":
        columns["Table 1.2"] = [*LEVELS, *SHARES, *CHANGES, ALONE, openings, WAGE]
    return columns.get(table, [])


def ep_rows(rows: dict[int, list]) -> dict[int, tuple[str, str, int]]:
    """Return row -> code, title, first column of figures, for the rows that have a code."""
    found = {}
    for number, row in rows.items():
        texts = ["" if cell is None else str(cell).strip().strip('="') for cell in row]
        for j, text in enumerate(texts[:3]):
            if re.fullmatch(r"\d\d-\d{4}", text):
                kind = texts[j + 1] in ("Summary", "Line item")
                title = next(t for t in texts[:3] if t and t != text)
                found[number] = text, re.split(r"\s{2,}|\t|\*", title)[0], j + 1 + kind
                break
    return found
