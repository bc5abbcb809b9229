"""Changes between two releases: figure by figure, with the breaks that belong to them."""

import warnings

import pytest

import hitdata

NATION = {"area": "US", "industry": "cross-industry", "unit": "USD/year", "statistic": "p50"}


def changes(before, after, **filters):
    """The changes, and the warnings that came with them."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        return hitdata.diff(before, after, **filters), " | ".join(str(w.message) for w in told)


def test_what_moved_has_both_values():
    """BLS printed a median of $67,310 in May 2024 and $68,020 in May 2025: up $710, 1.05 %."""
    found, told = changes("2024-05", "May 2025", soc="29-9021", **NATION)
    row = found.iloc[0]
    assert (row["what"], row["before"], row["after"]) == ("moved", 67_310, 68_020)
    assert (row["change"], row["percent"]) == (710, 1.05)
    # CPI-U of May: 314.069 and 321.465
    assert "+2.4%" in told
    assert "share samples" in told


def test_the_break_of_may_2021_is_a_warning():
    """BLS estimates by a model since May 2021, and went over to the 2018 SOC."""
    found, told = changes("2020", "2021", **NATION)
    assert "by a model since May 2021" in told
    assert "SOC 2010/2018 hybrid in 2020-05 and of the SOC 2018 in 2021-05" in told
    lost = found[found["soc"].eq("29-2098")].iloc[0]
    assert lost["what"] == "re-coded"
    assert "29-2072" in lost["became"]


def test_ownership_that_one_release_does_not_print_separates_nothing():
    """All occupations: $38,640 in May 2018, $39,810 in May 2019."""
    found, _ = changes("2018-05", "2019-05", soc="00-0000", **NATION)
    assert found[["what", "before", "after"]].to_numpy().tolist() == [["moved", 38_640, 39_810]]


def test_a_base_measured_anew_is_revised():
    """The base of 29-9098 rose from 59,400 jobs to 81,400 between rounds 2019-29 and 2020-30."""
    found, _ = changes("2019-29", "2020-30", soc="29-9098")
    revised = found[found["what"].eq("revised")]
    assert revised[["before", "after"]].to_numpy().tolist() == [[59_400, 81_400]]


def test_withheld_is_not_dropped():
    """A figure that lost its number is there still; one that is gone is not."""
    found, _ = changes("2024-05", "2025-05", soc="29-9021", unit="USD/year")
    held = found[found["what"].isin(["withheld", "released"])]
    assert held[["figure_id_before", "figure_id_after"]].notna().all(axis=None)
    assert found.loc[found["what"].eq("dropped"), "figure_id_after"].isna().all()


def test_releases_of_two_sources_are_not_set_side_by_side():
    """OEWS and EP print different things; a release without figures is named."""
    with pytest.raises(hitdata.UnknownValue, match="expected two releases of one source"):
        changes("2024-05", "2024-34")
    with pytest.raises(hitdata.UnknownValue, match="no figure of release 2012-05"):
        changes("2012-05", "2025-05", soc="15-1211")
