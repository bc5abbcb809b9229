"""How far off an interpolated number may be: the errors of hidden figures, and bands made of them.

A band is made to hold nine in ten of the figures that were hidden from curves like this one: drawn
through figures at least as far apart, as precise, and of the same era of OEWS. How many it did hold
where it was checked, by class of precision, is `HELD`, and the sentence beside a band says it. A
band is not a confidence interval of the survey; it says nothing about one person's pay, and nothing
about publishers that ask whoever visits their pages.

There is a band only where something could be hidden: between the 10th and the 90th percentile of
a curve through two figures or more, and not above a top code. Elsewhere the sentence says why
there is none, and `WageCurves.interval` says what is known.

*How the errors were measured.* Take the rows of a release, hide one figure of each, draw the curves
through others, and see how far they are from what was hidden. What was hidden and what was known is
a *case*. The error that nine in ten rows stay within (split-conformal: V. Vovk, A. Gammerman and G.
Shafer, Algorithmic Learning in a Random World, 2005) depends on how precise the release is, and
stands in ``calibration.csv`` by the relative standard error of the mean, which BLS prints beside
it. The errors of another release need not be as small: a factor for each case and era makes the
bounds hold nine in ten rows of every release of that era, all classes of precision together. `make
evaluate` writes the table and `HELD` from the workbooks; a test holds one against the other.

*Which case tells how far off a curve may be.* A share between published percentiles is judged by a
hidden figure whose own neighbors were at least as far apart: the errors in a wider gap are not
smaller. Above the highest percentile and below the lowest it is a hidden figure at least as far
out, from a percentile no nearer. The curve must know as many percentiles as were known there, and
the mean if that was known.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri  # type: ignore[import-untyped]

from hitdata.distribution.curves import List, Question, WageCurves
from hitdata.distribution.published import Floats, Published, percentiles
from hitdata.surveys import METHODS
from hitdata.table.schema import listed

__all__ = ["CALIBRATED_ON", "CASES", "CLASSES", "ERAS", "HELD", "Case", "bands", "mean_bands",
           "share_bands"]  # fmt: skip

#: Relative standard error of the mean in percent: of all curves alike, of each, or not known.
Precision: TypeAlias = "float | pd.Series | None"

#: What the errors were measured on: half of the broad occupations, every other one.
CALIBRATED_ON = "OEWS by sector, May 2024"

#: Its release, and how the industries of its rows begin.
_HOME = ("2024-05", "NAICS")

#: Bounds between the classes of precision: relative standard errors of the mean, in percent.
CLASSES = (1.0, 2.0, 4.0, 8.0)

#: Releases that another factor applies to, first release of each: a new method is an era, and its
#: first national estimates lie apart.
ERAS = {"2000": "before May 2021", min(METHODS): "May 2021", "2022-05": "since May 2022"}

#: Releases -> percent of hidden values that the bands held there, by class of precision (the last:
#: without a standard error): the least of all cases. At home, in the half that did not calibrate.
HELD = {
    CALIBRATED_ON: (88, 86, 88, 87, 84),
    "OEWS before May 2021": (92, 93, 93, 91, 87),
    "OEWS of May 2021": (86, 84, 87, 91, 83),
    "OEWS since May 2022": (90, 88, 88, 88, 87),
}

#: Names of the rows of `_RATES`: the last holds for a release of any era.
_WHERE = (*HELD, "all releases of OEWS")

#: What the bands held, in percent: a row per era, the least of all last.
_RATES = np.array([*HELD.values(), np.min(list(HELD.values()), axis=0)])

#: Sentences for a band, for one around a share, and for rows without a standard error.
_SAID = (
    "In {}, at least {}% of hidden published values fell within ±{:.1f}% of the estimated wage, "
    "among wages whose mean has a standard error of {}."
)

#: What a note on a share adds to that on a wage.
_OF_SHARE = " The band holds the shares above wages {:.1f}% lower and higher than this one."

#: What a note adds where no standard error is known.
_NO_PRECISION = " No standard error is known here: this is the band of the least precise rows."

#: Classes of precision in words.
_RSE = (*(f"{low:g} to {high:g}%" for low, high in pairwise((0, *CLASSES))),
        f"{CLASSES[-1]:g}% or more")  # fmt: skip

#: Codes that stand for a case where there is no band.
_PUBLISHED, _NO_CURVE, _CODED, _TOO_FAR, _ELSEWHERE = range(-1, -6, -1)

#: Why there is no band, by the code that stands for a case.
_REASONS = {
    _PUBLISHED: "Published.",
    _NO_CURVE: "No band: these figures alone do not give a curve.",
    _CODED: "No band: above a top code only the threshold is known.",
    _TOO_FAR: "{}, not published. No band: no published figure was hidden this far from others.",
    _ELSEWHERE: "No band: hidden figures of OEWS say nothing about this publisher.",
}


def bands(
    curves: WageCurves, shares: List | float, *, rse: Precision = None, release: str | None = None
) -> pd.DataFrame:
    """Return a row per curve and share: the wage, its band, and the sentence to print with it.

    Columns: share, value, low, high, percent (half the width of the band; NaN where there is
    none), rests_on and sentence. ``rse`` is the relative standard error of the mean in percent,
    as `hitdata.distribution.precision` finds it; without it the band is that of the least precise
    rows. The ``release`` is read from the index, where `hitdata.distribution.points` put it;
    without one, and for states, the band is as wide as the release that errs most needs.

    Raises `InvalidFigure` for a share outside 0 to 1, or errors that are not those of the curves.

    >>> from hitdata.distribution import curve
    >>> records = curve({"p10": 35_080, "p25": 39_620, "p75": 61_960, "p90": 77_810}, mean=53_690)
    >>> median = bands(records, [0.5], rse=0.4, release="2023-05").iloc[0]
    >>> median[["value", "low", "high"]].astype(int).tolist()
    [48937, 46655, 51219]
    >>> print(median["sentence"][:75])
    Interpolated, not published. In OEWS since May 2022, at least 90% of hidden
    """
    several = np.atleast_1d(np.asarray(shares, dtype=float)).tolist()
    table = curves.estimates(several).rename(columns={"low": "least", "high": "most"})
    shape = len(curves), len(several)
    asked, words = (table[name].to_numpy().reshape(shape) for name in ("share", "rests_on"))
    percent, sentences = _widths(curves, _match(curves.published, asked), words, rse, release)
    table["percent"] = percent.ravel()
    part = table["percent"] / 100
    table["low"] = (table["value"] * (1 - part)).clip(lower=table["least"])
    table["high"] = (table["value"] * (1 + part)).clip(upper=table["most"])
    table["sentence"] = sentences
    return table[["share", "value", "low", "high", "percent", "rests_on", "sentence"]]


def share_bands(
    curves: WageCurves, wages: List | float, *, rse: Precision = None, release: str | None = None
) -> pd.DataFrame:
    """Return a row per curve and wage: the share of the workers above it, and its band.

    Columns: wage, value, low, high, percent, rests_on and sentence, as those of `bands`, and shown,
    the share as text. ``percent`` is of the wage, not of the share: the band holds the shares above
    wages that much lower and higher. A share outside the published percentiles ``rests_on``
    extrapolation, and ``shown`` says so; none is shown as 0 or 100 percent.

    >>> from hitdata.distribution import curve
    >>> records = curve({"p10": 35_080, "p25": 39_620, "p75": 61_960, "p90": 77_810})
    >>> above = share_bands(records, [20_000, 60_000], rse=0.4, release="2023-05")
    >>> above[["low", "high"]].round(2).values.tolist()
    [[nan, nan], [0.25, 0.33]]
    >>> above["shown"].tolist()
    ['>99% (extrapolated)', '28%']
    """
    paid = np.atleast_1d(np.asarray(wages, dtype=float))
    above = curves.share_above(paid).to_numpy()
    below = np.where((above > 0) & (above < 1), 1 - above, np.nan)
    codes, index = _match(curves.published, below), curves.published.index
    first, last = curves.status[["from_share", "to_share"]].to_numpy(dtype=float).T[:, :, None]
    inside = (1 - above >= first - 1e-9) & (1 - above <= last + 1e-9)
    words = np.select(
        [np.isnan(above), codes == _PUBLISHED, inside], ["", "published", "interpolated"],
        "extrapolated",
    )  # fmt: skip
    percent, sentences = _widths(curves, codes, words, rse, release, said=_SAID + _OF_SHARE)
    least, most = (end.to_numpy() for end in curves.share_interval(paid))
    # where there is no band, any wage is asked about, and nothing said of it
    lower, upper = (
        curves.share_above(pd.DataFrame(np.nan_to_num(edge, nan=1.0), index=index)).to_numpy()
        for edge in (paid / (1 - percent / 100), paid / (1 + percent / 100))
    )
    none = np.isnan(percent)
    return pd.DataFrame(
        {
            "wage": np.tile(paid, len(curves)),
            "value": above.ravel(),
            "low": np.where(none, np.nan, np.fmax(lower, least)).ravel(),
            "high": np.where(none, np.nan, np.fmin(upper, most)).ravel(),
            "percent": percent.ravel(),
            "rests_on": words.ravel(),
            "shown": list(map(_shown, above.flat, words.flat)),
            "sentence": sentences,
        },
        index=index.repeat(len(paid)),
    )


def mean_bands(
    curves: WageCurves, *, rse: Precision = None, release: str | None = None
) -> pd.DataFrame:
    """Return the mean of each curve, and its band where no mean was published.

    Columns: value, low, high, percent and sentence, as those of `bands`.

    >>> from hitdata.distribution import curve
    >>> records = curve({"p10": 35_080, "p25": 39_620, "p75": 61_960, "p90": 77_810})
    >>> mean = mean_bands(records, rse=0.4, release="2023-05").iloc[0]
    >>> mean[["value", "low", "high"]].astype(int).tolist()
    [53081, 50304, 55859]
    """
    codes = np.empty((len(curves), 1), dtype=int)
    for rows, known in _kinds(curves.published):
        codes[rows] = _of_mean(known)
    percent, sentences = _widths(curves, codes, "derived", rse, release)
    value, part = curves.mean, percent[:, 0] / 100
    return value.to_frame("value").assign(
        low=value * (1 - part), high=value * (1 + part), percent=percent[:, 0], sentence=sentences
    )


class Case(NamedTuple):
    """What was hidden and known; ``percent`` by class of precision, ``factors`` by era.

    Nine in ten hidden figures were within ``percent`` of the estimate.
    """

    hidden: str
    known: tuple[str, ...]
    percent: tuple[float, ...]
    factors: tuple[float, ...]

    @property
    def shares(self) -> tuple[float, ...]:
        """The percentiles that were known, as shares."""
        return tuple(percentiles(self.known).values())

    @property
    def gap(self) -> tuple[float, float, float]:
        """The hidden share between the known ones on either side; 0 and 1 stand for none."""
        (hidden,) = percentiles([self.hidden]).values()
        low = max((share for share in self.shares if share < hidden), default=0.0)
        return low, hidden, min((share for share in self.shares if share > hidden), default=1.0)


def _shown(share: float, word: str) -> str:
    """Write a share in whole percent, never as none or all, and whether it is extrapolated."""
    if np.isnan(share):
        return "not known"
    text = ">99%" if share > 0.99 else "<1%" if share < 0.01 else f"{share:.0%}"
    return text + " (extrapolated)" * (word == "extrapolated")


class _Known(NamedTuple):
    """What rows of one kind know: shares published, whether a mean is, and a top code."""

    shares: tuple[float, ...]
    mean: bool
    coded: bool


def _kinds(published: Published) -> Iterator[tuple[NDArray[np.intp], _Known]]:
    """Yield which rows know the same, and what."""
    for rows in published.kinds():
        row = published.rows(rows[:1])
        shares = tuple(row.shares[row.known[0]].tolist())
        yield rows, _Known(shares, not np.isnan(row.mean[0]), bool(row.coded[0]))


def _match(published: Published, shares: Floats) -> NDArray[np.intp]:
    """Return the case for each share (n, m), as an index into `CASES`, or a code of `_REASONS`.

    Shares that are not published are taken to the middle of their percent; a share that a curve
    does not tell is NaN.
    """
    codes = np.empty(shares.shape, dtype=int)
    for rows, known in _kinds(published):
        own = shares[rows]
        middle = np.floor(own * 100 + 1e-9) / 100 + 0.005
        exact = np.isclose(own[..., None], np.array([*known.shares, -1.0])).any(axis=-1)
        asked, which = np.unique(np.where(np.isnan(own), -1.0, middle), return_inverse=True)
        found = np.array([_nearest(known, float(share)) for share in asked], dtype=int)
        codes[rows] = np.where(exact, _PUBLISHED, found[which].reshape(own.shape))
    return codes


def _of_mean(known: _Known) -> int:
    """Return the case for the mean, as `_match` does: that which knows most."""
    if known.mean or len(known.shares) < 2:
        return _PUBLISHED if known.mean else _NO_CURVE
    if known.coded:
        return _CODED
    means = {k: case for k, case in enumerate(CASES) if case.hidden == "mean"}
    fitting = [k for k, case in means.items() if set(case.shares) <= set(known.shares)]
    return max(fitting, key=lambda k: len(CASES[k].known), default=_TOO_FAR)


def _nearest(known: _Known, share: float) -> int:
    """Return the case for a ``share``, or why there is none; it is -1 if no curve tells it.

    Of those that fit, it is one with the mean before one without, then the one with the narrowest
    gap, with most figures, with the nearest hidden share.
    """
    if len(known.shares) < 2:
        return _NO_CURVE
    if known.coded and (share < 0 or share > known.shares[-1]):
        return _CODED
    below = max((s for s in known.shares if s < share), default=0.0)
    above = min((s for s in known.shares if s > share), default=1.0)

    def rank(k: int) -> tuple[float, ...]:
        low, hidden, high = ndtri(np.clip(CASES[k].gap, 1e-9, 1 - 1e-9))
        names = CASES[k].known
        return "mean" not in names, round(high - low, 3), -len(names), abs(hidden - ndtri(share))

    fitting = [k for k, case in enumerate(CASES) if _fits(case, known, share, below, above)]
    return min(fitting, key=rank, default=_TOO_FAR)


def _fits(case: Case, known: _Known, share: float, below: float, above: float) -> bool:
    """Tell whether a case says something of a share between two known ones, or beyond them."""
    if case.hidden == "mean" or ("mean" in case.known and not known.mean):
        return False
    if len(case.shares) > len(known.shares):
        return False
    low, hidden, high = case.gap
    if above == 1.0 or below == 0.0:
        out = share <= hidden if above == 1.0 else share >= hidden
        return out and low <= below and above <= high
    return 0.0 < low <= below and above <= high < 1.0


def _widths(
    curves: WageCurves,
    codes: NDArray[np.intp],
    words: str | NDArray[np.object_] | NDArray[np.str_],
    rse: Precision,
    release: str | None,
    *,
    said: str = _SAID,
) -> tuple[Floats, list[str]]:
    """Return half the width of each band (n, m) in percent, and what is to be printed beside it.

    ``codes`` say which case it is, or why there is none; ``words`` what the number is.
    """
    index = curves.published.index
    precision = Question.of("rse", np.nan if rse is None else rse, index, np.inf).numbers
    where = _where(index, release)
    codes = np.where((where < 0) & (codes >= 0), _ELSEWHERE, codes)
    classes = np.searchsorted(CLASSES, np.nan_to_num(precision, nan=np.inf), side="right")
    factors = np.array([(1.0, *case.factors, max(case.factors)) for case in CASES])
    case, widths = np.maximum(codes, 0), np.array([case.percent for case in CASES])
    percent = np.where(codes < 0, np.nan, widths[case, classes] * factors[case, where])
    told = np.broadcast_arrays(codes, words, where, classes, percent, np.isnan(precision))
    sentences = [
        f"{word.capitalize()}, not published. "
        + said.format(_WHERE[place], _RATES[place, rank], wide, _RSE[rank], wide)
        + _NO_PRECISION * bool(unknown)
        if code >= 0
        else _REASONS[code].format(word.capitalize())
        for code, word, place, rank, wide, unknown in zip(*(a.flat for a in told), strict=True)
    ]
    return percent, sentences


def _where(index: pd.Index, release: str | None) -> NDArray[np.intp]:
    """Return which of `_WHERE` each row gets (n, 1), -1 for a publisher that is not OEWS."""
    names = ["source", "release", "area", "industry"]
    key = index.to_frame(index=False).reindex(columns=names).astype("object").fillna("")
    if release:
        key["release"] = release
    eras = np.searchsorted(list(ERAS), key["release"].to_numpy(dtype=str), side="right")
    home = key["release"].eq(_HOME[0]) & key["industry"].str.startswith(_HOME[1])
    known = key["release"].str.fullmatch(r"\d{4}(-\d\d)?") & key["area"].isin(["", "US"])
    where = np.where(known & (eras > 0), np.where(home, 0, eras), len(_WHERE) - 1)
    return np.where(key["source"].isin(["", "OEWS"]), where, -1)[:, None]


#: Every case that was measured.
CASES = tuple(
    Case(hidden, tuple(known.split()), *(tuple(map(float, x.split())) for x in measured))
    for hidden, known, *measured in listed(__file__, "calibration.csv")
)
