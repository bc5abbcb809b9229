"""Rounds side by side: what changed, and faster than what."""

import pandas as pd
import pytest

import hitdata
from hitdata.errors import InvalidFigure, SourceError
from hitdata.projection import line_items, matrix, read_rounds, rounds, totals


@pytest.fixture(scope="module")
def table(figures):
    """The bundled rounds, without derived totals."""
    return rounds(figures).set_index(["soc", "release"])


def test_all_ten_rounds_are_there(table):
    """Technicians stand in every round, under three codes."""
    group = table[table["group"].eq("health information technicians")].reset_index()
    assert group["release"].nunique() == 10
    assert group["soc"].unique().tolist() == ["29-2071", "29-2098", "29-2072"]


def test_changes_of_code_are_said_where_they_happen(table):
    """29-2071 -> 29-2098 -> 29-2072, and where 29-9021 comes from."""
    assert "code 29-2071 -> 29-2098" in table.loc[("29-2098", "2019-29"), "what_changed"]
    changed = table.loc[("29-2072", "2021-31"), "what_changed"]
    assert "code 29-2098 -> 29-2072" in changed
    assert "29-2071 of 2010 to 29-2072: one to many" in changed
    assert (
        "29-2071 of 2010 to 29-9021: many to many"
        in (table.loc[("29-9021", "2021-31"), "what_changed"])
    )


def test_changes_of_concept_are_said(table):
    """Openings, the wage's year and the recession base are named in their round."""
    assert "separations method" in table.loc[("29-2071", "2016-26"), "what_changed"]
    assert "of the year after the base year" in table.loc[("29-2071", "2014-24"), "what_changed"]
    assert "recession" in table.loc[("29-2098", "2020-30"), "what_changed"]


def test_a_base_that_was_revised_is_flagged(table):
    """29-9098 had 59,400 jobs in 2019 and 81,400 in 2020: up 37 percent."""
    row = table.loc[("29-9098", "2020-30")]
    assert (row["base_before"], round(row["base_moved"], 1)) == (59_400, 37.0)
    assert "from 59,400 jobs in 2019 to 81,400 in 2020 (+37.0%)" in row["what_changed"]
    assert table.loc[("29-2098", "2020-30"), "base_revised"] == ""
    assert table["what_changed"].str.contains("so in part a revision").sum() > 1


def test_a_base_is_followed_through_a_new_code(table):
    """15-1121 became 15-1211, one to one: the bases of both are set side by side."""
    assert table.loc[("15-1211", "2019-29"), "base_before"] == 633_900


def test_old_and_new_openings_are_never_in_one_column(table):
    """Ten-year totals and annual averages are two columns, and only one feeds the ratio."""
    old = table.xs("2014-24", level="release")
    assert old["openings"].isna().all()
    assert old["openings_per_1000"].isna().all()
    assert old.loc["29-2071", "openings_ten_years"] == 71_200


def test_average_is_the_rounds_own(table):
    """Where the round prints all occupations, the comparison is with that line."""
    row = table.loc[("29-2072", "2022-32")]
    assert (row["all_occupations_percent"], row["average"]) == (2.8, "faster")
    assert table.loc[("31-9094", "2024-34"), "average"] == "slower"


def test_without_a_total_there_is_no_average(figures, whole):
    """A download without the line, and no sum of that round: not available rather than guessed."""
    others = totals(whole[whole["release"].ne("2021-31")])
    row = rounds(figures, totals=others).set_index(["soc", "release"]).loc[("29-9021", "2021-31")]
    assert (row["all_occupations_from"], row["average"]) == ("not available", "not available")


def test_a_derived_total_is_flagged(figures):
    """The sum of line items takes the missing line's place and says so."""
    sums = pd.DataFrame(
        {"release": ["2021-31", "2022-32"], "base_employment": [158_135_300.0, 1.0],
         "projected_employment": [166_453_100.0, 2.0], "employment_change_percent": [5.26, 100.0],
         "derived": "sum of 832 line items"}
    )  # fmt: skip
    some = figures[figures["soc"].isin(["29-2072", "00-0000"])]
    table = rounds(some, totals=sums).set_index(["soc", "release"])
    row = table.loc[("29-2072", "2021-31")]
    assert row["all_occupations_from"] == "sum of 832 line items"
    assert row["average"] == "faster"  # 6.6 against 5.26 percent
    assert table.loc[("29-2072", "2022-32"), "all_occupations_from"] == "published"


def test_every_round_has_an_average(figures):
    """With the sums of the bundled line items, no round is left without a comparison."""
    table = rounds(figures)
    assert not table["average"].eq("not available").any()
    derived = table.loc[table["all_occupations_from"].str.startswith("sum"), "release"]
    assert derived.nunique() == 6


def test_a_folder_without_rounds_is_refused(tmp_path):
    """The error says which files are looked for."""
    with pytest.raises(SourceError, match=r"no round of Employment Projections.*2021-31\.csv"):
        matrix(tmp_path)


@pytest.mark.parametrize("name", ["nowhere", "a file"])
def test_a_folder_that_is_none_is_refused(tmp_path, name):
    """The error says so, rather than that the folder holds no rounds; a path may be a text."""
    (tmp_path / "a file").touch()
    with pytest.raises(SourceError, match=f"{name}: no such folder"):
        read_rounds(str(tmp_path / name))


