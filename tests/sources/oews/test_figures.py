"""Each cell of a table as a figure: its number or its mark, and what names its row."""

import pandas as pd
import pyarrow as pa
import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.files import Reported
from hitdata.files.text import letters
from hitdata.sources import Options, source
from hitdata.sources.oews.figures import numbers
from hitdata.table.schema import DTYPES
from tests.made_up import LAYOUTS, RELEASES, headings, row, table
from tools.originals import open_cut, read_originals

LAYOUT = "national 2021"


def figure(frame: pd.DataFrame, statistic: str, unit: str) -> pd.Series:
    """Return the one wage figure of a statistic and unit."""
    wages = frame[frame["measure"].eq("wage")]
    return wages[wages["statistic"].eq(statistic) & wages["unit"].eq(unit)].iloc[0]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_vintage_is_read_alike(figures_of, layout):
    """Headings drift, the figures do not: name, place, padding and value come out the same."""
    heading = [name.lower() for name in headings(layout)]
    release = RELEASES[layout][-1]
    frame = figures_of(layout, {"a_median": "         48780"}, release=release)
    found = figure(frame, "p50", "USD/year")
    assert (found["value"], found["printed"]) == (48_780, "         48780")
    assert found["locator"] == f"made_up!{letters(40)[heading.index('a_median')]}2"
    assert found["release"] == found["period"] == release
    assert set(frame["measure"]) >= {"employment", "wage"}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("53690", 53_690.0), ("  155030", 155_030.0), ("155,030", 155_030.0), ("$23.45", 23.45),
        ("$53,690.00", 53_690.0), (".5", 0.5), ("1,234,567", 1_234_567.0), ("0", 0.0),
    ],
)  # fmt: skip
def test_a_number_is_known_as_a_spreadsheet_writes_it(text, number):
    """Padded, grouped, with the sign of the dollar."""
    assert numbers(pd.Series([text])).to_list() == [number]


@pytest.mark.parametrize(
    "text", ["", "#", "*", "-5", "1,23", "1e5", "12,34,567", "5 %", "٣", "n.a.", "1.2.3", "$", "+5"]
)
def test_nothing_else_is_a_number(text):
    """Neither marks nor signs, powers or groups of two digits."""
    assert numbers(pd.Series([text])).isna().all()


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
def test_a_mark_becomes_a_status(figures_of, text, row, status, threshold):
    """A mark has its meaning, and annual pay of an hourly-only occupation does not exist."""
    frame = figures_of(LAYOUT, {"a_median": text} | row, release="2024-05")
    found = figure(frame, "p50", "USD/year")
    assert pd.isna(found["value"])
    assert found["printed"] == text
    assert found["status"] == status
    assert found["threshold"] == threshold or (threshold is None and pd.isna(found["threshold"]))


def test_hourly_pay_of_an_annual_only_occupation_does_not_exist(figures_of):
    """The flag in the older files is the word true, in the newer a truth value."""
    for layout, release, flag in (("national 2000", "2002", "true"), (LAYOUT, "2024-05", "TRUE")):
        frame = figures_of(layout, {"h_median": "*", "annual": flag}, release=release)
        assert figure(frame, "p50", "USD/hour")["status"] == "not applicable"


def test_less_than_half_a_percent_is_bottom_coded(figures_of):
    """A tilde stands for less than 0.5 percent of the establishments."""
    frame = figures_of(LAYOUT, {"pct_rpt": "~"}, release="2024-05")
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
def test_a_top_coded_wage_carries_the_bound_of_its_release(figures_of, release, hour, year):
    """Bounds as each release's field descriptions give them: $70 and $145,600 in 2000, ..."""
    marks = {"a_median": "#", "h_median": "#"}
    frame = figures_of("national 2014", marks, release=release)
    assert figure(frame, "p50", "USD/year")["threshold"] == year
    assert figure(frame, "p50", "USD/hour")["threshold"] == hour
    assert set(frame["bound"].dropna()) == {"=", ">="}


