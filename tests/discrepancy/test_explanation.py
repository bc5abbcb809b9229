"""What holds of every explanation, whichever the two figures."""

import json

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hitdata
from hitdata.discrepancy import comparable, explain
from hitdata.errors import NotComparable

from .conftest import IDS, oews

STATISTICS = ["p50", "mean", "average", "percent", "low", "total", "p90", "rse"]
FIGURES = hitdata.load(soc=["29-2071", "29-2072", "29-9021", "11-3021", "13-1041"],
                       area=["US", "CA"], statistic=STATISTICS)  # fmt: skip
FIGURES = FIGURES[~FIGURES["release"].between("2003-05", "2015-05")].reset_index(drop=True)
CENTRAL = FIGURES[~FIGURES["statistic"].isin(["p90", "rse"])]
IN_ONE_UNIT = {
    "wages": CENTRAL[CENTRAL["unit"].isin(["USD/year", "USD/hour"])],
    "growth": CENTRAL[CENTRAL["measure"].eq("employment change") & CENTRAL["unit"].eq("percent")],
    "jobs": CENTRAL[CENTRAL["measure"].eq("employment") & CENTRAL["unit"].eq("jobs")],
}

pairs = st.sampled_from(sorted(IN_ONE_UNIT)).flatmap(
    lambda kind: st.tuples(*[st.sampled_from(IN_ONE_UNIT[kind]["figure_id"].to_list())] * 2)
)


def told(a, b):
    """Return the explanation, or None where there is no gap to speak of."""
    try:
        return explain(a, b, among=FIGURES)
    except NotComparable:
        return None


@settings(max_examples=35, deadline=None)
@given(pairs)
def test_an_explanation_turned_round_is_its_negative(pair):
    """explain(a, b) is minus explain(b, a), step by step and in what is left."""
    there, back = told(*pair), told(*pair[::-1])
    assert (there is None) == (back is None)
    if there and back:
        assert back.gap == -there.gap
        assert back.unexplained == -there.unexplained
        assert [(p.step, -p.amount, p.end, p.start, p.figure_ids) for p in back.parts] == [
            (p.step, p.amount, p.start, p.end, p.figure_ids) for p in there.parts
        ]


@settings(max_examples=35, deadline=None)
@given(pairs)
def test_steps_and_what_is_left_add_up_to_the_cent(pair):
    """No part of a gap is lost or counted twice."""
    if story := told(*pair):
        assert round(sum(p.amount for p in story.parts) + story.unexplained, 2) == story.gap
        assert all(p.amount == 0 and p.reason for p in story.parts if not p.quantified)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(CENTRAL["figure_id"].to_list()))
def test_a_figure_and_itself_have_nothing_to_explain(figure):
    """explain(a, a) has no steps, no gap and no rows."""
    if story := told(figure, figure):
        assert (story.parts, story.gap, story.unexplained) == ((), 0, 0)
        assert story.to_frame().empty


@settings(max_examples=35, deadline=None)
@given(pairs)
def test_verdicts_are_symmetric(pair):
    """It does not matter which figure is named first."""
    assert (
        comparable(*pair, among=FIGURES).verdict == comparable(*pair[::-1], among=FIGURES).verdict
    )


@settings(max_examples=30, deadline=None)
@given(pairs, st.floats(1, 500_000), st.floats(1, 500_000))
def test_steps_add_up_whatever_the_numbers(pair, one, two):
    """Figures of one's own need not be round for the parts to be the whole."""
    rows = [
        FIGURES[FIGURES["figure_id"].eq(figure)].assign(
            value=value, figure_id=f"own {place} {figure}", status="normal", bound="="
        )
        for place, (figure, value) in enumerate(zip(pair, (one, two), strict=True))
    ]
    if story := told(*rows):
        total = sum(p.amount for p in story.parts) + story.unexplained
        assert total == pytest.approx(story.gap, abs=0.004)


def test_a_group_that_no_crosswalk_names_is_not_quantifiable():
    """Major groups of two editions have no stated relation: the whole gap stays unexplained."""
    growth = hitdata.load(source="EP", measure="employment change", unit="percent")
    story = explain(
        "bls.ep.2014-24.us.15-0000.major.employment-change.percent.2014-2024.percent",
        "bls.ep.2024-34.us.29-2072.employment-change.percent.2024-2034.percent",
        among=growth,
    )
    assert [(p.step, p.quantified) for p in story.parts] == [
        ("period", False),
        ("occupation", False),
    ]
    assert story.unexplained == story.gap == -6


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (oews("29-2072", 2024), "bls.oews.2024-05.us.29-2072.employment.total.jobs"),
        (oews("11-3021", 2024, "p90"), oews("11-3021", 2025, "p90")),
        (oews("29-2072", 2024, "mean"), "bls.oews.2024-05.us.29-2072.wage.rse.of-mean.percent"),
    ],
)
def test_there_is_no_gap_between_things_of_different_kinds(a, b):
    """Wages and jobs, a value and a top code, an estimate and its error are not explained."""
    with pytest.raises(NotComparable, match="no gap to explain"):
        explain(a, b, among=FIGURES)


def test_hourly_pay_is_explained_per_year():
    """The conversion is noted, and the gap is in dollars a year: 24.16 x 2,080 - 50,250 = 2.80."""
    story = explain(
        oews("29-2072", 2024), "bls.oews.2024-05.us.29-2072.wage.p50.usd-hour", among=FIGURES
    )
    assert story.gap == pytest.approx(2.80)
    assert story.unit == "USD/year"
    assert any("2,080" in note for note in story.notes)


def test_hourly_pay_of_an_unknown_year_is_refused():
    """Nobody publishes how many hours a year a salary site's people work."""
    own = FIGURES[FIGURES["figure_id"].eq(IDS["payscale"])].assign(
        unit="USD/hour", value=23.98, figure_id="hourly"
    )
    with pytest.raises(NotComparable, match="hours a year"):
        explain(own, oews("29-9021", 2024), among=FIGURES)


def test_percents_are_of_the_first_hand_figure():
    """17,060 of 48,780 is not asked; 17,060 + 1,470 over BLS's own 62,990 either way."""
    pair = IDS["glassdoor"], oews("29-9021", 2023)
    there, back = explain(*pair, among=FIGURES), explain(*pair[::-1], among=FIGURES)
    assert there.base == back.base == 62990
    percent = there.to_frame()["percent"].dropna()
    assert percent.sum() == pytest.approx(100 * 15990 / 62990)


def test_a_copy_takes_its_period_from_its_original():
    """The guide's 75,670 has no month; it is OEWS's of May 2023, which is noted and cited."""
    story = explain(IDS["guide compliance"], oews("13-1041", 2024), among=FIGURES)
    assert [(p.step, p.amount) for p in story.parts] == [("period", 2750)]
    assert any("restate" in note for note in story.notes)


def test_an_explanation_can_be_printed_tabled_and_stored():
    """Frame, dict, text and notebook show the same steps, the last one unexplained."""
    story = explain(IDS["glassdoor"], oews("29-9021", 2023), among=FIGURES)
    frame = story.to_frame()
    assert frame["step"].to_list()[-1] == "unexplained"
    assert frame["amount"].sum() == pytest.approx(story.gap)
    assert isinstance(frame, pd.DataFrame)
    assert json.loads(json.dumps(story.to_dict()))["gap"] == story.gap
    assert "unexplained" in str(story)
    assert "not quantifiable" in str(story)
    assert "occupation" in story._repr_html_()
