"""What published figures prove about a percentile, without any assumption on the curve between.

Wages rise with the share below them, so a percentile between two published ones lies between
them, and one above a top-coded one is at or above its threshold. A published mean also bounds
percentiles from above: were the 95th percentile higher than a certain wage, the twentieth of the
workers above it would alone lift the mean beyond what was published.
"""

from __future__ import annotations

import numpy as np

from hitdata.distribution.figures import Figures
from hitdata.distribution.normal import Floats

__all__ = ["quantile_bounds"]


def quantile_bounds(figures: Figures, shares: Floats) -> tuple[Floats, Floats]:
    """Return the least and the greatest wage that each percentile can be; both (n, m).

    ``shares`` (m,) are the shares of workers below. Without a mean nothing bounds what lies
    above the highest percentile: the upper bound is infinite there.
    """
    least = np.fmax(figures.quantiles, figures.floors)
    least = np.fmax.accumulate(np.column_stack([np.zeros(len(least)), least]), axis=1)
    most = np.column_stack([figures.quantiles, np.full(len(least), np.inf)])
    most = np.fmin.accumulate(most[:, ::-1], axis=1)[:, ::-1]
    low = least[:, np.searchsorted(figures.shares, shares, side="right")]
    high = most[:, np.searchsorted(figures.shares, shares, side="left")]
    by_mean = np.stack([_most_by_mean(figures, least, share) for share in shares], axis=1)
    return low, np.maximum(low, np.fmin(high, by_mean))


def _most_by_mean(figures: Figures, least: Floats, share: float) -> Floats:
    """Return the greatest wage (n,) at ``share`` that the mean allows; NaN without a mean.

    Below the share everybody earns the least possible, ``least`` on the stretches between the
    percentiles. Above it the wage x is earned at least as far as the end of a stretch, whichever
    that is, so every end gives a bound on x.
    """
    starts, ends = np.append(0.0, figures.shares), np.append(figures.shares, 1.0)
    rest = figures.mean - least @ np.clip(np.minimum(ends, share) - starts, 0, None)
    bound = np.full(len(rest), np.nan)
    for end in ends[ends > share]:
        above = least @ np.where(starts >= end, ends - starts, 0.0)
        bound = np.fmin(bound, (rest - above) / (end - share))
    return bound
