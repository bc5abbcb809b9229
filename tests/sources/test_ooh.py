"""Handbook pages: a made-up one in the handbook's shape, and the real ones where they are."""

import pytest

from hitdata import read
from hitdata.errors import SourceError

PAGE = """<!DOCTYPE html><html lang="en"><head>
<meta property="og:title" content="Made-up Specialists"></head><body><h1>Made-up Specialists</h1>
<table id="quickfacts"><thead><tr><th colspan="2">Quick Facts: Made-up Specialists</th></tr></thead>
<tbody><tr><th>2024
  Median Pay</th><td> $50,250     per year <br>$24.16     per hour</td></tr>
<tr><th>Typical Entry-Level Education</th><td>Bachelor's degree</td></tr>
<tr><th>Number of Jobs, 2024</th><td>   194,800</td></tr>
<tr><th>Job Outlook, 2024–34</th><td>-3% (Decline)</td></tr>
<tr><th>Employment Change, 2024–34</th><td>-5,800</td></tr></tbody></table>
<div id="tab-5"><p>The median annual wage for made-up specialists was $50,250 in May 2024. The
lowest 10 percent earned less than $35,780, and the highest 10 percent earned more than $80,950.</p>
<p>In May 2024, the median annual wages for made-up specialists in the top industries in which they
worked were as follows:</p><table><tr><td>Hospitals; state, local, and private</td><td>$53,000</td>
</tr></table></div>
<div id="tab-6"><p>About 14,200 openings for made-up specialists are projected each year.</p>
<table><thead><tr><th>Occupational Title</th><th>SOC Code</th></tr></thead><tbody>
<tr><th>Made-up specialists</th><td>29-2072</td><td>194,800</td><td>189,000</td><td>-3</td>
<td>-5,800</td><td>Get data</td></tr></tbody></table></div></body></html>"""


@pytest.fixture
def page(tmp_path):
    """Write a page, with one text replaced by another, and return its path."""

    def write(old: str = "", new: str = ""):
        assert old in PAGE
        path = tmp_path / "made-up.html"
        path.write_text(PAGE.replace(old, new) if old else PAGE, encoding="utf-8")
        return path

    return write


def test_every_number_of_a_page_is_one_figure(page):
    """What quick facts, sentences and table print again is taken once, with the line it is on."""
    figures = read(page())
    found = figures.set_index(["measure", "statistic", "unit", "period", "industry"])["value"]
    all_ = "cross-industry"
    assert found.to_dict() == {
        ("wage", "p50", "USD/year", "2024-05", all_): 50_250,
        ("wage", "p50", "USD/hour", "2024-05", all_): 24.16,
        ("wage", "p10", "USD/year", "2024-05", all_): 35_780,
        ("wage", "p90", "USD/year", "2024-05", all_): 80_950,
        ("wage", "p50", "USD/year", "2024-05", "Hospitals; state, local, and private"): 53_000,
        ("employment", "total", "jobs", "2024", all_): 194_800,
        ("employment", "total", "jobs", "2034", all_): 189_000,
        ("employment change", "percent", "percent", "2024/2034", all_): -3,
        ("employment change", "total", "jobs", "2024/2034", all_): -5_800,
        ("openings", "total", "jobs", "2024/2034", all_): 14_200,
    }
    assert set(figures["soc"]) == {"29-2072"}
    assert set(figures["release"]) == {"2024-34"}
    assert figures["origin"].isin(["BLS OEWS", "BLS EP"]).all()


def test_about_is_about(page):
    """Openings are printed as about a number, and stay so."""
    openings = read(page()).query("measure == 'openings'").iloc[0]
    assert (openings["bound"], openings["printed"]) == ("~", "About 14,200")


def test_a_top_coded_median_is_a_bound(page):
    """Pay printed as a bound has no value."""
    path = page("<td> $50,250     per year <br>", "<td>Equal to or greater than $239,200 per year ")
    text = path.read_text().replace("was $50,250", "was equal to or greater than $239,200")
    path.write_text(text)
    figures = read(path, as_="ooh", soc="29-2072").query("statistic == 'p50'")
    top = figures[figures["status"].eq("top-coded")].iloc[0]
    assert (top["threshold"], top["bound"]) == (239_200, ">=")


def test_numbers_that_contradict_each_other_are_refused(page):
    """The quick facts and the pay section print one median."""
    with pytest.raises(SourceError, match=r"wage is '\$50,250' at line \d+ and '\$51,250' at"):
        read(page("was $50,250", "was $51,250"))


def test_a_fact_without_a_number_is_refused(page):
    """Jobs must be a number."""
    with pytest.raises(SourceError, match=r"line \d+ prints 'many' for employment"):
        read(page("<td>   194,800", "<td>   many"))


def test_the_real_pages_hold_what_the_projections_print(downloads):
    """Base employment in the pages is that of round 2024-34, rounded to hundreds."""
    paths = [p for p in downloads.rglob("*.html") if p.parent.name == "ooh"]
    if not paths:
        pytest.skip("no handbook pages")
    figures = read(paths)
    rounds = read(next(downloads.rglob("occupation_2024-34.xlsx")))
    key = ["soc", "measure", "statistic", "period"]
    both = figures[figures["industry"].eq("cross-industry")].merge(
        rounds[rounds["measure"].eq("employment")], on=key, suffixes=("", "_ep")
    )
    assert len(both) >= 2 * len(paths)
    assert ((both["value"] - both["value_ep"]).abs() < 51).all()
    bls = figures.query("soc == '29-2072' and statistic == 'p90'")
    assert bls["value"].to_list() == [80_950], "read off the page by eye"
