"""Where a wage stands: which share of an occupation earns more than it, and which less.

"Is $105,000 a good wage?" has an answer for each occupation and area: the share that earns more.
Between published percentiles it is interpolated, as the curves of `wage_curves` are, and beyond the
10th and 90th percentile only the bound is known: fewer than one in ten.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from hitdata.charts.files import Caption
from hitdata.charts.finishing import chart
from hitdata.charts.labels import inches_per_unit, inside
from hitdata.charts.rows import Name, column, rows
from hitdata.charts.style import QUIET, Look
from hitdata.charts.wage_curves import curved, draw_curves, order_of, scale
from hitdata.charts.wage_ranges import by_what, told
from hitdata.charts.words import counted, dollars, percent, terms
from hitdata.errors import UnknownValue

__all__ = ["wage_position"]

#: Codes of the default choice: the two of health information, and two that they border on.
DEFAULT = {"soc": ("29-2072", "29-9021", "15-1211", "11-3021")}


@chart
def wage_position(figures: pd.DataFrame, *, wage: float | None = None) -> Figure:
    """Draw where a ``wage`` in dollars a year stands among those of each row, with the share above.

    Needs annual wages (p10, p25, p50, p75, p90; the mean sharpens the curve) of OEWS, of up to 40
    occupations, areas or industries; of several releases the newest is drawn. Without a ``wage``
    the median of the middle row is set against all, of a row alone its mean. A frame that holds
    more, such as the whole table, is narrowed as in `wage_curves`.

    >>> from hitdata.data.bundled import load
    >>> wage_position(load(soc="29-9021", industry="cross-industry"), wage=81_150).hitdata.title
    '$81,150 is more than about 63% of them earn'
    """
    own, table, fitted = curved(figures, "wage_position", DEFAULT, one=["release"])
    if wage is None:
        middle = table["p50"].iloc[(len(table) - 1) // 2]
        wage = middle if len(table) > 1 else table["mean"].fillna(table["p90"]).iloc[0]
    if not 0 < wage < 10_000_000:
        raise UnknownValue(f"wage_position: a wage of {wage} is not one in dollars a year")
    table["above"] = fitted.share_above(wage).to_numpy()[order_of(fitted, table)]
    caption = _caption(own, table, wage)
    names = [Name(row["name"], row["code"]) for _, row in table.iterrows()]
    made, axes, ys = rows(caption, names, pitch=0.72, least=0.36, right=1.12, head=0.3)
    table = table.set_axis(ys)
    scale(axes, table, also=[wage, wage * 1.05])
    draw_curves(axes, fitted, table, dict.fromkeys(map(float, ys), wage))
    inch = 1 / inches_per_unit(axes.yaxis)
    top = ys[0] - 0.5 - 0.12 * inch
    look: Look = {"color": QUIET, "linewidth": 1, "linestyle": (0, (3, 2)), "zorder": 3}
    axes.plot([wage] * 2, [ys[-1] + 0.5, top], **look)
    inside(axes, wage, top - 0.1 * inch, dollars(wage))
    shares = [_share(row) for _, row in table.iterrows()]
    column(axes, ys, "earn more", shares, weight="bold")
    return made


def _share(row: pd.Series) -> str:
    """Write the share that earns more, no finer than percentiles allow."""
    if row["above"] < 0.1:
        return "under 10%"
    return "over 90%" if row["above"] > 0.9 else f"about {percent(100 * row['above'], digits=0)}"


def _caption(own: pd.DataFrame, table: pd.DataFrame, wage: float) -> Caption:
    where, what, said = terms(own), by_what(table), dollars(wage)
    more = counted(int((table["above"] < 0.5).sum()))
    title = f"{said} is above the median in {more} of {counted(len(table))} {what}"
    if len(table) == 1:
        below = 100 * (1 - table["above"].iloc[0])
        share = f"about {percent(below, digits=0)}" if 10 <= below <= 90 else "over 90%"
        title = f"{said} is more than {share if below >= 10 else 'under 10%'} of them earn"
    spoken = [
        f"{row['name']}: {_share(row)} earn more; {told(row)}." for _, row in table.iterrows()
    ]
    return Caption.of(
        own,
        title=title,
        deck=f"Where {said} a year stands among annual wages, {where}, nominal dollars; "
        "shaded is the share that earns more",
        alt=f"Line chart of how annual wages are spread in {counted(len(table))} {what}, {where}, "
        f"with a line at {said}. " + " ".join(spoken),
        notes=(
            "Shares are interpolated between published percentiles, which stand as ticks.",
            "Beyond the 10th and 90th percentile, curves are extrapolated.",
        ),
    )
