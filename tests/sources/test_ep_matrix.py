import pytest

from hitdata.cells import read_cut
from hitdata.errors import SourceError
from hitdata.originals import read_originals
from hitdata.sources import ep_matrix


@pytest.fixture(scope="module")
def cuts(raw):
    """The cut of every round, with its original."""
    listed = [o for o in read_originals(raw / "SOURCES.csv") if o.reader == "ep_matrix"]
    return {o.release: (read_cut(raw / o.cut), o) for o in listed}


@pytest.mark.parametrize(
    ("release", "base", "projected"),
    [
        ("2014-24", 150_539.9, 160_328.8),
        ("2016-26", 156_063.8, 167_582.3),
        ("2022-32", 164_482.6, 169_148.1),
        ("2024-34", 169_956.1, 175_167.9),
    ],
)
def test_line_items_add_up_to_the_total_that_the_round_prints(cuts, release, base, projected):
    """Rounding errors up to 0.05 thousand, 832 of them, have a standard deviation of 0.83."""
    table = ep_matrix.matrix(*cuts[release])
    assert table["base_employment"].sum() / 1000 == pytest.approx(base, abs=2.5)
    assert table["projected_employment"].sum() / 1000 == pytest.approx(projected, abs=2.5)


def test_there_are_ten_rounds_of_about_eight_hundred_items(cuts):
    """As many as the files have, counted in them by their codes; no code comes twice."""
    tables = {release: ep_matrix.matrix(*cut) for release, cut in cuts.items()}
    assert {release: len(table) for release, table in tables.items()} == {
        "2012-22": 818, "2014-24": 819, "2016-26": 819, "2018-28": 809, "2019-29": 790,
        "2020-30": 790, "2021-31": 832, "2022-32": 832, "2023-33": 832, "2024-34": 832}  # fmt: skip
    assert all(table["soc"].is_unique for table in tables.values())


def test_a_line_item_is_the_familys_figure(cuts, figures):
    """The same cell read by the reader of figures gives the same number of jobs."""
    for release, cut in cuts.items():
        table = ep_matrix.matrix(*cut).set_index("soc")["base_employment"]
        ep = figures[figures["source"].eq("EP") & figures["release"].eq(release)]
        base = ep[ep["measure"].eq("employment") & ep["period"].eq(release[:4])]
        shared = base.set_index("soc")["value"].filter(items=table.index)
        assert len(shared) > 15
        assert shared.eq(table[shared.index]).all()


def test_a_text_in_place_of_jobs_is_refused(cuts):
    """The error names the row and what stands there."""
    cells, original = cuts["2023-33"]
    broken = cells.copy()
    broken.loc[506, "C"] = "n.a."
    with pytest.raises(SourceError, match=r"employment in row 506 prints 'n.a.'; expected"):
        ep_matrix.matrix(broken, original)
