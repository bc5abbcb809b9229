"""Measured text: lines fit and are even, labels move apart and no further."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hitdata.charts.measured import lines, spread, width
from hitdata.charts.words import edition, editions, unbroken

WORDS = st.lists(st.sampled_from("a of the median wages information technologists".split()),
                 min_size=1, max_size=25)  # fmt: skip


@given(WORDS, st.floats(1.2, 6))
def test_lines_keep_every_word_and_fit(words, inches):
    """Breaking text loses nothing, and no line is wider than it may be."""
    broken = lines(" ".join(words), inches, 11)
    assert " ".join(broken).split(" ") == words
    assert all(width(line, 11) <= inches + 0.02 for line in broken if " " in line)


def test_no_word_is_left_alone():
    """Where a full first line would leave one word for the second, the first gives some up."""
    text = "Annual wages by occupation, all industries, United States, nominal dollars"
    inches = width(text, 12) - 0.1
    assert len(lines(text, inches, 12)[-1].split()) > 3


def test_a_joined_name_is_not_broken():
    """A month stays with its year, however narrow the line."""
    assert lines(unbroken("OEWS of May 2025"), 0.8, 11)[-1] == "May\N{NO-BREAK SPACE}2025"


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


def test_editions_are_read_as_they_are_meant():
    """A month, a round and a year look alike in the table and are told apart for the reader."""
    said = [edition(release) for release in ("2023-05", "2012-22", "2009", "2022/2032", None)]
    assert said == ["May 2023", "2012–22", "2009", "2022–32", "period not stated"]


def test_the_span_of_editions_skips_missing_ones(figures):
    """A source line of quoted figures, whose releases are missing, does not fail or invent one."""
    assert editions(figures["release"][:0]) == "period not stated"
