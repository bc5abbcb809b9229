import pytest

import hitdata
from hitdata.observations import tidy


def test_a_figure_leads_back_to_its_cell():
    """Value, meaning, file, cell, hash, page and licence of one figure, checked by hand."""
    way = hitdata.trace("bls.oews.2023-05.us.naics-62.11-3021.wage.p50.usd-year")
    assert (way.value, way.unit, way.printed) == (139_350, "USD/year", "139350")
    assert (way.file, way.locator) == ("natsector_M2023_dl.xlsx", "Natsector_M2023_dl!AB11933")
    assert way.sha256.startswith("63767838a03a")
    assert way.page.startswith("https://www.bls.gov/")
    assert way.licence.startswith("public domain")
    assert way.copy == "re-saved"
    assert any("saved it again" in caveat for caveat in way.caveats)
    assert "Information Systems Managers (11-3021, SOC 2018, published)" in way.measures


def test_a_converted_figure_says_so():
    """A figure of the state table, whose workbooks were converted, tells what that lost."""
    figure = hitdata.load(area="CA", soc="11-3021", release="2024-05", statistic="p90")
    way = hitdata.trace(figure["figure_id"].item())
    assert way.copy == "converted"
    assert way.value is None
    assert way.threshold == 239_200
    assert "withheld or top-coded (threshold 239,200 USD/year), printed as ''" in str(way)


def test_a_quoted_figure_leads_to_the_line_of_its_guide():
    """A figure as quoted names the guide, the line and whom the guide names."""
    figures = hitdata.load(quoted=True, publisher="Data USA", measure="employment")
    way = hitdata.trace(figures["figure_id"].iloc[0])
    assert (way.quoted_by, way.locator) == ("Health information technician guide", "line 128")
    assert way.published_by == "Data USA occupation page, restating BLS EP"


def test_every_figure_can_be_traced(figures):
    """Each kind of figure leads to a listed original, so that page and licence are never blank."""
    kinds = figures.drop_duplicates(["file", "measure", "statistic", "status"])
    listed = hitdata.files().set_index("sha256")
    assert set(figures["sha256"]) <= set(listed.index)
    for figure_id in kinds["figure_id"].iloc[:: max(1, len(kinds) // 40)]:
        way = hitdata.trace(figure_id)
        assert way.licence
        assert way.title
        assert way.locator in str(way)


def test_a_figure_of_the_user_is_traced_to_its_own_file(figures):
    """A frame that holds other figures can be traced too; what is not known stays empty."""
    mine = figures[figures["figure_id"].eq("bls.oews.2023-05.us.29-9021.wage.p50.usd-year")]
    mine = tidy(mine.drop(columns=["figure_id"]).assign(file="mine.csv", sha256="0", release="x"))
    way = hitdata.trace(mine["figure_id"].item(), figures=mine)
    assert (way.file, way.licence) == ("mine.csv", "")


def test_forms_agree():
    """Text, frame, dictionary and HTML of a trace say the same."""
    way = hitdata.trace("bls.oews.2012-05.us.11-3021.wage.p90.usd-year")
    content = way.to_frame().set_index("field")["content"]
    assert content["place"] == way.to_dict()["locator"] == "national_dl!R23"
    assert "national_dl!R23" in way._repr_html_()
    assert "top-coded (threshold 187,200 USD/year), printed as '#'" in str(way)


def test_an_unknown_identifier_is_answered_with_near_ones():
    """A slip in an identifier names the figure that was meant."""
    with pytest.raises(hitdata.UnknownValue, match="did you mean"):
        hitdata.trace("bls.oews.2023-05.us.29-9021.wage.p51.usd-year")
