"""A report: published numbers, what follows from them, and what is missing, in words."""

import pytest

import hitdata
from tests.made_up import headings, row, table


def numbers(found, section):
    """The rows of a section, by what they are."""
    rows = found.to_frame()
    return rows[rows["section"].eq(section)].set_index("what")


def test_what_it_pays_is_what_bls_printed(californian):
    """BLS's May 2025 table of California: median $127,720, 90th percentile $181,770."""
    paid = numbers(californian, "What it pays")
    assert paid.loc["median", "value"] == 127_720
    assert paid.loc["90th percentile", "value"] == 181_770
    assert paid.loc["median", "figure_id"] == "bls.oews.2025-05.ca.15-1211.wage.p50.usd-year"


def test_shares_lie_between_the_percentiles(californian):
    """Three quarters earn more than $101,150 and half more than $127,720: $105,000 is between."""
    paid = numbers(californian, "What it pays")
    assert 50 < paid.loc["share above $105,000", "value"] < 75
    assert "More than $105,000 a year: 72% of these jobs." in str(californian)


def test_names_are_read_and_said(californian):
    """The title names occupation and state; how the names were read is kept."""
    assert californian.title == "Computer systems analysts (15-1211), California"
    assert californian.resolved["area 'california'"] == "CA (California)"


def test_every_part_of_the_question_has_a_section(californian):
    """Employers, places with price levels, time, growth, others and advice."""
    text = str(californian)
    assert "Medians run from $76,680 (Arts, Entertainment, and Recreation) to $132,320" in text
    assert "California ranks" in text
    assert "At the nation's prices, California ranks" in text
    # EP prints 521.1 and 566.5 thousand jobs, 8.7 %
    assert "projects +8.7% from 2024 to 2034, from 521,100 to 566,500 jobs" in text
    assert "Glassdoor, in Healthcare IT salary guide" in text
    assert "For what it pays in California: $127,720 (median, May 2025)" in text


def test_every_published_number_has_its_identifier(californian):
    """But for shares, which are interpolated, each row leads to a figure of the table."""
    rows = californian.to_frame()
    own = rows[~rows["what"].str.startswith("share above")]
    assert own["figure_id"].notna().all()
    ids = own["figure_id"].unique().tolist()
    assert set(hitdata.load(figure_id=ids)["figure_id"]) == set(ids)


def test_dollars_of_another_year_say_what_was_published():
    """CPI-U was 321.465 in May 2025 and 321.943 on average in 2025: $105,850 becomes $106,007."""
    paid = numbers(hitdata.report("15-1211", dollars=2025), "What it pays").loc["median"]
    assert round(paid["value"]) == 106_007
    assert paid["dollars_of"] == "2025"
    assert paid["note"] == "published: 105850 (2025-05)"


@pytest.mark.parametrize(
    ("soc", "area", "says"),
    [
        ("29-2098", "US", "BLS publishes no wages of 29-2098 by area"),
        ("29-2098", "CA", "BLS publishes no wage of 29-2098 for California"),
        ("15-1071", "US", "No bundled round of Employment Projections has 15-1071"),
        ("00-0000", "US", "The table holds no wage of this occupation by anyone but BLS"),
    ],
)
def test_what_is_missing_is_a_sentence(soc, area, says):
    """An occupation of which the table holds a part gets that part, and the gap in words."""
    assert says in str(hitdata.report(soc, area=area))


def test_a_report_is_about_one_occupation():
    """Two codes of one release, and a title of two, are asked back."""
    with pytest.raises(hitdata.UnknownValue, match="a report is about one occupation"):
        hitdata.report("15-1211,29-1141")
    with pytest.raises(hitdata.UnknownValue, match="may be 11-3021"):
        hitdata.report("manager")


def test_a_user_s_own_occupation(tmp_path):
    """A workbook of one's own brings an occupation that is not bundled."""
    layout = "national 2021"
    rows = [headings(layout), row(layout, occ_code="53-7062", occ_title="Movers")]
    own = hitdata.read(table(tmp_path / "own.csv", rows), period="2025-05", partial=True)
    found = hitdata.report("53-7062", among=own)
    assert found.title == "Movers (53-7062), United States"
    assert numbers(found, "What it pays").loc["median", "value"] == 48_780
    assert "BLS publishes no wages of 53-7062 by area" in str(found)


def test_forms_agree(californian, tmp_path):
    """Markdown links charts that were written; HTML holds them; neither asks for another file."""
    text = californian.to_markdown(folder=tmp_path / "charts")
    for name in ("wages_by_industry", "growth_fan"):
        assert f"(charts/{name}.svg)" in text
        assert (tmp_path / "charts" / f"{name}.svg").is_file()
    page = californian.to_html()
    assert page.count("<svg") >= 2
    assert "src=" not in page.replace("src:url(data:", "")
    # no reader of formulas may take two wages in a sentence for one
    assert "<span>$</span>127,720" in page
    assert r"\$127,720" in text
    assert "<h2>What it pays</h2>" in californian._repr_html_()
