"""The command: what the library says, in every format, and refusals in one line."""

import io
import json
import subprocess
import sys

import pandas as pd
import pytest
from PIL import Image

import hitdata
from hitdata.command import SUBCOMMANDS, main
from tests.made_up import headings, row, table, workbook

MEDIAN = "bls.oews.2023-05.us.29-9021.wage.p50.usd-year"


def test_figures_as_csv_are_the_whole_table(capsys):
    """All that is asked for is printed, with every column, and reads back as the same values."""
    asked = ["figures", "--soc", "29-2072", "--quoted", "all", "--format", "csv"]
    assert main(asked) == 0
    printed = pd.read_csv(io.StringIO(capsys.readouterr().out), dtype=str, keep_default_na=False)
    figures = hitdata.load(soc="29-2072", quoted=None)
    assert list(printed) == list(figures)
    assert printed["figure_id"].to_list() == figures["figure_id"].to_list()
    values = pd.to_numeric(printed["value"])
    pd.testing.assert_series_equal(values, figures["value"])


def test_filters_reach_the_library(capsys):
    """Options are the library's filters: codes may be several, quoted figures apart."""
    main(["figures", "--soc", "29-2072", "29-9021", "--statistic", "p50", "--source", "OEWS",
          "--release", "2023-05", "--quoted", "no", "--format", "json"])  # fmt: skip
    rows = json.loads(capsys.readouterr().out)
    found = hitdata.load(soc=["29-2072", "29-9021"], statistic="p50", source="OEWS",
                         release="2023-05", quoted=False)  # fmt: skip
    assert [row["figure_id"] for row in rows] == found["figure_id"].to_list()


def test_nothing_found_is_said(capsys):
    """An empty answer is a sentence, not a blank."""
    main(["figures", "--publisher", "Census", "--source", "EP"])
    out, err = capsys.readouterr()
    assert out == "no row passes\n"
    assert "without publisher Census, those of publisher BLS pass" in err


def test_latest_is_told_beside_the_output(capsys):
    """What latest stands for goes to the other stream, so that output stays data."""
    main(["figures", "--release", "latest", "--soc", "29-9021", "--format", "csv"])
    out, err = capsys.readouterr()
    assert out.startswith("figure_id,")
    assert err == "hitdata: release='latest' is ACS PUMS 2024, EP 2024-34, OEWS 2025-05\n"


def test_trace_and_cite_print_what_the_library_says(capsys):
    """The command adds nothing of its own."""
    main(["trace", MEDIAN])
    assert capsys.readouterr().out == f"{hitdata.trace(MEDIAN)}\n"
    main(["trace", MEDIAN, "--format", "json"])
    assert json.loads(capsys.readouterr().out) == [hitdata.trace(MEDIAN).to_dict()]
    main(["cite", MEDIAN, "--style", "bibtex"])
    assert capsys.readouterr().out == hitdata.cite(MEDIAN, style="bibtex") + "\n"


@pytest.fixture
def lines(tmp_path):
    """A made-up national table as text."""
    layout = "national 2021"
    rows = [headings(layout), row(layout, occ_code="00-0000", o_group="total"), row(layout)]
    return table(tmp_path / "national_M2024_dl.csv", rows)


def test_a_file_is_read_into_what_the_library_returns(lines, tmp_path, capsys):
    """Options are those of `hitdata.read`; a table that lacks rows is refused if that is asked."""
    out = tmp_path / "figures.csv"
    assert main(["read", str(lines), "--partial", "--format", "csv", "-o", str(out)]) == 0
    assert len(pd.read_csv(out)) == len(hitdata.read(lines, partial=True))
    assert main(["read", str(lines), "--no-partial"]) == 2
    assert "rows are missing" in capsys.readouterr().err
    assert main(["read", str(lines), "--soc", "29-2072", "--as", "oews", "--format", "json",
                 "--period", "2024-05", "--partial"]) == 0  # fmt: skip
    found = json.loads(capsys.readouterr().out)
    expected = hitdata.read(lines, soc="29-2072", partial=True)
    assert [figure["figure_id"] for figure in found] == expected["figure_id"].to_list()


