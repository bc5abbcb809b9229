"""Line items of every round, held against the totals and the figures of the family."""

import pytest

from hitdata.errors import SourceError
from tests.sources.cuts import changed, cut_of, cuts_of
from tools.sources import source

matrix = source("ep_matrix").tables["matrix"]


@pytest.fixture(scope="module")
def rounds():
    """The line items of every round."""
    return {options.original.release: matrix(file, options)
            for file, options in cuts_of("ep_matrix")}  # fmt: skip


@pytest.mark.parametrize(
    ("release", "base", "projected"),
    [
        ("2014-24", 150_539.9, 160_328.8),
        ("2016-26", 156_063.8, 167_582.3),
        ("2022-32", 164_482.6, 169_148.1),
        ("2024-34", 169_956.1, 175_167.9),
    ],
)
def test_line_items_add_up_to_the_total_that_the_round_prints(rounds, release, base, projected):
    """Rounding errors up to 0.05 thousand, 832 of them, have a standard deviation of 0.83."""
    table = rounds[release]
    assert table["base_employment"].sum() / 1000 == pytest.approx(base, abs=2.5)
    assert table["projected_employment"].sum() / 1000 == pytest.approx(projected, abs=2.5)


def test_there_are_ten_rounds_of_about_eight_hundred_items(rounds):
    """As many as the files have, counted in them by their codes; no code comes twice."""
    assert {release: len(table) for release, table in rounds.items()} == {
        "2012-22": 818, "2014-24": 819, "2016-26": 819, "2018-28": 809, "2019-29": 790,
        "2020-30": 790, "2021-31": 832, "2022-32": 832, "2023-33": 832, "2024-34": 832}  # fmt: skip
    assert all(table["soc"].is_unique for table in rounds.values())


def test_a_line_item_is_the_familys_figure(rounds, figures):
    """The same cell read by the reader of figures gives the same number of jobs."""
    for release, items in rounds.items():
        table = items.set_index("soc")["base_employment"]
        ep = figures[figures["source"].eq("EP") & figures["release"].eq(release)]
        base = ep[ep["measure"].eq("employment") & ep["period"].eq(release[:4])]
        shared = base.set_index("soc")["value"].filter(items=table.index)
        assert len(shared) > 15
        assert shared.eq(table[shared.index]).all()


def test_a_text_in_place_of_jobs_is_refused():
    """The error names the row and what stands there."""
    file, options = cut_of("ep_matrix", release="2023-33")
    with pytest.raises(SourceError, match=r"employment in row 506 prints 'n.a.'; expected"):
        matrix(changed(file, C506="n.a."), options)
