"""Charts: a frame in, a figure out, each footnoted by the rows that it draws.

A chart is a function. It takes a tidy frame, keeps the rows that it can show, refuses a frame that
lacks what it needs, and returns a matplotlib `Figure` whose ``hitdata`` attribute holds its title,
deck, alt text, source line, notes and data. It reads no file and keeps no state.

wage_ranges         OEWS: how wages are spread, by occupation
wage_history        OEWS: median wages by release, broken where the code changes
wage_curves         OEWS: the shape of wages, and quoted ranges that have none
medians_and_means   OEWS: how far means lie above medians
census_and_bls      ACS and OEWS: two medians of one occupation
growth_rounds       EP: projected employment change by round, broken where the code changes
growth_fan          EP: the newest round, and how far past rounds were from what came
growth_quoted       EP: changes as guides quote them, beside the published ones
pay_quoted          pay as publishers and guides print it, over OEWS wages
releases            which product has which code in which year

`CHARTS` pairs each with the function that selects its figures from the whole table, and `export`
writes them. ``style``, ``frame``, ``labels`` and ``series`` draw what charts have in common,
``ridges`` the rows of curves and ``panels`` the fans; ``words`` and ``footnotes`` write, and
``files`` makes the bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from matplotlib.figure import Figure

from hitdata.charts import (
    fan,
    files,
    history,
    holdings,
    means,
    pay,
    quotes,
    ranges,
    rounds,
    shapes,
    surveys,
)
from hitdata.charts.caption import Caption
from hitdata.charts.fan import growth_fan
from hitdata.charts.history import wage_history
from hitdata.charts.holdings import releases
from hitdata.charts.means import medians_and_means
from hitdata.charts.pay import pay_quoted
from hitdata.charts.quotes import growth_quoted
from hitdata.charts.ranges import wage_ranges
from hitdata.charts.rounds import growth_rounds
from hitdata.charts.shapes import wage_curves
from hitdata.charts.surveys import census_and_bls
from hitdata.errors import unknown
from hitdata.tables import load

__all__ = ["CHARTS", "Caption", "Chart", "census_and_bls", "export", "growth_fan",
           "growth_quoted", "growth_rounds", "medians_and_means", "pay_quoted", "releases",
           "wage_curves", "wage_history", "wage_ranges"]  # fmt: skip


class Chart(NamedTuple):
    """A chart: what draws it, and what selects its figures from the whole table."""

    draw: Callable[[pd.DataFrame], Figure]
    select: Callable[[pd.DataFrame], pd.DataFrame]

    def of(self, figures: pd.DataFrame) -> Figure:
        """Return the chart of what it selects from the whole table."""
        return self.draw(self.select(figures))


#: Name -> chart, in the order in which they are told.
CHARTS = {
    "wage_ranges": Chart(wage_ranges, ranges.select),
    "wage_history": Chart(wage_history, history.select),
    "wage_curves": Chart(wage_curves, shapes.select),
    "medians_and_means": Chart(medians_and_means, means.select),
    "census_and_bls": Chart(census_and_bls, surveys.select),
    "growth_rounds": Chart(growth_rounds, rounds.select),
    "growth_fan": Chart(growth_fan, fan.select),
    "growth_quoted": Chart(growth_quoted, quotes.select),
    "pay_quoted": Chart(pay_quoted, pay.select),
    "releases": Chart(releases, holdings.select),
}


def export(
    names: Iterable[str] | None,
    folder: str | PathLike[str],
    *,
    formats: Iterable[str] = ("svg", "png", "pdf"),
    figures: pd.DataFrame | None = None,
) -> list[Path]:
    """Write charts into a folder with the data behind them and their words; return the paths.

    ``names`` are names of `CHARTS`, None for all of them. Each chart selects its figures from
    ``figures``, or from all that are bundled.

    >>> from tempfile import mkdtemp
    >>> [path.name for path in export(["growth_rounds"], mkdtemp(), formats=["svg"])]
    ['growth_rounds.svg', 'growth_rounds.csv', 'growth_rounds.json']
    """
    chosen = _known("chart", names or CHARTS, CHARTS)
    wanted = tuple(_known("format", formats, files.FORMATS))
    table = load() if figures is None else figures
    Path(folder).mkdir(parents=True, exist_ok=True)
    paths = []
    for name in chosen:
        chart = CHARTS[name]
        paths += files.write(chart.of(table), Path(folder) / name, wanted)
    return paths


def _known(what: str, names: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return names, each once, all of them known."""
    chosen, allowed = list(dict.fromkeys(names)), list(known)
    for name in chosen:
        if name not in allowed:
            raise unknown(what, name, allowed)
    return chosen
