"""Names: what people say reads as the table's codes, and what is open is asked back."""

import logging

import pytest

import hitdata
from hitdata.data.naming import title
from hitdata.errors import UnknownValue

ONE = {"release": "2025-05", "measure": "wage", "unit": "USD/year"}


def codes(column, said, **more):
    """The codes of a column that a name keeps."""
    filters = {"soc": "15-1211", "statistic": "p50", "industry": "cross-industry", **ONE, **more}
    filters[column] = said
    return set(hitdata.load(**filters)[column].dropna())


@pytest.mark.parametrize(
    ("column", "said", "code"),
    [
        ("statistic", "median", "p50"),
        ("statistic", "MEDIAN", "p50"),
        ("statistic", "90th percentile", "p90"),
        ("statistic", "arithmetic mean", "mean"),
        ("publisher", "bls", "BLS"),
        ("publisher", "Bureau of Labor Statistics", "BLS"),
        ("source", "oews", "OEWS"),
        ("source", "OES", "OEWS"),
        ("source", "Occupational Employment and Wage Statistics", "OEWS"),
        ("area", "ca", "CA"),
        ("area", "california", "CA"),
        ("area", "6", "CA"),
        ("area", 6, "CA"),
        ("area", "D.C.", "DC"),
        ("area", "District of Columbia", "DC"),
        ("area", "national", "US"),
        ("area", "the United States", "US"),
        ("area", "New York", "NY"),
        ("area", "New York metro", "CBSA 35620"),
        ("area", "Houston metro", "CBSA 26420"),
        ("area", "26420", "CBSA 26420"),
        ("area", "Portland, Oregon", "CBSA 38900"),
        ("area", "Portland, ME", "CBSA 38860"),
        ("area", "Los Angeles", "CBSA 31080"),
        ("industry", "hospitals", "NAICS 622000"),
        ("industry", "Hospital", "NAICS 622000"),
        ("industry", "health care", "NAICS 62"),
        ("industry", "naics 62", "NAICS 62"),
        ("industry", "62", "NAICS 62"),
        ("industry", 62, "NAICS 62"),
        ("industry", "All industries", "cross-industry"),
        ("soc", "Computer Systems Analysts", "15-1211"),
        ("soc", "computer systems analyst", "15-1211"),
        ("soc", "151211", "15-1211"),
        ("soc", 151211, "15-1211"),
        ("soc", "15-1211.00", "15-1211"),
        ("soc", "health information technologist", "29-9021"),
        ("soc", "medical coder", "29-2072"),
        ("soc", "nurses", "29-1141"),
        ("soc", "RN", "29-1141"),
        ("release", "May 2025", "2025-05"),
        ("release", "2025", "2025-05"),
        ("release", 2025, "2025-05"),
        ("unit", "annual", "USD/year"),
        ("unit", "per hour", "USD/hour"),
        ("measure", "Pay", "wage"),
        ("level", "Detailed", "detailed"),
    ],
)
def test_a_name_is_as_good_as_its_code(column, said, code):
    """Names and codes are equal, in any case, singular or plural."""
    assert codes(column, said) == {code}


def test_spellings_and_owners_are_names_too():
    """Every spelling of a printed title is one title; owners are named as BLS names them."""
    spelled = hitdata.load(occupation="COMPUTER SYSTEMS ANALYSTS")["occupation"].unique()
    assert {"Computer Systems Analysts", "Computer systems analysts"} <= set(spelled)
    assert set(hitdata.load("11-3021", ownership="Private", release=2023)["ownership"]) == {"5"}


def test_names_and_codes_may_be_mixed_and_listed():
    """Several values are several in either form; a shell's comma separates them too."""
    assert codes("area", ["California", "TX"]) == {"CA", "TX"}
    assert codes("soc", "15-1211,29-1141") == {"15-1211", "29-1141"}
    assert codes("area", "Texas, California") == {"CA", "TX"}


def test_a_title_stands_for_its_codes_in_every_edition():
    """Registered Nurses were 29-1111 until the 2010 SOC."""
    of_2005 = hitdata.load("registered nurses", release="May 2005", statistic="mean")
    assert set(of_2005["soc"]) == {"29-1111"}


def test_a_year_is_every_release_of_that_year():
    """2018 is a release of the ACS and May 2018 of OEWS; a round is named by both its years."""
    assert set(hitdata.load("11-3021", release="2018")["release"]) == {"2018", "2018-05"}
    for said in ("2024-34", "2024–34", "2024-2034", "2024 to 2034"):
        assert set(hitdata.load("11-3021", release=said)["release"]) == {"2024-34"}


