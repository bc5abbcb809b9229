"""What no OEWS table prints is refused with its row: changed, cut or put together files."""

import warnings

import pytest

from hitdata import read
from hitdata.documents import Reported
from hitdata.errors import SourceError
from tests.reading.conftest import FIGURES, headings, row, table, zipped

LAYOUT = "national 2021"
AREAS = "state 2012"


def national(tmp_path, *rows, drop=(), name="national_M2024_dl.csv"):
    """Write rows (dicts of changes) under the headings of May 2024, without some columns."""
    lines = [headings(LAYOUT), *(row(LAYOUT, **changes) for changes in rows)]
    kept = [i for i, heading in enumerate(lines[0]) if heading not in drop]
    return table(tmp_path / name, [[line[i] for i in kept] for line in lines])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"a_pct90": 0}, r"A_PCT90 in row 2 \(29-2072\) prints '0'; expected 0.01 or more"),
        ({"a_median": -48780}, r"row 2 prints '-48780'; expected a number"),
        ({"h_pct10": 99}, r"H_PCT25 in row 2 .* expected no less than H_PCT10 beside it"),
        ({"a_pct25": 70000}, "A_MEDIAN in row 2"),
        ({"pct_total": 4000}, r"PCT_TOTAL in row 2 .*'4000'; expected 0 to 100"),
        ({"tot_emp": 185.69}, "TOT_EMP in row 2 .* expected a whole number of jobs"),
        ({"emp_prse": 140}, "EMP_PRSE in row 2"),
        ({"occ_code": "Nov-11"}, r"row 2 has figures but OCC_CODE prints 'Nov-11'"),
        ({"a_median": "n.a."}, r"a_median in row 2 prints 'n.a.'; expected a number, \*"),
    ],
)
def test_a_changed_cell_is_named(tmp_path, changes, message):
    """A # turned to 0, a negative wage, percentiles out of order, a date for a code."""
    path = national(tmp_path, changes, {"occ_code": "29-9021"})
    with pytest.raises(SourceError, match=message):
        read(path, partial=True)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"tot_emp": 1234}, r"1 numbers of jobs are not rounded to ten: TOT_EMP in row 2 .*'1234'"),
        (
            {"a_pct90": 300000, "h_pct90": 144.23},
            r"1 wages are not less than 239,200, from which 2024-05 prints #; is the period right",
        ),
        ({"a_mean": 53999}, r"A_MEAN in row 2 .* prints '53999'; expected 2,080 times H_MEAN"),
        ({"a_pct90": "#"}, r"A_PCT90 in row 2 .* prints '#'; expected a wage, as H_PCT90 beside"),
        ({"a_pct75": "#", "h_pct75": "#"}, r"expected (#, as H_PCT75 beside it|a wage)"),
        ({"h_mean": ""}, r"1 wages are blank, .* H_MEAN in row 2 .* read as not released"),
    ],
)
def test_what_contradicts_other_cells_is_reported(tmp_path, changes, message):
    """Nobody can tell which of two cells is wrong: both are read, and the doubt is said aloud."""
    path = national(tmp_path, changes, {"occ_code": "29-9021"})
    with pytest.warns(Reported, match=message):
        figures = read(path, partial=True)
    assert figures["soc"].nunique() == 2


@pytest.mark.parametrize("column", [name for name in headings(LAYOUT) if name.lower() in FIGURES
                                    and name not in {"JOBS_1000", "LOC_QUOTIENT", "PCT_TOTAL",
                                                     "PCT_RPT"}])  # fmt: skip
def test_a_deleted_column_is_named(tmp_path, column):
    """Every release has these columns: a file without one was cut."""
    path = national(tmp_path, {}, drop={column})
    with pytest.raises(SourceError, match=f"no column {column}; an OEWS table has it"):
        read(path, partial=True)


