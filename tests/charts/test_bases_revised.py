"""Bases revised: the move from base to base, and which of them growth does not explain."""

import pytest

from hitdata.charts import bases_revised
from hitdata.errors import UnknownValue


def test_a_move_is_the_change_between_bases(drawn):
    """By hand: 29-9098 from 59,400 jobs to 81,400 is 37.0% more, the only dark bar."""
    chart = drawn["bases_revised"]
    widths = [bar.get_width() for bar in chart.axes[0].patches]
    assert widths[0] == pytest.approx((81_400 / 59_400 - 1) * 100)
    assert [abs(width) for width in widths] == sorted(map(abs, widths), reverse=True)
    assert chart.hitdata.title.startswith("One of 11 bases moved further than growth explains")
    assert "59,400 → 81,400" in {text.get_text() for text in chart.axes[0].texts}


def test_one_round_has_no_move(drawn):
    """A single round has nothing before it."""
    data = drawn["bases_revised"].hitdata.data
    with pytest.raises(UnknownValue, match="bases_revised needs base employment of one code in"):
        bases_revised(data[data["release"].eq("2024-34")])


def test_of_many_moves_the_largest_are_drawn(figures):
    """Of the family's moves thirty are drawn, and the foot counts the others."""
    codes = ["11-3021", "11-9111", "13-1041", "15-1211", "15-1212", "29-2072", "29-9021", "43-3021"]
    rows = figures[figures["soc"].isin(codes) & figures["source"].eq("EP")]
    chart = bases_revised(rows)
    assert len(chart.axes[0].patches) == 30
    assert any(note.endswith("smaller moves.") for note in chart.hitdata.notes)
