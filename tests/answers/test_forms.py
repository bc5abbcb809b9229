"""Forms of an answer: numbers as readers write them, texts that stay texts."""

import pandas as pd

from hitdata.answers.forms import Section, as_html, as_markdown, dated, money


def test_numbers_are_written_as_readers_write_them():
    """Annual pay in whole dollars, hourly pay with cents; a month by its name."""
    assert (money(105_850), money(24.16), money(float("nan"))) == (
        "$105,850", "$24.16", "not published",
    )  # fmt: skip
    assert (dated("2025-05"), dated("2001"), dated("2024-34")) == ("May 2025", "2001", "2024-34")


def test_what_a_text_holds_is_not_markup():
    """A title with a bracket is shown, not run."""
    rows = pd.DataFrame({"what": ["<b>x</b>"], "value": [8.7], "unit": ["percent"]})
    page = as_html("A <script>", [Section("A & B", ["1 < 2"], rows)])
    assert "<script>" not in page
    assert "A &amp; B" in page
    assert "&lt;b&gt;x" in page
    assert "8.7%" in page


def test_a_section_without_rows_is_its_sentences():
    """Nothing is drawn and no table is set of nothing."""
    assert as_markdown("T", [Section("S", ["Nothing."])], None) == "# T\n\n## S\n\nNothing.\n"
