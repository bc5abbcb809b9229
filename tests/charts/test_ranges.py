"""Wage ranges: open ends, what is compared, and which frames are refused."""

import pandas as pd
import pytest

from hitdata.charts import ranges, wage_ranges
from hitdata.errors import UnknownValue


@pytest.fixture
def one(figures):
    """A release of OEWS by year: what the chart selects, but of that release."""

    def of(year):
        return ranges.select(figures[figures["release"].le(f"{year}-05")])

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
    figure = wage_ranges(one(2024))
    axes, caption = figure.axes[0], figure.hitdata
    opened = [line.get_xydata()[0].tolist() for line in axes.lines if line.get_marker() == ">"]
    assert opened == [[239_200, 0]]
    assert "≥ $239k" in {text.get_text() for text in axes.texts}
    assert "Open end: top-coded, published only as $239,200 a year or more." in caption.notes
    assert "10th to 90th percentile $104,450 to $239,200 or more" in caption.alt
    assert not misplaced(figure)


def test_no_end_is_open_where_none_was_top_coded(drawn):
    """May 2025 prints every percentile, so nothing is marked and no note speaks of a top code."""
    figure = drawn["wage_ranges"]
    assert not [line for line in figure.axes[0].lines if line.get_marker() == ">"]
    assert "top-coded" not in " ".join(figure.hitdata.notes)


def test_only_highlighted_codes_are_bold(figures):
    """What stands out stands out twice, by weight and by tone, and the foot says what it is."""
    figure = wage_ranges(ranges.select(figures), highlight=["31-9094"])
    bold = {text.get_text() for text in figure.axes[0].texts if text.get_fontweight() == "bold"}
    assert bold == {"Medical Transcriptionists", "$40,410"}
    assert "Dark rows: medical transcriptionists." in figure.hitdata.notes
    plain = wage_ranges(ranges.select(figures), highlight=[])
    assert "Dark rows" not in " ".join(plain.hitdata.notes)


def test_two_releases_are_not_mixed(one, figures):
    """Percentiles of two years in one row would be nobody's wages: the frame is refused."""
    both = figures[figures["figure_id"].isin({*one(2024)["figure_id"], *one(2025)["figure_id"]})]
    with pytest.raises(UnknownValue, match=r"shows one release at a time; .* 2024-05, 2025-05"):
        wage_ranges(both)


def test_two_figures_for_one_place_are_refused(one):
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
    state = figures.query("area == 'CA' and release == '2025-05'")
    national = ranges.select(figures).query("soc == '00-0000'").assign(area="CA")
    figure = wage_ranges(pd.concat([state, national]))
    assert "CA, May 2025" in figure.hitdata.deck
    assert not misplaced(figure)
