"""The page: lines fit and are even, labels move apart and no further, and ticks say their unit."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from hitdata.charts.files import Caption
from hitdata.charts.layout import (
    End,
    Line,
    broken,
    canvas,
    coded_name,
    in_percent,
    inches_per_unit,
    label,
    name_ends,
    note,
    rows,
    spread,
    stacked,
    wage_axis,
    width,
)
from hitdata.charts.words import unbroken

LABEL, DECK = Line("", 11), Line("", 12)

WORDS = st.lists(st.sampled_from("a of the median wages information technologists".split()),
                 min_size=1, max_size=25)  # fmt: skip


@given(WORDS, st.floats(1.2, 6))
def test_lines_keep_every_word_and_fit(words, inches):
    """Breaking text loses nothing, and no line is wider than it may be."""
    lines = [line.text for line in broken(" ".join(words), inches, look=LABEL)]
    assert " ".join(lines).split(" ") == words
    assert all(width(line, 11) <= inches + 0.02 for line in lines if " " in line)


def test_no_word_is_left_alone():
    """Where a full first line would leave one word for the second, the first gives some up."""
    text = "Annual wages by occupation, all industries, United States, nominal dollars"
    inches = width(text, 12) - 0.1
    assert len(broken(text, inches, look=DECK)[-1].text.split()) > 3


def test_a_joined_name_is_not_broken():
    """A month stays with its year, however narrow the line."""
    last = broken(unbroken("OEWS of May 2025"), 0.8, look=LABEL)[-1]
    assert last.text == "May\N{NO-BREAK SPACE}2025"


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(0.1, 9)), min_size=1, max_size=8))
def test_spread_labels_do_not_touch_and_keep_their_order(labels):
    """After spreading, neighbors are at least their half sizes apart, in the order wanted."""
    wanted, sizes = zip(*labels, strict=True)
    placed = spread(wanted, sizes)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    for lower, upper in pairwise(order):
        assert placed[upper] - placed[lower] >= (sizes[lower] + sizes[upper]) / 2 - 1e-9


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=8, unique=True))
def test_labels_that_do_not_touch_stay(wanted):
    """A label with room around it is not moved."""
    assert spread(wanted, [0.9] * len(wanted)) == pytest.approx(wanted)


def test_touching_labels_share_the_way():
    """Two labels that want one place both move, by half their size."""
    assert spread([5, 5], [1, 1]) == [4.5, 5.5]


@pytest.fixture
def caption():
    """A caption of few words."""
    return Caption("A finding of 3", "Wages", "alt", "BLS.", pd.DataFrame({"figure_id": ["one"]}))


def test_a_page_grows_with_its_words(caption):
    """A deck of two lines and a note add what they take, and the plot keeps its inches."""
    low, axes = canvas(caption, body=2.0)
    high, others = canvas(Caption("A finding of 3", "wages " * 30, "", "BLS.", caption.data,
                                  ("One note.",)), body=2.0)  # fmt: skip
    # a line of the deck takes 0.2 inches, a note 0.155
    grown = high.get_figheight() - low.get_figheight()
    assert grown == pytest.approx(2 * 0.2 + 0.155)
    assert high.get_figwidth() == low.get_figwidth() == 7.2
    for chart, each in ((low, axes), (high, others)):
        assert each.get_position().height * chart.get_figheight() == pytest.approx(2.0)


def test_rows_stand_downward_at_whole_numbers(caption):
    """Three rows of half an inch: the first on top, a quarter of an inch below the head."""
    _, axes = rows(caption, 3, pitch=0.5, left=2.0, right=1.0, head=0.3)
    assert axes.get_ylim() == (2.5, pytest.approx(-1.1))
    assert inches_per_unit(axes.yaxis) == pytest.approx(0.5)
    assert inches_per_unit(axes.xaxis) == pytest.approx(7.2 - 2.0 - 1.0)


def test_ticks_say_their_unit():
    """Wages are ticked in thousands of dollars, with a fifth free on both sides; shares in %."""
    axes = Figure((5, 5)).add_axes((0.1, 0.1, 0.8, 0.8))
    wage_axis(axes, pd.Series([30_000.0, 40_000.0, 50_000.0]), room=0.2)
    assert axes.get_ylim() == (26_000, 54_000)
    axes.set_xlim(-20, 40)
    in_percent(axes.xaxis)
    said = [axes.yaxis.get_major_formatter()(value) for value in (30_000, 50_000)]
    assert said == ["$30k", "$50k"]
    assert axes.xaxis.get_major_formatter()(-20) == "−20%"


@pytest.fixture
def axes():
    """Empty axes on a page of their own."""
    return Figure((5, 5)).add_axes((0, 0, 1, 1))


def test_a_label_is_centered_by_the_height_of_digits(axes):
    """Digits are two thirds of the size high: the baseline stands a third below the point."""
    label(axes, 1, 2, "$51,140", size=12, shift=(5, 1))
    text = axes.texts[0]
    assert (text.xy, text.xyann) == ((1, 2), (5, 1 - 4))
    assert text.get_va() == "baseline"


def test_a_mask_hides_gridlines_and_no_marks(axes):
    """A masked label has a box, and lies below lines (2) and above the grid."""
    note(axes, 0, 0, "plain")
    note(axes, 0, 0, "masked", masked=True)
    plain, masked = axes.texts
    assert plain.get_bbox_patch() is None
    assert masked.get_bbox_patch().get_facecolor() == (1, 1, 1, 1)
    assert 1 < masked.get_zorder() < 2 < plain.get_zorder()


def test_a_stack_stands_around_its_point(axes):
    """Three lines of one size: the middle one as a label alone, the others a line above and below.

    A line of 9.6 points takes 0.155 inches, 11.16 points.
    """
    note(axes, 0, 0, "alone")
    stacked(axes, 0, 0, [Line("upper"), Line("middle"), Line("lower")])
    alone, *stack = (text.xyann[1] for text in axes.texts)
    assert stack == pytest.approx([alone + 11.16, alone, alone - 11.16])


def test_a_code_follows_the_last_line_of_its_title(axes):
    """However the title breaks, the code stands after it on its last line, smaller and lighter."""
    title, code = "Health Information Technologists and Medical Registrars", "29-9021"
    coded_name(axes, 0, title, code, inches=2.5)
    *lines, last = axes.texts
    assert " ".join(text.get_text() for text in lines) == title
    assert last.get_text() == code
    assert last.get_fontsize() < lines[-1].get_fontsize()
    # on one line: the baselines differ by a third of the difference of their sizes
    sizes = lines[-1].get_fontsize() - last.get_fontsize()
    assert last.xyann[1] - lines[-1].xyann[1] == pytest.approx(sizes / 3)
    assert last.xyann[0] > 0


def test_labels_at_the_ends_make_room():
    """Two ends 520 dollars apart on a page of five inches get labels that do not touch."""
    axes = Figure((5, 5)).add_axes((0, 0, 0.5, 1))
    axes.set(xlim=(2016, 2022), ylim=(0, 50_000))
    points = [End(2021.4, 45_240, "$45,240", "Specialists"), End(2021.4, 45_760, "$45,760", "All")]
    name_ends(axes, points, inches=1.5)
    lower, upper = sorted(text.xy[1] for text in axes.texts if text.get_text().startswith("$"))
    # two lines and their gap: 0.18 + 0.155 + 0.05 inches of 5 for 50,000
    assert upper - lower == pytest.approx(0.385 * 10_000)


def test_a_line_is_measured_whole():
    """A text breaks where the line itself is too wide, not where its words, each rounded, are."""
    text = "About 37% of technologists out-earn 90% of records specialists"
    look = Line("", 16.8, weight="bold")
    wide = width(text, 16.8, weight="bold")
    assert len(broken(text, wide, look=look)) == 1
    assert len(broken(text, wide - 0.02, look=look)) == 2
