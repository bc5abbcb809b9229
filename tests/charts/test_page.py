"""The page: sizes, lines that fit and are even, and pages that grow or are shown smaller."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hitdata.charts.files import Caption
from hitdata.charts.page import SIZES, Line, Page, broken, canvas, page, using, width
from hitdata.charts.words import unbroken
from hitdata.errors import HitdataError

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
    zoom = Page().zoom
    assert grown == pytest.approx((2 * 0.2 + 0.155) * zoom)
    assert high.get_figwidth() == low.get_figwidth() == pytest.approx(178 / 25.4)
    for chart, each in ((low, axes), (high, others)):
        assert each.get_position().height * chart.get_figheight() == pytest.approx(2.0 * zoom)


@pytest.mark.parametrize(
    ("size", "wide", "high"),
    [("column", 85 / 25.4, None), ("page", 178 / 25.4, None), ("card", 6.0, 3.375),
     ("square", 5.4, 5.4), ("1600x900", 8.0, 4.5), ("120mm", 120 / 25.4, None),
     ("120x80mm", 120 / 25.4, 80 / 25.4)],
)  # fmt: skip
def test_a_size_is_what_it_says(caption, size, wide, high):
    """Millimeters are 1/25.4 inches and pixels 1/200: a card is 1200 by 675 of them."""
    with using(page(size)):
        chart, _ = canvas(caption, body=2.0)
    assert chart.get_figwidth() == pytest.approx(wide)
    assert high is None or chart.get_figheight() == pytest.approx(high)


def test_a_size_that_says_nothing_is_refused():
    """A typing error names the sizes that there are."""
    for size in ("colum", "0x100", "1200", "12in"):
        with pytest.raises(HitdataError, match=f"size '{size}': name {', '.join(SIZES)}, pixels"):
            page(size)


def test_a_page_too_low_for_its_rows_is_shown_smaller(caption):
    """Nine inches of rows on a card: the page is laid out larger, the card stays 6 inches wide."""
    sheet = page("card")
    with using(sheet):
        chart, axes = canvas(caption, body=9.0, least=9.0)
    assert sheet.width > 12
    assert chart.get_figwidth() == pytest.approx(6.0)
    assert axes.get_position().height * chart.get_figheight() / sheet.zoom >= 9.0


def test_a_users_title_takes_the_place_of_the_computed_one(caption):
    """The headline is drawn, and the computed title stays in what the chart carries."""
    with using(page("page", headline="My own words")):
        chart, _ = canvas(caption, body=1.0)
    said = [text.get_text() for text in chart.texts]
    assert "My own words" in said
    assert "A finding of 3" not in said
    assert (chart.hitdata.headline, chart.hitdata.title) == ("My own words", "A finding of 3")


def test_a_line_is_measured_whole():
    """A text breaks where the line itself is too wide, not where its words, each rounded, are."""
    text = "About 37% of technologists out-earn 90% of records specialists"
    look = Line("", 16.8, weight="bold")
    wide = width(text, 16.8, weight="bold")
    assert len(broken(text, wide, look=look)) == 1
    assert len(broken(text, wide - 0.02, look=look)) == 2
