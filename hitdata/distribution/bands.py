"""Bands around what a curve says between published figures: interpolated, not published.

A band is the range that holds nine in ten of the figures that were hidden from curves like this
one: drawn through figures at least as far apart, as precise, and of the same era of OEWS; see
`hitdata.distribution.calibration`. It is no confidence interval of the survey, it says nothing of
one person's pay, and nothing of publishers that ask whoever visits their pages.

There is a band only where something could be hidden: between the 10th and the 90th percentile of
a curve through two figures or more, and not above a top code. Elsewhere the sentence says why
there is none, and `WageCurves.interval` says what is known.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hitdata.distribution.answers import List, ask
from hitdata.distribution.calibration import CALIBRATED_ON, CASES, CLASSES, ERAS
from hitdata.distribution.curves import WageCurves
from hitdata.distribution.matching import REASONS, match, match_mean
from hitdata.distribution.normal import Floats

__all__ = ["bands", "mean_bands", "share_bands"]

#: Relative standard error of the mean in percent: of all curves alike, of each, or not known.
Precision: TypeAlias = "float | pd.Series | None"

#: Code of a publisher that is not OEWS, in `REASONS`.
_ELSEWHERE = -5

#: What is said where the bands were calibrated.
_AT_HOME = (
    f"In {CALIBRATED_ON}, 9 in 10 hidden published values of rows this precise fell within "
    "±{:.1f} % of the estimate."
)

#: What is said of a release of an era, or of none that is known.
_WIDENED = (
    "In every release of OEWS %s, 9 in 10 hidden published values or more fell within such "
    "bands, here ±{:.1f} %%."
)
_ERAS = ("before May 2021", "of May 2021", "since May 2022", "that was checked")
_WHERE = (_AT_HOME, *(_WIDENED % era for era in _ERAS))
_NO_PRECISION = " No standard error is known here: this is the band of the least precise rows."


def bands(
    curves: WageCurves, shares: List | float, *, rse: Precision = None, release: str | None = None
) -> pd.DataFrame:
    """Return a row per curve and share: the wage, its band, and the sentence to print with it.

    Columns: share, value, low, high, percent (half the width of the band; NaN where there is
    none), rests_on and sentence. ``rse`` is the relative standard error of the mean in percent,
    as `hitdata.distribution.precision` finds it; without it the band is that of the least precise
    rows. The ``release`` is read from the index, where `hitdata.distribution.points` put it;
    without one, and for states, the band is as wide as the release that errs most needs.

    >>> from hitdata.distribution import curve
    >>> records = curve({"p10": 35_080, "p25": 39_620, "p75": 61_960, "p90": 77_810}, mean=53_690)
    >>> median = bands(records, [0.5], rse=0.4, release="2023-05").iloc[0]
    >>> median[["value", "low", "high"]].astype(int).tolist()
    [48937, 46655, 51219]
    >>> print(median["sentence"][:68])
    Interpolated, not published. In every release of OEWS since May 2022
    """
    several = np.atleast_1d(np.asarray(shares, dtype=float)).tolist()
    asked = np.tile(several, (len(curves), 1))
    percent, says = _percent(curves, match(curves.figures, asked), rse, release)
    table = curves.estimates(several).rename(columns={"low": "least", "high": "most"})
    table["percent"] = percent.ravel()
    part = table["percent"] / 100
    table["low"] = (table["value"] * (1 - part)).clip(lower=table["least"])
    table["high"] = (table["value"] * (1 + part)).clip(upper=table["most"])
    table["sentence"] = _sentences(table["rests_on"].to_numpy(), says.ravel())
    return table[["share", "value", "low", "high", "percent", "rests_on", "sentence"]]


def share_bands(
    curves: WageCurves, wages: List | float, *, rse: Precision = None, release: str | None = None
) -> pd.DataFrame:
    """Return a row per curve and wage: the share of the workers above it, and its band.

    Columns: wage, value, low, high, percent and sentence, as those of `bands`; ``percent`` is of
    the wage: the band holds the shares above wages that much lower and higher.
    """
    several = np.atleast_1d(np.asarray(wages, dtype=float)).tolist()
    above = curves.share_above(several).to_numpy()
    below = np.where((above > 0) & (above < 1), 1 - above, np.nan)
    percent, says = _percent(curves, match(curves.figures, below), rse, release)
    part, paid = percent / 100, np.asarray(several)
    least, most = (end.to_numpy() for end in curves.share_interval(several))
    ends = (_shares_above(curves, paid / edge) for edge in (1 - part, 1 + part))
    low, high = next(ends), next(ends)
    interpolated = np.full(above.size, "interpolated")
    return pd.DataFrame(
        {
            "wage": np.tile(paid, len(curves)),
            "value": above.ravel(),
            "low": np.fmax(low, least).ravel() + 0 * percent.ravel(),
            "high": np.fmin(high, most).ravel() + 0 * percent.ravel(),
            "percent": percent.ravel(),
            "sentence": _sentences(interpolated, says.ravel()),
        },
        index=curves.figures.index.repeat(len(paid)),
    )


def mean_bands(
    curves: WageCurves, *, rse: Precision = None, release: str | None = None
) -> pd.DataFrame:
    """Return the mean of each curve, and its band where no mean was published.

    Columns: value, low, high, percent and sentence, as those of `bands`.
    """
    codes = match_mean(curves.figures)[:, None]
    percent, says = _percent(curves, codes, rse, release)
    value, part = curves.mean, percent[:, 0] / 100
    return pd.DataFrame(
        {
            "value": value,
            "low": value * (1 - part),
            "high": value * (1 + part),
            "percent": percent[:, 0],
            "sentence": _sentences(np.full(len(value), "derived"), says[:, 0]),
        }
    )


def _percent(
    curves: WageCurves, codes: NDArray[np.intp], rse: Precision, release: str | None
) -> tuple[Floats, NDArray[np.object_]]:
    """Return half the width of each band (n, m) in percent, and where that comes from."""
    index = curves.figures.index
    precision, place = _precision(index, rse), _places(index, release)[:, None]
    codes = np.where((place < 0) & (codes >= 0), _ELSEWHERE, codes)
    classes = np.searchsorted(CLASSES, np.nan_to_num(precision, nan=np.inf), side="right")
    factors = np.array([(1.0, *case.factors, max(case.factors)) for case in CASES])
    case, none = np.maximum(codes, 0), codes < 0
    percent = np.array([case.percent for case in CASES])[case, classes] * factors[case, place]
    unknown = np.broadcast_to(np.isnan(precision), codes.shape)
    said = np.empty(codes.shape, dtype=object)
    for at in np.ndindex(codes.shape):
        where = _WHERE[place[at[0], 0]].format(percent[at])
        said[at] = (
            REASONS[int(codes[at])] if none[at] else where + _NO_PRECISION * bool(unknown[at])
        )
    return np.where(none, np.nan, percent), said


def _precision(index: pd.Index, rse: Precision) -> Floats:
    """Return the relative standard errors (n, 1), NaN where none is known."""
    if rse is None:
        return np.full((len(index), 1), np.nan)
    errors = ask(index, rse, "rse", 0.0, np.inf)
    return np.array(np.broadcast_to(errors.numbers, (len(index), 1)))


def _places(index: pd.Index, release: str | None) -> NDArray[np.intp]:
    """Return where each row stands in `_WHERE`, -1 for a publisher that is not OEWS."""

    def level(name: str) -> pd.Series:
        there = index.get_level_values(name) if name in index.names else [None] * len(index)
        return pd.Series(there, dtype="object").fillna("")

    editions = pd.Series([release] * len(index)) if release else level("release")
    firsts = list(ERAS)
    eras = np.searchsorted(firsts, editions.to_numpy(dtype=str), side="right")
    home = editions.eq("2024-05") & level("industry").str.startswith("NAICS")
    known = editions.str.fullmatch(r"\d{4}(-\d\d)?") & level("area").isin(["", "US"]) & (eras > 0)
    places = np.where(known, np.where(home, 0, eras), len(_WHERE) - 1)
    return np.where(level("source").isin(["", "OEWS"]), places, -1)


def _shares_above(curves: WageCurves, wages: Floats) -> Floats:
    frame = pd.DataFrame(np.nan_to_num(wages, nan=1.0), index=curves.figures.index)
    return curves.share_above(frame).to_numpy()


def _sentences(rests_on: NDArray[np.object_], says: NDArray[np.object_]) -> list[str]:
    """Return what is to be printed beside each number."""
    return [
        said if said in REASONS.values() else f"{str(word).capitalize()}, not published. {said}"
        for word, said in zip(rests_on, says, strict=True)
    ]
