"""Themes: what a small file may change, and which words refuse one that is wrong."""

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image

from hitdata.charts import files, growth_rounds, style
from hitdata.charts.style import TONES
from hitdata.charts.themes import THEMES, contrast, theme
from hitdata.errors import HitdataError


@pytest.fixture
def written(tmp_path):
    """A function that writes a theme file and returns its path."""

    def write(text):
        path = tmp_path / "theme.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_name_is_a_theme_and_so_is_nothing():
    """Without a theme ours is taken; each named theme colors each tone."""
    assert theme(None) == THEMES["light"]
    assert {name: theme(None)[name] for name in TONES} == dict(TONES)
    assert all(set(THEMES[name].colors) == set(TONES) for name in ("dark", "grayscale"))


@pytest.mark.parametrize("name", list(THEMES))
def test_text_of_a_named_theme_can_be_read(name):
    """Ink and publishers have a contrast of 4.5 with paper, text on a tile with its tile."""
    look = THEMES[name]
    for tone in ("ink", "quiet", "faint", *style.PUBLISHERS):
        assert contrast(look[tone], look["paper"]) >= 4.5, tone
    for step in range(1, 6):
        ink = look["paper"] if step > 3 else look["ink"]
        assert contrast(ink, look[f"step {step}"]) >= 4.5, step
    assert contrast(look["quiet"], look["fill"]) >= 4.5


def test_a_file_changes_what_it_names(written, drawn, tmp_path):
    """Own paper, font, credit and logo are in the picture; the rest starts from dark."""
    Image.fromarray(np.full((30, 60, 3), 200, dtype="uint8")).save(tmp_path / "logo.png")
    fonts = mpl.get_data_path() + "/fonts/ttf/"
    path = written(
        'start = "dark"\ncredit = "Chart: Evening Desk"\nlogo = "logo.png"\n'
        f'font = {{ regular = "{fonts}DejaVuSerif.ttf", bold = "{fonts}DejaVuSerif-Bold.ttf" }}\n'
        '[colors]\npaper = "#000000"\n'
    )
    chart = growth_rounds(drawn["growth_rounds"].hitdata.data, theme=path)
    assert chart.get_facecolor() == (0, 0, 0, 1)
    assert "Chart: Evening Desk" in {text.get_text() for text in chart.texts}
    assert {text.get_fontfamily()[0] for text in chart.texts} == {"DejaVu Serif"}
    assert len(chart.axes) == 2
    assert len(chart.axes[1].images) == 1
    svg = files.write(chart, tmp_path / "chart", ("svg",))[0].read_text(encoding="utf-8")
    assert "@font-face{font-family:'DejaVu Serif'" in svg
    assert theme(path)["ink"] == THEMES["dark"]["ink"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("start = 1 2", "not a theme in TOML"),
        ('start = "drak"', "did you mean 'dark'"),
        ('colour = "red"', "theme key 'colour'"),
        ('[colors]\npapre = "#FFFFFF"', "did you mean 'paper'"),
        ('[colors]\npaper = "whitish"', "color paper is 'whitish'; write it as in #1A2B3C"),
        ('font = "No Such Family"', "name an installed family, or its two files"),
        ('logo = "gone.png"', "logo 'gone.png': no such file beside the theme"),
    ],
)
def test_a_wrong_file_is_refused_by_its_line(written, text, said):
    """Each mistake is told with the file, the value and what would be right."""
    path = written(text)
    with pytest.raises(HitdataError, match=r"theme\.toml: ") as refused:
        theme(path)
    assert said in str(refused.value)


def test_a_missing_file_is_told():
    """A name that is neither a theme nor a file says which names there are."""
    with pytest.raises(HitdataError, match="no such file; light, dark, grayscale have names"):
        theme("drak")


def test_faint_text_is_warned_of(written):
    """Gray on gray is the user's choice, but not in silence."""
    path = written('[colors]\nink = "#999999"')
    with pytest.warns(UserWarning, match="text in ink is hard to read"):
        theme(path)
