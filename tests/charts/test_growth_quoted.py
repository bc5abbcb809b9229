"""Growth as quoted: matched by what the quote states, and by nothing else."""

import pytest
from matplotlib.collections import PathCollection

from hitdata.charts import growth_quoted
from hitdata.charts.selection import GUIDES
from hitdata.errors import UnknownValue


@pytest.fixture(scope="module")
def growth(figures):
    """Percent changes of the whole table, quoted and published."""
    change = figures["measure"].eq("employment change") & figures["statistic"].eq("percent")
    return figures[change]


def test_a_quote_meets_the_round_that_it_names(drawn):
    """The guide's 7 % for 2022-32 stands beside 16.5 % of 29-9021 in EP 2022-32, and the rest."""
    alt = drawn["growth_quoted"].hitdata.alt
    assert "(29-9021): 7% in Healthcare IT salary guide, 16.5% in round 2022–32." in alt
    assert "(11-9111): 29% in Health information technician guide, 28.5% in round 2023–33." in alt
    assert "10.7% in round 2018–28." in alt
    assert "(15-1212): 32% in Healthcare IT salary guide, no round named; " in alt
    assert "15-1122" not in alt, "an older code's rounds are not those of 15-1212"


def test_a_quote_that_is_repeated_is_drawn_once(drawn, growth):
    """The guide prints 16 % and 10.7 % twice; six different quotes make six rows."""
    assert growth["quoted_by"].isin(GUIDES).sum() == 8
    assert drawn["growth_quoted"].hitdata.data["quoted_by"].notna().sum() == 6


def test_a_missing_year_is_flagged(drawn):
    """A quote that leaves out its round or base year says so beside its mark."""
    said = [text.get_text() for text in drawn["growth_quoted"].axes[0].texts]
    assert said.count("none named") == 2
    assert said.count("base year not stated") == 1


def test_quoted_and_published_differ_by_more_than_color(drawn):
    """A quote is a ring, a published change a dot: told apart without any color."""
    axes = drawn["growth_quoted"].axes[0]
    rings = [each for each in axes.collections if isinstance(each, PathCollection)]
    dots = [line for line in axes.lines if line.get_marker() == "o" and line.get_markersize() > 6]
    assert len(rings) == 6
    assert all(tuple(ring.get_facecolor()[0][:3]) == (1, 1, 1) for ring in rings)
    assert [dot.get_markerfacecolor() for dot in dots] == ["#1F1F1F"] * 4


def test_a_quote_without_any_round_is_still_drawn(growth):
    """A quote is not dropped because the frame lacks its code's rounds."""
    frame = growth[~(growth["soc"].eq("15-1212") & growth["quoted_by"].isna())]
    caption = growth_quoted(frame).hitdata
    assert "32% in Healthcare IT salary guide, and no round of the code" in caption.alt


def test_agreement_is_a_finding_too(growth):
    """Without the 7 %, every quote that names a round is that round's number, rounded."""
    title = growth_quoted(growth[growth["printed"].ne("7%")]).hitdata.title
    assert title == "Quoted changes agree with the BLS rounds that are named"


def test_it_needs_a_quote(figures):
    """A frame that only holds published figures is refused."""
    with pytest.raises(UnknownValue, match="growth_quoted needs quoted figures"):
        growth_quoted(figures[figures["quoted_by"].isna()])
