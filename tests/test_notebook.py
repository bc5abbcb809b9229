import pandas as pd

from hitdata.notebook import table


def test_texts_are_whole_and_escaped():
    """A sentence longer than pandas shows is not cut off, and marks in it are no HTML."""
    long = "a < b & " * 40
    html = table(pd.DataFrame({"says": [long]}))
    assert html.count("a &lt; b") == 40
    assert "text-align: left" in html
