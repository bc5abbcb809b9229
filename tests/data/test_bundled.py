import subprocess
import sys

import pandas as pd
import pytest

import hitdata
from hitdata.errors import SourceError, UnknownValue
from hitdata.table.schema import DTYPES


def test_golden_figures():
    """Figures that BLS and Census print on public pages, looked up by hand in the files."""
    golden = {
        "bls.oews.2023-05.us.29-9021.wage.p50.usd-year": 62_990,
        "bls.oews.2023-05.us.naics-62.11-3021.wage.p50.usd-year": 139_350,
        "bls.oews.2018-05.us.29-2071.employment.total.jobs": 208_650,
        "bls.oews.2021-05.us.29-2072.wage.mean.usd-year": 48_310,
        "bls.oews.2011-05.us.29-2071.wage.p10.usd-year": 21_680,
        "bls.oews.2011-05.us.29-2071.wage.p90.usd-year": 55_170,
        "bls.oews.2025-05.us.11-3021.wage.p90.usd-year": 297_510,
        "bls.ep.2022-32.us.29-9021.employment-change.percent.2022-2032.percent": 16.5,
        "bls.ep.2014-24.us.29-2071.openings-ten-year-total.total.2014-2024.jobs": 71_200,
        "bls.ep.2016-26.us.29-2071.wage.p50.2017.usd-year": 39_180,
        "bls.ep.2018-28.us.29-2071.employment.total.2028.jobs": 238_600,
        "census.acs.2018.us.medical-records-specialists"
        ".full-time-year-round-workers.wage.p50.usd-year": 41_346,
    }
    found = hitdata.load(figure_id=list(golden)).set_index("figure_id")["value"]
    assert found.to_dict() == golden


def test_columns_and_types_hold_whatever_the_filter():
    """The same columns and types come back for everything, for something and for nothing."""
    nothing = hitdata.load(publisher="Census", source="EP")
    assert len(nothing) == 0
    for frame in (hitdata.load(quoted=True), hitdata.load(soc="29-9021"), nothing):
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == DTYPES


def test_filters_are_all_obeyed(figures):
    """Several filters keep the rows that pass each of them, as a query by hand does."""
    found = hitdata.load(
        soc=["29-2072", "29-9021"], measure="wage", statistic="p50", unit="USD/year", quoted=False,
        source="OEWS", area="US", industry="cross-industry",
    )  # fmt: skip
    by_hand = figures.query(
        "soc in ('29-2072', '29-9021') and measure == 'wage' and statistic == 'p50'"
        " and unit == 'USD/year' and source == 'OEWS' and area == 'US'"
        " and industry == 'cross-industry' and quoted_by.isna()"
    )
    pd.testing.assert_frame_equal(found, by_hand.reset_index(drop=True))
    assert len(found) == 2 * 5, "two codes, releases May 2021 to May 2025"


@pytest.mark.parametrize("column", ["publisher", "soc", "release", "measure", "figure_id"])
def test_an_unknown_value_is_refused(column, figures):
    """A filter that no figure has is a mistake, not an empty answer; the near values are named."""
    known = figures[column].dropna().iloc[0]
    with pytest.raises(UnknownValue, match=rf"{column} '{known}x' is not known; did you"):
        hitdata.load(**{column: f"{known}x"})


def test_latest_says_what_it_stands_for():
    """The newest release of each source is named in a warning, and in the rows."""
    with pytest.warns(hitdata.LatestRelease, match=r"'latest' is EP 2024-34, OEWS 2025-05"):
        found = hitdata.load(release="latest", soc="29-9021", area="US")
    assert set(found["release"]) == {"2024-34", "2025-05"}


def test_an_unknown_identifier_is_refused_beside_other_filters():
    """A filter that nothing passes is an answer; an identifier that nothing has is a mistake."""
    known = "bls.oews.2023-05.us.29-9021.wage.p50.usd-year"
    assert len(hitdata.load(figure_id=known, soc="29-2072")) == 0
    with pytest.raises(UnknownValue, match="figure_id 'nonsense' is not known"):
        hitdata.load(figure_id="nonsense", soc="29-2072")