def test_deleted_rows_are_counted_or_seen_by_their_total(tmp_path):
    """A national table has a known number of rows, an area its line for all occupations."""
    path = national(tmp_path, {"occ_code": "00-0000", "o_group": "total"}, {})
    missing = "2 occupations, where the national table of 2024-05 has 1,403; rows are missing"
    with pytest.warns(Reported, match=missing):
        figures = read(path)
    assert set(figures["note"]) == {"From a table of which rows are missing"}
    with pytest.raises(SourceError, match=missing):
        read(path, partial=False)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read(path, partial=True).equals(figures)
    lines = [
        headings(AREAS),
        row(AREAS, occ_code="29-1141"),
        row(AREAS, occ_code="00-0000", area="02"),
    ]
    state = table(tmp_path / "state_M2014_dl.csv", lines)
    with pytest.raises(SourceError, match=r"\(01\) have no line for all occupations, 00-0000"):
        read(state, partial=False)
    whole = table(tmp_path / "state_M2015_dl.csv", [*lines, row(AREAS, occ_code="00-0000")])
    assert set(read(whole)["area"]) == {"AL", "AK"}


def test_a_line_that_breaks_off_is_no_line(tmp_path):
    """The last line of half a download has fewer fields than the heading."""
    path = national(tmp_path, {}, {"occ_code": "29-9021"})
    text = path.read_text()
    path.write_text(text[: len(text) - 40])
    with pytest.raises(SourceError, match=r"line 3 has .* fields, its heading 32; the line was"):
        read(path, partial=True)


def test_two_columns_of_one_name_are_refused(tmp_path):
    """Which of the two is meant is not guessed."""
    lines = [[*headings(LAYOUT), "A_MEAN"], [*row(LAYOUT), 1]]
    path = table(tmp_path / "national_M2024_dl.csv", lines)
    with pytest.raises(SourceError, match="two columns are headed A_MEAN"):
        read(path, partial=True)


def test_a_code_that_its_year_never_printed_is_refused(tmp_path):
    """29-2071 ended with May 2018: a table of May 2024 cannot print it."""
    path = national(tmp_path, {"occ_code": "29-2071"})
    with pytest.raises(SourceError, match=r"were never printed in one release|printed in releases"):
        read(path, partial=True)


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
    """40 is Oklahoma's FIPS code, and that of Abilene, TX, once a spreadsheet took its zeros."""
    rows = [headings(layout), row(layout, occ_code="00-0000", area=code, area_name=name)]
    figures = read(table(tmp_path / "saved.csv", rows), period=release, partial=True)
    assert set(figures["area"]) == {area}


@pytest.mark.parametrize("code", ["3", "Alabama", ""])
def test_an_area_that_is_none_is_refused(tmp_path, code):
    """No state has the code 3, no area a name or nothing in place of a code."""
    rows = [headings(AREAS), row(AREAS, occ_code="00-0000", area=code)]
    with pytest.raises(SourceError, match=f"AREA in row 2 prints '{code}'; expected 99, a state's"):
        read(table(tmp_path / "state_M2014_dl.csv", rows), partial=True)


@pytest.mark.parametrize(
    ("layout", "gone", "needed"),
    [("state 2012", {"AREA"}, "AREA"), ("metropolitan 2021", {"AREA", "AREA_TITLE"}, "AREA"),
     ("sector 2004", {"NAICS"}, "NAICS"), ("all 2017", {"NAICS", "NAICS_TITLE"}, "NAICS")],
)  # fmt: skip
def test_a_table_that_lost_its_area_is_not_the_nations(tmp_path, layout, gone, needed):
    """A user's cut of one state without its code would be read as the United States."""
    lines = [headings(layout), row(layout, occ_code="00-0000")]
    kept = [i for i, heading in enumerate(lines[0]) if heading.upper() not in gone]
    path = table(tmp_path / "cut_2017.csv", [[line[i] for i in kept] for line in lines])
    with pytest.raises(SourceError, match=f"no column {needed}; an OEWS table has it"):
        read(path, partial=True)


