"""How frames are printed: on the screen, and in the format that a name or an ending says."""

import pandas as pd
import pytest

import hitdata
from hitdata.command import main

MEDIAN = "bls.oews.2023-05.us.29-9021.wage.p50.usd-year"


def test_parquet_keeps_the_types(tmp_path):
    """A parquet file gives the same frame back."""
    path = tmp_path / "figures.parquet"
    assert main(["figures", "--soc", "29-9021", "--format", "parquet", "-o", str(path)]) == 0
    pd.testing.assert_frame_equal(pd.read_parquet(path), hitdata.load(soc="29-9021"))


def test_a_table_shows_numbers_as_a_reader_writes_them(capsys):
    """On the screen a wage has its thousands separated and no column is cut off."""
    main(["figures", "--soc", "29-9021", "--release", "2023-05", "--statistic", "p50",
          "--unit", "USD/year", "--industry", "cross-industry", "--quoted", "no"])  # fmt: skip
    heading, row = capsys.readouterr().out.splitlines()
    assert heading.split() == ["figure_id", "printed", "value", "unit", "bound", "status"]
    assert row.split() == [MEDIAN, "62990", "62,990", "USD/year", "=", "normal"]


@pytest.mark.parametrize("format_", ["csv", "json", "table"])
def test_codebook_in_every_format(capsys, format_):
    """Columns and codes come out in each format."""
    main(["codebook", "--format", format_])
    out = capsys.readouterr().out
    assert "soc_match" in out
    assert "related" in out


def test_the_ending_of_the_name_is_the_format(capsys, tmp_path):
    """x.csv holds CSV; a name that says nothing, or something else, is refused in one line."""
    asked = ["figures", "--soc", "29-9021", "--release", "2023-05", "-o"]
    assert main([*asked, str(tmp_path / "x.csv")]) == 0
    assert len(pd.read_csv(tmp_path / "x.csv").columns) == len(hitdata.load(figure_id=MEDIAN).T)
    for name, more, message in [
        ("x.dat", [], "unknown format '.dat'"),
        ("x.csv", ["--format", "json"], "--format json writes another format than .csv"),
        ("nowhere/x.csv", [], "nowhere/x.csv: No such file or directory"),
    ]:
        assert main([*asked, str(tmp_path / name), *more]) == 2
        err = capsys.readouterr().err
        assert message in err
        assert err.count("\n") == 1
