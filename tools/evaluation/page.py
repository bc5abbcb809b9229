"""The page of results: what was judged, on what, and how it came out, as Markdown."""

from __future__ import annotations

import pandas as pd

from hitdata.distribution.calibration import ERAS
from tools.evaluation.hit_rates import era

__all__ = ["page"]

_HIDDEN = """\
## One published figure hidden at a time

Rows of {judged} with five rising percentiles and a mean. One figure of each row is hidden,
the curve is drawn through the others (with the mean or without), and compared. Median of the
absolute error in percent, and in brackets the 90th percentile; smallest median in bold.

{hidden}

The percent of rows in which a method's curve falls somewhere, or puts the hidden figure where the
published ones prove that it cannot be:

{infeasible}
"""

_TOP = """\
## Top-coded 90th percentiles

National, May 2025, which has no top code: wages at or above $239,200, the top code of the three
years before, are censored as they would have been then. Taking the top code for the wage is what a
reader does who overlooks the mark.

{top}
"""

_BANDS = """\
## Bands that hold nine in ten

Calibrated on every other broad occupation of {judged}, checked on those between.
Percent of the hidden figures inside the band, by the relative standard error of the mean:

{within}

"""

_RELEASES = """\
The same bands on other releases, all cases together and the case that does worst. *Widened* are
the bands as they are printed for that era; *by the others* are bands widened by what the other
releases of the era need, so the release itself had no say.

{across}

By release:

{releases}
"""

_HELD = """\
What the bands held as printed, by group of releases and the relative standard error of the mean:
the least percent of all cases. The sentence beside a band claims no more.

{held}
"""

_CASES = """\
The half-widths in percent, by the same classes of precision, and the factors by era
({eras}):

{cases}
"""

_PROJECTIONS = """\
## Projections and outcomes

Every round of Employment Projections against what later rounds report for its years. Errors are
revision plus projection error: at the shortest step, {years} after the base, before much can have
happened, the median occupation is already {first} percent off, as its base is measured again.
*No change* carries base employment on; *like all* lets every occupation grow as the round projects
for all jobs. Read *direction right* beside *rose*, the percent of occupations that rose at all.

{scorecard}

The fan of `hitdata.projection.fan`, fitted by size of base employment and years ahead: percent of
outcomes inside (nominal 80), and the same with half-widths that the other rounds give.

{fan}

By round:

{by_round}
"""


def page(tables: dict[str, pd.DataFrame], *, judged: str) -> str:
    """Return the page; ``tables`` are those that were written, by name without ending."""
    parts = ["# How well the methods do\n"]
    if "hidden_points" in tables:
        points = tables["hidden_points"]
        top = points["hidden"].str.contains("top-coded")
        plain = points[~top]
        parts.append(
            _HIDDEN.format(judged=judged, hidden=_errors(plain), infeasible=_infeasible(plain))
        )
        if top.any():
            parts.append(_TOP.format(top=_table(points[top])))
    if "bands" in tables:
        parts.append(_BANDS.format(judged=judged, within=_table(tables["bands"])))
        if "bands_by_release" in tables:
            releases = tables["bands_by_release"]
            parts.append(_RELEASES.format(across=_eras(releases), releases=_table(releases)))
            parts.append(_HELD.format(held=_table(tables["bands_held"])))
        cases = _table(tables["calibration"])
        parts.append(_CASES.format(eras=", ".join(ERAS.values()), cases=cases))
    if "projection_scorecard" in tables:
        scorecard = tables["projection_scorecard"]
        early = scorecard["years"].eq(scorecard["years"].min())
        ends = scorecard.loc[early, "median_abs_pct_error"].agg(["min", "max"])
        shown = {
            "scorecard": _table(scorecard),
            "fan": _table(tables["projection_fan"].astype({"half_width": "str"})),
            "by_round": _table(tables["projection_fan_by_round"]),
        }
        first = " to ".join(f"{end:.0f}" for end in ends)
        step = int(scorecard["years"].min())
        years = f"{step} year{'s' * (step > 1)}"
        parts.append(_PROJECTIONS.format(first=first, years=years, **shown))
    return "\n".join(parts)


def _errors(points: pd.DataFrame) -> str:
    """Return hidden figures by methods: median error, and the 90th percentile in brackets."""
    middle = _pivot(points, "median_abs_pct_error")
    ninth = _pivot(points, "p90_abs_pct_error")
    best = middle.round(2).eq(middle.round(2).min(axis=1), axis=0)
    text = middle.map("{:.2f}".format)
    text = text.where(~best, "**" + text + "**") + " (" + ninth.map("{:.1f}".format) + ")"
    return str(text.to_markdown(disable_numparse=True))


def _infeasible(points: pd.DataFrame) -> str:
    return str(_pivot(points, "infeasible").map("{:.1f}".format).to_markdown(disable_numparse=True))


def _pivot(points: pd.DataFrame, column: str) -> pd.DataFrame:
    table = points.pivot(index="hidden", columns="method", values=column)
    methods, hidden = points["method"].unique(), points["hidden"].unique()
    return table.loc[hidden, methods].rename_axis(columns=None)


def _eras(releases: pd.DataFrame) -> str:
    """Return the hit rates of each era: over its releases the mean, and the least of any case."""
    rates = ["as_calibrated", "widened", "by_others"]
    least = [f"{name}_least" for name in rates]
    groups = releases.assign(era=releases["release"].map(era)).groupby("era", sort=False)
    table = pd.concat(
        [groups.size().rename("releases"), groups[rates].mean(), groups[least].min()], axis=1
    )
    order = [name for pair in zip(rates, least, strict=True) for name in pair]
    return _table(table[["releases", *order]].reset_index())


def _table(table: pd.DataFrame) -> str:
    shown = table.copy()
    for name in shown.select_dtypes("float"):
        shown[name] = shown[name].map("{:.1f}".format).replace("nan", "")
    named = shown.rename(columns=lambda name: str(name).replace("_", " "))
    return str(named.to_markdown(index=False, disable_numparse=True))
