"""Real wages over the years: no line crosses a change of code, method or top code unsaid."""

from itertools import pairwise
from math import log

import pandas as pd
import pytest

import hitdata
from hitdata.distribution import real_wages
from hitdata.normalize import relation
from hitdata.soc import group_of
from hitdata.table.schema import DTYPES

#: What a user finds in the table, in this order.
COLUMNS = [
    "group", "soc", "soc_system", "occupation", "level", "area", "industry", "unit", "statistic",
    "release", "period", "status", "value", "threshold", "real", "real_threshold", "dollars_of",
    "segment", "break_why", "figure_id",
]  # fmt: skip


@pytest.fixture(scope="module")
def table():
    """Every national wage of the family in dollars of May 2025."""
    wages = hitdata.load(source="OEWS", area="US", industry="cross-industry", unit="USD/year",
                         quoted=False)  # fmt: skip
    return real_wages(wages, of="2025-05")


def lines(table):
    """Yield the figures that may be joined, line by line."""
    for _, line in table.groupby(["group", "statistic", "segment"]):
        yield line.to_dict("records")


def test_the_columns_are_those_announced(table):
    """A row per published figure, with every column that is documented."""
    assert list(table) == COLUMNS
    assert all(column in real_wages.__doc__ for column in COLUMNS if column not in DTYPES)
    assert table["figure_id"].is_unique
    assert table["release"].agg(["min", "max"]).tolist() == ["2000", "2025-05"]


def test_no_line_crosses_a_change(table):
    """Within a line the occupation is one, the method is one, and no release is jumped over."""
    for line in lines(table):
        for old, new in pairwise(line):
            assert relation(old["soc"], old["soc_system"], new["soc"], new["soc_system"]).same
            assert not old["release"] < "2021-05" <= new["release"]
            assert new["statistic"] == "mean" or "2021-05" not in (old["release"], new["release"])
            assert int(new["release"][:4]) - int(old["release"][:4]) == 1


def test_no_line_joins_values_and_bounds(table):
    """A line has values or bounds of one top code, never both."""
    for line in lines(table):
        kinds = {"value" if row["value"] == row["value"] else row["threshold"] for row in line}
        assert len(kinds) == 1


def test_every_break_says_why(table):
    """A line that begins after the first release of its series gives a reason."""
    begins = table.drop_duplicates(["group", "statistic", "segment"])
    first = table.groupby(["group", "statistic"])["release"].transform("min")
    later = begins["release"] > first[begins.index]
    assert later.sum() > 400
    assert begins.loc[later, "break_why"].ne("").all()
    assert table.drop(begins.index)["break_why"].eq("").all()


#: Code -> what each of its breaks at May 2021 must name: codes, edition and method.
MAY_2021 = {
    "00-0000": ["model since May 2021", "heap"],
    "29-2072": ["29-2098 to 29-2072", "gives way to SOC 2018", "model since May 2021", "heap"],
    "29-9021": ["29-9098 to 29-9021", "gives way to SOC 2018", "model since May 2021", "heap"],
}


@pytest.mark.parametrize("soc", MAY_2021)
def test_a_break_gives_all_of_its_reasons(table, soc):
    """At May 2021 codes, the edition and the method changed at once, and none hides another."""
    median = table[table["soc"].eq(soc) & table["statistic"].eq("p50")].set_index("release")
    assert all(reason in median.loc["2021-05", "break_why"] for reason in MAY_2021[soc])


def test_a_line_that_begins_late_says_why():
    """Of a frame that lacks 29-9098, 29-9021 begins in May 2021: what it was, and the method."""
    wages = hitdata.load(source="OEWS", soc=["29-9021", "00-0000"], statistic="p50", area="US",
                         unit="USD/year", industry="cross-industry", quoted=False)  # fmt: skip
    said = real_wages(wages, of="2025-05").query("soc == '29-9021'")["break_why"].iloc[0]
    assert said.startswith("29-9021 of SOC 2018 was 29-9098 in SOC 2010/2018 hybrid")
    assert "model since May 2021" in said


@pytest.mark.parametrize(
    ("soc", "percent"), [("29-2072", -1.4), ("29-9021", 6.2), ("00-0000", 0.1)]
)
def test_real_change_under_one_method(table, soc, percent):
    """From May 2022 to May 2025, in dollars of May 2025, as another program counted it."""
    line = table[table["soc"].eq(soc) & table["statistic"].eq("p50")]
    last = line[line["segment"].eq(line["segment"].max())]["real"]
    assert (last.iloc[-1] / last.iloc[0] - 1) * 100 == pytest.approx(percent, abs=0.05)


