"""A real Chromium, driven through its own protocol: pages are opened, asked and clicked."""

import json
import shutil
import subprocess
import time
from contextlib import contextmanager, suppress
from urllib.request import Request, urlopen

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


class Page:
    """A page in the browser; it keeps the requests that left it."""

    def __init__(self, socket):
        self.socket, self.count, self.requests = socket, 0, []

    def send(self, method, **params):
        """Return what the browser answers to a command; what happens meanwhile is noted."""
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": params}))
        while True:
            said = json.loads(self.socket.recv())
            if said.get("method") == "Network.requestWillBeSent":
                self.requests.append(said["params"]["request"]["url"])
            if said.get("id") == self.count:
                assert "error" not in said, said
                return said["result"]

    def value(self, script):
        """Return what a script comes to, errors as failures."""
        found = self.send("Runtime.evaluate", expression=script, returnByValue=True,
                          awaitPromise=True)  # fmt: skip
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def until(self, script, seconds=20):
        """Return the first true value of a script, asked until it is."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(AssertionError):  # a page that is still loading has nothing to ask
                if found := self.value(script):
                    return found
            time.sleep(0.05)
        pytest.fail(f"never true within {seconds} s: {script}")

    def open(self, address):
        """Go to a page."""
        self.send("Page.navigate", url=address)

    def choose(self, field, value):
        """Choose a value of a field by hand, as its change event tells the page."""
        told = "field.dispatchEvent(new Event('change')); field.dispatchEvent(new Event('input'))"
        named = f"const field = document.getElementById({field!r}); field.value = {value!r}"
        self.value(f"{{{named}; {told}}}")


@contextmanager
def chromium(folder):
    """Give a page of a browser of its own; where there is none, the test is skipped."""
    websocket = pytest.importorskip("websocket", reason="websocket-client comes with Jupyter")
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("there is no Chromium on this machine: apt-get install chromium")
    command = [program, "--headless=new", "--no-sandbox", "--disable-gpu",
               "--disable-dev-shm-usage", "--remote-debugging-port=0",
               "--remote-allow-origins=*", "--window-size=1280,1600",
               f"--user-data-dir={folder}", "about:blank"]  # fmt: skip
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        told = folder / "DevToolsActivePort"
        end = time.monotonic() + 30
        while not (told.exists() and told.read_text().count("\n")) and time.monotonic() < end:
            time.sleep(0.05)
        port = told.read_text().splitlines()[0]
        asked = Request(f"http://127.0.0.1:{port}/json/new?about:blank", method="PUT")
        target = json.load(urlopen(asked, timeout=10))  # noqa: S310
        page = Page(websocket.create_connection(target["webSocketDebuggerUrl"], timeout=60))
        for domain in ("Page", "Network", "Runtime"):
            page.send(f"{domain}.enable")
        page.send("Emulation.setFocusEmulationEnabled", enabled=True)
        yield page
        page.socket.close()
    finally:
        running.terminate()
        running.wait(timeout=20)
