"""Finding the reader: by content, with reasons, over files, folders and several at once."""

import csv
import json
import shutil
import warnings

import pandas as pd
import pytest

import hitdata
from hitdata import read
from hitdata.data import reading
from hitdata.data.reading import Skipped, reads, wide
from hitdata.errors import InvalidFigure, SourceError, UnknownValue
from hitdata.files import File, Repaired
from hitdata.soc import CODES
from hitdata.sources import Source
from hitdata.table.schema import DTYPES
from tests.made_up import headings, row, table, workbook, zipped
from tests.published import ROOT

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


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.csv", "Area Name,Occ Code,Occupation Title,2022 Employment,2032 Employment,Openings",
         "this is a table of a state's agency"),
        ("b.csv", "stfips,Area,OccCode,Title,Base,Projected,AvgAnnualOpenings\n36,NY,29-2072,X",
         "this is a table of .* Projections Central"),
        ("c.csv", "Area,SOC Code,Occupation Title,Entry Wage,Median Wage\nNY,29-2072,X,1,2\n",
         "this is a table of a state's agency"),
        ("d.json", '{"OccupationDetail": [{"Wages": {"NationalWagesList": []}}]}',
         "this is an answer of CareerOneStop"),
        ("e.xml", '<?xml version="1.0"?>\n<ooh><occupation/></ooh>', "the handbook .OOH. as XML"),
        ("oe.occupation", "occupation_code\toccupation_name\n291141\tX\n", "a mapping file of LAB"),
        ("f.xls", "<table><tr><td>1</td></tr></table>", "named .xls, holds a page; open it in a"),
        ("g.xlsx", "a,b\n1,2\n", "named .xlsx, holds text; no source knows this file"),
    ],
)  # fmt: skip
def test_what_is_known_and_not_read_is_told_in_a_sentence(tmp_path, name, text, words):
    """What it is, and what to bring instead; not a list of what every source lacks."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=f"^{name}: .*{words}") as caught:
        read(path)
    assert name[0] in "fg" or "tried" not in str(caught.value)


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
    with pytest.warns(Repaired, match="named as 2021-05, but its sheet's name says 2024-05"):
        assert set(read(path, partial=True)["release"]) == {"2024-05"}


def test_a_period_that_the_file_contradicts_is_refused(may_2024):
    """What the file says of itself is not overruled: the error names both."""
    with pytest.raises(SourceError, match=r"period= says 2023-05, but its sheet's name says 2024"):
        read(may_2024, period="2023-05", partial=True)
    assert set(read(may_2024, period="2024", partial=True)["release"]) == {"2024-05"}


def _of_cut(name, folder, *, rows=slice(None), file="", title=()):
    """Write rows of a bundled cut as a user's CSV, by the csv module."""
    with (ROOT / "data/raw/bls/oews" / f"{name}.csv").open(encoding="utf-8", newline="") as cut:
        heading, *lines = [line[4:] for line in list(csv.reader(cut))[1:]]
    return table(folder / file, [*title, heading, *lines[rows]])


@pytest.mark.parametrize(
    ("cut", "rows", "right"),
    [
        ("national_M2022_dl", slice(None), "2022-05"),
        ("national_M2022_dl", slice(5, 6), "2022-05"),
        ("natsector_M2022_dl", slice(345, 349), "2022-05"),
        ("national_2000_dl", slice(12, 20), "2000"),
    ],
)
def test_figures_that_a_release_printed_are_known_under_another_name(tmp_path, cut, rows, right):
    """May 2022 named 2023, whole or a few of its rows, is read as May 2022, which is said."""
    other = "2001" if right == "2000" else "2023-05"
    path = _of_cut(cut, tmp_path, rows=rows, file=f"wages_{other[:4]}.csv")
    with pytest.warns(Repaired, match=f"named as {other}, but its figures are those of {right}"):
        assert set(read(path, partial=True)["release"]) == {right}
    with pytest.raises(SourceError, match=f"period= says {other}, but its figures are those of"):
        read(path, partial=True, period=other)
    with pytest.warns(Repaired, match="named as"):
        assert set(wide(path, partial=True)["release"]) == {right}


def test_a_title_of_another_release_than_the_figures_is_refused(tmp_path):
    """Nobody can tell which of the two the file is."""
    path = _of_cut("national_M2022_dl", tmp_path, file="x.csv", title=[["May 2023 OEWS Estimates"]])
    with pytest.raises(SourceError, match="its title says 2023-05, but its figures are those of 2"):
        read(path, partial=True)


def test_a_period_is_refused_where_the_file_has_its_own(tmp_path):
    """An answer of BLS says its year; what was typed without one takes the user's."""
    data = [{"year": "2024", "period": "A01", "value": "50250", "footnotes": [{}]}]
    series = [{"seriesID": "OEUN000000000000029207213", "data": data}]
    answer = {"status": "REQUEST_SUCCEEDED", "Results": {"series": series}}
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(answer))
    assert read(path, period="2024")["period"].to_list() == ["2024-05"]
    with pytest.raises(SourceError, match="period= says 2020-05, but its figures are of 2024-05"):
        read(path, period="2020-05")


