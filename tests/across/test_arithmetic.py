"""BLS's own arithmetic, over the whole table: what its rules promise must hold figure by figure."""

import numpy as np
import pytest

ROW = ["release", "area", "industry", "soc", "level"]
PERCENTILES = ["p10", "p25", "p50", "p75", "p90"]

#: Annual figures that lie outside hourly x 2,080 by more than rounding leaves: by 15.6 of 15.4.
OUTSIDE = {
    ("2006-05", "NAICS 62", "11-9111", "p90"),
    ("2020-05", "NAICS 62", "29-1141", "p10"),
}


@pytest.fixture(scope="module")
def wages(figures):
    """OEWS means and percentiles that are published as numbers."""
    statistics = figures["statistic"].isin(["mean", *PERCENTILES])
    primary = figures["source"].eq("OEWS") & figures["quoted_by"].isna()
    return figures[primary & figures["measure"].eq("wage") & statistics]


@pytest.fixture(scope="module")
def projections(figures):
    """EP rows: base and projected employment beside numeric and percent change, in thousands."""
    ep = figures[figures["source"].eq("EP") & figures["quoted_by"].isna()]
    key = ["release", "soc", "level"]
    levels = ep[ep["measure"].eq("employment")]
    when = np.where(levels["period"].eq(levels["base_year"].astype("str")), "base", "projected")
    change = ep[ep["measure"].eq("employment change")]
    employment = levels.assign(when=when).pivot(index=key, columns="when", values="value")
    changes = change.pivot(index=key, columns="statistic", values="value")
    return (employment / 1000).join(changes["percent"]).assign(change=changes["total"] / 1000)


def test_annual_wages_are_hourly_wages_times_2080(wages):
    """Hours are rounded to a cent and years to ten dollars: 0.005 x 2,080 + 5 = 15.40 remain."""
    pairs = wages.pivot(index=[*ROW, "statistic"], columns="unit", values="value").dropna()
    assert len(pairs) > 10_000
    gap = (pairs["USD/year"] - 2080 * pairs["USD/hour"]).abs()
    # half a cent of a binary number may go down where half ten dollars go up, or the other way
    assert gap.max() <= 15.60 + 1e-6
    assert (gap > 15.40 + 1e-6).mean() < 1 / 1000


@pytest.mark.parametrize("unit", ["USD/hour", "USD/year"])
def test_percentiles_are_in_order(wages, unit):
    """A higher percentile is never a lower wage; rounding may make two of them equal."""
    shape = wages[wages["unit"].eq(unit)].pivot(index=ROW, columns="statistic", values="value")
    known = shape[PERCENTILES].ffill(axis=1)
    assert len(known) > 2_500
    assert (known.diff(axis=1).iloc[:, 1:].fillna(0) >= 0).all(axis=None)


def test_a_top_coded_figure_follows_figures_below_its_threshold(wages):
    """What is published below a top-coded percentile lies below that release's bound."""
    coded = wages[wages["status"].eq("top-coded")].groupby([*ROW, "unit"], dropna=False)
    lowest = coded["threshold"].first()
    numbers = wages[wages["status"].eq("normal") & wages["statistic"].isin(PERCENTILES)]
    beside = numbers.join(lowest.rename("top"), on=[*ROW, "unit"]).dropna(subset="top")
    assert len(beside) > 100
    assert (beside["value"] < beside["top"]).all()


def test_employment_change_is_projected_less_base(projections):
    """Three numbers rounded to a tenth of a thousand leave 0.15."""
    assert len(projections) == 260
    gap = (projections["projected"] - projections["base"] - projections["change"]).abs()
    assert (gap <= 0.15 + 1e-9).all()


def test_percent_change_lies_in_the_interval_that_rounding_leaves(projections):
    """BLS divides unrounded thousands: the printed percent must fit some numbers behind them."""
    base, projected = projections["base"], projections["projected"]
    least = 100 * ((projected - 0.05) / (base + 0.05) - 1) - 0.05
    most = 100 * ((projected + 0.05) / (base - 0.05) - 1) + 0.05
    assert projections["percent"].between(least - 1e-9, most + 1e-9).all()
    naive = (100 * projections["change"] / base).round(1)
    assert (naive != projections["percent"]).mean() > 0.1, "rounding would not need an interval"


def test_men_and_women_add_up(figures):
    """In every ACS table of counts, men and women are all workers."""
    acs = figures[figures["source"].eq("ACS") & figures["statistic"].eq("total")]
    whose = acs["coverage"].str.split().str[-1]
    counts = acs.assign(
        whose=whose, of=acs["coverage"].str.removesuffix("workers").str.removesuffix("women")
        .str.removesuffix("men").str.strip()
    ).pivot(index=["release", "occupation", "of"], columns="whose", values="value")  # fmt: skip
    assert len(counts) > 90
    assert (counts["men"] + counts["women"] == counts["workers"]).all()


def test_a_guide_figure_that_restates_bls_equals_it(figures):
    """Where the table says whose number a guide prints, that number is in the table."""
    assert figures["origin"].isin(["BLS OEWS", "BLS EP"]).any()
    quoted = figures[figures["quoted_by"].notna() & figures["origin"].notna()]
    primary = figures[figures["quoted_by"].isna()]
    # printed as average, or without a statistic, the number is that of a mean or a median
    meant = {"average": "mean", "unstated": "p50"}
    for row in quoted.itertuples():
        same = primary[
            primary["soc"].eq(row.soc) & primary["measure"].eq(row.measure)
            & primary["statistic"].eq(meant.get(row.statistic, row.statistic))
            & primary["unit"].eq(row.unit)
            & primary["source"].eq(row.origin.removeprefix("BLS "))
        ]  # fmt: skip
        # 238.6 thousand are printed as "an estimated 239,000", 14.9 percent as 15
        whole = 0.5 if row.value % 1 == 0 else 0
        tolerance = {"jobs": 500, "percent": whole}.get(row.unit, 0)
        assert (same["value"] - row.value).abs().min() <= tolerance, row.figure_id


def test_two_figures_of_guides_are_another_industry_s_and_nobody_s(figures):
    """170,190 dollars are company headquarters', not health care's; 7 percent is in no BLS row.

    natsector_M2023_dl, row 8695, prints 170190 for NAICS 55; the row for NAICS 62 prints 139350.
    """
    bls = figures[figures["publisher"].eq("BLS") & figures["quoted_by"].isna()]
    of = bls["soc"].eq("11-3021") & bls["statistic"].eq("p50") & bls["unit"].eq("USD/year")
    managers = bls[of & bls["release"].eq("2023-05")].set_index("industry")
    assert managers.loc["NAICS 55", ["value", "locator"]].to_list() == [
        170_190, "Natsector_M2023_dl!AB8695"]  # fmt: skip
    assert managers.loc["NAICS 62", "value"] == 139_350
    technology = bls[bls["soc"].isin(["29-9021", "29-2072"]) & bls["release"].eq("2022-32")]
    change = technology[technology["measure"].eq("employment change")]
    assert sorted(change.loc[change["statistic"].eq("percent"), "value"]) == [8.5, 16.5]
