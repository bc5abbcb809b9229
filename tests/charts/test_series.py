"""Series by code: lines that break, editions that are named, labels that make room."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from hitdata.charts import series
from hitdata.charts.words import dollars


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
    })  # fmt: skip


@pytest.mark.parametrize("name", ["wage_history", "growth_rounds"])
def test_no_line_joins_two_codes(chart):
    """Each line holds the values of one code only, all of them, so no line crosses a break."""
    data = chart.hitdata.data
    codes = data[data["soc"].ne("00-0000")].groupby("soc")["value"].apply(set)
    drawn = [set(line[:, 1]) for line in lines(chart)]
    assert sorted(map(sorted, drawn)) == sorted(map(sorted, codes))


@pytest.mark.parametrize("name", ["wage_history", "growth_rounds"])
def test_every_break_is_marked(chart):
    """Dotted lines stand where codes give way: after 2018 and after 2020, and through no line."""
    dotted = {line.get_xdata()[0] for line in chart.axes[0].lines
              if line._dash_pattern[1] is not None}  # fmt: skip
    assert {int(x + 0.5) for x in dotted} == {2019, 2021}
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
    series.draw(axes, runs[runs["soc"].ne("00-0000")], runs)
    over = {text.get_text(): text.xy for text in axes.texts}
    assert over["SOC 2010"] == (pytest.approx((2015.9 + 2019.9) / 2), 50_000)
    assert over["SOC 2018"] == (pytest.approx((2019.9 + 2021.9) / 2), 50_000)


def test_a_code_that_the_last_year_lacks_has_ended(runs):
    """Of three codes only 29-2071 has no figure in 2021."""
    assert [run["soc"].iloc[0] for run in series.ended(runs)] == ["29-2071"]


def test_ends_say_code_and_value(runs):
    """The code of all occupations is left out, as nobody knows it."""
    said = [(end.number, end.name) for end in series.last(runs.tail(2), dollars)]
    assert said == [("$45,240", "Specialists 29-2072"), ("$45,760", "All Occupations")]


def test_labels_at_the_ends_make_room(runs):
    """Two ends 520 dollars apart on a page of five inches get labels that do not touch."""
    axes = Figure((5, 5)).add_axes((0, 0, 0.5, 1))
    axes.set(xlim=(2016, 2022), ylim=(0, 50_000))
    series.ends(axes, series.last(runs.tail(2), dollars), inches=1.5)
    lower, upper = sorted(text.xy[1] for text in axes.texts if text.get_text().startswith("$"))
    # two lines and their gap: 0.18 + 0.155 + 0.05 inches of 5 for 50,000
    assert upper - lower == pytest.approx(0.385 * 10_000)
