"""EP files as users bring them: a made-up round as workbook and as CSV, raw, re-saved and cut."""

import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.files import Reported
from tests.made_up import table, workbook

HEADINGS = ["2030 National Employment Matrix title", "2030 National Employment Matrix code",
            "Occupation type", "Employment, 2030", "Employment, 2040",
            "Employment change, numeric, 2030–40", "Employment change, percent, 2030–40",
            "Occupational openings, 2030–40 annual average",
            "Median annual wage, dollars, 2030[1]"]  # fmt: skip
ROWS = [
    ["Total, all occupations", "00-0000", "Summary", 110.0, 101.5, -8.5, -7.7, 9.9, 50000],
    ["  Made-up managers", "11-9111", "Line item", 100.0, 90.0, -10.0, -10.0, 9, ">=$300,000"],
    ["      Made-up specialists", "29-2072", "Line item", 10.0, 11.5, 1.5, 15.0, 0.9, 48780],
]
SHARES = [*HEADINGS[:5], "Employment distribution, percent, 2030",
          "Employment distribution, percent, 2040", *HEADINGS[5:7]]  # fmt: skip


def book(tmp_path, *, rows=ROWS, again=48780):
    """Write a round's workbook: table 1.7, and 1.3, which prints some of it again."""
    shares = [[*r[:5], 50.0, 50.0, *r[5:7]] for r in ROWS]
    once_more = [*HEADINGS[:2], *HEADINGS[3:7], HEADINGS[8]]
    return workbook(tmp_path / "occupation.xlsx", {
        "Index": [["Occupation.xlsx contents"]],
        "Table 1.2": [["Table 1.2 Made up"], SHARES, *shares],
        "Table 1.3": [["Table 1.3 Fastest made up"], once_more,
                      ["Made-up specialists", "29-2072", 10.0, 11.5, 1.5, 15.0, again]],
        "Table 1.7": [["Table 1.7 Made up (Employment in thousands)"], HEADINGS, *rows,
                      ["Footnotes:"], ["[1] made up"]],
    })  # fmt: skip


def download(tmp_path, *, resaved=False, rows=ROWS[1:]):
    """Write a round's CSV: codes wrapped, thousands apart; saved again they are neither."""
    heading = ["Occupation Title", "Occupation Code", "Employment 2030", "Employment 2040",
               "Employment Change, 2030-2040", "Employment Percent Change, 2030-2040",
               "Occupational Openings, 2030-2040 Annual Average",
               "Median Annual Wage 2030"]  # fmt: skip
    lines = [[r[0].strip() + "    * Coder* Clerk", r[1] if resaved else f'="{r[1]}"',
              *(f"{x:.2f}" if resaved else f"{x:,.1f}" for x in r[3:8]), str(r[8])]
             for r in rows]  # fmt: skip
    return table(tmp_path / "Employment Projections.csv", [heading, *lines])


def test_a_round_is_read_once_from_all_its_tables(tmp_path):
    """Table 1.7 gives the figures, 1.2 adds the shares, 1.3 adds nothing."""
    figures = read(book(tmp_path))
    assert figures["figure_id"].is_unique
    assert set(figures["release"]) == {"2030-40"}
    found = figures[figures["soc"].eq("29-2072")].set_index(["measure", "statistic", "period"])
    assert found["value"].to_dict() == {
        ("employment", "total", "2030"): 10_000, ("employment", "total", "2040"): 11_500,
        ("employment change", "total", "2030/2040"): 1_500,
        ("employment change", "percent", "2030/2040"): 15,
        ("openings", "total", "2030/2040"): 900, ("wage", "p50", "2030"): 48_780,
        ("employment share", "percent", "2030"): 50, ("employment share", "percent", "2040"): 50,
    }  # fmt: skip


@pytest.mark.parametrize("resaved", [False, True])
def test_a_download_is_read_raw_and_saved_again(tmp_path, resaved):
    """The wrapper of codes and the form of numbers do not matter."""
    figures = read(download(tmp_path, resaved=resaved))
    row = figures[figures["soc"].eq("29-2072")].set_index(["measure", "statistic", "period"])
    assert row.loc[("employment", "total", "2030"), "value"] == 10_000
    assert set(figures["occupation"]) == {"Made-up managers", "Made-up specialists"}
    top = figures[figures["status"].eq("top-coded")].iloc[0]
    assert (top["threshold"], top["soc"]) == (300_000, "11-9111")


def test_the_download_of_2016_26_prints_units_beside_its_headings(tmp_path):
    """Headings and a row as BLS printed them, looked up by hand."""
    heading = ["Occupation Title", "SOC Code", "Employment 2016 (thousands)",
               "Employment 2026 (thousands)", "Employment change, 2016-2026 (thousands)",
               "Employment change, 2016-2026 (percent)",
               "Occupational openings, 2016-2026 annual average (thousands)",
               "2017 median annual wage", "Typical entry-level education",
               "Education Code"]  # fmt: skip
    actuaries = ["Actuaries    * Actuarial Associate", '="15-2011"', "23.6", "28.9", "5.3", "22.5",
                 "2.1", "101,560", "Bachelor's degree", "3"]  # fmt: skip
    figures = read(table(tmp_path / "employment_projections.csv", [heading, actuaries]))
    found = figures.set_index(["measure", "statistic", "period"])["value"].to_dict()
    assert found == {
        ("employment", "total", "2016"): 23_600, ("employment", "total", "2026"): 28_900,
        ("employment change", "total", "2016/2026"): 5_300,
        ("employment change", "percent", "2016/2026"): 22.5,
        ("openings", "total", "2016/2026"): 2_100, ("wage", "p50", "2017"): 101_560,
    }  # fmt: skip


