"""The nine-field form, as CSV and as YAML."""

import pytest

from hitdata import read
from hitdata.errors import SourceError

HEADING = "publisher,occupation,statistic,value,unit,pay basis,period,quoted from,note\n"
CSV = HEADING + (
    'Made-up Survey,Records specialist,median,"$48,780",USD/year,base pay,2023-05,'
    "a made-up guide,seen\n"
    "Made-up Survey,Records specialist,p90,150K+,USD/year,,,,\n"
    "Made-up Bureau,Records specialist,percent,~8.5,percent,,2022/2032,,\n"
)
YAML = """
- publisher: Made-up Survey
  occupation: Records specialist
  statistic: p50
  value: 48,780
  unit: USD/year
  period: 2023
"""


def written(tmp_path, text, name="figures.csv"):
    """Write a text and return its path."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_is_a_figure(tmp_path):
    """Bounds, thousands and the place it was quoted from are kept; all are user-supplied."""
    first, second, third = read(written(tmp_path, CSV)).itertuples()
    assert (first.value, first.statistic, first.period) == (48_780, "p50", "2023-05")
    assert (first.printed, first.quoted_by) == ("$48,780", "a made-up guide")
    assert (second.value, second.bound) == (150_000, ">=")
    assert (third.value, third.bound, third.measure) == (8.5, "~", "employment change")
    assert (third.base_year, third.projected_year) == (2022, 2032)
    assert all("not redistributable" in row.note for row in (first, second, third))
    assert [row.locator for row in (first, second, third)] == ["line 2", "line 3", "line 4"]


def test_yaml_says_the_same(tmp_path):
    """The name of the file does not matter; a year stays text."""
    figure = read(written(tmp_path, YAML, "notes.txt")).iloc[0]
    assert (figure["value"], figure["period"], figure["locator"]) == (48_780, "2023", "entry 1")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("median", "typical", r"line 2: statistic 'typical' of USD/year; expected average, high"),
        ("USD/year,base", "EUR/year,base", r"unit 'EUR/year'; expected USD/year"),
        ('"$48,780"', "-5", "value '-5' cannot be a wage"),
        ('"$48,780"', "plenty", "value 'plenty'; expected a number"),
        ("2023-05", "May 2023", "period 'May 2023'; expected 2023-05"),
        ("Made-up Survey,Records specialist,median", ",Records specialist,median", "publisher"),
        ("~8.5", "4000", "value '4000' cannot be a employment change"),
        ("note\n", "remark\n", "has a field 'remark'"),
        (",,,,\n", ",\n", "line 3 has 6 fields, its heading 9"),
    ],
)
def test_what_is_no_figure_is_refused_with_its_line(tmp_path, old, new, message):
    """Nothing is guessed for the user."""
    with pytest.raises(SourceError, match=message):
        read(written(tmp_path, CSV.replace(old, new, 1)))


def test_area_and_code_are_what_the_user_typed_or_open(tmp_path):
    """No figure is taken for the nation's in silence; a code makes it pass a filter."""
    rows = ["area,soc,publisher,occupation,statistic,value,unit,period"]
    said = [("United States", "29-2072", "2023-05"), ("CA", "29-2071", "2017"), ("", "", ""),
            ("London, UK", "", "")]  # fmt: skip
    rows += [
        f'"{a}",{c},Made-up,Job {n},p50,48780,USD/year,{p}' for n, (a, c, p) in enumerate(said)
    ]
    path = written(tmp_path, "\n".join(rows) + "\n")
    figures = read(path)
    assert figures["area"].to_list() == ["US", "CA", "not stated", "London, UK"]
    assert figures["soc"].fillna("").to_list() == ["29-2072", "29-2071", "", ""]
    assert figures["soc_system"].to_list()[:2] == ["SOC 2018", "SOC 2010"]
    assert read(path, soc="29-2072")["area"].to_list() == ["US"]
    with pytest.raises(SourceError, match="line 2: soc '292072'; expected a code such as 29-2072"):
        read(written(tmp_path, "\n".join(rows).replace("29-2072", "292072") + "\n"))


def test_two_unlike_figures_of_one_key_are_refused(tmp_path):
    """A figure typed twice with two values has no right one."""
    twice = CSV + "Made-up Survey,Records specialist,p90,160K,USD/year,,,,\n"
    with pytest.raises(SourceError, match="rows share a key"):
        read(written(tmp_path, twice))


@pytest.mark.parametrize(
    "text", ["publisher: [a, b", "- publisher: {a: b}\n", "publisher: &a [*a]"]
)
def test_yaml_that_is_no_list_of_fields_is_refused(tmp_path, text):
    """Broken, nested and self-containing YAML is an error of ours."""
    with pytest.raises(SourceError, match=r"figures.yaml: (not YAML|entry 1)"):
        read(written(tmp_path, text, "figures.yaml"))


@pytest.mark.parametrize(
    ("value", "unit", "period"),
    [("48%", "USD/year", ""), ("$8", "percent", "2022/2032"), ("$100", "jobs", "2023")],
)
def test_a_mark_that_contradicts_the_unit_is_refused(tmp_path, value, unit, period):
    """Percent of a wage and dollars of growth are slips of the pen."""
    statistic = {"USD/year": "median", "percent": "percent", "jobs": "total"}[unit]
    line = f"Made-up Survey,Records specialist,{statistic},{value},{unit},,{period},,\n"
    with pytest.raises(SourceError, match=r"line 2: value '.*expected a number of "):
        read(written(tmp_path, HEADING + line))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (CSV.replace("quoted from", "value"), "figures.csv"),
        (YAML.replace("  unit", "  value: 52,000\n  unit"), "figures.yaml"),
    ],
)
def test_a_field_said_twice_is_refused(tmp_path, text, name):
    """Neither of two values is silently lost."""
    with pytest.raises(SourceError, match="has the field 'value' twice"):
        read(written(tmp_path, text, name))


def test_a_comma_that_shifts_the_fields_is_refused(tmp_path):
    """An unquoted comma in a note must not push anything off the end of a line."""
    shifted = HEADING + "Made-up Survey,Records specialist,p50,48780,USD/year,,,,seen, twice\n"
    with pytest.raises(SourceError, match="line 2 goes on after the 9 columns of its heading"):
        read(written(tmp_path, shifted))


def test_lines_without_anything_are_no_figures(tmp_path):
    """A file may end, and be parted, by empty lines; the lines keep their numbers."""
    parted = CSV.replace("Made-up Survey,Records specialist,p90", "\nMade-up Survey,Records,p90")
    figures = read(written(tmp_path, parted + "\n"))
    assert figures["locator"].to_list() == ["line 2", "line 4", "line 5"]


DOCUMENTS = {"figures.csv": CSV, "figures.yaml": YAML}
