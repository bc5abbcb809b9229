"""A gap explained: the bars begin where the last step ended, and end at the second figure."""

from itertools import pairwise

import pytest

from hitdata.charts import gap_explained
from hitdata.errors import UnknownValue


def test_the_steps_add_up(drawn):
    """Bars of the default pair span from 50,250 to 68,020 without a hole."""
    chart = drawn["gap_explained"]
    data = chart.hitdata.data
    assert data["value"].tolist() == [50_250, 68_020]
    bars = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in chart.axes[0].patches]
    assert bars[0][0] == pytest.approx(50_250)
    assert bars[-1][1] == pytest.approx(68_020)
    assert all(left[1] == pytest.approx(right[0]) for left, right in pairwise(bars))


def test_figures_that_steps_rest_on_are_cited(drawn):
    """The step of the period rests on a figure that is not drawn: the sidecar names it."""
    caption = drawn["gap_explained"].hitdata
    assert caption.cited
    assert not set(caption.cited) & set(caption.data["figure_id"])


def test_the_other_way_round_the_gap_is_negative(drawn):
    """From the higher to the lower figure the steps have a minus."""
    data = drawn["gap_explained"].hitdata.data
    back = gap_explained(data.iloc[::-1])
    assert back.hitdata.title.startswith("$68,020 to $50,250")
    assert any(text.get_text().startswith(("−", "about −")) for text in back.axes[0].texts)


def test_it_needs_two_figures(drawn):
    """One figure has no gap."""
    data = drawn["gap_explained"].hitdata.data.assign(source="ACS")
    with pytest.raises(UnknownValue, match="gap_explained needs"):
        gap_explained(data.head(1))
