"""Whatever bytes a file holds, a source gives a table or an error of ours; nothing else comes out.

Files of every source are cut, spliced with other bytes, and filled with odd values.
"""

import contextlib
import copy
import json
import os
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hitdata import HitdataError, read
from hitdata.data.reading import UNFORESEEN
from hitdata.files import File
from hitdata.table.schema import DTYPES
from tests.made_up import LAYOUTS, headings, row, workbook
from tests.sources.documents import OFFERED, printed_in

#: Times as many examples as an ordinary run takes, and then other ones every time.
TIMES = int(os.environ.get("HITDATA_FUZZ", "1"))

QUIET = settings(
    max_examples=6 * TIMES, deadline=None, derandomize=TIMES == 1, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip

#: Every document that a source's tests offer; a new one is here by existing.
TEXTS = {f"{module} {name}": content for (module, name), content in OFFERED.items()}

JSON = {name: json.loads(content) for name, content in TEXTS.items() if name.endswith(".json")}

#: Values that no publisher writes where numbers or texts stand.
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.just([]),
    st.just({}), st.just([None]), st.just({"x": [1]}), st.just("1e999"), st.just(10**400),
    st.just("-0"), st.just("٣"), st.just("\ud800"),
)  # fmt: skip


def survives(path: Path) -> None:
    """Read a file: a table that prints what stands in the file, or an error of hitdata."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        said = ""
        try:
            frame = read(path, partial=True, period="2024-05")
        except HitdataError as error:
            said = str(error)
        assert UNFORESEEN not in said
        if said:
            return
        assert list(frame) == list(DTYPES)
        assert not printed_in(File(path), frame)
        assert not (frame["measure"].ne("employment change") & frame["value"].lt(0)).any()


def paths(value: object, prefix: tuple = ()) -> list[tuple]:
    """Return the way to everything inside a JSON value."""
    found = [prefix] if prefix else []
    inside = value.items() if isinstance(value, dict) else enumerate(value) \
        if isinstance(value, list) else []  # fmt: skip
    for key, item in inside:
        found += paths(item, (*prefix, key))
    return found


@pytest.mark.parametrize("name", TEXTS)
@QUIET
@given(data=st.data())
def test_cut_and_spliced_files(name, tmp_path, data):
    """Some bytes are gone, others stand in their place."""
    content = TEXTS[name]
    start = data.draw(st.integers(0, len(content)))
    gone = data.draw(st.integers(0, 40))
    new = data.draw(st.one_of(st.binary(max_size=12), st.sampled_from(
        [b'"', b"\n", b",", b"{", b"]", b"-", b"0", b"=", b"<table>", b"&#0;", b"\x00",
         b"99999999999"]
    )))  # fmt: skip
    end = data.draw(st.sampled_from([len(content), start + gone + 200]))
    path = tmp_path / name.split(" ", 1)[1]
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
            # a drawn list is one object wherever it is put
            at[last] = copy.deepcopy(data.draw(ODD))
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


@settings(QUIET, max_examples=8 * TIMES)
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
