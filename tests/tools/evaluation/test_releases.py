"""Whole releases: which files are taken for workbooks, and which rows can be judged."""

import pandas as pd
import pytest

from hitdata.errors import SourceError
from tools.evaluation.releases import PERCENTILES, complete, find, read


@pytest.mark.parametrize(
    ("name", "kind", "release"),
    [
        ("natsector_M2024_dl.xlsx", "natsector", "2024-05"),
        ("national_may2003_dl.xls", "national", "2003-05"),
        ("national__M2008_dl.xls", "national", "2008-05"),
    ],
)
def test_a_file_is_known_by_its_name(tmp_path, name, kind, release):
    """BLS's own names tell kind and release, in whatever folder below."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / name).write_bytes(b"no workbook that is listed")
    (book,) = find(tmp_path)
    assert (book.kind, book.release, book.listed) == (kind, release, False)


def test_a_folder_without_workbooks_says_what_is_expected(tmp_path):
    """Other files are not taken for workbooks, and the error names two that would be."""
    (tmp_path / "state_M2024_dl.xlsx").touch()
    (tmp_path / "national_dl.xls").touch()  # of no stated year, and not a file that is listed
    with pytest.raises(SourceError, match=r"natsector_M2024_dl\.xlsx"):
        find(tmp_path)


def test_rows_that_can_be_judged():
    """Five rising percentiles and a mean: ties and gaps are left out."""
    row = {"p10": 1.0, "p25": 2.0, "p50": 3.0, "p75": 4.0, "p90": 5.0, "mean": 3.0}
    wages = pd.DataFrame([row, row | {"p25": 1.0}, row | {"p90": None}, row | {"mean": None}])
    assert complete(wages).index.tolist() == [0]


def test_a_national_workbook_as_published(downloads):
    """National May 2025: 1,401 yearly wages, 1,392 to judge, the printed figures of one of them."""
    (book,) = (b for b in find(downloads) if b[:2] == ("national", "2025-05"))
    wages = read(book)
    assert (len(wages), len(complete(wages))) == (1401, 1392)
    row = wages.xs("29-2072", level="soc").xs("detailed", level="level").iloc[0]
    import hitdata

    printed = hitdata.load(source="OEWS", release="2025-05", soc="29-2072", unit="USD/year",
                           industry="cross-industry", area="US", quoted=False)  # fmt: skip
    expected = printed.set_index("statistic")["value"][[*PERCENTILES, "mean"]]
    assert row[[*PERCENTILES, "mean"]].tolist() == expected.tolist()
    rse = hitdata.load(source="OEWS", release="2025-05", soc="29-2072", statistic="rse",
                       industry="cross-industry", area="US", measure="wage")  # fmt: skip
    assert row["rse"] == rse["value"].item()
