"""Wage ranges: open ends, what is compared, and which frames are refused."""

from itertools import pairwise

import pandas as pd
import pytest
from matplotlib.figure import Figure

from hitdata.charts import wage_ranges
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
    assert "Dark rows: medical transcriptionists." in chart.hitdata.notes
    plain = wage_ranges(figures, highlight=[])
    assert "Dark rows" not in " ".join(plain.hitdata.notes)


def test_two_releases_are_not_mixed(one):
    """Percentiles of two years in one row would be nobody's wages: the newer ones are drawn."""
    both = pd.concat([one(2024), one(2025)])
    data = wage_ranges(both).hitdata.data
    assert data["figure_id"].tolist() == one(2025)["figure_id"].tolist()


def test_two_states_are_not_mixed(figures):
    """Which of two states is meant nobody can say: the frame is refused."""
    states = figures[figures["area"].isin(["CA", "NY"]) & figures["source"].eq("OEWS")]
    with pytest.raises(UnknownValue, match=r"shows one area at a time; .* 2 values, CA, NY"):
        wage_ranges(states)


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
    with pytest.raises(UnknownValue, match=r"one figure for each soc and statistic; .* 'another'"):
        wage_ranges(twice)


def test_it_needs_the_line_to_compare_with(one):
    """The finding compares with all occupations: without them there is none."""
    frame = one(2025)
    with pytest.raises(UnknownValue, match="soc 00-0000"):
        wage_ranges(frame[frame["soc"].ne("00-0000")])


def test_a_state_is_drawn_as_well(figures, misplaced):
    """Another area is another frame of the same chart: the deck names it."""
    chart = wage_ranges(figures.query("area == 'CA' and release == '2025-05'"))
    assert "CA, May 2025" in chart.hitdata.deck
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
        {"soc": soc, "occupation": name, "statistic": point, "value": value,
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
    """On a page of five inches for 500,000 dollars, names stand 0.4 inches, 40,000, apart."""
    axes = Figure((5, 5)).add_axes((0, 0, 1, 1))
    axes.set_xlim(0, 500_000)
    xs = key(axes, ranked(wages).iloc[1], 0)
    assert [upper - lower for lower, upper in pairwise(xs)] == [
        pytest.approx(40_000)] * 4  # fmt: skip
    # together they stay where the points are in the mean
    assert sum(xs) / 5 == pytest.approx((35_080 + 39_620 + 48_780 + 61_960 + 77_810) / 5)
