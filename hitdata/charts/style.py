"""How every chart looks: four sizes of one font, a color per publisher, nothing by default.

The style is a context, not a setting: `drawing` starts from matplotlib's defaults, whatever the
user's own settings are, and puts the user's settings back at the end. The font is registered when
the first chart is drawn, so that importing this module changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager

__all__ = [
    "ACCENT",
    "DECK",
    "FAINT",
    "FONT",
    "HEADLINE",
    "INK",
    "LABEL",
    "LEADING",
    "MARGIN",
    "NOTE",
    "PAPER",
    "PUBLISHERS",
    "QUIET",
    "RULE",
    "SOFT",
    "WIDTH",
    "Look",
    "color",
    "drawing",
    "font_file",
]  # fmt: skip

#: Options of a drawing function that several calls share.
Look = dict[str, Any]

#: The four sizes of text, in points.
HEADLINE, DECK, LABEL, NOTE = 16.8, 12.0, 11.0, 9.6

#: Inches from one line of text to the next, by size.
LEADING = {HEADLINE: 0.265, DECK: 0.2, LABEL: 0.18, NOTE: 0.155}

#: Inches: the page, and what is left free on both sides of it.
WIDTH, MARGIN = 7.2, 0.18

#: Text, second text, third text; each has a contrast of 4.5 or more on paper.
INK, QUIET, FAINT = "#1A1A1A", "#4A4A4A", "#6B6B6B"

#: Marks that stand back, gridlines, paper, and the rule on top, which alone has this color.
SOFT, RULE, PAPER, ACCENT = "#9A9A9A", "#DEDEDE", "#FFFFFF", "#C4321F"

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

#: The font, and the package that carries its files.
FONT, FONT_PACKAGE = "Source Sans Pro", "font_source_sans_pro"

RC: dict[Any, Any] = {
    # named, not "sans-serif": a family is looked up when text is drawn, maybe outside `drawing`
    "font.family": [FONT, "DejaVu Sans"],
    "font.size": LABEL,
    "axes.titlesize": LABEL,
    "axes.labelsize": LABEL,
    "xtick.labelsize": LABEL,
    "ytick.labelsize": LABEL,
    "text.color": INK,
    "xtick.labelcolor": QUIET,
    "ytick.labelcolor": QUIET,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.spines.bottom": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "grid.color": RULE,
    "grid.linewidth": 0.8,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.major.pad": 5,
    "ytick.major.pad": 5,
    # a dollar sign is a dollar sign, never the start of a formula
    "text.parse_math": False,
    "text.hinting": "none",
    "path.simplify": False,
    "figure.dpi": 100,
    # live text in SVG, TrueType in PDF, and ids that do not change from run to run
    "svg.fonttype": "none",
    "svg.hashsalt": "hitdata",
    "pdf.fonttype": 42,
}


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
    _register_font()
    before = _in_force.set(True)
    try:
        with mpl.rc_context():
            mpl.rcdefaults()
            mpl.rcParams.update(RC)
            yield
    finally:
        _in_force.reset(before)


def color(publisher: str) -> str:
    """Return the color of a publisher, gray for one that has none.

    >>> color("Payscale"), color("Salary.com") == FAINT
    ('#005F99', True)
    """
    return PUBLISHERS.get(publisher, FAINT)


def font_file(weight: str) -> Path:
    """Return the file of the font in one weight, Regular or Bold.

    >>> font_file("Bold").name
    'SourceSansPro-Bold.ttf'
    """
    # found, not imported: the package's own code serves an older interface
    spec = find_spec(FONT_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"charts need {FONT_PACKAGE}, which hitdata depends on")
    return Path(spec.origin).parent / "files" / f"SourceSansPro-{weight}.ttf"


@cache
def _register_font() -> None:
    for weight in ("Regular", "Bold"):
        font_manager.fontManager.addfont(font_file(weight))