@pytest.mark.parametrize(
    ("column", "said", "first", "second"),
    [
        ("area", "Portland", "CBSA 38900", "CBSA 38860"),
        ("area", "Springfield", "CBSA 44100 (Springfield, IL)", "CBSA 44220"),
        ("soc", "manager", "11-3021 (Computer and Information Systems Managers)", "11-9111"),
        ("soc", "Health Information Technology Specialist", "15-1211", "29-9021"),
        ("soc", "computer systems analist", "15-1211", "15-1121"),
        ("industry", "insurance", "NAICS 524000", "NAICS 524100"),
        ("statistic", "average", "mean", "p50"),
    ],
)
def test_what_is_open_is_asked_back(column, said, first, second):
    """Nothing is guessed: the candidates stand in order, with their titles."""
    with pytest.raises(UnknownValue) as asked:
        codes(column, said)
    message = str(asked.value)
    assert message.startswith(f"{column} {said!r} may be ")
    assert -1 < message.index(first) < message.index(second)


@pytest.mark.parametrize(
    ("column", "said", "hint"),
    [
        ("area", "Kaliforna", "'California'"),
        ("publisher", "Payscael", "'Payscale'"),
        ("statistic", "medain", "'median'"),
        ("release", "1995", "'2000'"),
        ("soc", "plumber", "resembles no title"),
        ("soc", "29-2061", "Licensed Practical and Licensed Vocational Nurses"),
    ],
)
def test_what_is_unknown_gets_near_ones_of_its_kind(column, said, hint):
    """The error names what could be meant, or the way to figures of one's own."""
    with pytest.raises(UnknownValue, match=f"^{column} '{said}'") as refused:
        codes(column, said)
    assert hint in str(refused.value)


def test_average_stays_a_code_of_quotes():
    """Where quotes are asked for, printed as average is what the table calls average."""
    assert set(hitdata.load(quoted=True, statistic="average")["statistic"]) == {"average"}


def test_how_names_were_read_is_logged_once_and_kept(caplog):
    """A line for each name that is not a code, and the same in the frame; codes say nothing."""
    with caplog.at_level(logging.INFO, logger="hitdata"):
        named = hitdata.load("nurses", area="Texas", release="2025-05", statistic="p50")
        coded = hitdata.load("29-1141", area="TX", release="2025-05", statistic="p50")
    lines = [record.getMessage() for record in caplog.records]
    nurses = "29-1141 (Registered Nurses), 29-1111 (Registered Nurses)"
    assert lines == [f"soc 'nurses' is read as {nurses}", "area 'Texas' is read as TX (Texas)"]
    assert named.attrs["resolved"]["area 'Texas'"] == "TX (Texas)"
    assert "resolved" not in coded.attrs


@pytest.mark.parametrize(
    ("filters", "says"),
    [
        (
            {"source": "EP", "area": "CA", "soc": "15-1211"},
            "without area CA, those of area US pass",
        ),
        ({"soc": "15-1211", "release": "2012-05"}, "those of soc 15-1121, 00-0000"),
        ({"soc": "29-2072", "publisher": "Glassdoor"}, "quoted=True returns them"),
    ],
)
def test_nothing_found_says_why(filters, says):
    """No row comes without the filter that emptied the answer and what there is instead."""
    with pytest.warns(hitdata.NothingFound) as told:
        assert hitdata.load(**filters).empty
    assert says in str(told[0].message)


def test_the_newest_wages_hold_no_restatement():
    """EP restates OEWS of the year before: the newest median of an occupation is one number."""
    asked = {"soc": "29-9021", "statistic": "median", "area": "US", "unit": "annual",
             "industry": "all industries"}  # fmt: skip
    with pytest.warns(hitdata.LatestRelease):
        assert hitdata.load(**asked, release="latest")["value"].to_list() == [68_020]
    restated = hitdata.load("29-9021", source="EP", release="2024-34", statistic="median")
    assert restated["value"].to_list() == [67_310]


def test_an_argument_that_is_not_there_is_told_which_is_meant():
    """`state=` is area=; a lone first value is an occupation; a path is not a frame."""
    with pytest.raises(UnknownValue, match="no argument 'state'; did you mean area="):
        hitdata.load(state="CA")
    with pytest.raises(hitdata.InvalidFigure, match=r"hitdata\.read\('own\.csv'\)"):
        hitdata.load(extra="own.csv")
    with pytest.raises(UnknownValue, match="quoted='maybe'"):
        hitdata.load(quoted="maybe")
    assert set(hitdata.load("29-9021", quoted="no")["soc"]) == {"29-9021"}


def test_titles_are_those_of_the_newest_edition():
    """A code alone comes back as it is where it has no name."""
    assert title("soc", "15-1121") == "15-1121 (Computer systems analysts)"
    assert title("release", "2025-05") == "2025-05"
