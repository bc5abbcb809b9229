"""The scorecard as a file: the promised columns, every round, the same bytes each time."""

import pandas as pd
import pytest

from hitdata.errors import SourceError
from tools.evaluation.projections import COLUMNS, evaluate


def test_the_scorecard_is_written(downloads, tmp_path):
    """A row per round and years ahead, and beside it the test of the fan."""
    evaluate(downloads, tmp_path / "evaluation")
    path = tmp_path / "evaluation" / "projection_scorecard.csv"
    table = pd.read_csv(path)
    assert list(table) == COLUMNS
    assert (len(table), table["round"].nunique()) == (43, 9)
    row = table[table["round"].eq("2014-24") & table["years"].eq(10)].iloc[0]
    assert (row["n"], row["median_abs_pct_error"]) == (666, 18.76)
    assert (tmp_path / "evaluation" / "projection_fan.csv").is_file()


def test_no_downloads_no_table(tmp_path):
    """Without rounds nothing is written, and the error says what was looked for."""
    with pytest.raises(SourceError, match="no round of Employment Projections"):
        evaluate(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()