def test_what_is_in_doubt_is_told_beside_the_output(lines, capsys):
    """A table that lacks rows is read, and said to on the other stream."""
    assert main(["read", str(lines), "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("figure_id,")
    assert err.startswith("hitdata: national_M2024_dl.csv: 2 occupations, where the national table")
    assert err.count("\n") == 1


def test_what_can_be_read_is_listed(capsys):
    """Each source with an example of its files."""
    assert main(["sources"]) == 0
    assert "national_M2024_dl.xlsx" in capsys.readouterr().out
    assert main(["sources", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed == hitdata.readable().to_dict("records")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["trace", "nonsense"], "hitdata: figure_id 'nonsense' is not known"),
        (["figures", "--publisher", "Payscael"], "did you mean 'Payscale'?"),
        (["figures", "--format", "parquet"], "Parquet is binary: pass -o FILE"),
        (["read", "nowhere.xlsx"], "hitdata: nowhere.xlsx: there is no such file"),
        (["export", "wage_rages", "-o", "charts"], "did you mean 'wage_ranges'"),
    ],
)
def test_a_refusal_is_one_line_and_status_2(capsys, arguments, message):
    """No traceback: the error says what was found and what would be right."""
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert message in err
    assert err.count("\n") == 1
    assert not out


def test_export_writes_the_charts_that_are_named(tmp_path, capsys):
    """One chart in one format: the paths of its files are printed, and they are there."""
    assert main(["export", "growth_rounds", "-o", str(tmp_path), "--format", "svg"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed == [
        str(tmp_path / f"growth_rounds.{suffix}") for suffix in ("svg", "csv", "json")
    ]
    assert sorted(printed) == sorted(str(path) for path in tmp_path.iterdir())


def test_export_takes_a_selection_a_size_a_theme_and_a_title(tmp_path, capsys):
    """Two states on a dark card under a headline of the user's: name, pixels and sidecar say so."""
    asked = ["--soc", "29-9021", "--area", "CA", "TX", "--size", "card", "--theme", "dark"]
    asked += ["--title", "Pay in two states", "--format", "png", "csv"]
    assert main(["export", "wage_ranges", "-o", str(tmp_path), *asked]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    with Image.open(tmp_path / "wage_ranges.card.dark.png") as picture:
        assert picture.size == (1200, 675)
        assert picture.convert("RGB").getpixel((5, 5)) == (0x15, 0x18, 0x1C)
    words = json.loads((tmp_path / "wage_ranges.card.dark.json").read_text(encoding="utf-8"))
    assert words["headline"] == "Pay in two states"
    assert words["title"].startswith("Medians from ")
    assert words["citation"]


def test_export_takes_downloads_of_other_occupations(tmp_path):
    """A workbook of the user's with an occupation that is not bundled is drawn."""
    layout = "national 2021"
    electricians = row(layout, occ_code="47-2111", occ_title="Electricians")
    book = workbook(tmp_path / "national_M2024_dl.xlsx",
                    {"national_M2024_dl": [headings(layout), electricians]})  # fmt: skip
    asked = ["--file", str(book), "--soc", "47-2111", "--format", "json"]
    assert main(["export", "wage_ranges", "-o", str(tmp_path / "out"), *asked]) == 0
    words = json.loads((tmp_path / "out" / "wage_ranges.json").read_text(encoding="utf-8"))
    assert "Electricians (47-2111)" in words["deck"]
    assert all("47-2111" in name for name in words["figure_ids"])


def test_an_option_of_another_chart_is_refused(tmp_path, capsys):
    """A wage belongs to one chart: another says so in one line."""
    asked = ["--wage", "50000", "--soc", "29-9021", "--area", "US"]
    assert main(["export", "wage_map", "-o", str(tmp_path), *asked]) == 2
    assert "option of wage_map 'wage'" in capsys.readouterr().err


@pytest.mark.parametrize("subcommand", SUBCOMMANDS)
def test_each_help_shows_an_example_that_parses(capsys, subcommand):
    """Help ends with an example, and its options are ones the command knows."""
    with pytest.raises(SystemExit) as ended:
        main([subcommand, "--help"])
    assert ended.value.code == 0
    text = " ".join(capsys.readouterr().out.split())
    assert f"example: {SUBCOMMANDS[subcommand].example}" in text
    options = [word for word in SUBCOMMANDS[subcommand].example.split() if word.startswith("-")]
    assert all(option in text for option in options)


def test_a_closed_pipe_is_no_error():
    """`hitdata figures --format csv | head` ends quietly."""
    script = "import sys; from hitdata.command import main; sys.exit(main(sys.argv[1:]))"
    # a megabyte, more than a pipe holds
    command = [sys.executable, "-c", script, "figures", "--source", "EP", "--format", "csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_names_are_read_as_in_python(capsys):
    """How a name was read goes to standard error, a line each; standard output stays the table."""
    asked = ["figures", "--soc", "nurses", "--area", "texas", "--release", "May 2025",
             "--statistic", "median", "--unit", "annual", "--format", "csv"]  # fmt: skip
    assert main(asked) == 0
    out, err = capsys.readouterr()
    assert pd.read_csv(io.StringIO(out))["figure_id"].to_list() == [
        "bls.oews.2025-05.tx.29-1141.wage.p50.usd-year"
    ]
    assert "hitdata: area 'texas' is read as TX (Texas)\n" in err
    assert main(["figures", "--area", "portland"]) == 2
    assert "may be CBSA 38900 (Portland-Vancouver-Hillsboro, OR-WA)" in capsys.readouterr().err


def test_find_diff_and_doctor_are_the_library_s(capsys):
    """Each subcommand prints what the function of its name returns."""
    assert main(["find", "170,190", "--release", "2023-05", "--soc", "11-3021"]) == 0
    assert "naics-55.own-5.11-3021.wage.p50" in capsys.readouterr().out
    asked = ["--soc", "29-9021", "--area", "US", "--industry", "cross-industry", "--format", "json"]
    assert main(["diff", "2024-05", "2025-05", "--statistic", "p50", *asked]) == 0
    out, err = capsys.readouterr()
    assert {row["after"] for row in json.loads(out) if row["unit"] == "USD/year"} == {68_020}
    assert "neighboring releases share samples" in err
    assert main(["doctor"]) == 0
    assert "pandas" in capsys.readouterr().out


def test_a_shell_can_complete(capsys):
    """What bash needs is made of the parser: it knows every subcommand."""
    pytest.importorskip("shtab")
    with pytest.raises(SystemExit):
        main(["--print-completion", "bash"])
    printed = capsys.readouterr().out
    assert all(name in printed for name in SUBCOMMANDS)
