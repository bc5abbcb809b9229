"""Steps between projections of growth: which codes are followed, and what is said where none is."""

import pytest

from hitdata.discrepancy import explain

from .conftest import IDS, growth


@pytest.fixture
def own(few):
    """A figure of EP as another publisher's, under its own name and with columns changed."""

    def changed(figure_id, *, name="mine", **columns):
        rows = few[few["figure_id"].eq(figure_id)]
        return rows.assign(figure_id=name, source="page", release="undated", **columns)

    return changed


def test_two_rounds_are_told_apart_by_the_followed_code(few):
    """From 8.5 percent for 29-2072 in 2022-32 to 14.7 for 29-9021 in 2024-34: -1.4 and +7.6."""
    story = explain(growth("29-2072", 2022), growth("29-9021", 2024), among=few)
    first, second = story.parts
    assert (first.step, first.start, first.end, first.amount) == (
        "period", "2022-32", "2024-34", -1.4,
    )  # fmt: skip
    assert first.figure_ids == (growth("29-2072", 2022), growth("29-2072", 2024))
    assert (second.step, second.amount, story.unexplained) == ("occupation", 7.6, 0)


def jobs(year, code="29-2072", base=2024, measure="employment.total"):
    return f"bls.ep.{base}-{base - 1990}.us.{code}.{measure}.{year}.jobs"


@pytest.mark.parametrize("turned", [False, True])
def test_from_base_to_projected_jobs_is_the_published_change(turned, few):
    """EP 2024-34 prints 194.8 and 208.6 thousand jobs for 29-2072, and a change of 13.8."""
    pair = (jobs(2024), jobs(2034))[:: -1 if turned else 1]
    story = explain(*pair, among=few)
    (part,) = story.parts
    assert abs(part.amount) == 13800
    assert part.figure_ids == (jobs("2024-2034", measure="employment-change.total"),)
    assert story.unexplained == 0


@pytest.mark.parametrize("measure", ["openings", "employment change", "employment"])
def test_counts_of_two_rounds_are_measured_anew(measure, few):
    """Openings, changes and levels of two rounds differ by no price index, and by no wages."""
    known = few[few["source"].eq("EP") & few["soc"].eq("29-2072") & few["quoted_by"].isna()]
    known = known[known["measure"].eq(measure) & known["statistic"].eq("total")]
    pair = [known[known["release"].eq(release)].head(1) for release in ("2022-32", "2024-34")]
    (part,) = explain(*pair, among=few).parts
    assert not part.quantified
    assert part.reason.startswith("each round of EP measures anew")


def test_counts_of_two_codes_are_set_side_by_side_in_one_round(few):
    """Jobs of 2034 in 2024-34 over those of 2022: by the code's jobs of one round, no wages."""
    story = explain(jobs(2022, base=2022), jobs(2024, "29-9021"), among=few)
    assert [(p.step, p.quantified) for p in story.parts] == [
        ("period", False),
        ("occupation", True),
    ]
    assert story.parts[1].figure_ids == (jobs(2024), jobs(2024, "29-9021"))


def test_successors_together_stand_for_a_code_and_say_what_else_they_hold(figures):
    """29-2071 went into two codes of the hybrid, whose titles say that they hold others too.

    Technologists and technicians, all other (29-2099) and practitioners, all other (29-9099).
    """
    story = explain(growth("29-2071", 2018), growth("29-2098", 2019), among=figures)
    (said,) = story.parts[0].assumptions
    assert said.startswith("29-2098 and 29-9098 together stand for 29-2071, though they also hold")
    assert "29-2099" in said
    assert "29-9099" in said


def test_successors_that_hold_nothing_else_say_no_more(figures):
    """A hybrid's three parts hold nothing but the hybrid."""
    story = explain(growth("29-9098", 2019), growth("29-9021", 2024), among=figures)
    (said,) = story.parts[0].assumptions
    assert said == "29-9021 and 29-9093 and 29-9099 together stand for 29-9098"


def test_growth_without_its_years_has_no_period(few, own):
    """ "By 2033" says where growth ends and not where it starts."""
    undated = own(growth("29-9021", 2023), base_year=None, value=12.3)
    story = explain(growth("29-9021", 2024), undated, among=few)
    part = story.parts[0]
    assert (part.step, part.start, part.end) == ("period", "2024-34", "until 2033")
    assert part.reason == "base and projected year are not both stated"


def test_two_figures_without_a_round_cannot_be_set_side_by_side(few, own):
    """Codes are looked up in a round; where neither figure names one, there is none to look in."""
    undated = {"base_year": None, "projected_year": None, "publisher": "Me"}
    story = explain(
        own(growth("29-9021", 2023), **undated),
        own(growth("29-2072", 2023), name="yours", **undated),
        among=few,
    )
    assert [part.reason for part in story.parts] == [
        "base and projected year are not both stated", "neither figure names its round",
    ]  # fmt: skip


def test_two_codes_that_one_round_holds_as_one_are_not_told_apart(few, own):
    """EP of 2019-29 has one code for the developers that SOC 2010 divides into 15-1132, 15-1133."""
    developers = {"soc_system": "SOC 2010", "base_year": 2019.0, "projected_year": 2029.0}
    story = explain(
        own(growth("29-9098", 2019), soc="15-1132", **developers),
        own(growth("29-9098", 2019), soc="15-1133", name="yours", **developers),
        among=few,
    )
    assert [part.reason for part in story.parts] == ["both stand under the same codes in one round"]


def test_a_title_without_a_code_fits_nowhere(few, own):
    """What stands under no code cannot be found in any round."""
    story = explain(growth("29-9021", 2024), own(growth("29-9021", 2024), soc=None), among=few)
    assert [part.reason for part in story.parts] == ["no code fits"]


def test_a_quotation_is_followed_to_the_round_of_its_original(few):
    """The guide's 7 percent is EP's of 2022-32; from 2024-34 the period step is 8.5 less 7.1."""
    story = explain(growth("29-2072", 2024), IDS["guide 7 percent"], among=few)
    assert (story.parts[0].step, story.parts[0].amount) == ("period", 1.4)
