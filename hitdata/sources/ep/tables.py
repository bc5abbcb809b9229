"""EP tables: what their headings name, what their rows have in common, the figures in a column.

Headings are read through every round's way of printing them. Rounds to 2016-26 merge them over two
or three rows; en dash and hyphen stand for each other; footnote marks are (1) or [1]; the CSV of
2016-26 prints units in brackets. What pandas and R write instead of a heading, "Unnamed: 3" and
"Employment.2022", is undone.

Tables of one workbook print some figures again: the fullest is read first, another adds only what
is not yet there. Two tables that print different numbers for one figure are an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from hitdata.errors import SourceError, UnknownValue
from hitdata.files import File, Sheet, locators, report
from hitdata.soc import PROGRAMS, edition_of, level_of

__all__ = ["ORDINARY", "SERIES", "WAGE", "check", "codes_of", "column_of", "common",
           "contradictions", "edition_of_round", "is_table", "keys", "meaning_of", "merged",
           "missing_rows", "refuse_unknown", "report_unread", "restored", "table_of",
           "titles_of"]  # fmt: skip

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

#: Headings of which one table has one of each: what says title or code, what says projected jobs.
TITLES = r"matrix title|occupation title|^title$|occupation code|soc code|matrix code"
PROJECTED = r"employment.{0,24}\d{4}|openings|^\d{4}$"

#: Headings that belong to the National Employment Matrix, read elsewhere.
MATRIX = r"percent of (industry|occupation)"

#: Values that a figure_id leaves out, because EP figures ordinarily have them.
ORDINARY = {
    "industry": ["cross-industry"],
    "level": ["detailed"],
    "coverage": ["all jobs", "wage and salary jobs"],
    "pay_basis": ["straight-time gross pay"],
}

#: Column of ours -> (measure, statistic, unit, thousands).
SERIES = {
    "employment": ("employment", "total", "jobs", True),
    "change": ("employment change", "total", "jobs", True),
    "percent change": ("employment change", "percent", "percent", False),
    "openings": ("openings", "total", "jobs", True),
    "ten-year openings": ("openings, ten-year total", "total", "jobs", True),
    "share": ("employment share", "percent", "percent", False),
    "self-employed": ("self-employed share", "percent", "percent", False),
    "wage": ("wage", "p50", "USD/year", False),
}

#: What an EP table has at least, and in how many columns.
LEAST = {"occupation": 1, "soc": 1, "employment": 2, "change": 1}

#: What a number of an EP table looks like, and what stands where there is none.
NUMBER = r"-?\d*\.?\d+(?:[eE][+-]?\d+)?"
NONE = {"", "—", "–", "-", "N/A"}

#: What only the wages beside a projection are.
WAGE = {
    "coverage": "wage and salary jobs", "pay_basis": "straight-time gross pay",
    "origin": "BLS OEWS", "origin_why": "the EP tables say that their wages are data of OEWS",
}  # fmt: skip


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


def keys(table: pd.DataFrame, columns: dict[str, tuple[str, str]], file: File) -> pd.DataFrame:
    """Return what the rows of a table have in common: round, occupation, code, level, years."""
    base, projected = sorted(int(year) for name, year in columns.values() if name == "employment")
    soc = codes_of(table[_letter(columns, "soc")])
    return pd.DataFrame({
        "occupation": titles_of(table[_letter(columns, "occupation")]), "soc": soc,
        "level": soc.map(level_of), "industry": "cross-industry", "coverage": "all jobs",
    }, index=table.index).assign(**common(base, projected, file))  # fmt: skip


def common(base: int, projected: int, file: File) -> dict[str, Any]:
    """Return what all figures of a round have in common, by column."""
    return {
        "publisher": "BLS", "source": "EP", "release": f"{base}-{projected % 100:02d}",
        "soc_system": edition_of_round(base, file.name), "soc_match": "published", "area": "US",
        "base_year": base, "projected_year": projected, "file": file.name, "sha256": file.sha256,
    }  # fmt: skip


def column_of(
    rows: pd.DataFrame, printed: pd.Series, meaning: tuple[str, str], sheet: str, file: str
) -> pd.DataFrame:
    """Return the figures of one column, which is a name of `SERIES` and a year, if of one."""
    name, year = meaning
    measure, statistic, unit, thousands = SERIES[name]
    text = printed.str.strip().str.replace(",", "")
    # a wage alone is printed in dollars, and as a bound
    bare = text.str.replace(r"^>=|\$", "", regex=True) if name == "wage" else text
    number = pd.to_numeric(bare.where(bare.str.fullmatch(NUMBER)), errors="coerce")
    coded, missing = text.str.startswith(">=") & number.notna(), text.isin(NONE)
    if (bad := number.isna() & ~missing).any():
        row, bound = bad.idxmax(), ", >= and a bound" if name == "wage" else ""
        raise SourceError(
            f"{file}: {name} in row {row} prints {printed[row]!r}; expected a number{bound}, N/A "
            "or a dash"
        )
    # thousands have one decimal: the product is a whole number of jobs
    value = (number * 1000).round() if thousands else number
    both = f"{rows['base_year'].iloc[0]}/{rows['projected_year'].iloc[0]}"
    wage = WAGE | {"note": f"OEWS median of May {year}, printed beside the projection"}
    figures = rows.assign(
        measure=measure, statistic=statistic, unit=unit, printed=printed, period=year or both,
        value=value.mask(coded), threshold=value.where(coded),
        status=np.select([missing, coded], ["not released", "top-coded"], "normal"),
        bound=np.select([missing, coded], ["", ">="], "="),
        locator=locators(sheet, printed.index, str(printed.name)),
    )  # fmt: skip
    figures["bound"] = figures["bound"].replace("", None)
    return figures.assign(**wage) if name == "wage" else figures


def edition_of_round(base: int, file: str) -> str:
    """Return the SOC edition of a round, by its base year."""
    try:
        return edition_of("EP", base)
    except UnknownValue:
        raise SourceError(
            f"{file}: a round that begins with {base}; expected one from {min(PROGRAMS['EP'])} on, "
            "as earlier ones have other codes than the SOC's"
        ) from None


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


#: Round -> occupations that its CSV download lists.
LINE_ITEMS = {"2012-22": 818, "2018-28": 809, "2019-29": 790, "2020-30": 790, "2021-31": 832,
              "2023-33": 832, "2024-34": 832}  # fmt: skip

#: Round -> lines of its workbook's table of all occupations, summaries among them.
ROWS = {"2014-24": 1091, "2016-26": 1091, "2022-32": 1113, "2024-34": 1113}

#: Jobs by which line items may miss their total: rounding to hundreds, over some 800 of them. In
#: the rounds at hand they miss it by 2,000 at most.
SLACK = 3_500

#: Most percent by which an occupation is ever projected to grow; BLS has printed 108.
GROWTH = 1_000

#: What tells two figures of one round apart.
FIGURE = ["release", "soc", "level", "measure", "statistic", "period"]


def merged(frames: list[pd.DataFrame], file: str) -> pd.DataFrame:
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


def check(figures: pd.DataFrame, file: str) -> None:
    """Refuse what can be no figure: fewer jobs than none, a wage of nothing, a share above all."""
    bad = figures["measure"].isin(["employment", "wage", "openings"]) & figures["value"].lt(0)
    bad |= figures["measure"].eq("wage") & figures["value"].le(0)
    shares = figures["measure"].isin(["employment share", "self-employed share"])
    bad |= shares & ~figures["value"].between(0, 100) & figures["value"].notna()
    percents = figures["measure"].eq("employment change") & figures["statistic"].eq("percent")
    bad |= percents & ~figures["value"].between(-100, GROWTH) & figures["value"].notna()
    if bad.any():
        raise SourceError(
            f"{file}: {_said(figures[bad].iloc[0])}; expected a number that can be one"
        )


def contradictions(figures: pd.DataFrame) -> str:
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


def missing_rows(figures: pd.DataFrame, cells: pd.DataFrame) -> str:
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
    return not any("employment matrix" in restored(text).lower() for text in texts)


def _said(figure: pd.Series) -> str:
    return (f"{figure['measure']} ({figure['statistic']}) of {figure['soc']} at "
            f"{figure['locator']} prints {figure['printed']!r}")  # fmt: skip
