"""Wage curves: what is interpolated says so, and what is published stands where it was."""

import numpy as np
import pytest
from scipy.integrate import trapezoid

from hitdata.charts import wage_curves
from hitdata.charts.wage_curves import FLOOR
from hitdata.distribution import fit, points
from hitdata.errors import UnknownValue


def curves(chart):
    """Return the drawn curves: the lines with many points."""
    return [line.get_xydata() for line in chart.axes[0].lines if len(line.get_xdata()) > 100]


@pytest.fixture(scope="module")
def data(drawn):
    """What the chart chooses of the whole table."""
    return drawn["wage_curves"].hitdata.data


def test_the_title_share_is_what_the_curve_says(drawn, data):
    """The 90th percentile of 29-2072 is 81,150; the curve of 29-9021 answers how many earn more."""
    top = data[data["soc"].eq("29-2072") & data["statistic"].eq("p90")]
    assert top["value"].tolist() == [81_150]
    one = data[data["soc"].eq("29-9021") & data["quoted_by"].isna()]
    share = fit(points(one)).share_above(81_150.0).item()
    caption = drawn["wage_curves"].hitdata
    assert caption.title.startswith(f"About {share:.0%} of technologists")
    assert caption.notes[0] == f"Technologists above $81,150: {share:.0%} (33% to 40%)."
    assert caption.notes[1].startswith("Interpolated, not published. In OEWS since May 2022")
    assert "4.9% lower and higher than this one" in caption.notes[1]


def test_curves_end_where_published_figures_stop_bearing(drawn, data):
    """Each curve runs from its 5th to its 95th percentile and no further."""
    wages = fit(points(data[data["quoted_by"].isna()])).quantile([0.05, 0.95])
    ends = sorted((curve[0, 0], curve[-1, 0]) for curve in curves(drawn["wage_curves"]))
    assert np.allclose(ends, sorted(map(tuple, wages.to_numpy())))


def test_equal_areas_are_equal_shares(drawn):
    """All curves hold nine in ten workers: on one scale their areas differ by smoothing only."""
    areas = [trapezoid(np.round(curve[:, 1].max() - FLOOR) + FLOOR - curve[:, 1], curve[:, 0])
             for curve in curves(drawn["wage_curves"])]  # fmt: skip
    assert len(areas) == 4
    assert np.ptp(areas) / np.mean(areas) < 0.03


def test_published_percentiles_are_ticks(drawn, data):
    """Under the curves stand the twenty published percentiles, five for each code."""
    stated = data[data["statistic"].str.match("p[0-9]") & data["quoted_by"].isna()]["value"]
    lines = drawn["wage_curves"].axes[0].lines
    ticks = {line.get_xdata()[0] for line in lines if len(line.get_xdata()) == 2}
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
    chart = wage_curves(figures[figures["release"].isna() | figures["release"].le("2024-05")])
    assert max(curve[:, 0].max() for curve in curves(chart)) <= 239_200
    opened = [line for line in chart.axes[0].lines if line.get_marker() == ">"]
    assert [line.get_xdata()[0] for line in opened] == [239_200]
    assert not misplaced(chart)


def test_without_the_pair_no_share_is_claimed(data, misplaced):
    """Other codes and no quotes: the title falls back to medians, the note says interpolated."""
    chart = wage_curves(data[data["soc"].isin(["15-1211", "11-3021"])])
    assert chart.hitdata.title == "Median wages from $105,850 to $175,140"
    assert "interpolated, not published" in chart.hitdata.notes[0]
    assert not misplaced(chart)


def test_of_two_releases_the_newest_is_drawn(figures, data):
    """Two years in one row would be nobody's wages: of all releases the last one has a curve."""
    own = data[data["quoted_by"].isna()]
    frame = figures[figures["soc"].isin(own["soc"]) & figures["quoted_by"].isna()]
    drawn = wage_curves(frame).hitdata.data
    assert drawn["figure_id"].tolist() == own["figure_id"].tolist()


def test_curves_of_two_states_are_two_rows(figures):
    """Each state has a curve of its own, under its name."""
    frame = figures[figures["source"].eq("OEWS") & figures["area"].isin(["CA", "NY"])]
    chart = wage_curves(frame[frame["soc"].eq("15-1211")])
    said = {text.get_text() for text in chart.axes[0].texts}
    assert {"California", "New York"} <= said


def test_a_curve_needs_its_percentiles(data):
    """Without any 25th percentile the frame is refused by name."""
    with pytest.raises(UnknownValue, match="wage_curves needs figures with statistic p25"):
        wage_curves(data[data["statistic"].ne("p25")])
