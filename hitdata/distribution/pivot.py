"""From the tidy table to figures: one row per wage, one column per statistic.

The tidy table has a row per published number. What belongs to one wage is told by the rest of
the key: who published it, when, for which occupation, area, industry, in which unit.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from hitdata.distinct import plain_texts
from hitdata.distribution.figures import THRESHOLD
from hitdata.errors import InvalidFigure
from hitdata.schema import KEY

__all__ = ["points", "precision"]

#: Statistics that say something about the curve. ``average`` may be a mean or a median: it does
#: not.
_STATISTICS = ("p10", "p25", "p50", "p75", "p90", "mean", "low", "high")

#: Ranges of a whole occupation; a range for beginners or seniors is a wage of its own.
_WHOLE = ("typical", "most")

#: Columns of the key that tell the figures of one wage apart.
_WITHIN = ("statistic", "error_of", "measure")


def points(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the wage figures of the tidy table, a row per wage, as `fit` takes them.

    The index has those columns of the key that the table has. A percentile that is top-coded, or
    printed as "or more", becomes its threshold, ``p90_threshold``. What is not released, not
    applicable or only a bound of something else is NaN; a wage of which nothing is known keeps
    its row. What a guide prints twice counts once.

    >>> table = pd.DataFrame({
    ...     "soc": ["29-1141"] * 3, "unit": ["USD/year"] * 3, "measure": ["wage"] * 3,
    ...     "statistic": ["p50", "p90", "mean"], "value": [93_600, np.nan, 98_430],
    ...     "status": ["normal", "top-coded", "normal"], "threshold": [np.nan, 135_320, np.nan]})
    >>> points(table).loc[("29-1141", "USD/year")].to_dict()
    {'p50': 93600.0, 'mean': 98430.0, 'p90_threshold': 135320.0}
    """
    used = observations["measure"].eq("wage") & observations["statistic"].isin(_STATISTICS)
    wages = plain_texts(observations[used])
    key = wages[[c for c in KEY if c in wages and c not in _WITHIN]].copy()
    if "range_kind" in key:
        key["range_kind"] = key["range_kind"].mask(key["range_kind"].isin(_WHOLE))
    key = key.dropna(axis="columns", how="all") if len(key) else key
    wage = key.groupby(list(key), dropna=False, sort=False, observed=True).ngroup()
    cells = pd.concat([_numbers(wages, wage), _thresholds(wages, wage)]).drop_duplicates()
    _refuse_twins(cells, key)
    columns = [s + end for end in ("", THRESHOLD) for s in _STATISTICS]
    rows = pd.MultiIndex.from_frame(key[~wage.duplicated()])
    table = cells.pivot(index="wage", columns="statistic", values="value")
    table = table.reindex(index=range(len(rows)), columns=[c for c in columns if c in table])
    return table.set_axis(rows)


def precision(observations: pd.DataFrame) -> pd.Series:
    """Return the relative standard error of the mean, in percent, of each wage in `points`.

    The index and order are those of `points`; NaN where none is published. The same error belongs
    to pay per hour and per year.
    """
    wages = points(observations).index.to_frame(index=False)
    keys = [name for name in wages if name != "unit"]
    rse = observations["statistic"].eq("rse") & observations["measure"].eq("wage")
    if "error_of" in observations:
        rse &= observations["error_of"].eq("mean")
    errors = observations.loc[rse, [*keys, "value"]].drop_duplicates()
    found = wages.merge(errors, on=keys, how="left", validate="many_to_one")["value"]
    return found.set_axis(pd.MultiIndex.from_frame(wages)).rename("rse")


def _numbers(wages: pd.DataFrame, wage: pd.Series) -> pd.DataFrame:
    """Return the figures printed as numbers: columns wage, statistic, value."""
    plain = wages["status"].eq("normal")
    if "bound" in wages:
        plain &= ~wages["bound"].isin([">=", "<="])
    return _cells(wage, wages["statistic"], wages["value"])[plain]


def _thresholds(wages: pd.DataFrame, wage: pd.Series) -> pd.DataFrame:
    """Return the percentiles printed as a bound: columns wage, statistic, value."""
    coded = wages["status"].eq("top-coded")
    bound = wages["threshold"] if "threshold" in wages else pd.Series(np.nan, wages.index)
    if "bound" in wages:
        or_more = wages["status"].eq("normal") & wages["bound"].eq(">=")
        coded, bound = coded | or_more, bound.where(coded, wages["value"])
    coded &= wages["statistic"].str.fullmatch(r"p\d+")
    return _cells(wage, wages["statistic"] + THRESHOLD, bound)[coded]


def _cells(wage: pd.Series, statistic: pd.Series, value: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"wage": wage, "statistic": statistic, "value": value})


def _refuse_twins(cells: pd.DataFrame, key: pd.DataFrame) -> None:
    if (twins := cells.duplicated(["wage", "statistic"])).any():
        row = int(np.argmax(twins))
        place = key.loc[cells.index[row]].dropna().to_dict()
        raise InvalidFigure(f"{cells['statistic'].iloc[row]} is given twice for {place}")
