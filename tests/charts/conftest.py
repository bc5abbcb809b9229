"""Charts drawn once for all tests: of the bundled table, and as files, here and elsewhere."""

import itertools
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.text import Text

from hitdata.charts import CHARTS, OF_CLAIMS, files, style
from hitdata.charts.labels import beyond_view

#: Charts that are written in every format: between them they draw every kind of mark.
IN_FULL = ("wage_ranges", "growth_quoted", "releases")
FORMATS = {**dict.fromkeys(IN_FULL, ("svg", "png", "pdf")), "wages_by_area": ("html", "xlsx")}

#: Draws charts in a process of its own, each of the rows that it drew here.
EXPORT = f"""
import pickle, sys
from pathlib import Path
from hitdata.charts import CHARTS, files
for name, rows in pickle.load(open(sys.argv[2], "rb")).items():
    files.write(CHARTS[name](rows), Path(sys.argv[1], name), {FORMATS}.get(name, ()))
"""

#: What must not show in a file: another zone, hash seed, locale and the user's own settings.
ELSEWHERE = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "4", "LC_ALL": "C", "LANG": "de_DE.UTF-8"}
SETTINGS = (
    "font.family: serif\nlines.linewidth: 9\naxes.grid: True\naxes.formatter.use_locale: yes\n"
)

#: Charts of figures; that of claims has its own tests.
OF_FIGURES = [name for name in CHARTS if name not in OF_CLAIMS]


@pytest.fixture(scope="session")
def whole(figures):
    """The bundled table without what no chart chooses of it: states but for the newest wages."""
    wages = figures["area"].ne("US") & figures["release"].ne("2025-05")
    return figures[~(wages & figures["source"].eq("OEWS"))].reset_index(drop=True)


@pytest.fixture(scope="session")
def drawn(whole):
    """Name -> every chart of figures, drawn of the bundled table."""
    return {name: CHARTS[name](whole) for name in OF_FIGURES}


@pytest.fixture(params=OF_FIGURES)
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
    """Two folders with the files of charts: from this process, and from another elsewhere."""
    here, there = tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("there")
    settings = tmp_path_factory.mktemp("settings")
    (settings / "matplotlibrc").write_text(SETTINGS)
    with (settings / "rows").open("wb") as rows:
        pickle.dump({name: chart.hitdata.data for name, chart in drawn.items()}, rows)
    environment = {**os.environ, **ELSEWHERE, "MATPLOTLIBRC": str(settings / "matplotlibrc")}
    command = [sys.executable, "-c", EXPORT, str(there), str(settings / "rows")]
    with subprocess.Popen(command, cwd=Path(__file__).parents[2], env=environment) as other:
        for name, chart in drawn.items():
            files.write(chart, here / name, FORMATS.get(name, ()))
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


@pytest.fixture(scope="session")
def claims():
    """Claims as `hitdata.check` returns them: made up, one right, one wrong, one without."""
    said = ["$78,420", "$70,000", "9 percent", "$60,000"]
    return pd.DataFrame({
        "quote": said, "value": [78_420.0, 70_000.0, 9.0, 60_000.0],
        "unit": ["USD/year", "USD/year", "percent", "USD/year"],
        "publisher": ["BLS", "BLS", "BLS", "Glassdoor"],
        "occupation": ["Compliance Officers", "Compliance Officers", "Registered Nurses", "Coders"],
        "verdict": ["confirmed", "contradicted", "outdated", "not-checkable"],
        "figure_id": ["bls.oews.2024-05.us.13-1041.wage.p50.usd-year"] * 2 + ["bls.ep", None],
        "published_value": [78_420.0, 78_420.0, 6.0, None],
    })  # fmt: skip


def _boxes(chart):
    chart.set_dpi(300)
    with style.drawing():
        # no pixel is drawn: the places of text are what is asked
        chart.draw_without_rendering()
        renderer = chart.canvas.get_renderer()
        unseen = {id(label) for axes in chart.axes for label in beyond_view(axes)}
        # an annotation's own extent holds its mask, too: ask for that of a plain text
        return {text: Text.get_window_extent(text, renderer) for text in chart.findobj(Text)
                if text.get_text().strip() and text.get_visible()
                and id(text) not in unseen}  # fmt: skip
