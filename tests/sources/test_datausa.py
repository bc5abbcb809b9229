"""Data USA's three generations of answers, made up in the shapes of its documentation."""

import json

import pytest

from hitdata import read
from hitdata.documents import Reported
from hitdata.errors import SourceError

RECORD = {"Detailed Occupation ID": "292072", "Detailed Occupation": "Made-up records specialists",
          "Year": 2019, "Workforce Status": True, "Average Wage": 48123.5,
          "Average Wage Appx MOE": 900.25, "Total Population": 180000.0,
          "Record Count": 812}  # fmt: skip
LEGACY = {"data": [[2014, "04000US01", "292071", 41185.2, 30100]],
          "headers": ["year", "geo", "soc", "avg_wage", "num_ppl"],
          "source": {"dataset": "made up"}, "subs": {}}  # fmt: skip
LOGIC = {"data": [{"ID Detailed Occupation": "292072", "Detailed Occupation": "Made-up records "
                   "specialists", "ID Year": 2019, "Year": "2019", "Workforce Status": True,
                   "Average Wage": 48123.5, "Slug Detailed Occupation": "made-up"}],
         "source": [{"measures": ["Average Wage"], "substitutions": []}]}  # fmt: skip
TESSERACT = {"annotations": {"dataset_name": "made up"}, "page": {"total": 1},
             "columns": list(RECORD), "data": [RECORD]}  # fmt: skip
ARRAYS = {"columns": list(RECORD), "data": [list(RECORD.values())]}
GROWTH = {"headers": ["soc", "emp_2014_thousands", "emp_2024_thousands", "change_thousands",
                      "pct_change", "openings_thousands"],
          "data": [["292071", 188.6, 217.6, 29.0, 15.4, 71.2]],
          "source": {}, "subs": {}}  # fmt: skip


def saved(tmp_path, answer, name="answer.json"):
    """Write an answer and return its path."""
    path = tmp_path / name
    path.write_text(answer if isinstance(answer, str) else json.dumps(answer), encoding="utf-8")
    return path


CSV = ",".join(RECORD) + "\n" + ",".join(map(str, RECORD.values())) + "\n"


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
    assert legacy.loc["wage", ["value", "area", "statistic"]].to_list() == [41185.2, "AL", "mean"]
    assert legacy.loc["employment", "unit"] == "persons"
    logic = read(saved(tmp_path, LOGIC)).iloc[0]
    assert (logic["value"], logic["occupation"]) == (48123.5, "Made-up records specialists")


def test_growth_is_bls_projections_in_thousands(tmp_path):
    """Thousands become jobs; the origin says whose projection it is."""
    figures = read(saved(tmp_path, GROWTH))
    values = figures.set_index(["measure", "statistic", "period"])["value"].to_dict()
    assert values == {
        ("employment", "total", "2014"): 188_600, ("employment", "total", "2024"): 217_600,
        ("employment change", "total", "2014/2024"): 29_000,
        ("employment change", "percent", "2014/2024"): 15.4,
    }  # fmt: skip
    assert set(figures["origin"]) == {"BLS EP"}
    assert set(figures["release"]) == {"2014-24"}


def test_substitutions_are_reported(tmp_path):
    """An answer for another place than asked says so in a warning and on the figure."""
    other = {**LOGIC, "source": [{"substitutions": [{"drilldown": "Nation"}]}]}
    with pytest.warns(Reported, match="answered for something else than was asked"):
        figures = read(saved(tmp_path, other))
    assert figures["note"].str.contains("something else").all()


def test_without_workforce_status_non_workers_are_counted(tmp_path):
    """The cube has no filter of its own; the coverage says so."""
    record = {k: v for k, v in RECORD.items() if k != "Workforce Status"}
    answer = {"columns": list(record), "data": [record]}
    assert set(read(saved(tmp_path, answer))["coverage"]) == {"not restricted to the workforce"}


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (RECORD | {"Gender": "Female"}, "has a column 'gender'"),
        (RECORD | {"Average Wage": -1}, "average wage is '-1'"),
        (RECORD | {"Year": "last"}, "is of year 'last'"),
        (RECORD | {"Nation ID": "33000CA"}, "is about '33000CA'"),
        ({"Average Wage": 1}, "names no occupation"),
    ],
)
def test_what_divides_further_or_cannot_be_is_refused(tmp_path, record, message):
    """A row by gender is not the occupation's; a wage is not negative."""
    with pytest.raises(SourceError, match=message):
        read(saved(tmp_path, {"columns": list(record), "data": [record]}))