def test_a_row_that_looks_like_another_by_chance_says_no_release():
    """Of fifty areas' rows one or two coincide with what another release printed elsewhere."""
    known = pd.concat(reading._published().values()).query("area != 'US'")
    once = known.drop_duplicates("release").iloc[:2][["soc", "jobs", "mean"]]
    others = known.assign(mean=known["mean"] + 3)[["soc", "jobs", "mean"]]
    assert reading._release_of("0" * 64, pd.concat([once, others])) == ""


def test_an_original_is_known_by_its_hash():
    """Whatever it is called; what is no original of OEWS has no release."""
    known = hitdata.originals().query("source == 'oews' and release == '2009-05'").iloc[0]
    assert reading._release_of(known["sha256"], pd.DataFrame({"soc": []})) == "2009-05"
    assert reading._release_of("0" * 64, pd.DataFrame({"soc": []})) == ""


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


@pytest.fixture
def mixed(lines, may_2024, tmp_path):
    """A folder with a table, a workbook that breaks off, an answer without figures and notes."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    shutil.copy(lines, folder / "a_M2024.csv")
    (folder / "b.xlsx").write_bytes(may_2024.read_bytes()[:4000])
    (folder / "c.json").write_text('{"status": "REQUEST_FAILED", "responseTime": 1, "Results": {}}')
    (folder / "notes.txt").write_text("eggs")
    (folder / "d.pdf").write_bytes(b"%PDF-1.7")
    return folder


@pytest.mark.parametrize("way", ["folder", "list", "zip"])
def test_what_can_be_read_is_and_the_rest_is_listed_with_reasons(mixed, tmp_path, way):
    """One warning at the end names each file; the figures are those of the good ones."""
    given = mixed if way == "folder" else sorted(mixed.iterdir())
    if way == "zip":
        given = zipped(tmp_path / "m.zip", {p.name: p.read_bytes() for p in mixed.iterdir()})
    with pytest.warns(Skipped) as warned:
        figures = read(given, partial=True)
    assert {name.rsplit("/", 1)[-1] for name in figures["file"]} == {"a_M2024.csv"}
    (said,) = (str(warning.message) for warning in warned if "not read" in str(warning.message))
    for part in ("4 of 5 files", "b.xlsx: a zip that is truncated", "c.json: REQUEST_FAILED, no",
                 "notes.txt: left out, no source knows it", "d.pdf: a pdf file"):  # fmt: skip
        assert part in said


def test_errors_says_what_becomes_of_files_that_cannot_be_read(mixed):
    """As pandas has it: raise, warn, ignore."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(read(mixed, partial=True, errors="ignore"))
    with pytest.raises(SourceError, match=r"b.xlsx: a zip that is truncated or damaged"):
        read(mixed, partial=True, errors="raise")
    with pytest.raises(UnknownValue, match="errors 'coerce' is not known"):
        read(mixed, errors="coerce")


def test_where_nothing_can_be_read_every_file_is_named(mixed):
    """A single file that is named raises its own error, with every source's reason."""
    (mixed / "a_M2024.csv").unlink()
    with pytest.raises(
        SourceError, match=r"(?s)none of these files .* read.*b\.xlsx.*c\.json.*notes"
    ):
        read(mixed)
    with pytest.raises(SourceError, match=r"b.xlsx: a zip that is truncated or damaged"):
        read(mixed / "b.xlsx")


@pytest.mark.parametrize("address", ["https://www.bls.gov/oes/x.zip", "http://x.org/a.csv"])
def test_an_address_is_not_fetched(address):
    """The words say what to do instead."""
    with pytest.raises(SourceError, match="hitdata fetches nothing; download the file in a brow"):
        read(address)


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
    with_source(Source(lacks=lambda _: "", figures=lambda *_: hitdata.load(soc="29-2072"),
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

    with_source(Source(lacks=lambda file: "" if "made up" in file.text else "something else",
                       figures=fail, example="a list"))  # fmt: skip
    path = tmp_path / "list.txt"
    path.write_text("a made up list\n")
    with pytest.raises(SourceError, match=f"^list.txt: .*{message}"):
        read(path)


def test_a_source_that_only_fills_other_tables_reads_no_users_file(raw):
    """The index of prices is bundled, and no figure: a user's copy is none of the known files."""
    assert "cpi" not in set(hitdata.readable()["source"])
    with pytest.raises(UnknownValue, match="as_ 'cpi'"):
        read(raw / "bls" / "cpi" / "CUUR0000SA0.csv", as_="cpi")
    assert "quoted" in reading.names()
    with pytest.raises(UnknownValue, match="as_ 'quoted'"):
        read(raw / "guides" / "pages.csv", as_="quoted")


def test_a_folder_without_figures_is_an_error(tmp_path):
    """An empty table would say that there are none anywhere; hidden files are no files of hers."""
    (tmp_path / "notes.txt").write_text("eggs\nmilk\n")
    (tmp_path / ".hidden.csv").write_text("")
    with pytest.raises(SourceError, match=r"notes.txt: no source knows this file; tried"):
        read(tmp_path)
    (tmp_path / "more.txt").write_text("bread\n")
    with pytest.raises(SourceError, match="none of these files could be read"):
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
    codes = ["29-9021", *set(new["soc"]) & set(CODES)]
    bundled = hitdata.load(soc=codes)
    assert len(hitdata.load(extra=new, soc=codes)) == len(bundled) + new["soc"].isin(codes).sum()
