"""Figures transcribed from guides and pages, and transcriptions that are none."""

import re

import pandas as pd
import pytest

from hitdata.errors import SourceError
from hitdata.files import File
from hitdata.sources import Options, source
from tests.sources.cuts import cut_of, cuts_of

figures_of = source("quoted").read

#: What quotes figures for hitdata's first question; all others are pages.
GUIDES = ["Healthcare IT salary guide", "Health information technician guide"]

#: Page -> the number of a figure on it -> what is printed there, read again by hand.
PRINTED = {
    "alliedhealthworld.com: Health Information Technician Salary": {
        1: ("BLS", "mean", "$38,860", 38_860, "USD/year", "=", "2014-05", "29-2071", "US")},
    "nalug.net: Salary of health information technicians": {
        4: ("BLS", "p50", "$45,180", 45_180, "USD/year", "=", "2020-05", "29-2098", "US")},
    "bizfluent.com: The Average Salary of a Hospital Coder": {
        1: ("BLS", "average", "$16.29", 16.29, "USD/hour", "=", "2009", "29-2071", "US"),
        7: ("BLS", "average", "$51,390", 51_390, "USD/year", "=", "2009", "29-2071",
            "division 35084")},
    "startrightcareers.com: Medical Transcriptionists": {
        2: ("BLS", "percent", "-5.0%", -5, "percent", "=", None, "31-9094", "US")},
    "healthcarewages.org: Medical Transcriptionist Salary": {
        1: ("unnamed", "mean", "$35k", 35_000, "USD/year", "=", None, "31-9094", "US"),
        2: ("unnamed", "p10", "almost $11", 11, "USD/hour", "~", None, "31-9094", "US")},
    "it-ology.org: Health IT Jobs Expected to Grow": {
        2: ("BLS", "total", "4 million", 4e6, "jobs", "=", None, None, "US")},
    "healthmanagement.org: Demand for cybersecurity pros to rise 18 percent by 2024": {
        3: ("BLS", "p90", "$143, 770", 143_770, "USD/year", "=", "2015-05", "15-1122", "US")},
    "ultimatemedical.edu: Health Information Management Average Salary": {
        1: ("BLS", "p50", "$44,0901", 44_090, "USD/year", "=", "2020-05", "29-2098", "US"),
        8: ("BLS", "mean", "$58,620", 58_620, "USD/year", "=", None, "29-2098", "AK")},
    "nursingprocess.org: Medical Billing And Coding Salary By State in 2025": {
        3: ("unnamed", "low", "$797", 797, "USD/week", "=", "2024", "29-2072", "US"),
        4: ("unnamed", "low", "$3,450", 3_450, "USD/month", "=", "2024", "29-2072", "US")},
    "orune.io: Data scientists": {
        3: ("BLS", "p50", "$108,020", 108_020, "USD/year", "=", "2024-05", "15-2051", "US"),
        8: ("BLS", "total", "+10K", 10_000, "jobs", "=", "2024/2034", "15-2051", "US")},
    "firsthand.co: Information Security Analysts": {
        1: ("unnamed", "total", "112,300", 112_300, "jobs", "~", None, "15-1212", "US"),
        4: ("BLS", "p90", "$158,860", 158_860, "USD/year", "=", "2019-05", "15-1212", "US"),
        5: ("BLS", "percent", "32 percent", 32, "percent", "=", "2018/2028", "15-1122", "US")},
    "www4.uwm.edu: B.S. Health Care Administration: Employment Outlook": {
        2: ("BLS", "p50", "$75,000", 75_000, "USD/year", ">=", "2012", "11-9111", "US")},
    "tampabayintern.com: Medical Records and Health Information Technicians": {
        2: ("BLS", "total", "217,600", 217_600, "jobs", "=", "2024", "29-2071", "US")},
    "pacificu.edu: Bachelor of Health Science: Careers & Outcomes": {
        1: ("BLS", "percent", "32 percent", 32, "percent", "=", "2010/2029", "11-9111", "US")},
    "beckershospitalreview.com: CIO salaries: 8 things to know": {
        1: ("CHIME", "mean", "$208,417", 208_417, "USD/year", "=", "2013", None, "US")},
}  # fmt: skip


def guide(title):
    """Return what is read of a guide's transcription."""
    return figures_of(*cut_of("quoted", title=title))


def test_both_guides_are_transcribed_whole(figures):
    """25 figures of pay and growth in one guide, 13 in the other (five printed twice); the rest
    are breaches and months of study."""
    found = figures[figures["quoted_by"].isin(GUIDES)]
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


@pytest.fixture(scope="module")
def pages():
    """The pages, and the figures that they print."""
    cut = cut_of("quoted", product="pages")
    return source("quoted").tables["pages"](*cut), figures_of(*cut)


def test_every_figure_of_the_pages_is_there(pages):
    """639 figures of 174 pages; 29 of them are ranges, with a row for each end."""
    page, figures = pages
    assert len(page) == figures["quoted_by"].nunique() == 174
    rows = figures.groupby(["quoted_by", "locator"])["statistic"].agg(" ".join)
    assert len(rows) == 639
    assert rows.eq("low high").sum() == len(figures) - 639 == 29
    assert (~rows.str.contains(" ") | rows.eq("low high")).all()


@pytest.mark.parametrize("page", PRINTED)
def test_a_figure_says_what_the_page_prints(pages, page):
    """Read by hand once more: publisher, statistic, print, number, unit, bound, period, code."""
    figures = pages[1]
    rows = figures[figures["quoted_by"].eq(page)].set_index("locator")
    names = ["publisher", "statistic", "printed", "value", "unit", "bound", "period", "soc", "area"]
    for number, expected in PRINTED[page].items():
        found = rows.loc[f"figure {number}", names]
        assert tuple(found.where(found.notna(), None)) == expected


