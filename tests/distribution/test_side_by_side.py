"""Two publishers on one scale: overlap against its closed form, and every warning."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import hitdata
from hitdata.distribution import contrast, curve, overlap
from hitdata.errors import NotComparable

SHARES = [0.1, 0.25, 0.5, 0.75, 0.9]


def lognormal(median, spread):
    """The curve of a lognormal wage."""
    wages = median * np.exp(spread * stats.norm.ppf(SHARES))
    return curve({f"p{100 * p:g}": wage for p, wage in zip(SHARES, wages, strict=True)})


def rows(**changes):
    """Tidy rows of one wage: five percentiles, and what ``changes`` says of them."""
    wages = {"p10": 30_000.0, "p25": 40_000.0, "p50": 50_000.0, "p75": 62_000.0, "p90": 78_000.0}
    said = {
        "publisher": "BLS", "source": "OEWS", "release": "2024-05", "soc": "29-2072",
        "area": "US", "industry": "cross-industry", "coverage": "wage and salary jobs",
        "pay_basis": "straight-time gross pay", "period": "2024-05", "unit": "USD/year",
        "measure": "wage", "status": "normal", **changes,
    }  # fmt: skip
    return pd.DataFrame([{**said, "statistic": name, "value": v} for name, v in wages.items()])


@pytest.mark.parametrize(("ratio", "spread"), [(1.0, 0.3), (1.1, 0.3), (1.5, 0.25), (4.0, 0.3)])
def test_the_overlap_of_lognormals_is_known(ratio, spread):
    """Two lognormals of one spread share 2 Phi(-|log ratio| / 2 spread) of their area."""
    found = overlap(lognormal(50_000, spread), lognormal(50_000 * ratio, spread)).item()
    assert found == pytest.approx(2 * stats.norm.cdf(-np.log(ratio) / (2 * spread)), abs=0.005)


def test_a_wage_is_like_itself():
    """The same rows twice: no difference, full overlap, nothing to warn of."""
    same = contrast(rows(), rows())
    assert same.overlap == pytest.approx(1)
    assert (same.percentiles["difference"] == 0).all()
    assert same.warnings == ()


def test_differences_are_other_less_one():
    """Twice the pay: the difference is the whole wage, 100 % of it, at every percentile."""
    twice = contrast(rows(), rows().assign(value=lambda f: 2 * f["value"])).percentiles
    assert twice["difference"].tolist() == pytest.approx([30_000, 40_000, 50_000, 62_000, 78_000])
    assert twice["percent"].tolist() == pytest.approx([100] * 5)


@pytest.mark.parametrize(
    ("changes", "warning"),
    [
        ({"pay_basis": "total pay"}, "They measure different pay: straight-time gross pay; total"),
        ({"coverage": "members"}, "They count different people: wage and salary jobs; members."),
        ({"period": "2021"}, "They are of different times"),
        ({"area": "NY"}, "The areas are not the same: US; NY."),
        ({"soc": "29-9021"}, "The occupations are not the same: 29-2072; 29-9021."),
        ({"pay_basis": None}, "BLS OEWS 2024-05 does not state its pay basis; the other's is"),
        ({"origin": "BLS"}, "BLS OEWS 2024-05 restates BLS, so it is not independent evidence."),
    ],
)
def test_what_differs_is_a_warning(changes, warning):
    """Different pay, people, times or areas are said beside the number; nothing else is."""
    (said,) = contrast(rows(), rows(**changes)).warnings
    assert said.startswith(warning)


def test_a_single_figure_has_no_overlap():
    """A median alone is no curve: the overlap is NaN and a warning says why."""
    median = contrast(rows(), rows().query("statistic == 'p50'"))
    assert np.isnan(median.overlap)
    assert "too little for a curve: spread assumed" in median.warnings[-1]
    assert median.percentiles["other"].isna().tolist() == [True, True, False, True, True]


def test_a_top_code_is_a_warning():
    """Above a top code the overlap is an estimate, and the difference not given."""
    coded = rows()
    coded["threshold"] = np.where(coded["statistic"].eq("p90"), 70_000.0, np.nan)
    coded["status"] = np.where(coded["statistic"].eq("p90"), "top-coded", "normal")
    coded["value"] = coded["value"].mask(coded["statistic"].eq("p90"))
    found = contrast(rows(), coded)
    assert np.isnan(found.percentiles.loc[0.9, "difference"])
    assert "top-coded from the 90% share on" in found.warnings[-1]


def test_hours_and_years_are_not_mixed():
    """Pay per hour beside pay per year is refused, and the error names the conversion."""
    with pytest.raises(NotComparable, match="wage_interval"):
        contrast(rows(), rows(unit="USD/hour"))


def test_one_wage_at_a_time():
    """Rows of several wages are refused, with what tells them apart; so are rows of none."""
    with pytest.raises(NotComparable, match="found 2, which differ in area"):
        contrast(pd.concat([rows(), rows(area="NY")]), rows())
    with pytest.raises(NotComparable, match="found 0"):
        contrast(rows(measure="employment"), rows())


def test_published_figures_differ_as_printed():
    """The nation and its health sector: differences are those of the printed figures."""
    oews = hitdata.load(source="OEWS", release="2023-05", soc="29-2072", unit="USD/year", area="US",
                        industry="cross-industry", quoted=False)  # fmt: skip
    sector = hitdata.load(source="OEWS", release="2023-05", soc="29-2072", unit="USD/year",
                          area="US", industry="NAICS 62", quoted=False)  # fmt: skip
    found = contrast(oews, sector)
    expected = sector.set_index("statistic")["value"] - oews.set_index("statistic")["value"]
    by_name = found.percentiles["difference"].set_axis(["p10", "p25", "p50", "p75", "p90"])
    pd.testing.assert_series_equal(by_name, expected[by_name.index], check_names=False)
    assert 0.9 < found.overlap < 1
