"""Which release a table is of: its content first, then its name, and what contradicts is said."""

import csv

import pandas as pd
import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.files import Repaired, Reported
from hitdata.sources.oews.checks import ROWS
from hitdata.sources.oews.release import (
    CODE_YEARS,
    HEADING_YEARS,
    NAMES,
    heading_of,
    lacking,
    named,
    spelled,
    years,
)
from tests.made_up import FIGURES, LAYOUTS, RELEASES, headings, row, table, workbook, zipped
from tests.published import ROOT, SOURCES, oews_heading

LAYOUT = "national 2021"
AREAS = "state 2012"


@pytest.mark.parametrize(
    ("name", "release"),
    [
        ("national_M2023_dl.xlsx", "2023-05"), ("national_may2003_dl.xls", "2003-05"),
        ("national_November2004_dl.xls", "2004-11"), ("national_2002_dl.xls", "2002"),
        ("oesm09nat.zip", "2009-05"), ("oes02st", "2002"), ("all_data_M_2016.xlsx", "2016-05"),
        ("national_dl.xls", ""), ("2019 and 2020.xlsx", ""), ("2019, again 2019.csv", "2019-05"),
        ("wages 12023.csv", ""), ("OEWS since 1999.csv", ""), ("shoes12.csv", ""),
    ],
)  # fmt: skip
def test_a_name_speaks_of_one_release_or_of_none(name, release):
    """As BLS has named its files; two years in a name say nothing."""
    assert named(name) == release


@pytest.mark.parametrize(
    ("period", "release"),
    [
        ("2023", "2023-05"), ("2023-05", "2023-05"), ("May 2023", "2023-05"), ("2001", "2001"),
        ("2002-05", "2002"), ("november 2004", "2004-11"), ("2003-11", "2003-11"),
        (" 2020 ", "2020-05"),
    ],
)  # fmt: skip
def test_a_period_is_spelled_as_its_release(period, release):
    """A year is its May; to 2002 there was one release a year, of no month."""
    assert spelled(period, "x") == release


@pytest.mark.parametrize("period", ["last year", "1999", "2023-07", "2022/2032", "", "May"])
def test_what_is_no_release_is_refused(period):
    """The error names the file, what was said, and what would be right."""
    with pytest.raises(SourceError, match=r"x.csv: period .*; expected a release such as 2023-05"):
        spelled(period, "x.csv")


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
    ("title", "release"),
    [("May 2016 OES Estimates", "2016-05"), ("2014 State OES Estimates", "2014-05")],
)
def test_a_title_above_the_table_says_the_release(tmp_path, title, release):
    """In BLS's own words, whatever the file is called."""
    rows = [[title], [], headings(AREAS), row(AREAS, occ_code="00-0000")]
    with pytest.warns(Repaired, match=f"named as 2018-05, but its title says {release}; read"):
        figures = read(table(tmp_path / "state_M2018.csv", rows), partial=True)
    assert set(figures["release"]) == {release}
    renamed = table(tmp_path / "data.csv", rows)
    assert set(read(renamed, partial=True)["release"]) == {release}


def test_field_descriptions_say_the_release(tmp_path):
    """A sheet beside the table, and so does the name of the table's own."""
    rows = [headings(LAYOUT), row(LAYOUT)]
    path = workbook(tmp_path / "data.xlsx", {
        "Sheet1": rows, "Field Descriptions": [["May 2023 OEWS Estimates"], ["Field", "Means"]],
    })  # fmt: skip
    assert set(read(path, partial=True)["release"]) == {"2023-05"}
    path = workbook(tmp_path / "data.xlsx", {"national_M2022_dl": rows})
    assert set(read(path, partial=True)["release"]) == {"2022-05"}