def test_both_ends_of_a_range_have_their_number(pages):
    """$60-80K is 60,000 to 80,000; what a range is of, most pages leave open."""
    figures = pages[1]
    rows = figures[figures["quoted_by"].str.endswith(": Cancer Registrar")]
    ends = rows[rows["locator"].eq("figure 1")].set_index("statistic")
    assert ends["value"].to_dict() == {"low": 60_000, "high": 80_000}
    assert set(ends["printed"]) == {"$60-80K"}
    assert set(ends["range_kind"]) == {"unstated"}


def test_a_page_is_known_by_its_address(pages):
    """One address a name and one name an address, its date as far as it is known."""
    page, _ = pages
    assert page["address"].str.fullmatch(r"https?://\S+").all()
    assert page["address"].is_unique
    assert page["quoted_by"].is_unique
    assert page["title"].notna().all()
    dates = page["page_date"].dropna()
    assert dates.str.fullmatch(r"\d{4}(-\d\d){0,2}|2025/2026").all()
    known = page.groupby(page["page_date"].isna())["page_date_known"].agg(set).to_dict()
    assert known == {False: {"stated", "inferred"}, True: {"unknown"}}


def test_facts_come_in_and_no_sentence_of_a_page(pages):
    """A print is a number and its qualifier; a name, a title or a qualifier is no sentence."""
    page, figures = pages
    number = r"(an?|US|about|approximately|almost|around|another|more|than|nearly|nearing|roughly|"
    number += r"over|or|well|upwards|of|little|percent|annually|million|growth|jobs)"
    words = figures["printed"].str.replace(r"[^A-Za-z ]", " ", regex=True).str.split().explode()
    words = words.dropna()
    assert words[~words.str.fullmatch(number + "|[kK]")].empty
    assert figures["printed"].str.len().max() < 25
    assert figures["occupation"].str.len().max() < 70
    assert page["title"].str.split().str.len().max() < 16
    transcribed = cut_of("quoted", product="pages")[0].sheets[0].below("pages.csv")
    assert transcribed["qualifier"].str.split().str.len().max() <= 6


def test_every_code_of_a_page_is_one_of_its_edition(pages, figures):
    """29-2071 to 2018, 29-2098 in 2019 and 2020, 29-2072 since; a code is a code of its years."""
    quoted = pages[1].dropna(subset="soc")
    assert quoted[["soc_match", "soc_match_why", "soc_system", "level"]].notna().all(axis=None)
    own = figures[figures["publisher"].eq("BLS") & figures["quoted_by"].isna()]
    bls = set(zip(own["soc"], own["soc_system"], strict=True))
    # groups and a code outside of the family, of which the table has no figures
    others = {"11-9000", "15-1100", "15-1111", "15-1200", "29-2000"}
    used = set(zip(quoted["soc"], quoted["soc_system"], strict=True))
    assert {soc for soc, _ in used - bls} == others
    coders = quoted[quoted["occupation"].str.contains("(?i)records") & quoted["period"].notna()]
    dated = coders[~coders["period"].str.contains("/") & coders["measure"].eq("wage")]
    year = dated["period"].str[:4].astype(int)
    expected = pd.cut(year, [1999, 2018, 2020, 2030], labels=["29-2071", "29-2098", "29-2072"])
    assert dated["soc"].eq(expected.astype("str")).all()


def test_only_what_names_no_other_area_is_of_the_nation(pages):
    """Cities and regions whose bounds are not stated keep their words, and say so."""
    figures = pages[1]
    other = figures[figures["area"].ne("US")]
    assert other.groupby(["quoted_by", "locator"]).ngroups == 639 - 571
    words = other[~other["area"].str.fullmatch(r"[A-Z]{2}|(CBSA|division) \d{5}")]
    assert words["note"].str.contains("area as printed").all()


def test_what_we_took_from_a_print_is_said(pages):
    """A product or an origin that no page names has its reason; so has a code."""
    figures = pages[1]
    product = figures[figures["source"].isin(["OEWS", "EP"])]
    assert product["publisher"].eq("BLS").all()
    assert product["note"].str.contains("names (?:BLS and )?no product|OEWS of 2024").all()
    assert figures["origin"].notna().eq(figures["origin_why"].notna()).all()
    assert not (figures["origin"].notna() & figures["source"].ne("unnamed")).any()
    unread = figures["period"].isna() & figures["projected_year"].isna()
    assert figures.loc[unread, "note"].notna().sum() > 30


def test_numbers_are_read_as_texts_write_them(tmp_path):
    """Signs, thousands and millions; two numbers in one print are refused, with page and figure."""
    prints = {"-3.7%": -3.7, "+10K": 10_000, "$53k": 53_000, "0.5 million": 500_000,
              "16 percent": 16, "US $100,000+": 100_000, "$34,240.00": 34_240}  # fmt: skip
    file, options = cut_of("quoted", product="pages")
    first = file.text.splitlines()[1]
    assert '"$38,860"' in first
    for text, number in prints.items():
        path = tmp_path / "pages.csv"
        path.write_text(file.text.replace('"$38,860"', f'"{text}"', 1), encoding="utf-8")
        assert figures_of(File(path), options)["value"].iloc[0] == number
    path.write_text(file.text.replace('"$38,860"', "one in ten", 1), encoding="utf-8")
    who = re.escape("alliedhealthworld.com: Health Information Technician Salary, figure 1 prints")
    with pytest.raises(SourceError, match=f"{who} 'one in ten'; expected one number"):
        figures_of(File(path), options)
