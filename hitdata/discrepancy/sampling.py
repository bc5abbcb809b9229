"""Sampling error: whether a difference is larger than what two samples leave open.

OEWS publishes a relative standard error of each mean wage and employment, ACS a margin at 90 % of
each median. For two estimates from separate samples the margin of the difference is the root of
the sum of squares. Where samples overlap, where one estimate contains the other, or where an error
is not published, nothing is tested, and the reason is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

import pandas as pd

from hitdata.discrepancy.figure import Figure

__all__ = ["Errors", "test"]

#: Standard errors in the half-width of a 90 % interval of a normal estimate.
Z90 = 1.645

#: What a figure and its error share.
KEY = ["source", "release", "soc", "area", "industry", "coverage", "measure"]


@dataclass(frozen=True)
class Errors:
    """Published errors: by figure, the kind of error, its size, and where it stands."""

    rows: dict[tuple[object, ...], tuple[str, float]]

    @classmethod
    def of(cls, figures: pd.DataFrame) -> Errors:
        """Return the errors among ``figures``."""
        part = figures[figures["statistic"].isin(["rse", "moe90"]) & figures["value"].notna()]
        keys = zip(*(part[name] for name in [*KEY, "error_of"]), strict=True)
        return cls(dict(zip(keys, zip(part["statistic"], part["value"], strict=True), strict=True)))

    def margin(self, figure: Figure) -> float | None:
        """Return the half-width of a figure's 90 % interval, if its error is published."""
        if figure.quoted_by or figure.origin:
            return None
        key = (*(getattr(figure, name) for name in KEY), figure.statistic)
        kind, size = self.rows.get(key, ("", 0.0))
        value = figure.value or 0.0
        return {"rse": Z90 * size / 100 * value, "moe90": size}.get(kind)


def test(
    a: Figure, b: Figure, normalized: tuple[float, float], errors: Errors, *, steps: tuple[str, ...]
) -> tuple[float | None, str]:
    """Return the margin of the difference at 90 % and what it says, or None and why there is none.

    ``normalized`` are the values on common terms; margins are scaled with them.
    """
    margins = [errors.margin(figure) for figure in (a, b)]
    for figure, margin in zip((a, b), margins, strict=True):
        if margin is None:
            return None, f"not testable: no error is published for {figure}"
    if "statistic" in steps:
        return None, "not testable: no error is published for the converted statistic"
    if reason := _dependent(a, b):
        return None, f"not testable: {reason}"
    scaled = [
        (margin or 0.0) * value / (figure.value or 1.0)
        for margin, value, figure in zip(margins, normalized, (a, b), strict=True)
    ]
    margin = hypot(*scaled)
    gap = abs(normalized[1] - normalized[0])
    says = "larger than" if gap > margin else "within"
    return margin, (
        f"the difference is {says} its margin of {margin:,.2f} at 90 %, "
        "the two estimates taken as independent"
    )


def _dependent(a: Figure, b: Figure) -> str:
    """Return why two estimates of one survey are not independent, if they are not."""
    if a.source != b.source or a.soc != b.soc or not (a.release and b.release):
        return ""
    years = abs(int(a.release[:4]) - int(b.release[:4]))
    if a.source == "OEWS" and 0 < years < 3:
        return "OEWS samples of releases less than three years apart overlap"
    groups = {a.coverage or "", b.coverage or ""}
    whole = any(other.endswith("workers") for other in groups) and len(groups) == 2
    if years == 0 and (whole or a.industry != b.industry or a.area != b.area):
        return "one of the two groups contains the other, or may"
    return ""
