"""One figure: where it may come from, whose number it is, and which original it restates."""

import pandas as pd
import pytest

from hitdata.discrepancy.figure import given, primary_of, restated
from hitdata.errors import InvalidFigure, NotComparable, UnknownValue

from .conftest import IDS, oews

OWN = {"figure_id": "mine", "publisher": "Me", "measure": "wage", "statistic": "p50",
       "unit": "USD/year", "value": 61000, "status": "normal"}  # fmt: skip


@pytest.fixture(scope="module")
def compliance(few):
    """The guide's 75,670 for compliance officers: BLS's number, and no month."""
    return few[few["figure_id"].eq(IDS["guide compliance"])]


def test_a_figure_is_the_same_from_wherever_it_comes(few):
    """Identifier, row, frame of one row and mapping give one figure."""
    frame = few[few["figure_id"].eq(oews("29-9021", 2023))]
    expected = given(oews("29-9021", 2023), among=few)
    assert expected.value == 62990
    for form in (frame, frame.iloc[0], frame.iloc[0].to_dict()):
        assert given(form) == expected


def test_what_is_missing_counts_as_not_stated():
    """A row needs seven columns; nothing is made up for the others, and numbers become floats."""
    figure = given(OWN | {"period": float("nan"), "soc": pd.NA})
    assert (figure.value, figure.period, figure.soc, figure.coverage) == (61000.0, None, None, None)
    assert isinstance(figure.value, float)


def test_what_is_no_figure_is_refused(few):
    """Unknown identifiers, several rows and rows without a needed column raise, and say what."""
    with pytest.raises(UnknownValue, match="29-9021"):
        given(oews("29-9021", 2023) + "s", among=few)
    with pytest.raises(InvalidFigure, match="2 rows"):
        given(few.head(2))
    with pytest.raises(InvalidFigure, match="needs unit; found figure_id"):
        given({name: value for name, value in OWN.items() if name != "unit"})


def test_a_figure_without_a_value_has_no_number():
    """Arithmetic with it stops, and says why there is none."""
    with pytest.raises(NotComparable, match="mine has no value \\(top-coded\\)"):
        _ = given(OWN | {"value": None, "status": "top-coded"}).number


def test_a_wage_in_ep_is_of_may(few):
    """EP prints a year. Its wages are OEWS's, whose reference is May; its jobs are the year's."""
    assert given(IDS["ep technologists 2021"], among=few).dated == "2021-05"
    assert given("bls.ep.2024-34.us.29-2072.employment.total.2024.jobs", among=few).dated == "2024"


@pytest.mark.parametrize(
    ("changes", "when"),
    [
        ({"period": "2024-05"}, "2024-05"),
        ({"measure": "employment change", "base_year": 2023, "projected_year": 2033}, (2023, 2033)),
        ({"measure": "employment change", "period": "2033", "projected_year": 2033}, None),
        ({"base_year": 2023, "projected_year": 2033}, None),
    ],
)
def test_growth_states_its_years_and_all_else_its_period(changes, when):
    """ "By 2033" dates no growth, and two years date no wage."""
    assert given(OWN | changes).when == when


def test_codes_are_told_in_any_edition():
    """15-1121 became 15-1211 whole; 29-2071 was divided, so no one code holds it."""
    analysts = given(OWN | {"soc": "15-1121", "soc_system": "SOC 2010"})
    technicians = given(OWN | {"soc": "29-2071", "soc_system": "SOC 2010"})
    assert analysts.code_in("SOC 2018") == "15-1211"
    assert technicians.codes_in("SOC 2018") == ("29-2072", "29-9021")
    assert technicians.code_in("SOC 2018") is None
    assert technicians.code_in("SOC 2010") == "29-2071"
    assert given(OWN).codes_in("SOC 2018") == ()
    assert given(OWN).relation_to(analysts) is None


def test_an_undated_copy_is_known_by_its_number(compliance, few):
    """Of all OEWS medians of compliance officers, 75,670 is that of May 2023 alone."""
    found = primary_of(given(compliance), among=few)
    assert found.figure_id == oews("13-1041", 2023)
    assert primary_of(given(compliance.assign(value=75671.0)), among=few) is None


def test_a_number_of_two_releases_names_neither(compliance, few):
    """Where two releases print the same number, nobody knows which one was copied."""
    rows = few[few["figure_id"].eq(oews("13-1041", 2023))]
    twice = pd.concat([few, rows.assign(figure_id="another", release="2022-05")])
    assert primary_of(given(compliance), twice) is None


def test_a_number_of_a_code_and_its_predecessor_names_neither(figures):
    """32 percent is 31.5 of 15-1212 in EP 2022-32, and 31.6 of 15-1122 in 2018-28."""
    known = figures["soc"].isin(["15-1122", "15-1212"]) & figures["source"].eq("EP")
    guide = known & figures["printed"].eq("32%") & figures["quoted_by"].notna()
    (quoted,) = figures[guide & figures["base_year"].isna()].to_dict("records")
    assert primary_of(given(quoted), figures[known]) is None
    older = known & figures["soc"].eq("15-1122")
    assert primary_of(given(quoted), figures[known & ~older]).value == 31.5


def test_a_rounded_copy_is_known_too(few):
    """Data USA's 239,000 jobs of 2028 round the 238,600 that EP projects."""
    assert primary_of(given(IDS["data usa jobs"], among=few), few).value == 238600


def test_a_dated_copy_is_known_by_its_period(few):
    """The guide prints 170,190 where BLS printed 139,350, for May 2023 in health care."""
    assert primary_of(given(IDS["guide manager"], among=few), few).value == 139350


def test_employment_that_two_rounds_print_is_known_by_its_number(figures):
    """Of 2024, EP 2014-24 projects 389.3 thousand managers, and EP 2024-34 counts 616.2."""
    known = figures["source"].eq("EP") & figures["soc"].eq("11-9111") & figures["period"].eq("2024")
    jobs = figures[known & figures["measure"].eq("employment")]
    assert len(set(jobs["value"])) == 2
    for value in jobs["value"]:
        quoted = jobs.head(1).assign(figure_id="quoted", quoted_by="A page", value=value,
                                     base_year=None, projected_year=None)  # fmt: skip
        assert primary_of(given(quoted, among=jobs), jobs).value == value
    neither = quoted.assign(value=1.0)
    assert primary_of(given(neither, among=jobs), jobs) is None


def test_a_first_hand_figure_restates_nothing(few):
    """BLS's own median is nobody's copy."""
    assert primary_of(given(oews("13-1041", 2023), among=few), few) is None


def test_a_copy_takes_what_it_does_not_state(compliance, few):
    """Month, release and coverage come from the original; number, title and publisher stay."""
    copy = given(compliance)
    told = restated(copy, primary_of(copy, among=few))
    assert (told.period, told.release, told.source) == ("2023-05", "2023-05", "OEWS")
    assert told.coverage == "wage and salary jobs"
    assert (told.value, told.publisher, told.occupation) == (
        copy.value, copy.publisher, copy.occupation,
    )  # fmt: skip
