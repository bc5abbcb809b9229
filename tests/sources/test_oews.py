"""OEWS as a source: what it hands over, what names its figures, and a document of its kind."""

import pytest

from hitdata import industry_titles, read
from hitdata.sources import source
from tests.made_up import headings, row, table

LAYOUT = "national 2021"


def test_a_figure_is_named_by_what_is_not_ordinary(tmp_path):
    """Cross-industry, all owners, detailed, straight-time pay go without saying; others do not."""
    rows = [
        {"occ_code": "29-2072"}, {"occ_code": "29-9021", "area": "6", "area_type": "2"},
        {"occ_code": "29-1141", "naics": "62", "i_group": "sector", "own_code": "57"},
        {"occ_code": "29-2070", "o_group": "broad"},
    ]  # fmt: skip
    path = table(tmp_path / "national_M2024_dl.csv",
                 [headings(LAYOUT), *(row(LAYOUT, **changes) for changes in rows)])  # fmt: skip
    figures = read(path, partial=True)
    medians = figures[figures["statistic"].eq("p50") & figures["unit"].eq("USD/year")]
    assert medians["figure_id"].to_list() == [
        "bls.oews.2024-05.us.29-2072.wage.p50.usd-year",
        "bls.oews.2024-05.ca.29-9021.wage.p50.usd-year",
        "bls.oews.2024-05.us.naics-62.own-57.29-1141.wage.p50.usd-year",
        "bls.oews.2024-05.us.29-2070.broad.wage.p50.usd-year",
    ]
    errors = figures[figures["statistic"].eq("rse") & figures["soc"].eq("29-2072")]
    assert errors["figure_id"].str.rpartition(".29-2072.")[2].to_list() == [
        "employment.rse.of-total.percent", "wage.rse.of-mean.percent",
    ]  # fmt: skip


def test_the_sources_of_oews_name_a_figure_alike(tmp_path):
    """A series of the API and a cell of a workbook are one figure: they have one identifier."""
    path = table(tmp_path / "national_M2024_dl.csv", [headings(LAYOUT), row(LAYOUT)])
    cell = read(path, partial=True)
    series = tmp_path / "oe.data.0.Current"
    series.write_text("series_id\tyear\tperiod\tvalue\tfootnote_codes\n"
                      "OEUN000000000000029207213\t2024\tA01\t48780\t\n")  # fmt: skip
    found = read(series).iloc[0]
    same = cell[cell["figure_id"].eq(found["figure_id"])].iloc[0]
    said = [name for name in cell if name not in {"occupation", "printed", "file", "locator",
                                                  "sha256", "note"}]  # fmt: skip
    assert found[said].fillna("").to_list() == same[said].fillna("").to_list()


def test_codes_of_every_bundled_figure_are_explained(figures):
    """Who is counted, which pay, which industries and owners: OEWS brings the meaning itself."""
    codes = source("oews").codes
    own = figures[figures["source"].eq("OEWS") & figures["quoted_by"].isna()]
    for column, known in codes.items():
        listed = set(industry_titles()["industry"]) if column == "industry" else set()
        assert set(own[column].dropna()) <= set(known) | listed, column
    assert set(codes) == {"publisher", "source", "coverage", "pay_basis", "industry", "ownership"}


@pytest.mark.parametrize("soc", [None, frozenset({"29-9021"})])
def test_a_typed_table_gives_the_figures_of_the_file(tmp_path, monkeypatch, soc):
    """Large files are typed first; which way they come, no figure differs, nor its place."""
    rows = [row(LAYOUT, occ_code=code, a_pct90="#", h_pct90="#") for code in ("29-2072", "29-9021")]
    path = table(tmp_path / "national_M2024_dl.csv", [headings(LAYOUT), *rows])
    straight = read(path, soc=soc, partial=True)
    monkeypatch.setattr("hitdata.data.reading.LARGE", 0)
    monkeypatch.setenv("HITDATA_CACHE", str(tmp_path / "cache"))
    for _ in range(2):
        assert read(path, soc=soc, partial=True).equals(straight)


DOCUMENTS = {
    "national_M2024.csv": "\n".join(
        ",".join(map(str, line))
        for line in [headings(LAYOUT), *(row(LAYOUT, occ_code=code)
                     for code in ("00-0000", "29-2072", "29-9021"))]
    )
}  # fmt: skip
