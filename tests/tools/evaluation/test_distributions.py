"""Hidden figures: what is counted and how, by hand, and the accuracy that is promised."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from hitdata.distribution import fit
from tools.evaluation.distributions import (
    COLUMNS,
    METHODS,
    OURS,
    Method,
    hidden_points,
    top_code,
)

NAMES = ["p10", "p25", "p50", "p75", "p90"]
GRID = np.arange(1, 100)


@pytest.fixture(scope="module")
def oews():
    """187 national wages of OEWS May 2025."""
    path = Path(__file__).parents[2] / "distribution" / "data" / "oews_2025.csv"
    return pd.read_csv(path, index_col=["soc", "level"])


def flat(answer, *, falls=False):
    """A method that answers every row alike."""
    curve = -GRID if falls else GRID
    return Method(
        "flat", lambda known, _: (np.full(len(known), answer), np.tile(curve, (len(known), 1)))
    )


def test_errors_are_those_of_the_hidden_figure(oews):
    """The median error of a hidden median is that of the curves through the rest."""
    expected = (fit(oews.drop(columns="p50")).quantile(0.5) / oews["p50"] - 1).abs() * 100
    row = hidden_points(oews, methods=(OURS,), seen=("p50",)).iloc[0]
    assert row["n"] == len(oews)
    assert row["median_abs_pct_error"] == pytest.approx(expected.median())
    assert row["p90_abs_pct_error"] == pytest.approx(expected.quantile(0.9))


def test_without_the_mean_the_mean_is_not_seen(oews):
    """Hidden without the mean, the answer does not change when means do."""
    seen = ("p90 without the mean",)
    doubled = oews.assign(mean=oews["mean"] * 2)
    given, changed = (hidden_points(f, methods=(OURS,), seen=seen) for f in (oews, doubled))
    pd.testing.assert_frame_equal(given, changed)


def test_every_method_is_asked_everything(oews):
    """A row per method and hidden figure, in the promised columns; ours is called hitdata."""
    table = hidden_points(oews.iloc[::6])
    assert list(table) == COLUMNS
    assert len(table) == len(METHODS) * 11
    assert table["method"].iloc[0] == "hitdata"
    assert set(table["hidden"]) >= {*NAMES, "mean"}
    assert table.loc[table["method"].eq("hitdata"), "infeasible"].eq(0).all()


@pytest.mark.parametrize(
    ("answer", "falls", "infeasible"),
    [
        (50.0, False, 0),
        (39.0, False, 100),
        (61.0, False, 100),
        (50.0, True, 100),
        (np.nan, False, 100),
    ],
)
def test_infeasible_is_what_cannot_be(answer, falls, infeasible):
    """Beyond a neighbour, on a falling curve or no number: infeasible; between them it is not."""
    wages = pd.DataFrame({"p10": [30.0], "p25": [40.0], "p50": [45.0], "p75": [60.0], "p90": [80.0],
                          "mean": [50.0]})  # fmt: skip
    found = hidden_points(wages, methods=(flat(answer, falls=falls),), seen=("p50",))
    assert found["infeasible"].item() == infeasible


def test_no_number_is_the_largest_error():
    """A method that answers nothing does not come out better for it."""
    wages = pd.DataFrame(
        [{"p10": 3.0, "p25": 4.0, "p50": 5.0, "p75": 6.0, "p90": 8.0, "mean": 6.0}]
    )
    found = hidden_points(wages, methods=(flat(np.nan),), seen=("p50",))
    assert found["median_abs_pct_error"].item() > 1e6


def test_the_top_code_is_a_poor_guess(oews):
    """Censored at $239,200: the threshold is 16.4 % off, ours within 5 %, and never below it."""
    table = top_code(oews).set_index(["method", "hidden"])
    ours = table.loc[("hitdata", "p90 top-coded")]
    assert (ours["n"], ours["infeasible"]) == (47, 0)
    assert ours["median_abs_pct_error"] < 5
    threshold = table.loc[("the top code", "p90 top-coded"), "median_abs_pct_error"]
    assert threshold == pytest.approx(16.4, abs=0.05)
    both = table.loc[("hitdata", "p90 top-coded with p75")]
    assert (both["n"], both["median_abs_pct_error"] < 2) == (9, True)


def test_the_promised_accuracy(sectors):
    """By sector, May 2024: p50 within 2.5 %, p90 within 2.6 %, the mean within 1.0 % (median)."""
    table = hidden_points(sectors, methods=(OURS,)).set_index("hidden")
    errors = table["median_abs_pct_error"].round(1)
    assert (table["n"] == 14_717).all()
    assert (table["infeasible"] == 0).all()
    assert errors["p50"] <= 2.5
    assert errors["p50 without the mean"] <= 2.5
    assert errors["p90"] <= 2.6
    assert errors["mean"] <= 1.0


def test_below_the_top_code_is_infeasible(oews):
    """A method that puts censored wages below their threshold is told so in every row."""
    low = top_code(oews, methods=(flat(239_000.0),)).set_index("method")
    assert low.loc["flat", "infeasible"].tolist() == [100, 100]
