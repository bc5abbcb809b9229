"""The map of releases: which code has a cell, a fill and a mark in which year."""

import pytest

from hitdata.charts import releases
from hitdata.errors import UnknownValue


def test_codes_that_run_through_are_counted(drawn):
    """Six codes of the chart have all 26 releases, counted another way."""
    data = drawn["releases"].hitdata.data
    runs = data[data["source"].eq("OEWS")].groupby("soc")["release"].nunique()
    assert (runs == 26).sum() == 6
    assert drawn["releases"].hitdata.title.startswith(f"Only six of {len(runs)} codes run")


def test_codes_that_follow_one_to_one_are_named(drawn):
    """Systems analysts kept their occupation through three codes; technicians did not."""
    caption = drawn["releases"].hitdata
    assert "15-1051 to 15-1121 to 15-1211" in caption.notes[0]
    assert "29-2071" not in caption.notes[0]
    assert "unless a note says otherwise" in caption.deck


def test_a_cell_is_filled_where_a_release_has_the_code(drawn):
    """29-2071 fills 2000 to 2018, and 29-2098 the two years of the hybrid after it."""
    axes = drawn["releases"].axes[0]
    cells = axes.collections[0].get_array()
    assert cells.shape == (30, 26)
    filled = [[2000 + i for i, gap in enumerate(row.mask) if not gap] for row in cells[:2]]
    assert filled == [list(range(2000, 2019)), [2019, 2020]]


def test_projections_and_surveys_are_marked_in_their_years(drawn):
    """Each code and year of EP and ACS has one mark, EP at the base year of its round."""
    chart = drawn["releases"]
    lines = [line for line in chart.axes[0].lines if len(line.get_xdata()) > 2]
    ep, acs = (chart.hitdata.data[chart.hitdata.data["source"].eq(name)] for name in ("EP", "ACS"))
    dots, dashes = ([line for line in lines if line.get_marker() == mark] for mark in "o_")
    assert [len(line.get_xdata()) for line in (*dots, *dashes)] == [len(ep), len(acs)]
    assert {int(x) + 2000 for x in dots[0].get_xdata()} == set(ep["base_year"].astype(int))


def test_codes_that_were_asked_for_are_kept(figures):
    """Nurses are in no group of the chart: of a frame that holds them alone they are drawn."""
    nurses = figures[figures["soc"].isin(["29-1111", "29-1141"])]
    chart = releases(nurses)
    assert set(chart.hitdata.data["soc"]) == {"29-1111", "29-1141"}
    assert chart.hitdata.title == "None of two codes run through all 26 releases of OEWS"
    assert "29-1111 2000 to 2011; 29-1141 2012 to 2025" in chart.hitdata.alt


def test_it_needs_oews(figures):
    """Cells are those of OEWS: projections alone have none to stand in."""
    with pytest.raises(UnknownValue, match="releases needs figures with source OEWS"):
        releases(figures[figures["source"].eq("EP")])
