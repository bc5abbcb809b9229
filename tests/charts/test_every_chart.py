"""What holds of every chart in the registry, so also of the next one."""

import pickle
import re

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from hitdata import charts
from hitdata.charts import CHARTS, style
from hitdata.errors import InvalidFigure, UnknownValue


def luminance(color):
    """Return the relative luminance of a color, as WCAG 2 defines it."""
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
                for c in mpl.colors.to_rgb(color)]  # fmt: skip
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def test_every_public_chart_is_in_the_registry():
    """A chart that is offered can be exported by its name, and the other way round."""
    offered = {name for name in charts.__all__ if name.islower() and name != "export"}
    assert offered == set(CHARTS)
    assert all(chart.draw.__name__ == name for name, chart in CHARTS.items())
    assert all(re.search(rf"^{name} ", charts.__doc__, re.MULTILINE) for name in CHARTS)


def test_a_chart_is_a_plain_figure_outside_pyplot(figure):
    """A chart is matplotlib's own Figure, and pyplot, whose figures stay open, knows none."""
    assert type(figure) is Figure
    assert "matplotlib.pyplot" not in str(type(figure.canvas))
    assert mpl.pyplot.get_fignums() == []


def test_a_chart_can_be_sent_to_another_process(figure):
    """A pickled chart keeps its words, its data and the way in which notebooks show it."""
    sent = pickle.loads(pickle.dumps(figure))  # noqa: S301
    assert sent.hitdata.title == figure.hitdata.title
    pd.testing.assert_frame_equal(sent.hitdata.data, figure.hitdata.data)
    assert sent._repr_mimebundle_.args == (sent,)


def test_every_text_is_on_the_page_and_on_its_own(figure, misplaced, shown):
    """No text leaves the page, and no two cover each other, not even by a pixel of their boxes."""
    assert len(shown(figure)) > 10
    assert not misplaced(figure)


def test_a_misplaced_text_is_found(misplaced):
    """What looks for misplaced text finds one outside the page, and one over another."""
    figure = Figure()
    FigureCanvasAgg(figure)
    for x, text in ((0.1, "one"), (0.12, "two"), (0.5, "free"), (0.98, "outside")):
        figure.text(x, 0.5, text)
    assert misplaced(figure) == [("outside",), ("one", "two")]


def test_text_has_four_sizes_and_one_font(figure, shown):
    """Headline, deck, label and note: no chart invents a fifth size or another font."""
    texts = list(shown(figure))
    sizes = {style.HEADLINE, style.DECK, style.LABEL, style.NOTE}
    assert {text.get_fontsize() for text in texts} <= sizes
    assert {text.get_fontfamily()[0] for text in texts} == {style.FONT}


def test_text_can_be_read(figure, shown):
    """Text has a contrast of 4.5 with paper, the least that WCAG asks for at this size."""
    paper = luminance(style.PAPER)
    faint = {text.get_text(): text.get_color() for text in shown(figure)
             if (paper + 0.05) / (luminance(text.get_color()) + 0.05) < 4.5}  # fmt: skip
    assert not faint


def test_the_title_is_one_line_that_holds_a_number(figure):
    """The headline states the finding in one line, and the finding is a figure."""
    title = figure.hitdata.title
    written = [text.get_text() for text in figure.texts if text.get_fontsize() == style.HEADLINE]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in written] == [title]
    assert re.search(r"\d", title)


def test_the_foot_names_every_publisher_of_the_data(figure):
    """Whoever's figures are drawn, publisher or guide, stands in the source line."""
    caption = figure.hitdata
    data = caption.data
    named = set(data["quoted_by"].fillna(data["publisher"]))
    assert all(name in caption.source for name in named)
    foot = " ".join(text.get_text() for text in figure.texts)
    assert foot.replace("\N{NO-BREAK SPACE}", " ").endswith(f"Source: {caption.source}")


def test_the_alt_text_tells_kind_and_values(figure):
    """Who hears the alt text learns the kind of chart and its values, without a line break."""
    alt = figure.hitdata.alt
    assert re.match(r"(Range|Line|Bar|Dot|Dot and range) chart|Heat map", alt)
    assert len(re.findall(r"\d", alt)) > 20
    assert "\n" not in alt
    assert "nan" not in alt


def test_the_data_are_rows_of_the_table(figure, figures):
    """The data behind a chart are published rows, as the table has them, each once."""
    data = figure.hitdata.data
    assert data["figure_id"].is_unique
    rows = figures.set_index("figure_id").loc[data["figure_id"]].reset_index()
    pd.testing.assert_frame_equal(
        data.reset_index(drop=True)[list(figures)], rows[list(figures)], check_dtype=False
    )


def test_a_frame_is_only_read_and_in_any_order(name, figures, drawn):
    """A frame says the same with its rows shuffled, and is left as it was."""
    chart = CHARTS[name]
    given = chart.select(figures).sample(frac=1, random_state=7)
    before = given.copy(deep=True)
    again = chart.draw(given)
    pd.testing.assert_frame_equal(given, before)
    said, first = again.hitdata, drawn[name].hitdata
    assert (said.title, said.alt, said.source) == (first.title, first.alt, first.source)
    assert said.data["figure_id"].tolist() == first.data["figure_id"].tolist()
    labels, firsts = ([text.get_text() for text in each.axes[0].texts]
                      for each in (again, drawn[name]))  # fmt: skip
    assert labels == firsts


def test_a_frame_without_the_figures_is_refused(name, figures):
    """A chart that cannot be drawn says so under its name, and which figures it lacks."""
    with pytest.raises(UnknownValue, match=f"{name} needs figures with .*; none of the 3"):
        CHARTS[name].draw(figures[figures["measure"].eq("study time")].head(3))


def test_a_frame_without_a_column_is_refused(name, figures):
    """A frame that is not tidy is refused by the column that it lacks."""
    chart = CHARTS[name]
    column = "source" if name == "releases" else "measure"
    with pytest.raises(InvalidFigure, match=f"{name} needs the column {column}"):
        chart.draw(chart.select(figures).drop(columns=column))
