"""The documents say what is so: examples run, names exist, the codebook is the schema's."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

import hitdata
from hitdata.command import SUBCOMMANDS, main
from hitdata.table.schema import COLUMNS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md", "docs/recipes.md"]


def test_the_example_runs():
    """What the README shows is what a reader gets."""
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert blocks
    example = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "README", "README.md", 0)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    assert runner.run(example).failed == 0


def test_the_codebook_table_is_the_schema():
    """Every column stands in the README as the schema declares it, in its order."""
    rows = [f"| `{c.name}` | {c.dtype} | {c.meaning} | {c.missing} |" for c in COLUMNS]
    assert "\n".join(rows) in README


@pytest.mark.parametrize("subcommand", SUBCOMMANDS)
def test_every_subcommand_is_in_the_readme(subcommand):
    """No subcommand is hidden from a reader."""
    assert f"`hitdata {subcommand}`" in README


def test_every_public_function_is_in_the_readme():
    """No public function is hidden either; classes are found through them."""
    functions = [name for name in hitdata.__all__ if name[0].islower() and "__" not in name]
    assert not [name for name in functions if f"{name}(" not in README]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document):
    """A relative link names a file of the repository."""
    text = (ROOT / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(((?!https?:)[^)#]+)\)", text):
        assert ((ROOT / document).parent / target).exists(), target


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_that_is_named_exists(document):
    """The commands that a reader is told to run are in the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)\b", (ROOT / document).read_text(encoding="utf-8")))
    assert named - {"git", "and"}
    assert named - {"git", "and"} <= targets


def test_the_recipes_run(tmp_path, monkeypatch):
    """What the recipes do in Python and in a shell works as it stands there."""
    pytest.importorskip("great_tables")
    text = (ROOT / "docs/recipes.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        exec(block, names)  # noqa: S102  # the documents of this repository
    assert {path.name for path in tmp_path.iterdir()} >= {"wages.xlsx", "wages.docx", "wages.tex"}
    commands = re.findall(r"^hitdata ((?:.*\\\n)*.*)$", text, re.MULTILINE)
    assert len(commands) >= 3
    for command in commands:
        assert main(shlex.split(command.replace("\\\n", " "))) == 0
