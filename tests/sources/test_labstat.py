"""LABSTAT's flat files, made up in the layout that its oe.txt describes."""

import subprocess
import sys
import warnings

import pandas as pd
import pytest

from hitdata import read
from hitdata.data.reading import Skipped, wide
from hitdata.errors import SourceError
from hitdata.files import Reported
from hitdata.surveys import SERIES
from hitdata.table.schema import DTYPES

HEADING = "series_id                     \tyear\tperiod\t       value\tfootnote_codes\r\n"
LINES = [
    ("OEUN000000000000029209813", "       44090", ""),
    ("OEUN000000000000029114115", "           -", "5"),
    ("OEUS060000000000029114113", "           -", "8"),
    ("OEUN000000062--6329114101", "     2800000", ""),
]


@pytest.fixture
def folder(tmp_path):
    """A data file with the mapping files that explain it."""
    lines = [f"{series:<30}\t2020\tA01\t{value}\t{note}\r\n" for series, value, note in LINES]
    (tmp_path / "oe.data.0.Current").write_text(HEADING + "".join(lines), newline="")
    (tmp_path / "oe.occupation").write_text(
        "occupation_code\toccupation_name\tdisplay_level\r\n291141\tMade-up nurses\t3\r\n"
    )
    (tmp_path / "oe.footnote").write_text(
        "footnote_code\tfootnote_text\r\n5\tequal to $100.00 per hour or $208,000 per year\r\n"
    )
    return tmp_path


def test_lines_become_figures(folder):
    """Padding goes, marks keep their meaning, mapping files give titles and bounds."""
    with pytest.warns(Skipped, match="a mapping file of LABSTAT, which is read along"):
        figures = read(folder).set_index("locator")
    assert figures.loc["line 2", "value"] == 44_090
    assert figures.loc["line 2", "printed"] == "       44090"
    top = figures.loc["line 3"]
    assert (top["status"], top["threshold"], top["occupation"]) == (
        "top-coded", 208_000, "Made-up nurses",
    )  # fmt: skip
    assert figures.loc["line 4", ["status", "area"]].to_list() == ["not released", "CA"]
    assert figures.loc["line 5", ["value", "industry"]].to_list() == [2_800_000, "NAICS 62"]


def test_a_filter_reads_those_lines_only(folder):
    """Line numbers stay those of the file."""
    figures = read(folder / "oe.data.0.Current", soc="29-1141")
    assert sorted(figures["locator"]) == ["line 3", "line 4", "line 5"]


def test_a_filter_that_no_line_passes_gives_the_empty_table(folder):
    """The same columns and types, as of any file."""
    nobody = read(folder / "oe.data.0.Current", soc="53-7062")
    assert len(nobody) == 0
    assert {name: str(dtype) for name, dtype in nobody.dtypes.items()} == DTYPES


def test_titles_and_bounds_come_from_the_files_beside(folder):
    """Without them the code stands alone, and the bound is that of the release."""
    for name in ("oe.occupation", "oe.footnote"):
        (folder / name).unlink()
    figures = read(folder / "oe.data.0.Current").set_index("locator")
    assert figures["occupation"].isna().all()
    assert figures.loc["line 3", "threshold"] == 208_000


def test_an_older_footnote_gives_no_older_top_code(folder):
    """$115.00 and $239,200 since May 2022; LABSTAT's oe.footnote of May 2025 has the same text."""
    path = folder / "oe.data.0.Current"
    path.write_text(path.read_text().replace("\t2020\t", "\t2025\t"))
    with pytest.warns(Reported, match=r"another release, \$208,000 .* where OEWS of 2025"):
        figures = read(path).set_index("locator")
    assert figures.loc["line 3", "threshold"] == 239_200
    (folder / "oe.footnote").unlink()
    assert read(path).set_index("locator").loc["line 3", "threshold"] == 239_200


@pytest.mark.parametrize(("year", "bound"), [("2031", 299_520), ("2020", 208_000)])
def test_a_newer_footnote_counts_for_a_newer_release_alone(folder, year, bound):
    """Bounds only rise: that of a release to come stands in its own footnote."""
    path = folder / "oe.data.0.Current"
    path.write_text(path.read_text().replace("\t2020\t", f"\t{year}\t"))
    (folder / "oe.footnote").write_text(
        "footnote_code\tfootnote_text\n5\tgreater than $144.00 per hour or $299,520 per year\n"
    )
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        figures = read(path).set_index("locator")
    assert figures.loc["line 3", "threshold"] == bound
    assert any("another release" in str(warning.message) for warning in said) == (year == "2020")


def test_industries_with_letters_and_errors_of_nothing_are_read(tmp_path):
    """As in the file of May 2025: BLS groups industries under codes such as 3250A1."""
    path = tmp_path / "oe.data.0.Current"
    lines = ["OEUN00000003250A100000001     \t2025\tA01\t      250000\t",
             "OEUM001018000000000000002     \t2025\tA01\t         0.0\t"]  # fmt: skip
    path.write_text(HEADING + "\n".join(lines) + "\n", newline="")
    figures = read(path)
    assert figures["industry"].to_list() == ["NAICS 3250A1", "cross-industry"]
    assert figures["value"].to_list() == [250_000, 0]
    assert figures["area"].to_list() == ["US", "CBSA 10180"]


