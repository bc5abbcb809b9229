"""How every chart looks: four sizes of one font, a color per publisher, nothing by default.

The style is a context, not a setting: `drawing` starts from matplotlib's defaults, whatever the
user's own settings are, and puts the user's settings back at the end. The font is registered when
the first chart is drawn, so that importing this module changes nothing.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
from matplotlib import font_manager

__all__ = ["ACCENT", "DECK", "FAINT", "FALLBACK", "FILL", "FONT", "HEADLINE", "INK", "LABEL",
           "LEADING", "MARGIN", "NOTE", "PAPER", "PUBLISHERS", "QUIET", "RIGHT", "RULE", "SOFT",
           "WIDTH", "Look", "color", "drawing", "font"]  # fmt: skip

#: Options of drawing that several calls share.
Look = dict[str, Any]

#: The four sizes of text, in points.
HEADLINE, DECK, LABEL, NOTE = 16.8, 12.0, 11.0, 9.6

#: Inches from one line of text to the next, by size.
LEADING = {HEADLINE: 0.265, DECK: 0.2, LABEL: 0.18, NOTE: 0.155}

#: Inches: the page, what is left free on both sides of it, and where text ends on the right.
WIDTH, MARGIN = 7.2, 0.18
RIGHT = WIDTH - MARGIN

#: Text, second text, third text; each has a contrast of 4.5 or more on paper.
INK, QUIET, FAINT = "#1A1A1A", "#4A4A4A", "#6B6B6B"

#: Marks that stand back, filled areas, gridlines, and paper.
SOFT, FILL, RULE, PAPER = "#9A9A9A", "#E9E9E9", "#DEDEDE", "#FFFFFF"

#: The rule on top, which alone has this color.
ACCENT = "#C4321F"

#: Publisher -> color, the same in every chart. All pass 4.5 on paper, and the closest two stay 20
#: apart (CIE76) for readers without red or green cones. Others are gray: five hues are the most
#: that can be told apart.
PUBLISHERS = {
    "BLS": "#1F1F1F",
    "Payscale": "#005F99",
    "Glassdoor": "#B34700",
    "Data USA": "#00705A",
    "Census": "#6929C4",
}

#: The font, the package that carries its files, and the font that comes with matplotlib.
FONT, FONT_PACKAGE, FALLBACK = "Source Sans Pro", "font_source_sans_pro", "DejaVu Sans"

RC: dict[Any, Any] = {
    **dict.fromkeys(("font.size", "xtick.labelsize", "ytick.labelsize"), LABEL),
    "text.color": INK,
    **dict.fromkeys(("xtick.labelcolor", "ytick.labelcolor"), QUIET),
    **dict.fromkeys((f"axes.spines.{side}" for side in ("top", "right", "left", "bottom")), False),
    "axes.axisbelow": True,
    "grid.color": RULE,
    "grid.linewidth": 0.8,
    **dict.fromkeys(("xtick.major.size", "ytick.major.size"), 0),
    **dict.fromkeys(("xtick.major.pad", "ytick.major.pad"), 5),
    # a dollar sign is a dollar sign, never the start of a formula
    "text.parse_math": False,
    "text.hinting": "none",
    "path.simplify": False,
    # live text in SVG, TrueType in PDF, and ids that do not change from run to run
    "svg.fonttype": "none",
    "svg.hashsalt": "hitdata",
    "pdf.fonttype": 42,
}


class Font(NamedTuple):
    """A font family, and its files for plain and for bold text."""

    family: str
    regular: Path
    bold: Path


#: Whether the style is in force: text is measured often, and settings are slow to set.
_in_force = ContextVar("in_force", default=False)


@contextmanager
def drawing() -> Iterator[None]:
    """Draw and save in the style of hitdata, whatever the user's settings are.

    Chart functions are decorated with it; what measures or saves a chart enters it, too.
    """
    if _in_force.get():
        yield
        return
    # named, not "sans-serif": a family is looked up when text is drawn, maybe outside `drawing`
    families = [font().family, FALLBACK]
    before = _in_force.set(True)
    try:
        with mpl.rc_context():
            mpl.rcdefaults()
            mpl.rcParams.update({**RC, "font.family": families})
            yield
    finally:
        _in_force.reset(before)


def color(publisher: str) -> str:
    """Return the color of a publisher, gray for one that has none.

    >>> color("Payscale"), color("Salary.com") == FAINT
    ('#005F99', True)
    """
    return PUBLISHERS.get(publisher, FAINT)


@cache
def font() -> Font:
    """Return the font of charts, made known to matplotlib; without its package, the fallback.

    >>> font().bold.suffix
    '.ttf'
    """
    # found, not imported: the package's own code serves an older interface
    spec = find_spec(FONT_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        files = {path.name: path for path in Path(folder).rglob("*.ttf")}
        names = [f"{FONT.replace(' ', '')}-{weight}.ttf" for weight in ("Regular", "Bold")]
        if files.keys() >= set(names):
            found = Font(FONT, *(files[name] for name in names))
            font_manager.fontManager.addfont(found.regular)
            font_manager.fontManager.addfont(found.bold)
            return found
    warnings.warn(
        f"charts are drawn in {FALLBACK}, which is wider, so that labels may touch: their font is "
        "not installed; pip install font-source-sans-pro",
        stacklevel=2,
    )
    shipped = Path(mpl.get_data_path(), "fonts", "ttf")
    return Font(FALLBACK, shipped / "DejaVuSans.ttf", shipped / "DejaVuSans-Bold.ttf")
