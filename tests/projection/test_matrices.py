"""Whole rounds: found, read, and added up."""

import pandas as pd
import pytest

from hitdata.errors import InvalidFigure, SourceError
from hitdata.projection import line_items, matrix, totals


def test_a_folder_without_rounds_is_refused(tmp_path):
    """The error says which files are looked for."""
    with pytest.raises(SourceError, match=r"no round of Employment Projections.*2021-31\.csv"):
        matrix(tmp_path)


def test_a_cut_does_not_pass_for_a_whole_round(figures):
    """The family's rows do not add up to all jobs, and nothing lets them."""
    with pytest.raises(InvalidFigure, match="are a cut of the round"):
        line_items(figures)


def test_totals_add_up_line_items(two_rounds):
    """The sum of both levels and its percent, flagged as derived."""
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
    levels = all_jobs[all_jobs["measure"].eq("employment")]
    derived = totals(whole).set_index("release")
    for (release, year), value in levels.set_index(["release", "period"])["value"].items():
        first = int(year) == int(release[:4])
        column = "base_employment" if first else "projected_employment"
        assert derived.loc[release, column] == pytest.approx(value, abs=2_000)


def test_a_workbook_saved_under_another_hash_is_read_all_the_same(downloads, tmp_path):
    """A round that SOURCES.csv does not list works: its sheet is looked for."""
    found = next(downloads.rglob("Employment Projections 2021-31.csv"))
    text = found.read_text(encoding="utf-8-sig")
    (tmp_path / "Employment Projections again.csv").write_text(text + "\n", encoding="utf-8")
    items = matrix(tmp_path)
    assert (items["release"].unique().tolist(), len(items)) == (["2021-31"], 832)
