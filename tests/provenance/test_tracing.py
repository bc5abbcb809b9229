"""The way of a figure back to print, and what a reader must be told of it."""

import pytest

import hitdata
from hitdata.provenance.tracing import CAVEATS, caveats
from hitdata.table import tidy


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
    listed = hitdata.originals().set_index("sha256")
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
    way = hitdata.trace(mine["figure_id"].item(), among=mine)
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


def test_looked_up_among_figures_only_those_are_known(figures):
    """What is bundled is not found in a table that does not hold it."""
    mine = figures[figures["source"].eq("ACS")]
    assert hitdata.trace(mine["figure_id"].iloc[0], among=mine).published_by.startswith("Census")
    with pytest.raises(hitdata.UnknownValue, match="figure_id"):
        hitdata.trace("bls.oews.2023-05.us.29-9021.wage.p50.usd-year", among=mine)


def names(figure_id: str) -> list[str]:
    """Return the names of the caveats that concern a figure."""
    row = hitdata.load(figure_id=figure_id).iloc[0]
    return [caveat.name for caveat in CAVEATS if caveat.concerns(row)]


def test_caveats_concern_what_they_say():
    """Figures of known trouble raise the caveats that a statistician would name."""
    assert names("bls.oews.2019-05.us.29-2098.wage.p50.usd-year") == [
        "no time series", "hybrid codes"]  # fmt: skip
    assert names("bls.oews.2024-05.us.naics-62.29-2072.wage.p50.usd-year") == [
        "no time series", "new method", "sector 62"]  # fmt: skip
    assert names("bls.ep.2012-22.us.29-2071.openings-ten-year-total.total.2012-2022.jobs") == [
        "old openings", "jobs, not persons"]  # fmt: skip
    assert names("bls.ep.2024-34.us.29-2072.wage.p50.2024.usd-year") == ["restated"]


def test_every_caveat_concerns_some_figure_and_no_caveat_all(figures):
    """A caveat that never or always speaks says nothing."""
    kinds = figures.drop_duplicates(
        ["source", "release", "quoted_by", "soc_match", "soc_system", "status", "measure", "unit",
         "industry", "coverage", "origin", "period"]
    )  # fmt: skip
    for caveat in CAVEATS:
        told = kinds.apply(caveat.concerns, axis=1)
        assert told.any(), caveat.name
        assert not told.all(), caveat.name


def test_a_caveat_says_where_it_is_known_from():
    """Each has a name of its own, a whole sentence and a source."""
    assert len({caveat.name for caveat in CAVEATS}) == len(CAVEATS)
    for caveat in CAVEATS:
        assert caveat.says.endswith(".")
        assert caveat.source


def test_a_figures_own_note_comes_first():
    """What is known of this one figure stands before what is known of its kind."""
    row = hitdata.load(quoted=True, publisher="Payscale", statistic="p50").iloc[0]
    assert caveats(row)[0] == "printed as average; Payscale calls its median the average"
    assert caveats(row)[1] == CAVEATS[0].says
