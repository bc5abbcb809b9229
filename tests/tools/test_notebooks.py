"""The notebooks: sources that read well, and committed runs that anyone gets again."""

import ast
import json
import os
import re
from functools import cache, partial

import jupytext
import pytest

import hitdata
from hitdata.data.bundled import with_guides
from tools.notebooks import FOLDER, digest, execute, without_images, write

SOURCES = sorted(FOLDER.glob("*.py"))

#: One process runs the tests of one notebook, so that it is executed there once.
EACH = pytest.mark.parametrize("source", [
    pytest.param(source, id=source.stem, marks=pytest.mark.xdist_group(source.stem))
    for source in SOURCES
])  # fmt: skip

digest = cache(digest)


@cache
def executed(source):
    """Return a notebook as the site has it, executed now unless nothing it depends on changed."""
    built = FOLDER.parent / "build" / "notebooks"
    built.mkdir(parents=True, exist_ok=True)
    write(source, built, digest())
    return (built / f"{source.stem}.ipynb").read_text(encoding="utf-8")


@EACH
def test_a_notebook_runs_to_its_answer(source):
    """Every cell is executed without error or noise, and the last one prints."""
    cells = json.loads(executed(source))["cells"]
    assert cells[-1]["outputs"]


@EACH
@pytest.mark.exact
def test_a_committed_notebook_is_what_its_source_gives(source):
    """Executed again, every cell prints what the committed notebook shows, charts included.

    The quickest is executed twice: no time, path or address gets into a notebook, and a chart is
    the same picture each time.
    """
    committed = source.with_suffix(".ipynb").read_text(encoding="utf-8")
    assert without_images(executed(source)) == without_images(committed)
    if source.stem == "03_growth_projections":
        assert execute(source) == executed(source)


@EACH
def test_a_notebook_opens_with_its_question_and_ends_with_its_answer(source):
    """The title asks; the last heading answers, with numbers that are computed."""
    cells = jupytext.read(source).cells
    assert re.match(r"# .*\?\n", cells[0].source)
    headings = [cell.source for cell in cells if cell.source.startswith("## ")]
    assert headings[-1] == "## The answer"
    assert cells[-1].cell_type == "code"


