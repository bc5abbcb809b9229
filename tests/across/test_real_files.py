"""Every BLS file that holds figures is read, and each value is that of the cell it came from.

The cells are looked up by openpyxl, xlrd and the csv module, which share nothing with the reader,
and both ways: each figure leads to its cell, and each cell under a heading of figures is a figure.
While a file is open, the bundled table's figures of it are compared with it too.

All national tables, all rounds and a sector workbook of each era are compared at every run. The
other sector workbooks, two more minutes, are compared with ``HITDATA_EVERY_FILE=1``.
"""

import html
import os
import re

import numpy as np
import pandas as pd
import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.files import hash_of
from hitdata.soc import CODES
from tests.published import (
    SOURCES,
    as_number,
    ep_columns,
    ep_rows,
    find,
    oews_column,
    oews_heading,
    original_sheets,
    spreadsheet_letters,
)

OEWS = [row for row in SOURCES if row["source"] == "oews"]
WORKBOOKS = [row for row in OEWS if row["sheet"]]
ROUNDS = [row for row in SOURCES if row["source"] == "ep"]

#: A sector workbook of each era: text throughout, numbers, all levels, .xlsx, the layouts since
#: 2019, and one that a user saved again.
ERAS = {
    "natsector_may2004_dl.xls", "natsector_M2011_dl.xls", "natsector_M2013_dl.xls",
    "natsector_M2016_dl.xlsx", "natsector_M2020_dl.xlsx", "natsector_M2023_dl.xlsx",
}  # fmt: skip

#: What a file does not say itself.
PERIODS = {"national_dl.xls": "2009-05"}

#: Mark -> status, but for * where hourly or annual pay does not exist.
MARKS = {"*": "not released", "**": "not released", "***": "not released",
         "#": "top-coded", "~": "bottom-coded"}  # fmt: skip

#: What holds no figures: code lists, mapping files, an answer that names an error.
NO_FIGURES = ("oe.[!d]*", "oe.datatype", "soc_*.xlsx", "nem-onet-to-soc-crosswalk.xlsx",
              "*_recorded_2025-12-17.json")  # fmt: skip


def in_a_run(file: str) -> bool:
    """Tell whether a file is compared cell by cell in this run."""
    everything = os.environ.get("HITDATA_EVERY_FILE", "") not in ("", "0")
    return everything or not file.startswith("natsector") or file in ERAS


def oews_cells(rows: dict[int, list], sheet: str) -> pd.DataFrame:
    """Return every cell that holds a figure: what it prints and what it is about."""
    top, heading = oews_heading(rows)
    code = heading.index("occ_code")
    title = next(j for j, name in enumerate(heading) if name in ("occ_title", "occ_titl"))
    body = [(i, row) for i, row in rows.items()
            if i > top and re.fullmatch(r"\d\d-\d{4}", str(row[code]).strip())]  # fmt: skip
    said = pd.DataFrame({
        "soc": [str(row[code]).strip() for _, row in body],
        "occupation": [str(row[title]).strip().rstrip("*") for _, row in body],
        "industry": industries(heading, [row for _, row in body]),
    })  # fmt: skip
    unpaid = {
        unit: said["soc"].eq("") if flag not in heading else pd.Series(
            [str(row[heading.index(flag)]).strip().lower() in ("true", "1", "1.0", "x")
             for _, row in body]
        ) for flag, unit in (("annual", "USD/hour"), ("hourly", "USD/year"))
    }  # fmt: skip
    parts = []
    for j, name in enumerate(heading):
        if not (meaning := oews_column(name)):
            continue
        cells = ["" if row[j] is None else row[j] for _, row in body]
        letters = spreadsheet_letters(j)
        column = said.assign(
            locator=[f"{sheet}!{letters}{i}" for i, _ in body],
            printed=[printed(cell) for cell in cells],
            value=[np.nan if (n := as_number(cell)) is None else n for cell in cells],
            measure=meaning[0], statistic=meaning[1], unit=meaning[2],
        )  # fmt: skip
        text = column["printed"].str.strip()
        status = text.map(MARKS).mask(column["value"].notna(), "normal")
        if meaning[2] in unpaid:
            status = status.mask(text.eq("*") & unpaid[meaning[2]], "not applicable")
        parts.append(column.assign(status=status)[text.ne("")])
    return pd.concat(parts, ignore_index=True)


