"""Data USA's three generations of answers, made up in the shapes of its documentation."""

import json

import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.files import Reported

RECORD = {"Detailed Occupation ID": "292072", "Detailed Occupation": "Made-up records specialists",
          "Year": 2019, "Workforce Status": True, "Average Wage": 48123.5,
          "Average Wage Appx MOE": 900.25, "Total Population": 180000.0,
          "Record Count": 812}  # fmt: skip
LEGACY = {"data": [[2014, "04000US01", "292071", 41185.2, 30100]],
          "headers": ["year", "geo", "soc", "avg_wage", "num_ppl"],
          "source": {"dataset": "ACS PUMS 1-year Estimate", "org": "Census Bureau"},
          "subs": {}}  # fmt: skip
LOGIC = {"data": [{"ID Detailed Occupation": "292072", "Detailed Occupation": "Made-up records "
                   "specialists", "ID Year": 2019, "Year": "2019", "Workforce Status": True,
                   "Average Wage": 48123.5, "Slug Detailed Occupation": "made-up"}],
         "source": [{"measures": ["Average Wage"], "substitutions": []}]}  # fmt: skip
TESSERACT = {"annotations": {"dataset_name": "ACS PUMS 1-Year Estimate"}, "page": {"total": 1},
             "columns": list(RECORD), "data": [RECORD]}  # fmt: skip
ARRAYS = {"columns": list(RECORD), "data": [list(RECORD.values())]}
GROWTH = {"headers": ["soc", "emp_2014_thousands", "emp_2024_thousands", "change_thousands",
                      "pct_change", "openings_thousands"],
          "data": [["292071", 188.6, 217.6, 29.0, 15.4, 71.2]],
          "source": {}, "subs": {}}  # fmt: skip
CUBE = {"Occupation ID": "292071", "Occupation": "Made-up technicians", "Year": 2016,
        "Occupation Employment": 206.3, "Occupation Employment Percent": 0.1,
        "Occupation Employment Change": 27.8, "Occupation Employment Change Percent": 13.5,
        "Occupation Employment Openings": 15.8}  # fmt: skip


def tesseract(*records, dataset="ACS PUMS 1-Year Estimate"):
    """Return an answer of Tesseract with records."""
    return {"annotations": {"dataset_name": dataset}, "columns": list(records[0]),
            "data": list(records)}  # fmt: skip


def saved(tmp_path, answer, name="answer.json"):
    """Write an answer and return its path."""
    path = tmp_path / name
    path.write_text(answer if isinstance(answer, str) else json.dumps(answer), encoding="utf-8")
    return path


CSV = ",".join(RECORD) + "\n" + ",".join(map(str, RECORD.values())) + "\n"


def test_substitutions_are_reported(tmp_path):
    """An answer for another place than asked says so in a warning and on the figure."""
    other = {**LOGIC, "source": [{"substitutions": [{"drilldown": "Nation"}]}]}
    with pytest.warns(Reported, match="answered for something else than was asked"):
        figures = read(saved(tmp_path, other))
    assert figures["note"].str.contains("something else").all()


@pytest.mark.parametrize(
    ("changes", "coverage"),
    [
        ({}, "workforce"),
        ({"Workforce Status": False}, "not in the workforce"),
        ({"Workforce Status": None}, "workforce not stated"),
        ({"Employment Time Status ID": 1, "Employment Time Status": "Full-time"},
         "full-time workforce"),
        ({"Employment Time Status": "Part-time"}, "part-time workforce"),
    ],
)  # fmt: skip
def test_who_is_counted_is_what_the_answer_says(tmp_path, changes, coverage):
    """A cut leaves no trace in an answer, so without the column nobody knows."""
    assert set(read(saved(tmp_path, tesseract(RECORD | changes)))["coverage"]) == {coverage}


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (RECORD | {"Gender": "Female"}, "has a column 'gender'"),
        (RECORD | {"Average Wage": -1}, "average wage is '-1'"),
        (RECORD | {"Year": "last"}, "is of year 'last'"),
        (RECORD | {"Nation ID": "33000CA"}, "is about '33000CA'"),
        ({"Average Wage": 1}, "names no occupation"),
        (RECORD | {"Workforce Status": "maybe"}, "workforce or time status 'maybe'"),
        (RECORD | {"average_wage": 1}, "has the column 'average wage' twice"),
    ],
)
def test_what_divides_further_or_cannot_be_is_refused(tmp_path, record, message):
    """A row by gender is not the occupation's; a wage is not negative."""
    with pytest.raises(SourceError, match=message):
        read(saved(tmp_path, {"columns": list(record), "data": [record]}))


