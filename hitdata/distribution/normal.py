"""The standard normal distribution: density, distribution function and its inverse.

A share p of workers and a normal score z name the same place on a wage curve: p = Phi(z). A
lognormal wage is a straight line in z, so curves are drawn over z rather than over p. The two
functions here turn one into the other for whole arrays, without a dependency beyond numpy.
"""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Floats", "cdf", "pdf", "ppf"]

Floats: TypeAlias = NDArray[np.float64]

#: Phi(-x) exp(x^2/2) for 0 <= x < 7.07, ratio of two polynomials, highest power first. J. F. Hart
#: and others, Computer Approximations (Wiley 1968), no. 5666, in the form of G. West, "Better
#: approximations to cumulative normal functions", Wilmott Magazine (2005) 70-76.
_HART_TOP = (
    3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383,
    112.079291497871, 221.213596169931, 220.206867912376,
)  # fmt: skip
_HART_BOTTOM = (
    8.83883476483184e-02, 1.75566716318264, 16.064177579207, 86.7807322029461,
    296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752,
)  # fmt: skip

#: Phi^-1 in the middle, the shoulders and the far tails, highest power first. M. J. Wichura,
#: "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37
#: (1988) 477-484, routine PPND16.
_MIDDLE = (
    (2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
     13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608),
    (5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
     5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0),
)  # fmt: skip
_SHOULDER = (
    (7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177,
     1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055,
     4.6303378461565452959, 1.42343711074968357734),
    (1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966,
     0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494,
     2.05319162663775882187, 1.0),
)  # fmt: skip
_FAR = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386,
     0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358,
     5.4637849111641143699, 6.6579046435011037772),
    (2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5,
     7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531,
     0.59983220655588793769, 1.0),
)  # fmt: skip


def cdf(z: ArrayLike) -> Floats:
    """Return Phi(z), the share below normal score ``z``, to 1e-15 absolute.

    >>> cdf([-1.0, 0.0, 1.0]).round(6)
    array([0.158655, 0.5     , 0.841345])
    """
    z = np.asarray(z, dtype=float)
    x = np.abs(z)
    with np.errstate(over="ignore", invalid="ignore"):
        ratio = np.polyval(_HART_TOP, x) / np.polyval(_HART_BOTTOM, x)
        below = np.exp(-0.5 * x * x) * np.where(x < 7.07, ratio, _far_ratio(x))
    return np.where(z > 0, 1.0 - below, below)


def pdf(z: ArrayLike) -> Floats:
    """Return the normal density at ``z``.

    >>> pdf(0.0).round(6)
    np.float64(0.398942)
    """
    z = np.asarray(z, dtype=float)
    return np.asarray(np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi))


def ppf(p: ArrayLike) -> Floats:
    """Return the normal score of share ``p``, relative error about 1e-16; NaN outside [0, 1].

    >>> ppf([0.1, 0.5, 0.9]).round(6)
    array([-1.281552,  0.      ,  1.281552])
    """
    p = np.asarray(p, dtype=float)
    q = p - 0.5
    with np.errstate(divide="ignore", invalid="ignore"):
        r = np.sqrt(-np.log(np.minimum(p, 1.0 - p)))
        z = q * _ratio(_MIDDLE, 0.180625 - q * q)
        z = np.where(np.abs(q) > 0.425, np.sign(q) * _ratio(_SHOULDER, r - 1.6), z)
        z = np.where(r > 5.0, np.sign(q) * _ratio(_FAR, r - 5.0), z)
        ends = np.copysign(np.inf, q)
    return np.where((p == 0) | (p == 1), ends, z)


def _far_ratio(x: Floats) -> Floats:
    """Phi(-x) exp(x^2/2) beyond 7.07, by a continued fraction (West 2005)."""
    fraction = x + 1.0 / (x + 2.0 / (x + 3.0 / (x + 4.0 / (x + 0.65))))
    return np.asarray(1.0 / (fraction * math.sqrt(2 * math.pi)))


def _ratio(polynomials: tuple[tuple[float, ...], tuple[float, ...]], x: Floats) -> Floats:
    top, bottom = polynomials
    return np.asarray(np.polyval(top, x) / np.polyval(bottom, x))
