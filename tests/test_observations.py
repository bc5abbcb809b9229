import pandas as pd
import pytest

from hitdata.errors import InvalidFigure
from hitdata.observations import check, combine, empty, tidy
from hitdata.schema import CONTRACT, DTYPES

ROW = {
    "publisher": "BLS", "source": "OEWS", "release": "2023-05", "occupation": "Medical Assistants",
    "soc": "31-9092", "soc_system": "SOC 2018", "soc_match": "published", "level": "detailed",
    "area": "US", "industry": "cross-industry", "measure": "wage", "statistic": "p50",
    "unit": "USD/year", "printed": "42000", "value": 42000, "bound": "=", "status": "normal",
    "period": "2023-05", "file": "made-up.xlsx", "locator": "A1", "sha256": "0",
}  # fmt: skip


def rows(*changes: dict) -> pd.DataFrame:
    """Return made-up figures, each the row above with some changes."""
    return pd.DataFrame([ROW | change for change in changes])


def test_columns_and_types_are_always_those_of_the_contract():
    """Whatever goes in, the same columns in the same order and types come out."""
    names = [column.name for column in CONTRACT]
    for frame in (tidy(rows({})), empty(), combine([]), combine([tidy(rows({}))])):
        assert list(frame)[: len(names)] == names
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == DTYPES


@pytest.mark.parametrize(
    ("change", "segment"),
    [
        ({"unit": "USD/hour"}, "usd-hour"),
        ({"industry": "NAICS 62"}, "naics-62"),
        ({"ownership": "5"}, "own-5"),
        ({"coverage": "all jobs"}, "all-jobs"),
        ({"level": "broad"}, "broad"),
        ({"area": "CA"}, "ca"),
        ({"statistic": "rse", "error_of": "mean", "unit": "percent"}, "of-mean"),
        ({"period": "2022"}, "2022"),
        ({"pay_basis": "total pay"}, "total-pay"),
        ({"experience_min": 0.0, "experience_max": 2.0}, "exp-0-2"),
        ({"experience_min": 8.0}, "exp-8-up"),
        ({"statistic": "low", "range_kind": "entry"}, "entry"),
        ({"release": None, "period": None, "projected_year": 2028}, "by-2028"),
        ({"quoted_by": "A guide", "locator": "line 7"}, "a-guide-line-7"),
    ],
)
def test_what_tells_two_figures_apart_stands_in_the_identifier(change, segment):
    """Each column that sets a figure apart gives its identifier a segment of its own."""
    frame = tidy(rows({}, change))
    assert segment in frame["figure_id"][1].split(".")
    assert frame["figure_id"][0] != frame["figure_id"][1]


def test_ordinary_values_stay_out_of_the_identifier():
    """What a product's figures ordinarily are is not repeated in each identifier."""
    ordinary = {"industry": ["cross-industry"], "level": ["detailed"]}
    assert tidy(rows({}), ordinary=ordinary)["figure_id"].item() == (
        "bls.oews.2023-05.us.31-9092.wage.p50.usd-year"
    )


def test_a_code_that_is_not_published_does_not_name_the_figure():
    """Our own matching of a title may improve without renaming the figure."""
    first = tidy(rows({"soc_match": "related"}))["figure_id"].item()
    second = tidy(rows({"soc_match": "related", "soc": "29-2072"}))["figure_id"].item()
    assert first == second
    assert "medical-assistants" in first


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"statistic": "median"}, r"wrong statistic.*found 'median'"),
        ({"unit": "dollars"}, r"wrong unit.*found 'dollars'"),
        ({"value": None}, "wrong value.*a number, as status is normal"),
        ({"status": "top-coded", "threshold": 239200}, "missing, as status is not normal"),
        ({"status": "top-coded", "value": None}, "wrong threshold"),
        ({"statistic": "rse"}, "wrong error_of"),
        ({"publisher": None}, "wrong publisher"),
        ({"period": "May 2023"}, "expected 2023-05, 2022 or a range"),
        ({"period": "2023-13"}, "expected 2023-05"),
        ({"period": "2032/2022"}, "ends before it starts"),
        ({"base_year": "soon"}, "column 'base_year' must hold Int64"),
        ({"wage": 1}, "columns that the tidy table does not have: wage"),
    ],
)
def test_a_figure_that_breaks_a_rule_is_refused(change, message):
    """The error names the column, what was found and what would be right."""
    with pytest.raises(InvalidFigure, match=message):
        tidy(rows(change))


def test_a_key_that_occurs_twice_is_refused_with_both_places():
    """Two cells that claim to be the same figure are an error, as when broad and detailed meet."""
    with pytest.raises(InvalidFigure, match=r"share a key.*made-up.xlsx A1 and made-up.xlsx B9"):
        tidy(rows({}, {"locator": "B9", "value": 1}))
    apart = tidy(rows({"level": "broad"}, {"level": "detailed"}))
    with pytest.raises(InvalidFigure, match="share a key"):
        combine([apart, apart])


def test_periods_are_typed_as_first_and_last_day():
    """A month, a year and a range all say on which days they begin and end."""
    frame = tidy(
        rows({}, {"period": "2024"}, {"period": "2022/2032"}, {"period": None, "release": None})
    )
    days = frame[["period_start", "period_end"]].astype("str").to_numpy().tolist()
    assert days[0] == ["2023-05-01", "2023-05-31"]
    assert days[1] == ["2024-01-01", "2024-12-31"]
    assert days[2] == ["2022-01-01", "2032-12-31"]
    assert frame.loc[3, ["period_start", "period_end"]].isna().all()


def test_check_wants_all_columns():
    """A frame that lost a column is no tidy table."""
    with pytest.raises(InvalidFigure, match="columns must be"):
        check(tidy(rows({})).drop(columns="locator"))


def test_nothing_is_changed_in_what_is_given():
    """`tidy` returns a new frame and leaves the one it was given alone."""
    given = rows({})
    before = given.copy()
    tidy(given)
    pd.testing.assert_frame_equal(given, before)


def test_of_millions_repeated_texts_are_categories(monkeypatch):
    """Values, identifiers and checks are the same; identifiers and places stay texts."""
    few = tidy(rows({}, {"statistic": "mean"}, {"soc": None, "soc_match": None}))
    monkeypatch.setattr("hitdata.observations.MANY", 3)
    many = tidy(rows({}, {"statistic": "mean"}, {"soc": None, "soc_match": None}))
    assert many["soc"].dtype == "category"
    assert many["quoted_by"].dtype == "category"
    assert {str(many[name].dtype) for name in ("figure_id", "locator")} == {"str"}
    pd.testing.assert_frame_equal(many.astype(DTYPES), few)
    both = combine([few, tidy(rows({"soc": "29-1141"}))])
    assert both["soc"].astype("str").to_list()[-1] == "29-1141"
    with pytest.raises(InvalidFigure, match=r"share a key.*made-up.xlsx A1 and made-up.xlsx B9"):
        tidy(rows({}, {"locator": "B9"}, {"statistic": "p10"}))