def test_five_years_are_not_one(tmp_path):
    """A 5-year estimate is about the five years that end with its year; a CSV does not say."""
    five = read(saved(tmp_path, tesseract(RECORD, dataset="ACS PUMS 5-Year Estimate")))
    assert set(five["period"]) == {"2015/2019"}
    assert set(five["release"]) == {"2019"}
    silent = read(saved(tmp_path, CSV, "answer.csv"))
    assert set(silent["period"]) == {"2019"}
    assert silent["note"].str.contains("of one year or the five that end with it").all()


@pytest.mark.parametrize(
    ("columns", "area"),
    [
        ({"ID Geography": "04000US39", "Geography": "Ohio", "Slug Geography": "ohio"}, "OH"),
        ({"State ID": "04000US39", "State": "Ohio"}, "OH"),
        ({"PUMA ID": "79500US3900100", "PUMA": "Made-up", "State ID": "04000US39"},
         "79500US3900100"),
        ({"Nation ID": "01000US", "Nation": "United States"}, "US"),
        ({"State": "Ohio"}, "Ohio"),
        ({}, "US"),
    ],
)  # fmt: skip
def test_the_place_is_the_finest_that_the_answer_names(tmp_path, columns, area):
    """Identifiers stand before or after the name; without any, a note says so."""
    figures = read(saved(tmp_path, tesseract(RECORD | columns)))
    assert set(figures["area"]) == {area}
    assert figures["note"].notna().all() == (not columns)


def test_coarser_levels_divide_nothing(tmp_path):
    """Groups beside the occupation are its parents; alone they are the occupation."""
    group = {
        "Major Occupation Group": "Made-up group",
        "Major Occupation Group ID": "290000-310000",
    }
    assert set(read(saved(tmp_path, tesseract(RECORD | group)))["soc"]) == {"29-2072"}
    nameless = {k: v for k, v in RECORD.items() if k != "Detailed Occupation"} | group
    assert set(read(saved(tmp_path, tesseract(nameless)))["occupation"]) == {"292072"}
    alone = read(saved(tmp_path, tesseract(group | {"Year": 2019, "Average Wage": 5e4}))).iloc[0]
    assert alone["occupation"] == "Made-up group"
    assert alone.isna()["soc"]


def test_measures_that_are_not_read_are_named(tmp_path):
    """A mean age is no wage, and no reason to refuse the wage beside it."""
    with pytest.warns(Reported, match="left out, neither wage nor employment: average age"):
        assert len(read(saved(tmp_path, tesseract(RECORD | {"Average Age": 42.5})))) == 3


def test_oews_under_a_heading_of_the_acs_is_refused(tmp_path):
    """One older table holds the mean wage of OEWS as avg_wage, another survey under one name."""
    oews = {"dataset": "Occupational Employment Statistics", "org": "Bureau of Labor Statistics"}
    with pytest.raises(SourceError, match="restates 'Occupational Employment Statistics"):
        read(saved(tmp_path, LEGACY | {"source": oews}))


def test_an_answer_cut_to_one_occupation_is_named_by_the_user(tmp_path):
    """Its address said the occupation, the answer does not: soc= does, and the figure says so."""
    cut = {name: value for name, value in RECORD.items() if not name.startswith("Detailed")}
    path = saved(tmp_path, tesseract(cut))
    with pytest.raises(SourceError, match=r"names no occupation; .* soc= with the one code that"):
        read(path)
    with pytest.raises(SourceError, match="names no occupation"):
        read(path, soc=["29-2072", "29-9021"])
    figures = read(path, soc="29-2072")
    assert set(figures["soc"]) == {"29-2072"}
    assert figures["occupation"].isna().all()
    assert figures["soc_match_why"].str.startswith("soc= names it").all()
    growth = {k: v for k, v in CUBE.items() if not k.startswith("Occupation ID")}
    del growth["Occupation"]
    assert len(read(saved(tmp_path, tesseract(growth), "g.json"), soc="29-2071")) == 5


#: Changes of the cube that say the same: the projected year, jobs instead of thousands, both years.
PROJECTED = CUBE | {"Year": 2026, "Occupation Employment": 234.1}


DOCUMENTS = {
    "records.json": TESSERACT, "arrays.json": ARRAYS, "answer.csv": CSV, "logic.json": LOGIC,
    "legacy.json": LEGACY, "growth.json": GROWTH, "cube.json": tesseract(CUBE, PROJECTED),
}  # fmt: skip
