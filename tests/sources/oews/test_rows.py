"""What names a row: places, industries and owners, whatever a spreadsheet did to their codes."""

import pytest

from hitdata import read
from hitdata.errors import SourceError
from tests.made_up import headings, row, table

LAYOUT = "national 2021"
AREAS = "state 2012"


def national(tmp_path, *rows, name="national_M2024_dl.csv"):
    """Write rows (dicts of changes) under the headings of May 2024."""
    return table(tmp_path / name, [headings(LAYOUT), *(row(LAYOUT, **said) for said in rows)])


def test_what_a_spreadsheet_does_to_codes_is_undone(tmp_path):
    """000000 saved as 0, 31-33 as 31: the industries are known all the same."""
    path = national(tmp_path, {"naics": "0", "occ_code": "00-0000"},
                    {"naics": "31", "i_group": "sector", "own_code": "5",
                     "occ_code": "00-0000"})  # fmt: skip
    assert set(read(path)["industry"]) == {"cross-industry", "NAICS 31-33"}


def test_an_industry_that_is_published_no_finer_appears_at_two_levels(tmp_path):
    """327000 is a 3-digit industry, in nat4d and in tables of all data a 4-digit one as well."""
    rows = [{"naics": "327000", "i_group": group, "own_code": "5", "occ_code": "00-0000"}
            for group in ("3-digit", "4-digit")]  # fmt: skip
    both = read(national(tmp_path, *rows))
    assert set(both["industry"]) == {"NAICS 327000", "NAICS 327000, 4-digit"}
    assert both["figure_id"].is_unique
    apart = read([national(tmp_path, row, name=f"nat{n}d_M2024_dl.csv")
                  for n, row in zip("34", rows, strict=True)])  # fmt: skip
    assert set(apart["figure_id"]) == set(both["figure_id"]), "whichever file it is read from"


