"""The scorecard of projections and the hit rates of their fan, written as tables.

``projection_scorecard.csv`` has a row per round and years ahead, up to the round's own projected
year; ``hit_rate_80`` is the percent of outcomes inside the fan. ``projection_fan.csv`` has the hit
rates of the fan by size class and years ahead: as fitted, and with what the other rounds give.
Errors are revision plus projection error.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from hitdata.projection import fit_fan, hit_rates, matrix, revisions, scorecard

__all__ = ["COLUMNS", "evaluate"]

#: Columns of projection_scorecard.csv; errors, direction, rose and hit rates are percent.
COLUMNS = [
    "round",
    "years",
    "n",
    "median_abs_pct_error",
    "no_change_median_abs_pct_error",
    "like_all_median_abs_pct_error",
    "direction_right",
    "rose",
    "hit_rate_80",
]


def evaluate(downloads: Path, out: Path) -> dict[str, pd.DataFrame]:
    """Write the tables of the rounds in ``downloads`` into the folder ``out``; return them by name.

    The fan is fitted afresh on these rounds, by the rule of `hitdata.projection.fit_fan`.
    """
    pairs = revisions(matrix(downloads))
    widths = fit_fan(pairs)
    fan = hit_rates(pairs, widths=widths)
    places = zip(fan["size"].cat.codes, fan["years"] - 1, strict=True)
    half_width = [widths.half_widths[size][year] for size, year in places]
    tables = {
        "projection_scorecard": scorecard(pairs, widths=widths)[COLUMNS].round(2),
        "projection_fan": fan.assign(half_width=half_width).round(3),
        "projection_fan_by_round": hit_rates(pairs, by=["round"], widths=widths).round(2),
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        path = out / f"{name}.csv"
        table.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
    return tables
