"""Growth by round: the line of all occupations, and more codes than lines have room for."""

import pytest

from hitdata.charts import growth_rounds
from hitdata.errors import UnknownValue


def test_rounds_without_all_occupations_are_counted(drawn):
    """Six of ten files have no line for all occupations, and no bar is drawn for them."""
    caption = drawn["growth_rounds"].hitdata
    assert "six of 10 files have no line" in " ".join(caption.notes)
    without = growth_rounds(caption.data[caption.data["soc"].ne("00-0000")])
    assert "Gray bars" not in " ".join(without.hitdata.notes)


def test_all_rounds_of_ep_are_narrowed_to_the_technicians(drawn, figures):
    """Fifty codes would be no chart: those of health information technicians are drawn."""
    published = figures[figures["source"].eq("EP") & figures["quoted_by"].isna()]
    data = growth_rounds(published).hitdata.data
    assert set(data["soc"]) == {"29-2071", "29-2098", "29-2072", "29-9021", "00-0000"}
    assert data["figure_id"].tolist() == drawn["growth_rounds"].hitdata.data["figure_id"].tolist()


def test_codes_of_another_family_are_drawn(figures, misplaced):
    """Two codes that systems analysts carried are lines, and the title tells of the last one."""
    codes = ["15-1121", "15-1211"]
    chart = growth_rounds(figures[figures["soc"].isin(codes)])
    assert set(chart.hitdata.data["soc"]) == set(codes)
    assert "Computer systems analysts +8.7%" in chart.hitdata.title
    assert not chart.hitdata.data["quoted_by"].notna().any()
    assert not misplaced(chart)


def test_quoted_changes_alone_are_no_rounds(figures):
    """Guides quote no file of EP: their percentages are not drawn as rounds."""
    quoted = figures[figures["quoted_by"].notna() & figures["source"].ne("EP")]
    with pytest.raises(UnknownValue, match="growth_rounds needs figures with source EP"):
        growth_rounds(quoted)
