"""The review: every publisher beside BLS, witnesses counted once."""

import pandas as pd
import pytest

import hitdata
from hitdata.discrepancy import discrepancies
from hitdata.errors import UnknownValue

from .conftest import IDS


@pytest.fixture(scope="module")
def wages(figures):
    return discrepancies(figures)


def test_every_quoted_wage_of_a_code_is_set_beside_bls(wages, figures):
    """No quotation that has a SOC code is left out."""
    quoted = figures[figures["quoted_by"].notna() & figures["soc"].isin(wages["soc"])]
    quoted = quoted[quoted["measure"].eq("wage") & quoted["area"].eq("US")]
    quoted = quoted[quoted["unit"].eq("USD/year")]
    assert set(quoted["figure_id"]) <= set(wages["figure_id"])
    assert wages["reference"].notna().all()


def test_a_copy_is_set_against_what_it_copies(wages):
    """BLS printed 139,350 for managers in health care in May 2023; the guide says 170,190."""
    row = wages.set_index("figure_id").loc[IDS["guide manager"]]
    assert (row["reference_value"], row["difference"]) == (139350, 30840)
    assert not row["counted"]


def test_an_undated_figure_stands_as_printed_against_the_newest(wages):
    """Payscale's 75,500 is in no known dollars: beside 64,900 of May 2025, undeflated."""
    row = wages.set_index("figure_id").loc[IDS["payscale"]]
    assert (row["shown"], row["reference_value"]) == (75500, 64900)
    assert row["verdict"] == "show side by side only"


def test_a_dated_figure_stands_in_dollars_of_the_nearest_month(wages):
    """Glassdoor's 47,000 of June 2024 x 314.069 / 314.175 = 46,984.14 of May 2024."""
    row = wages.set_index("figure_id").loc[IDS["glassdoor"]]
    assert row["shown"] == pytest.approx(46984.14, abs=0.005)
    assert row["reference_value"] == 48690


@pytest.mark.parametrize(
    ("name", "median"),
    [("payscale", 64900), ("salary.com", 64900), ("glassdoor analyst", 101570),
     ("glassdoor", 48690), ("guide manager", 139350)],
)  # fmt: skip
def test_whoever_speaks_of_health_care_stands_against_the_health_sector(name, median, wages):
    """One rule for specialist, analyst, technician and manager: sector 62's own medians."""
    row = wages.set_index("figure_id").loc[IDS[name]]
    assert (row["reference_industry"], row["reference_value"]) == ("NAICS 62", median)


def test_who_does_not_stands_against_all_industries(wages):
    """BLS's own mean, copy and sector; the guide's compliance officers against what they copy."""
    own = wages[wages["quoted_by"].isna()]
    assert set(own["reference_industry"]) == {"cross-industry"}
    row = wages.set_index("figure_id").loc[IDS["guide compliance"]]
    assert (row["reference_industry"], row["ratio"]) == ("cross-industry", 1)


def test_the_end_of_a_range_is_not_divided_by_a_median(wages):
    """Statistic and industry stand beside each figure; $53,000 as "low" has no quotient."""
    ends = wages["statistic"].isin(["low", "high"])
    assert ends.any()
    assert wages.loc[ends, ["difference", "ratio"]].isna().all(axis=None)
    own = wages["quoted_by"].isna()
    assert wages.loc[own, ["difference", "ratio"]].notna().all(axis=None)
    assert {"statistic", "industry"} <= set(wages)


def test_the_spread_is_that_of_independent_witnesses(wages):
    """For 29-9021: BLS 1, Payscale 75,500 / 64,900, Salary.com 71,880 / 64,900; EP is BLS."""
    rows = wages[wages["soc"].eq("29-9021")]
    assert rows.loc[rows["counted"], "witness"].is_unique
    assert rows["spread"].iloc[0] == pytest.approx(75500 / 64900 - 1)
    assert not rows.loc[rows["source"].eq("EP"), "counted"].any()


def test_ranks_run_from_the_widest_spread(wages):
    """Rank 1 is the widest; an occupation on which one witness speaks has no rank."""
    firsts = wages.drop_duplicates("soc").dropna(subset="rank")
    assert firsts["spread"].is_monotonic_decreasing
    alone = wages.groupby("soc")["counted"].sum().eq(1)
    assert wages.loc[wages["soc"].isin(alone[alone].index), "rank"].isna().all()


def test_nobody_but_bls_projects_growth():
    """Data USA and the guides restate EP, and who names nobody is no witness; EMSI is one."""
    growth = discrepancies(hitdata.load(quoted=None), measure="employment change")
    assert set(growth.loc[growth["counted"], "witness"]) == {"BLS EP", "EMSI"}
    assert set(growth["witness"]) == {"BLS EP", "EMSI", "unnamed"}
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
