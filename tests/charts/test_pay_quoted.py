"""Pay as quoted: each print at its share of the OEWS median, and no gap that nobody published."""

import pytest

from hitdata.charts import pay_quoted
from hitdata.charts.pay_quoted import prints
from hitdata.charts.selection import GUIDES
from hitdata.errors import UnknownValue


def test_the_gap_is_that_of_the_figure_which_is_named(drawn):
    """By hand: the guide prints 170,190 for NAICS 62 in May 2023, BLS published 139,350."""
    caption = drawn["pay_quoted"].hitdata
    data = caption.data.query("soc == '11-3021' and release == '2023-05'")
    health = data[data["industry"].eq("NAICS 62")]
    assert sorted(health["value"]) == [139_350, 170_190]
    assert f"${170_190 - 139_350:,} more" in caption.title


def test_nothing_is_said_of_a_gap_without_the_published_figure(drawn):
    """If the frame lacks the figure that a guide names, no gap is claimed."""
    frame = drawn["pay_quoted"].hitdata.data
    own = frame["industry"].eq("NAICS 62") & frame["quoted_by"].isna()
    assert (
        pay_quoted(frame[~own]).hitdata.title == "Publishers print different pay for the same role"
    )


def test_pay_stands_at_its_share_of_the_median(drawn):
    """By hand: Glassdoor's 47,000 is drawn at 47,000 / 51,140 of the line of medians."""
    dots = [line.get_xdata()[0] for line in drawn["pay_quoted"].axes[0].lines
            if line.get_marker() == "o"]  # fmt: skip
    assert dots[0] == pytest.approx(47_000 / 51_140)
    assert dots[-3:-1] == pytest.approx([170_190 / 175_140, 139_350 / 175_140])


def test_what_is_not_stated_is_said(drawn):
    """A print without period or pay definition does not pass for one that has them."""
    said = [text.get_text().replace("\N{NO-BREAK SPACE}", " ")
            for text in drawn["pay_quoted"].axes[0].texts]  # fmt: skip
    assert said.count("pay not defined, period not stated") == 5
    assert "pay not defined, June 2024" in said
    assert "total pay, period not stated" in said
    assert said.count("straight-time gross pay, May 2023, NAICS 62") == 2
    assert said.count("mean or median not stated") == 1


def test_it_needs_a_quote(figures):
    """A frame that only holds published figures is refused."""
    with pytest.raises(UnknownValue, match="pay_quoted needs quoted figures"):
        pay_quoted(figures[figures["quoted_by"].isna()])


@pytest.fixture(scope="module")
def quoted(figures):
    """Wages that the two first guides quote."""
    return figures[figures["quoted_by"].isin(GUIDES) & figures["measure"].eq("wage")]


def test_a_page_is_put_together_from_its_rows(figures, quoted):
    """Payscale's median and both ends of its range are one print; bounds stay marked."""
    each = prints(quoted[quoted["soc"].eq("29-9021")], figures[figures["quoted_by"].isna()])
    assert [printed.amounts for printed in each if printed.publisher == "Payscale"] == [
        ["≈ $75,500", "$53,000 to $112,000"]]  # fmt: skip
    senior = prints(quoted[quoted["range_kind"].eq("senior")], quoted[:0])
    assert ["$110,000 to ≥ $150,000"] in [printed.amounts for printed in senior]
    assert ["≥ $70,000"] in [printed.amounts for printed in senior]


def test_the_figure_that_a_quote_names_comes_after_it(figures, quoted):
    """The guide's 170,190 of BLS is followed by what BLS published for that code and sector."""
    managers = quoted[quoted["soc"].eq("11-3021") & quoted["publisher"].eq("BLS")]
    published = figures[figures["quoted_by"].isna() & figures["unit"].eq("USD/year")]
    each = prints(managers, published)
    assert [(printed.publisher, printed.amounts) for printed in each] == [
        ("BLS, as quoted", ["$170,190"]), ("BLS, as published", ["$139,350"])]  # fmt: skip


def test_who_prints_it_stands_over_its_terms(quoted):
    """Publisher, job and terms are three lines of a row's name, the first in its color."""
    name = prints(quoted[quoted["publisher"].eq("Payscale")], quoted[:0])[0].name
    assert (name.title, name.ink, name.weight) == ("Payscale", "#005F99", "bold")
    assert name.under[0] == "Healthcare IT Specialist"
    assert name.under[1].startswith("pay not defined, ")


def test_a_figure_of_another_industry_is_named(drawn):
    """natsector_M2023_dl has $170,190 for company headquarters, not for health care."""
    caption = drawn["pay_quoted"].hitdata
    assert "$170,190, quoted for NAICS 62, is what BLS published for NAICS 55." in caption.notes
    assert pay_quoted(caption.data).hitdata.notes == caption.notes
