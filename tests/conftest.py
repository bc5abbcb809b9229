"""Named data for the tests: the bundled table, the cuts, and a folder of downloads, if any."""

import os
from pathlib import Path

import pandas as pd
import pytest

import hitdata

ROOT = Path(__file__).parents[1]


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