@pytest.mark.parametrize(
    ("years", "period", "said"),
    [
        (["2015", "2015"], None, "2015-05"),
        (["2015.0", "2015.0"], None, "2015-05"),
        (["2015", "2015"], "2015", "2015-05"),
        (["2015", "2015"], "2016-05", "period= says 2016-05, but its column YEAR prints 2015-05"),
        (["1999", "1999"], None, "YEAR prints 1999; OEWS is read from the survey of 2000 on"),
        (["", ""], None, "of which year it is .*2012 to 2018.* say which with period="),
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


def test_years_stacked_in_one_file_are_tables_of_their_own(tmp_path):
    """Each under the release that its column YEAR prints, by headings of any of them."""
    lines = [row(AREAS, occ_code=code) for code in ("00-0000", "29-1141")]
    stacked = [["YEAR", *headings(AREAS)],
               *([year, *line] for year in ("2015", "2016.0", "2022") for line in lines),
    ]  # fmt: skip
    path = table(tmp_path / "stacked.csv", stacked)
    figures = read(path, partial=True)
    assert figures["release"].value_counts().to_dict() == dict.fromkeys(
        ["2015-05", "2016-05", "2022-05"], len(figures) // 3
    )
    first = figures.set_index("figure_id").filter(like="2015-05", axis=0)
    assert set(first["locator"].str.extract(r"line (\d)", expand=False)) == {"2", "3"}
    with pytest.raises(SourceError, match="period= says 2016-05, but its column YEAR prints 2015"):
        read(path, period="2016", partial=True)
    path.write_text(path.read_text().replace("2016.0", "1999"))
    with pytest.raises(SourceError, match="its column YEAR prints 1999; OEWS is read from the"):
        read(path, partial=True)


def test_a_table_before_the_soc_is_not_read(tmp_path):
    """The files of 1999 are named so; their codes are others."""
    rows = [headings("state 2000"), row("state 2000", occ_code="00-0000")]
    with pytest.raises(SourceError, match=r"named as a table of before 2000; OEWS is read from"):
        read(table(tmp_path / "state_1999_dl.csv", rows), partial=True)


@pytest.mark.parametrize("name", ["national_M2024_dl.csv", "national_M2018_dl.csv"])
def test_a_code_that_its_year_never_printed_is_refused(tmp_path, name):
    """29-2071 ended with May 2018, these headings began in May 2021: no release had both."""
    path = table(tmp_path / name, [headings(LAYOUT), row(LAYOUT, occ_code="29-2071")])
    with pytest.raises(SourceError, match=r"were never printed in one release; the table was put"):
        read(path, partial=True)


def test_a_name_that_the_codes_contradict_is_refused(tmp_path):
    """The headings of May 2012 to 2018, with a code that ended in 2011."""
    path = table(tmp_path / "state_M2014_dl.csv",
                 [headings("state 2010"), row("state 2010", occ_code="15-1179")])  # fmt: skip
    with pytest.raises(SourceError, match=r"its name says 2014-05, but .*15-1179.* 2010 to 2011"):
        read(path, partial=True)


#: Cuts of the national and sector tables of each release.
CUTS = [listed for listed in SOURCES if listed["source"] == "oews" and listed["sheet"]]

LAYOUT = "national 2021"

#: Columns that a table may lack: they came later.
LATER = {"JOBS_1000", "LOC_QUOTIENT", "PCT_TOTAL", "PCT_RPT"}


def printed_headings(cut: str) -> list[str]:
    """Return the headings of a cut, by the csv module alone."""
    with (ROOT / "data/raw" / cut).open(encoding="utf-8", newline="") as file:
        rows = {int(line[3]): line[4:] for line in list(csv.reader(file))[1:]}
    return oews_heading(rows)[1]


@pytest.mark.parametrize("listed", CUTS, ids=lambda listed: listed["file"])
def test_headings_of_a_real_table_allow_its_year(listed):
    """No column is missing that every layout has, and its headings can be of its release."""
    found = [heading_of(text) for text in printed_headings(listed["cut"])]
    assert lacking([NAMES.get(name, name) for name in found]) == ([], [])
    first, last, _ = years(found, pd.Series([], dtype="str"))
    assert first <= int(listed["release"][:4]) <= last
    for name, (since, until) in HEADING_YEARS.items():
        assert name not in found or since <= int(listed["release"][:4]) <= until


@pytest.mark.parametrize("code", CODE_YEARS)
def test_a_code_was_printed_in_the_years_that_are_said(code, figures):
    """From the first release that has it to the last, of those that are bundled."""
    of_code = figures[figures["source"].eq("OEWS") & figures["soc"].eq(code)]
    printed = of_code["release"].str[:4].astype(int)
    first, last = CODE_YEARS[code]
    assert printed.min() == first
    assert printed.max() == min(last, 2025)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_allows_the_releases_that_printed_it(layout):
    """And in every spelling of a heading the same."""
    for case in (str.upper, str.lower, str.title):
        found = [heading_of(case(name)) for name in headings(layout)]
        first, last, _ = years(found, pd.Series([], dtype="str"))
        assert all(first <= int(release[:4]) <= last for release in RELEASES[layout])


@pytest.mark.parametrize(
    ("layout", "codes", "expected"),
    [
        ("national 2000", [], (2000, 2002)),
        ("national 2003", [], (2000, 2011)),
        ("national 2014", ["29-2071"], (2012, 2018)),
        ("national 2019", ["29-2098"], (2019, 2020)),
        ("national 2021", [], (2021, 9999)),
        ("national 2021", ["29-2071"], (2021, 2018)),
        ("all 2013", [], (2011, 2016)),
        ("all 2017", [], (2017, 9999)),
    ],
)
def test_headings_and_codes_together_say_the_years(layout, codes, expected):
    """The latest of the first years, the earliest of the last; they may contradict each other."""
    found = years([heading_of(name) for name in headings(layout)], pd.Series(codes, dtype="str"))
    assert found[:2] == expected


def test_numbers_of_rows_are_known_for_every_release():
    """National tables of all releases; of sectors, those that were at hand."""
    releases = {listed["release"] for listed in CUTS}
    assert set(ROWS) == releases
    assert all(health < every or not every for _, every, health in ROWS.values())


@pytest.mark.parametrize(
    ("spelled", "heading"),
    [
        ("OCC_CODE", "occ_code"), ("  occ code ", "occ_code"), ("Occ-Code", "occ_code"),
        ("LOC QUOTIENT", "loc_quotient"), ("LOC.QUOTIENT", "loc_quotient"), ("", ""), ("_", ""),
    ],
)  # fmt: skip
def test_a_heading_is_known_in_any_spelling(spelled, heading):
    """Case, blanks, hyphens, and the full stops that R writes."""
    assert heading_of(spelled) == heading


def test_headings_that_r_wrote(tmp_path):
    """R prints LOC QUOTIENT as LOC.QUOTIENT and numbers the rows in a column of their own."""
    layout = "metropolitan 2012"
    rows = [["", *(name.replace(" ", ".") for name in headings(layout))],
            ["1", *row(layout, occ_code="00-0000")]]  # fmt: skip
    figures = read(table(tmp_path / "MSA_M2014_dl.csv", rows))
    assert figures.loc[figures["measure"].eq("location quotient"), "value"].to_list() == [1.1]


def without(tmp_path, layout, gone, name):
    """Write a table of one row without some columns."""
    lines = [headings(layout), row(layout, occ_code="00-0000")]
    kept = [i for i, heading in enumerate(lines[0]) if heading.upper() not in gone]
    return table(tmp_path / name, [[line[i] for i in kept] for line in lines])


@pytest.mark.parametrize(
    "column", [name for name in headings(LAYOUT) if name.lower() in FIGURES and name not in LATER]
)
def test_a_deleted_column_is_named(tmp_path, column):
    """Every release has these columns: the others are read, and what lacks is said or refused."""
    path = without(tmp_path, LAYOUT, {column}, "national_M2024_dl.csv")
    with pytest.raises(SourceError, match=f"no column {column}, which a whole table has"):
        read(path, partial=False)
    with pytest.warns(Reported, match=f"no column {column}, which a whole table has"):
        reported = read(path)
    whole = read(table(path, [headings(LAYOUT), row(LAYOUT, occ_code="00-0000")]), partial=True)
    assert set(reported["figure_id"]) < set(whole["figure_id"])
    assert len(reported) == len(whole) - 1


def test_a_table_of_a_few_columns_is_the_nations_and_its_figures_say_so(tmp_path):
    """Since May 2019 every table names area and industry; without, nothing says which they are."""
    lines = [["OCC_CODE", "A_MEAN"], ["29-2072", "50000"]]
    path = table(tmp_path / "wages_M2024.csv", lines)
    with pytest.warns(Reported, match="no column OCC_TITLE, OCC_GROUP, TOT_EMP, .*, AREA, NAICS"):
        (figure,) = read(path).itertuples()
    assert (figure.value, figure.area, figure.level) == (50_000, "US", "detailed")
    assert pd.isna(figure.occupation)
    assert "read as the nation's and of all industries, as its table does not" in figure.note


def test_levels_that_were_removed_are_those_of_the_codes(tmp_path):
    """What May 2024 prints as a broad and as a detailed occupation is one row then."""
    gone = [name for name in headings(LAYOUT) if name != "O_GROUP"]
    lines = [dict(zip(headings(LAYOUT), row(LAYOUT, occ_code=code), strict=True))
             for code in ("00-0000", "29-0000", "29-2010", "29-2010", "29-2072")]  # fmt: skip
    path = table(tmp_path / "x_M2024.csv", [gone, *([line[n] for n in gone] for line in lines)])
    jobs = read(path, partial=True).query("measure == 'employment' and statistic == 'total'")
    assert jobs["level"].to_list() == ["total", "major", "broad", "detailed"]


def test_a_table_without_codes_is_told_so(tmp_path):
    """Its occupations could only be guessed by their titles."""
    path = without(tmp_path, LAYOUT, {"OCC_CODE"}, "national_M2024_dl.csv")
    with pytest.raises(SourceError, match="an OEWS table without the column OCC_CODE; bring it"):
        read(path)


@pytest.mark.parametrize("layout", ["national 2010", "national 2021"])
def test_what_r_writes_for_a_blank_is_a_blank(tmp_path, layout):
    """Row numbers in a first column, quotes, NA: write.csv of what read.xlsx gave."""
    lines = [headings(layout), row(layout, occ_code="00-0000"), row(layout, occ_code="29-1141")]
    year = layout[-4:]
    plain = read(table(tmp_path / f"national_M{year}.csv", lines), partial=True)
    numbered = [["", *lines[0]], *([str(n), *line] for n, line in enumerate(lines[1:], start=1))]
    text = "\n".join(",".join(f'"{cell}"' if cell else "NA" for cell in line) for line in numbered)
    path = tmp_path / f"r_M{year}.csv"
    path.write_text(text.replace("NA", '""', 1))
    figures = read(path, partial=True)
    columns = ["figure_id", "value", "status", "level", "area", "industry"]
    pd.testing.assert_frame_equal(figures[columns], plain[columns])


@pytest.mark.parametrize(
    ("layout", "gone", "needed"),
    [("state 2012", {"AREA"}, "AREA"), ("metropolitan 2021", {"AREA", "AREA_TITLE"}, "AREA"),
     ("sector 2004", {"NAICS"}, "NAICS"), ("all 2017", {"NAICS", "NAICS_TITLE"}, "NAICS"),
     ("industry 2001", {"SIC"}, "SIC")],
)  # fmt: skip
def test_a_table_that_lost_its_area_is_not_the_nations(tmp_path, layout, gone, needed):
    """A user's cut of one state without its code would be read as the United States."""
    path = without(tmp_path, layout, gone, "cut_2017.csv")
    with pytest.raises(SourceError, match=f"no column {needed}; an OEWS table has it"):
        read(path, partial=True)
