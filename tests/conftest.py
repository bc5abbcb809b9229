"""Named data for the tests: the bundled table, the cuts, and a folder of downloads, if any."""

import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import hitdata

ROOT = Path(__file__).parents[1]

#: Tests that share what is made once for them: charts drawn, tables built, a wheel installed. In
#: another process it would be made once more.
TOGETHER = (
    "tests/charts/",
    "tests/discrepancy/",
    "tests/evaluation/",
    "tests/projection/",
    "tests/distribution/test_history.py",
    "tests/reading/test_saved_again.py",
    "tests/sources/test_ep.py",
    "tests/test_bundle.py",
    "tests/test_wheel.py",
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Give each group to one process as a whole, every other test to the next that is free."""
    from xdist.scheduler import LoadScopeScheduling

    class Shared(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((group for group in TOGETHER if nodeid.startswith(group)), nodeid)

    return Shared(config, log) if config.getoption("dist") == "load" else None


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
    """Every bundled figure; tests filter it and leave it unchanged."""
    return hitdata.load()


@pytest.fixture(scope="session")
def downloads() -> Path:
    """A folder that holds the originals, at any depth; tests that need it skip without."""
    folder = os.environ.get("HITDATA_DOWNLOADS")
    if not folder:
        pytest.skip("HITDATA_DOWNLOADS names no folder of originals")
    return Path(folder)
