"""Code lists: relations by hand, the official files, and lines of O*NET and LABSTAT."""

import pandas as pd
import pytest

from hitdata.errors import SourceError
from hitdata.files import File
from hitdata.soc import CODES
from hitdata.sources import Options
from tests.sources.cuts import cut_of, cuts_of, made_up
from tools.sources import source

crosswalk = source("code_lists").tables["crosswalk"]
titles = source("code_lists").tables["titles"]
tables = source("code_lists").tables
job_titles = source("code_lists").tables["job_titles"]

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
    table = crosswalk(*cut_of("code_lists", file="soc_2010_to_2018_crosswalk.xlsx"))
    assert len(table) == 900
    assert (table["soc_2010"].nunique(), table["soc_2018"].nunique()) == (840, 867)


def test_codes_of_the_family_have_titles_and_definitions():
    """Each code of the 2018 edition in the family has its official title and definition."""
    table = titles(*cut_of("code_lists", file="soc_2018_definitions.xlsx")).set_index("soc")
    assert set(table.index) <= CODES
    assert table.loc["29-2072", "title"] == "Medical Records Specialists"
    detailed = table[table["level"].eq("detailed")]
    assert detailed["definition"].str.len().min() > 40


def test_each_file_fills_its_own_table():
    """The headings tell which list a file is; the other tables get the same columns, no rows."""
    tables = source("code_lists").tables
    for file, options in cuts_of("code_lists"):
        rows = {name: len(reader(file, options)) for name, reader in tables.items()}
        assert sum(count > 0 for count in rows.values()) == 1, file.name
        shown = {name: set(reader(file, options)) for name, reader in tables.items()}
        assert all({"file", "sha256", "locator"} <= columns for columns in shown.values())


def test_areas_and_industries_have_the_codes_of_figures():
    """LABSTAT's 0031080, 06 and 62--63 stand as CBSA 31080, CA and NAICS 62, named as it prints."""
    areas = tables["areas"](*cut_of("code_lists", file="oe.area")).set_index("area")
    assert areas.loc["CBSA 31080", "title"] == "Los Angeles-Long Beach-Anaheim, CA"
    assert areas.loc["CA", ["title", "kind"]].to_list() == ["California", "state"]
    assert areas.loc["US", "locator"] == "line 2"
    found = tables["industries"](*cut_of("code_lists", file="oe.industry")).set_index("industry")
    assert found.loc["NAICS 62", "title"] == "Sector 62 - Health Care and Social Assistance"


def test_another_sheet_is_refused():
    """Headings are checked first."""
    other = workbook(("a", "A"), headings=["Code", "Title", "Code", "Title"])
    with pytest.raises(SourceError, match="expected the headings of one list"):
        crosswalk(other, Options())


def test_a_title_keeps_its_code_and_its_line():
    """Alternate Titles.txt prints Health Information Technician under 29-2072.00, line 16160."""
    table = job_titles(*cut_of("code_lists", file="Alternate Titles.txt")).set_index("locator")
    row = table.loc["line 16160"]
    assert row["title"] == "Health Information Technician (Health Information Tech)"
    assert (row["soc"], row["onet_soc"], row["soc_system"]) == ("29-2072", "29-2072.00", "SOC 2018")
    assert row["kind"] == "alternate title"


def test_lists_are_known_by_their_headings(tmp_path):
    """Of O*NET's many files, the three with titles; of LABSTAT's, areas and industries."""
    path = tmp_path / "titles.txt"
    for line, known in [("O*NET-SOC Code\tReported Job Title\tShown", True),
                        ("O*NET-SOC Code\tTask", False),
                        ("area_code\tareatype_code\tstate_code\tarea_name", True),
                        ("footnote_code\tfootnote_text", False)]:  # fmt: skip
        path.write_text(f"{line}\n1\t2\t3\t4\n")
        why = source("code_lists").why_not(File(path))
        assert why == ("" if known else "the first line is not that of a known list")


def test_the_licence_and_its_credit_are_listed():
    """CC BY asks for credit: licence, source and change stand beside each file."""
    listed = [options.original for _, options in cuts_of("code_lists", publisher="O*NET")]
    assert len(listed) == 3
    for original in listed:
        assert "CC BY 4.0" in original.licence
        assert "USDOL/ETA" in original.licence
        assert "selected" in original.note
