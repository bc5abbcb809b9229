"""Growth: figures that belong together meet in one line, which has a rate, or says why none."""

import pandas as pd
import pytest

from hitdata.charts.selection import GUIDES
from hitdata.errors import InvalidFigure
from hitdata.projection import growth
from hitdata.projection.growth_rates import COLUMNS, lines


def test_six_figures_make_one_line(figures):
    """What round 2022-32 prints for 29-9021 stands in one row, in jobs and percent."""
    own = figures[figures["soc"].eq("29-9021") & figures["quoted_by"].isna()]
    line = lines(own[own["release"].eq("2022-32")]).iloc[0]
    assert (line["base_employment"], line["projected_employment"]) == (37_900, 44_100)
    assert (line["employment_change"], line["employment_change_percent"]) == (6_200, 16.5)
    assert line["openings"] == 3_100
    assert line["wage_year"] == 2022
    assert len(line["figure_ids"].split()) == 5


def test_other_products_are_no_projections(figures):
    """OEWS employment, wages and ACS persons are left out."""
    assert len(lines(figures[figures["source"].isin(["OEWS", "ACS"])])) == 0


def test_every_projection_of_the_table_becomes_a_line(figures):
    """No round loses an occupation on the way: a line per percent change, quoted ones included."""
    percents = figures["measure"].eq("employment change") & figures["statistic"].eq("percent")
    assert lines(figures)["employment_change_percent"].notna().sum() == percents.sum()


def test_the_publishers_precision_is_not_read_off_a_workbook(figures):
    """A workbook stores 29 thousand for 29.0: its step is still a tenth of a thousand."""
    own = figures[figures["soc"].eq("29-2071") & figures["release"].eq("2014-24")
                  & figures["quoted_by"].isna()]  # fmt: skip
    assert own.loc[own["measure"].eq("employment change"), "printed"].iloc[0] == "29"
    assert lines(own)["employment_change_step"].item() == 100


def test_a_quoted_percent_and_jobs_of_one_line_belong_together(figures):
    """ "10.7% ... an estimated 239,000" is one projection, the jobs rounded to thousands."""
    quoted = figures[figures["publisher"].eq("Data USA") & figures["locator"].eq("line 128")]
    line = lines(quoted[quoted["soc"].eq("29-2071")]).iloc[0]
    assert (line["employment_change_percent"], line["employment_change_percent_step"]) == (
        10.7,
        0.1,
    )
    assert (line["projected_employment"], line["projected_employment_step"]) == (239_000, 1_000)


def test_a_figure_stated_twice_is_refused(projection):
    """Two base employments of one projection are an error that names the figure."""
    once = projection(base=100_000, projected=110_000)
    with pytest.raises(InvalidFigure, match=r"base_employment is stated twice"):
        lines(pd.concat([once, once], ignore_index=True))


def test_the_columns_are_those_documented(figures):
    """A row per projection, each column explained."""
    assert list(growth(figures[figures["source"].eq("EP")])) == list(COLUMNS)


def test_a_percent_and_jobs_in_two_years_meet(projection):
    """41.9 to 48.1 thousand and 14.7 percent, 2024-34: both hold between 1.377 and 1.385."""
    # percent: 1.1465^0.1 - 1 = 1.3764 %, 1.1475^0.1 - 1 = 1.3853 %
    # jobs: (48,050/41,950)^0.1 - 1 = 1.3670 %, (48,150/41,850)^0.1 - 1 = 1.4124 %
    row = growth(projection(base=41_900, projected=48_100, percent=14.7, openings=3_200)).iloc[0]
    assert row["rate_low"] == pytest.approx(1.3768, abs=5e-4)
    assert row["rate_high"] == pytest.approx(1.3853, abs=5e-4)
    assert row["compound_annual_rate"] == pytest.approx(1.3809, abs=5e-4)
    assert row["employment_change"] == 6_200
    assert row["openings_per_1000"] == pytest.approx(76.37, abs=0.01)


def test_on_a_large_base_the_jobs_say_more(figures):
    """For all occupations the jobs leave less than a hundredth of what the percent leaves."""
    own = figures[figures["soc"].eq("00-0000") & figures["source"].eq("EP")]
    row = growth(own[own["release"].eq("2024-34")]).iloc[0]
    assert row["rate_high"] - row["rate_low"] < 1e-4
    assert row["compound_annual_rate"] == pytest.approx(0.30249, abs=1e-4)


