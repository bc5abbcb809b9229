"""What `make matrix` leaves out exists, and what it looks for is found or said to be lacking."""

import sys
import tomllib
from pathlib import Path

import pytest

from tools.matrix import COPIED, OF_CHECKOUT, OF_EXTRAS, PYTHONS, interpreter

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("path", [*COPIED, *OF_CHECKOUT, *OF_EXTRAS])
def test_what_it_names_is_there(path):
    """A test that has moved would no longer be left out, and fail for want of what it needs."""
    assert (ROOT / path).exists()


def test_the_oldest_python_is_the_one_that_is_required():
    """The matrix begins where pyproject.toml does."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={PYTHONS[0]}"


def test_a_python_is_found_or_not():
    """The one that runs this is there; one that was never released is not."""
    this = "{}.{}".format(*sys.version_info)
    assert interpreter(this)
    assert interpreter("2.99") is None
