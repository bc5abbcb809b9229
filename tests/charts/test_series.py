"""Series by code: lines that break, editions that are named, labels that make room."""

import pytest

from hitdata.charts import growth_rounds, history, rounds, wage_history
from hitdata.errors import UnknownValue


def lines(figure):
    """Return the places of each drawn line: of the codes, not of other marks."""
    return [line.get_xydata() for line in figure.axes[0].lines if line.get_marker() == "o"]


@pytest.mark.parametrize("name", ["wage_history", "growth_rounds"])
def test_no_line_joins_two_codes(figure):
    """Each line holds the values of one code only, all of them, so no line crosses a break."""
    data = figure.hitdata.data
    codes = data[data["soc"].ne("00-0000")].groupby("soc")["value"].apply(set)
    drawn = [set(line[:, 1]) for line in lines(figure)]
    assert sorted(map(sorted, drawn)) == sorted(map(sorted, codes))


@pytest.mark.parametrize("name", ["wage_history", "growth_rounds"])
def test_every_break_is_marked(figure):
    """Dotted lines stand where codes give way: after 2018 and after 2020, and through no line."""
    dotted = {line.get_xdata()[0] for line in figure.axes[0].lines
              if line._dash_pattern[1] is not None}  # fmt: skip
    assert {int(x + 0.5) for x in dotted} == {2019, 2021}
    assert not [x for x in dotted for line in lines(figure) if line[0, 0] < x < line[-1, 0]]


def test_the_history_passes_the_overall_median_in_2014(figures):
    """By hand: 34,970 against 35,080 in May 2013, 35,900 against 35,540 in May 2014."""
    data = history.select(figures).set_index(["soc", "release"])["value"]
    assert data["29-2071", "2013-05"] == 34_970 < data["00-0000", "2013-05"] == 35_080
    assert data["29-2071", "2014-05"] == 35_900 > data["00-0000", "2014-05"] == 35_540
    assert "in 2014" in wage_history(history.select(figures)).hitdata.title


def test_the_title_follows_the_frame(figures):
    """A frame that ends in 2018 was not split yet; one that starts above never passed."""
    early = history.select(figures[figures["release"].le("2018-05")])
    assert wage_history(early).hitdata.title == "Technicians passed the overall median in 2014"
    late = history.select(figures[figures["release"].between("2015-05", "2018-05")])
    assert wage_history(late).hitdata.title == "Technicians: median wages from $37,110 to $40,350"


def test_another_family_is_drawn_as_well(figures, misplaced):
    """The chart belongs to no occupation: systems analysts carried three codes."""
    codes = ["15-1051", "15-1121", "15-1211", "00-0000"]
    frame = figures.query("source == 'OEWS' and area == 'US' and industry == 'cross-industry'")
    figure = wage_history(frame[frame["soc"].isin(codes) & frame["quoted_by"].isna()])
    assert figure.hitdata.title.startswith("Analysts: median wages from $59,330")
    assert len(lines(figure)) == 3
    assert not misplaced(figure)


def test_the_new_method_is_named_where_it_begins(drawn, figures):
    """The change of method is written into a plot that crosses it, and into no other."""
    said = {text.get_text() for text in drawn["wage_history"].axes[0].texts}
    assert "new method from May 2021" in said
    recent = wage_history(history.select(figures[figures["release"].ge("2021-05")]))
    assert "new method from May 2021" not in {text.get_text() for text in recent.axes[0].texts}


def test_a_hybrid_is_named_in_the_notes(drawn):
    """The title of 29-2098 is too long for a plot: its code stands there, its title in the foot."""
    for name in ("wage_history", "growth_rounds"):
        caption = drawn[name].hitdata
        assert any(note.startswith("29-2098: Medical ") for note in caption.notes)
        assert "29-2098" in {text.get_text() for text in drawn[name].axes[0].texts}


def test_rounds_without_all_occupations_are_counted(drawn, figures):
    """Six of ten files have no line for all occupations, and no bar is drawn for them."""
    assert "six of 10 files have no line" in " ".join(drawn["growth_rounds"].hitdata.notes)
    frame = rounds.select(figures)
    without = growth_rounds(frame[frame["soc"].ne("00-0000")])
    assert "Gray bars" not in " ".join(without.hitdata.notes)


def test_wages_of_two_areas_are_not_mixed(figures):
    """A line through two areas would be no history: the frame is refused."""
    states = figures.query("source == 'OEWS' and industry == 'cross-industry'")
    with pytest.raises(UnknownValue, match="wage_history shows one area at a time"):
        wage_history(states)