def printed(cell: object) -> str:
    """Return a cell as text: of a number, the shortest that means it."""
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return str(cell)


def industries(heading: list[str], body: list[list]) -> list[str]:
    """Return cross-industry or the sector; a copy saved again has 31 for 31-33."""
    if "naics" not in heading:
        return ["cross-industry"] * len(body)
    ranges = {"31": "31-33", "44": "44-45", "48": "48-49"}
    codes = [printed(row[heading.index("naics")]).strip() for row in body]
    return ["cross-industry" if set(code) <= set("0") else f"NAICS {ranges.get(code, code)}"
            for code in codes]  # fmt: skip


@pytest.mark.parametrize("original", WORKBOOKS, ids=lambda row: row["file"])
def test_an_oews_workbook_and_what_is_read_agree_both_ways(original, figures, downloads):
    """Every cell with a number or a mark is one figure, and there are no others."""
    name = original["file"]
    path = find(downloads, name)
    cells = oews_cells(original_sheets(path)[original["sheet"]], original["sheet"])
    assert_same(figures[figures["file"].eq(name)], cells[cells["soc"].isin(CODES)])
    if not in_a_run(name):
        pytest.skip("all of the file is compared with HITDATA_EVERY_FILE=1")
    found = read(path, period=PERIODS.get(name))
    assert_same(found, cells)
    assert set(found["sha256"]) == {hash_of(path)}
    assert set(found["release"]) == set(found["period"]) == {original["release"]}
    assert set(found["area"]) == {"US"}
    check_thresholds(found)


def assert_same(figures: pd.DataFrame, cells: pd.DataFrame) -> None:
    """Compare figures with cells, by the place that both name, in every column of the latter."""
    assert len(figures) > 100
    assert figures["locator"].is_unique
    assert cells["locator"].is_unique
    here, there = (frame.set_index("locator").sort_index() for frame in (figures, cells))
    without = there.index.difference(here.index), here.index.difference(there.index)
    assert here.index.equals(there.index), f"cells that are no figure, and the reverse: {without}"
    for name in there:
        ours, theirs = here[name], there[name]
        if name == "value":
            same = np.isclose(ours, theirs, rtol=1e-12, atol=0, equal_nan=True)
        else:
            same = ours.eq(theirs).to_numpy()
        assert same.all(), pd.DataFrame({"read": ours, "cell": theirs})[~same].head()


def check_thresholds(figures: pd.DataFrame) -> None:
    """One bound per unit, a year of 2,080 hours apart, and no percentile printed beyond it."""
    top = figures[figures["status"].eq("top-coded")]
    bounds = top.groupby("unit")["threshold"].agg(["min", "max"])
    if top.empty:
        assert set(figures["release"]) == {"2025-05"}, "the one release without a top code"
        return
    assert bounds["min"].equals(bounds["max"])
    assert bounds.loc["USD/year", "max"] == 2080 * bounds.loc["USD/hour", "max"]
    points = figures[figures["statistic"].str.fullmatch(r"p\d\d")]
    assert (points["value"] <= points["unit"].map(bounds["max"])).sum() == points["value"].count()


def test_a_table_of_states_and_what_is_read_agree_both_ways(downloads):
    """A conversion lost its marks: every cell is a figure, the blank ones without a value."""
    name = next(row["file"] for row in OEWS if not row["sheet"])
    rows = original_sheets(find(downloads, name))[""]
    _, heading = oews_heading(rows)
    found = {row.locator: row for row in read(find(downloads, name)).itertuples()}
    expected = {
        f"line {i} column {spreadsheet_letters(j)}": (row[0], row[3], row[j], oews_column(column))
        for i, row in rows.items() if i > 1
        for j, column in enumerate(heading) if oews_column(column)
    }  # fmt: skip
    assert set(found) == set(expected)
    for place, (year, code, text, meaning) in expected.items():
        figure = found[place]
        assert (figure.release, figure.soc) == (f"{year}-05", code)
        assert (figure.measure, figure.statistic, figure.unit) == meaning
        assert figure.value == as_number(text) if text else figure.status != "normal", place


