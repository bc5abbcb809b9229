"""Growth as Data USA restates it: its own numbers say the unit and the base year."""

import pytest

from hitdata import read
from hitdata.errors import SourceError
from tests.sources.test_datausa import CUBE, GROWTH, saved, tesseract


def test_growth_is_bls_projections_in_thousands(tmp_path):
    """Thousands become jobs; the origin says whose projection it is."""
    figures = read(saved(tmp_path, GROWTH))
    values = figures.set_index(["measure", "statistic", "period"])["value"].to_dict()
    assert values == {
        ("employment", "total", "2014"): 188_600, ("employment", "total", "2024"): 217_600,
        ("employment change", "total", "2014/2024"): 29_000,
        ("employment change", "percent", "2014/2024"): 15.4,
        # until 2014-24 BLS counted ten years' openings, from 2016-26 on a year's
        ("openings, ten-year total", "total", "2014/2024"): 71_200,
    }  # fmt: skip
    assert set(figures["soc_system"]) == {"SOC 2010"}
    assert set(figures["origin"]) == {"BLS EP"}
    assert set(figures["release"]) == {"2014-24"}


PROJECTED = CUBE | {"Year": 2026, "Occupation Employment": 234.1}
JOBS = CUBE | {"Occupation Employment": 206_300, "Occupation Employment Change": 27_800,
               "Occupation Employment Openings": 15_800}  # fmt: skip


@pytest.mark.parametrize("records", [[CUBE], [PROJECTED], [JOBS], [CUBE, PROJECTED]])
def test_the_cubes_numbers_say_unit_and_base_year(tmp_path, records):
    """It names neither; round 2016-26 as BLS printed it: 206.3 + 27.8 = 234.1 thousand, 13.5 %."""
    figures = read(saved(tmp_path, tesseract(*records, dataset="BLS Statistics by Occupation")))
    assert set(figures["release"]) == {"2016-26"}
    found = figures.set_index(["measure", "statistic", "period"])["value"].to_dict()
    both = {("employment", "total", "2016"): 206_300, ("employment", "total", "2026"): 234_100}
    said = {year: value for year, value in both.items() if year in found}
    assert len(said) == len(records)
    assert {key: value for key, value in found.items() if key[0] != "employment share"} == said | {
        ("employment change", "total", "2016/2026"): 27_800,
        ("employment change", "percent", "2016/2026"): 13.5,
        ("openings", "total", "2016/2026"): 15_800,
    }
    assert figures["note"].str.contains("as its numbers show").all()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"Occupation Employment": 3000, "Occupation Employment Change": 405},
         "counts jobs or thousands cannot be told"),
        ({"Occupation Employment Change Percent": 70}, "is base or projected year cannot be told"),
        ({"Occupation Employment Change": None}, "is base or projected year cannot be told"),
        ({"Year": None}, "growth without Year"),
    ],
)  # fmt: skip
def test_a_cube_that_cannot_be_told_is_refused(tmp_path, changes, message):
    """Numbers that fit both readings, or none."""
    with pytest.raises(SourceError, match=message):
        read(saved(tmp_path, tesseract(CUBE | changes)))
