"""JSON and pages: numbers as written, scripts by their place, nothing mended in silence."""

import json

import pytest

from hitdata import read
from hitdata.errors import SourceError
from hitdata.files import File
from hitdata.files.structured import (
    Printed,
    amount,
    count_of,
    first_key,
    json_ld,
    month_of,
    next_data,
    page_of,
    parsed,
    refuse_descending,
    stated,
)

PAGE = """<!DOCTYPE html>
<html><head>
<script type="application/ld+json">{"@type": "Occupation", "name": "first"}</script>
<script TYPE="Application/LD+JSON; charset=utf-8">
{"@type": "Article"}</script>
<script id="__NEXT_DATA__" type="application/json">{"props": {"median": 43628.50}}</script>
</head><body>text</body></html>
"""


def saved(tmp_path, text: str, name: str = "page.html") -> File:
    """Write a text and return the file as a source sees it."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return File(path)


def test_a_number_remembers_how_it_was_written():
    """43628.50 is a number, and its text ends with a zero; whole numbers are whole."""
    found = parsed('{"a": 43628.50, "b": 12, "c": 1e3}', "x")
    assert isinstance(found["a"], Printed)
    assert (found["a"], str(found["a"])) == (43628.5, "43628.50")
    assert (found["b"], str(found["c"])) == (12, "1e3")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"status": 1,\n "Results": {"ser', "JSON that breaks off at line 2 column"),
        ('{"a": 1', "JSON that breaks off at line 1"),
        ('{"a": 1} and more text after it', "not JSON at line 1 column 10"),
        ('{"a": "\\ud83d"}', r"half a character \(such as \\ud800\); expected Unicode text"),
        ('{"a": NaN}', "NaN is not a number in JSON"),
        ('{"a": -Infinity}', "-Infinity is not a number in JSON"),
        ('{"a": 1, "a": 2}', "the key 'a' stands twice in one object"),
        ("[" * 100_000, "JSON that cannot be taken apart"),
        ('{"a": ' + "9" * 5000 + "}", "JSON that cannot be taken apart"),
    ],
)
def test_what_is_no_whole_json_is_refused(text, message):
    """Cut, not JSON, two values of a key, numbers that are none: the file and place are named."""
    with pytest.raises(SourceError, match=f"answer.json: .*{message}"):
        parsed(text, "answer.json")


def test_json_cut_in_half_is_named_when_it_is_read(tmp_path):
    """Half an answer is not an answer with half the figures."""
    path = tmp_path / "answer.json"
    path.write_text('{"status": "REQUEST_SUCCEEDED",\n "Results": {"series": [{"ser', "utf-8")
    with pytest.raises(SourceError, match=r"answer.json: JSON that breaks off at line 2"):
        read(path)


def test_a_whole_character_in_two_halves_is_text():
    """JSON writes what lies beyond the first 65,536 as two escapes."""
    assert parsed('{"a": "\\ud83d\\ude00"}', "x") == {"a": "😀"}


def test_the_place_of_a_script_is_in_the_error():
    """A page has many scripts."""
    with pytest.raises(SourceError, match=r"page.html: JSON-LD 2 \(line 9\): JSON that breaks off"):
        parsed("{", "page.html", where="JSON-LD 2 (line 9)")


@pytest.mark.parametrize(
    ("value", "number"),
    [(12, 12.0), ("43628.5", 43_628.5), (" 7 ", 7.0), (Printed("1e3"), 1000.0), (0, 0.0)],
)
def test_an_amount_is_a_number_or_spells_one(value, number):
    """As publishers write them."""
    assert amount(value, "x") == number


@pytest.mark.parametrize(
    "value", [True, None, "", "12,000", "1e999", "٣", [], {}, -1, 1e13, "nan", "$5", float("inf")]
)
def test_nothing_else_is_an_amount(value):
    """Neither truth values nor words, other digits, numbers out of bounds, or nothing at all."""
    with pytest.raises(SourceError, match=r"p50 is .*; expected a number from 0 to 1e\+12"):
        amount(value, "p50")


def test_bounds_of_an_amount_are_the_callers():
    """Growth may be negative, and is never a million percent."""
    assert amount("-5.5", "x", low=-100, high=1000) == -5.5
    with pytest.raises(SourceError, match="expected a number from -100 to 1000"):
        amount(1001, "x", low=-100, high=1000)


def test_a_way_into_json_may_end_early():
    """What is not there is None, whatever stands in its place."""
    held = {"props": {"pay": {"median": 1}, "list": [1]}}
    assert first_key(held, "props", "pay", "median") == 1
    assert first_key(held) == held
    for way in (("props", "none"), ("props", "pay", "median", "deep"), ("props", "list", "0")):
        assert first_key(held, *way) is None


def test_scripts_of_a_page_are_found_by_number_and_line(tmp_path):
    """Types are written in any case, and may name a character set; others are passed by."""
    file = saved(tmp_path, PAGE)
    assert list(json_ld(file, "@type")) == [
        ("JSON-LD 1 (line 3)", {"@type": "Occupation", "name": "first"}),
        ("JSON-LD 2 (line 4)", {"@type": "Article"}),
    ]
    assert [where for where, _ in json_ld(file, "Article")] == ["JSON-LD 2 (line 4)"]


def test_the_data_of_a_page_are_found(tmp_path):
    """In the page, or saved alone as JSON; a page without them has none."""
    data = {"props": {"median": 43628.5}}
    assert next_data(saved(tmp_path, PAGE)) == data
    assert next_data(saved(tmp_path, PAGE), word="median") == data
    assert next_data(saved(tmp_path, PAGE), word="salary") is None
    assert next_data(saved(tmp_path, json.dumps(data), "data.json")) == data
    assert next_data(saved(tmp_path, "<html><body>none</body></html>")) is None


def test_a_page_that_breaks_off_is_refused():
    """The parser would mend it in silence, and the figures below the cut would be missing."""
    with pytest.raises(SourceError, match=r"page.html: a page that breaks off at line 2; expected"):
        page_of("<html><body>\n<table id='quickfacts'><tr><th>2024 Median Pay", "page.html")


def test_a_part_of_a_page_is_a_page():
    """What was saved without <html> has no end to miss."""
    root = page_of("<div><p>Größe – ½</p></div>", "part.html")
    assert root.text_content() == "Größe – ½"


def test_a_page_reaches_for_nothing_outside():
    """Entities that a page declares of files are no part of it."""
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><p>&x;</p></html>'
    assert "&x;" in page_of(page, "page.html").text_content()


@pytest.mark.parametrize("text", ["", "   ", "<!-- -->"])
def test_what_holds_no_element_is_no_page(text):
    """The error is one of hitdata's."""
    with pytest.raises(SourceError, match=r"page.html: not a page that can be read"):
        page_of(text, "page.html")


