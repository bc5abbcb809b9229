"""Pairs whose gap was taken apart by hand, from the cuts in data/raw: all modules together.

Each case gives the quantified steps in order, the steps that are not quantifiable, and what is
left, all from a to b. The comments walk from the first-hand figure, as the walk does.
"""

import pytest

from hitdata.discrepancy import explain

from .conftest import IDS, oews

#: name -> (a, b, quantified (step, amount), steps that are not quantifiable, unexplained)
CASES = {
    # OEWS 2023 technologists 62,990; x 67,310 / 62,990 (2024) = 67,310: +4,320
    # x 50,250 / 67,310 (records specialists over technologists, 2024) = 50,250: -17,060
    # Glassdoor prints 47,000: -3,250 are left; from Glassdoor to OEWS all signs turn
    "technician at Glassdoor, technologists at BLS": (
        IDS["glassdoor"], oews("29-9021", 2023), [("period", -4320), ("occupation", 17060)],
        ["pay basis", "occupation", "coverage"], 3250,
    ),
    # OEWS 2024, health care, records specialists 48,690
    # x 62,650 / 48,690 (technologists, same sector) = 62,650: +13,960
    # x 67,310 / 62,650 (technologists, all industries over health care) = 67,310: +4,660
    # Salary.com prints 71,880: +4,570 are left
    "records specialists in health care, specialist at Salary.com": (
        oews("29-2072", 2024, where="us.naics-62"), IDS["salary.com"],
        [("occupation", 13960), ("coverage", 4660)],
        ["pay basis", "period", "occupation", "coverage"], 4570,
    ),
    # OEWS 2024 mean of records specialists 55,970
    # x 50,250 / 55,970 (their median over their mean) = 50,250: -5,720
    # x 67,310 / 50,250 (technologists) = 67,310: +17,060; Payscale prints 75,500: +8,190
    "mean of records specialists, specialist at Payscale": (
        oews("29-2072", 2024, "mean"), IDS["payscale"],
        [("statistic", -5720), ("occupation", 17060)],
        ["pay basis", "period", "occupation", "coverage"], 8190,
    ),
    # OEWS 2024, health care, compliance officers 68,590
    # x 66,060 / 68,590 (2023 over 2024, health care) = 66,060: -2,530
    # x 75,670 / 66,060 (all industries over health care, 2023) = 75,670: +9,610
    # the guide prints 75,670, which is that median of 2023: nothing is left
    "compliance officers in health care, as a guide prints them": (
        oews("13-1041", 2024, where="us.naics-62"), IDS["guide compliance"],
        [("period", -2530), ("coverage", 9610)], [], 0,
    ),
    # OEWS 2018 technicians 40,350; x 39,180 / 40,350 (2017 over 2018) = 39,180: -1,170
    # x 40,152 / 39,180 (ACS full-time workers over OEWS jobs, 2017) = 40,152: +972
    # x 40,107 / 40,152 (ACS women over all, 2017) = 40,107: -45; ACS prints 40,107
    "technicians at BLS, women at the Census Bureau": (
        oews("29-2071", 2018), IDS["acs women"],
        [("period", -1170), ("coverage", 972), ("coverage", -45)], ["pay basis"], 0,
    ),
    # ACS 2018 managers 110,478; x 169,510 / 142,530 (OEWS 2023 over 2018) = 131,390.77
    # x 142,530 / 110,478 (OEWS over ACS, 2018) = 169,510: +38,119.23
    # x 139,350 / 169,510 (health care over all industries, 2023) = 139,350: -30,160
    # the guide prints 170,190 as BLS's median in health care: +30,840 are left
    "managers at the Census Bureau, as a guide quotes BLS": (
        IDS["acs managers"], IDS["guide manager"],
        [("period", 20912.77), ("coverage", 38119.23), ("coverage", -30160)], ["pay basis"], 30840,
    ),
    # OEWS 2024 mean of records specialists 55,970; their median 50,250: -5,720
    # x 51,140 / 50,250 (2025 over 2024) = 51,140: +890
    # x 68,020 / 51,140 (technologists, 2025) = 68,020: +16,880
    # x 90,750 / 68,020 (California over the nation, 2025) = 90,750: +22,730; that is b
    "mean of the nation 2024, median of California 2025": (
        oews("29-2072", 2024, "mean"), oews("29-9021", 2025, where="ca"),
        [("statistic", -5720), ("period", 890), ("occupation", 16880), ("coverage", 22730)], [], 0,
    ),
    # EP 2021-31 prints OEWS's 55,560 of May 2021; x 67,310 / 55,560 (2024) = 67,310: +11,750
    # x 50,250 / 67,310 = 50,250: -17,060; Glassdoor prints 47,000: -3,250
    "technologists in EP, technician at Glassdoor": (
        IDS["ep technologists 2021"], IDS["glassdoor"],
        [("period", 11750), ("occupation", -17060)], ["pay basis", "occupation", "coverage"], -3250,
    ),
    # OEWS 2024, health care, technologists 62,650
    # x 98,600 / 62,650 (systems analysts, health care) = 98,600: +35,950
    # x 103,790 / 98,600 (all industries over health care) = 103,790: +5,190
    # Glassdoor prints an average total pay of 89,800: -13,990
    "technologists in health care, analyst at Glassdoor": (
        oews("29-9021", 2024, where="us.naics-62"), IDS["glassdoor analyst"],
        [("occupation", 35950), ("coverage", 5190)],
        ["statistic", "pay basis", "period", "occupation", "coverage"], -13990,
    ),
    # the guide quotes BLS with 16 percent for 29-9021, 2023-33
    # both codes together: (208.2 + 45.5) / (191.5 + 39.1) = 253.7 / 230.6 = +10.0173 percent
    # period: 29-2071 in 2018-28 less both codes in 2023-33: 10.7 - 10.0173 = +0.68
    # occupation: both codes less 29-9021 in 2023-33: 10.0173 - 16.3 = -6.28
    # 16 + 0.68 - 6.28 = 10.40; Data USA prints 10.7: +0.30 are left (BLS printed 16.3)
    "growth as a guide quotes BLS, growth at Data USA": (
        IDS["guide 16 percent"], IDS["data usa"], [("period", 0.68), ("occupation", -6.28)],
        ["occupation"], 0.30,
    ),
    # EP 2024-34, 29-2072: 7.1; the same code in 2022-32: 8.5, +1.4
    # 29-9021 in 2022-32: 16.5, +8; the guide prints 7 for it: -9.5
    "growth of records specialists, as a guide quotes technologists": (
        "bls.ep.2024-34.us.29-2072.employment-change.percent.2024-2034.percent",
        IDS["guide 7 percent"], [("period", 1.4), ("occupation", 8)], [], -9.5,
    ),
    # OEWS 2018 technicians 40,350 x CPI 314.069 / 251.588 = 50,370.78: +10,020.78
    # no release has both codes; OEWS 2024 prints 50,250: -120.78
    "technicians 2018, records specialists 2024": (
        oews("29-2071", 2018), oews("29-2072", 2024), [("period", 10020.78)], ["occupation"],
        -120.78,
    ),
    # OEWS 2017 39,180 x CPI of 2017 245.120 / of May 244.733 = 39,241.96: +61.96
    # x 38,273 / 38,040 (ACS over OEWS a year before) = 39,482.32: +240.36; ACS 40,152: +669.68
    "technicians 2017 at BLS and the Census Bureau": (
        oews("29-2071", 2017), IDS["acs workers"], [("period", 61.96), ("coverage", 240.36)],
        ["pay basis"], 669.68,
    ),
    # ACS 2016 men 37,208; x 40,793 / 37,208 (men, 2017 over 2016) = 40,793: +3,585
    # x 40,107 / 40,793 (women over men, 2017) = 40,107: -686; that is b
    "men 2016 and women 2017 at the Census Bureau": (
        IDS["acs men"].replace("2017", "2016"), IDS["acs women"],
        [("period", 3585), ("coverage", -686)], [], 0,
    ),
    # EP 194,800 jobs, 0.8 percent of them self-employed: x 0.992 = 193,241.6: -1,558.4
    # OEWS 187,910: -5,331.6
    "jobs in EP and in OEWS": (
        "bls.ep.2024-34.us.29-2072.employment.total.2024.jobs",
        "bls.oews.2024-05.us.29-2072.employment.total.jobs",
        [("coverage", -1558.4)], ["period"], -5331.6,
    ),
    # OEWS counts 185,690 jobs in 2023 and 187,910 in 2024: +2,220 in one step
    # x 37,620 / 187,910 (technologists over records specialists, 2024): -150,290
    "jobs of records specialists 2023, technologists 2024": (
        "bls.oews.2023-05.us.29-2072.employment.total.jobs",
        "bls.oews.2024-05.us.29-9021.employment.total.jobs",
        [("period", 2220), ("occupation", -150290)], [], 0,
    ),
    # the same sector, month, code and statistic: BLS printed 139,350, the guide 170,190
    "managers in health care at BLS, and as a guide quotes it": (
        oews("11-3021", 2023, where="us.naics-62"), IDS["guide manager"], [], [], 30840,
    ),
    # Data USA rounds EP's 238.6 thousand jobs to 239,000
    "jobs of 2028 in EP and at Data USA": (
        "bls.ep.2018-28.us.29-2071.employment.total.2028.jobs", IDS["data usa jobs"], [], [], 400,
    ),
}  # fmt: skip

