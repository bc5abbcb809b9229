"""What bands hold: in the half of a release that did not calibrate them, and in other releases.

A band that held nine in ten figures where it was calibrated may hold fewer elsewhere: estimation
methods change, and so do the errors. By how much it must be wider is told by the releases that
are there, and checked on each of them with the factor that only the others ask for.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hitdata.distribution.calibration import CALIBRATED_ON, CLASSES, ERAS, HELD, Case
from tools.evaluation.calibrating import NOMINAL, classes_of, error, halves
from tools.evaluation.peers import Floats
from tools.evaluation.releases import complete

__all__ = ["Checked", "across", "check", "era", "held", "widened", "within"]

#: What is hidden and known, as a case begins.
Key = tuple[str, tuple[str, ...]]


class Checked(NamedTuple):
    """Errors of one release: ``ratios`` in units of the band, by case; ``classes`` of the rows."""

    kind: str
    release: str
    ratios: dict[Key, Floats]
    classes: NDArray[np.intp]

    def needed(self) -> dict[Key, float]:
        """Return by case the factor that would make the bands hold `NOMINAL` of the figures."""
        return {key: float(np.quantile(ratios, NOMINAL)) for key, ratios in self.ratios.items()}

    def hit_rates(self, factors: dict[Key, float] | None = None) -> Floats:
        """Return the percent of the figures inside the bands, by case, times ``factors``."""
        by = factors or {}
        return np.array([100 * np.mean(r <= by.get(key, 1.0)) for key, r in self.ratios.items()])


def check(
    wages: pd.DataFrame, cases: tuple[Case, ...], *, kind: str = "", release: str = ""
) -> Checked:
    """Return the errors of ``wages`` in units of the bands of ``cases``, not widened."""
    rows = complete(wages)
    classes = classes_of(rows)
    ratios = {
        case[:2]: error(rows, *case[:2]) / (np.array(case.percent)[classes] / 100) for case in cases
    }
    return Checked(kind, release, ratios, classes)


def within(wages: pd.DataFrame, cases: tuple[Case, ...]) -> pd.DataFrame:
    """Return the hit rates in the half of the release that did not calibrate, a row per case.

    Columns: hidden, known, n, coverage (the hit rate) and hit rates by class of precision, percent.
    """
    rows = complete(wages)
    found = check(rows[~halves(rows)], cases)
    names = [_class_name(k) for k in range(len(CLASSES) + 1)]
    records = []
    for case in cases:
        inside = pd.Series(100.0 * (found.ratios[case[:2]] <= 1))
        by_class = inside.groupby(found.classes).mean().reindex(range(len(names))).to_numpy()
        known = " ".join(case.known)
        record = {"hidden": case.hidden, "known": known, "n": len(inside)}
        record["coverage"] = inside.mean()
        records.append(record | dict(zip(names, by_class, strict=True)))
    return pd.DataFrame(records)


def across(checked: list[Checked]) -> pd.DataFrame:
    """Return the hit rates in other releases, a row each: not widened, widened, and by the others.

    ``widened`` are the bands as users see them, with the factors of the whole era; ``by_others``
    those with factors from the other releases of the era, NaN where there is none. Each column
    has the mean over the cases and the least of them, in percent.
    """
    records = []
    for one in checked:
        era_mates = [other for other in checked if era(other.release) == era(one.release)]
        others = [other for other in era_mates if other is not one]
        record = {"kind": one.kind, "release": one.release, "n": len(one.classes)}
        rates = {
            "as_calibrated": one.hit_rates(),
            "widened": one.hit_rates(_most(era_mates)),
            "by_others": one.hit_rates(_most(others)) if others else np.array([np.nan]),
        }
        for name, found in rates.items():
            record |= {name: found.mean(), f"{name}_least": found.min()}
        records.append(record)
    return pd.DataFrame(records)


def widened(cases: tuple[Case, ...], checked: list[Checked]) -> tuple[Case, ...]:
    """Return ``cases`` with the factors that hold `NOMINAL` in every release of an era."""
    factors = [
        _most([one for one in checked if era(one.release) == name]) for name in ERAS.values()
    ]
    return tuple(
        case._replace(factors=tuple(by.get(case[:2], 1.0) for by in factors)) for case in cases
    )


def held(home: pd.DataFrame, checked: list[Checked], cases: tuple[Case, ...]) -> pd.DataFrame:
    """Return what percent the bands of ``cases`` held, by group of releases and class of precision.

    ``home`` is what `within` returns. A row per line of `hitdata.distribution.calibration.HELD`
    that has releases; each number is the least of all cases, in whole percent, never rounded up.
    """
    names = [_class_name(k) for k in range(len(CLASSES) + 1)]
    rates = {CALIBRATED_ON: home[names].min()}
    for place, (name, words) in enumerate(zip(ERAS.values(), list(HELD)[1:], strict=True)):
        if mates := [one for one in checked if era(one.release) == name]:
            inside = pd.DataFrame(
                {case[:2]: np.concatenate([one.ratios[case[:2]] for one in mates])
                 <= case.factors[place] for case in cases}
            )  # fmt: skip
            classes = np.concatenate([one.classes for one in mates])
            least = 100.0 * inside.groupby(classes).mean().min(axis=1)
            rates[words] = least.reindex(range(len(names))).set_axis(names)
    table = pd.DataFrame(rates).T.map(np.floor)
    return table.rename_axis("bands in").reset_index()


def era(release: str) -> str:
    """Return the era of a release.

    >>> era("2023-05"), era("2000")
    ('since May 2022', 'before May 2021')
    """
    return ERAS[max(first for first in ERAS if first <= release)]


def _most(checked: list[Checked]) -> dict[Key, float]:
    """Return the largest factor that any release needs, at least 1, up to the next hundredth."""
    needed = [one.needed() for one in checked]
    keys = needed[0] if needed else {}
    most = {key: max(1.0, *(factors[key] for factors in needed)) for key in keys}
    return {key: float(np.ceil(100 * round(factor, 6)) / 100) for key, factor in most.items()}


def _class_name(number: int) -> str:
    """Return the class of relative standard errors, in words.

    >>> _class_name(0), _class_name(2), _class_name(4)
    ('below 1 %', '2 to 4 %', '8 % and more')
    """
    ends = [f"{end:g}" for end in CLASSES]
    if number == 0:
        return f"below {ends[0]} %"
    return (
        f"{ends[-1]} % and more"
        if number == len(ends)
        else " to ".join(ends[number - 1 : number + 1]) + " %"
    )
