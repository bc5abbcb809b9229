"""EP tables: what their headings name, what their rows have in common, the figures in a column.

Headings are read through every round's way of printing them. Rounds to 2016-26 merge them over two
or three rows; en dash and hyphen stand for each other; footnote marks are (1) or [1]; the CSV of
2016-26 prints units in brackets. What pandas and R write instead of a heading, "Unnamed: 3" and
"Employment.2022", is undone.

A number that no such column can print (fewer jobs than none, a wage of nothing, a share above all)
is refused with its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import inf
from typing import Any

import numpy as np
import pandas as pd

from hitdata.errors import SourceError
from hitdata.files import Sheet, locators, report
from hitdata.soc import edition_of, level_of
from hitdata.surveys import WAGES

__all__ = ["SERIES", "codes_of", "column_of", "common", "is_table", "keys", "meaning_of",
           "refuse_unknown", "report_unread", "restored", "table_of", "titles_of"]  # fmt: skip

#: What a heading says, once blanks and footnote marks are gone -> column of ours.
HEADINGS = {
    r"(occupation )?title|.*matrix title( and code)?": "occupation",
    r"(occupation|soc) code|.*matrix code": "soc",
    r"occupation type": "type",
    r"(employment,? (number )?)?(?P<year>\d{4})|(projected )?(?P<year2>\d{4}) employment":
        "employment",
    r"employment (percent distribution|distribution, percent),? (?P<year>\d{4})|"
    r"(projected )?(?P<year2>\d{4}) percent of industry": "share",
    r"(employment )?(change, )?(numeric, )?[-\d]{7,9}( number)?": "change",
    r"number \(?in ?thousands\)?": "change",
    r"employment (percent )?change, (percent, )?[-\d]{7,9}( percent)?|percent": "percent change",
    r"change, [-\d]{7,9} percent": "percent change",
    r"percent self[- ]employed, (?P<year>\d{4})": "self-employed",
    r"occupational openings, [-\d]{7,9} annual average": "openings",
    r"job ?openings ?due ?to ?growth ?and ?replacement.*": "ten-year openings",
    r"median annual wage,?( dollars,)? (?P<year>\d{4})|(?P<year2>\d{4}) median annual wage": "wage",
    r"typical (entry-level education|education needed for entry)": "education",
    r"work experience in a related occupation": "experience",
    r"typical on-the-job training.*": "training",
}  # fmt: skip

#: Most percent by which an occupation is ever projected to grow; BLS has printed 108.
GROWTH = 1_000

#: Headings of which a table has at least one: what says title or code.
TITLES = r"matrix title|occupation title|^title$|occupation code|soc code|matrix code"

#: What says projected jobs.
PROJECTED = r"employment.{0,24}\d{4}|openings|^\d{4}$"

#: Headings that belong to the National Employment Matrix, read elsewhere.
MATRIX = r"percent of (industry|occupation)"

#: Column of ours -> (measure, statistic, unit, thousands, least and greatest number printed).
SERIES = {
    "employment": ("employment", "total", "jobs", True, 0, inf),
    "change": ("employment change", "total", "jobs", True, -inf, inf),
    "percent change": ("employment change", "percent", "percent", False, -100, GROWTH),
    "openings": ("openings", "total", "jobs", True, 0, inf),
    "ten-year openings": ("openings, ten-year total", "total", "jobs", True, -inf, inf),
    "share": ("employment share", "percent", "percent", False, 0, 100),
    "self-employed": ("self-employed share", "percent", "percent", False, 0, 100),
    "wage": ("wage", "p50", "USD/year", False, 1, inf),
}

#: What an EP table has at least, and in how many columns.
LEAST = {"occupation": 1, "soc": 1, "employment": 2, "change": 1}

#: What a number of an EP table looks like.
NUMBER = r"-?\d*\.?\d+(?:[eE][+-]?\d+)?"

#: Marks that EP prints in place of a number.
NONE = {"", "—", "–", "-", "N/A"}


def is_table(top: pd.DataFrame) -> bool:
    """Say whether the first rows of a sheet head a table of employment by occupation."""
    texts = {restored(text).lower() for text in top.head(8).to_numpy().ravel() if text}
    if any(re.search(MATRIX, text) for text in texts):
        return False
    return all(any(re.search(words, text) for text in texts if len(text) < 120)
               for words in (TITLES, PROJECTED))  # fmt: skip


def table_of(
    sheet: Sheet, file: str, *, needed: Mapping[str, int] = LEAST, aloud: bool = False
) -> tuple[pd.DataFrame, dict[str, tuple[str, str]]]:
    """Return the rows with codes, and for each letter what it holds and of which year.

    ``needed`` says how many columns of each kind there must be; what is not read is reported
    ``aloud``.
    """
    coded = sheet.cells.apply(lambda column: codes_of(column).str.fullmatch(r"\d\d-\d{4}"))
    rows = sheet.cells.index[coded.any(axis=1)]
    if not len(rows):
        raise SourceError(f"{file}: no row with a code such as 29-2072; an EP table has them")
    table = sheet.cells.loc[rows[0] : rows[-1]]
    sheet.refuse_cut_lines(table.index, sheet.cells.index[0], file)
    headings = _headings(sheet.cells.loc[: rows[0] - 1])
    refuse_unknown(headings.values(), file)
    columns = {letter: meaning for letter, heading in headings.items()
               if (meaning := meaning_of(heading))[0]}  # fmt: skip
    if aloud:
        report_unread(headings, columns, f"{file} {sheet.name}".strip())
    names = [name for name, _ in columns.values()]
    for name, times in needed.items():
        if names.count(name) != times:
            raise SourceError(
                f"{file}: expected {times} column(s) of {name}, found {names.count(name)} among "
                f"{list(headings.values())}"
            )
    return table[coded.loc[table.index, _letter(columns, "soc")]], columns


def keys(table: pd.DataFrame, columns: dict[str, tuple[str, str]]) -> pd.DataFrame:
    """Return what the rows of a table have in common: round, occupation, code, level, years."""
    base, projected = sorted(int(year) for name, year in columns.values() if name == "employment")
    soc = codes_of(table[_letter(columns, "soc")])
    return pd.DataFrame({
        "occupation": titles_of(table[_letter(columns, "occupation")]), "soc": soc,
        "level": soc.map(level_of), "industry": "cross-industry", "coverage": "all jobs",
    }, index=table.index).assign(**common(base, projected))  # fmt: skip


def common(base: int, projected: int) -> dict[str, Any]:
    """Return what all figures of a round have in common, by column."""
    return {
        "publisher": "BLS", "source": "EP", "release": f"{base}-{projected % 100:02d}",
        "soc_system": edition_of("EP", base), "soc_match": "published", "area": "US",
        "base_year": base, "projected_year": projected,
    }  # fmt: skip


def column_of(
    rows: pd.DataFrame, printed: pd.Series, meaning: tuple[str, str], sheet: str, file: str
) -> pd.DataFrame:
    """Return the figures of one column, which is a name of `SERIES` and a year, if of one."""
    name, year = meaning
    measure, statistic, unit, thousands, least, most = SERIES[name]
    text = printed.str.strip().str.replace(",", "")
    # a wage alone is printed in dollars, and as a bound
    bare = text.str.replace(r"^>=|\$", "", regex=True) if name == "wage" else text
    number = pd.to_numeric(bare.where(bare.str.fullmatch(NUMBER)), errors="coerce")
    coded, missing = text.str.startswith(">=") & number.notna(), text.isin(NONE)
    if (bad := ~number.between(least, most) & ~missing).any():
        row, bound = bad.idxmax(), ", >= and a bound" if name == "wage" else ""
        span = "" if least == -inf else f" from {least}" if most == inf else f" {least} to {most}"
        raise SourceError(
            f"{file}: {name} in row {row} prints {printed[row]!r}; expected a number{span}{bound}, "
            "N/A or a dash"
        )
    # thousands have one decimal: the product is a whole number of jobs
    value = (number * 1000).round() if thousands else number
    both = f"{rows['base_year'].iloc[0]}/{rows['projected_year'].iloc[0]}"
    wage = WAGES | {
        "origin": "BLS OEWS", "note": f"OEWS median of May {year}, printed beside the projection",
        "origin_why": "the EP tables say that their wages are data of OEWS",
    }  # fmt: skip
    figures = rows.assign(
        measure=measure, statistic=statistic, unit=unit, printed=printed, period=year or both,
        value=value.mask(coded), threshold=value.where(coded),
        status=np.select([missing, coded], ["not released", "top-coded"], "normal"),
        bound=np.select([missing, coded], ["", ">="], "="),
        locator=locators(sheet, printed.index, str(printed.name)),
    )  # fmt: skip
    figures["bound"] = figures["bound"].replace("", None)
    return figures.assign(**wage) if name == "wage" else figures


def codes_of(column: pd.Series) -> pd.Series:
    """Return codes without the wrapper ``="29-2072"`` that keeps a CSV's codes text."""
    return column.str.strip().str.removeprefix('="').str.removesuffix('"')


