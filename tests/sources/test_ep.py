"""EP on real cuts of each kind of round, and on made-up tables that break the rules."""

import pandas as pd
import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.files import Reported
from hitdata.sources import Options, source
from tests.made_up import workbook
from tests.sources.cuts import cut_of, cuts_of, made_up

figures_of = source("ep").read

TECHNICIANS = ["29-2071", "29-2072", "29-2098"]

#: As the files print them for records technicians and specialists, looked up by hand: base and
#: projected employment, change, percent, openings, wage and the year of the wage.
ROUNDS = {
    "2012-22": (186_300, 227_500, 41_100, 22.1, 90_400, 34_160, "2012"),
    "2014-24": (188_600, 217_600, 29_000, 15.4, 71_200, 37_110, "2015"),
    "2016-26": (206_300, 234_100, 27_800, 13.5, 15_800, 39_180, "2017"),
    "2018-28": (215_500, 238_600, 23_100, 10.7, 16_800, None, "2019"),
    "2019-29": (341_600, 370_600, 29_000, 8.5, 27_800, 42_630, "2019"),
    "2020-30": (335_000, 363_600, 28_600, 8.5, 27_400, 44_090, "2020"),
    "2021-31": (186_400, 198_700, 12_300, 6.6, 14_900, 46_660, "2021"),
    "2022-32": (194_300, 210_900, 16_500, 8.5, 15_000, 47_180, "2022"),
    "2023-33": (191_500, 208_200, 16_700, 8.7, 15_000, 48_780, "2023"),
    "2024-34": (194_800, 208_600, 13_800, 7.1, 14_200, 50_250, "2024"),
}


@pytest.fixture(scope="module")
def rounds():
    """Every round's cut, read."""
    return {options.original.release: figures_of(file, options) for file, options in cuts_of("ep")}


@pytest.mark.parametrize("release", ROUNDS)
def test_each_round_is_read_as_printed(rounds, release):
    """Ten rounds in four layouts give the same figures, thousands resolved."""
    frame = rounds[release]
    row = frame[frame["soc"].isin(TECHNICIANS)]
    base, projected = release[:4], "20" + release[-2:]
    employment = row[row["measure"].eq("employment")].set_index("period")["value"]
    change = row[row["measure"].eq("employment change")].set_index("statistic")["value"]
    openings = row[row["measure"].str.startswith("openings")].iloc[0]
    wage = row[row["measure"].eq("wage")].iloc[0]
    expected = ROUNDS[release]
    assert (employment[base], employment[projected]) == expected[:2]
    assert (change["total"], change["percent"]) == expected[2:4]
    assert openings["value"] == expected[4]
    assert wage["value"] == expected[5] or (expected[5] is None and pd.isna(wage["value"]))
    assert wage["period"] == expected[6], "the wage has a year of its own"


def test_openings_are_two_measures(rounds):
    """Ten-year totals of the old concept end with 2014-24; averages begin with 2016-26."""
    concept = {
        release: set(frame.loc[frame["measure"].str.startswith("openings"), "measure"])
        for release, frame in rounds.items()
    }
    assert concept["2012-22"] == concept["2014-24"] == {"openings, ten-year total"}
    later = [measures for release, measures in concept.items() if release >= "2016-26"]
    assert all(measures == {"openings"} for measures in later)


def test_titles_are_freed_of_what_surrounds_them(rounds):
    """Indents, example titles after blanks, tabs or stars are no part of the title."""
    titles = {r: f.loc[f["soc"].isin(TECHNICIANS), "occupation"].iloc[0] for r, f in rounds.items()}
    assert titles["2012-22"] == "Medical records and health information technicians"
    assert titles["2018-28"] == "Medical records and health information technicians"
    assert titles["2023-33"] == titles["2024-34"] == "Medical records specialists"


def test_an_em_dash_and_na_are_not_released(rounds):
    """The wage of 2018-28 is printed N/A; the text stays as printed."""
    frame = rounds["2018-28"]
    wage = frame[frame["soc"].eq("29-2071") & frame["measure"].eq("wage")].iloc[0]
    assert (wage["status"], wage["printed"]) == ("not released", "N/A")


def test_wages_are_those_of_oews(rounds, figures):
    """An EP wage restates the OEWS median of its year: both files print the same number."""
    wages = pd.concat([f[f["measure"].eq("wage") & f["value"].notna()] for f in rounds.values()])
    oews = figures[
        figures["source"].eq("OEWS") & figures["statistic"].eq("p50") & figures["area"].eq("US")
        & figures["unit"].eq("USD/year") & figures["industry"].eq("cross-industry")
        & figures["quoted_by"].isna()
    ].assign(period=lambda f: f["period"].str[:4])  # fmt: skip
    both = wages.merge(oews, on=["soc", "period"], suffixes=("", "_oews"))
    assert len(both) > 150
    assert (both["value"] == both["value_oews"]).mean() > 0.95
    assert wages["origin"].eq("BLS OEWS").all()


