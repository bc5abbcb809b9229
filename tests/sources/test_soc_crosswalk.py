import pandas as pd
import pytest

from hitdata.cells import letters, read_cut
from hitdata.errors import SourceError
from hitdata.originals import Original, read_originals
from hitdata.sources import soc_crosswalk


@pytest.fixture
def original():
    """A made-up original."""
    return Original(**dict.fromkeys(Original._fields, "") | {"file": "made-up", "sheet": "s"})


def cells(*pairs: tuple[str, str]) -> pd.DataFrame:
    """Return the cells of a made-up crosswalk."""
    rows = [[old, f"Title of {old} (#)", new, f"Title of {new}"] for old, new in pairs]
    return pd.DataFrame([soc_crosswalk.HEADINGS, *rows], columns=letters(4), dtype="str")


def test_the_relation_comes_from_all_pairs(original):
    """How many partners each code has decides: worked by hand for each of the four relations."""
    pairs = [("a", "A"), ("b", "B"), ("b", "C"), ("c", "D"), ("d", "D"), ("e", "E"), ("e", "F"),
             ("f", "F")]  # fmt: skip
    table = soc_crosswalk.crosswalk(cells(*pairs), original)
    assert table["relation"].to_list() == [
        "one to one", "one to many", "one to many", "many to one", "many to one", "one to many",
        "many to many", "many to one"]  # fmt: skip


def test_marks_are_no_part_of_a_title(original):
    """The (#) that marks a title with several counterparts is gone; the relation says it."""
    table = soc_crosswalk.crosswalk(cells(("a", "A")), original)
    assert table["title_2010"].to_list() == ["Title of a"]


def test_no_pair_is_lost(raw):
    """The official crosswalk has 900 pairs of 840 codes of 2010 and 867 of 2018."""
    listed = next(o for o in read_originals(raw / "SOURCES.csv") if o.reader == "soc_crosswalk")
    table = soc_crosswalk.crosswalk(read_cut(raw / listed.cut), listed)
    assert len(table) == 900
    assert (table["soc_2010"].nunique(), table["soc_2018"].nunique()) == (840, 867)


def test_another_sheet_is_refused(original):
    """Headings are checked first."""
    with pytest.raises(SourceError, match="expected the headings"):
        soc_crosswalk.crosswalk(cells(("a", "A")).iloc[1:], original)
