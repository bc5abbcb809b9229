"""Files of charts: the same bytes anywhere, live text, words for those who do not see."""

import base64
import html
import io
import json
import re
import xml.etree.ElementTree as ET

import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from IPython.core.formatters import DisplayFormatter
from matplotlib.text import Text
from PIL import Image

import hitdata
from hitdata.charts import (
    CHARTS,
    OF_CLAIMS,
    export,
    files,
    growth_quoted,
    growth_rounds,
    wages_by_area,
)
from hitdata.errors import UnknownValue

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def svg(exported, full_name):
    """Charts that are written in full, as the root of their SVG."""
    return ET.parse(exported[0] / f"{full_name}.svg").getroot()  # noqa: S314


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_the_same_bytes_elsewhere(exported, name, suffix):
    """Another zone, hash seed, locale and matplotlibrc leave every byte of every file as it was."""
    here, there = (folder / f"{name}.{suffix}" for folder in exported)
    assert here.read_bytes() == there.read_bytes()


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf"])
def test_the_same_pictures_elsewhere(exported, full_name, suffix):
    """Pictures, pages and workbooks are the same, too, whatever code writes them."""
    here, there = (folder / f"{full_name}.{suffix}" for folder in exported)
    assert here.read_bytes() == there.read_bytes()


@pytest.mark.parametrize("suffix", ["html", "xlsx"])
def test_the_same_page_and_workbook_elsewhere(exported, suffix):
    """HTML and XLSX, too, hold no day, random name or locale."""
    here, there = (folder / f"wages_by_area.{suffix}" for folder in exported)
    assert here.read_bytes() == there.read_bytes()


def test_html_has_a_table_for_who_hears_it(exported, drawn):
    """The picture has its alt text, and below it every row stands in a table with headings."""
    page = (exported[0] / "wages_by_area.html").read_text(encoding="utf-8")
    caption = drawn["wages_by_area"].hitdata
    assert page.startswith("<figure>\n<svg")
    assert caption.alt in html.unescape(page)
    table = pd.read_html(io.StringIO(page[page.index("<table") :]))[0]
    assert len(table) == len(caption.data)
    assert {"occupation", "area", "printed", "period"} <= set(table)


def test_xlsx_reads_back_and_runs_no_formula(exported, drawn, tmp_path):
    """The workbook has rows and words on two sheets, and a text that looks like code stays one."""
    book = exported[0] / "wages_by_area.xlsx"
    data = drawn["wages_by_area"].hitdata.data
    read = pd.read_excel(book, sheet_name="data")
    assert read["value"].tolist() == pytest.approx(data["value"].tolist())
    words = pd.read_excel(book, sheet_name="about").set_index("what")["said"]
    assert words["title"] == drawn["wages_by_area"].hitdata.title
    chart = wages_by_area(data.assign(note="=1+1"))
    path = files.write(chart, tmp_path / "chart", ("xlsx",))[0]
    assert set(pd.read_excel(path, sheet_name="data")["note"]) == {"=1+1"}


def test_no_chart_is_left_out(exported):
    """Each chart of figures in the registry is written, with its data and its words."""
    written = {path.name for path in exported[1].iterdir() if path.suffix in {".csv", ".json"}}
    every = [name for name in CHARTS if name not in OF_CLAIMS]
    assert written == {f"{name}.{suffix}" for name in every for suffix in ("csv", "json")}


def test_svg_text_is_text(svg, drawn, full_name):
    """What is drawn as text can be searched, copied and translated in the SVG."""
    written = {"".join(text.itertext()) for text in svg.iter(f"{SVG}text")}
    labels = {text.get_text() for text in drawn[full_name].axes[0].texts}
    assert labels <= written


def test_svg_tells_its_words_first(svg, drawn, full_name):
    """A screen reader finds an image with a title and a description, which open the SVG."""
    title, description = svg[0], svg[1]
    assert svg.get("role") == "img"
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert svg.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    caption = drawn[full_name].hitdata
    assert (title.text, description.text) == (caption.title, caption.alt)


def test_svg_ids_differ_between_charts(exported):
    """Charts that share a page do not share the ids of their titles."""
    ids = [re.search(r'aria-labelledby="([^"]*)"', path.read_text(encoding="utf-8"))[1]
           for path in sorted(exported[0].glob("*.svg"))]  # fmt: skip
    assert len(set(ids)) == len(ids) == 3


def test_svg_carries_the_letters_it_uses(svg, drawn, full_name):
    """The font in an SVG has every letter that the chart writes, in both weights, and few more."""
    fonts = re.findall(r"base64,([A-Za-z0-9+/=]+)\)", svg.find(f"{SVG}style").text)
    used = {ord(letter) for text in drawn[full_name].findobj(Text) for letter in text.get_text()}
    assert len(fonts) == 2
    for encoded in fonts:
        font = TTFont(io.BytesIO(base64.b64decode(encoded)))
        held = set(font.getBestCmap())
        assert used - {ord("\n")} <= held
        assert len(held) < 120
        assert "Open Font License" in font["name"].getDebugName(13)


