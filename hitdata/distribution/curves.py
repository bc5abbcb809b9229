"""Wage curves: what share of the workers earns how much, for many occupations at once.

`fit` draws a curve for each row of a frame of figures, `curve` one from the figures of a single
wage. All curves are asked together and answer as pandas objects with the index of the frame:

- a number is asked of every curve, and a Series answers;
- so are the numbers of a list, and a frame answers with a column for each;
- a Series or frame with the same index asks every curve about numbers of its own.

Wages have the unit of the figures; shares are between 0 and 1.

An answer is NaN where the published figures do not give a curve: above a top code, or where one
figure stands alone. There `WageCurves.interval` says what is known, and the curves that
`WageCurves.with_assumptions` returns give an estimate. `WageCurves.estimates` has both side by
side, with what each number rests on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias, overload

import numpy as np
import pandas as pd
from scipy.special import ndtr  # type: ignore[import-untyped]

from hitdata.distribution import assumed, spline
from hitdata.distribution.construction import Fitted, splines
from hitdata.distribution.published import THRESHOLD, Floats, Published, read
from hitdata.errors import InvalidFigure, unknown

__all__ = ["List", "Question", "WageCurves", "curve", "fit"]

#: Several numbers, asked of all curves alike.
List: TypeAlias = "Sequence[float] | Floats"

#: Asked once of every curve, answered by a Series; several times, answered by a frame.
One: TypeAlias = "float | pd.Series"

#: Numbers for all curves alike, or a frame with some for each.
Many: TypeAlias = "List | pd.DataFrame"

#: A Series where one number was asked, a frame where several were.
Answer: TypeAlias = "pd.Series | pd.DataFrame"

#: Rounding of a share that went from wage to score and back.
_SLACK = 1e-9


def fit(
    frame: pd.DataFrame, *, spread: float | None = None, range_covers: float | None = None
) -> WageCurves:
    """Return the wage curves of a frame of figures, a row per curve.

    Columns are ``p10`` to ``p90`` or any other percentile, ``mean``, ``low`` and ``high``, and
    ``p90_threshold`` for a top-coded ``p90``; see `hitdata.distribution.published`. ``spread`` is
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
    published = read(frame)
    if spread is not None and not 0 < spread <= 2:
        raise InvalidFigure(
            f"spread {spread:g}: expected a standard deviation of log wage, such as "
            f"{assumed.SPREAD}"
        )
    if range_covers is not None and not 0 < range_covers < 1:
        raise InvalidFigure(
            f"range_covers {range_covers:g}: expected a share, such as 0.8 for p10 to p90"
        )
    taken = assumed.with_ranges(published, range_covers or assumed.RANGE_COVERS)
    return WageCurves(published, splines(taken, spread or assumed.SPREAD), spread, range_covers)


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

    ``points`` are percentiles by name (p50 or median; another raises `UnknownValue`), ``top_code``
    the thresholds of those that are top-coded.

    >>> records = curve({"p10": 35_080, "p25": 39_620, "p50": 48_780, "p75": 61_960, "p90": 77_810},
    ...                 mean=53_690)
    >>> records.share_above(60_000).round(3).item()
    0.279
    """
    thresholds = {name + THRESHOLD: wage for name, wage in (top_code or {}).items()}
    points = {"p50" if name == "median" else name: wage for name, wage in points.items()}
    for name in points:
        if not re.fullmatch(r"p\d{1,2}(\.\d+)?", name):
            raise unknown("percentile", name, [f"p{share}" for share in range(5, 100, 5)])
    figures = {**points, **thresholds, "mean": mean, "low": low, "high": high}
    frame = pd.DataFrame(figures, index=[0], dtype=float)
    return fit(frame, spread=spread, range_covers=range_covers)


@dataclass(frozen=True, eq=False)
class WageCurves:
    """Curves of n wages, as `fit` returns them; never changed, only asked.

    ``spread`` and ``range_covers`` are what the caller stated, None where it is assumed;
    ``assumed`` tells whether the curves answer where they rest on an assumption.
    """

    published: Published
    fitted: Fitted
    spread: float | None = None
    range_covers: float | None = None
    assumed: bool = False

    def __len__(self) -> int:
        return len(self.published.index)

    def __repr__(self) -> str:
        return f"<WageCurves: {len(self)}>"

    @overload
    def quantile(self, share: One) -> pd.Series: ...
    @overload
    def quantile(self, share: Many) -> pd.DataFrame: ...
    def quantile(self, share: One | Many) -> Answer:
        """Return the wage below which ``share`` of the workers earn.

        >>> from hitdata.distribution import curve
        >>> clerks = curve({"p25": 40_000, "p50": 50_000, "p75": 62_500})
        >>> clerks.quantile([0.25, 0.5, 0.9]).round()
              0.25     0.50     0.90
        0  40000.0  50000.0  76402.0
        """
        asked = self._ask("share", share, most=1.0)
        return asked.answer(
            self._hide(spline.quantiles(self.fitted.curves, asked.numbers), asked.numbers)
        )

    @overload
    def share_above(self, wage: One) -> pd.Series: ...
    @overload
    def share_above(self, wage: Many) -> pd.DataFrame: ...
    def share_above(self, wage: One | Many) -> Answer:
        """Return the share of the workers who earn more than ``wage``.

        >>> from hitdata.distribution import curve
        >>> curve({"p25": 40_000, "p50": 50_000, "p75": 62_500}).share_above(40_000).item()
        0.75
        """
        asked = self._ask("wage", wage)
        z = spline.scores(self.fitted.curves, asked.numbers)
        above = ndtr(-z)
        return asked.answer(np.where(np.isinf(z), above, self._hide(above, ndtr(z))))

    def share_between(self, low: One, high: One) -> pd.Series:
        """Return the share of the workers who earn more than ``low``, but not more than ``high``.

        >>> from hitdata.distribution import curve
        >>> clerks = curve({"p25": 40_000, "p50": 50_000, "p75": 62_500})
        >>> clerks.share_between(40_000, 62_500).round(9).item()
        0.5
        """
        return self.share_above(low) - self.share_above(high)

    @property
    def mean(self) -> pd.Series:
        """The mean of each curve: the published one wherever a curve can have it.

        >>> from hitdata.distribution import curve
        >>> curve({"p25": 40_000, "p50": 50_000, "p75": 62_500}).mean.round().item()
        52813.0
        """
        used, whole = self.fitted.outcome == 1, (self._shown == [0.0, 1.0]).all(axis=1)
        mean = np.where(used | whole | self.assumed, self.fitted.mean, np.nan)
        return pd.Series(mean, index=self.published.index)

    def sample(self, n: int, *, seed: int | np.random.Generator) -> pd.DataFrame:
        """Return wages of ``n`` workers drawn from each curve, a column for each draw.

        >>> from hitdata.distribution import curve
        >>> clerks = curve({"p25": 40_000, "p50": 50_000, "p75": 62_500})
        >>> clerks.sample(2, seed=7).round().iloc[0].tolist()
        [50020.0, 55194.0]
        """
        shares = ndtr(np.random.default_rng(seed).standard_normal((len(self), n)))
        wages = spline.quantiles(self.fitted.curves, shares)
        return pd.DataFrame(self._hide(wages, shares), index=self.published.index)

    @overload
    def density(self, wage: One, *, tolerance: float = spline.TOLERANCE) -> pd.Series: ...
    @overload
    def density(self, wage: Many, *, tolerance: float = spline.TOLERANCE) -> pd.DataFrame: ...
    def density(self, wage: One | Many, *, tolerance: float = spline.TOLERANCE) -> Answer:
        """Return the share of the workers per dollar of wage, at each ``wage``.

        The curves are smoothed before: their density has one peak unless taking the others away
        would move a published percentile by more than ``tolerance`` (0.05 is 5 %). Draw it
        between the 5th and the 95th percentile, where published figures bear on it.

        >>> from hitdata.distribution import curve
        >>> clerks = curve({"p25": 40_000, "p50": 50_000, "p75": 62_500})
        >>> clerks.density([40_000, 80_000]).iloc[0].round(7).tolist()
        [2.4e-05, 5.5e-06]
        """
        asked = self._ask("wage", wage)
        found = spline.density(self.fitted.curves, asked.numbers, tolerance)
        shares = ndtr(spline.scores(self.fitted.curves, asked.numbers))
        return asked.answer(self._hide(found, shares))

    @overload
    def interval(self, share: float) -> tuple[pd.Series, pd.Series]: ...
    @overload
    def interval(self, share: List) -> tuple[pd.DataFrame, pd.DataFrame]: ...
    def interval(self, share: float | List) -> tuple[Answer, Answer]:
        """Return the least and the greatest wage that ``share`` of the workers can earn less than.

        Between published percentiles this is what their order and the mean prove. It is not a
        confidence interval: the sampling error of the survey comes on top.

        >>> from hitdata.distribution import curve
        >>> surgeons = curve({"p50": 200_000, "p75": 230_000}, top_code={"p90": 239_200})
        >>> low, high = surgeons.interval(0.9)
        >>> low.item(), high.item()
        (239200.0, inf)
        """
        asked = self._ask("share", share, most=1.0)
        ends = assumed.interval(self.published, asked.numbers[0], self.spread, self.range_covers)
        return asked.answer(ends[0]), asked.answer(ends[1])

    @overload
    def share_interval(self, wage: float) -> tuple[pd.Series, pd.Series]: ...
    @overload
    def share_interval(self, wage: List) -> tuple[pd.DataFrame, pd.DataFrame]: ...
    def share_interval(self, wage: float | List) -> tuple[Answer, Answer]:
        """Return the least and the greatest share of the workers who can earn more than ``wage``.

        >>> from hitdata.distribution import curve
        >>> surgeons = curve({"p50": 200_000, "p75": 230_000}, top_code={"p90": 239_200})
        >>> low, high = surgeons.share_interval(300_000)
        >>> low.item(), high.item()
        (0.0, 0.25)
        """
        asked = self._ask("wage", wage)
        ends = assumed.share_interval(
            self.published, asked.numbers[0], self.spread, self.range_covers
        )
        return asked.answer(ends[0]), asked.answer(ends[1])

    def estimates(self, shares: List) -> pd.DataFrame:
        """Return a row per curve and share: ``value``, its interval, and what it ``rests_on``.

        ``value`` is an estimate also where `quantile` gives none. ``rests_on`` is published,
        interpolated, extrapolated, top-coded, spread assumed, range assumed, bound only or no
        figures.

        >>> from hitdata.distribution import curve
        >>> surgeons = curve({"p50": 200_000, "p75": 230_000}, top_code={"p90": 239_200})
        >>> surgeons.estimates([0.5, 0.9])[["value", "low", "rests_on"]].round()
              value       low   rests_on
        0  200000.0  200000.0  published
        0  260830.0  239200.0  top-coded
        """
        low, high = self.interval(shares)
        value = self.with_assumptions().quantile(shares).clip(low, high)
        words = assumed.rests_on(self.published, np.asarray(shares, dtype=float))
        return pd.DataFrame(
            {
                "share": np.tile(shares, len(self)),
                "value": value.to_numpy().ravel(),
                "low": low.to_numpy().ravel(),
                "high": high.to_numpy().ravel(),
                "rests_on": words.ravel(),
            },
            index=self.published.index.repeat(len(shares)),
        )

    @cached_property
    def status(self) -> pd.DataFrame:
        """What each curve rests on, a row per curve.

        ``basis``: percentiles, two points, spread assumed, range assumed, bound only (top codes
        and nothing else) or no figures. ``percentiles``: how many are published, from
        ``from_share`` to ``to_share``; ``top_coded_from``: the lowest that is top-coded, NaN if
        none is. ``mean``: not given, used, or too low or too high for any curve through the
        percentiles. ``range_used``: the range stands in for percentiles; ``tied``: some
        percentiles are equal and were drawn apart within their rounding.

        >>> from hitdata.distribution import curve
        >>> surgeons = curve({"p50": 200_000, "p75": 230_000}, top_code={"p90": 239_200})
        >>> surgeons.status[["basis", "percentiles", "top_coded_from", "mean"]]
                basis  percentiles  top_coded_from       mean
        0  two points            2             0.9  not given
        """
        return assumed.status(self.published, self.fitted.outcome)

    def with_assumptions(self) -> WageCurves:
        """Return the curves that answer with an estimate where these answer NaN.

        >>> from hitdata.distribution import curve
        >>> surgeons = curve({"p50": 200_000, "p75": 230_000}, top_code={"p90": 239_200})
        >>> surgeons.quantile(0.9).item(), surgeons.with_assumptions().quantile(0.9).round().item()
        (nan, 260830.0)
        """
        return replace(self, assumed=True)

    @cached_property
    def _shown(self) -> Floats:
        return assumed.shown(self.published, self.spread, self.range_covers)

    def _ask(self, what: str, asked: One | Many, most: float = np.inf) -> Question:
        return Question.of(what, asked, self.published.index, most)

    def _hide(self, values: Floats, shares: Floats) -> Floats:
        """Return ``values`` (n, m) with NaN where the curves do not answer at ``shares``."""
        if self.assumed:
            return values
        low, high = self._shown.T[:, :, None]
        return np.where((shares >= low - _SLACK) & (shares <= high + _SLACK), values, np.nan)


@dataclass(frozen=True, eq=False)
class Question:
    """Numbers to ask n curves about: ``numbers`` (1, m) for all alike, or (n, m) for each."""

    numbers: Floats
    index: pd.Index
    columns: pd.Index | None

    @classmethod
    def of(cls, what: str, asked: One | Many, index: pd.Index, most: float) -> Question:
        """Return the question, or raise `InvalidFigure` for numbers outside 0 to ``most``."""
        values = np.asarray(asked, dtype=float)
        if (wrong := (values < 0) | (values > most)).any():
            number = values[wrong].flat[0]
            raise InvalidFigure(f"{what} {number:g}: expected a number from 0 to {most:g}")
        if isinstance(asked, pd.Series | pd.DataFrame):
            if not asked.index.equals(index):
                raise InvalidFigure(
                    f"{what}: expected one for each curve, with the index of the curves; to ask "
                    "all curves alike, pass a list"
                )
            if isinstance(asked, pd.DataFrame):
                return cls(values, index, asked.columns)
            return cls(values[:, None], index, None)
        columns = None if values.ndim == 0 else pd.Index(values)
        return cls(values.reshape(1, -1), index, columns)

    def answer(self, values: Floats) -> Answer:
        """Return ``values`` (n, m) in the form in which the question was put."""
        if self.columns is None:
            return pd.Series(values[:, 0], index=self.index)
        return pd.DataFrame(values, index=self.index, columns=self.columns)
