"""Rounds side by side: what changed, and faster than what."""

import pandas as pd
import pytest

from hitdata.projection import rounds, totals


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
