"""Bands hold what they promise, out of sample; the bundled table is what the files give."""

import pandas as pd
import pytest

from hitdata.distribution import fit
from hitdata.distribution.calibration import CASES
from tools.evaluation.calibrating import calibrate, error, halves

P50 = ("p50", ("p10", "p25", "p75", "p90"))


def test_no_occupation_is_on_both_sides():
    """Halves are of broad occupations: 29-2071 and 29-2072 are on one side, 29-2060 on another."""
    socs = ["29-2060", "29-2061", "29-2070", "29-2071", "29-2072", "29-9021"]
    wages = pd.DataFrame(index=pd.Index(socs, name="soc"))
    assert halves(wages).tolist() == [True, True, False, False, False, True]


def test_an_error_is_a_part_of_the_estimate():
    """A hidden median 10 % above its estimate is an error of 0.1."""
    known = pd.DataFrame({"p10": [30.0], "p25": [40.0], "p75": [60.0], "p90": [80.0]})
    estimate = fit(known).quantile(0.5)
    assert error(known.assign(p50=1.1 * estimate), *P50).item() == pytest.approx(0.1)


def test_the_bundled_table_is_reproduced(sectors):
    """The workbook by sector of May 2024 gives every percent of the bundled table again."""
    found = {case[:2]: case.percent for case in calibrate(sectors)}
    assert found == {case[:2]: case.percent for case in CASES}
