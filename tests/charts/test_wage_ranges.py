"""Wage ranges: open ends, what is compared, and which frames are refused."""

from itertools import pairwise

import pandas as pd
import pytest
from matplotlib.figure import Figure

from hitdata.charts import wage_ranges
from hitdata.charts.page import Page, using, width
from hitdata.charts.style import NOTE
from hitdata.charts.wage_ranges import POINTS, key, ranked, told
from hitdata.errors import UnknownValue


@pytest.fixture
def one(figures):
    """A release of OEWS by year: what the chart chooses, but of that release."""

    def of(year):
        return wage_ranges(figures[figures["release"].le(f"{year}-05")]).hitdata.data

    return of


def test_the_title_counts_what_the_rows_say(drawn):
    """Five of the twelve medians of May 2025 are above 2 x 50,980 = 101,960, by hand."""
    above = [175_140, 129_180, 123_860, 105_850, 104_620]
    data = drawn["wage_ranges"].hitdata.data.query("statistic == 'p50' and soc != '00-0000'")
    assert sorted(data["value"])[-5:] == sorted(above)
    assert sorted(data["value"])[-6] == 80_730
    assert drawn["wage_ranges"].hitdata.title.startswith("Five of 12 occupations")


def test_a_top_coded_end_is_open(one, misplaced):
    """The managers' 90th percentile of May 2024 is only known to be 239,200 or more: it says so."""
    chart = wage_ranges(one(2024))
    axes, caption = chart.axes[0], chart.hitdata
    opened = [line.get_xydata()[0].tolist() for line in axes.lines if line.get_marker() == ">"]
    assert opened == [[239_200, 0]]
    assert "≥ $239k" in {text.get_text() for text in axes.texts}
    assert "Open end: top-coded, published only as $239,200 a year or more." in caption.notes
    assert "10th to 90th percentile $104,450 to $239,200 or more" in caption.alt
    assert not misplaced(chart)


def test_no_end_is_open_where_none_was_top_coded(drawn):
    """May 2025 prints every percentile, so nothing is marked and no note speaks of a top code."""
    chart = drawn["wage_ranges"]
    assert not [line for line in chart.axes[0].lines if line.get_marker() == ">"]
    assert "top-coded" not in " ".join(chart.hitdata.notes)


def test_only_highlighted_codes_are_bold(figures):
    """What stands out stands out twice, by weight and by tone, and the foot says what it is."""
    chart = wage_ranges(figures, highlight=["31-9094"])
    bold = {text.get_text() for text in chart.axes[0].texts if text.get_fontweight() == "bold"}
    assert bold == {"Medical Transcriptionists", "$40,410"}
    assert "Bold rows: medical transcriptionists." in chart.hitdata.notes
    plain = wage_ranges(figures, highlight=[])
    assert "Bold rows" not in " ".join(plain.hitdata.notes)


def test_two_releases_are_not_mixed(one):
    """Percentiles of two years in one row would be nobody's wages: the newer ones are drawn."""
    both = pd.concat([one(2024), one(2025)])
    data = wage_ranges(both).hitdata.data
    assert data["figure_id"].tolist() == one(2025)["figure_id"].tolist()


def test_two_states_are_not_mixed(figures):
    """Two states of one code are two rows, under their names."""
    states = figures[figures["area"].isin(["CA", "NY"]) & figures["soc"].eq("15-1211")]
    chart = wage_ranges(states)
    said = {text.get_text() for text in chart.axes[0].texts}
    assert {"California", "New York"} <= said
    assert "Computer Systems Analysts (15-1211)" in chart.hitdata.deck


def test_a_frame_of_one_release_is_drawn_whole(figures):
    """Thirty-three codes of one release, area and industry are rows, all of them."""
    found = figures.query("source == 'OEWS' and release == '2025-05' and area == 'US'")
    chart = wage_ranges(found[found["industry"].eq("cross-industry")])
    assert chart.hitdata.data["soc"].nunique() == found["soc"].nunique() == 33


def test_codes_that_were_asked_for_are_kept(figures):
    """Of codes outside the default choice the newest national release is drawn, and no other."""
    codes = ["15-1252", "29-1141", "00-0000"]
    data = wage_ranges(figures[figures["soc"].isin(codes)]).hitdata.data
    assert set(data["soc"]) == set(codes)
    assert set(data["release"]) == {"2025-05"}
    assert set(data["area"]) == {"US"}