@pytest.mark.parametrize(
    ("layout", "name", "release"),
    [
        ("all 2011", "oes_data_2011.csv", "2011-05"),
        ("all 2013", "all_oes_data_2012.csv", "2012-05"),
        ("all 2013", "all_data_M_2016.csv", "2016-05"),
        ("all 2017", "all_data_M_2018.csv", "2018-05"),
        ("all 2019", "all_data_M_2019.csv", "2019-05"),
        ("state 2003", "state_november2004_dl.csv", "2004-11"),
        ("state 2003", "oesm09st/state_dl.csv", "2009-05"),
        ("state 2000", "oes02st/state.csv", "2002"),
    ],
)
def test_the_release_of_bls_own_names(tmp_path, layout, name, release):
    """Tables of all data have headings of their own; May 2009 is named by its folder alone."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    rows = [headings(layout), row(layout, occ_code="00-0000")]
    assert set(read(table(path, rows), partial=True)["release"]) == {release}


def test_a_name_inside_a_zip_comes_before_the_zips(tmp_path):
    """A user's zip of several years does not hide which year each file is of."""
    rows = [headings(AREAS), row(AREAS, occ_code="00-0000")]
    content = table(tmp_path / "x.csv", rows).read_bytes()
    path = zipped(tmp_path / "OES 2014 to 2018.zip", {"st/state_M2015_dl.csv": content})
    assert set(read(path)["release"]) == {"2015-05"}
    path = zipped(tmp_path / "oesm14st.zip", {"oesm14st/state.csv": content})
    assert set(read(path)["release"]) == {"2014-05"}


@pytest.mark.parametrize(
    ("years", "period", "said"),
    [
        (["2015", "2015"], None, "2015-05"),
        (["2015", "2016"], None, "YEAR prints 2 years, from 2015 to 2016; expected the table of"),
        (["2015", "2015"], "2016-05", "period= says 2016-05, but its column YEAR prints 2015"),
        (["1999", "1999"], None, "YEAR prints 1999; OEWS is read from the survey of 2000 on"),
    ],
)
def test_a_column_of_years_says_the_release(tmp_path, years, period, said):
    """Users add YEAR when they stack tables: one year is the release, several are no table."""
    lines = [row(AREAS, occ_code=code) for code in ("00-0000", "29-1141")]
    rows = [[*headings(AREAS), "YEAR"],
            *([*line, year] for line, year in zip(lines, years, strict=True))]  # fmt: skip
    path = table(tmp_path / "stacked.csv", rows)
    if said == "2015-05":
        assert set(read(path, period=period)["release"]) == {said}
        return
    with pytest.raises(SourceError, match=said):
        read(path, period=period)


def test_headings_that_r_wrote(tmp_path):
    """R prints LOC QUOTIENT as LOC.QUOTIENT and numbers the rows in a column of their own."""
    layout = "metropolitan 2012"
    rows = [["", *(name.replace(" ", ".") for name in headings(layout))],
            ["1", *row(layout, occ_code="00-0000")]]  # fmt: skip
    figures = read(table(tmp_path / "MSA_M2014_dl.csv", rows))
    assert figures.loc[figures["measure"].eq("location quotient"), "value"].to_list() == [1.1]


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


def test_tables_of_all_areas_name_the_finest_level_detail_for_four_years(tmp_path):
    """From 2012 to 2015 alone; blank in 2011 and "detailed" later, as in every other table."""
    layout = "all 2013"
    rows = [headings(layout), row(layout, occ_code="29-1141", group="detail")]
    figures = read(table(tmp_path / "all_data_M_2013.csv", rows), partial=True)
    assert set(figures["level"]) == {"detailed"}


def test_a_mark_of_a_release_without_a_known_bound_is_read_and_said(tmp_path):
    """Bounds have only risen: a later # is at or above the last one known, $239,200 a year."""
    changes = {"a_pct90": "#", "h_pct90": "#"}
    path = national(tmp_path, changes, name="national_M2031_dl.csv")
    with pytest.warns(Reported, match="2 wages are top-coded, for which no bound of 2031-05 is"):
        figures = read(path, partial=True)
    topped = figures[figures["status"].eq("top-coded")].set_index("unit")["threshold"]
    assert topped.to_dict() == {"USD/year": 239_200, "USD/hour": 115}
