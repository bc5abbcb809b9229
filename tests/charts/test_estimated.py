"""Curves and fans: what is estimated says so, and what is published stands where it was."""

import numpy as np
import pytest

from hitdata.charts import fan, growth_fan, shapes, wage_curves
from hitdata.charts.ridges import FLOOR
from hitdata.distribution import fit, points
from hitdata.errors import UnknownValue
from hitdata.projection import KIND, growth
from hitdata.projection import fan as fans


def curves(figure):
    """Return the drawn curves: the lines with many points."""
    return [line.get_xydata() for line in figure.axes[0].lines if len(line.get_xdata()) > 100]


def test_the_title_share_is_what_the_curve_says(drawn, figures):
    """The 90th percentile of 29-2072 is 81,150; the curve of 29-9021 answers how many earn more."""
    frame = shapes.select(figures)
    data = frame[frame["soc"].eq("29-2072") & frame["statistic"].eq("p90")]
    assert data["value"].tolist() == [81_150]
    one = frame[frame["soc"].eq("29-9021") & frame["quoted_by"].isna()]
    share = fit(points(one)).share_above(81_150.0).item()
    caption = drawn["wage_curves"].hitdata
    assert caption.title.startswith(f"About {share:.0%} of technologists")
    assert caption.notes[0] == f"Technologists above $81,150: {share:.0%} (33% to 40%)."
    assert caption.notes[1].startswith("Interpolated, not published. In every release of OEWS")


def test_curves_end_where_published_figures_stop_bearing(drawn, figures):
    """Each curve runs from its 5th to its 95th percentile and no further."""
    frame = shapes.select(figures)
    wages = fit(points(frame[frame["quoted_by"].isna()])).quantile([0.05, 0.95])
    ends = sorted((curve[0, 0], curve[-1, 0]) for curve in curves(drawn["wage_curves"]))
    assert np.allclose(ends, sorted(map(tuple, wages.to_numpy())))


def test_equal_areas_are_equal_shares(drawn):
    """All curves hold nine in ten workers: on one scale their areas differ by smoothing only."""
    areas = [np.trapezoid(np.round(curve[:, 1].max() - FLOOR) + FLOOR - curve[:, 1], curve[:, 0])
             for curve in curves(drawn["wage_curves"])]  # fmt: skip
    assert len(areas) == 4
    assert np.ptp(areas) / np.mean(areas) < 0.03


def test_published_percentiles_are_ticks(drawn):
    """Under the curves stand the twenty published percentiles, five for each code."""
    figure = drawn["wage_curves"]
    data = figure.hitdata.data
    stated = data[data["statistic"].str.match("p[0-9]") & data["quoted_by"].isna()]["value"]
    ticks = {line.get_xdata()[0] for line in figure.axes[0].lines if len(line.get_xdata()) == 2}
    assert len(stated) == 20
    assert set(stated) <= ticks


def test_a_quoted_range_is_an_interval(drawn):
    """Payscale and Salary.com have two ends and a ring each, and no curve."""
    axes = drawn["wage_curves"].axes[0]
    ranges = [line.get_xdata().tolist() for line in axes.lines if line.get_marker() == "|"]
    rings = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "o"]
    assert ranges == [[53_000, 112_000], [64_900, 79_800]]
    assert rings == [75_500, 71_880]


def test_a_curve_stops_at_a_top_code(figures, misplaced):
    """In May 2024 the managers' 90th percentile is top-coded: their curve ends before it."""
    frame = shapes.select(figures[figures["release"].isna() | figures["release"].le("2024-05")])
    figure = wage_curves(frame)
    assert max(curve[:, 0].max() for curve in curves(figure)) <= 239_200
    opened = [line for line in figure.axes[0].lines if line.get_marker() == ">"]
    assert [line.get_xdata()[0] for line in opened] == [239_200]
    assert not misplaced(figure)


def test_without_the_pair_no_share_is_claimed(figures, misplaced):
    """Other codes and no quotes: the title falls back to medians, the note says interpolated."""
    frame = shapes.select(figures)
    figure = wage_curves(frame[frame["soc"].isin(["15-1211", "11-3021"])])
    assert figure.hitdata.title == "Median wages from $105,850 to $175,140"
    assert "interpolated, not published" in figure.hitdata.notes[0]
    assert not misplaced(figure)


def test_curves_of_two_releases_are_refused(figures):
    """Two years in one row would be nobody's wages."""
    frame = figures.query("source == 'OEWS' and area == 'US' and industry == 'cross-industry'")
    with pytest.raises(UnknownValue, match="wage_curves shows one release at a time"):
        wage_curves(frame[frame["soc"].isin(shapes.OCCUPATIONS) & frame["quoted_by"].isna()])


def test_a_curve_needs_its_percentiles(figures):
    """Without any 25th percentile the frame is refused by name."""
    frame = shapes.select(figures)
    with pytest.raises(UnknownValue, match="wage_curves needs figures with statistic p25"):
        wage_curves(frame[frame["statistic"].ne("p25")])


def test_the_fan_is_that_of_the_projection(drawn, figures):
    """The drawn edges at 2034 are low and high of the fan, in percent of base employment."""
    table = growth(fan.select(figures).query("release == '2024-34'"))
    ends = fans(table).groupby("soc").tail(1).set_index("soc")
    base = table.set_index("soc")["base_employment"]
    wanted = [(ends[name] / base - 1) * 100 for name in ("low", "high", "expected")]
    lines = [line for line in drawn["growth_fan"].axes[0].lines if len(line.get_xdata()) == 11]
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
def test_other_codes_have_fans(codes, figures, misplaced):
    """One code or two, of any family: the title counts what its fans say."""
    own = figures[figures["source"].eq("EP") & figures["quoted_by"].isna()]
    figure = growth_fan(own[own["soc"].isin(codes)])
    assert "as wide as the projected change" in figure.hitdata.title
    assert not misplaced(figure)


def test_a_round_without_levels_has_no_fan(figures):
    """A percent alone has no base to draw from: the frame is refused, as are three codes."""
    frame = fan.select(figures)
    with pytest.raises(UnknownValue, match=r"one or two codes; .* has both for 0"):
        growth_fan(frame[frame["measure"].eq("employment change")])
    own = figures[figures["source"].eq("EP") & figures["quoted_by"].isna()]
    three = own[own["soc"].isin(["29-2072", "29-9021", "15-1211"])]
    with pytest.raises(UnknownValue, match="has both for 3"):
        growth_fan(three)