def titles_of(column: pd.Series) -> pd.Series:
    """Return titles without the job titles that follow them after blanks, tabs or a star."""
    return column.str.strip().str.split(r"\s{2,}|\t|\*", n=1, regex=True).str[0].astype("str")


def meaning_of(heading: str) -> tuple[str, str]:
    """Return what a heading names and its year: ("employment", "2022"); ("", "") if not ours."""
    plain = re.sub(r"\s*[(\[]\d[)\]]$", "", heading).replace("–", "-").lower()
    plain = re.sub(r" \(thousands\)$", "", plain).replace(" (percent)", " percent")
    for pattern, name in HEADINGS.items():
        if match := re.fullmatch(pattern, plain):
            return name, next(filter(None, match.groupdict().values()), "")
    return "", ""


def refuse_unknown(headings: Iterable[str], file: str) -> None:
    """Refuse a heading of figures that is not known: its column would be lost."""
    for heading in headings:
        figures = re.search(r"(?i)employment|opening|wage|percent(?! of occupation)", heading)
        if figures and not meaning_of(heading)[0]:
            raise SourceError(
                f"{file}: BLS's Employment Projections have no heading {heading!r}; expected a "
                "table of BLS, as those of state agencies are not read"
            )


def report_unread(headings: Mapping[str, str], read: Iterable[str], where: str) -> None:
    """Report columns of figures that are not read; codes and links are none."""
    left = [heading for letter, heading in headings.items() if heading and letter not in read
            and not re.search(r"(?i)(code|sort|level|type)$|link|content", heading)]  # fmt: skip
    if left:
        report(f"{where}: columns that are not read: {'; '.join(left)}")


