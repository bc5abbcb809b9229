"""Run the tests under the lowest and the newest versions that pyproject.toml allows.

    python -m tools.matrix [--pythons 3.11 3.13] [--kinds core lowest newest]

For each CPython on this machine there are three environments below build/matrix: `lowest` and
`newest` have every extra, `core` has none. The wheel is installed into each, and tests run on it
away from the checkout: all but those that compare with what was committed, which the locked
versions alone give again. Environments are kept and used again until the requirements change;
``--renew`` asks the registry again what is newest.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from functools import partial
from importlib.metadata import distributions
from pathlib import Path
from typing import NamedTuple

from tools.stage import Stage, StageError, fail, run

BUILD = Path("build/matrix").absolute()

#: The CPythons that hitdata is for.
PYTHONS = ("3.11", "3.12", "3.13", "3.14")

#: What the tests need beside the package: copied, so that none of them finds the checkout's.
COPIED = ["tests", "tools", "data", "notebooks", "README.md", "CONTRIBUTING.md", "CHANGELOG.md",
          "Makefile", "pyproject.toml"]  # fmt: skip

#: Tests of the checkout itself: its sources, its wheel, its documents.
OF_CHECKOUT = ["tests/test_architecture.py", "tests/test_wheel.py", "tests/test_readme.py"]

#: Tests of what only extras can do.
OF_EXTRAS = ["tests/charts", "tests/distribution", "tests/tools/evaluation",
             "tests/tools/test_notebooks.py"]  # fmt: skip

#: Packages of the library that cannot be imported without extras: pytest, which imports them for
#: their examples, would leave halves of them behind.
WITH_EXTRAS = ["/*/hitdata/charts/*", "/*/hitdata/distribution/*"]

#: Packages whose versions a line shows.
SHOWN = ["pandas", "numpy", "pyarrow", "scipy", "matplotlib"]


class Kind(NamedTuple):
    """A kind of environment: how versions are chosen, with which extras, what pytest is told."""

    resolution: str
    extras: list[str]
    pytest: list[str]


KINDS = {
    "core": Kind(
        "highest",
        [],
        [
            "-p",
            "tools.without_extras",
            *(f"--ignore={path}" for path in OF_EXTRAS),
            *(f"--ignore-glob={pattern}" for pattern in WITH_EXTRAS),
        ],
    ),
    # that old versions do what is deprecated in others is not news, and no user is told
    "lowest": Kind("lowest-direct", ["--all-extras"], ["-W", "ignore::DeprecationWarning"]),
    "newest": Kind("highest", ["--all-extras"], []),
}

uv = partial(run, sys.executable, "-m", "uv", "--quiet")


def main() -> None:
    """Run every environment, and say what this machine could not."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pythons", nargs="+", default=PYTHONS, metavar="VERSION")
    parser.add_argument("--kinds", nargs="+", default=list(KINDS), choices=KINDS)
    parser.add_argument("--jobs", type=int, default=2, help="processes for the tests")
    parser.add_argument("--renew", action="store_true", help="make every environment again")
    asked = parser.parse_args()
    if asked.renew:
        shutil.rmtree(BUILD, ignore_errors=True)
    found = {version: path for version in asked.pythons if (path := interpreter(version))}
    try:
        wheel, checkout = build_wheel(), copy()
    except StageError as error:
        fail("matrix", str(error))
    failed = False
    for version, python in found.items():
        for name in asked.kinds:
            stage, environment = Stage(f"{version} {name}"), BUILD / f"{version}-{name}"
            try:
                prepare(environment, python, KINDS[name], wheel)
                outcome = run_tests(environment, checkout, KINDS[name], asked.jobs)
            except StageError as error:
                outcome = Outcome("not made", str(error).splitlines())
            stage.finish("; ".join(filter(None, [outcome.summary, versions(environment)])))
            failed = failed or bool(outcome.failed)
            for line in outcome.failed:
                print(f"{'':<24}{line}")
    for version in [version for version in asked.pythons if version not in found]:
        print(f"{version:<12} not run: this machine has no CPython {version}")
    sys.exit(failed)


