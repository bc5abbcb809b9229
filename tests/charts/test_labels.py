"""Labels: they move apart and no further, stand off other text, and ticks say their unit."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from hitdata.charts.labels import (
    End,
    ends_height,
    in_percent,
    inside,
    label,
    name_ends,
    note,
    settle,
    spread,
    stacked,
    ticked,
    wage_axis,
)
from hitdata.charts.page import Line, Page, using


@pytest.fixture(autouse=True)
def full_size():
    """Pages are shown as large as they are laid out, so that inches can be counted by hand."""
    with using(Page(5.0, zoom=1.0)):
        yield


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


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=6))
def test_spread_labels_stay_within_their_room(wanted):
    """Six labels of one inch have room between 0 and 6: none stands half outside."""
    placed = spread(wanted, [1.0] * len(wanted), within=(0, 6))
    assert all(0.5 - 1e-9 <= place <= 5.5 + 1e-9 for place in placed)


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


def test_labels_at_the_ends_make_room():
    """Two ends 520 dollars apart on a page of five inches get labels that do not touch."""
    axes = Figure((5, 5)).add_axes((0, 0, 0.5, 1))
    axes.set(xlim=(2016, 2022), ylim=(0, 50_000))
    points = [End(2021.4, 45_240, "$45,240", "Specialists"), End(2021.4, 45_760, "$45,760", "All")]
    name_ends(axes, points, inches=1.5)
    lower, upper = sorted(text.xy[1] for text in axes.texts if text.get_text().startswith("$"))
    # two lines and their gap: 0.18 + 0.155 + 0.05 inches of 5 for 50,000
    assert upper - lower == pytest.approx(0.385 * 10_000)


def test_the_height_of_end_labels_is_known_before():
    """A number (0.18 inches), a name of one line (0.155) and 0.05 between: 0.385 each."""
    points = [End(0, 0, "$1", "One"), End(0, 0, "$2", "Two")]
    assert ends_height(points, inches=1.5) == pytest.approx(2 * 0.385)


def test_ticks_without_room_are_thinned_from_the_last():
    """Ten years of 0.2 inches each cannot all be named: every third, with the last among them."""
    axes = Figure((5, 5)).add_axes((0.1, 0.1, 0.4, 0.8))
    axes.set_xlim(2015.5, 2025.5)
    ticked(axes, list(range(2016, 2026)), [str(year) for year in range(2016, 2026)])
    named = sorted(text.get_text() for text in axes.get_xticklabels())
    assert named[-1] == "2025"
    assert 2 <= len(named) <= 5
    assert len({int(b) - int(a) for a, b in pairwise(named)}) == 1


def test_a_label_that_covers_another_makes_room(axes):
    """Of two labels in one place the second moves, by no more than a line or two."""
    FigureCanvasAgg(axes.figure)
    for text in ("one", "two"):
        label(axes, 0.5, 0.5, text)
    settle(axes.figure)
    one, two = axes.texts
    assert one.get_visible()
    assert two.get_visible()
    renderer = axes.figure.canvas.get_renderer()
    assert not one.get_window_extent(renderer).overlaps(two.get_window_extent(renderer))
    assert abs(two.xyann[1] - one.xyann[1]) < 25


def test_a_label_without_room_is_taken_away_and_a_name_is_not(axes):
    """Where names fill the page, a label of a mark gives way; what is to be kept stays."""
    FigureCanvasAgg(axes.figure)
    for number in range(60):
        label(
            axes, 0.0, number / 60, "a name as wide as the page, from edge to edge" * 2, keep=True
        )
    note(axes, 0.5, 0.5, "label")
    settle(axes.figure)
    *names, last = axes.texts
    assert all(name.get_visible() for name in names)
    assert not last.get_visible()


def test_a_label_beyond_the_page_comes_inside(axes):
    """A label that would leave the page at the right ends at the margin."""
    FigureCanvasAgg(axes.figure)
    inside(axes, 0.95, 0.5, "median of all occupations: $50,980")
    settle(axes.figure)
    box = axes.texts[0].get_window_extent(axes.figure.canvas.get_renderer())
    assert box.x1 <= axes.figure.bbox.x1
    assert axes.texts[0].get_visible()
