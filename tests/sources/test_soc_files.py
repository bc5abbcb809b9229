"""The crosswalk and the definitions of the SOC: relations by hand, and the official files."""

import pandas as pd
import pytest

from hitdata.errors import SourceError
from hitdata.soc import CODES
from hitdata.sources import Options, source
from tests.sources.cuts import cut_of, cuts_of, made_up

crosswalk = source("soc_files").tables["crosswalk"]
titles = source("soc_files").tables["titles"]

HEADINGS = ["2010 SOC Code", "2010 SOC Title", "2018 SOC Code ", "2018 SOC Title"]


def workbook(*pairs, headings=HEADINGS):
    """Return a made-up crosswalk below a line of its own, as BLS puts it."""
    rows = [[old, f"Title of {old} (#)", new, f"Title of {new}"] for old, new in pairs]
    cells = pd.DataFrame([["Made up", "", "", ""], headings, *rows], columns=list("ABCD"))
    return made_up("made-up.xlsx", "s", cells.astype("str").set_axis(range(1, len(cells) + 1)))


def test_the_relation_comes_from_all_pairs():
    """How many partners each code has decides: worked by hand for each of the four relations."""
    pairs = [("a", "A"), ("b", "B"), ("b", "C"), ("c", "D"), ("d", "D"), ("e", "E"), ("e", "F"),
             ("f", "F")]  # fmt: skip
    table = crosswalk(workbook(*pairs), Options())
    assert table["relation"].to_list() == [
        "one to one", "one to many", "one to many", "many to one", "many to one", "one to many",
        "many to many", "many to one"]  # fmt: skip
    assert table["locator"].to_list()[:2] == ["s!A3", "s!A4"]


def test_marks_are_no_part_of_a_title():
    """The (#) that marks a title with several counterparts is gone; the relation says it."""
    assert crosswalk(workbook(("a", "A")), Options())["title_2010"].to_list() == ["Title of a"]


def test_no_pair_is_lost():
    """The official crosswalk has 900 pairs of 840 codes of 2010 and 867 of 2018."""
    table = crosswalk(*cut_of("soc_files", file="soc_2010_to_2018_crosswalk.xlsx"))
    assert len(table) == 900
    assert (table["soc_2010"].nunique(), table["soc_2018"].nunique()) == (840, 867)


def test_codes_of_the_family_have_titles_and_definitions():
    """Each code of the 2018 edition in the family has its official title and definition."""
    table = titles(*cut_of("soc_files", file="soc_2018_definitions.xlsx")).set_index("soc")
    assert set(table.index) <= CODES
    assert table.loc["29-2072", "title"] == "Medical Records Specialists"
    detailed = table[table["level"].eq("detailed")]
    assert detailed["definition"].str.len().min() > 40


def test_each_file_fills_its_own_table():
    """The headings tell which of both a file is; the other table gets the same columns, no rows."""
    rows = {o.original.file: (len(crosswalk(f, o)), len(titles(f, o)))
            for f, o in cuts_of("soc_files")}  # fmt: skip
    assert rows == {"soc_2010_to_2018_crosswalk.xlsx": (900, 0),
                    "soc_2018_definitions.xlsx": (0, 32)}  # fmt: skip


def test_another_sheet_is_refused():
    """Headings are checked first."""
    other = workbook(("a", "A"), headings=["Code", "Title", "Code", "Title"])
    with pytest.raises(SourceError, match="expected the headings"):
        crosswalk(other, Options())
