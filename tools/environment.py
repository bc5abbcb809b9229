"""Create the environment: nothing is installed whose hash is not in requirements.lock.

Runs under the machine's own Python, with the standard library alone.  uv installs in a third of
pip's time; where it cannot (no build for the machine, a certificate it does not trust), pip does.
"""

from __future__ import annotations

import re
import sys
import venv
from functools import partial
from pathlib import Path

from tools.stage import Stage, StageError, fail, run

LOCK = Path("requirements.lock")


def main() -> None:
    """Fill the folder named on the command line with an environment."""
    folder = Path(sys.argv[1])
    stage = Stage("environment")
    try:
        venv.create(folder, clear=True, with_pip=True)
        installer = install(folder)
        # Now, or the first process to draw would print that it builds matplotlib's font list.
        run(folder / "bin/python", "-c", "import matplotlib.font_manager")
    except StageError as error:
        fail("environment", str(error))
    stage.finish(f"{folder}: what {LOCK} names, by {installer}")


def install(folder: Path) -> str:
    """Install the lock file, and return the name of the installer that managed it."""
    python = folder / "bin/python"
    pip = partial(run, python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r")
    uv = partial(run, python, "-m", "uv", "pip", "install", "--quiet", "--python", python)
    only_uv = folder / "uv.lock"
    only_uv.write_text(locked("uv"), "utf-8")
    try:
        pip(only_uv)
        uv("--require-hashes", "-r", LOCK)
    except StageError:
        pip(LOCK)
        return "pip"
    return "uv"


def locked(name: str) -> str:
    """Return one package's lines of the lock file, its hashes included."""
    entry = re.search(rf"^{name}==(?:.*\\\n)*.*\n", LOCK.read_text("utf-8"), flags=re.MULTILINE)
    if not entry:
        raise StageError(f"{LOCK} does not lock {name}")
    return entry[0]


if __name__ == "__main__":
    main()
