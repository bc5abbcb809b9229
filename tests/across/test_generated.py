"""OEWS files made up over every layout, shuffled as users and BLS shuffle them.

Columns in any order, headings in any case, lines above the heading, a sheet of any name, numbers
as text or with separators, every mark of its release: what comes back is what was put in.
"""

import random

import pytest

from hitdata import read
from tests.made_up import FIGURES, LAYOUTS, RELEASES, headings, row, table, workbook

#: What a column's figures are, written down here from the field descriptions.
MEANING = {
    "tot_emp": ("employment", "total", "jobs"), "emp_prse": ("employment", "rse", "percent"),
    "mean_prse": ("wage", "rse", "percent"), "h_mean": ("wage", "mean", "USD/hour"),
    "a_mean": ("wage", "mean", "USD/year"), "a_median": ("wage", "p50", "USD/year"),
    "h_median": ("wage", "p50", "USD/hour"), "a_pct10": ("wage", "p10", "USD/year"),
    "a_pct90": ("wage", "p90", "USD/year"), "h_pct75": ("wage", "p75", "USD/hour"),
}  # fmt: skip

#: Bounds of the annual top code, from each release's notes; none in May 2025 or later here.
TOP = {"2000": 145_600, "2001": 145_600, "2002": 145_600, "2003-05": 145_600, "2004-05": 145_600,
       "2004-11": 145_600, "2005-05": 145_600, "2006-05": 145_600, "2008-05": 166_400,
       "2009-05": 166_400, "2010-05": 166_400, "2011-05": 187_200,
       "2012-05": 187_200, "2013-05": 187_200, "2014-05": 187_200, "2016-05": 208_000,
       "2017-05": 208_000, "2018-05": 208_000, "2019-05": 208_000, "2021-05": 208_000,
       "2024-05": 239_200}  # fmt: skip

#: Percentiles that are top-coded together.
TOPPED = [(), ("pct90",), ("pct75", "pct90"), ("median", "pct75", "pct90")]

AREAS = {"state": "AL", "metropolitan": "CBSA 10180", "metropolitan 2001": "MSA 0040"}
INDUSTRIES = {"sector": "NAICS 62", "industry": "SIC 806"}
CODES = ["11-9111", "13-1041", "29-1141", "31-9094", "43-6013"]


def shown(chance: random.Random, number: float) -> object:
    """Return a number as a workbook, BLS's text or a spreadsheet's CSV may hold it."""
    forms = [number, str(number), f"{number:>14}", f"{number:,}", f" {number} "]
    return chance.choice(forms)


def made(chance: random.Random, layout: str, release: str):
    """Return lines of a file, and what each figure in it must come back as."""
    lines, expected = [], {}
    for code in CODES:
        changes = {"occ_code": code}
        # above a top-coded percentile all are, those of an hour where those of a year are
        topped = chance.choice(TOPPED) if release in TOP else ()
        for column, number in FIGURES.items():
            mark = "#" if column.endswith(topped or ("no",)) else chance.choice(["", "", "", "*"])
            if column == "tot_emp" and mark:
                mark = "**"
            if mark and column.startswith(("h_", "a_", "tot")):
                changes[column] = mark
            else:
                changes[column], mark = shown(chance, number), ""
            changes[column.replace("pct", "wpct")] = changes[column]
            if column in MEANING:
                expected[code, *MEANING[column]] = mark or float(number)
        lines.append(row(layout, **changes))
    return lines, expected


def shuffled(chance: random.Random, layout: str, lines: list[list[object]]) -> list[list[object]]:
    """Return heading and lines with columns in another order, below lines of something else."""
    names = headings(layout)
    order = chance.sample(range(len(names)), len(names))
    spell = chance.choice([str.upper, str.lower, str.title, lambda text: f" {text} "])
    above = [["Made-up estimates, not by BLS"], [""]] * chance.randint(0, 4)
    heading = [spell(names[i]) for i in order]
    width = len(names)
    padded = [line + [""] * (width - len(line)) for line in above]
    return [*padded, heading, *([line[i] for i in order] for line in lines)]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_put_in_comes_back(layout, seed, tmp_path):
    """Values, statuses, thresholds, release and area are those that were written."""
    chance = random.Random(f"{layout} {seed}")  # noqa: S311 - repeatable, nothing secret
    release = chance.choice(RELEASES[layout])
    lines, expected = made(chance, layout, release)
    rows = shuffled(chance, layout, lines)
    if chance.random() < 0.5:
        path = workbook(tmp_path / "renamed.xlsx", {chance.choice(["Sheet1", "data (2)"]): rows})
    else:
        path = table(tmp_path / "renamed.csv", rows, delimiter=chance.choice(",;\t"))
    figures = read(path, period=release, partial=True)
    assert set(figures["release"]) == {release}
    kind = layout.split()[0]
    assert set(figures["area"]) == {AREAS.get(layout, AREAS.get(kind, "US"))}
    assert set(figures["industry"]) == {INDUSTRIES.get(kind, "cross-industry")}
    found = figures.set_index(["soc", "measure", "statistic", "unit"])
    for key, value in expected.items():
        figure = found.loc[key]
        if isinstance(value, float):
            assert (figure["value"], figure["status"]) == (value, "normal"), key
        elif value == "#":
            assert figure["status"] == "top-coded", key
            if key[-1] == "USD/year":
                assert figure["threshold"] == TOP[release]
        else:
            assert figure["status"] == "not released", key
    assert figures["locator"].is_unique


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_has_all_figures_of_its_columns(layout, tmp_path):
    """No column of figures is left out: as many figures as columns that hold them."""
    path = workbook(tmp_path / "x.xlsx", {"x": [headings(layout), row(layout, occ_code="29-1141")]})
    figures = read(path, period=RELEASES[layout][0], partial=True)
    held = [name.lower().replace("wpct", "pct") for name in headings(layout)]
    assert len(figures) == len([name for name in held if name in FIGURES])
