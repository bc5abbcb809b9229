"""The review: every publisher beside BLS, witnesses counted once."""

import pandas as pd
import pytest

from hitdata.discrepancy import discrepancies
from hitdata.errors import UnknownValue

from .conftest import IDS


@pytest.fixture(scope="module")
def wages(figures):
    return discrepancies(figures)


def test_every_quoted_wage_of_a_code_is_set_beside_bls(wages, figures):
    """No quotation that has a SOC code is left out."""
    quoted = figures[figures["quoted_by"].notna() & figures["soc"].notna()]
    quoted = quoted[quoted["measure"].eq("wage")]
    assert set(quoted["figure_id"]) <= set(wages["figure_id"])
    assert wages["reference"].notna().all()


def test_a_copy_is_set_against_what_it_copies(wages):
    """BLS printed 139,350 for managers in health care in May 2023; the guide says 170,190."""
    row = wages.set_index("figure_id").loc[IDS["guide manager"]]
    assert (row["reference_value"], row["difference"]) == (139350, 30840)
    assert not row["counted"]


def test_an_undated_figure_stands_as_printed_against_the_newest(wages):
    """Payscale's 75,500 is in no known dollars: beside 68,020 of May 2025, undeflated."""
    row = wages.set_index("figure_id").loc[IDS["payscale"]]
    assert (row["shown"], row["reference_value"]) == (75500, 68020)
    assert row["verdict"] == "show side by side only"


def test_a_dated_figure_stands_in_dollars_of_the_nearest_month(wages):
    """Glassdoor's 47,000 of June 2024 x 314.069 / 314.175 = 46,984.14 of May 2024."""
    row = wages.set_index("figure_id").loc[IDS["glassdoor"]]
    assert row["shown"] == pytest.approx(46984.14, abs=0.005)
    assert row["reference_value"] == 50250


def test_the_spread_is_that_of_independent_witnesses(wages):
    """For 29-9021: BLS 1, Payscale 75,500 / 68,020, Salary.com 71,880 / 68,020; EP is BLS."""
    rows = wages[wages["soc"].eq("29-9021")]
    assert rows.loc[rows["counted"], "witness"].is_unique
    assert rows["spread"].iloc[0] == pytest.approx(75500 / 68020 - 1)
    assert not rows.loc[rows["source"].eq("EP"), "counted"].any()


def test_ranks_run_from_the_widest_spread(wages):
    """Rank 1 is the widest; an occupation on which one witness speaks has no rank."""
    firsts = wages.drop_duplicates("soc").dropna(subset="rank")
    assert firsts["spread"].is_monotonic_decreasing
    alone = wages.groupby("soc")["counted"].sum().eq(1)
    assert wages.loc[wages["soc"].isin(alone[alone].index), "rank"].isna().all()


def test_nobody_but_bls_projects_growth(figures):
    """Data USA and the guides restate EP: of each occupation there is one witness."""
    growth = discrepancies(figures, measure="employment change")
    assert set(growth["witness"]) == {"BLS EP"}
    assert growth["rank"].isna().all()
    copied = growth.set_index("figure_id").loc[IDS["data usa"]]
    assert copied["difference"] == 0


def test_beside_growth_of_nothing_there_is_no_ratio(figures):
    """Where BLS projects no change, a figure differs by points and by no factor."""
    growth = figures[figures["measure"].eq("employment change")]
    nothing = growth["soc"].eq("29-2072") & growth["quoted_by"].isna()
    some = growth.assign(value=growth["value"].mask(nothing, 0.0))
    row = discrepancies(some, measure="employment change").query("soc == '29-2072'").iloc[0]
    assert (row["reference_value"], row["difference"]) == (0, 0)
    assert pd.isna(row["ratio"])
    assert pd.isna(row["rank"])


def test_another_measure_is_refused():
    """Only wages and growth are reviewed."""
    with pytest.raises(UnknownValue, match="wage"):
        discrepancies(measure="openings")
