"""LABSTAT's flat files, made up in the layout that its oe.txt describes."""

import pytest

from hitdata import read
from hitdata.data.reading import Skipped, wide
from hitdata.errors import SourceError
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
    with pytest.warns(Skipped, match="explains the figures|left out"):
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
    with pytest.raises(SourceError, match=r"near line \d+ is no line of 5 fields"):
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
        ("OEUN000000000000029209813\t2020\tA01\tx\t", "near line 2 is no line of 5 fields"),
        ("OEUN000000000000029209813\t2020", "near line 2 is no line of 5 fields"),
        ("OEUN00000000000002920981\t2020\tA01\t1\t", "is none of OEWS"),
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