def test_two_figures_for_one_mark_are_refused(one):
    """Where a frame holds two figures for one mark, none is picked silently."""
    frame = one(2025)
    twice = pd.concat([frame, frame.iloc[[5]].assign(figure_id="another")])
    with pytest.raises(UnknownValue, match=r"one figure for each soc and .* 'another'"):
        wage_ranges(twice)


def test_without_the_line_to_compare_with_medians_are_told(one):
    """Without all occupations the title says how far medians reach, by hand: 40,410 to 175,140."""
    frame = one(2025)
    chart = wage_ranges(frame[frame["soc"].ne("00-0000")])
    assert chart.hitdata.title.startswith(
        "Medians from $40,410 (Medical Transcriptionists) to $175,"
    )
    assert not [text for text in chart.axes[0].texts if "all occupations" in text.get_text()]


def test_one_row_is_no_comparison(one):
    """A single occupation is told by its own median and top, and a wrong highlight is refused."""
    frame = one(2025)
    own = frame[frame["soc"].eq("29-2072")]
    assert wage_ranges(own).hitdata.title == "Median $51,140; a tenth earn over $81,150"
    with pytest.raises(UnknownValue, match="highlight '29-1141'"):
        wage_ranges(own, highlight="29-1141")


def test_a_state_is_drawn_as_well(figures, misplaced):
    """Another area is another frame of the same chart: the deck names it."""
    chart = wage_ranges(figures.query("area == 'CA' and release == '2025-05'"))
    assert "California, May 2025" in chart.hitdata.deck
    assert not misplaced(chart)


def test_medians_are_drawn_where_they_are_published(drawn):
    """The white gap of a row lies at the published median: read back from the marks."""
    chart = drawn["wage_ranges"]
    gaps = [line.get_xdata()[0] for line in chart.axes[0].lines[:12]]
    data = chart.hitdata.data
    medians = data[data["statistic"].eq("p50") & data["soc"].ne("00-0000")]["value"]
    assert sorted(gaps) == sorted(medians)


@pytest.fixture
def wages():
    """Two occupations; the better paid one has a top-coded 90th percentile and comes last."""
    low = dict(zip(POINTS, (35_080, 39_620, 48_780, 61_960, 77_810), strict=True))
    high = dict(zip(POINTS, (104_450, 135_000, 171_200, 216_220, None), strict=True))
    return pd.DataFrame([
        {"soc": soc, "occupation": name, "statistic": point, "value": value, "area": "US",
         "industry": "cross-industry", "release": "2024-05",
         "threshold": None if value else 239_200.0}
        for soc, name, points in (("29-2072", "Specialists", low), ("11-3021", "Managers", high))
        for point, value in points.items()
    ])  # fmt: skip


def test_the_best_paid_come_first_and_a_top_code_is_open(wages):
    """Managers lead by their median, and their 90th percentile is 239,200 or more."""
    table = ranked(wages)
    assert table["soc"].tolist() == ["11-3021", "29-2072"]
    assert table["p90"].tolist() == [239_200, 77_810]
    assert table["open"].tolist() == [True, False]


def test_an_open_end_is_told(wages):
    """Words of a row: median and range, and "or more" where the top is open."""
    said = [told(row) for _, row in ranked(wages).iterrows()]
    assert said == ["median $171,200, 10th to 90th percentile $104,450 to $239,200 or more",
                    "median $48,780, 10th to 90th percentile $35,080 to $77,810"]  # fmt: skip


def test_names_of_close_points_move_apart(wages):
    """On a page of five inches for 500,000 dollars, each name has its width and a gap."""
    axes = Figure((5, 5)).add_axes((0, 0, 1, 1))
    axes.set_xlim(0, 500_000)
    with using(Page(5.0, zoom=1.0)):
        xs = key(axes, ranked(wages).iloc[1], 0)
        wide = [width(name, NOTE) * 100_000 for name in POINTS.values()]
    for (lower, upper), (left, right) in zip(pairwise(xs), pairwise(wide), strict=True):
        assert upper - lower == pytest.approx((left + right) / 2 + 9_000)
    # together they stay where the points are in the mean
    assert sum(xs) / 5 == pytest.approx((35_080 + 39_620 + 48_780 + 61_960 + 77_810) / 5, rel=0.1)
