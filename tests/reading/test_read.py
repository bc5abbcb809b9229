"""Finding the reader: by content, with reasons, over files, folders and several at once."""

import shutil

import pandas as pd
import pytest

import hitdata
from hitdata import read
from hitdata.documents import Repaired
from hitdata.errors import SourceError, UnknownValue
from hitdata.reading import Skipped
from hitdata.schema import DTYPES
from tests.reading.conftest import headings, row, table, workbook

LAYOUT = "national 2021"


@pytest.fixture
def lines(tmp_path):
    """The made-up table as text: opening a workbook takes a process and half a second."""
    rows = [headings(LAYOUT), row(LAYOUT, occ_code="00-0000", o_group="total"), row(LAYOUT)]
    return table(tmp_path / "national_M2024_dl.csv", rows)


def test_the_table_is_that_of_load(may_2024):
    """Same columns, same types; every figure has file, locator and hash."""
    figures = read(may_2024, partial=True)
    assert dict(figures.dtypes.astype(str)) == DTYPES
    assert set(figures["file"]) == {"national_M2024_dl.xlsx"}
    assert figures["locator"].str.fullmatch(r"national_M2024_dl![A-Z]{1,2}[23]").all()
    assert figures["sha256"].str.fullmatch(r"[0-9a-f]{64}").all()


def test_the_name_does_not_matter(may_2024, tmp_path):
    """A workbook called holiday.jpg is read as what it holds."""
    other = shutil.copy(may_2024, tmp_path / "holiday.jpg")
    figures = read(other, partial=True)
    assert figures["value"].equals(read(may_2024, partial=True)["value"])