def interpreter(version: str) -> Path | None:
    """Return a CPython of this version, wherever it is: on the path, or one of pyenv's."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    name = f"python{version}"
    for path in [shutil.which(name), *pyenv.glob(f"{version}.*/bin/{name}")]:
        # a shim of pyenv's stands for versions that are not chosen, too, and fails for them
        if (
            path
            and subprocess.run([path, "-c", ""], capture_output=True, check=False).returncode == 0
        ):
            return Path(path)
    return None


def build_wheel() -> Path:
    """Return the wheel, built from the checkout."""
    folder = BUILD / "dist"
    shutil.rmtree(folder, ignore_errors=True)
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    return next(folder.glob("*.whl"))


def copy() -> Path:
    """Return a folder with what the tests need, and without the package."""
    folder = BUILD / "checkout"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in COPIED:
        if Path(name).is_dir():
            shutil.copytree(name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(name, folder)
    return folder


def prepare(folder: Path, python: Path, kind: Kind, wheel: Path) -> None:
    """Put the wheel into the environment in a folder; make it if there is none."""
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))
    tested_with = project["dependency-groups"]["test"]
    required = [project["project"][name] for name in ("dependencies", "optional-dependencies")]
    made_of = repr((python, kind.resolution, kind.extras, required, tested_with))
    mark, into = folder / "made-of", ("--python", folder / "bin/python")
    if not mark.exists() or mark.read_text("utf-8") != made_of:
        shutil.rmtree(folder, ignore_errors=True)
        run(python, "-m", "venv", "--without-pip", folder)
        chosen = folder / "requirements.txt"
        # what has no wheel for this Python is not a version that a user would get
        uv("pip", "compile", "pyproject.toml", *kind.extras, "--resolution", kind.resolution,
           "--only-binary", ":all:", "--no-annotate", *into, "--output-file", chosen)  # fmt: skip
        uv("pip", "install", *into, "--requirements", chosen, *tested_with)
        mark.write_text(made_of, "utf-8")
    uv("pip", "install", *into, "--no-deps", "--reinstall", wheel)


class Outcome(NamedTuple):
    """How the tests of one environment ended: pytest's last line, and a line per failure."""

    summary: str
    failed: list[str]


def run_tests(environment: Path, checkout: Path, kind: Kind, jobs: int) -> Outcome:
    """Run the tests of an environment, and keep what they print beside it."""
    ignored = [f"--ignore={path}" for path in OF_CHECKOUT]
    done = subprocess.run(
        [environment / "bin/python", "-m", "pytest", "-q", "-n", str(jobs), "-m", "not exact",
         "--color=no", "--doctest-ignore-import-errors", "-p", "no:cacheprovider",
         *ignored, *kind.pytest, "tests", "--pyargs", "hitdata"],
        cwd=checkout, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    (environment / "tests.log").write_text(done.stdout)
    lines = done.stdout.splitlines()
    failed = [line for line in lines if line.startswith(("FAILED ", "ERROR "))]
    if done.returncode and not failed:
        failed = lines[-20:]
    lacking = Counter[str]()
    for line in lines:
        if match := re.match(r"SKIPPED \[(\d+)\].*'hitdata\[(\w+)\]'", line):
            lacking[match[2]] += int(match[1])
    wanting = "".join(f", {count} of them for want of {name}" for name, count in lacking.items())
    return Outcome(lines[-1].strip("= ") + wanting, failed)


def versions(environment: Path) -> str:
    """Return the versions in an environment that a reader wants to know."""
    packages = map(str, environment.glob("lib/python*/site-packages"))
    there = {found.name.lower(): found.version for found in distributions(path=list(packages))}
    return ", ".join(f"{name} {there[name]}" for name in SHOWN if name in there)


if __name__ == "__main__":
    main()
