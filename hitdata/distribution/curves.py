"""Wage curves: what share of the workers earns how much, for many occupations at once.

All curves are asked together and answer as pandas objects with the index of the frame of figures:

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

from dataclasses import dataclass, replace
from functools import cached_property
from typing import overload

import numpy as np
import pandas as pd

from hitdata.distribution import normal
from hitdata.distribution.answers import Answer, Asked, List, Many, One, ask
from hitdata.distribution.assumptions import shown
from hitdata.distribution.batches import quantiles, scores
from hitdata.distribution.construction import Fitted
from hitdata.distribution.density import TOLERANCE, density
from hitdata.distribution.figures import Figures
from hitdata.distribution.intervals import interval, rests_on, share_interval, status
from hitdata.distribution.normal import Floats

__all__ = ["WageCurves"]

#: Rounding of a share that went from wage to score and back.
_SLACK = 1e-9


@dataclass(frozen=True, eq=False)
class WageCurves:
    """Curves of n wages, as `fit` returns them; never changed, only asked.

    ``spread`` and ``range_covers`` are what the caller stated, None where it is assumed;
    ``assumed`` tells whether the curves answer where they rest on an assumption.
    """

    figures: Figures
    fitted: Fitted
    spread: float | None = None
    range_covers: float | None = None
    assumed: bool = False

    def __len__(self) -> int:
        return len(self.figures.index)

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
        asked = self._ask(share, "share", 1.0)
        return asked.answer(self._hide(quantiles(self.fitted.curves, asked.numbers), asked.numbers))

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
        asked = self._ask(wage, "wage", np.inf)
        z = scores(self.fitted.curves, asked.numbers)
        above = normal.cdf(-z)
        return asked.answer(np.where(np.isinf(z), above, self._hide(above, normal.cdf(z))))

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
        """The mean of each curve: the published one wherever a curve can have it."""
        used, whole = self.fitted.outcome == 1, (self._shown == [0.0, 1.0]).all(axis=1)
        mean = np.where(used | whole | self.assumed, self.fitted.mean, np.nan)
        return pd.Series(mean, index=self.figures.index)

    def sample(self, n: int, seed: int | np.random.Generator) -> pd.DataFrame:
        """Return wages of ``n`` workers drawn from each curve, a column for each draw."""
        z = np.random.default_rng(seed).standard_normal((len(self), n))
        wages = quantiles(self.fitted.curves, normal.cdf(z))
        return pd.DataFrame(self._hide(wages, normal.cdf(z)), index=self.figures.index)

    @overload
    def density(self, wage: One, *, tolerance: float = TOLERANCE) -> pd.Series: ...
    @overload
    def density(self, wage: Many, *, tolerance: float = TOLERANCE) -> pd.DataFrame: ...
    def density(self, wage: One | Many, *, tolerance: float = TOLERANCE) -> Answer:
        """Return the share of the workers per dollar of wage, at each ``wage``.

        The curves are smoothed before: their density has one peak unless taking the others away
        would move a published percentile by more than ``tolerance`` (0.05 is 5 %). Draw it
        between the 5th and the 95th percentile, where published figures bear on it.
        """
        asked = self._ask(wage, "wage", np.inf)
        found = density(self.fitted.curves, asked.numbers, tolerance)
        shares = normal.cdf(scores(self.fitted.curves, asked.numbers))
        return asked.answer(self._hide(found, shares))

    @overload
    def interval(self, share: float) -> tuple[pd.Series, pd.Series]: ...
    @overload
    def interval(self, share: List) -> tuple[pd.DataFrame, pd.DataFrame]: ...
    def interval(self, share: float | List) -> tuple[Answer, Answer]:
        """Return the least and the greatest wage that ``share`` of the workers can earn less than.

        Between published percentiles this is what their order and the mean prove. It is no
        confidence interval: the sampling error of the survey comes on top.

        >>> from hitdata.distribution import curve
        >>> surgeons = curve({"p50": 200_000, "p75": 230_000}, top_code={"p90": 239_200})
        >>> low, high = surgeons.interval(0.9)
        >>> low.item(), high.item()
        (239200.0, inf)
        """
        asked = self._ask(share, "share", 1.0)
        alike = asked.numbers[0]
        low, high = interval(self.figures, alike, self.spread, self.range_covers)
        return asked.answer(low), asked.answer(high)

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
        asked = self._ask(wage, "wage", np.inf)
        stated = self.spread, self.range_covers
        least, most = share_interval(self.figures, asked.numbers[0], *stated)
        return asked.answer(least), asked.answer(most)

    def estimates(self, shares: List) -> pd.DataFrame:
        """Return a row per curve and share: ``value``, its interval, and what it ``rests_on``.

        ``value`` is an estimate also where `quantile` gives none. ``rests_on`` is published,
        interpolated, extrapolated, top-coded, spread assumed, range assumed, bound only or no
        figures.
        """
        low, high = self.interval(shares)
        value = self.with_assumptions().quantile(shares).clip(low, high)
        words = rests_on(self.figures, np.asarray(shares, dtype=float))
        return pd.DataFrame(
            {
                "share": np.tile(shares, len(self)),
                "value": value.to_numpy().ravel(),
                "low": low.to_numpy().ravel(),
                "high": high.to_numpy().ravel(),
                "rests_on": words.ravel(),
            },
            index=self.figures.index.repeat(len(shares)),
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
        """
        return status(self.figures, self.fitted.outcome)

    def with_assumptions(self) -> WageCurves:
        """Return the curves that answer with an estimate where these answer NaN."""
        return replace(self, assumed=True)

    @cached_property
    def _shown(self) -> Floats:
        stated = self.spread is not None, self.range_covers is not None
        return shown(self.figures, spread=stated[0], covers=stated[1])

    def _ask(self, asked: One | Many, what: str, most: float) -> Asked:
        return ask(self.figures.index, asked, what, 0.0, most)

    def _hide(self, values: Floats, shares: Floats) -> Floats:
        """Return ``values`` (n, m) with NaN where the curves do not answer at ``shares``."""
        if self.assumed:
            return values
        low, high = self._shown.T[:, :, None]
        return np.where((shares >= low - _SLACK) & (shares <= high + _SLACK), values, np.nan)
