"""One printed line per stage: its name, its seconds, how far it came, what it wrote.

A terminal shows the progress on that same line while the stage runs; a log keeps the last word
only.  Standard library alone, because the first stage builds the environment.

    python -m tools.stage [--wrote PATH] NAME COMMAND...

runs a command as a stage, and shows what it printed only if it fails.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from threading import Lock
from typing import NoReturn

__all__ = ["Stage", "StageError", "fail", "files_in", "overlap", "run"]

_printing = Lock()  # stages may overlap


class StageError(Exception):
    """What a reader needs to know of a failure: where, and what was said there."""


class Stage:
    """A stage under way; `finish` prints its line."""

    def __init__(self, name: str, *, steps: int = 1) -> None:
        self.name, self.steps = name, steps
        self.done = self.kept = 0
        self.start = time.perf_counter()
        self._show(f"{name:<12}...")

    def step(self, *, kept: bool = False) -> None:
        """Count one step as done, or as not needed because its result was kept."""
        self.done += 1
        self.kept += kept
        self._show(f"{self.name:<12}... {self._progress()}")

    def finish(self, wrote: str = "") -> None:
        """Print the stage's one line."""
        seconds = time.perf_counter() - self.start
        kept = f"; {self.kept} unchanged" if self.kept else ""
        line = f"{self.name:<12}{seconds:6.1f} s   {self._progress():<9}{wrote}{kept}"
        self._show(line.rstrip(), end="\n")

    def _progress(self) -> str:
        return f"{self.done} of {self.steps}" if self.steps > 1 else ""

    def _show(self, line: str, *, end: str = "") -> None:
        terminal = sys.stdout.isatty()
        if end or terminal:
            with _printing:
                print("\r\033[K" * terminal + line, end=end, flush=True)


def overlap(stages: Mapping[Path, Sequence[Callable[[], object]]], *, jobs: int) -> None:
    """Run stages side by side, ``jobs`` steps at a time, in the order given.

    A stage is named after the folder that its steps fill; a step may return "unchanged".
    """
    with ThreadPoolExecutor(jobs) as pool:
        steps = {}
        for folder, calls in stages.items():
            stage = Stage(folder.name, steps=len(calls))
            steps.update({pool.submit(call): (stage, folder) for call in calls})
        for step in as_completed(steps):
            stage, folder = steps[step]
            if error := step.exception():
                pool.shutdown(cancel_futures=True)
                if isinstance(error, StageError):
                    fail(stage.name, str(error))
                raise error
            stage.step(kept=step.result() == "unchanged")
            if stage.done == stage.steps:
                stage.finish(files_in(folder))


def run(*command: str | Path) -> None:
    """Run a command; what it prints is shown only if it fails."""
    ran = subprocess.run(command, capture_output=True, check=False)
    if ran.returncode:
        said = (ran.stdout + ran.stderr).decode(errors="replace")
        raise StageError(f"{' '.join(map(str, command))}\n{said}")


def files_in(path: Path) -> str:
    """Return what lies at a path, for a stage's line: ``build/charts: 9 files, 410 kB``."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    count = f"{len(files)} file{'s' * (len(files) > 1)}, " * path.is_dir()
    size = f"{sum(file.stat().st_size for file in files) / 1000:,.0f} kB"
    return f"{path}: {count}{size}"


def fail(name: str, reason: str) -> NoReturn:
    """Stop with one message that names the stage."""
    start = "\r\033[K" if sys.stdout.isatty() else ""
    print(f"{start}{name}: failed", flush=True)
    sys.exit(reason.strip())


def main() -> None:
    """Run a command as a stage."""
    parser = argparse.ArgumentParser(description="Run a command as a stage.")
    parser.add_argument("--wrote", type=Path, help="what to report as written")
    parser.add_argument("name")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    asked = parser.parse_args()

    stage = Stage(asked.name)
    try:
        run(*asked.command)
    except StageError as error:
        fail(asked.name, str(error))
    stage.finish(files_in(asked.wrote) if asked.wrote else "")


if __name__ == "__main__":
    main()
