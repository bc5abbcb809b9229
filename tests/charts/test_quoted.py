"""Quoted figures beside published ones: matched by what the quote states, and by nothing else."""

import pytest
from matplotlib.collections import PathCollection

from hitdata.charts import growth_quoted, pay, pay_quoted, quotes
from hitdata.charts.prints import prints
from hitdata.errors import UnknownValue


@pytest.fixture
def growth(figures):
    """What the chart of quoted growth selects."""
    return quotes.select(figures)


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
    assert growth["quoted_by"].notna().sum() == 8
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


@pytest.mark.parametrize("chart", [growth_quoted, pay_quoted])
def test_it_needs_a_quote(chart, figures):
    """Charts of quoted figures refuse a frame that only holds published ones."""
    with pytest.raises(UnknownValue, match="needs quoted figures"):
        chart(figures[figures["quoted_by"].isna() & figures["area"].eq("US")])


def test_the_gap_is_that_of_the_figure_which_is_named(drawn):
    """By hand: the guide prints 170,190 for NAICS 62 in May 2023, BLS published 139,350."""
    caption = drawn["pay_quoted"].hitdata
    data = caption.data.query("soc == '11-3021' and release == '2023-05'")
    assert sorted(data["value"]) == [139_350, 170_190]
    assert set(data["industry"]) == {"NAICS 62"}
    assert f"${170_190 - 139_350:,} more" in caption.title


def test_nothing_is_said_of_a_gap_without_the_published_figure(figures):
    """If the frame lacks the figure that a guide names, no gap is claimed."""
    frame = pay.select(figures)
    own = frame["industry"].eq("NAICS 62") & frame["quoted_by"].isna()
    assert pay_quoted(frame[~own]).hitdata.title == "One role, another pay at every publisher"


def test_pay_stands_at_its_share_of_the_median(drawn):
    """By hand: Glassdoor's 47,000 is drawn at 47,000 / 51,140 of the line of medians."""
    dots = [line.get_xdata()[0] for line in drawn["pay_quoted"].axes[0].lines
            if line.get_marker() == "o"]  # fmt: skip
    assert dots[0] == pytest.approx(47_000 / 51_140)
    assert dots[-2:] == pytest.approx([170_190 / 175_140, 139_350 / 175_140])


def test_what_is_not_stated_is_said(drawn):
    """A print without period or pay definition does not pass for one that has them."""
    said = [text.get_text() for text in drawn["pay_quoted"].axes[0].texts]
    assert said.count("pay not defined, period not stated") == 4
    assert "pay not defined, June 2024" in said
    assert "total pay, period not stated" in said
    assert said.count("straight-time gross pay, May 2023, NAICS 62") == 2
    assert said.count("mean or median not said") == 1


def test_a_page_is_put_together_from_its_rows(figures):
    """Payscale's median and both ends of its range are one print; bounds stay marked."""
    quoted = figures[figures["quoted_by"].notna() & figures["measure"].eq("wage")]
    each = prints(quoted[quoted["soc"].eq("29-9021")], figures[figures["quoted_by"].isna()])
    assert [printed.amounts for printed in each if printed.publisher == "Payscale"] == [
        ["≈ $75,500", "$53,000 to $112,000"]]  # fmt: skip
    senior = prints(quoted[quoted["range_kind"].eq("senior")], quoted[:0])
    assert ["$110,000 to ≥ $150,000"] in [printed.amounts for printed in senior]
    assert ["≥ $70,000"] in [printed.amounts for printed in senior]
