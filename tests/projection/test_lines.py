"""A projection as one line: figures that belong together meet, others stay out."""

import pandas as pd
import pytest

from hitdata.errors import InvalidFigure
from hitdata.projection.lines import lines


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
    own = figures[figures["soc"].eq("29-2071") & figures["release"].eq("2014-24")]
    assert own.loc[own["measure"].eq("employment change"), "printed"].iloc[0] == "29"
    assert lines(own)["employment_change_step"].item() == 100


def test_a_quoted_percent_and_level_of_one_line_belong_together(figures):
    """ "10.7% ... an estimated 239,000" is one projection, the level rounded to thousands."""
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
