"""What a user asks, and what hitdata answers: a name, a result, or an error that shows the way.

Each row is a call that a new user made, and words of the answer. Names in general are in
tests/data/test_naming.py; here are the mistakes.
"""

import pandas as pd
import pytest

import hitdata
from hitdata import distribution, normalize, projection
from hitdata.errors import HitdataError

MEDIAN = "bls.oews.2025-05.us.29-9021.wage.p50.usd-year"


def one():
    """A published figure."""
    return hitdata.load(figure_id=MEDIAN)


ASKED = {
    "a code alone": (lambda: hitdata.load("15-1211", release=2025, area="US"), 0),
    "a number as code": (lambda: hitdata.load(soc=151211, release=2025, area="US"), 0),
    "a year as number": (lambda: hitdata.load(soc="29-9021", release=2024, area="US"), 0),
    "a valid code that is not bundled": (lambda: hitdata.load(soc="29-2061"), "extra="),
    "state": (lambda: hitdata.load(state="CA"), "did you mean area=?"),
    "a path as frame": (lambda: hitdata.load(extra="own.csv"), "hitdata.read('own.csv')"),
    "average": (lambda: hitdata.load(statistic="average"), "mean (arithmetic mean), or p50"),
    "a code traced": (lambda: hitdata.trace("29-1141"), "hitdata figures --soc 29-1141"),
    "a frame traced": (lambda: [way.value for way in hitdata.trace(one())], 68_020),
    "nothing cited": (lambda: hitdata.cite(None), "expected figures"),
    "a bare number": (lambda: hitdata.comparable(one(), 95_000), "95000 is a bare number"),
    "two compared": (lambda: hitdata.compare(one(), one()), "hitdata.difference(a, b)"),
    "a month by name": (lambda: normalize.dollars(one(), of="May 2024")["dollars_of"], "2024-05"),
    "a year as number of dollars": (
        lambda: normalize.dollars(one(), of=2024, mixed=True)["dollars_of"], "2024"),
    "a median by name": (lambda: distribution.curve({"median": 48_000}).published.index, 0),
    "no such percentile": (lambda: distribution.curve({"midian": 48_000}), "'midian' is not known"),
    "years with their unit": (
        lambda: projection.growth(hitdata.load("29-9021", release="2022-32"), window="5y")[
            "window"], 5),
    "no number of years": (
        lambda: projection.growth(hitdata.load("29-9021", release="2022-32"), window="soon"),
        "expected one such as 5"),
    "an edition that is not one": (
        lambda: normalize.successors("29-2071", start="SOC 2010", end="SOC 2011"),
        "edition 'SOC 2011' is not known; did you mean"),
    "the title of a code": (
        lambda: hitdata.occupation("health information technologist")["soc"].iloc[:1], "29-9021"),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_or_the_way_to_it(name):
    """The call gives what was meant, or one of our errors in words that show what to write."""
    call, answer = ASKED[name]
    try:
        found, refused = list(call()), ""
    except HitdataError as error:
        found, refused = [], str(error)
    if refused:
        assert str(answer) in refused
        assert "\n" not in refused
    else:
        assert answer in found or (answer == 0 and found)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: hitdata.load("15-1211", source="EP", area="CA"), "without area CA"),
        (lambda: projection.growth(one()), "load(source='EP')"),
    ],
    ids=["a place that EP does not print", "growth of wages"],
)
def test_no_row_comes_with_its_reason(call, says):
    """An empty frame is never silent."""
    with pytest.warns(hitdata.NothingFound) as told:
        assert call().empty
    assert says in str(told[0].message)


def test_occupations_of_a_file_are_names_too(tmp_path):
    """read(soc=) takes titles; where the file has none of them it says which it has."""
    path = tmp_path / "own.csv"
    path.write_text(
        "AREA,AREA_TITLE,AREA_TYPE,PRIM_STATE,NAICS,NAICS_TITLE,I_GROUP,OWN_CODE,OCC_CODE,"
        "OCC_TITLE,O_GROUP,TOT_EMP,EMP_PRSE,JOBS_1000,LOC_QUOTIENT,PCT_TOTAL,PCT_RPT,H_MEAN,A_MEAN,"
        "MEAN_PRSE,H_PCT10,H_PCT25,H_MEDIAN,H_PCT75,H_PCT90,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,"
        "A_PCT90,ANNUAL,HOURLY\n"
        "99,U.S.,1,US,000000,Cross-industry,cross-industry,1235,29-1141,Registered Nurses,detailed,"
        "1230,1.5,1.2,1.1,2.5,7,25.81,53690,0.4,16.87,19.05,23.45,29.79,37.41,35080,39620,48780,"
        "61960,77810,,\n",
        encoding="utf-8",
    )
    asked = {"period": "2024-05", "partial": True}
    assert set(hitdata.read(path, soc="nurses", **asked)["soc"]) == {"29-1141"}
    with pytest.warns(hitdata.NothingFound, match="no figure of soc 15-1211.*: 29-1141"):
        assert hitdata.read(path, soc="15-1211", **asked).empty


def test_text_under_the_name_of_a_workbook(tmp_path):
    """A text named .xlsx is told as that, in one line."""
    path = tmp_path / "fake.xlsx"
    path.write_text("hello\nworld\n", encoding="utf-8")
    with pytest.raises(hitdata.SourceError, match=r"fake\.xlsx: named \.xlsx, holds text") as told:
        hitdata.read(path)
    assert "\n" not in str(told.value)


def test_the_natural_question_has_one_answer():
    """Occupation, median, newest, nation, dollars a year: one number, not EP's restatement too."""
    with pytest.warns(hitdata.LatestRelease):
        found = hitdata.load("health information technologist", statistic="median",
                             release="latest", area="national", unit="annual",
                             industry="all industries")  # fmt: skip
    assert found["value"].to_list() == [68_020]


def test_second_hand_figures_come_only_when_asked_for():
    """BLS's own figures hold no $170,190 of health care, which a guide misquotes."""
    own = hitdata.load(publisher="bls", industry="health care")
    assert own["quoted_by"].isna().all()
    assert not own["value"].eq(170_190).any()
    assert isinstance(hitdata.load(quoted="yes"), pd.DataFrame)
