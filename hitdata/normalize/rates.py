"""Growth over different horizons on one scale, with the interval that rounding leaves.

"16 percent from 2023 to 2033" and "10.7 percent by 2028" cannot be compared as they stand. What
can be is the compound annual rate: the one rate which, applied every year,
turns base employment into projected employment. Over a window of T years it amounts to an
*equivalent* change, never to a proportional part: 16 percent in ten years is 7.7 percent in five,
not 8.

A printed figure stands for every number that rounds to it. "16%" is anything from 15.5 to 16.5
percent, and 41.9 thousand jobs are 41,850 to 41,950. Each statement of the same growth leaves an
interval of rates, and all of them hold: the truth lies in their intersection.

Percents are percent (16 is 16 percent), rates are percent a year, jobs are in any one unit.
Every function takes numbers, arrays or Series that share an index, and returns what it was given;
a missing figure gives a missing rate, an impossible one raises `InvalidFigure`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hitdata.errors import InvalidFigure

__all__ = ["equivalent", "intersection", "jobs_interval", "percent_interval", "rate_of_jobs",
           "rate_of_percent", "step_of"]  # fmt: skip

#: A number, an array or a Series; what comes back is of the same kind.
Numbers = Any

#: An array of numbers.
Floats = NDArray[np.float64]


def rate_of_percent(percent: Numbers, years: Numbers) -> Numbers:
    """Return the compound annual rate (percent a year) of a percent change over ``years``.

    >>> round(rate_of_percent(16, 10), 3)
    1.495
    """
    (change, span), like = _arrays(percent, years)
    _require(span, span > 0, "years must be more than zero")
    _require(change, change >= -100, "a percent change cannot be less than -100")
    return like((np.power(1 + change / 100, 1 / span) - 1) * 100)


def rate_of_jobs(base: Numbers, projected: Numbers, years: Numbers) -> Numbers:
    """Return the compound annual rate (percent a year) between jobs in two years, ``years`` apart.

    A base of zero has no rate: the result is missing.

    >>> round(rate_of_jobs(41900, 48100, 10), 3)
    1.39
    """
    (first, last, span), like = _arrays(base, projected, years)
    _require(first, first >= 0, "base employment cannot be negative")
    _require(last, last >= 0, "projected employment cannot be negative")
    ratio = np.divide(last, first, out=np.full(first.shape, np.nan), where=first > 0)
    return like(rate_of_percent((ratio - 1) * 100, span))


def equivalent(rate: Numbers, window: Numbers) -> Numbers:
    """Return the percent change that a compound annual rate amounts to over ``window`` years.

    >>> [round(equivalent(rate_of_percent(16, 10), years), 1) for years in (5, 10)]
    [7.7, 16.0]
    """
    (annual, span), like = _arrays(rate, window)
    _require(annual, annual >= -100, "a rate cannot be less than -100 percent a year")
    return like((np.power(1 + annual / 100, span) - 1) * 100)


def percent_interval(percent: Numbers, years: Numbers, *, step: Numbers) -> tuple[Numbers, Numbers]:
    """Return the lowest and highest rate of a percent printed to the nearest ``step``.

    >>> [round(rate, 3) for rate in percent_interval(16, 10, step=1)]
    [1.451, 1.539]
    """
    (change, span, half), like = _arrays(percent, years, step)
    low = np.maximum(change - half / 2, -100)
    return like(rate_of_percent(low, span)), like(rate_of_percent(change + half / 2, span))


def jobs_interval(
    base: Numbers, projected: Numbers, years: Numbers, *, step: Numbers
) -> tuple[Numbers, Numbers]:
    """Return the lowest and highest rate between jobs of two years printed to the nearest ``step``.

    Where the base may be zero, no rate is too high: the upper end is infinite.

    >>> [round(rate, 3) for rate in jobs_interval(50_000, 55_000, 10, step=100)]
    [0.938, 0.977]
    """
    (first, last, span, half), like = _arrays(base, projected, years, step)
    half = half / 2
    low = rate_of_jobs(first + half, np.maximum(last - half, 0), span)
    least = np.maximum(first - half, 0)
    high = rate_of_jobs(least, last + half, span)
    return like(low), like(np.where((least == 0) & ~np.isnan(low), np.inf, high))


def intersection(*intervals: tuple[Numbers, Numbers]) -> tuple[Numbers, Numbers]:
    """Return the rates that every interval allows; a missing interval allows them all.

    Where the lower end exceeds the upper, the figures contradict each other.

    >>> intersection((1.0, 2.0), (1.5, 3.0), (float("nan"), float("nan")))
    (1.5, 2.0)
    """
    lows, like = _arrays(*(low for low, _ in intervals))
    highs, _ = _arrays(*(high for _, high in intervals))
    return like(np.fmax.reduce(lows)), like(np.fmin.reduce(highs))


def step_of(printed: pd.Series, *, zeros_count: bool = True) -> pd.Series:
    """Return the unit of the last digit in each printed text: 0.1 for "10.7%", 1 for "16%".

    With ``zeros_count=False``, zeros that end a whole number are taken for places left open:
    "239,000" was rounded to thousands. A text without a number has no step.

    >>> step_of(pd.Series(["10.7%", "16%", "an estimated 239,000"]), zeros_count=False).tolist()
    [0.1, 1.0, 1000.0]
    """
    digits = printed.str.extract(r"(\d[\d,]*)(?:\.(\d+))?")
    decimals = digits[1].str.len()
    zeros = digits[0].str.replace(",", "").str.extract(r"[1-9](0*)$")[0].str.len()
    places = decimals.fillna(0) if zeros_count else decimals.fillna(-zeros.fillna(0))
    # 0.1 and not 0.09999999999999999, as some powers come out
    return (10.0 ** -places.astype(float)).round(9).where(digits[0].notna())


def _arrays(*numbers: Numbers) -> tuple[tuple[Floats, ...], Any]:
    """Return numbers as floats of one shape, and what gives a result their own."""
    series = [given for given in numbers if isinstance(given, pd.Series)]
    if any(not given.index.equals(series[0].index) for given in series):
        raise InvalidFigure("Series must share one index; their rows would be mixed up")
    floats = [
        given.to_numpy(dtype=float, na_value=np.nan)
        if isinstance(given, pd.Series)
        else np.asarray(given, dtype=float)
        for given in numbers
    ]

    def like(result: Floats) -> Numbers:
        if series:
            return pd.Series(result, index=series[0].index)
        return result if np.ndim(result) else float(result)

    return tuple(np.broadcast_arrays(*floats)), like


def _require(numbers: Floats, right: NDArray[np.bool_], rule: str) -> None:
    wrong = ~right & ~np.isnan(numbers)
    if wrong.any():
        raise InvalidFigure(f"{rule}; found {np.extract(wrong, numbers)[0]:g}")
