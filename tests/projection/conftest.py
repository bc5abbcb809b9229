"""Named data for the tests of projections: small rounds to compute by hand, and the whole ones."""

import pandas as pd
import pytest

import hitdata
from hitdata.projection import read_rounds, revisions
from hitdata.projection.outcomes import COLUMNS
from hitdata.table import tidy


def _projection(**stated):
    """Return the figures of one projection as tidy rows; a figure left out was not printed."""
    base, projected = stated.get("years", (2022, 2032))
    parts = {
        "base": ("employment", "total", "jobs", base),
        "projected": ("employment", "total", "jobs", projected),
        "percent": ("employment change", "percent", "percent", None),
        "openings": ("openings", "total", "jobs", None),
    }
    rows = [
        {
            "measure": measure, "statistic": statistic, "unit": unit,
            "period": None if year is None else str(year), "value": float(stated[name]),
            "printed": str(stated[name] / 1000 if unit == "jobs" else stated[name]),
        }
        for name, (measure, statistic, unit, year) in parts.items()
        if name in stated
    ]  # fmt: skip
    known = {
        "publisher": "BLS", "source": "EP", "area": "US", "bound": "=", "status": "normal",
        "soc_system": "SOC 2018", "soc_match": "published", "level": "detailed",
        "occupation": "Medical records specialists", "soc": stated.get("soc", "29-2072"),
        "base_year": base, "projected_year": projected, "file": "a table", "locator": "row 7",
        "sha256": "0",
        "release": stated.get("release", "2022-32"), "quoted_by": stated.get("quoted_by"),
    }  # fmt: skip
    return tidy(pd.DataFrame(rows).assign(**known))


@pytest.fixture(scope="session")
def projection():
    """Build tidy figures: `projection(base=..., projected=..., percent=..., openings=...)`."""
    return _projection


@pytest.fixture
def two_rounds():
    """Two rounds of four line items, two years apart, small enough to compute by hand."""
    earlier = pd.DataFrame(
        {
            "release": "2000-10", "base_year": 2000, "projected_year": 2010,
            "soc": ["a", "b", "c", "d"],
            "occupation": ["Clerks, all", "Nurses", "Printers", "Gone"],
            "base_employment": [100_000.0, 10_000, 4_000, 1_000],
            "projected_employment": [200_000.0, 10_000, 2_000, 1_000],
        }
    )  # fmt: skip
    later = earlier.assign(
        release="2002-12", base_year=2002, projected_year=2012,
        soc=["a", "b", "c", "e"],
        occupation=["Clerks all", "NURSES", "Printers and binders", "New"],
        base_employment=[110_000.0, 11_000, 3_000, 1_000],
    )  # fmt: skip
    return pd.concat([earlier, later], ignore_index=True)


@pytest.fixture(scope="session")
def whole_figures(downloads):
    """Every figure of the ten whole rounds; skips without downloads."""
    return read_rounds(downloads)


@pytest.fixture(scope="session")
def whole():
    """Every line item of the ten rounds."""
    return hitdata.national_matrix()[list(COLUMNS)]


@pytest.fixture(scope="session")
def past(whole):
    """Every round against what later rounds report."""
    return revisions(whole)