@pytest.mark.parametrize("original", ROUNDS, ids=lambda row: row["file"])
def test_a_round_and_what_is_read_agree_both_ways(original, figures, downloads):
    """Every number of every table of a round is one figure, printed once or several times."""
    path = find(downloads, original["file"])
    cells = {sheet: ep_cells(rows, sheet, original["release"])
             for sheet, rows in original_sheets(path).items()}  # fmt: skip
    here = cells[original["sheet"]]
    assert_same(figures[figures["file"].eq(path.name)], here[here["soc"].isin(CODES)])
    everywhere = pd.concat(cells.values())
    found = read(path)
    first = everywhere[everywhere["locator"].isin(found["locator"])]
    assert_same(found, first)
    assert set(found["release"]) == {original["release"]}
    # what other tables print again is the same number, there with more or with fewer digits
    key = ["soc", "measure", "statistic", "period"]
    again = everywhere.merge(first, on=key, suffixes=("", "_read"), how="outer", indicator=True)
    assert set(again["_merge"]) == {"both"}, again[again["_merge"].ne("both")]
    slack = again["unit"].map({"jobs": 100, "percent": 0.1, "USD/year": 0})
    assert ((again["value"] - again["value_read"]).abs() <= slack).sum() == again["value"].count()


def ep_cells(rows: dict[int, list], sheet: str, release: str) -> pd.DataFrame:
    """Return every cell of a table of a round that holds a figure."""
    columns = ep_columns(release, sheet)
    if not columns:
        return pd.DataFrame()
    base = release[:4]
    texts = " ".join(str(cell) for i in range(1, 4) for cell in rows[i])
    wages = re.findall(r"(?i)(\d{4}) median annual wage|median annual wage\D{0,12}(\d{4})", texts)
    years = {"base": base, "projected": str(int(base) + 10), "both": f"{base}/{int(base) + 10}",
             "its own": "".join(wages[0]) if wages else None}  # fmt: skip
    found = []
    for i, (soc, title, first) in ep_rows(rows).items():
        for j, meaning in enumerate(columns, start=first):
            if meaning is None:
                continue
            measure, statistic, unit, year = meaning
            cell = rows[i][j]
            number = as_number(str(cell).removeprefix("$"))
            coded = number is None and as_number(str(cell).removeprefix(">=").replace("$", ""))
            letters = spreadsheet_letters(j)
            found.append({
                "locator": f"{sheet}!{letters}{i}" if sheet else f"line {i} column {letters}",
                "soc": soc, "occupation": title, "measure": measure, "statistic": statistic,
                "unit": unit, "period": years[year],
                "value": np.nan if number is None else round(number * (1000 if unit == "jobs" else
                                                                       1), 6),
                "status": "normal" if number is not None else "top-coded" if coded
                else "not released",
            })  # fmt: skip
    return pd.DataFrame(found)


def test_a_handbook_page_and_what_is_read_agree_both_ways(downloads):
    """Each figure stands where it says; each amount and each number of the tables is a figure."""
    pages = sorted(downloads.rglob("ooh/*.html"))
    assert len(pages) >= 12
    for path in pages:
        page, figures = path.read_text(encoding="utf-8"), read(path)
        lines = page.split("\n")
        for figure in figures.itertuples():
            below = " ".join(lines[int(figure.locator.removeprefix("line ")) - 1 :][:60])
            assert figure.printed in plain(below), (path.name, figure.figure_id)
            assert set(numbers(figure.printed)) & {figure.value, figure.threshold}
        held = {*figures["value"], *figures["threshold"]}
        facts = re.search(r'(?s)<table[^>]*id="quickfacts".*?</table>', page)[0]
        pay = re.search(r'(?s)<div[^>]*id="tab-5".*?<div[^>]*id="tab-6"', page)[0]
        # the bar chart compares with groups of occupations that the page is not about
        pay = re.sub(r"(?s)<dl>.*?</dl>", "", pay)
        # of a row: code or a dash, jobs of both years, percent and number of the change
        outlook = re.findall(r"(?s)>(?:\d\d-\d{4}|—)</td>(.*?)</tr>", page)
        amounts = re.findall(r"\$[\d,.]*\d", plain(facts) + plain(pay))
        jobs = re.findall(r"(?:Jobs, \d{4}|(?:Outlook|Change), [\d–-]+) ([-\d,]+)", plain(facts))
        assert len(amounts) >= 6
        assert len(jobs) == 3
        assert outlook
        for text in [*amounts, *jobs, *(n for row in outlook for n in plain(row).split()[:4])]:
            assert set(numbers(text)) <= held, (path.name, text)


