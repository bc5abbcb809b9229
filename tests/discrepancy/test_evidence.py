"""Evidence: which published figures a step may cite, and what it says where they are not there."""

import pandas as pd
import pytest

from hitdata.discrepancy.evidence import Cell, Evidence, Part, read_as, titles
from hitdata.discrepancy.figure import given

from .conftest import IDS, oews

MEDIAN = Cell("OEWS", "2024-05", "29-2072", "p50")
SAID = ("2023-05", "2024-05")


@pytest.fixture(scope="module")
def evidence(few):
    return Evidence.of(few, ["29-2072", "29-9021"], areas=["CA"])


def test_a_cell_finds_the_one_figure_that_it_is(evidence):
    """Industry, area, coverage, measure and unit belong to what a figure is."""
    assert evidence.find(MEDIAN) == (oews("29-2072", 2024), 50250)
    assert evidence.find(MEDIAN._replace(statistic="mean")) == (
        oews("29-2072", 2024, "mean"),
        55970,
    )
    california = MEDIAN._replace(area="CA", release="2025-05", soc="29-9021")
    assert evidence.find(california) == (oews("29-9021", 2025, where="ca"), 90750)


def test_employment_in_ep_is_told_by_its_year(evidence):
    """A round has two employments of a code: 39.1 thousand in 2023 and 45.5 projected for 2033."""
    jobs = Cell("EP", "2023-33 in 2033", "29-9021", "total", coverage="all jobs",
                measure="employment", unit="jobs")  # fmt: skip
    assert evidence.find(jobs)[1] == 45500
    assert evidence.find(jobs._replace(release="2023-33 in 2023"))[1] == 39100


def test_what_somebody_quotes_is_no_evidence(few):
    """A guide's 170,190 never stands for a figure of BLS."""
    quotes = few[few["quoted_by"].notna()]
    assert Evidence.of(quotes, quotes["soc"].dropna()).rows == {}


def test_the_newest_release_is_that_of_the_national_table(few):
    """OEWS of May 2025 is the newest that is bundled; without it, May 2024 is."""
    assert Evidence.of(few, []).latest == "2025-05"
    assert Evidence.of(few[few["release"].ne("2025-05")], []).latest == "2024-05"


def test_a_quotient_cites_both_figures(evidence):
    """50,250 of May 2024 over 48,780 of May 2023."""
    part = evidence.quotient("period", SAID, MEDIAN._replace(release="2023-05"), MEDIAN)
    assert part.effect == 50250 / 48780
    assert part.figure_ids == (oews("29-2072", 2023), oews("29-2072", 2024))
    assert part.quantified


def test_a_quotient_without_its_figures_says_which_is_not_there(evidence):
    """Nothing else is put in the place of a figure that is not at hand."""
    part = evidence.quotient("period", SAID, MEDIAN._replace(soc="29-2071"), MEDIAN)
    assert not part.quantified
    assert part.reason.startswith("OEWS 2024-05 p50 of 29-2071 (cross-industry, US, ")
    assert part.reason.endswith("is not among the figures")


def test_nothing_is_divided_by_zero(few):
    """A figure of zero, such as no jobs, has no quotient."""
    rows = few[few["figure_id"].isin([oews("29-2072", 2023), oews("29-2072", 2024)])]
    nothing = rows.assign(value=rows["value"].where(rows["release"].eq("2024-05"), 0.0))
    part = Evidence.of(nothing, ["29-2072"]).quotient(
        "period", SAID, MEDIAN._replace(release="2023-05"), MEDIAN
    )
    assert part.reason == f"{oews('29-2072', 2023)} is zero"


def test_a_part_states_its_grounds_in_one_order():
    """The reason first, then assumptions, then the figures; an empty assumption is none."""
    part = Part("period", *SAID, 1.1, ("one", "two")).assuming("", "it holds")
    assert part.assumptions == ("it holds",)
    assert part.grounds == ["assumes it holds", "from one, two"]
    assert Part("period", *SAID, reason="not said").grounds == ["not said"]


def test_a_title_that_is_only_near_its_code_is_a_step_of_its_own(few):
    """Glassdoor's analyst is related to 15-1211: from the code to the title, or back."""
    analyst, bls = (
        given(IDS["glassdoor analyst"], among=few),
        given(oews("15-1211", 2024), among=few),
    )
    (to,), (back,) = titles(bls, analyst), titles(analyst, bls)
    assert (to.start, to.end) == ("15-1211", "Healthcare IT Analyst") == (back.end, back.start)
    assert to.reason.startswith("the title is related to the code: an analyst of information")
    assert read_as(bls, analyst) == ["'Healthcare IT Analyst' is read as 15-1211"]
    assert read_as(bls, bls) == list(titles(bls, bls)) == []


def test_a_title_without_a_reason_says_so():
    """A row of one's own may state that a title is narrower, and not why."""
    own = pd.Series({"figure_id": "mine", "publisher": "Me", "measure": "wage", "statistic": "p50",
                     "unit": "USD/year", "value": 1.0, "status": "normal", "soc": "29-2072",
                     "soc_match": "narrower", "occupation": "Coder"})  # fmt: skip
    (part,) = titles(given(own), given(own.replace("narrower", "exact")))
    assert part.reason == "the title is narrower than the code: no reason is given"


# -- origins ---------------------------------------------------------------------------------------
