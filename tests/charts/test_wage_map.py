"""The tile-grid map: each state has a tile, near its neighbors, filled by its rank."""

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from hitdata.areas import POSTAL
from hitdata.charts import wage_map
from hitdata.charts.style import FILL, PAPER, STEPS
from hitdata.charts.themes import contrast
from hitdata.charts.wage_map import TILES
from hitdata.errors import UnknownValue

TERRITORIES = {"AS", "GU", "MP", "PR", "VI"}


def test_every_state_has_a_tile_of_its_own():
    """Fifty states and D.C., no two in one place; who lies west of another lies left of it."""
    assert set(TILES) == set(POSTAL.values()) - TERRITORIES
    assert len(set(TILES.values())) == len(TILES) == 51
    for west, east in (("CA", "NV"), ("NV", "UT"), ("IL", "IN"), ("OH", "PA"), ("AL", "GA")):
        if TILES[west][1] == TILES[east][1]:
            assert TILES[west][0] < TILES[east][0]
    for north, south in (("WA", "OR"), ("OR", "CA"), ("ND", "SD"), ("GA", "FL"), ("MN", "IA")):
        assert TILES[north][1] < TILES[south][1]


def tiles(chart):
    """Return state -> fill of its tile."""
    fills = {(round(p.get_x()), round(p.get_y())): to_hex(p.get_facecolor())
             for p in chart.axes[0].patches if isinstance(p, Rectangle)}  # fmt: skip
    return {state: fills[place] for state, place in TILES.items()}


def test_a_higher_wage_has_a_darker_tile(drawn):
    """Arkansas, the highest, is darkest, New Mexico, the lowest, lightest; Alabama is empty."""
    fills = tiles(drawn["wage_map"])
    assert fills["AR"].upper() == STEPS[-1]
    assert fills["NM"].upper() == STEPS[0]
    assert fills["AL"].upper() == FILL
    assert "Empty: one without a median here." in drawn["wage_map"].hitdata.notes


def test_text_on_tiles_can_be_read(drawn):
    """White text stands on dark tiles alone: its contrast with its tile is 4.5 or more."""
    chart = drawn["wage_map"]
    fills = tiles(chart)
    for text in chart.axes[0].texts:
        if text.get_text() in TILES:
            assert contrast(to_hex(text.get_color()), fills[text.get_text()]) >= 4.5
    assert any(text.get_color() == PAPER for text in chart.axes[0].texts)


def test_wages_at_national_prices(drawn):
    """By hand: $90,750 in California, 80,609 at the nation's prices: $81k on its tile."""
    data = drawn["wage_map"].hitdata.data
    home = wage_map(data, national_prices=True)
    said = [text.get_text() for text in home.axes[0].texts]
    assert said[said.index("CA") + 1] == "$81k"
    assert "at the nation's prices" in home.hitdata.deck


def test_a_map_needs_a_state(drawn):
    """The nation alone is no map."""
    data = drawn["wages_by_area"].hitdata.data
    with pytest.raises(UnknownValue, match="wage_map needs the median of one occupation in at"):
        wage_map(data[data["area"].eq("US")])