def restored(heading: str) -> str:
    """Return a heading as BLS prints it, without what saving it again has done.

    >>> restored("Unnamed: 3"), restored("X2022"), restored("X2022.Employment")
    ('', '2022', '2022 Employment')
    >>> restored("Employment.Change..2022.2032")
    'Employment Change, 2022-2032'
    """
    text = re.sub(r"\s+", " ", heading).strip()
    if re.fullmatch(r"Unnamed: \d+(_level_\d+)?", text):
        return ""
    if not re.fullmatch(r"X\d{4}|[A-Za-z][\w.-]*\.[\w.-]*", text):
        return text
    text = re.sub(r"^X(?=\d)", "", text)
    return re.sub(r"(?<=\d)\.(?=\d)", "-", text).replace("..", ", ").replace(".", " ").strip()


def _headings(rows: pd.DataFrame) -> dict[str, str]:
    """Return one heading per column; a merged heading goes on over the headings below it."""
    texts = rows.map(restored)
    # a table's title stands alone in its row; 0, 1, 2, ... are the headings of pandas
    lines = [line for line in texts.to_numpy().tolist()
             if len(said := [text for text in line if text]) > 1
             and said != [str(number) for number in range(len(said))]]  # fmt: skip
    for i, line in enumerate(lines[:-1]):
        for j in range(1, len(line)):
            below = any(lower[j] for lower in lines[i + 1 :])
            # a heading goes on to the right as far as the one above it does
            within = all(upper[j] == upper[j - 1] for upper in lines[:i])
            if below and within and not line[j]:
                line[j] = line[j - 1]
    joined = [" ".join(filter(None, column)) for column in zip(*lines, strict=True)]
    headings = dict(zip(rows.columns, joined, strict=True))
    # "... title and code" is one merged heading over two columns
    for left, right in zip(rows.columns, rows.columns[1:], strict=False):
        if headings[left].endswith("title and code") and not headings[right]:
            headings[right] = "Occupation Code"
    return headings


def _letter(columns: dict[str, tuple[str, str]], name: str) -> str:
    return next(letter for letter, meaning in columns.items() if meaning[0] == name)
