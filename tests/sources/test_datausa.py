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


#: Changes of the cube that say the same: the projected year, jobs instead of thousands, both years.
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


DOCUMENTS = {
    "records.json": TESSERACT, "arrays.json": ARRAYS, "answer.csv": CSV, "logic.json": LOGIC,
    "legacy.json": LEGACY, "growth.json": GROWTH, "cube.json": tesseract(CUBE, PROJECTED),
}  # fmt: skip
