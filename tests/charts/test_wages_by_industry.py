"""Wages by industry: one occupation by sector of its employers, and what is not published."""

import pandas as pd
import pytest

import hitdata
from hitdata.charts import wages_by_industry
from hitdata.charts.wages_by_industry import SECTORS
from hitdata.errors import UnknownValue


@pytest.fixture(scope="module")
def technologists(figures):
    """29-9021 of May 2024: five sectors, by the medians of natsector_M2024_dl, and all."""
    own = figures[figures["soc"].eq("29-9021") & figures["release"].eq("2024-05")
                  & figures["source"].eq("OEWS") & figures["area"].eq("US")]  # fmt: skip
    health = own[own["industry"].eq("NAICS 62")]
    medians = {"NAICS 55": 80_990, "NAICS 52": 91_490, "NAICS 99": 71_780, "NAICS 42": 61_550}
    parts = [own[~own["industry"].str.startswith("NAICS") | own["industry"].eq("NAICS 62")]]
    for sector, median in medians.items():
        part = health.assign(
            industry=sector, value=health["value"] * median / 62_650,
            figure_id=health["figure_id"].str.replace("naics-62", sector.lower().replace(" ", "-")),
        )  # fmt: skip
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def test_sectors_stand_in_the_order_of_their_medians(technologists, misplaced):
    """The best paid first, in words, beside the median of all industries: $67,310."""
    chart = wages_by_industry(technologists)
    texts = [text.get_text() for text in chart.axes[0].texts]
    assert chart.hitdata.title == "Health care pays less than three of four other sectors"
    named = [text for text in texts if text.lower() in SECTORS.values()]
    assert named == ["Finance, insurance", "Company headquarters", "Government", "Health care",
                     "Wholesale trade"]  # fmt: skip
    assert "median of all industries: $67,310" in texts
    assert {"$91,490", "$80,990", "$71,780", "$62,650", "$61,550"} <= set(texts)
    assert not misplaced(chart)


def test_what_is_missing_is_named(technologists):
    """A withheld sector and those without an estimate are told apart, and neither is drawn."""
    lost = technologists["industry"].eq("NAICS 52") & technologists["unit"].eq("USD/year")
    withheld = technologists.assign(
        value=technologists["value"].mask(lost),
        status=technologists["status"].mask(lost, "not released"),
    )
    notes = wages_by_industry(withheld).hitdata.notes
    assert notes[0] == "Withheld: finance, insurance."
    assert notes[1].startswith("No estimate in the data: agriculture; mining;")
    assert "government" not in notes[1]


def test_imprecise_sectors_are_named(technologists):
    """A standard error of the mean of 9.5 percent is wide: its sector is named."""
    wide = technologists["industry"].eq("NAICS 42") & technologists["statistic"].eq("rse")
    found = technologists.assign(value=technologists["value"].mask(wide, 9.5))
    assert "Imprecise, with a standard error of 8% or more: wholesale trade." in (
        wages_by_industry(found).hitdata.notes
    )


def test_the_newest_release_with_sectors_is_drawn(figures, technologists):
    """A later release without sectors is not mixed with the year before, which has them."""
    later = figures[figures["soc"].eq("29-9021") & figures["release"].eq("2025-05")]
    nation = later[later["industry"].eq("cross-industry")]
    drawn = wages_by_industry(pd.concat([technologists, nation]))
    assert set(drawn.hitdata.data["release"]) == {"2024-05"}
    both = wages_by_industry(pd.concat([technologists, later]))
    assert set(both.hitdata.data["release"]) == {"2025-05"}
    assert "company headquarters: median $81,010" in both.hitdata.alt.lower()


def test_two_occupations_are_refused(figures):
    """Without 29-9021 nothing tells which of two codes is meant."""
    with pytest.raises(UnknownValue, match="wages_by_industry shows one soc at a time"):
        wages_by_industry(figures[figures["soc"].isin(["15-1212", "11-3021"])])


def test_the_workbook_of_may_2024(downloads, misplaced):
    """The original has headquarters at $80,990, finance at $91,490 and health care at $62,650."""
    (path,) = downloads.rglob("natsector_M2024_dl.xlsx")
    sectors = hitdata.read(path).query("soc == '29-9021'")
    nation = hitdata.load(source="OEWS", soc="29-9021", release="2024-05", quoted=False)
    chart = wages_by_industry(pd.concat([sectors, nation]).drop_duplicates("figure_id"))
    assert chart.hitdata.title == "Health care pays less than 10 of 12 other sectors"
    for said in ("company headquarters: median $80,990", "finance, insurance: median $91,490",
                 "government: median $71,780", "health care: median $62,650"):  # fmt: skip
        assert said in chart.hitdata.alt.lower()
    assert not misplaced(chart)
