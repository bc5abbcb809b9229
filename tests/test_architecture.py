"""The shape of the package: which way imports point, what a name may be, how long a module is."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "hitdata"

#: From the ground up; a module imports only from lines above its own, or from its own package.
LAYERS = """
errors schema family areas notebook distinct
identifiers cells originals output
observations
documents
sources
tables extract reading
bundle dictionary caveats normalize
provenance reference discrepancy distribution projection
evaluation charts
command
""".split("\n")[1:-1]

RANK = {name: rank for rank, line in enumerate(LAYERS) for name in line.split()}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


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


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path):
    """Data flows one way: no module imports from its own line of the layers or from below it."""
    own = unit(path)
    assert own in RANK, f"say in LAYERS where {own} stands"
    upward = {name for name in imported(path) if name != own and RANK[name] >= RANK[own]}
    assert not upward


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_stays_one_idea(path):
    """A module has a name that says what it is, opens with the idea, and ends before 300 lines."""
    text = path.read_text(encoding="utf-8")
    assert path.stem not in {"utils", "helpers", "core", "base", "manager", "common", "misc"}
    assert ast.get_docstring(ast.parse(text)), "opens without saying what it is"
    assert len(text.splitlines()) <= 300


def test_importing_hitdata_loads_nothing_else():
    """`import hitdata` is free: no frame, chart or statistics library is loaded by it."""
    heavy = "{'pandas', 'numpy', 'matplotlib', 'seaborn', 'scipy', 'pyarrow', 'python_calamine'}"
    code = f"import sys, hitdata; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there():
    """Each name that the package announces can be had from it."""
    import hitdata

    assert all(getattr(hitdata, name) is not None for name in hitdata.__all__)
    with pytest.raises(AttributeError, match="no attribute 'lod'"):
        hitdata.lod  # noqa: B018


def test_the_map_names_what_is_there():
    """Every module that the package's opening names exists, so the map leads somewhere."""
    import hitdata

    rows = [re.match(r"(\w+(?:, \w+)*)  +\S", line) for line in hitdata.__doc__.splitlines()]
    named = {name for row in rows if row for name in row[1].split(", ")}
    assert named
    assert named <= {unit(path) for path in MODULES}


def test_no_public_function_has_the_name_of_a_module():
    """A submodule's import binds its name in the package: a function of that name would be lost."""
    import hitdata

    assert not {unit(path) for path in MODULES} & set(hitdata.__all__)
