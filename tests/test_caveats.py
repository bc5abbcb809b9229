import hitdata
from hitdata.caveats import RULES, caveats


def names(figure_id: str) -> list[str]:
    """Return the names of the rules that concern a figure."""
    row = hitdata.load(figure_id=figure_id).iloc[0]
    return [rule.name for rule in RULES if rule.concerns(row)]


def test_rules_concern_what_they_say():
    """Figures of known trouble raise the rules that a statistician would name."""
    assert names("bls.oews.2019-05.us.29-2098.wage.p50.usd-year") == [
        "no time series", "hybrid codes"]  # fmt: skip
    assert names("bls.oews.2024-05.us.naics-62.29-2072.wage.p50.usd-year") == [
        "no time series", "new method", "sector 62"]  # fmt: skip
    assert names("bls.ep.2012-22.us.29-2071.openings-ten-year-total.total.2012-2022.jobs") == [
        "old openings", "jobs, not persons"]  # fmt: skip
    assert names("bls.ep.2024-34.us.29-2072.wage.p50.2024.usd-year") == ["restated"]


def test_every_rule_concerns_some_figure_and_no_rule_all(figures):
    """A rule that never or always speaks says nothing."""
    kinds = figures.drop_duplicates(
        ["source", "release", "quoted_by", "soc_match", "soc_system", "status", "measure", "unit",
         "industry", "coverage", "origin", "period"]
    )  # fmt: skip
    for rule in RULES:
        told = kinds.apply(rule.concerns, axis=1)
        assert told.any(), rule.name
        assert not told.all(), rule.name


def test_a_figures_own_note_comes_first():
    """What is known of this one figure stands before what is known of its kind."""
    row = hitdata.load(quoted=True, publisher="Payscale", statistic="p50").iloc[0]
    assert caveats(row)[0] == "printed as average; Payscale calls its median the average"