TABLE = [
    ["Table 1.2 Made-up, 2030 and projected 2040 (Employment in thousands)", "", "", "", "", "",
     "", "", ""],
    ["2030 National Employment Matrix title", "2030 National Employment Matrix code",
     "Occupation type", "Employment, 2030", "Employment, 2040",
     "Employment change, numeric, 2030–40", "Employment change, percent, 2030–40",
     "Occupational openings, 2030–40 annual average", "Median annual wage, dollars, 2030[1]"],
    ["      Made-up occupation", "29-2072", "Line item", "10.0", "11.5", "1.5", "15.0", "0.9",
     ">=$300,000"],
    ["Footnotes:", "", "", "", "", "", "", "", ""],
]  # fmt: skip


def table(**changes: str) -> pd.DataFrame:
    """Return the figures of the made-up table with some cells, named as in a sheet, changed."""
    frame = pd.DataFrame(TABLE, columns=list("ABCDEFGHI"), index=range(1, 5), dtype="str")
    for name, text in changes.items():
        frame.loc[int(name[1:]), name[0]] = text
    # its one line item is no whole round
    return figures_of(made_up("made-up.xlsx", "Table 1.2", frame), Options(partial=True))


def test_a_round_to_come_is_read_from_its_headings():
    """Years and release are read from the headings, not from a list of known rounds."""
    frame = table()
    assert set(frame["release"]) == {"2030-40"}
    assert set(zip(frame["base_year"], frame["projected_year"], strict=True)) == {(2030, 2040)}


def test_a_top_coded_wage_is_a_bound():
    """A wage printed as >=$300,000 has no value, only a threshold."""
    wage = table().query("measure == 'wage'").iloc[0]
    assert (wage["status"], wage["bound"], wage["threshold"]) == ("top-coded", ">=", 300_000)
    assert pd.isna(wage["value"])
    assert wage["locator"] == "Table 1.2!I3"


def test_columns_and_sheets_that_are_not_read_are_named(tmp_path):
    """Separations, and a table of education beside the one of employment."""
    path = workbook(tmp_path / "occupation.xlsx", {
        "Table 1.2": TABLE, "Table 1.10": [[*line, text] for line, text in zip(
            TABLE, ["", "Labor force exits, 2030-40 annual average", "0.4", ""], strict=True)],
        "Table 5.3": [["29-2072", "made up"]] * 30,
    })  # fmt: skip
    with pytest.warns(Reported) as warned:
        read(path, partial=True)
    said = " ".join(str(warning.message) for warning in warned)
    assert "Table 1.10: columns that are not read: Labor force exits, 2030-40 annual" in said
    assert "not read: Table 5.3" in said


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"D3": "ten"}, r"employment in row 3 prints 'ten'; expected a number"),
        ({"D2": "Employment in some year"}, r"no heading 'Employment in some year'; exp"),
        ({"D2": "Notes"}, r"expected 2 column\(s\) of employment, found 1"),
        ({"B3": "n/a"}, r"no row with a code such as 29-2072"),
        ({"D3": "$10.0"}, r"in row 3 prints '\$10.0'; expected a number from 0, N/A or a dash"),
        ({"E3": ">=11.5"}, r"employment in row 3 prints '>=11.5'; expected a number"),
    ],
)
def test_a_table_that_cannot_be_understood_is_refused(changes, message):
    """Nothing is guessed: the error names file, place, text and what would be right."""
    with pytest.raises(SourceError, match=message):
        table(**changes)


def test_attributes_are_texts_with_their_cells():
    """Education, experience and training keep the category None and lead to a cell."""
    found = source("ep").tables["attributes"](*cut_of("ep", release="2024-34"))
    row = found[found["soc"].eq("29-9021")].set_index("attribute")
    assert row.loc["typical education needed for entry", "printed"] == "Associate's degree"
    assert row.loc["typical on-the-job training", "printed"] == "None"
    assert row.loc["typical education needed for entry", "locator"].startswith("Table 1.2!M")
    assert not found["printed"].isin(["—", ""]).any()


DOCUMENTS = {
    "Employment Projections.csv": '"Occupation Title","Occupation Code","Employment 2030",'
    '"Employment 2040","Employment Change, 2030-2040","Employment Percent Change, 2030-2040",'
    '"Occupational Openings, 2030-2040 Annual Average","Median Annual Wage 2030"\n'
    '"Made-up records specialists    * Coder","=""29-2072""","10.0","11.5","1.5","15.0","0.9",'
    '"48,780"\n"Made-up managers","=""11-9111""","100.0","90.0","-10.0","-10.0","9","N/A"\n'
}
