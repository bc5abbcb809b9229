"""The shape of the package: where imports point, what a name may be, where a fact lives."""

import ast
import io
import re
import subprocess
import sys
import tokenize
from bisect import bisect
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "hitdata"

#: From the ground up; a module imports only from lines above its own, or from its own package.
LAYERS = """
errors
table
soc areas
files
surveys
sources
store
data
provenance normalize microdata
discrepancy distribution projection
claims
charts
answers
command
""".split("\n")[1:-1]

RANK = {name: rank for rank, line in enumerate(LAYERS) for name in line.split()}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
IDS = [str(path.relative_to(PACKAGE)) for path in MODULES]

#: Folders of tests that run across modules, or test what is not in the package.
ACROSS = {"across", "tools"}

#: Tests of the repository, or of all modules of a package, rather than of one.
OF_THE_REPOSITORY = {"test_architecture", "test_notebooks", "test_readme", "test_wheel",
                     "test_every_source", "test_every_chart", "test_content", "test_geometry",
                     "test_by_hand", "test_accuracy", "test_language"}  # fmt: skip

#: Most modules beside those of sources, modules of one source, lines of a module, and entries in
#: the package's folder. There may be any number of sources, as each is looked at by itself.
MODULES_AT_MOST, OF_A_SOURCE, LINES_AT_MOST, ENTRIES_AT_MOST = 125, 7, 500, 22

#: Names that say nothing of what is inside.
EMPTY_NAMES = {"utils", "helpers", "core", "base", "manager", "common", "misc"}

#: Second word -> the one word for the idea; the glossary stands in CONTRIBUTING.md.
SECOND_WORDS = {
    r"observations?\b": "figure",
    r"\bcagr\b": "compound annual rate",
    r"\bvintages?\b": "release",
    r"\btopcod|\btop coded": "top-coded",
    r"\bdrawings\b|\ba drawing\b|\bthe drawing\b": "chart",
    r"\bplots?\b": "chart",
    r"\bconcordance": "crosswalk",
}


def unit(path: Path) -> str:
    """Return the module or package at the top level that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Return the top-level modules of hitdata that a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("hitdata."):
            names.add(node.module.split(".")[1])
        elif isinstance(node, ast.ImportFrom) and node.module == "hitdata":
            names |= {alias.name for alias in node.names if (PACKAGE / alias.name).exists()
                      or (PACKAGE / f"{alias.name}.py").exists()}  # fmt: skip
        elif isinstance(node, ast.Import):
            names |= {a.name.split(".")[1] for a in node.names if a.name.startswith("hitdata.")}
    return names


def constants(path: Path) -> list[ast.Constant]:
    """Return the constants in a module's code, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in docs]


def prose(path: Path) -> list[tuple[int, str]]:
    """Return line and text of all that a module says in words: strings, comments, defined names."""
    text = path.read_text(encoding="utf-8")
    said = [
        (token.start[0], token.string)
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.COMMENT
    ]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            said.append((node.lineno, node.value))
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            said.append((node.lineno, node.name.replace("_", " ")))
        elif isinstance(node, ast.arg):
            said.append((node.lineno, node.arg.replace("_", " ")))
    return said


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_imports_point_down(path):
    """Data flows one way: no module imports from its own line of the layers or from below it."""
    own = unit(path)
    assert own in RANK, f"say in LAYERS where {own} stands"
    upward = {name for name in imported(path) if name != own and RANK[name] >= RANK[own]}
    assert not upward


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_a_module_says_what_is_inside(path):
    """Its name says it, its first lines open with the idea, and it ends before 500 lines."""
    text = path.read_text(encoding="utf-8")
    assert path.stem not in EMPTY_NAMES
    assert ast.get_docstring(ast.parse(text)), "opens without saying what it is"
    assert len(text.splitlines()) <= LINES_AT_MOST


