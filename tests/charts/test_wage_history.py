"""Wage history: what its title finds, lines that break, and how a change of method is shown."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from hitdata.charts import wage_history
from hitdata.charts.wage_history import draw_codes, ended, last
from hitdata.charts.words import dollars
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
    """Each line is of one area and named by it; ten lines of two states are refused."""
    states = figures[figures["source"].eq("OEWS") & figures["area"].isin(["CA", "TX"])]
    with pytest.raises(UnknownValue, match="wage_history draws up to 8 rows or lines"):
        wage_history(states)
    chart = wage_history(states[states["soc"].eq("15-1211")])
    of = states.set_index("value")["area"]
    for line in lines(chart):
        assert len({*of[line[:, 1]].dropna()}) >= 1
    assert {"California", "Texas"} <= {text.get_text() for text in chart.axes[0].texts}


def lines(chart):
    """Return the points of each drawn line: of the codes, not of other marks."""
    return [line.get_xydata() for line in chart.axes[0].lines if line.get_marker() == "o"]


@pytest.fixture
def runs():
    """A code of one edition, and two of the next, as a chart has them."""
    return pd.DataFrame({
        "soc": ["29-2071", "29-2071", "29-2072", "00-0000"], "at": [2017.4, 2018.4, 2021.4, 2021.4],
        "value": [39_180.0, 40_350.0, 45_240.0, 45_760.0],
        "soc_system": ["SOC 2010", "SOC 2010", "SOC 2018", "SOC 2018"],
        "occupation": ["Technicians", "Technicians", "Specialists", "All Occupations"],
        "line": ["29-2071", "29-2071", "29-2072", "00-0000"], "area": "US",
        "industry": "cross-industry", "release": "2021-05",
    })  # fmt: skip


@pytest.mark.parametrize("name", ["wage_history", "growth_rounds"])
def test_no_line_joins_two_codes(chart):
    """The values of each line belong to one code, and all lines together have all values."""
    data = chart.hitdata.data
    codes = data[data["soc"].ne("00-0000")].groupby("soc")["value"].apply(set)
    drawn = [set(line[:, 1]) for line in lines(chart)]
    assert all(any(line <= code for code in codes) for line in drawn)
    assert set().union(*drawn) == set().union(*codes)


def test_may_2021_joins_no_line(drawn):
    """Neither a code nor all occupations run through May 2021: $41,950 to $45,760 is no change."""
    axes = drawn["wage_history"].axes[0]
    for line in axes.lines:
        x = line.get_xdata()
        if line.get_marker() in ("o", ".") and len(x) > 1:
            assert not x[0] < 2021.4 < x[-1]
    alone = {float(line.get_ydata()[0]) for line in axes.lines
             if line.get_marker() in ("o", ".") and len(line.get_xdata()) == 1}  # fmt: skip
    assert alone == {45_760, 46_660, 55_560}
    assert any(note.startswith("May 2021 stands alone: ") for note in
               drawn["wage_history"].hitdata.notes)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "years"), [("wage_history", {2019, 2021, 2022}), ("growth_rounds", {2019, 2021})]
)
def test_every_break_is_marked(chart, years):
    """Dotted lines stand where lines give way to others, and through no line."""
    dotted = {line.get_xdata()[0] for line in chart.axes[0].lines
              if line._dash_pattern[1] is not None}  # fmt: skip
    assert {int(x + 0.5) for x in dotted} == years
    assert not [x for x in dotted for line in lines(chart) if line[0, 0] < x < line[-1, 0]]


@pytest.mark.parametrize("name", ["wage_history", "growth_rounds"])
def test_a_hybrid_is_named_in_the_notes(chart):
    """The title of 29-2098 is too long for a plot: its code stands there, its title in the foot."""
    assert any(note.startswith("29-2098: Medical ") for note in chart.hitdata.notes)
    assert "29-2098" in {text.get_text() for text in chart.axes[0].texts}


def test_an_edition_is_named_over_the_middle_of_its_stretch(runs):
    """By hand: from the left edge to halfway between 2018.4 and 2021.4, and on to the right."""
    axes = Figure().add_axes((0, 0, 1, 1))
    axes.set(xlim=(2015.9, 2021.9), ylim=(0, 50_000))
    draw_codes(axes, runs[runs["soc"].ne("00-0000")], runs)
    over = {text.get_text(): text.xy for text in axes.texts}
    assert over["SOC 2010"] == (pytest.approx((2015.9 + 2019.9) / 2), 50_000)
    assert over["SOC 2018"] == (pytest.approx((2019.9 + 2021.9) / 2), 50_000)


def test_a_code_that_the_last_year_lacks_has_ended(runs):
    """Of three codes only 29-2071 has no figure in 2021."""
    assert [run["soc"].iloc[0] for run in ended(runs)] == ["29-2071"]


def test_ends_say_code_and_value(runs):
    """The code of all occupations is left out, as nobody knows it."""
    said = [(end.number, end.name) for end in last(runs.tail(2), dollars)]
    assert said == [("$45,240", "Specialists 29-2072"), ("$45,760", "All Occupations")]
