"""Charts: figures in, a picture out, each footnoted by the rows that it draws.

A chart is a function. It takes the whole table, or any tidy frame, and draws what it can show of
it, by one rule for all charts: a frame that is not too much for it is drawn whole; of more it takes
its default choice, which its docstring names. Published figures come first: of what guides quote,
a chart draws no more than its docstring says, unless the frame holds nothing else. A frame that
lacks what it needs is refused. What it returns is a matplotlib `Figure` whose ``hitdata`` attribute
holds its title, deck, alt text, source line, notes and data. It reads no file and keeps no state.

>>> from hitdata import charts, load
>>> charts.wage_ranges(load(area="US", industry="cross-industry")).hitdata.title
'Five of 12 occupations pay more than twice the overall median'

wage_ranges           OEWS: how wages are spread, by occupation, area, industry or release
wages_by_industry     OEWS: wages of one occupation by sector or industry of the employer
wages_by_area         OEWS: medians of one occupation by area, as paid and at the nation's prices
wage_map              OEWS: medians of one occupation by state, a tile for each
wage_history          OEWS: median wages by release, broken where code or method changes
wage_curves           OEWS: the shape of wages, and quoted ranges that have none
wage_position         OEWS: where a given wage stands, and the share that earns more
medians_and_means     OEWS: how far means lie above medians
census_and_bls        ACS and OEWS: two medians of one occupation
growth_rounds         EP: projected employment change by round, broken where the code changes
growth_fan            EP: the newest round, and how far earlier rounds missed
growth_quoted         EP: changes as guides quote them, beside the published ones
rounds_scored         EP: how far past rounds were from what later ones report
bases_revised         EP: how far the base of a round moved from that of the round before
pay_quoted            pay as publishers and guides print it, over OEWS wages
gap_explained         the gap between two figures, step by step
comparability_matrix  which of some figures may be set against each other
claims_checked        claims of a text as `hitdata.check` judges them, said against published
releases              which product has which code in which year

`CHARTS` has them by name, and `export` writes them. Each stands in the module of its name. What
they have in common:

selection           the figures that a chart draws, chosen or refused
page                the page: sizes, and measured text stacked around the axes
rows, labels        names of rows beside their marks; text on the axes that keeps off other text
style, themes       fonts, colors and sizes; those of a user's theme file
words               numbers, names and notes
finishing           the options that all charts have: title, size, theme
files               what a chart carries, and the bytes of its files
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from itertools import product
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from hitdata.data.bundled import with_guides
from hitdata.errors import needs, unknown

# at once and not on demand: a function then hides the module of its name
with needs("charts"):
    from hitdata.charts import files, themes
    from hitdata.charts.bases_revised import bases_revised
    from hitdata.charts.census_and_bls import census_and_bls
    from hitdata.charts.claims_checked import claims_checked
    from hitdata.charts.comparability_matrix import comparability_matrix
    from hitdata.charts.files import Caption
    from hitdata.charts.finishing import Chart
    from hitdata.charts.gap_explained import gap_explained
    from hitdata.charts.growth_fan import growth_fan
    from hitdata.charts.growth_quoted import growth_quoted
    from hitdata.charts.growth_rounds import growth_rounds
    from hitdata.charts.medians_and_means import medians_and_means
    from hitdata.charts.pay_quoted import pay_quoted
    from hitdata.charts.releases import releases
    from hitdata.charts.rounds_scored import rounds_scored
    from hitdata.charts.themes import Theme
    from hitdata.charts.wage_curves import wage_curves
    from hitdata.charts.wage_history import wage_history
    from hitdata.charts.wage_map import wage_map
    from hitdata.charts.wage_position import wage_position
    from hitdata.charts.wage_ranges import wage_ranges
    from hitdata.charts.wages_by_area import wages_by_area
    from hitdata.charts.wages_by_industry import wages_by_industry

__all__ = ["CHARTS", "Caption", "Theme", "bases_revised", "census_and_bls", "claims_checked",
           "comparability_matrix", "export", "gap_explained", "growth_fan", "growth_quoted",
           "growth_rounds", "medians_and_means", "pay_quoted", "releases", "rounds_scored",
           "wage_curves", "wage_history", "wage_map", "wage_position", "wage_ranges",
           "wages_by_area", "wages_by_industry"]  # fmt: skip

#: Name -> chart, in the order in which they are told.
CHARTS: Mapping[str, Chart] = {chart.__name__: chart for chart in (
    wage_ranges, wages_by_industry, wages_by_area, wage_map, wage_history, wage_curves,
    wage_position, medians_and_means, census_and_bls, growth_rounds, growth_fan, growth_quoted,
    rounds_scored, bases_revised, pay_quoted, gap_explained, comparability_matrix, claims_checked,
    releases,
)}  # fmt: skip

#: Charts of another frame than figures, which no export of all charts has.
OF_CLAIMS = ("claims_checked",)


def export(
    folder: str | PathLike[str],
    *,
    charts: str | Chart | Iterable[str | Chart] | None = None,
    formats: str | Iterable[str] = ("svg", "png", "pdf"),
    figures: pd.DataFrame | None = None,
    title: str | None = None,
    size: str = "page",
    theme: str | PathLike[str] | Theme | None = None,
    **options: Any,
) -> list[Path]:
    """Write charts into a folder with the data behind them and their words; return the paths.

    ``charts`` is a chart or several, by name or function, None for all of `CHARTS` that figures
    alone can give; ``formats`` one or several of svg, png, pdf, html and xlsx. Each chart is drawn
    of ``figures``, by default of all that are bundled, and a CSV with its rows and a JSON with its
    words are written beside it. ``title``, ``size`` and ``theme`` as every chart takes them, other
    options as the chart's own. A name ends with size and theme unless they are the default.

    >>> from tempfile import mkdtemp
    >>> [path.name for path in export(mkdtemp(), charts="growth_rounds", formats="svg")]
    ['growth_rounds.svg', 'growth_rounds.csv', 'growth_rounds.json']
    """
    asked = [name for name in CHARTS if name not in OF_CLAIMS] if charts is None else charts
    several = [asked] if isinstance(asked, str) or callable(asked) else asked
    names = [chart if isinstance(chart, str) else chart.__name__ for chart in several]
    chosen = _known("chart", names, CHARTS)
    wanted = _known("format", [formats] if isinstance(formats, str) else formats, files.FORMATS)
    for name, option in product(chosen, options):
        if option not in (known := inspect.signature(CHARTS[name]).parameters):
            raise unknown(f"option of {name}", option, known)
    table = with_guides() if figures is None else figures
    look = themes.theme(theme)
    shown = (
        theme
        if isinstance(theme, str) and theme in themes.THEMES
        else ""
        if theme is None
        else "theme"
    )
    also = [part for part in (size.replace("page", ""), shown) if part]
    drawn = {
        ".".join([name, *also]): CHARTS[name](table, title=title, size=size, theme=look, **options)
        for name in chosen
    }
    Path(folder).mkdir(parents=True, exist_ok=True)
    return [path for name, made in drawn.items()
            for path in files.write(made, Path(folder) / name, wanted)]  # fmt: skip


def _known(what: str, names: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return names, each once, all of them known."""
    chosen, allowed = tuple(dict.fromkeys(names)), tuple(known)
    for name in chosen:
        if name not in allowed:
            raise unknown(what, name, allowed)
    return chosen