def test_the_file_of_may_2025_gives_what_the_workbook_prints(tmp_path, downloads):
    """6,023,970 lines; jobs and wages of 29-2072 as in BLS's workbook, read by pandas alone."""
    found = {path.name: path for path in downloads.rglob("*25*/expand.py")}
    found |= {path.name: path for path in downloads.rglob("national_M2025_dl.xlsx")}
    if len(found) < 2:
        pytest.skip("no file of May 2025 among the downloads")
    subprocess.run([sys.executable, str(found["expand.py"]), str(tmp_path)], check=True)
    figures = read(tmp_path / "oe.data.0.Current", soc="29-2072")
    ours = figures[figures["area"].eq("US") & figures["industry"].eq("cross-industry")
                   & figures["ownership"].eq("1235") & figures["statistic"].ne("rse")]  # fmt: skip
    workbook = pd.read_excel(found["national_M2025_dl.xlsx"], engine="calamine")
    printed = workbook.query("OCC_CODE == '29-2072'").iloc[0]
    columns = {(series.measure, series.statistic, series.unit): series.column for series in SERIES}
    for figure in ours.itertuples():
        column = columns[figure.measure, figure.statistic, figure.unit]
        assert figure.value == printed[column.upper()]
    assert len(ours) == 13


def test_lines_of_any_number_are_read_alike(tmp_path, monkeypatch):
    """Blocks are read one after the other: lines keep their numbers across them."""
    monkeypatch.setattr("hitdata.sources.labstat.BLOCK", 4096)
    codes = [f"{code:06}" for code in range(291011, 291911)]
    lines = [f"OEUN0000000000000{code}13\t2020\tA01\t{code}\t\r\n" for code in codes]
    path = tmp_path / "oe.data.0.Current"
    path.write_text(HEADING + "".join(lines), newline="")
    figures, frame = read(path), wide(path)
    assert frame["line"].to_list() == list(range(2, 902))
    assert figures["locator"].to_list() == [f"line {n}" for n in range(2, 902)]
    assert figures["value"].to_list() == frame["value"].to_list() == list(map(float, codes))
    path.write_text(HEADING + "".join([*lines[:700], lines[700][:30] + "\r\n", *lines[701:]]),
                    newline="")  # fmt: skip
    with pytest.raises(SourceError, match=r"near line \d+, expected lines of 5 fields"):
        read(path)


def test_the_wide_frame_is_trimmed_and_typed(folder):
    """Values are numbers, years whole numbers; a dash is missing, its status says why."""
    table = wide(folder / "oe.data.0.Current")
    assert table["value"].fillna(0).to_list() == [44_090, 0, 0, 2_800_000]
    assert table["status"].to_list() == ["normal", "top-coded", "not released", "normal"]
    assert set(table["year"]) == {2020}
    assert table["series_id"].to_list() == [series for series, _, _ in LINES]
    assert table["line"].to_list() == [2, 3, 4, 5]
    assert wide(folder / "oe.data.0.Current", soc="29-2098")["line"].to_list() == [2]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("OEUN000000000000029209813\t2020\tM05\t1\t", "line 2 is of period 'M05'; expected A01"),
        ("OEUN000000000000029209813\t2020\tA01\tnan\t", "near line 2, .*nan or inf"),
        ("OEUN000000000000029209813\t2020\tA01\tinf\t", "near line 2, .*nan or inf"),
        ("OEUN000000000000029209813\t2020\tA01\t1e5\t", "line 2 prints '1e5'"),
        ("OEUN000000000000029209813\t2020\tA01\tx\t", "near line 2, expected lines of 5 fields"),
        ("OEUN000000000000029209813\t2020", "near line 2, expected lines of 5 fields"),
        ("OEUN00000000000002920981\t2020\tA01\t1\t", "is not a series of OEWS"),
        ("OEUN000000000000029209813\t2020\tA01\t-1\t", "line 2 prints '-1'"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path, line, message):
    """The error names the file and the line."""
    path = tmp_path / "oe.data.1.AllData"
    path.write_text(HEADING + line + "\n", newline="")
    with pytest.raises(SourceError, match=message):
        read(path)


def test_another_survey_is_not_taken_for_oews(tmp_path):
    """The consumer price index has flat files of the same columns."""
    path = tmp_path / "cu.data.0.Current"
    path.write_text(HEADING + "CUUR0000SA0\t2020\tM01\t257.971\t\n", newline="")
    with pytest.raises(SourceError, match="labstat: series of survey CU, not OE"):
        read(path)


DOCUMENTS = {
    "oe.data.0.Current": HEADING + "".join(f"{s}\t2020\tA01\t{v}\t{n}\r\n" for s, v, n in LINES)
}