def figures(**values):
    """Return made-up figures, a value for each statistic, in the order given."""
    return [{"statistic": name, "value": value, "printed": f"${value}"}
            for name, value in values.items()]  # fmt: skip


def test_a_number_keeps_how_it_is_written_and_where():
    """A message names the file; a locator does not."""
    assert stated("48,780".replace(",", ""), "x.json", "pay.p50", high=1e6) == {
        "printed": "48780", "value": 48_780.0, "locator": "pay.p50"}  # fmt: skip
    with pytest.raises(SourceError, match=r"^x.json: pay.p50 is '-1'; expected a number from 0 "):
        stated(-1, "x.json", "pay.p50")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"p90": 5, "p10": 9}, "p10 is '$9' and p90 '$5'; percentiles never descend"),
        ({"p25": 5, "p75": 9, "p50": 12}, "p50 is '$12' and p75 '$9'"),
        ({"low": 9, "high": 8}, "low is '$9' and high '$8'"),
    ],
)
def test_a_percentile_below_a_lower_one_is_refused(values, message):
    """Whatever the order in which they are stated, and whichever of them are."""
    with pytest.raises(SourceError) as error:
        refuse_descending(figures(**values), "x.json: pay")
    assert f"x.json: pay: {message}" in str(error.value)


def test_means_and_equal_percentiles_are_in_order():
    """A mean is no percentile, and two percentiles may be one number."""
    refuse_descending(figures(mean=99, p10=5, p50=5, low=1, high=3), "x.json: pay")


def test_counts_and_months_may_be_unsaid():
    """What is not said is missing; what is no number or month is an error, or missing."""
    assert (count_of("12", "x"), count_of(None, "x")) == (12, None)
    with pytest.raises(SourceError, match="x: answers is 'many'"):
        count_of("many", "x: answers")
    dates = ("2024-06-06T23:59:59", "2024-13", None, ["2024-06"])
    assert [month_of(date) for date in dates] == ["2024-06", None, None, None]
