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
FIGURES = hitdata.load(quoted=None, soc=["29-2071", "29-2072", "29-9021", "11-3021", "13-1041"],
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


@pytest.mark.parametrize(
    ("a", "b", "gap", "percent"),
    [
        # 61,810 of California over the nation's 51,140, and back
        (oews("29-2072", 2025), oews("29-2072", 2025, where="ca"), 10670, 20.9),
        (oews("29-2072", 2025, where="ca"), oews("29-2072", 2025), -10670, -17.3),
        # 169,510 of all industries over 139,350 of health care: a ratio of 1.2164
        (oews("11-3021", 2023, where="us.naics-62"), oews("11-3021", 2023), 30160, 21.6),
        (IDS["glassdoor"], oews("29-9021", 2023), 15990, 34.0),
        (oews("29-9021", 2023), IDS["glassdoor"], -15990, -25.4),
    ],
)
def test_percents_are_of_the_first_argument(a, b, gap, percent):
    """Whichever figure_id sorts first, and whoever published them; the base is printed."""
    story = explain(a, b, among=FIGURES)
    assert story.gap == gap
    assert story.percent(story.gap) == pytest.approx(percent, abs=0.05)
    assert f"percents are of a, ${story.value_a:,.0f}" in str(story)
    frame = story.to_frame()
    assert frame["percent"].dropna().sum() == pytest.approx(100 * gap / story.value_a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (oews("29-2072", 2024), oews("29-9021", 2024)),
        (oews("29-2072", 2025), oews("29-2072", 2025, where="ca")),
        (oews("29-2072", 2024, where="us.naics-62"), oews("29-2072", 2024)),
        (oews("29-2072", 2024, "mean"), oews("29-2072", 2024)),
        ("bls.oews.2023-05.us.29-2072.employment.total.jobs",
         "bls.oews.2024-05.us.29-2072.employment.total.jobs"),
        ("bls.ep.2022-32.us.29-2072.employment-change.percent.2022-2032.percent",
         "bls.ep.2024-34.us.29-2072.employment-change.percent.2024-2034.percent"),
        ("bls.ep.2024-34.us.29-2072.employment.total.2024.jobs",
         "bls.ep.2024-34.us.29-9021.employment.total.2024.jobs"),
    ],
)  # fmt: skip
def test_no_step_is_quantified_by_the_pair_that_it_explains(a, b):
    """What lies between two figures alike in all but one thing is the gap itself."""
    story = explain(a, b, among=FIGURES)
    assert not story.quantified
    assert (story.rest, story.unexplained) == ("the gap itself", story.gap)
    assert "only the two figures say" in story.parts[0].reason


def test_a_year_of_one_code_is_prices_and_the_gap_itself():
    """48,780 of May 2023 x 314.069 / 304.127 is 1,594.63 more; 50,250 leaves -124.63."""
    story = explain(oews("29-2072", 2023), oews("29-2072", 2024), among=FIGURES)
    assert [(part.step, part.amount) for part in story.parts] == [("period", 1594.63)]
    assert (story.rest, story.unexplained) == ("the gap itself", -124.63)
    assert all(cited.startswith("CUUR0000SA0:") for cited in story.parts[0].figure_ids)
    assert "+$1,595 (+3.3 %)" in str(story)
    assert "-$125 (-0.3 %)" in str(story)


def test_a_copy_is_no_evidence_against_its_original():
    """The guide's 75,670 is OEWS's of May 2023: against 2024, prices and the gap itself.

    Walked from the first-hand figure, 78,420 x 304.127 / 314.069 is 2,482.42 less; 75,670 leaves
    267.58.
    """
    story = explain(IDS["guide compliance"], oews("13-1041", 2024), among=FIGURES)
    assert [(p.step, p.amount) for p in story.parts] == [("period", 2482.42)]
    assert story.unexplained == 267.58
    assert any("restate" in note for note in story.notes)


def test_an_ambiguous_title_is_read_both_ways():
    """O*NET lists the title under 15-1211 as well: 47,000 x (103,790 - 50,250) / 50,250."""
    story = explain(IDS["glassdoor"], IDS["payscale"], among=hitdata.load(quoted=None))
    assert [part.amount for part in story.quantified] == [15956.62]
    (other,) = story.readings
    assert [part.amount for part in other.quantified] == [50077.21]
    assert other.unexplained == pytest.approx(-21577.21)
    assert "read as 15-1211 instead of 29-9021" in str(story)
    assert "15-1211" in story._repr_html_()
    assert not explain(IDS["glassdoor"], oews("29-9021", 2024), among=FIGURES).readings


def test_amounts_are_shown_as_fine_as_their_inputs():
    """From "approximately $47,000", a step of 15,956.62 is about $16,000."""
    story = explain(IDS["glassdoor"], IDS["payscale"], among=FIGURES)
    assert story.rounded(15956.62) == 16000
    assert "about +$16,000 (+34 %)" in str(story)
    assert "15,956" not in str(story) + story._repr_html_()


@pytest.mark.parametrize(
    ("quoted", "published", "left"),
    [
        (IDS["guide 16 percent"], "29-9021", (-0.25, 0.85)),
        (IDS["guide 29 percent"], "11-9111", (-1.05, 0.05)),
    ],
)
def test_rounding_leaves_an_interval(quoted, published, left):
    """16 is anything from 15.5 to 16.5, and 16.3 from 16.25 to 16.35; 29 and 28.5 as well."""
    figure = f"bls.ep.2023-33.us.{published}.employment-change.percent.2023-2033.percent"
    story = explain(quoted, figure, among=hitdata.load(source="EP", quoted=None))
    assert story.left == left
    assert "no more than rounding" in str(story)
    assert story.to_frame()["reason"].iloc[-1].startswith("rounding leaves")


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