def test_jobs_alone_and_a_percent_alone_have_rates(projection):
    """Either statement is enough."""
    by_jobs = growth(projection(base=50_000, projected=55_000)).iloc[0]
    by_percent = growth(projection(percent=10.0)).iloc[0]
    assert by_jobs["compound_annual_rate"] == pytest.approx(0.9577, abs=1e-4)
    assert by_percent["compound_annual_rate"] == pytest.approx(0.9577, abs=1e-4)
    assert pd.isna(by_jobs["reason"])


def test_figures_that_contradict_each_other_name_the_row(projection):
    """50 to 55 thousand cannot be 7 percent: a misread figure is an error, not a compromise."""
    with pytest.raises(InvalidFigure, match=r"29-2072.*7 percent means .* 50,000 and 55,000 jobs"):
        growth(projection(base=50_000, projected=55_000, percent=7.0))


def test_quoted_percents_pass_through_the_same_function(figures):
    """7, 16 and 29 percent have rates; 10.7, 32 and 15 lack years, and the row says which."""
    table = growth(figures[figures["quoted_by"].isin(GUIDES)])
    rows = table.drop_duplicates("employment_change_percent")
    rates = rows.set_index("employment_change_percent")
    assert rates.loc[[7, 16, 29], "compound_annual_rate"].tolist() == pytest.approx(
        [0.679, 1.495, 2.579], abs=5e-4
    )
    assert rates.loc[[10.7, 32, 15], "compound_annual_rate"].isna().all()
    assert rates.loc[10.7, "reason"] == "the base year is not stated"
    assert rates.loc[32, "reason"] == "neither base nor projected year is stated"


def test_a_window_is_an_equivalent_not_a_part(figures):
    """16 percent in ten years is 7.7 in five; without a window it is 16 again."""
    quoted = figures[figures["printed"].eq("16%")].head(1)
    assert growth(quoted, window=5)["equivalent"].item() == pytest.approx(7.70, abs=0.01)
    assert growth(quoted)["equivalent"].item() == pytest.approx(16)


def test_losses_zero_change_and_tiny_bases(projection):
    """Negative growth, none at all, and a base of a hundred jobs are projections like others."""
    loss = growth(projection(base=10_000, projected=6_400, percent=-36.0)).iloc[0]
    assert loss["compound_annual_rate"] == pytest.approx(-4.365, abs=2e-3)
    none = growth(projection(base=10_000, projected=10_000, percent=0.0)).iloc[0]
    assert none["compound_annual_rate"] == 0
    assert none["rate_low"] < 0 < none["rate_high"]
    tiny = growth(projection(base=100, projected=100, percent=-14.3)).iloc[0]
    assert tiny["compound_annual_rate"] == pytest.approx(-1.531, abs=1e-3)


def test_no_base_jobs_have_no_rate(projection):
    """Growth from nothing has no rate, and the reason is stated."""
    row = growth(projection(base=0, projected=1_000)).iloc[0]
    assert pd.isna(row["compound_annual_rate"])
    assert row["reason"] == "base employment is zero"
    assert pd.isna(row["openings_per_1000"])


def test_a_percent_printed_as_a_bound_is_no_rate(projection):
    """ "More than 10 percent" bounds growth on one side only."""
    row = growth(projection(percent=10.0).assign(bound=">=")).iloc[0]
    assert row["reason"] == "the percent is printed as a bound"


def test_a_line_without_numbers_says_what_is_missing(projection):
    """Openings alone state no growth."""
    row = growth(projection(openings=3_000)).iloc[0]
    assert row["reason"] == "neither a percent nor jobs in both years are stated"


def test_the_window_is_an_option_with_a_name(figures):
    """A number after the figures could be years or anything else."""
    with pytest.raises(TypeError, match="positional"):
        growth(figures.head(0), 5)


def test_a_missing_year_is_named(projection):
    """A projection without its last year has no rate."""
    figures = projection(percent=10.0)
    figures = figures.assign(projected_year=pd.array([pd.NA], dtype="Int64"))
    assert growth(figures)["reason"].item() == "the projected year is not stated"


def test_printed_change_and_rate_agree_in_every_bundled_round(figures):
    """BLS's own numeric change is the oracle: jobs differ from it by rounding alone."""
    own = figures[figures["source"].eq("EP") & figures["quoted_by"].isna()]
    table = growth(own)
    apart = table["projected_employment"] - table["base_employment"] - table["employment_change"]
    assert apart.abs().max() <= 150
    assert table["compound_annual_rate"].notna().all()


def test_no_line_of_the_whole_rounds_contradicts_itself(whole_figures):
    """All 9,279 projections of the ten rounds leave a rate; none was misread."""
    table = growth(whole_figures)
    assert len(table) == 9_279
    assert table["reason"].isna().all()
