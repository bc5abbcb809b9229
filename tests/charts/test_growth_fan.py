"""Growth fan: the fan is that of the projection, and what is published stands where it was."""

import numpy as np
import pytest

from hitdata.charts import growth_fan, growth_rounds
from hitdata.errors import UnknownValue
from hitdata.projection import KIND, fan, growth


@pytest.fixture(scope="module")
def published(figures):
    """What EP publishes itself."""
    return figures[figures["source"].eq("EP") & figures["quoted_by"].isna()]


def test_the_fan_is_that_of_the_projection(drawn):
    """The drawn edges at 2034 are low and high of the fan, in percent of base employment."""
    chart = drawn["growth_fan"]
    table = growth(chart.hitdata.data.query("release == '2024-34'"))
    ends = fan(table).groupby("soc").tail(1).set_index("soc")
    base = table.set_index("soc")["base_employment"]
    wanted = [(ends[name] / base - 1) * 100 for name in ("low", "high", "expected")]
    lines = [line for line in chart.axes[0].lines if len(line.get_xdata()) == 11]
    found = sorted(line.get_ydata()[-1] for line in lines)
    assert np.allclose(found, sorted(value for each in wanted for value in each))


def test_fans_are_wider_than_the_change(drawn):
    """By hand: 293,000 less 148,000 is ten times 13,800; 74,000 less 31,000 is six of 6,200."""
    caption = drawn["growth_fan"].hitdata
    assert "over six times" in caption.title
    assert "fan 148,000 to 293,000" in caption.alt
    assert "80% of past outcomes lay inside" in caption.notes[0]
    assert KIND in caption.notes[0]


def test_the_note_says_how_many_outcomes_the_fan_held(drawn):
    """Of each class that is drawn: its outcomes ten years ahead, held as fitted and unseen."""
    large, middle = drawn["growth_fan"].hitdata.notes[1:3]
    assert large == (
        "100,000 jobs and more, 10 years ahead: it holds 80% of 442 outcomes of two rounds, and "
        "78% when fitted on other rounds alone."
    )
    assert middle.startswith("25,000 to 100,000 jobs, 10 years ahead: it holds 80% of 442")


def test_a_revised_base_is_named(published):
    """Transcriptionists' base fell from 70,000 to 57,400 in two years: no growth alone."""
    for chart in (growth_fan, growth_rounds):
        drawn = chart(published[published["soc"].eq("31-9094")])
        notes = " ".join(drawn.hitdata.notes)
        assert "so in part a revision: base of 31-9094 from" in notes
        assert "from 70,000 jobs in 2014 to 57,400 in 2016 (−18.0%)" in notes
        again = chart(drawn.hitdata.data)
        assert again.hitdata.notes == drawn.hitdata.notes


def test_earlier_rounds_are_rings(drawn):
    """Rings stand at the base employment of three earlier rounds, dots at the newest round's."""
    rings = [line.get_ydata() for line in drawn["growth_fan"].axes[0].lines
             if line.get_marker() == "o" and line.get_markerfacecolor() == "#FFFFFF"]  # fmt: skip
    assert np.allclose(
        rings[0], [(jobs / 194_800 - 1) * 100 for jobs in (186_400, 194_300, 191_500)]
    )
    assert len(rings) == 2


@pytest.mark.parametrize("codes", [["29-9021"], ["15-1211", "11-3021"]])
def test_other_codes_have_fans(codes, published, misplaced):
    """One code or two, of any family: the title counts what its fans say."""
    chart = growth_fan(published[published["soc"].isin(codes)])
    assert "times the projected change" in chart.hitdata.title
    assert not misplaced(chart)


def test_a_third_code_is_one_too_many(drawn, published):
    """With the two of health information in the frame these are drawn, else it is refused."""
    three = published[published["soc"].isin(["29-2072", "29-9021", "15-1211"])]
    data = growth_fan(three).hitdata.data
    assert data["figure_id"].tolist() == drawn["growth_fan"].hitdata.data["figure_id"].tolist()
    with pytest.raises(
        UnknownValue, match=r"up to 2 rows or lines, one for each soc; this frame has 3"
    ):
        growth_fan(published[published["soc"].isin(["29-2072", "11-3021", "15-1211"])])


def test_a_round_without_employment_has_no_fan(drawn):
    """A percent alone has no base to draw from: the frame is refused."""
    data = drawn["growth_fan"].hitdata.data
    with pytest.raises(UnknownValue, match=r"one or two codes; .* has both for 0"):
        growth_fan(data[data["measure"].eq("employment change")])
