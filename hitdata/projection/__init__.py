"""Growth: what projections say, on one scale, and how far past ones were from what came.

Every year or two the Bureau of Labor Statistics publishes a *round* of employment
projections: base employment of one year and projected employment ten years on, by occupation.
Guides restate them as a percent, often without the years.

lines      the figures of one projection, side by side in one row
rates      `growth`: the compound annual rate of each projection and what it amounts to
history    `rounds`: the rounds side by side, and what changed between them
matrices   `read_rounds`, `matrix`, `totals`: whole rounds, every line item of them
outcomes   `revisions`, `scorecard`: each round against what later rounds report for its years
fans       `fan`: intervals drawn from the scorecard and tested by time
scale      `one_scale`, `differences`: quoted percents on one scale, restatements recognized
"""

from hitdata.projection.fans import SPREAD, Spread, coverage, fan, fit
from hitdata.projection.history import rounds
from hitdata.projection.matrices import line_items, matrix, read_rounds, totals
from hitdata.projection.outcomes import KIND, revisions, scorecard
from hitdata.projection.rates import growth
from hitdata.projection.scale import differences, one_scale

__all__ = [
    "KIND",
    "SPREAD",
    "Spread",
    "coverage",
    "differences",
    "fan",
    "fit",
    "growth",
    "line_items",
    "matrix",
    "one_scale",
    "read_rounds",
    "revisions",
    "rounds",
    "scorecard",
    "totals",
]
