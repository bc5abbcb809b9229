"""Reports that several tests read."""

import pytest

import hitdata


@pytest.fixture(scope="session")
def californian():
    """Systems analysts in California, a wage of $105,000 placed."""
    return hitdata.report("computer systems analyst", area="california", wage=105_000)
