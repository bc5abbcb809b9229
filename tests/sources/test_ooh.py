"""Handbook pages: a made-up one in the handbook's shape, and the real ones where they are."""

import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.files import Reported

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


def test_real_pages_of_several_occupations_keep_each_ones_median(downloads):
    """ "Median annual wages for ... were as follows"; projections under another title."""
    pages = {path.stem: path for path in downloads.rglob("*.html")}
    if "secretaries-and-administrative-assistants" not in pages:
        pytest.skip("no such pages among the downloads")
    figures = read(pages["secretaries-and-administrative-assistants"])
    medians = figures.query("statistic == 'p50' and industry == 'cross-industry' and "
                            "unit == 'USD/year'").set_index("soc")["value"]  # fmt: skip
    assert medians.to_dict() == {
        "43-6000": 47_460, "43-6011": 74_260, "43-6012": 54_140, "43-6014": 46_290,
        "43-6013": 44_640,
    }, "read off the page by eye"  # fmt: skip
    for page, soc in {"medical-scientists": "19-1042", "opticians-dispensing": "29-2081"}.items():
        assert set(read(pages[page])["soc"]) == {soc}


def test_pages_of_older_years_are_read_whole(page):
    """ "Wage of", "top 10 percent", "top five industries"; codes of the edition of their time."""
    old = PAGE.replace("2024", "2014").replace("–34", "–24").replace("29-2072", "29-2071")
    old = old.replace("wage for made", "wage of made").replace("the highest 10", "the top 10")
    path = page()
    path.write_text(old.replace("in the top industries", "in the top five industries"))
    figures = read(path)
    assert set(figures["soc_system"]) == {"SOC 2010"}
    found = figures.set_index(["statistic", "industry"])["value"]
    assert found["p10", "cross-industry"].item() == 35_780
    assert found["p90", "cross-industry"].item() == 80_950
    assert found["p50", "Hospitals; state, local, and private"].item() == 53_000


def test_pay_by_the_hour_only_stays_hourly(page):
    """Actors have no annual wage; both ends are in the unit of their sentence."""
    text = PAGE.replace("$50,250     per year <br>", "The annual wage is not available. <br>")
    text = text.replace("median annual wage for made-up specialists was $50,250",
                        "median hourly wage for made-up specialists was $24.16")  # fmt: skip
    path = page()
    path.write_text(text.replace("$35,780", "$17.20").replace("$80,950", "$38.92"))
    figures = read(path).query("measure == 'wage' and industry == 'cross-industry'")
    assert set(figures["unit"]) == {"USD/hour"}
    assert figures.set_index("statistic")["value"].to_dict() == {
        "p50": 24.16, "p10": 17.20, "p90": 38.92,
    }  # fmt: skip
    assert figures.set_index("statistic").loc["p50", "printed"] == "$24.16"


@pytest.mark.parametrize(
    ("old", "new", "bounds"),
    [
        ("more than $80,950", "more than $239,200", {"USD/year": 239_200}),
        ("$50,250     per year <br>$24.16     per hour",
         "This wage is equal to or greater than $239,200 per year or $115.00 per hour.",
         {"USD/year": 239_200, "USD/hour": 115}),
    ],
)  # fmt: skip
def test_a_wage_at_the_bound_of_its_year_is_that_bound(page, old, new, bounds):
    """OEWS of May 2024 tells percentiles up to $239,200 a year, $115.00 an hour."""
    path = page(old, new)
    if "equal to" in new:
        path.write_text(
            path.read_text().replace("was $50,250", "was equal to or more than $239,200")
        )
    top = read(path).query("status == 'top-coded'")
    assert top.set_index("unit")["threshold"].to_dict() == bounds
    assert top["value"].isna().all()


def test_pay_in_other_words_is_named(page):
    """A sentence on pay that is not understood is no silence."""
    path = page("</p>\n<p>In May", "</p><p>Those with a certificate earned $60,000.</p>\n<p>In May")
    with pytest.warns(Reported, match="pay in other words than known, not read: line 11"):
        assert len(read(path)) == 10
    with pytest.raises(SourceError, match="prints 'about 50 thousand' for median pay"):
        read(page("$50,250     per year <br>$24.16     per hour", "about 50 thousand"))


def test_one_occupation_may_have_two_names(page):
    """Title and outlook table differ in words on some pages; the code says that they are one."""
    one_name = read(page())
    path = page("<th>Made-up specialists</th>", "<th>Specialists, except others</th>")
    two_names = read(path)
    assert len(two_names) == len(one_name)
    assert set(two_names["soc"]) == {"29-2072"}
    path.write_text(path.read_text().replace("<td>194,800</td>", "<td>1,000</td>"))
    with pytest.raises(SourceError, match=r"employment is '194,800' at .* and '1,000' at .*; expe"):
        read(path)


def test_medians_of_a_groups_occupations_are_theirs(page):
    """A page on several lists their medians under names of the outlook table, which has codes."""
    path = page("<p>In May 2024", "<p>Median annual wages for made-up specialists in May 2024 were "
                "as follows:</p><table><tr><td>Senior specialists</td><td>$74,260</td></tr><tr>"
                "<td>Other specialists</td><td>46,290</td></tr></table><p>In May 2024")  # fmt: skip
    path.write_text(path.read_text().replace(
        "</tbody></table></div></body>", "<tr><td>Senior specialists</td><td>29-2073</td><td>900"
        "</td><td>990</td><td>10</td><td>90</td></tr></tbody></table></div></body>",
    ))  # fmt: skip
    figures = read(path)
    found = figures[figures["statistic"].eq("p50") & figures["unit"].eq("USD/year")]
    found = found.set_index("occupation")[["soc", "industry", "value"]].astype(object)
    found = found.where(found.notna(), None)
    assert found.loc["Senior specialists"].to_list() == ["29-2073", "cross-industry", 74_260]
    assert found.loc["Other specialists"].to_list() == [None, "cross-industry", 46_290]
    assert found.loc["Made-up Specialists", "value"].to_list() == [50_250, 53_000]


DOCUMENTS = {"made-up.html": PAGE}
