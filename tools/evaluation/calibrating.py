"""Bands calibrated on half of a release: how far hidden figures were from curves.

The percents of `hitdata.distribution.calibration` are made here. Rows are halved by broad
occupation, every other one in the order of codes, so that no occupation is on both sides: an
occupation often stands in a workbook under two levels and in several sectors, with nearly the
same wages.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hitdata.distribution import fit
from hitdata.distribution.calibration import CLASSES, ERAS, Case
from tools.evaluation.peers import Floats
from tools.evaluation.releases import complete

__all__ = ["HIDDEN", "NOMINAL", "calibrate", "classes_of", "error", "halves"]

#: Part of the hidden figures that a band is to hold.
NOMINAL = 0.9

#: Percentiles that are known -> what is hidden and looked for in turn.
_KNOWN = {
    "p25 p50 p75 p90": "p10", "p10 p50 p75 p90": "p25", "p10 p25 p75 p90": "p50",
    "p10 p25 p50 p90": "p75", "p10 p25 p50 p75": "p90", "p10 p25 p50 p75 p90": "mean",
    "p10 p50 p90": "p25 p75 mean", "p25 p50 p75": "p10 p90 mean",
    "p10 p90": "p25 p50 p75 mean", "p25 p75": "p10 p50 p90 mean",
}  # fmt: skip

#: Pairs of what is hidden and what is known, with and without the mean, which moves no p10.
HIDDEN = tuple(
    (hidden, (*known.split(), *mean))
    for known, figures in _KNOWN.items()
    for hidden in figures.split()
    for mean in ((), ("mean",))
    if not (mean and hidden in ("mean", "p10"))
)


def halves(wages: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which rows calibrate: those of every other broad occupation."""
    return _broad(wages) % 2 == 0


def error(wages: pd.DataFrame, hidden: str, known: tuple[str, ...]) -> Floats:
    """Return how far (n,) a ``hidden`` figure is from its estimate, as a part of the estimate."""
    curves = fit(wages[list(known)])
    found = curves.mean if hidden == "mean" else curves.quantile(float(hidden[1:]) / 100)
    return np.asarray(np.abs(wages[hidden] / found - 1), dtype=float)


def calibrate(wages: pd.DataFrame) -> tuple[Case, ...]:
    """Return the cases with the bands of one release, from the half of it that calibrates."""
    rows = complete(wages)
    rows = rows[halves(rows)]
    classes, groups = classes_of(rows), _broad(rows)
    found = []
    for hidden, known in HIDDEN:
        errors = error(rows, hidden, known)
        masks = [classes == k for k in range(len(CLASSES) + 1)]
        bands = [_conformal(errors[mask], groups[mask]) for mask in masks]
        percent = tuple(max(0.1, float(np.round(100 * band, 1))) for band in bands)
        found.append(Case(hidden, known, percent, (1.0,) * len(ERAS)))
    return tuple(found)


def classes_of(wages: pd.DataFrame) -> NDArray[np.intp]:
    """Return the class of precision of each row, the last where no error was published."""
    rse = wages["rse"].fillna(np.inf).to_numpy()
    return np.searchsorted(CLASSES, rse, side="right")


def _broad(wages: pd.DataFrame) -> NDArray[np.intp]:
    """Return the number of the broad occupation of each row, in the order of codes."""
    return pd.factorize(wages.index.get_level_values("soc").str[:6], sort=True)[0]


def _conformal(errors: Floats, groups: NDArray[np.intp]) -> float:
    """Return the error that a row of a new occupation stays within with probability `NOMINAL`.

    Rows of one occupation err alike, so the rank is that of as many independent rows as there
    are occupations. Without a row there is no bound.
    """
    if not len(errors):
        return np.inf
    count = len(np.unique(groups))
    level = np.ceil(NOMINAL * (count + 1)) / count
    return float(np.quantile(errors, min(level, 1.0), method="higher"))