HEADINGS = ["Occupation Title", "Occupation Code", "Employment 2030", "Employment 2040",
            "Employment Change, 2030-2040", "Employment Percent Change, 2030-2040"]  # fmt: skip
ROWS = [["Made-up managers", "11-9111", "100.0", "90.0", "-10.0", "-10.0"],
        ["Made-up specialists", "29-2072", "10.0", "11.5", "1.5", "15.0"]]  # fmt: skip


def made_up(path, rows):
    """Write a made-up round as the projections tool writes its list."""
    path.parent.mkdir(exist_ok=True)
    lines = [",".join(f'"{cell}"' for cell in row) for row in [HEADINGS, *rows]]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_rounds_are_read_as_any_other_file_is(tmp_path):
    """One route: the figures are those of `hitdata.read`, found by the name at any depth."""
    path = made_up(tmp_path / "in here" / "Employment Projections 2030-40.csv", ROWS)
    (tmp_path / "notes on occupations.csv").write_text("none")
    pd.testing.assert_frame_equal(read_rounds(tmp_path), hitdata.read(path))


def test_of_two_files_of_a_round_the_fuller_is_taken(tmp_path):
    """A part of a round beside the whole of it neither hides it nor counts twice."""
    made_up(tmp_path / "a" / "Employment Projections.csv", ROWS[:1])
    made_up(tmp_path / "b" / "Employment Projections (1).csv", ROWS)
    made_up(tmp_path / "c" / "Employment Projections.csv", ROWS[1:])
    assert read_rounds(tmp_path)["soc"].unique().tolist() == ["11-9111", "29-2072"]


def test_a_file_that_is_no_round_is_refused_by_name(tmp_path):
    """What is named like a round and is none is an error, not a round less."""
    (tmp_path / "Occupation list.csv").write_text("a,b\n1,2\n")
    with pytest.raises(SourceError, match=r"Occupation list\.csv: cannot be read as ep"):
        read_rounds(tmp_path)


def test_a_cut_does_not_pass_for_a_whole_round(figures):
    """The family's rows do not add up to all jobs, and nothing lets them."""
    with pytest.raises(InvalidFigure, match="are a cut of the round"):
        line_items(figures)


def test_totals_add_up_line_items(two_rounds):
    """The sums of jobs in both years and their percent, flagged as derived."""
    row = totals(two_rounds).iloc[0]
    assert (row["base_employment"], row["projected_employment"]) == (115_000, 213_000)
    assert row["employment_change_percent"] == pytest.approx(85.217, abs=1e-3)
    assert row["derived"] == "sum of 4 line items"


def test_the_bundled_line_items_are_those_of_the_downloads(whole, whole_figures):
    """Line items found by their codes in whole rounds are those that the rounds call so."""
    keys = ["release", "soc"]
    found = line_items(whole_figures).sort_values(keys, ignore_index=True)
    bundled = whole.sort_values(keys, ignore_index=True)
    pd.testing.assert_frame_equal(found, bundled, check_dtype=False)


def test_ten_rounds_are_read_whole(whole):
    """Each round has the line items that its own occupation type counts."""
    counts = whole.groupby("release").size().to_dict()
    assert counts == {
        "2012-22": 818, "2014-24": 819, "2016-26": 819, "2018-28": 809, "2019-29": 790,
        "2020-30": 790, "2021-31": 832, "2022-32": 832, "2023-33": 832, "2024-34": 832,
    }  # fmt: skip


def test_line_items_add_up_to_the_printed_total(whole, figures):
    """In the four rounds with a line for all occupations, the sums meet it within rounding."""
    all_jobs = figures[figures["soc"].eq("00-0000") & figures["source"].eq("EP")]
    jobs = all_jobs[all_jobs["measure"].eq("employment")]
    derived = totals(whole).set_index("release")
    for (release, year), value in jobs.set_index(["release", "period"])["value"].items():
        first = int(year) == int(release[:4])
        column = "base_employment" if first else "projected_employment"
        assert derived.loc[release, column] == pytest.approx(value, abs=2_000)


def test_a_round_under_another_hash_is_read_all_the_same(downloads, tmp_path):
    """A round that SOURCES.csv does not list works: its content says what it is."""
    found = next(downloads.rglob("Employment Projections 2021-31.csv"))
    text = found.read_text(encoding="utf-8-sig")
    (tmp_path / "Employment Projections again.csv").write_text(text + "\n", encoding="utf-8")
    items = matrix(tmp_path)
    assert (items["release"].unique().tolist(), len(items)) == (["2021-31"], 832)


def test_a_listed_file_is_taken_before_a_changed_copy(downloads, tmp_path):
    """A copy in which somebody changed a number stands back, whatever it is called."""
    found = next(downloads.rglob("Employment Projections 2021-31.csv"))
    (tmp_path / "Employment Projections 2.csv").write_bytes(found.read_bytes())
    text = found.read_text(encoding="utf-8-sig")
    for name in ("1", "3"):
        changed = text.replace("Accountants", "Countants")
        (tmp_path / f"Employment Projections {name}.csv").write_text(changed, encoding="utf-8")
    assert changed != text
    assert not read_rounds(tmp_path)["occupation"].str.contains("Countants").any()
