"""Tables of text in a notebook: whole, escaped, flush left."""

import pandas as pd

from hitdata.views import as_html


def test_texts_are_whole_and_escaped():
    """A sentence longer than pandas shows is not cut off, and marks in it are no HTML."""
    long = "a < b & c " * 40
    html = as_html(pd.DataFrame({"says": [long]}))
    assert html.count("a &lt; b &amp; c") == 40
    assert html.count("text-align: left") == html.count("<td") + html.count("<tr style")


def test_what_is_missing_is_blank_and_a_heading_can_be_left_out():
    """Nobody reads NaN; and there is no border, no number of the row."""
    rows = pd.DataFrame({"field": ["period"], "content": [None]}, index=[17], dtype="str")
    with_heading, without = as_html(rows), as_html(rows, header=False)
    for html in (with_heading, without):
        assert '<td style="text-align: left"></td>' in html
        assert not {"17", "NaN", "None", "border"} & set(html.replace("<", " ").split())
    assert "<th>field</th>" in with_heading
    assert "field" not in without
    assert pd.get_option("display.max_colwidth") == 50, "what is set for it is set back"
