"""A table of millions has categories where others have texts; every analysis takes either."""

import warnings

import pandas as pd
import pytest

import hitdata
from hitdata import distribution, normalize, projection
from hitdata.charts import CHARTS
from hitdata.observations import check, combine
from hitdata.schema import DTYPES

FAMILY = ["29-2072", "29-9021"]


@pytest.fixture(scope="module")
def plain(figures):
    """Figures of two occupations, from every source."""
    return figures[figures["soc"].isin(FAMILY)].reset_index(drop=True)


@pytest.fixture(scope="module")
def coded(plain):
    """The same figures as part of a large table would hold them."""
    texts = [name for name, dtype in DTYPES.items() if dtype == "str" and name not in
             {"figure_id", "locator"}]  # fmt: skip
    return plain.astype(dict.fromkeys(texts, "category"))


def wages(figures: pd.DataFrame) -> pd.DataFrame:
    """Return annual wages of OEWS in May 2024."""
    return figures[figures["source"].eq("OEWS") & figures["release"].eq("2024-05")
                   & figures["unit"].eq("USD/year") & figures["measure"].eq("wage")]  # fmt: skip


#: What can be asked of a table of figures.
ANALYSES = {
    "check": check,
    "combine": lambda f: combine([f]),
    "comparability": lambda f: hitdata.comparability(wages(f).head(6)),
    "compare": lambda f: hitdata.compare(wages(f).head(6)),
    "discrepancies": lambda f: hitdata.discrepancies(figures=f),
    "explain": lambda f: hitdata.explain(*f["figure_id"].iloc[[0, 1]], figures=f).to_frame(),
    "growth": lambda f: hitdata.growth(f[f["source"].eq("EP")]),
    "dollars": lambda f: normalize.dollars(wages(f), of="2023", mixed=True, refused="keep"),
    "interval": lambda f: normalize.wage_interval(wages(f), to="USD/hour", among=f),
    "segments": lambda f: normalize.segments(wages(f)),
    "rounds": lambda f: projection.rounds(f[f["source"].eq("EP")]),
    "one scale": lambda f: projection.one_scale(f[f["source"].eq("EP")]),
    "cite": lambda f: hitdata.cite(wages(f)),
    "points": lambda f: distribution.points(wages(f)),
    "chart": lambda f: CHARTS["growth_rounds"].of(f).hitdata.data,
    "history": lambda f: distribution.history(f[f["source"].eq("OEWS")], of="2024"),
}


@pytest.mark.parametrize("name", ANALYSES)
def test_an_analysis_takes_texts_and_categories(name, plain, coded):
    """The answer is the same."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        one, two = (ANALYSES[name](frame) for frame in (plain, coded))
    if isinstance(one, pd.DataFrame):
        two = two.astype(one.dtypes.to_dict())
        pd.testing.assert_frame_equal(one, two)
    else:
        assert one == two
