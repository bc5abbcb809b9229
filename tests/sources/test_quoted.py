"""Figures transcribed from both guides, and transcriptions that are none."""

import pytest

from hitdata.errors import SourceError
from hitdata.files import File
from hitdata.sources import Options, source
from tests.sources.cuts import cut_of, cuts_of

figures_of = source("quoted").figures


def guide(title):
    """Return what is read of a guide's transcription."""
    return figures_of(*cut_of("quoted", title=title))


def test_both_guides_are_transcribed_whole(figures):
    """25 figures of pay and growth in one guide, 13 in the other (five printed twice); the rest
    are breaches and months of study."""
    found = figures[figures["quoted_by"].notna()]
    careers = found[found["measure"].isin(["wage", "employment", "employment change"])]
    assert careers.groupby("quoted_by").size().to_dict() == {
        "Healthcare IT salary guide": 25, "Health information technician guide": 12}  # fmt: skip
    breaches = found[found["measure"].eq("data breaches")]
    assert sorted(breaches["printed"]) == ["734", "more than half"]
    repeated = found["note"].str.contains("repeats line", na=False)
    assert repeated.sum() == 5


def test_the_qualifier_is_printed_and_becomes_a_bound():
    """Approximately, over and a plus sign are part of the print and say what the value is."""
    figures = guide("Healthcare IT salary guide").set_index("printed")
    assert figures.loc["approximately $75,500", "bound"] == "~"
    assert figures.loc["$150,000+", "bound"] == ">="
    assert figures.loc["well over $150,000", "value"] == 150_000
    assert figures.loc["$53,000", "bound"] == "="


def test_payscales_average_is_its_median_and_glassdoors_is_unsaid():
    """Payscale calls its median the average; what Glassdoor's is, the guide does not say."""
    figures = guide("Healthcare IT salary guide")
    points = figures[figures["statistic"].isin(["p50", "average", "mean"])]
    said = points.set_index("publisher")["statistic"]
    assert said["Payscale"] == "p50"
    assert said["Glassdoor"] == "average"


def test_an_origin_says_how_it_is_known():
    """The compliance officers' wage has no publisher in the guide; the number is BLS's."""
    figures = guide("Health information technician guide")
    officers = figures[figures["soc"].eq("13-1041")].iloc[0]
    assert officers["publisher"] == "Health information technician guide"
    assert officers["origin"] == "BLS OEWS"
    assert "May 2023" in officers["origin_why"]


def test_a_code_of_ours_says_why():
    """No printed title gets a code without a relation and a reason."""
    for cut in cuts_of("quoted"):
        figures = figures_of(*cut)
        coded = figures[figures["soc"].notna()]
        assert len(coded)
        assert coded[["soc_match", "soc_match_why", "soc_system"]].notna().all(axis=None)
        assert not coded["soc_match"].eq("published").any()


def test_two_numbers_in_one_print_are_refused(tmp_path):
    """A transcription is one number a line; the error names the line and the print."""
    file, _ = cut_of("quoted", title="Healthcare IT salary guide")
    path = tmp_path / "guide.csv"
    path.write_text(file.text.replace('"$75,000"', '"$75,000 to $95,000"', 1), encoding="utf-8")
    assert not source("quoted").why_not(File(path))
    with pytest.raises(SourceError, match=r"line 1 prints '\$75,000 to \$95,000'; expected one"):
        figures_of(File(path), Options())