def test_an_unknown_file_gets_the_reason_of_every_source(tmp_path):
    """The error lists what was tried and why each said no."""
    path = tmp_path / "list.csv"
    path.write_text("fruit,price\napple,1\n", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read(path)
    lines = str(caught.value).splitlines()
    assert lines[0] == "list.csv: no source knows this file; tried"
    assert {line.split(":")[0].strip() for line in lines[1:]} == set(hitdata.readable()["source"])
    assert all(len(line.split(": ", 1)[1]) > 10 for line in lines[1:])


def test_a_reader_can_be_forced_but_not_against_the_content(lines):
    """as_ names a source; a name that is none gets the near ones."""
    assert len(read(lines, as_="oews", partial=True))
    with pytest.raises(SourceError, match="cannot be read as ooh: a text file"):
        read(lines, as_="ooh")
    with pytest.raises(UnknownValue, match=r"as_ 'oewz'.*'oews'"):
        read(lines, as_="oewz")


def test_a_file_without_its_year_asks_for_it(lines, tmp_path):
    """The reference period is nowhere: it is asked for, never guessed."""
    rows = [headings("national 2003"), row("national 2003", occ_code="29-1141")]
    path = table(tmp_path / "national_dl.csv", rows)
    with pytest.raises(SourceError, match=r"2000 to 2011\); say which with period="):
        read(path, partial=True)
    figures = read(path, period="2009-05", partial=True)
    assert set(figures["release"]) == set(figures["period"]) == {"2009-05"}
    with pytest.raises(SourceError, match="period= says 2015-05, but group are printed in rel"):
        read(path, period="2015", partial=True)
    both = read([path, lines], period={"national_dl.csv": "2007-05"}, partial=True)
    assert set(both["release"]) == {"2007-05", "2024-05"}
    with pytest.raises(SourceError, match="period 'last year'; expected a release such as"):
        read(path, period="last year")


def test_content_decides_over_the_name(may_2024, tmp_path):
    """A sheet of May 2024 in a file named 2021 is of May 2024, and that is said."""
    path = shutil.copy(may_2024, tmp_path / "national_M2021_dl.xlsx")
    with pytest.warns(Repaired, match="named as 2021-05, but its content says 2024-05"):
        assert set(read(path, partial=True)["release"]) == {"2024-05"}


def test_a_name_that_its_headings_contradict_is_not_believed(tmp_path):
    """O_GROUP beside PCT_RPT is printed since May 2021: the file cannot be of 2005."""
    rows = [headings(LAYOUT), row(LAYOUT)]
    path = workbook(tmp_path / "national_may2005_dl.xlsx", {"data": rows})
    with pytest.raises(SourceError, match=r"its name says 2005-05, but .* releases of 2021 or"):
        read(path, partial=True)


def test_a_folder_is_one_table(lines, tmp_path):
    """Several releases become one table; what holds no figures is left out aloud."""
    folder = tmp_path / "downloads"
    (folder / "deeper").mkdir(parents=True)
    shutil.copy(lines, folder)
    shutil.copy(lines, folder / "deeper" / "again_M2024.csv")
    rows = [headings(LAYOUT), row(LAYOUT, tot_emp=60000)]
    workbook(folder / "deeper" / "national_M2025_dl.xlsx", {"national_M2025_dl": rows})
    (folder / "README.md").write_text("notes", encoding="utf-8")
    with pytest.warns(Skipped) as warned:
        figures = read(folder, partial=True)
    assert set(figures["release"]) == {"2024-05", "2025-05"}
    said = " ".join(str(warning.message) for warning in warned)
    assert "README.md: left out, no source knows it" in said
    assert "the same bytes as" in said
    both = read([lines, folder / "deeper" / "national_M2025_dl.xlsx"], partial=True)
    assert len(both) == len(figures)


def test_a_broken_file_in_a_folder_stops_the_reading(lines, may_2024, tmp_path):
    """A table that lacks a file's figures would pass for a whole one."""
    shutil.copy(lines, tmp_path / "a_M2023.xlsx")
    (tmp_path / "b.xlsx").write_bytes(may_2024.read_bytes()[:4000])
    may_2024.unlink()
    with pytest.raises(SourceError, match=r"b.xlsx: a zip that is truncated or damaged"):
        read(tmp_path, partial=True)


def test_only_the_occupations_asked_for_come_back(lines):
    """A filter that nothing passes gives the same columns and no rows."""
    assert set(read(lines, soc="29-2072", partial=True)["soc"]) == {"29-2072"}
    nobody = read(lines, soc=["53-7062"], partial=True)
    assert len(nobody) == 0
    assert list(nobody) == list(DTYPES)


def test_progress_is_one_line_that_goes_away(lines, capsys):
    """It is shown on standard error, and erased when the reading is done."""
    read(lines, partial=True, progress=True)
    said = capsys.readouterr().err
    assert "reading 1 of 1: national_M2024_dl.csv" in said
    assert said.endswith("\r\033[K")


def test_users_figures_join_the_bundled_ones(lines):
    """load(extra=) filters both alike; a figure that contradicts the bundled one is an error."""
    mine = read(lines, partial=True).assign(publisher="BLS")
    other = mine[mine["soc"].eq("00-0000")].copy()
    with pytest.raises(hitdata.InvalidFigure, match=r"is '1230' in national_M2024_dl.csv .*, but"):
        hitdata.load(extra=other)
    new = mine.assign(release="2031-05", period="2031-05",
                      figure_id=mine["figure_id"].str.replace("2024-05", "2031-05"))  # fmt: skip
    found = hitdata.load(extra=new, soc="29-2072", release="2031-05")
    assert len(found) == new["soc"].eq("29-2072").sum()
    plain = pd.concat([hitdata.load(), new], ignore_index=True)
    assert len(hitdata.load(extra=new)) == len(plain)


def test_the_command_reads_and_lists(lines, tmp_path, capsys):
    """`hitdata read FILE -o OUT` writes what read returns; `hitdata sources` shows examples."""
    from hitdata.command import main

    out = tmp_path / "figures.csv"
    code = main(["read", str(lines), "--partial", "--format", "csv", "-o", str(out)])
    assert code == 0
    assert len(pd.read_csv(out)) == len(read(lines, partial=True))
    assert main(["read", str(lines), "--no-partial"]) == 2
    assert "rows are missing" in capsys.readouterr().err
    assert main(["sources"]) == 0
    assert "national_M2024_dl.xlsx" in capsys.readouterr().out
