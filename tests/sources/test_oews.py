"""OEWS on made-up cells in the layouts of its vintages, and on real cuts of the odd ones."""

import pandas as pd
import pytest

from hitdata.cells import letters, read_cut
from hitdata.errors import SourceError
from hitdata.originals import Original, read_originals
from hitdata.sources import oews
from tests.reading.conftest import headings, row

#: Headings as BLS prints them, one layout a vintage.
LAYOUTS = {
    "2002": "occ_code occ_titl group tot_emp emp_prse h_mean a_mean mean_prse h_wpct10 h_median "
    "a_wpct10 a_median annual",
    "2003-05": "occ_code occ_title group tot_emp emp_prse h_mean a_mean mean_prse h_pct10 "
    "h_median a_pct10 a_median annual",
    "2011-05": "OCC_CODE OCC_TITLE GROUP TOT_EMP EMP_PRSE H_MEAN A_MEAN MEAN_PRSE H_PCT10 "
    "H_MEDIAN A_PCT10 A_MEDIAN ANNUAL HOURLY",
    "2014-05": "OCC_CODE OCC_TITLE OCC_GROUP TOT_EMP EMP_PRSE H_MEAN A_MEAN MEAN_PRSE H_PCT10 "
    "H_MEDIAN A_PCT10 A_MEDIAN ANNUAL HOURLY",
    "2019-05": "naics own_code occ_code occ_title o_group tot_emp emp_prse h_mean a_mean "
    "mean_prse h_pct10 h_median a_pct10 a_median annual hourly",
    "2024-05": "NAICS OWN_CODE OCC_CODE OCC_TITLE O_GROUP TOT_EMP EMP_PRSE PCT_RPT H_MEAN A_MEAN "
    "MEAN_PRSE H_PCT10 H_MEDIAN A_PCT10 A_MEDIAN ANNUAL HOURLY",
}

#: What a made-up row says under the headings that are no figure.
KEYS = {"naics": "62", "own_code": "58", "occ_code": "29-2071", "annual": "", "hourly": "",
        "group": "", "occ_group": "detailed", "o_group": "detailed"}  # fmt: skip


def original(**fields: str) -> Original:
    """Return a made-up original; what is not given is blank."""
    blank = dict.fromkeys(Original._fields, "") | {"file": "made-up.xls", "sheet": "made_up"}
    return Original(**(blank | fields))


def cells(layout: str, *rows: dict[str, str]) -> pd.DataFrame:
    """Return the cells of a made-up sheet with the headings of a layout."""
    heading = LAYOUTS[layout].split()
    lines = [[(KEYS | row).get(name.lower(), "1") for name in heading]
             for row in rows]  # fmt: skip
    frame = pd.DataFrame([heading, *lines], columns=letters(len(heading)), dtype="str")
    return frame.set_index(pd.RangeIndex(1, len(frame) + 1))


def figure(frame: pd.DataFrame, statistic: str, unit: str) -> pd.Series:
    """Return the one wage figure of a statistic and unit."""
    wages = frame[frame["measure"].eq("wage")]
    return wages[wages["statistic"].eq(statistic) & wages["unit"].eq(unit)].iloc[0]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_vintage_is_read_alike(layout):
    """Headings drift, the figures do not: name, place, padding and value come out the same."""
    heading = [name.lower() for name in LAYOUTS[layout].split()]
    median = {"a_median": "         27660"}
    frame = oews.read(cells(layout, median), original(release=layout))
    found = figure(frame, "p50", "USD/year")
    assert (found["value"], found["printed"]) == (27_660, "         27660")
    assert found["locator"] == f"made_up!{letters(20)[heading.index('a_median')]}2"
    assert found["release"] == found["period"] == layout
    assert set(frame["measure"]) >= {"employment", "wage"}


@pytest.mark.parametrize(
    ("text", "row", "status", "threshold"),
    [
        ("*", {}, "not released", None),
        ("**", {}, "not released", None),
        ("***", {}, "not released", None),
        ("#", {}, "top-coded", 239_200),
        ("  # ", {}, "top-coded", 239_200),
        ("*", {"hourly": "TRUE"}, "not applicable", None),
        ("*", {"annual": "TRUE"}, "not released", None),
    ],
)
def test_a_mark_becomes_a_status(text, row, status, threshold):
    """A mark has its meaning, and annual pay of an hourly-only occupation does not exist."""
    frame = oews.read(cells("2024-05", {"a_median": text} | row), original(release="2024-05"))
    found = figure(frame, "p50", "USD/year")
    assert pd.isna(found["value"])
    assert found["printed"] == text
    assert found["status"] == status
    assert found["threshold"] == threshold or (threshold is None and pd.isna(found["threshold"]))


def test_hourly_pay_of_an_annual_only_occupation_does_not_exist():
    """The flag in the older files is the word true, in the newer a truth value."""
    for layout, flag in (("2002", "true"), ("2024-05", "TRUE")):
        sheet = cells(layout, {"h_median": "*", "annual": flag})
        frame = oews.read(sheet, original(release=layout))
        assert figure(frame, "p50", "USD/hour")["status"] == "not applicable"