def test_what_is_stale_depends_on_the_day():
    """EP comes yearly: after August 2025, the next round is due in August 2026, not before."""
    assert "EP" not in set(hitdata.stale(on="2026-07-31")["product"])
    late = hitdata.stale(on="2026-08-01").set_index("product")
    assert late.loc["EP"].to_list() == ["BLS", "2024-34", "2025-08-28", "2026-08"]


def test_quoted_figures_come_when_asked_for():
    """A figure is either read from its publisher's file or quoted by a guide."""
    quoted, primary, both = (hitdata.load(soc="29-9021", quoted=asked)
                             for asked in (True, False, None))  # fmt: skip
    assert quoted["quoted_by"].notna().all()
    assert primary["quoted_by"].isna().all()
    assert len(quoted) + len(primary) == len(both)
    guide = "Healthcare IT salary guide"
    assert set(hitdata.load(quoted_by=guide)["quoted_by"]) == {guide}
    named = quoted["figure_id"].iloc[0]
    assert hitdata.load(figure_id=named)["figure_id"].item() == named


def test_each_call_gives_a_table_of_its_own():
    """What a caller does to a table stays with the caller."""
    mine = hitdata.load(soc="29-9021")
    mine["value"] = 0
    assert hitdata.load(soc="29-9021")["value"].max() > 0


def test_the_tables_beside_the_figures():
    """What is no figure has a table of its own, led back to its place as figures are."""
    education = hitdata.attributes()
    assert {"Associate's degree", "None"} <= set(education["printed"]), "None is a category"
    october = hitdata.prices()["period"].eq("2025-10")
    assert not october.any(), "October 2025 was never collected"
    for table in (education, hitdata.prices(), hitdata.crosswalk(), hitdata.titles(),
                  hitdata.job_titles(), hitdata.national_matrix()):  # fmt: skip
        assert table[["file", "locator"]].notna().all(axis=None)


def test_every_figure_has_a_listed_original(figures):
    """File and hash of a figure are those of a row of `originals`, which has a row per cut."""
    originals = hitdata.originals()
    assert originals["cut"].is_unique
    listed = set(originals[["file", "sha256"]].itertuples(index=False, name=None))
    assert set(figures[["file", "sha256"]].drop_duplicates().itertuples(index=False,
               name=None)) <= listed  # fmt: skip


def test_the_crosswalk_tells_relations():
    """29-2071 became two codes, and one of them has other predecessors too."""
    pairs = hitdata.crosswalk().set_index(["soc_2010", "soc_2018"])["relation"]
    assert pairs["29-2071", "29-2072"] == "one to many"
    assert pairs["29-2071", "29-9021"] == "many to many"
    assert pairs["15-1121", "15-1211"] == "one to one"
    assert len(pairs) == 900


def test_a_checkout_without_tables_says_how_to_build_them(monkeypatch, tmp_path):
    """The error of a fresh checkout names the command that mends it."""
    monkeypatch.setattr("hitdata.data.bundled.FOLDER", tmp_path)
    with pytest.raises(SourceError, match="run `make tables`"):
        hitdata.load()


@pytest.mark.parametrize(("filters", "most"), [("soc=['29-2072', '29-9021']", 1), ("", 5)])
def test_the_first_load_is_quick(filters, most):
    """Some occupations take less work than importing pandas, all figures a few times as much.

    Time of the processor is measured, all threads together: other work of a machine is not in it.
    The better of two processes tells: another's work may slow one down, nothing speeds it up.
    """
    code = (
        "import time, hitdata; a = time.process_time(); import pandas; b = time.process_time();"
        f"hitdata.load({filters}); c = time.process_time(); print((c - b) / (b - a))"
    )
    command = [sys.executable, "-c", code]
    ratios = [float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
              for _ in range(2)]  # fmt: skip
    assert min(ratios) < most, ratios
