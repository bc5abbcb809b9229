"""Finishing: options that every chart takes, marks as small as the page, colors of a theme."""

import inspect

import numpy as np
import pytest
from matplotlib.collections import QuadMesh
from matplotlib.colors import to_hex
from matplotlib.patches import Patch
from matplotlib.text import Text

from hitdata.charts import CHARTS, wage_ranges
from hitdata.charts.page import page
from hitdata.charts.style import PAPER, TONES
from hitdata.charts.themes import THEMES, contrast


def test_every_chart_takes_the_options_of_all():
    """Title, size and theme are keyword-only options of each chart, and help shows them."""
    for draw in CHARTS.values():
        parameters = inspect.signature(draw).parameters
        for option in ("title", "size", "theme"):
            assert parameters[option].kind is inspect.Parameter.KEYWORD_ONLY


@pytest.fixture(scope="module")
def rows(drawn):
    """What wage_ranges draws of the whole table."""
    return drawn["wage_ranges"].hitdata.data


def test_marks_are_as_small_as_the_page(rows):
    """A line of 3 points is 3 points times the zoom of a column."""
    zoom = page("column").zoom
    chart = wage_ranges(rows, size="column")
    widths = {round(line.get_linewidth() / zoom, 6) for line in chart.axes[0].lines}
    assert 3.0 in widths


def colors(chart):
    """Return every color of a chart's text, lines and areas."""
    found = set()
    for artist in chart.findobj():
        if isinstance(artist, Text) and artist.get_text().strip():
            found.add(to_hex(artist.get_color()))
        elif isinstance(artist, Patch) and artist.get_facecolor()[3] and artist.get_visible():
            found.add(to_hex(artist.get_facecolor()))
        elif isinstance(artist, QuadMesh):
            found |= {
                to_hex(color) for color in [*artist.get_edgecolor(), *artist.to_rgba([0, 1, 2])]
            }
    return found


@pytest.mark.parametrize("theme", ["dark", "grayscale"])
def test_a_theme_leaves_no_color_of_ours(drawn, theme):
    """In each chart, text and areas have the theme's colors alone, and text can be read."""
    look = THEMES[theme]
    own = {to_hex(look[name]) for name in TONES}
    # the dark theme colors every chart otherwise; grays are shown by those with most colors
    few = ("releases", "pay_quoted", "wage_map", "census_and_bls")
    for name, first in drawn.items():
        if theme == "grayscale" and name not in few:
            continue
        chart = CHARTS[name](first.hitdata.data, theme=theme)
        assert colors(chart) <= own, name
        assert to_hex(chart.get_facecolor()) == to_hex(look["paper"])
        labels = [text for axes in chart.axes for text in [*axes.get_xticklabels()]]
        faint = {text.get_text() for text in [*chart.texts, *labels] if text.get_text()
                 and contrast(to_hex(text.get_color()), look["paper"]) < 4.5}  # fmt: skip
        assert not faint, name


def test_grayscale_is_gray():
    """Red, green and blue of each of its colors are equal."""
    for name in TONES:
        channels = {THEMES["grayscale"][name][i : i + 2] for i in (1, 3, 5)}
        assert len(channels) == 1


def test_ours_is_no_other_houses_look(drawn):
    """No chart has a rule or tag at the top, and none of them anything red."""
    for chart in drawn.values():
        lines = [artist for artist in chart.get_children() if hasattr(artist, "get_ydata")]
        assert len(lines) == 1
        assert np.max(lines[0].get_ydata()) < 0.6
        for color in colors(chart):
            red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
            assert not (red > 180 and green < 80 and blue < 80)
    assert PAPER in TONES.values()
