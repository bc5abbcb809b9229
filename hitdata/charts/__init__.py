"""Charts: figures in, a picture out, each footnoted by the rows that it draws.

A chart is a function. It takes the whole table, or any tidy frame, and draws what it can show of
it, by one rule for all charts: a frame that is not too much for it is drawn whole; of more it takes
its default choice, which its docstring names. Published figures come first: of what guides quote,
a chart draws no more than its docstring says, unless the frame holds nothing else. A frame that
lacks what it needs is refused. What it returns is a matplotlib `Figure` whose ``hitdata`` attribute
holds its title, deck, alt text, source line, notes and data. It reads no file and keeps no state.

>>> from hitdata import charts, load
>>> charts.wage_ranges(load()).hitdata.title
'Five of 12 occupations pay more than twice the overall median'

wage_ranges         OEWS: how wages are spread, by occupation
wages_by_industry   OEWS: wages of one occupation by sector of the employer
wage_history        OEWS: median wages by release, broken where code or method changes
wage_curves         OEWS: the shape of wages, and quoted ranges that have none
medians_and_means   OEWS: how far means lie above medians
census_and_bls      ACS and OEWS: two medians of one occupation
growth_rounds       EP: projected employment change by round, broken where the code changes
growth_fan          EP: the newest round, and how far earlier rounds missed
growth_quoted       EP: changes as guides quote them, beside the published ones
pay_quoted          pay as publishers and guides print it, over OEWS wages
releases            which product has which code in which year

`CHARTS` has them by name, and `export` writes them. Each stands in the module of its name. What
they have in common:

selection           the figures that a chart draws, chosen or refused
layout              the page: measured text, stacked, and labels on the axes
style, words        fonts, colors and scales; numbers, names and notes
files               what a chart carries, and the bytes of its files
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from os import PathLike
from pathlib import Path

import pandas as pd

from hitdata.data.bundled import with_guides
from hitdata.errors import needs, unknown

# at once and not on demand: a function then hides the module of its name
with needs("charts"):
    from matplotlib.figure import Figure

    from hitdata.charts import files
    from hitdata.charts.census_and_bls import census_and_bls
    from hitdata.charts.files import Caption
    from hitdata.charts.growth_fan import growth_fan
    from hitdata.charts.growth_quoted import growth_quoted
    from hitdata.charts.growth_rounds import growth_rounds
    from hitdata.charts.medians_and_means import medians_and_means
    from hitdata.charts.pay_quoted import pay_quoted
    from hitdata.charts.releases import releases
    from hitdata.charts.wage_curves import wage_curves
    from hitdata.charts.wage_history import wage_history
    from hitdata.charts.wage_ranges import wage_ranges
    from hitdata.charts.wages_by_industry import wages_by_industry

__all__ = ["CHARTS", "Caption", "census_and_bls", "export", "growth_fan", "growth_quoted",
           "growth_rounds", "medians_and_means", "pay_quoted", "releases", "wage_curves",
           "wage_history", "wage_ranges", "wages_by_industry"]  # fmt: skip

Chart = Callable[[pd.DataFrame], Figure]

#: Name -> chart, in the order in which they are told.
CHARTS: Mapping[str, Chart] = {chart.__name__: chart for chart in (
    wage_ranges, wages_by_industry, wage_history, wage_curves, medians_and_means, census_and_bls,
    growth_rounds, growth_fan, growth_quoted, pay_quoted, releases,
)}  # fmt: skip


def export(
    folder: str | PathLike[str],
    *,
    charts: str | Chart | Iterable[str | Chart] | None = None,
    formats: str | Iterable[str] = ("svg", "png", "pdf"),
    figures: pd.DataFrame | None = None,
) -> list[Path]:
    """Write charts into a folder with the data behind them and their words; return the paths.

    ``charts`` is a chart or several, by name or function, None for all of `CHARTS`; ``formats``
    one or several of svg, png and pdf. Each chart is drawn of ``figures``, by default of all that
    are bundled, and a CSV with its rows and a JSON with its words are written beside it.

    >>> from tempfile import mkdtemp
    >>> [path.name for path in export(mkdtemp(), charts="growth_rounds", formats="svg")]
    ['growth_rounds.svg', 'growth_rounds.csv', 'growth_rounds.json']
    """
    asked = CHARTS if charts is None else charts
    several = [asked] if isinstance(asked, str) or callable(asked) else asked
    names = [chart if isinstance(chart, str) else chart.__name__ for chart in several]
    chosen = _known("chart", names, CHARTS)
    wanted = _known("format", [formats] if isinstance(formats, str) else formats, files.FORMATS)
    table = with_guides() if figures is None else figures
    Path(folder).mkdir(parents=True, exist_ok=True)
    paths = []
    for name in chosen:
        paths += files.write(CHARTS[name](table), Path(folder) / name, wanted)
    return paths


def _known(what: str, names: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return names, each once, all of them known."""
    chosen, allowed = tuple(dict.fromkeys(names)), tuple(known)
    for name in chosen:
        if name not in allowed:
            raise unknown(what, name, allowed)
    return chosen
