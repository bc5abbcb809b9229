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