@EACH
def test_a_notebook_uses_the_library_and_defines_nothing(source):
    """What is worth a function is worth a place in the library."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    defined = (ast.FunctionDef, ast.ClassDef, ast.Lambda)
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, defined)]


@EACH
def test_a_notebook_shows_charts_with_alternative_text(source):
    """Each notebook draws charts, and says in words what each chart shows."""
    notebook = json.loads(source.with_suffix(".ipynb").read_text(encoding="utf-8"))
    outputs = [o for cell in notebook["cells"] for o in cell.get("outputs", [])]
    pictures = [o for o in outputs if "image/png" in o.get("data", {})]
    assert pictures
    assert all(o["metadata"]["image/png"]["alt"] for o in pictures)


#: What an answer may say in dollars, percent and jobs: the text, and the number behind it, taken
#: from single published figures (as `oews` and `ep` look them up), never from the notebook.
NUMBER = re.compile(r"\$[\d,]+|[-+]?[\d.]+%|[\d,]+(?= jobs| to [\d,]+ jobs)")


def oews(soc, release="2025-05", statistic="p50", *, industry="cross-industry", area="US"):
    """One annual wage of OEWS."""
    found = hitdata.load(
        source="OEWS", release=release, soc=soc, statistic=statistic, unit="USD/year",
        industry=industry, area=area, measure="wage", level="detailed" if soc[0] > "0" else None,
    )  # fmt: skip
    return found["value"].item()


def ep(soc, release="2024-34"):
    """The percent change that a round prints."""
    found = hitdata.load(
        source="EP", release=release, soc=soc, measure="employment change", statistic="percent",
        industry="cross-industry",
    )  # fmt: skip
    return found["value"].item()


def real_change(soc):
    """Percent change of a median from May 2022 to May 2025 in dollars of May 2025, by CPI-U."""
    index = hitdata.prices().set_index("period")["value"]
    began = oews(soc, "2022-05") * index["2025-05"] / index["2022-05"]
    return 100 * (oews(soc) / began - 1)


def premium(release, industry):
    """Percent by which the median security analyst is above the median systems analyst."""
    security, systems = (oews(soc, release, industry=industry) for soc in ("15-1212", "15-1211"))
    return 100 * (security / systems - 1)


def salaries():
    technologists = partial(oews, "29-9021", "2024-05")
    nation = oews("29-9021")
    yield from (oews(soc, statistic=of) for soc in ("29-2072", "29-9021") for of in ("p50", "p90"))
    yield from (80_000, 55_000)
    yield from map(real_change, ["29-2072", "29-9021", "00-0000"])
    yield from (technologists(industry=f"NAICS {sector}") for sector in (62, 99, 55, 52))
    yield from (premium("2024-05", "cross-industry"), premium("2024-05", "NAICS 62"))
    yield premium("2025-05", "NAICS 62")
    yield from (100 * oews("29-9021", area=area) / nation for area in ("WA", "VA", "NJ"))


def projections():
    yield from (ep("29-2072"), ep("29-9021"), ep("00-0000"), ep("29-9021", "2022-32"))
    yield from (ep("29-2072", "2023-33"), 7, 16)  # the last two are what the guides print
    # another program's scorecard of 2014-24 against 2024-34, and the fan of large occupations
    yield from (18.8, 20.3, 20.2, 64.9, 52.0, 148_000, 293_000)


def discrepancies():
    manager = partial(oews, "11-3021", "2023-05")
    yield from (47_000, 75_500, 170_190)  # what the guides print
    technician, technologist, analyst = (
        oews(soc, "2024-05") for soc in ("29-2072", "29-9021", "15-1211")
    )
    step = 47_000 * (technologist / technician - 1)
    yield from (round(step, -3), round(75_500 - 47_000 - step, -3))
    yield round(47_000 * (analyst / technician - 1), -3)
    yield from (manager(industry="NAICS 62"), manager(), manager(industry="NAICS 55"))


@pytest.mark.parametrize(
    ("stem", "behind", "estimates"),
    [
        # shares between two published percentiles: 10 to 25, 25 to 50 and 25 to 50 percent
        ("02_salary_distributions", salaries, {"11%": (10, 25), "38%": (25, 50), "41%": (25, 50)}),
        ("03_growth_projections", projections, {}),
        ("04_source_discrepancies", discrepancies, {}),
    ],
)
def test_each_number_in_an_answer_is_tied_to_its_figures(stem, behind, estimates):
    """Dollars, percents and jobs are published figures, or simple arithmetic with two of them."""
    notebook = json.loads((FOLDER / f"{stem}.ipynb").read_text(encoding="utf-8"))
    answer = "".join(notebook["cells"][-1]["outputs"][0]["data"]["text/markdown"])
    numbers, known, seen = NUMBER.findall(answer), list(behind()), set()
    assert numbers
    for text in numbers:
        plain = text.strip("$%").replace(",", "")
        value, half = float(plain), 0.5 * 10.0 ** -len(plain.partition(".")[2])
        fits = [number for number in known if abs(number - value) <= half]
        low, high = estimates.get(text, (value, value))
        assert fits or (text in estimates and low < value < high), text
        seen |= set(fits)
    assert set(known) == seen, "the answer no longer says this"


@EACH
def test_numbers_in_an_answer_are_computed(source):
    """No dollars or percent are typed in the text of an answer."""
    tree = ast.parse(jupytext.read(source).cells[-1].source)
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    typed = [text for text in texts if isinstance(text, str) and re.search(r"\$\d|\d%", text)
             and not re.fullmatch(r"[+,]*\.\d%", text)]  # fmt: skip
    assert not typed


@EACH
def test_what_a_text_says_in_dollars_or_percent_a_guide_prints(source):
    """Text cells, which nothing computes, hold no dollars or percent but those of the guides."""
    cells = [cell.source for cell in jupytext.read(source).cells if cell.cell_type == "markdown"]
    said = re.findall(r"\$[\d,]*\d|[\d.]+%", "\n".join(cells))
    printed = " ".join(with_guides().query("quoted_by.notna()")["printed"])
    assert [text for text in said if text not in printed] == []


def test_pages_are_judged_by_plain_comparison():
    """The count of right wages is that of a search by code, month, statistic, unit and number."""
    codes = ["29-2071", "29-2072"]
    claims = hitdata.load(
        quoted=True, publisher="BLS", measure="wage", soc=codes, area="US",
        industry="cross-industry", quoted_by=list(hitdata.pages()["quoted_by"]),
    )  # fmt: skip
    known = hitdata.load(
        source="OEWS", soc=codes, area="US", industry="cross-industry", measure="wage"
    )
    right = named = 0
    for claim in claims[claims["period"].notna()].itertuples():
        named += 1
        same = known[known["soc"].eq(claim.soc) & known["unit"].eq(claim.unit)]
        same = same[same["period"].str.startswith(claim.period) & same["value"].eq(claim.value)]
        loose = claim.statistic in ("average", "unstated")
        right += bool(len(same) if loose else same["statistic"].eq(claim.statistic).any())
    notebook = json.loads((FOLDER / "04_source_discrepancies.ipynb").read_text(encoding="utf-8"))
    answer = "".join(notebook["cells"][-1]["outputs"][0]["data"]["text/markdown"])
    assert f"Of {len(claims)} wages" in answer
    assert f"{right} are right for the release" in answer
    assert right < named < len(claims)


def test_the_checker_finds_the_errors_of_the_guides_and_counts_the_pages():
    """The two errors are those that were found by hand; every BLS figure of a page is counted."""
    notebook = json.loads((FOLDER / "05_checking_guides.ipynb").read_text(encoding="utf-8"))
    answer = "".join(notebook["cells"][-1]["outputs"][0]["data"]["text/markdown"])
    assert "what is wrong is $170,190 (wrong-industry) and 7% (wrong-occupation)." in answer
    stated = hitdata.load(quoted=True, publisher="BLS")
    stated = stated[stated["quoted_by"].isin(hitdata.pages()["quoted_by"])]
    verdicts = hitdata.check(stated).to_frame()["verdict"]
    checkable = int((~verdicts.isin(["not-checkable", "unclear"])).sum())
    assert f"Of {checkable} checkable figures" in answer


@pytest.mark.parametrize(
    ("stem", "asked", "says"),
    [
        # BLS, May 2025: nurses in Texas $95,970; round 2024-34: +4.9 %; transcriptionists -4.9 %
        ("02_salary_distributions",
         {"occupations": ["nurses", "31-9094"], "place": "Texas"}, "95,970"),
        ("03_growth_projections", {"occupations": ["registered nurses", "31-9094"]}, "-4.9%"),
        ("04_source_discrepancies", {"occupation": "29-1141", "place": "CA"}, "registered nurses"),
        ("06_explore", {"occupation": "29-2098", "place": "VT"}, "publishes no wage of 29-2098"),
    ],
)  # fmt: skip
def test_another_occupation_and_place_work_through(stem, asked, says, tmp_path):
    """The first cell's values may be changed: the last cell answers of the new ones."""
    if "HITDATA_JUPYTER" not in os.environ:
        pytest.skip("a minute: set HITDATA_JUPYTER=1 to execute notebooks with other values")
    source = (FOLDER / f"{stem}.py").read_text(encoding="utf-8")
    for name, value in asked.items():
        source, count = re.subn(rf"(?m)^{name} = .*$", f"{name} = {value!r}", source)
        assert count == 1
    changed = tmp_path / f"{stem}.py"
    changed.write_text(source, encoding="utf-8")
    answer = json.loads(execute(changed))["cells"][-1]["outputs"][0]["data"]["text/markdown"]
    assert says in "".join(answer)