def test_less_than_half_a_percent_is_bottom_coded():
    """A tilde stands for less than 0.5 percent of the establishments."""
    frame = oews.read(cells("2024-05", {"pct_rpt": "~"}), original(release="2024-05"))
    found = frame[frame["measure"].eq("reporting establishments")].iloc[0]
    assert (found["status"], found["bound"], found["threshold"]) == ("bottom-coded", "<=", 0.5)


@pytest.mark.parametrize(
    ("release", "hour", "year"),
    [
        ("2000", 70, 145_600), ("2007-05", 70, 145_600), ("2008-05", 80, 166_400),
        ("2011-05", 90, 187_200), ("2016-05", 100, 208_000), ("2021-05", 100, 208_000),
        ("2022-05", 115, 239_200), ("2024-05", 115, 239_200),
    ],
)  # fmt: skip
def test_a_top_coded_wage_carries_the_bound_of_its_release(release, hour, year):
    """Bounds as each release's field descriptions give them: $70 and $145,600 in 2000, ..."""
    sheet = cells("2014-05", {"a_median": "#", "h_median": "#"})
    frame = oews.read(sheet, original(release=release))
    assert figure(frame, "p50", "USD/year")["threshold"] == year
    assert figure(frame, "p50", "USD/hour")["threshold"] == hour


def test_the_stars_at_the_end_of_titles_are_no_part_of_them():
    """In 2010 and 2011 a star marks OEWS's own occupations."""
    sheet = cells("2011-05", {"occ_title": "Computer occupations, all other*"})
    frame = oews.read(sheet, original(release="2011-05"))
    assert set(frame["occupation"]) == {"Computer occupations, all other"}


@pytest.mark.parametrize(
    ("row", "level"),
    [
        ({"occ_code": "00-0000", "group": ""}, "total"),
        ({"occ_code": "29-0000", "group": "major"}, "major"),
        ({"occ_code": "29-2071", "group": ""}, "detailed"),
    ],
)
def test_a_blank_group_is_a_detailed_occupation(row, level):
    """To 2011, detailed occupations have no group, and the total of all has none either."""
    frame = oews.read(cells("2003-05", row), original(release="2003-05"))
    assert set(frame["level"]) == {level}


def test_one_code_printed_as_broad_and_as_detailed_stays_two_figures():
    """The level keeps the two rows apart, in the key and in the identifier."""
    rows = [{"occ_code": "13-1020", "o_group": level} for level in ("broad", "detailed")]
    frame = oews.read(cells("2024-05", *rows), original(release="2024-05"))
    assert frame["figure_id"].is_unique
    assert set(frame["level"]) == {"broad", "detailed"}


def test_a_converted_blank_is_withheld_or_top_coded(raw):
    """The state table lost which of the two a blank was; a mean was never top-coded."""
    listed = next(o for o in read_originals(raw / "SOURCES.csv") if "state_health" in o.file)
    frame = oews.read(read_cut(raw / listed.cut), listed)
    california = frame[frame["area"].eq("CA") & frame["soc"].eq("11-3021")]
    p90 = california[california["statistic"].eq("p90")].set_index("release")
    assert p90.loc["2024-05", "status"] == "withheld or top-coded"
    assert p90.loc["2024-05", "threshold"] == 239_200
    assert p90.loc["2025-05", "value"] > 239_200, "May 2025 applied no top code"
    later = frame[frame["release"].eq("2025-05") & frame["status"].eq("withheld or top-coded")]
    assert len(later)
    assert later["threshold"].isna().all()
    blank_means = frame[frame["statistic"].eq("mean") & frame["value"].isna()]
    assert set(blank_means["status"]) == {"not released"}
    assert len(set(frame["area"])) == 51, "the states and the District of Columbia"


def test_a_text_that_is_no_figure_is_refused():
    """The error names the file, the column, the row, the text and what it may be."""
    sheet = cells("2024-05", {}, {"occ_code": "29-2072", "a_median": "n.a."})
    with pytest.raises(SourceError, match=r"made-up.xls: a_median in row 3 prints 'n.a.'; exp"):
        oews.read(sheet, original(release="2024-05"))


def test_a_sheet_of_another_kind_is_refused():
    """A sheet without the headings of OEWS is not read as one."""
    sheet = cells("2024-05", {})
    with pytest.raises(SourceError, match="no heading OCC_CODE"):
        oews.read(sheet.iloc[1:], original(release="2024-05"))
    with pytest.raises(SourceError, match="no column a_mean; found"):
        oews.read(sheet.drop(columns="J"), original(release="2024-05"))


def test_the_cut_keeps_the_family_and_sector_62():
    """Heading and family rows stay, other codes and sectors go."""
    sheet = cells("2024-05", {}, {"naics": "61"}, {"occ_code": "53-7062"}, {"naics": "000000"})
    kept = oews.cut(sheet, frozenset({"29-2071"}))
    assert kept.index.to_list() == [1, 2, 5]


DOCUMENTS = {
    "national_M2024.csv": "\n".join(
        ",".join(map(str, line))
        for line in [headings("national 2021"), *(row("national 2021", occ_code=code)
                     for code in ("00-0000", "29-2072", "29-9021"))]
    )
}  # fmt: skip
