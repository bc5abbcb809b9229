"""Finding the reader: by content, with reasons, over files, folders and several at once."""

import json
import shutil

import pandas as pd
import pytest

import hitdata
from hitdata import read
from hitdata.data import reading
from hitdata.data.reading import Skipped, reads, wide
from hitdata.errors import InvalidFigure, SourceError, UnknownValue
from hitdata.files import File, Repaired
from hitdata.sources import Source
from hitdata.table.schema import DTYPES
from tests.made_up import headings, row, table, workbook, zipped

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


@pytest.mark.parametrize(("progress", "shown"), [(True, True), (False, False), (None, False)])
def test_progress_is_a_bar_that_goes_away(lines, tmp_path, capsys, progress, shown):
    """On standard error, if asked for or on a terminal; nothing is left of it at the end."""
    other = table(tmp_path / "national_M2023_dl.csv", [headings(LAYOUT), row(LAYOUT)])
    read([lines, other], partial=True, progress=progress)
    out, err = capsys.readouterr()
    assert not out
    assert ("reading" in err and "2/2" in err) is shown
    assert "\n" not in err
    assert not err.rstrip("\r").rpartition("\r")[2].strip()


@pytest.fixture
def with_source(monkeypatch):
    """Let another source stand beside those that there are."""
    known = reading.names(), reading.source

    def added(made_up: Source, name: str = "made_up") -> None:
        monkeypatch.setattr(reading, "names", lambda: [*known[0], name])
        monkeypatch.setattr(reading, "source", lambda n: made_up if n == name else known[1](n))

    return added


def test_a_file_that_two_sources_claim_is_read_as_neither(with_source, lines):
    """Which of them is right is asked for, and can be said."""
    with_source(Source(why_not=lambda _: "", figures=lambda *_: hitdata.load(soc="29-2072"),
                       example="a file"))  # fmt: skip
    with pytest.raises(SourceError, match="oews and made_up could all read it; say which with as_"):
        read(lines)
    assert reads(File(lines), as_="made_up") == "made_up"
    assert len(read(lines, as_="made_up")) == len(hitdata.load(soc="29-2072"))


@pytest.mark.parametrize(
    ("raised", "message"),
    [
        (KeyError("x"), r"not as hitdata.sources.made_up knows such files \(KeyError: 'x'\); ple"),
        (ZeroDivisionError("division"), r"\(ZeroDivisionError: division\); please report it"),
        (InvalidFigure("3 figures have a wrong unit"), "3 figures have a wrong unit"),
        (SourceError("list.txt: no column"), "no column"),
    ],
)  # fmt: skip
def test_no_user_meets_a_traceback(with_source, tmp_path, raised, message):
    """What nobody thought of is an error that names the file, and asks to be reported."""

    def fail(*_):
        raise raised

    with_source(Source(why_not=lambda file: "" if "made up" in file.text else "something else",
                       figures=fail, example="a list"))  # fmt: skip
    path = tmp_path / "list.txt"
    path.write_text("a made up list\n")
    with pytest.raises(SourceError, match=f"^list.txt: .*{message}"):
        read(path)


def test_a_source_that_only_fills_other_tables_reads_no_users_file(raw):
    """The index of prices is bundled, and no figure: a user's copy is none of the known files."""
    assert "cpi" in reading.names()
    assert "cpi" not in set(hitdata.readable()["source"])
    with pytest.raises(UnknownValue, match="as_ 'cpi'"):
        read(raw / "bls" / "cpi" / "CUUR0000SA0.csv", as_="cpi")


def test_a_folder_without_figures_is_an_error(tmp_path):
    """An empty table would say that there are none anywhere; hidden files are no files of hers."""
    (tmp_path / "notes.txt").write_text("eggs\nmilk\n")
    (tmp_path / ".hidden.csv").write_text("")
    with (
        pytest.warns(Skipped, match="notes.txt: left out"),
        pytest.raises(SourceError, match="no file in it holds figures that a source knows"),
    ):
        read(tmp_path)


def test_a_wide_table_has_a_row_per_published_row(lines):
    """Figures are numbers with a status beside, keys are categories, rows those of the file."""
    found = wide(lines, partial=True)
    assert found["row"].to_list() == [2, 3]
    assert found["occ_code"].to_list() == ["00-0000", "29-2072"]
    assert (found["a_median"].dtype, found["occ_title"].dtype) == ("float64", "category")
    assert found["a_median_status"].to_list() == ["normal", "normal"]
    assert set(found["release"]) == {"2024-05"}
    assert set(wide(lines, soc="29-2072", partial=True)["occ_code"]) == {"29-2072"}


def test_what_has_no_wide_table_is_told_so(lines, tmp_path):
    """Several files differ in their columns; a page or an answer has none."""
    content = lines.read_bytes()
    path = zipped(tmp_path / "two.zip", {"a_M2024.csv": content, "b_M2024.csv": content + b"\n"})
    with pytest.raises(SourceError, match=r"two.zip: 2 files; expected one, as wide tables differ"):
        wide(path)
    entry = {"year": "2020", "period": "A01", "value": "44090", "footnotes": [{}]}
    answer = {"status": "REQUEST_SUCCEEDED", "responseTime": 1, "message": [], "Results": {
        "series": [{"seriesID": "OEUN000000000000029207213", "data": [entry]}]}}  # fmt: skip
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(answer))
    with pytest.raises(SourceError, match=r"answer.json: its source has no wide tables; use hitda"):
        wide(path)


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
