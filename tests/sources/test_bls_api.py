"""Answers of the BLS API, made up in the shape of recorded ones."""

import json

import pandas as pd
import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.files import Reported
from hitdata.surveys import SERIES
from tests.made_up import workbook

MEDIAN = "OEUN000000000000029207213"
FOOTNOTE = {
    "code": "5",
    "text": "This wage is equal to or greater than $100.00 per hour or $208,000 per year.",
}


def answer(tmp_path, *series, status="REQUEST_SUCCEEDED", message=()):
    """Write an answer with (id, value, footnotes) triples of 2020 and return its path."""
    found = [
        {"seriesID": name, "data": [{"year": "2020", "period": "A01", "periodName": "Annual",
         "latest": "true", "value": value, "footnotes": notes}] if value is not None else []}
        for name, value, notes in series
    ]  # fmt: skip
    body = {"status": status, "responseTime": 1, "message": list(message),
            "Results": {"series": found}}  # fmt: skip
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(body), encoding="utf-8")
    return path


def test_a_series_says_what_its_figure_is(tmp_path):
    """The 25 characters give occupation, area, industry, statistic and unit."""
    path = answer(
        tmp_path, (MEDIAN, "44090", [{}]), ("OEUS010000000000029207208", "20.51", [{}]),
        ("OEUN000000062--6329207201", "100", [{}]), ("OEUM001018000000029207204", "50000", [{}]),
    )  # fmt: skip
    figures = read(path).set_index("locator")
    first = figures.loc["Results.series[0].data[0].value"]
    assert first["figure_id"] == "bls.oews.2020-05.us.29-2072.wage.p50.usd-year"
    assert (first["value"], first["period"]) == (44_090, "2020-05")
    assert figures["area"].to_list() == ["US", "AL", "US", "CBSA 10180"]
    assert figures["unit"].to_list() == ["USD/year", "USD/hour", "jobs", "USD/year"]
    assert figures["industry"].to_list()[2] == "NAICS 62"
    assert figures["statistic"].to_list() == ["p50", "p50", "total", "mean"]


def test_an_error_may_be_zero_and_a_wage_may_not(tmp_path):
    """Where all are counted, as in the Postal Service, nothing was left to chance."""
    error = "OEUN000000049100029207205"
    figure = read(answer(tmp_path, (error, "0.0", []))).iloc[0]
    assert (figure["value"], figure["statistic"], figure["error_of"]) == (0, "rse", "mean")
    with pytest.raises(SourceError, match=f"prints '0.0' for {error[:-2]}04"):
        read(answer(tmp_path, (f"{error[:-2]}04", "0.0", [])))


def test_a_top_coded_wage_whose_footnote_has_no_text_has_the_bound_of_its_year(tmp_path):
    """Version 1 may give the number of the footnote alone."""
    path = answer(tmp_path, (MEDIAN, "-", [{"code": "5"}]))
    assert read(path)["threshold"].to_list() == [208_000]


def test_a_dash_with_footnote_5_is_top_coded(tmp_path):
    """The footnote prints the bound; a dash without it is not released."""
    none = [{"code": "8", "text": "Not released."}]
    path = answer(tmp_path, (MEDIAN, "-", [FOOTNOTE]), ("OEUN000000000000029207208", "-", none))
    top, none = read(path).sort_values("locator").itertuples()
    assert (top.status, top.threshold, top.bound) == ("top-coded", 208_000, ">=")
    assert none.status == "not released"


def test_an_answer_that_succeeded_without_figures_is_refused(tmp_path):
    """REQUEST_SUCCEEDED is said even when no series exists."""
    path = answer(tmp_path, (MEDIAN, None, []), message=["Series does not exist for Series X"])
    with pytest.raises(SourceError, match="BLS says: Series does not exist for Series X"):
        read(path)


def test_a_missing_year_is_reported(tmp_path):
    """What the answer lacks is in its messages, and becomes a warning."""
    path = answer(
        tmp_path, (MEDIAN, "1", []), message=["No Data Available for Series X Year: 2016"]
    )
    with pytest.warns(Reported, match="No Data Available for Series X Year: 2016"):
        assert len(read(path)) == 1


