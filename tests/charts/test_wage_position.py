"""Where a wage stands: shares at published percentiles are those that BLS says."""

import pytest

from hitdata.charts import wage_position
from hitdata.errors import UnknownValue


@pytest.fixture(scope="module")
def one(drawn):
    """Published wages of 29-2072, May 2025: p75 is 61,880 or so, p90 81,150."""
    data = drawn["wage_position"].hitdata.data
    return data[data["soc"].eq("29-2072")]


def shares(chart):
    """Return the texts of the right column."""
    return [text.get_text() for text in chart.axes[0].texts if "%" in text.get_text()]


@pytest.mark.parametrize(("point", "said"), [("p25", "about 75%"), ("p75", "about 25%")])
def test_at_a_published_percentile_the_share_is_published(one, point, said):
    """Above the 75th percentile earns a quarter, above the 25th three quarters."""
    wage = float(one[one["statistic"].eq(point)]["value"].item())
    assert shares(wage_position(one, wage=wage)) == [said]


def test_beyond_the_last_percentiles_only_the_bound_is_told(one):
    """Above the 90th percentile nothing is published but that fewer than a tenth earn it."""
    assert shares(wage_position(one, wage=200_000)) == ["under 10%"]
    assert shares(wage_position(one, wage=20_000)) == ["over 90%"]
    assert "more than over 90%" in wage_position(one, wage=200_000).hitdata.title


def test_each_row_has_its_share(drawn):
    """105,850 is the median of systems analysts, above that of technologists and specialists."""
    chart = wage_position(drawn["wage_position"].hitdata.data, wage=105_850)
    assert shares(chart)[1] == "about 50%"
    assert chart.hitdata.title == "$105,850 is above the median in two of four occupations"


def test_no_wage_is_refused(one):
    """Zero is no wage."""
    with pytest.raises(UnknownValue, match="a wage of 0 is not one in dollars a year"):
        wage_position(one, wage=0)
