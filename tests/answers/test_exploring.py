"""The explorer page in a real browser, and the controls of a notebook."""

import base64
import gzip
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import pandas as pd
import pytest

import hitdata
from tests.answers.browser import chromium

#: What a page from the disk may ask for: itself.
SELF = "file://"


@pytest.fixture(scope="module")
def figures():
    """Two occupations: wages of the newest release, projections, and what others say."""
    codes = ["15-1211", "29-2072"]
    wages = {"source": "OEWS", "unit": "USD/year", "industry": ["cross-industry", "NAICS 62"]}
    return pd.concat(
        [hitdata.load(codes, area=["US", "CA", "TX"], **wages), hitdata.load(codes, source="EP"),
         hitdata.load(codes, quoted=True)], ignore_index=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def page(figures, tmp_path_factory):
    """The explorer page of them."""
    return hitdata.explorer(tmp_path_factory.mktemp("page") / "explorer.html", figures=figures)


def test_the_data_is_inside(page, figures):
    """The page holds every figure, with its value, its place and its caveats."""
    packed = re.search(r'id="data">([^<]+)<', page.read_text(encoding="utf-8"))[1]
    held = json.loads(gzip.decompress(base64.b64decode(packed)))
    assert held["figure_id"] == figures["figure_id"].to_list()
    assert len(held["value"]) == len(held["caveat"]) == len(figures)
    assert held["names"]["area"]["CA"] == "California"


def test_the_page_asks_for_nothing(page):
    """No address is loaded: what begins like one is a source that a reader may follow."""
    text = re.sub(r'id="data">[^<]+<', "", page.read_text(encoding="utf-8"))
    assert not re.search(r"(src|href)=.?https?:|@import|fetch\(|XMLHttpRequest|url\(", text)


def test_same_figures_same_bytes(page, figures, tmp_path):
    """A page can be compared: nothing in it is of the day it was made."""
    again = hitdata.explorer(tmp_path / "again.html", figures=figures)
    assert again.read_bytes() == page.read_bytes()


@pytest.mark.xdist_group("chromium")
def test_a_reader_asks_it(page, tmp_path):
    """Occupation, place, wage and dollars change the answer; a row leads to its cell; no request.

    BLS printed $127,720 for systems analysts in California; CPI-U makes it $127,910 of 2025.
    """
    with chromium(tmp_path) as browser:
        browser.open(page.as_uri())
        ready = float(browser.until("document.documentElement.dataset.ready"))
        assert ready < 1000, f"first answer after {ready:.0f} ms"
        browser.choose("soc", "15-1211")
        browser.choose("area", "CA")
        assert "$127,720" in browser.value("document.getElementById('answer').innerText")
        browser.choose("wage", "105000")
        browser.choose("dollars", "2025")
        said = browser.value("document.getElementById('answer').innerText")
        assert "$127,910" in said
        assert "at or above the 25th percentile and below the median" in said
        assert "8.7% from 2024 to 2034" in said
        assert browser.value("document.querySelectorAll('#spread svg rect').length") >= 3
        browser.value("document.querySelector('#figures button').click()")
        trace = browser.value("document.querySelector('#figures dl').innerText")
        assert "oe.data.0.Current" in trace
        assert "https://www.bls.gov/oes/" in trace
        assert browser.value("document.querySelectorAll('#others tbody tr').length") > 5
        # what was chosen is in the address, so that a reload or a bookmark asks it again
        assert "area=CA" in browser.value("location.hash")
        browser.choose("soc", "29-2072")
        assert "Medical Records Specialists" in browser.value("document.body.innerText")
        assert {address[:7] for address in browser.requests} == {SELF}


def test_a_notebook_gets_controls():
    """Occupation, place, dollars and wage, each with the names of the table."""
    pytest.importorskip("ipywidgets")
    box = hitdata.explore("nurses", area="Texas")
    controls = {part.description: part for part in box.children[:-1]}
    assert set(controls) == {"soc", "area", "dollars", "your wage"}
    assert (controls["soc"].value, controls["area"].value) == ("29-1141", "TX")
    controls["area"].value = "CA"
    assert "California" in box.children[-1].value


def test_without_widgets_the_answer_is_a_report(monkeypatch):
    """Where ipywidgets is missing, the report shows itself."""
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    assert hitdata.explore("29-9021").title.endswith("(29-9021), United States")


@pytest.mark.xdist_group("chromium")
def test_a_reader_asks_the_notebook(tmp_path):
    """In JupyterLab the controls are there once the cells ran; choosing Texas answers of Texas."""
    pytest.importorskip("jupyterlab")
    if "HITDATA_JUPYTER" not in os.environ:
        pytest.skip("half a minute: set HITDATA_JUPYTER=1 to drive JupyterLab")
    source = Path(__file__).parents[2] / "notebooks" / "06_explore.ipynb"
    shutil.copy(source, tmp_path / "explore.ipynb")
    with chromium(tmp_path / "profile") as browser, jupyter(tmp_path) as address:
        browser.open(f"{address}/lab/tree/explore.ipynb?token=asked")
        browser.until("!!(window.jupyterapp && document.querySelector('.jp-Notebook'))", 60)
        browser.until(RUN, 60)
        browser.until("document.querySelectorAll('.widget-dropdown select').length >= 3", 60)
        browser.value(
            "{const places = document.querySelectorAll('.widget-dropdown select')[1];"
            "places.value = [...places.options].find(o => o.text === 'Texas').value;"
            "places.dispatchEvent(new Event('change', {bubbles: true}))}"
        )
        # BLS, May 2025: the median of technologists in Texas
        assert browser.until(
            "document.querySelector('.jp-Notebook').innerText.includes('$76,820')", 60
        )


#: Runs all cells, once the kernel is there.
RUN = """(async () => {
  const shell = window.jupyterapp.shell;
  const panel = [...shell.widgets('main')].find(widget => widget.sessionContext);
  shell.activateById(panel.id);
  await panel.sessionContext.ready;
  if (!panel.sessionContext.session?.kernel) return false;
  await window.jupyterapp.commands.execute('notebook:run-all-cells');
  return true;
})()"""


@contextmanager
def jupyter(folder):
    """Give the address of a JupyterLab on a folder, with nobody's settings."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
               f"--port={port}", "--expose-app-in-browser", "--IdentityProvider.token=asked",
               f"--ServerApp.root_dir={folder}"]  # fmt: skip
    own = {name: str(folder / "own") for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR",
                                                  "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}  # fmt: skip
    running = subprocess.Popen(command, env=os.environ | own, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with suppress(OSError):
                urlopen(f"{address}/api?token=asked", timeout=5).close()  # noqa: S310
                break
            time.sleep(0.1)
        yield address
    finally:
        running.terminate()
        running.wait(timeout=20)
