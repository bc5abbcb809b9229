"""What every chart says and where its marks stand, as a text that a reviewer can read.

Pixels change with a release of the drawing library; these do not. After a wanted change, run
``pytest tests/charts/test_content.py --snapshot-update`` and read the difference.
"""

import numpy as np
from matplotlib.collections import PathCollection, QuadMesh


def rounded(values):
    """Return numbers with six digits that count: wages and percentages as they are published."""
    array = np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)
    return [[float(f"{value:.6g}") for value in row] for row in np.atleast_2d(array)]


def marks(axes):
    """Return what is drawn of the data, kind by kind, in the units of the axes."""
    lines = [rounded(line.get_xydata()) for line in axes.lines]
    dots = [rounded(c.get_offsets()) for c in axes.collections if isinstance(c, PathCollection)]
    bars = [rounded([(p.get_x(), p.get_y(), p.get_width(), p.get_height())]) for p in axes.patches
            if hasattr(p, "get_width")]  # fmt: skip
    cells = [rounded(c.get_array()) for c in axes.collections if isinstance(c, QuadMesh)]
    return {"lines": lines, "dots": dots, "bars": bars, "cells": cells}


def as_text(chart):
    """Return a chart as lines of text."""
    caption, axes = chart.hitdata, chart.axes[0]
    words = [f"title: {caption.title}", f"deck: {caption.deck}", f"alt: {caption.alt}",
             *(f"note: {note}" for note in caption.notes), f"source: {caption.source}"]  # fmt: skip
    labels = [f"label: {text.get_text()!r}" for text in axes.texts]
    drawn = [f"{kind}: {' '.join(str(point) for point in each)}"
             for kind, all_ in marks(axes).items() for each in all_]  # fmt: skip
    size = "size: {:.2f} x {:.2f} inches".format(*chart.get_size_inches())
    return "\n".join([size, *words, *labels, *drawn])


def test_what_a_chart_says_and_draws(chart, snapshot):
    """Words, labels and data coordinates are those that were looked at and approved."""
    assert as_text(chart) == snapshot


def test_the_text_of_a_chart_tells_it_from_another(drawn):
    """The text that is compared holds the data: a chart of other figures reads otherwise."""
    texts = {as_text(chart) for chart in drawn.values()}
    assert len(texts) == len(drawn)
    line = drawn["wage_history"].axes[0].lines[1]
    before = as_text(drawn["wage_history"])
    values = line.get_ydata().copy()
    line.set_ydata(values + 100)
    try:
        assert as_text(drawn["wage_history"]) != before
    finally:
        line.set_ydata(values)
    assert as_text(drawn["wage_history"]) == before