#: Pairs of which two or more steps follow from cited figures.
NAMED = [name for name, case in CASES.items() if len(case[2]) >= 2]


@pytest.mark.parametrize("name", CASES)
def test_a_gap_is_taken_apart_as_by_hand(name, few):
    """Steps and what is left are those of the arithmetic above, in the fixed order."""
    a, b, quantified, silent, unexplained = CASES[name]
    story = explain(a, b, among=few)
    assert [(part.step, part.amount) for part in story.quantified] == quantified
    assert [part.step for part in story.parts if not part.quantified] == silent
    assert story.unexplained == pytest.approx(unexplained, abs=0.005)


@pytest.mark.parametrize("name", CASES)
def test_steps_and_what_is_left_are_the_gap(name, few):
    """Nothing is lost between the figures: the amounts add up to the cent."""
    story = explain(*CASES[name][:2], among=few)
    total = round(sum(part.amount for part in story.parts) + story.unexplained, 2)
    assert total == story.gap == round(story.value_b - story.value_a, 2)


def test_eight_pairs_over_all_publishers_have_two_quantified_steps():
    """The explanations explain: every publisher is in one of at least eight such pairs."""
    assert len(NAMED) >= 8
    ids = " ".join(f"{CASES[name][0]} {CASES[name][1]}" for name in NAMED)
    for publisher in ("payscale", "glassdoor", "salary-com", "data-usa", "bls.oews", "bls.ep",
                      "census.acs", "health-information-technician-guide.guide"):  # fmt: skip
        assert publisher in ids