@pytest.mark.parametrize(
    ("series", "value", "message"),
    [
        ("CUUR0000SA0", "300", "'CUUR0000SA0' is not a series of OEWS"),
        (MEDIAN, "-5", r"data\[0\].value prints '-5'"),
        (MEDIAN, "0", "prints '0'"),
        (MEDIAN, "many", "prints 'many'"),
    ],
)
def test_what_cannot_be_a_figure_is_refused(tmp_path, series, value, message):
    """Another survey's series, negative and zero wages, words."""
    with pytest.raises(SourceError, match=message):
        read(answer(tmp_path, (series, value, [])))


def test_the_recorded_answers_are_understood(downloads):
    """One recorded answer has no series, the other a top-coded wage of 2018."""
    paths = sorted(downloads.rglob("OEUN*_recorded_*.json"))
    if not paths:
        pytest.skip("no recorded answers")
    with pytest.raises(SourceError, match="Series does not exist"):
        read(paths[0])
    with pytest.warns(Reported, match="Year: 2016"):
        figures = read(paths[1])
    assert figures["threshold"].to_list() == [208_000]


ENTRY = {"year": "2020", "period": "A01", "periodName": "Annual", "value": "44090",
         "footnotes": [{}]}  # fmt: skip
ANSWER = {"status": "REQUEST_SUCCEEDED", "responseTime": 1, "message": [],
          "Results": {"series": [{"seriesID": MEDIAN, "data": [ENTRY]}]}}  # fmt: skip


def saved(tmp_path, body):
    """Write an answer and return its path."""
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(body), encoding="utf-8")
    return path


def test_version_1_may_put_results_into_a_list(tmp_path):
    """The figure is the same; its place says where it stands."""
    figure = read(saved(tmp_path, ANSWER | {"Results": [ANSWER["Results"]]})).iloc[0]
    assert (figure["value"], figure["unit"], figure["statistic"]) == (44_090, "USD/year", "p50")
    assert figure["locator"] == "Results[0].series[0].data[0].value"


@pytest.mark.parametrize("results", [{"Results": {}}, {}])
def test_an_answer_that_failed_says_why_in_the_words_of_bls(tmp_path, results):
    """Over the daily threshold there are no results at all."""
    failed = {"status": "REQUEST_NOT_PROCESSED", "responseTime": 0,
              "message": ["daily threshold reached"]} | results  # fmt: skip
    with pytest.raises(SourceError, match=r"REQUEST_NOT_PROCESSED.*BLS says: daily threshold"):
        read(saved(tmp_path, failed))


def test_aspects_beside_a_value_are_reported(tmp_path):
    """What was asked for along with the value and is not read is named."""
    entry = ENTRY | {"aspects": [{"name": "Standard Error", "value": "1.4", "footnotes": [{}]}]}
    body = ANSWER | {"Results": {"series": [{"seriesID": MEDIAN, "data": [entry]}]}}
    with pytest.warns(Reported, match="left out, 1 aspects"):
        assert len(read(saved(tmp_path, body))) == 1


def test_a_year_before_the_first_release_is_refused(tmp_path):
    """OEWS by occupation of the SOC begins in 2000."""
    body = ANSWER | {
        "Results": {"series": [{"seriesID": MEDIAN, "data": [ENTRY | {"year": "1990"}]}]}
    }
    with pytest.raises(SourceError, match=r"data\[0\].value is of 1990; expected 2000 or later"):
        read(saved(tmp_path, body))


def test_a_series_without_figures_is_named(tmp_path):
    """BLS answers it with an empty list and may say nothing of it."""
    other = "OEUN000000000000029902113"
    with pytest.warns(Reported, match=f"no figures for 1 series, such as {other}"):
        figures = read(answer(tmp_path, (MEDIAN, "44090", [{}]), (other, None, [])))
    assert figures["soc"].to_list() == ["29-2072"]


