"""Common terms: two figures after every conversion that their verdict allows."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd

from hitdata.discrepancy.figure import Figure
from hitdata.normalize import Step, dollars, statistic, wage_interval
from hitdata.normalize.horizon import equivalent, rate_of_percent
from hitdata.normalize.record import opened, take

__all__ = ["converted"]


def converted(
    a: Figure,
    b: Figure,
    steps: tuple[str, ...],
    table: pd.DataFrame,
    prices: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the two figures, a row each, with the columns of `hitdata.normalize.record`.

    Hourly pay becomes annual (or annual hourly, where only that side's hours are known), then one
    statistic, then dollars of the later period, then growth over b's span.
    """
    pair = pd.DataFrame([asdict(a), asdict(b)])
    frame = opened(pair.assign(period=[a.dated, b.dated]))
    if "wage interval" in steps:
        hourly = a if a.unit == "USD/hour" else b
        known = hourly.publisher == "BLS" and not hourly.quoted_by
        frame = wage_interval(frame, to="USD/year" if known else "USD/hour", among=table)
    if "statistic" in steps:
        frame = statistic(frame, to=_target(a, b), among=table)
    if "dollars" in steps:
        last = max(frame["period"], key=lambda period: (period[:4], period))
        frame = dollars(frame, of=last, mixed=True, prices=prices)
    if "horizon" in steps:
        frame = take(frame, [_span(a, b), None])
    return frame


def _target(a: Figure, b: Figure) -> str:
    """Return the statistic that both become: EP's, which has no other; else the median."""
    ep = next((f.statistic for f in (a, b) if f.source == "EP"), None)
    return ep or ("p50" if "p50" in (a.statistic, b.statistic) else min(a.statistic, b.statistic))


def _span(a: Figure, b: Figure) -> Step:
    """Return growth ``a`` over as many years as ``b``, by its compound annual rate."""
    (first, last), (start, end) = a.projected or (0, 0), b.projected or (0, 0)
    grown = float(a.value or 0)
    over = float(equivalent(rate_of_percent(grown, last - first), end - start))
    return Step(
        kind="horizon",
        says=f"{grown:g} % over {last - first:g} years is {over:.4g} % over {end - start:g}",
        factor=over / grown if grown else 1.0,
        column="normalized_unit",
        before=a.unit,
        after=b.unit,
        assumptions=("growth is even over the years (compound annual rate)",),
    )
