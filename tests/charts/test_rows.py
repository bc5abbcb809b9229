"""Rows: their names stand beside or over them, and the page makes room for both."""

import pandas as pd
import pytest

from hitdata.charts.files import Caption
from hitdata.charts.labels import inches_per_unit
from hitdata.charts.page import Page, page, using
from hitdata.charts.rows import Name, rows

LONG = "Health Information Technologists and Medical Registrars"


@pytest.fixture
def caption():
    """A caption of few words."""
    return Caption("A finding of 3", "Wages", "alt", "BLS.", pd.DataFrame({"figure_id": ["one"]}))


@pytest.fixture
def full_size():
    """A page shown as large as it is laid out, so that inches can be counted by hand."""
    with using(Page(7.2, zoom=1.0)):
        yield


@pytest.mark.usefixtures("full_size")
def test_rows_stand_downward_one_apart(caption):
    """Three rows of half an inch: the first on top, 0.25 and 0.3 inches below the axes' edge."""
    _, axes, ys = rows(caption, [Name("A")] * 3, pitch=0.5, right=1.0, head=0.3)
    assert ys == pytest.approx([0, 1, 2])
    assert axes.get_ylim() == (pytest.approx(2.5, abs=1e-4), pytest.approx(-1.1, abs=1e-4))
    assert inches_per_unit(axes.yaxis) == pytest.approx(0.5)


@pytest.mark.usefixtures("full_size")
def test_a_high_name_makes_room_for_itself(caption):
    """A name with five lines below it takes 0.18 + 5 x 0.155 + 0.04 inches, its neighbors 0.3."""
    high = Name("A", "", tuple("12345"))
    _, _, ys = rows(caption, [Name("A"), high, Name("A")], pitch=0.3, right=1.0)
    assert ys[2] - ys[1] == ys[1] - ys[0] == pytest.approx((0.995 + 0.3) / 2 / 0.3, abs=1e-4)


@pytest.mark.usefixtures("full_size")
def test_a_code_follows_the_last_line_of_its_title(caption):
    """However the title breaks, the code stands after it on its last line, smaller and lighter."""
    _, axes, _ = rows(caption, [Name(LONG, "29-9021")], pitch=0.5, right=1.0)
    code = next(text for text in axes.texts if text.get_text() == "29-9021")
    lines = [text for text in axes.texts if text is not code]
    assert " ".join(text.get_text() for text in lines) == LONG
    last = min(lines, key=lambda text: text.xyann[1])
    assert code.get_fontsize() < last.get_fontsize()
    # on one line: the baselines differ by a third of the difference of their sizes
    sizes = last.get_fontsize() - code.get_fontsize()
    assert code.xyann[1] - last.xyann[1] == pytest.approx(sizes / 3)
    assert code.xyann[0] > 0


def test_names_stand_over_rows_where_there_is_no_room_beside(caption):
    """On a column a long name is over its marks, a short one beside them."""
    with using(page("column")):
        _, axes, ys = rows(caption, [Name(LONG)] * 2, pitch=0.5, right=1.0)
        assert axes.get_position().x0 * 4.7 == pytest.approx(0.18)
        assert ys[1] - ys[0] > 1
    with using(page("column")):
        _, axes, ys = rows(caption, [Name("Utah")] * 2, pitch=0.5, right=1.0)
        assert axes.get_position().x0 * 4.7 > 0.4
        assert ys == pytest.approx([0, 1])


@pytest.mark.parametrize("count", [1, 30])
def test_a_card_takes_one_row_and_thirty(caption, count):
    """One row is not stretched beyond 1.6 times its height, and thirty keep the least."""
    sheet = page("card")
    with using(sheet):
        _, axes, ys = rows(caption, [Name("Utah")] * count, pitch=0.42, least=0.2, right=1.0)
        inches = inches_per_unit(axes.yaxis)
    assert len(ys) == count
    assert 0.2 - 1e-3 <= inches <= 0.42 * 1.6 + 1e-3