#: An export of the query tool: titles, what it is about, headings, rows, footnotes.
FOOT = [
    "",
    "(2)Annual wages have been calculated by multiplying ...",
    "(8)Estimate not released.",
    "",
    "SOC code: Standard Occupational Classification code",
    "Date extracted on :Oct 31, 2023",
]


def export(path, about, heads, *rows, foot=FOOT, period="May 2022"):
    """Write an export of the query tool in the layout of real ones."""
    lines = [["Made up"], [""], *([text] for text in about), [f"Period:{period}"], [""], heads,
             *rows, *([text] for text in foot)]  # fmt: skip
    return workbook(path, {"OES Sheet": [[*line, *[""] * (9 - len(line))] for line in lines]})


def test_an_export_of_an_occupation_by_areas(tmp_path):
    """Nation, states, metropolitan and nonmetropolitan areas by the codes after their names."""
    path = export(
        tmp_path / "OES_Report.xlsx", ["Occupation:Made-up analysts(SOC Code151211)"],
        ["Area Name", "Employment (1)", "Annual mean wage(2)", "Location Quotient"],
        ["National(0000000)", "   60", "   85810", "1.00"], ["Alaska(0200000)", "370", "-", "0.9"],
        ["Abilene, TX(0010180)", "30", "50000", "0.5"], ["Alaska rural(0200006)", "-", "1", "-"],
    )  # fmt: skip
    figures = read(path).set_index("locator")
    assert set(figures["soc"]) == {"15-1211"}
    assert set(figures["occupation"]) == {"Made-up analysts"}
    assert set(figures["release"]) == {"2022-05"}
    assert list(dict.fromkeys(figures["area"])) == [
        "US", "AK", "CBSA 10180", "nonmetropolitan 0200006",
    ]  # fmt: skip
    assert figures.loc["OES Sheet!C7", ["value", "printed"]].to_list() == [85_810, "   85810"]
    assert figures.loc["OES Sheet!C8", "status"] == "not released"
    assert figures.loc["OES Sheet!D9", ["measure", "value"]].to_list() == ["location quotient", 0.5]


@pytest.mark.parametrize("area", ["Area:California(0600000)", "Area:National"])
def test_an_export_of_an_areas_occupations(tmp_path, area):
    """Twelve percentiles and means, and errors; a column that is not known is named."""
    heads = ["Occupation (SOC code)", "Employment percent relative standard error(3)",
             "Hourly 10th percentile wage", "Annual median wage(2)",
             "Wage percent relative standard error(3)", "Made-up share"]  # fmt: skip
    path = export(tmp_path / "x.xlsx", [area], heads,
                  ["Nurses(291141)", "0.7", "26.73", "55590", "0.4", "1"])  # fmt: skip
    with pytest.warns(Reported, match="columns that are not read: made-up share"):
        figures = read(path)
    assert set(figures["area"]) == {"US" if "National" in area else "CA"}
    assert figures[["measure", "statistic", "unit", "value"]].to_numpy().tolist() == [
        ["employment", "rse", "percent", 0.7], ["wage", "p10", "USD/hour", 26.73],
        ["wage", "p50", "USD/year", 55_590], ["wage", "rse", "percent", 0.4],
    ]  # fmt: skip


def test_an_export_by_industry(tmp_path):
    """Codes in brackets, with and without words before them; sectors alone or as a range."""
    path = export(
        tmp_path / "x.xlsx", ["Occupation:Nurses(SOC Code291141)", "Area:National"],
        ["Industry (NAICS code)", "Employment(1)"], ["Hospitals(NAICS code 622000)", "10"],
        ["Health Care(62)", "20"], ["Manufacturing(31-33)", "30"], ["Offices(6211)", "40"],
    )  # fmt: skip
    assert read(path)["industry"].to_list() == [
        "NAICS 622000", "NAICS 62", "NAICS 31-33", "NAICS 621100",
    ]  # fmt: skip
    path = export(tmp_path / "y.xlsx", ["Industry:Hospitals(622000)"],
                  ["Occupation (SOC code)", "Employment"], ["Nurses(291141)", "10"])  # fmt: skip
    assert read(path)[["soc", "industry"]].to_numpy().tolist() == [["29-1141", "NAICS 622000"]]


