"""Origins: a quoted number is led back to the published figures that print it, with odds."""

import pandas as pd
import pytest

from hitdata.discrepancy.origin_search import origins

from .conftest import IDS, oews

CLAIM = {"publisher": "BLS", "quoted_by": "A page", "measure": "wage", "statistic": "p50",
         "unit": "USD/year", "status": "normal", "soc": "11-3021",
         "soc_system": "SOC 2018"}  # fmt: skip


def found(among, **claim):
    """Return the origins of one number that a page states."""
    return origins(pd.DataFrame([{"figure_id": "claim", **CLAIM, **claim}]), among=among)


def test_the_managers_wage_is_that_of_company_headquarters(figures):
    """$170,190 for health care is BLS's median of May 2023 in NAICS 55: natsector, cell AB8695."""
    guide = figures[figures["figure_id"].eq(IDS["guide manager"])]
    (row,) = origins(guide, among=figures).to_dict("records")
    assert row["origin"] == oews("11-3021", 2023, where="us.naics-55.own-5")
    assert (row["value"], row["how"]) == (170190, "prints it")
    assert row["differs"] == "industry NAICS 55, not NAICS 62"
    assert row["odds"] < 0.01
    source = figures.set_index("figure_id").loc[row["origin"]]
    assert source["locator"] == "Natsector_M2023_dl!AB8695"


@pytest.mark.parametrize(
    ("claim", "origin", "how", "differs"),
    [
        # the median of May 2022 said to be of 2024
        ({"value": 164070, "period": "2024"}, oews("11-3021", 2022), "prints it",
         "period 2022-05, not 2024-05"),
        # 0.55 x 164,070 = 90,238.50
        ({"value": 90239, "period": "2024", "statistic": "p10"}, oews("11-3021", 2022),
         "times 0.55", "period 2022-05, not 2024-05"),
        # the median of May 2016 said to be the mean
        ({"value": 96540, "period": "2016", "statistic": "mean", "soc": "11-9111"},
         oews("11-9111", 2016), "prints it", "statistic p50, not mean"),
        # 23.45 x 2,080 = 48,776, where BLS prints 48,780
        ({"value": 48776, "soc": "29-2072", "period": "2023-05"},
         "bls.oews.2023-05.us.29-2072.wage.p50.usd-hour", "times 2,080 hours", ""),
        # a number of the code's predecessor: 15-1121 in 2018, 15-1211 since
        ({"value": 88740, "soc": "15-1211"}, oews("15-1121", 2018), "prints it", ""),
    ],
)  # fmt: skip
def test_a_number_is_led_back_to_what_prints_it(claim, origin, how, differs, figures):
    """BLS's own numbers under another label, and arithmetic with them, are recognized."""
    row = found(figures, **claim).iloc[0]
    assert (row["origin"], row["how"], row["differs"]) == (origin, how, differs)
    assert row["odds"] <= 0.012
    assert row["says"].startswith(origin)


def test_a_difference_of_two_figures_is_recognized(figures):
    """A page's "gap" of 45,170 is p90 less p10 of records specialists: 80,950 - 35,780."""
    row = found(figures, value=45170, soc="29-2072", period="2024-05", statistic="range").iloc[0]
    assert row["how"] == "apart"
    assert set(row["origin"].split("; ")) == {
        oews("29-2072", 2024, "p10"), oews("29-2072", 2024, "p90"),
    }  # fmt: skip


def test_a_chance_match_is_not_offered(figures):
    """Among 1,500 figures near it, several round to $75,000; nothing follows from that."""
    assert found(figures, value=75000, soc=None, statistic="low").empty
    some = found(figures, value=75000, soc=None, statistic="low", most_odds=1)
    assert some.empty
    asked = pd.DataFrame([{"figure_id": "claim", **CLAIM, "value": 75000, "soc": None}])
    assert (origins(asked, among=figures, most_odds=1)["odds"] > 0.012).all()


def test_the_odds_count_what_was_searched_against_what_could_be_printed(figures):
    """Of ten medians within a quarter of 104,000, one is named, and ten differ by industry.

    From 78,000 to 130,000, wages of $10 make 5,200 numbers.
    """
    row = figures[figures["figure_id"].eq(oews("11-3021", 2023))]
    ten = pd.concat(
        row.assign(figure_id=f"{n}", value=80000.0 + 4000 * n, industry=f"NAICS {n}")
        for n in range(10)
    )
    (got,) = found(ten, value=104000, industry="NAICS 6").to_dict("records")
    assert (got["searched"], got["possible"], got["odds"]) == (1, 5200, 0)
    (got,) = found(ten, value=104000, industry="NAICS 62").to_dict("records")
    assert (got["searched"], got["possible"]) == (10, 5200)
    assert got["odds"] == pytest.approx(10 / 5200)
