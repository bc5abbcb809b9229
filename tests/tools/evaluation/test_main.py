"""The command: what it writes from a folder of downloads, and what it says without one."""

import numpy as np
import openpyxl
import pandas as pd
import pytest
from scipy import stats

from tools.evaluation import __main__ as command
from tools.evaluation.distributions import COLUMNS

POINTS = ["PCT10", "PCT25", "MEDIAN", "PCT75", "PCT90"]
HEADING = [
    "AREA",
    "NAICS",
    "OWN_CODE",
    "OCC_CODE",
    "OCC_TITLE",
    "O_GROUP",
    "TOT_EMP",
    "EMP_PRSE",
    "H_MEAN",
    "A_MEAN",
    "MEAN_PRSE",
    *(f"{pay}_{point}" for pay in "HA" for point in POINTS),
]


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run the command on a folder, without processes of its own for other releases."""

    def run_on(folder):
        out = tmp_path / "out"
        monkeypatch.setattr(
            "sys.argv", ["evaluation", "--downloads", str(folder), "--out", str(out)]
        )
        return command.main(), out

    return run_on


@pytest.fixture
def downloads_of_2030(tmp_path):
    """A folder with a national workbook of a release that nobody knows: 90 lognormal wages."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    book = openpyxl.Workbook()
    book.active.append(HEADING)
    z = stats.norm.ppf([0.1, 0.25, 0.5, 0.75, 0.9])
    for number in range(90):
        median, spread = 40_000 + 300 * number, 0.2 + number / 300
        wages = np.round(median * np.exp(spread * np.append(z, spread / 2)), -1)
        *yearly, mean = wages.astype(int).tolist()
        *hourly, mean_hour = (wages / 2080).round(2).tolist()
        soc = f"53-1{number:03d}"
        book.active.append(["99", "000000", "1235", soc, f"Job {soc}", "detailed", 1000, 1.0,
                            mean_hour, mean, 0.5 + number / 10, *hourly, *yearly])  # fmt: skip
    book.save(folder / "national_M2030_dl.xlsx")
    return folder


def test_another_release_is_judged(run, downloads_of_2030, capsys):
    """A release that is not listed is judged too; what could not be is said in a line."""
    status, out = run(downloads_of_2030)
    assert status == 0
    table = pd.read_csv(out / "hidden_points.csv")
    assert list(table) == COLUMNS
    ours = table[table["method"].eq("hitdata") & table["hidden"].eq("p50")].iloc[0]
    # lognormal wages are what two parameters, and ours, can draw
    assert (ours["n"], ours["median_abs_pct_error"] < 0.05) == (90, True)
    page = (out / "index.md").read_text(encoding="utf-8")
    assert "Rows of OEWS national, May 2030" in page
    said = capsys.readouterr().out
    assert "no round of Employment Projections" in said
    assert said.splitlines()[0].startswith("hidden ")


def test_the_same_bytes_each_time(run, downloads_of_2030):
    """Two runs write the same files."""
    _, out = run(downloads_of_2030)
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    run(downloads_of_2030)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first


def test_no_downloads_no_table(run, tmp_path, capsys):
    """An empty folder ends with status 2, and says what was looked for; nothing is written."""
    (tmp_path / "empty").mkdir()
    status, out = run(tmp_path / "empty")
    said = capsys.readouterr().err
    assert (status, out.exists()) == (2, False)
    assert "natsector_M2024_dl.xlsx" in said
    assert "Employment Projections" in said


def test_a_folder_that_is_not_there(run, tmp_path, capsys):
    """A folder that does not exist is named."""
    status, _ = run(tmp_path / "nowhere")
    assert status == 2
    assert "nowhere: no such folder" in capsys.readouterr().err
