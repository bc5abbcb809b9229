"""Verdicts: what may be compared, what is refused, and what an assumption lifts."""

import pandas as pd
import pytest

from hitdata.discrepancy import (
    CONVERTIBLE,
    EQUAL,
    RULES,
    SHOW,
    comparability,
    comparable,
    difference,
)
from hitdata.errors import HitdataError, NotComparable, UnknownValue

from .conftest import IDS, growth, oews

JOBS_OEWS = "bls.oews.2024-05.us.29-2072.employment.total.jobs"
JOBS_EP = "bls.ep.2024-34.us.29-2072.employment.total.2024.jobs"


def change(code: str, base: int) -> str:
    """Return the figure_id of ten years' projected change in EP, in jobs."""
    return (
        growth(code, base).replace(".percent.", ".total.").replace("-percent", "-jobs")[:-7]
        + "jobs"
    )


#: a, b -> verdict, a rule that must have found something
VERDICTS = [
    (oews("29-2072", 2024), oews("29-9021", 2024), EQUAL, None),
    (oews("29-9021", 2024), oews("29-9021", 2024, where="ca"), EQUAL, None),
    (oews("29-9021", 2023), oews("29-9021", 2024), CONVERTIBLE, "dollars"),
    (oews("15-1121", 2018), oews("15-1211", 2021), CONVERTIBLE, "crosswalk"),
    (oews("29-2072", 2024), oews("29-2072", 2024, "mean"), EQUAL, None),
    (oews("29-2072", 2024), oews("29-9021", 2024, "mean"), CONVERTIBLE, "statistic"),
    (oews("11-3021", 2007), oews("11-3021", 2025), CONVERTIBLE, "new method"),
    (IDS["guide manager"], oews("29-9021", 2023), SHOW, "contradicted"),
    (IDS["guide 7 percent"], growth("29-9021", 2024), SHOW, "contradicted"),
    (IDS["guide 29 percent"], growth("11-9111", 2024), SHOW, "second-hand"),
    (growth("29-9021", 2022), growth("29-9021", 2024), SHOW, "projection round"),
    (change("29-9021", 2022), change("29-9021", 2024), SHOW, "projection round"),
    (JOBS_EP, JOBS_EP.replace("2024-34", "2023-33").replace("2024", "2023"), SHOW,
     "projection round"),
    (oews("29-2072", 2024), "bls.oews.2024-05.us.29-2072.wage.p50.usd-hour", CONVERTIBLE,
     "wage interval"),
    (IDS["acs women"], IDS["acs men"], EQUAL, None),
    (oews("29-2071", 2018), oews("29-2072", 2021), SHOW, "classification"),
    (oews("29-2071", 2017), IDS["acs workers"], SHOW, "pay basis"),
    (IDS["payscale"], oews("29-9021", 2024), SHOW, "no reference period"),
    (IDS["payscale"], oews("29-9021", 2024, "mean"), SHOW, "another statistic"),
    (IDS["glassdoor analyst"], oews("15-1211", 2024), SHOW, "pay basis"),
    (IDS["glassdoor analyst"], oews("15-1211", 2024), SHOW, "kind of average unknown"),
    (IDS["glassdoor"], IDS["glassdoor analyst"], SHOW, "title"),
    (JOBS_EP, JOBS_OEWS, SHOW, "coverage"),
    (IDS["data usa"], "bls.ep.2018-28.us.29-2071.employment-change.percent.2018-2028.percent",
     SHOW, "restated"),
    ("bls.ep.2024-34.us.29-9021.wage.p50.2024.usd-year", oews("29-9021", 2024), SHOW, "restated"),
    (IDS["guide compliance"], oews("13-1041", 2023), SHOW, "restated"),
    (oews("11-3021", 2024, "p90"), oews("11-3021", 2025, "p90"), SHOW, "no value"),
    (oews("29-2072", 2024), JOBS_OEWS, SHOW, "measure"),
    ("census.acs.2018.us.medical-records-specialists.workers.employment.total.persons", JOBS_OEWS,
     SHOW, "unit"),
    (JOBS_OEWS, JOBS_OEWS.replace("2024", "2023"), CONVERTIBLE, "time series"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "verdict", "rule"), VERDICTS)
def test_the_strictest_rule_decides(a, b, verdict, rule, few):
    """Each pair has the verdict a statistician would give it, for the reason that counts."""
    found = comparable(a, b, among=few)
    assert found.verdict == verdict
    assert rule is None or rule in {finding.rule for finding in found.findings}


@pytest.mark.parametrize(("a", "b", "verdict", "rule"), VERDICTS)
def test_a_verdict_is_the_same_from_either_side(a, b, verdict, rule, few):
    """Verdict and findings do not depend on which figure comes first."""
    there, back = comparable(a, b, among=few), comparable(b, a, among=few)
    assert (there.verdict, there.findings) == (back.verdict, back.findings)
    assert (verdict, rule) == (there.verdict, rule)


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        (IDS["glassdoor analyst"], oews("15-1211", 2024), "they count different pay"),
        (oews("29-2071", 2018), oews("29-2072", 2021), "one to many"),
        (
            "bls.oews.2018-05.us.29-2071.employment.total.jobs",
            "bls.oews.2021-05.us.29-2072.employment.total.jobs",
            "one to many",
        ),
        (JOBS_EP, JOBS_OEWS, "all jobs against wage and salary jobs"),
        (IDS["payscale"], oews("29-9021", 2024, "mean"), "mean against p50"),
        (oews("11-3021", 2024, "p90"), oews("11-3021", 2025, "p90"), "at or above 239,200"),
        (IDS["payscale"], oews("29-9021", 2024), "reference period not stated"),
        (IDS["data usa jobs"], JOBS_OEWS, "29-2071"),
    ],
)
def test_arithmetic_is_refused_with_the_reason_and_the_ways_out(a, b, reason, few):
    """What may only be shown side by side raises, and says what was found and what to do."""
    with pytest.raises(NotComparable, match="cannot be compared") as refusal:
        difference(a, b, among=few)
    assert reason in str(refusal.value)
    assert "Ways out" in str(refusal.value)
    assert isinstance(refusal.value, HitdataError)


