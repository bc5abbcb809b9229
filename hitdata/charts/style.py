"""How every chart looks: four sizes of one font, a color per publisher, nothing by default.

The style is a context, not a setting: `drawing` starts from matplotlib's defaults, whatever the
user's own settings are, and puts the user's settings back at the end. The font is registered when
the first chart is drawn, so that importing this module changes nothing.

Charts are drawn in the colors of this module, each of which has a name in `TONES`. Another theme
gives those names other colors once the chart is finished, so that no chart knows of themes.
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

__all__ = ["BAND", "DECK", "EDITIONS", "FAINT", "FALLBACK", "FILL", "FONT", "HEADLINE", "INK",
           "LABEL", "LEADING", "MARGIN", "NOTE", "PAPER", "PUBLISHERS", "QUIET", "RIGHT", "RULE",
           "SHADE", "SOFT", "STEPS", "TONES", "Font", "Look", "color", "drawing",
           "font"]  # fmt: skip

#: Options of drawing that several calls share.
Look = dict[str, Any]

#: The four sizes of text, in points.
HEADLINE, DECK, LABEL, NOTE = 16.8, 12.0, 11.0, 9.6

#: Inches from one line of text to the next, by size.
LEADING = {HEADLINE: 0.265, DECK: 0.2, LABEL: 0.18, NOTE: 0.155}

#: Inches left free at the left edge of the page, and the same counted from its right edge.
MARGIN, RIGHT = 0.18, -0.18

#: Text, second text, third text; each has a contrast of 4.5 or more on paper.
INK, QUIET, FAINT = "#1A1A1A", "#4A4A4A", "#6B6B6B"

#: Marks that stand back, filled areas, gridlines, and paper.
SOFT, FILL, RULE, PAPER = "#9A9A9A", "#E9E9E9", "#DEDEDE", "#FFFFFF"

#: Part of a filled area that the words speak of, and a stretch of an axis that is told apart.
BAND, SHADE = "#C4C4C4", "#F3F3F3"

#: Edition of the SOC -> fill; the hybrids between two editions are gray.
EDITIONS = {"SOC 2000": "#EBDDB8", "hybrid": "#E6E6E6", "SOC 2010": "#D9BF7C",
            "SOC 2018": "#C39A3D"}  # fmt: skip

#: Fills from the least to the most; ink can be read on the first three, paper on the others.
STEPS = ("#E4EDF1", "#BFD4DE", "#93B5C6", "#3F7491", "#1B4A63")

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

#: Name -> color of ours, by which a theme names what it colors otherwise.
TONES = {
    "paper": PAPER, "ink": INK, "quiet": QUIET, "faint": FAINT, "soft": SOFT, "fill": FILL,
    "rule": RULE, "band": BAND, "shade": SHADE, **PUBLISHERS, **EDITIONS,
    **{f"step {number}": tone for number, tone in enumerate(STEPS, 1)},
}  # fmt: skip

#: The font, the package that carries its files, and the font that comes with matplotlib.
FONT, FONT_PACKAGE, FALLBACK = "Source Sans Pro", "font_source_sans_pro", "DejaVu Sans"

#: Settings of matplotlib in which every chart is drawn and saved.
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


#: The font whose style is in force: text is measured often, and settings are slow to set.
_in_force: ContextVar[Font | None] = ContextVar("in_force", default=None)


@contextmanager
def drawing(own: Font | None = None) -> Iterator[None]:
    """Draw and save in the style of hitdata, whatever the user's settings are.

    ``own`` is the font of a theme; without one, that of the style in force, or ours. What draws,
    measures or saves a chart enters this.
    """
    wanted = own or _in_force.get() or font()
    if _in_force.get() == wanted:
        yield
        return
    # named, not "sans-serif": a family is looked up when text is drawn, maybe outside `drawing`
    families = [wanted.family, FALLBACK]
    _known(wanted)
    before = _in_force.set(wanted)
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
            return Font(FONT, *(files[name] for name in names))
    warnings.warn(
        f"charts are drawn in {FALLBACK}, which is wider, so that labels may touch: their font is "
        "not installed; pip install font-source-sans-pro",
        stacklevel=2,
    )
    shipped = Path(mpl.get_data_path(), "fonts", "ttf")
    return Font(FALLBACK, shipped / "DejaVuSans.ttf", shipped / "DejaVuSans-Bold.ttf")


@cache
def _known(of: Font) -> None:
    """Make the files of a font known to matplotlib."""
    for file in (of.regular, of.bold):
        font_manager.fontManager.addfont(file)
