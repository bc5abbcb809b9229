"""The notebooks: sources that read well, and committed runs that anyone gets again."""

import ast
import json
import re
from functools import cache

import jupytext
import pytest

from tools.notebooks import FOLDER, execute, without_images

SOURCES = sorted(FOLDER.glob("*.py"))

#: One process runs the tests of one notebook, so that it is executed there once.
EACH = pytest.mark.parametrize("source", [
    pytest.param(source, id=source.stem, marks=pytest.mark.xdist_group(source.stem))
    for source in SOURCES
])  # fmt: skip

executed = cache(execute)


@EACH
def test_a_notebook_runs_to_its_answer(source):
    """Every cell is executed without error or noise, and the last one prints."""
    cells = json.loads(executed(source))["cells"]
    assert cells[-1]["outputs"]


@EACH
@pytest.mark.exact
def test_a_committed_notebook_is_what_its_source_gives(source):
    """Executed again, every cell prints what the committed notebook shows, charts included.

    The first is executed twice: no time, path or address gets into a notebook, and a chart is the
    same picture each time.
    """
    committed = source.with_suffix(".ipynb").read_text(encoding="utf-8")
    assert without_images(executed(source)) == without_images(committed)
    if source == SOURCES[0]:
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
