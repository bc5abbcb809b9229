"""Growth fan: the fan is that of the projection, and what is published stands where it was."""

import numpy as np
import pytest

from hitdata.charts import growth_fan
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
    """By hand: 272,000 less 160,000 is eight times 13,800; 71,000 less 32,500 is six of 6,200."""
    caption = drawn["growth_fan"].hitdata
    assert "over six times" in caption.title
    assert "fan 160,000 to 272,000" in caption.alt
    assert "80% of past outcomes lay inside" in caption.notes[0]
    assert all(KIND in note for note in caption.notes[:2])


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
    assert "as wide as the projected change" in chart.hitdata.title
    assert not misplaced(chart)


def test_a_third_code_is_one_too_many(drawn, published):
    """With the two of health information in the frame these are drawn, else it is refused."""
    three = published[published["soc"].isin(["29-2072", "29-9021", "15-1211"])]
    data = growth_fan(three).hitdata.data
    assert data["figure_id"].tolist() == drawn["growth_fan"].hitdata.data["figure_id"].tolist()
    with pytest.raises(UnknownValue, match=r"one or two codes; .* has both for 3"):
        growth_fan(published[published["soc"].isin(["29-2072", "11-3021", "15-1211"])])


def test_a_round_without_employment_has_no_fan(drawn):
    """A percent alone has no base to draw from: the frame is refused."""
    data = drawn["growth_fan"].hitdata.data
    with pytest.raises(UnknownValue, match=r"one or two codes; .* has both for 0"):
        growth_fan(data[data["measure"].eq("employment change")])
