import json
import re

import pytest

import hitdata

TWO = ["bls.oews.2023-05.us.29-9021.wage.p50.usd-year",
       "bls.oews.2023-05.us.29-9021.wage.p90.usd-year"]  # fmt: skip


def test_figures_of_one_file_share_a_reference():
    """A reference stands for a published file; its note names the cells."""
    text = hitdata.cite(TWO)
    assert text.count("\n") == 0
    assert "national_M2023_dl!AB606, national_M2023_dl!AD606" in text


def test_bibtex_is_complete_and_escaped():
    """An entry has a key, balanced braces, and no character that LaTeX would read as a command."""
    entry = hitdata.cite(TWO[0], style="bibtex")
    assert re.match(r"@misc\{bls-national-m2023-dl-xlsx,\n", entry)
    assert entry.count("{") == entry.count("}")
    assert r"national\_M2023\_dl.xlsx" in entry
    assert "author = {{U.S. Bureau of Labor Statistics}}" in entry


def test_csl_json_has_what_the_schema_demands():
    """Each item has id and type, and dates as date-parts."""
    items = json.loads(hitdata.cite(TWO, style="csl-json"))
    assert len(items) == 1
    assert items[0]["type"] == "dataset"
    assert items[0]["id"] == "bls-national-m2023-dl-xlsx"
    assert items[0]["accessed"] == {"date-parts": [[2026, 11]]}


def test_a_quoted_figure_cites_the_guide():
    """What a guide prints is the guide's; whom it quotes is said."""
    rows = hitdata.load(quoted=True, publisher="Payscale")
    start = "Healthcare IT salary guide. Career guide (quoting Payscale)"
    assert hitdata.cite(rows).startswith(start)


def test_many_cells_are_counted():
    """More cells than a reader wants to see are counted instead of listed."""
    rows = hitdata.load(release="2023-05", soc="29-9021", quoted=False, industry="cross-industry")
    assert f"and {len(rows) - 8} more" in hitdata.cite(rows)


def test_an_unknown_style_is_refused():
    """The styles there are stand in the error."""
    with pytest.raises(hitdata.UnknownValue, match=r"style 'apa'.*known are 'bibtex'"):
        hitdata.cite(TWO, style="apa")
