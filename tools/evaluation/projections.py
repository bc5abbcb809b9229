"""The scorecard of projections, written as a table.

``projection_scorecard.csv`` has a row per round and years ahead, up to the round's own projected
year; ``coverage_80`` is the percent of outcomes inside the fan that
`hitdata.projection.FAN` draws. ``projection_fan.csv`` says round by round whether the fan was
fitted or checked there, before and after widening. Errors are revision plus projection error.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from hitdata.projection import fit_fan, hit_rates, matrix, revisions, scorecard

__all__ = ["COLUMNS", "evaluate"]

#: Columns of projection_scorecard.csv; errors, direction and hit rates are percent.
COLUMNS = [
    "round",
    "years",
    "n",
    "median_abs_pct_error",
    "no_change_median_abs_pct_error",
    "direction_right",
    "coverage_80",
]


def evaluate(downloads: Path, out: Path) -> pd.DataFrame:
    """Write the scorecard of the rounds in ``downloads`` into the folder ``out``; return it.

    The fan is fitted afresh on these rounds, by the rule of `hitdata.projection.fit_fan`.
    """
    pairs = revisions(matrix(downloads))
    widths = fit_fan(pairs)
    table = scorecard(pairs, widths=widths)[COLUMNS]
    out.mkdir(parents=True, exist_ok=True)
    _write(table, out / "projection_scorecard.csv")
    _write(hit_rates(pairs, widths=widths), out / "projection_fan.csv")
    return table


def _write(table: pd.DataFrame, path: Path) -> None:
    table.round(2).to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
