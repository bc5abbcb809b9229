"""Growth: what projections say, on one scale, and how far earlier ones missed.

Every year or two the Bureau of Labor Statistics publishes a *round* of employment
projections: base employment of one year and projected employment ten years on, by occupation.
Guides restate them as a percent, often without the years.

growth_rates  `growth`: the figures of each projection in one line, and their compound annual rate
by_round      `rounds`: the rounds side by side, and what changed between them;
              `base_revisions`: bases that were measured anew
outcomes      `read_rounds`, `matrix`, `totals`: whole rounds, every line item of them;
              `revisions`, `scorecard`: each against what later rounds report for its years
fans          `fan`: intervals drawn from that, and `hit_rates`, how many outcomes they hold
quoted        `one_scale`: quoted percents on one scale, restatements recognized
"""

from hitdata.projection.by_round import base_revisions, rounds
from hitdata.projection.fans import FAN, KIND, FanWidths, fan, fit_fan, hit_rates
from hitdata.projection.growth_rates import growth
from hitdata.projection.outcomes import (
    line_items,
    matrix,
    read_rounds,
    revisions,
    scorecard,
    totals,
)
from hitdata.projection.quoted import one_scale

__all__ = ["FAN", "KIND", "FanWidths", "base_revisions", "fan", "fit_fan",
           "growth", "hit_rates", "line_items", "matrix", "one_scale", "read_rounds",
           "revisions", "rounds", "scorecard", "totals"]  # fmt: skip
