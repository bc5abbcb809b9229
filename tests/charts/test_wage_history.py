"""Wage history: what its title finds, and how a change of method is shown."""

import pytest

from hitdata.charts import wage_history
from hitdata.errors import UnknownValue


@pytest.fixture(scope="module")
def medians(drawn):
    """What the chart chooses of the whole table."""
    return drawn["wage_history"].hitdata.data


def test_the_history_passes_the_overall_median_in_2014(drawn, medians):
    """By hand: 34,970 against 35,080 in May 2013, 35,900 against 35,540 in May 2014."""
    data = medians.set_index(["soc", "release"])["value"]
    assert data["29-2071", "2013-05"] == 34_970 < data["00-0000", "2013-05"] == 35_080
    assert data["29-2071", "2014-05"] == 35_900 > data["00-0000", "2014-05"] == 35_540
    assert "in 2014" in drawn["wage_history"].hitdata.title


def test_the_title_follows_the_frame(medians):
    """A frame that ends in 2018 was not split yet; one that starts above never passed."""
    early = wage_history(medians[medians["release"].le("2018-05")])
    assert early.hitdata.title == "Technicians passed the overall median in 2014"
    late = wage_history(medians[medians["release"].between("2015-05", "2018-05")])
    assert late.hitdata.title == "Technicians: median wages from $37,110 to $40,350"


def test_another_family_is_drawn_as_well(figures, misplaced):
    """The chart belongs to no occupation: of the whole table, systems analysts had three codes."""
    codes = ["15-1051", "15-1121", "15-1211", "00-0000"]
    chart = wage_history(figures[figures["soc"].isin(codes)])
    assert chart.hitdata.title.startswith("Analysts: median wages from $59,330")
    assert set(chart.hitdata.data["soc"]) == set(codes)
    assert not misplaced(chart)


def test_the_new_method_is_named_where_it_begins(drawn, medians):
    """The change of method is written into a plot that crosses it, and into no other."""
    said = {text.get_text() for text in drawn["wage_history"].axes[0].texts}
    assert "new method from May 2021" in said
    recent = wage_history(medians[medians["release"].ge("2021-05")])
    assert "new method from May 2021" not in {text.get_text() for text in recent.axes[0].texts}


def test_of_several_areas_the_nation_is_drawn(figures, medians):
    """Wages of all areas are narrowed to those of the United States, figure by figure."""
    areas = figures.query("source == 'OEWS' and industry == 'cross-industry'")
    assert wage_history(areas).hitdata.data["figure_id"].tolist() == medians["figure_id"].tolist()


def test_wages_of_two_states_are_not_mixed(figures):
    """A line through two areas would be no history: without the nation the frame is refused."""
    states = figures[figures["source"].eq("OEWS") & figures["area"].isin(["CA", "TX"])]
    with pytest.raises(UnknownValue, match="wage_history shows one area at a time"):
        wage_history(states)
