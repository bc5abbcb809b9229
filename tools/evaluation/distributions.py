"""Wage curves judged: hide one published figure of every row, draw the curve, compare.

Ours and its peers get the same figures: the other percentiles, with the mean or without. A hidden
figure is *infeasible* where the method's curve falls anywhere between the 1st and the 99th
percentile, or puts the figure where the published ones prove that it cannot be: below a lower
percentile or a top code, above a higher percentile.

May 2025 has no top code. Its 90th percentiles above the old one, censored as the years before
would have been, tell how well a method does where those years are silent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import ndtri

from hitdata.distribution import fit
from tools.evaluation.peers import PEERS, Floats, Peer, log_mean
from tools.evaluation.releases import PERCENTILES, complete

__all__ = ["COLUMNS", "METHODS", "OURS", "Method", "hidden_points", "top_code"]

#: Columns of hidden_points.csv; errors and infeasible are percent, n is rows.
COLUMNS = [
    "method",
    "hidden",
    "n",
    "median_abs_pct_error",
    "p90_abs_pct_error",
    "infeasible",
]

#: The top code of May 2022 to 2024, USD a year.
CAP = 239_200.0

#: Shares at which a curve is looked at to see whether it falls.
_GRID = np.arange(1, 100) / 100

#: Known figures and the name of the hidden one -> its estimates (n,), wages at `_GRID` (n, 99).
Answer = Callable[[pd.DataFrame, str], tuple[Floats, Floats]]


class Method(NamedTuple):
    """A way to draw a curve, by name."""

    name: str
    answer: Answer


def _ours(known: pd.DataFrame, hidden: str) -> tuple[Floats, Floats]:
    curves = fit(known).with_assumptions()
    found = curves.mean if hidden == "mean" else curves.quantile(_share(hidden))
    return found.to_numpy(), curves.quantile(_GRID).to_numpy()


def _peer(peer: Peer) -> Method:
    def answer(known: pd.DataFrame, hidden: str) -> tuple[Floats, Floats]:
        names = [name for name in PERCENTILES if name in known]
        logs = np.log(known[names].to_numpy(dtype=float))
        mean = np.log(known["mean"].to_numpy(dtype=float)) if "mean" in known else None
        parameters = peer.fit(np.array([_share(name) for name in names]), logs, mean)
        with np.errstate(all="ignore"):
            if hidden == "mean":
                found = log_mean(peer, parameters)
            else:
                found = peer.curve(parameters, ndtri([_share(hidden)]))[:, 0]
            return np.exp(found), np.exp(peer.curve(parameters, ndtri(_GRID)))

    return Method(peer.name, answer)


OURS = Method("hitdata", _ours)

#: Ours first, then its peers.
METHODS = (OURS, *map(_peer, PEERS))
_PEERS = {peer.name for peer in PEERS}


def hidden_points(
    wages: pd.DataFrame, *, methods: tuple[Method, ...] = METHODS, seen: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Return the errors of each method for each hidden figure, in the columns of `COLUMNS`.

    ``p90`` is hidden with all other figures known; ``p90 without the mean`` with the other
    percentiles alone. ``seen`` names what is to be hidden, all if empty.
    """
    rows = complete(wages)
    tasks = {name: [*PERCENTILES, "mean"] for name in [*PERCENTILES, "mean"]}
    tasks |= {f"{name} without the mean": PERCENTILES for name in PERCENTILES}
    records = []
    for task, figures in tasks.items():
        hidden = task.split(maxsplit=1)[0]
        known = rows[[name for name in figures if name != hidden]]
        if not seen or task in seen:
            records += [_record(method, task, known, rows[hidden]) for method in methods]
    return pd.DataFrame(records, columns=COLUMNS)


def top_code(wages: pd.DataFrame, *, methods: tuple[Method, ...] = METHODS) -> pd.DataFrame:
    """Return the errors for 90th percentiles censored at `CAP`, alone and together with p75.

    The method ``the top code`` takes the threshold for the wage, as a reader may.
    """
    rows = complete(wages)
    over = rows[(rows["p90"] >= CAP) & (rows["p50"] < CAP)]
    records = []
    for task, censored in (("p90 top-coded", ["p90"]), ("p90 top-coded with p75", ["p75", "p90"])):
        part = over[over["p75"].ge(CAP) == ("p75" in censored)]
        thresholds = {f"{name}_threshold": CAP for name in censored}
        known = part[[*PERCENTILES, "mean"]].drop(columns=censored)
        for method in (*methods, Method("the top code", _threshold)):
            # peers know no thresholds, only figures
            given = known if method.name in _PEERS else known.assign(**thresholds)
            records.append(_record(method, task, given, part["p90"], least=CAP))
    return pd.DataFrame(records, columns=COLUMNS)


def _threshold(known: pd.DataFrame, hidden: str) -> tuple[Floats, Floats]:
    found = known[f"{hidden}_threshold"].to_numpy()
    return found, np.multiply.outer(found, _GRID)


def _record(
    method: Method, task: str, known: pd.DataFrame, true: pd.Series, *, least: float = 0.0
) -> tuple[str, str, int, float, float, float]:
    hidden = task.split(maxsplit=1)[0]
    found, curve = method.answer(known, hidden)
    # no number is not an excuse: it counts as the largest error
    errors = np.nan_to_num(np.abs(found / true.to_numpy() - 1), nan=1e9, posinf=1e9)
    falls = ~(curve[:, 1:] > curve[:, :-1]).all(axis=1)
    low, high = _proven(known, hidden, least)
    wrong = falls | ~((found >= low * (1 - 1e-9)) & (found <= high * (1 + 1e-9)))
    middle, ninth = 100 * np.quantile(errors, [0.5, 0.9]) if len(errors) else (np.nan, np.nan)
    return method.name, task, len(errors), float(middle), float(ninth), 100 * float(wrong.mean())


def _proven(known: pd.DataFrame, hidden: str, least: float) -> tuple[Floats, Floats]:
    """Return between which published percentiles the hidden figure lies."""
    low, high = np.full(len(known), least), np.full(len(known), np.inf)
    if hidden == "mean":
        return low, high
    for name in (name for name in PERCENTILES if name in known):
        wages = known[name].to_numpy()
        low = np.maximum(low, wages) if name < hidden else low
        high = np.minimum(high, wages) if name > hidden else high
    return low, high


def _share(name: str) -> float:
    return float(name[1:]) / 100
