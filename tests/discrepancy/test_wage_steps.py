"""Steps between wages: their order, their assumptions, and why some follow from no figure."""

import pandas as pd
import pytest

from hitdata import load
from hitdata.discrepancy import explain
from hitdata.discrepancy.wage_steps import near

from .conftest import IDS, oews


@pytest.fixture
def row(few):
    """A row by figure_id, under another name and with columns changed, as one's own figure."""

    def changed(figure_id, **columns):
        columns = {"figure_id": "mine", **columns}
        return few[few["figure_id"].eq(figure_id)].assign(**columns)

    return changed


def reasons(story, step):
    return [part.reason for part in story.parts if part.step == step]


@pytest.mark.parametrize(
    ("period", "release"),
    [
        # seven months after the one May and five before the next, or six and six
        ("2023-12", "2024-05"), ("2023-11", "2023-05"), ("2024-01", "2024-05"), ("2018", "2018-05"),
        # OEWS named its first releases by the year
        ("2001-06", "2001"), (None, None), ("2023/2033", None),
        # its codes were not the SOC's
        ("1996", None),
    ],
)  # fmt: skip
def test_a_period_stands_beside_the_nearest_may(period, release):
    """OEWS refers to May; a year or another month is taken as the nearest."""
    assert near(period) == release


def test_steps_come_in_one_order(few):
    """Statistic, pay basis, period, occupation, coverage: whatever differs, in this order."""
    order = ["statistic", "pay basis", "period", "occupation", "coverage"]
    for a, b in (
        (oews("29-2072", 2024, "mean"), oews("29-9021", 2025, where="ca")),
        (oews("29-9021", 2023, where="us.naics-62"), IDS["glassdoor analyst"]),
    ):
        taken = [order.index(part.step) for part in explain(a, b, among=few).parts]
        assert taken == sorted(taken)
        assert len(set(taken)) >= 4


def test_a_series_across_a_change_of_method_says_so(few):
    """BLS estimates wages by a model since May 2021: a step over that month assumes it away."""
    across = explain(oews("15-1121", 2018), oews("15-1211", 2023), among=few).parts[0]
    since = explain(oews("15-1211", 2022), oews("15-1211", 2023), among=few).parts[0]
    assert any("model since May 2021" in text for text in across.assumptions)
    assert not any("model" in text for text in since.assumptions)
    assert all("series" in part.assumptions[0] for part in (across, since))


def test_what_a_source_does_not_say_is_no_step_of_a_number(few):
    """An average, the end of a range, and an unstated pay or period have no published factor."""
    bls = oews("15-1211", 2024)
    average = explain(bls, IDS["glassdoor analyst"], among=few)
    assert reasons(average, "statistic") == [
        "printed as average, which may be the mean or the median"
    ]
    assert reasons(average, "period") == ["a reference period is not stated"]
    lowest = few[few["quoted_by"].notna() & few["statistic"].eq("low") & few["soc"].eq("29-9021")
                 & few["measure"].eq("wage")]  # fmt: skip
    story = explain(oews("29-9021", 2024), lowest.head(1), among=few)
    assert "the share of people" in reasons(story, "statistic")[0]
    assert reasons(explain(bls, IDS["payscale"], among=few), "pay basis") == [
        "one publisher does not state which pay it counts"
    ]


def test_two_groups_of_acs_are_one_step(few):
    """ACS prints 39,573 for men in 2016, and in 2017 40,793 for men and 40,107 for women."""
    men = IDS["acs men"].replace("2017", "2016")
    step = explain(men, IDS["acs women"], among=few).parts[-1]
    assert step.effect == 40107 / 40793
    assert step.figure_ids == (IDS["acs men"], IDS["acs women"])


def test_a_pair_of_medians_is_not_explained_by_itself(few):
    """ACS and OEWS of 2017 would be their own reason, so the year before stands for them."""
    story = explain(oews("29-2071", 2017), IDS["acs workers"], among=few)
    (step,) = [part for part in story.parts if part.step == "coverage"]
    assert "2016" in " ".join(step.figure_ids)
    assert "2017" not in " ".join(step.figure_ids)
    assert step.assumptions[-1] == ("what lay between the surveys in 2016 lay between them in 2017")