def test_a_mark_of_a_release_without_a_known_bound_is_read_and_said(tmp_path):
    """Bounds have only risen: a later # is at or above the last one known, $239,200 a year."""
    rows = [headings(LAYOUT), row(LAYOUT, a_pct90="#", h_pct90="#")]
    path = table(tmp_path / "national_M2031_dl.csv", rows)
    with pytest.warns(Reported, match="2 wages are top-coded, for which no bound of 2031-05 is"):
        figures = read(path, partial=True)
    topped = figures[figures["status"].eq("top-coded")].set_index("unit")["threshold"]
    assert topped.to_dict() == {"USD/year": 239_200, "USD/hour": 115}


def test_a_blank_is_a_figure_only_where_something_was_to_be_printed(figures_of):
    """Jobs and wages are never blank; a column that a release has for another product may be."""
    blank = {"tot_emp": "", "h_mean": "", "a_pct90": "", "pct_rpt": "", "loc_quotient": ""}
    frame = figures_of(LAYOUT, blank, release="2024-05")
    found = frame[frame["printed"].eq("")].set_index(["measure", "statistic"])["status"]
    assert found.to_dict() == {
        ("employment", "total"): "not released", ("wage", "mean"): "not released",
        ("wage", "p90"): "withheld or top-coded",
    }  # fmt: skip


def test_a_converted_blank_is_withheld_or_top_coded(raw):
    """The state table lost which of the two a blank was; a mean was never top-coded."""
    listed = next(o for o in read_originals(raw / "SOURCES.csv") if "state_health" in o.file)
    frame = source("oews").read(open_cut(raw, listed), Options(original=listed))
    california = frame[frame["area"].eq("CA") & frame["soc"].eq("11-3021")]
    p90 = california[california["statistic"].eq("p90")].set_index("release")
    assert p90.loc["2024-05", "status"] == "withheld or top-coded"
    assert p90.loc["2024-05", "threshold"] == 239_200
    blank_means = frame[frame["statistic"].eq("mean") & frame["value"].isna()]
    assert set(blank_means["status"]) == {"not released"}
    assert len(set(frame["area"])) == 51, "the states and the District of Columbia"


def test_a_text_that_is_no_figure_is_refused(figures_of):
    """The error names the file, the column, the row, the text and what it may be."""
    rows = [{}, {"occ_code": "29-2071", "a_median": "n.a."}]
    with pytest.raises(SourceError, match=r"made-up.xls: a_median in row 3 prints 'n.a.'; exp"):
        figures_of(LAYOUT, *rows, release="2024-05")


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A hundred thousand figures: a table of 51 areas and 121 occupations."""
    layout = "state 2012"
    states = [f"{n:02}" for n in range(1, 57) if n not in {3, 7, 14, 43, 52}]
    codes = ["00-0000", *(f"29-{n}" for n in range(1011, 1131))]
    rows = [row(layout, area=area, occ_code=code, occ_group="total" if code == "00-0000" else
                "detailed", a_mean="*" if code.endswith("9") else 53_690)
            for area in states for code in codes]  # fmt: skip
    path = table(tmp_path_factory.mktemp("many") / "state_M2014_dl.csv", [headings(layout), *rows])
    return read(path)


def test_many_figures_are_typed_as_few_are(many):
    """Texts are text, numbers are numbers, at every length."""
    assert len(many) > 100_000
    assert {name: str(dtype) for name, dtype in many.dtypes.items()} == DTYPES
    part = many[many["soc"].eq("29-1019")]
    assert {name: str(dtype) for name, dtype in part.dtypes.items()} == DTYPES
    assert many["figure_id"].is_unique
    assert set(many.loc[many["printed"].eq("*"), "status"]) == {"not released"}
    assert many["area"].nunique() == 51


def test_figures_of_one_row_share_its_name(many):
    """What all figures say, and what names a row, is in memory once: not once for each column."""
    held = {name: pa.array(many[name].array) for name in ("occupation", "file", "soc")}
    for name, column in held.items():
        buffers = [{b.address for b in chunk.buffers() if b} for chunk in column.chunks]
        assert len(buffers) > 10, f"{name} lies in one piece"
        assert len(set.union(*buffers)) < 0.3 * sum(map(len, buffers)), name
