"""Words: releases, headlines and notes say what the rows hold, and nothing else."""

import pandas as pd
import pytest

from hitdata.charts.words import caveat, dated, flags, outlook, source_line, span


def test_releases_are_read_as_they_are_meant():
    """A month, a round and a year look alike in the table and are told apart for the reader."""
    said = [dated(release) for release in ("2023-05", "2012-22", "2009", "2022/2032", None)]
    assert said == ["May 2023", "2012–22", "2009", "2022–32", "period not stated"]


def test_the_span_of_releases_skips_missing_ones():
    """A source line of quoted figures, whose releases are missing, does not fail or invent one."""
    assert span(pd.Series([None, None], dtype="str")) == "period not stated"
    assert span(pd.Series([None, "2024-05"], dtype="str")) == "May 2024"


def test_a_headline_names_codes_as_readers_know_them():
    """Health information has short names; another occupation keeps its title."""
    rows = pd.DataFrame({"soc": ["29-2072", "15-1211"], "occupation": ["Records", "Analysts"],
                         "projected_year": 2034, "change": [7.1, -2.0]})  # fmt: skip
    assert outlook(rows, "change") == "By 2034: records specialists +7.1%, Analysts −2.0%"


def test_a_source_line_tells_publishers_from_guides(figures):
    """What a guide quotes is the guide's, and whom it quotes is said after it."""
    one = figures[figures["soc"].eq("11-3021") & figures["statistic"].eq("p50")]
    one = one[one["release"].eq("2023-05") & one["industry"].eq("NAICS 62")]
    guide = one["quoted_by"].dropna().iloc[0]
    assert source_line(one) == (
        f"BLS, Occupational Employment and Wage Statistics (OEWS), May 2023; {guide}, quoting BLS."
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, ()),
        ({"status": "top-coded", "threshold": 239_200.0},
         ("Open end: top-coded, published only as $239,200 a year or more.",)),
        ({"status": "not released"}, ("Figures that were not released are left out.",)),
        ({"bound": "~"}, ("≈ printed as approximate.",)),
        ({"quoted_by": "a guide"},
         ("Quoted figures are what a guide prints, not necessarily what was published.",)),
    ],
)  # fmt: skip
def test_each_flag_has_its_sentence(row, said):
    """A row that carries a flag brings its note, and a plain row none."""
    plain = {"status": "normal", "threshold": None, "bound": "=", "quoted_by": None}
    assert flags(pd.DataFrame([{**plain, **row}])) == said


def test_a_caveat_is_told_of_rows_that_it_concerns(figures):
    """Hybrid codes are told of where 29-2098 is drawn, and not where it is not."""
    own = figures[figures["source"].eq("OEWS") & figures["area"].eq("US")]
    own = own.drop_duplicates(["soc", "release"])
    assert "29-2098" in caveat("hybrid codes", own) or "code" in caveat("hybrid codes", own)
    assert caveat("hybrid codes", own[own["release"].eq("2025-05")]) == ""