def test_the_percentiles_of_may_2021_heap(downloads):
    """22 % in the six fullest bins of 2 %, 9 to 14 % in the releases around it."""
    for release, least, most in (("2020-05", 9, 14), ("2021-05", 21, 23), ("2022-05", 9, 14)):
        (book,) = (
            path for path in downloads.rglob("national_M*_dl.xls*") if release[:4] in path.name
        )
        wages = hitdata.read(book, period=release).query(
            "unit == 'USD/year' and statistic != 'mean'"
        )
        bins = pd.Series((wages["value"].dropna().map(log) / log(1.02)) // 1)
        share = 100 * bins.value_counts().head(6).sum() / len(bins)
        assert least < share < most


def test_dollars_of_one_month(table):
    """$48,780 of May 2023 are $51,563 of May 2025, by CPI-U 321.465 / 304.127 (BLS)."""
    median = table[table["soc"].eq("29-2072") & table["statistic"].eq("p50")]
    row = median.set_index("release").loc["2023-05"]
    assert row["value"] == 48_780
    assert row["real"] == pytest.approx(48_780 * 321.465 / 304.127, abs=0.5)


def test_records_technicians_are_four_lines(table):
    """29-2071 became part of 29-2098, then 29-2072, whose May 2021 stands alone: four lines."""
    median = table[table["group"].eq(group_of("29-2072")) & table["statistic"].eq("p50")]
    begins = median.drop_duplicates("segment")
    assert begins["soc"].tolist() == ["29-2071", "29-2098", "29-2072", "29-2072"]
    assert begins["release"].tolist() == ["2000", "2019-05", "2021-05", "2022-05"]
    assert begins["break_why"].iloc[1].startswith("29-2071 to 29-2098 is ")


def test_a_top_code_breaks_only_what_it_cuts_off(table):
    """IT managers' p90 breaks at each top code; their median, below all of them, at none."""
    managers = table[table["soc"].eq("11-3021")]
    median = managers[managers["statistic"].eq("p50")].drop_duplicates("segment")
    assert median["release"].tolist() == ["2000", "2021-05", "2022-05"]
    upper = managers[managers["statistic"].eq("p90")].drop_duplicates("segment")
    why = upper.set_index("release")["break_why"]
    assert why["2004-05"] == "a value in 2003-05, top-coded at $145,600 in 2004-05"
    assert why["2016-05"] == "top-coded at $187,200 in 2015-05, top-coded at $208,000 in 2016-05"
    assert why["2025-05"] == "top-coded at $239,200 in 2024-05, a value in 2025-05"


def test_a_missing_release_is_a_break():
    """With 2015 left out, nothing joins 2014 to 2016."""
    wages = hitdata.load(source="OEWS", soc="29-1141", statistic="p50", unit="USD/year",
                         release=["2014-05", "2016-05", "2017-05"], area="US",
                         industry="cross-industry")  # fmt: skip
    table = real_wages(wages, of="2017-05")
    assert table["segment"].tolist() == [1, 2, 2]
    assert table["break_why"].tolist() == ["", "no release between 2014-05 and 2016-05", ""]


def test_nothing_in_nothing_out():
    """No figures: no rows, the same columns."""
    empty = real_wages(hitdata.load(soc="29-9021").head(0), of="2024-05")
    assert (len(empty), list(empty)) == (0, COLUMNS)


def test_arguments_stay_as_they_are():
    """The figures that are passed in are not changed."""
    wages = hitdata.load(source="OEWS", soc="29-1141", area="US", release="2024-05")
    before = wages.copy()
    real_wages(wages, of="2024-05")
    pd.testing.assert_frame_equal(wages, before)


def test_a_code_under_two_levels_counts_once():
    """Where one code is a broad and a detailed line, the detailed one stays."""
    wages = hitdata.load(source="OEWS", soc="29-1141", statistic="p50", unit="USD/year", area="US",
                         release="2024-05", industry="cross-industry")  # fmt: skip
    broad = wages.assign(level="broad", value=1.0)
    for both in (pd.concat([wages, broad]), pd.concat([broad, wages])):
        assert real_wages(both, of="2024-05")["level"].tolist() == ["detailed"]
