"""What holds of every chart in `CHARTS`, so also of the next one."""

import pickle
import re
import subprocess
import sys

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from hitdata import charts
from hitdata.charts import CHARTS, style
from hitdata.charts.page import Page
from hitdata.charts.themes import contrast
from hitdata.errors import InvalidFigure, UnknownValue


def test_every_public_chart_can_be_had_by_its_name():
    """A chart that is offered can be exported by its name, and the other way round."""
    offered = {name for name in charts.__all__ if name.islower() and name != "export"}
    assert offered == set(CHARTS)
    assert all(getattr(charts, name) is draw for name, draw in CHARTS.items())
    assert all(draw.__module__ == f"hitdata.charts.{name}" for name, draw in CHARTS.items())
    assert all(re.search(rf"^{name} ", charts.__doc__, re.MULTILINE) for name in CHARTS)


def test_a_chart_is_a_plain_figure_outside_pyplot(chart):
    """A chart is matplotlib's own Figure, and pyplot, whose figures stay open, knows none."""
    assert type(chart) is Figure
    assert "matplotlib.pyplot" not in str(type(chart.canvas))
    assert mpl.pyplot.get_fignums() == []


def test_a_chart_can_be_sent_to_another_process(chart):
    """A pickled chart keeps its words, its data and the way in which notebooks show it."""
    sent = pickle.loads(pickle.dumps(chart))  # noqa: S301
    assert sent.hitdata.title == chart.hitdata.title
    pd.testing.assert_frame_equal(sent.hitdata.data, chart.hitdata.data)
    assert sent._repr_mimebundle_.args == (sent,)


def test_every_text_is_on_the_page_and_on_its_own(chart, misplaced, shown):
    """No text leaves the page, and no two cover each other, not even by a pixel of their boxes."""
    assert len(shown(chart)) > 10
    assert not misplaced(chart)


def test_a_misplaced_text_is_found(misplaced):
    """What looks for misplaced text finds one outside the page, and one over another."""
    page = Figure()
    FigureCanvasAgg(page)
    for x, text in ((0.1, "one"), (0.12, "two"), (0.5, "free"), (0.98, "outside")):
        page.text(x, 0.5, text)
    assert misplaced(page) == [("outside",), ("one", "two")]


def test_text_has_four_sizes_and_one_font(chart, shown):
    """Headline, deck, label and note: no chart invents a fifth size or another font."""
    texts = list(shown(chart))
    sizes = {style.HEADLINE, style.DECK, style.LABEL, style.NOTE}
    assert {round(text.get_fontsize() / Page().zoom, 6) for text in texts} <= sizes
    assert {text.get_fontfamily()[0] for text in texts} == {style.FONT}


def test_text_can_be_read(chart, shown):
    """Text has a contrast of 4.5 with paper, the least that WCAG asks for at this size."""
    # white text stands on tiles, which its own test holds
    faint = {text.get_text(): text.get_color() for text in shown(chart)
             if text.get_color() != style.PAPER
             and contrast(text.get_color(), style.PAPER) < 4.5}  # fmt: skip
    assert not faint


def test_the_title_is_one_line_that_holds_a_number(chart):
    """The headline states the finding in one line, and the finding is a figure."""
    title = chart.hitdata.title
    written = [
        text.get_text()
        for text in chart.texts
        if round(text.get_fontsize() / Page().zoom, 6) == style.HEADLINE
    ]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in written] == [title]
    # a count is written in words up to nine
    assert re.search(r"\d|\b(one|two|three|four|five|six|seven|eight|nine)\b|most", title.lower())


def test_the_foot_names_every_publisher_of_the_data(chart):
    """Whoever's figures are drawn, publisher or guide, stands in the source line."""
    caption = chart.hitdata
    data = caption.data
    named = set(data["quoted_by"].fillna(data["publisher"]))
    assert all(name in caption.source for name in named)
    foot = " ".join(text.get_text() for text in chart.texts)
    assert foot.replace("\N{NO-BREAK SPACE}", " ").endswith(f"Source: {caption.source}")


def test_the_alt_text_tells_kind_and_values(chart):
    """Who hears the alt text learns the kind of chart and its values, without a line break."""
    alt = chart.hitdata.alt
    assert re.match(r"(Range|Line|Bar|Dot|Dot and range) chart|Heat map|Tile-grid map", alt)
    assert len(re.findall(r"\d", alt)) > 20
    assert "\n" not in alt
    assert not re.search(r"\bnan\b", alt)


def test_the_data_are_rows_of_the_table(chart, figures):
    """The data behind a chart are published rows, as the table has them, each once."""
    data = chart.hitdata.data
    assert data["figure_id"].is_unique
    rows = figures.set_index("figure_id").loc[data["figure_id"]].reset_index()
    pd.testing.assert_frame_equal(
        data.reset_index(drop=True)[list(figures)], rows[list(figures)], check_dtype=False
    )


def test_a_frame_is_only_read_and_in_any_order(name, drawn):
    """Its rows say the same when they are shuffled, and the frame is left as it was."""
    given = drawn[name].hitdata.data
    # of a gap, the first row is where it starts
    given = given if name == "gap_explained" else given.sample(frac=1, random_state=7)
    before = given.copy(deep=True)
    again = CHARTS[name](given)
    pd.testing.assert_frame_equal(given, before)
    said, first = again.hitdata, drawn[name].hitdata
    assert (said.title, said.alt, said.source) == (first.title, first.alt, first.source)
    assert said.data["figure_id"].tolist() == first.data["figure_id"].tolist()
    labels, firsts = ([text.get_text() for text in each.axes[0].texts]
                      for each in (again, drawn[name]))  # fmt: skip
    assert labels == firsts


def test_what_a_chart_drew_it_draws_again(name, drawn):
    """Its own data are a frame that it can show: the same chart comes of them as of all."""
    first = drawn[name].hitdata
    again = CHARTS[name](first.data).hitdata
    assert (again.title, again.alt, again.source) == (first.title, first.alt, first.source)
    assert again.data["figure_id"].tolist() == first.data["figure_id"].tolist()


def test_every_default_choice_is_said(name):
    """Who passes the whole table is told in the docstring what is drawn of it."""
    assert "the whole table" in " ".join(CHARTS[name].__doc__.split())


def test_a_frame_without_the_figures_is_refused(name, figures):
    """A chart that cannot be drawn says so under its name, and which figures it lacks."""
    with pytest.raises(UnknownValue, match=f"{name} needs figures with .*; none of the 3"):
        CHARTS[name](figures[figures["measure"].eq("study time")].head(3))


def test_a_frame_without_a_column_is_refused(name, figures):
    """A frame that is not tidy is refused by the column that it lacks."""
    column = "source" if name == "releases" else "measure"
    with pytest.raises(InvalidFigure, match=f"{name} needs the column {column}"):
        CHARTS[name](figures.drop(columns=column))


@pytest.mark.parametrize("package", ["matplotlib", "seaborn", "fontTools", "PIL"])
def test_without_its_extra_the_install_is_said(package):
    """Where a package is missing that charts need, its name and the command to type are told."""
    code = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "try: import hitdata.charts\n"
        "except ImportError as error: print(type(error).__name__, error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("MissingExtra this needs ")
    assert done.stdout.endswith("is not installed: pip install 'hitdata[charts]'\n")
