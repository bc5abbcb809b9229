"""Style: colors that can be told apart, and settings that stay the user's."""

import itertools
import subprocess
import sys

import matplotlib as mpl
import numpy as np
import pytest

from hitdata.charts import style

#: Linear RGB as seen without red and without green cones (Machado, Oliveira, Fernandes 2009).
SEEN = {
    "all cones": np.eye(3),
    "no red cones": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                     [-0.003882, -0.048116, 1.051998]],
    "no green cones": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                       [-0.011820, 0.042940, 0.968881]],
}  # fmt: skip

XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                [0.0193339, 0.1191920, 0.9503041]])  # fmt: skip


def lab(color, seen):
    """Return a color in CIE L*a*b*, as someone sees it."""
    channels = np.array(mpl.colors.to_rgb(color))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    x, y, z = XYZ @ np.clip(np.array(seen) @ linear, 0, 1) / [0.95047, 1, 1.08883]
    fx, fy, fz = (np.cbrt(v) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


@pytest.mark.parametrize("seen", SEEN.values(), ids=list(SEEN))
def test_publishers_can_be_told_apart(seen):
    """The closest two colors of publishers stay 20 apart for every reader."""
    labs = [lab(color, seen) for color in style.PUBLISHERS.values()]
    apart = [np.linalg.norm(one - two) for one, two in itertools.combinations(labs, 2)]
    assert min(apart) > 20


def test_drawing_gives_the_settings_back():
    """A chart does not change how the user's next figure looks, even when it fails."""

    @style.drawing()
    def fails():
        assert mpl.rcParams["font.size"] == style.LABEL
        with style.drawing():
            pass
        assert mpl.rcParams["lines.linewidth"] != 7, "an inner context ended the outer one"
        return 1 / 0

    with mpl.rc_context({"lines.linewidth": 7, "font.size": 21}):
        before = dict(mpl.rcParams)
        with pytest.raises(ZeroDivisionError):
            fails()
        assert dict(mpl.rcParams) == before


def test_importing_charts_changes_no_setting():
    """Importing the charts sets nothing and registers no font; drawing does, for itself."""
    code = (
        "import matplotlib as mpl; before = dict(mpl.rcParams); import hitdata.charts; "
        "from matplotlib import font_manager as fm; print(before == dict(mpl.rcParams), "
        "any(font.name == 'Source Sans Pro' for font in fm.fontManager.ttflist))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


#: Draws and saves a chart where the package of the font is not installed.
WITHOUT_FONT = """
import sys, warnings
from pathlib import Path
from hitdata import load
from hitdata.charts import export, style
own = load(source="EP", soc="29-9021")
style.find_spec = lambda name: None
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    export(sys.argv[1], charts="growth_rounds", formats=["svg", "pdf"], figures=own)
ours = [each for each in caught if not issubclass(each.category, DeprecationWarning)]
print(*(str(each.message) for each in ours), sep="\\n")
"""


def test_without_its_font_a_chart_is_drawn_in_another(tmp_path):
    """The font that comes with matplotlib is used and embedded, and one warning says so."""
    command = [sys.executable, "-c", WITHOUT_FONT, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.count("\n") == 1
    assert done.stdout.startswith("charts are drawn in DejaVu Sans")
    drawn = (tmp_path / "growth_rounds.svg").read_text(encoding="utf-8")
    assert drawn.count("@font-face{font-family:'DejaVu Sans'") == 2
    assert "Source Sans Pro" not in drawn
    assert b"DejaVuSans" in (tmp_path / "growth_rounds.pdf").read_bytes()