def test_codes_as_a_spreadsheet_saves_them(tmp_path):
    """000001 becomes 1, 31-33 becomes 31.0, ownership 5.0, an area's zeros are gone."""
    said = [
        {"naics": "1", "i_group": "cross-industry, ownership", "own_code": "5.0"},
        {"naics": "31.0", "i_group": "sector", "own_code": "5.0"},
        {"naics": "3330A1", "i_group": "4-digit", "own_code": "5"},
        {"area": "1", "area_type": "2.0", "area_title": "Alabama"},
        {
            "area": "100001",
            "area_type": "6",
            "area_title": "Northwest Alabama nonmetropolitan area",
        },
    ]
    figures = read(national(tmp_path, *({"occ_code": "00-0000"} | row for row in said)))
    places = set(zip(figures["area"], figures["industry"], figures["ownership"], strict=True))
    assert places == {
        ("US", "cross-industry", "5"), ("US", "NAICS 31-33", "5"), ("US", "NAICS 3330A1", "5"),
        ("AL", "cross-industry", "1235"), ("nonmetropolitan 0100001", "cross-industry", "1235"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("layout", "release", "code", "name", "area"),
    [
        ("state 2000", "2000", "66", "Guam", "GU"),
        ("state 2012", "2014-05", "72", "Puerto Rico", "PR"),
        ("metropolitan 2001", "2001", "0040", "Abilene, TX MSA", "MSA 0040"),
        ("metropolitan 2001", "2002", "40", "Abilene, TX MSA", "MSA 0040"),
        ("metropolitan 2005", "2005-05", "10180", "Abilene, TX", "CBSA 10180"),
        ("metropolitan 2010", "2010-05", "71650", "Boston-Cambridge, MA-NH", "NECTA 71650"),
        ("metropolitan 2012", "2013-05", "71654", "Boston, MA NECTA Division",
         "NECTA division 71654"),
        ("metropolitan 2012", "2014-05", "31084", "Los Angeles, CA Metropolitan Division",
         "division 31084"),
        ("metropolitan 2012", "2014-05", "0100001", "Northwest Alabama nonmetropolitan area",
         "nonmetropolitan 0100001"),
    ],
)  # fmt: skip
def test_an_area_goes_by_the_system_of_its_code(tmp_path, layout, release, code, name, area):
    """40 is Oklahoma's FIPS code, and that of Abilene, TX, once a spreadsheet took its zeros.

    Where a code says nothing to a reader, the figures' note has the name of the area.
    """
    rows = [headings(layout), row(layout, occ_code="00-0000", area=code, area_name=name)]
    figures = read(table(tmp_path / "saved.csv", rows), period=release, partial=True)
    assert set(figures["area"]) == {area}
    assert set(figures["note"].fillna("")) == {f"Area: {name}" if " " in area else ""}


@pytest.mark.parametrize("code", ["3", "Alabama", ""])
def test_an_area_that_is_none_is_refused(tmp_path, code):
    """No state has the code 3, no area a name or nothing in place of a code."""
    rows = [headings(AREAS), row(AREAS, occ_code="00-0000", area=code)]
    with pytest.raises(SourceError, match=f"AREA in row 2 prints '{code}'; expected 99, a state's"):
        read(table(tmp_path / "state_M2014_dl.csv", rows), partial=True)


@pytest.mark.parametrize(
    ("words", "code"),
    [("Private, state, and local government", "235"), ("Private ", "5"),
     ("Private and U.S. Postal Service", "59"), ("Federal, state, and local government", "123")],
)  # fmt: skip
def test_owners_in_words_are_codes(tmp_path, words, code):
    """As natsector_M2011 prints them, a blank after one included."""
    layout = "sector 2011"
    rows = [headings(layout), row(layout, occ_code="00-0000", ownership=words)]
    figures = read(table(tmp_path / "natsector_M2011_dl.csv", rows), partial=True)
    assert set(figures["ownership"]) == {code}


def test_a_table_without_owners_says_none(figures_of):
    """To 2001 none were printed: what a reader may guess is not put into the table."""
    assert figures_of("national 2003", {}, release="2003-05")["ownership"].isna().all()


@pytest.mark.parametrize(
    ("layout", "row", "level"),
    [
        ("national 2003", {"occ_code": "00-0000", "group": ""}, "total"),
        ("national 2003", {"occ_code": "29-0000", "group": "major"}, "major"),
        ("national 2003", {"occ_code": "29-2071", "group": ""}, "detailed"),
        ("national 2000", {"occ_code": "15-0000", "group": ""}, "major"),
        ("national 2021", {"occ_code": "29-2070", "o_group": "broad"}, "broad"),
        ("national 2021", {"occ_code": "29-2000", "o_group": "minor"}, "minor"),
    ],
)
def test_a_blank_group_is_a_detailed_occupation(figures_of, layout, row, level):
    """To 2011, detailed occupations have no group, and the total of all has none either."""
    assert set(figures_of(layout, row, release="2003-05")["level"]) == {level}


def test_one_code_printed_as_broad_and_as_detailed_stays_two_figures(figures_of):
    """The level keeps the two rows apart, in the key and in the identifier."""
    rows = [{"occ_code": "13-1020", "o_group": level} for level in ("broad", "detailed")]
    frame = figures_of(LAYOUT, *rows, release="2024-05")
    assert frame["figure_id"].is_unique
    assert set(frame["level"]) == {"broad", "detailed"}


def test_tables_of_all_areas_name_the_finest_level_detail_for_four_years(tmp_path):
    """From 2012 to 2015 alone; blank in 2011 and "detailed" later, as in every other table."""
    layout = "all 2013"
    rows = [headings(layout), row(layout, occ_code="29-1141", group="detail")]
    figures = read(table(tmp_path / "all_data_M_2013.csv", rows), partial=True)
    assert set(figures["level"]) == {"detailed"}


def test_the_stars_at_the_end_of_titles_are_no_part_of_them(figures_of):
    """In 2010 and 2011 a star marks OEWS's own occupations."""
    title = {"occ_title": "Computer occupations, all other*"}
    frame = figures_of("national 2010", title, release="2011-05")
    assert set(frame["occupation"]) == {"Computer occupations, all other"}


@pytest.mark.parametrize(
    ("release", "system"),
    [("2009-05", "SOC 2000"), ("2011-05", "SOC 2000/2010 hybrid"), ("2018-05", "SOC 2010"),
     ("2020-05", "SOC 2010/2018 hybrid"), ("2021-05", "SOC 2018")],
)  # fmt: skip
def test_a_row_has_the_edition_of_its_release(figures_of, release, system):
    """Publisher, product, code and edition are those of the release."""
    first = figures_of(LAYOUT, {}, release=release).iloc[0]
    said = ["publisher", "source", "release", "period", "soc", "soc_system", "soc_match"]
    assert first[said].to_list() == [
        "BLS", "OEWS", release, release, "29-2072", system, "published",
    ]  # fmt: skip