def test_the_house_can_be_held_in_the_head():
    """Few entries at the door, few rooms behind it, and few in each source."""
    listed = subprocess.run(
        ["git", "ls-files", "hitdata"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    entries = {Path(path).parts[1] for path in listed} or {unit(path) for path in MODULES}
    assert len(entries) <= ENTRIES_AT_MOST, sorted(entries)
    of_sources = Counter(
        path.relative_to(PACKAGE / "sources").parts[0]
        for path in MODULES
        if unit(path) == "sources"
    )
    assert len(MODULES) + 1 - of_sources.total() <= MODULES_AT_MOST
    assert max(of_sources.values()) <= OF_A_SOURCE


def test_sources_do_not_import_each_other():
    """What two of them share stands in `surveys` or `files`, and a source can be read alone."""
    folder = PACKAGE / "sources"
    sources = {path.relative_to(folder).parts[0].removesuffix(".py")
               for path in folder.rglob("*.py")} - {"__init__"}  # fmt: skip
    for path in MODULES:
        if unit(path) == "sources" and path != folder / "__init__.py":
            own = path.relative_to(folder).parts[0].removesuffix(".py")
            text = ast.unparse([node for node in ast.walk(ast.parse(path.read_text("utf-8")))
                                if isinstance(node, ast.Import | ast.ImportFrom)])  # fmt: skip
            found = re.findall(r"hitdata\.sources(?:\.| import )(\w+)", text)
            assert not sources & set(found) - {own}, path


@pytest.mark.parametrize("path", [p for p in MODULES if p.stem != "__init__"], ids=str)
def test_a_module_has_a_test_of_its_name(path):
    """The test of hitdata/files/text.py is tests/files/test_text.py."""
    place = path.relative_to(PACKAGE)
    assert (ROOT / "tests" / place.parent / f"test_{place.name}").is_file()


def test_a_test_has_a_module_of_its_name():
    """What tests across modules stands apart, so that a module's test is found by its name."""
    there = {path.relative_to(PACKAGE).with_suffix("") for path in MODULES}
    # a package's own test is named as the package
    there |= {path.relative_to(PACKAGE).parent for path in MODULES if path.stem == "__init__"}
    lost = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for place in [path.relative_to(ROOT / "tests")]
        if place.parts[0] not in ACROSS
        and place.stem not in OF_THE_REPOSITORY
        and place.with_name(place.stem.removeprefix("test_")) not in there
    ]
    assert not lost


def test_no_public_function_has_the_name_of_a_module():
    """A submodule's import binds its name in the package: a function of that name would be lost.

    Charts are the exception: a chart's module bears its function's name, and the package imports
    them all at once, so that the function hides the module.
    """
    import hitdata

    # `hitdata.table` is kept a function by the package itself, see its last lines
    assert {unit(path) for path in MODULES} & set(hitdata.__all__) == {"table"}
    assert callable(hitdata.table)
    for package in {path.parent for path in MODULES} - {PACKAGE, PACKAGE / "charts"}:
        tree = ast.parse((package / "__init__.py").read_text(encoding="utf-8"))
        public = {
            element.value
            for node in tree.body
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
            for element in node.value.elts
        }
        stems = {path.stem for path in package.glob("*.py")}
        assert not stems & (public | set(hitdata.__all__)), package.name


def test_a_chart_is_found_by_its_name():
    """The module of a chart bears its function's name, and the package gives the function."""
    from hitdata import charts

    for name, function in charts.CHARTS.items():
        assert getattr(charts, name) is function
        assert function.__module__ == f"hitdata.charts.{name}"


#: Fact -> where it may stand, and what finds a constant that is a second home of it.
HOMES = {
    "hours of a year": (
        "surveys/__init__.py",
        lambda value: value == 2080 and not isinstance(value, str),
    ),
    "a top code": (
        "surveys/__init__.py",
        lambda value: value in {145_600, 166_400, 187_200, 208_000, 239_200},
    ),
    "the first release of the new method": (
        "surveys/__init__.py sources/oews/release.py",  # there, how many rows each release has
        lambda value: value == "2021-05",
    ),
    "a series of OEWS": (
        "surveys/__init__.py table/schema.py",
        lambda value: value == "jobs per 1,000 jobs",
    ),
    "a state's code": ("areas.py", lambda value: value in {"WV", "WY"}),
    "letters of a spreadsheet": ("", lambda value: str(value).startswith("ABCDEFGHIJ")),
}


@pytest.mark.parametrize("fact", HOMES)
def test_a_fact_has_one_home(fact):
    """What is known once is written once; the rest of the package asks for it there."""
    homes, finds = HOMES[fact]
    second = [
        f"{path.relative_to(PACKAGE)}:{constant.lineno}"
        for path in MODULES
        if str(path.relative_to(PACKAGE)) not in homes.split()
        for constant in constants(path)
        if finds(constant.value)
    ]
    assert not second


def test_only_soc_says_which_edition_a_year_has():
    """No other module has a table from years to editions, or from a code's zeros to its level."""
    levels = {"broad", "minor", "major"}
    for path in MODULES:
        if str(path.relative_to(PACKAGE)) in {"soc.py", "table/schema.py"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            parts = [n.value for n in ast.iter_child_nodes(node) if isinstance(n, ast.Constant)]
            years = [part for part in parts if isinstance(part, int) and 1990 < part < 2100]
            editions = [part for part in parts if str(part).startswith("SOC 20")]
            assert not (years and editions), f"{path}:{node.lineno} has editions by year"
            assert not levels <= {str(part) for part in parts}, f"{path}:{node.lineno} has levels"


@pytest.mark.parametrize("path", [PACKAGE / "__init__.py", *MODULES], ids=lambda p: p.stem)
def test_one_word_per_idea(path):
    """A second word for an idea is replaced by the one that the glossary gives."""
    for line, text in prose(path):
        for second, word in SECOND_WORDS.items():
            found = re.search(second, text, re.IGNORECASE)
            assert not found, f"{path.name}:{line} says {found[0]!r}; the word is {word!r}"


def test_the_glossary_gives_the_words():
    """Every word that the test above demands is explained in CONTRIBUTING."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    glossary = text[text.index("## Glossary") :]
    assert all(f"| {word} |" in glossary for word in SECOND_WORDS.values())


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_a_constant_says_what_it_is(path):
    """A comment ``#:`` stands right above each, so that it is read with its name."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            name = ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
            said = name in {"__all__", "SOURCE"} or lines[node.lineno - 2].startswith("#:")
            assert said, f"{path.name}:{node.lineno} {name}"


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_what_is_public_comes_first(path):
    """Whoever opens a module, or a section of it, meets what it offers before how that is done."""
    text = path.read_text(encoding="utf-8")
    sections = [n for n, line in enumerate(text.splitlines(), 1) if line.startswith("# -- ")]
    defined = [n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    placed = [(bisect(sections, n.lineno), n.name.startswith("_"), n.name) for n in defined]
    for (section, hidden, name), (other, later, public) in pairwise(placed):
        assert section != other or hidden <= later, f"{path.name}: {public} stands after {name}"


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_options_are_keyword_only(path):
    """In a public function what has a default is named by the caller, but for a lone first one."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            optional = len(node.args.defaults)
            assert optional == 0 or (optional == 1 and len(node.args.args) == 1), node.name


def test_nothing_is_commented_out_and_nothing_is_to_be_done_later():
    """A note to do something later is not a comment that says why."""
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", token.string), path


def test_importing_hitdata_loads_nothing_else():
    """`import hitdata` is free: no frame, chart or statistics library is loaded by it."""
    heavy = "{'pandas', 'numpy', 'matplotlib', 'seaborn', 'scipy', 'pyarrow', 'python_calamine'}"
    code = f"import sys, hitdata; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there():
    """Each name that the package announces can be had from it; a slip is an AttributeError."""
    import hitdata

    for name in hitdata.__all__:
        assert callable(getattr(hitdata, name)), name
    with pytest.raises(AttributeError, match="attribute lod"):
        hitdata.lod  # noqa: B018


def test_names_are_typed_where_they_are_found():
    """What a type checker sees of the package is what it gives at run time."""
    import hitdata

    tree = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8"))
    typed = {
        alias.name: f"hitdata.{node.module}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert set(typed) == set(hitdata.__all__)
    for name, module in typed.items():
        assert getattr(sys.modules[getattr(hitdata, name).__module__], name) is getattr(
            sys.modules.get(module) or __import__(module, fromlist=[name]), name
        )


def test_the_map_names_what_is_there():
    """Every module that the package's opening names exists, so the map leads somewhere."""
    import hitdata

    rows = [re.match(r"(\w+(?:, \w+)*)  +\S", line) for line in hitdata.__doc__.splitlines()]
    named = {name for row in rows if row for name in row[1].split(", ")}
    assert named
    assert named <= {unit(path) for path in MODULES}