def test_one_number_copied_is_the_same_number(few):
    """EP prints OEWS's wage, a guide BLS's 75,670, and a guide one line twice: no errors."""
    twice = IDS["glassdoor"].removesuffix("111") + "238"
    for pair in (
        ("bls.ep.2024-34.us.29-9021.wage.p50.2024.usd-year", oews("29-9021", 2024)),
        (IDS["guide compliance"], oews("13-1041", 2023)),
        (IDS["glassdoor"], twice),
    ):
        (found,) = [f for f in comparable(*pair, among=few).findings if f.rule == "restated"]
        assert found.found.startswith("the same number, of ")
    wrong = comparable(IDS["guide manager"], oews("11-3021", 2023, where="us.naics-62"), among=few)
    assert "139,350 against 170,190" in str(wrong)


def test_two_statements_of_one_guide_are_not_one_number(few):
    """Entry pay of $55,000 and senior pay of $110,000 name no code and no date, and differ."""
    lows = few[few["quoted_by"].notna() & few["statistic"].eq("low") & few["soc"].isna()]
    entry, senior = (lows[lows["value"].eq(value) & lows["experience_min"].notna()]
                     for value in (55000, 110000))  # fmt: skip
    assert "restated" not in {f.rule for f in comparable(entry, senior, among=few).findings}


def test_what_a_quotation_names_but_does_not_print_contradicts_it(few):
    """BLS published 139,350 for managers in health care; nothing lifts that."""
    with pytest.raises(NotComparable, match="170,190; BLS OEWS published 139,350"):
        difference(IDS["guide manager"], oews("29-9021", 2023), among=few,
                   assume=[rule.name for rule in RULES])  # fmt: skip


def test_samples_overlap_only_where_their_years_do(few):
    """May 2022 shares samples with May 2024; May 2007 and May 2025 share a method no more."""
    near = str(comparable(oews("29-9021", 2022), oews("29-9021", 2024), among=few))
    far = str(comparable(oews("11-3021", 2007), oews("11-3021", 2025), among=few))
    assert "samples overlap" in near
    assert "model" not in near
    assert "overlap" not in far
    assert "model since May 2021" in far


def test_an_assumption_lifts_a_rule_and_is_recorded(few):
    """The caller may take the blame: the difference is given, and says what was assumed."""
    pair = oews("29-2071", 2018), oews("29-2072", 2021)
    found = difference(*pair, assume=["classification"], among=few)
    # 40,350 x 269.195 / 251.588 = 43,173.83 dollars of May 2021; 46,660 less that is 3,486.17
    assert found.difference == pytest.approx(3486.17, abs=0.005)
    assert any("classification" in text for text in found.verdict.assumptions)


def test_no_assumption_gives_a_top_coded_value_a_number(few):
    """What is not known stays unknown, whatever is assumed."""
    pair = oews("11-3021", 2024, "p90"), oews("11-3021", 2025, "p90")
    with pytest.raises(NotComparable, match="top-coded"):
        difference(*pair, assume=[rule.name for rule in RULES], among=few)


def test_an_unknown_assumption_is_refused(few):
    """A misspelt rule would lift nothing, silently; so it raises and names the near ones."""
    with pytest.raises(UnknownValue, match="classification"):
        comparable(oews("29-2071", 2018), oews("29-2072", 2021), assume=["clasification"],
                   among=few)  # fmt: skip


def test_every_rule_has_a_reason_and_a_source():
    """The table of rules can be read on its own."""
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.verdict in (CONVERTIBLE, SHOW)
        assert len(rule.reason) > 10
        assert rule.source
        assert rule.looks_at


def test_a_matrix_is_square_and_symmetric(few):
    """Many figures: each pair's verdict, the same above and below the diagonal."""
    some = few[few["figure_id"].isin([IDS["payscale"], IDS["glassdoor"], oews("29-9021", 2024),
                                      oews("29-9021", 2023)])]  # fmt: skip
    square = comparability(some)
    assert square.equals(square.T)
    assert list(square.index) == some["figure_id"].to_list()
    assert square.loc[oews("29-9021", 2023), oews("29-9021", 2024)] == CONVERTIBLE


def test_a_figure_of_ones_own_can_be_compared(few):
    """A row that is in no table works, with nothing said where its columns say nothing."""
    own = {"figure_id": "mine", "publisher": "Me", "measure": "wage", "statistic": "p50",
           "unit": "USD/year", "value": 61000, "status": "normal", "soc": "29-9021",
           "soc_system": "SOC 2018", "soc_match": "exact", "period": "2024-05"}  # fmt: skip
    theirs = few[few["figure_id"].eq(oews("29-9021", 2024))]
    for mine in (own, pd.Series(own), pd.DataFrame([own])):
        found = comparable(mine, theirs, among=few)
        assert {f.rule for f in found.findings} == {"pay basis not stated", "coverage not stated"}


def test_a_verdict_can_be_printed_tabled_and_stored(few):
    """Text, frame, dict and notebook show the same findings."""
    found = comparable(IDS["payscale"], oews("29-9021", 2024), among=few)
    assert found.to_frame()["rule"].to_list() == [f.rule for f in found.findings]
    assert found.to_dict()["verdict"] == SHOW
    assert "no reference period" in str(found)
    assert "no reference period" in found._repr_html_()
