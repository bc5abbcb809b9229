"""Charts drawn once for all tests: of the bundled table, and as files, here and elsewhere."""

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from matplotlib.text import Text

from hitdata.charts import CHARTS, files, style

#: Charts that are written as PNG and PDF, too: between them they draw every kind of mark.
IN_FULL = ("wage_ranges", "growth_quoted", "releases")

#: Draws and writes the charts in a process of its own.
EXPORT = f"""
import sys
from hitdata.charts import export
export(sys.argv[1], formats="svg")
export(sys.argv[1], charts={IN_FULL}, formats=["png", "pdf"])
"""

#: What must not show in a file: another zone, hash seed, locale and the user's own settings.
ELSEWHERE = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "4", "LC_ALL": "C", "LANG": "de_DE.UTF-8"}
SETTINGS = (
    "font.family: serif\nlines.linewidth: 9\naxes.grid: True\naxes.formatter.use_locale: yes\n"
)


@pytest.fixture(scope="session")
def drawn(figures):
    """Name -> every chart, drawn of the whole bundled table."""
    return {name: draw(figures) for name, draw in CHARTS.items()}


@pytest.fixture(params=list(CHARTS))
def name(request):
    """The name of each chart in turn."""
    return request.param


@pytest.fixture(params=IN_FULL)
def full_name(request):
    """The name of each chart that is written in full, in turn."""
    return request.param


@pytest.fixture
def chart(drawn, name):
    """Each chart in turn."""
    return drawn[name]


@pytest.fixture(scope="session")
def exported(drawn, tmp_path_factory):
    """Two folders with the files of every chart: from this process, and from another elsewhere."""
    here, there = tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("there")
    settings = tmp_path_factory.mktemp("settings") / "matplotlibrc"
    settings.write_text(SETTINGS)
    environment = {**os.environ, **ELSEWHERE, "MATPLOTLIBRC": str(settings)}
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", EXPORT, str(there)]
    with subprocess.Popen(command, cwd=root, env=environment) as other:
        for name, chart in drawn.items():
            files.write(chart, here / name, ("svg", "png", "pdf") if name in IN_FULL else ("svg",))
    assert other.returncode == 0
    return here, there


@pytest.fixture(scope="session")
def shown():
    """A function: the texts of a chart that a reader sees, with the box of each, drawn once."""
    boxes = {}

    def of(chart):
        if chart not in boxes:
            boxes[chart] = _boxes(chart)
        return boxes[chart]

    return of


@pytest.fixture(scope="session")
def misplaced(shown):
    """A function: the texts of a chart that leave its page, and the pairs that overlap."""

    def of(chart):
        boxes, page = shown(chart), chart.bbox
        outside = [(text.get_text(),) for text, box in boxes.items()
                   if min(*box.p0) < 0 or box.x1 > page.x1 or box.y1 > page.y1]  # fmt: skip
        pairs = itertools.combinations(boxes, 2)
        return outside + [(one.get_text(), two.get_text()) for one, two in pairs
                          if boxes[one].overlaps(boxes[two])]  # fmt: skip

    return of


def _boxes(chart):
    chart.set_dpi(100)
    with style.drawing():
        renderer = chart.canvas.get_renderer()
        chart.draw(renderer)
        unseen = set(_beyond_view(chart))
        # an annotation's own extent holds its mask, too: ask for that of a plain text
        return {text: Text.get_window_extent(text, renderer) for text in chart.findobj(Text)
                if text.get_text().strip() and text.get_visible()
                and text not in unseen}  # fmt: skip


def _beyond_view(chart):
    """Return the labels of ticks outside the view, which matplotlib keeps but does not draw."""
    for axes in chart.axes:
        for axis, view in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            for tick in axis.get_major_ticks():
                if not min(view) <= tick.get_loc() <= max(view):
                    yield tick.label1