def test_png_carries_its_words(exported, drawn, full_name):
    """A PNG of 178 mm has 1401 pixels and holds title, alt text and source, no version or date."""
    with Image.open(exported[0] / f"{full_name}.png") as picture:
        assert picture.width == 1401
        assert set(picture.info) == {"Title", "Description", "Source", "dpi"}
        assert picture.info["Description"] == drawn[full_name].hitdata.alt


def test_pdf_embeds_its_font_and_no_date(exported, full_name):
    """A PDF holds TrueType subsets, which print shops accept, and not the day it was made."""
    content = (exported[0] / f"{full_name}.pdf").read_bytes()
    assert b"/FontFile2" in content
    assert b"SourceSansPro-Regular" in content
    assert b"/Type3" not in content
    assert not re.search(rb"CreationDate|ModDate|/Producer", content)


def test_csv_is_the_data(exported, drawn, name):
    """The CSV beside a chart reads back as the rows that are drawn, figure by figure."""
    read = pd.read_csv(exported[0] / f"{name}.csv")
    data = drawn[name].hitdata.data
    assert list(read) == list(data)
    assert read["figure_id"].tolist() == data["figure_id"].tolist()
    assert read["value"].tolist() == pytest.approx(data["value"].tolist(), nan_ok=True)


def test_json_is_the_words(exported, drawn, name):
    """The JSON beside a chart gives title, alt text, source line and every figure's identifier."""
    words = json.loads((exported[0] / f"{name}.json").read_text(encoding="utf-8"))
    caption = drawn[name].hitdata
    assert words["chart"] == name
    assert (words["title"], words["alt"], words["source"]) == (
        caption.title, caption.alt, caption.source)  # fmt: skip
    assert words["figure_ids"] == [*caption.data["figure_id"], *caption.cited]
    assert words["licence"]
    assert words["citation"]
    assert hitdata.trace(words["figure_ids"][0])


def test_only_what_is_asked_for(tmp_path, figures):
    """One chart in one format comes with its data and words, into a folder that is made for it."""
    folder = tmp_path / "new" / "charts"
    written = export(folder, charts="growth_rounds", formats="svg", figures=figures)
    assert [path.name for path in written] == [f"growth_rounds.{s}" for s in ("svg", "csv", "json")]
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in written)


def test_a_chart_is_asked_for_by_name_or_function(tmp_path, figures):
    """Function, name, or several of either: each chart is written once, under its name."""
    written = export(tmp_path, charts=growth_rounds, formats=(), figures=figures)
    assert [path.name for path in written] == ["growth_rounds.csv", "growth_rounds.json"]
    asked = [growth_quoted, "growth_rounds", growth_rounds]
    written = export(tmp_path, charts=asked, formats=(), figures=figures)
    assert [path.stem for path in written[::2]] == ["growth_quoted", "growth_rounds"]
    assert export(tmp_path, charts=[], figures=figures) == []


def test_unknown_names_are_refused_before_anything_is_written(tmp_path):
    """A wrong name among right ones stops the export with the nearest name, and writes no file."""
    with pytest.raises(UnknownValue, match="did you mean 'wage_ranges'"):
        export(tmp_path / "charts", charts=["wage_history", "wage_rangs"])
    with pytest.raises(UnknownValue, match="format 'jpeg'"):
        export(tmp_path / "charts", charts="wage_history", formats="jpeg")
    assert not (tmp_path / "charts").exists()


def test_saving_twice_gives_the_same_file(drawn, tmp_path):
    """A chart is not used up by being saved: the second file is the first."""
    svg = files.write(drawn["growth_rounds"], tmp_path / "chart", ("svg",))[0]
    first = svg.read_bytes()
    files.write(drawn["growth_rounds"], tmp_path / "chart", ("svg",))
    assert svg.read_bytes() == first


def test_a_notebook_shows_a_chart_with_its_alt_text(drawn):
    """As the last expression of a cell a chart is a picture of 701 pixels, with its alt text.

    The picture itself has more of them, for dense screens, and a palette, for small files.
    """

    chart = drawn["growth_rounds"]
    data, about = DisplayFormatter().format(chart)
    picture = Image.open(io.BytesIO(data["image/png"]))
    whole = Image.open(io.BytesIO(files.png(chart)))
    assert picture.width == pytest.approx(178 / 25.4 * 144, abs=1)
    assert picture.mode == "P"
    assert len(data["image/png"]) < len(files.png(chart)) / 3
    assert picture.height / picture.width == pytest.approx(whole.height / whole.width, rel=3e-3)
    assert about["image/png"]["alt"] == chart.hitdata.alt
    assert about["image/png"]["width"] == 701
