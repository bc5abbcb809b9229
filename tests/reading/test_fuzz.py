"""Whatever bytes a file holds, a reader gives a table or an error of ours; nothing else comes out.

Files of every source are cut, spliced with other bytes, and filled with odd values.
"""

import contextlib
import copy
import json
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hitdata import HitdataError, read
from hitdata.reading import UNFORESEEN
from hitdata.schema import DTYPES
from tests.reading.conftest import LAYOUTS, headings, row, workbook
from tests.sources import test_datausa, test_glassdoor, test_payscale
from tests.sources.test_labstat import HEADING, LINES
from tests.sources.test_ooh import PAGE
from tests.sources.test_own_figures import CSV, YAML
from tests.sources.test_schema_org import BASE, TOTAL

QUIET = settings(
    max_examples=12, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip

OEWS = "\n".join(
    ",".join(map(str, line))
    for line in [headings("national 2021"), *(row("national 2021", occ_code=c)
                 for c in ("00-0000", "29-2072", "29-9021"))]
)  # fmt: skip

EP = (
    '"Occupation Title","Occupation Code","Employment 2030","Employment 2040","Employment Change, '
    '2030-2040","Employment Percent Change, 2030-2040","Occupational Openings, 2030-2040 Annual '
    'Average","Median Annual Wage 2030"\n'
    '"Made-up records specialists    * Coder","=""29-2072""","10.0","11.5","1.5","15.0","0.9",'
    '"48,780"\n"Made-up managers","=""11-9111""","100.0","90.0","-10.0","-10.0","9","N/A"\n'
)

API = {"status": "REQUEST_SUCCEEDED", "responseTime": 1, "message": [], "Results": {"series": [
    {"seriesID": "OEUN000000000000029207213", "data": [{"year": "2020", "period": "A01",
     "periodName": "Annual", "value": "44090", "footnotes": [{"code": "5", "text": "x"}]}]}]},
}  # fmt: skip

OCCUPATION = {"@type": "Occupation", "name": "Made-up", "url": "https://www.salary.com/x",
              "estimatedSalary": [BASE, TOTAL], "sampleSize": "12"}  # fmt: skip

STATE = {"data": {"aggregateSalaryResponse": {"queryLocation": {"name": "United States",
         "type": "COUNTRY"}, "results": [test_glassdoor.RESULT]},
         "occSalaryResponse": test_glassdoor.MODEL}}  # fmt: skip

PAYSCALE = {"props": {"pageProps": {"pageData": test_payscale.DATA}}}

JSON = {"api": API, "schema_org": OCCUPATION, "glassdoor": STATE, "payscale": PAYSCALE,
        "datausa": test_datausa.TESSERACT, "logic": test_datausa.LOGIC,
        "legacy": test_datausa.LEGACY, "growth": test_datausa.GROWTH}  # fmt: skip

TEXTS = {
    "oews": OEWS, "ep": EP, "own": CSV, "yaml": YAML, "ooh": PAGE, "tesseract": test_datausa.CSV,
    "listings": "Job Title,Salary Estimate\nAnalyst,$53K-$91K (Glassdoor est.)\n",
    "labstat": HEADING + "".join(f"{s}\t2020\tA01\t{v}\t{n}\n" for s, v, n in LINES),
    **{name: json.dumps(value) for name, value in JSON.items()},
}  # fmt: skip

#: Values that no publisher writes where numbers or texts stand.
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.just([]),
    st.just({}), st.just([None]), st.just({"x": [1]}), st.just("1e999"), st.just(10**400),
    st.just("-0"), st.just("٣"), st.just("\ud800"),
)  # fmt: skip


def survives(path: Path) -> None:
    """Read a file: a table in its right form, or an error of hitdata."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        said = ""
        try:
            assert list(read(path, partial=True, period="2024-05")) == list(DTYPES)
        except HitdataError as error:
            said = str(error)
        assert UNFORESEEN not in said


def paths(value: object, prefix: tuple = ()) -> list[tuple]:
    """Return the way to everything inside a JSON value."""
    found = [prefix] if prefix else []
    inside = value.items() if isinstance(value, dict) else enumerate(value) \
        if isinstance(value, list) else []  # fmt: skip
    for key, item in inside:
        found += paths(item, (*prefix, key))
    return found


@pytest.mark.parametrize("name", TEXTS)
def test_the_untouched_file_is_read(name, tmp_path):
    """The files that are broken below are whole before."""
    path = tmp_path / "file_M2024"
    path.write_text(TEXTS[name], encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert len(read(path, partial=True))


@pytest.mark.parametrize("name", TEXTS)
@QUIET
@given(data=st.data())
def test_cut_and_spliced_files(name, tmp_path, data):
    """Some bytes are gone, others stand in their place."""
    content = TEXTS[name].encode()
    start = data.draw(st.integers(0, len(content)))
    gone = data.draw(st.integers(0, 40))
    new = data.draw(st.one_of(st.binary(max_size=12), st.sampled_from(
        [b'"', b"\n", b",", b"{", b"]", b"-", b"0", b"=", b"<table>", b"&#0;", b"\x00",
         b"99999999999"]
    )))  # fmt: skip
    end = data.draw(st.sampled_from([len(content), start + gone + 200]))
    path = tmp_path / "file_M2024"
    path.write_bytes(content[:start] + new + content[start + gone : end])
    survives(path)


@pytest.mark.parametrize("name", JSON)
@QUIET
@given(data=st.data())
def test_odd_values_in_json(name, tmp_path, data):
    """Anything may stand where a number, a text or an object is expected."""
    value = copy.deepcopy(JSON[name])
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(paths(JSON[name])))
        at = value
        with contextlib.suppress(KeyError, IndexError, TypeError):
            for key in way:
                at = at[key]
            at[last] = data.draw(ODD)
    path = tmp_path / "file.json"
    path.write_text(json.dumps(value))
    survives(path)


@pytest.mark.parametrize("layout", ["national 2021", "state 2012"])
@QUIET
@given(data=st.data())
def test_odd_cells_in_tables(layout, tmp_path, data):
    """Cells of a table hold other texts, headings too."""
    lines = [headings(layout), *(row(layout, occ_code=c) for c in ("00-0000", "29-1141"))]
    for _ in range(data.draw(st.integers(1, 4))):
        line = data.draw(st.integers(0, 2))
        column = data.draw(st.integers(0, len(lines[0]) - 1))
        lines[line][column] = data.draw(st.sampled_from(
            ["", "#", "0", "-5", "1e9", "OCC_CODE", "~", "29-2072", "nan", "inf", "٣", "1,2,3", "="]
        ))  # fmt: skip
    path = tmp_path / "file_M2024.csv"
    path.write_text("\n".join("\t".join(map(str, line)) for line in lines), encoding="utf-8")
    survives(path)


@settings(QUIET, max_examples=8)
@given(data=st.data())
def test_damaged_workbooks(tmp_path, data):
    """Bytes of a workbook are changed or gone: the child may stop, this process does not."""
    layout = next(iter(LAYOUTS))
    whole = workbook(tmp_path / "whole.xlsx", {"2001": [headings(layout), row(layout)]})
    content = bytearray(whole.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "file_M2024.xlsx"
    path.write_bytes(content[: data.draw(st.sampled_from([len(content), len(content) - 50]))])
    survives(path)
