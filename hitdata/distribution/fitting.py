"""Fit wage curves: the two ways in.

`fit` takes a frame with a row per curve, `curve` the figures of a single wage.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from hitdata.distribution.assumptions import RANGE_COVERS, SPREAD, with_ranges
from hitdata.distribution.construction import splines
from hitdata.distribution.curves import WageCurves
from hitdata.distribution.figures import THRESHOLD, read
from hitdata.errors import InvalidFigure

__all__ = ["curve", "fit"]


def fit(
    frame: pd.DataFrame, *, spread: float | None = None, range_covers: float | None = None
) -> WageCurves:
    """Return the wage curves of a frame of figures, a row per curve.

    Columns are ``p10`` to ``p90`` or any other percentile, ``mean``, ``low`` and ``high``, and
    ``p90_threshold`` for a top-coded ``p90``; see `hitdata.distribution.figures`. ``spread`` is
    the standard deviation of log wage for rows with one percentile or the mean alone;
    ``range_covers`` the share of the workers between ``low`` and ``high``. Rows that need one
    that is not stated are intervals rather than curves.

    Raises `hitdata.errors.InvalidFigure` for wages that are zero or negative and for percentiles
    that fall.

    >>> frame = pd.DataFrame({"p25": [40_000, 55_000], "p75": [62_500, 80_000]})
    >>> fit(frame).quantile(0.5).round()
    0    50000.0
    1    66332.0
    dtype: float64
    """
    figures = read(frame)
    _check_options(spread, range_covers)
    taken = with_ranges(figures, RANGE_COVERS if range_covers is None else range_covers)
    fitted = splines(taken, SPREAD if spread is None else spread)
    return WageCurves(figures, fitted, spread, range_covers)


def curve(
    points: Mapping[str, float],
    *,
    mean: float | None = None,
    low: float | None = None,
    high: float | None = None,
    top_code: Mapping[str, float] | None = None,
    spread: float | None = None,
    range_covers: float | None = None,
) -> WageCurves:
    """Return the curve of one wage: `WageCurves` of length 1.

    ``points`` are percentiles by name, ``top_code`` the thresholds of those that are top-coded.

    >>> records = curve({"p10": 35_080, "p25": 39_620, "p50": 48_780, "p75": 61_960, "p90": 77_810},
    ...                 mean=53_690)
    >>> records.share_above(60_000).round(3).item()
    0.279
    """
    thresholds = {name + THRESHOLD: wage for name, wage in (top_code or {}).items()}
    figures = {**points, **thresholds, "mean": mean, "low": low, "high": high}
    frame = pd.DataFrame({name: [wage] for name, wage in figures.items()}, dtype=float)
    return fit(frame, spread=spread, range_covers=range_covers)


def _check_options(spread: float | None, range_covers: float | None) -> None:
    if spread is not None and not 0 < spread <= 2:
        raise InvalidFigure(
            f"spread {spread:g}: expected a standard deviation of log wage, such as {SPREAD}"
        )
    if range_covers is not None and not 0 < range_covers < 1:
        raise InvalidFigure(
            f"range_covers {range_covers:g}: expected a share, such as 0.8 for p10 to p90"
        )
