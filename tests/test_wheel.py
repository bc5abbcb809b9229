"""The wheel, installed away from the checkout and cut off from the network, does what it must."""

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import hitdata

ROOT = Path(__file__).parents[1]

#: Imported by every Python at its start: whatever reaches for the network fails.
NO_NETWORK = """
import socket

def refuse(*_):
    raise OSError("the network is off")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
"""

#: Run before anything else: what only extras install is found nowhere.
NO_EXTRAS = """
import sys

class Nowhere:
    def find_spec(self, name, *_):
        if name.partition(".")[0] in {"scipy", "matplotlib", "seaborn", "fontTools", "PIL", "lxml",
                                      "font_source_sans_pro", "IPython", "jupytext", "nbclient"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Nowhere())
"""

#: What is asked without extras.
ASKED = """
import hitdata

first, second = (f"bls.oews.2023-05.us.{soc}.wage.p50.usd-year" for soc in ("29-2072", "29-9021"))
figures = hitdata.load(soc="29-9021", release="2023-05", statistic="p50")
answers = [
    figures, hitdata.cite(first), hitdata.codebook(), hitdata.readable(), hitdata.compare(figures),
    hitdata.growth(hitdata.load(source="EP")), hitdata.occupation("coder"), hitdata.attributes(),
    str(hitdata.explain(first, second)), str(hitdata.comparable(first, second)),
]
assert all(map(len, answers))
print(hitdata.trace(second).locator)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A new environment with the wheel in it; dependencies are lent by this one."""
    folder = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    site = folder / "lib" / version / "site-packages"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "--python", str(folder / "bin" / "python"), "install", "--no-deps",
                    "--no-index", str(wheel)], check=True)  # fmt: skip
    # a path file lends the packages, but runs no path files of theirs: not this checkout's
    (site / "lent.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    (site / "sitecustomize.py").write_text(NO_NETWORK)
    return folder


def run(folder: Path, *arguments: str) -> str:
    """Run a program of the new environment in an empty folder; return what it prints."""
    program, *rest = arguments
    done = subprocess.run([str(folder / "bin" / program), *rest], cwd=folder, text=True,
                          capture_output=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_holds_the_tables_and_no_raw_data(wheel):
    """What the library reads is inside; cuts, tests, notebooks and tools are not."""
    names = zipfile.ZipFile(wheel).namelist()
    assert "hitdata/data/tables/figures.parquet" in names
    assert "hitdata/py.typed" in names
    assert not [
        name for name in names if name.startswith(("data/", "tests/", "notebooks/", "tools/"))
    ]
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"hitdata"}
    assert wheel.stat().st_size < 8_000_000


def test_the_library_works_there(installed):
    """load and trace answer from the installed package, not from this checkout."""
    code = (
        "import hitdata; way = hitdata.trace('bls.oews.2023-05.us.29-9021.wage.p50.usd-year');"
        "print(hitdata.__file__, len(hitdata.load(soc='29-9021')), way.locator, sep='|')"
    )
    where, rows, locator = run(installed, "python", "-c", code).strip().split("|")
    assert Path(where).is_relative_to(installed)
    assert int(rows) == len(hitdata.load(soc="29-9021"))
    assert locator == "national_M2023_dl!AB606"


def test_without_extras_it_loads_traces_and_explains(installed):
    """What the package is for needs none of what charts, curves and saved pages need."""
    assert run(installed, "python", "-c", NO_EXTRAS + ASKED).strip() == "national_M2023_dl!AB606"
    code = NO_EXTRAS + "from hitdata.command import main; main(['codebook', '--format', 'csv'])"
    assert "soc_match" in run(installed, "python", "-c", code)


def test_the_command_works_there(installed):
    """The command is on the path of the environment and finds its tables."""
    assert run(installed, "hitdata", "--version").startswith("hitdata ")
    out = run(installed, "hitdata", "figures", "--quoted", "yes", "--publisher", "Payscale",
              "--format", "csv")  # fmt: skip
    assert "$75,500" in out


def test_the_network_is_really_off_there(installed):
    """A program that reaches for the network in that environment fails."""
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"
    with pytest.raises(AssertionError, match="the network is off"):
        run(installed, "python", "-c", code)