@pytest.mark.parametrize(
    ("notes", "status", "threshold"),
    [("8", "not released", None), ("5", "top-coded", 239_200),
     ("58", "withheld or top-coded", 239_200)],
)  # fmt: skip
def test_a_dash_is_what_the_footnotes_allow(tmp_path, notes, status, threshold):
    """No cell of an export has a mark of its own; of jobs no footnote says that they are more."""
    texts = {"5": "(5)This wage is equal to or greater than $115.00 per hour or $239,200 per year.",
             "8": "(8)Estimate not released."}  # fmt: skip
    path = export(tmp_path / "x.xlsx", ["Area:National"],
                  ["Occupation (SOC code)", "Employment(1)", "Annual 90th percentile wage(2)"],
                  ["Surgeons(291249)", "-", "-"],
                  foot=["", *(texts[note] for note in notes)])  # fmt: skip
    jobs, wage = read(path).itertuples()
    assert jobs.status == "not released"
    assert wage.status == status
    marked = export(tmp_path / "m.xlsx", ["Area:National"],
                    ["Occupation (SOC code)", "Annual 90th percentile wage(2)"],
                    ["Surgeons(291249)", f"({notes[0]}) -"],
                    foot=["", *texts.values()])  # fmt: skip
    assert read(marked)["status"].item() == {"5": "top-coded", "8": "not released"}[notes[0]]
    assert wage.threshold == threshold or pd.isna(wage.threshold)


@pytest.mark.parametrize(
    ("period", "row", "message"),
    [
        ("November 2003", "Nurses(291141)", "Period prints 'November 2003'; expected May 2022"),
        ("May 2022", "Nurses", "row 7: occupation 'Nurses'; expected its title and"),
        ("May 2022", "Nurses(2911)", "row 7: occupation 'Nurses\\(2911\\)'; expected"),
    ],
)
def test_an_export_that_cannot_be_understood_is_refused(tmp_path, period, row, message):
    """With the row, and what would be right."""
    path = export(tmp_path / "x.xlsx", ["Area:National"], ["Occupation (SOC code)", "Employment"],
                  [row, "1"], period=period)  # fmt: skip
    with pytest.raises(SourceError, match=message):
        read(path)


def test_a_real_export_prints_what_the_workbook_does(downloads):
    """Twenty occupations of May 2022, against BLS's national table read by pandas alone."""
    found = {path.name: path for path in downloads.rglob("*.xlsx")}
    if "OES_Report_occupations_US_2022.xlsx" not in found:
        pytest.skip("no export among the downloads")
    figures = read(found["OES_Report_occupations_US_2022.xlsx"])
    table = pd.read_excel(found["national_M2022_dl.xlsx"], engine="calamine")
    table = table.drop_duplicates("OCC_CODE").set_index("OCC_CODE")
    columns = {(s.measure, s.statistic, s.unit): s.column.upper() for s in SERIES}
    assert len(figures) == 300
    for figure in figures.itertuples():
        column = columns[figure.measure, figure.statistic, figure.unit]
        if figure.statistic == "rse":
            column = {"wage": "MEAN_PRSE", "employment": "EMP_PRSE"}[figure.measure]
        assert figure.value == table.loc[figure.soc, column], (figure.soc, column)
    areas = read(found["OES_Report_metros_2022.xlsx"])
    assert (len(areas), areas["status"].eq("not released").sum()) == (386 * 3, 7)
    assert len(read(found["OES_Report_states_2016.xlsx"])) == 53


DOCUMENTS = {
    "answer.json": ANSWER,
    "report.csv": 'One occupation\n\n"Occupation:Nurses(SOC Code291141)",\nPeriod:May 2022,\n\n'
    "Area Name,Employment(1)\nAlaska(0200000),60\n\n(8)Estimate not released.,\n",
}
