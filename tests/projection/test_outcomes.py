"""Whole rounds, and their outcomes: the scorecard by hand and on the ten rounds."""

import numpy as np
import pandas as pd
import pytest

import hitdata
from hitdata.errors import InvalidFigure, SourceError
from hitdata.projection import line_items, matrix, read_rounds, revisions, scorecard, totals


def test_errors_of_two_small_rounds_by_hand(two_rounds):
    """Doubling in ten years is 1.1487 after two: 114,870 expected, 110,000 came, 4.4 % off."""
    pairs = revisions(two_rounds).set_index("soc")
    assert pairs.loc["a", "expected"] == pytest.approx(114_869.8, abs=0.1)  # 100,000 x 2^(1/5)
    assert pairs.loc["a", "pct_error"] == pytest.approx(4.427, abs=1e-3)
    assert pairs.loc["a", "no_change_pct_error"] == pytest.approx(-9.091, abs=1e-3)
    assert pairs.loc["a", "log_error"] == pytest.approx(np.log(110_000 / 114_869.8), abs=1e-6)
    # all four grow from 115,000 to 213,000 jobs in ten years: by 13.1 percent in two
    like_all = 100_000 * (213 / 115) ** 0.2 / 110_000 - 1
    assert pairs.loc["a", "like_all_pct_error"] == pytest.approx(100 * like_all, abs=1e-6)
    assert pairs["direction_right"].to_dict() == {"a": True, "b": False}
    assert pairs["rose"].to_dict() == {"a": True, "b": True}


def test_only_the_same_code_with_the_same_meaning_counts(two_rounds):
    """Case and commas do not change a title; "and binders" does, and so does another code."""
    assert revisions(two_rounds)["soc"].tolist() == ["a", "b"]


def test_a_round_is_not_judged_beyond_its_projected_year(two_rounds):
    """Outcomes after the projected year are no outcomes of the projection."""
    late = two_rounds.assign(base_year=two_rounds["base_year"].replace(2002, 2011))
    assert len(revisions(late)) == 0


def test_jobs_of_zero_have_no_error(two_rounds):
    """Zero jobs have no percent error and drops out instead of becoming infinite."""
    gone = two_rounds.assign(
        base_employment=two_rounds["base_employment"].where(
            two_rounds["base_employment"] != 11_000, 0
        )
    )
    assert revisions(gone)["soc"].tolist() == ["a"]


def test_the_scorecard_of_two_small_rounds(two_rounds):
    """Two occupations: errors of 4.43 and 9.09 percent, one direction of two right."""
    row = scorecard(revisions(two_rounds)).iloc[0]
    assert (row["round"], row["outcome_from"], row["years"], row["n"]) == (
        "2000-10",
        "2002-12",
        2,
        2,
    )
    assert row["median_abs_pct_error"] == pytest.approx((4.427 + 9.091) / 2, abs=1e-3)
    assert row["no_change_median_abs_pct_error"] == pytest.approx(9.091, abs=1e-3)
    assert row["direction_right"] == 50
    assert row["weighted_abs_pct_error"] == pytest.approx(
        (4.427 * 110_000 + 9.091 * 11_000) / 121_000, abs=1e-3
    )


#: Round -> years, n, median and mean error, weighted error, mean error of no change (percent),
#: direction right (percent), 80th percentile of absolute log errors. Measured independently,
#: with other code, when the method was chosen.
AGAINST_2024 = {
    "2014-24": (10, 666, 18.8, 30.4, 18.7, 32.6, 65, 0.394),
    "2016-26": (8, 666, 17.0, 27.0, 16.2, 28.1, 62, 0.348),
    "2019-29": (5, 760, 11.9, 19.1, 11.5, 20.4, 61, 0.272),
    "2020-30": (4, 760, 10.9, 16.0, 10.5, 17.5, 67, 0.229),
    "2021-31": (3, 832, 9.8, 13.4, 9.1, 14.2, 67, 0.202),
    "2022-32": (2, 832, 7.3, 10.6, 6.3, 11.1, 63, 0.157),
}


@pytest.mark.parametrize("name", AGAINST_2024)
def test_the_rounds_against_2024_match_a_second_count(past, name):
    """Six rounds against the base of 2024-34, as another program counted them."""
    table = scorecard(past)
    row = table[table["outcome_from"].eq("2024-34") & table["round"].eq(name)].iloc[0]
    columns = ["years", "n", "median_abs_pct_error", "mean_abs_pct_error", "weighted_abs_pct_error",
               "no_change_mean_abs_pct_error", "direction_right"]  # fmt: skip
    rounding = [0, 0, 0.06, 0.06, 0.06, 0.06, 0.6]
    for column, expected, allowed in zip(columns, AGAINST_2024[name], rounding, strict=False):
        assert row[column] == pytest.approx(expected, abs=allowed), column
    assert row["abs_log_error_80"] == pytest.approx(AGAINST_2024[name][-1], abs=6e-4)


def test_the_baselines_of_round_2014_24(past):
    """18.8 percent off as projected, 20.3 with no change, 20.2 like all; 64.9 right, 52 rose."""
    table = scorecard(past).set_index(["round", "years"]).loc[("2014-24", 10)]
    said = ["median_abs_pct_error", "no_change_median_abs_pct_error",
            "like_all_median_abs_pct_error", "direction_right", "rose"]  # fmt: skip
    assert table[said].astype(float).round(1).tolist() == [18.8, 20.3, 20.2, 64.9, 52.0]


def test_every_round_meets_every_later_one(past):
    """43 pairs of rounds: all 45, less the two that lie beyond the horizon of 2012-22."""
    assert len(scorecard(past)) == 43


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
