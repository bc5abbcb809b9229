"""Named data for the tests: the bundled table, the cuts, a made-up table, downloads, if any."""

import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from hitdata.data.bundled import with_guides
from tests.made_up import headings, row, workbook

ROOT = Path(__file__).parents[1]

#: Tests that share what is made once for them: charts drawn, tables built, a wheel installed. In
#: another process it would be made once more.
TOGETHER = (
    "tests/charts/",
    "tests/discrepancy/",
    "tests/distribution/test_over_time.py",
    "tests/across/test_saved_again.py",
    "tests/projection/",
    "tests/sources/test_ep.py",
    "tests/tools/test_notebooks.py",
    "tests/test_wheel.py",
    "tests/tools/evaluation/",
    "tests/tools/test_bundle.py",
)


@pytest.hookimpl(tryfirst=True)  # before the groups are told to the processes
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each such group to one process, and say which tests compare with a committed print."""
    for item in items:
        for group in filter(item.nodeid.startswith, TOGETHER):
            item.add_marker(pytest.mark.xdist_group(group))
        if "snapshot" in getattr(item, "fixturenames", ()):
            item.add_marker("exact")


@pytest.fixture(scope="session", autouse=True)
def _no_kept_tables() -> Iterator[None]:
    """Tests neither meet nor leave tables in the cache folder; some have one of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HITDATA_CACHE", "off")
        yield


@pytest.fixture(scope="session")
def raw() -> Path:
    """The folder of cuts that the repository holds."""
    return ROOT / "data" / "raw"


@pytest.fixture(scope="session")
def figures() -> pd.DataFrame:
    """Published figures and what guides quote; tests filter them and leave them unchanged.

    Metropolitan areas and detailed industries of May 2025, two thirds of all, are left out: tests
    that are about them load them.
    """
    figures = with_guides()
    fine = figures["area"].str.contains(" ", regex=False)
    fine |= figures["industry"].fillna("").str.fullmatch(r"NAICS [\dA-Z]{6}")
    return figures[~fine].reset_index(drop=True)


@pytest.fixture(scope="session")
def downloads() -> Path:
    """A folder that holds the originals, at any depth; tests that need it skip without."""
    return _downloads()[0]


@pytest.fixture(scope="session")
def download_folders() -> list[Path]:
    """Every folder of originals that HITDATA_DOWNLOADS names, as PATH names its folders."""
    return _downloads()


def _downloads() -> list[Path]:
    named = os.environ.get("HITDATA_DOWNLOADS")
    if not named:
        pytest.skip("HITDATA_DOWNLOADS names no folder of originals")
    return [Path(folder) for folder in named.split(os.pathsep)]


@pytest.fixture
def may_2024(tmp_path) -> Path:
    """A made-up national table of May 2024: too few rows for a whole one."""
    layout = "national 2021"
    rows = [headings(layout), row(layout, occ_code="00-0000", o_group="total"), row(layout)]
    return workbook(tmp_path / "national_M2024_dl.xlsx", {"national_M2024_dl": rows})