def test_from_a_state_the_area_comes_first(few):
    """OEWS has no industries by state, so the way to an industry leads over the nation."""
    there = explain(oews("29-2072", 2024, where="ca"), oews("29-2072", 2024, where="us.naics-62"),
                    among=few)  # fmt: skip
    assert [(p.start, p.end) for p in there.parts] == [
        ("CA", "US"), ("cross-industry", "NAICS 62"),
    ]  # fmt: skip
    assert there.unexplained == 0


def test_a_lost_original_leaves_the_industry_unexplained(few, row):
    """Whoever restates BLS without a month, and no number of BLS's, cannot be put beside it."""
    lost = row(IDS["guide compliance"], value=75671.0, industry="NAICS 62")
    story = explain(oews("13-1041", 2023), lost, among=few)
    assert reasons(story, "coverage")[-1] == ("it restates a release of BLS OEWS that is not known")


def test_an_area_that_is_not_said_is_taken_as_all(few, row):
    """A publisher that names no area is set beside the nation, and the assumption is stated."""
    own = row(oews("29-2072", 2024), area=None, publisher="Me")
    story = explain(oews("29-2072", 2024, where="ca"), own, among=few)
    step = next(part for part in story.parts if part.start == "CA")
    assert step.quantified
    assert step.assumptions == ("Me states no area; taken as all",)


def test_years_of_experience_have_no_factor(few, row):
    """OEWS does not ask how long people have worked."""
    own = row(oews("29-2072", 2024), experience_min=10.0)
    (part,) = explain(oews("29-2072", 2024), own, among=few).parts
    assert (part.start, part.end) == ("everyone", "10 years and more")
    assert part.reason == "OEWS publishes no pay by experience"


@pytest.fixture(scope="module")
def counted():
    """Pay of records specialists, of BLS and of the census microdata."""
    return load(soc="29-2072", source=["OEWS", "ACS PUMS"], measure="wage")


def test_all_earners_stand_against_full_time_ones_as_in_the_microdata(counted, row):
    """Data USA counts whom the census microdata count: the step is the ratio of their means."""
    everyone = "wage and salary earners"
    persons = counted[counted["source"].eq("ACS PUMS")]
    value = persons.set_index(["coverage", "statistic"])["value"]
    site = row(oews("29-2072", 2024, "mean"), publisher="Data USA", source="Data USA API",
               coverage="workforce", pay_basis="wages", release="2024", period="2024")  # fmt: skip
    among = pd.concat([counted, site], ignore_index=True)
    story = explain("mine", oews("29-2072", 2024), among=among)
    steps = {part.start: part for part in story.parts if part.step == "coverage"}
    full = f"{everyone}, full-time year-round"
    ratio = value[full, "mean"] / value[everyone, "mean"]
    assert steps["workforce"].effect == pytest.approx(ratio)
    assert "US without CA, TX" in steps["workforce"].assumptions[0]
    assert "nobody publishes both" in steps[full].reason
    back = explain(oews("29-2072", 2024), "mine", among=among)
    assert {part.end: part.effect for part in back.parts}["workforce"] == pytest.approx(1 / ratio)


def test_groups_of_the_microdata_are_explained_by_themselves(counted):
    """Men's mean and women's median differ by statistic and by who is counted, and nothing else."""
    persons = counted[counted["source"].eq("ACS PUMS")].set_index(["coverage", "statistic"])
    who = "wage and salary earners"
    men, women = (persons.loc[(f"{who}, {group}", name), "figure_id"]
                  for group, name in (("men", "mean"), ("women", "p50")))  # fmt: skip
    story = explain(men, women, among=counted)
    assert {part.step for part in story.parts} == {"statistic", "coverage"}
    assert abs(story.unexplained) <= story.rounding
