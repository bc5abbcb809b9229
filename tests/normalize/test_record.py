"""The record: every step is listed, can be taken back, and what is refused says why."""

import warnings

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hitdata.errors import InvalidFigure, NotComparable, UnknownValue
from hitdata.normalize import dollars, statistic, steps, undo, wage_interval
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


def test_rows_of_one_label_are_taken_back_each_for_itself(hourly):
    """Two tables put together have labels twice; no row is divided by the other's factor."""
    twice = pd.concat([hourly, hourly.assign(value=30.0)])
    back = undo(dollars(wage_interval(twice), of="2024-05"))
    assert back["normalized"].tolist() == pytest.approx([19.40, 30.0])


@pytest.fixture
def two(hourly):
    """A wage that can be converted, and one without a period, which cannot."""
    return pd.concat([hourly, hourly.assign(figure_id="undated", period=None)])


def test_a_refused_figure_stops_everything_unless_told_otherwise(two):
    """By default the first refused figure is an error that names it and its reason."""
    with pytest.raises(NotComparable, match="undated: has no reference period"):
        dollars(two, of="2024-05")


def test_with_a_warning_the_others_are_converted(two):
    """errors="warn" counts the refused figures once, names the first, and keeps its reason."""
    with pytest.warns(UserWarning, match=r"1 of 2 figures .*; undated: has no ref") as caught:
        kept = dollars(two, of="2024-05", errors="warn")
    # an old pyarrow may warn beside ours, of what pandas deprecates
    said = [warning for warning in caught if warning.category is UserWarning]
    assert len(said) == 1
    assert said[0].filename == __file__
    assert kept["normalized"].notna().to_list() == [True, False]
    assert kept["refused"].iloc[0] == ""
    assert kept["refused"].iloc[1].startswith("has no reference period")
    assert kept["steps"].iloc[1] == ()


@pytest.mark.parametrize(
    "conversion",
    [
        lambda figures, errors: dollars(figures, of="2024-05", errors=errors),
        lambda figures, errors: wage_interval(figures, to="USD/year", errors=errors),
        lambda figures, errors: statistic(figures, to="mean", errors=errors),
    ],
    ids=["dollars", "wage interval", "statistic"],
)
def test_every_conversion_refuses_in_the_same_three_ways(conversion, figures):
    """Jobs are no wage: an error, or the same rows with a warning and without."""
    jobs = figures[figures["figure_id"].eq("bls.oews.2024-05.us.29-2072.employment.total.jobs")]
    with pytest.raises(NotComparable):
        conversion(jobs, "raise")
    with pytest.warns(UserWarning, match="1 of 1 figures"):
        warned = conversion(jobs, "warn")
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        silent = conversion(jobs, "ignore")
    assert warned.equals(silent)
    assert silent["normalized"].isna().all()
    assert silent["refused"].ne("").all()


def test_the_first_reason_stays(two):
    """A figure refused once is not converted later, and says why it was refused first."""
    kept = dollars(two, of="2024-05", errors="ignore")
    later = wage_interval(kept, errors="ignore")
    assert later["normalized"].notna().to_list() == [True, False]
    assert later["refused"].iloc[1].startswith("has no reference period")


def test_another_way_to_refuse_is_refused(hourly):
    """The ways are raise, warn and ignore."""
    with pytest.raises(UnknownValue, match="'ignore', 'raise', 'warn'"):
        dollars(hourly, of="2024-05", errors="keep")


def test_a_frame_without_the_columns_of_figures_is_refused(hourly):
    """The error names what is missing."""
    with pytest.raises(InvalidFigure, match="unit"):
        opened(hourly.drop(columns="unit"))


def test_no_figures_are_no_steps(hourly):
    """An empty frame keeps its columns."""
    assert steps(dollars(hourly.head(0), of="2024-05")).empty
