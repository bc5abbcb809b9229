"""Where extras are lacking, what needs one is skipped with its reason; other faults are seen."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

TESTS = """
import pytest
from hitdata.errors import needs

@pytest.fixture
def parser():
    with needs("pages"):
        import no_such_parser

def test_fixture(parser): pass

def test_caught():
    with pytest.raises(ValueError), needs("pages"):
        import no_such_parser

def test_told_otherwise():
    try:
        with needs("charts"):
            import no_such_canvas
    except ImportError as error:
        assert "pages" in str(error)

def test_fault(): assert 1 == 2

def test_all_is_there(): pass
"""


def test_only_what_needs_an_extra_is_skipped(tmp_path):
    """In a fixture, in place of another error, or caught by the test: each is told apart."""
    (tmp_path / "test_made_up.py").write_text(TESTS)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rs", "-p", "tools.without_extras", "--rootdir", tmp_path,
         "-p", "no:cacheprovider", tmp_path],
        cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "1 failed, 1 passed, 3 skipped" in done.stdout
    for count, extra in [(2, "pages"), (1, "charts")]:
        assert re.search(rf"SKIPPED \[{count}\] .*pip install 'hitdata\[{extra}\]'", done.stdout)