def plain(html_text: str) -> str:
    """Return a piece of a page without its tags and line breaks."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", html_text)).split())


def numbers(text: str) -> list[float]:
    """Return the numbers that a text prints; a dash before one is its sign."""
    found = re.findall(r"[-–]?\d[\d,]*\.?\d*", text.replace("$", ""))
    return [float(number.replace(",", "").replace("–", "-")) for number in found]


def test_labstat_and_the_workbook_of_a_release_agree(figures, download_folders):
    """What both print of the nation is one figure with one number; lines lead back to the file."""
    found = (path for folder in download_folders for path in folder.rglob("oe.data.0.Current"))
    path = next(found, None)
    if path is None:
        pytest.skip("no data file of LABSTAT; the folder may hold it packed")
    found = read(path, soc=CODES)
    national = figures[figures["source"].eq("OEWS") & figures["area"].eq("US")
                       & figures["release"].isin(found["release"])]  # fmt: skip
    both = national.merge(found, on="figure_id", suffixes=("", "_labstat"))
    assert len(both) > 400
    for name in ("value", "status", "threshold", "soc", "level", "soc_system", "measure"):
        assert both[name].equals(both[f"{name}_labstat"]), name
    with path.open(encoding="ascii", newline="") as file:
        lines = {f"line {n}": line.split("\t") for n, line in enumerate(file, start=1)
                 if line[17:19] in {"29", "15"}}  # fmt: skip
    here = found[found["soc"].str.startswith(("29", "15"))]
    assert len(here) > 10_000
    for figure in here.sample(2000, random_state=7).itertuples():
        series, year, _, printed, _ = lines[figure.locator]
        assert figure.printed.strip() == printed.strip()
        assert figure.soc == f"{series[17:19]}-{series[19:23]}"
        assert figure.release == f"{year}-05"


@pytest.mark.parametrize("pattern", NO_FIGURES)
def test_what_holds_no_figures_is_refused(pattern, downloads):
    """No file is passed over in silence: every source says why it is none of its own."""
    paths = sorted(downloads.rglob(pattern))
    assert paths
    for path in paths:
        with pytest.raises(SourceError, match=r"no source knows|a mapping file|no figures; BLS"):
            read(path)


def test_no_file_is_left_out_of_these_tests(downloads):
    """Each file of the folder is compared here, or elsewhere, or is known to hold no figures."""
    compared = {row["file"] for row in SOURCES}
    elsewhere = ("*.html", "*_recorded_2019-05-06.json", "cpi/*.csv", "README.md", "SOURCES.csv",
                 "Read Me.txt", "oe.data.*", "labstat/2025/*", "OES_Report_*.xlsx")  # fmt: skip
    folder = find(downloads, "national").parent.parent
    left = [path.name for path in folder.rglob("*") if path.is_file()
            and path.name not in compared
            and not any(path.match(pattern) for pattern in (*NO_FIGURES, *elsewhere))]  # fmt: skip
    assert not left


def test_a_sector_file_read_by_occupation_is_the_whole_one(downloads, tmp_path, monkeypatch):
    """From the kept table come the same figures as from the file, places included."""
    monkeypatch.setenv("HITDATA_CACHE", str(tmp_path))
    path = next(downloads.rglob("natsector_M2024_dl.xlsx"))
    whole = read(path)
    first = read(path, soc="29-9021")
    again = read(path, soc="29-9021")
    expected = whole[whole["soc"].eq("29-9021")].sort_values("figure_id").reset_index(drop=True)
    for found in (first, again):
        assert found.sort_values("figure_id").reset_index(drop=True).equals(expected)
    assert any(path.is_file() for path in tmp_path.rglob("*")), "nothing was kept"
    assert "NAICS 31-33" in set(whole["industry"])