def test_self_employed_is_written_in_two_ways(tmp_path):
    """Percent self employed to 2024-34, with a hyphen in 2025-35."""
    for i, words in enumerate(("self employed", "self-employed")):
        heading = [*HEADINGS[:7], f"Percent {words}, 2030"]
        rows = [heading, *([*r[:7], 6.3] for r in ROWS)]
        found = read(workbook(tmp_path / f"{i}.xlsx", {"Table 1.2": rows}))
        assert set(found.loc[found["measure"].eq("self-employed share"), "value"]) == {6.3}


def test_a_table_saved_by_pandas_or_r(tmp_path):
    """Headings that pandas adds are none, and R's stops are blanks again."""
    unnamed = ["Table 1.7 Made up", *(f"Unnamed: {n}" for n in range(1, 9))]
    numbered = [str(n) for n in range(9)]
    paths = [table(tmp_path / f"{i}.csv", [["", *first], *([n, *r] for n, r in enumerate(
             [HEADINGS, *ROWS]))]) for i, first in enumerate((unnamed, numbered))]  # fmt: skip
    lines = download(tmp_path).read_text(encoding="utf-8").splitlines()
    dotted = (
        "Occupation.Title,Occupation.Code,Employment.2030,Employment.2040,"
        "Employment.Change..2030.2040,Employment.Percent.Change..2030.2040,"
        "Occupational.Openings..2030.2040.Annual.Average,Median.Annual.Wage.2030"
    )
    paths.append(tmp_path / "r.csv")
    paths[-1].write_text("\n".join([dotted, *lines[1:]]), encoding="utf-8")
    for path in paths:
        wage = read(path).query("measure == 'wage' and soc == '29-2072'")
        assert wage["value"].to_list() == [48_780]


def test_a_table_of_some_occupations_is_whole(tmp_path):
    """Table 1.3 of a known round lists thirty: that is no download from which rows are gone."""
    heading = [text.replace("2040", "2034").replace("2030–40", "2024–34").replace("2030", "2024")
               for text in [*HEADINGS[:2], *HEADINGS[3:7]]]  # fmt: skip
    path = workbook(tmp_path / "1.3.xlsx", {"Table 1.3": [
        ["Table 1.3 Fastest growing made up"], heading, ["Made-up specialists", "29-2072", 10.0,
         11.5, 1.5, 15.0]]})  # fmt: skip
    assert set(read(path)["release"]) == {"2024-34"}


def test_a_round_before_the_soc_is_refused(tmp_path):
    """Rounds from 1998-2008 back have other codes."""
    rows = [[text.replace("2040", "2008").replace("2030", "1998") for text in HEADINGS], *ROWS]
    with pytest.raises(SourceError, match=r"old.xlsx: EP of 1998: .* not the SOC's; expected 2000"):
        read(workbook(tmp_path / "old.xlsx", {"Table 1.7": rows}))


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        (6, 4000, r"percent change in row 5 prints '4000'; expected a number -100 to 1000, N/A"),
        (3, -10.0, r"employment in row 5 prints '-10'; expected a number from 0, N/A or a dash"),
        (8, 0, r"wage in row 5 prints '0'; expected a number from 1, >= and a bound, N/A or a"),
    ],
)
def test_what_can_be_no_figure_is_refused(tmp_path, column, value, message):
    """Jobs below none, a wage of nothing, growth by 4,000 percent."""
    rows = [list(r) for r in ROWS]
    rows[2][column] = value
    with pytest.raises(SourceError, match=message):
        read(book(tmp_path, rows=rows))


def test_levels_and_changes_that_contradict_each_other_are_reported(tmp_path):
    """Change and percent follow from both levels, within what one decimal leaves."""
    rows = [list(r) for r in ROWS]
    rows[2][4] = 21.5
    path = workbook(tmp_path / "occupation.xlsx", {"Table 1.2": [["Made up"], HEADINGS, *rows]})
    with pytest.warns(Reported, match=r"2 changes of employment are not what both levels give"):
        read(path, partial=True)


def test_a_deleted_row_is_seen_by_the_total(tmp_path):
    """Line items add up to all occupations."""
    message = r"line items add up to 100,000 jobs, the total prints 110"
    with pytest.warns(Reported, match=message):
        figures = read(book(tmp_path, rows=ROWS[:2]))
    assert figures["note"].str.contains("table is incomplete").all()
    with pytest.raises(SourceError, match=message):
        read(book(tmp_path, rows=ROWS[:2]), partial=False)


def test_two_tables_that_disagree_are_refused(tmp_path):
    """A wage of 48,780 in one table and 58,780 in another is no wage."""
    with pytest.raises(SourceError, match=r"29-2072 wage is 48780 at Table 1.7!I5 but 58780 at"):
        read(book(tmp_path, again=58780))


def test_a_known_download_with_fewer_lines_is_refused(tmp_path, downloads):
    """Round 2021-31 lists 832 occupations."""
    path = next(downloads.rglob("Employment Projections 2021-31.csv"))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    cut = tmp_path / "cut.csv"
    cut.write_text("".join(lines[:400]), encoding="utf-8")
    with pytest.raises(
        SourceError, match=r"399 occupations, where the download of 2021-31 has 832"
    ):
        read(cut, partial=False)
    assert len(read(path)["soc"].unique()) == 832
