"""Series of OEWS: what an identifier says, and the bound that a footnote prints."""

import pandas as pd
import pytest

from hitdata.errors import SourceError
from hitdata.surveys.oews_series import bound_in, decoded

FOOTNOTE = {
    "code": "5",
    "text": "This wage is equal to or greater than $100.00 per hour or $208,000 per year.",
}


@pytest.mark.parametrize(
    ("series", "said"),
    [
        ("OEUN000000000000029207213", ("US", "cross-industry", "1235", "29-2072", "p50")),
        ("OEUN000000000000129207213", ("US", "cross-industry", "5", "29-2072", "p50")),
        ("OEUN000000031--3329207204", ("US", "NAICS 31-33", None, "29-2072", "mean")),
        ("OEUN000000062--6329207201", ("US", "NAICS 62", None, "29-2072", "total")),
        ("OEUN000000062200029207201", ("US", "NAICS 622000", None, "29-2072", "total")),
        ("OEUN00000003250A129207201", ("US", "NAICS 3250A1", None, "29-2072", "total")),
        ("OEUS360000000000029207205", ("NY", "cross-industry", "1235", "29-2072", "rse")),
        ("OEUM001018000000029207211", ("CBSA 10180", "cross-industry", "1235", "29-2072", "p10")),
        ("OEUM003108400000029207211", ("division 31084", "cross-industry", "1235", "29-2072",
                                       "p10")),
        ("OEUM010000100000029207211", ("nonmetropolitan 0100001", "cross-industry", "1235",
                                       "29-2072", "p10")),
    ],
)  # fmt: skip
def test_the_characters_of_a_series_have_their_meaning(series, said):
    """Area and its kind, industry, occupation and datatype, as BLS's oe.txt divides them."""
    found = decoded(pd.Series([series]), "x")
    row = found[["area", "industry", "ownership", "soc", "statistic"]].iloc[0]
    assert tuple(row.astype(object).where(row.notna(), None)) == said


@pytest.mark.parametrize(
    ("series", "message"),
    [
        ("OEUX000000000000029207213", "is not a series of OEWS; expected one such as OEUN"),
        ("OEUN00000000000002920721", "is not a series of OEWS"),
        ("OEUN000000000000029207299", "is not a series of OEWS"),
        ("OESN000000000000029207213", "is not a series of OEWS"),
    ],
)
def test_a_series_that_is_none_is_named(series, message):
    """Of an area of no kind, too short, of no datatype, adjusted, of a state that there is not."""
    with pytest.raises(SourceError, match=f"x: series '{series}' {message}"):
        decoded(pd.Series(["OEUN000000000000029207213", series]), "x")


def test_a_footnote_prints_a_bound_for_an_hour_and_a_year():
    """In dollars and cents; a footnote about something else prints none."""
    assert bound_in(FOOTNOTE["text"], "USD/hour") == 100
    assert bound_in(FOOTNOTE["text"], "USD/year") == 208_000
    assert bound_in("Estimate not released.", "USD/year") is None
