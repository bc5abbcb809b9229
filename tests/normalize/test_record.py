"""The record: every step is listed, and can be taken back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hitdata.errors import InvalidFigure
from hitdata.normalize import dollars, steps, undo, wage_interval
from hitdata.normalize.record import opened

HOURLY = "bls.oews.2018-05.us.29-2071.wage.p50.usd-hour"


@pytest.fixture
def hourly(figures):
    return figures[figures["figure_id"].eq(HOURLY)]


def test_steps_are_listed_in_the_order_in_which_they_were_taken(hourly):
    """19.40 an hour x 2,080 x 314.069 / 251.588: two rows, each with what it used."""
    done = dollars(wage_interval(hourly), of="2024-05")
    table = steps(done)
    assert table["kind"].to_list() == ["wage interval", "dollars"]
    assert table["figure_ids"].iloc[1] == "CUUR0000SA0:2018-05; CUUR0000SA0:2024-05"
    assert done["normalized"].item() == pytest.approx(19.40 * 2080 * 314.069 / 251.588)


def test_nothing_published_is_changed(hourly):
    """The columns of the table stay as they were, and so does the frame that was given."""
    before = hourly.copy()
    done = dollars(wage_interval(hourly), of="2024-05")
    assert hourly.equals(before)
    assert done[list(before)].equals(before)


@settings(max_examples=25, deadline=None)
@given(value=st.floats(5, 200), month=st.sampled_from(["2003-05", "2018-05", "2024-05", "2026-08"]))
def test_what_was_done_can_be_taken_back(value, month, figures):
    """Hour to year, dollars there, and back again: the value, unit and period it came with."""
    row = figures[figures["figure_id"].eq(HOURLY)].assign(value=value)
    back = undo(dollars(wage_interval(row), of=month))
    assert back["normalized"].item() == pytest.approx(value, rel=1e-12)
    assert back["normalized_unit"].item() == "USD/hour"
    assert back["dollars_of"].item() == "2018-05"
    assert back["steps"].item() == ()


def test_a_frame_without_the_columns_of_figures_is_refused(hourly):
    """The error names what is missing."""
    with pytest.raises(InvalidFigure, match="unit"):
        opened(hourly.drop(columns="unit"))


def test_no_figures_are_no_steps(hourly):
    """An empty frame keeps its columns."""
    assert steps(dollars(hourly.head(0), of="2024-05")).empty
