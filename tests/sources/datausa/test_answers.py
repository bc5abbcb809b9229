"""Answers of Data USA's three generations: read alike, or told what they are."""

import pytest

from hitdata import read
from hitdata.errors import SourceError
from tests.sources.test_datausa import ARRAYS, CSV, LEGACY, LOGIC, TESSERACT, saved


@pytest.mark.parametrize("answer", [TESSERACT, ARRAYS, CSV], ids=["records", "arrays", "csv"])
def test_every_form_of_tesseract_says_the_same(tmp_path, answer):
    """The mean is a mean, its margin belongs to it, persons are persons."""
    name = "answer.csv" if isinstance(answer, str) else "answer.json"
    found = read(saved(tmp_path, answer, name)).set_index(["measure", "statistic"])
    assert found["value"].to_dict() == {
        ("wage", "mean"): 48123.5, ("wage", "moe90"): 900.25, ("employment", "total"): 180_000,
    }  # fmt: skip
    wage = found.loc[("wage", "mean")]
    assert (wage["soc"], wage["soc_match"], wage["period"]) == ("29-2072", "exact", "2019")
    assert (wage["coverage"], wage["origin"], wage["sample_size"]) == (
        "workforce", "Census ACS", 812,
    )  # fmt: skip
    assert found.loc[("wage", "moe90"), "error_of"] == "mean"


def test_the_older_generations_are_read(tmp_path):
    """Headers apart from rows; identifiers before and after the name."""
    legacy = read(saved(tmp_path, LEGACY)).set_index("measure")
    text = "year,geo,geo_name,soc,soc_name,avg_wage,num_ppl\n2014,04000US01,Alabama,292071,"
    table = read(saved(tmp_path, text + "Made-up technicians,41185.2,30100\n", "answer.csv"))
    assert table["value"].to_list() == legacy["value"].to_list()
    assert set(table["coverage"]) == set(legacy["coverage"]) == {"workforce"}
    assert legacy.loc["wage", ["value", "area", "statistic"]].to_list() == [41185.2, "AL", "mean"]
    assert legacy.loc["employment", "unit"] == "persons"
    logic = read(saved(tmp_path, LOGIC)).iloc[0]
    assert (logic["value"], logic["occupation"]) == (48123.5, "Made-up records specialists")


def test_an_error_in_place_of_an_answer_is_told(tmp_path):
    """What the API said is in what the reader says."""
    with pytest.raises(SourceError, match="datausa: an error in place of an answer: no cube"):
        read(saved(tmp_path, {"error": True, "detail": "no cube"}))


def test_a_comma_in_a_number_shifts_nothing(tmp_path):
    """An unquoted 48,123.5 would push every figure one column on."""
    shifted = CSV.replace("48123.5", "48,123.5")
    with pytest.raises(SourceError, match="line 2 goes on after the 8 columns"):
        read(saved(tmp_path, shifted, "answer.csv"))


def test_locators_lead_to_the_field(tmp_path):
    """By key in an object, by position in an array, by column in a CSV."""
    for answer, name, place in (
        (TESSERACT, "a.json", "data[0]['Average Wage']"), (ARRAYS, "a.json", "data[0][4]"),
        (CSV.replace("\n", "\n\n"), "a.csv", "line 3 column E"),
    ):  # fmt: skip
        assert read(saved(tmp_path, answer, name))["locator"].iloc[0] == place