@pytest.mark.parametrize("name", NAMED)
def test_without_a_cited_figure_its_step_is_not_quantifiable(name, few):
    """A step rests on the figures it cites and on no others: none is put in their place."""
    a, b, *_ = CASES[name]
    rows = [few[few["figure_id"].eq(figure)] for figure in (a, b)]
    story = explain(*rows, among=few)
    for part in story.quantified:
        for cited in part.figure_ids:
            if cited.startswith("CUUR"):
                continue
            blanked = explain(*rows, among=few[few["figure_id"].ne(cited)])
            assert any(p.step == part.step and not p.quantified for p in blanked.parts)
            assert len(blanked.quantified) < len(story.quantified)


def test_without_the_price_index_the_period_is_not_quantifiable(few):
    """A step that follows from prices falls with the index of either period."""
    import hitdata

    prices = hitdata.prices()
    pair = oews("29-2071", 2018), oews("29-2072", 2024)
    story = explain(*pair, among=few, prices=prices[prices["period"].ne("2018-05")])
    assert [part.step for part in story.parts] == ["period", "occupation"]
    assert not story.quantified
    assert "2018-05" in story.parts[0].reason


def test_every_quantified_step_cites_figures_that_exist(few):
    """Each citation is a figure of the table or a value of the price index."""
    known = set(few["figure_id"])
    for a, b, *_ in CASES.values():
        for part in explain(a, b, among=few).quantified:
            assert part.figure_ids
            assert all(cited in known or cited.startswith("CUUR0000SA0:")
                       for cited in part.figure_ids)  # fmt: skip
